//! Lines that were broken to fit a page（硬换行）: text taken from a PDF breaks a paragraph every 28 characters, in the
//! middle of a word or a number.

use super::line::{Kind, Line, ends_sentence, is_enumerated};

/// Lines that must be full for a text to count as wrapped.
const FULL: usize = 6;

/// Columns by which a full line may be short: punctuation and a number that did not fit.
const SLACK: usize = 6;

/// The width to which a text is wrapped, where it is.
pub(super) struct Wrap {
    width: Option<usize>,
}

impl Wrap {
    /// Looks for a width that many lines reach, breaking off in the middle of a sentence, and hardly any passes.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let broken = |line: &&Line| {
            line.kind == Kind::Text && (30..=120).contains(&line.width) && !ends_sentence(words(text, line))
        };
        let mut widths: Vec<usize> = lines.iter().filter(broken).map(|line| line.width).collect();
        widths.sort_unstable();
        // The widest lines may hang over by a mark; the last tenth tells the measure.
        let width = widths.get(widths.len().saturating_sub(1) * 9 / 10).copied().filter(|&width| {
            let full = widths.iter().filter(|&&other| other + SLACK >= width).count();
            let over = lines.iter().filter(|line| line.width > width + SLACK).count();
            full >= FULL && full * 2 >= widths.len() && over * 20 <= lines.len()
        });
        Self { width }
    }

    /// Whether `next` goes on with the paragraph of `line`, the line before it.
    pub(super) fn joins(&self, text: &str, line: &Line, next: &Line) -> bool {
        let Some(width) = self.width else { return false };
        line.kind == Kind::Text
            && next.kind == Kind::Text
            && !next.gap
            && line.width + SLACK >= width
            && !ends_sentence(words(text, line))
            && !is_enumerated(words(text, next))
            && !is_indented(text, next)
    }
}

fn words<'t>(text: &'t str, line: &Line) -> &'t str {
    text.get(line.span.clone()).unwrap_or_default()
}

fn is_indented(text: &str, line: &Line) -> bool {
    text.get(line.whole.start..line.span.start)
        .is_some_and(|indent| indent.chars().count() >= 2 || indent.contains('\u{3000}'))
}
