//! Runs the extractors over a text: windows, folding, and the overlap rule.

use std::ops::Range;

use super::{EXTRACTORS, Hit, Kinds, Mention, Window};
use crate::{Found, Span, text::fold::Folded};

/// Finds the mentions of `kinds` in a text; where two overlap, the leftmost wins, then the longest, then the one whose
/// extractor stands earlier in [`EXTRACTORS`].
#[must_use]
pub fn find(text: &str, kinds: Kinds) -> Vec<Found<Mention>> {
    let mut found = Vec::new();
    Finder::new(kinds, true).find(text, 0..text.len(), &mut found);
    found
}

/// Runs extractors over many pieces of text, reusing its buffers.
#[derive(Debug)]
pub struct Finder {
    kinds: Kinds,
    /// Whether the overlap rule decides between extractors.
    disjoint: bool,
    hits: Vec<Hit>,
}

impl Finder {
    /// A finder of `kinds`. Without `disjoint` each extractor runs alone and their mentions may overlap.
    #[must_use]
    pub fn new(kinds: Kinds, disjoint: bool) -> Self {
        Self { kinds, disjoint, hits: Vec::new() }
    }

    /// Appends what it finds in `text[range]`, with spans into `text`.
    pub fn find(&mut self, text: &str, range: Range<usize>, found: &mut Vec<Found<Mention>>) {
        let Some(piece) = text.get(range.clone()) else { return };
        let folded = Folded::new(piece);
        let window = Window::new(folded.text());
        for (rank, extractor) in EXTRACTORS.iter().enumerate() {
            let _ = rank;
            if self.kinds.has(extractor.kind) {
                (extractor.find)(&window, &mut self.hits);
            }
        }
        self.hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
        let mut end = 0;
        for hit in self.hits.drain(..) {
            if self.disjoint && hit.range.start < end {
                continue;
            }
            end = hit.range.end;
            let place = folded.source_range(hit.range);
            let span = Span::new(range.start + place.start, range.start + place.end);
            found.push(Found::new(hit.mention, span));
        }
    }
}
