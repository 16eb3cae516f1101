//! Document titles（文件标题）《…》.

use super::{Extractor, Hit, Kind, Window};

pub(super) const EXTRACTOR: Extractor =
    Extractor { kind: Kind::DocumentTitle, term: "文件标题", about: "", find, examples: &[] };

/// A title in book marks（书名号）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentTitle {
    /// The words between the marks.
    pub title: String,
    /// What a short name stands for, where 以下简称 defined it.
    pub short_for: Option<String>,
    /// The document number that stands with it, canonical.
    pub number: Option<String>,
}

fn find(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
