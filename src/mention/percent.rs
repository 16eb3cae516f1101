//! Percent extractor.

use super::{Extractor, Hit, Kind, Window};

pub(super) const EXTRACTOR: Extractor = Extractor { kind: Kind::Percent, term: "", about: "", find, examples: &[] };

fn find(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
