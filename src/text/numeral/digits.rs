//! Arabic digits（阿拉伯数字）: grouping and the point.

use super::amount::Amount;

/// A number in Arabic digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    pub(super) end: usize,
    /// `None` where it is too long.
    pub(super) amount: Option<Amount>,
    /// Digits before the point.
    pub(super) width: usize,
    pub(super) grouped: bool,
    pub(super) point: bool,
}

const WIDE_COMMA: &[u8] = "，".as_bytes();

fn run(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count()
}

/// The length of a grouping sign at `at`: a comma of either width, or one space.
fn separator(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match bytes.get(at)? {
        b',' => Some((b',', 1)),
        b' ' => Some((b' ', 1)),
        _ if bytes.get(at..)?.starts_with(WIDE_COMMA) => Some((b'w', WIDE_COMMA.len())),
        _ => None,
    }
}

/// The end of a number in groups of three that begins with the digits `at..end`: 1,942 · 1，942 · 1 942 (GB/T 15835-2011,
/// 5.1.3). Every group behind the first has three digits and no further group of another length follows; anything else
/// is a list of numbers.
fn groups(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    if end - at > 3 || bytes.get(at) == Some(&b'0') {
        return None;
    }
    let (sign, _) = separator(bytes, end)?;
    let mut to = end;
    while let Some((next, len)) = separator(bytes, to) {
        let width = run(bytes, to + len);
        if next != sign || width == 0 {
            break;
        }
        if width != 3 {
            return None;
        }
        to += len + width;
    }
    // In a line of a table lost to spaces, 1 100% is a count and its share.
    let listed = follows_digit_and(bytes, at, b' ');
    let spaced = sign == b' ' && (bytes.get(to) == Some(&b'%') || listed);
    (to > end && !spaced).then_some(to)
}

/// Whether a digit and the sign stand before `at`.
fn follows_digit_and(bytes: &[u8], at: usize, sign: u8) -> bool {
    matches!(bytes.get(..at), Some([.., digit, last]) if *last == sign && digit.is_ascii_digit())
}

/// The number whose first digit, or point before its digits, stands at `at`.
pub(super) fn literal(text: &str, at: usize) -> Option<Literal> {
    let bytes = text.as_bytes();
    let plain = at + run(bytes, at);
    let grouped = groups(bytes, at, plain);
    let end = grouped.unwrap_or(plain);
    let mut amount = Some(Amount::default());
    let mut width = 0;
    for byte in bytes.get(at..end)?.iter().filter(|b| b.is_ascii_digit()) {
        amount = amount.and_then(|n| n.push(byte - b'0', false));
        width += 1;
    }
    // 2015.5.15 and 1.1.2 are no decimals: with a second point every part stands for itself.
    let places = if bytes.get(end) == Some(&b'.') { run(bytes, end + 1) } else { 0 };
    let to = end + 1 + places;
    let dotted = bytes.get(to) == Some(&b'.') && run(bytes, to + 1) > 0 || follows_digit_and(bytes, at, b'.');
    if places == 0 || dotted {
        return (width > 0).then_some(Literal { end, amount, width, grouped: grouped.is_some(), point: false });
    }
    for byte in bytes.get(end + 1..to)? {
        amount = amount.and_then(|n| n.push(byte - b'0', true));
    }
    Some(Literal { end: to, amount, width, grouped: grouped.is_some(), point: true })
}
