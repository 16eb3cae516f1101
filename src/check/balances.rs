//! Balances（勾稽）: 第一项加第二项之和，等于第三项加第四项之和.

use super::{Checked, Side, plain};
use crate::{Finding, Severity, report::Rule};

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let rules = checked.form.into_iter().flat_map(|form| &form.rules);
    let balances = rules.filter_map(|rule| match rule {
        Rule::Balance { left, right } => Some((left, right)),
        _ => None,
    });
    balances
        .filter_map(|(left, right)| {
            let (a, b) = (checked.add(Side::Table, left), checked.add(Side::Table, right));
            // A blank cell on the lighter side may be what is missing there.
            let explained = if a.sum > b.sum { b.blank > 0 } else { a.blank > 0 };
            if a.absent + b.absent > 0 || a.known == 0 || b.known == 0 || a.sum == b.sum || explained {
                return None;
            }
            let (x, y) = (plain(a.sum), plain(b.sum));
            let difference = plain(a.sum.saturating_sub(b.sum));
            let column = left.first().and_then(|key| key.as_str().split_once('@')).map_or("总计", |(_, column)| column);
            Some(
                Finding::new(
                    "balance-mismatch",
                    Severity::Contradiction,
                    format!("received and carried in make {x}, answered and carried over {y} ({column}, difference {difference})"),
                    format!("新收加上年结转为{x}，办理结果加结转下年为{y}（{column}栏，相差{difference}）"),
                )
                .at_all(a.spans)
                .at_all(b.spans)
                .compare(x, y),
            )
        })
        .collect()
}
