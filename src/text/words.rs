//! Vocabularies（词表）: many words found in one pass, or one word quickly.
//!
//! Most characters of a text begin no word of a vocabulary, which one bit tells; of the others a word is looked up by its
//! first two characters: one more bit tells whether any word begins with them, and only then are words compared. For words of Chinese that is several times
//! as fast as an automaton over bytes, and ready at once.

use memchr::memmem;

use super::{
    char_set::{BEYOND, CharSet, code_at},
    pair_set::{PairSet, hash},
};
use crate::error::{Error, Result};

/// The places of `word` in `text`, from left to right, none overlapping another.
///
/// ```
/// use gongkai::text::words::places;
/// assert_eq!(places("依申请公开申请", "申请").collect::<Vec<_>>(), [3, 15]);
/// ```
pub fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    memmem::find_iter(text.as_bytes(), word.as_bytes())
}

/// Whether `word` stands in `text`.
#[must_use]
pub fn holds(text: &str, word: &str) -> bool {
    memmem::find(text.as_bytes(), word.as_bytes()).is_some()
}

/// A few words, of which a text mostly has none: one look at a character tells that none begins there.
#[derive(Debug)]
pub(crate) struct ShortList {
    words: &'static [&'static str],
    firsts: CharSet,
}

impl ShortList {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, firsts: CharSet::of("").with_firsts(words) }
    }

    /// Whether any of the words stands in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let mut from = 0;
        while let Some((at, c)) = self.firsts.find(text, from) {
            if text.get(at..).is_some_and(|rest| self.words.iter().any(|word| rest.starts_with(word))) {
                return true;
            }
            from = at + c.len_utf8();
        }
        false
    }
}

/// How many slots there are.
const SLOTS: usize = 1 << 12;

/// A set of words, found in a text in one pass whatever their number.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Which characters may begin a word, and which pairs of them.
    firsts: Box<CharSet>,
    pairs: PairSet,
    /// The words in order of their slots, and where those of each slot begin.
    entries: Vec<Entry>,
    slots: Box<[u16]>,
    /// The words of one character, and which characters they are.
    alone: Vec<(char, u32)>,
    ones: Box<CharSet>,
}

/// A word of two characters or more, as it is looked up.
#[derive(Clone, Debug)]
struct Entry {
    /// Its place among the words.
    word: u32,
    /// Its bytes from [`HEAD`] on, as far as the mask reaches: many words of a slot begin alike, and one look at these tells most
    /// of them from the text.
    head: u64,
    mask: u64,
    text: Box<str>,
}

/// Where the bytes begin by which words of a slot are told apart: behind a first Han character.
const HEAD: usize = 3;

/// Eight bytes from [`HEAD`] on; where there are not as many, the rest is nought.
#[inline]
fn head(bytes: &[u8]) -> u64 {
    let rest = bytes.get(HEAD..).unwrap_or_default();
    u64::from_le_bytes(rest.first_chunk().copied().unwrap_or_else(|| {
        let mut short = [0; 8];
        short.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        short
    }))
}

impl Entry {
    fn new(word: u32, text: &str) -> Self {
        let missing = (HEAD + 8).saturating_sub(text.len()).min(8) as u32;
        let mask = u64::MAX.checked_shr(8 * missing).unwrap_or_default();
        Self { word, head: head(text.as_bytes()), mask, text: Box::from(text) }
    }
}

/// A word where it stands: its index in the vocabulary, and its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WordHit {
    /// Index of the word.
    pub word: u32,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// The slot of a pair of characters.
#[inline]
fn slot(a: u32, b: u32) -> usize {
    (hash(a, b) >> (u32::BITS - SLOTS.ilog2())) as usize
}

impl Vocabulary {
    /// A vocabulary of `words`; a hit names its word by its place in them. An empty word is found nowhere.
    ///
    /// # Errors
    /// Where there are more than 65,535 words, or one begins beyond the basic plane.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Result<Self> {
        let (mut firsts, mut pairs) = (Box::new(CharSet::of("")), PairSet::new());
        let mut ones = firsts.clone();
        let (mut slotted, mut alone) = (Vec::new(), Vec::new());
        let code = |c: char| u32::from(c).min(BEYOND);
        for (index, word) in (0_u32..).zip(words) {
            let word = word.as_ref();
            let mut chars = word.chars();
            if let Some(first) = word.chars().next() {
                if first > '\u{FFFF}' {
                    return Err(Error::data("vocabulary", None, format!("{word} begins beyond the basic plane")));
                }
                firsts.insert(first);
            }
            match (chars.next(), chars.next()) {
                (Some(a), Some(b)) => {
                    let (a, b) = (code(a), code(b));
                    pairs.insert(a, b);
                    slotted.push((slot(a, b), Entry::new(index, word)));
                }
                (Some(a), None) => {
                    ones.insert(a);
                    alone.push((a, index));
                }
                (None, _) => {}
            }
        }
        if slotted.len() > usize::from(u16::MAX) {
            return Err(Error::data("vocabulary", None, format!("{} words, over {}", slotted.len(), u16::MAX)));
        }
        slotted.sort_by_key(|(slot, entry)| (*slot, entry.word));
        let begin = |wanted: usize| slotted.partition_point(|&(slot, _)| slot < wanted) as u16;
        let slots = (0..=SLOTS).map(begin).collect();
        let entries = slotted.into_iter().map(|(_, entry)| entry).collect();
        Ok(Self { firsts, pairs, entries, slots, alone, ones })
    }

    /// Appends every occurrence of every word, also where they overlap, in order of their ends, and of those that end
    /// together the longest first.
    ///
    /// ```
    /// use gongkai::text::words::Vocabulary;
    /// let mut hits = Vec::new();
    /// Vocabulary::new(["申请", "依申请公开"])?.find("依申请公开", &mut hits);
    /// let words: Vec<u32> = hits.iter().map(|hit| hit.word).collect();
    /// assert_eq!(words, [0, 1]);
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    pub fn find(&self, text: &str, hits: &mut Vec<WordHit>) {
        let first = hits.len();
        self.each(text, |hit| {
            // Words come in order of their starts, and are few that overlap.
            let mut at = hits.len();
            let later = |known: &WordHit| (known.end, known.start) > (hit.end, hit.start);
            while at > first && at.checked_sub(1).and_then(|before| hits.get(before)).is_some_and(later) {
                at -= 1;
            }
            hits.insert(at, hit);
            true
        });
    }

    /// Whether any of the words stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let mut found = false;
        self.each(text, |_| {
            found = true;
            false
        });
        found
    }

    /// Tells every occurrence, in order of the starts, until `tell` gives false.
    #[inline]
    fn each(&self, text: &str, mut tell: impl FnMut(WordHit) -> bool) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some((mut start, mut first, mut len)) = self.firsts.find_code(bytes, at) {
            // The characters of a word often begin words themselves: each is looked at once.
            loop {
                at = start + len;
                if self.ones.has_code(first as usize) {
                    for &(_, word) in self.alone.iter().filter(|&&(alone, _)| u32::from(alone) == first) {
                        if !tell(WordHit { word, start, end: at }) {
                            return;
                        }
                    }
                }
                let Some((second, second_len)) = code_at(bytes, at) else { return };
                if self.pairs.may_have(first, second) && !self.words_at(bytes, start, slot(first, second), &mut tell) {
                    return;
                }
                (start, first, len) = (at, second, second_len);
                if !self.firsts.has_code(first as usize) {
                    at += len;
                    break;
                }
            }
        }
    }

    /// Tells the words of a slot that stand at `start`; false where `tell` wants no more.
    fn words_at(&self, text: &[u8], start: usize, slot: usize, tell: &mut impl FnMut(WordHit) -> bool) -> bool {
        let (Some(&from), Some(&to)) = (self.slots.get(slot), self.slots.get(slot + 1)) else { return true };
        let Some(rest) = text.get(start..) else { return true };
        let head = head(rest);
        let entries = self.entries.get(usize::from(from)..usize::from(to)).unwrap_or_default();
        let alike = entries.iter().filter(|entry| (entry.head ^ head) & entry.mask == 0);
        let here = alike.filter(|entry| rest.starts_with(entry.text.as_bytes()));
        here.map(|entry| WordHit { word: entry.word, start, end: start + entry.text.len() }).all(tell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<(u32, usize, usize)> {
        let mut hits = Vec::new();
        let vocabulary = Vocabulary::new(words).unwrap();
        vocabulary.find(text, &mut hits);
        assert_eq!(vocabulary.is_in(text), !hits.is_empty());
        hits.iter().map(|hit| (hit.word, hit.start, hit.end)).collect()
    }

    #[test]
    fn words_come_in_order_of_their_ends_the_longest_first() {
        let words = ["公开申请", "申请", "信息公开", "请", "申", "ab", "b"];
        let text = "信息公开申请";
        assert_eq!(found(&words, text), [(2, 0, 12), (4, 12, 15), (0, 6, 18), (1, 12, 18), (3, 15, 18)]);
        assert_eq!(found(&words, "xabb"), [(5, 1, 3), (6, 2, 3), (6, 3, 4)]);
        assert_eq!(found(&words, "公示"), []);
    }

    #[test]
    fn a_short_list_finds_its_words_and_no_others() {
        static LIST: ShortList = ShortList::new(&["每月", "月均", "12月"]);
        for text in ["每月", "平均每月", "日均、月均", "2012月"] {
            assert!(LIST.is_in(text), "{text}");
        }
        for text in ["", "每", "月", "每年每日", "均月", "1月"] {
            assert!(!LIST.is_in(text), "{text}");
        }
    }

    #[test]
    fn what_only_shares_a_slot_or_is_empty_is_no_word() {
        assert_eq!(found(&["", "公开"], "公丌开公"), []);
        let all: String = ('\u{4E00}'..'\u{5200}').collect();
        assert_eq!(found(&["一丁"], &all), [(0, 0, 6)]);
    }
}
