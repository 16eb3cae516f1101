//! Floor 5: the report（报告）. What the page says becomes the figures of an official form.

mod catalogue;
mod eras;
mod facts;
mod figure;
mod fit;
mod form;
mod head;
mod narrative;
#[cfg(feature = "segment")]
mod own;
pub mod views;
mod year;

/// Level of a region（行政层级）, as the gazetteer has it.
pub use crate::mention::region::Level as RegionLevel;
pub use catalogue::{Catalogue, Form, FormBlock, Line, Rule};
pub use eras::{APART, SAME, comparable, in_base_unit};
pub use facts::{Facts, Stated, conflicts, facts};
pub use figure::{AnnualReport, Entry, Figure, From, Key, Organ, Region};
pub use fit::{Evidence, fit};
pub use narrative::{SetAside, Why, set_aside, ways};
