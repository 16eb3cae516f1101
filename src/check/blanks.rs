//! Totals left blank（合计空白）.

use super::{Checked, Side, plain};
use crate::{
    Finding, Severity, Span,
    report::{Entry, Key},
};

/// One finding for all blank totals of a report: a portal that drops one drops a whole column.
pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let mut blank: Vec<(Span, String)> = Vec::new();
    for block in checked.form.into_iter().flat_map(|form| &form.blocks) {
        let Some(total) = block.row_sum else { continue };
        for row in 0..block.rows.len() {
            let keys: Vec<Key> = (0..block.width()).filter_map(|column| block.key(row, column)).collect();
            let Some(key) = keys.get(total) else { continue };
            let Some(figure) = checked.on(Side::Table, key).filter(|figure| figure.entry == Entry::Blank) else {
                continue;
            };
            let added = checked.add(Side::Table, keys.iter().filter(|other| *other != key));
            if added.known > 0
                && let Some(span) = figure.sentence.or(figure.span)
            {
                blank.push((span, plain(added.sum)));
            }
        }
    }
    let Some((_, first)) = blank.first() else { return Vec::new() };
    let n = blank.len();
    let finding = Finding::new(
        "blank-total",
        Severity::Doubt,
        format!("{n} rows have numbers but a blank total"),
        format!("{n}行有分项数字而合计为空白"),
    );
    vec![finding.compare(first.clone(), "").at_all(blank.into_iter().map(|(span, _)| span).take(16))]
}
