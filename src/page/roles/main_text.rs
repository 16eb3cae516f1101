//! Where the document itself stands on the page（正文区域）.

use super::{
    chrome::{self, Hint},
    features::Features,
};
use crate::page::{
    Role,
    layout::{Structure, Tag},
};

/// A region as roles see it.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Judged {
    /// Chrome by its own name or that of a region around it.
    pub(super) chrome: Option<(Role, &'static str)>,
    /// The name says title, here or around.
    pub(super) titled: bool,
}

/// Judges every region by its names. A name that would make chrome of most of the text is wrong for it.
pub(super) fn judge(structure: &Structure<'_>, mass: &[u64], chars: &[u64]) -> Vec<Judged> {
    let total = mass.last().copied().unwrap_or(0);
    let mut judged: Vec<Judged> = Vec::with_capacity(structure.regions.len());
    let mut names = Names::default();
    for (index, region) in structure.regions.iter().enumerate() {
        let around = if index == 0 {
            Judged::default()
        } else {
            judged.get(region.parent as usize).copied().unwrap_or_default()
        };
        let inside = between(mass, region.first, region.end);
        let few = between(chars, region.first, region.end) < 120;
        let mut own = around;
        if region.first < region.end {
            let said = match region.tag {
                Tag::Navigation => Some(Hint::Chrome(Role::Navigation)),
                Tag::PageFooter => Some(Hint::Weak(Role::Footer)),
                Tag::Select => Some(Hint::Chrome(Role::Navigation)),
                Tag::Aside => Some(Hint::Chrome(Role::Related)),
                _ if region.class.is_empty() && region.id.is_empty() => None,
                _ => names.hint(region.class, region.id),
            };
            match said {
                Some(Hint::Chrome(role)) if inside * 10 <= total * most(role) => {
                    own.chrome = own.chrome.or(Some((role, "region-name")))
                }
                Some(Hint::Weak(role)) if inside * 12 <= total && (few || inside == 0) => {
                    own.chrome = own.chrome.or(Some((role, "region-name-and-look")));
                }
                Some(Hint::Title) => own.titled = few,
                _ => {}
            }
        }
        judged.push(own);
    }
    judged
}

/// What the names of a page say: those of lists come again and again, a few in turn, and are looked up once.
#[derive(Default)]
struct Names<'a>([Named<'a>; 32]);

/// The class and the id of an element, and what they say. None have neither.
#[derive(Clone, Copy, Default)]
struct Named<'a> {
    name: (&'a str, &'a str),
    hint: Option<Hint>,
}

impl<'a> Names<'a> {
    fn hint(&mut self, class: &'a str, id: &'a str) -> Option<Hint> {
        let ends = class.bytes().next_back().unwrap_or_default() ^ class.bytes().next().unwrap_or_default();
        let slot = (usize::from(ends) + class.len() + id.len()) % self.0.len();
        let Some(known) = self.0.get_mut(slot) else { return chrome::hint(class, id) };
        if known.name != (class, id) {
            *known = Named { name: (class, id), hint: chrome::hint(class, id) };
        }
        known.hint
    }
}

/// Of 10 parts of the page's text, how many a region of that name may hold: readers may write more than the author.
const fn most(role: Role) -> u64 {
    match role {
        Role::Other => 9,
        _ => 4,
    }
}

/// The heaviest region within each, with its weight; of those that are no paragraphs.
pub(super) fn heaviest(structure: &Structure<'_>, mass: &[u64]) -> Vec<(u64, u32)> {
    let regions = &structure.regions;
    let mut heaviest: Vec<(u64, u32)> = vec![(0, 0); regions.len()];
    for (index, region) in regions.iter().enumerate().skip(1) {
        // A paragraph is no container of paragraphs.
        if matches!(region.tag, Tag::Paragraph | Tag::Heading(_)) || region.end - region.first < 2 {
            continue;
        }
        let inside = between(mass, region.first, region.end);
        if let Some(best) = heaviest.get_mut(region.parent as usize)
            && inside > best.0
        {
            *best = (inside, u32::try_from(index).unwrap_or(0));
        }
    }
    heaviest
}

/// The region that holds the document: down from the page, while one part, the `heaviest`, holds `share` of 100 parts of
/// the text, which weighs `weight`.
pub(super) fn choose(heaviest: &[(u64, u32)], mut weight: u64, share: u64) -> u32 {
    let mut here = 0_u32;
    while let Some(&(inside, child)) = heaviest.get(here as usize)
        && child > here
        && inside * 100 >= weight * share
    {
        (here, weight) = (child, inside);
    }
    here
}

/// The `<article>` that holds the stated title and a text: on an endless page the next articles are none of it.
pub(super) fn article(structure: &Structure<'_>, mass: &[u64], stated: Option<usize>) -> Option<(u32, u32)> {
    const SHORTEST: u64 = 60;
    let mut here = structure.region_of.get(stated?).copied()?;
    while here > 0 {
        let region = structure.regions.get(here as usize)?;
        if region.tag == Tag::Article && between(mass, region.first, region.end) >= SHORTEST {
            return Some((region.first, region.end));
        }
        here = region.parent;
    }
    None
}

/// Where the next document of a page begins that shows several below one another, as an archive does: below the title at
/// `title` and before `end`, the element that holds a title comes again, with a line of publication after it as the first
/// has one. `dated` says whether a block is such a line.
pub(super) fn next_document(
    structure: &Structure<'_>,
    judged: &[Judged],
    mass: &[u64],
    (title, end): (u32, u32),
    dated: impl Fn(usize) -> bool,
) -> Option<u32> {
    // The date may stand in the next cell, the source below it.
    const NEAR: usize = 4;
    let shaped = |index: usize| {
        let region = structure.regions.get(index)?;
        let named = !region.class.is_empty() && judged.get(index).is_some_and(|judged| judged.titled);
        (named || matches!(region.tag, Tag::Heading(_))).then_some(region)
    };
    // A text between the two titles: the date of the first may stand in an element of the same name.
    const SHORTEST: u64 = 20;
    let followed = |block: u32| (block as usize + 1..=block as usize + NEAR).any(&dated);
    let own = *structure.region_of.get(title as usize)? as usize;
    let first = shaped(own).filter(|_| followed(title))?;
    let next = (own + 1..structure.regions.len()).filter_map(shaped).find(|region| {
        region.first < end
            && region.tag == first.tag
            && region.class == first.class
            && between(mass, title + 1, region.first) >= SHORTEST
            && !dated(region.first as usize)
            && followed(region.first)
    });
    next.map(|region| region.first)
}

/// The run of blocks in `first..end` whose scores add up to the most: text pulls in what lies between it, and lists of
/// links, chrome and comments cut off what lies beyond them (maximum subsequence segmentation).
pub(super) fn run(first: u32, end: u32, score: impl Fn(usize) -> i64) -> (u32, u32) {
    let (mut best, mut here) = (0_i64, 0_i64);
    let (mut range, mut start) = ((first, first), first);
    for index in first..end {
        if here <= 0 {
            (here, start) = (0, index);
        }
        here += score(index as usize);
        if here > best {
            (best, range) = (here, (start, index + 1));
        }
    }
    range
}

/// Sums before each block, so that any range is a difference.
pub(super) fn sums(features: &[Features], of: impl Fn(usize, &Features) -> u32) -> Vec<u64> {
    let mut sum = 0;
    let mut sums = Vec::with_capacity(features.len() + 1);
    sums.push(0);
    for (index, feature) in features.iter().enumerate() {
        sum += u64::from(of(index, feature));
        sums.push(sum);
    }
    sums
}

/// The run that follows the title at `start`: it ends where its score is highest, and is given up once it has fallen far
/// below that, so that the next article of an endless page is none of it.
pub(super) fn run_from(start: u32, end: u32, score: impl Fn(usize) -> i64) -> (i64, (u32, u32)) {
    const FALL: i64 = 200;
    // Before the text there may be a player, a share bar, a lead.
    const WAY: u32 = 60;
    const LEAD: i64 = 60;
    let (mut best, mut here, mut last) = (0_i64, 0_i64, start);
    for index in start..end {
        here += score(index as usize);
        if here > best {
            (best, last) = (here, index + 1);
        } else if best < LEAD && index < start + WAY {
            here = here.max(0);
        } else if here < best - FALL.max(best / 2) {
            break;
        }
    }
    (best, (start, last))
}

/// The sum over the blocks `first..end`.
pub(super) fn between(sums: &[u64], first: u32, end: u32) -> u64 {
    let at = |n: u32| sums.get(n as usize).copied().unwrap_or(0);
    at(end).saturating_sub(at(first))
}
