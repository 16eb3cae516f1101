//! Percentages（百分比）.

use std::{fmt, ops::Range};

use rust_decimal::Decimal;

use super::{Bound, Example, Extractor, Hit, Kind, Mention, Window, amount::connector, bound, number::letter};
use crate::text::{
    char_set::CharSet,
    numeral::{Form, Numeral, Style},
};

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::Percent,
    term: "百分比",
    about: "A share of a hundred: %, ‰, 百分之, 千分之, 万分之, 成 (tenths), 折 (what a discount leaves), 倍 (times as much), and 个百分点, the \
            difference of two shares. The value is in per cent; a range has two. A vague share (百分之二三十) is not guessed.",
    find,
    examples: &[
        Example { text: "占95.6%，增长３％", finds: &[("95.6%", "95.6"), ("３％", "3")] },
        Example {
            text: "百分之六点三，千分之五，2.5‰",
            finds: &[("百分之六点三", "6.3"), ("千分之五", "0.5"), ("2.5‰", "0.25")],
        },
        Example {
            text: "提高1.2个百分点，达到九成", finds: &[("1.2个百分点", "1.2"), ("九成", "90")]
        },
        Example { text: "是去年的2.3倍，七八成", finds: &[("2.3倍", "230"), ("七八成", "70")] },
        Example { text: "打对折，75折，两折", finds: &[("对折", "50"), ("75折", "75"), ("两折", "20")] },
        Example {
            text: "占70%-80%，百分之三十到四十", finds: &[("70%-80%", "70"), ("百分之三十到四十", "30")]
        },
        Example { text: "5-8%，三至五成", finds: &[("5-8%", "5"), ("三至五成", "30")] },
        Example { text: "从15%到20%", finds: &[("15%", "15"), ("20%", "20")] },
        Example { text: "百分之二三十，数倍，三倍数", finds: &[] },
        Example { text: "2015年建成3成立大会，一成不变，折合5折旧", finds: &[] },
    ],
};

/// A share in per cent（百分比）.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Percent {
    /// In per cent: 95.6% is `95.6`, 九成 is `90`.
    pub value: Decimal,
    /// The upper end of a range: 80 of 70%-80%.
    pub high: Option<Decimal>,
    /// How it is printed.
    pub unit: PercentUnit,
    /// How exactly it is stated, by words that stand around it and are no part of it: 95%以上, 不低于95%.
    pub bound: Bound,
}

/// How a share is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PercentUnit {
    /// 95.6%, 百分之五
    Percent,
    /// 2‰, 千分之二, 万分之一
    Fraction,
    /// 1.2个百分点: a difference of two shares.
    Points,
    /// 九成
    Tenths,
    /// 七五折
    Discount,
    /// 2.3倍: so many times as much.
    Times,
}

impl PercentUnit {
    /// The words of official Chinese for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::Fraction => "分之",
            Self::Points => "个百分点",
            Self::Tenths => "成",
            Self::Discount => "折",
            Self::Times => "倍",
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value.normalize())
    }
}

/// What stands behind a number that is a share, or begins what does.
static SIGNS: CharSet = CharSet::of("%‰成折倍个個百");

/// What may stand right behind a number that is one: its sign, a blank before that, or a letter that multiplies.
static BEGINS_SIGN: CharSet = CharSet::of("%‰成折倍个個百 kKMG");

/// What follows 成 and 折 where they are parts of words.
const AFTER_TENTHS: &str = "立员員长長功为為就本都果年人份分交效品套系天婚";
const AFTER_DISCOUNT: &str = "合算旧舊射叠疊页頁纸紙磨腾騰返";
const AFTER_TIMES: &str = "数數增率感受镜鏡频頻速加";

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let own = hits.len();
    let mut halves = window.marks.iter().filter_map(|&(at, c)| half(window.text, at, c)).peekable();
    let mut previous: Option<&Numeral> = None;
    for numeral in &window.numerals {
        while let Some(hit) = halves.next_if(|hit| hit.range.start < numeral.range.start) {
            hits.push(hit);
        }
        let hit = percent(window.text, numeral, previous);
        let last = hits.get_mut(own..).and_then(<[Hit]>::last_mut);
        let joined = last.is_some_and(|last| join(window.text, last, hit.as_ref(), numeral));
        if let Some(mut hit) = hit.filter(|_| !joined) {
            if let Some(previous) = previous {
                widen(window.text, &mut hit, numeral, previous);
            }
            hits.push(hit);
        }
        previous = Some(numeral);
    }
    hits.extend(halves);
    for hit in hits.get_mut(own..).unwrap_or_default() {
        if let Mention::Percent(share) = &mut hit.mention {
            share.bound = bound_of(window.text, &hit.range).or(share.bound);
        }
    }
}

/// What the words around a share say of it.
fn bound_of(text: &str, range: &Range<usize>) -> Bound {
    match bound::after(text, range.end) {
        Some((bound, _)) => bound,
        None => bound::before(text, range.start).bound,
    }
}

/// Bytes between the ends of a range at most: a sign of two characters between blanks.
const FAR: usize = 8;

/// Makes one range of the share read last and `hit`, or the bare number behind it: 70%-80%, 百分之三十到百分之四十,
/// 百分之三十到四十. Whether it does.
fn join(text: &str, last: &mut Hit, hit: Option<&Hit>, numeral: &Numeral) -> bool {
    let Mention::Percent(low) = &mut last.mention else { return false };
    let start = hit.map_or(numeral.range.start, |hit| hit.range.start);
    let near = start.saturating_sub(last.range.end) <= FAR;
    if !near || low.high.is_some() || connector(text, last.range.end) != Some(start) || changes(text, last.range.start)
    {
        return false;
    }
    let (end, high) = match hit.map(|hit| (hit.range.end, &hit.mention)) {
        Some((end, Mention::Percent(Percent { value, high: None, unit, .. }))) if *unit == low.unit => (end, *value),
        None => {
            let share = text.get(last.range.clone()).is_some_and(|words| words.starts_with('百'));
            let plain = numeral.form == Form::Plain && numeral.style == Style::Han && numeral.high.is_none();
            let behind = text.get(numeral.range.end..).and_then(|behind| behind.chars().next());
            let ends = behind.is_none_or(|c| !c.is_alphanumeric() || "之的左以".contains(c));
            match numeral.value.filter(|_| share && plain && ends) {
                Some(value) => (numeral.range.end, value),
                None => return false,
            }
        }
        Some(_) => return false,
    };
    if low.value >= high {
        return false;
    }
    (low.high, low.bound, last.range.end) = (Some(high), Bound::About, end);
    true
}

/// 从15%到20%: what grew is no range.
fn changes(text: &str, start: usize) -> bool {
    text.get(..start).is_some_and(|head| head.ends_with(['从', '由', '自', '從']))
}

/// Takes the bare number before the share `hit` as the lower end of a range: 70-80%, 三至五成, 2-3个百分点. The share that is
/// read of `numeral` is never 80% alone then.
fn widen(text: &str, hit: &mut Hit, numeral: &Numeral, previous: &Numeral) {
    let Mention::Percent(share) = &mut hit.mention else { return };
    let plain = previous.form == Form::Plain && !previous.is_approximate() && previous.style == numeral.style;
    let joined = hit.range.start == numeral.range.start && connector(text, previous.range.end) == Some(hit.range.start);
    if share.high.is_some() || !plain || !joined || changes(text, previous.range.start) {
        return;
    }
    // Of a code, a date or another sum only the share is certain: GB/T 1-5%, 3、4-5%.
    let before = text.get(..previous.range.start).and_then(|head| head.trim_end_matches(' ').chars().next_back());
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || "-—–~～至到./:：第".contains(c)) {
        return;
    }
    let (Some(low), Some(high)) = (previous.value, numeral.value.filter(|high| !high.is_zero())) else { return };
    let scaled = share.value.checked_div(high).and_then(|times| low.checked_mul(times));
    if let Some(value) = scaled.filter(|value| low < high && *value < share.value) {
        *share = Percent { value, high: Some(share.value), unit: share.unit, bound: Bound::About };
        hit.range.start = previous.range.start;
    }
}

fn percent(text: &str, numeral: &Numeral, previous: Option<&Numeral>) -> Option<Hit> {
    if numeral.form != Form::Share && !token_at(text, numeral.range.end).is_some_and(|c| BEGINS_SIGN.has(c)) {
        return None;
    }
    let value = numeral.value.filter(|_| !numeral.traits.more)?;
    let hundred = Decimal::ONE_HUNDRED;
    let (mut start, end) = (numeral.range.start, numeral.range.end);
    let times = match letter(text, numeral) {
        Some(power) => (1, Decimal::from(10u64.checked_pow(power)?)),
        None => (0, Decimal::ONE),
    };
    let end = end + times.0;
    let sign = token(text, end);
    if numeral.form != Form::Share && !sign.is_some_and(|(sign, _)| SIGNS.has(sign)) {
        return None;
    }
    // 百分之二三十 is not guessed; 七八成 is told.
    if numeral.high.is_some() && sign.is_none_or(|(sign, _)| sign != '成') {
        return None;
    }
    let value = value.checked_mul(times.1)?;
    let hit = |start, end, value, unit| {
        let share = Percent { value, high: None, unit, bound: Bound::Exact };
        Some(Hit { range: start..end, mention: Mention::Percent(share) })
    };
    if numeral.form == Form::Share {
        let words = text.get(numeral.range.clone())?.trim_start_matches(['负', '負', '-']);
        let unit = if words.starts_with('百') { PercentUnit::Percent } else { PercentUnit::Fraction };
        return hit(start, end, value.checked_mul(hundred)?, unit);
    }
    let (sign, behind) = sign?;
    let behind_is = |list: &str| token_at(text, behind).is_some_and(|c| list.contains(c));
    match sign {
        '%' => hit(start, behind, value, PercentUnit::Percent),
        '‰' => hit(start, behind, value.checked_div(Decimal::TEN)?, PercentUnit::Fraction),
        '成' if numeral.form == Form::Plain && !behind_is(AFTER_TENTHS) && !text.get(behind..)?.starts_with("不变") =>
        {
            let most = numeral.high.unwrap_or(value);
            let tenths = value.checked_mul(Decimal::TEN)?;
            let mut hit = hit(start, behind, tenths, PercentUnit::Tenths)
                .filter(|_| most <= Decimal::TEN && !numeral.traits.bare)?;
            // 七八成
            if let (Mention::Percent(share), Some(high)) = (&mut hit.mention, numeral.high) {
                (share.high, share.bound) = (Some(high.checked_mul(Decimal::TEN)?), Bound::About);
            }
            Some(hit)
        }
        '折' if numeral.form == Form::Plain && !behind_is(AFTER_DISCOUNT) => {
            let mut value = value;
            // 九 九 折: the two digits are read one by one.
            if let Some(tens) = previous.filter(|n| n.traits.single && numeral.traits.single)
                && text.get(tens.range.end..start).is_some_and(|gap| gap.trim().is_empty() && gap.len() <= 4)
            {
                start = tens.range.start;
                value = tens.value?.checked_mul(Decimal::TEN)?.checked_add(value)?;
            }
            // 七五折 and 75折 are in hundredths, 七折 and 7.5折 in tenths.
            let value = if value < Decimal::TEN { value.checked_mul(Decimal::TEN)? } else { value };
            (value <= hundred).then(|| hit(start, behind, value, PercentUnit::Discount))?
        }
        '倍' if !behind_is(AFTER_TIMES) && !numeral.traits.bare => {
            hit(start, behind, value.checked_mul(hundred)?, PercentUnit::Times)
        }
        '个' | '個' | '百' => {
            let mut at = behind;
            for wanted in ["个個", "百", "分", "点點"].into_iter().skip(if sign == '百' { 2 } else { 1 }) {
                let (c, next) = token(text, at)?;
                if !wanted.contains(c) {
                    return None;
                }
                at = next;
            }
            hit(start, at, value, PercentUnit::Points)
        }
        _ => None,
    }
}

/// 对折.
fn half(text: &str, at: usize, c: char) -> Option<Hit> {
    let start = at.checked_sub(3).filter(|_| c == '折')?;
    let pair = matches!(text.get(start..at), Some("对" | "對"));
    let value = Percent { value: Decimal::new(50, 0), high: None, unit: PercentUnit::Discount, bound: Bound::Exact };
    pair.then(|| Hit { range: start..at + c.len_utf8(), mention: Mention::Percent(value) })
}

/// The next character that is no blank, at most four away, and the place behind it.
fn token(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let (gap, c) = rest.char_indices().take(5).find(|&(_, c)| c != ' ')?;
    Some((c, at + gap + c.len_utf8()))
}

fn token_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
