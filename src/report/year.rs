//! Years in titles and period sentences（年度、统计期限）.

use std::sync::LazyLock;

use regex::Regex;

use crate::{Found, Span};

/// A year in full: 2015年, ２０１５ 年, 二〇一五年, with the look-alikes of 〇 that papers use.
static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<year> [0-9０-９〇○零OＯo一二三四五六七八九]{4} )   # four digits, of whatever writing
        \s* 年
        ",
    )
    .ok()
});

/// How a report announces the period of its figures, and the year that it names first.
static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?: 统计 (?: 数据 )? (?: [期时]限 | 时段 | 周期 )      # 统计期限, 统计数据时限
          | [期时]限为                                        # …时限为
          | 所列数据                                          # 本报告所列数据
        )
        [^。；\n]{0,40}?
        (?P<year> [0-9０-９〇○零OＯo一二三四五六七八九]{4} )
        \s* 年
        ",
    )
    .ok()
});

/// The first year that `text` names, and its bytes, 年 included.
pub(super) fn year_in(text: &str) -> Option<(i16, usize, usize)> {
    let mut found = YEAR.as_ref()?.captures_iter(text);
    found.find_map(|found| {
        let (whole, digits) = (found.get(0)?, found.name("year")?);
        Some((value(digits.as_str())?, whole.start(), whole.end()))
    })
}

/// The year of the period that the report covers.
pub(super) fn period_in(text: &str) -> Option<Found<i16>> {
    let found = PERIOD.as_ref()?.captures(text)?;
    let digits = found.name("year")?;
    Some(Found::new(value(digits.as_str())?, Span::new(digits.start(), found.get(0)?.end())))
}

/// The number that four digits say; `None` where no report can be on that year.
fn value(digits: &str) -> Option<i16> {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '〇' | '○' | '零' | 'O' | 'Ｏ' | 'o' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find_map(|(other, n)| (other == c).then_some(n)),
    };
    let year = digits.chars().try_fold(0, |year, c| Some(year * 10 + i16::try_from(digit(c)?).ok()?))?;
    (1990..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_every_writing() {
        for text in ["2015年", "２０１５年度", "青禾市二〇一五年", "二○一五年", "2015 年", "编号12年3月，2015年"]
        {
            assert_eq!(year_in(text).map(|(year, ..)| year), Some(2015), "{text}");
        }
        for text in ["近年来", "12年", "20年", "1234年", "2015"] {
            assert_eq!(year_in(text), None, "{text}");
        }
    }

    #[test]
    fn the_period_is_the_year_after_its_announcement() {
        let text = "根据2014年通知编制。本报告所列数据的统计期限自2015年1月1日起至12月31日止。";
        let found = period_in(text).unwrap();
        assert_eq!((found.value, found.span.of(text)), (2015, "2015年"));
        assert_eq!(period_in("统计期限自至。2015年"), None);
    }
}
