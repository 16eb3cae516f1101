//! Lengths of time: 20个工作日, 三年半, 15日内; and lengths that hang on the present: 近三年, 三天前.

use rust_decimal::Decimal;

use super::cursor::{Cursor, Written, han_digit};
use super::point::TO;
use super::scan::side;
use super::value::{DateExpr, Duration, Form, Side, Unit};
use crate::mention::{Bound, bound};

/// An amount with its unit, as one piece of a length: 三个半月 is 3.5 months.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Piece {
    /// `None` where it is not stated: 几, 数, 多.
    amount: Option<Decimal>,
    high: Option<Decimal>,
    bound: Bound,
    unit: Unit,
}

/// How a unit is written: the word, what it is, how many of it the word means, and the neighbour that makes another word.
struct Word(&'static str, Unit, i64, &'static str);

/// Units, the longer word before the shorter.
const UNITS: &[Word] = &[
    Word("年", Unit::Year, 1, "级级代龄薪检审轻货底初末度会糕画"),
    Word("世纪", Unit::Year, 100, ""),
    Word("季度", Unit::Quarter, 1, ""),
    Word("周", Unit::Week, 1, "年岁期边围长密转"),
    Word("週", Unit::Week, 1, "年期邊圍"),
    Word("星期", Unit::Week, 1, ""),
    Word("礼拜", Unit::Week, 1, ""),
    Word("禮拜", Unit::Week, 1, ""),
    Word("工作日", Unit::WorkingDay, 1, ""),
    Word("自然日", Unit::Day, 1, ""),
    Word("日历日", Unit::Day, 1, ""),
    Word("昼夜", Unit::Day, 1, ""),
    Word("天", Unit::Day, 1, "然津气台文下河桥山线窗"),
    Word("日", Unit::Day, 1, "均常之元照本期报游志"),
    Word("小时", Unit::Hour, 1, "工候"),
    Word("小時", Unit::Hour, 1, "工候"),
    Word("钟头", Unit::Hour, 1, ""),
    Word("鐘頭", Unit::Hour, 1, ""),
    Word("刻钟", Unit::Minute, 15, ""),
    Word("刻鐘", Unit::Minute, 15, ""),
    Word("分钟", Unit::Minute, 1, ""),
    Word("分鐘", Unit::Minute, 1, ""),
    Word("秒钟", Unit::Second, 1, ""),
    Word("秒鐘", Unit::Second, 1, ""),
    Word("秒", Unit::Second, 1, "杀表速"),
];

/// Units that need 个 before them.
const COUNTED: &[Word] =
    &[Word("月", Unit::Month, 1, "亮饼板刊谈形弯"), Word("钟", Unit::Hour, 1, "表楼"), Word("鐘", Unit::Hour, 1, "錶")];

/// So many days.
pub(super) fn of_days(days: i16) -> DateExpr {
    Form::Duration(Duration::of(Some(Decimal::from(days)), Unit::Day)).into()
}

/// A length of time, with what hangs on it: 内, 以上; 前 and 后 make it a distance, 来 a stretch up to now.
pub(super) fn length(c: &mut Cursor<'_>) -> Option<DateExpr> {
    let start = *c;
    if start.is_behind_month() || start.after("第.·/-") || start.previous().is_some_and(|c| c.is_ascii_alphanumeric())
    {
        return None;
    }
    // 第十四个五年规划 is a name.
    if start.after("个") && start.before().chars().rev().take(5).any(|c| c == '第') {
        return None;
    }
    let mut length = plain(c)?;
    // 最后一个工作日 is a day.
    if length.parts.first().is_some_and(|part| part.0 == Some(Decimal::ONE)) && start.before().ends_with("最后") {
        return None;
    }
    if length.bound == Bound::Exact {
        length.bound = said_before(&start);
    }
    if c.attempt(|c| (c.eat("以来") || c.eat("来") || c.eat("以來") || c.eat("來")).then_some(())).is_some() {
        return Some(Form::Span { past: true, length }.into());
    }
    // 自发布之日起30日后 hangs on that day, not on the present.
    let anchored = start.after("起后後");
    if !anchored
        && let Some(later) = c.attempt(|c| match side(c)? {
            Side::Before => Some(false),
            Side::After => Some(true),
            _ => None,
        })
    {
        return Some(Form::Away { later, length }.into());
    }
    if let Some(bound) = c.attempt(said_behind) {
        length.bound = bound;
    }
    Some(Form::Duration(length).into())
}

/// 约三年, 不超过15天: the hedge stands before and is no part of the words.
fn said_before(start: &Cursor<'_>) -> Bound {
    let before = start.before().trim_end_matches(' ');
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let compared = |words: [&str; 2]| words.into_iter().find_map(|word| before.strip_suffix(word));
    // 不得超过, 不应少于
    if compared(["超过", "多于"]).and_then(bound::denial).is_some() {
        return Bound::AtMost;
    }
    if compared(["少于", "低于"]).and_then(bound::denial).is_some() {
        return Bound::AtLeast;
    }
    if ends(&["近", "不到", "不足", "将近", "未满", "不满", "少于"]) {
        Bound::Under
    } else if ends(&["最长", "至多", "最多"]) {
        Bound::AtMost
    } else if ends(&["至少", "最短", "最少", "满"]) {
        Bound::AtLeast
    } else if ends(&["超过", "逾", "多达"]) {
        Bound::Over
    } else if ends(&["约", "大约", "大概", "約"]) {
        Bound::About
    } else {
        Bound::Exact
    }
}

fn said_behind(c: &mut Cursor<'_>) -> Option<Bound> {
    let bound = c.one(&[
        ("以内", Bound::AtMost),
        ("之内", Bound::AtMost),
        ("以內", Bound::AtMost),
        ("内", Bound::AtMost),
        ("內", Bound::AtMost),
        ("以下", Bound::AtMost),
        ("及以上", Bound::AtLeast),
        ("以上", Bound::AtLeast),
        ("左右", Bound::About),
        ("上下", Bound::About),
    ])?;
    (!c.after("内") || !c.next_in("容部外设蒙科")).then_some(bound)
}

/// One or more pieces: 一年多三个月又20天.
fn plain(c: &mut Cursor<'_>) -> Option<Duration> {
    let first = c.attempt(|c| piece(c, None)).or_else(|| c.attempt(minute_and_half))?;
    let mut length = Duration { parts: vec![(first.amount, first.unit)], high: first.high, bound: first.bound };
    let mut unit = first.unit;
    for _ in 0..6 {
        let Some(next) = c.attempt(|c| {
            c.blank();
            let reversed = c.eat_any(&["又", "零", "〇", "加", "外加"]) && c.after("又");
            let next = piece(c, Some(unit))?;
            ((next.unit > unit || (reversed && next.unit != unit)) && next.high.is_none()).then_some(next)
        }) else {
            break;
        };
        unit = next.unit;
        length.parts.push((next.amount, next.unit));
        if next.bound != Bound::Exact {
            length.bound = next.bound;
        }
    }
    length.parts.sort_by_key(|&(_, unit)| unit);
    Some(length)
}

/// 分半: a minute and a half.
fn minute_and_half(c: &mut Cursor<'_>) -> Option<Piece> {
    let alone = c.previous().is_none_or(|c| !c.is_alphanumeric());
    if !alone || !c.eat("分半") {
        return None;
    }
    c.eat_any(&["钟", "鐘"]);
    Some(Piece { amount: Some(Decimal::new(15, 1)), high: None, bound: Bound::Exact, unit: Unit::Minute })
}

fn half() -> Decimal {
    Decimal::new(5, 1)
}

/// One amount with its unit; behind hours 分 and behind days 时 are units too.
fn piece(c: &mut Cursor<'_>, larger: Option<Unit>) -> Option<Piece> {
    let start = *c;
    let halved = c.eat("半");
    // 过半 is more than half; 超过半年 is a length.
    if halved && start.after("上下前后後过大多对夜") && !start.before().ends_with("超过") {
        return None;
    }
    let (mut amount, high, mut bound) = if halved { (Some(half()), None, Bound::Exact) } else { amount(c)? };
    c.blank();
    let mut counted = c.eat_any(&["个", "個"]);
    c.blank();
    // 三个多月, 两个半小时
    if counted && c.eat_any(&["多", "余"]) {
        bound = Bound::Over;
    } else if counted && !halved && c.eat("半") {
        amount = Some(amount?.checked_add(half())?);
    }
    c.blank();
    counted |= halved;
    counted |= amount.is_none() && high.is_none();
    let year_like = start.rest().bytes().take_while(u8::is_ascii_digit).count() >= 4;
    let word = |c: &mut Cursor<'_>, words: &[Word]| {
        words.iter().find_map(|Word(word, unit, times, not)| {
            c.attempt(|c| (c.eat(word) && !c.next_in(not)).then_some((*unit, *times)))
        })
    };
    let mut unit = word(c, UNITS);
    if unit.is_none() && counted {
        unit = word(c, COUNTED);
    }
    if unit.is_none() {
        unit = c.attempt(|c| match larger {
            Some(Unit::Day) => c.eat_any(&["时", "時"]).then_some((Unit::Hour, 1)),
            Some(Unit::Hour) => c.eat("分").then_some((Unit::Minute, 1)),
            _ => minutes(c).then_some((Unit::Minute, 1)),
        });
    }
    let (unit, times) = unit?;
    if unit == Unit::Year && year_like && !halved {
        return None;
    }
    // 一日 alone is an idiom's word: 一日之计.
    if c.attempt(|c| (!halved && c.eat("半") && !c.next_in("天年月日个数")).then_some(())).is_some() {
        amount = Some(amount?.checked_add(half())?);
        c.eat_any(&["钟", "鐘"]);
    } else if c.attempt(|c| (c.eat_any(&["多", "余", "餘"]) && !c.next_in("次种名人家项个")).then_some(())).is_some()
    {
        bound = Bound::Over;
    }
    let times = Decimal::from(times);
    Some(Piece {
        amount: match amount {
            Some(amount) => Some(amount.checked_mul(times)?),
            None => None,
        },
        high: match high {
            Some(high) => Some(high.checked_mul(times)?),
            None => None,
        },
        bound,
        unit,
    })
}

/// 分 counts minutes before seconds or 半: 五分三十秒. Otherwise it counts marks.
fn minutes(c: &mut Cursor<'_>) -> bool {
    if !c.eat("分") {
        return false;
    }
    let mut ahead = *c;
    if ahead.eat("半") {
        return ahead.eat_any(&["钟", "鐘"]);
    }
    ahead.number().is_some() && ahead.eat("秒")
}

/// An amount, its upper end and its hedge.
fn amount(c: &mut Cursor<'_>) -> Option<(Option<Decimal>, Option<Decimal>, Bound)> {
    if c.eat_any(&[
        "好几十",
        "好几",
        "几十",
        "数十",
        "几百",
        "数百",
        "几千",
        "数千",
        "几",
        "幾",
        "数",
        "數",
        "若干",
        "多",
    ]) {
        return Some((None, None, Bound::Exact));
    }
    let start = *c;
    if c.eat_any(&["两三", "兩三", "三两", "三兩"]) {
        return Some((Some(Decimal::TWO), Some(Decimal::from(3)), Bound::Exact));
    }
    let low = value(c)?;
    if c.eat_any(&["几", "幾"]) {
        return Some((None, None, Bound::Exact));
    }
    // 三五天: between three and five.
    let mut digits = start.rest().chars().map_while(han_digit);
    if let (Some(first), Some(second), None) = (digits.next(), digits.next(), digits.next()) {
        if first > 0 && first < second && second - first <= 2 {
            return Some((Some(first.into()), Some(second.into()), Bound::Exact));
        }
        return None;
    }
    let high = c.attempt(|c| {
        c.blank();
        if !c.eat_any(TO) && !c.eat("或") {
            return None;
        }
        c.blank();
        value(c).filter(|high| *high > low)
    });
    let over = high.is_none() && (c.eat("多") || c.eat("余") || c.eat("來") || c.eat("来") || c.eat("餘"));
    Some((Some(low), high, if over { Bound::Over } else { Bound::Exact }))
}

/// A number with its decimals: 2.5, 五点五, 两.
fn value(c: &mut Cursor<'_>) -> Option<Decimal> {
    let scaled = |whole: i32, fraction: i32, width: usize| {
        let scale = u32::try_from(width).ok().filter(|width| *width <= 6)?;
        Decimal::from(whole).checked_add(Decimal::new(fraction.into(), scale))
    };
    if c.eat_any(&["两", "兩", "俩"]) {
        return Some(Decimal::TWO);
    }
    let number = c.number()?;
    if number.written == Written::Digits && number.zero_first && number.width > 1 {
        return None;
    }
    let point = if number.written == Written::Digits { &["."][..] } else { &["点", "點"][..] };
    let fraction = c.attempt(|c| if c.eat_any(point) { c.number() } else { None });
    match fraction {
        Some(fraction) if fraction.written != Written::Placed || fraction.width == 1 => {
            scaled(number.value, fraction.value, fraction.width)
        }
        Some(_) => None,
        None => Some(Decimal::from(number.value)),
    }
}

/// 近三年, 过去十年, 未来五年, 近年来, 上2个月: a length that ends or begins at the present.
pub(super) fn span(c: &mut Cursor<'_>) -> Option<DateExpr> {
    let start = *c;
    let past = match c.peek()? {
        '近' | '最' => {
            c.eat("最");
            c.eat("近").then_some(true)?
        }
        '过' | '過' => c.eat_any(&["过去", "過去"]).then_some(true)?,
        '未' => c.eat_any(&["未来", "未來"]).then_some(false)?,
        '今' => c.eat_any(&["今后", "今後"]).then_some(false)?,
        '上' => c.eat("上").then_some(true)?,
        '下' => c.eat("下").then_some(false)?,
        '这' | '這' => c.eat_any(&["这", "這"]).then_some(true)?,
        _ => return None,
    };
    let word = start.peek()?;
    // 历时近三年 is almost three years.
    if word == '近' && start.after("时已达用了将附接就临靠邻经有长") {
        return None;
    }
    c.blank();
    let length = if word == '近' && c.eat_any(&["年", "些年"]) {
        (!c.next_in("底初末关")).then(|| Duration::of(None, Unit::Year))?
    } else {
        let length = plain(c)?;
        let one = length.parts == [(Some(Decimal::ONE), Unit::Year)] || length.parts.first()?.0 == Some(Decimal::ONE);
        let this = matches!(word, '这' | '這');
        let counted = matches!(word, '上' | '下') && (one || length.parts.iter().any(|(_, unit)| *unit >= Unit::Hour));
        let vague = this && length.parts.first()?.0.is_some_and(|amount| amount > Decimal::TEN);
        let refused = counted || vague || (this && one);
        (!refused).then_some(length)?
    };
    c.eat_any(&["以来", "來", "来", "以內", "以内", "之内", "内", "里", "间"]);
    Some(Form::Span { past, length }.into())
}

/// The length after 每: 两年, 3个月, 半年.
pub(super) fn period(c: &mut Cursor<'_>) -> Option<Duration> {
    let piece = piece(c, None).filter(|piece| piece.amount.is_some())?;
    Some(Duration { parts: vec![(piece.amount, piece.unit)], high: piece.high, bound: piece.bound })
}
