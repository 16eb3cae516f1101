//! Years and months in words: 2015年, 二〇一五年度, 康熙三年, 20世纪90年代, 5月, 1-12月.

use super::cursor::{Cursor, Number, Written};
use super::era;
use super::gate::is_numeral;
use super::point::{Reading, TO};
use super::value::{Point, Slot, Year};
use super::words::{NOTHING, relative};

/// What may follow 月 where it does not name a month: 月龄, 月薪.
const MONTH_WORDS: &str = "龄薪租供票卡息饼嫂亮球经";
/// What may follow 年 where it does not name a year.
const YEAR_WORDS: &str = "级龄薪检审期";

/// 2015年, 二〇一五年度, 15年 before a month, 康熙三年, 20世纪90年代, and 201711日, of which only the year is certain.
pub(super) fn year(c: &mut Cursor<'_>) -> Option<(Point, bool)> {
    let era = c.peek().is_some_and(|c| !is_numeral(c));
    let (_, unit) = c.behind_number();
    // Behind a look-alike zero as in 九0年代 it is not told yet.
    let may_be_decade = era || unit.starts_with(['世', '0', 'O', 'o']) || unit.starts_with("年代");
    let reign = c.attempt(|c| if era { era::year(c) } else { None });
    if let Some(year) = reign.or_else(|| if may_be_decade { c.attempt(decade) } else { None }) {
        return Some((Point { year: Some(year), ..NOTHING }, false));
    }
    if c.eat("公元前") {
        let year = c.number()?.within(1, 9999)?;
        return c.eat("年").then(|| (Point { year: Some(Year::Stated(1 - year)), ..NOTHING }, false));
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
pub(super) fn before_month(mut c: Cursor<'_>) -> Option<()> {
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
pub(super) fn years(c: &mut Cursor<'_>) -> Option<(Point, Point)> {
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

/// 20世纪90年代, 上世纪九十年代, 九〇年代, 21世纪, 90年代.
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
        let number = c.number().filter(|number| number.is_small() || number.width == 2)?;
        c.blank();
        (number.value % 10 == 0 && c.eat("年代")).then(|| number.within(0, 90)).flatten().map(|tens| tens / 10)
    });
    // 1990年代
    if let (None, None, Some(year)) = (century, decade, c.attempt(|c| c.number().filter(|number| number.width == 4))) {
        let year = year.within(1000, 2099).filter(|year| year % 10 == 0 && c.eat("年代"))?;
        return Some(Year::Decade { century: Some(Slot::Stated(year / 100 + 1)), decade: year / 10 % 10 });
    }
    match (century, decade) {
        (century, Some(decade)) => Some(Year::Decade { century, decade }),
        (Some(century), None) => Some(Year::Century(century)),
        (None, None) => None,
    }
}

/// 5月, 5月份, 正月, 本月, 1-12月.
pub(super) fn month(c: &mut Cursor<'_>, reading: &mut Reading) -> Option<()> {
    let word = !c.peek().is_some_and(is_numeral);
    if word
        && reading.from.year.is_some()
        && let Some(Point { month: Some(month), .. }) = c.attempt(relative)
    {
        reading.from.month = Some(month);
        return Some(());
    }
    let lunar = if word { c.one(&[("正月", 1), ("冬月", 11), ("腊月", 12), ("臘月", 12)]) } else { None };
    if let Some(month) = lunar {
        reading.from.lunar = true;
        reading.from.month = Some(Slot::Stated(month));
        return Some(());
    }
    // 元月 is January; 公元月 … is not.
    if word && !c.after("公纪单") && c.eat("元月") {
        c.eat("份");
        reading.from.month = Some(Slot::Stated(1));
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
