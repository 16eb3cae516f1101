//! Organizations（机构）.

use super::{Extractor, Hit, Kind, Window};

pub(super) const EXTRACTOR: Extractor =
    Extractor { kind: Kind::Organization, term: "机构", about: "", find, examples: &[] };

/// An organ or body that the text names（机构）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organization {
    /// The name as written.
    pub name: String,
}

fn find(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
