//! The lines of a text（行）, with what one line alone can tell.

use std::ops::Range;

/// A line that is not blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Without white space at either end.
    pub(super) span: Range<usize>,
    /// From the line break before to the one after.
    pub(super) whole: Range<usize>,
    /// Columns it takes in print: two for a Chinese character.
    pub(super) width: usize,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
    /// What it is by itself.
    pub(super) kind: Kind,
}

/// What a line can be by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// A lone number, percentage or blank mark: a cell that lost its table.
    Value,
    /// One character that is no value: a column that was set one character a line.
    Character,
    /// The number of a printed page.
    PageNumber,
}

/// The lines of `text` that are not blank.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut gap = false;
    for whole in breaks(text) {
        let line = text.get(whole.clone()).unwrap_or_default();
        let words = line.trim();
        if words.is_empty() {
            gap = true;
            continue;
        }
        let start = whole.start + (line.len() - line.trim_start().len());
        let span = start..start + words.len();
        lines.push(Line { span, whole, width: width(words), gap, kind: kind(words) });
        gap = false;
    }
    lines
}

/// The ranges between line breaks: LF, CR LF or CR.
fn breaks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let range = start..start + end;
        let length = if rest.get(end..end + 2) == Some(b"\r\n") { 2 } else { 1 };
        start += end + length;
        Some(range)
    })
}

fn width(words: &str) -> usize {
    words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn kind(words: &str) -> Kind {
    if words.len() > 40 {
        Kind::Text
    } else if is_page_number(words) {
        Kind::PageNumber
    } else if is_value(words) {
        Kind::Value
    } else if words.chars().nth(1).is_none() {
        Kind::Character
    } else {
        Kind::Text
    }
}

/// A lone value of a table: `1136`, `7,730.28`, `95%`, `-3`, `/`, `—`.
pub(in crate::page) fn is_value(words: &str) -> bool {
    if matches!(words, "/" | "／" | "-" | "－" | "—" | "——" | "--") {
        return true;
    }
    let digits = words.trim_start_matches(['-', '－', '−', '+']);
    let digits = digits.trim_end_matches(['%', '％']);
    digits.starts_with(is_digit) && digits.chars().all(|c| is_digit(c) || matches!(c, '.' | ',' | '，' | '．'))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// `- 3 -`, `—3—`, `第3页`, `第 3 页 共 12 页`.
pub(super) fn is_page_number(words: &str) -> bool {
    const DASHES: [char; 5] = ['-', '－', '—', '–', '·'];
    let is_number = |words: &str| is_bare_page_number(words.trim());
    let inner = words.trim_matches(DASHES);
    if inner.len() < words.len() && words.starts_with(DASHES) && words.ends_with(DASHES) && is_number(inner) {
        return true;
    }
    let Some(rest) = words.strip_prefix('第') else { return false };
    let Some((number, rest)) = rest.split_once('页') else { return false };
    let total = rest.trim().trim_start_matches(['/', '，', ',']).trim_start();
    let total = total.strip_prefix('共').and_then(|total| total.strip_suffix('页'));
    is_number(number) && (rest.trim().is_empty() || total.is_some_and(is_number))
}

fn is_bare_page_number(words: &str) -> bool {
    !words.is_empty() && words.chars().all(is_digit) && words.chars().count() <= 4
}

/// Whether a new item begins: `（一）`, `一、`, `1.`, `①`, `第二条`.
pub(super) fn is_enumerated(words: &str) -> bool {
    let words = words.trim_start();
    let number = words.trim_start_matches(['（', '(', '第']);
    let opened = number.len() < words.len();
    let rest = number.trim_start_matches(|c: char| is_digit(c) || "一二三四五六七八九十百".contains(c));
    let counted = rest.len() < number.len() && number.len() - rest.len() <= 15;
    match rest.chars().next() {
        Some('、' | '）' | ')' | '章' | '节' | '条' | '项') => counted,
        // `1.属于…`, but not `1.5`.
        Some('.' | '．') => counted && !opened && !rest.chars().nth(1).is_some_and(is_digit),
        _ => words.starts_with(|c: char| ('①'..='⑳').contains(&c) || ('㈠'..='㈩').contains(&c)),
    }
}

/// Whether a sentence, or a clause that stands alone, ends here.
pub(super) fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['”', '’', '"', '」', '』', '）', ')']);
    words.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        lines(text).into_iter().map(|line| line.kind).collect()
    }

    #[test]
    fn lines_end_at_any_break() {
        let found = lines("一\r\n\r\n 二二 \r三三\n四四");
        let spans: Vec<_> = found.iter().map(|line| (line.span.clone(), line.gap)).collect();
        assert_eq!(spans, [(0..3, false), (8..14, true), (16..22, false), (23..29, false)]);
    }

    #[test]
    fn values_and_page_numbers() {
        use Kind::{Character, PageNumber, Text, Value};
        assert_eq!(kinds("1136\n7,730.28\n95%\n/\n—\n-3\n１２"), [Value; 7]);
        assert_eq!(kinds("- 3 -\n—12—\n－4－\n第3页\n第 3 页 共 12 页\n第1页/共9页"), [PageNumber; 6]);
        assert_eq!(kinds("本\n、\n12件\n2.1号\n第3页的表"), [Character, Character, Text, Text, Text]);
        // A bare number may as well be a cell, even at the foot of a page.
        assert_eq!(kinds("文\n3\n\u{C}题目"), [Character, Value, Text]);
    }

    #[test]
    fn items() {
        for words in
            ["（一）予以公开", "一、总体", "1.属于国家秘密", "2．其他", "①甲", "第二十条第（一）项", "(3)乙", "3、丙"]
        {
            assert!(is_enumerated(words), "{words}");
        }
        for words in ["1.5倍", "2023年", "信息内容", "一件", "（区分处理的）", "十分重要"] {
            assert!(!is_enumerated(words), "{words}");
        }
    }
}
