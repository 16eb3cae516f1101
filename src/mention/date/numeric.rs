//! Dates in digits and signs: 2015-05-15, 2015.5.15, 2015/5/15, 20150515, 13.5.2015.

use super::calendar::exists;
use super::cursor::{Cursor, Number};
use super::point::{Reading, TO};
use super::value::{Point, Slot, Year};
use super::words::NOTHING;

/// A sign that is no part of a longer code: versions, addresses, telephone numbers and serial numbers go on beyond it.
const JOINS: &str = "0123456789.-/_:：〕]）)";

/// Words before eight digits that are no date.
const CODES: &[&str] = &["电话", "传真", "热线", "手机", "编号", "证号", "账号", "号码", "群号", "代码", "序号"];

/// `inner` where it ends a range, behind a sign.
pub(super) fn numeric(c: &mut Cursor<'_>, inner: bool) -> Option<Reading> {
    if !inner && c.previous().is_some_and(|c| c.is_ascii_alphanumeric() || "-./_〔[$￥".contains(c)) {
        return None;
    }
    let start = *c;
    let first = c.digits()?;
    let reading = match first.width {
        4 => year_first(c, first),
        8 => compact(&start, first),
        1 | 2 => day_first(c, first),
        _ => None,
    }?;
    let over = c.next_in("0123456789")
        || c.rest().strip_prefix(['.', '-', '/']).is_some_and(|rest| {
            // 2015.5.15. may end a sentence; 2015-05-15-03 is a code.
            rest.starts_with(|c: char| c.is_ascii_digit()) && !is_range(c.rest())
        });
    (!over).then_some(reading)
}

/// Whether a whole date stands behind the sign: 2015-05-15-2015-06-15.
fn is_range(rest: &str) -> bool {
    let mut digits = rest.get(1..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit);
    digits.by_ref().count() == 4
}

fn year_first(c: &mut Cursor<'_>, year: Number) -> Option<Reading> {
    let stated = year.within(1000, 2999)?;
    let sign = c.peek().filter(|sign| "-./ ".contains(*sign))?;
    c.at += 1;
    let month = c.digits().filter(|month| month.width <= 2 && (sign != ' ' || month.width == 2));
    let month_of_year = month?.within(1, 12)?;
    let point = Point { year: Some(Year::Stated(stated)), month: Some(Slot::Stated(month_of_year)), ..NOTHING };
    let after_month = *c;
    let day = c.attempt(|c| {
        let separated = c.peek() == Some(sign);
        c.at += 1;
        c.digits().filter(|day| separated && day.width <= 2 && (sign != ' ' || day.width == 2))
    });
    match day {
        Some(day) => match day.within(1, 31).filter(|&day| exists(Some(stated), month_of_year, day)) {
            Some(day) => Some(Reading::from(Point { day: Some(Slot::Stated(day)), ..point })),
            // 2015-02-30 was meant for a date; 2015.12.75 was not.
            None if sign == '-' && (29..=31).contains(&day.value) => Some(Reading { damaged: true, ..point.into() }),
            None => None,
        },
        // 2010-12 may be two years; 2015-05 cannot.
        None if sign == '-' && month?.width == 2 && i32::from(month_of_year) <= i32::from(stated % 100) => {
            let whole = (1949..2100).contains(&stated) && !after_month.next_in("年月日号%‰") && !c.next_in(JOINS);
            let ambiguous = i32::from(month_of_year) == i32::from(stated % 100) + 1;
            (whole && !ambiguous).then(|| Reading::from(point))
        }
        None => None,
    }
}

fn compact(start: &Cursor<'_>, digits: Number) -> Option<Reading> {
    let part = |divisor: i32, modulus: i32| i16::try_from(digits.value / divisor % modulus).ok();
    let (year, month, day) = (part(10_000, 10_000)?, part(100, 100)?, part(1, 100)?);
    let end = Cursor::new(start.rest(), 8);
    if end.next_in("年月日号元万亿件条人%-") || end.peek().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let near = start.before().char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    let near = start.before().get(near..).unwrap_or_default();
    if !(1990..2050).contains(&year) || CODES.iter().any(|word| near.contains(word)) {
        return None;
    }
    exists(Some(year), month, day).then(|| Point::of_day(year, month, day).into())
}

/// 13.5.2015, 1/2/2020: the year is certain; which of two small numbers is the month is certain only where one is over 12.
fn day_first(c: &mut Cursor<'_>, first: Number) -> Option<Reading> {
    let sign = c.peek().filter(|sign| "-./".contains(*sign))?;
    c.at += 1;
    let second = c.digits().filter(|number| number.width <= 2)?;
    if c.peek() != Some(sign) {
        return None;
    }
    c.at += 1;
    let year = c.digits().filter(|year| year.width == 4)?.within(1900, 2099)?;
    if c.next_in("年月日") {
        return None;
    }
    let (first, second) = (first.within(1, 31)?, second.within(1, 31)?);
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    if !exists(Some(year), month, day) {
        return None;
    }
    if first <= 12 && second <= 12 && first != second {
        return Some(Reading { damaged: true, ..Point { year: Some(Year::Stated(year)), ..NOTHING }.into() });
    }
    Some(Point::of_day(year, month, day).into())
}

/// 12.31 behind 2015.1.1—: month and day of the same year, after the first.
pub(super) fn month_and_day(c: &mut Cursor<'_>, from: &Point) -> Option<Point> {
    let (Some(Year::Stated(year)), Some(Slot::Stated(first_month)), Some(Slot::Stated(first_day))) =
        (from.year, from.month, from.day)
    else {
        return None;
    };
    let month = c.digits().filter(|month| month.width <= 2)?.within(1, 12)?;
    c.peek().filter(|sign| "-./".contains(*sign))?;
    c.at += 1;
    let day = c.digits().filter(|day| day.width <= 2)?.within(1, 31)?;
    let fits = (first_month, first_day) < (month, day) && exists(Some(year), month, day);
    (fits && !c.next_in(COUNTS)).then(|| Point::of_day(year, month, day))
}

/// Behind these signs and words no date is meant: 2015.1-2015.12%, 2015.1.1-12.31.5.
const COUNTS: &str = "0123456789.-/_:：%‰万亿千百元年月日米吨个";

/// 2015.1-2015.12: two months. One alone is a decimal.
pub(super) fn months(c: &mut Cursor<'_>) -> Option<Reading> {
    if c.previous().is_some_and(|c| c.is_ascii_alphanumeric() || "-./_〔[$￥".contains(c)) {
        return None;
    }
    let month = |c: &mut Cursor<'_>| {
        let year = c.digits().filter(|year| year.width == 4)?.within(1949, 2099)?;
        c.eat(".").then_some(())?;
        let month = c.digits().filter(|month| month.width <= 2)?.within(1, 12)?;
        Some((year, month))
    };
    let from = month(c)?;
    c.blank();
    if !c.eat_any(TO) {
        return None;
    }
    c.blank();
    let to = month(c)?;
    let point = |(year, month)| Point { year: Some(Year::Stated(year)), month: Some(Slot::Stated(month)), ..NOTHING };
    (from < to && !c.next_in(COUNTS)).then(|| Reading { from: point(from), to: Some(point(to)), damaged: false })
}
