//! Word tables that are asked by the first character of what follows a numeral.

use std::ops::Range;

use crate::text::char_set::CharSet;

/// Words with what each of them means, found by their first character; the longest first.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    /// Sorted by first character, then longest first.
    entries: Vec<(&'static str, T)>,
    /// The first characters, and each with its entries: most of what is asked begins with none of them.
    firsts: CharSet,
    heads: Vec<(char, Range<usize>)>,
}

impl<T: Copy> Lexicon<T> {
    /// A lexicon of `entries`; empty words are left out.
    pub(super) fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut entries: Vec<_> = entries.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        entries.sort_by_key(|(word, _)| (word.chars().next(), std::cmp::Reverse(word.len())));
        let mut heads: Vec<(char, Range<usize>)> = Vec::new();
        for (index, first) in
            entries.iter().enumerate().filter_map(|(index, (word, _))| Some((index, word.chars().next()?)))
        {
            match heads.last_mut().filter(|(head, _)| *head == first) {
                Some((_, range)) => range.end = index + 1,
                None => heads.push((first, index..index + 1)),
            }
        }
        let firsts = CharSet::of(&heads.iter().map(|&(first, _)| first).collect::<String>());
        Self { entries, firsts, heads }
    }

    /// Whether a word begins with `first`.
    pub(super) fn begins(&self, first: char) -> bool {
        self.firsts.has(first)
    }

    /// The words that `text` begins with, the longest first.
    pub(super) fn at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'static str, T)> + 'a {
        let first = text.chars().next().filter(|&first| self.firsts.has(first));
        let head = first.and_then(|first| self.heads.binary_search_by_key(&first, |&(head, _)| head).ok());
        let range = head.and_then(|head| self.heads.get(head)).map_or(0..0, |(_, range)| range.clone());
        self.entries.get(range).unwrap_or_default().iter().filter(|(word, _)| text.starts_with(word)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_word_comes_first_and_only_whole_words_match() {
        let lexicon = Lexicon::new([("人", 1), ("件", 2), ("人次", 3), ("", 4)]);
        assert_eq!(lexicon.at("人次数").collect::<Vec<_>>(), [("人次", 3), ("人", 1)]);
        assert_eq!(lexicon.at("份").count(), 0);
        assert_eq!(lexicon.at("").count(), 0);
    }
}
