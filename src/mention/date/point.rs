//! Points of the calendar in words: 2015年5月15日, 去年5月, 第一季度, 农历正月初一, and what damage leaves of them.

use super::calendar::{exists, weekday as weekday_of};
use super::cursor::Cursor;
use super::day::{bare_day, day, new_year};
use super::gate::is_numeral;
use super::numeric::{months, numeric};
use super::part::{part_of_month, part_of_year, quarter_or_half, week_of_year};
use super::time;
use super::value::{Point, Slot, Year};
use super::words::{NOTHING, relative, weekday};
use super::year::{month, year, years};
use crate::text::char_set::CharSet;

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

/// Reads a point. `inner` where it ends a range: there a bare day (…至5日) is no surprise.
pub(super) fn point(c: &mut Cursor<'_>, inner: bool) -> Option<Reading> {
    let start = *c;
    let numeral = is_numeral(c.peek()?);
    let bytes = c.rest().as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 0 {
        // Signs join the parts of a date in digits, or there are eight.
        if (digits == 8 || bytes.get(digits).is_some_and(|sign| b"-./ ".contains(sign)))
            && let Some(mut reading) = c.attempt(|c| numeric(c, inner))
        {
            finish(c, &mut reading);
            return Some(reading);
        }
        if !inner
            && bytes.get(4) == Some(&b'.')
            && let Some(reading) = c.attempt(months)
        {
            return Some(reading);
        }
    }
    let lunar = !numeral && c.eat_any(&["农历", "農曆", "农曆", "阴历", "陰曆", "旧历", "夏历"]);
    if !lunar && !numeral {
        c.attempt(|c| (c.eat_any(&["公历", "公元", "西元"]) && !c.next_in("前")).then_some(()));
    }
    let mut reading = Reading::from(NOTHING);
    let (width, unit) = c.behind_number();
    if (1..=3).contains(&width) && unit.starts_with(['月', '日', '号', '號']) {
        // It is no year, nor begins two.
    } else if let Some((point, damaged)) = c.attempt(year) {
        reading = Reading { from: point, to: None, damaged };
    } else if let Some((from, to)) = c.attempt(years) {
        return Some(Reading { from, to: Some(to), damaged: false });
    } else if let Some(point) = c.attempt(|c| if numeral { None } else { relative(c) }) {
        reading.from = point;
        if point.year.is_some() && point.part.is_none() {
            c.eat("全年");
        }
    } else if let Some(point) = c.attempt(|c| if start.after(BEFORE_WEEKDAY) { None } else { weekday(c) }) {
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
        if c.begins(&BEFORE_STATED)
            && let Some(stated) = c.attempt(trailing_weekday)
            && let Some(Day3(year, month, day)) = stated_day(point)
            && weekday_of(year, month, day) != Some(stated)
        {
            point.day = None;
            reading.damaged = true;
        }
    }
    if point.day.is_some() || point.weekday.is_some() {
        time::append(c, point);
    }
}

/// What a weekday behind a day begins with, signs before it included.
static BEFORE_STATED: CharSet = CharSet::of(" (（[【,，、周星礼週禮");

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
        if let Some(week) = c.attempt(|c| week_of_year(c).filter(|_| has_year)) {
            reading.from.week = Some(Slot::Stated(week));
            return;
        }
        let months = c.attempt(|c| {
            let damaged =
                c.before().strip_suffix('的').is_some_and(|year| year.ends_with(|c: char| c.is_ascii_digit()));
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
            None if has_year => {
                c.attempt(|c| new_year(c, &mut reading.from));
                return;
            }
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
