//! The integration tests, one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice)]

mod accounting;
mod architecture;
mod contract;
mod encodings;
mod findings;
mod fit;
mod forms;
mod hostile;
mod laws;
mod mentions;
mod names;
mod overview;
mod pages;
mod plain;
mod portals;
mod prose;
mod reports;
mod review;
mod rust_source;
mod schema;
