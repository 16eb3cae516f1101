//! Where labels of the forms stand in a text（指标名称定位）.

use std::ops::Range;

use super::{
    super::{
        entry,
        labels::{Axis, Item, Labels, Spelling, letter},
        tokens,
    },
    REACH,
};
use crate::{
    Span,
    text::{hash::OwnSet, words::places},
};

/// A label found in the text.
#[derive(Debug)]
pub(super) struct Hit<'l> {
    pub(super) range: Range<usize>,
    pub(super) spelling: &'l Spelling,
}

impl Hit<'_> {
    /// What it may mean along that axis.
    pub(super) fn items(&self, axis: Axis) -> impl Iterator<Item = &Item> {
        self.spelling.items.iter().filter(move |item| item.axis == axis)
    }
}

/// What is no part of any text table, in order: the cells of real tables, page numbers, rules.
pub(super) fn skipped(text: &str, tables: &[Span]) -> Vec<Range<usize>> {
    let mut skipped: Vec<Range<usize>> = tables.iter().map(|span| span.range()).collect();
    let mut start = 0;
    for end in places(text, "\n").map(|at| at + 1).chain([text.len()]) {
        if text.get(start..end).is_some_and(tokens::furniture) {
            skipped.push(start..end);
        }
        start = end;
    }
    skipped.sort_by_key(|range| range.start);
    skipped
}

/// Every label in the text but in what is skipped, in order.
pub(super) fn labels_in<'l>(text: &str, labels: &'l Labels, skipped: &[Range<usize>]) -> Vec<Hit<'l>> {
    let mut hits: Vec<Hit<'l>> = Vec::new();
    let mut ahead = Letters { text, at: 0, skips: skipped };
    while let Some((start, first)) = ahead.next_of(labels) {
        let Some((spelling, rest)) = label_at(first, &ahead, labels) else { continue };
        ahead = rest;
        let touches = hits.last().is_some_and(|hit| hit.range.end == start);
        let row_only = spelling.items.iter().all(|item| item.axis == Axis::Row);
        if !row_only || touches || !is_tail(text.get(..start).unwrap_or_default()) {
            hits.push(Hit { range: start..ahead.at, spelling });
        }
    }
    typos(text, labels, skipped, &mut hits);
    hits
}

/// Bytes of a Han character.
const HAN: usize = '一'.len_utf8();

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
    /// The next letter that a label may begin with, and where it stands; the others are passed over.
    fn next_of(&mut self, labels: &Labels) -> Option<(usize, char)> {
        let (firsts, pairs) = labels.firsts();
        loop {
            let stop = self.stop();
            let run = self.text.get(..stop)?;
            while let Some((start, c)) = firsts.find(run, self.at) {
                self.at = start + c.len_utf8();
                let begins =
                    |plain: &char| self.near().is_none_or(|second| pairs.may_have((*plain).into(), second.into()));
                if let Some(plain) = letter(c).filter(begins) {
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
        if let Some(plain) = self.near() {
            self.at += HAN;
            return Some(plain);
        }
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
    let unit = entry::UNITS.iter().any(|unit| before.ends_with(unit));
    !unit && !BEFORE_A_ROW.iter().any(|word| before.ends_with(word))
}

/// Labels with a slip of the pen: what stands between two labels, cell by cell or line by line.
fn typos<'l>(text: &str, labels: &'l Labels, skipped: &[Range<usize>], hits: &mut Vec<Hit<'l>>) {
    let mut found = Vec::new();
    let mut replaced = OwnSet::default();
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

#[cfg(test)]
mod tests {
    use super::is_tail;

    #[test]
    fn the_end_of_a_longer_label_is_no_label() {
        for before in ["信函、", "信函、 ", "电话和", "电话及", "电话或", "电话与", "依申请", "3\n某某"]
        {
            assert!(is_tail(before), "{before}");
        }
        for before in [
            "",
            "一、",
            "（十）",
            "3、",
            "17\n",
            "A",
            "某某 ",
            "其中",
            "数量",
            "本年累计",
            "计量单位",
            "12件",
            "件",
            "其中：",
        ] {
            assert!(!is_tail(before), "{before}");
        }
    }
}
