//! Bytes to JSON: nothing panics, every place lies in the text, and JSON that is read back is the same.

#![no_main]

use gongkai::{
    Reader,
    mention::{Kind, Kinds},
    write::json::Page,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reader = Reader::new().kinds(Kinds::ALL.without(Kind::Organization));
    let Ok(reading) = reader.read(bytes) else { return };
    let text = &reading.document.text;
    for block in &reading.document.blocks {
        assert!(text.get(block.span.range()).is_some(), "a block off the text: {block:?}");
    }
    for figure in reading.report.iter().flat_map(|report| &report.figures) {
        assert!(figure.span.is_none_or(|span| text.get(span.range()).is_some()), "a figure off the text: {figure:?}");
    }
    let page = Page::new(&reading, "fuzz");
    let json = serde_json::to_string(&page).expect("a page is JSON");
    let again: Page<'_> = serde_json::from_str(&json).expect("our own JSON reads back");
    assert_eq!(serde_json::to_string(&again).expect("a page is JSON"), json);
});
