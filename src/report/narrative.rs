//! Figures that sentences state（文字表述）.

use super::{Figure, catalogue::Form, fit::Evidence};

/// The figures that the prose of a report states.
pub(super) fn narrative(_evidence: Evidence<'_>, _forms: &[Form], _year: Option<i16>) -> Vec<Figure> {
    Vec::new()
}
