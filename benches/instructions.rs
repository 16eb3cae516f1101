//! Every stage once over a few of the bench pages, each in a function of its own, so that callgrind counts what it costs.
//!
//! Run it under `valgrind --tool=callgrind` and read the inclusive counts of its functions; by itself it only checks that
//! the stages run. `--pages FOLDER` and `--dense` run other pages, for a profile of them.

#![allow(missing_docs, clippy::unwrap_used)]

mod pages;

use std::hint::black_box;

use gongkai::{
    Document, Found, Limits, Reader, Reading, SourceInfo, check,
    mention::{Finder, Kind, Kinds, Mention},
    outline::{self, Outline, RowLabels},
    page::{self, Page},
    report::{self, AnnualReport, Catalogue, Evidence, Facts},
    text::{
        decode::{self, Source},
        segment,
    },
    write::json,
};

/// Every so many of the bench pages: their layouts take turns, and each must be among those that are counted.
const STEP: usize = 9;
/// How many layouts there are.
const LAYOUTS: usize = 5;

const KINDS: Kinds = Kinds::ALL.without(Kind::Number).without(Kind::Organization);

#[inline(never)]
fn stage_scraper(html: &str) {
    black_box(scraper::Html::parse_document(html));
}

#[inline(never)]
fn stage_decode<'b>(html: &'b str, limits: &Limits) -> Source<'b> {
    decode::decode(html.as_bytes(), None, limits).unwrap()
}

#[inline(never)]
fn stage_parse(source: &Source<'_>, limits: &Limits) -> Page {
    page::parse(source, None, limits)
}

#[inline(never)]
fn stage_layout(page: Page, limits: &Limits) -> Document {
    page::lay_out(page, limits)
}

#[inline(never)]
fn stage_outline(document: &Document, rows: &RowLabels) -> Outline {
    outline::outline(document, rows)
}

#[inline(never)]
fn stage_mentions(document: &Document) -> Vec<Found<Mention>> {
    gongkai::mentions(document, KINDS)
}

#[inline(never)]
fn stage_facts(document: &Document, mentions: &[Found<Mention>]) -> Facts {
    report::facts(document, mentions)
}

#[inline(never)]
fn stage_fit(evidence: Evidence<'_>, catalogue: &Catalogue) -> Option<AnnualReport> {
    report::fit(evidence, catalogue)
}

#[inline(never)]
fn stage_check(report: &AnnualReport, evidence: Evidence<'_>, catalogue: &Catalogue) {
    black_box(check::check(report, evidence, catalogue));
}

#[inline(never)]
fn stage_json(reading: &Reading) {
    let mut out = Vec::new();
    json::Page::new(reading, "page.html").write_to(&mut out).unwrap();
    black_box(out);
}

/// All of it as users have it, and all that it let go of.
#[inline(never)]
fn whole_line(html: &str, reader: &Reader) {
    let reading = reader.read(html.as_bytes()).unwrap();
    let mut out = Vec::new();
    json::Page::new(&reading, "page.html").write_to(&mut out).unwrap();
    black_box(out);
}

#[inline(never)]
fn text_jieba(lines: &[&str]) {
    let jieba = segment::segmenter().unwrap();
    lines.iter().for_each(|line| drop(black_box(jieba.cut(line, true))));
}

#[inline(never)]
fn text_extractors(lines: &[&str]) {
    find(lines, Kinds::ALL.without(Kind::Organization));
}

#[inline(never)]
fn text_organizations(lines: &[&str]) {
    find(lines, Kinds::NONE.with(Kind::Organization));
}

fn find(lines: &[&str], kinds: Kinds) {
    let mut finder = Finder::new(kinds, true);
    let mut found = Vec::new();
    for line in lines {
        // Let go of as the words of the segmenter are.
        found.clear();
        finder.find(line, 0..line.len(), &mut found);
        black_box(&found);
    }
}

fn line(html: &str, limits: &Limits, catalogue: &Catalogue, rows: &RowLabels) -> Document {
    stage_scraper(html);
    let source = stage_decode(html, limits);
    let page = stage_parse(&source, limits);
    let document = stage_layout(page, limits);
    let Outline { sections, .. } = stage_outline(&document, rows);
    let mentions = stage_mentions(&document);
    let facts = stage_facts(&document, &mentions);
    let evidence = Evidence { document: &document, sections: &sections, mentions: &mentions, facts: &facts };
    let report = stage_fit(evidence, catalogue);
    if let Some(report) = &report {
        stage_check(report, evidence, catalogue);
    }
    let Source { bytes, encoding, encoding_from, malformed, .. } = source;
    let source = SourceInfo { bytes, encoding, encoding_from, malformed };
    let reading = Reading { source, document, sections, mentions, facts, report, findings: Vec::new() };
    stage_json(&reading);
    reading.document
}

fn main() {
    let has = |name: &str| std::env::args().any(|argument| argument == name);
    let folder = std::env::args().skip_while(|argument| argument != "--pages").nth(1);
    let pages: Vec<String> = match folder {
        Some(folder) => pages::folder(folder.as_ref()),
        None if has("--dense") => pages::dense().into_iter().step_by(STEP).collect(),
        None => pages::all().into_iter().step_by(STEP).collect(),
    };
    let (limits, catalogue, rows) = (Limits::default(), Catalogue::default(), RowLabels::default());
    // What is built at first use is no part of what a page costs.
    let reader = Reader::new();
    pages.iter().take(LAYOUTS).for_each(|html| drop(black_box(reader.read(html.as_bytes()))));
    let reader = reader.kinds(KINDS);
    let documents: Vec<_> = pages.iter().map(|html| line(html, &limits, &catalogue, &rows)).collect();
    pages.iter().for_each(|html| whole_line(html, &reader));
    let lines: Vec<_> = documents.iter().flat_map(|document| document.text.lines()).collect();
    text_jieba(&lines);
    text_extractors(&lines);
    text_organizations(&lines);
}
