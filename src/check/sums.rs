//! Sums（合计）: parts of a total, rows of a table.

use super::{Added, Checked, Side, plain, severity};
use crate::{
    Finding,
    report::{Figure, Key, Rule},
};

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let Some(form) = checked.form else { return Vec::new() };
    let mut found = Vec::new();
    for side in Side::BOTH {
        for rule in &form.rules {
            if let Rule::Sum { total, parts } = rule {
                found.extend(sum(checked, side, total, parts));
            }
        }
    }
    // The rows of a crossed table, each with a total at its end.
    for block in &form.blocks {
        let Some(total) = block.row_sum else { continue };
        for row in 0..block.rows.len() {
            // Most tables of a form do not stand in a report.
            let whole = block.key(row, total).filter(|whole| checked.exact(Side::Table, whole).is_some());
            let Some(whole) = whole else { continue };
            let parts: Vec<Key> = (0..block.width())
                .filter(|&column| column != total)
                .filter_map(|column| block.key(row, column))
                .collect();
            found.extend(sum(checked, Side::Table, &whole, &parts));
        }
    }
    found
}

/// The parts against their total. Parts are counts: those that are not known can only add to the sum.
fn sum(checked: &Checked<'_>, side: Side, total: &Key, parts: &[Key]) -> Option<Finding> {
    let (stated, whole) = checked.exact(side, total)?;
    let added = checked.add(side, parts);
    let complete = added.absent == 0;
    let broken = added.sum > stated || (complete && added.sum != stated);
    // A sentence names the parts that it finds worth naming: only all of them must add up.
    if added.known == 0 || !broken || (side == Side::Prose && !complete) || is_fraction(checked, side, parts) {
        return None;
    }
    if side == Side::Prose && total.as_str() == "reply.total" {
        // 同意公开、信息不存在: the outcomes of the sentences may be those of another form.
        let outcomes = checked.outcomes();
        if outcomes.iter().any(|key| !parts.contains(key)) {
            return None;
        }
    }
    Some(finding(checked, whole, &added, total))
}

/// Parts in different units do not add.
fn is_fraction(checked: &Checked<'_>, side: Side, parts: &[Key]) -> bool {
    let mut units = parts.iter().filter_map(|key| checked.on(side, key)).filter_map(|figure| figure.unit.as_deref());
    let money = |unit: &str| unit.ends_with('元');
    match units.next() {
        Some(first) if money(first) => units.any(|unit| unit != first),
        _ => false,
    }
}

fn finding(checked: &Checked<'_>, whole: &Figure, added: &Added, total: &Key) -> Finding {
    let stated = whole.entry.number().unwrap_or_default();
    let (sum, stated_text) = (plain(added.sum), plain(stated));
    let difference = plain(added.sum.saturating_sub(stated));
    let label = checked.label(total);
    let severity = if added.sum > stated { crate::Severity::Contradiction } else { severity(added) };
    Finding::new(
        "sum-mismatch",
        severity,
        format!("the parts of {total} add to {sum}, the total says {stated_text} (difference {difference})"),
        format!("“{label}”各分项之和为{sum}，而合计为{stated_text}（相差{difference}）"),
    )
    .at_all(whole.span)
    .at_all(added.spans.iter().copied())
    .compare(sum, stated_text)
}
