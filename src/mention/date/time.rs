//! Times of day: 上午9时30分, 10:30, 下午三点半, behind a date or alone.

use super::cursor::{Cursor, Number, Written};
use super::gate::is_numeral;
use super::point::TO;
use super::scan::side;
use super::value::{Form, Part, Point, Time};
use super::words::NOTHING;
use crate::text::char_set::CharSet;

/// A part of the day, and which hour of 24 an hour of it is; `None` where the words contradict, or leave the day open:
/// 晚上1点 may be that of the next day.
type Daytime = (Part, fn(i8) -> Option<i8>);

const PARTS: &[(&str, Daytime)] = &[
    ("凌晨", (Part::Morning, small_hour)),
    ("清晨", (Part::Morning, morning_hour)),
    ("早上", (Part::Morning, morning_hour)),
    ("早晨", (Part::Morning, morning_hour)),
    ("上午", (Part::Morning, morning_hour)),
    ("中午", (Part::Noon, noon_hour)),
    ("正午", (Part::Noon, noon_hour)),
    ("下午", (Part::Afternoon, afternoon_hour)),
    ("午后", (Part::Afternoon, afternoon_hour)),
    ("傍晚", (Part::Evening, evening_hour)),
    ("晚上", (Part::Evening, evening_hour)),
    ("晚间", (Part::Evening, evening_hour)),
    ("夜间", (Part::Evening, evening_hour)),
    ("晚", (Part::Evening, evening_hour)),
];

fn small_hour(hour: i8) -> Option<i8> {
    (hour <= 6).then_some(hour)
}

fn morning_hour(hour: i8) -> Option<i8> {
    (hour <= 12).then_some(hour)
}

fn noon_hour(hour: i8) -> Option<i8> {
    match hour {
        1 | 2 => Some(hour + 12),
        11..=14 => Some(hour),
        _ => None,
    }
}

fn afternoon_hour(hour: i8) -> Option<i8> {
    match hour {
        1..=11 => Some(hour + 12),
        12..=23 => Some(hour),
        _ => None,
    }
}

fn evening_hour(hour: i8) -> Option<i8> {
    match hour {
        4..=12 => Some(hour + 12),
        16..=24 => Some(hour),
        _ => None,
    }
}

/// What [`PARTS`], hours and what stands before them begin with.
static BEGINS: CharSet = CharSet::of("T 的0123456789〇○零◯一二三四五六七八九十廿卅两兩").with_firsts_of(PARTS);

/// Adds the time of day that stands here to `point`; where none stands, nothing changes.
pub(super) fn append(c: &mut Cursor<'_>, point: &mut Point) {
    if !c.begins(&BEGINS) {
        return;
    }
    c.attempt(|c| {
        if !c.eat("T") {
            c.blank();
            c.eat("的");
        }
        let part = c.one(PARTS);
        if c.after("晚") && c.next_in("会報报餐宴稻期于婚") {
            return None;
        }
        match c.attempt(|c| {
            c.blank();
            clock(c)?.within(part)
        }) {
            Some(time) => point.time = Some(time),
            None => point.part = Some(part?.0),
        }
        Some(())
    });
}

impl Time {
    /// 下午3时 is 15.
    fn within(self, part: Option<Daytime>) -> Option<Self> {
        let hour = part.map_or(Some(self.hour), |(_, hour)| hour(self.hour))?;
        Some(Self { hour, ..self })
    }
}

/// A time of day without a day, and where its words begin: 上午9点, 下午5点前, 八点半, 八点三十分, 9时30分.
///
/// 点 is a decimal point, an item and a little too: 八点五分 is a score, 提出三点 counts, and in 这一点十分重要 there is no
/// number at all. So the words around must say that a time is meant: a part of the day before it, or 半, 钟, minutes of
/// two digits, in a clause that begins before it and ends behind it, or goes on as behind a time.
pub(super) fn alone(c: &mut Cursor<'_>) -> Option<(usize, Form)> {
    // Most numbers have no sign of a time behind them.
    let unit = c.rest().chars().take(5).find(|&c| !is_numeral(c) && c != ' ');
    if !unit.is_some_and(|unit| "点點时時:：".contains(unit)) {
        return None;
    }
    let before = c.before();
    let head = before.trim_end_matches(' ');
    let part = PARTS.iter().find(|(word, _)| head.ends_with(word));
    // At most two blanks, as between the other parts of a time. 下午     3时30分 is not half past three in the night.
    if part.is_some() && before.len() - head.len() > 2 {
        return None;
    }
    let previous = c.previous();
    if part.is_none()
        && !previous.is_some_and(|c| c.is_ascii_alphanumeric() || ":：.-/".contains(c))
        && let Some(range) = c.attempt(hours)
    {
        return Some(range);
    }
    if part.is_none()
        && previous.is_some_and(|c| c.is_alphanumeric() && !"于於在从自到至".contains(c) || NAMED.contains(c))
    {
        return None;
    }
    let begin = part.map_or(c.at, |(word, _)| head.len() - word.len());
    let of = part.map(|&(_, part)| part);
    let first = c.attempt(if of.is_some() { clock } else { plain_clock })?.within(of)?;
    let point = |time| Point { time: Some(time), ..NOTHING };
    let last = c.attempt(|c| {
        c.blank();
        if !c.eat_any(TO) {
            return None;
        }
        c.blank();
        let of = c.one(PARTS).or(of);
        let last = clock(c)?.within(of)?;
        let minutes = |time: Time| (time.hour, time.minute.unwrap_or_default());
        (minutes(first) < minutes(last)).then_some(last)
    });
    let form = match last {
        Some(last) => Form::Range(point(first), point(last)),
        None if c.attempt(about).is_some() => return None,
        None => c.attempt(side).map_or(Form::Point(point(first)), |side| Form::Limit(side, point(first))),
    };
    Some((begin, form))
}

/// 8:30-17:30: two times in digits need no word that says so.
fn hours(c: &mut Cursor<'_>) -> Option<(usize, Form)> {
    let start = c.at;
    let time = |c: &mut Cursor<'_>| {
        let hour = c.digits().filter(|hour| hour.width <= 2)?.within(0, 24)?;
        c.eat_any(&[":", "："]).then_some(())?;
        Some((i8::try_from(hour).ok()?, sixtieth(c)?))
    };
    let first = time(c)?;
    c.blank();
    c.eat_any(TO).then_some(())?;
    c.blank();
    let last = time(c)?;
    let point = |(hour, minute)| Point { time: Some(Time { hour, minute: Some(minute), second: None }), ..NOTHING };
    let over = c.next_in("0123456789:：.-/");
    (first < last && !over).then(|| (start, Form::Range(point(first), point(last))))
}

/// Before these a name is in quotation marks, or somebody's at a portal.
const NAMED: &str = "“\"「『《〈@＠第.．";

/// 9点左右: a time alone is stated exactly, or not read.
fn about(c: &mut Cursor<'_>) -> Option<()> {
    c.eat_any(&["左右", "上下", "前后"]).then_some(())
}

/// 八点半, 八点钟, 八点三十, 八点三十分, 8时30分, 一点零二分三十六秒, where nothing but a time can be meant.
fn plain_clock(c: &mut Cursor<'_>) -> Option<Time> {
    let whole = |number: Number, high| number.within(0, high).and_then(|value| i8::try_from(value).ok());
    let hour = hour(c)?;
    let mut time = Time { hour, minute: None, second: None };
    let formal = c.eat_any(&["时", "時"]);
    if !formal && !c.eat_any(&["点", "點"]) {
        return None;
    }
    if !formal && c.eat("半") {
        time.minute = Some(30);
    } else if formal || !c.eat_any(&["钟", "鐘", "整"]) {
        let number = c.number().filter(|number| number.is_small())?;
        time.minute = Some(whole(number, 59)?);
        let of_minutes = c.eat("分");
        time.second = c.attempt(|c| {
            let second = whole(c.number().filter(|number| number.is_small() && of_minutes)?, 59)?;
            c.eat("秒").then_some(second)
        });
        // 八点零五分 may be 8.05 points; no decimal is written 八点三十, nor 8点30.
        let two_digits = match number.written {
            Written::Digits => number.width == 2,
            _ => number.value >= 10,
        };
        if formal && !of_minutes || !two_digits && !formal && time.second.is_none() {
            return None;
        }
    }
    c.peek()
        .is_none_or(|next| !next.is_alphanumeric() && !"”\"」』》〉".contains(next) || GOES_ON.contains(next))
        .then_some(time)
}

/// What goes on behind a time of day: 前后左右, 至, 开始, 举行, 召开.
const GOES_ON: &str = "前后左到至开起以再或举召准截";

/// 10:30, 10:30:15, 9时, 9时30分, 9点半.
fn clock(c: &mut Cursor<'_>) -> Option<Time> {
    let mut time = Time { hour: hour(c)?, minute: None, second: None };
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
    // 下午2点多, 9时许: after, or about, and nothing says how long.
    (!c.next_in("多许許余")).then_some(time)
}

/// 9, 九, 两.
fn hour(c: &mut Cursor<'_>) -> Option<i8> {
    if c.eat("两") || c.eat("兩") {
        return Some(2);
    }
    let hour = c.number().filter(|number| number.is_small())?.within(0, 24)?;
    i8::try_from(hour).ok()
}

/// Two digits up to 59.
fn sixtieth(c: &mut Cursor<'_>) -> Option<i8> {
    let value = c.digits().filter(|number| number.width == 2)?.within(0, 59)?;
    i8::try_from(value).ok()
}
