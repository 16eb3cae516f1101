//! The panel: organ × year × figure, comparable over the years.

use std::{borrow::Cow, collections::BTreeSet};

use gongkai::{
    report::{Catalogue, Entry, Figure, Form, From, Key, Rule, comparable, in_base_unit},
    text::numeral::to_digits,
    write::table::{Column, Kind, Value},
};

use super::{
    Report,
    columns::{self, column, digits, words},
};

/// A figure under the name that it has over the years.
struct Row<'r> {
    key: Cow<'r, str>,
    value: String,
    unit: String,
    /// Null where it is added up.
    figure: Option<&'r Figure>,
}

/// The panel in one of its shapes: its columns, then a row for each figure or each report.
pub(super) struct Panel<'c> {
    pub(super) columns: Vec<Column>,
    /// The keys that have a column of their own.
    keys: Option<Vec<String>>,
    catalogue: &'c Catalogue,
}

impl<'c> Panel<'c> {
    pub(super) fn new(reports: &[Report], catalogue: &'c Catalogue, wide: bool) -> anyhow::Result<Self> {
        let mut columns = columns::of_report();
        let keys = wide.then(|| keys(reports, catalogue)).transpose()?;
        match &keys {
            Some(keys) => columns.extend(columns::of_keys(keys, catalogue)?),
            None => columns.extend(of_figure()),
        }
        Ok(Self { columns, keys, catalogue })
    }

    /// The rows of a report.
    pub(super) fn rows<'r>(&'r self, report: &'r Report) -> Vec<Vec<Value<'r>>> {
        let figures = rows(report, self.catalogue);
        let head = || columns::report(report);
        let Some(keys) = &self.keys else {
            return figures.into_iter().map(|figure| head().into_iter().chain(figure.values()).collect()).collect();
        };
        let mut values = vec![Value::Null; keys.len()];
        for figure in figures {
            if let Some(at) = keys.iter().position(|key| *key == figure.key) {
                values[at] = digits(figure.value);
            }
        }
        vec![head().into_iter().chain(values).collect()]
    }
}

fn of_figure() -> [Column; 11] {
    [
        column("key", Kind::Text, "可比指标键", "name of the figure over the years"),
        column("value", Kind::Decimal, "数值", "the number; money in 元"),
        column("unit", Kind::Text, "单位", "the unit of the number"),
        column("entry", Kind::Text, "填报内容", "number, stated-none, not-applicable, blank, unreadable"),
        column("approximate", Kind::Truth, "是否概数", "whether it is not the exact number"),
        column("read_from", Kind::Text, "出处", "table, text-table, prose, or sum where the parts were added up"),
        column("stated_key", Kind::Text, "原指标键", "name of the figure in the form of its year"),
        column("stated_value", Kind::Decimal, "原数值", "the number as it is stated"),
        column("stated_unit", Kind::Text, "原单位", "the unit as it is stated"),
        column("span_start", Kind::Whole, "起始位置", "first character of the words in the text of the page, from 0"),
        column("span_end", Kind::Whole, "结束位置", "the character after them"),
    ]
}

/// The keys that the reports have, in the order of the forms, then of their names.
fn keys(reports: &[Report], catalogue: &Catalogue) -> anyhow::Result<Vec<String>> {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for report in reports {
        used.extend(rows(report, catalogue).into_iter().map(|row| row.key.into_owned()));
    }
    let mut keys = Vec::with_capacity(used.len());
    for form in catalogue.forms()? {
        let own = form.keys().map(|key| comparable(Some(&form.id), key.as_str()).into_owned());
        keys.extend(own.filter(|key| used.remove(key)));
    }
    keys.extend(used);
    Ok(keys)
}

impl<'r> Row<'r> {
    fn values(self) -> [Value<'r>; 11] {
        let figure = self.figure;
        let stated = figure.and_then(|figure| figure.entry.number()).map(to_digits).unwrap_or_default();
        let [start, end] = columns::place(figure.and_then(|figure| figure.span));
        [
            words(self.key),
            digits(self.value),
            words(self.unit),
            words(figure.map_or("number", |figure| figure.entry.name())),
            Value::Truth(figure.is_some_and(|figure| figure.approximate)),
            words(figure.map_or("sum", |figure| from(figure.from))),
            words(figure.map(|figure| figure.key.as_str()).unwrap_or_default()),
            digits(stated),
            words(figure.and_then(|figure| figure.unit.as_deref()).unwrap_or_default()),
            start,
            end,
        ]
    }
}

fn from(from: From) -> &'static str {
    match from {
        From::Table => "table",
        From::TextTable => "text-table",
        From::Prose => "prose",
    }
}

/// The figures of a report, and the sums that its form leaves to the reader and other forms print.
fn rows<'r>(report: &'r Report, catalogue: &'r Catalogue) -> Vec<Row<'r>> {
    let form = report.report.form.as_deref();
    let mut rows: Vec<Row<'r>> = report.report.figures.iter().map(|figure| row(form, figure)).collect();
    let form = form.and_then(|id| catalogue.form(id));
    rows.extend(form.into_iter().flat_map(|form| sums(report, form)));
    rows
}

fn row<'r>(form: Option<&str>, figure: &'r Figure) -> Row<'r> {
    let (number, unit) = in_base_unit(figure).unzip();
    let unit = unit.unwrap_or(figure.unit.as_deref()).unwrap_or_default().to_owned();
    Row {
        key: comparable(form, figure.key.as_str()),
        value: number.map(to_digits).unwrap_or_default(),
        unit,
        figure: Some(figure),
    }
}

/// What a form leaves to be added up, where every part is there and exact.
fn sums<'r>(report: &'r Report, form: &'r Form) -> impl Iterator<Item = Row<'r>> {
    form.rules.iter().filter_map(|rule| {
        let Rule::Derived { key, parts } = rule else { return None };
        if report.report.figure(key.as_str()).is_some() {
            return None;
        }
        let exact = |key: &Key| report.report.figure(key.as_str()).filter(|figure| !figure.approximate);
        let parts: Option<Vec<&Figure>> = parts.iter().map(exact).collect();
        let parts = parts?;
        let mut sum = Figure::clone(parts.first()?);
        let numbers: Option<Vec<_>> = parts.iter().map(|part| part.entry.number()).collect();
        let numbers = numbers?;
        let (first, others) = numbers.split_first()?;
        sum.entry = Entry::Number(others.iter().try_fold(*first, |sum, &number| sum.checked_add(number))?);
        let (value, unit) = in_base_unit(&sum)?;
        let unit = unit.unwrap_or_default().to_owned();
        Some(Row { key: comparable(Some(&form.id), key.as_str()), value: to_digits(value), unit, figure: None })
    })
}
