//! Tables that were dumped one cell a line（逐格文本）, as text taken from a PDF has them.
//!
//! ```text
//! 信息内容 ⏎ 本年制发件数 ⏎ 现行有效件数 ⏎ 规章 ⏎ 0 ⏎ 3 ⏎ 规范性文件 ⏎ 5 ⏎ 12
//! ```
//!
//! A run of values is a row, the words before it are its label. Rows with the same count of values make a table. A page
//! number among them is passed over. Nothing is guessed of heads that wrap over several lines: they stay as lines.

use std::ops::Range;

use super::{
    line::{Kind, Line, ends_sentence, is_enumerated},
    rows::{Drawn, Row},
};

/// Widest line of a label, in columns.
const WIDEST: usize = 64;

/// Most lines between two rows of one dump.
const FARTHEST: usize = 48;

/// Values that a dump must have at least, and the lines of words it may have for each.
const VALUES: usize = 4;
const WORDS_A_VALUE: usize = 4;

/// A row: the lines of the words before it, and the lines of its values.
struct Values {
    words: Range<usize>,
    values: Vec<usize>,
}

/// The dumped tables of a text, in order.
pub(super) fn tables(text: &str, lines: &[Line]) -> Vec<Drawn> {
    let mut tables = Vec::new();
    let mut rows = runs(text, lines).into_iter().peekable();
    while let Some(first) = rows.next() {
        let mut stretch = vec![first];
        while let Some(next) = rows.next_if(|next| {
            let end = stretch.last().and_then(|row| row.values.last()).copied().unwrap_or_default();
            next.words.start == end + 1
        }) {
            stretch.push(next);
        }
        let values: usize = stretch.iter().map(|row| row.values.len()).sum();
        let words: usize = stretch.iter().skip(1).map(|row| row.words.len()).sum();
        if values >= VALUES && stretch.len() > 1 && words <= WORDS_A_VALUE * values {
            Builder { text, lines, tables: &mut tables, open: None }.build(&stretch);
        }
    }
    tables
}

/// The runs of values. The words of each reach back to the run before, or to the last line that is no label.
fn runs(text: &str, lines: &[Line]) -> Vec<Values> {
    let mut runs: Vec<Values> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(line) = lines.get(at) {
        if line.kind == Kind::Value {
            let from = at;
            let mut values = Vec::new();
            while let Some(line) = lines.get(at).filter(|line| matches!(line.kind, Kind::Value | Kind::PageNumber)) {
                if line.kind == Kind::Value {
                    values.push(at);
                }
                at += 1;
            }
            let start = start.max(from.saturating_sub(FARTHEST));
            // A page number behind the last value belongs to what follows.
            at = values.last().map_or(at, |last| last + 1);
            runs.push(Values { words: start..from, values });
        } else if line.kind != Kind::PageNumber && !is_label(text, line) {
            start = at + 1;
            at += 1;
            continue;
        } else {
            at += 1;
            continue;
        }
        start = at;
    }
    runs
}

/// Whether a line may be part of a label: short, and no sentence ends in it.
fn is_label(text: &str, line: &Line) -> bool {
    let words = text.get(line.span.clone()).unwrap_or_default();
    line.width <= WIDEST && !words.contains('。') && !(ends_sentence(words) && line.width > WIDEST / 2)
}

/// Turns rows of values into tables.
struct Builder<'a> {
    text: &'a str,
    lines: &'a [Line],
    tables: &'a mut Vec<Drawn>,
    open: Option<Drawn>,
}

impl Builder<'_> {
    fn build(mut self, rows: &[Values]) {
        for (index, row) in rows.iter().enumerate() {
            let columns = row.values.len() + 1;
            let same = |table: &Drawn| table.rows.last().is_some_and(|row| row.cells.len() == columns);
            let started = self.open.as_ref().is_some_and(same);
            let head = self.head(row, started);
            let label = match &head {
                Some(head) => head.end..row.words.end,
                None => self.label(row.words.clone()),
            };
            let mut labelled = !label.is_empty();
            if started && head.is_none() {
                let groups = self.groups(row.words.start..label.start);
                self.push(groups.into_iter().map(|group| Row { cells: vec![group], header: false }));
            } else {
                self.close();
                let alone = rows.get(index + 1).is_none_or(|next| next.values.len() + 1 != columns);
                labelled &= head.is_some() || !(alone && self.heads_only(row, &label));
                let first = row.values.first().copied().unwrap_or(label.start);
                let start = if labelled { head.as_ref().map_or(label.start, |head| head.start) } else { first };
                self.open = Some(Drawn { lines: start..start, sure: head.is_some(), rows: Vec::new() });
                let cells = head.map(|head| head.map(|line| self.place(line..line + 1)).collect());
                self.push(cells.map(|cells| Row { cells, header: true }));
            }
            let label = labelled.then(|| self.place(label));
            let cells = label.into_iter().chain(row.values.iter().map(|&line| self.place(line..line + 1))).collect();
            self.push([Row { cells, header: false }]);
            if let (Some(table), Some(last)) = (&mut self.open, row.values.last()) {
                table.lines.end = last + 1;
            }
        }
        self.close();
    }

    fn push(&mut self, rows: impl IntoIterator<Item = Row>) {
        if let Some(table) = &mut self.open {
            table.rows.extend(rows);
        }
    }

    /// A lone short row without heads is no table: its lines say as much.
    fn close(&mut self) {
        let is_table = |table: &Drawn| table.rows.len() > 1 || table.rows.iter().any(|row| row.cells.len() > 4);
        self.tables.extend(self.open.take().filter(is_table));
    }

    fn words(&self, line: usize) -> &str {
        self.lines.get(line).and_then(|line| self.text.get(line.span.clone())).unwrap_or_default()
    }

    fn is_a(&self, line: usize, kind: Kind) -> bool {
        self.lines.get(line).is_some_and(|line| line.kind == kind)
    }

    /// The place of the words of several lines.
    fn place(&self, lines: Range<usize>) -> Range<usize> {
        let start = self.lines.get(lines.start).map_or(0, |line| line.span.start);
        let end = lines.end.checked_sub(1).and_then(|last| self.lines.get(last)).map_or(start, |line| line.span.end);
        start..end.max(start)
    }

    /// The lines of the label right before a row: from the last item that begins there, else the last line.
    fn label(&self, words: Range<usize>) -> Range<usize> {
        let near = words.clone().rev().take(5).take_while(|&line| !self.is_a(line, Kind::PageNumber));
        let item = near.into_iter().find(|&line| is_enumerated(self.words(line)));
        let last = words.end.saturating_sub(1).max(words.start);
        item.unwrap_or(last)..words.end
    }

    /// The heads of the columns, where there are exactly as many words as columns between the line that names the table
    /// and the label of the first row.
    fn head(&self, row: &Values, started: bool) -> Option<Range<usize>> {
        let end = row.words.end.checked_sub(1)?;
        let start = end.checked_sub(row.values.len() + 1).filter(|&start| start >= row.words.start)?;
        let plain = |line: usize| {
            let short = self.lines.get(line).is_some_and(|line| line.kind == Kind::Text && line.width <= 40);
            short && !is_enumerated(self.words(line))
        };
        let name = start.checked_sub(1).filter(|&line| line >= row.words.start);
        let named = match name {
            Some(line) => is_enumerated(self.words(line)) || self.is_a(line, Kind::PageNumber),
            None => !started,
        };
        (named && (start..=end).all(plain)).then_some(start..end)
    }

    /// Whether the words before a lone row are all heads of columns: it has many values, and they are many and short.
    fn heads_only(&self, row: &Values, label: &Range<usize>) -> bool {
        row.values.len() > 4 && row.words.len() > row.values.len() / 2 && !is_enumerated(self.words(label.start))
    }

    /// The labels of groups between two rows: each item, and each column of characters, is one.
    fn groups(&self, words: Range<usize>) -> Vec<Range<usize>> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        for line in words.filter(|&line| !self.is_a(line, Kind::PageNumber)) {
            let character = self.is_a(line, Kind::Character);
            match groups.last_mut() {
                Some(group)
                    if group.end == line
                        && character == self.is_a(group.start, Kind::Character)
                        && !is_enumerated(self.words(line)) =>
                {
                    group.end = line + 1;
                }
                _ => groups.push(line..line + 1),
            }
        }
        groups.into_iter().map(|group| self.place(group)).collect()
    }
}
