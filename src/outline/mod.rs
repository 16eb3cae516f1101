//! Floor 3: the outline（结构层次）: numbered headings become a tree of sections.

use crate::{Finding, Span, page::Document};

/// A section（章节）: its heading, and the text it governs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Depth, from 1.
    pub level: u8,
    /// The numbering as printed: `一、`, `（二）`, `3.`; empty for a heading without a number.
    pub marker: String,
    /// The number it says.
    pub ordinal: Option<u32>,
    /// The heading without its marker.
    pub heading: String,
    /// Marker and heading.
    pub span: Span,
    /// What follows, up to the next heading of the same or a higher level.
    pub body: Span,
    /// Index of the section above.
    pub parent: Option<u32>,
}

/// The sections of a document in reading order, and what is odd about their numbering.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Outline {
    /// The sections.
    pub sections: Vec<Section>,
    /// Repeated, skipped or restarted numbers.
    pub findings: Vec<Finding>,
}

/// Splits a document by its numbered headings (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）).
#[must_use]
pub fn outline(_document: &Document) -> Outline {
    Outline::default()
}
