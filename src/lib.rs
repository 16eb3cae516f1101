//! gongkai（公开）reads Chinese government pages — bytes as a portal served them, or plain text — into typed reports in
//! which every value carries the place that says it.
//!
//! ```text
//! bytes ─decode→ Source ─parse→ Page ─lay out→ Document ─outline→ [Section] ─find→ [Found<Mention>]
//!       ─fit→ AnnualReport ─check→ [Finding] ─write→ JSON
//! ```
//!
//! [`Reader`] walks the whole line. Each arrow is a public function of its own, so that one may stop after any.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice))]

mod error;
mod finding;
mod limits;
mod span;

pub mod check;
pub mod mention;
pub mod outline;
pub mod page;
pub mod report;
pub mod text;
pub mod write;

mod reader;

pub use error::{Error, Result};
pub use finding::{Finding, Severity};
pub use limits::Limits;
pub use page::Document;
pub use reader::{Reader, Reading, SourceInfo, mentions};
pub use report::AnnualReport;
pub use span::{Found, ScalarIndex, Span};
