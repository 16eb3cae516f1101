//! Shares of counts（占比）: `其中A 24件，占80%` against the total that the sentence starts from, or the one before it; and shares
//! that make up a whole which is not the total that is stated.

use rust_decimal::Decimal;

use super::{Checked, Side, plain};
use crate::{
    Finding, Found, Severity, Span,
    mention::{Mention, PercentUnit},
    page::{BlockKind, Role},
    report::Key,
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
            let mut before = Counts::default();
            let mut disclosed = Vec::new();
            for sentence in sentences(block.span, &document.text) {
                let counts = counts(checked, sentence);
                found.extend(one(&counts, &before));
                disclosed.extend(counts.shares.iter().filter(|share| share.is_disclosed).copied());
                before = counts;
            }
            found.extend(whole(checked, &disclosed));
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
#[derive(Clone, Copy)]
struct Share {
    count: Decimal,
    percent: Decimal,
    /// Whether the words before it say that so much was disclosed（主动公开）.
    is_disclosed: bool,
    span: Span,
}

/// The counts of a sentence.
#[derive(Default)]
struct Counts {
    /// Those of which no share is said: one of them may be the total.
    bases: Vec<Decimal>,
    shares: Vec<Share>,
}

fn counts(checked: &Checked<'_>, sentence: Span) -> Counts {
    let text = checked.evidence.document.text.as_str();
    let mentions = checked.evidence.mentions;
    let from = mentions.partition_point(|found| found.span.start < sentence.start);
    let inside: Vec<&Found<Mention>> =
        mentions.iter().skip(from).take_while(|found| found.span.end <= sentence.end).collect();
    let mut counts = Counts::default();
    let mut end = sentence.start;
    for (index, a) in inside.iter().enumerate() {
        let head = std::mem::replace(&mut end, a.span.end);
        let Mention::Quantity(quantity) = &a.value else { continue };
        if quantity.bound.is_approximate() {
            continue;
        }
        if let Some(b) = inside.get(index + 1)
            && let Mention::Percent(percent) = &b.value
            && percent.unit == PercentUnit::Percent
            && !percent.bound.is_approximate()
            && b.span.start.saturating_sub(a.span.end) <= REACH
        {
            let between = Span { start: a.span.end, end: b.span.start }.of(text);
            let said = between.contains('占') && !between.contains(['；', ';', '。']);
            if said && !["增长", "同比", "下降", "上升"].iter().any(|word| between.contains(word)) {
                let is_disclosed = Span { start: head, end: a.span.start }.of(text).contains("主动公开");
                let span = a.span.cover(b.span);
                counts.shares.push(Share { count: quantity.amount, percent: percent.value, is_disclosed, span });
                continue;
            }
        }
        if counts.bases.len() < MOST_BASES && !counts.bases.contains(&quantity.amount) {
            counts.bases.push(quantity.amount);
        }
    }
    counts
}

/// The shares that do not follow from the total. That is the count which most shares agree with, two at the least; three,
/// where it stands in the sentence before.
fn one(counts: &Counts, before: &Counts) -> Vec<Finding> {
    let shares = counts.shares.as_slice();
    let base = base(&counts.bases, shares, 2).or_else(|| base(&before.bases, shares, 3));
    let Some(base) = base else { return Vec::new() };
    let wrong = shares.iter().filter(|share| !agrees(share, base) && share.count <= base);
    wrong.filter_map(|share| finding(share, base)).collect()
}

/// The count of `bases` that most shares agree with, if as many as `least` do.
fn base(bases: &[Decimal], shares: &[Share], least: usize) -> Option<Decimal> {
    let fits = |base: &Decimal| shares.iter().filter(|share| agrees(share, *base)).count();
    let base = bases.iter().filter(|base| !base.is_zero()).max_by_key(|base| fits(base)).copied()?;
    (fits(&base) >= least).then_some(base)
}

/// Where all that was disclosed is shared out among bodies, up to a hundred per cent, and adds to another number than the
/// stated total.
fn whole(checked: &Checked<'_>, shares: &[Share]) -> Option<Finding> {
    let (total, figure) = checked.exact(Side::Prose, &Key::from("active.total"))?;
    // What a page counts may be more than a number holds.
    let add =
        |of: fn(&Share) -> Decimal| shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(of(share)));
    let (sum, percents) = (add(|share| share.count)?, add(|share| share.percent)?);
    let all = percents.saturating_sub(Decimal::ONE_HUNDRED).abs() < Decimal::ONE
        && shares.iter().all(|share| agrees(share, sum));
    if shares.len() < 2 || !all || sum == total {
        return None;
    }
    let (sum, total) = (plain(sum), plain(total));
    let finding = Finding::new(
        "sum-mismatch",
        Severity::Doubt,
        format!("the parts of what was disclosed add to {sum}, the total says {total}"),
        format!("主动公开各部分之和为{sum}，而总数为{total}"),
    );
    Some(finding.at_all(figure.span).at_all(shares.iter().map(|share| share.span)).compare(sum, total))
}

/// What share of the base the count is, per cent; `None` where that is more than a number holds.
fn exact(share: &Share, base: Decimal) -> Option<Decimal> {
    share.count.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)
}

/// Whether the share is the count over the base, as rounded or cut off at its last place.
fn agrees(share: &Share, base: Decimal) -> bool {
    let unit = Decimal::new(1, share.percent.scale());
    let off = exact(share, base).and_then(|exact| exact.checked_sub(share.percent));
    off.is_some_and(|off| off.abs() < unit)
}

fn finding(share: &Share, base: Decimal) -> Option<Finding> {
    let exact = exact(share, base)?.round_dp(share.percent.scale().max(1));
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

#[cfg(test)]
mod tests {
    use crate::Reader;

    #[test]
    fn counts_that_no_number_holds_a_hundred_times_are_passed_over() {
        let huge = format!("900{}", ",000".repeat(8));
        let text = format!(
            "青禾市2016年政府信息公开工作报告\n\n一、主动公开情况\n\n主动公开政府信息{huge}条，其中县政府办主动公开{huge}条，占50%；\
             县教育局主动公开{huge}条，占50%。\n\n二、依申请公开情况\n\n收到申请4件。\n"
        );
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        assert!(reading.report.is_some());
        assert!(reading.findings.iter().all(|finding| finding.code != "percent-mismatch"));
    }
}
