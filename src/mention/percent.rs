//! Percentages（百分比）.

use std::fmt;

use rust_decimal::Decimal;

use super::{Example, Extractor, Hit, Kind, Mention, Window, number::letter};
use crate::text::{
    char_set::CharSet,
    numeral::{Form, Numeral},
};

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::Percent,
    term: "百分比",
    about: "A share of a hundred: %, ‰, 百分之, 千分之, 万分之, 成 (tenths), 折 (what a discount leaves), and 个百分点, the difference of two \
            shares. The value is in per cent. A vague share (百分之二三十) is not guessed.",
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
        Example { text: "打对折，75折，两折", finds: &[("对折", "50"), ("75折", "75"), ("两折", "20")] },
        Example { text: "百分之二三十", finds: &[] },
        Example { text: "2015年建成3成立大会，一成不变，折合5折旧", finds: &[] },
    ],
};

/// A share in per cent（百分比）.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Percent {
    /// In per cent: 95.6% is `95.6`, 九成 is `90`.
    pub value: Decimal,
    /// How it is printed.
    pub unit: PercentUnit,
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
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value.normalize())
    }
}

/// What stands behind a number that is a share, or begins what does.
static SIGNS: CharSet = CharSet::of("%‰成折个個百");

/// What follows 成 and 折 where they are parts of words.
const AFTER_TENTHS: &str = "立员員长長功为為就本都果年人份分交效品套系天婚";
const AFTER_DISCOUNT: &str = "合算旧舊射叠疊页頁纸紙磨腾騰返";

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let mut halves = window.marks.iter().filter_map(|&(at, c)| half(window.text, at, c)).peekable();
    let mut previous: Option<&Numeral> = None;
    for numeral in &window.numerals {
        while let Some(hit) = halves.next_if(|hit| hit.range.start < numeral.range.start) {
            hits.push(hit);
        }
        hits.extend(percent(window.text, numeral, previous));
        previous = Some(numeral);
    }
    hits.extend(halves);
}

fn percent(text: &str, numeral: &Numeral, previous: Option<&Numeral>) -> Option<Hit> {
    let value = numeral.value.filter(|_| numeral.high.is_none() && !numeral.traits.more)?;
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
    let value = value.checked_mul(times.1)?;
    let hit =
        |start, end, value, unit| Some(Hit { range: start..end, mention: Mention::Percent(Percent { value, unit }) });
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
            let ten = value <= Decimal::TEN && !numeral.traits.bare;
            let tenths = value.checked_mul(Decimal::TEN)?;
            ten.then(|| hit(start, behind, tenths, PercentUnit::Tenths))?
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
    let value = Percent { value: Decimal::new(50, 0), unit: PercentUnit::Discount };
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
