//! Counts that no count can be（计数异常）: half a case, fewer than none.

use super::{Checked, plain};
use crate::{
    Finding, Severity,
    report::{Figure, From},
};

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let in_table = checked.report.figures.iter().filter(|figure| figure.from != From::Prose);
    in_table.filter_map(|figure| one(checked, figure)).collect()
}

fn one(checked: &Checked<'_>, figure: &Figure) -> Option<Finding> {
    let number = figure.entry.number()?;
    // Nearly every count is a whole number: what the form says of its cell need not be asked.
    if number.is_integer() && (!number.is_sign_negative() || number.is_zero()) {
        return None;
    }
    let is_money =
        figure.unit.as_deref().is_some_and(|unit| unit.ends_with('元')) || figure.key.as_str().ends_with(".amount");
    let signed = checked.form.is_some_and(|form| {
        form.blocks.iter().any(|block| {
            let mut cells = block.cells();
            cells.any(|(_, column, key)| {
                key == figure.key && block.columns.get(column).is_some_and(|column| column.signed)
            })
        })
    });
    let (what_en, what_zh) = if number.is_sign_negative() && !signed && !number.is_zero() {
        ("negative", "为负数")
    } else if !number.is_integer() && !is_money {
        ("not whole", "不是整数")
    } else {
        return None;
    };
    let n = plain(number);
    let label = checked.label(&figure.key);
    Some(
        Finding::new(
            "count-impossible",
            Severity::Doubt,
            format!("{} is {n}: {what_en}", figure.key),
            format!("“{label}”为{n}，{what_zh}"),
        )
        .at_all(figure.span),
    )
}
