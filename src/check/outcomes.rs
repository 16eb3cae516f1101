//! Applications against their outcomes（申请与答复）, where a report tells them in sentences.

use super::{Checked, Side, plain};
use crate::{Finding, Severity, report::Key};

/// A report that has closed everything it received must tell as many outcomes, if it tells them at all.
pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let total = Key::from("reply.total");
    let received = checked.exact(Side::Prose, &Key::from("request.received"));
    let closed = checked.exact(Side::Prose, &Key::from("request.closed"));
    let (Some((received, figure)), Some((closed, _))) = (received, closed) else { return Vec::new() };
    let told = checked.on(Side::Prose, &total).is_some() || checked.on(Side::Table, &total).is_some();
    let added = checked.add(Side::Prose, &checked.outcomes());
    if told || received != closed || added.known < 2 || added.sum == received {
        return Vec::new();
    }
    let (sum, stated) = (plain(added.sum), plain(received));
    let difference = plain(added.sum.saturating_sub(received));
    let finding = Finding::new(
        "sum-mismatch",
        Severity::Contradiction,
        format!(
            "{stated} applications were received and all closed, but the outcomes add to {sum} (difference {difference})"
        ),
        format!("收到申请{stated}件并全部办结，而各类答复之和为{sum}件（相差{difference}）"),
    );
    vec![finding.at_all(figure.span).at_all(added.spans).compare(stated, sum)]
}
