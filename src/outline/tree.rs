//! From headings to a tree, and what is odd about the numbering.

use super::{Outline, Section, heading::Heading, marker::Class};
use crate::{Finding, Severity, Span};

/// Where a heading stands among its kind: class, and for one without a number the page's own level.
type Rank = (Class, u8);

fn rank(heading: &Heading) -> Rank {
    match heading.number {
        Some((class, _)) => (class, 0),
        None => (Class::Plain, heading.level),
    }
}

/// An open section: the headings that follow belong to it until one of its own or a higher rank comes.
struct Open {
    rank: Rank,
    ordinal: Option<u32>,
    section: usize,
}

/// Nests `headings` (in order of place); the last section ends at `end`.
pub(super) fn build(headings: &[Heading], text: &str, end: u32) -> Outline {
    let mut outline = Outline::default();
    let mut open: Vec<Open> = Vec::new();
    for heading in headings {
        let rank = rank(heading);
        let before = close(&mut open, rank, &mut outline.sections, heading.marker.start, text);
        let ordinal = heading.number.map(|(_, ordinal)| ordinal);
        if let Some(finding) = numbering(before.as_ref().and_then(|open| open.ordinal), ordinal, heading, text) {
            outline.findings.push(finding);
        }
        let parent = open.last().map(|open| open.section);
        open.push(Open { rank, ordinal, section: outline.sections.len() });
        outline.sections.push(Section {
            level: u8::try_from(open.len()).unwrap_or(u8::MAX),
            marker: heading.marker.of(text).to_owned(),
            ordinal,
            heading: heading.words.of(text).to_owned(),
            span: if heading.words.is_empty() { heading.marker } else { heading.marker.cover(heading.words) },
            body: Span { start: heading.body, end: heading.body },
            parent: parent.and_then(|parent| u32::try_from(parent).ok()),
        });
    }
    while let Some(last) = open.pop() {
        finish(&mut outline.sections, last.section, end, text);
    }
    outline
}

/// Closes what a heading of `rank` at `start` ends. Gives the last closed section of the same rank, its elder sibling.
fn close(open: &mut Vec<Open>, rank: Rank, sections: &mut [Section], start: u32, text: &str) -> Option<Open> {
    // The document's own nesting leads: where the rank is open, everything below it ends. Else the standard's order
    // decides what it may be nested in.
    let known = open.iter().any(|open| open.rank == rank);
    let mut sibling = None;
    while let Some(last) = open.last() {
        let ends = if known { true } else { last.rank > rank };
        if !ends {
            break;
        }
        let Some(last) = open.pop() else { break };
        finish(sections, last.section, start, text);
        if known && last.rank == rank {
            sibling = Some(last);
            break;
        }
    }
    sibling
}

/// Sets where the text of a section ends, without white space at either end.
fn finish(sections: &mut [Section], index: usize, end: u32, text: &str) {
    if let Some(section) = sections.get_mut(index) {
        let raw = Span { start: section.body.start, end: end.max(section.body.start) };
        let body = raw.of(text);
        let start = raw.start as usize + (body.len() - body.trim_start().len());
        section.body = Span::new(start, start + body.trim().len());
    }
}

/// What is odd about a number after its elder sibling's.
fn numbering(before: Option<u32>, ordinal: Option<u32>, heading: &Heading, text: &str) -> Option<Finding> {
    let (before, ordinal) = (before?, ordinal?);
    let marker = heading.marker.of(text);
    let (code, en, zh) = if ordinal == before + 1 {
        return None;
    } else if ordinal == before {
        ("heading-repeated", format!("the number {marker} stands twice"), format!("序号“{marker}”重复"))
    } else if ordinal == 1 {
        ("numbering-restarts", "the numbering begins again".to_owned(), "序号重新开始".to_owned())
    } else if ordinal > before {
        let gap = format!("the numbering goes from {before} to {ordinal}");
        ("heading-skipped", gap, format!("序号由{before}跳到{ordinal}"))
    } else {
        let back = format!("the numbering goes back from {before} to {ordinal}");
        ("heading-disordered", back, format!("序号由{before}退回{ordinal}"))
    };
    let place = if heading.run_in { heading.marker } else { heading.marker.cover(heading.words) };
    let finding = Finding::new(code, Severity::Note, en, zh).at(place);
    Some(finding.compare((before + 1).to_string(), ordinal.to_string()))
}
