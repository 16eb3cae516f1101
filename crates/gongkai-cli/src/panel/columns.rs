//! The columns of a panel（列）, and what is in a row of each of its tables.

use std::{borrow::Cow, collections::BTreeMap};

use gongkai::{
    report::Catalogue,
    write::table::{Column, Kind, Layout, Table, Value},
};

use super::Report;

/// A column under a name that is ours.
pub(super) fn column(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Column {
    Column { name: name.into(), kind, zh: zh.into(), en: en.into(), key: None, unit: None }
}

/// What stands before the figures in both shapes.
pub(super) fn of_report() -> Vec<Column> {
    vec![
        column("region_code", Kind::Text, "行政区划代码", "region of the organ, GB/T 2260"),
        column("organ", Kind::Text, "行政机关", "the body that the report is of"),
        column("year", Kind::Whole, "报告年度", "the year reported on"),
        column("form", Kind::Text, "表样", "the form whose figures it gives"),
        column("report_id", Kind::Text, "报告标识", "name of the page among the inputs"),
        column("url", Kind::Text, "来源地址", "address that the page was served from"),
    ]
}

/// The values of these columns.
pub(super) fn report(report: &Report) -> Vec<Value<'_>> {
    vec![
        words(report.region()),
        words(&report.organ),
        Value::Whole(report.year.into()),
        words(report.report.form.as_deref().unwrap_or_default()),
        words(&report.id),
        words(report.url.as_deref().unwrap_or_default()),
    ]
}

/// Words, or none where there are none.
pub(super) fn words<'a>(words: impl Into<Cow<'a, str>>) -> Value<'a> {
    let words = words.into();
    if words.is_empty() { Value::Null } else { Value::Text(words) }
}

/// A number as its digits.
pub(super) fn digits<'a>(digits: impl Into<Cow<'a, str>>) -> Value<'a> {
    let digits = digits.into();
    if digits.is_empty() { Value::Null } else { Value::Decimal(digits) }
}

/// A place: first character, and the one after the last.
pub(super) fn place(span: Option<gongkai::Span>) -> [Value<'static>; 2] {
    span.map_or([Value::Null, Value::Null], |span| [span.start, span.end].map(|at| Value::Whole(at.into())))
}

/// Columns for keys, in their order: those of the table of reports, where it has them.
pub(super) fn of_keys(keys: &[String], catalogue: &Catalogue) -> anyhow::Result<Vec<Column>> {
    let table = Table::new(Layout::Reports, catalogue)?;
    let known: BTreeMap<&str, &Column> =
        table.columns().iter().filter_map(|column| Some((column.key.as_deref()?, column))).collect();
    let of_key = |key: &String| {
        let mut column = known.get(key.as_str()).map_or_else(|| strange(key), |&column| column.clone());
        // Money of every year is in one unit.
        if matches!(column.unit.as_deref(), Some("万元" | "亿元")) {
            column.unit = Some("元".to_owned());
        }
        column
    };
    Ok(keys.iter().map(of_key).collect())
}

/// A column of a key that no table has.
fn strange(key: &str) -> Column {
    let name: String =
        key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let name = name.chars().take(32).collect::<String>();
    Column {
        name: name.into(),
        kind: Kind::Decimal,
        zh: key.to_owned().into(),
        en: key.to_owned().into(),
        key: Some(key.to_owned()),
        unit: None,
    }
}
