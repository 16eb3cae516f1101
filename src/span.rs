//! Places in a text: [`Span`], [`Found`] and the map from bytes to characters.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Place（位置）: a half-open byte range into [`Document::text`](crate::Document).
///
/// Offsets are **bytes** of UTF-8 and lie on character boundaries. At the write boundary (JSON, Python, CSV) they
/// become Unicode scalar values through [`ScalarIndex`].
///
/// ```
/// use gongkai::Span;
/// let text = "共计1942条";
/// assert_eq!(Span::new(6, 13).of(text), "1942条");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of bytes `start..end`. Offsets over 4 GiB saturate; a text is never that long.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clip(start), end: clip(end) }
    }

    /// The same place as a range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether nothing is covered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The words at this place. A span that does not fit the text gives "".
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same length, moved `by` bytes to the right.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// The last character boundary of `text` at or before byte `at`（字符边界）.
#[must_use]
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    // A character has at most four bytes.
    (at.saturating_sub(3)..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A value with the place that says it（有据之值）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Found<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Found<T> {
    /// `value`, said at `span`.
    pub fn new(value: T, span: impl Into<Span>) -> Self {
        Self { value, span: span.into() }
    }
}

/// Map from byte offsets to Unicode scalar values（字符位置）and back.
///
/// Holds a number and a bit for each byte of every 64 bytes of text, so that a look-up counts bits.
#[derive(Debug)]
pub struct ScalarIndex<'t> {
    text: &'t str,
    /// Characters that begin before each chunk of the text, and in all of it.
    before: Vec<u32>,
    /// The bytes of each chunk at which one begins.
    starts: Vec<u64>,
}

const STRIDE: usize = 64;

/// The bytes of a chunk at which characters begin, one bit each.
fn starts(chunk: &[u8]) -> u64 {
    /// What no character begins with.
    const INNER: u8 = 0x80;
    /// The bit of each byte that a product of these gathers in its upper byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let words = chunk.chunks(8).zip((0..u64::BITS).step_by(8));
    words.fold(0, |bits, (word, shift)| {
        let word = word.first_chunk().copied().unwrap_or_else(|| {
            let mut short = [INNER; 8];
            short.iter_mut().zip(word).for_each(|(to, from)| *to = *from);
            short
        });
        // A UTF-8 continuation byte is 10xxxxxx.
        let word = u64::from_le_bytes(word);
        let begins = !(word & !(word << 1)) >> 7 & 0x0101_0101_0101_0101;
        bits | begins.wrapping_mul(GATHER) >> 56 << shift
    })
}

impl<'t> ScalarIndex<'t> {
    /// Builds the map of `text` in one pass.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let starts: Vec<u64> = text.as_bytes().chunks(STRIDE).map(starts).collect();
        let mut sum = 0;
        let mut before = Vec::with_capacity(starts.len() + 1);
        before.push(sum);
        before.extend(starts.iter().map(|starts| {
            sum += starts.count_ones();
            sum
        }));
        Self { text, before, starts }
    }

    /// The character offset of byte `at` (clipped to the text).
    #[must_use]
    pub fn scalar(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let (chunk, inside) = (at / STRIDE, at % STRIDE);
        let rest = self.starts.get(chunk).map_or(0, |starts| starts & !(u64::MAX << inside));
        self.before.get(chunk).map_or(0, |before| before + rest.count_ones()) as usize
    }

    /// A span in character offsets: `[start, end]`.
    ///
    /// ```
    /// use gongkai::{ScalarIndex, Span};
    /// assert_eq!(ScalarIndex::new("共计1942条").scalars(Span::new(6, 13)), [2, 7]);
    /// ```
    #[must_use]
    pub fn scalars(&self, span: Span) -> [usize; 2] {
        [self.scalar(span.start as usize), self.scalar(span.end as usize)]
    }

    /// The byte offset of character `at` (clipped to the text).
    #[must_use]
    pub fn byte(&self, at: usize) -> usize {
        let chunk = self.before.partition_point(|&n| n as usize <= at).saturating_sub(1);
        let mut left = at - self.before.get(chunk).copied().unwrap_or_default() as usize;
        let from = (chunk * STRIDE).min(self.text.len());
        let bytes = self.text.as_bytes().get(from..).unwrap_or_default();
        for (offset, &byte) in bytes.iter().enumerate() {
            if (byte & 0xC0) != 0x80 {
                if left == 0 {
                    return from + offset;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalar_offsets_agree_with_counting_characters() {
        let text = "辽政办发[2015]39号，a①😀".repeat(40);
        let index = ScalarIndex::new(&text);
        for (scalar, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.scalar(byte), scalar);
            assert_eq!(index.byte(scalar), byte);
        }
        assert_eq!(index.scalar(text.len()), text.chars().count());
        assert_eq!(index.byte(text.chars().count() + 9), text.len());
    }

    #[test]
    fn a_span_that_does_not_fit_covers_nothing() {
        assert_eq!(Span::new(1, 3).of("号"), "");
        assert_eq!(Span::new(0, 9).of("号"), "");
    }
}
