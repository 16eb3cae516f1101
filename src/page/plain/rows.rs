//! Tables that a text draws with signs（分隔表格）: pipes, as Markdown does, or tabs, as a spreadsheet pastes them.

use std::ops::Range;

use super::line::{Line, is_enumerated, is_value};

/// A row of cells that a text shows, each a place in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Range<usize>>,
    /// Whether the text marks it as a head.
    pub(super) header: bool,
}

/// A table that a run of lines shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Drawn {
    /// The lines that it takes.
    pub(super) lines: Range<usize>,
    pub(super) rows: Vec<Row>,
    /// Whether the heads of the columns are known, or the table needs none.
    pub(super) sure: bool,
}

/// The tables with pipes that begin at line `at`, and the line behind the last. Nothing where the pipes are no table.
pub(super) fn pipes(text: &str, lines: &[Line], at: usize) -> Option<(Vec<Drawn>, usize)> {
    let is_row =
        |line: &Line| text.get(line.span.clone()).is_some_and(|words| words.contains(['|', '│']) || is_frame(words));
    let end = run(lines, at, is_row)?;
    let words = |index: usize| lines.get(index).and_then(|line| text.get(line.span.clone())).unwrap_or_default();
    let ruled = |index: usize| index < end && is_rule(words(index));
    let framed = (at..end).all(|index| is_frame(words(index)) || is_outlined(words(index)));
    // Bars between links are no table: it takes a rule under the head, or rows that are closed at both ends.
    let rows = (at..end).filter(|&index| !is_frame(words(index))).count();
    let marked = (at..end).any(ruled);
    if rows == 0 || !(marked || framed && (rows > 1 || words(at).matches('|').count() > 3)) {
        return None;
    }
    let first = if framed { at } else { (at..end).find(|&index| ruled(index + 1))? };
    let mut tables: Vec<Drawn> = Vec::new();
    let mut columns = 0;
    for index in first..end {
        if is_frame(words(index)) {
            match tables.last_mut() {
                Some(table) => table.lines.end = index + 1,
                None => continue,
            }
            continue;
        }
        let cells = lines.get(index).map(|line| bars(text, line)).unwrap_or_default();
        let heads = ruled(index + 1) && !cells.iter().any(|cell| is_value(text.get(cell.clone()).unwrap_or_default()));
        // A head of another width begins another table, even without a blank line between.
        if tables.is_empty() || (ruled(index + 1) && cells.len() != columns) {
            columns = cells.len();
            tables.push(Drawn { lines: index..index + 1, rows: Vec::new(), sure: true });
        }
        if let Some(table) = tables.last_mut() {
            table.rows.push(Row { header: heads && table.rows.is_empty(), cells });
            table.lines.end = index + 1;
        }
    }
    Some((tables, end)).filter(|_| first == at)
}

/// The lines from `at` on that `is_row` holds for, up to the next blank line.
fn run(lines: &[Line], at: usize, is_row: impl Fn(&Line) -> bool) -> Option<usize> {
    let rest = lines.get(at..)?;
    let length = rest.iter().enumerate().take_while(|(index, line)| (*index == 0 || !line.gap) && is_row(line)).count();
    (length > 0).then_some(at + length)
}

/// A line that only draws: `|---|:-:|`, `+----+`, `├──┼──┤`.
fn is_frame(words: &str) -> bool {
    words.len() >= 3
        && words.contains(['-', '=', '─', '━'])
        && words.chars().all(|c| "+-=|: ─━│┃┌┐└┘├┤┬┴┼".contains(c))
        && words.contains(['|', '+', '┼', '┬', '┴', '├', '┌', '└'])
}

/// The rule that Markdown sets under the head of a table.
fn is_rule(words: &str) -> bool {
    is_frame(words) && words.contains('|') && !words.contains('+')
}

fn is_outlined(words: &str) -> bool {
    words.len() > 2 && words.starts_with(['|', '│']) && words.ends_with(['|', '│'])
}

/// The cells between the bars of a line; `\|` is a bar within a cell.
fn bars(text: &str, line: &Line) -> Vec<Range<usize>> {
    let words = text.get(line.span.clone()).unwrap_or_default();
    let mut cells = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, c) in words.char_indices() {
        if matches!(c, '|' | '│') && !escaped {
            if at > 0 {
                cells.push(trimmed(text, line.span.start + start..line.span.start + at));
            }
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    if start < words.len() {
        cells.push(trimmed(text, line.span.start + start..line.span.end));
    }
    cells
}

/// `range` without white space at either end.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// The table with tabs that begins at line `at`.
pub(super) fn tabs(text: &str, lines: &[Line], at: usize) -> Option<Drawn> {
    let cells = |line: &Line| -> Vec<Range<usize>> {
        let mut start = line.whole.start;
        let whole = text.get(line.whole.clone()).unwrap_or_default();
        whole
            .split('\t')
            .map(|cell| {
                let range = start..start + cell.len();
                start = range.end + 1;
                // Blank cells at either end of the line stand where its words begin and end.
                let cell = trimmed(text, range);
                let clip = |at: usize| at.clamp(line.span.start, line.span.end);
                clip(cell.start)..clip(cell.end)
            })
            .collect()
    };
    // A tab before the first word is an indent, unless more follow.
    let inner = |line: &Line| text.get(line.span.clone()).is_some_and(|words| words.contains('\t'));
    let end = run(lines, at, inner)?;
    let rows: Vec<Row> = lines.get(at..end)?.iter().map(|line| Row { cells: cells(line), header: false }).collect();
    let widest = rows.iter().map(|row| row.cells.len()).max()?;
    let even = rows.iter().all(|row| row.cells.len() == widest);
    // Two columns may as well be a numbered list.
    let listed = lines.get(at..end)?.iter().any(|line| text.get(line.span.clone()).is_some_and(is_enumerated));
    let certain = if widest > 2 { rows.len() > 1 } else { rows.len() > 2 && even && !listed };
    certain.then_some(Drawn { lines: at..end, rows, sure: even })
}
