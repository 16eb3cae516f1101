//! What every input must obey（定律）, whatever its bytes: one function a law, which fails by panicking. Fuzz targets look for
//! inputs that break them; a test replays the inputs that once did.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice, missing_docs)]

mod catalogue;
mod grid;
mod mentions;
mod numeral;
mod parse;
mod read;
mod review;
mod seeds;
mod warc;

// Parts of the program that are no interface, as they stand; these names are those that they have at home.
#[allow(dead_code, unreachable_pub)]
#[path = "../../gongkai-cli/src/bounded.rs"]
mod bounded;
#[allow(dead_code, unreachable_pub)]
#[path = "../../gongkai-cli/src/warc/mod.rs"]
mod crawl;
#[allow(dead_code, unreachable_pub)]
#[path = "../../../src/page/guard/mod.rs"]
mod guard;

use gongkai::{
    Finding, Limits, Reader, Severity,
    mention::{Kind, Kinds},
};
pub use seeds::seeds;

/// A law: holds for these bytes, or panics.
pub type Law = fn(&[u8]);

/// All of them, by name.
pub const LAWS: &[(&str, Law)] = &[
    ("catalogue", catalogue::law),
    ("grid", grid::law),
    ("mentions", mentions::law),
    ("numeral", numeral::law),
    ("parse", parse::law),
    ("read", read::law),
    ("review", review::law),
    ("warc", warc::law),
];

/// The law of that name.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn law(name: &str) -> Law {
    let (_, law) = LAWS.iter().find(|(other, _)| *other == name).expect("a law of LAWS");
    *law
}

/// A reader that never loads the word segmenter.
fn reader() -> Reader {
    Reader::new().kinds(kinds())
}

/// All kinds but organizations.
fn kinds() -> Kinds {
    Kinds::ALL.without(Kind::Organization)
}

/// The characters of a text that are not white space.
fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
