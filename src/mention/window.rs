//! What an extractor is, and what it sees.

use std::{cell::OnceCell, ops::Range};

use super::{DocumentNumber, Kind, Mention, date, document_number};
use crate::text::{
    char_set::CharSet,
    fold::FOLDS,
    numeral::{self, Marks, Numeral, Sighting, Style},
};

/// The characters near which mentions stand, besides numerals: found in the scan for numerals, so that an extractor goes
/// from mark to mark instead of over the text.
///
/// Units of time 年 月 日 号 时 周 季 旬 天 and the words that stand for them (今 明 昨 去 前 本 初 底 末 每); 第 首; shares and
/// rates % ‰ 倍 成 折; money 元 ¥ ￥ $ €; brackets of titles and document numbers 《 ≪ ⟪ < 〔 [ ﹝ 【; 令.
pub static MARKS: CharSet =
    CharSet::of("年月日号號时時周週季旬天今明昨去前本初底末每期第首倍成折元圆圓角分块塊币幣¥$€£￥%‰《≪⟪<〈〔﹝[【令");

/// All that the pass over a window stops at: numerals, marks, what folds, and what may begin an expression of time, which
/// most such characters do only before certain others.
static SIGHTS: Marks = Marks::of("").with(&MARKS).with(&FOLDS).with(&date::ALONE).leads(&date::BEGIN, &date::SECONDS);

/// A piece of folded text, at most [`Limits::max_window`](crate::Limits) bytes, with its numerals and marks found once
/// for all.
#[derive(Debug, Default)]
pub struct Window<'t> {
    /// The text.
    pub text: &'t str,
    /// Its numerals in order.
    pub numerals: Vec<Numeral>,
    /// Its [`MARKS`] outside numerals in order, with their places.
    pub marks: Vec<(usize, char)>,
    /// Where an expression of time may begin, in order.
    times: Vec<usize>,
    dates: OnceCell<Vec<date::Token>>,
    document_numbers: OnceCell<Vec<(Range<usize>, DocumentNumber)>>,
}

impl<'t> Window<'t> {
    /// Scans `text` for numerals and marks.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut window = Window::default();
        window.scan_folded(text);
        window.with(text)
    }

    /// Buffers that most windows need not enlarge.
    pub(super) fn roomy() -> Window<'static> {
        const ROOM: usize = 64;
        let (numerals, marks, times) = (Vec::with_capacity(ROOM), Vec::with_capacity(ROOM), Vec::with_capacity(ROOM));
        Window { numerals, marks, times, ..Window::default() }
    }

    /// Scans a text in which all is folded.
    pub(super) fn scan_folded(&mut self, text: &str) {
        self.scan(text, |_| true);
    }

    /// Scans a text as it is printed; where something in it folds, that gives false and nothing else counts.
    pub(super) fn scan_printed(&mut self, text: &str) -> bool {
        self.scan(text, |c| !FOLDS.has(c))
    }

    fn scan(&mut self, text: &str, goes_on: impl Fn(char) -> bool) -> bool {
        let Self { numerals, marks, times, .. } = self;
        numerals.clear();
        marks.clear();
        times.clear();
        numeral::scan_with(text, &SIGHTS, numerals, |sighting| {
            match sighting {
                // An expression of time may begin in the middle of a numeral: 共3，2015年.
                Sighting::Numeral(numeral) => {
                    let mut at = numeral.range.start;
                    let traits = numeral.traits;
                    if numeral.style == Style::Digits && !(traits.grouped || traits.signed) {
                        let behind = text.get(numeral.range.end..).unwrap_or_default();
                        if traits.point || date::digits_may_begin(numeral.range.len(), behind) {
                            times.push(at);
                        }
                        return true;
                    }
                    let words = text.get(..numeral.range.end).unwrap_or_default();
                    while let Some((begin, c)) = date::BEGIN.find(words, at) {
                        times.push(begin);
                        at = begin + c.len_utf8();
                    }
                }
                Sighting::Mark(at, c, end) => {
                    if !goes_on(c) {
                        return false;
                    }
                    if MARKS.has(c) {
                        marks.push((at, c));
                    }
                    if date::BEGIN.has(c) && date::may_begin(c, text.get(end..).unwrap_or_default()) {
                        times.push(at);
                    }
                }
            }
            true
        })
    }

    /// What was scanned, with its text.
    pub(super) fn with(self, text: &str) -> Window<'_> {
        let Self { numerals, marks, times, .. } = self;
        Window { text, numerals, marks, times, dates: OnceCell::new(), document_numbers: OnceCell::new() }
    }

    /// The buffers alone, for another text.
    pub(super) fn emptied(self) -> Window<'static> {
        self.with("")
    }

    /// Whether nothing in it may be a mention, other than of an organization.
    pub(super) fn is_blank(&self) -> bool {
        self.numerals.is_empty() && self.marks.is_empty() && self.times.is_empty()
    }

    /// The places of one mark, in order.
    pub fn places(&self, mark: char) -> impl Iterator<Item = usize> {
        self.marks.iter().filter(move |&&(_, c)| c == mark).map(|&(at, _)| at)
    }

    /// Its expressions of time: found at the first call, and once for the four extractors that pick from them.
    pub(super) fn dates(&self) -> &[date::Token] {
        self.dates.get_or_init(|| date::scan(self.text, &self.times))
    }

    /// Its document numbers: found at the first call, and once for the extractors of numbers and of titles.
    pub(super) fn document_numbers(&self) -> &[(Range<usize>, DocumentNumber)] {
        self.document_numbers.get_or_init(|| {
            let signs = self.marks.iter().any(|&(_, mark)| document_number::SIGNS.contains(&mark));
            if signs { document_number::scan(self.text, &self.marks) } else { Vec::new() }
        })
    }
}

/// A mention and its place in the window, in bytes.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Where.
    pub range: Range<usize>,
    /// What.
    pub mention: Mention,
}

/// A rule's example: what it finds in a text, as `(words, value)`. Nothing, where it must find nothing.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The text.
    pub text: &'static str,
    /// What is found in it, in order: the words and [`Mention::value`].
    pub finds: &'static [(&'static str, &'static str)],
}

/// An extractor（提取器）: one kind of mention, its rule, and examples that are its test and its documentation.
#[derive(Clone, Copy, Debug)]
pub struct Extractor {
    /// What it finds.
    pub kind: Kind,
    /// Chinese term.
    pub term: &'static str,
    /// One sentence on what it reads and where the rule comes from.
    pub about: &'static str,
    /// The rule: pushes hits in order of their start, without overlap.
    pub find: fn(&Window<'_>, &mut Vec<Hit>),
    /// What it finds and what it must not find.
    pub examples: &'static [Example],
}
