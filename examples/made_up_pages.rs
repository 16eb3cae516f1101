//! Writes made-up pages into a folder, to measure batches on: `cargo run --example made_up_pages -- FOLDER 20000`.
//!
//! They are the pages of the benches, from other seeds after the first 200, so that no two are alike.

use std::{env, error::Error, fs, path::PathBuf};

#[path = "../benches/pages/mod.rs"]
// The benches want more of it, and may panic.
#[allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice)]
mod pages;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let count: usize = arguments.next().ok_or("how many pages?")?.parse()?;
    let many = (2015..).flat_map(pages::seeded);
    for (number, page) in many.take(count).enumerate() {
        let within = folder.join(format!("{:03}", number / 1_000));
        fs::create_dir_all(&within)?;
        fs::write(within.join(format!("{number:06}.html")), page)?;
    }
    Ok(())
}
