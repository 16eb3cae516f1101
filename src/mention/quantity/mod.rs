//! Quantities（数量）: a number with its measure word.

mod label;
mod measure;
mod read;
mod words;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Bound, Example, Extractor, Hit, Kind, Mention, Window, amount};

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::Quantity,
    term: "数量",
    about: "A number with its measure word or unit (GB/T 15835-2011), its hedge as a bound. Ordinals, article numbers, \
            times, names such as 三公 and 十三五, and 一个 before a noun count nothing.",
    find,
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example { text: "全年公开信息1200余条", finds: &[("1200余条", "1200")] },
    Example { text: "培训三百二十人次", finds: &[("三百二十人次", "320")] },
    Example { text: "每月开展5-8次检查", finds: &[("5-8次", "5")] },
    Example { text: "不少于两名工作人员", finds: &[("不少于两名", "2")] },
    Example {
        text: "新建道路12.5公里、绿地30万平方米", finds: &[("12.5公里", "12.5"), ("30万平方米", "300000")]
    },
    Example { text: "两三个部门", finds: &[("两三个", "2")] },
    Example { text: "分别为12、15和20人", finds: &[("12", "12"), ("15", "15"), ("20人", "20")] },
    Example { text: "依据条例第三十二条、三十三条", finds: &[] },
    Example { text: "召开了一个重要会议", finds: &[] },
    Example { text: "用了3个月和20个工作日", finds: &[] },
    Example { text: "“三公”经费和十三五规划", finds: &[] },
];

/// What a measure word measures（量纲）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Dimension {
    /// 条 件 份 个 …
    Count,
    /// 人 名 位
    Person,
    /// 人次: persons, each counted every time.
    PersonTimes,
    /// 次 场 期 …
    Event,
    /// 岁
    Age,
    /// 米 公里 …
    Length,
    /// 平方米 亩 …
    Area,
    /// 立方米 升 …
    Volume,
    /// 吨 公斤 …
    Mass,
    /// 摄氏度 ℃
    Temperature,
    /// 公里/小时
    Speed,
    /// 字节 GB
    DataSize,
    /// 千瓦
    Power,
    /// 千瓦时
    Energy,
    /// One unit by another, but for speed: 立方米/秒, 微克/立方米.
    Rate,
    /// Anything else with a unit.
    Other,
}

/// A number with its measure word（数量）: 1200余条.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// How many; exact, multipliers applied. The lower end of a range; what 数百 is more than.
    pub amount: Decimal,
    /// The upper end of a range, 5-8件.
    pub high: Option<Decimal>,
    /// The measure word as printed, without multipliers: 平方米 of 30万平方米.
    pub unit: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How exactly it is stated.
    pub bound: Bound,
    /// 各, 均, 每, 分别 before it: it holds for each of several.
    pub each: bool,
}

impl Quantity {
    /// The quantity that a bare number states under a head or note that gives the unit: 12.5 under 万人次 is 125000人次.
    /// `None` where the unit is no measure word.
    ///
    /// ```
    /// use gongkai::mention::{Dimension, Quantity};
    /// let quantity = Quantity::in_unit("12.5".parse()?, "万人次").ok_or("no unit")?;
    /// assert_eq!((quantity.amount, quantity.unit.as_str()), (125_000.into(), "人次"));
    /// assert_eq!(quantity.dimension, Dimension::PersonTimes);
    /// assert!(Quantity::in_unit(3.into(), "情况").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_unit(number: Decimal, unit: &str) -> Option<Self> {
        let unit = unit.trim();
        let whole =
            |text: &str| measure::unit_at(text, 0, measure::Before::Number).filter(|found| found.end == text.len());
        // 千克 and 万字 are units; 万人次 is a multiplier and a unit.
        let (scale, name) = if whole(unit).is_some() { (Decimal::ONE, unit) } else { amount::split_multiplier(unit) };
        let found = whole(name)?;
        Some(Self {
            amount: number.checked_mul(scale)?,
            high: None,
            unit: name.to_owned(),
            dimension: found.dimension,
            bound: Bound::Exact,
            each: false,
        })
    }
}

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let mut ordinals = label::Ordinals::default();
    // The first numeral that no quantity has taken.
    let (mut index, mut free) = (0, 0);
    while index < window.numerals.len() {
        let read = if ordinals.covers(window, index) { None } else { read::quantity(window, index) };
        index = match read {
            Some(mut read) => {
                let first = read::list(window, free, index, &mut read.quantity);
                for numeral in window.numerals.iter().take(index).skip(first) {
                    let Some(amount) = numeral.value else { continue };
                    let quantity = Quantity { amount, bound: Bound::Exact, ..read.quantity.clone() };
                    hits.push(Hit { range: numeral.range.clone(), mention: Mention::Quantity(quantity) });
                }
                hits.push(Hit { range: read.range, mention: Mention::Quantity(read.quantity) });
                free = read.last + 1;
                free
            }
            None => index + 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Quantity)> {
        let mut hits = Vec::new();
        find(&Window::new(text), &mut hits);
        let words = |hit: &Hit| text.get(hit.range.clone()).unwrap_or_default().to_owned();
        hits.into_iter()
            .filter_map(|hit| match &hit.mention {
                Mention::Quantity(quantity) => Some((words(&hit), quantity.clone())),
                _ => None,
            })
            .collect()
    }

    fn one(text: &str) -> Quantity {
        let mut all = found(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        all.remove(0).1
    }

    #[test]
    fn bounds() {
        for (text, bound) in [
            ("共30件", Bound::Exact),
            ("约30件", Bound::About),
            ("30件左右", Bound::About),
            ("三五件", Bound::About),
            ("30余件", Bound::Over),
            ("超过30件", Bound::Over),
            ("数百件", Bound::Over),
            ("30件以上", Bound::AtLeast),
            ("上百件", Bound::AtLeast),
            ("不超过30件", Bound::AtMost),
            ("近30件", Bound::Under),
            ("预约30件", Bound::Exact),
        ] {
            assert_eq!(one(text).bound, bound, "{text}");
        }
    }

    #[test]
    fn each_of_several() {
        assert!(one("意见箱、公示栏各2件").each);
        assert!(one("均不少于3次").each);
        assert!(!one("共2件").each);
    }

    #[test]
    fn ranges_lend_the_multiplier_and_the_unit() {
        for (text, low, high) in
            [("5-8件", 5, 8), ("5件至8件", 5, 8), ("2到3万人", 20_000, 30_000), ("三至五件", 3, 5), ("七八个", 7, 8)]
        {
            let quantity = one(text);
            assert_eq!((quantity.amount, quantity.high), (low.into(), Some(high.into())), "{text}");
        }
    }

    #[test]
    fn units_and_dimensions() {
        for (text, amount, unit, dimension) in [
            ("三斤半", "3.5", "斤", Dimension::Mass),
            ("3斤5两", "3.5", "斤", Dimension::Mass),
            ("1米75", "1.75", "米", Dimension::Length),
            ("2.5千克", "2.5", "千克", Dimension::Mass),
            ("一百千瓦", "100", "千瓦", Dimension::Power),
            ("3万余人次", "30000", "人次", Dimension::PersonTimes),
            ("60公里/小时", "60", "公里/小时", Dimension::Speed),
            ("零下5摄氏度", "-5", "摄氏度", Dimension::Temperature),
        ] {
            let quantity = one(text);
            assert_eq!(quantity.amount.normalize().to_string(), amount, "{text}");
            assert_eq!((quantity.unit.as_str(), quantity.dimension), (unit, dimension), "{text}");
        }
    }
}
