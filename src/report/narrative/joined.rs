//! A sentence as it reads when its wrapped lines are joined again（折行还原）.

use std::borrow::Cow;

use crate::Span;

/// A sentence of the document, without the line breaks that part its words: of a text set in lines, 行政复⏎议 is one word.
#[derive(Debug)]
pub(super) struct Joined<'t> {
    /// Where it stands in the document.
    pub(super) span: Span,
    text: Cow<'t, str>,
    /// For each break: where it was in the joined text, and how many bytes are missing up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'t> Joined<'t> {
    /// The sentence at `span` of a document's text. Borrows it where no line ends within.
    pub(super) fn new(document: &'t str, span: Span) -> Self {
        let source = span.of(document);
        if !source.contains('\n') {
            return Self { span, text: Cow::Borrowed(source), cuts: Vec::new() };
        }
        let mut text = String::with_capacity(source.len());
        let mut cuts = Vec::new();
        let mut lines = source.split('\n');
        let mut read = 0;
        if let Some(first) = lines.next() {
            let kept = first.trim_end();
            text.push_str(kept);
            read = first.len();
        }
        for line in lines {
            let kept = line.trim();
            let lead = line.len() - line.trim_start().len();
            read += 1;
            cuts.push((text.len(), read + lead - text.len()));
            text.push_str(kept);
            read += line.len();
        }
        Self { span, text: Cow::Owned(text), cuts }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether lines were joined.
    pub(super) fn is_wrapped(&self) -> bool {
        !self.cuts.is_empty()
    }

    /// Where a place of the document stands in the joined text.
    pub(super) fn place(&self, span: Span) -> (usize, usize) {
        let inner = |at: u32| {
            let at = at.saturating_sub(self.span.start) as usize;
            let cut = self.cuts.iter().rev().find(|&&(place, missing)| place + missing <= at);
            let next = self.cuts.iter().find(|&&(place, missing)| place + missing > at);
            let joined = at - cut.map_or(0, |&(_, missing)| missing);
            next.map_or(joined, |&(place, _)| joined.min(place))
        };
        (inner(span.start), inner(span.end))
    }

    /// Where a part of the joined text stands in the document.
    pub(super) fn source(&self, start: usize, end: usize) -> Span {
        let missing =
            |at: usize| self.cuts.iter().rev().find(|&&(place, _)| place <= at).map_or(0, |&(_, missing)| missing);
        // What ends where a line ends stands before the break.
        let to = end + missing(end.saturating_sub(1).max(start));
        Span::new(start + missing(start), to).shifted(self.span.start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_one_text_and_lead_back() {
        let document = "前。共收到行政复 \n  议 2\n件。";
        let joined = Joined::new(document, Span::new("前。".len(), document.len()));
        assert_eq!(joined.text(), "共收到行政复议 2件。");
        for word in ["共收到", "行政复议", "2件", "件。"] {
            let start = joined.text().find(word).unwrap();
            let span = joined.source(start, start + word.len());
            let words: String = span.of(document).split_whitespace().collect();
            assert_eq!(words, word);
            assert_eq!(joined.place(span), (start, start + word.len()));
        }
    }

    #[test]
    fn one_line_is_borrowed() {
        let joined = Joined::new("共2件。", Span::new(0, 10));
        assert!(!joined.is_wrapped() && matches!(joined.text, Cow::Borrowed(_)));
        assert_eq!(joined.source(3, 7), Span::new(3, 7));
    }
}
