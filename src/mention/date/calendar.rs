//! Days of the calendar, and what an expression means from a given reference day. Never the clock or a time zone.

use std::fmt;

use jiff::{Span as Step, ToSpan, civil::Date};
use rust_decimal::prelude::ToPrimitive;

use super::value::{DateExpr, Duration, Form, Part, Point, Side, Slot, Unit, Year};

/// A day of the common calendar（公历日）.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

/// The day from which relative words count（参照日期）. It comes from the caller: the words 今年 of an annual report count
/// from its report year, not from the day it was published.
pub type Reference = Day;

/// The days an expression covers（起止）, both included; an end that is not stated is open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Interval {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

impl Day {
    /// The day, if the calendar has it.
    #[must_use]
    pub fn new(year: i16, month: i16, day: i16) -> Option<Self> {
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok().map(Self::from)
    }

    fn date(self) -> Option<Date> {
        Date::new(self.year, self.month, self.day).ok()
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: date.month(), day: date.day() }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Interval {
    /// `2015-05-15` for one day, `2015-01-01/2015-12-31`, `../2015-12-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => write!(f, "{from}/{to}"),
            (Some(from), None) => write!(f, "{from}/.."),
            (None, Some(to)) => write!(f, "../{to}"),
            (None, None) => write!(f, "../.."),
        }
    }
}

impl DateExpr {
    /// The days that are meant, counted from `reference`; what is not written (the year of 5月15日) is the reference's.
    ///
    /// `None` where that cannot be said: damaged, a day of the Chinese calendar, a length of time, what recurs, a word
    /// without a measure (近期, 同期). 年底 is December and 年初 January, 月初, 月中 and 月底 are its three thirds. A limit
    /// on a day (5月15日前) includes the day, one on a longer stretch (2015年以前) stops short of it, unless it is a part
    /// at an end (年底前). Of about a year (2015年左右) that year is given: how far the words reach beyond it, they do not say.
    ///
    /// ```
    /// use gongkai::mention::{Kinds, Mention, Reference, find};
    /// let reference = Reference { year: 2015, month: 12, day: 31 };
    /// let found = find("截至今年年底", Kinds::ALL);
    /// let Mention::DatePeriod(date) = &found[0].value else { panic!() };
    /// assert_eq!(date.to_string(), "../(year+0)-end");
    /// assert_eq!(date.resolve(reference).unwrap().to_string(), "../2015-12-31");
    /// ```
    #[must_use]
    pub fn resolve(&self, reference: Reference) -> Option<Interval> {
        if self.damaged {
            return None;
        }
        let now = reference.date()?;
        let (from, to) = match &self.form {
            Form::Point(point) => {
                let (from, to) = point.days(now)?;
                (Some(from), Some(to))
            }
            Form::Limit(side, point) => limit(*side, point, now)?,
            // 2015年11月至2月 ends in a year that is not written, and that the reference does not tell.
            Form::Range(from, to) if from.year.is_some() && to.year.is_none() && to.month.is_some() => return None,
            Form::Range(from, to) => {
                let (from, to) = (from.days(now)?.0, to.days(now)?.1);
                (from <= to).then_some((Some(from), Some(to)))?
            }
            Form::Span { past: true, length } => (Some(now.checked_sub(length.step()?).ok()?), Some(now)),
            Form::Span { past: false, length } => (Some(now), Some(now.checked_add(length.step()?).ok()?)),
            Form::Away { later, length } => {
                let step = length.step()?;
                let day = if *later { now.checked_add(step) } else { now.checked_sub(step) }.ok()?;
                (Some(day), Some(day))
            }
            Form::Duration(_) | Form::Recurring(_) => return None,
        };
        Some(Interval { from: from.map(Day::from), to: to.map(Day::from) })
    }
}

/// The open interval on one side of a point.
fn limit(side: Side, point: &Point, now: Date) -> Option<(Option<Date>, Option<Date>)> {
    let (from, to) = point.days(now)?;
    let sharp = point.is_day() || matches!(point.part, Some(Part::End | Part::LastDay));
    Some(match side {
        Side::AsOf => (None, Some(to)),
        Side::Before if sharp => (None, Some(to)),
        Side::Before => (None, Some(from.yesterday().ok()?)),
        Side::Since => (Some(from), None),
        Side::After => (Some(to.tomorrow().ok()?), None),
        Side::Around => (Some(from), Some(to)),
    })
}

impl Duration {
    /// The same as a step of the calendar; `None` where it is no whole number of days or not fully stated.
    fn step(&self) -> Option<Step> {
        if self.high.is_some() || self.bound.is_approximate() {
            return None;
        }
        self.parts.iter().try_fold(Step::new(), |step, &(amount, unit)| {
            let (amount, months) = match unit {
                Unit::Year => (amount?.checked_mul(12.into())?, true),
                Unit::Quarter => (amount?.checked_mul(3.into())?, true),
                Unit::Month => (amount?, true),
                Unit::Week => (amount?.checked_mul(7.into())?, false),
                Unit::Day => (amount?, false),
                Unit::WorkingDay | Unit::Hour | Unit::Minute | Unit::Second => return None,
            };
            let whole = amount.fract().is_zero().then(|| amount.to_i32())??;
            if months {
                step.try_months(step.get_months().checked_add(whole)?).ok()
            } else {
                step.try_days(step.get_days().checked_add(whole)?).ok()
            }
        })
    }
}

impl Point {
    /// Its first and last day.
    fn days(&self, now: Date) -> Option<(Date, Date)> {
        let timeless = Self { time: None, ..*self };
        if self.lunar || timeless == super::words::NOTHING {
            return None;
        }
        match self.part {
            Some(Part::Now) => return Some((now, now)),
            Some(Part::Recent | Part::Same) => return None,
            _ => {}
        }
        if let Some(Slot::Offset(offset)) = self.day {
            let day = now.checked_add(i64::from(offset).days()).ok()?;
            return Some((day, day));
        }
        let year = match self.year {
            None => now.year(),
            Some(Year::Stated(year)) => year,
            Some(Year::TwoDigit(year)) => nearest(now.year(), year, 100)?,
            Some(Year::Offset(offset)) => now.year().checked_add(offset)?,
            Some(Year::Decade { century, decade }) => {
                let first = match century {
                    None => nearest(now.year(), decade.checked_mul(10)?, 100)?,
                    Some(century) => century_start(now, century)?.checked_add(decade.checked_mul(10)?)?,
                };
                return years(first, 10);
            }
            Some(Year::Century(century)) => return years(century_start(now, century)?, 100),
        };
        if self.week.is_some() || self.weekday.is_some() || self.part == Some(Part::Weekend) {
            return self.days_of_week(now);
        }
        let month = match self.month {
            None if self.day.is_some() && self.year.is_none() => Some(now.first_of_month()),
            None => None,
            Some(Slot::Stated(month)) => Some(Date::new(year, month.try_into().ok()?, 1).ok()?),
            Some(Slot::Offset(offset)) => {
                let base = Date::new(year, now.month(), 1).ok()?;
                Some(base.checked_add(i64::from(offset).months()).ok()?)
            }
        };
        match (month, self.day) {
            (Some(month), Some(Slot::Stated(day))) => {
                let day = Date::new(month.year(), month.month(), day.try_into().ok()?).ok()?;
                Some((day, day))
            }
            (Some(month), None) => part_of_month(month, self.part),
            (None, None) => part_of_year(year, now, self.part),
            _ => None,
        }
    }

    fn days_of_week(&self, now: Date) -> Option<(Date, Date)> {
        let offset = match (self.week, self.year, self.month) {
            (None, None, None) => 0,
            (Some(Slot::Offset(offset)), None, None) => offset,
            _ => return None,
        };
        let monday = now
            .checked_sub(i64::from(now.weekday().to_monday_zero_offset()).days())
            .and_then(|monday| monday.checked_add(i64::from(offset).weeks()))
            .ok()?;
        let day = |weekday: i8| monday.checked_add(i64::from(weekday - 1).days()).ok();
        match (self.weekday, self.part) {
            (Some(weekday), _) => Some((day(weekday)?, day(weekday)?)),
            (None, Some(Part::Weekend)) => Some((day(6)?, day(7)?)),
            (None, None) => Some((monday, day(7)?)),
            _ => None,
        }
    }
}

/// Whether `month` can have the day in some year, or in the given one.
pub(super) fn exists(year: Option<i16>, month: i16, day: i16) -> bool {
    Day::new(year.unwrap_or(2000), month, day).is_some()
}

/// Monday is 1.
pub(super) fn weekday(year: i16, month: i16, day: i16) -> Option<i8> {
    Some(Day::new(year, month, day)?.date()?.weekday().to_monday_one_offset())
}

/// The year nearest to `now` that leaves `rest` when divided by `modulus`.
fn nearest(now: i16, rest: i16, modulus: i16) -> Option<i16> {
    let base = now.checked_sub(now.rem_euclid(modulus))?.checked_add(rest)?;
    [base.checked_sub(modulus)?, base, base.checked_add(modulus)?].into_iter().min_by_key(|year| (year - now).abs())
}

fn century_start(now: Date, century: Slot) -> Option<i16> {
    match century {
        Slot::Stated(century) => century.checked_sub(1)?.checked_mul(100),
        Slot::Offset(offset) => (now.year() / 100).checked_add(offset)?.checked_mul(100),
    }
}

fn years(first: i16, count: i16) -> Option<(Date, Date)> {
    let last = first.checked_add(count)?.checked_sub(1)?;
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

fn months(year: i16, first: i8, last: i8) -> Option<(Date, Date)> {
    Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

fn part_of_year(year: i16, now: Date, part: Option<Part>) -> Option<(Date, Date)> {
    match part {
        None => months(year, 1, 12),
        Some(Part::Quarter(Slot::Stated(quarter))) => {
            let last = i8::try_from(quarter).ok()?.checked_mul(3)?;
            months(year, last - 2, last)
        }
        Some(Part::Quarter(Slot::Offset(offset))) => {
            let first = Date::new(year, (now.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let first = first.checked_add((i64::from(offset) * 3).months()).ok()?;
            months(first.year(), first.month(), first.month() + 2)
        }
        Some(Part::Half(half)) => months(year, half * 6 - 5, half * 6),
        Some(Part::Start) => months(year, 1, 1),
        Some(Part::Middle) => months(year, 6, 7),
        Some(Part::End) => months(year, 12, 12),
        Some(Part::Spring) => months(year, 3, 5),
        Some(Part::Summer) => months(year, 6, 8),
        Some(Part::Autumn) => months(year, 9, 11),
        // The winter of a year lies at both of its ends.
        Some(_) => None,
    }
}

fn part_of_month(month: Date, part: Option<Part>) -> Option<(Date, Date)> {
    let day = |day: i8| Date::new(month.year(), month.month(), day).ok();
    let last = month.last_of_month();
    match part {
        None => Some((month, last)),
        Some(Part::Half(1)) => Some((month, day(15)?)),
        Some(Part::Half(2)) => Some((day(16)?, last)),
        Some(Part::TenDays(1) | Part::Start) => Some((month, day(10)?)),
        Some(Part::TenDays(2) | Part::Middle) => Some((day(11)?, day(20)?)),
        Some(Part::TenDays(3) | Part::End) => Some((day(21)?, last)),
        Some(Part::LastDay) => Some((last, last)),
        Some(_) => None,
    }
}
