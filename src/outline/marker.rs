//! The numbers before headings（结构层次序数）.
//!
//! GB/T 9704-2012, 7.3.3 asks for 一、 → （一） → 1. → （1）, and custom adds ①. Legal texts have 编, 章, 节, 条. The wild has
//! every mixture of widths, marks that are missing, and signs that Unicode keeps as one character (⒈ ⑴ ㈠ ①).

use crate::{
    span::floor_boundary,
    text::numeral::{self, Numeral},
};

/// The kinds of numbering, in the order in which the standard nests them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Class {
    /// 第一编
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Division,
    /// A heading without a number.
    Plain,
    /// 一、
    Han,
    /// 第一条
    Article,
    /// （一）
    HanBracket,
    /// 1.
    Digit,
    /// 1.1
    Dotted,
    /// 1.1.1
    DottedTwice,
    /// （1）
    DigitBracket,
    /// ①
    Circled,
}

/// A marker at the start of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Marker {
    /// What kind it is.
    pub(super) class: Class,
    /// The number it says.
    pub(super) ordinal: u32,
    /// Bytes of the marker, its mark included, white space after it not.
    pub(super) len: usize,
    /// Whether it is sure on its own. `一 概述` and `第三条规定` are markers only where they continue a sequence.
    pub(super) sure: bool,
}

/// The longest marker in bytes: `（二十一）、` with room. No number of a heading is longer.
const LONGEST: usize = 30;

/// Signs after which a number at the start of a line is a value: 1.5万条, 1.2倍, 3.5%.
const VALUE_AFTER_DECIMAL: &str = "万亿千百十倍元条件个次年月日份家项人平米公里吨分成折号%％‰";

/// What makes 一、二… a list of numbers and no heading: 一、二期工程, 三、四季度.
const LISTED_AFTER: &str = "、期季批级类号章条节日月线环";

/// After 第…条 these go on with a sentence: 第三条规定.
const ARTICLE_GOES_ON: &str = "规第款项的至和、，,及所之中";

/// Single characters that are a whole marker: first of the run, how many, class.
const WHOLE: [(char, u32, Class); 5] = [
    ('①', 20, Class::Circled),
    ('⑴', 20, Class::DigitBracket),
    ('⒈', 20, Class::Digit),
    ('㈠', 10, Class::HanBracket),
    ('❶', 10, Class::Circled),
];

/// Reads the marker that `line` begins with. `line` has no white space in front.
pub(super) fn read(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    if let Some(marker) = whole(line, first) {
        return Some(marker);
    }
    match first {
        '第' => legal(line),
        '（' | '(' | '﹙' | '〔' => bracketed(line, first),
        '0'..='9' | '０'..='９' => digits(line),
        _ if numeral_of(line).is_some() || matches!(first, 'ー' | 'ニ') => han(line),
        _ => None,
    }
}

/// ⒈ ⑴ ㈠ ①: the mark is part of the character.
fn whole(line: &str, first: char) -> Option<Marker> {
    let (start, _, class) =
        WHOLE.into_iter().find(|&(start, count, _)| (start as u32..start as u32 + count).contains(&(first as u32)))?;
    let len = first.len_utf8();
    Some(Marker { class, ordinal: first as u32 - start as u32 + 1, len: with_mark(line, len, "、.．"), sure: true })
}

/// 第一编, 第一章, 第一节, 第一条.
fn legal(line: &str) -> Option<Marker> {
    let number = numeral_of(line.get('第'.len_utf8()..)?)?;
    let ordinal = ordinal(&number)?;
    let at = '第'.len_utf8() + number.range.end;
    let rest = line.get(at..)?;
    let word = rest.chars().next()?;
    let class = match word {
        '编' => Class::Part,
        '章' => Class::Chapter,
        '节' => Class::Division,
        '条' => Class::Article,
        _ => return None,
    };
    let len = at + word.len_utf8();
    let next = line.get(len..)?.chars().next();
    if class == Class::Article && next.is_some_and(|c| ARTICLE_GOES_ON.contains(c)) {
        return None;
    }
    let sure = next.is_none_or(|c| c.is_whitespace() || c == '　');
    Some(Marker { class, ordinal, len, sure })
}

/// （一） and （1）, widths mixed as they come, with a 、 too many after it.
fn bracketed(line: &str, open: char) -> Option<Marker> {
    let inner = open.len_utf8();
    let body = line.get(inner..)?.trim_start();
    let start = line.len() - body.len();
    let (class, number, end) = match body.chars().next()? {
        // OCR reads （一） as (-).
        '-' | '－' | '—' => (Class::HanBracket, 1, start + body.chars().next()?.len_utf8()),
        first => {
            let number = numeral_of(body)?;
            let class = if first.is_ascii_digit() || ('０'..='９').contains(&first) {
                Class::DigitBracket
            } else {
                Class::HanBracket
            };
            (class, ordinal(&number)?, start + number.range.end)
        }
    };
    let rest = line.get(end..)?;
    let closed = rest.trim_start();
    let close = closed.chars().next().filter(|c| matches!(c, '）' | ')' | '﹚' | '〕'))?;
    let len = end + (rest.len() - closed.len()) + close.len_utf8();
    (len <= LONGEST).then(|| Marker { class, ordinal: number, len: with_mark(line, len, "、.．"), sure: true })
}

/// 一、 with its variants 一. 一， and the bare `一 `.
fn han(line: &str) -> Option<Marker> {
    let (end, ordinal) = match numeral_of(line) {
        Some(number) => (number.range.end, ordinal(&number)?),
        // Kana that look like numerals: ー、 ニ、
        None => match line.chars().next()? {
            'ー' => ('ー'.len_utf8(), 1),
            _ => ('ニ'.len_utf8(), 2),
        },
    };
    if ordinal > 99 {
        return None;
    }
    let rest = line.get(end..)?;
    let mark = rest.chars().next()?;
    let after = rest.get(mark.len_utf8()..)?;
    let class = Class::Han;
    match mark {
        '、' | '､' => {
            let listed = numeral_of(after).is_some_and(|next| {
                let follows = after.get(next.range.end..).and_then(|rest| rest.chars().next());
                self::ordinal(&next) == Some(ordinal + 1) && follows.is_some_and(|c| LISTED_AFTER.contains(c))
            });
            (!listed).then_some(Marker { class, ordinal, len: end + mark.len_utf8(), sure: true })
        }
        '.' | '．' | '，' | ',' | '：' | ':' => {
            Some(Marker { class, ordinal, len: end + mark.len_utf8(), sure: false })
        }
        c if c.is_whitespace() => Some(Marker { class, ordinal, len: end, sure: false }),
        _ => None,
    }
}

/// 1. 1、 1． and 1.1, 1.1.1; `1)` with its left bracket lost. `1.5万条` and `2015.3.2` are values.
fn digits(line: &str) -> Option<Marker> {
    let mut parts: Vec<u32> = Vec::with_capacity(3);
    let mut at = 0;
    loop {
        let digits = line.get(at..)?;
        let width: usize = digits.chars().take_while(|&c| digit(c).is_some()).take(4).map(char::len_utf8).sum();
        let number = digits.get(..width)?.chars().try_fold(0, |sum: u32, c| Some(sum * 10 + digit(c)?))?;
        if width == 0 || number == 0 || number > 99 || parts.len() == 3 {
            return None;
        }
        parts.push(number);
        at += width;
        let rest = line.get(at..)?;
        let mark = rest.chars().next()?;
        let after = rest.get(mark.len_utf8()..)?;
        let next = after.chars().next();
        let ordinal = number;
        let marked = at + mark.len_utf8();
        match (mark, parts.len()) {
            ('.' | '．', _) if next.is_some_and(|c| digit(c).is_some()) => at = marked,
            ('.' | '．' | '、' | '､', 1) => {
                let listed = mark == '、' && next.is_some_and(|c| digit(c).is_some());
                return (!listed).then_some(Marker { class: Class::Digit, ordinal, len: marked, sure: true });
            }
            ('）' | ')', 1) => return Some(Marker { class: Class::DigitBracket, ordinal, len: marked, sure: false }),
            ('，' | ',', 1) if next.is_none_or(|c| digit(c).is_none()) => {
                return Some(Marker { class: Class::Digit, ordinal, len: marked, sure: false });
            }
            (_, 1) => return None,
            (_, count) => {
                let value = VALUE_AFTER_DECIMAL.contains(mark) || mark.is_ascii_punctuation();
                let class = if count == 2 { Class::Dotted } else { Class::DottedTwice };
                let len = if matches!(mark, '.' | '．' | '、') { marked } else { at };
                return (!value).then_some(Marker { class, ordinal, len, sure: false });
            }
        }
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The numeral that `text` begins with.
fn numeral_of(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if !first.is_ascii_digit() && !('０'..='９').contains(&first) && !"一二三四五六七八九十廿卅百零〇两".contains(first)
    {
        return None;
    }
    let end = floor_boundary(text, LONGEST);
    let mut found = Vec::new();
    numeral::scan(text.get(..end)?, &mut found);
    found.into_iter().next().filter(|number| number.range.start == 0)
}

fn ordinal(number: &Numeral) -> Option<u32> {
    number.value.filter(|value| value.is_integer()).and_then(|value| value.try_into().ok()).filter(|&n| n > 0)
}

/// `len`, and a mark of `marks` that stands there too many.
fn with_mark(line: &str, len: usize, marks: &str) -> usize {
    let next = line.get(len..).and_then(|rest| rest.chars().next());
    len + next.filter(|&c| marks.contains(c)).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Option<(Class, u32, &str)> {
        read(line).map(|marker| (marker.class, marker.ordinal, &line[..marker.len]))
    }

    #[test]
    fn the_four_layers_of_the_standard_and_their_variants() {
        assert_eq!(seen("一、总体情况"), Some((Class::Han, 1, "一、")));
        assert_eq!(seen("十二、附则"), Some((Class::Han, 12, "十二、")));
        assert_eq!(seen("（一）加强领导"), Some((Class::HanBracket, 1, "（一）")));
        assert_eq!(seen("( 三 )、完善制度"), Some((Class::HanBracket, 3, "( 三 )、")));
        assert_eq!(seen("（二)混排"), Some((Class::HanBracket, 2, "（二)")));
        assert_eq!(seen("1.网站建设"), Some((Class::Digit, 1, "1.")));
        assert_eq!(seen("２．网站建设"), Some((Class::Digit, 2, "２．")));
        assert_eq!(seen("3、网站建设"), Some((Class::Digit, 3, "3、")));
        assert_eq!(seen("(4)热线"), Some((Class::DigitBracket, 4, "(4)")));
        assert_eq!(seen("5)热线"), Some((Class::DigitBracket, 5, "5)")));
        assert_eq!(seen("②其他"), Some((Class::Circled, 2, "②")));
        assert_eq!(seen("㈢其他"), Some((Class::HanBracket, 3, "㈢")));
        assert_eq!(seen("⒉其他"), Some((Class::Digit, 2, "⒉")));
        assert_eq!(seen("⑶其他"), Some((Class::DigitBracket, 3, "⑶")));
        assert_eq!(seen("2.1 目标"), Some((Class::Dotted, 1, "2.1")));
        assert_eq!(seen("2.1.3 目标"), Some((Class::DottedTwice, 3, "2.1.3")));
    }

    #[test]
    fn legal_texts() {
        assert_eq!(seen("第二章　公开的范围"), Some((Class::Chapter, 2, "第二章")));
        assert_eq!(seen("第三十二条　年度报告"), Some((Class::Article, 32, "第三十二条")));
        assert_eq!(seen("第三十二条规定，年度报告"), None);
        assert_eq!(seen("第二十条第（一）项"), None);
        assert_eq!(seen("第一时间公开"), None);
    }

    #[test]
    fn look_alikes() {
        assert_eq!(seen("(-)组织领导"), Some((Class::HanBracket, 1, "(-)")));
        assert_eq!(seen("ー、总体情况"), Some((Class::Han, 1, "ー、")));
        assert_eq!(seen("二 政府信息公开"), Some((Class::Han, 2, "二")));
        assert!(!read("二 政府信息公开").unwrap().sure);
    }

    #[test]
    fn values_dates_and_lists_are_no_markers() {
        for line in [
            "1.5万条信息",
            "2015.3.2发布",
            "1.2亿元",
            "2016年工作",
            "3月5日",
            "5·15",
            "12345热线",
            "三、四季度工作安排",
            "1、2月份数据",
            "一、二期工程进展",
            "三公经费公开",
            "十三五规划",
            "一是加强领导",
            "一方面，",
            "1,942条",
        ] {
            assert_eq!(seen(line), None, "{line}");
        }
        assert_eq!(seen("二、三公经费公开"), Some((Class::Han, 2, "二、")));
        assert_eq!(seen("一、2015年工作回顾"), Some((Class::Han, 1, "一、")));
    }
}
