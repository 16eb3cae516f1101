//! Laws of dates: what is written comes back, what is resolved fits, and no text is too strange.

use proptest::prelude::*;

use super::{DateExpr, Day, Form, Interval, Part, Reference, Token};
use crate::mention::{Kind, Window};

/// The 10th of March 2016, a Thursday.
const REFERENCE: Reference = Reference { year: 2016, month: 3, day: 10 };

fn scan(text: &str) -> Vec<Token> {
    Window::new(text).dates().to_vec()
}

/// The canonical value of the only expression in `text`.
fn value(text: &str) -> String {
    let tokens = scan(text);
    assert_eq!(tokens.len(), 1, "{text}: {tokens:?}");
    tokens[0].value.to_string()
}

fn resolved(text: &str) -> String {
    let tokens = scan(text);
    assert_eq!(tokens.len(), 1, "{text}: {tokens:?}");
    tokens[0].value.resolve(REFERENCE).map_or("none".to_owned(), |interval| interval.to_string())
}

#[test]
fn precision_is_that_of_the_smallest_field_that_is_written() {
    for (text, precision) in [
        ("2016年3月2日15时", "time"),
        ("2016年3月2日", "day"),
        ("上周三", "day"),
        ("2016年第3周", "week"),
        ("2016年3月", "month"),
        ("2016年3月下旬", "part"),
        ("2016年底", "part"),
        ("2016年第一季度", "quarter"),
        ("2016年上半年", "half"),
        ("2016年春季", "season"),
        ("2016年", "year"),
        ("20世纪90年代", "decade"),
        ("21世纪", "century"),
        ("目前", "vague"),
        ("截至2016年3月", "month"),
        ("三个月", "duration"),
        ("近三年", "span"),
        ("每年3月", "recurring"),
        ("2015年至2016年", "year"),
        // As precise as its finer end, whichever that is.
        ("2016年3月至2017年1月5日", "day"),
        ("2015年12月31日至2016年3月", "day"),
    ] {
        let tokens = scan(text);
        assert_eq!(tokens.len(), 1, "{text}: {tokens:?}");
        assert_eq!(tokens[0].value.precision(), precision, "{text}");
    }
}

#[test]
fn a_day_is_one_only_where_all_of_it_is_written() {
    let of =
        |text: &str| scan(text).first().map(|token| (token.value.day().map(|day| day.to_string()), token.value.year()));
    assert_eq!(of("2016年3月2日"), Some((Some("2016-03-02".to_owned()), Some(2016))));
    assert_eq!(of("截至2016年3月2日"), Some((None, Some(2016))));
    assert_eq!(of("2015年3月至2015年5月"), Some((None, Some(2015))));
    assert_eq!(of("2015年至2016年"), Some((None, None)));
    assert_eq!(of("3月2日"), Some((None, None)));
    assert_eq!(of("今年3月2日"), Some((None, None)));
    assert_eq!(of("三年"), Some((None, None)));
}

#[test]
fn words_count_from_the_reference() {
    for (text, days) in [
        ("今年", "2016-01-01/2016-12-31"),
        ("去年5月", "2015-05-01/2015-05-31"),
        ("上年末", "2015-12-01/2015-12-31"),
        ("本月10日", "2016-03-10"),
        ("上个月", "2016-02-01/2016-02-29"),
        ("昨天", "2016-03-09"),
        ("上周三", "2016-03-02"),
        ("下周", "2016-03-14/2016-03-20"),
        ("本季度", "2016-01-01/2016-03-31"),
        ("上季度", "2015-10-01/2015-12-31"),
        ("三天前", "2016-03-07"),
        ("一个月后", "2016-04-10"),
        ("过去十年", "2006-03-10/2016-03-10"),
        ("未来两周", "2016-03-10/2016-03-24"),
        ("5月15日前", "../2016-05-15"),
        ("2015年以前", "../2014-12-31"),
        ("今年以来", "2016-01-01/.."),
        ("10月1日后", "2016-10-02/.."),
        ("截至今年年底", "../2016-12-31"),
        ("截至目前", "../2016-03-10"),
        ("2009年至2014年", "2009-01-01/2014-12-31"),
        ("15年5月", "2015-05-01/2015-05-31"),
        ("98年", "1998-01-01/1998-12-31"),
        ("上世纪90年代", "1990-01-01/1999-12-31"),
        ("5月中旬", "2016-05-11/2016-05-20"),
        ("2015年上半年", "2015-01-01/2015-06-30"),
        ("2015年第三季度", "2015-07-01/2015-09-30"),
        ("2月29日", "2016-02-29"),
        // What has no days in the calendar, or none that are certain.
        ("近日", "none"),
        ("去年同期", "none"),
        ("农历正月十五", "none"),
        ("20个工作日", "none"),
        ("每月5日前", "none"),
        ("2018年1231日", "none"),
        ("2015年11月至2月", "none"),
        ("十几年前", "none"),
    ] {
        assert_eq!(resolved(text), days, "{text}");
    }
}

#[test]
fn a_date_is_as_precise_as_it_is_written() {
    for (text, precision) in [
        ("2015年", "year"),
        ("2015年5月", "month"),
        ("2015年5月15日", "day"),
        ("2015年5月15日9时", "time"),
        ("2014年年底", "part"),
        ("一季度", "quarter"),
        ("上半年", "half"),
        ("上周", "week"),
        ("目前", "vague"),
        ("90年代", "decade"),
        ("15日内", "duration"),
        ("每年", "recurring"),
        ("近三年", "span"),
    ] {
        assert_eq!(scan(text)[0].value.precision(), precision, "{text}");
    }
}

#[test]
fn a_strict_day_is_a_day_and_nothing_else() {
    let day = |text| DateExpr::parse_day(text).and_then(|date| date.day()).map(|day| day.to_string());
    assert_eq!(day("2016-03-02"), Some("2016-03-02".to_owned()));
    assert_eq!(day(" 2016-03-02 10:30 "), Some("2016-03-02".to_owned()));
    assert_eq!(day("2016年3月2日"), Some("2016-03-02".to_owned()));
    assert_eq!(day("20160302"), Some("2016-03-02".to_owned()));
    for text in
        ["", "2016年3月", "3月2日", "2016-02-30", "2016-03-02 来源", "今天", "2016年3月2日至5日", "农历2015年正月初一"]
    {
        assert_eq!(day(text), None, "{text}");
    }
}

#[test]
fn a_year_is_told_only_where_it_is_written() {
    let year = |text| scan(text)[0].value.year();
    assert_eq!(year("2015年5月"), Some(2015));
    assert_eq!(year("2015年1月1日至12月31日"), Some(2015));
    assert_eq!(year("2014-2015年"), None);
    assert_eq!(year("今年"), None);
    assert_eq!(year("15年5月"), None);
}

#[test]
fn an_end_of_a_range_takes_the_year_only_where_time_goes_on() {
    let Form::Range(_, to) = scan("2015年11月至2月")[0].value.form else { panic!() };
    assert_eq!(to.year, None);
    assert_eq!(value("2015年2月至11月"), "2015-02/2015-11");
    let Form::Range(_, to) = scan("2015年至今")[0].value.form else { panic!() };
    assert_eq!(to.part, Some(Part::Now));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_day_comes_back_from_each_spelling(year in 1900i16..2100, month in 1i16..=12, day in 1i16..=31) {
        let iso = format!("{year:04}-{month:02}-{day:02}");
        let spellings = [iso.clone(), format!("{year}年{month}月{day}日"), format!("{year}.{month}.{day}"), format!("{year}/{month}/{day}")];
        match Day::new(year, month, day) {
            Some(own) => {
                for spelling in &spellings {
                    prop_assert_eq!(value(spelling), iso.clone());
                    let date = DateExpr::parse_day(spelling).unwrap();
                    prop_assert_eq!(date.day(), Some(own));
                    // A written day does not move with the reference.
                    prop_assert_eq!(date.resolve(REFERENCE), Some(Interval { from: Some(own), to: Some(own) }));
                }
            }
            None => for spelling in &spellings {
                prop_assert!(DateExpr::parse_day(spelling).is_none());
                prop_assert!(scan(spelling).iter().all(|token| token.value.day().is_none()));
            }
        }
    }

    #[test]
    fn what_is_resolved_does_not_end_before_it_begins(pieces in prop::collection::vec(0..PIECES.len(), 1..9), year in 1900i16..2100, month in 1i8..=12) {
        let text: String = pieces.iter().map(|&at| PIECES[at]).collect();
        let mut end = 0;
        for token in scan(&text) {
            prop_assert!(token.range.start >= end && token.range.start < token.range.end);
            prop_assert!(text.get(token.range.clone()).is_some());
            end = token.range.end;
            let (value, _) = (token.value.to_string(), token.value.precision());
            prop_assert!(!value.is_empty() && !value.contains(' '));
            prop_assert_eq!(value.ends_with('?'), token.value.damaged);
            if let Some(Interval { from: Some(from), to: Some(to) }) = token.value.resolve(Reference { year, month, day: 15 }) {
                prop_assert!(from <= to, "{}: {} to {}", text, from, to);
            }
            prop_assert!(token.kind != Kind::Number);
        }
    }
}

/// Words of which expressions are made, to be put together in any order.
const PIECES: &[&str] = &[
    "2015",
    "15",
    "5",
    "31",
    "二〇一五",
    "十二",
    "三",
    "零",
    "年",
    "月",
    "日",
    "号",
    "天",
    "周",
    "季度",
    "个",
    "半",
    "上",
    "下",
    "本",
    "今年",
    "去年",
    "每",
    "自",
    "从",
    "至",
    "到",
    "起",
    "止",
    "前",
    "后",
    "以来",
    "截至",
    "年底",
    "初",
    "中旬",
    "第",
    "一",
    "农历",
    "正月",
    "世纪",
    "年代",
    "近",
    "未来",
    "的",
    "-",
    ".",
    "/",
    "—",
    "、",
    "，",
    " ",
    "10:30",
    "上午",
    "时",
    "分",
    "星期",
    "工作日",
    "内",
    "在",
    "之间",
    "康熙",
    "大年",
    "a",
    "9999999999",
];
