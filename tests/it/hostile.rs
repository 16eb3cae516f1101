//! Input made to break the reader: each gives a reading or a clear error, with the limits that fired among its findings.
//! Nothing is timed here; a hang fails by not ending.

#[path = "../../benches/adversarial/generate.rs"]
mod generate;

use generate::GENERATORS;
use gongkai::{
    Document, Limits, Reader,
    mention::{Kind, Kinds},
    page,
    text::decode::decode,
};

fn lay_out(bytes: &[u8], limits: &Limits) -> Document {
    page::lay_out(page::parse(&decode(bytes, None, limits).unwrap(), None, limits), limits)
}

fn codes(document: &Document) -> Vec<&'static str> {
    document.findings.iter().map(|finding| finding.code).collect()
}

/// The characters of a text that are not white space.
fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_generator_gives_a_reading_or_an_error() {
    let reader = Reader::new().kinds(Kinds::ALL.without(Kind::Number).without(Kind::Organization));
    for (name, generate) in GENERATORS {
        let page = generate(6_000);
        let Ok(reading) = reader.read(&page) else { continue };
        let text = &reading.document.text;
        assert!(text.len() <= 4 * page.len(), "{name}");
        for block in &reading.document.blocks {
            assert!(text.get(block.span.range()).is_some(), "{name}: {:?}", block.span);
        }
        for found in &reading.mentions {
            assert!(text.get(found.span.range()).is_some(), "{name}: {:?}", found.span);
        }
    }
    assert!(GENERATORS.len() >= 40);
}

#[test]
fn a_hundred_thousand_levels_keep_their_text() {
    let page = "<div>12".repeat(100_000) + "完";
    let document = lay_out(page.as_bytes(), &Limits::default());
    assert_eq!(codes(&document), ["limit-depth"]);
    assert_eq!(ink(&document.text), "12".repeat(100_000) + "完");
    assert!(!document.text.contains("1212"), "numbers of two elements stay apart");
    let document = lay_out(("<table><tr><td>".repeat(30_000) + "完").as_bytes(), &Limits::default());
    assert_eq!(ink(&document.text), "完");
}

#[test]
fn the_formatting_bomb_is_read_whole() {
    let open: String = (0..4_000).map(|i| format!("<b id={i}>")).collect();
    let page = format!("<p>{open}</p>{}", "<p>x</p>".repeat(4_000));
    let document = lay_out(page.as_bytes(), &Limits::default());
    assert_eq!(codes(&document), ["limit-formatting"]);
    assert_eq!(ink(&document.text), "x".repeat(4_000));
    assert_eq!(document.blocks.len(), 4_000);
}

#[test]
fn a_million_brackets_are_text() {
    let document = lay_out(&b"<".repeat(1 << 20), &Limits::default());
    assert_eq!(document.text.len(), 1 << 20);
    assert!(document.findings.iter().all(|finding| finding.code != "limit-nodes"));
}

#[test]
fn a_tag_with_too_many_attributes_loses_only_those() {
    let attributes: String = (0..200_000).map(|i| format!(" a{i}=\"1>2\"")).collect();
    let page = format!("<p>前</p><p{attributes}>中</p><p>后</p>");
    let document = lay_out(page.as_bytes(), &Limits::default());
    assert_eq!(ink(&document.text), "前中后");
    assert_eq!(codes(&document), ["limit-attributes"]);
}

#[test]
fn over_the_limit_of_nodes_the_rest_is_dropped_and_said() {
    let limits = Limits { max_nodes: 2_000, ..Limits::default() };
    let document = lay_out("<p>政</p>".repeat(50_000).as_bytes(), &limits);
    assert!(codes(&document).contains(&"limit-nodes"));
    assert!(document.blocks.len() <= 2_000 && !document.blocks.is_empty());
}

#[test]
fn spans_of_tables_claim_no_memory() {
    let page = format!("<table>{}</table>", "<tr><td colspan=99999999999 rowspan=99999999999>1".repeat(200));
    let document = lay_out(page.as_bytes(), &Limits::default());
    for table in &document.tables {
        assert!(u64::from(table.rows) * u64::from(table.columns) <= 1_000_000);
        assert!(table.cells.len() <= 200);
    }
    assert_eq!(ink(&document.text), "1".repeat(200));
}
