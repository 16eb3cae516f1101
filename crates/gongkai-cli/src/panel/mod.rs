//! `gongkai panel`: reports of many organs and years, side by side, and what they say of each other.

mod columns;
mod findings;
mod reports;
mod rows;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use clap::Args;

use self::{
    reports::{Report, Reports},
    rows::Panel,
};
use crate::{
    Failure,
    packs::Packs,
    parts::Parts,
    tables::{Book, Format, Look},
};

#[derive(Args)]
pub(crate) struct Arguments {
    /// What `batch` wrote: JSON Lines.
    #[arg(required = true, value_name = "OUT")]
    lines: Vec<PathBuf>,
    /// Where the panel goes: .csv, .xlsx or .parquet. What the reports say of each other goes beside it, to `.findings` and
    /// `.passages` with the same suffix; in xlsx, to sheets.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// A row for each organ and year and a column for each figure, instead of a row for each figure.
    #[arg(long)]
    wide: bool,
    /// CSV with the lines `child,parent`: names of organs; the figures of a parent are to be the sum of its children's.
    #[arg(long, value_name = "FILE")]
    parents: Option<PathBuf>,
    /// Percent of the text from which a report repeats another.
    #[arg(long, value_name = "PERCENT", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=100))]
    similar: u32,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    packs: Packs,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let format = Format::of(&arguments.output);
    if !matches!(format, Format::Csv | Format::Xlsx | Format::Parquet) {
        return Err(anyhow!("{}: a panel is written as .csv, .xlsx or .parquet", arguments.output.display()).into());
    }
    let catalogue = arguments.packs.catalogue()?;
    let parents = arguments.parents.as_deref().map(parents).transpose()?.unwrap_or_default();
    let reports = Reports::read(&arguments.lines)?;
    if reports.all.is_empty() {
        return Err(Failure::Nothing(anyhow!("no report that says its organ and its year")));
    }
    let mut told = findings::years(&reports.all);
    let unknown = findings::levels(&reports.all, &parents, &mut told);
    let repeats = findings::texts(&reports.all, arguments.similar, &mut told);
    told.sort_by_key(|one| one.report);
    let panel = Panel::new(&reports.all, &catalogue, arguments.wide)?;
    let (found, passages) = (findings::columns(), findings::passage_columns());
    let tables = [("panel", &*panel.columns), ("findings", &*found), ("passages", &*passages)];
    let mut files = Parts::new(files(&arguments.output, format));
    let write = || {
        let mut book = Book::create(format, arguments.look, &tables, &files.parts())?;
        for report in &reports.all {
            panel.rows(report).iter().try_for_each(|row| book.row(0, row))?;
        }
        told.iter().try_for_each(|one| book.row(1, &one.values(&reports.all)))?;
        repeats.iter().try_for_each(|one| one.rows(&reports, |row| book.row(2, row)))?;
        book.finish()
    };
    write().with_context(|| arguments.output.display().to_string())?;
    files.keep()?;
    eprintln!(
        "gongkai: {} reports of {} organs; {} findings, {} of them about text; {} pages without organ or year, {} of an \
         organ and year that are there already",
        reports.all.len(),
        reports.organs(),
        told.len(),
        repeats.len(),
        reports.nameless,
        reports.again
    );
    for organ in unknown {
        eprintln!("gongkai: no report of {organ:?}, which the file of parents names");
    }
    Ok(())
}

/// The files of a panel: xlsx has all tables in one.
fn files(output: &Path, format: Format) -> Vec<PathBuf> {
    let suffix = output.extension().unwrap_or_default().to_string_lossy().into_owned();
    let beside = ["findings", "passages"].map(|what| output.with_extension(format!("{what}.{suffix}")));
    let beside = beside.into_iter().filter(|_| format != Format::Xlsx);
    std::iter::once(output.to_owned()).chain(beside).collect()
}

/// The pairs of a file of children and parents.
fn parents(file: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let shown = || file.display().to_string();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(file).with_context(shown)?;
    let heads = reader.headers().with_context(shown)?.clone();
    let column = |name: &str| heads.iter().position(|head| head.trim_start_matches('\u{feff}') == name);
    let (Some(child), Some(parent)) = (column("child"), column("parent")) else {
        anyhow::bail!("{}: the first line is to name the columns `child` and `parent`", shown());
    };
    let pair = |record: csv::Result<csv::StringRecord>| {
        let record = record.with_context(shown)?;
        let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
        Ok((field(child), field(parent)))
    };
    reader.into_records().map(pair).collect()
}
