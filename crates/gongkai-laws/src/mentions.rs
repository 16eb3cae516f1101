//! Mentions stand in order, on boundaries, never over each other; and what a mention covers, read alone, says the same.

use gongkai::{
    Found,
    mention::{DateExpr, Form, Mention, find},
};
use rust_decimal::Decimal;

pub(crate) fn law(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let kinds = crate::kinds();
    let mut end = 0;
    for found in find(&text, kinds) {
        assert!(found.span.start >= end && !found.span.is_empty(), "over the one before: {found:?}");
        end = found.span.end;
        let words = text.get(found.span.range()).unwrap_or_else(|| panic!("off the text: {found:?}"));
        let agree = |text: &str| {
            let same = |other: &Found<Mention>| {
                // 之日起31日半 is a length; alone 31日 is a day, which has no half: 半 is the only word that may be left over.
                let rest = words.get(other.span.range().end..);
                let ends = rest == Some("") || rest == Some("半") && found.value.kind() != other.value.kind();
                other.span.start == 0 && ends && agrees(&found.value, &other.value)
            };
            find(text, kinds).iter().any(same)
        };
        // What follows may say what it is, as 年 does of 二0年; and what stands before may have its first digit.
        let same = agree(words) || agree(&text[found.span.range().start..]);
        assert!(
            same || rests_on_context(words),
            "{words:?} is {found:?} in {text:?} and {:?} alone",
            find(words, kinds)
        );
    }
}

/// Whether two readings of the same words agree. Words around them decide between a length of time, a day and a bare number
/// (公示5日, 5日前, 传真20150515), and may say how exact a length is (近三年) or that a date is damaged (2015的5月15日).
fn agrees(in_text: &Mention, alone: &Mention) -> bool {
    let is_time =
        |mention: &Mention| matches!(mention, Mention::Date(_) | Mention::DatePeriod(_) | Mention::Duration(_));
    let is_open = |mention: &Mention| is_time(mention) || matches!(mention, Mention::Number(_));
    if in_text.kind() == alone.kind() {
        let exact = |mention: &Mention| mention.value().replace(['<', '>', '=', '~', '?'], "");
        let same = in_text.value() == alone.value() || (is_time(in_text) && exact(in_text) == exact(alone));
        // 半年内5日前 is five days ago, 5日前 alone before the fifth: the number is the same, what it counts is said around it.
        return same || (is_away(in_text) || is_away(alone)) && figure(in_text) == figure(alone);
    }
    if let Mention::Number(number) = alone
        && let Some(counted) = counted(in_text)
    {
        return digits(counted) == digits(number.value);
    }
    is_open(in_text) && is_time(alone)
}

/// The number of what has a unit, which in 分别为12、15、20人 the last of the row has for all, with its 万.
fn counted(mention: &Mention) -> Option<Decimal> {
    match mention {
        Mention::Quantity(quantity) => Some(quantity.amount),
        Mention::Money(money) => Some(money.amount),
        Mention::Percent(percent) => Some(percent.value),
        _ => None,
    }
}

/// The digits of a number, whatever its power of ten: in 12、15万元 the row's last has the 万 of all, so that what is covered
/// says 12 and the text says 120,000. That the digits are the same is all that the covered words can say.
fn digits(number: Decimal) -> String {
    number.to_string().replace('.', "").trim_matches('0').to_owned()
}

/// 5日前 as five days ago.
fn is_away(mention: &Mention) -> bool {
    matches!(mention, Mention::Date(DateExpr { form: Form::Away { .. }, .. }))
}

/// The digits that its value has, without zeros before them.
fn figure(mention: &Mention) -> String {
    let digits: String = mention.value().chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// 上万元, 上百家, 近萬元, 上兆次: the digit is in the words before.
fn rests_on_context(words: &str) -> bool {
    words.starts_with(['十', '拾', '百', '佰', '千', '仟', '万', '萬', '亿', '億', '兆'])
}
