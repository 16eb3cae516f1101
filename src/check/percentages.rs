//! Shares of counts（占比）: `其中A 24件，占80%` against the total that the sentence starts from.

use rust_decimal::Decimal;

use super::{Checked, plain};
use crate::{
    Finding, Found, Severity, Span,
    mention::{Mention, PercentUnit},
    page::{BlockKind, Role},
};

/// Counts of one sentence that are tried as its total.
const MOST_BASES: usize = 12;
/// Bytes between a count and the share that is said of it.
const REACH: u32 = 60;

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let document = checked.evidence.document;
    let mut found = Vec::new();
    for block in &document.blocks {
        if block.role == Role::Body && block.kind != BlockKind::Table && has_shares(checked, block.span) {
            for sentence in sentences(block.span, &document.text) {
                found.extend(one(checked, sentence));
            }
        }
    }
    found
}

/// Whether a block has two percentages, without which nothing can be said of one.
fn has_shares(checked: &Checked<'_>, block: Span) -> bool {
    let mentions = checked.evidence.mentions;
    let from = mentions.partition_point(|found| found.span.start < block.start);
    let inside = mentions.iter().skip(from).take_while(|found| found.span.start < block.end);
    inside.filter(|found| matches!(found.value, Mention::Percent(_))).nth(1).is_some()
}

/// The sentences of a block.
fn sentences(span: Span, text: &str) -> Vec<Span> {
    let words = span.of(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in words.match_indices(['。', '！', '？']) {
        let end = at + mark.len();
        sentences.push(Span::new(span.start as usize + start, span.start as usize + end));
        start = end;
    }
    sentences.push(Span::new(span.start as usize + start, span.end as usize));
    sentences
}

/// A count and the share said of it.
struct Share {
    count: Decimal,
    percent: Decimal,
    span: Span,
}

fn one(checked: &Checked<'_>, sentence: Span) -> Vec<Finding> {
    let text = checked.evidence.document.text.as_str();
    let mentions = checked.evidence.mentions;
    let from = mentions.partition_point(|found| found.span.start < sentence.start);
    let inside: Vec<&Found<Mention>> =
        mentions.iter().skip(from).take_while(|found| found.span.end <= sentence.end).collect();
    let mut bases: Vec<Decimal> = Vec::new();
    let mut shares: Vec<Share> = Vec::new();
    for pair in inside.windows(2) {
        let [a, b] = pair else { continue };
        let Mention::Quantity(quantity) = &a.value else { continue };
        if quantity.bound.is_approximate() {
            continue;
        }
        if let Mention::Percent(percent) = &b.value
            && percent.unit == PercentUnit::Percent
            && !percent.bound.is_approximate()
            && b.span.start.saturating_sub(a.span.end) <= REACH
        {
            let between = Span { start: a.span.end, end: b.span.start }.of(text);
            let said = between.contains('占') && !between.contains(['；', ';', '。']);
            if said && !["增长", "同比", "下降", "上升"].iter().any(|word| between.contains(word)) {
                shares.push(Share { count: quantity.amount, percent: percent.value, span: a.span.cover(b.span) });
                continue;
            }
        }
        if bases.len() < MOST_BASES && !bases.contains(&quantity.amount) {
            bases.push(quantity.amount);
        }
    }
    // The total is the one that most shares agree with; a share stands out only against two that do.
    let fits = |base: &Decimal| shares.iter().filter(|share| agrees(share, *base)).count();
    let Some(base) = bases.iter().filter(|base| !base.is_zero()).max_by_key(|base| fits(base)).copied() else {
        return Vec::new();
    };
    if fits(&base) < 2 {
        return Vec::new();
    }
    let wrong = shares.iter().filter(|share| !agrees(share, base) && share.count <= base);
    wrong.filter_map(|share| finding(share, base)).collect()
}

/// Whether the share is the count over the base, as rounded or cut off at its last place.
fn agrees(share: &Share, base: Decimal) -> bool {
    let unit = Decimal::new(1, share.percent.scale());
    let exact = (share.count * Decimal::ONE_HUNDRED).checked_div(base);
    exact.is_some_and(|exact| (exact - share.percent).abs() < unit)
}

fn finding(share: &Share, base: Decimal) -> Option<Finding> {
    let exact = (share.count * Decimal::ONE_HUNDRED).checked_div(base)?.round_dp(share.percent.scale().max(1));
    let (count, base, exact, percent) = (plain(share.count), plain(base), plain(exact), plain(share.percent));
    Some(
        Finding::new(
            "percent-mismatch",
            Severity::Doubt,
            format!("{count} of {base} are {exact} %, not {percent} %"),
            format!("{base}中的{count}为{exact}%，而非{percent}%"),
        )
        .at(share.span)
        .compare(exact, percent),
    )
}
