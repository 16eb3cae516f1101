//! The JSON contract: what is written is what the schema says, key by key, and reads back to the same.

use std::{fs, path::Path};

use gongkai::{
    Reader,
    write::json::{Page, SCHEMA_TEXT},
};
use proptest::prelude::*;
use serde_json::Value;

use super::schema;

/// All fixture pages, by path.
fn pages() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports");
    let mut pages = Vec::new();
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|extension| extension == "html" || extension == "txt") {
                pages.push((file.display().to_string(), fs::read(&file).unwrap()));
            }
        }
    }
    pages.sort();
    pages
}

fn schema_value() -> Value {
    serde_json::from_str(SCHEMA_TEXT).unwrap()
}

/// What `read` prints of these bytes.
fn written(bytes: &[u8]) -> String {
    let reading = Reader::new().read(bytes).unwrap();
    serde_json::to_string(&Page::new(&reading, "page.html")).unwrap()
}

/// Every `span` beside a `text` covers just that text, and every place lies inside the page's.
fn check_places(value: &Value, text: &[char], path: &str) {
    match value {
        Value::Object(map) => {
            for key in ["span", "body", "sentence", "caption", "unit", "year_span"] {
                if let Some([start, end]) = map.get(key).and_then(Value::as_array).map(Vec::as_slice) {
                    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
                    assert!(start <= end && end <= text.len(), "{path}.{key}: {start}..{end} of {}", text.len());
                    if let (Some(words), "span") = (map.get("text").and_then(Value::as_str), key) {
                        assert_eq!(text[start..end].iter().collect::<String>(), words, "{path}");
                    }
                }
            }
            map.iter().for_each(|(key, value)| check_places(value, text, &format!("{path}.{key}")));
        }
        Value::Array(items) => items.iter().for_each(|item| check_places(item, text, path)),
        _ => {}
    }
}

fn check_page(bytes: &[u8]) {
    let json = written(bytes);
    let value: Value = serde_json::from_str(&json).unwrap();
    let text: Vec<char> = value["text"].as_str().unwrap().chars().collect();
    check_places(&value, &text, "");
    schema::assert_valid(&schema_value(), &value);
    let page: Page = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&page).unwrap(), json, "it reads back to the same, key order too");
}

#[test]
fn every_fixture_is_written_as_the_schema_says() {
    let pages = pages();
    assert!(pages.len() >= 5, "{}", pages.len());
    for (_, bytes) in pages {
        check_page(&bytes);
    }
}

#[test]
fn the_same_bytes_give_the_same_json() {
    for (name, bytes) in pages() {
        assert_eq!(written(&bytes), written(&bytes), "{name}");
    }
}

#[test]
fn mentions_of_every_kind_are_written_as_the_schema_says() {
    let text = "第三，2015年5月15日印发《关于推进公开工作的通知》（辽政办发〔2015〕39号），市财政局公开1200余条，占95.6%，\
                收费160.5万元，答复期限为20个工作日，每月5日前报送，三至五人。";
    check_page(text.as_bytes());
}

#[test]
fn the_keys_stand_in_the_order_of_the_contract() {
    let json = written("<p>共1942条。</p>".as_bytes());
    let keys =
        ["schema", "source", "text", "blocks", "tables", "document", "sections", "mentions", "report", "findings"];
    let at = keys.map(|key| json.find(&format!("\"{key}\":")).unwrap());
    assert!(at.is_sorted(), "{at:?}");
    assert!(json.starts_with(r#"{"schema":"gongkai/1","source":{"name":"page.html","bytes":20,"media":"html","#));
}

#[test]
fn offsets_count_characters_and_not_bytes() {
    // 😀 is one scalar value, four bytes and two UTF-16 units.
    let json: Value = serde_json::from_str(&written("😀共1942条。".as_bytes())).unwrap();
    assert_eq!(json["mentions"]["quantities"][0]["span"], serde_json::json!([2, 7]));
}

/// A page with some of its bytes cut out, doubled, swapped with another place's or overwritten.
fn mutate(bytes: &[u8], cuts: &[(usize, usize, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for &(at, length, what) in cuts {
        if bytes.is_empty() {
            break;
        }
        let at = at % bytes.len();
        let end = (at + length).min(bytes.len());
        match what % 4 {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            2 => bytes.rotate_left(at),
            _ => bytes[at..end].fill(what),
        }
    }
    if bytes.is_empty() { b"-".to_vec() } else { bytes }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to a page, reading it neither panics nor says words that do not stand where it says.
    #[test]
    fn mutated_pages_are_read_and_every_place_re_reads_to_its_words(
        page in 0_usize..64,
        cuts in proptest::collection::vec((0_usize..100_000, 0_usize..400, any::<u8>()), 1..6),
    ) {
        let pages = pages();
        let bytes = mutate(&pages[page % pages.len()].1, &cuts);
        // A mutation may make the page binary, which is an error and not a page.
        if let Ok(reading) = Reader::new().read(&bytes) {
            let value = serde_json::to_value(Page::new(&reading, "page.html")).unwrap();
            let text: Vec<char> = reading.document.text.chars().collect();
            check_places(&value, &text, "");
            schema::assert_valid(&schema_value(), &value);
        }
    }
}
