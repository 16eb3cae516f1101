//! Bounds（上下限）: a part is not larger than its whole; a total over channels that share items lies between the
//! largest of them and their sum.

use super::{Checked, Side, plain};
use crate::{Finding, Severity, report::Rule};

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for side in Side::BOTH {
        for rule in checked.form.into_iter().flat_map(|form| &form.rules) {
            found.extend(match rule {
                Rule::Subset { part, whole, soft } => {
                    let (part_is, whole_is) = (checked.exact(side, part), checked.exact(side, whole));
                    part_is.zip(whole_is).filter(|((a, _), (b, _))| a > b).map(
                        |((a, part_figure), (b, whole_figure))| {
                            let severity = if *soft { Severity::Note } else { Severity::Contradiction };
                            let (a, b) = (plain(a), plain(b));
                            Finding::new(
                                "subset-exceeds",
                                severity,
                                format!("{part} is {a}, more than the {b} of {whole} that it is part of"),
                                format!("“{}”为{a}，大于其所属的“{}”{b}", checked.label(part), checked.label(whole)),
                            )
                            .at_all(part_figure.span)
                            .at_all(whole_figure.span)
                            .compare(b, a)
                        },
                    )
                }
                Rule::Overlap { total, parts } => overlap(checked, side, total, parts),
                _ => None,
            });
        }
    }
    found
}

fn overlap(
    checked: &Checked<'_>,
    side: Side,
    total: &crate::report::Key,
    parts: &[crate::report::Key],
) -> Option<Finding> {
    let (stated, figure) = checked.exact(side, total)?;
    let added = checked.add(side, parts);
    let largest = parts.iter().filter_map(|part| checked.exact(side, part)).max_by_key(|(n, _)| *n)?;
    // What is not known of the channels can only make their sum larger.
    let short = added.absent == 0 && added.blank == 0 && added.sum < stated;
    let finding = if largest.0 > stated {
        let (a, b) = (plain(largest.0), plain(stated));
        let en = format!("one channel has {a} items, more than the {b} published in all");
        Finding::new("channel-bounds", Severity::Contradiction, en, format!("单一渠道公开{a}条，大于主动公开总数{b}条"))
            .at_all(figure.span)
            .at_all(largest.1.span)
            .compare(a, b)
    } else if short {
        let (a, b) = (plain(added.sum), plain(stated));
        let en = format!("all channels together have {a} items, fewer than the {b} published");
        Finding::new("channel-bounds", Severity::Doubt, en, format!("各渠道公开数之和{a}条，小于主动公开总数{b}条"))
            .at_all(figure.span)
            .at_all(added.spans)
            .compare(a, b)
    } else {
        return None;
    };
    Some(finding)
}
