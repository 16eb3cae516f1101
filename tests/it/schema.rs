//! Just enough of JSON Schema for the contract test. A keyword it does not know is a failure, so that the schema cannot
//! say more than is checked.

use serde_json::{Map, Value};

/// Asserts that `value` is what `schema` says.
pub(crate) fn assert_valid(schema: &Value, value: &Value) {
    if let Err(complaint) = check(schema, schema.as_object().unwrap(), value, "$") {
        panic!("{complaint}");
    }
}

fn check(root: &Value, schema: &Map<String, Value>, value: &Value, path: &str) -> Result<(), String> {
    for (keyword, rule) in schema {
        let good = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let target = rule.as_str().and_then(|name| root.pointer(name.trim_start_matches('#')));
                check(root, target.and_then(Value::as_object).ok_or("no such $ref")?, value, path)?;
                true
            }
            "anyOf" => {
                let tries = rule.as_array().unwrap().iter();
                let tries: Vec<_> = tries.map(|s| check(root, s.as_object().unwrap(), value, path)).collect();
                if let (false, Some(Err(first))) = (tries.iter().any(Result::is_ok), tries.first()) {
                    return Err(first.clone());
                }
                true
            }
            "type" => match rule {
                Value::Array(names) => names.iter().any(|name| is(value, name.as_str().unwrap())),
                name => is(value, name.as_str().unwrap()),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "minimum" => value.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| matches_pattern(rule.as_str().unwrap(), text)),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().unwrap()),
            "required" => value
                .as_object()
                .is_none_or(|map| rule.as_array().unwrap().iter().all(|key| map.contains_key(key.as_str().unwrap()))),
            "dependentRequired" => value.as_object().is_none_or(|map| {
                let asked = rule.as_object().unwrap().iter().filter(|(key, _)| map.contains_key(*key));
                asked.flat_map(|(_, keys)| keys.as_array().unwrap()).all(|key| map.contains_key(key.as_str().unwrap()))
            }),
            "additionalProperties" => {
                assert_eq!(*rule, Value::Bool(false), "only false is known");
                let known = schema["properties"].as_object().unwrap();
                value.as_object().is_none_or(|map| map.keys().all(|key| known.contains_key(key)))
            }
            "properties" => {
                for (key, rule) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        check(root, rule.as_object().unwrap(), value, &format!("{path}.{key}"))?;
                    }
                }
                true
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule.as_object().unwrap(), item, &format!("{path}[{at}]"))?;
                }
                true
            }
            unknown => return Err(format!("the schema uses {unknown}, which this test does not check")),
        };
        if !good {
            return Err(format!("{path}: {keyword} {rule} is broken by {value}"));
        }
    }
    Ok(())
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("unknown type {name}"),
    }
}

/// The two patterns of the schema.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match pattern {
        "^[0-9]{6}$" => text.len() == 6 && digits(text),
        r"^-?[0-9]+(\.[0-9]+)?$" => {
            let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
            digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(part)
        }
        _ => panic!("unknown pattern {pattern}"),
    }
}

#[test]
fn what_breaks_a_schema_is_caught() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": {"a": {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}, "b": {"type": ["integer", "null"]}}
    });
    let verdict = |value| check(&schema, schema.as_object().unwrap(), &value, "$");
    assert_eq!(verdict(serde_json::json!({"a": "-1.50", "b": null})), Ok(()));
    for bad in [
        serde_json::json!({}),
        serde_json::json!({"a": 1}),
        serde_json::json!({"a": "1e3"}),
        serde_json::json!({"a": "1", "b": "2"}),
        serde_json::json!({"a": "1", "c": 1}),
        serde_json::json!([]),
    ] {
        assert!(verdict(bad.clone()).is_err(), "{bad}");
    }
}

/// Keys that are required and keys that are known are the same everywhere: every key is always there.
#[test]
fn every_key_of_the_schema_is_required() {
    fn walk(schema: &Value) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            let required: Vec<_> = schema["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
            assert_eq!(required.len(), properties.len(), "{required:?}");
            assert!(required.iter().all(|key| properties.contains_key(*key)), "{required:?}");
            assert_eq!(schema["additionalProperties"], Value::Bool(false));
            properties.values().for_each(walk);
        }
    }
    let schema: Value = serde_json::from_str(gongkai::write::json::SCHEMA_TEXT).unwrap();
    walk(&schema);
    let parts = schema["$defs"].as_object().unwrap();
    assert!(parts.len() > 15);
    parts.values().for_each(walk);
}
