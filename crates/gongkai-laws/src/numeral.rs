//! Numerals are read in order and on boundaries; a number that is written is read back, in figures and in characters.

use gongkai::text::numeral::{Numeral, scan, to_digits, to_han};
use rust_decimal::Decimal;

pub(crate) fn law(bytes: &[u8]) {
    if let Some((number, text)) = bytes.split_first_chunk::<9>() {
        let [scale, number @ ..] = *number;
        let scale = u32::from(scale);
        written(Decimal::new(i64::from_le_bytes(number) >> (scale / 8 * 2), scale % 8));
        scanned(&String::from_utf8_lossy(text));
    } else {
        scanned(&String::from_utf8_lossy(bytes));
    }
}

fn numerals(text: &str) -> Vec<Numeral> {
    let mut found = Vec::new();
    scan(text, &mut found);
    found
}

/// A number is read back from what it is written as.
fn written(number: Decimal) {
    let digits = to_digits(number);
    assert_eq!(digits.parse(), Ok(number), "{digits}");
    if let [one] = &numerals(&digits)[..] {
        assert_eq!((one.value, one.range.clone()), (Some(number), 0..digits.len()), "{digits}");
    } else {
        panic!("{digits} is not one numeral");
    }
    let Some(han) = to_han(number) else {
        assert!(number.abs() >= Decimal::from(10_000_000_000_000_000_u64), "{number} has no numeral");
        return;
    };
    match &numerals(&han)[..] {
        [one] => assert_eq!((one.value, one.range.clone()), (Some(number), 0..han.len()), "{han}"),
        more => panic!("{number} is written {han} and read as {more:?}"),
    }
}

fn scanned(text: &str) {
    let mut end = 0;
    for numeral in numerals(text) {
        let range = numeral.range.clone();
        assert!(range.start >= end && !range.is_empty(), "over the one before: {numeral:?}");
        end = range.end;
        assert!(numeral.excess_end >= end && text.is_char_boundary(numeral.excess_end), "{numeral:?}");
        let words = text.get(range.clone()).unwrap_or_else(|| panic!("off the text: {numeral:?}"));
        // What follows may say what it is: 二0年 is a year.
        let agrees = |text: &str| {
            let same = |one: &Numeral| (one.value, one.high) == (numeral.value, numeral.high);
            numerals(text).first().is_some_and(|one| one.range == (0..words.len()) && same(one))
        };
        let same = agrees(words) || agrees(&text[range.start..]);
        assert!(same, "{words:?} is {numeral:?} in its text and {:?} alone", numerals(words));
        if let Some(value) = numeral.value {
            assert!(numeral.high.is_none_or(|high| high > value), "the upper end is below: {numeral:?}");
            written_again(value);
        }
    }
}

/// As [`written`], for values that may have more digits than a numeral needs.
fn written_again(value: Decimal) {
    let value = value.normalize();
    if value.scale() <= 12 && value.mantissa().unsigned_abs() < 1_u128 << 62 {
        written(value);
    }
}
