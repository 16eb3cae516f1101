//! Runs the extractors over a text: windows, folding, and the overlap rule.

use std::ops::Range;

use super::{EXTRACTORS, Hit, Kind, Kinds, Mention, Window};
use crate::{Found, Limits, Span, text::fold::Folded};

/// Finds the mentions of `kinds` in a text; where two overlap, the leftmost wins, then the longest, then the one whose
/// extractor stands earlier in [`EXTRACTORS`]. Before that, a number range gives way to a share, a sum, a count or a length of
/// time that is read in it: of 超过30件 the count stays.
///
/// ```
/// use gongkai::mention::{Kinds, find};
/// let text = "共公开1942条";
/// let found = find(text, Kinds::ALL);
/// assert_eq!(found[0].span.of(text), "1942条");
/// ```
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
    /// Whether something is looked for that words alone may be.
    wants_words: bool,
    max_window: usize,
    max_mentions: usize,
    hits: Vec<Hit>,
    window: Window<'static>,
}

impl Finder {
    /// A finder of `kinds`. Without `disjoint` each extractor runs alone and their mentions may overlap.
    #[must_use]
    pub fn new(kinds: Kinds, disjoint: bool) -> Self {
        let max_window = Limits::default().max_window;
        let wants_words = kinds.has(Kind::Organization);
        let max_mentions = usize::MAX;
        Self { kinds, disjoint, wants_words, max_window, max_mentions, hits: Vec::new(), window: Window::roomy() }
    }

    /// With other limits; of them [`Limits::max_window`] counts here, and [`Limits::max_mentions`], which a new finder does
    /// not have: one window later it looks no further.
    #[must_use]
    pub fn limits(mut self, limits: &Limits) -> Self {
        self.max_window = limits.max_window.max(4);
        self.max_mentions = limits.max_mentions;
        self
    }

    /// Appends what it finds in `text[range]`, in order of place, with spans into `text`.
    pub fn find(&mut self, text: &str, range: Range<usize>, found: &mut Vec<Found<Mention>>) {
        let Some(mut rest) = text.get(range.clone()) else { return };
        let mut start = range.start;
        while !rest.is_empty() && found.len() <= self.max_mentions {
            let (piece, behind) = rest.split_at(window_end(rest, self.max_window));
            self.window(piece, start, found);
            start += piece.len();
            rest = behind;
        }
    }

    /// One window whose first byte stands at `start` of the text.
    fn window(&mut self, piece: &str, start: usize, found: &mut Vec<Found<Mention>>) {
        // An indent of full-width or no-break spaces, which begin with these bytes, is no reason to fold a paragraph.
        let indent = piece.bytes().next().is_some_and(|byte| matches!(byte, 0xC2 | 0xE3));
        let unindented = if indent { piece.trim_start() } else { piece };
        let (start, piece) = (start + piece.len() - unindented.len(), unindented);
        let mut window = std::mem::take(&mut self.window);
        // Nothing folds in most windows: they are scanned once, and not copied.
        let folded = if window.scan_printed(piece) {
            Folded::unchanged(piece)
        } else {
            let folded = Folded::new(piece);
            window.scan_folded(folded.text());
            folded
        };
        if window.is_blank() && !self.wants_words {
            self.window = window;
            return;
        }
        let window = window.with(folded.text());
        for extractor in EXTRACTORS.iter().filter(|extractor| self.kinds.has(extractor.kind)) {
            (extractor.find)(&window, &mut self.hits);
        }
        // The sort is stable, so that of two hits in one place the earlier extractor's stays first.
        if self.hits.len() > 1 {
            self.hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
            if self.disjoint {
                give_way(&mut self.hits);
            }
        }
        let mut end = 0;
        for hit in self.hits.drain(..) {
            if self.disjoint && hit.range.start < end {
                continue;
            }
            end = hit.range.end;
            let place = folded.source_range(hit.range);
            found.push(Found::new(hit.mention, Span::new(start + place.start, start + place.end)));
        }
        self.window = window.emptied();
    }
}

/// Drops the number ranges in which something more telling was read: of 不低于95% the percentage stays, of 超过30件 the count. `hits` are in
/// order of their starts.
fn give_way(hits: &mut Vec<Hit>) {
    let is_range = |hit: &Hit| matches!(hit.mention, Mention::NumberRange(_));
    // Of 超过30件 the measure word stands behind the range; 大于30小于50件 says more than its 小于50件.
    let one_ended =
        |hit: &Hit| matches!(&hit.mention, Mention::NumberRange(range) if range.low.is_none() || range.high.is_none());
    if !hits.iter().any(is_range) {
        return;
    }
    let telling = |hit: &Hit| {
        matches!(hit.mention, Mention::Percent(_) | Mention::Money(_) | Mention::Quantity(_) | Mention::Duration(_))
    };
    let gives_way = |(at, hit): (usize, &Hit)| {
        let inside = hits.iter().skip(at + 1).take_while(|other| other.range.start < hit.range.end);
        is_range(hit)
            && inside.into_iter().any(|other| telling(other) && (one_ended(hit) || other.range.end <= hit.range.end))
    };
    let given: Vec<bool> = hits.iter().enumerate().map(gives_way).collect();
    let mut given = given.into_iter();
    hits.retain(|_| !given.next().unwrap_or_default());
}

/// Where the first window of a text ends, at most `max` bytes on: behind the last sentence that ends before, or else
/// behind the last comma or blank, or else at the last character that does not part a numeral.
fn window_end(text: &str, max: usize) -> usize {
    if text.len() <= max {
        return text.len();
    }
    let head = (0..=max).rev().find_map(|end| text.get(..end)).unwrap_or_default();
    let behind =
        |parts: &[char]| head.rfind(parts).and_then(|at| Some(at + head.get(at..)?.chars().next()?.len_utf8()));
    let whole = || {
        let cut = head.trim_end_matches(|c: char| c.is_ascii_digit() || "零〇一二三四五六七八九十百千万亿".contains(c));
        Some(cut.len()).filter(|&len| len > 0)
    };
    behind(&['。', '！', '？', '；', '\n'])
        .or_else(|| behind(&['，', '、', ',', ';', ' ', '\t']))
        .or_else(whole)
        .unwrap_or(if head.is_empty() { text.len() } else { head.len() })
}

#[cfg(test)]
mod tests {
    use super::{Finder, find, window_end};
    use crate::{
        Limits,
        mention::{Kind, Kinds},
    };

    #[test]
    fn windows_end_with_sentences() {
        assert_eq!(window_end("甲乙。丙丁", 12), "甲乙。".len());
        assert_eq!(window_end("甲乙，丙丁", 12), "甲乙，".len());
        assert_eq!(window_end("甲乙1234", 8), "甲乙".len());
        assert_eq!(window_end("甲乙丙丁", 8), "甲乙".len());
        assert_eq!(window_end("12345678", 4), 4);
        assert_eq!(window_end("甲", 12), 3);
    }

    #[test]
    fn spans_count_from_the_beginning_of_the_text() {
        let text = "公开１２条。".repeat(40);
        let mut found = Vec::new();
        let limits = Limits { max_window: 64, ..Limits::default() };
        let mut finder = Finder::new(Kinds::NONE.with(Kind::Number), true).limits(&limits);
        finder.find(&text, 0..text.len(), &mut found);
        assert_eq!(found.len(), 40);
        assert!(found.iter().all(|mention| mention.span.of(&text) == "１２"));
    }

    #[test]
    fn the_longer_and_then_the_earlier_wins() {
        let kinds = Kinds::NONE.with(Kind::Number).with(Kind::Percent).with(Kind::NumberRange);
        let show = |text: &str| {
            let found = find(text, kinds);
            found.iter().map(|m| (m.value.kind(), m.span.of(text).to_owned())).collect::<Vec<_>>()
        };
        // The percentage is longer than its number.
        assert_eq!(show("占25%"), [(Kind::Percent, "25%".to_owned())]);
        // The range begins before both of its numbers.
        assert_eq!(show("在3与5之间"), [(Kind::NumberRange, "在3与5之间".to_owned())]);
        // As long as each other: the range stands earlier in the list.
        assert_eq!(show("十余万"), [(Kind::NumberRange, "十余万".to_owned())]);
    }
}
