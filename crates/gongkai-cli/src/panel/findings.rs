//! What reports say of each other: over the years, over levels, and in the same words.

use std::collections::{BTreeMap, HashMap};

use gongkai::{
    Finding, check,
    check::{Passage, Source, Wording},
    write::table::{Column, Kind, Value},
};

use super::{
    Report, Reports,
    columns::{column, place, words},
};

/// Most passages of one pair that are written; the longest stay.
const MOST_PASSAGES: usize = 200;

/// A finding, and the reports that it is of and about.
pub(super) struct Told {
    pub(super) report: usize,
    other: Option<usize>,
    finding: Finding,
}

/// What a report repeats of another.
pub(super) struct Repeat {
    report: usize,
    other: usize,
    passages: Vec<Passage>,
}

/// Pairs of reports of one organ on years that follow each other.
fn follow(reports: &[Report]) -> impl Iterator<Item = (usize, usize)> {
    reports.windows(2).enumerate().filter_map(|(at, pair)| {
        let [earlier, later] = pair else { return None };
        (earlier.is_of_organ(later) && earlier.year + 1 == later.year).then_some((at, at + 1))
    })
}

/// What does not follow from a year to the next.
pub(super) fn years(reports: &[Report]) -> Vec<Told> {
    follow(reports)
        .flat_map(|(earlier, later)| {
            let found = check::compare(&reports[earlier].report, &reports[later].report);
            found.into_iter().map(move |finding| Told { report: later, other: Some(earlier), finding })
        })
        .collect()
}

/// What a parent states and its children do not make. Gives the names of which there is no report at all.
pub(super) fn levels(reports: &[Report], parents: &[(String, String)], told: &mut Vec<Told>) -> Vec<String> {
    let by_name = Reports::by_name(reports);
    let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (child, parent) in parents {
        children.entry(parent).or_default().push(child);
    }
    let of_year = |name: &str, year: i16| {
        let mut found = by_name.get(name).into_iter().flatten().filter(|&&at| reports[at].year == year);
        let first = found.next()?;
        // A name that stands in two regions names neither.
        found.next().is_none().then(|| &reports[*first])
    };
    for (parent, children) in &children {
        for &at in by_name.get(parent).into_iter().flatten() {
            let parts: Option<Vec<_>> =
                children.iter().map(|child| of_year(child, reports[at].year).map(|child| &child.report)).collect();
            // A year of which a child is missing says nothing of the sum.
            let found = parts.map(|parts| check::gathers(&reports[at].report, &parts)).unwrap_or_default();
            told.extend(found.into_iter().map(|finding| Told { report: at, other: None, finding }));
        }
    }
    let mut unknown: Vec<String> = parents.iter().flat_map(|(child, parent)| [child, parent]).cloned().collect();
    unknown.retain(|name| !by_name.contains_key(name.as_str()));
    unknown.sort();
    unknown.dedup();
    unknown
}

/// What stands word for word in the report of the year before, and in that of another organ: of these the one that a
/// report repeats most, of the same year or earlier.
pub(super) fn texts(reports: &[Report], least: u32, told: &mut Vec<Told>) -> Vec<Repeat> {
    let mut repeats = Vec::new();
    let mut tell = |report: usize, other: usize, (finding, passages): (Finding, Vec<Passage>)| {
        told.push(Told { report, other: Some(other), finding });
        repeats.push(Repeat { report, other, passages });
    };
    for (earlier, later) in follow(reports) {
        let repeated = reports[later].wording.repeats(&reports[earlier].wording, Source::YearBefore, least);
        if let Some(repeated) = repeated {
            tell(later, earlier, repeated);
        }
    }
    let wordings: Vec<&Wording> = reports.iter().map(|report| &report.wording).collect();
    let mut most: HashMap<usize, (u32, usize)> = HashMap::new();
    for (a, b) in check::alike(&wordings) {
        let (first, second) = if reports[a].year <= reports[b].year { (a, b) } else { (b, a) };
        if reports[first].is_of_organ(&reports[second]) {
            continue;
        }
        let share = wordings[second].share(&wordings[second].passages(wordings[first]));
        let best = most.entry(second).or_insert((0, first));
        if share > best.0 {
            *best = (share, first);
        }
    }
    for report in 0..reports.len() {
        let Some(&(_, other)) = most.get(&report) else { continue };
        if let Some(shared) = wordings[report].repeats(wordings[other], Source::OtherOrgan, least) {
            tell(report, other, shared);
        }
    }
    repeats
}

/// Columns that name a report.
fn of_report() -> [Column; 3] {
    [
        column("organ", Kind::Text, "行政机关", "the body that the report is of"),
        column("year", Kind::Whole, "报告年度", "the year reported on"),
        column("report_id", Kind::Text, "报告标识", "name of the page among the inputs"),
    ]
}

fn of_other() -> [Column; 3] {
    [
        column("other_organ", Kind::Text, "另一行政机关", "the body of the other report"),
        column("other_year", Kind::Whole, "另一报告年度", "the year of the other report"),
        column("other_report_id", Kind::Text, "另一报告标识", "name of the other page"),
    ]
}

fn of_place() -> [Column; 2] {
    [
        column("span_start", Kind::Whole, "起始位置", "first character in the text of the page, from 0"),
        column("span_end", Kind::Whole, "结束位置", "the character after the last"),
    ]
}

/// Organ, year and page of a report.
fn name(report: Option<&Report>) -> [Value<'_>; 3] {
    report.map_or([Value::Null, Value::Null, Value::Null], |report| {
        [words(&report.organ), Value::Whole(report.year.into()), words(&report.id)]
    })
}

/// The columns of the findings.
pub(super) fn columns() -> Vec<Column> {
    let own = [
        column("code", Kind::Text, "发现代码", "what was found"),
        column("severity", Kind::Text, "轻重", "note, doubt, contradiction"),
        column("message_zh", Kind::Text, "说明", "what there is to say, in Chinese"),
        column("message_en", Kind::Text, "英文说明", "the same in English"),
        column("expected", Kind::Text, "应为", "what should stand there"),
        column("stated", Kind::Text, "实为", "what stands there"),
    ];
    of_report().into_iter().chain(own).chain(of_place()).chain(of_other()).collect()
}

impl Told {
    pub(super) fn values<'t>(&'t self, reports: &'t [Report]) -> Vec<Value<'t>> {
        let finding = &self.finding;
        let own = [
            words(finding.code),
            words(finding.severity.name()),
            words(&finding.message_zh),
            words(&finding.message_en),
            words(finding.expected.as_deref().unwrap_or_default()),
            words(finding.stated.as_deref().unwrap_or_default()),
        ];
        let other = self.other.map(|other| &reports[other]);
        let names = name(Some(&reports[self.report])).into_iter().chain(own);
        names.chain(place(finding.spans.first().copied())).chain(name(other)).collect()
    }
}

/// The columns of the passages.
pub(super) fn passage_columns() -> Vec<Column> {
    let own = [
        column("other_start", Kind::Whole, "另一起始位置", "first character in the text of the other page"),
        column("other_end", Kind::Whole, "另一结束位置", "the character after the last"),
        column("letters", Kind::Whole, "字数", "letters, digits and Han characters that are the same"),
        column("words", Kind::Text, "文字", "the words, as this report has them"),
    ];
    of_report().into_iter().chain(of_place()).chain(of_other()).chain(own).collect()
}

impl Repeat {
    /// Gives the passages as rows; of very many the longest.
    pub(super) fn rows(
        &self,
        reports: &Reports,
        mut take: impl FnMut(&[Value<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (report, other) = (&reports.all[self.report], &reports.all[self.other]);
        let text = reports.text(report)?;
        let index = gongkai::ScalarIndex::new(&text);
        let mut longest: Vec<&Passage> = self.passages.iter().collect();
        longest.sort_by_key(|passage| std::cmp::Reverse(passage.letters));
        longest.truncate(MOST_PASSAGES);
        longest.sort_by_key(|passage| passage.here);
        for passage in longest {
            let bytes = index.byte(passage.here.start as usize)..index.byte(passage.here.end as usize);
            let said = text.get(bytes).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            let names = name(Some(report)).into_iter().chain(place(Some(passage.here))).chain(name(Some(other)));
            let own = [Value::Whole(passage.letters.into()), words(said)];
            take(&names.chain(place(Some(passage.there))).chain(own).collect::<Vec<_>>())?;
        }
        Ok(())
    }
}
