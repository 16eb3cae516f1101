//! Number ranges（数的范围）.

use std::fmt;

use rust_decimal::Decimal;

use super::{Extractor, Hit, Kind, Window};

pub(super) const EXTRACTOR: Extractor =
    Extractor { kind: Kind::NumberRange, term: "数的范围", about: "", find, examples: &[] };

/// A range of numbers; an end that is not stated is open.
#[derive(Clone, PartialEq, Debug)]
pub struct NumberRange {
    /// Lower end, and whether it belongs to the range.
    pub low: Option<(Decimal, bool)>,
    /// Upper end, and whether it belongs to the range.
    pub high: Option<(Decimal, bool)>,
}

impl fmt::Display for NumberRange {
    /// Interval notation: `[20,35)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Some((n, closed)) => write!(f, "{}{}", if closed { '[' } else { '(' }, n.normalize())?,
            None => write!(f, "(")?,
        }
        match self.high {
            Some((n, closed)) => write!(f, ",{}{}", n.normalize(), if closed { ']' } else { ')' }),
            None => write!(f, ",)"),
        }
    }
}

fn find(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
