//! `gongkai overview`: what `batch` wrote, as one page for people.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, anyhow};
use clap::Args;
use gongkai::write::overview::Overview;

use crate::{Failure, batch::line::Line, parts, print};

#[derive(Args)]
pub(crate) struct Arguments {
    /// What `batch` wrote: JSON Lines.
    #[arg(required = true, value_name = "OUT")]
    lines: Vec<PathBuf>,
    /// Write the page to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut overview = Overview::default();
    let mut pages = 0_usize;
    for file in &arguments.lines {
        pages += read(&mut overview, file).with_context(|| file.display().to_string())?;
    }
    if pages == 0 {
        return Err(Failure::Nothing(anyhow!("no page in what was given")));
    }
    let html = overview.write();
    match &arguments.output {
        Some(file) => Ok(parts::write(file, html.as_bytes())?),
        None => print(|out| out.write_all(html.as_bytes())),
    }
}

/// Takes in all pages of a file, and says how many there are.
fn read(overview: &mut Overview, file: &Path) -> anyhow::Result<usize> {
    let mut lines = BufReader::with_capacity(1 << 20, File::open(file)?);
    let (mut line, mut count) = (String::new(), 0);
    while lines.read_line(&mut line)? > 0 {
        count += 1;
        let read = Line::read(&line).with_context(|| format!("line {count} is not one that `gongkai batch` writes"))?;
        overview.add(&read.input.id, read.input.status.name(), read.page.as_ref());
        line.clear();
    }
    Ok(count)
}
