//! Bytes to JSON: nothing panics, every place lies in the text, and JSON that is read back is the same.

use gongkai::{Span, write::json::Page};

pub(crate) fn law(bytes: &[u8]) {
    let Ok(reading) = crate::reader().read(bytes) else { return };
    let text = &reading.document.text;
    let check = |span: Span, what: &str| assert!(text.get(span.range()).is_some(), "{what} off the text: {span:?}");
    reading.document.blocks.iter().for_each(|block| check(block.span, "a block"));
    for table in &reading.document.tables {
        check(table.span, "a table");
        table.cells.iter().for_each(|cell| check(cell.span, "a cell"));
    }
    reading.mentions.iter().for_each(|found| check(found.span, "a mention"));
    for figure in reading.report.iter().flat_map(|report| &report.figures) {
        figure.span.into_iter().for_each(|span| check(span, "a figure"));
    }
    for finding in &reading.findings {
        finding.spans.iter().for_each(|&span| check(span, finding.code));
    }
    let page = Page::new(&reading, "page");
    let json = serde_json::to_string(&page).expect("a page is JSON");
    let again: Page<'_> = serde_json::from_str(&json).expect("our own JSON reads back");
    assert!(serde_json::to_string(&again).expect("a page is JSON") == json, "{json}");
}
