//! Cells that hold no number（无法识别）.

use super::Checked;
use crate::{
    Finding, Severity, Span,
    report::{Entry, From},
};

/// Rules that have told already why their cells cannot be read.
const TOLD: [&str; 3] = ["split-ambiguous", "column-unclear", "merged-cell"];

/// One finding for all of them: a value that cannot be read is never passed over in silence.
pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let unreadable = checked.report.figures.iter().filter(|figure| {
        figure.entry == Entry::Unreadable && figure.from != From::Prose && !TOLD.contains(&figure.rule.as_str())
    });
    let places: Vec<Span> = unreadable.filter_map(|figure| figure.span).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let n = places.len();
    let en = format!("{n} cells hold something that is no number");
    let zh = format!("{n}个单元格的内容无法识别为数字");
    vec![Finding::new("cell-unreadable", Severity::Doubt, en, zh).at_all(places.into_iter().take(8))]
}
