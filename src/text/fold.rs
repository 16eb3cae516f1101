//! Folding（归一）: one spelling for look-alikes, with the way back.

use std::{borrow::Cow, ops::Range};

/// A text with its look-alikes folded, and the map back to the text it came from.
///
/// Full-width digits, letters and signs become ASCII; look-alike brackets and spaces become one. Where nothing folds,
/// the text is borrowed and the map is empty. The map holds only the places where folding changed a length.
///
/// ```
/// use gongkai::text::fold::Folded;
/// let folded = Folded::new("共１９４２条");
/// assert_eq!(folded.text(), "共1942条");
/// assert_eq!(folded.source_range(3..7), 3..15);
/// ```
#[derive(Debug)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    /// `(end in the folded text, end in the source)` of each replaced character, ascending.
    edits: Vec<(u32, u32)>,
}

/// The folded form of `c`, where it has one.
fn fold(c: char) -> Option<char> {
    match c {
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '＋'
        | '－'
        | '．'
        | '／'
        | '＜'
        | '＞'
        | '［'
        | '］'
        | '＄'
        | '～' => char::from_u32(c as u32 - 0xFEE0),
        '\u{A0}' | '\u{3000}' | '\u{2002}' | '\u{2003}' | '\u{2009}' => Some(' '),
        '﹝' => Some('〔'),
        '﹞' => Some('〕'),
        _ => None,
    }
}

impl<'t> Folded<'t> {
    /// Folds `source`.
    #[must_use]
    pub fn new(source: &'t str) -> Self {
        let mut text = String::new();
        let mut edits = Vec::new();
        let mut kept = 0;
        for (at, c) in source.char_indices() {
            let Some(folded) = fold(c) else { continue };
            text.push_str(source.get(kept..at).unwrap_or_default());
            text.push(folded);
            kept = at + c.len_utf8();
            if folded.len_utf8() != c.len_utf8() {
                edits.push((text.len() as u32, kept as u32));
            }
        }
        if kept == 0 {
            return Self { text: Cow::Borrowed(source), edits };
        }
        text.push_str(source.get(kept..).unwrap_or_default());
        Self { text: Cow::Owned(text), edits }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the source at which the folded byte `at` begins.
    fn source_offset(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|&(folded, _)| folded as usize <= at);
        match before.checked_sub(1).and_then(|i| self.edits.get(i)) {
            Some(&(folded, source)) => source as usize + (at - folded as usize),
            None => at,
        }
    }

    /// The place in the source of a range of the folded text.
    #[must_use]
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        self.source_offset(range.start)..self.source_offset(range.end)
    }
}
