//! Numerals（数词）: digits and Chinese numerals to exact numbers, and back.
//!
//! One linear pass over folded text. It reads Arabic digits with grouping (`1,942`, `1，942`, `1 942`), Chinese numerals
//! in every script of official and financial prose (三百二十一万, 廿, 壹佰, 萬億, 二〇一五, 一点五), both mixed
//! (3亿4500万, 2.96万), fractions (三分之一, 一又二分之一), 百分之五, digits that nobody knows (几, 数, 若干), and neighbouring
//! digits that stand for a range (三五, 七八十). Usage follows GB/T 15835-2011.
//!
//! Limits: a number needs at most 28 significant digits and 28 places. A longer one keeps its range and has no value.

mod amount;
mod digits;
mod grammar;
mod magnitude;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod write;

use std::ops::Range;

use rust_decimal::Decimal;

use super::char_set::{CharSet, code_at};

static STARTS: CharSet = table::STARTS;

pub use write::{to_digits, to_han};

/// How a numeral is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `1942`, `1,942`, `2.5`
    Digits,
    /// `三百二十一`, `二〇一五`
    Han,
    /// `3亿4500万`, `2.96万`, `1千`
    Mixed,
}

/// What a numeral states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A number.
    Plain,
    /// 三分之一, 一又二分之一: the value is the quotient.
    Fraction,
    /// 百分之五, 千分之三, 万分之一: the value is the share, 0.05.
    Share,
}

/// What a reader of a numeral may have to know of its spelling.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Traits {
    /// 几十, 数百, 若干: the leading digit is unknown and there is no value.
    pub unknown: bool,
    /// 二十几万, 十余万, 一千多万: more than the value.
    pub more: bool,
    /// 二〇一五, 一二三四五: Han digits in a row, as in years and codes.
    pub positional: bool,
    /// Has a decimal point, `.` or 点.
    pub point: bool,
    /// The point is written 点, as the hour is in 八点五分.
    pub spoken_point: bool,
    /// Ends in a unit such as 万 or 百: another multiplier or measure word follows.
    pub multiplier: bool,
    /// A sign stands before it: 负, `-`, `+`.
    pub signed: bool,
    /// Grouped digits: 1,942.
    pub grouped: bool,
    /// Begins with a unit that has no digit of its own: 百, 千三, 万亿. 十 is none of these.
    pub bare: bool,
    /// 半, 一半, 半百.
    pub half: bool,
    /// One Han character: the numeral may be part of a word, as in 一定.
    pub single: bool,
    /// A last digit without its unit: 一百五, 三万二.
    pub shorthand: bool,
    /// ASCII letters stand before or behind it: A4, 5G, H7N9.
    pub lettered: bool,
}

/// A numeral in a window of text: where it stands and what it is worth.
#[derive(Clone, PartialEq, Debug)]
pub struct Numeral {
    /// Bytes in the window. A trailing 余 or 多 is outside, one within (十余万) inside.
    pub range: Range<usize>,
    /// Its exact value, a quotient rounded to 28 digits; the lower end where the value is a range; `None` where it is
    /// unknown or too long.
    pub value: Option<Decimal>,
    /// The upper end, where neighbouring digits state a range: 8 of 七八, 80 of 七八十.
    pub high: Option<Decimal>,
    /// How it is written.
    pub style: Style,
    /// What it states.
    pub form: Form,
    /// Where a 余, 多 or 来 that follows the numeral ends; the numeral's own end where there is none. 1200余条.
    pub excess_end: usize,
    /// More on its spelling.
    pub traits: Traits,
}

impl Numeral {
    /// Whether the value is not exact: a range, unknown, or more than it says.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.high.is_some() || self.traits.unknown || self.traits.more || self.excess_end > self.range.end
    }
}

/// Finds every numeral of `text`, in order, without overlap.
///
/// ```
/// use gongkai::text::numeral::scan;
/// let mut found = Vec::new();
/// scan("投入3亿4500万元，惠及一千二百余人", &mut found);
/// assert_eq!(found[0].value, Some(345_000_000.into()));
/// assert_eq!(found[1].value, Some(1200.into()));
/// assert!(found[1].is_approximate());
/// ```
pub fn scan(text: &str, found: &mut Vec<Numeral>) {
    static NONE: Marks = Marks::of("");
    scan_with(text, &NONE, found, |_| true);
}

/// Characters to be found in the same pass as the numerals.
#[derive(Debug)]
pub struct Marks {
    /// What is always told.
    told: CharSet,
    /// That, and what is told only before one of `seconds`.
    all: CharSet,
    seconds: CharSet,
}

impl Marks {
    /// The characters of `list`.
    #[must_use]
    pub const fn of(list: &str) -> Self {
        let told = CharSet::of(list).union(&table::STARTS);
        let all = CharSet::of("").union(&told);
        Self { told, all, seconds: CharSet::of("") }
    }

    /// These and those of `set`.
    #[must_use]
    pub const fn with(mut self, set: &CharSet) -> Self {
        self.told = self.told.union(set);
        self.all = self.all.union(set);
        self
    }

    /// These, and those of `set` that stand before one of `seconds`.
    #[must_use]
    pub const fn leads(mut self, set: &CharSet, seconds: &CharSet) -> Self {
        self.all = self.all.union(set);
        self.seconds = self.seconds.union(seconds);
        self
    }
}

/// What is found in a pass for numerals and marks.
#[derive(Debug)]
pub enum Sighting<'n> {
    /// A numeral.
    Numeral(&'n Numeral),
    /// A mark, or what could have begun a numeral, outside of all numerals: its first byte, and the byte behind it.
    Mark(usize, char, usize),
}

/// Finds every numeral and, in the same pass, every character of `marks` outside numerals, and tells of each; stops where
/// `tell` says false, and gives that answer.
#[inline]
pub fn scan_with(
    text: &str,
    marks: &Marks,
    found: &mut Vec<Numeral>,
    mut tell: impl FnMut(Sighting<'_>) -> bool,
) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some((start, code, len)) = marks.all.find_code(bytes, at) {
        at = start + len;
        let leads = || code_at(bytes, at).is_some_and(|(next, _)| marks.seconds.has_code(next as usize));
        if !marks.told.has_code(code as usize) && !leads() {
            continue;
        }
        let Some(c) = char::from_u32(code) else { continue };
        if STARTS.has(c)
            && let Some(numeral) = grammar::numeral(text, start)
        {
            at = at.max(numeral.range.end);
            if !tell(Sighting::Numeral(&numeral)) {
                return false;
            }
            found.push(numeral);
        } else if !tell(Sighting::Mark(start, c, at)) {
            return false;
        }
    }
    true
}
