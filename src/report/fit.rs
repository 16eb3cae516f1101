//! From a document to its report（套表）.

use super::{AnnualReport, Catalogue, Facts};
use crate::{Found, mention::Mention, outline::Section, page::Document};

/// Everything a fit reads.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The laid-out page.
    pub document: &'a Document,
    /// Its sections.
    pub sections: &'a [Section],
    /// What its text mentions, in order of place.
    pub mentions: &'a [Found<Mention>],
    /// What it says of itself.
    pub facts: &'a Facts,
}

/// The report that the document is, or `None` where it is no annual report.
#[must_use]
pub fn fit(_evidence: Evidence<'_>, _catalogue: &Catalogue) -> Option<AnnualReport> {
    None
}
