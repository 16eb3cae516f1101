//! Quantities（数量）: a number with its measure word.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Extractor, Hit, Kind, Mention, Window};

pub(super) const EXTRACTOR: Extractor =
    Extractor { kind: Kind::Quantity, term: "数量", about: "", find, examples: &[] };

/// How exactly a number is stated（概数）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// 约, 左右, 近…
    About,
    /// 余, 多, 超, 逾: more than this.
    Over,
    /// 以上, 至少: this or more.
    AtLeast,
    /// 以下, 至多: this or less.
    AtMost,
    /// 不到, 近: less than this.
    Under,
}

impl Bound {
    /// Whether the number is not the exact one.
    #[must_use]
    pub fn is_approximate(self) -> bool {
        self != Self::Exact
    }
}

/// What a measure word measures（量纲）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// 条 件 份 个 …
    Count,
    /// 人 名 人次 …
    Person,
    /// 次 场 期 …
    Event,
    /// 米 公里 …
    Length,
    /// 平方米 亩 …
    Area,
    /// 立方米 升 …
    Volume,
    /// 吨 公斤 …
    Mass,
    /// Anything else with a unit.
    Other,
}

/// A number with its measure word（数量）: 1200余条.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// How many; exact, multipliers applied.
    pub amount: Decimal,
    /// The upper end of a range, 5-8件.
    pub high: Option<Decimal>,
    /// The measure word as printed.
    pub unit: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How exactly it is stated.
    pub bound: Bound,
    /// 各, 均, 分别 before it: it holds for each of several.
    pub each: bool,
}

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    // The measure words that a bare skeleton of the line needs.
    for numeral in &window.numerals {
        let Some(amount) = numeral.value else { continue };
        let rest = window.text.get(numeral.range.end..).unwrap_or_default();
        if let Some(unit) = ["条", "件", "个", "份", "家", "项"].into_iter().find(|unit| rest.starts_with(unit)) {
            let quantity = Quantity {
                amount,
                high: None,
                unit: unit.to_owned(),
                dimension: Dimension::Count,
                bound: Bound::Exact,
                each: false,
            };
            let range = numeral.range.start..numeral.range.end + unit.len();
            hits.push(Hit { range, mention: Mention::Quantity(quantity) });
        }
    }
}
