//! Tables that have become text（文本化表格）: pipes, tabs, one cell a line, or nothing at all between the cells.
//!
//! A portal's plain-text copy keeps the labels in order and the numbers behind them. Labels that follow each other
//! without a sentence between them are a table; what stands between two labels are the cells of the first.

mod find;
#[cfg(test)]
mod tests;
mod walk;

use std::ops::Range;

use rust_decimal::Decimal;

use self::{find::Hit, walk::Walk};
use super::{
    Forms, Outcome, Statement,
    heads::Head,
    labels::{Axis, Item, Labels},
    order::Heads,
    rows::{self, Printing, Row},
    tokens::{self, Token},
};
use crate::{
    Span,
    report::{Entry, From},
    span::floor_boundary,
    text::hash::{OwnMap, OwnSet},
};

/// Bytes between two labels of one table, at most: the longest row of the longest form has a quarter of it.
const REACH: usize = 900;

/// Labels that follow each other in no sentence.
const TABLE: usize = 6;

/// The text between tables: what is left out, and the labels in the rest.
#[derive(Debug)]
pub(super) struct Scan<'l> {
    /// Cells of real tables, page numbers, rules: no part of any text table. In order.
    skipped: Vec<Range<usize>>,
    hits: Vec<Hit<'l>>,
    /// The runs of labels with no sentence between them.
    runs: Vec<Range<usize>>,
    /// Those that are tables.
    tables: Vec<Range<usize>>,
}

/// Finds every label in the text outside of `tables`.
pub(super) fn scan<'l>(text: &str, tables: &[Span], labels: &'l Labels) -> Scan<'l> {
    let skipped = find::skipped(text, tables);
    let hits = find::labels_in(text, labels, &skipped);
    let mut scan = Scan { skipped, hits, runs: Vec::new(), tables: Vec::new() };
    scan.runs = scan.zones(text);
    scan.tables = scan.runs.iter().filter(|run| scan.is_table(text, run)).cloned().collect();
    scan
}

impl Scan<'_> {
    /// Runs of labels with no sentence between them.
    fn zones(&self, text: &str) -> Vec<Range<usize>> {
        let mut zones = Vec::new();
        let mut start = 0;
        for (index, pair) in self.hits.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            if !self.linked(text, a.range.end..b.range.start) {
                zones.push(start..index + 1);
                start = index + 1;
            }
        }
        if start < self.hits.len() {
            zones.push(start..self.hits.len());
        }
        zones
    }

    /// Whether a place lies in a run of so many labels that nothing in it is a sentence: 当面申请数 3件 is a row there.
    pub(super) fn is_tabular(&self, at: usize) -> bool {
        let start = |index: usize| self.hits.get(index).map(|hit| hit.range.start);
        let mut long = self.runs.iter().filter(|run| run.len() >= TABLE);
        long.any(|run| {
            let end = run.end.checked_sub(1).and_then(|last| self.hits.get(last)).map_or(0, |hit| hit.range.end);
            start(run.start).is_some_and(|start| (start..end).contains(&at))
        })
    }

    fn linked(&self, text: &str, gap: Range<usize>) -> bool {
        if gap.start > gap.end || gap.len() > REACH {
            return false;
        }
        let Some(words) = text.get(gap.clone()) else { return false };
        let mut depth = 0_u32;
        let mut open_for = 0;
        let mut previous = ' ';
        for (at, c) in words.char_indices() {
            match c {
                '(' | '（' => (depth, open_for) = (depth + 1, 0),
                ')' | '）' => depth = depth.saturating_sub(1),
                '。' | '；' | '！' | '？' if depth == 0 => return false,
                '，' | ',' if depth == 0 => {
                    let next = words.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
                    if !(previous.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit())) {
                        return false;
                    }
                }
                _ => {}
            }
            open_for += 1;
            // A bracket that is never closed is no bracket.
            if open_for > 150 {
                depth = 0;
            }
            previous = c;
        }
        !self.skipped.iter().any(|skip| skip.len() > 200 && skip.start >= gap.start && skip.end <= gap.end)
    }

    /// The labels that stand in something like a table: the evidence for a form.
    pub(super) fn items(&self) -> impl Iterator<Item = &[Item]> {
        let hits = self.tables.iter().flat_map(|zone| self.hits.get(zone.clone()).unwrap_or_default());
        hits.map(|hit| hit.spelling.items.as_slice())
    }

    /// The cells that follow a label, up to the next one.
    fn values(&self, text: &str, index: usize) -> (Vec<Token>, Range<usize>) {
        let Some(hit) = self.hits.get(index) else { return (Vec::new(), 0..0) };
        let until = match self.hits.get(index + 1) {
            Some(next) => tokens::mark_start(text, hit.range.end, next.range.start, &next.spelling.marks),
            None => text.len(),
        };
        let until = until.min(floor_boundary(text, hit.range.end + REACH));
        let (tokens, end) = tokens::read(text, hit.range.end..until, &self.skipped);
        (tokens, hit.range.end..end)
    }

    /// Whether three labels of a run have values, or a whole head with at least one row.
    fn is_table(&self, text: &str, zone: &Range<usize>) -> bool {
        let mut rows = OwnSet::default();
        let mut heads = OwnSet::default();
        let (mut counted, mut valued) = (0, 0);
        let mut tables: [OwnSet<(u8, u8)>; 2] = Default::default();
        for index in zone.clone() {
            let Some(hit) = self.hits.get(index) else { continue };
            let is_row = hit.items(Axis::Row).next().is_some();
            if is_row && self.values(text, index).0.iter().any(|token| !token.digits.is_empty()) {
                rows.insert(&hit.spelling.letters);
                valued += 1;
                counted += u32::from(tokens::is_counted(text, &self.values(text, index).1));
                tables[0].extend(hit.items(Axis::Row).map(|item| item.table()));
            } else if hit.items(Axis::Column).next().is_some() {
                heads.insert(&hit.spelling.letters);
                tables[1].extend(hit.items(Axis::Column).map(|item| item.table()));
            }
        }
        if counted * 2 > valued {
            return false;
        }
        rows.len() >= 3 || heads.len() >= 3 || !tables[0].is_disjoint(&tables[1])
    }

    /// Reads every table of the text.
    pub(super) fn read(&self, text: &str, forms: &Forms<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let mut printed = OwnMap::default();
        for zone in &self.tables {
            self.zone(text, zone.clone(), forms, &mut printed, &mut outcome);
        }
        // Where cells of other rows stand apart or are lost, so may those of a row that could be cut.
        if outcome.lossy || outcome.apart >= 3 {
            for index in std::mem::take(&mut outcome.by_digits) {
                let Some(statement) = outcome.statements.get_mut(index) else { continue };
                statement.content.entry = Entry::Unreadable;
                statement.rule = "split-ambiguous";
                let around = statement.around;
                if outcome.findings.last().is_none_or(|finding| !finding.spans.contains(&around)) {
                    outcome.findings.push(rows::doubts::lost(around));
                }
            }
        }
        outcome
    }

    /// Reads one run of labels. `known` has the heads of the tables before it, for those that are torn from them.
    fn zone(
        &self,
        text: &str,
        zone: Range<usize>,
        forms: &Forms<'_>,
        known: &mut OwnMap<(u8, u8), Heads>,
        outcome: &mut Outcome,
    ) {
        let mut walk = Walk::default();
        let list_heads = self.list_heads(text, &zone);
        let numbered = self.has_column(text, &zone, &["序号", "行次"]);
        let remarked = self.has_column(text, &zone, &["备注"]);
        for index in zone {
            let Some(hit) = self.hits.get(index) else { continue };
            let (mut tokens, range) = self.values(text, index);
            let is_glued = remarked && is_glued(text, hit, &tokens);
            let is_open = numbered && self.unnumbered(text, index, &mut tokens, &mut walk);
            if is_glued || is_open {
                tokens.clear();
                outcome.findings.push(rows::doubts::lost(range.clone().into()));
            }
            let filled = tokens.iter().any(|token| token.content.entry != Entry::Blank);
            walk.order(hit, filled && !walk.is_head(hit, text));
            walk.unread |= self.has_unread(text, walk.end..hit.range.start);
            for item in hit.items(Axis::Column) {
                walk.heads.insert(item.table(), index);
                if forms.block(item.form, item.block).is_some_and(|block| block.flat) {
                    walk.flat.entry(item.table()).or_default().insert(index);
                }
            }
            if !walk.is_head(hit, text)
                && let Some((table, row)) = walk.target(hit, forms)
            {
                let (own, orphans) = self.apart(text, hit, tokens);
                if filled && !own.is_empty() {
                    walk.flat.clear();
                }
                let around = Span::new(hit.range.start, range.end);
                if filled && let Some(heads) = walk.run.get(&table) {
                    let known = walk.printed.entry(table).or_insert_with(|| heads.clone());
                    // Printed once more in another order: the rows so far are read as they were printed.
                    if known.is_reordered(heads, forms.block(table.0, table.1)) {
                        let columns = std::mem::replace(known, heads.clone());
                        let printing = Printing { list_heads: &list_heads, columns: &columns, remarked };
                        let rows = walk.rows.remove(&table).unwrap_or_default();
                        rows::assign(text, table, rows, printing, forms, outcome);
                    }
                }
                let rows = walk.rows.entry(table).or_default();
                rows.push(Row { row: Some(row), tokens: own, around });
                rows.extend(orphans.into_iter().map(|tokens| Row { row: None, tokens, around: range.clone().into() }));
            }
            walk.end = range.end;
            walk.previous =
                (!filled).then_some(index).and_then(|index| self.hits.get(index)).map(|hit| hit.spelling.items.clone());
            self.flat(text, index, forms, &mut walk, outcome);
        }
        let mut tables: Vec<_> = walk.rows.into_iter().collect();
        tables.sort_by_key(|(table, _)| *table);
        for (table, rows) in tables {
            let printed = walk.printed.remove(&table).or_else(|| known.get(&table).cloned()).unwrap_or_default();
            known.insert(table, printed.clone());
            let printing = Printing { list_heads: &list_heads, columns: &printed, remarked };
            rows::assign(text, table, rows, printing, forms, outcome);
        }
    }

    /// Whether words stand there that no form knows, behind cells: a row whose label is not read.
    fn has_unread(&self, text: &str, gap: Range<usize>) -> bool {
        if gap.start == 0 || self.skipped.iter().any(|skip| skip.start < gap.end && skip.end > gap.start) {
            return false;
        }
        let words = text.get(gap).unwrap_or_default();
        let is_word = |piece: &str| piece.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count() >= 4;
        words.contains(|c: char| c.is_ascii_digit()) && words.split(['\n', '\t', '|']).any(is_word)
    }

    /// Whether one of these is a head of the table.
    fn has_column(&self, text: &str, zone: &Range<usize>, heads: &[&str]) -> bool {
        let start = |index: usize| self.hits.get(index).map(|hit| hit.range.start);
        let (Some(first), Some(last)) = (start(zone.start), start(zone.end.saturating_sub(1))) else { return false };
        let words = text.get(floor_boundary(text, first.saturating_sub(120))..last).unwrap_or_default();
        heads.iter().any(|head| words.contains(head))
    }

    /// Takes the number of the next row from the cells of this one: it stands on the next row's line, or is one more than
    /// the number before. Answers with `true` where the cells of the row are not certain.
    fn unnumbered(&self, text: &str, index: usize, tokens: &mut Vec<Token>, walk: &mut Walk) -> bool {
        let (Some(hit), Some(next)) = (self.hits.get(index), self.hits.get(index + 1)) else { return false };
        let line = text.get(..next.range.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let whole = tokens.len();
        if line > hit.range.end {
            tokens.retain(|token| (token.content.span.start as usize) < line);
        }
        let Some(last) = tokens.last().filter(|_| tokens.len() == whole) else { return false };
        let own = last.content.entry.number();
        let follows = match (own, walk.number) {
            (Some(own), Some(number)) => Some(own) == number.checked_add(Decimal::ONE),
            (Some(own), None) => own == Decimal::ONE || own == Decimal::TWO,
            (None, _) => false,
        };
        // Numbers that have stood right before their rows so far do not stand apart from them now: it is the value.
        let between = text.get(last.content.span.end as usize..line).unwrap_or_default();
        let touches = between.matches('\n').count() == 1;
        if walk.touching && !touches && tokens.len() == 1 {
            return false;
        }
        (walk.number, walk.touching) = (own, touches);
        tokens.pop();
        !follows
    }

    /// Splits the cells behind a label from those that stand on table lines of their own, whose label is lost.
    fn apart(&self, text: &str, hit: &Hit<'_>, tokens: Vec<Token>) -> (Vec<Token>, Vec<Vec<Token>>) {
        let mut own = Vec::new();
        let mut orphans: Vec<(usize, Vec<Token>)> = Vec::new();
        for token in tokens {
            let at = token.content.span.start as usize;
            let line = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
            let on_own_line =
                line > hit.range.end && text.get(line..).is_some_and(|rest| rest.trim_start().starts_with('|'));
            match orphans.last_mut() {
                _ if !on_own_line => own.push(token),
                Some((known, tokens)) if *known == line => tokens.push(token),
                _ => orphans.push((line, vec![token])),
            }
        }
        (own, orphans.into_iter().map(|(_, tokens)| tokens).collect())
    }

    /// One line of cells under two levels of heads has no label of its own: it follows the last of its heads.
    fn flat(&self, text: &str, index: usize, forms: &Forms<'_>, walk: &mut Walk, outcome: &mut Outcome) {
        let seen = walk
            .flat
            .iter()
            .map(|(table, hits)| (hits.len(), *table))
            .max_by_key(|(count, table)| (*count, std::cmp::Reverse(forms.rank(table.0))));
        let Some((count, (form, block))) = seen else { return };
        let Some(shape) = forms.block(form, block) else { return };
        let Some(hit) = self.hits.get(index) else { return };
        if count < shape.columns.len() {
            return;
        }
        let until = self.hits.get(index + 1).map_or(text.len(), |next| next.range.start);
        let until = until.min(floor_boundary(text, hit.range.end + REACH));
        let mut at = hit.range.end;
        while let Some(rest) = text.get(at..until).filter(|rest| !rest.is_empty()) {
            let starts = rest.starts_with(|c: char| {
                c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '|' | '\t' | '/')
            });
            let (tokens, end) = if starts { tokens::read(text, at..until, &self.skipped) } else { (Vec::new(), at) };
            if tokens.iter().any(|token| !token.digits.is_empty()) {
                walk.flat.clear();
                let around = Span::new(at, end);
                return rows::flat(text, (form, block), Row { row: None, tokens, around }, forms, outcome);
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }

    /// The columns of a list, as far as its head names them.
    fn list_heads(&self, text: &str, zone: &Range<usize>) -> Vec<Head> {
        let Some(first) = self.hits.get(zone.start) else { return Vec::new() };
        let from = floor_boundary(text, first.range.start.saturating_sub(240));
        let before = text.get(from..first.range.start).unwrap_or_default();
        let before: String = before.chars().filter(|c| !c.is_whitespace()).collect();
        let before =
            ["指标", "项目名称"].iter().filter_map(|word| before.rfind(word)).max().and_then(|at| before.get(at..));
        before.map(super::heads::all).unwrap_or_default()
    }
}

impl Statement {
    pub(super) fn text(
        table: (u8, u8),
        row: u16,
        column: u16,
        token: &Token,
        around: Span,
        rule: &'static str,
    ) -> Self {
        let (form, block) = table;
        Self { form, block, row, column, content: token.content.clone(), around, cell: 0, from: From::TextTable, rule }
    }
}

/// Whether nothing parts the first cell from the label before it, nor then the last one from a remark behind it, which may
/// be a number: 46 and 3 are 463.
fn is_glued(text: &str, hit: &Hit<'_>, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let between = text.get(hit.range.end..first.content.span.start as usize).unwrap_or_default();
    !between.contains(|c: char| c.is_whitespace() || matches!(c, '|' | '｜'))
}
