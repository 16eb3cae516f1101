//! Numbers（数）.

use std::fmt;

use rust_decimal::Decimal;

use super::{
    Bound, Example, Extractor, Hit, Kind, Mention, Window, amount,
    fixed_words::{is_han, is_number, ordinal_before},
};
use crate::text::{
    char_set::CharSet,
    numeral::{Form, Numeral, Style},
};

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::Number,
    term: "数",
    about: "A numeral as such, in any script, with its fractions, multiplying letters (5k) and pairs and dozens; not the \
            numerals within words (一定, 十三五, 三公) and behind 第. GB/T 15835-2011.",
    find,
    examples: &[
        Example { text: "答案是三百二十一万", finds: &[("三百二十一万", "3210000")] },
        Example { text: "共1，942，约七八十", finds: &[("1，942", "1942"), ("七八十", "70~80")] },
        Example {
            text: "占三分之二，即2/3",
            finds: &[("三分之二", "0.6666666666666666666666666667"), ("2/3", "0.6666666666666666666666666667")],
        },
        Example { text: "壹佰贰拾元整", finds: &[("壹佰贰拾元整", "120")] },
        Example {
            text: "进一步统一认识，第一时间落实“十三五”规划和三公经费规定", finds: &[]
        },
        Example { text: "千万不要放肆，万一下雨就收拾", finds: &[] },
    ],
};

/// A bare number（数）.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Number {
    /// The number; the lower end where neighbouring digits state a range.
    pub value: Decimal,
    /// The upper end of a range: 8 of 七八.
    pub high: Option<Decimal>,
    /// Exact, or [`Bound::Over`] for 十余万.
    pub bound: Bound,
}

impl Number {
    fn exact(value: Decimal) -> Self {
        Self { value, high: None, bound: Bound::Exact }
    }
}

impl fmt::Display for Number {
    /// The number; `70~80` for a range.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value.normalize())?;
        self.high.map_or(Ok(()), |high| write!(f, "~{}", high.normalize()))
    }
}

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let (own, mut end) = (hits.len(), 0);
    let mut numerals = window.numerals.iter().peekable();
    while let Some(numeral) = numerals.next() {
        if numeral.range.start < end || numeral.form == Form::Share || !is_number(window.text, numeral) {
            continue;
        }
        let next = numerals.peek().copied();
        let Some((start, to, number)) = widened(window.text, numeral, next, &window.numerals) else { continue };
        // A mixed fraction takes back the whole that was read before it: 1 4/3.
        if hits.get(own..).and_then(<[Hit]>::last).is_some_and(|hit| hit.range.start == start) {
            hits.pop();
        }
        hits.push(Hit { range: start..to, mention: Mention::Number(number) });
        end = to;
    }
}

/// The number with what belongs to it beside the numeral: its place and value.
fn widened(text: &str, numeral: &Numeral, next: Option<&Numeral>, all: &[Numeral]) -> Option<(usize, usize, Number)> {
    let (start, end) = (numeral.range.start, numeral.range.end);
    let rest = text.get(end..).unwrap_or_default();
    let value = numeral.value?;
    let whole = |end, value| Some((start, end, Number::exact(value)));
    if letters_before(text, start) {
        return None;
    }
    let sign = rest.bytes().next();
    if numeral.style == Style::Digits
        && sign.is_some_and(|sign| sign.is_ascii_alphabetic() || matches!(sign, b'/' | b'^'))
    {
        if let Some((at, to, value)) = next.and_then(|next| slash(text, numeral, next, all)) {
            return Some((at, to, Number::exact(value)));
        }
        if let Some((len, value)) = power(rest, value) {
            return whole(end + len, value);
        }
        if let Some(power) = letter(text, numeral) {
            return whole(end + 1, value.checked_mul(Decimal::from(10u64.checked_pow(power)?))?);
        }
    }
    if let Some((to, cents)) = cheque(text, numeral) {
        return whole(to, value.checked_add(cents)?);
    }
    let alone = numeral.style == Style::Han && stands_alone(text, start);
    if alone && let Some((to, value)) = next.and_then(|next| portion(text, numeral, next)) {
        return whole(to, value);
    }
    if let Some((to, value)) = next.filter(|next| next.traits.bare).and_then(|next| pieces(rest, numeral, next)) {
        return whole(to, value);
    }
    if let Some(len) = dozen(rest) {
        return whole(end + len, value.checked_mul(12.into())?);
    }
    let word = text.get(numeral.range.clone());
    if alone && matches!(word, Some("一" | "壹")) && matches!(rest, "对" | "對" | "双" | "雙") {
        return whole(text.len(), 2.into());
    }
    let bound = if numeral.traits.more { Bound::Over } else { Bound::Exact };
    Some((start, end, Number { value, high: numeral.high, bound }))
}

/// Whether no Han character stands before `at`.
fn stands_alone(text: &str, at: usize) -> bool {
    !text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_han)
}

/// A4, H7N9: the digits are part of a code.
fn letters_before(text: &str, at: usize) -> bool {
    at.checked_sub(1).and_then(|i| text.as_bytes().get(i)).is_some_and(u8::is_ascii_alphabetic)
}

/// The power of ten of the letter behind a numeral: 5k, 1.2M. None before Han characters that it may describe (4K超高清,
/// 20M宽带), nor for the names of techniques: 5G.
#[inline]
pub(super) fn letter(text: &str, numeral: &Numeral) -> Option<u32> {
    if !text.as_bytes().get(numeral.range.end).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut rest = text.get(numeral.range.end..)?.chars();
    let letter = rest.next()?;
    let behind = rest.next();
    if behind.is_some_and(|c| c.is_ascii_alphanumeric() || is_han(c) && !"个個元".contains(c)) {
        return None;
    }
    let name = matches!(text.get(numeral.range.clone()), Some("2" | "3" | "4" | "5" | "6" | "8"));
    match letter {
        'k' | 'K' => Some(3),
        'M' => Some(6),
        'G' if !name => Some(9),
        _ => None,
    }
}

/// 2/3, and 1 4/3 with the whole before it; no date (2015/5/15).
fn slash(text: &str, upper: &Numeral, lower: &Numeral, all: &[Numeral]) -> Option<(usize, usize, Decimal)> {
    let bytes = text.as_bytes();
    let plain = |n: &Numeral| n.style == Style::Digits && !n.traits.point && !n.traits.signed && n.range.len() <= 3;
    let byte = |at: usize| bytes.get(at).copied();
    let before = upper.range.start.checked_sub(1).and_then(byte);
    let adjoining = byte(upper.range.end) == Some(b'/') && lower.range.start == upper.range.end + 1;
    if !adjoining || !plain(upper) || !plain(lower) || before == Some(b'/') || byte(lower.range.end) == Some(b'/') {
        return None;
    }
    let value = upper.value?.checked_div(lower.value?)?;
    let whole = all.iter().rev().find(|n| n.range.end < upper.range.start).filter(|n| {
        plain(n) && n.range.end + 1 == upper.range.start && before == Some(b' ') && stands_alone(text, n.range.start)
    });
    match whole {
        Some(whole) => Some((whole.range.start, lower.range.end, whole.value?.checked_add(value)?)),
        None => Some((upper.range.start, lower.range.end, value)),
    }
}

/// `e+14` and `^3` behind a numeral: their length and what they make of it.
fn power(rest: &str, base: Decimal) -> Option<(usize, Decimal)> {
    let exponential = rest.starts_with(['e', 'E']);
    let sign = rest.strip_prefix(['e', 'E', '^'])?;
    let digits = sign.strip_prefix(['+', '-']).unwrap_or(sign);
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    let exponent: u32 = digits.get(..len)?.parse().ok().filter(|&n| n <= 99)?;
    if digits.get(len..)?.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let factor = if exponential { Decimal::TEN } else { base.abs() };
    let mut product = Decimal::ONE;
    for _ in 0..exponent {
        product = product.checked_mul(factor)?;
    }
    if sign.starts_with('-') {
        product = Decimal::ONE.checked_div(product)?;
    }
    let negative = base.is_sign_negative();
    let value = match exponential {
        true => base.checked_mul(product)?,
        // As printed, the sign stands outside the power.
        false if negative => -product,
        false => product,
    };
    Some((rest.len() - digits.len() + len, value))
}

/// Digits and units of financial script.
static FINANCIAL: CharSet = CharSet::of("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟");

/// The rest of an amount in financial script, which is a number as a whole（大写金额）: 壹佰元整, 玖拾圆伍角. Its end and the part
/// below the unit.
fn cheque(text: &str, numeral: &Numeral) -> Option<(usize, Decimal)> {
    let words = text.get(numeral.range.clone())?;
    if numeral.style == Style::Digits || numeral.traits.single || FINANCIAL.find(words, 0).is_none() {
        return None;
    }
    let rest = text.get(numeral.range.end..)?.strip_prefix(['元', '圆', '圓'])?;
    let (rest, cents) = tenths(rest);
    let rest = rest.strip_prefix(['整', '正']).unwrap_or(rest);
    Some((text.len() - rest.len(), cents))
}

/// 角 and 分 in financial script behind 元: what follows them, and their sum. 伍, 陆 and 肆 are no numerals by themselves.
pub(super) fn tenths(mut rest: &str) -> (&str, Decimal) {
    let mut cents = Decimal::ZERO;
    for (unit, scale) in [('角', 1), ('分', 2)] {
        let part = rest.strip_prefix('零').unwrap_or(rest);
        let mut chars = part.chars();
        let digit = chars.next().and_then(|c| "零壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c));
        if let Some(digit) = digit.filter(|_| chars.next() == Some(unit)) {
            cents += Decimal::new(digit as i64, scale);
            rest = chars.as_str();
        }
    }
    (rest, cents)
}

/// 二份一, a spoken fraction that is one only where nothing is counted: its end and value.
fn portion(text: &str, under: &Numeral, over: &Numeral) -> Option<(usize, Decimal)> {
    let between = text.get(under.range.end..over.range.start)?;
    let behind = text.get(over.range.end..)?.chars().next();
    let han = under.style == Style::Han && over.style == Style::Han;
    if between != "份" || !han || behind.is_some_and(is_han) {
        return None;
    }
    Some((over.range.end, over.value?.checked_div(under.value?)?))
}

/// 两个亿, a number in spite of its 个: its end and value. `next` is the numeral behind it, one of a unit alone.
fn pieces(rest: &str, numeral: &Numeral, next: &Numeral) -> Option<(usize, Decimal)> {
    let at = numeral.range.end + amount::pieces(rest)?;
    let plain = next.range.start == at && numeral.high.is_none();
    Some((next.range.end, numeral.value?.checked_mul(next.value.filter(|_| plain)?)?))
}

/// 打, a dozen, unless it begins a verb: its length.
fn dozen(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let dozen = chars.next().filter(|&c| c == '打')?;
    let verb = chars.next().is_some_and(|c| "造击擊通印开開破赢响假黑折非拐包捞扫算造电電工".contains(c));
    (!verb).then_some(dozen.len_utf8())
}

/// The numeral as an ordinal, with 第 before it: where it begins.
pub(super) fn ordinal_start(text: &str, numeral: &Numeral) -> Option<usize> {
    ordinal_before(text, numeral.range.start).then(|| text.get(..numeral.range.start)?.rfind('第'))?
}
