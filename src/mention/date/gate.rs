//! The gate before the readings: a look at the next few characters tells most numbers and words that are no time.

use super::{cursor::Cursor, festival::LAST};
use crate::text::char_set::CharSet;

/// Units that follow a number of time, by their first character.
static UNITS: CharSet = CharSet::of("年月日号號天周週季时時小分秒世星礼禮工自昼刻钟鐘点點");
/// Units behind 个: 13个部门 counts no time.
static COUNTED: CharSet = CharSet::of("月小星礼禮季工自钟鐘世昼年日分秒");
/// Signs and words between two numbers of time.
static BETWEEN: CharSet = CharSet::of("-./—–―─~～－至到、或 起");

/// What behind digits may make a time of them: [`UNITS`], [`BETWEEN`], and what [`number`] steps over.
static GOES_ON: CharSet =
    CharSet::of(":：多余餘来來个個的Oo〇○零◯一二三四五六七八九十百千廿卅两兩几幾半").union(&UNITS).union(&BETWEEN);
/// Every character that [`second`] names: most words that begin like a word of time do not go on with any of them.
pub(in crate::mention) static SECONDS: CharSet = CharSet::of(concat!(
    " 0123456789年天日晚晨春夏秋冬后後半二两三四上月周週季星礼禮一个個世几五六七八九十下些底末初内前期幾兩多百近治至止到从從今去明昨本这正农大光康",
    "乾民公〇德元逢隔间工自小分秒来來拜历曆统中干国國武熙文隆炎乐徽和泰龙顺启宝圣化靖庆祐祯宁符丰通绪观昌平兴",
));

/// What may begin one whatever stands behind it.
pub(in crate::mention) static ALONE: CharSet = CharSet::of("").union(&NUMERALS).union(&LAST);

/// Whether an expression of time may begin with `first`, by a glance at what follows it; `false` is certain.
pub(in crate::mention) fn may_begin(first: char, behind: &str) -> bool {
    is_numeral(first) || LAST.has(first) || behind.chars().next().is_some_and(|next| SECONDS.has(next))
}

/// Whether an expression of time may begin here; `true` costs a try, `false` is certain.
pub(super) fn passes(c: Cursor<'_>) -> bool {
    let mut chars = c.rest().chars();
    let Some(first) = chars.next() else { return false };
    if is_numeral(first) {
        return number(c);
    }
    let Some(next) = chars.next().filter(|&next| second(first).contains(next)) else { return false };
    // 下一步 is the commonest word that begins like 下一年.
    !(next == '一' && matches!(first, '上' | '下' | '这' | '這'))
        || chars.next().is_some_and(|third| BEHIND_ONE.has(third))
}

/// What may stand behind 下一 in an expression of time.
static BEHIND_ONE: CharSet = CharSet::of("个個半几幾 ").union(&UNITS).union(&NUMERALS);

/// Characters before a number with 号 that make no day of it: it is that of a document or a house.
static BEFORE_SERIAL: CharSet = CharSet::of("第.-/〕]）)·");

/// Characters of numbers of time.
static NUMERALS: CharSet = CharSet::of("0123456789〇○零◯一二三四五六七八九十百千廿卅两兩几幾半");

pub(super) fn is_numeral(c: char) -> bool {
    NUMERALS.has(c)
}

/// Whether a run of so many digits may begin an expression of time, by what stands behind it: a glance; `false` is certain.
pub(in crate::mention) fn digits_may_begin(digits: usize, behind: &str) -> bool {
    digits == 8 || behind.chars().next().is_some_and(|c| GOES_ON.has(c) || c.is_ascii_digit())
}

/// A number that time may follow: a unit stands behind it, or behind the next that a sign joins to it.
fn number(c: Cursor<'_>) -> bool {
    let digits = c.rest().bytes().take(12).take_while(u8::is_ascii_digit).count();
    let behind = c.rest().get(digits..).unwrap_or_default();
    if digits > 0 && !digits_may_begin(digits, behind) {
        return false;
    }
    let mut chars = c.rest().chars().take(48).peekable();
    let mut widths = [0_u8; 3];
    for part in 0..3 {
        let width = widths.get_mut(part);
        let mut count = 0;
        while chars.next_if(|&c| is_numeral(c) || matches!(c, 'O' | 'o')).is_some() {
            count += 1;
            if count > 12 {
                return false;
            }
        }
        if count == 0 {
            break;
        }
        if let Some(width) = width {
            *width = count;
        }
        while chars.next_if(|&c| matches!(c, '多' | '余' | '餘' | '来' | '來' | ' ')).is_some() {}
        if chars.next_if(|&c| matches!(c, '个' | '個')).is_some() {
            while chars.next_if(|&c| matches!(c, '多' | '余' | '餘' | '半' | ' ')).is_some() {}
            return chars.peek().is_some_and(|&c| COUNTED.has(c));
        }
        match chars.peek() {
            Some('号' | '號') if part == 0 && c.previous().is_some_and(|before| BEFORE_SERIAL.has(before)) => {
                return false;
            }
            Some(&c) if UNITS.has(c) => return true,
            Some('的') => return count == 4,
            // 上午9:30
            Some(':' | '：') if part == 0 && (1..=2).contains(&digits) => return true,
            // “十四五”时期
            Some('”' | '"' | '期' | '规' | '计' | '以') if part == 0 && digits == 0 => {
                return (2..=3).contains(&count);
            }
            Some(&c) if is_numeral(c) => {}
            Some(&c) if BETWEEN.has(c) => while chars.next_if(|&c| BETWEEN.has(c)).is_some() {},
            _ => break,
        }
    }
    // 2015-05-15, 15.5.2015, 20150515, 2015-05; three numbers without a year are none.
    let [first, second, third] = widths;
    third > 0 && (first == 4 || third == 4) || first == 8 || (first, second, third) == (4, 2, 0)
}

/// The characters that may stand second in a word of time, by its first.
fn second(first: char) -> &'static str {
    match first {
        '今' => "年天日晚晨春夏秋冬后後",
        '去' | '全' => "年",
        '明' => "年天日晚",
        '昨' => "天日晚",
        '来' | '來' => "年",
        '前' => "年天半二两三四23",
        '后' | '後' => "年天半",
        '上' => "上年月周週季星礼禮一个個半世两几二三四五六七八九十1234567890 ",
        '下' => "下年月周週季星礼禮一个個半世两几二三四五六七八九十1234567890 ",
        '本' => "年月周週季星礼禮世日",
        '这' | '這' => "个個一年月周两几些二三四五六七八九十",
        '当' | '當' => "年月日天周季",
        '次' | '翌' => "年月日天周季",
        '年' => "底末初内",
        '月' => "底末初",
        '目' => "前",
        '近' => "日期年几幾两兩些半十一二三四五六七八九多百1234567890 ",
        '最' => "近",
        '同' => "期治",
        '截' => "至止到",
        '自' | '从' | '從' | '在' => "从從今去明昨上本前这年正农大光康乾民公12345678900一二三四五六七八九十〇 ",
        '至' | '迄' => "今德元正",
        '每' => "年月日天周週季星礼禮个個半逢隔间工自小分秒一二三四五六七八九十两几1234567890 ",
        '逢' => "周週星礼禮",
        '按' => "年月日天周季",
        '过' | '過' => "去",
        '未' => "来來",
        '第' => "一二三四六七八九十1234 ",
        '首' => "季",
        '周' | '週' => "一二三四五六日天末",
        '星' => "期",
        '礼' | '禮' => "拜",
        '农' | '農' | '阴' | '陰' | '旧' => "历曆",
        '夏' => "历",
        '公' => "元历",
        '西' => "元",
        '正' => "月统德",
        '冬' | '腊' | '臘' => "月",
        '大' => "前后後年历中",
        '多' => "年天日个個",
        '数' | '數' => "年月天日十百个個周小",
        '若' => "干",
        '分' => "半",
        '民' => "国國",
        '洪' => "武熙",
        '建' => "文隆炎",
        '永' => "乐徽",
        '宣' => "德统和",
        '景' => "泰龙德",
        '天' => "顺启宝圣",
        '成' => "化",
        '弘' => "治",
        '嘉' => "靖庆祐",
        '隆' => "庆",
        '万' => "历",
        '崇' => "祯宁",
        '顺' => "治",
        '康' => "熙",
        '雍' => "正",
        '乾' => "隆符",
        '道' => "光",
        '咸' => "丰通",
        '光' => "绪",
        '武' => "德",
        '贞' => "观元",
        '显' => "庆",
        '神' => "龙",
        '先' => "天",
        '开' => "元",
        '长' => "庆",
        '会' => "昌",
        '太' => "平",
        '庆' => "历",
        '熙' => "宁",
        '元' => "和丰祐月",
        '政' => "和",
        '靖' => "康",
        '绍' => "兴",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{SECONDS, second};

    #[test]
    fn every_second_character_is_known() {
        for first in ' '..='\u{FFFF}' {
            assert!(second(first).chars().all(|next| SECONDS.has(next)), "{first}");
        }
    }
}
