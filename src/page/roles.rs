//! Roles（版块角色）: what is body and what is chrome, with the reason.
//!
//! One pass, no second try: blocks are counted, named regions judged, the region of the document chosen, the title found,
//! and each block labelled by the first rule that speaks.

mod chrome;
mod features;
mod main_text;
pub(super) mod phrases;
mod template;
mod title;

use self::{features::Features, main_text::Judged};
use super::{Block, BlockKind, Document, Role, layout::Structure, metadata};
use crate::{Finding, Severity};

pub(super) use title::of_tag as title_of_tag;

/// What a rule says.
type Ruling = (Role, &'static str);

/// The blocks from the first to before the second.
type Range = (u32, u32);

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

/// Whether a rule holds only above the text: below its first sentence a date is a signature, and 时间：… a matter of the
/// document.
fn is_soft(reason: &str) -> bool {
    matches!(reason, "date-line" | "publication-label")
}

/// Whether it is a line that says when a document was published.
fn is_publication(reason: &str) -> bool {
    matches!(reason, "date-line" | "publication-labels")
}

/// Gives each block of `document` its role.
pub(super) fn assign(document: &mut Document, structure: &Structure<'_>) {
    let features: Vec<Features> = document.blocks.iter().map(|block| Features::of(block, &document.text)).collect();
    let mut said = words(document, &features);
    by_neighbours(document, &features, &mut said);
    let all = main_text::sums(&features, |_, feature| feature.mass());
    let chars = main_text::sums(&features, |_, feature| feature.chars);
    let judged = main_text::judge(structure, &all, &chars);
    let stated_titles = title::stated(document, structure, &said);
    let lines = Lines { structure, judged, said };
    let mass = main_text::sums(&features, |index, feature| if lines.taken(index) { 0 } else { feature.mass() });
    let name = title::first_part(structure);
    let stated = title::find_stated(document, &stated_titles, name.as_deref(), &features, &lines);
    let whole = main_text::article(structure, &mass, stated).unwrap_or((0, count(document.blocks.len())));
    let heaviest = main_text::heaviest(structure, &mass);
    let weight = mass.last().copied().unwrap_or(0);
    let region = |share| {
        let chosen = structure.regions.get(main_text::choose(&heaviest, weight, share) as usize);
        chosen.map_or(whole, |region| (region.first.max(whole.0), region.end.min(whole.1)))
    };
    let outer = region(55);
    let inner = region(90);
    // A lead between the title and the text may stand in a region of its own.
    let lead = stated.map_or(outer.0, |at| count(at) + 1).min(outer.0);
    let score = |index: usize| weigh(document, &features, &lines, ((lead, outer.1), inner), index);
    let (mut first, mut end) = main_text::run(whole.0, whole.1, score);
    // The title names the document: what follows it is the text, even where another text of the page is longer.
    if let Some(at) = stated.filter(|&at| !(first as usize..end as usize).contains(&at)) {
        let (named, range) = main_text::run_from(count(at) + 1, whole.1, |index| {
            weigh(document, &features, &lines, (whole, inner), index)
        });
        if (range.0..range.1).contains(&first) {
            first = range.0;
        } else if named > 60 {
            (first, end) = range;
        }
    }
    if let Some(at) = stated.filter(|&at| (first as usize..end as usize / 2).contains(&at)) {
        first = count(at) + 1;
    }
    let (first, end) = (first as usize, end as usize);
    let title = title::find(document, &stated_titles, &features, &lines, (first, stated));
    let dated =
        |index: usize| lines.said.get(index).copied().flatten().is_some_and(|(_, reason)| is_publication(reason));
    let after = title.map(|(at, _)| (count(at), count(end)));
    let next = after.and_then(|range| main_text::next_document(structure, &lines.judged, &mass, range, dated));
    let end = next.map_or(end, |next| next as usize);
    let title = title.map(|(at, reason)| (title::lines(document, &stated_titles, &features, &lines, at), reason));
    let rulings = rule(document, &features, &lines, (first, end), title);
    for (block, (role, reason)) in document.blocks.iter_mut().zip(rulings) {
        (block.role, block.reason) = (role, reason);
    }
    if is_bare(document, &features) {
        for block in document.blocks.iter_mut().filter(|block| block.role == Role::Body) {
            (block.role, block.reason) = (Role::Other, "no-text-of-its-own");
        }
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

/// Whether what was chosen as the text is a label or a date among menus: no title, no sentence, no table, and the rest of the
/// page many times as long.
fn is_bare(document: &Document, features: &[Features]) -> bool {
    const LONGEST: u32 = 30;
    let (mut chosen, mut rest) = (0, 0);
    for (block, feature) in document.blocks.iter().zip(features) {
        match block.role {
            Role::Title => return false,
            Role::Body if feature.is_prose() || block.kind == BlockKind::Table => return false,
            Role::Body => chosen += feature.chars,
            _ => rest += feature.chars,
        }
    }
    chosen <= LONGEST && rest > 4 * LONGEST
}

/// Lines of information make one of the line between or beside them that begins with a label as theirs do: 名称：…, 文号：无.
fn by_neighbours(document: &Document, features: &[Features], said: &mut [Option<Ruling>]) {
    let is_line = |ruling: &Option<Ruling>| matches!(ruling, Some((_, "information-line" | "publication-label")));
    let beside = |said: &[Option<Ruling>], index: usize| {
        index.checked_sub(1).and_then(|above| said.get(above)).is_some_and(is_line)
            || said.get(index + 1).is_some_and(is_line)
    };
    let short = |index: usize| features.get(index).is_some_and(|feature| feature.chars <= 140 && feature.stops == 0);
    let soft = |ruling: &Option<Ruling>| ruling.is_none_or(|(_, reason)| is_soft(reason));
    let open: Vec<usize> = (0..said.len())
        .filter(|&index| said.get(index).is_some_and(soft) && beside(said, index) && short(index))
        .filter(|&index| document.blocks.get(index).is_some_and(|block| metadata::begins_with_label(document, block)))
        .collect();
    for index in open {
        if let Some(ruling) = said.get_mut(index) {
            *ruling = Some((Role::Metadata, "information-neighbour"));
        }
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
            if block.kind == BlockKind::Table {
                return metadata::is_information(document, block).then_some((Role::Metadata, "information-table"));
            }
            if template::is_source(block.span.of(&document.text)) {
                return Some((Role::Other, "template-source"));
            }
            if feature.chars == 0 || feature.chars > 300 {
                return None;
            }
            phrases::normalize(block.span.of(&document.text), &mut line);
            phrases::role(&line, feature.chars).or_else(|| publication(&line, *feature))
        })
        .collect()
}

/// Publication lines: 发布时间：… 来源：… 浏览次数：…
fn publication(line: &str, feature: Features) -> Option<Ruling> {
    if feature.chars > 140 || feature.stops > 1 {
        return None;
    }
    let (labels, first) = phrases::labels(line);
    if labels >= 2 {
        return Some((Role::Metadata, "publication-labels"));
    }
    if first && feature.chars <= 40 && feature.stops == 0 {
        return Some((Role::Metadata, "publication-label"));
    }
    (feature.chars <= 40 && phrases::is_date_line(line)).then_some((Role::Metadata, "date-line"))
}

/// How much a block speaks for belonging to the document, in characters.
fn weigh(
    document: &Document,
    features: &[Features],
    lines: &Lines<'_>,
    (outer, inner): (Range, Range),
    index: usize,
) -> i64 {
    let (Some(block), Some(feature)) = (document.blocks.get(index), features.get(index)) else { return 0 };
    let chars = i64::from(feature.chars);
    let within = |range: Range| (range.0..range.1).contains(&count(index));
    match lines.chrome(index) {
        Some((_, "region-name-and-look")) => -8,
        Some((Role::Related | Role::Footer | Role::LinkList, _)) => -200,
        Some((Role::Other, "region-name")) => -100,
        Some((_, reason)) if is_soft(reason) => i64::from(within(inner)),
        Some(_) => -8,
        None if block.kind == BlockKind::Image => 0,
        None if feature.is_linked() => -chars.clamp(5, if within(inner) { 15 } else { 60 }),
        None if feature.is_prose() => {
            if within(outer) {
                chars
            } else {
                -20
            }
        }
        None if within(inner) => 2,
        None => -5,
    }
}

/// The ruling of every block, in order.
fn rule(
    document: &Document,
    features: &[Features],
    lines: &Lines<'_>,
    (first, end): (usize, usize),
    title: Option<(std::ops::Range<usize>, &'static str)>,
) -> Vec<Ruling> {
    let mut rulings: Vec<Ruling> = Vec::with_capacity(document.blocks.len());
    let prose = |index: usize| !lines.taken(index) && features.get(index).is_some_and(|feature| feature.is_prose());
    let first_prose = (first..end).find(|&index| prose(index)).unwrap_or(first);
    let linked = |index: usize| features.get(index).is_some_and(|feature| feature.is_linked());
    for (index, block) in document.blocks.iter().enumerate() {
        let feature = features.get(index).copied().unwrap_or_default();
        let ruling = match &title {
            Some((at, reason)) if at.contains(&index) => (Role::Title, *reason),
            Some((at, _)) if index < at.start && (index < first || !feature.is_prose()) => {
                before(block, feature, lines.chrome(index))
            }
            _ if index < first => before(block, feature, lines.chrome(index)),
            _ if index >= end => after(feature, lines.chrome(index)),
            _ => {
                // One line of links between lines of text is text; several are a list.
                let alone = !linked(index.wrapping_sub(1)) && !linked(index + 1);
                inside(
                    block,
                    feature,
                    lines.chrome(index).filter(|(_, reason)| index < first_prose || !is_soft(reason)),
                    alone,
                )
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

fn inside(block: &Block, feature: Features, chrome: Option<Ruling>, alone: bool) -> Ruling {
    if let Some(ruling) = chrome {
        return ruling;
    }
    if block.kind == BlockKind::Image {
        return (Role::Body, "image-in-the-text");
    }
    if feature.is_linked() && !alone {
        return (Role::LinkList, "links-beside-the-text");
    }
    (Role::Body, "text")
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
