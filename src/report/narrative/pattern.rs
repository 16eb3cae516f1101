//! The pattern language of prose rules（句式）: what stands before and after a number.
//!
//! `#` is the number with its unit. Words are joined by gaps: nothing between two words means that only filler stands
//! there (共 共计 为 达 约 的 “ ”…); `…` reaches over anything within a clause; `……` over anything within the sentence. No
//! gap reaches over another number. `(a|b)` are alternatives.
//!
//! ```text
//! (收到|受理)…申请#      共收到政府信息公开申请 4 件
//! (收到|受理)#…申请      共受理 4 件政府信息公开申请
//! ```

use std::collections::HashMap;

use crate::text::{char_set::CharSet, words::WordHit};

/// How far apart two words of a pattern may stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gap {
    /// Only filler between them.
    Filler,
    /// Anything but the end of the clause.
    Clause,
    /// Anything but the end of the sentence.
    Sentence,
}

/// One of several words, at some distance from what is nearer to the number.
#[derive(Clone, Debug)]
struct Step {
    gap: Gap,
    words: Vec<u32>,
}

/// A parsed pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// From the number outwards to the left.
    left: Vec<Step>,
    /// From the number outwards to the right.
    right: Vec<Step>,
}

/// How well a pattern fits: more words matched, then less distance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Score {
    matched: usize,
    closeness: std::cmp::Reverse<usize>,
}

/// Words to their indices, while patterns are parsed.
#[derive(Default, Debug)]
pub(super) struct Lexicon {
    index: HashMap<String, u32>,
    /// The words in the order of their indices.
    pub(super) words: Vec<String>,
}

impl Lexicon {
    /// The index of `word`, new if need be.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        if let Some(&index) = self.index.get(word) {
            return index;
        }
        let index = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.to_owned());
        self.index.insert(word.to_owned(), index);
        index
    }
}

/// The text around one number of a sentence, in bytes of that sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'s> {
    /// The sentence.
    pub(super) sentence: &'s str,
    /// The words of the lexicon in it.
    pub(super) hits: &'s [WordHit],
    /// End of the number before, or start of the sentence.
    pub(super) floor: usize,
    /// Start of the number.
    pub(super) start: usize,
    /// End of the number with its unit.
    pub(super) end: usize,
    /// Start of the number after, or end of the sentence.
    pub(super) ceiling: usize,
}

/// Whether a sign ends a clause.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '。' | '！')
}

/// What may stand between a label and its number without meaning anything.
static FILLER: CharSet = CharSet::of("共计总合累数量为达到约近了有的是：:“”\"'‘’（(分别均各又已、 \u{3000}\u{a0}");
/// A run of filler is short.
const MOST_FILLER: usize = 24;
/// A gap within a sentence is no longer than this many bytes.
const MOST_GAP: usize = 240;

impl Pattern {
    /// Parses `text`, adding its words to the lexicon. The error says what is wrong with it.
    pub(super) fn parse(text: &str, lexicon: &mut Lexicon) -> Result<Self, String> {
        let (before, after) = text.split_once('#').ok_or("a pattern needs a #")?;
        if after.contains('#') {
            return Err("a pattern has one #".to_owned());
        }
        let mut left = steps(before, lexicon)?;
        // Steps are read from left to right, and each gap stands after its word.
        left.reverse();
        let mut right = Vec::new();
        let mut gap = Gap::Filler;
        for piece in pieces(after)? {
            match piece {
                Piece::Gap(wider) => gap = wider,
                Piece::Words(words) => {
                    right.push(Step { gap, words: words.iter().map(|word| lexicon.intern(word)).collect() });
                    gap = Gap::Filler;
                }
            }
        }
        if left.is_empty() && right.is_empty() {
            return Err("a pattern needs a word".to_owned());
        }
        Ok(Self { left, right })
    }

    /// The words of which one must stand nearest to the number.
    pub(super) fn nearest(&self) -> &[u32] {
        self.left.first().or(self.right.first()).map_or(&[], |step| &step.words)
    }

    /// The gap that its nearest word may keep from the number.
    pub(super) fn nearest_gap(&self) -> Gap {
        self.left.first().or(self.right.first()).map_or(Gap::Filler, |step| step.gap)
    }

    /// How well it fits a number when `nearest` is its nearest word, and from where to where its words reach; `None` where
    /// it does not fit.
    pub(super) fn fit(&self, nearest: &WordHit, around: Around<'_>) -> Option<(Score, usize, usize)> {
        let (mut matched, mut distance) = (0, 0);
        let mut nearest = Some(nearest);
        let mut from = around.start;
        for step in &self.left {
            let hit = match nearest.take() {
                Some(hit) => hit,
                None => around.last_before(&step.words, from)?,
            };
            if hit.end > from || !step.gap.allows(around.sentence.get(hit.end..from)?) {
                return None;
            }
            matched += hit.end - hit.start;
            distance += from - hit.end;
            from = hit.start;
        }
        let mut to = around.end;
        for step in &self.right {
            let hit = match nearest.take() {
                Some(hit) => hit,
                None => around.first_after(&step.words, to)?,
            };
            if hit.start < to || !step.gap.allows(around.sentence.get(to..hit.start)?) {
                return None;
            }
            matched += hit.end - hit.start;
            distance += hit.start - to;
            to = hit.end;
        }
        Some((Score { matched, closeness: std::cmp::Reverse(distance) }, from, to))
    }
}

impl<'s> Around<'s> {
    /// The words between the number before and the number after.
    pub(super) fn beside(&self) -> impl Iterator<Item = &'s WordHit> + use<'s> {
        // The hits come in order of their ends.
        let (floor, ceiling) = (self.floor, self.ceiling);
        let first = self.hits.partition_point(|hit| hit.end <= floor);
        let hits = self.hits.get(first..).unwrap_or_default().iter();
        hits.take_while(move |hit| hit.end <= ceiling).filter(move |hit| hit.start >= floor)
    }

    /// How near a word stands to the number: the least gap that reaches from the one to the other; `None` where none does.
    pub(super) fn gap(&self, reach: Reach, hit: &WordHit) -> Option<Gap> {
        let near = |gap: Gap| {
            if hit.end <= self.start {
                hit.end >= reach.from(gap, self.start)
            } else {
                hit.start >= self.end && hit.start <= reach.to(gap, self.end)
            }
        };
        [Gap::Filler, Gap::Clause, Gap::Sentence].into_iter().find(|&gap| near(gap))
    }

    /// How far filler and the clause reach on both sides of the number.
    pub(super) fn reach(&self) -> Reach {
        let before = self.sentence.get(self.floor..self.start).unwrap_or_default();
        let after = self.sentence.get(self.end..self.ceiling).unwrap_or_default();
        let lead = before.trim_end_matches(|c| FILLER.has(c)).len();
        let trail = after.len() - after.trim_start_matches(|c| FILLER.has(c)).len();
        let clause = before.rfind(ends_clause).map_or(0, |at| at + 1);
        Reach {
            filler: (self.floor + lead, self.end + trail),
            clause: (self.floor + clause, self.end + after.find(ends_clause).unwrap_or(after.len())),
        }
    }

    /// The last of `words` that ends at or before `at`; of two that end there the longer.
    fn last_before(&self, words: &[u32], at: usize) -> Option<&'s WordHit> {
        let ended = self.hits.partition_point(|hit| hit.end <= at);
        let mut last: Option<&WordHit> = None;
        for hit in self.hits.get(..ended).unwrap_or_default().iter().rev() {
            if hit.end <= self.floor || last.is_some_and(|last| hit.end < last.end) {
                break;
            }
            if hit.start >= self.floor && words.contains(&hit.word) {
                last = Some(hit);
            }
        }
        last
    }

    /// The first of `words` that begins at or after `at`; of two that begin there the longer.
    fn first_after(&self, words: &[u32], at: usize) -> Option<&'s WordHit> {
        let near = self.beside().filter(|hit| hit.start >= at && words.contains(&hit.word));
        near.min_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)))
    }
}

/// How far filler and the clause around a number reach, in bytes of the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    filler: (usize, usize),
    clause: (usize, usize),
}

impl Reach {
    /// The first byte at which a word before the number may end.
    fn from(self, gap: Gap, start: usize) -> usize {
        match gap {
            Gap::Filler => self.filler.0.max(start.saturating_sub(MOST_FILLER)),
            Gap::Clause => self.clause.0.max(start.saturating_sub(MOST_GAP)),
            Gap::Sentence => start.saturating_sub(MOST_GAP),
        }
    }

    /// The last byte at which a word behind the number may begin.
    fn to(self, gap: Gap, end: usize) -> usize {
        match gap {
            Gap::Filler => self.filler.1.min(end + MOST_FILLER),
            Gap::Clause => self.clause.1.min(end + MOST_GAP),
            Gap::Sentence => end + MOST_GAP,
        }
    }
}

impl Gap {
    fn allows(self, between: &str) -> bool {
        match self {
            Self::Filler => between.len() <= MOST_FILLER && between.chars().all(|c| FILLER.has(c)),
            Self::Clause => between.len() <= MOST_GAP && !between.contains(ends_clause),
            Self::Sentence => between.len() <= MOST_GAP,
        }
    }
}

/// The steps of the part before the number, in reading order: each word with the gap that follows it.
fn steps(text: &str, lexicon: &mut Lexicon) -> Result<Vec<Step>, String> {
    let mut steps: Vec<Step> = Vec::new();
    for piece in pieces(text)? {
        match piece {
            Piece::Gap(gap) => match steps.last_mut() {
                Some(step) => step.gap = gap,
                None => return Err("a pattern does not begin with a gap".to_owned()),
            },
            Piece::Words(words) => {
                steps.push(Step { gap: Gap::Filler, words: words.iter().map(|word| lexicon.intern(word)).collect() });
            }
        }
    }
    Ok(steps)
}

/// A part of a pattern's text.
enum Piece<'p> {
    Gap(Gap),
    Words(Vec<&'p str>),
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("……") {
            pieces.push(Piece::Gap(Gap::Sentence));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('…') {
            pieces.push(Piece::Gap(Gap::Clause));
            rest = after;
        } else if first == '(' {
            let (inside, after) = rest.get(1..).and_then(|rest| rest.split_once(')')).ok_or("a ( without its )")?;
            let words: Vec<&str> = inside.split('|').collect();
            if words.iter().any(|word| word.is_empty()) {
                return Err("an empty alternative".to_owned());
            }
            pieces.push(Piece::Words(words));
            rest = after;
        } else {
            let end = rest.find(['…', '(']).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            pieces.push(Piece::Words(vec![word]));
            rest = after;
        }
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::Vocabulary;

    /// Whether `pattern` fits the number between the marks ⟦ ⟧.
    fn fits(pattern: &str, marked: &str) -> bool {
        let mut lexicon = Lexicon::default();
        let pattern = Pattern::parse(pattern, &mut lexicon).unwrap();
        let start = marked.find('⟦').unwrap();
        let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
        let sentence = marked.replace(['⟦', '⟧'], "");
        let mut hits = Vec::new();
        Vocabulary::new(&lexicon.words).unwrap().find(&sentence, &mut hits);
        let around = Around { sentence: &sentence, hits: &hits, floor: 0, start, end, ceiling: sentence.len() };
        hits.iter().filter(|hit| pattern.nearest().contains(&hit.word)).any(|hit| pattern.fit(hit, around).is_some())
    }

    #[test]
    fn filler_is_no_distance() {
        assert!(fits("申请#", "信函申请共计⟦3份⟧"));
        assert!(fits("申请#", "信函申请数为⟦3份⟧"));
        assert!(!fits("申请#", "信函申请答复⟦3份⟧"));
    }

    #[test]
    fn a_gap_stays_in_its_clause() {
        assert!(fits("(收到|受理)…申请#", "全年共收到公众提交的政府信息公开申请⟦12件⟧"));
        assert!(fits("(收到|受理)#…申请", "全年受理⟦12件⟧政府信息公开申请，均已答复"));
        assert!(!fits("(收到|受理)…申请#", "收到来信，处理申请⟦12件⟧"));
        assert!(fits("(收到|受理)……申请#", "收到来信，处理申请⟦12件⟧"));
    }

    #[test]
    fn bad_patterns_say_what_is_wrong() {
        let mut lexicon = Lexicon::default();
        for bad in ["申请", "#", "…申请#", "(收到#", "申请##", "(a||b)#"] {
            assert!(Pattern::parse(bad, &mut lexicon).is_err(), "{bad}");
        }
    }
}
