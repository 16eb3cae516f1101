//! Floor 3: the outline（结构层次）: numbered headings become a tree of sections.
//!
//! Headings are looked for where blocks begin, never inside running text. A block is a heading if it begins with a
//! marker (`marker`), is no row of an official table, no line of a table of contents and no value; the tree is built
//! by the class of the marker, with the nesting of the standard as the prior and what the document does as the evidence.

mod heading;
mod marker;
mod tree;

use std::collections::HashSet;

use crate::{
    Finding, Span,
    page::{BlockKind, Document, Role},
};
use heading::Heading;

/// A section（章节）: its heading, and the text it governs. Spans are byte ranges into
/// [`Document::text`](crate::Document).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Depth, from 1.
    pub level: u8,
    /// The numbering as printed: `一、`, `（二）`, `3.`; empty for a heading without a number.
    pub marker: String,
    /// The number it says.
    pub ordinal: Option<u32>,
    /// The heading without its marker; empty where a numbered paragraph has none.
    pub heading: String,
    /// Marker and heading.
    pub span: Span,
    /// What follows, up to the next heading of the same or a higher level.
    pub body: Span,
    /// Index of the section above.
    pub parent: Option<u32>,
}

/// The sections of a document in reading order, and what is odd about their numbering.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Outline {
    /// The sections.
    pub sections: Vec<Section>,
    /// Repeated, skipped or restarted numbers.
    pub findings: Vec<Finding>,
}

/// Row labels of official tables（表格行名）, which are numbered like headings: 一、本年新收政府信息公开申请数量.
///
/// Only the Han characters before a bracket or a digit count, so that widths, spaces and notes do not matter.
#[derive(Clone, Default, Debug)]
pub struct RowLabels {
    rows: HashSet<String>,
    /// Bytes of the longest.
    longest: usize,
}

impl RowLabels {
    /// The rows called `labels`, with or without their numbering.
    pub fn new<'l>(labels: impl IntoIterator<Item = &'l str>) -> Self {
        let bare = labels.into_iter().map(|label| Self::bare(label.get(marker_len(label)..).unwrap_or_default()));
        let rows: HashSet<_> = bare.map(Iterator::collect::<String>).filter(|label| !label.is_empty()).collect();
        let longest = rows.iter().map(String::len).max().unwrap_or(0);
        Self { rows, longest }
    }

    fn bare(label: &str) -> impl Iterator<Item = char> {
        let head = label.chars().take_while(|c| !(matches!(c, '(' | '（') || c.is_ascii_digit()));
        // Most are Han, over which `is_alphabetic` takes its time.
        head.filter(|&c| matches!(c, '一'..='龥') || (!c.is_ascii() && c.is_alphabetic()))
    }

    /// Whether `line`, without its marker, is called like a row.
    fn has(&self, line: &str) -> bool {
        let mut bare = String::with_capacity(self.longest + 4);
        for c in Self::bare(line) {
            // A sentence is longer than any row.
            if bare.len() > self.longest {
                return false;
            }
            bare.push(c);
        }
        self.rows.contains(&bare)
    }
}

fn marker_len(line: &str) -> usize {
    marker::read(line).map_or(0, |marker| marker.len)
}

/// Splits a document by its numbered headings (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）).
///
/// `rows` are the labels that a numbered line may bear without being a heading.
///
/// ```
/// use gongkai::{Limits, outline::{self, RowLabels}, page::{self, Media}, text::decode};
/// let limits = Limits::default();
/// let text = "一、总体情况\n（一）加强领导。成立了小组。\n二、主动公开情况\n全年公开信息12条。\n";
/// let source = decode::decode(text.as_bytes(), None, &limits)?;
/// let document = page::lay_out(page::parse(&source, Some(Media::Text), &limits), &limits);
/// let sections = outline::outline(&document, &RowLabels::default()).sections;
/// assert_eq!(sections.len(), 3);
/// assert_eq!((sections[1].marker.as_str(), sections[1].heading.as_str(), sections[1].parent), ("（一）", "加强领导", Some(0)));
/// assert_eq!(sections[2].body.of(&document.text), "全年公开信息12条。");
/// # Ok::<(), gongkai::Error>(())
/// ```
#[must_use]
pub fn outline(document: &Document, rows: &RowLabels) -> Outline {
    let lines = lines(document);
    let mut headings: Vec<Heading> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(heading) = heading::read(line, &document.text) else { continue };
        let next = lines.get(at + 1).map_or("", |next| next.span.of(&document.text));
        let before = at.checked_sub(1).and_then(|at| lines.get(at)).map_or("", |line| line.span.of(&document.text));
        let words = heading.words.of(&document.text);
        if rows.has(words) && (is_row(line.span.of(&document.text), next, rows) || rows_around(before, rows)) {
            continue;
        }
        if heading.sure || continues(&headings, &heading) {
            headings.push(heading);
        }
    }
    heading::drop_contents(&mut headings, &document.text);
    let end = lines.last().map_or(0, |line| line.span.end);
    tree::build(&headings, &document.text, end)
}

/// A block that may begin with a heading.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    span: Span,
    kind: BlockKind,
    level: Option<u8>,
    bold: bool,
}

/// The blocks of the body but its tables. A paragraph that kept its line breaks gives its first line.
fn lines(document: &Document) -> Vec<Line> {
    let blocks = document.blocks.iter().filter(|block| block.role == Role::Body);
    let text = blocks.filter(|block| !matches!(block.kind, BlockKind::Table | BlockKind::Image));
    let mut lines = Vec::with_capacity(document.blocks.len());
    lines.extend(text.map(|block| Line { span: block.span, kind: block.kind, level: block.level, bold: block.bold }));
    lines
}

/// Whether a line that is called like a row is one: its number stands in it, or the next line goes on with the table.
fn is_row(line: &str, next: &str, rows: &RowLabels) -> bool {
    let line = line.trim_end();
    let number_at_end = line.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '—' | '-'));
    number_at_end || is_cell(next) || rows_around(next, rows)
}

fn rows_around(line: &str, rows: &RowLabels) -> bool {
    rows.has(line.get(marker_len(line)..).unwrap_or_default())
}

/// A line that is a cell of a table: a number, a unit, a sign.
fn is_cell(line: &str) -> bool {
    let line = line.trim();
    let signs = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-—/.,，%％".contains(c);
    !line.is_empty()
        && (line.chars().all(signs) || matches!(line, "条" | "件" | "次" | "个" | "人" | "人次" | "篇" | "元" | "万元"))
}

/// Whether an unsure marker goes on with the numbering: the first of its class, or one more than the last.
fn continues(headings: &[Heading], next: &Heading) -> bool {
    let Some((class, ordinal)) = next.number else { return false };
    let last = headings.iter().rev().filter_map(|heading| heading.number).find(|&(seen, _)| seen == class);
    match last {
        Some((_, number)) => ordinal == number + 1,
        None => ordinal == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, page, text::decode};

    fn of(text: &str, rows: &[&str]) -> (Outline, String) {
        let limits = Limits::default();
        let source = decode::decode(text.as_bytes(), None, &limits).unwrap();
        let document = page::lay_out(page::parse(&source, Some(page::Media::Text), &limits), &limits);
        (outline(&document, &RowLabels::new(rows.iter().copied())), document.text)
    }

    /// Level, marker and heading of each section.
    fn tree(text: &str, rows: &[&str]) -> Vec<(u8, String, String)> {
        of(text, rows).0.sections.into_iter().map(|s| (s.level, s.marker, s.heading)).collect()
    }

    fn row(level: u8, marker: &str, heading: &str) -> (u8, String, String) {
        (level, marker.to_owned(), heading.to_owned())
    }

    #[test]
    fn headings_that_run_in_end_at_their_full_stop() {
        let text = "一、总体情况\n  (一)加强领导,明确责任。成立了领导小组。\n  (二)完善制度。\n二、公开情况\n无。";
        let expected = [
            row(1, "一、", "总体情况"),
            row(2, "(一)", "加强领导,明确责任"),
            row(2, "(二)", "完善制度"),
            row(1, "二、", "公开情况"),
        ];
        assert_eq!(tree(text, &[]), expected);
        let (outline, text) = of(text, &[]);
        assert_eq!(outline.sections[1].span.of(&text), "(一)加强领导,明确责任");
        assert_eq!(outline.sections[1].body.of(&text), "成立了领导小组。");
        assert_eq!(outline.sections[0].body.of(&text), "(一)加强领导,明确责任。成立了领导小组。\n  (二)完善制度。");
        assert_eq!(outline.sections[2].body.of(&text), "");
        assert_eq!(outline.sections[2].parent, Some(0));
    }

    #[test]
    fn a_heading_without_its_stop_ends_before_the_year_of_the_sentence() {
        let found = tree("（一）切实加强组织领导2015年，镇政府召开会议。", &[]);
        assert_eq!(found, [row(1, "（一）", "切实加强组织领导")]);
    }

    #[test]
    fn rows_of_the_official_table_are_no_headings() {
        let rows = [
            "一、本年新收政府信息公开申请数量",
            "二、上年结转政府信息公开申请数量",
            "三、本年度办理结果",
            "(一)予以公开",
            "四、结转下年度继续办理",
        ];
        let text = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 30\n二、上年结转政府信息公开申请数量\n1\n三、本年度办理结果\n（一）予以公开\n9\n四、结转下年度继续办理 0\n四、行政复议、行政诉讼情况\n无。\n（一）予以公开\n对符合规定的申请予以公开。";
        let expected = [
            row(1, "三、", "收到和处理政府信息公开申请情况"),
            row(1, "四、", "行政复议、行政诉讼情况"),
            row(2, "（一）", "予以公开"),
        ];
        assert_eq!(tree(text, &rows), expected);
    }

    #[test]
    fn layers_that_are_skipped_or_out_of_order_still_nest() {
        let text = "（一）无上级\n一、总体\n1.直接一级\n（1）再下\n2.次级\n二、其他\n";
        let levels: Vec<u8> = tree(text, &[]).into_iter().map(|section| section.0).collect();
        assert_eq!(levels, [1, 1, 2, 3, 2, 1]);
    }

    #[test]
    fn odd_numbering_is_said_and_nothing_is_lost() {
        let (outline, _) = of("一、甲项工作\n三、乙项工作\n三、丙项工作\n一、丁项工作\n", &[]);
        let codes: Vec<&str> = outline.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["heading-skipped", "heading-repeated", "numbering-restarts"]);
        assert_eq!(outline.sections.len(), 4);
    }

    #[test]
    fn a_table_of_contents_is_no_outline() {
        let text = "一、概述………1\n二、公开情况………3\n一、概述\n本年度情况如下。\n二、公开情况\n共12条。";
        assert_eq!(tree(text, &[]), [row(1, "一、", "概述"), row(1, "二、", "公开情况")]);
        let bare = "一、概述\n二、公开情况\n一、概述\n本年度情况如下。\n二、公开情况\n共12条。";
        assert_eq!(tree(bare, &[]), [row(1, "一、", "概述"), row(1, "二、", "公开情况")]);
    }

    #[test]
    fn long_numbered_paragraphs_have_a_number_and_no_heading() {
        let sentence = "各乡镇人民政府、各街道办事处和区直各部门要按照主动公开目录的要求在信息形成之日起二十个工作日内及时予以公开，并报送区政府办公室备案存查，未按时报送的予以通报。";
        let (outline, text) = of(&format!("1.{sentence}\n2.其他事项。\n"), &[]);
        assert_eq!((outline.sections[0].marker.as_str(), outline.sections[0].heading.as_str()), ("1.", ""));
        assert_eq!(outline.sections[0].body.of(&text), sentence);
    }

    #[test]
    fn sentences_and_values_are_no_headings() {
        assert_eq!(
            tree(
                "一是加强领导。\n2015年，共公开信息。\n1.5万条信息。\n三、四季度安排。\n第三条规定的情形。\n上一篇：无",
                &[]
            ),
            []
        );
    }
}
