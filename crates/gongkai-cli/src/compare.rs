//! `gongkai compare`: two reports of one organ, of years that follow each other.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, anyhow};
use clap::Args;
use gongkai::{AnnualReport, Finding, Reader, ScalarIndex, check, mention::Kinds};

use crate::{Failure, limits::Raised, packs::Packs, print};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The report of the earlier year.
    earlier: PathBuf,
    /// The report of the year after.
    later: PathBuf,
    #[command(flatten)]
    packs: Packs,
    #[command(flatten)]
    limits: Raised,
}

/// Prints what does not follow from one report to the next. Ends with 1 where something does not, as `diff` does.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let reader =
        Reader::new().kinds(Kinds::NONE).limits(arguments.limits.limits()?).catalogue(arguments.packs.catalogue()?);
    let (_, earlier) = report(&reader, &arguments.earlier)?;
    let (text, later) = report(&reader, &arguments.later)?;
    let year = |report: &AnnualReport| report.year.as_ref().map(|year| year.value);
    let (Some(before), Some(after)) = (year(&earlier), year(&later)) else {
        return Err(Failure::Nothing(anyhow!("a report does not say its year（报告未写明年度）")));
    };
    if before + 1 != after {
        let message = "the reports are of {before} and {after}: only years that follow each other can be compared";
        let message = message.replace("{before}", &before.to_string()).replace("{after}", &after.to_string());
        return Err(Failure::Nothing(anyhow!(message)));
    }
    let organ = |report: &AnnualReport| report.organ.as_ref().map(|organ| organ.name.clone());
    if let (Some(a), Some(b)) = (organ(&earlier), organ(&later))
        && a != b
    {
        eprintln!("gongkai: the reports are of two organs, {a} and {b}");
    }
    let found = check::compare(&earlier, &later);
    let shown = arguments.later.display().to_string();
    print(|out| found.iter().try_for_each(|finding| line(out, &shown, &text, finding)))?;
    match found.len() {
        0 => Ok(()),
        n => Err(Failure::Input(anyhow!("{n} figures do not follow from the year before"))),
    }
}

/// Reads the report in a file; its text with it.
fn report(reader: &Reader, file: &Path) -> Result<(String, AnnualReport), Failure> {
    let shown = file.display().to_string();
    let bytes = fs::read(file).with_context(|| shown.clone())?;
    let reading = reader.read(&bytes).with_context(|| shown.clone()).map_err(Failure::Input)?;
    let report = reading.report.ok_or_else(|| Failure::Nothing(anyhow!("{shown}: no annual report")))?;
    Ok((reading.document.text, report))
}

/// One finding: where, which code, what.
fn line(out: &mut dyn Write, file: &str, text: &str, finding: &Finding) -> io::Result<()> {
    let index = ScalarIndex::new(text);
    let place = finding.spans.first().map(|span| index.scalars(*span));
    let place = place.map(|[start, end]| format!(":{start}-{end}")).unwrap_or_default();
    writeln!(out, "{file}{place}: {} {}", finding.severity.name(), finding.code)?;
    writeln!(out, "  {}\n  {}", finding.message_en, finding.message_zh)
}
