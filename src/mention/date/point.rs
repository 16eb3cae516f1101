//! Points of the calendar in words: 2015年5月15日, 去年5月, 第一季度, 农历正月初一, and what damage leaves of them.

use super::calendar::{exists, weekday as weekday_of};
use super::cursor::{Cursor, Number, Written};
use super::numeric::numeric;
use super::value::{Part, Point, Slot, Year};
use super::words::{NOTHING, relative, weekday};
use super::{era, time};

/// One point, or two that share a unit: 1-12月.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Reading {
    pub(super) from: Point,
    pub(super) to: Option<Point>,
    pub(super) damaged: bool,
}

impl From<Point> for Reading {
    fn from(from: Point) -> Self {
        Self { from, to: None, damaged: false }
    }
}

impl Point {
    pub(super) fn of_day(year: i16, month: i16, day: i16) -> Self {
        Self {
            year: Some(Year::Stated(year)),
            month: Some(Slot::Stated(month)),
            day: Some(Slot::Stated(day)),
            ..NOTHING
        }
    }
}

/// Signs and words between the two ends of a range.
pub(super) const TO: &[&str] =
    &["起至", "至", "到", "——", "--", "—", "–", "―", "-", "~~", "~", "～", "─", "－", "一直到"];

/// What may follow 日 where it does not name a day: 日均, 日常.
const DAY_WORDS: &str = "均常游元薪产化";
/// What may follow 月 where it does not name a month: 月龄, 月薪.
const MONTH_WORDS: &str = "龄薪租供票卡息饼嫂亮球经";
/// What may follow 年 where it does not name a year.
const YEAR_WORDS: &str = "级龄薪检审期";
/// Measure words and the like: 1月15 before one of these is 1月 and so many.
const COUNTED: &str = "个件条份次项人名家篇期场元万亿千百余多几十%％.‰度时点分秒周年月天岁种类级所座栋套台辆册页宗起位户处批届例只支把张块片根笔股门章节款卷本字行列组队班间层楼米里吨斤克升亩顷公平方立以上下0123456789-/:：成倍";

/// Reads a point. `inner` where it ends a range: there a bare day (…至5日) is no surprise.
pub(super) fn point(c: &mut Cursor<'_>, inner: bool) -> Option<Reading> {
    if c.peek()?.is_ascii_digit() {
        if let Some(mut reading) = c.attempt(numeric) {
            finish(c, &mut reading);
            return Some(reading);
        }
    }
    let start = *c;
    let lunar = c.eat_any(&["农历", "農曆", "农曆", "阴历", "陰曆", "旧历", "夏历"]);
    if !lunar {
        c.eat_any(&["公历", "公元", "西元"]);
    }
    let mut reading = Reading::from(NOTHING);
    if let Some((point, damaged)) = c.attempt(year) {
        reading = Reading { from: point, to: None, damaged };
    } else if let Some((from, to)) = c.attempt(years) {
        return Some(Reading { from, to: Some(to), damaged: false });
    } else if let Some(point) = c.attempt(relative) {
        reading.from = point;
        if point.year.is_some() && point.part.is_none() {
            c.eat("全年");
        }
    } else if let Some(point) = c.attempt(|c| super::words::weekday(c).filter(|_| !start.after(BEFORE_WEEKDAY))) {
        reading.from = point;
    }
    reading.from.lunar = lunar;
    let headless = reading.from == Point { lunar, ..NOTHING };
    if !reading.damaged {
        within(c, &mut reading, inner || lunar);
    }
    if reading.from == (Point { lunar, ..NOTHING }) || (headless && c.at == start.at) {
        return None;
    }
    finish(c, &mut reading);
    Some(reading)
}

/// A number before 周 counts weeks.
const BEFORE_WEEKDAY: &str = "0123456789一二三四五六七八九十两几数每多";

/// Weekday and time of day behind a day, and the check that the day exists.
pub(super) fn finish(c: &mut Cursor<'_>, reading: &mut Reading) {
    let end = if reading.to.is_some() { reading.to.as_mut() } else { Some(&mut reading.from) };
    let Some(point) = end else { return };
    if point.day.is_some() && !reading.damaged {
        if let (Some(Slot::Stated(month)), Some(Slot::Stated(day)), false) = (point.month, point.day, point.lunar) {
            let year = match point.year {
                Some(Year::Stated(year)) => Some(year),
                _ => None,
            };
            if !exists(year, month, day) {
                point.day = None;
                reading.damaged = true;
            }
        }
        // 10月12日，星期一 and 10月12日（星期一）: the weekday adds nothing, but it may contradict.
        if let Some(stated) = c.attempt(trailing_weekday) {
            if let Some(Day3(year, month, day)) = stated_day(point) {
                reading.damaged |= weekday_of(year, month, day) != Some(stated);
            }
        }
    }
    if point.day.is_some() || point.weekday.is_some() {
        time::append(c, point);
    }
}

struct Day3(i16, i16, i16);

fn stated_day(point: &Point) -> Option<Day3> {
    match (point.year, point.month, point.day) {
        (Some(Year::Stated(year)), Some(Slot::Stated(month)), Some(Slot::Stated(day))) if !point.lunar => {
            Some(Day3(year, month, day))
        }
        _ => None,
    }
}

fn trailing_weekday(c: &mut Cursor<'_>) -> Option<i8> {
    c.blank();
    let open = c.eat_any(&["(", "（", "[", "【"]);
    if !open {
        c.eat_any(&[",", "，", "、"]);
        c.blank();
    }
    let day = weekday(c)?.weekday?;
    (!open || c.eat_any(&[")", "）", "]", "】"])).then_some(day)
}

/// 2015年, 二〇一五年度, 15年 before a month, 康熙三年, 20世纪90年代, and 201711日, of which only the year is certain.
fn year(c: &mut Cursor<'_>) -> Option<(Point, bool)> {
    if let Some(year) = c.attempt(era::year).or_else(|| c.attempt(decade)) {
        return Some((Point { year: Some(year), ..NOTHING }, false));
    }
    let start = *c;
    if start.after("第.") || start.previous().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let number = c.number()?;
    if number.written == Written::Digits && (5..=8).contains(&number.width) {
        return lost_year(c, number);
    }
    c.blank();
    if !c.eat("年") {
        // 2015的5月15日: 年 was lost.
        let stated = number.within(1900, 2099).filter(|_| number.width == 4 && c.eat("的"))?;
        before_month(*c)?;
        // `within` marks the damage: what follows is whole.
        return Some((Point { year: Some(Year::Stated(stated)), ..NOTHING }, false));
    }
    let value = written_year(c, number)?;
    if c.next_in(YEAR_WORDS) {
        return None;
    }
    c.eat("度");
    let point = Point { year: Some(value), ..NOTHING };
    // 2018年1231日: 月 was lost, or 月 and digits.
    let damaged = c.attempt(|c| {
        c.blank();
        let number = c.digits()?;
        (number.width <= 4 && c.eat("日") && !c.next_in("内均")).then_some(())
    });
    Some((point, damaged.is_some()))
}

/// A month stands here.
fn before_month(mut c: Cursor<'_>) -> Option<()> {
    c.number().filter(|number| number.is_small())?.within(1, 12)?;
    c.eat("月").then_some(())
}

/// The year of a number before 年, or `None` where it counts years.
fn written_year(c: &Cursor<'_>, number: Number) -> Option<Year> {
    let before_month = || {
        let mut ahead = *c;
        ahead.blank();
        before_month(ahead).is_some()
    };
    match (number.written, number.width) {
        (Written::Digits | Written::Row, 4) => number.within(1000, 2999).map(Year::Stated),
        (Written::Placed, 3..) => number.within(1001, 2999).filter(|year| year % 100 != 0).map(Year::Stated),
        (Written::Row, 3) if before_month() => number.within(100, 999).map(Year::Stated),
        (Written::Digits | Written::Row, 2) => {
            let late = (70..=99).contains(&number.value) && number.value != 78 && number.value != 89;
            let fits = number.zero_first || before_month() || (late && !counts_years(c));
            fits.then(|| number.within(0, 99).map(Year::TwoDigit)).flatten()
        }
        _ => None,
    }
}

/// 98年 counts years before these words, not behind 年.
fn counts_years(c: &Cursor<'_>) -> bool {
    ["历史", "的历史", "内", "间", "来", "期", "之久", "多", "以上", "左右", "前", "后"]
        .iter()
        .any(|word| c.rest().starts_with(word))
}

/// Five to eight digits before 月 or 日: some of 年 月 日 were lost, and perhaps digits with them.
fn lost_year(c: &mut Cursor<'_>, number: Number) -> Option<(Point, bool)> {
    let scale = 10_i32.checked_pow(u32::try_from(number.width).ok()?.checked_sub(4)?)?;
    let year = i16::try_from(number.value / scale).ok().filter(|year| (1900..2100).contains(year))?;
    let month = c.eat("月");
    if month {
        c.attempt(|c| {
            let day = c.number().filter(|number| number.is_small())?;
            (day.within(1, 31).is_some() && c.eat("日")).then_some(())
        });
    } else if !c.eat("日") {
        return None;
    }
    Some((Point { year: Some(Year::Stated(year)), ..NOTHING }, true))
}

/// 2014-2015年, 2009至2014年度: two years that share 年.
fn years(c: &mut Cursor<'_>) -> Option<(Point, Point)> {
    if c.previous().is_some_and(|c| c.is_ascii_alphanumeric() || "第.-".contains(c)) {
        return None;
    }
    let stated = |number: Number| number.within(1900, 2099).filter(|_| number.width == 4);
    let from = stated(c.number()?)?;
    c.blank();
    let next = c.eat("、");
    if !next && !c.eat_any(TO) {
        return None;
    }
    c.blank();
    let to = stated(c.number()?)?;
    c.blank();
    let fits = from < to && (!next || from + 1 == to) && (c.eat("年") || c.eat("学年")) && !c.next_in(YEAR_WORDS);
    c.eat("度");
    let point = |year| Point { year: Some(Year::Stated(year)), ..NOTHING };
    fits.then(|| (point(from), point(to)))
}

/// 20世纪90年代, 上世纪九十年代, 21世纪, 90年代.
fn decade(c: &mut Cursor<'_>) -> Option<Year> {
    let century = c.attempt(|c| {
        let century = match c.peek()? {
            '上' => Slot::Offset(c.eat_any(&["上个世纪", "上世纪", "上個世紀", "上世紀"]).then_some(-1)?),
            '本' => Slot::Offset(c.eat_any(&["本世纪", "本世紀"]).then_some(0)?),
            _ => {
                let number = c.number().filter(|number| number.is_small())?.within(1, 21)?;
                c.blank();
                Slot::Stated(c.eat_any(&["世纪", "世紀"]).then_some(number)?)
            }
        };
        c.blank();
        Some(century)
    });
    let decade = c.attempt(|c| {
        let number = c.number().filter(|number| number.is_small())?;
        c.blank();
        (number.value % 10 == 0 && c.eat("年代")).then(|| number.within(0, 90)).flatten().map(|tens| tens / 10)
    });
    match (century, decade) {
        (century, Some(decade)) => Some(Year::Decade { century, decade }),
        (Some(century), None) => Some(Year::Century(century)),
        (None, None) => None,
    }
}

/// What stands within a year: 年底, 第一季度, 上半年, 夏天, 5月15日.
pub(super) fn within(c: &mut Cursor<'_>, reading: &mut Reading, inner: bool) {
    let has_year = reading.from.year.is_some();
    let whole = reading.from.part.is_none() && reading.from.week.is_none() && reading.from.day.is_none();
    if !whole || reading.from.weekday.is_some() {
        return;
    }
    if reading.from.month.is_none() {
        if let Some(part) = c.attempt(|c| part_of_year(c).filter(|_| has_year)) {
            reading.from.part = part;
            return;
        }
        let months = c.attempt(|c| {
            let damaged = has_year && c.after("的");
            c.blank();
            if has_year && c.eat("的") {
                c.blank();
            }
            if has_year && c.eat_any(&["农历", "农曆", "農曆", "阴历"]) {
                reading.from.lunar = true;
            }
            if c.attempt(|c| quarter_or_half(c, reading)).is_some() {
                return Some(false);
            }
            let month = month(c, reading);
            reading.damaged |= damaged && month.is_some();
            month.map(|()| reading.to.is_none())
        });
        match months {
            Some(true) => {}
            Some(false) => return,
            None if has_year => return,
            None => {
                bare_day(c, reading, inner);
                return;
            }
        }
    }
    match c.attempt(part_of_month) {
        Some(part) => (reading.from.part, reading.from.week) = part,
        None => day(c, reading),
    }
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

/// The part of a year behind it; 全年 and 内 are all of it.
fn part_of_year(c: &mut Cursor<'_>) -> Option<Option<Part>> {
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

/// 第一季度, 一季度, 前三季度, 一至三季度, 上半年.
fn quarter_or_half(c: &mut Cursor<'_>, reading: &mut Reading) -> Option<()> {
    if c.eat("上半年") || c.eat("前半年") {
        reading.from.part = Some(Part::Half(1));
        return Some(());
    }
    if c.eat("下半年") || c.eat("后半年") {
        reading.from.part = Some(Part::Half(2));
        return Some(());
    }
    let quarter = |number: i16| Some(Part::Quarter(Slot::Stated(number)));
    let base = reading.from;
    if c.eat("首季度") || c.eat("首季") {
        reading.from.part = quarter(1);
        return Some(());
    }
    if c.eat("前") {
        let number = c.number()?.within(2, 3)?;
        if !c.eat_any(&["季度", "个季度"]) {
            return None;
        }
        reading.from.part = quarter(1);
        reading.to = Some(Point { part: quarter(number), ..base });
        return Some(());
    }
    let ordinal = c.eat("第");
    c.blank();
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

/// 5月, 5月份, 正月, 本月, 1-12月.
fn month(c: &mut Cursor<'_>, reading: &mut Reading) -> Option<()> {
    if reading.from.year.is_some() {
        if let Some(Point { month: Some(month), .. }) = c.attempt(relative) {
            reading.from.month = Some(month);
            return Some(());
        }
    }
    let lunar = c.one(&[("正月", 1), ("冬月", 11), ("腊月", 12), ("臘月", 12)]);
    if let Some(month) = lunar {
        reading.from.lunar = true;
        reading.from.month = Some(Slot::Stated(month));
        return Some(());
    }
    if c.after("第.") || c.previous().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let base = reading.from;
    let small = |number: Number| number.within(1, 12).filter(|_| number.is_small());
    let number = c.number()?;
    c.blank();
    if c.eat("月") {
        if c.next_in(MONTH_WORDS) {
            return None;
        }
        c.eat("份");
        match small(number) {
            Some(month) => reading.from.month = Some(Slot::Stated(month)),
            // 2015年13月: the year is certain.
            None if base.year.is_some() && number.is_small() => reading.damaged = true,
            None => return None,
        }
        return Some(());
    }
    let list = c.eat("、");
    if !list && !c.eat_any(TO) {
        return None;
    }
    c.blank();
    let (first, second) = (small(number)?, small(c.number()?)?);
    c.blank();
    if first >= second || (list && first + 1 != second) || !c.eat("月") || c.next_in(MONTH_WORDS) {
        return None;
    }
    // 1月至6月15日 has no shared unit, and 1-6月15日 cannot be told.
    c.eat("份");
    if c.attempt(|c| (c.digits().is_some() && c.eat("日")).then_some(())).is_some() {
        return None;
    }
    reading.from.month = Some(Slot::Stated(first));
    reading.to = Some(Point { month: Some(Slot::Stated(second)), ..base });
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

/// The part or the week of a month behind it.
fn part_of_month(c: &mut Cursor<'_>) -> Option<(Option<Part>, Option<Slot>)> {
    c.blank();
    let again = c.eat("月");
    if let Some(part) = c.one(MONTH_PARTS) {
        return (part != Part::Start || !is_word_with_first(c, again)).then_some((Some(part), None));
    }
    if c.eat("中") {
        return (again || ends_phrase(c)).then_some((Some(Part::Middle), None));
    }
    c.eat("的");
    c.eat("第").then_some(())?;
    let week = c.number().filter(|number| number.is_small())?.within(1, 5)?;
    c.eat_any(&["周", "星期", "个星期"]).then_some((None, Some(Slot::Stated(week))))
}

/// The day behind a month: 15日, 15号, 1-5日, 初一, and 10月22 where nothing is counted.
pub(super) fn day(c: &mut Cursor<'_>, reading: &mut Reading) {
    let base = reading.from;
    c.attempt(|c| {
        c.blank();
        if let Some(day) = lunar_day(c) {
            reading.from.lunar = true;
            reading.from.day = Some(Slot::Stated(day));
            return Some(());
        }
        let number = c.number().filter(|number| number.is_small())?;
        if let Some((first, second)) = c.attempt(|c| shared_day(c, number)) {
            reading.from.day = Some(Slot::Stated(first));
            reading.to = Some(Point { day: Some(Slot::Stated(second)), ..base });
            return Some(());
        }
        let spaced = c.attempt(|c| {
            c.blank();
            c.eat_any(&["日", "号", "號"]).then_some(())
        });
        if spaced.is_none() {
            // 1月3至2月10: a month behind the sign tells that 3 is a day.
            let mut ahead = *c;
            let begins_range = ahead.eat_any(TO) && before_month(ahead).is_some();
            let alone = begins_range || !c.next_in(COUNTED) && !c.next_in(" ");
            if !alone || !matches!(base.month, Some(Slot::Stated(_))) {
                return None;
            }
        }
        match number.within(1, 31) {
            Some(day) => reading.from.day = Some(Slot::Stated(day)),
            // 5月32日: the month is certain.
            None if spaced.is_some() && number.value > 0 => reading.damaged = true,
            None => return None,
        }
        Some(())
    });
}

/// Two days that share 日: 1-5日, 1至5日.
fn shared_day(c: &mut Cursor<'_>, first: Number) -> Option<(i16, i16)> {
    c.blank();
    let list = c.eat("、");
    if !list && !c.eat_any(TO) {
        return None;
    }
    c.blank();
    let second = c.number().filter(|number| number.is_small())?.within(1, 31)?;
    let first = first.within(1, 31)?;
    c.blank();
    (first < second && (!list || first + 1 == second) && c.eat_any(&["日", "号", "號"])).then_some((first, second))
}

/// 初一, 廿三, 大年三十 behind a month of the Chinese calendar.
fn lunar_day(c: &mut Cursor<'_>) -> Option<i16> {
    c.eat("初").then_some(())?;
    let number = c.number().filter(|number| number.written == Written::Placed)?;
    number.within(1, 10)
}

/// 15日, 12号, 5-8日, 大年初一 without a month.
fn bare_day(c: &mut Cursor<'_>, reading: &mut Reading, inner: bool) {
    let start = *c;
    let base = reading.from;
    c.attempt(|c| {
        if c.eat("大年") {
            let first = c.attempt(lunar_day);
            let day = first.or_else(|| c.number()?.within(30, 30));
            reading.from.lunar = true;
            reading.from.month = Some(Slot::Stated(if first.is_some() { 1 } else { 12 }));
            reading.from.day = Some(Slot::Stated(day?));
            return Some(());
        }
        if reading.from.lunar {
            return None;
        }
        if start.previous().is_some_and(|c| c.is_ascii_alphanumeric() || "第.-/〕]）)·".contains(c)) && !inner {
            return None;
        }
        let number = c.number().filter(|number| number.is_small())?;
        if let Some((first, second)) = c.attempt(|c| shared_day(c, number)) {
            if c.next_in("内间均") || start.after(COUNTING) {
                return None;
            }
            reading.from.day = Some(Slot::Stated(first));
            reading.to = Some(Point { day: Some(Slot::Stated(second)), ..base });
            return Some(());
        }
        c.blank();
        let day = number.within(1, 31)?;
        if c.eat("日") {
            if c.next_in(DAY_WORDS) || c.next_in("内之") || c.rest().starts_with("以内") {
                return None;
            }
            if !inner && (start.after(COUNTING) || (day == 1 && number.written == Written::Placed)) {
                return None;
            }
        } else if !c.eat_any(&["号", "號"]) || !(inner || stands_alone(&start, c)) {
            return None;
        }
        reading.from.day = Some(Slot::Stated(day));
        Some(())
    });
}

/// Characters before N日 where days are counted: 公示5日, 连续3日, 满30日.
const COUNTING: &str = "示续期限于过满每逾近共达前约历时长少第余后";

/// A number with 号 is a day only where it stands like one: houses, lines, buses and documents have such numbers too.
fn stands_alone(start: &Cursor<'_>, end: &Cursor<'_>) -> bool {
    let opens = start.previous().is_none_or(|c| "，。；、：:,;!！？?\n\t 在于到从自".contains(c));
    opens
        && !end
            .next_in("楼线文令公院门厅机车店馆室铺仓井矿岛桥地路库窗通函决议提建案信台站码字箱牌柜井段标岗服会厂坝船")
}
