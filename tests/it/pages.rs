//! Pages of our own with one oddity each: what is text, what is none, and what the page says of itself.

use std::{collections::BTreeMap, fs, path::PathBuf};

use gongkai::{
    Reader, Reading,
    page::{Cell, Role},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Manifest {
    page: Vec<Page>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    file: String,
    oddity: String,
    must: Vec<String>,
    #[serde(default)]
    mustnot: Vec<String>,
    title: Option<String>,
    published: Option<String>,
    written: Option<String>,
    source_organ: Option<String>,
    issuing_organ: Option<String>,
    index_number: Option<String>,
    document_number: Option<String>,
    subject: Option<String>,
    validity: Option<String>,
    #[serde(default)]
    findings: Vec<String>,
    #[serde(default)]
    cells: Vec<Square>,
    #[serde(default)]
    roles: BTreeMap<String, Role>,
}

#[derive(Deserialize)]
struct Square {
    words: String,
    row: u32,
    column: u32,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages")
}

fn manifest() -> Vec<Page> {
    let text = fs::read_to_string(folder().join("pages.toml")).unwrap();
    toml::from_str::<Manifest>(&text).unwrap().page
}

fn read(page: &Page) -> Reading {
    Reader::new().read(&fs::read(folder().join(&page.file)).unwrap()).unwrap()
}

fn body(reading: &Reading) -> String {
    let text = &reading.document.text;
    let body = reading.document.blocks.iter().filter(|block| block.role == Role::Body);
    body.map(|block| block.span.of(text)).collect::<Vec<_>>().join("\n")
}

/// What is wrong with one page, in words.
fn faults(page: &Page) -> Vec<String> {
    let reading = read(page);
    let (text, body, facts) = (&reading.document.text, body(&reading), &reading.facts);
    let mut faults = Vec::new();
    faults.extend(page.must.iter().filter(|words| !body.contains(*words)).map(|words| format!("no body: {words}")));
    faults.extend(page.mustnot.iter().filter(|words| body.contains(*words)).map(|words| format!("body: {words}")));
    let day = |date: &Option<(jiff::civil::Date, _)>| date.as_ref().map(|(date, _)| date.to_string());
    let words = |fact: &Option<(String, _)>| fact.as_ref().map(|(words, _)| words.clone());
    let stated = [
        ("title", &page.title, words(&facts.title)),
        ("published", &page.published, day(&facts.published)),
        ("written", &page.written, day(&facts.written)),
        ("source_organ", &page.source_organ, words(&facts.source_organ)),
        ("issuing_organ", &page.issuing_organ, words(&facts.issuing_organ)),
        ("index_number", &page.index_number, words(&facts.index_number)),
        ("document_number", &page.document_number, words(&facts.document_number)),
        ("subject", &page.subject, words(&facts.subject)),
        ("validity", &page.validity, words(&facts.validity)),
    ];
    // What a row does not have, the page does not say.
    for (field, wanted, found) in stated {
        if *wanted != found {
            faults.push(format!("{field}: {found:?}, not {wanted:?}"));
        }
    }
    let codes: Vec<&str> =
        reading.document.findings.iter().chain(&reading.findings).map(|finding| finding.code).collect();
    faults.extend(page.findings.iter().filter(|code| !codes.contains(&code.as_str())).map(|code| format!("no {code}")));
    for square in &page.cells {
        let here = |cell: &&Cell| cell.row == square.row && cell.column == square.column;
        let cell = reading.document.tables.first().and_then(|table| table.cells.iter().find(here));
        if cell.map(|cell| cell.span.of(text)) != Some(&square.words) {
            faults.push(format!("no cell {} at {}, {}", square.words, square.row, square.column));
        }
    }
    for (start, role) in &page.roles {
        let block = reading.document.blocks.iter().find(|block| block.span.of(text).contains(start.as_str()));
        if block.map(|block| block.role) != Some(*role) {
            faults.push(format!("{start}: {:?}, not {role:?}", block.map(|block| (block.role, block.reason))));
        }
    }
    faults.into_iter().map(|fault| format!("{} ({}): {fault}", page.file, page.oddity)).collect()
}

#[test]
fn each_oddity_is_read_as_a_person_reads_it() {
    let faults: Vec<String> = manifest().iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_has_a_row_and_every_row_a_page() {
    let mut files: Vec<String> =
        fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    files.retain(|name| name.ends_with(".html"));
    files.sort();
    let mut rows: Vec<String> = manifest().into_iter().map(|page| page.file).collect();
    rows.sort();
    assert_eq!(files, rows);
    assert!(rows.len() >= 60);
}

#[test]
fn every_row_says_what_is_text_and_what_is_none() {
    for page in manifest() {
        let empty = page.findings.iter().any(|code| code == "no-body");
        assert_eq!(page.must.is_empty(), empty, "{}", page.file);
        assert!(!page.mustnot.is_empty(), "{}", page.file);
    }
}

#[test]
fn every_block_has_a_reason_and_a_place() {
    for page in manifest() {
        let reading = read(&page);
        let mut end = 0;
        for block in &reading.document.blocks {
            assert!(!block.reason.is_empty(), "{}", page.file);
            assert!(block.span.start >= end, "{}: blocks overlap", page.file);
            assert!(reading.document.text.get(block.span.range()).is_some(), "{}", page.file);
            end = block.span.end;
        }
    }
}

#[test]
fn what_a_page_says_of_itself_stands_where_it_says() {
    for page in manifest() {
        let reading = read(&page);
        for datum in &reading.document.metadata {
            let Some(span) = datum.span else { continue };
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(bare(&datum.value), bare(span.of(&reading.document.text)), "{}", page.file);
        }
    }
}
