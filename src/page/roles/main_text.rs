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
                _ => chrome::hint(region.class, region.id),
            };
            match said {
                Some(Hint::Chrome(role)) if inside * 3 <= total => {
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

/// The region that holds the document: down from the page, while one part holds nearly all the text.
pub(super) fn choose(structure: &Structure<'_>, mass: &[u64]) -> u32 {
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
    let mut here = 0_u32;
    let mut weight = mass.last().copied().unwrap_or(0);
    while let Some(&(inside, child)) = heaviest.get(here as usize)
        && child > here
        && inside * 100 >= weight * SHARE
    {
        (here, weight) = (child, inside);
    }
    here
}

/// Of 100 parts of text, how many a region inside must hold to be the document alone.
const SHARE: u64 = 60;

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

/// The sum over the blocks `first..end`.
pub(super) fn between(sums: &[u64], first: u32, end: u32) -> u64 {
    let at = |n: u32| sums.get(n as usize).copied().unwrap_or(0);
    at(end).saturating_sub(at(first))
}
