//! Floor 7: writing（输出）. Nobody imports it.
//!
//! Offsets leave the library here, and only here do they turn from bytes into Unicode scalar values, so that
//! `text[start:end]` works in Python and `substr` in R.

mod html;
pub mod json;
pub mod jsonl;
pub mod overview;
pub mod review;
pub mod table;
