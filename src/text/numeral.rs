//! Numerals（数词）: digits and Chinese numerals to exact numbers, and back.

use std::ops::Range;

use rust_decimal::Decimal;

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

/// A numeral in a window of text: where it stands and what it is worth.
#[derive(Clone, PartialEq, Debug)]
pub struct Numeral {
    /// Bytes in the window.
    pub range: Range<usize>,
    /// Its exact value; `None` where it is unknown or too long.
    pub value: Option<Decimal>,
    /// How it is written.
    pub style: Style,
}

/// Finds every numeral of `text`, in order, without overlap.
pub fn scan(text: &str, found: &mut Vec<Numeral>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let value = text.get(at..end).and_then(|digits| digits.parse().ok());
        found.push(Numeral { range: at..end, value, style: Style::Digits });
        at = end;
    }
}
