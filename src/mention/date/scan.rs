//! One pass over a text: from each character that may begin an expression of time the longest reading is tried.

use std::ops::Range;

use super::cursor::{Cursor, han_digit};
use super::numeric::month_and_day;
use super::point::{Reading, TO, point};
use super::value::{DateExpr, Form, Part, Point, Side, Slot, Year};
use super::words::NOTHING;
use super::{duration, festival, gate, plan, recurring, time};
use crate::{mention::Kind, text::char_set::CharSet};

/// An expression of time and its place.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::mention) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    pub(super) value: DateExpr,
    /// 15日 alone is a day of the month, but it may count days too: then, asked for lengths of time alone, it is one.
    pub(super) length: Option<DateExpr>,
}

/// Characters that may begin an expression.
pub(in crate::mention) static BEGIN: CharSet = CharSet::of(
    "0123456789〇○零一二三四五六七八九十廿卅两兩半几幾数多百千今去明昨来來前后後上下本这這当當次翌全年月目现近最同至\
                     迄截自从從在周星礼禮週农農阴陰旧夏公西正冬腊臘大第首每逢按过過未往头数分若\
                     民洪建永宣景天成弘嘉隆万崇顺康雍乾道咸光武贞徽显神先开至长会太庆熙元政靖绍节旦",
);

/// Finds every expression of time, in order, without overlap; `places` are those characters of [`BEGIN`] where one may
/// begin, in order.
pub(in crate::mention) fn scan(text: &str, places: &[usize]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut end = 0;
    for &at in places {
        let start = Cursor::new(text, at);
        let Some(c) = start.peek().filter(|_| at >= end) else { continue };
        if festival::LAST.has(c) {
            end = festive(start, end, &mut tokens).unwrap_or(end);
            continue;
        }
        end = match Some(start).filter(|start| gate::passes(*start)).and_then(expression) {
            Some((range, value, length)) if range.end > at => {
                // Words before the number belong to it, unless an earlier expression has them.
                let taken = tokens.last().map_or(0, |last: &Token| last.range.end);
                let (range, to) = (range.start.max(taken)..range.end, range.end);
                tokens.push(Token { range, kind: kind(&value), value, length });
                to
            }
            // A number that is no date holds none.
            _ if c.is_ascii_digit() => at + start.rest().bytes().take_while(u8::is_ascii_digit).count(),
            _ if is_numeral(c) => {
                at + start.rest().chars().take_while(|&c| is_numeral(c)).map(char::len_utf8).sum::<usize>()
            }
            _ => at + c.len_utf8(),
        };
    }
    tokens
}

fn is_numeral(c: char) -> bool {
    han_digit(c).is_some() || c == '十'
}

/// A point is a date where it is a day; any longer stretch is a period.
fn kind(value: &DateExpr) -> Kind {
    match &value.form {
        // A damaged one is a day of which only more was lost.
        Form::Point(point) | Form::Limit(_, point) if point.is_day() || value.damaged => Kind::Date,
        Form::Away { .. } => Kind::Date,
        Form::Point(_) | Form::Limit(..) | Form::Range(..) | Form::Span { .. } => Kind::DatePeriod,
        Form::Duration(_) => Kind::Duration,
        Form::Recurring(_) => Kind::Recurring,
    }
}

/// Adds the festival whose last character stands at `c`, to the year that stands right before it, if one does; where it
/// ends. Nothing before `free` is touched.
fn festive(mut c: Cursor<'_>, free: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let (start, mut point) = festival::around(&mut c).filter(|&(start, _)| start >= free)?;
    let year = match tokens.last() {
        Some(Token { range, value: DateExpr { form: Form::Point(year), damaged: false }, .. })
            if range.end == start && *year == (Point { year: year.year, ..NOTHING }) =>
        {
            point.year = year.year;
            Some(range.start)
        }
        _ => None,
    };
    if year.is_some() {
        tokens.pop();
    }
    let form = c.attempt(side).map_or(Form::Point(point), |side| Form::Limit(side, point));
    let value = DateExpr::from(form);
    tokens.push(Token { range: year.unwrap_or(start)..c.at, kind: kind(&value), value, length: None });
    Some(c.at)
}

type Expression = (Range<usize>, DateExpr, Option<DateExpr>);

fn expression(start: Cursor<'_>) -> Option<Expression> {
    let mut c = start;
    let value = match c.peek()? {
        '截' => as_of(&mut c),
        '自' | '从' | '從' => since(&mut c),
        '在' => between(&mut c),
        '至' | '迄' if c.rest().starts_with("至今") || c.rest().starts_with("迄今") => until_now(&mut c),
        '每' | '逢' | '按' => recurring::recurring(&mut c),
        _ => return number_or_word(start),
    }?;
    Some((start.at..c.at, value, None))
}

fn number_or_word(start: Cursor<'_>) -> Option<Expression> {
    let mut c = start;
    if start.next_in("十第")
        && let Some((form, quoted)) = c.attempt(plan::period)
    {
        let mark = start.previous().filter(|_| quoted).map_or(0, char::len_utf8);
        return Some((start.at - mark..c.at, form.into(), None));
    }
    if let Some(value) = c.attempt(duration::span) {
        return Some((start.at..c.at, value, None));
    }
    if let Some(value) = c.attempt(dated) {
        // Whether 15日 counts days, nothing tells.
        let length = match value.form {
            Form::Point(Point { day: Some(Slot::Stated(days)), month: None, year: None, time: None, .. }) => start
                .rest()
                .get(..c.at - start.at)
                .filter(|words| words.ends_with('日'))
                .map(|_| duration::of_days(days)),
            _ => None,
        };
        return Some((start.at..c.at, value, length));
    }
    if let Some((before, form)) = c.attempt(time::alone) {
        return Some((before..c.at, form.into(), None));
    }
    let value = duration::length(&mut c)?;
    Some((start.at..c.at, value, None))
}

/// A point, a range of two, or a limit: 2015年, 2009年至2014年, 5月15日前.
fn dated(c: &mut Cursor<'_>) -> Option<DateExpr> {
    let first = point(c, false)?;
    if let Some(range) = c.attempt(|c| range(c, first)) {
        return Some(range);
    }
    let form = match first.to {
        Some(to) => Form::Range(first.from, to),
        None => match c.attempt(side) {
            // 2010年之后2018年之前
            Some(Side::After) => match c.attempt(|c| point(c, true).filter(|_| side(c) == Some(Side::Before))) {
                Some(Reading { from: to, to: None, damaged: false }) => Form::Range(first.from, to),
                _ => Form::Limit(Side::After, first.from),
            },
            Some(side) => Form::Limit(side, first.from),
            // 次月十五日内: up to that day.
            None if first.from.day.is_some() && c.attempt(inside).is_some() => Form::Limit(Side::Before, first.from),
            None => Form::Point(first.from),
        },
    };
    Some(DateExpr { form, damaged: first.damaged })
}

/// 内 behind a day.
pub(super) fn inside(c: &mut Cursor<'_>) -> Option<()> {
    (c.eat_any(&["以内", "之内", "内"]) && !c.next_in("容部外设蒙科")).then_some(())
}

/// What [`TO`] and the words before it begin with.
static JOINS: CharSet = CharSet::of(" 起开").with_firsts(TO);

/// The rest of a range whose first point is read.
fn range(c: &mut Cursor<'_>, first: Reading) -> Option<DateExpr> {
    if first.to.is_some() {
        return None;
    }
    if !c.begins(&JOINS) {
        return None;
    }
    let in_signs = c.after("0123456789");
    c.blank();
    c.eat_any(&["起", "开始"]);
    if !c.eat_any(TO) {
        return None;
    }
    c.blank();
    if c.attempt(present).is_some() {
        return Some(Form::Range(first.from, Point { part: Some(Part::Now), ..NOTHING }).into());
    }
    let second = match c.attempt(|c| if in_signs { month_and_day(c, &first.from) } else { None }) {
        Some(second) => second.into(),
        None => point(c, true).filter(|second| second.to.is_none())?,
    };
    let to = inherit(&first.from, second.from);
    c.eat_any(&["为止", "止"]);
    Some(DateExpr { form: Form::Range(first.from, to), damaged: first.damaged || second.damaged })
}

/// 今 in 至今, and longer words for the present.
fn present(c: &mut Cursor<'_>) -> Option<()> {
    if c.eat_any(&["现在", "目前", "当前"]) {
        return Some(());
    }
    (c.eat("今") && !c.next_in("年天日晚晨春夏秋冬")).then_some(())
}

/// The end of a range has the larger fields of its beginning where it states none of its own and would not come before it.
fn inherit(from: &Point, to: Point) -> Point {
    let mut whole = to;
    if to.year.is_some() || to.week.is_some() || to.weekday.is_some() || matches!(to.day, Some(Slot::Offset(_))) {
        return to;
    }
    if to.part == Some(Part::Now) || from.week.is_some() || matches!(from.day, Some(Slot::Offset(_))) {
        return to;
    }
    whole.year = from.year;
    whole.lunar |= from.lunar;
    if to.month.is_none() && (to.day.is_some() || matches!(to.part, Some(Part::TenDays(_)))) {
        whole.month = from.month;
    }
    let order = |point: &Point| match (point.month, point.day) {
        (Some(Slot::Stated(month)), Some(Slot::Stated(day))) => Some((month, day)),
        (Some(Slot::Stated(month)), None) => Some((month, 0)),
        (None, Some(Slot::Stated(day))) => Some((0, day)),
        _ => None,
    };
    match (order(from), order(&whole)) {
        (Some(first), Some(last)) if first > last => to,
        _ => whole,
    }
}

/// Words for sides, the longer before the shorter.
const SIDES: &[(&str, Side)] = &[
    ("左右", Side::Around),
    ("前后", Side::Around),
    ("前後", Side::Around),
    ("以前", Side::Before),
    ("之前", Side::Before),
    ("前", Side::Before),
    ("以来", Side::Since),
    ("以來", Side::Since),
    ("以后", Side::After),
    ("以後", Side::After),
    ("之后", Side::After),
    ("之後", Side::After),
    ("后", Side::After),
    ("後", Side::After),
    ("开始", Side::Since),
    ("起", Side::Since),
];
/// What they and what stands before them begin with.
static SIDE_BEGINS: CharSet = CharSet::of(" （(").with_firsts_of(SIDES);

/// 前 behind a point, unless it begins a word of its own.
pub(super) fn side(c: &mut Cursor<'_>) -> Option<Side> {
    if !c.begins(&SIDE_BEGINS) {
        return None;
    }
    c.blank();
    // 2015年（含）以后 begins with that year.
    let included = c.eat_any(&["（含）", "(含)", "（含当年）", "（含当日）"]);
    let start = c.at;
    let side = c.one(SIDES)?;
    let word = match side {
        _ if c.at - start > '前'.len_utf8() => "",
        Side::Before | Side::AsOf => "后往列提期景进沿台身任者言述夕段瞻年天三两几一二四五六七八九十0123456789",
        Side::After => "勤备期果续来台方天年半三两几一二四五六七八九十0123456789",
        Side::Since => "草诉动初头点伏码用至到来飞步义因源重",
        Side::Around => "",
    };
    // 左右江 is a region, 前后端 and 前后任 are what stands before and behind.
    let other = side == Side::Around && c.next_in("江岸侧翼手脚两逢为对转邻摇臂眼声舷端任相台矛排院座");
    match side {
        _ if other || c.next_in(word) => None,
        Side::Before if included => Some(Side::AsOf),
        Side::After if included => Some(Side::Since),
        _ if included => None,
        _ => Some(side),
    }
}

/// 截至目前, 截止到2015年12月31日.
fn as_of(c: &mut Cursor<'_>) -> Option<DateExpr> {
    if !c.eat_any(&["截至到", "截止到", "截止至", "截至", "截止", "截到"]) {
        return None;
    }
    c.blank();
    if c.attempt(present).is_some() {
        return Some(Form::Limit(Side::AsOf, Point { part: Some(Part::Now), ..NOTHING }).into());
    }
    let reading = point(c, true)?;
    c.attempt(|c| side(c).filter(|side| *side == Side::Before));
    c.eat_any(&["为止", "止"]);
    let end = reading.to.unwrap_or(reading.from);
    Some(DateExpr { form: Form::Limit(Side::AsOf, end), damaged: reading.damaged })
}

/// 至今, 迄今为止.
fn until_now(c: &mut Cursor<'_>) -> Option<DateExpr> {
    if !c.eat_any(&["至今", "迄今"]) || c.next_in("年天日晚晨") {
        return None;
    }
    c.eat("为止");
    Some(Form::Limit(Side::AsOf, Point { part: Some(Part::Now), ..NOTHING }).into())
}

/// 自2017年1月1日起至12月31日止, 从一月十日到十二日, 自2015年6月起.
fn since(c: &mut Cursor<'_>) -> Option<DateExpr> {
    if !c.eat_any(&["自从", "自從", "自", "从", "從"]) {
        return None;
    }
    c.blank();
    if let Some(range) = c.attempt(bare_years) {
        return Some(range);
    }
    let first = point(c, true)?;
    if let Some(to) = first.to {
        return Some(DateExpr { form: Form::Range(first.from, to), damaged: first.damaged });
    }
    if let Some(range) = c.attempt(|c| range(c, first)) {
        return Some(range);
    }
    match c.attempt(side)? {
        side @ (Side::Since | Side::After) => {
            Some(DateExpr { form: Form::Limit(side, first.from), damaged: first.damaged })
        }
        _ => None,
    }
}

/// 从2016-2018: two bare years, told by 从.
fn bare_years(c: &mut Cursor<'_>) -> Option<DateExpr> {
    let year = |c: &mut Cursor<'_>| {
        c.blank();
        c.digits().filter(|number| number.width == 4)?.within(1900, 2099)
    };
    let from = year(c)?;
    c.blank();
    if !c.eat_any(TO) {
        return None;
    }
    let to = year(c)?;
    let over = c.next_in("0123456789.-/年月日号");
    let point = |year| Point { year: Some(Year::Stated(year)), ..NOTHING };
    (from < to && !over).then(|| Form::Range(point(from), point(to)).into())
}

/// 在2007年与2009年之间
fn between(c: &mut Cursor<'_>) -> Option<DateExpr> {
    c.eat("在");
    let first = point(c, false).filter(|first| first.to.is_none())?;
    c.blank();
    if !c.eat_any(&["与", "與", "和", "至", "到", "-", "—"]) {
        return None;
    }
    c.blank();
    let second = point(c, true).filter(|second| second.to.is_none())?;
    let to = inherit(&first.from, second.from);
    (c.eat("之间") || c.eat("之間"))
        .then_some(DateExpr { form: Form::Range(first.from, to), damaged: first.damaged || second.damaged })
}
