//! Number extractor.

use super::{Extractor, Hit, Kind, Window};

pub(super) const EXTRACTOR: Extractor = Extractor { kind: Kind::Number, term: "", about: "", find, examples: &[] };

fn find(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
