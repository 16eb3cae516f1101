//! The characters of numerals（数字用字）.

use crate::text::char_set::CharSet;

/// What begins a numeral.
pub(super) const STARTS: CharSet = CharSet::of(concat!(
    "0123456789.-+",
    "零〇一二三四五六七八九十百千万亿兆两",
    "壹贰叁肆伍陆柒捌玖拾佰仟廿卅卌幺俩仨半几数若负",
    "萬億兩貳貮參叄陸倆幾數負弍弎弌参"
));

/// What begins a word unless a numeral goes on behind it or the word ends there: 数据, 参加, 队伍的.
pub(super) static MOSTLY_WORDS: CharSet = CharSet::of("数數若参參陆陸伍肆拾");

/// What may carry on a numeral that begins with one digit or row of digits. Most end before it.
pub(super) static CARRIES_ON: CharSet = CharSet::of(concat!(
    "0123456789.,， 零〇○◯一二三四五六七八九十百千万亿兆两壹贰叁肆伍陆柒捌玖拾佰仟廿卅卌幺俩仨半几数",
    "萬億兩貳貮參叄陸倆幾數弍弎弌参点點分又余餘多来來OoΟО",
));

/// The digit that a character writes.
pub(super) fn digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' | '○' | '◯' => 0,
        '一' | '壹' | '幺' | '弌' => 1,
        '二' | '贰' | '貳' | '貮' | '弍' | '两' | '兩' | '俩' | '倆' => 2,
        '三' | '叁' | '參' | '叄' | '参' | '弎' | '仨' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// 两 and its like: a digit that counts, and never stands in a row of digits or behind the point.
pub(super) fn counts_only(c: char) -> bool {
    matches!(c, '两' | '兩' | '俩' | '倆' | '仨')
}

/// The zeros that stand in a row of digits written by hand: 二○一五, 二O一五, 二00六.
pub(super) fn zero_like(c: char) -> bool {
    matches!(c, '零' | '〇' | '○' | '◯' | 'O' | 'o' | '0' | 'Ο' | 'О')
}

/// The power of ten that a unit stands for.
pub(super) fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// 廿, 卅 and 卌: tens with their digit.
pub(super) fn tens(c: char) -> Option<u8> {
    match c {
        '廿' => Some(2),
        '卅' => Some(3),
        '卌' => Some(4),
        _ => None,
    }
}

/// 几 and 数: a digit that nobody knows.
pub(super) fn unknown(c: char) -> bool {
    matches!(c, '几' | '幾' | '数' | '數')
}

/// 余 and 多: more than the numeral says.
pub(super) fn excess(c: char) -> bool {
    matches!(c, '余' | '餘' | '多' | '来' | '來')
}

/// Financial digits that are words of their own when alone: 陆地, 队伍, 放肆, 收拾, 参加.
pub(super) fn homograph(c: char) -> bool {
    matches!(c, '陆' | '陸' | '伍' | '肆' | '拾' | '参' | '參')
}

/// What a prefix of the metric system stands before: in 50千瓦 and 300兆瓦 the 千 and the 兆 belong to the unit.
pub(super) static METRIC: CharSet = CharSet::of("瓦克米伏赫卡焦帕字比欧安巴乏牛贝");
