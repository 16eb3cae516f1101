//! Money（金额）.

use rust_decimal::Decimal;

use super::{Bound, Extractor, Hit, Kind, Window};

pub(super) const EXTRACTOR: Extractor = Extractor { kind: Kind::Money, term: "金额", about: "", find, examples: &[] };

/// An amount of money（金额）.
#[derive(Clone, PartialEq, Debug)]
pub struct Money {
    /// The amount in the currency's main unit: 160.5964万元 is 1605964.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// The unit as printed: 元, 万元.
    pub unit: String,
    /// How exactly it is stated.
    pub bound: Bound,
}

fn find(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
