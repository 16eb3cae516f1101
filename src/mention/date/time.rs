//! Times of day, as they follow a date: 上午9时30分, 10:30, 下午三点半.

use super::cursor::Cursor;
use super::value::{Part, Point, Time};

const PARTS: &[(&str, Part)] = &[
    ("凌晨", Part::Morning),
    ("清晨", Part::Morning),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("上午", Part::Morning),
    ("中午", Part::Noon),
    ("正午", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
    ("晚间", Part::Evening),
    ("夜间", Part::Evening),
    ("晚", Part::Evening),
];

/// Adds the time of day that stands here to `point`; where none stands, nothing changes.
pub(super) fn append(c: &mut Cursor<'_>, point: &mut Point) {
    c.attempt(|c| {
        if !c.eat("T") {
            c.blank();
        }
        let part = c.one(PARTS);
        if c.after("晚") && c.next_in("会報报餐宴稻期于婚") {
            return None;
        }
        c.blank();
        match c.attempt(clock) {
            Some(time) => point.time = Some(time.in_part(part)),
            None => {
                part?;
                point.part = part;
            }
        }
        Some(())
    });
}

impl Time {
    /// 下午3时 is 15.
    fn in_part(mut self, part: Option<Part>) -> Self {
        if matches!(part, Some(Part::Afternoon | Part::Evening)) && (1..12).contains(&self.hour) {
            self.hour += 12;
        }
        self
    }
}

/// 10:30, 10:30:15, 9时, 9时30分, 9点半.
fn clock(c: &mut Cursor<'_>) -> Option<Time> {
    let hour = c.number().filter(|number| number.is_small())?.within(0, 24)?;
    let mut time = Time { hour: i8::try_from(hour).ok()?, minute: None, second: None };
    if c.eat(":") || c.eat("：") {
        time.minute = Some(sixtieth(c)?);
        if let Some(second) = c.attempt(|c| if c.eat(":") || c.eat("：") { sixtieth(c) } else { None }) {
            time.second = Some(second);
            // Fractions of a second, as databases print them.
            c.attempt(|c| (c.eat(".") && c.digits().is_some()).then_some(()));
        }
        c.eat("时");
        return Some(time);
    }
    c.blank();
    if !c.eat_any(&["时", "時", "点", "點"]) || c.next_in("间段期候隔效") {
        return None;
    }
    c.eat_any(&["整", "钟", "鐘"]);
    if c.eat("半") {
        time.minute = Some(30);
    } else if c.eat("一刻") {
        time.minute = Some(15);
    } else if let Some(minute) = c.attempt(|c| {
        c.blank();
        let minute = c.number().filter(|number| number.is_small())?.within(0, 59)?;
        c.eat("分").then_some(minute)
    }) {
        time.minute = i8::try_from(minute).ok();
        time.second = c.attempt(|c| {
            let second = c.number().filter(|number| number.is_small())?.within(0, 59)?;
            if c.eat("秒") { i8::try_from(second).ok() } else { None }
        });
    }
    Some(time)
}

/// Two digits up to 59.
fn sixtieth(c: &mut Cursor<'_>) -> Option<i8> {
    let value = c.digits().filter(|number| number.width == 2)?.within(0, 59)?;
    i8::try_from(value).ok()
}
