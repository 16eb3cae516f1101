//! Money（金额）.

mod currency;
mod read;

use rust_decimal::Decimal;

use super::{Bound, Example, Extractor, Hit, Kind, Mention, Window, amount};
use currency::Rank;

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::Money,
    term: "金额",
    about: "An amount with its currency (ISO 4217), in figures, Chinese numerals or financial capitals (《支付结算办法》), \
            its hedge as a bound; 元, 角 and 分 are added up, the unit after a slash (元/件) is left out.",
    find,
    examples: EXAMPLES,
};

const EXAMPLES: &[Example] = &[
    Example { text: "收取信息处理费160.5万元。", finds: &[("160.5万元", "1605000")] },
    Example { text: "合计人民币壹万贰仟元整", finds: &[("人民币壹万贰仟元整", "12000")] },
    Example { text: "三元五角六分", finds: &[("三元五角六分", "3.56")] },
    Example {
        text: "补助10万-20万元，每人不超过500元/月",
        finds: &[("10万-20万元", "100000"), ("不超过500元", "500")],
    },
    Example { text: "进口额USD 200，约合HK$1560", finds: &[("USD 200", "200"), ("HK$1560", "1560")] },
    Example { text: "推动二元结构向多元化转变", finds: &[] },
    Example { text: "单位：万元", finds: &[] },
    Example { text: "三块地分别挂出两块牌子", finds: &[] },
    Example { text: "三角地的五角星，得分二十五分", finds: &[] },
];

/// An amount of money（金额）.
#[derive(Clone, PartialEq, Debug)]
pub struct Money {
    /// The amount in the currency's main unit: 160.5964万元 is 1605964. The lower end of a range; what 数十亿元 is more
    /// than.
    pub amount: Decimal,
    /// The upper end of a range: 10万-20万元.
    pub high: Option<Decimal>,
    /// ISO 4217 code; `XXX` where the name says no single currency of that list.
    pub currency: &'static str,
    /// The unit as printed: 元, 万元, 欧元, ￥.
    pub unit: String,
    /// How exactly it is stated.
    pub bound: Bound,
}

impl Money {
    /// The money that a bare number states under a head or note that gives the unit: 160.5964 under 万元 is 1605964 CNY.
    /// `None` where the unit is no money.
    ///
    /// ```
    /// use gongkai::mention::Money;
    /// let money = Money::in_unit("160.5964".parse()?, "万元").ok_or("no money")?;
    /// assert_eq!((money.amount, money.currency), (1_605_964.into(), "CNY"));
    /// assert!(Money::in_unit(3.into(), "万人").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_unit(number: Decimal, unit: &str) -> Option<Self> {
        let unit = unit.trim();
        // 人民币万元 names the currency first.
        let (currency, rest) = match unit.strip_prefix("人民币").filter(|rest| !rest.is_empty()) {
            Some(rest) => (Some("CNY"), rest.trim_start()),
            None => (None, unit),
        };
        let (scale, name) = amount::split_multiplier(rest);
        let (word, found) = currency::at(name).next().filter(|(word, _)| word.len() == name.len())?;
        let part = match found.rank {
            Rank::Tenth => Decimal::new(1, 1),
            Rank::Hundredth | Rank::NamedHundredth => Decimal::new(1, 2),
            Rank::Piece if word == "块" => return None,
            _ => Decimal::ONE,
        };
        Some(Self {
            amount: number.checked_mul(scale)?.checked_mul(part)?,
            high: None,
            currency: currency.unwrap_or(found.code),
            unit: unit.to_owned(),
            bound: Bound::Exact,
        })
    }
}

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let (mut index, mut end) = (0, 0);
    while index < window.numerals.len() {
        index = match read::money(window, index, end) {
            Some(read) => {
                end = read.range.end;
                hits.push(Hit { range: read.range, mention: Mention::Money(read.money) });
                read.last + 1
            }
            None => index + 1,
        };
    }
    if let Some(money) = spoken(window.text) {
        hits.push(Hit { range: 0..window.text.len(), mention: Mention::Money(money) });
    }
}

/// The spoken 個 of Hong Kong for the main unit of money, in a text that is nothing but the sum: 五個半, 個九. Which dollar it is,
/// nothing says.
fn spoken(text: &str) -> Option<Money> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).and_then(|at| i64::try_from(at + 1).ok());
    if text.len() > SPOKEN {
        return None;
    }
    let (whole, part) = text.split_once('個')?;
    let mut chars = whole.chars();
    let whole = match (chars.next(), chars.next()) {
        (None, _) => 1,
        (Some('兩'), None) => 2,
        (Some(c), None) => digit(c)?,
        _ => return None,
    };
    let mut chars = part.chars();
    let tenths = match (chars.next()?, chars.next()) {
        ('半', None) => 5,
        (c, None) => digit(c)?,
        _ => return None,
    };
    let amount = Decimal::new(whole * 10 + tenths, 1);
    Some(Money { amount, high: None, currency: "XXX", unit: "個".to_owned(), bound: Bound::Exact })
}

/// Bytes of a spoken sum at most.
const SPOKEN: usize = 3 * '個'.len_utf8();

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Money)> {
        let mut hits = Vec::new();
        find(&Window::new(text), &mut hits);
        let words = |hit: &Hit| text.get(hit.range.clone()).unwrap_or_default().to_owned();
        hits.into_iter()
            .filter_map(|hit| match &hit.mention {
                Mention::Money(money) => Some((words(&hit), money.clone())),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn amounts_currencies_and_words() {
        for (text, amount, code, words) in [
            ("收费0元", "0", "CNY", "0元"),
            ("共2亿3000万元", "230000000", "CNY", "2亿3000万元"),
            ("两块五毛", "2.5", "CNY", "两块五毛"),
            ("三块五", "3.5", "CNY", "三块五"),
            ("五毛钱", "0.5", "CNY", "五毛钱"),
            ("30美分", "0.3", "USD", "30美分"),
            ("付港币500元整", "500", "HKD", "港币500元整"),
            ("100元人民币", "100", "CNY", "100元人民币"),
            ("三万元欧元", "30000", "EUR", "三万元欧元"),
            ("两个亿卢布", "200000000", "RUB", "两个亿卢布"),
            ("￥1,200.50", "1200.5", "CNY", "￥1,200.50"),
            ("超过20余万元", "200000", "CNY", "20余万元"),
            ("100元/件", "100", "CNY", "100元"),
            ("3块左右", "3", "CNY", "3块左右"),
            ("玖佰元正", "900", "CNY", "玖佰元正"),
        ] {
            let all = found(text);
            assert_eq!(all.len(), 1, "{text}: {all:?}");
            let (at, money) = &all[0];
            assert_eq!((at.as_str(), money.currency), (words, code), "{text}");
            assert_eq!(money.amount.normalize().to_string(), amount, "{text}");
        }
    }

    #[test]
    fn ranges_and_bounds() {
        for (text, low, high, bound) in [
            ("5-8万元", 50_000, Some(80_000), Bound::About),
            ("1万元至5万元", 10_000, Some(50_000), Bound::About),
            ("四五千元", 4000, Some(5000), Bound::About),
            ("数十亿元", 1_000_000_000, None, Bound::Over),
            ("近700元", 700, None, Bound::Under),
            ("至少900元以上", 900, None, Bound::AtLeast),
        ] {
            let all = found(text);
            assert_eq!(all.len(), 1, "{text}: {all:?}");
            let money = &all[0].1;
            assert_eq!((money.amount, money.high, money.bound), (low.into(), high.map(Into::into), bound), "{text}");
        }
    }

    #[test]
    fn units_as_printed() {
        for (text, unit) in
            [("12万元", "万元"), ("十二万元", "元"), ("￥12", "￥"), ("12美元", "美元"), ("3亿多元", "亿元")]
        {
            assert_eq!(found(text)[0].1.unit, unit, "{text}");
        }
    }
}
