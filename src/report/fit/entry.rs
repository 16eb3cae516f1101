//! What one cell says（单元格内容）.

use rust_decimal::Decimal;

use crate::{Span, report::Entry};

/// Measure words that may follow a count, longest first.
pub(crate) const UNITS: [&str; 27] = [
    "件次",
    "人次",
    "条次",
    "场次",
    "万元",
    "亿元",
    "余条",
    "平方米",
    "条",
    "件",
    "份",
    "宗",
    "起",
    "例",
    "次",
    "场",
    "期",
    "篇",
    "个",
    "家",
    "项",
    "名",
    "人",
    "元",
    "部",
    "类",
    "处",
];

/// The mark of a footnote, behind a label or a count.
pub(crate) fn is_footnote(c: char) -> bool {
    matches!(c, '*' | '＊' | '※' | '①'..='⑳')
}

/// Words that say there is none.
const NONE: [&str; 7] = ["无", "暂无", "没有", "未收到", "未发生", "无此项", "无此项内容"];

/// What a cell says, with the place of the words of its value.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Content {
    pub(crate) entry: Entry,
    pub(crate) unit: Option<String>,
    pub(crate) approximate: bool,
    pub(crate) span: Span,
}

impl Content {
    fn new(entry: Entry, span: Span) -> Self {
        Self { entry, unit: None, approximate: false, span }
    }
}

/// Whether `text` is nothing but strokes: `/`, `—`, `--`.
pub(crate) fn is_stroke(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| matches!(c, '/' | '／' | '\\' | '-' | '－' | '–' | '—' | '―' | '─' | '*' | '＼'))
}

/// The numeral that begins `text`: its bytes and its value; `None` in the value where it is too long to be exact.
///
/// ASCII and full-width digits, a sign, commas between groups of three, one decimal point.
pub(crate) fn numeral(text: &str) -> Option<(usize, Option<Decimal>)> {
    let mut plain = String::new();
    let mut end = 0;
    let mut point = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let c = if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0)? } else { c };
        let digit_follows = chars.peek().is_some_and(|&(_, c)| c.is_ascii_digit() || ('０'..='９').contains(&c));
        match c {
            '0'..='9' => {
                plain.push(c);
                end = at + text.get(at..)?.chars().next()?.len_utf8();
            }
            '+' | '＋' if at == 0 && digit_follows => {}
            '-' | '－' | '−' | '﹣' if at == 0 && digit_follows => {
                plain.push('-');
            }
            ',' | '，' if digit_follows && !point && grouped(text.get(at + c.len_utf8()..)?) && !plain.is_empty() => {}
            '.' | '．' if digit_follows && !point && !plain.is_empty() => {
                point = true;
                plain.push('.');
            }
            _ => break,
        }
    }
    (end > 0).then(|| (end, if plain.len() > 20 { None } else { plain.parse().ok() }))
}

/// Whether exactly three digits follow.
fn grouped(text: &str) -> bool {
    let digits = text.chars().take(4).take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count();
    digits == 3
}

/// Length of the note in brackets that begins `text`.
fn note(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '(' | '（' => [')', '）'],
        '[' | '［' | '【' => [']', '】'],
        _ => return None,
    };
    text.char_indices().take(120).find(|(_, c)| close.contains(c)).map(|(at, c)| at + c.len_utf8())
}

/// A cell that is a few digits and nothing else, as most are.
fn count(text: &str, base: usize) -> Option<Content> {
    if text.is_empty() || text.len() > 9 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = text.bytes().fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some(Content::new(Entry::Number(number.into()), Span::new(base, base + text.len())))
}

/// Reads a cell. `base` is where `text` begins in the document.
pub(crate) fn read(text: &str, base: usize) -> Content {
    if let Some(content) = count(text, base) {
        return content;
    }
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '|'));
    let start = base
        + (text.len()
            - text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '|')).len());
    let whole = Span::new(start, start + trimmed.len());
    if trimmed.is_empty() {
        return Content::new(Entry::Blank, Span::new(base, base + text.len()));
    }
    if is_stroke(trimmed) {
        return Content::new(Entry::NotApplicable, whole);
    }
    if NONE.contains(&trimmed.trim_end_matches(['。', '；'])) {
        return Content::new(Entry::StatedNone, whole);
    }
    // 无（见附件）.
    let bare = trimmed.find(['（', '(']).and_then(|at| Some((trimmed.get(..at)?.trim_end(), trimmed.get(at..)?)));
    if let Some((word, rest)) = bare.filter(|(word, _)| NONE.contains(word))
        && note(rest) == Some(rest.len())
    {
        return Content::new(Entry::StatedNone, Span::new(start, start + word.len()));
    }
    if trimmed == "零" {
        return Content::new(Entry::Number(Decimal::ZERO), whole);
    }
    counted(trimmed, start).unwrap_or_else(|| Content::new(Entry::Unreadable, whole))
}

/// A number with all that may stand around it in a cell: 约22件（其中修订16件）.
fn counted(text: &str, base: usize) -> Option<Content> {
    let mut approximate = false;
    let mut at = 0;
    for word in ["约", "近", "共", "￥", "¥"] {
        if let Some(rest) = text.get(at..)?.strip_prefix(word) {
            approximate |= word == "约" || word == "近";
            at = text.len() - rest.len();
        }
    }
    let begin = at;
    let (length, amount) = numeral(text.get(at..)?)?;
    let mut amount = amount?;
    at += length;
    // Groups of three set apart by a space: 1 942.
    let spaced = text.get(begin..)?;
    if let Some((length, joined)) = spaced_groups(spaced) {
        at = begin + length;
        amount = joined;
    }
    let rest = text.get(at..)?;
    at += rest.len() - rest.trim_start().len();
    let rest = text.get(at..)?;
    if let Some(rest) = rest.strip_prefix('余').or_else(|| rest.strip_prefix('多')) {
        approximate = true;
        at = text.len() - rest.len();
    }
    let mut unit = None;
    let mut end = at;
    let rest = text.get(at..)?;
    if let Some(word) = UNITS.iter().find(|unit| rest.starts_with(**unit)) {
        unit = Some((*word).to_owned());
        at += word.len();
        end = at;
    } else if let Some(rest) = rest.strip_prefix('万') {
        amount = amount.checked_mul(Decimal::from(10_000))?;
        at += "万".len();
        end = at;
        if let Some(word) = UNITS.iter().find(|unit| rest.starts_with(**unit)) {
            unit = Some((*word).to_owned());
            at += word.len();
            end = at;
        }
    }
    // Notes in brackets and marks of footnotes, to the end of the cell.
    loop {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start().trim_start_matches(is_footnote);
        if trimmed.is_empty() || matches!(trimmed, "。" | "；" | "," | "，") {
            break;
        }
        at += rest.len() - trimmed.len() + note(trimmed)?;
    }
    let end = if end < begin + length { begin + length } else { end };
    let span = Span::new(base + begin, base + text.get(..end)?.trim_end().len());
    Some(Content { entry: Entry::Number(amount.normalize()), unit, approximate, span })
}

/// `1 942 360`: groups of three digits after the first of one to three.
fn spaced_groups(text: &str) -> Option<(usize, Decimal)> {
    let mut plain = String::new();
    let mut at = 0;
    let mut groups = 0;
    loop {
        let digits = text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
        let fits = if groups == 0 { (1..=3).contains(&digits) } else { digits == 3 };
        if !fits {
            return None;
        }
        plain.push_str(text.get(at..at + digits)?);
        at += digits;
        groups += 1;
        let Some(rest) = text.get(at..)?.strip_prefix([' ', '\u{A0}']) else { break };
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        at = text.len() - rest.len();
    }
    (groups > 1 && groups < 7 && !plain.starts_with('0')).then(|| plain.parse().ok().map(|n| (at, n)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> (Entry, String, bool) {
        let content = read(text, 0);
        (content.entry, content.unit.unwrap_or_default(), content.approximate)
    }

    #[test]
    fn zero_none_blank_and_strokes_are_four_things() {
        assert_eq!(said("0").0, Entry::Number(Decimal::ZERO));
        assert_eq!(said("无").0, Entry::StatedNone);
        assert_eq!(said("无（见附件2）").0, Entry::StatedNone);
        assert_eq!(said("无法（见附件2）").0, Entry::Unreadable);
        assert_eq!(said(" \u{A0}　").0, Entry::Blank);
        assert_eq!(said("/").0, Entry::NotApplicable);
        assert_eq!(said("——").0, Entry::NotApplicable);
        assert_eq!(said("见附件").0, Entry::Unreadable);
    }

    #[test]
    fn a_count_keeps_its_unit_and_leaves_its_note() {
        let number = |n: &str| Entry::Number(n.parse().unwrap());
        assert_eq!(said("22（其中修订 16 件）"), (number("22"), String::new(), false));
        assert_eq!(said("251000元"), (number("251000"), "元".into(), false));
        assert_eq!(said("160.5964万元"), (number("160.5964"), "万元".into(), false));
        assert_eq!(said("１，９４２条"), (number("1942"), "条".into(), false));
        assert_eq!(said("1 942"), (number("1942"), String::new(), false));
        assert_eq!(said("1.2万条"), (number("12000"), "条".into(), false));
        assert_eq!(said("12①"), (number("12"), String::new(), false));
        assert_eq!(said("12件 *（见说明）"), (number("12"), "件".into(), false));
        assert_eq!(said("①12").0, Entry::Unreadable);
        assert_eq!(said("+1036").0, number("1036"));
        assert_eq!(said("－8").0, number("-8"));
        assert_eq!(said("1200余条"), (number("1200"), "条".into(), true));
        let text = "共22件（其中修订 16 件）";
        assert_eq!(read(text, 0).span.of(text), "22件");
    }

    #[test]
    fn a_numeral_ends_where_it_can_be_no_longer() {
        let begins = |text: &str| numeral(text).map(|(length, n)| (length, n.map(|n| n.to_string())));
        for (text, length, value) in [
            ("5-8", 1, "5"),
            ("5+8", 1, "5"),
            ("-5条", 2, "-5"),
            ("＋5", 4, "5"),
            ("1,234,567", 9, "1234567"),
            ("1,2345", 1, "1"),
            ("1.5,234", 3, "1.5"),
            ("1.2.3", 3, "1.2"),
            ("5.", 1, "5"),
            ("5．２", 7, "5.2"),
            ("12345678901234567890", 20, "12345678901234567890"),
        ] {
            assert_eq!(begins(text), Some((length, Some(value.to_owned()))), "{text}");
        }
        for text in ["", "--5", "-", ".5", ",234", "条5"] {
            assert_eq!(begins(text), None, "{text}");
        }
        assert_eq!(begins("123456789012345678901"), Some((21, None)));
    }

    #[test]
    fn what_may_stand_around_a_count() {
        let number = |n: i64| Entry::Number(n.into());
        assert_eq!(said("近30"), (number(30), String::new(), true));
        assert_eq!(said("约30"), (number(30), String::new(), true));
        assert_eq!(said("共30件"), (number(30), "件".into(), false));
        assert_eq!(said("￥30元"), (number(30), "元".into(), false));
        assert_eq!(said("30多件"), (number(30), "件".into(), true));
        assert_eq!(said("3万"), (number(30_000), String::new(), false));
        assert_eq!(said("1 942 360"), (number(1_942_360), String::new(), false));
        assert_eq!(said("12件；").0, number(12));
        for text in ["1942 360", "0 360", "1 94", "1 9421", "30件左右", "30（未完"] {
            assert_eq!(said(text).0, Entry::Unreadable, "{text}");
        }
        let text = " ｜ 30 件 ".replace('｜', "|");
        let content = read(&text, 100);
        assert_eq!((content.span.start, content.span.end), (103, 109));
    }

    #[test]
    fn two_numbers_are_not_one() {
        for text in ["12 34", "3/5", "1-6月", "2015年", "12,34", "3、4", "1.2.3"] {
            assert_eq!(said(text).0, Entry::Unreadable, "{text}");
        }
        assert_eq!(said(&"9".repeat(40)).0, Entry::Unreadable);
    }

    #[test]
    fn a_note_is_as_long_as_its_brackets() {
        for (text, words) in [
            ("（其中外文2）7", "（其中外文2）"),
            ("(注）7", "(注）"),
            ("[其中外文2]7", "[其中外文2]"),
            ("【注】7", "【注】"),
            ("［注］7】", "［注］7】"),
        ] {
            assert_eq!(note(text), Some(words.len()), "{text}");
        }
        for text in ["", "7（注）", "（注]7", "[注）7"] {
            assert_eq!(note(text), None, "{text}");
        }
    }
}
