//! Reads the quantity that begins with a numeral.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{
    Dimension, Quantity, label,
    measure::{self, Before, Unit},
};
use crate::mention::{
    Bound, Window,
    amount::{self, Amount},
    bound,
};
use crate::text::numeral::{Form, Numeral, Style};

/// A quantity, its place, and the last numeral in it.
pub(super) struct Read {
    pub(super) range: Range<usize>,
    pub(super) quantity: Quantity,
    pub(super) last: usize,
}

/// The parts of units that are counted together: 3斤5两 is 3.5斤. Only where the sum is exact.
const PARTS: &[(&str, &str, Decimal)] = &[
    ("吨", "公斤", thousandth(1)),
    ("公斤", "克", thousandth(1)),
    ("千克", "克", thousandth(1)),
    ("公斤", "两", thousandth(50)),
    ("斤", "两", thousandth(100)),
    ("两", "钱", thousandth(100)),
    ("公里", "米", thousandth(1)),
    ("千米", "米", thousandth(1)),
    ("米", "厘米", thousandth(10)),
    ("米", "公分", thousandth(10)),
    ("丈", "尺", thousandth(100)),
    ("尺", "寸", thousandth(100)),
    ("亩", "分", thousandth(100)),
    ("升", "毫升", thousandth(1)),
];

/// Times before a length that make it a speed.
const RATES: &[(&str, &str)] = &[("每小时", "小时"), ("每分钟", "分钟"), ("每秒", "秒"), ("每秒钟", "秒")];

/// Below zero: 零下5℃.
const FROST: &str = "零下";

/// Units after which a bare figure is the decimal part: 1米75, 三斤二.
const DECIMAL: &[&str] = &["米", "斤", "公斤", "尺"];

const fn thousandth(n: u32) -> Decimal {
    Decimal::from_parts(n, 0, 0, false, 3)
}

/// The quantity that begins with the numeral `index`.
pub(super) fn quantity(window: &Window<'_>, index: usize) -> Option<Read> {
    let text = window.text;
    let numeral = window.numerals.get(index)?;
    // The last character of a Han numeral may be the unit: 两万两.
    if numeral.style == Style::Digits && !amount::unit_may_follow(window, index, measure::begins) {
        return None;
    }
    let mut amount = Amount::read(window, index)?;
    let mut unit;
    if let Some((shorter, found)) = kilo(window, numeral, &amount) {
        (amount, unit) = (shorter, found);
    } else if let Some(found) = unit_after(window, &amount) {
        unit = found;
    } else {
        amount = amount.range_to(window, amount.end)?;
        unit = unit_after(window, &amount)?;
    }
    if label::is_label(text, numeral, Unit { end: unit.1.end, ..unit.1 }) {
        return None;
    }
    let mut end = unit.1.end;
    if amount.high.is_none() {
        if let Some((wider, other)) = same_unit_range(window, &amount, unit) {
            (amount, unit, end) = (wider, other, other.1.end);
        } else if let Some(part) = part(window, &mut amount, unit) {
            end = part;
        }
    }
    let mut before = bound::before(text, amount.start);
    let frost = text.get(..before.outer).is_some_and(|head| head.ends_with(FROST));
    let frost = frost && (unit.1.dimension == Dimension::Temperature || text.get(unit.0..unit.1.end) == Some("度"));
    if frost {
        (amount.low, amount.high) = match amount.high {
            Some(high) => (-high, Some(-amount.low)),
            None => (-amount.low, None),
        };
        before.start = before.start.min(before.outer - FROST.len());
    }
    let mut name = text.get(unit.0..unit.1.end)?.to_owned();
    let mut dimension = unit.1.dimension;
    // 每小时十公里 is ten kilometres an hour.
    let rate = text.get(..before.outer).and_then(|head| RATES.iter().find(|(words, _)| head.ends_with(words)));
    if let Some((words, time)) = rate.filter(|_| dimension == Dimension::Length) {
        name = format!("{name}/{time}");
        dimension = Dimension::Speed;
        before.start = before.outer - words.len();
    }
    let bare = numeral.traits.bare && amount.bound == Bound::Exact && amount.high.is_none();
    let mut limit = before.bound;
    if bare && limit == Bound::Exact {
        // 百家 and 千户 are words; 上百家 and 过千户 are numbers.
        limit = bound::of_bare(text, amount.start)?;
    }
    if let Some((bound, to)) = bound::after(text, end) {
        (limit, end) = (bound, to);
    }
    let quantity = Quantity {
        amount: amount.low,
        high: amount.high,
        unit: name,
        dimension,
        bound: if frost { limit.or(amount.bound).below_zero() } else { limit.or(amount.bound) },
        each: before.each,
    };
    Some(Read { range: before.start..end, quantity, last: amount.last })
}

/// Words before a list of numbers each of which has the unit that stands behind the last.
const LISTS: &[&str] = &["分别", "分别为", "分别是", "分别有", "分别达", "依次", "依次为", "依次是"];

/// What stands right before a list of counts: 受理12、15件. Behind anything else the numbers may be those of things: 附件1、3份.
const COUNTING: [char; 22] = [
    '到', '理', '结', '复', '开', '布', '发', '展', '办', '定', '订', '训', '为', '有', '达', '了', '共', '计', '及',
    '成', '出', '入',
];

/// Units that number things as often as they count them: 依照及12、15条.
const NUMBERING: &[&str] = &["条", "款", "项", "章", "节", "期", "届", "号", "级", "类", "页", "层", "楼"];

/// Whether bare numbers with signs between are counts that share the unit of the last. Neighbours (5、6件) are about as many,
/// four digits may be a year, and the three behind a sign the rest of a number that it groups (1、200件).
fn share(numerals: &[Numeral], head: &str, unit: &str) -> bool {
    let neighbours = |pair: &[Numeral]| match pair {
        [low, high] => high.value.zip(low.value).is_some_and(|(high, low)| high == low + Decimal::ONE),
        _ => true,
    };
    let year = |numeral: &Numeral| numeral.range.len() == 4;
    let grouped = numerals.len() == 2 && numerals.last().is_some_and(|last| last.range.len() == 3);
    head.ends_with(COUNTING)
        && !NUMBERING.contains(&unit)
        && !grouped
        && !numerals.iter().any(year)
        && !numerals.windows(2).any(neighbours)
}

/// The first of the bare numbers that share the unit of `last`, read from the numeral `index`: 分别为12、15和20人, 受理12、15件;
/// `index` itself where it stands alone. None before `free`, which others have.
pub(super) fn list(window: &Window<'_>, free: usize, index: usize, last: &mut Quantity) -> usize {
    let bare = |numeral: &Numeral| {
        let traits = numeral.traits;
        let odd = traits.multiplier || traits.signed || traits.lettered || numeral.is_approximate();
        numeral.style == Style::Digits && numeral.form == Form::Plain && numeral.value.is_some() && !odd
    };
    let Some(end) = window.numerals.get(index).filter(|numeral| bare(numeral) && last.high.is_none()) else {
        return index;
    };
    let (mut first, mut start) = (index, end.range.start);
    while let Some(left) = first.checked_sub(1).filter(|&left| left >= free)
        && let Some(numeral) = window.numerals.get(left).filter(|numeral| bare(numeral))
        && matches!(window.text.get(numeral.range.end..start), Some("、" | "和" | "及"))
    {
        (first, start) = (left, numeral.range.start);
    }
    let head = window.text.get(..start).unwrap_or_default();
    if first == index {
        return index;
    }
    let each = LISTS.iter().any(|word| head.ends_with(word));
    if !each && !share(window.numerals.get(first..=index).unwrap_or_default(), head, &last.unit) {
        return index;
    }
    last.each |= each;
    first
}

/// Where a unit begins, and the unit.
type Placed = (usize, Unit);

/// Blanks between figures and their unit at most: 12 件, or two in a line that was stretched to the margin.
const MOST_BLANKS: usize = 2;

/// The unit behind an amount; figures may leave blanks before it.
fn unit_after(window: &Window<'_>, amount: &Amount) -> Option<Placed> {
    let numeral = amount.numeral(window)?;
    let tail = window.text.get(amount.end..)?;
    let space = tail.bytes().take_while(|&byte| byte == b' ').count();
    let at = amount.end + if numeral.style == Style::Han { 0 } else { space.min(MOST_BLANKS) };
    Some((at, measure::unit_at(window.text, at, shape(window, numeral))?))
}

/// What the numeral looks like to a measure word.
fn shape(window: &Window<'_>, numeral: &Numeral) -> Before {
    match window.text.get(numeral.range.start..numeral.excess_end) {
        Some("一") => Before::One,
        _ if numeral.style != Style::Han => Before::Figures,
        _ if numeral.traits.single && numeral.excess_end == numeral.range.end => Before::HanDigit,
        _ => Before::Number,
    }
}

/// 千克, 千瓦 and 兆瓦 behind a number, where 千 and 兆 were read as its last multiplier, or with its last digit as a
/// numeral of their own (二十 and 五千 of 二十五千克); and 两万两.
fn kilo(window: &Window<'_>, numeral: &Numeral, amount: &Amount) -> Option<(Amount, Placed)> {
    let text = window.text;
    let next = amount::numeral_at(window, amount.last + 1, numeral.range.end);
    let (last, end) = match next {
        Some((index, next)) => (index, next.range.end),
        None => (amount.last, numeral.range.end),
    };
    let words = text.get(numeral.range.start..end)?;
    let tail = text.get(end..)?;
    let sign = words.chars().next_back()?;
    let stem = words.get(..words.len() - sign.len_utf8()).filter(|stem| !stem.is_empty())?;
    let at = numeral.range.start + stem.len();
    let unit = match sign {
        '千' | '兆' if tail.starts_with(['克', '米', '瓦', '卡', '伏', '赫', '焦', '帕', '比', '字', '牛']) => {
            measure::unit_at(text, at, Before::Number)?
        }
        '两' if stem.ends_with(['十', '百', '千', '万']) => Unit { end, dimension: Dimension::Mass },
        _ => return None,
    };
    let low = amount::parse(stem)?;
    Some((Amount { low, high: None, end: at, bound: Bound::Exact, last, ..amount.clone() }, (at, unit)))
}

/// 5件至8件: the range whose ends both have the unit.
fn same_unit_range(window: &Window<'_>, amount: &Amount, unit: Placed) -> Option<(Amount, Placed)> {
    let wider = amount.range_to(window, unit.1.end)?;
    let upper = Amount::read(window, wider.last)?;
    let other = unit_after(window, &upper)?;
    let words = |(at, unit): Placed| window.text.get(at..unit.end);
    (words(unit) == words(other)).then_some((wider, other))
}

/// Adds the part that follows the unit, 三斤半, 3斤5两, 1米75, and gives its end.
fn part(window: &Window<'_>, amount: &mut Amount, unit: Placed) -> Option<usize> {
    let text = window.text;
    let (index, next) = amount::numeral_at(window, amount.last + 1, unit.1.end)?;
    let value = next.value.filter(|_| !next.is_approximate() && !next.traits.signed)?;
    let name = text.get(unit.0..unit.1.end)?;
    let tail = text.get(next.range.end..)?;
    let (more, end) = if next.traits.half {
        let counts = matches!(unit.1.dimension, Dimension::Count | Dimension::Person | Dimension::Event);
        if counts && !measure::closes(tail) || tail.starts_with(['年', '月', '天', '日', '小', '数', '径', '程', '夜'])
        {
            return None;
        }
        (value, next.range.end)
    } else if let Some((_, small, scale)) =
        PARTS.iter().find(|(large, small, _)| *large == name && tail.starts_with(small))
    {
        (value.checked_mul(*scale)?, next.range.end + small.len())
    } else {
        let places = u32::try_from(text.get(next.range.clone())?.chars().count()).ok().filter(|&n| n <= 2)?;
        let plain = value.is_integer() && (next.style == Style::Digits || places == 1) && amount.low.is_integer();
        let closed = !tail.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '%' | '/' | '.' | '×'));
        if !DECIMAL.contains(&name) || !plain || !closed {
            return None;
        }
        (Decimal::new(i64::try_from(value.mantissa()).ok()?, places), next.range.end)
    };
    amount.low = amount.low.checked_add(more)?;
    amount.last = index;
    Some(end)
}
