//! What an extractor is, and what it sees.

use std::ops::Range;

use super::{Kind, Mention};
use crate::text::numeral::{self, Numeral};

/// A piece of folded text, at most [`Limits::max_window`](crate::Limits) bytes, with its numerals found once for all.
#[derive(Debug)]
pub struct Window<'t> {
    /// The text.
    pub text: &'t str,
    /// Its numerals in order.
    pub numerals: Vec<Numeral>,
}

impl<'t> Window<'t> {
    /// Scans `text` for numerals.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut numerals = Vec::new();
        numeral::scan(text, &mut numerals);
        Self { text, numerals }
    }
}

/// A mention and its place in the window, in bytes.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Where.
    pub range: Range<usize>,
    /// What.
    pub mention: Mention,
}

/// A rule's example: what it finds in a text, as `(words, value)`. Nothing, where it must find nothing.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The text.
    pub text: &'static str,
    /// What is found in it, in order: the words and [`Mention::value`].
    pub finds: &'static [(&'static str, &'static str)],
}

/// An extractor（提取器）: one kind of mention, its rule, and examples that are its test and its documentation.
#[derive(Clone, Copy, Debug)]
pub struct Extractor {
    /// What it finds.
    pub kind: Kind,
    /// Chinese term.
    pub term: &'static str,
    /// One sentence on what it reads and where the rule comes from.
    pub about: &'static str,
    /// The rule: pushes hits in order of their start, without overlap.
    pub find: fn(&Window<'_>, &mut Vec<Hit>),
    /// What it finds and what it must not find.
    pub examples: &'static [Example],
}
