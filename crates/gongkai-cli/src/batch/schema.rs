//! The JSON Schema of a [line](super::line::Line): that of a page, and the input before it.

use serde_json::{Value, json};

use super::line::Status;

/// Name and version of the form of lines.
const SCHEMA: &str = "gongkai-batch/1";

/// The schema of `gongkai/1` with the key `input`. A line without a page has only that; one with a page has all keys.
///
/// # Errors
/// Where the schema of pages is no JSON object.
pub(crate) fn schema() -> anyhow::Result<Value> {
    let mut schema: Value = serde_json::from_str(gongkai::write::json::SCHEMA_TEXT)?;
    let root = schema.as_object_mut().ok_or_else(|| anyhow::anyhow!("the schema is no object"))?;
    let page = root.insert("required".to_owned(), json!(["input"]));
    root.insert("dependentRequired".to_owned(), json!({ "schema": page }));
    root.insert("$id".to_owned(), SCHEMA.into());
    root.insert("title".to_owned(), SCHEMA.into());
    let about =
        "A line of `gongkai batch`: the input, then what `gongkai read` prints of it, unless it could not be read.";
    root.insert("description".to_owned(), about.into());
    if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("input".to_owned(), input());
    }
    Ok(schema)
}

fn input() -> Value {
    let text = |about: &str| json!({ "type": ["string", "null"], "description": about });
    let number = |about: &str| json!({ "type": ["integer", "null"], "minimum": 0, "description": about });
    json!({
        "type": "object",
        "description": "Which page it is（输入）, and how reading it went.",
        "additionalProperties": false,
        "required": ["id", "status", "message", "url", "warc_filename", "warc_record_offset", "warc_record_length"],
        "properties": {
            "id": { "type": "string", "description": "What names it: a path, archive.zip/member, crawl.warc.gz@offset, feed.jsonl:line." },
            "status": {
                "type": "string",
                "enum": Status::ALL.map(Status::name),
                "description": "How reading went. Without a page: unreadable, limit, error.",
            },
            "message": text("Why there is no page."),
            "url": text("Address that it was served from, where the input says it."),
            "warc_filename": text("Name of the WARC file."),
            "warc_record_offset": number("First byte of the record in it, of the packed record where it is packed."),
            "warc_record_length": number("Bytes of the record in it; null where it shares a gzip member."),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_that_is_checked_in_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/gongkai-batch-1.json");
        let written = format!("{}\n", serde_json::to_string_pretty(&schema().unwrap()).unwrap());
        if std::env::var_os("GONGKAI_BLESS").is_some() {
            std::fs::write(path, &written).unwrap();
        }
        assert!(std::fs::read_to_string(path).unwrap() == written, "GONGKAI_BLESS=1 writes it anew");
    }
}
