//! Parts of years and months: 第一季度, 上半年, 年底, 夏天, 中旬, 第一周.

use super::cursor::{Cursor, Number};
use super::gate::is_numeral;
use super::point::{Reading, TO};
use super::value::{Part, Point, Slot};
use crate::text::char_set::CharSet;

/// 第10周 behind a year.
pub(super) fn week_of_year(c: &mut Cursor<'_>) -> Option<i16> {
    c.eat("的");
    c.eat("第").then_some(())?;
    let week = c.number()?.within(1, 53)?;
    c.eat("周").then_some(week)
}

const YEAR_PARTS: &[(&str, Part)] = &[
    ("底", Part::End),
    ("末", Part::End),
    ("终", Part::End),
    ("初", Part::Start),
    ("春天", Part::Spring),
    ("春季", Part::Spring),
    ("夏天", Part::Summer),
    ("夏季", Part::Summer),
    ("秋天", Part::Autumn),
    ("秋季", Part::Autumn),
    ("冬天", Part::Winter),
    ("冬季", Part::Winter),
    ("同期", Part::Same),
];

/// What [`YEAR_PARTS`] and the other words for parts of a year begin with.
static PART_BEGINS: CharSet = CharSet::of(" 年全中内").with_firsts_of(YEAR_PARTS);

/// The part of a year behind it; 全年 and 内 are all of it.
pub(super) fn part_of_year(c: &mut Cursor<'_>) -> Option<Option<Part>> {
    if !c.begins(&PART_BEGINS) {
        return None;
    }
    c.blank();
    // 2014年年底: 年 stands twice.
    let again = c.eat("年");
    if c.eat("全年") {
        return Some(None);
    }
    if let Some(part) = c.one(YEAR_PARTS) {
        let other = match part {
            Part::Start => is_word_with_first(c, again),
            Part::End => c.next_in("线层蕴气"),
            _ => false,
        };
        return (!other).then_some(Some(part));
    }
    if c.eat("中") {
        return (again || ends_phrase(c)).then_some(Some(Part::Middle));
    }
    (c.eat("内") && !c.next_in("容部外设蒙科地")).then_some(None)
}

/// 初 begins a word of its own: 初步, 初中; or a day: 初三.
fn is_word_with_first(c: &Cursor<'_>, again: bool) -> bool {
    c.next_in("中级步次心衷期") || (!again && c.next_in("一二三四五六七八九十"))
}

/// 中 ends a phrase here, so that it is no 中国.
fn ends_phrase(c: &Cursor<'_>) -> bool {
    c.peek().is_none_or(|next| "，。；、,;:：!？?）)的以之前后时".contains(next))
}

/// What words for quarters and halves begin with.
static QUARTER_BEGINS: CharSet = CharSet::of("上下前后首第 0123456789〇○零◯一二三四五六七八九十廿卅");

/// 第一季度, 一季度, 前三季度, 一至三季度, 上半年.
pub(super) fn quarter_or_half(c: &mut Cursor<'_>, reading: &mut Reading) -> Option<()> {
    if !c.begins(&QUARTER_BEGINS) {
        return None;
    }
    let word = !c.peek().is_some_and(is_numeral);
    if word && (c.eat("上半年") || c.eat("前半年")) {
        reading.from.part = Some(Part::Half(1));
        return Some(());
    }
    if word && (c.eat("下半年") || c.eat("后半年")) {
        reading.from.part = Some(Part::Half(2));
        return Some(());
    }
    let quarter = |number: i16| Some(Part::Quarter(Slot::Stated(number)));
    let base = reading.from;
    if word && (c.eat("首季度") || c.eat("首季")) {
        reading.from.part = quarter(1);
        return Some(());
    }
    if c.eat("前") {
        let number = c.number()?;
        // 2015年前11个月; without a year they may be those before now.
        if base.year.is_some() && c.eat("个月") {
            let months = number.within(2, 11).filter(|_| number.is_small())?;
            reading.from.month = Some(Slot::Stated(1));
            reading.to = Some(Point { month: Some(Slot::Stated(months)), ..base });
            return Some(());
        }
        let number = number.within(2, 3)?;
        if !c.eat_any(&["季度", "个季度"]) {
            return None;
        }
        reading.from.part = quarter(1);
        reading.to = Some(Point { part: quarter(number), ..base });
        return Some(());
    }
    let ordinal = c.eat("第");
    c.blank();
    // Most numbers behind a year are months.
    if c.behind_number().1.starts_with(['月', '日']) {
        return None;
    }
    let small = |number: Number| number.within(1, 4).filter(|_| number.is_small());
    let first = small(c.number()?)?;
    c.blank();
    let second = c.attempt(|c| {
        let list = c.eat("、");
        if !list && !c.eat_any(TO) {
            return None;
        }
        c.eat("第");
        c.blank();
        let second = small(c.number()?)?;
        (first < second && (!list || first + 1 == second)).then_some(second)
    });
    c.blank();
    let season = c.eat("季度") || (ordinal && c.eat("季"));
    if !season {
        return None;
    }
    reading.from.part = quarter(first);
    reading.to = second.map(|second| Point { part: quarter(second), ..base });
    Some(())
}

const MONTH_PARTS: &[(&str, Part)] = &[
    ("上旬", Part::TenDays(1)),
    ("中旬", Part::TenDays(2)),
    ("下旬", Part::TenDays(3)),
    ("上半月", Part::Half(1)),
    ("下半月", Part::Half(2)),
    ("底", Part::End),
    ("末", Part::End),
    ("初", Part::Start),
];

/// The days at both ends of a month that are named by their order. Which day a working day is, the calendar alone does not
/// tell.
const END_DAYS: &[(&str, Part)] = &[
    ("最后一个工作日", Part::LastWorkingDay),
    ("最后1个工作日", Part::LastWorkingDay),
    ("第一个工作日", Part::FirstWorkingDay),
    ("第1个工作日", Part::FirstWorkingDay),
    ("首个工作日", Part::FirstWorkingDay),
    ("最后一天", Part::LastDay),
    ("最后一日", Part::LastDay),
];

/// The part or the week of a month behind it.
pub(super) fn part_of_month(c: &mut Cursor<'_>) -> Option<(Option<Part>, Option<Slot>)> {
    c.blank();
    let again = c.eat("月");
    if let Some(part) = c.one(MONTH_PARTS) {
        return (part != Part::Start || !is_word_with_first(c, again)).then_some((Some(part), None));
    }
    if c.eat("中") {
        return (again || ends_phrase(c)).then_some((Some(Part::Middle), None));
    }
    c.eat("的");
    if c.next_in("最第首")
        && let Some(part) = c.one(END_DAYS)
    {
        return Some((Some(part), None));
    }
    c.eat("第").then_some(())?;
    let week = c.number().filter(|number| number.is_small())?.within(1, 5)?;
    c.eat_any(&["周", "星期", "个星期"]).then_some((None, Some(Slot::Stated(week))))
}
