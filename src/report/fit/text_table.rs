//! Tables that have become text（文本化表格）: pipes, tabs, one cell a line, or nothing at all between the cells.
//!
//! A portal's plain-text copy keeps the labels in order and the numbers behind them. Labels that follow each other
//! without a sentence between them are a table; what stands between two labels are the cells of the first.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    Forms, Outcome, Statement,
    heads::Head,
    labels::{Axis, Item, Labels, Spelling, letter},
    order::Heads,
    rows::{self, Row},
    tokens::{self, Token},
};
use crate::{
    Span,
    report::{Entry, From},
    span::floor_boundary,
    text::char_set::CharSet,
};

/// Bytes between two labels of one table, at most: the longest row of the longest form has a quarter of it.
const REACH: usize = 900;

/// A label found in the text.
#[derive(Debug)]
pub(super) struct Hit<'l> {
    pub(super) range: Range<usize>,
    pub(super) spelling: &'l Spelling,
}

impl Hit<'_> {
    fn items(&self, axis: Axis) -> impl Iterator<Item = &Item> {
        self.spelling.items.iter().filter(move |item| item.axis == axis)
    }
}

/// The text between tables: what is left out, and the labels in the rest.
#[derive(Debug)]
pub(super) struct Scan<'l> {
    /// Cells of real tables, page numbers, rules: no part of any text table. In order.
    skipped: Vec<Range<usize>>,
    pub(super) hits: Vec<Hit<'l>>,
    /// The runs of labels that are tables.
    tables: Vec<Range<usize>>,
}

/// Finds every label in the text outside of `tables`.
pub(super) fn scan<'l>(text: &str, tables: &[Span], labels: &'l Labels) -> Scan<'l> {
    let mut skipped: Vec<Range<usize>> = tables.iter().map(|span| span.range()).collect();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if tokens::furniture(line) {
            skipped.push(at..at + line.len());
        }
        at += line.len();
    }
    skipped.sort_by_key(|range| range.start);
    let mut hits: Vec<Hit<'l>> = Vec::new();
    let mut ahead = Letters { text, at: 0, skips: &skipped };
    while let Some((start, first)) = ahead.next_of(labels.firsts()) {
        let Some((spelling, rest)) = label_at(first, &ahead, labels) else { continue };
        ahead = rest;
        let touches = hits.last().is_some_and(|hit| hit.range.end == start);
        let row_only = spelling.items.iter().all(|item| item.axis == Axis::Row);
        if !row_only || touches || !is_tail(text.get(..start).unwrap_or_default()) {
            hits.push(Hit { range: start..ahead.at, spelling });
        }
    }
    typos(text, labels, &skipped, &mut hits);
    let mut scan = Scan { skipped, hits, tables: Vec::new() };
    scan.tables = scan.zones(text).into_iter().filter(|zone| scan.is_table(text, zone)).collect();
    scan
}

/// The letters of a text one by one, what is skipped left out.
#[derive(Clone)]
struct Letters<'a> {
    text: &'a str,
    /// Byte after the last letter.
    at: usize,
    /// What is skipped from here on, in order.
    skips: &'a [Range<usize>],
}

impl Letters<'_> {
    /// The next letter among those of `set`, and where it begins; the others are passed over.
    fn next_of(&mut self, set: &CharSet) -> Option<(usize, char)> {
        loop {
            let stop = self.stop();
            let run = self.text.get(..stop)?;
            while let Some((start, c)) = set.find(run, self.at) {
                self.at = start + c.len_utf8();
                if let Some(plain) = letter(c) {
                    return Some((start, plain));
                }
            }
            self.skip(stop)?;
        }
    }

    /// Where the text is read up to, before something is skipped.
    fn stop(&self) -> usize {
        self.skips.first().map_or(self.text.len(), |skip| skip.start.max(self.at))
    }

    /// Passes over what is skipped at `stop`; `None` at the end of the text.
    fn skip(&mut self, stop: usize) -> Option<()> {
        let (skip, rest) = self.skips.split_first()?;
        (self.at, self.skips) = (skip.end.max(stop), rest);
        Some(())
    }

    /// The next letter, where it follows at once, as nearly all do, and is Han.
    fn near(&self) -> Option<char> {
        let c = self.text.get(self.at..)?.chars().next()?;
        let read = self.skips.first().is_none_or(|skip| skip.start > self.at);
        (read && ('一'..='龥').contains(&c)).then(|| letter(c)).flatten()
    }
}

impl Iterator for Letters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let stop = self.stop();
            for c in self.text.get(self.at..stop)?.chars() {
                self.at += c.len_utf8();
                if let Some(plain) = letter(c) {
                    return Some(plain);
                }
            }
            self.skip(stop)?;
        }
    }
}

/// The longest label that begins with `first` and goes on with the letters `ahead`; and what is ahead of it.
fn label_at<'l, 'a>(first: char, ahead: &Letters<'a>, labels: &'l Labels) -> Option<(&'l Spelling, Letters<'a>)> {
    let second = ahead.near().or_else(|| ahead.clone().next())?;
    labels.beginning(first, second, || ahead.clone().nth(1)).find_map(|spelling| {
        let mut rest = ahead.clone();
        spelling.letters.iter().skip(1).all(|&c| rest.next() == Some(c)).then_some((spelling, rest))
    })
}

/// Words that end what may stand right before a row: the heads of a table, a unit.
const BEFORE_A_ROW: [&str; 14] =
    ["累计", "年度", "统计数", "数量", "单位", "内容", "情况", "结果", "代码", "备注", "其中", "全年", "项", "实际"];

/// Whether a label that follows `before` is only the end of a longer one, which no form knows: 传真申请数 in
/// 信函、传真申请数.
fn is_tail(before: &str) -> bool {
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let trimmed = before.trim_end();
    if let Some(stem) = trimmed.strip_suffix(['、', '和', '及', '或', '与']) {
        return stem.ends_with(|c: char| is_han(c) && !"一二三四五六七八九十".contains(c));
    }
    if !before.ends_with(is_han) || before.ends_with("其中") {
        return false;
    }
    let unit = super::entry::UNITS.iter().any(|unit| before.ends_with(unit));
    !unit && !BEFORE_A_ROW.iter().any(|word| before.ends_with(word))
}

/// Labels with a slip of the pen: what stands between two labels, cell by cell or line by line.
fn typos<'l>(text: &str, labels: &'l Labels, skipped: &[Range<usize>], hits: &mut Vec<Hit<'l>>) {
    let mut found = Vec::new();
    let mut replaced = HashSet::new();
    let mut budget = 2_000;
    for (index, pair) in hits.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let gap = a.range.end..b.range.start;
        // Only next to digits is there a row to be named.
        if gap.len() > REACH || gap.len() < 18 {
            continue;
        }
        let Some(words) = text.get(gap.clone()) else { continue };
        let mut at = 0;
        for piece in words.split(|c: char| c.is_ascii_digit() || matches!(c, '|' | '\t')) {
            let place = gap.start + at..gap.start + at + piece.len();
            at += piece.len() + 1;
            // Commas stand in sentences, and in the notes of labels.
            if piece.contains(['，', '；', '。']) && !piece.contains(['（', '(']) {
                continue;
            }
            let start = piece.trim_start_matches(|c: char| letter(c).is_none());
            let start = place.end - start.len();
            let word: Vec<char> = text.get(start..place.end).unwrap_or_default().chars().filter_map(letter).collect();
            if word.len() < 4 || word.len() > 60 || budget == 0 || skipped.iter().any(|skip| skip.contains(&start)) {
                continue;
            }
            budget -= 1;
            // The slip may stand behind a word that is a label by itself: 其他 in 其他法律行政法归禁止公开.
            if place.start == gap.start && start == gap.start {
                let joined: Vec<char> = a.spelling.letters.iter().copied().chain(word.iter().copied()).collect();
                if let Some(spelling) = labels.nearly(&joined) {
                    let end = start + text.get(start..place.end).unwrap_or_default().trim_end().len();
                    found.push(Hit { range: a.range.start..end, spelling });
                    replaced.insert(index);
                    continue;
                }
            }
            if let Some(spelling) = labels.nearly(&word) {
                let end = start + text.get(start..place.end).unwrap_or_default().trim_end().len();
                found.push(Hit { range: start..end, spelling });
            }
        }
    }
    let mut index = 0;
    hits.retain(|_| {
        index += 1;
        !replaced.contains(&(index - 1))
    });
    hits.append(&mut found);
    hits.sort_by_key(|hit| hit.range.start);
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
        let mut rows = HashSet::new();
        let mut heads = HashSet::new();
        let (mut counted, mut valued) = (0, 0);
        let mut tables: [HashSet<(u8, u8)>; 2] = Default::default();
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
        for zone in &self.tables {
            self.zone(text, zone.clone(), forms, &mut outcome);
        }
        outcome
    }

    fn zone(&self, text: &str, zone: Range<usize>, forms: &Forms<'_>, outcome: &mut Outcome) {
        let mut walk = Walk::default();
        let list_heads = self.list_heads(text, &zone);
        for index in zone {
            let Some(hit) = self.hits.get(index) else { continue };
            let (tokens, range) = self.values(text, index);
            let filled = tokens.iter().any(|token| token.content.entry != Entry::Blank);
            walk.order(hit, filled && !walk.is_head(hit, text));
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
                    walk.printed.entry(table).or_insert_with(|| heads.clone());
                }
                let rows = walk.rows.entry(table).or_default();
                rows.push(Row { row: Some(row), tokens: own, around });
                rows.extend(orphans.into_iter().map(|tokens| Row { row: None, tokens, around: range.clone().into() }));
            }
            walk.previous =
                (!filled).then_some(index).and_then(|index| self.hits.get(index)).map(|hit| hit.spelling.items.clone());
            self.flat(text, index, forms, &mut walk, outcome);
        }
        let mut tables: Vec<_> = walk.rows.into_iter().collect();
        tables.sort_by_key(|(table, _)| *table);
        for (table, rows) in tables {
            let printed = walk.printed.remove(&table).unwrap_or_default();
            rows::assign(text, table, rows, (&list_heads, &printed), forms, outcome);
        }
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
        let before =
            ["指标", "项目名称"].iter().filter_map(|word| before.rfind(word)).max().and_then(|at| before.get(at..));
        before.map(super::heads::all).unwrap_or_default()
    }
}

/// What has been passed in a run of labels.
#[derive(Default)]
struct Walk {
    /// Where a head of a table was last seen.
    heads: HashMap<(u8, u8), usize>,
    /// Heads of one-line tables since the last row.
    flat: HashMap<(u8, u8), HashSet<usize>>,
    last: HashMap<(u8, u8), u16>,
    /// The heads since the last row, whatever table they may be of.
    run: HashMap<(u8, u8), Heads>,
    /// The heads before the first row of a table.
    printed: HashMap<(u8, u8), Heads>,
    /// Whether a row was the last that was passed.
    behind_row: bool,
    /// What the label before meant, where no value followed it.
    previous: Option<Vec<Item>>,
    rows: HashMap<(u8, u8), Vec<Row>>,
}

impl Walk {
    /// Takes note of a head; a row with values ends the heads before it.
    fn order(&mut self, hit: &Hit<'_>, is_row: bool) {
        if std::mem::replace(&mut self.behind_row, is_row) {
            self.run.clear();
        }
        if !is_row {
            for item in hit.items(Axis::Column) {
                self.run.entry(item.table()).or_default().add(item.index, &hit.range);
            }
        }
    }

    /// Whether a label that is both a row and a head is a head here: it follows another head of its table.
    fn is_head(&self, hit: &Hit<'_>, text: &str) -> bool {
        let before = text.get(..hit.range.start).unwrap_or_default().trim_end();
        let marked = before.ends_with([')', '）', '.', '．', '、']);
        let follows = |item: &Item| {
            let heads = self.previous.iter().flatten().filter(|other| other.axis == Axis::Column);
            heads.into_iter().any(|other| other.table() == item.table())
        };
        !marked && hit.items(Axis::Column).any(follows)
    }

    /// The row that a label means: of the form of the report, unless the heads above it are another form's.
    fn target(&mut self, hit: &Hit<'_>, forms: &Forms<'_>) -> Option<((u8, u8), u16)> {
        let headed = |item: &&Item| {
            self.heads.contains_key(&item.table())
                || forms.block(item.form, item.block).is_some_and(|block| block.columns.is_empty())
        };
        let ranked = |items: Vec<&Item>| {
            items.into_iter().min_by_key(|item| (forms.rank(item.form), item.block, item.index)).copied()
        };
        let best =
            ranked(hit.items(Axis::Row).filter(headed).collect()).or_else(|| ranked(hit.items(Axis::Row).collect()))?;
        let table = best.table();
        let rows: Vec<u16> = hit.items(Axis::Row).filter(|item| item.table() == table).map(|item| item.index).collect();
        let last = self.last.get(&table).copied();
        let row = forms.block(table.0, table.1)?.next_of(&rows, last)?;
        self.last.insert(table, row);
        Some((table, row))
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
