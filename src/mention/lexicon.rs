//! Word tables that are asked by the first character of what follows a numeral.

/// Words with what each of them means, found by their first character; the longest first.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    /// Sorted by first character, then longest first.
    entries: Vec<(&'static str, T)>,
}

impl<T: Copy> Lexicon<T> {
    /// A lexicon of `entries`; empty words are left out.
    pub(super) fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut entries: Vec<_> = entries.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        entries.sort_by_key(|(word, _)| (word.chars().next(), std::cmp::Reverse(word.len())));
        Self { entries }
    }

    /// The words that `text` begins with, the longest first.
    pub(super) fn at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'static str, T)> + 'a {
        let first = text.chars().next();
        let from = self.entries.partition_point(|(word, _)| word.chars().next() < first);
        self.entries
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |(word, _)| word.chars().next() == first)
            .filter(|(word, _)| text.starts_with(word))
            .copied()
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
