//! Lists by subject（分类数）against the total that they divide.

use rust_decimal::Decimal;

use super::{Checked, Side, plain};
use crate::{
    Finding, Severity, Span,
    report::{Entry, Figure, From, Key},
};

/// What the keys of subjects begin with.
const CATEGORY: &str = "active.category.";
/// Names of the last subject of a list that leaves nothing out.
const REST: [&str; 2] = ["其他", "其它"];

/// A list that divides a total cannot add to more, nor, where it ends with 其他, to less.
pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let subjects = |figure: &&Figure| figure.key.as_str().starts_with(CATEGORY) && figure.from == From::Prose;
    let mut items: Vec<&Figure> = checked.report.figures.iter().filter(subjects).collect();
    items.sort_by_key(|figure| figure.span.map(|span| span.start));
    items.chunk_by(|a, b| a.sentence == b.sentence).filter_map(|list| one(checked, list)).collect()
}

fn one(checked: &Checked<'_>, list: &[&Figure]) -> Option<Finding> {
    if list.iter().any(|figure| figure.approximate) {
        return None;
    }
    let sum: Decimal = list.iter().filter_map(|figure| figure.entry.number()).sum();
    let names = list.iter().filter_map(|figure| figure.key.as_str().strip_prefix(CATEGORY));
    let closed = names.into_iter().any(|name| REST.iter().any(|rest| name.starts_with(rest)));
    let sentence = list.first()?.sentence?;
    let (whole, severity) = whole(checked, sentence)?;
    let Entry::Number(stated) = whole.entry else { return None };
    if whole.approximate || sum == stated || (sum < stated && !closed) {
        return None;
    }
    let (sum, stated, difference) = (plain(sum), plain(stated), plain(sum - stated));
    let finding = Finding::new(
        "sum-mismatch",
        severity,
        format!("the list by subject adds to {sum}, the total says {stated} (difference {difference})"),
        format!("分类数之和为{sum}，而总数为{stated}（相差{difference}）"),
    );
    let spans = list.iter().filter_map(|figure| figure.span);
    Some(finding.at_all(whole.span).at_all(spans).compare(sum, stated))
}

/// The total of a list: told in its own sentence, or else the total of the report, which may be another.
fn whole<'a>(checked: &'a Checked<'_>, sentence: Span) -> Option<(&'a Figure, Severity)> {
    let key = Key::from("active.total");
    let own = checked.report.figures.iter().find(|figure| figure.key == key && figure.sentence == Some(sentence));
    let other = || checked.on(Side::Prose, &key).or_else(|| checked.on(Side::Table, &key));
    own.map(|figure| (figure, Severity::Contradiction)).or_else(|| Some((other()?, Severity::Doubt)))
}
