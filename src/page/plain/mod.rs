//! Plain text and Markdown（纯文本）: the text unchanged, laid out into the same blocks and tables as a page.
//!
//! What the text shows for certain is used: headings and tables of Markdown, tabs, cells dumped one a line, lines that
//! were broken to fit a page. What it does not is left as lines, for others to read, and where that was a table whose
//! shape is in doubt a finding says so.

pub(super) mod columns;
mod dump;
mod line;
mod rows;
mod wrap;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(in crate::page) use line::is_value;
use line::{Kind, Line};
use rows::{Drawn, Row};
use wrap::Wrap;

use super::{
    Block, BlockKind, Cell, Document, Media, Role, Table,
    continuation::{Above, Outcome},
};
use crate::{Finding, Limits, Severity, Span};

/// Reason of the blocks that are numbers of printed pages.
const PAGE_NUMBER: &str = "page-number";

/// Gives the numbers of printed pages their role: no rule of words can know them from other numbers.
pub(super) fn label_page_numbers(document: &mut Document) {
    for block in &mut document.blocks {
        if block.kind == BlockKind::Paragraph && line::is_page_number(block.span.of(&document.text)) {
            (block.role, block.reason) = (Role::Other, PAGE_NUMBER);
        }
    }
}

/// The beginning of a text that has no more lines and cells than a page may have nodes: all that stands between its line
/// breaks, tabs and bars may be one. Says what was dropped behind it.
pub(super) fn within<'t>(text: &'t str, limits: &Limits) -> (&'t str, Option<Finding>) {
    let limit = limits.max_nodes;
    if text.len() <= limit {
        return (text, None);
    }
    let breaks = text.match_indices(['\n', '\r', '\t', '|', '│']);
    let ends = breaks.filter(|&(at, _)| !text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(b"\r\n")));
    let end = ends.map(|(at, _)| at).nth(limit.saturating_sub(1));
    let Some((kept, dropped)) = end.and_then(|end| text.split_at_checked(end)) else { return (text, None) };
    if dropped.trim().is_empty() {
        return (text, None);
    }
    let unread = dropped.len();
    let finding = Finding::new(
        "limit-nodes",
        Severity::Doubt,
        format!("the text has more than {limit} lines and cells; its last {unread} bytes were dropped"),
        format!("文本的行与单元格超过{limit}个，末尾{unread}字节被舍弃"),
    );
    (kept, Some(finding))
}

/// Lays out a text; `Document.text` is `text` itself.
pub(super) fn lay_out(text: String, media: Media, limits: &Limits) -> Document {
    let mut document = Document::new(text, media);
    let text = std::mem::take(&mut document.text);
    let lines = line::lines(&text);
    Layout {
        text: &text,
        lines: &lines,
        markdown: media == Media::Markdown,
        limits,
        document: &mut document,
        above: Above::default(),
        cells: 0,
    }
    .run();
    document.text = text;
    document
}

/// A text on the way into a document.
struct Layout<'a> {
    text: &'a str,
    lines: &'a [Line],
    markdown: bool,
    limits: &'a Limits,
    document: &'a mut Document,
    /// The table that a next one may go on with.
    above: Above,
    /// Cells so far, of all tables.
    cells: usize,
}

impl Layout<'_> {
    fn run(&mut self) {
        let wrap = Wrap::of(self.text, self.lines);
        let mut dumps = dump::tables(self.text, self.lines).into_iter().peekable();
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            if let Some(table) = dumps.next_if(|table| table.lines.start <= at) {
                if table.lines.start == at {
                    at = table.lines.end;
                    self.table(table);
                }
                continue;
            }
            let dump = dumps.peek().map_or(self.lines.len(), |table| table.lines.start);
            at = if let Some((tables, end)) = rows::pipes(self.text, self.lines, at) {
                tables.into_iter().for_each(|table| self.table(table));
                end
            } else if let Some(table) = rows::tabs(self.text, self.lines, at) {
                let end = table.lines.end;
                self.table(table);
                end
            } else if line.kind == Kind::PageNumber {
                self.paragraph(at..at + 1);
                at + 1
            } else if let Some(block) = self.marked(line) {
                self.document.blocks.push(block);
                at + 1
            } else {
                let end = self.paragraph_end(at, dump, &wrap);
                self.paragraph(at..end);
                end
            };
        }
        self.note_columns();
    }

    /// Says of lines that stand in columns of blanks that they were left as lines.
    fn note_columns(&mut self) {
        for lines in columns::of(self.text, self.lines) {
            let (Some(first), Some(last)) = (self.lines.get(lines.start), self.lines.get(lines.end - 1)) else {
                continue;
            };
            self.document.findings.push(columns::finding(Span::new(first.span.start, last.span.end)));
        }
    }

    fn words(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The line behind the paragraph that begins at line `at`.
    fn paragraph_end(&self, at: usize, limit: usize, wrap: &Wrap) -> usize {
        let mut end = at + 1;
        let is_character = |line: &Line| line.kind == Kind::Character && !line.gap;
        let characters =
            self.lines.get(at..limit).unwrap_or_default().iter().skip(1).take_while(|line| is_character(line)).count();
        if self.lines.get(at).is_some_and(|line| line.kind == Kind::Character) && characters > 1 {
            return end + characters;
        }
        while let (Some(line), Some(next)) = (self.lines.get(end - 1), self.lines.get(end).filter(|_| end < limit)) {
            let continues = wrap.joins(self.text, line, next)
                && self.marked(next).is_none()
                && !self.words(&next.span).contains(['|', '\t']);
            if !continues {
                break;
            }
            end += 1;
        }
        end
    }

    fn paragraph(&mut self, lines: Range<usize>) {
        let (Some(first), Some(last)) = (self.lines.get(lines.start), self.lines.get(lines.end - 1)) else { return };
        self.document.blocks.push(Block::new(BlockKind::Paragraph, Span::new(first.span.start, last.span.end)));
    }

    /// A block that a sign of its own marks: a heading, an item, an image, a line in bold.
    fn marked(&self, line: &Line) -> Option<Block> {
        let words = self.words(&line.span);
        if let Some(item) =
            words.strip_prefix(['•', '●', '▪', '■', '◆']).or_else(|| bullet(words).filter(|_| self.markdown))
        {
            let start = line.span.end - item.trim_start().len();
            return (start < line.span.end).then(|| Block::new(BlockKind::ListItem, Span::new(start, line.span.end)));
        }
        if !self.markdown {
            return None;
        }
        let inner = words.trim_start_matches('#');
        let level = words.len() - inner.len();
        if (1..=6).contains(&level) && inner.starts_with(char::is_whitespace) {
            let inner = inner.trim_end_matches('#');
            let (words, bold) = unbold(inner.trim());
            let start = line.span.start + self.words(&line.span).find(words)?;
            let mut block = Block::new(BlockKind::Heading, Span::new(start, start + words.len()));
            (block.level, block.bold) = (u8::try_from(level).ok(), bold);
            return (!block.span.is_empty()).then_some(block);
        }
        if let Some(image) = words.strip_prefix("![").filter(|_| words.ends_with(')')) {
            let (alternative, _) = image.split_once("](")?;
            let start = line.span.start + 2;
            return Some(Block::new(BlockKind::Image, Span::new(start, start + alternative.len())));
        }
        let (inner, bold) = unbold(words);
        bold.then(|| {
            let start = line.span.start + 2;
            Block { bold, ..Block::new(BlockKind::Paragraph, Span::new(start, start + inner.len())) }
        })
    }

    /// Writes a table and its block, within the limits.
    fn table(&mut self, drawn: Drawn) {
        let (Some(first), Some(last)) =
            (self.lines.get(drawn.lines.start), self.lines.get(drawn.lines.end.saturating_sub(1)))
        else {
            return;
        };
        let span = Span::new(first.span.start, last.span.end);
        let mut table = Table { span, rows: 0, columns: 0, cells: Vec::new(), caption: None, unit: None };
        let mut dropped = 0;
        for Row { cells, header } in drawn.rows {
            for (column, cell) in cells.into_iter().enumerate() {
                if column >= self.limits.max_columns || self.cells >= self.limits.max_cells {
                    dropped += 1;
                    continue;
                }
                self.cells += 1;
                let column = u32::try_from(column).unwrap_or(u32::MAX);
                table.columns = table.columns.max(column + 1);
                table.cells.push(Cell { row: table.rows, column, rowspan: 1, colspan: 1, header, span: cell.into() });
            }
            table.rows += 1;
        }
        self.note(&table, drawn.sure, dropped);
        let Some(mut table) = self.join(table, drawn.sure) else { return };
        self.name(&mut table);
        let mut block = Block::new(BlockKind::Table, span);
        block.table = u32::try_from(self.document.tables.len()).ok();
        self.document.blocks.push(block);
        self.document.tables.push(table);
    }

    /// Joins a table to the one above that it goes on with, be it over the number of a page. Gives it back where it is one
    /// of its own, or is not certain itself.
    fn join(&mut self, next: Table, sure: bool) -> Option<Table> {
        let blocks = &mut self.document.blocks;
        let is_number = |block: &Block| block.table.is_none() && line::is_page_number(block.span.of(self.text));
        let at = blocks.len().checked_sub(1 + usize::from(blocks.last().is_some_and(is_number)));
        let Some(at) = at.filter(|_| sure) else { return Some(next) };
        let Some((block, index)) =
            blocks.get_mut(at).and_then(|block| block.table.map(|index| (block, index as usize)))
        else {
            return Some(next);
        };
        match self.above.join(self.text, &mut self.document.tables, index, next, true) {
            Outcome::Apart(next, finding) => {
                self.document.findings.extend(finding);
                Some(next)
            }
            Outcome::Joined(finding) => {
                block.span = self.document.tables.get(index).map_or(block.span, |table| table.span);
                blocks.truncate(at + 1);
                self.document.findings.push(finding);
                None
            }
        }
    }

    /// Takes the caption and the unit from the two blocks above.
    fn name(&self, table: &mut Table) {
        for block in self.document.blocks.iter().rev().take(2).take_while(|block| block.kind != BlockKind::Table) {
            let words = block.span.of(self.text);
            if words.len() > 120 {
                break;
            }
            if words.trim_start_matches(['（', '(']).starts_with("单位") {
                table.unit = table.unit.or(Some(block.span));
            } else if words.starts_with('表') || words.starts_with("附表") || words.ends_with('表') {
                table.caption = table.caption.or(Some(block.span));
            }
        }
    }

    fn note(&mut self, table: &Table, sure: bool, dropped: usize) {
        if !sure {
            self.document.findings.push(
                Finding::new(
                    "table-unsure",
                    Severity::Note,
                    "this table was read from lines of text; the heads of its columns are not certain",
                    "该表格由文本行还原，栏目表头不能确定",
                )
                .at(table.span),
            );
        }
        if dropped > 0 {
            self.document.findings.push(
                Finding::new(
                    "limit-cells",
                    Severity::Doubt,
                    format!("the table is over the limit; {dropped} cells were dropped"),
                    format!("表格超过限额，{dropped}个单元格被舍弃"),
                )
                .at(table.span),
            );
        }
    }
}

/// The words behind the sign of a Markdown item.
fn bullet(words: &str) -> Option<&str> {
    words.strip_prefix(['-', '*', '+']).filter(|item| item.starts_with([' ', '\t']))
}

/// The words of a line that is bold as a whole, and whether it is.
fn unbold(words: &str) -> (&str, bool) {
    let inner = words.strip_prefix("**").and_then(|words| words.strip_suffix("**"));
    match inner.filter(|inner| !inner.is_empty() && !inner.contains("**")) {
        Some(inner) => (inner, true),
        None => (words, false),
    }
}
