//! What an overview keeps of each page: little, since there are many.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{OUTCOMES, TRENDS};
use crate::{
    Severity,
    report::comparable,
    write::json::{Finding, Page, Report},
};

/// Pages with the heaviest findings that are listed.
const MOST_WORST: usize = 50;

/// An overview that is being gathered（概览）.
///
/// ```
/// use gongkai::{Reader, write::{json::Page, overview::Overview}};
/// let reading = Reader::new().read("青禾市2016年政府信息公开工作年度报告\n收到申请12件。".as_bytes())?;
/// let mut overview = Overview::default();
/// overview.add("a.txt", "ok", Some(&Page::new(&reading, "a.txt")));
/// assert!(overview.write().contains("青禾市"));
/// # Ok::<(), gongkai::Error>(())
/// ```
#[derive(Default, Debug)]
pub struct Overview {
    /// Pages by how reading them went.
    pub(super) statuses: BTreeMap<String, usize>,
    /// Pages that were read by encoding.
    pub(super) encodings: BTreeMap<String, usize>,
    /// Findings by code and severity, and the pages that have the code.
    pub(super) codes: BTreeMap<String, ([usize; 3], usize)>,
    /// Reports by region, organ and year; of several the one with most figures.
    pub(super) reports: BTreeMap<(String, String), BTreeMap<i16, Kept>>,
    /// The pages with the heaviest findings, the worst first.
    pub(super) worst: Vec<Worst>,
    /// Reports without organ or year.
    pub(super) nameless: usize,
}

/// What is kept of a report.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) whole: bool,
    pub(super) figures: usize,
    /// Names of the region from the province down.
    pub(super) path: Vec<String>,
    /// Numbers of [`TRENDS`].
    pub(super) trends: [Option<Decimal>; TRENDS.len()],
    /// Numbers of [`OUTCOMES`], where they make the total that the report states.
    pub(super) outcomes: Option<[Decimal; OUTCOMES.len()]>,
    /// Whether the report says how applications ended at all.
    pub(super) replies: bool,
    /// Topics (`request`, `reply.denied`) that it has figures of.
    pub(super) topics: BTreeSet<String>,
}

/// A page with findings.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Worst {
    /// Contradictions, doubts, notes; fewer of each sort later.
    pub(super) counts: [std::cmp::Reverse<usize>; 3],
    pub(super) name: String,
    pub(super) organ: String,
    pub(super) year: Option<i16>,
    pub(super) status: String,
    /// The codes that it has, each once.
    pub(super) codes: BTreeSet<String>,
}

impl Overview {
    /// Adds a page. `status` is how reading it went, as `gongkai batch` says; a page that failed has nothing else.
    pub fn add(&mut self, name: &str, status: &str, page: Option<&Page<'_>>) {
        *self.statuses.entry(status.to_owned()).or_default() += 1;
        let Some(page) = page else { return };
        *self.encodings.entry(page.source.encoding.clone().into_owned()).or_default() += 1;
        let codes = self.add_findings(&page.findings);
        let report = page.report.as_ref();
        let organ = report.and_then(|report| report.organ.as_ref()).map_or("", |organ| &organ.value);
        let year = report.and_then(|report| report.year);
        self.add_worst(Worst {
            counts: counts(&page.findings).map(std::cmp::Reverse),
            name: name.to_owned(),
            organ: organ.to_owned(),
            year,
            status: status.to_owned(),
            codes,
        });
        let Some(report) = report else { return };
        let (Some(year), false) = (year, organ.is_empty()) else {
            self.nameless += 1;
            return;
        };
        let region = report.region.as_ref().map_or("", |region| &region.code);
        let years = self.reports.entry((region.to_owned(), organ.to_owned())).or_default();
        let kept = Kept::new(report, status == "ok");
        if years.get(&year).is_none_or(|before| before.figures < kept.figures) {
            years.insert(year, kept);
        }
    }

    fn add_findings(&mut self, findings: &[Finding<'_>]) -> BTreeSet<String> {
        for finding in findings {
            let (counts, _) = self.codes.entry(finding.code.clone().into_owned()).or_default();
            counts[weight(finding.severity)] += 1;
        }
        let codes: BTreeSet<String> = findings.iter().map(|finding| finding.code.clone().into_owned()).collect();
        for code in &codes {
            self.codes.entry(code.clone()).or_default().1 += 1;
        }
        codes
    }

    fn add_worst(&mut self, page: Worst) {
        let [contradictions, doubts, _] = page.counts;
        if contradictions.0 + doubts.0 == 0 {
            return;
        }
        let at = self.worst.partition_point(|other| *other < page);
        if at < MOST_WORST {
            self.worst.insert(at, page);
            self.worst.truncate(MOST_WORST);
        }
    }

    /// The years that there are reports on, those between them too where they are not too many.
    pub(super) fn years(&self) -> Vec<i16> {
        const MOST: usize = 30;
        let years: BTreeSet<i16> = self.reports.values().flat_map(BTreeMap::keys).copied().collect();
        let (Some(&first), Some(&last)) = (years.first(), years.last()) else { return Vec::new() };
        if usize::from(first.abs_diff(last)) < MOST {
            (first..=last).collect()
        } else {
            let skip = years.len().saturating_sub(MOST);
            years.into_iter().skip(skip).collect()
        }
    }

    /// All reports on a year.
    pub(super) fn of_year(&self, year: i16) -> impl Iterator<Item = &Kept> {
        self.reports.values().filter_map(move |years| years.get(&year))
    }
}

impl Kept {
    fn new(report: &Report<'_>, whole: bool) -> Self {
        let form = report.form.as_deref();
        let mut numbers: BTreeMap<String, Decimal> = BTreeMap::new();
        let mut topics = BTreeSet::new();
        let mut figures = 0;
        for statements in report.figures.chunk_by(|a, b| a.key == b.key) {
            let Some(lead) = statements.first() else { continue };
            figures += 1;
            let key = comparable(form, &lead.key).into_owned();
            topics.insert(topic(&key).to_owned());
            let number = lead.value.as_deref().filter(|_| !lead.approximate && lead.entry == "number");
            if let Some(number) = number.and_then(|number| number.parse().ok()) {
                numbers.insert(key, number);
            }
        }
        let trends = TRENDS.map(|(key, _)| whole_or_sum(&numbers, key));
        let outcomes = outcomes(&numbers);
        let path = report.region.iter().flat_map(|region| &region.path);
        Self {
            whole,
            figures,
            path: path.map(|name| name.clone().into_owned()).collect(),
            trends,
            outcomes,
            replies: numbers.keys().any(|key| key.starts_with("reply.")),
            topics,
        }
    }
}

/// The topic of a key: its first word; of the replies, its first two.
fn topic(key: &str) -> &str {
    let key = key.split('@').next().unwrap_or(key);
    let words = if key.starts_with("reply.") { 2 } else { 1 };
    let end = key.match_indices('.').nth(words - 1).map_or(key.len(), |(at, _)| at);
    key.get(..end).unwrap_or(key)
}

/// The number of a key; where it is not stated, the sum of those right under it.
fn whole_or_sum(numbers: &BTreeMap<String, Decimal>, key: &str) -> Option<Decimal> {
    if let Some(&number) = numbers.get(key) {
        return Some(number);
    }
    if key == "litigation.total" {
        let parts = ["litigation.direct.total", "litigation.after_review.total"];
        let parts: Option<Vec<Decimal>> = parts.iter().map(|part| numbers.get(*part).copied()).collect();
        return parts?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add);
    }
    let under = format!("{key}.");
    let mut parts =
        numbers.iter().filter(|(part, _)| part.strip_prefix(&under).is_some_and(|rest| !rest.contains(['.', '@'])));
    let (_, &first) = parts.next()?;
    parts.try_fold(first, |sum, (_, &part)| sum.checked_add(part))
}

/// How applications ended, if the parts make the total: else something was not read, or does not add up.
fn outcomes(numbers: &BTreeMap<String, Decimal>) -> Option<[Decimal; OUTCOMES.len()]> {
    let total = *numbers.get("reply.total")?;
    let of = |keys: &[&str]| {
        keys.iter().filter_map(|key| whole_or_sum(numbers, key)).try_fold(Decimal::ZERO, Decimal::checked_add)
    };
    let mut found = [Decimal::ZERO; OUTCOMES.len()];
    for (number, (.., keys)) in found.iter_mut().zip(OUTCOMES) {
        *number = of(keys)?;
    }
    (found.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add)? == total && !total.is_zero()).then_some(found)
}

fn weight(severity: Severity) -> usize {
    match severity {
        Severity::Contradiction => 0,
        Severity::Doubt => 1,
        Severity::Note => 2,
    }
}

fn counts(findings: &[Finding<'_>]) -> [usize; 3] {
    let mut counts = [0; 3];
    findings.iter().for_each(|finding| counts[weight(finding.severity)] += 1);
    counts
}
