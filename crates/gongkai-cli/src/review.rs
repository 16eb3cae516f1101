//! `gongkai review`: one page to one page for people.

use std::path::PathBuf;

use clap::Args;
use gongkai::write::{json::Page, review::review};

use crate::{Failure, parts, print, read::Input};

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Write the page to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (reading, name) = arguments.input.read()?;
    let html = review(&Page::new(&reading, &name), &arguments.input.catalogue()?);
    match &arguments.output {
        Some(file) => Ok(parts::write(file, html.as_bytes())?),
        None => print(|out| out.write_all(html.as_bytes())),
    }
}
