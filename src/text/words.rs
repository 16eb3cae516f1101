//! Vocabularies（词表）: many words found in one pass.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::error::{Error, Result};

/// A set of words, found in a text in one pass whatever their number.
#[derive(Clone, Debug)]
pub struct Vocabulary(AhoCorasick);

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

impl Vocabulary {
    /// A vocabulary of `words`; a hit names its word by its place in them.
    ///
    /// # Errors
    /// Where there are too many words for one automaton.
    pub fn new<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Result<Self> {
        let build = AhoCorasick::builder().match_kind(MatchKind::Standard).build(words);
        build.map(Self).map_err(|error| Error::data("vocabulary", None, error.to_string()))
    }

    /// Appends every occurrence of every word, also where they overlap, in order of their ends.
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
        hits.extend(self.0.find_overlapping_iter(text).map(|found| WordHit {
            word: found.pattern().as_u32(),
            start: found.start(),
            end: found.end(),
        }));
    }

    /// Whether any of the words stands in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}
