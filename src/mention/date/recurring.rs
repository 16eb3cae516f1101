//! What happens again and again: 每年, 每月5日前, 每周一, 按季度.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::day::day;
use super::duration::period;
use super::point::{Reading, TO, finish, within};
use super::scan::{inside, side};
use super::time;
use super::value::{DateExpr, Duration, Form, Part, Point, Recurrence, Side, Slot, Unit, Year};
use super::words::{NOTHING, weekday};

/// The unit behind 每 or 按, and the neighbours that make another word of it.
const UNITS: &[(&str, Unit, &str)] = &[
    ("自然年", Unit::Year, ""),
    ("年度", Unit::Year, ""),
    ("年", Unit::Year, "级龄薪限轻份画"),
    ("季度", Unit::Quarter, ""),
    ("季", Unit::Quarter, "节"),
    ("月份", Unit::Month, ""),
    ("月", Unit::Month, "饼亮"),
    ("星期", Unit::Week, ""),
    ("礼拜", Unit::Week, ""),
    ("禮拜", Unit::Week, ""),
    ("周", Unit::Week, "边围期岁密转"),
    ("週", Unit::Week, "邊圍期"),
    ("工作日", Unit::WorkingDay, ""),
    ("天", Unit::Day, "然津气"),
    ("日", Unit::Day, "期常照程"),
    ("小时", Unit::Hour, ""),
    ("小時", Unit::Hour, ""),
    ("分钟", Unit::Minute, ""),
    ("分鐘", Unit::Minute, ""),
    ("秒", Unit::Second, ""),
];

pub(super) fn recurring(c: &mut Cursor<'_>) -> Option<DateExpr> {
    if c.eat("按") {
        // 按季度公开: by the quarter, with nothing said of when.
        let (_, unit, _) = UNITS.iter().find(|(word, _, not)| {
            c.attempt(|c| (c.eat(word) && !c.next_in(not) && !c.next_in("份底初末")).then_some(())).is_some()
        })?;
        return (*unit <= Unit::Day).then(|| every(Duration::of(Some(Decimal::ONE), *unit), None, None).into());
    }
    if !c.eat("每") {
        c.eat("逢").then_some(())?;
        let day = weekday(c)?;
        return on_weekday(c, day);
    }
    c.eat_any(&["逢", "隔", "间隔"]);
    c.blank();
    if let Some(day) = c.attempt(|c| {
        c.eat_any(&["个", "個"]);
        weekday(c)
    }) {
        return on_weekday(c, day);
    }
    let length = c.attempt(period).or_else(|| {
        c.attempt(|c| {
            c.eat_any(&["一", "个", "個"]);
            c.eat_any(&["个", "個"]);
            UNITS.iter().find_map(|(word, unit, not)| {
                c.attempt(|c| (c.eat(word) && !c.next_in(not)).then(|| Duration::of(Some(Decimal::ONE), *unit)))
            })
        })
    })?;
    let unit = length.parts.first()?.1;
    let one = length.parts.first()?.0 == Some(Decimal::ONE);
    let base = match unit {
        Unit::Year => Point { year: Some(Year::Offset(0)), ..NOTHING },
        Unit::Month => Point { month: Some(Slot::Offset(0)), ..NOTHING },
        Unit::Quarter => {
            let on = c.attempt(month_of_quarter).or_else(|| {
                let part = c.one(&[("末", Part::End), ("初", Part::Start)])?;
                Some(Point { part: Some(part), ..NOTHING })
            });
            return Some(limited(c, length, on, None));
        }
        Unit::Day | Unit::WorkingDay if one => {
            let mut point = NOTHING;
            time::append(c, &mut point);
            // 每日8:00-17:00
            let to = c.attempt(|c| {
                point.time.filter(|_| c.eat_any(TO))?;
                let mut end = NOTHING;
                time::append(c, &mut end);
                end.time.map(|_| end)
            });
            return Some(limited(c, length, Some(point).filter(|point| *point != NOTHING), to));
        }
        _ => return Some(every(length, None, None).into()),
    };
    let mut reading = Reading::from(base);
    c.eat("的");
    if c.after("的") && c.attempt(|c| place(c, &mut reading)).is_none() {
        c.at -= '的'.len_utf8();
        return Some(every(length, None, None).into());
    }
    if reading.from == base {
        c.attempt(|c| place(c, &mut reading));
    }
    let bare = |point: Point| {
        let year = point.year.filter(|year| *year != Year::Offset(0));
        let month = point.month.filter(|month| *month != Slot::Offset(0));
        Some(Point { year, month, ..point }).filter(|point| *point != NOTHING)
    };
    let mut value = limited(c, length, bare(reading.from), reading.to.and_then(bare));
    value.damaged = reading.damaged;
    Some(value)
}

/// 每季度首月, 每季度第一个月10日: the month counts within the quarter.
fn month_of_quarter(c: &mut Cursor<'_>) -> Option<Point> {
    c.eat("的");
    let month = if c.eat("首") {
        1
    } else if c.eat("末") {
        3
    } else {
        c.eat("第").then_some(())?;
        let month = c.number()?.within(1, 3)?;
        c.eat("个");
        month
    };
    c.eat("月").then_some(())?;
    let mut reading = Reading::from(Point { month: Some(Slot::Stated(month)), ..NOTHING });
    day(c, &mut reading);
    (reading.to.is_none() && !reading.damaged).then_some(reading.from)
}

/// The place within the period: a point, or a range of two.
fn place(c: &mut Cursor<'_>, reading: &mut Reading) -> Option<()> {
    let (base, start) = (reading.from, c.at);
    within(c, reading, true);
    if c.at == start {
        return None;
    }
    finish(c, reading);
    if reading.to.is_none() {
        let to = c.attempt(|c| {
            if !c.eat_any(TO) {
                return None;
            }
            let mut end = Reading::from(base);
            let start = c.at;
            within(c, &mut end, true);
            if c.at == start && reading.from.day.is_some() {
                end.from = Point { day: None, ..reading.from };
                day(c, &mut end);
            }
            (c.at > start && end.to.is_none() && !end.damaged).then_some(end.from)
        });
        reading.to = to;
    }
    Some(())
}

fn every(every: Duration, on: Option<Point>, to: Option<Point>) -> Form {
    Form::Recurring(Box::new(Recurrence { every, on, to, side: None }))
}

/// With 前 or 后 behind it.
fn limited(c: &mut Cursor<'_>, every: Duration, on: Option<Point>, to: Option<Point>) -> DateExpr {
    let side = match (&on, &to) {
        (Some(on), None) => c.attempt(side).or_else(|| {
            on.day?;
            c.attempt(inside).map(|()| Side::Before)
        }),
        _ => None,
    };
    Form::Recurring(Box::new(Recurrence { every, on, to, side })).into()
}

/// 每周一, 每周一至周五, 每周一下午八点.
fn on_weekday(c: &mut Cursor<'_>, mut day: Point) -> Option<DateExpr> {
    let to = c.attempt(|c| if c.eat_any(TO) { weekday(c) } else { None });
    if to.is_none() {
        time::append(c, &mut day);
    }
    Some(limited(c, Duration::of(Some(Decimal::ONE), Unit::Week), Some(day), to))
}
