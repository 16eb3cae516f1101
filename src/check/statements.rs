//! Statements of one figure that disagree（前后不一）: table against table, table against sentence.

use std::collections::HashSet;

use super::{Checked, plain};
use crate::{
    Finding, Severity,
    report::{Figure, From, Key, Rule},
};

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let figures = &checked.report.figures;
    let mut found = Vec::new();
    let mut told = HashSet::new();
    // Statements of one key stand together, the one to trust first.
    for group in figures.chunk_by(|a, b| a.key == b.key) {
        let exact: Vec<&Figure> =
            group.iter().filter(|figure| !figure.approximate && figure.entry.number().is_some()).collect();
        let Some((first, others)) = exact.split_first() else { continue };
        if let Some(other) = others.iter().find(|other| differs(first, other)) {
            found.push(finding(&first.key, first, other));
            told.insert(first.key.clone());
        }
    }
    // A sentence gives one number where the table has several cells.
    for rule in checked.form.into_iter().flat_map(|form| &form.rules) {
        let Rule::Derived { key, parts } = rule else { continue };
        let added = checked.add_rows(parts);
        let stated = checked.exact(super::Side::Prose, key);
        if let Some((number, figure)) = stated
            && added.absent == 0
            && added.known > 0
            && added.sum != number
            && told.insert(key.clone())
        {
            let (a, b) = (plain(added.sum), plain(number));
            let finding = Finding::new(
                "statement-conflict",
                Severity::Doubt,
                format!("a sentence says {b} for {key}, the table has {a}"),
                format!("正文称“{key}”为{b}，表格为{a}"),
            );
            found.push(finding.at_all(figure.span).at_all(added.spans).compare(a, b));
        }
    }
    found
}

/// Whether both are numbers in comparable units that differ.
fn differs(a: &Figure, b: &Figure) -> bool {
    let money = |figure: &Figure| figure.unit.as_deref().filter(|unit| unit.ends_with('元')).map(str::to_owned);
    a.entry.number() != b.entry.number() && money(a) == money(b)
}

fn finding(key: &Key, first: &Figure, other: &Figure) -> Finding {
    let number = |figure: &Figure| figure.entry.number().map(plain).unwrap_or_default();
    let (a, b) = (number(first), number(other));
    let place = |figure: &Figure| match figure.from {
        From::Prose => ("a sentence", "正文"),
        _ => ("a table", "表格"),
    };
    let ((x, x_zh), (y, y_zh)) = (place(first), place(other));
    // The same figure may be told of another scope: the town alone, or with its villages.
    Finding::new(
        "statement-conflict",
        Severity::Doubt,
        format!("{x} says {a} for {key}, {y} says {b}"),
        format!("{x_zh}中“{key}”为{a}，{y_zh}中为{b}"),
    )
    .at_all(first.span)
    .at_all(other.span)
    .compare(a, b)
}
