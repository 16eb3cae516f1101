//! Roles（版块角色）: what is body and what is chrome, with the reason.
//!
//! One pass, no second try: blocks are counted, named regions judged, the region of the document chosen, the title found,
//! and each block labelled by the first rule that speaks.

mod chrome;
mod features;
mod main_text;
mod phrases;
mod title;

use self::{features::Features, main_text::Judged};
use super::{Block, BlockKind, Document, Media, Role, layout::Structure};
use crate::{Finding, Severity};

/// What a rule says.
type Ruling = (Role, &'static str);

/// What is known of each line before roles are given.
struct Lines<'a> {
    structure: &'a Structure<'a>,
    judged: Vec<Judged>,
    /// What the words of each block say.
    said: Vec<Option<Ruling>>,
}

impl Lines<'_> {
    fn region(&self, index: usize) -> Judged {
        let region = self.structure.region_of.get(index).copied().unwrap_or(0);
        self.judged.get(region as usize).copied().unwrap_or_default()
    }

    /// Whether words or names already make it chrome.
    fn taken(&self, index: usize) -> bool {
        self.chrome(index).is_some()
    }

    fn chrome(&self, index: usize) -> Option<Ruling> {
        self.said.get(index).copied().flatten().or(self.region(index).chrome)
    }

    fn titled(&self, index: usize) -> bool {
        self.region(index).titled
    }
}

/// Gives each block of `document` its role.
pub(super) fn assign(document: &mut Document, structure: &Structure<'_>) {
    let features: Vec<Features> = document.blocks.iter().map(|block| Features::of(block, &document.text)).collect();
    let said = words(document, &features);
    let all = main_text::sums(&features, |_, feature| feature.mass());
    let chars = main_text::sums(&features, |_, feature| feature.chars);
    let judged = main_text::judge(structure, &all, &chars);
    let lines = Lines { structure, judged, said };
    let mass = main_text::sums(&features, |index, feature| if lines.taken(index) { 0 } else { feature.mass() });
    let (first, end) = match structure.regions.get(main_text::choose(structure, &mass) as usize) {
        Some(region) => (region.first as usize, region.end as usize),
        None => (0, document.blocks.len()),
    };
    let prose = |index: usize| !lines.taken(index) && features.get(index).is_some_and(|feature| feature.is_prose());
    let first_prose = (first..end).find(|&index| prose(index)).unwrap_or(first);
    let title = title::find(document, structure, &features, &lines, first_prose);
    let rulings = rule(document, &features, &lines, (first, end), title);
    for (block, (role, reason)) in document.blocks.iter_mut().zip(rulings) {
        (block.role, block.reason) = (role, reason);
    }
    if document.blocks.iter().all(|block| block.role != Role::Body) && !document.blocks.is_empty() {
        document.findings.push(Finding::new(
            "no-body",
            Severity::Note,
            "the page has no text of its own: navigation and links only",
            "页面没有正文，只有导航和链接",
        ));
    }
}

/// What the words of each block say.
fn words(document: &Document, features: &[Features]) -> Vec<Option<Ruling>> {
    let mut line = String::new();
    document
        .blocks
        .iter()
        .zip(features)
        .map(|(block, feature)| {
            // The longest line that any phrase speaks for.
            if feature.chars == 0 || feature.chars > 300 || block.kind == BlockKind::Table {
                return None;
            }
            phrases::normalize(block.span.of(&document.text), &mut line);
            phrases::role(&line, feature.chars).or_else(|| publication(&line, *feature))
        })
        .collect()
}

/// Publication lines: 发布时间：… 来源：… 浏览次数：…
fn publication(line: &str, feature: Features) -> Option<Ruling> {
    if feature.chars > 140 {
        return None;
    }
    let (labels, first) = phrases::labels(line);
    let label = (first && feature.chars <= 40 && feature.stops == 0) || (labels >= 2 && feature.stops <= 1);
    if label {
        return Some((Role::Metadata, "publication-labels"));
    }
    (feature.chars <= 40 && phrases::is_date_line(line)).then_some((Role::Metadata, "date-line"))
}

/// The ruling of every block, in order.
fn rule(
    document: &Document,
    features: &[Features],
    lines: &Lines<'_>,
    (first, end): (usize, usize),
    title: Option<(usize, &'static str)>,
) -> Vec<Ruling> {
    let plain = document.media != Media::Html;
    let mut rulings: Vec<Ruling> = Vec::with_capacity(document.blocks.len());
    let prose = |index: usize| !lines.taken(index) && features.get(index).is_some_and(|feature| feature.is_prose());
    let last_prose = (first..end).rev().find(|&index| prose(index));
    let first_prose = (first..end).find(|&index| prose(index));
    for (index, block) in document.blocks.iter().enumerate() {
        let feature = features.get(index).copied().unwrap_or_default();
        let ruling = match title {
            Some((at, reason)) if at == index => (Role::Title, reason),
            Some((at, _)) if index < at && (plain || index < first || !prose(index)) => {
                before(block, feature, lines.chrome(index))
            }
            _ if index < first => before(block, feature, lines.chrome(index)),
            _ if index >= end => after(feature, lines.chrome(index)),
            _ => {
                let inner = first_prose.is_some_and(|at| at < index) && last_prose.is_some_and(|at| index < at);
                inside(block, feature, lines, index, inner)
            }
        };
        rulings.push(ruling);
    }
    rulings
}

fn before(_block: &Block, feature: Features, chrome: Option<Ruling>) -> Ruling {
    match chrome {
        Some(ruling) => ruling,
        None if feature.is_linked() => (Role::Navigation, "links-before-the-text"),
        None => (Role::Other, "before-the-text"),
    }
}

fn after(feature: Features, chrome: Option<Ruling>) -> Ruling {
    match chrome {
        Some(ruling) => ruling,
        None if feature.is_linked() => (Role::LinkList, "links-after-the-text"),
        None => (Role::Other, "after-the-text"),
    }
}

fn inside(block: &Block, feature: Features, lines: &Lines<'_>, index: usize, inner: bool) -> Ruling {
    if let Some(ruling) = lines.chrome(index) {
        return ruling;
    }
    if block.kind == BlockKind::Image {
        return (Role::Body, "image-in-the-text");
    }
    if feature.is_linked() && !inner {
        return (Role::LinkList, "links-beside-the-text");
    }
    (Role::Body, "text")
}
