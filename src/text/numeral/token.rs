//! The parts of numerals（数词成分）: rows of digits, units, what means more, and the 点.

use super::{
    amount::Amount,
    table::{self, METRIC},
};

/// Blanks that may stand inside a numeral; a longer gap ends it.
const MAX_BLANKS: usize = 4;

/// The character at `at` and the place behind it.
pub(super) fn peek(text: &str, at: usize) -> Option<(char, usize)> {
    let c = text.get(at..)?.chars().next()?;
    Some((c, at + c.len_utf8()))
}

/// The place behind the blanks at `at`.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let blanks = rest.iter().take(MAX_BLANKS + 1).take_while(|&&b| b == b' ').count();
    if blanks > MAX_BLANKS { at } else { at + blanks }
}

/// Han digits in a row: at most two are told apart, the rest only counted into the amount.
pub(super) struct Row {
    pub(super) first: char,
    /// The digits' values, first and second.
    pub(super) pair: (u8, u8),
    pub(super) len: usize,
    /// Behind the first digit, before the last, behind the last.
    pub(super) ends: (usize, usize, usize),
    /// All digits as one number, and all but the last.
    pub(super) amounts: (Option<Amount>, Option<Amount>),
}

impl Row {
    /// What two neighbouring digits state: the lower end, and how much higher the upper one is.
    pub(super) fn range(&self) -> (Amount, Amount) {
        let (low, high) = self.pair;
        (Amount::int(low.into()), Amount::int(high.saturating_sub(low).into()))
    }
}

pub(super) fn row(text: &str, at: usize) -> Option<Row> {
    let (first, mut end) = peek(text, at)?;
    let digit = table::digit(first).filter(|_| !matches!(first, '○' | '◯'))?;
    let mut amount = Some(Amount::int(digit.into()));
    let mut row = Row { first, pair: (digit, 0), len: 1, ends: (end, at, end), amounts: (amount, None) };
    if let Some(behind) = about_two(text, at, first, end) {
        return Some(Row { pair: (2, 3), len: 2, ends: (end, end, behind), amounts: (None, row.amounts.0), ..row });
    }
    if table::counts_only(first) {
        return Some(row);
    }
    while let Some((c, next)) = peek(text, end) {
        // A zero in Latin letters or Arabic digits counts only between Han digits: 二OO六, not 三0件.
        let digit = match table::digit(c) {
            Some(_) if table::counts_only(c) => break,
            Some(digit) => digit,
            None if table::zero_like(c) && zeros_within(text, end) => 0,
            None => break,
        };
        if row.len == 1 {
            row.pair.1 = digit;
        }
        row.amounts.1 = amount;
        amount = amount.and_then(|n| n.push(digit, false));
        row.amounts.0 = amount;
        row.ends.1 = end;
        row.ends.2 = next;
        row.len += 1;
        end = next;
    }
    Some(row)
}

/// 两三 at `at`, which is two or three of what follows, and 三两 before what can be counted, where it is no weight: the place
/// behind it.
fn about_two(text: &str, at: usize, first: char, end: usize) -> Option<usize> {
    let (second, behind) = peek(text, end)?;
    let next = || peek(text, behind).map(|(c, _)| c);
    let reads = match (first, second) {
        ('两' | '兩', '三') => next().is_none_or(|c| table::digit(c).is_none()),
        ('三', '两' | '兩') => next().is_some_and(|c| "个個次天日年人句步件处處家名".contains(c)),
        _ => false,
    };
    let before = || text.get(..at).and_then(|text| text.chars().next_back());
    let tied = || before().is_some_and(|c| c.is_ascii_digit() || table::digit(c).is_some() || table::unit(c).is_some());
    (reads && !tied()).then_some(behind)
}

/// Whether the look-alike zeros at `at`, at most three, are followed by a Han digit that goes on with the row, or by 年.
pub(super) fn zeros_within(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let mut behind = rest.chars().skip_while(|&c| table::zero_like(c));
    let zeros = rest.chars().take(4).take_while(|&c| table::zero_like(c)).count();
    let goes_on = |c| table::digit(c).is_some() && !table::counts_only(c);
    zeros < 4 && behind.next().is_some_and(|c| goes_on(c) || c == '年')
}

/// Neighbouring digits that state a range (GB/T 15835-2011, 4.2.2): 二三, 七八, and 三五.
pub(super) fn neighbours((low, high): (u8, u8)) -> bool {
    low > 0 && (high == low + 1 || (low, high) == (3, 5))
}

/// The unit at `at`, behind blanks: its power and the place behind it.
pub(super) fn unit(text: &str, at: usize, arabic: bool) -> Option<(u32, usize)> {
    let (c, end) = peek(text, skip_blanks(text, at))?;
    let power = table::unit(c)?;
    let next = peek(text, end).map(|(c, _)| c);
    let metric = next.is_some_and(|c| METRIC.has(c));
    let other = match c {
        // 500兆 is a bandwidth unless money or more digits follow.
        '兆' => metric || arabic && !next.is_some_and(|c| "亿億元零".contains(c) || c.is_ascii_digit()),
        '千' | '百' if arabic => metric || c == '百' && text.get(end..).is_some_and(|rest| rest.starts_with("分点")),
        _ => false,
    };
    (!other).then_some((power, end))
}

/// Whether the 千 or 百 at `at` may be a prefix of the metric system.
pub(super) fn metric_prefix(text: &str, at: usize) -> bool {
    peek(text, at).and_then(|(_, end)| peek(text, end)).is_some_and(|(c, _)| METRIC.has(c))
}

/// The 余, 多 or 来 at `at`, behind blanks: the place behind it.
pub(super) fn excess(text: &str, at: usize) -> Option<usize> {
    let (c, end) = peek(text, skip_blanks(text, at))?;
    table::excess(c).then_some(end)
}

/// The 点 at `at`, behind blanks: the place of the digit behind it.
pub(super) fn point(text: &str, at: usize) -> Option<usize> {
    let (_, end) = peek(text, skip_blanks(text, at)).filter(|&(c, _)| matches!(c, '点' | '點'))?;
    let at = skip_blanks(text, end);
    let (c, _) = peek(text, at)?;
    (c.is_ascii_digit() || table::digit(c).is_some() && !table::counts_only(c)).then_some(at)
}
