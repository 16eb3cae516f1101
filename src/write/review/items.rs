//! Everything that stands beside the text（条目）, in one order: facts, sections, findings, figures, mentions.

use super::{
    MOST_ITEMS, Text,
    marks::{Item, Mark},
    words::{Name, bound, grouped},
};
use crate::{
    Severity, Span,
    write::json::{Fact, Page, Place},
};

/// A fact about the document, or about the report.
pub(super) struct Particular<'p> {
    pub(super) name: Name,
    pub(super) value: String,
    pub(super) place: Option<&'p Place>,
}

/// A mention, of whatever kind.
pub(super) struct Mention<'p> {
    pub(super) words: &'p str,
    /// What it is worth.
    pub(super) value: String,
    pub(super) place: Place,
}

/// The mentions of a kind, with the number of the first.
pub(super) struct Group<'p> {
    pub(super) class: &'static str,
    pub(super) name: Name,
    pub(super) first: usize,
    pub(super) mentions: Vec<Mention<'p>>,
}

/// All items, and the marks that they make.
pub(super) struct Items<'p> {
    pub(super) particulars: Vec<Particular<'p>>,
    pub(super) groups: Vec<Group<'p>>,
    pub(super) marks: Vec<Mark>,
    /// Which figures a finding speaks of.
    pub(super) doubted: Vec<bool>,
    /// Whether some are not shown.
    pub(super) cut: bool,
}

pub(super) fn figure(number: usize) -> Item {
    Item { list: "f", number, class: "figure" }
}

pub(super) fn finding(number: usize, severity: Severity) -> Item {
    let class = match severity {
        Severity::Note => "finding note",
        Severity::Doubt => "finding doubt",
        Severity::Contradiction => "finding contradiction",
    };
    Item { list: "n", number, class }
}

pub(super) fn particular(number: usize) -> Item {
    Item { list: "d", number, class: "fact" }
}

pub(super) fn section(number: usize) -> Item {
    Item { list: "s", number, class: "section" }
}

impl Group<'_> {
    pub(super) fn item(&self, at: usize) -> Item {
        Item { list: "m", number: self.first + at, class: self.class }
    }
}

impl<'p> Items<'p> {
    pub(super) fn new(page: &'p Page<'_>, text: &Text<'_>) -> Self {
        let particulars = particulars(page);
        let mut groups = groups(page);
        let figures = page.report.as_ref().map_or(&[][..], |report| &report.figures);
        let mut cut = [figures.len(), page.findings.len(), page.sections.len()].iter().any(|&n| n > MOST_ITEMS);
        for group in &mut groups {
            cut |= group.mentions.len() > MOST_ITEMS;
            group.mentions.truncate(MOST_ITEMS);
        }
        let mut marks = Vec::new();
        let mut mark = |item: Item, place: usize, at: &Place| marks.push(Mark { item, place, span: text.span(*at) });
        for (number, section) in page.sections.iter().enumerate().take(MOST_ITEMS) {
            mark(self::section(number), 0, &section.span);
        }
        for (number, fact) in particulars.iter().enumerate() {
            if let Some(place) = fact.place {
                mark(particular(number), 0, place);
            }
        }
        let mut doubted: Vec<Span> = Vec::new();
        for (number, finding) in page.findings.iter().enumerate().take(MOST_ITEMS) {
            for (place, at) in finding.spans.iter().enumerate().take(MOST_PLACES) {
                mark(self::finding(number, finding.severity), place, at);
                doubted.push(text.span(*at));
            }
        }
        for (number, figure) in figures.iter().enumerate().take(MOST_ITEMS) {
            if let Some(place) = &figure.span {
                mark(self::figure(number), 0, place);
            }
        }
        for group in &groups {
            for (at, mention) in group.mentions.iter().enumerate() {
                mark(group.item(at), 0, &mention.place);
            }
        }
        let doubted = touched(doubted, figures.iter().map(|figure| figure.span.map(|place| text.span(place))));
        Self { particulars, groups, marks, doubted, cut }
    }
}

/// Places of one finding that are shown.
pub(super) const MOST_PLACES: usize = 64;

/// Which of `places` overlap one of `spans`, or are one of them.
fn touched(mut spans: Vec<Span>, places: impl Iterator<Item = Option<Span>>) -> Vec<bool> {
    spans.sort_unstable();
    // The farthest end so far, so that one look behind is enough.
    let mut farthest = 0;
    let ends: Vec<u32> = spans
        .iter()
        .map(|span| {
            farthest = farthest.max(span.end);
            farthest
        })
        .collect();
    let overlaps = |place: Span| {
        let before = spans.partition_point(|span| span.start < place.end || span.start == place.start);
        before
            .checked_sub(1)
            .and_then(|last| ends.get(last))
            .is_some_and(|&end| end > place.start || place.is_empty() && end == place.start)
    };
    places.map(|place| place.is_some_and(overlaps)).collect()
}

fn particulars<'p>(page: &'p Page<'_>) -> Vec<Particular<'p>> {
    let document = &page.document;
    let facts: [(Name, &Option<Fact<'_>>); 9] = [
        (("标题", "title"), &document.title),
        (("发布日期", "published"), &document.published),
        (("来源", "source"), &document.source_organ),
        (("索引号", "index number"), &document.index_number),
        (("发文字号", "document number"), &document.document_number),
        (("发文机关", "issuing organ"), &document.issuing_organ),
        (("成文日期", "written"), &document.written),
        (("主题分类", "subject"), &document.subject),
        (("有效性", "validity"), &document.validity),
    ];
    let stated = facts.into_iter().filter_map(|(name, fact)| {
        let fact = fact.as_ref()?;
        Some(Particular { name, value: fact.value.to_string(), place: fact.span.as_ref() })
    });
    let mut particulars: Vec<_> = stated.collect();
    if let Some(report) = &page.report {
        if let Some(organ) = &report.organ {
            let name = ("报告机关", "organ");
            particulars.push(Particular { name, value: organ.value.to_string(), place: organ.span.as_ref() });
        }
        if let Some(year) = report.year {
            let place = report.year_span.as_ref();
            particulars.push(Particular { name: ("报告年度", "year"), value: year.to_string(), place });
        }
    }
    particulars
}

fn groups<'p>(page: &'p Page<'_>) -> Vec<Group<'p>> {
    let all = &page.mentions;
    let amount = |sign: &str, value: &str, high: Option<&str>, unit: &str| {
        let high = high.map(|high| format!("–{}", grouped(high))).unwrap_or_default();
        format!("{sign}{}{high} {unit}", grouped(value)).trim_end().to_owned()
    };
    let mut groups = Vec::new();
    let mut first = 0;
    let mut group = |class, name, mentions: Vec<Mention<'p>>| {
        let next = first + mentions.len();
        if !mentions.is_empty() {
            groups.push(Group { class, name, first, mentions });
        }
        first = next;
    };
    macro_rules! list {
        ($list:ident, $class:literal, $name:expr, |$mention:ident| $value:expr) => {
            let mentions =
                all.$list.iter().map(|$mention| Mention { words: &$mention.text, value: $value, place: $mention.span });
            group($class, $name, mentions.collect());
        };
    }
    list!(quantities, "mention quantity", ("数量", "quantities"), |q| amount(
        bound(q.bound),
        &q.value,
        q.high.as_deref(),
        &q.unit
    ));
    list!(percentages, "mention percentage", ("百分比", "percentages"), |p| amount(
        bound(p.bound),
        &p.value,
        p.high.as_deref(),
        ""
    ));
    list!(money, "mention money", ("金额", "money"), |m| amount(
        bound(m.bound),
        &m.value,
        m.high.as_deref(),
        &m.currency
    ));
    list!(dates, "mention date", ("日期", "dates"), |d| d.value.to_string());
    list!(document_numbers, "mention document-number", ("发文字号", "document numbers"), |n| n.value.to_string());
    list!(document_titles, "mention document-title", ("文件标题", "document titles"), |t| t.value.to_string());
    list!(organizations, "mention organization", ("机构", "organizations"), |o| o.value.to_string());
    list!(durations, "mention duration", ("时长", "durations"), |d| d.value.to_string());
    list!(ordinals, "mention ordinal", ("序数", "ordinals"), |o| grouped(&o.value));
    list!(number_ranges, "mention number-range", ("数的范围", "number ranges"), |r| r.value.to_string());
    list!(numbers, "mention number", ("数", "numbers"), |n| grouped(&n.value));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_under_a_finding_are_told() {
        let spans = vec![Span::new(30, 40), Span::new(0, 5), Span::new(50, 50)];
        let places = [Some((4, 6)), Some((5, 6)), Some((32, 34)), Some((40, 41)), None, Some((50, 50)), Some((51, 51))];
        let places = places.map(|place| place.map(|(start, end)| Span::new(start, end)));
        assert_eq!(touched(spans, places.into_iter()), [true, false, true, false, false, true, false]);
    }
}
