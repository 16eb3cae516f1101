//! `gongkai review`: one page to one page for people.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::Args;
use gongkai::write::{json::Page, review::review};

use crate::{Failure, print, read::Input};

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
        Some(file) => Ok(fs::write(file, html).with_context(|| file.display().to_string())?),
        None => print(|out| out.write_all(html.as_bytes())),
    }
}
