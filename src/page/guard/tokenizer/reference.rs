//! Character references（字符引用）: `&nbsp;`, `&#20844;`, `&#x5F00`.

use html5ever::{
    data::{C1_REPLACEMENTS, NAMED_ENTITIES},
    tendril::StrTendril,
};
use memchr::memchr2;

/// Bytes of the longest name there is, `CounterClockwiseContourIntegral;`, and some.
const LONGEST: usize = 40;

/// `raw` with its character references read, and U+FFFD for NUL.
pub(super) fn decode(raw: &str, in_attribute: bool) -> StrTendril {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr2(b'&', 0, rest.as_bytes()) {
        text.push_str(rest.get(..at).unwrap_or_default());
        let mark = rest.as_bytes().get(at).copied();
        rest = rest.get(at + 1..).unwrap_or_default();
        if mark == Some(0) {
            text.push(char::REPLACEMENT_CHARACTER);
        } else if let Some((first, second, length)) = reference(rest, in_attribute) {
            text.push(first);
            text.extend(second);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            text.push('&');
        }
    }
    text.push_str(rest);
    StrTendril::from(text)
}

/// The characters that the reference behind an `&` stands for, and its length.
fn reference(rest: &str, in_attribute: bool) -> Option<(char, Option<char>, usize)> {
    match rest.as_bytes().first()? {
        b'#' => number(rest),
        b'n' if rest.starts_with("nbsp;") => Some(('\u{A0}', None, 5)),
        b if b.is_ascii_alphanumeric() => name(rest, in_attribute),
        _ => None,
    }
}

fn number(rest: &str) -> Option<(char, Option<char>, usize)> {
    let (start, base) = match rest.as_bytes().get(1)? {
        b'x' | b'X' => (2, 16),
        _ => (1, 10),
    };
    let digits = rest.get(start..)?.bytes().map_while(|b| char::from(b).to_digit(base));
    let (code, length) =
        digits.fold((0_u32, 0), |(code, length), digit| (code.saturating_mul(base).saturating_add(digit), length + 1));
    if length == 0 {
        return None;
    }
    let end = start + length;
    let end = end + usize::from(rest.as_bytes().get(end) == Some(&b';'));
    // Pages mean Windows-1252 by 0x80 to 0x9F.
    let c = match code {
        0 => None,
        0x80..=0x9F => C1_REPLACEMENTS.get(code as usize - 0x80).copied().flatten().or(char::from_u32(code)),
        _ => char::from_u32(code),
    };
    Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), None, end))
}

/// The longest name that `rest` begins with.
fn name(rest: &str, in_attribute: bool) -> Option<(char, Option<char>, usize)> {
    let ((first, second), end) = ended_name(rest).or_else(|| longest_name(rest))?;
    let ended = rest.as_bytes().get(end - 1) == Some(&b';');
    // `?a=1&copy=2` in an attribute is no ©.
    let goes_on = rest.as_bytes().get(end).is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric());
    if in_attribute && !ended && goes_on {
        return None;
    }
    Some((char::from_u32(first)?, char::from_u32(second).filter(|&c| c != '\0'), end))
}

/// The codes of a name, and its length.
type Named = ((u32, u32), usize);

/// The name that a semicolon ends, as nearly all are: none is longer, since there is no other semicolon in a name.
fn ended_name(rest: &str) -> Option<Named> {
    let end = rest.bytes().take(LONGEST).position(|b| !b.is_ascii_alphanumeric()).map(|end| end + 1)?;
    let codes = rest.get(..end).filter(|name| name.ends_with(';')).and_then(|name| NAMED_ENTITIES.get(name))?;
    (codes.0 != 0).then_some((*codes, end))
}

/// The longest name, letter by letter: the table holds the beginnings of all names, too.
fn longest_name(rest: &str) -> Option<Named> {
    let mut found = None;
    for end in 1..=rest.len() {
        let Some(&codes) = rest.get(..end).and_then(|name| NAMED_ENTITIES.get(name)) else { break };
        if codes.0 != 0 {
            found = Some((codes, end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        for (raw, text) in [
            ("1&nbsp;2&nbsp", "1\u{A0}2\u{A0}"),
            ("&#20844;&#x5f00&#X5F00;", "公开开"),
            ("&#0;&#x110000;&#99999999999;&#xD800;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&#150;&#x81;", "–\u{81}"),
            ("&amp;lt; &notit; &notin; &NotEqualTilde;", "&lt; ¬it; ∉ ≂̸"),
            ("& &; &# &#x; &x; &政", "& &; &# &#x; &x; &政"),
        ] {
            assert_eq!(&*decode(raw, false), text);
        }
    }

    #[test]
    fn addresses_in_attributes_keep_their_parts() {
        assert_eq!(&*decode("?a=1&copy=2&lt3&amp;b&copy", true), "?a=1&copy=2&lt3&b©");
        assert_eq!(&*decode("?a=1&copy=2", false), "?a=1©=2");
    }
}
