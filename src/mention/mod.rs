//! Floor 4: mentions（提及）: numbers, quantities, money, dates, document numbers, titles and organizations in running
//! text. Extractors see a window of text and nothing of pages.

mod amount;
mod bound;
mod date;
mod document_number;
mod document_title;
mod driver;
mod examples;
mod fixed_words;
mod lexicon;
mod money;
mod number;
mod number_range;
mod ordinal;
#[cfg(feature = "segment")]
mod organization;
mod percent;
mod quantity;
pub mod region;
mod value;
mod window;

pub use bound::Bound;
pub use date::{
    DateExpr, Day, Duration, Form, Interval, Part, Point, Recurrence, Reference, Side, Slot, Time, Unit, Year,
};
pub use document_number::{DocumentNumber, Issuer, IssuerHead, NumberForm, name_issuers};
pub use document_title::{DocumentTitle, bind_titles};
pub use driver::{Finder, find};
pub use examples::{broken_examples, extractors_page};
pub use money::Money;
pub use number::Number;
pub use number_range::NumberRange;
#[cfg(feature = "segment")]
pub use organization::{Body, Organization};
pub use percent::{Percent, PercentUnit};
pub use quantity::{Dimension, Quantity};
pub use value::{Kind, Kinds, Mention};
pub use window::{Example, Extractor, Hit, MARKS, Window};

/// All extractors. The order is the precedence: where two mentions begin at the same place and are equally long, the
/// earlier extractor has it.
pub const EXTRACTORS: &[Extractor] = &[
    document_title::EXTRACTOR,
    document_number::EXTRACTOR,
    date::RECURRING,
    date::PERIOD,
    date::DATE,
    date::DURATION,
    money::EXTRACTOR,
    percent::EXTRACTOR,
    quantity::EXTRACTOR,
    number_range::EXTRACTOR,
    ordinal::EXTRACTOR,
    number::EXTRACTOR,
    #[cfg(feature = "segment")]
    organization::EXTRACTOR,
];
