//! Folding（归一）: one spelling for look-alikes, with the way back.

use std::{borrow::Cow, ops::Range};

use super::char_set::{CharSet, three_bytes};

/// A text with its look-alikes folded, and the map back to the text it came from.
///
/// Full-width digits, letters and signs become ASCII; look-alike brackets, minus signs and spaces become one; what has no
/// width disappears. Where nothing folds, the text is borrowed and the map is empty. The map holds only the places where
/// folding changed a length.
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

/// What a character becomes.
enum Fold {
    Kept,
    Gone,
    Char(char),
}

/// What [`Folded`] changes.
pub(crate) static FOLDS: CharSet = CharSet::of(
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ％＋－．／＜＞＝＾［］＄～\u{3000}\
     \u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{202F}\u{205F}\
     \u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{2060}\u{FEFF}−﹣﹪﹝﹞\u{A0}\u{AD}",
);

fn fold(c: char) -> Fold {
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
        | '＝'
        | '＾'
        | '［'
        | '］'
        | '＄'
        | '～' => char::from_u32(c as u32 - 0xFEE0).map_or(Fold::Kept, Fold::Char),
        '\u{A0}' | '\u{3000}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Fold::Char(' '),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => Fold::Gone,
        '−' | '﹣' => Fold::Char('-'),
        '﹪' => Fold::Char('%'),
        '﹝' => Fold::Char('〔'),
        '﹞' => Fold::Char('〕'),
        _ => Fold::Kept,
    }
}

impl<'t> Folded<'t> {
    /// A text in which nothing folds.
    pub(crate) fn unchanged(source: &'t str) -> Self {
        Self { text: Cow::Borrowed(source), edits: Vec::new() }
    }

    /// Folds `source`.
    #[must_use]
    pub fn new(source: &'t str) -> Self {
        let bytes = source.as_bytes();
        let mut text = String::new();
        let mut edits = Vec::new();
        let (mut at, mut kept) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            // A byte that begins a character which folds never stands within another character that is stepped over.
            let len = match byte {
                ..0x80 | 0xC0..=0xC1 => 1,
                0xE4..=0xEE => 3,
                0xE2 | 0xE3 | 0xEF => match bytes.get(at..at + 3) {
                    Some(&[a, b, c]) if FOLDS.has_code(three_bytes(a, b, c)) => 0,
                    _ => 3,
                },
                0xC2 => 0,
                _ => 1,
            };
            if len > 0 {
                at += len;
                continue;
            }
            let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let end = at + c.len_utf8();
            let folded = fold(c);
            if !matches!(folded, Fold::Kept) {
                if kept == 0 {
                    text.reserve(source.len());
                }
                text.push_str(source.get(kept..at).unwrap_or_default());
                if let Fold::Char(c) = folded {
                    text.push(c);
                }
                edits.push((text.len() as u32, end as u32));
                kept = end;
            }
            at = end;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Folded;

    #[test]
    fn borrows_where_nothing_folds() {
        let folded = Folded::new("共1942条，占95%。");
        assert!(matches!(folded.text, std::borrow::Cow::Borrowed(_)));
        assert!(folded.edits.is_empty());
    }

    #[test]
    fn what_has_no_width_is_gone_and_its_place_is_known() {
        let source = "1\u{200B}9\u{FEFF}42条";
        let folded = Folded::new(source);
        assert_eq!(folded.text(), "1942条");
        assert_eq!(&source[folded.source_range(0..4)], "1\u{200B}9\u{FEFF}42");
        assert_eq!(&source[folded.source_range(4..7)], "条");
    }

    #[test]
    fn the_set_of_what_folds_is_complete() {
        for c in ('\u{800}'..='\u{FFFF}').filter(|c| c.len_utf8() == 3) {
            assert_eq!(super::FOLDS.has(c), !matches!(super::fold(c), super::Fold::Kept), "{c:?}");
        }
    }

    #[test]
    fn punctuation_stays() {
        assert_eq!(Folded::new("（一），《Ａ》：“Ｂ”；").text(), "（一），《A》：“B”；");
    }

    proptest! {
        #[test]
        fn every_character_maps_back_to_its_source(source in "[0-9a-z０-９Ａ-Ｚ％．～　年月日，。《》〔〕﹝﹞\u{A0}\u{AD}\u{200B}\u{2003}−é😀]{0,60}") {
            let folded = Folded::new(&source);
            let mut end = 0;
            for (at, c) in folded.text().char_indices() {
                let range = folded.source_range(at..at + c.len_utf8());
                prop_assert!(range.start >= end && source.is_char_boundary(range.start) && source.is_char_boundary(range.end));
                let first = source[range.clone()].chars().next().unwrap();
                let same = Folded::new(&source[range.start..range.start + first.len_utf8()]).text() == c.to_string();
                prop_assert!(same, "{:?} for {:?}", &source[range.clone()], c);
                end = range.start;
            }
        }
    }
}
