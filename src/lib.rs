//! gongkai（公开）reads Chinese government pages — bytes as a portal served them, or plain text — into typed reports in
//! which every value carries the place that says it.
//!
//! ```text
//! bytes ─decode→ Source ─parse→ Page ─lay out→ Document ─outline→ [Section] ─find→ [Found<Mention>]
//!       ─fit→ AnnualReport ─check→ [Finding] ─write→ JSON
//! ```
//!
//! [`Reader`] walks the whole line. Each arrow is a public function of its own, so that one may stop after any:
//! [`text::decode::decode`], [`page::parse`], [`page::lay_out`], [`outline::outline`], [`mentions`], [`report::facts`],
//! [`report::fit`], [`check::check`], and [`write::json::Page::new`] at the end.
//!
//! ```
//! use gongkai::Reader;
//!
//! let page = "<p>2015年，盖州市主动公开政府信息共计1942条，办复率达到95.6%。</p>";
//! let reading = Reader::new().read(page.as_bytes())?;
//! let words: Vec<_> = reading.mentions.iter().map(|found| found.span.of(&reading.document.text)).collect();
//! assert!(words.contains(&"1942条"));
//! # Ok::<(), gongkai::Error>(())
//! ```
//!
//! Offsets in Rust are bytes of [`Document::text`]; in JSON they are Unicode scalar values. `docs/DESIGN.md` says why the
//! library is as it is.

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

/// The examples of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
