//! Days in words: 15日 and 12号 behind a month or alone, 1-5日, 初一, 大年三十.

use super::cursor::{Cursor, Number, Written};
use super::point::{Reading, TO};
use super::value::{Point, Slot};
use super::year::before_month;

/// What may follow 日 where it does not name a day: 日均, 日常.
const DAY_WORDS: &str = "均常游元薪产化";
/// Measure words and the like: 1月15 before one of these is 1月 and so many.
const COUNTED: &str = "个件条份次项人名家篇期场元万亿千百余多几十%％.‰度时点分秒周年月天岁种类级所座栋套台辆册页宗起位户处批届例只支把张块片根笔股门章节款卷本字行列组队班间层楼米里吨斤克升亩顷公平方立以上下0123456789-/:：成倍";

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

/// 大年初一, 大年三十.
pub(super) fn new_year(c: &mut Cursor<'_>, point: &mut Point) -> Option<()> {
    c.eat("大年").then_some(())?;
    let first = c.attempt(lunar_day);
    let day = first.or_else(|| c.number()?.within(30, 30))?;
    point.lunar = true;
    point.month = Some(Slot::Stated(if first.is_some() { 1 } else { 12 }));
    point.day = Some(Slot::Stated(day));
    Some(())
}

/// 15日, 12号, 5-8日, 大年初一 without a month.
pub(super) fn bare_day(c: &mut Cursor<'_>, reading: &mut Reading, inner: bool) {
    let start = *c;
    let base = reading.from;
    c.attempt(|c| {
        if c.attempt(|c| new_year(c, &mut reading.from)).is_some() {
            return Some(());
        }
        if reading.from.lunar {
            return None;
        }
        if start.previous().is_some_and(|c| c.is_ascii_alphanumeric() || "第.-/〕]）)·".contains(c)) && !inner {
            return None;
        }
        if start.is_behind_month() && !inner {
            return None;
        }
        let number = c.number().filter(|number| number.is_small())?;
        if let Some((first, second)) = c.attempt(|c| shared_day(c, number)) {
            // 三至五日 counts: days of the month stand in digits (GB/T 15835).
            if !inner && (c.next_in("内间均") || counts_days(&start) || number.written != Written::Digits) {
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
            // In Han alone, 二日 counts, unless it begins a range; days of the month stand in digits (GB/T 15835).
            if !inner && (counts_days(&start) || (number.written == Written::Placed && !before_day(*c))) {
                return None;
            }
        } else if !c.eat_any(&["号", "號"]) || !(inner || stands_alone(&start, c)) {
            return None;
        }
        reading.from.day = Some(Slot::Stated(day));
        Some(())
    });
}

/// A sign of a range and another day stand here: 十日[至十二日].
fn before_day(mut c: Cursor<'_>) -> bool {
    c.eat_any(TO) && c.number().is_some_and(|number| number.is_small()) && c.eat("日")
}

/// Before N日 days are counted: 公示5日, 连续3日, 满30日, 之日起30日, 期限为15日.
fn counts_days(start: &Cursor<'_>) -> bool {
    let near = start.before().trim_end_matches('为');
    start.after("示续期限于过满每逾近共达前约历时长少第余后起")
        || (near.len() < start.at && near.ends_with(['期', '间', '限', '长']))
}

/// A number with 号 is a day only where it stands like one: houses, lines, buses and documents have such numbers too.
fn stands_alone(start: &Cursor<'_>, end: &Cursor<'_>) -> bool {
    let opens = start.previous().is_none_or(|c| "，。；、：:,;!！？?\n\t 在于到从自".contains(c));
    opens
        && !end.next_in("楼线文令院门厅机车店馆室铺仓井矿岛桥地路库窗通函决议提建案信台站码字箱牌柜井段标岗服会厂坝船")
}
