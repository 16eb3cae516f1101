//! Words that name a stretch of the calendar by its distance from the reference: 去年, 上个月, 下周三, 目前.

use super::cursor::Cursor;
use super::value::{Part, Point, Slot, Year};

/// A point of which nothing is written.
pub(super) const NOTHING: Point =
    Point { lunar: false, year: None, month: None, week: None, weekday: None, day: None, part: None, time: None };

pub(super) const fn year(offset: i16) -> Point {
    Point { year: Some(Year::Offset(offset)), ..NOTHING }
}

const fn month(offset: i16) -> Point {
    Point { month: Some(Slot::Offset(offset)), ..NOTHING }
}

const fn week(offset: i16) -> Point {
    Point { week: Some(Slot::Offset(offset)), ..NOTHING }
}

const fn day(offset: i16) -> Point {
    Point { day: Some(Slot::Offset(offset)), ..NOTHING }
}

const fn part(part: Part, of: Point) -> Point {
    Point { part: Some(part), ..of }
}

/// A word, what it means, and the neighbours that make it part of another word.
struct Word {
    word: &'static str,
    means: Point,
    /// No word of time after one of these: 文明年… is 文明 + 年.
    not_after: &'static str,
    /// Nor before one of these: 前年龄.
    not_before: &'static str,
}

const fn word(word: &'static str, means: Point, not_after: &'static str, not_before: &'static str) -> Word {
    Word { word, means, not_after, not_before }
}

/// Characters that make a new word of a preceding 年: 年检, 年级.
const YEAR_WORDS: &str = "检审级轻龄货薪画票夜饭限纪糕鉴华費费";

/// The words by their first character.
fn words(first: char) -> &'static [Word] {
    match first {
        '今' => {
            const {
                &[
                    word("今年", year(0), "如当", YEAR_WORDS),
                    word("今天", day(0), "", ""),
                    word("今日", day(0), "", ""),
                    word("今晚", part(Part::Evening, day(0)), "", ""),
                    word("今晨", part(Part::Morning, day(0)), "", ""),
                    word("今春", part(Part::Spring, year(0)), "", ""),
                    word("今夏", part(Part::Summer, year(0)), "", ""),
                    word("今秋", part(Part::Autumn, year(0)), "", ""),
                    word("今冬", part(Part::Winter, year(0)), "", ""),
                ]
            }
        }
        '去' => const { &[word("去年", year(-1), "过出失除", YEAR_WORDS)] },
        '明' => {
            const {
                &[
                    word("明年", year(1), "说证表文透光黎清声聪鲜发公英标申简精分阐", YEAR_WORDS),
                    word("明天", day(1), "说证表文透光黎清声聪鲜发公英标申简精分阐", "然气"),
                    word("明日", day(1), "说证表文透光黎清声聪鲜发公英标申简精分阐", ""),
                    word("明晚", part(Part::Evening, day(1)), "", ""),
                ]
            }
        }
        '昨' => {
            const {
                &[
                    word("昨天", day(-1), "", ""),
                    word("昨日", day(-1), "", ""),
                    word("昨晚", part(Part::Evening, day(-1)), "", ""),
                ]
            }
        }
        '来' | '來' => const { &[word("来年", year(1), "以近年月日天将未", YEAR_WORDS)] },
        '前' => {
            const {
                &[
                    word("前年", year(-2), "目以之年月日天当从提", YEAR_WORDS),
                    word("前天", day(-2), "目以之年月日天当从提", "气津然河"),
                ]
            }
        }
        '后' | '後' => {
            const {
                &[
                    word("后年", year(2), "以之年月日天今前最", YEAR_WORDS),
                    word("后天", day(2), "以之年月日天先今前最", "气津然性"),
                    word("後年", year(2), "以之年月日天今前最", YEAR_WORDS),
                    word("後天", day(2), "以之年月日天先今前最", "氣津然性"),
                ]
            }
        }
        '大' => {
            const {
                &[
                    word("大前年", year(-3), "", YEAR_WORDS),
                    word("大前天", day(-3), "", ""),
                    word("大后年", year(3), "", YEAR_WORDS),
                    word("大后天", day(3), "", ""),
                    word("大後天", day(3), "", ""),
                ]
            }
        }
        '全' => const { &[word("全年", year(0), "安完健周齐", "龄年")] },
        '年' => {
            const {
                &[
                    word("年底", part(Part::End, year(0)), "半年几多数每往历近老中青少", ""),
                    word("年末", part(Part::End, year(0)), "半年几多数每往历近老中青少", ""),
                    word("年初", part(Part::Start, year(0)), "半年几多数每往历近老中青少", "中级步一二三"),
                    word("年内", year(0), "半年几多数每往历近老中青少", "容部外设蒙"),
                ]
            }
        }
        '月' => {
            const {
                &[
                    word("月底", part(Part::End, month(0)), "个半月几多数每", ""),
                    word("月末", part(Part::End, month(0)), "个半月几多数每", ""),
                    word("月初", part(Part::Start, month(0)), "个半月几多数每", "中级步"),
                ]
            }
        }
        '目' => const { &[word("目前", part(Part::Now, NOTHING), "项栏科题节名书账曲剧数条", "期往")] },
        '近' => {
            const {
                &[
                    word("近日", part(Part::Recent, NOTHING), "附接将就临靠邻", "点"),
                    word("近期", part(Part::Recent, NOTHING), "附接将就临靠邻", ""),
                ]
            }
        }
        '最' => {
            const { &[word("最近", part(Part::Recent, NOTHING), "", "的一二三四五六七八九十几两个距")] }
        }
        '同' => const { &[word("同期", part(Part::Same, NOTHING), "合协共不", "限")] },
        _ => &[],
    }
}

/// Reads a word of time.
pub(super) fn relative(c: &mut Cursor<'_>) -> Option<Point> {
    let first = c.peek()?;
    if matches!(first, '上' | '下' | '本' | '这' | '這' | '当' | '當' | '次' | '翌')
        && let Some(point) = c.attempt(counted)
    {
        return Some(point);
    }
    let start = *c;
    words(first).iter().find_map(|word| {
        c.attempt(|c| {
            let fits = c.eat(word.word) && !start.after(word.not_after) && !c.next_in(word.not_before);
            fits.then_some(word.means)
        })
    })
}

/// A unit that is counted: its word, the point so many units away, and the neighbours that make another word of it.
type Counted = (&'static str, fn(i16) -> Point, &'static str);

const UNITS: &[Counted] = &[
    ("年度", year, ""),
    ("年", year, YEAR_WORDS),
    ("月份", month, ""),
    ("月", month, "票饼亮经刊嫂球薪租供色光考"),
    ("季度", quarter, ""),
    ("季", quarter, "军节"),
    ("星期", week, ""),
    ("礼拜", week, ""),
    ("禮拜", week, ""),
    ("周", week, "围边转岁密详报刊期年一二三四五六日天"),
    ("週", week, "圍邊轉期年一二三四五六日天"),
    ("世纪", century, ""),
];

fn quarter(offset: i16) -> Point {
    part(Part::Quarter(Slot::Offset(offset)), NOTHING)
}

fn century(offset: i16) -> Point {
    Point { year: Some(Year::Century(Slot::Offset(offset))), ..NOTHING }
}

/// 上年度, 上上周, 下个月, 本季度, 次日: a direction, perhaps 一 and 个, and a unit.
fn counted(c: &mut Cursor<'_>) -> Option<Point> {
    let start = *c;
    let first = c.peek()?;
    let (offset, not_after, days) = match first {
        '上' => {
            let mut count = 0;
            while count < 4 && c.eat("上") {
                count -= 1;
                if count == -4 {
                    return None;
                }
            }
            (count, "以之网线马会路街身早晚岸海地纸墙船车床桌楼山", false)
        }
        '下' => {
            let mut count = 0;
            while c.eat("下") {
                count += 1;
                if count == 4 {
                    return None;
                }
            }
            (count, "以之乡线地天手旗名治部", false)
        }
        '本' => (0, "成基资版文样书课剧根日原标脚", true),
        '这' | '這' => (0, "", false),
        '当' | '當' => (0, "应適适相恰充正", true),
        '次' | '翌' => (1, "一二三四五六七八九十首每数几多再屡历这那本上下两人批场0123456789", true),
        _ => return None,
    };
    if start.after(not_after) {
        return None;
    }
    if c.at == start.at {
        c.at += first.len_utf8();
    }
    let one = c.eat("一") || (c.rest().starts_with("1月") && c.eat("1"));
    let piece = c.eat("个") || c.eat("個");
    if days && !one && !piece && c.eat_any(&["日", "天"]) {
        return Some(day(offset));
    }
    if (c.peek() == Some('周')
        || c.peek() == Some('週')
        || c.rest().starts_with("星期")
        || c.rest().starts_with("礼拜"))
        && let Some(point) = c.attempt(weekday)
    {
        return Some(Point { week: Some(Slot::Offset(offset)), ..point });
    }
    UNITS.iter().find_map(|(unit, make, not_before)| {
        c.attempt(|c| (c.eat(unit) && !c.next_in(not_before)).then(|| make(offset)))
    })
}

/// A weekday, or the weekend.
const WEEKDAYS: &[(&str, i8)] =
    &[("一", 1), ("二", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("日", 7), ("天", 7), ("末", 0)];

/// 周一 before one of these is one a week: 一周一次.
const TURNS: &str = "次个個期篇场回条课题测度调更报讲项十百千年来";

/// 周三, 星期日, 周末.
pub(super) fn weekday(c: &mut Cursor<'_>) -> Option<Point> {
    if !c.eat_any(&["周", "星期", "礼拜", "週", "禮拜"]) {
        return None;
    }
    let number = c.one(WEEKDAYS)?;
    if c.next_in(TURNS) && number < 7 {
        return None;
    }
    Some(match number {
        0 => part(Part::Weekend, NOTHING),
        number => Point { weekday: Some(number), ..NOTHING },
    })
}
