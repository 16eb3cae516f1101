//! The command line of gongkai.
//!
//! Exit codes: 0 all was read; 1 an input could not be read; 2 wrong usage, or the file system or a pipe failed; 3
//! nothing was found to read; 130 interrupted, what was under way is finished.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod batch;
mod bounded;
mod check;
mod columns;
mod compare;
mod explain;
mod forms;
mod limits;
mod mentions;
mod overview;
mod packs;
mod panel;
mod parts;
mod read;
mod review;
mod shell;
mod tables;
mod warc;

use std::{io, process::ExitCode};

use clap::{Parser, Subcommand};

/// Reads Chinese government pages into typed reports in which every value carries the place that says it.
#[derive(Parser)]
#[command(name = "gongkai", version = version(), about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads one page and prints it as one JSON object (schema gongkai/1).
    Read(read::Arguments),
    /// Reads files and folders and prints one JSON object a line, in order.
    Batch(batch::Arguments),
    /// Finds numbers, dates, document numbers and the like in bare texts, one JSON object a line.
    Mentions(mentions::Arguments),
    /// Says which rule gave each figure and what was set aside, or what a code of findings is about.
    Explain(explain::Arguments),
    /// Prints what is doubtful or contradictory in pages, as a linter does.
    Check(check::Arguments),
    /// Says what does not follow from a report to that of the year after.
    Compare(compare::Arguments),
    /// Draws what `batch` wrote as one self-contained HTML page: coverage, trends, outcomes, findings.
    Overview(overview::Arguments),
    /// Sets reports of many organs and years side by side, and says what does not follow between them.
    Panel(panel::Arguments),
    /// Lists the forms that reports are read by, or the figures of one.
    Forms(forms::Arguments),
    /// Prints the codebook: what each column of the tables is called, holds and means.
    Columns(columns::Arguments),
    /// Reads one page and writes it as a self-contained HTML page: the text with all that was found in it, side by side.
    Review(review::Arguments),
    /// Prints the JSON Schema of what `read` prints.
    Schema {
        /// Of a line of what `batch` writes.
        #[arg(long)]
        batch: bool,
    },
    /// Prints what a shell needs to complete commands and options.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Prints the manual page, of all commands.
    Man,
}

/// The version of the program, of the JSON that it prints, and what it was built with（版本与功能）: with other features
/// pages may be read otherwise.
fn version() -> String {
    let features = match (cfg!(feature = "parquet"), cfg!(feature = "segment")) {
        (true, true) => "parquet, segment",
        (true, false) => "parquet",
        (false, true) => "segment",
        (false, false) => "none",
    };
    format!("{} (schema {}; features: {features})", env!("CARGO_PKG_VERSION"), gongkai::write::json::SCHEMA)
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Mentions(arguments) => mentions::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Overview(arguments) => overview::run(&arguments),
        Command::Panel(arguments) => panel::run(&arguments),
        Command::Forms(arguments) => forms::run(&arguments),
        Command::Columns(arguments) => columns::run(&arguments),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man => shell::man(),
        Command::Review(arguments) => review::run(&arguments),
        Command::Schema { batch: true } => {
            batch::schema::schema().map_err(Failure::Usage).and_then(|schema| print(|out| writeln!(out, "{schema:#}")))
        }
        Command::Schema { batch: false } => print(|out| out.write_all(gongkai::write::json::SCHEMA_TEXT.as_bytes())),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("gongkai: {failure:#}");
            failure.code()
        }
    }
}

/// Why a command failed.
enum Failure {
    /// An input could not be read as a page.
    Input(anyhow::Error),
    /// Nothing was found to read.
    Nothing(anyhow::Error),
    /// The user wants no more.
    Interrupted(anyhow::Error),
    /// Anything else: no such file, a full disk.
    Usage(anyhow::Error),
}

impl Failure {
    fn code(&self) -> ExitCode {
        match self {
            Self::Input(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
            Self::Nothing(_) => ExitCode::from(3),
            Self::Interrupted(_) => ExitCode::from(130),
        }
    }

    /// Whether whoever reads our output has had enough, as `head` has: that is no failure.
    fn is_closed_pipe(&self) -> bool {
        let (Self::Input(error) | Self::Nothing(error) | Self::Interrupted(error) | Self::Usage(error)) = self;
        error.chain().any(|cause| {
            let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
            let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
            io.or(json) == Some(io::ErrorKind::BrokenPipe)
        })
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::Input(error) | Self::Nothing(error) | Self::Interrupted(error) | Self::Usage(error)) = self;
        error.fmt(f)
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Usage(error.into())
    }
}

/// `1 page`, `2 pages`.
fn counted(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Writes to standard output through a buffer, and flushes it.
fn print(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    Ok(io::Write::flush(&mut out)?)
}

/// The kinds named in a comma-separated list.
fn kinds(names: &[String]) -> anyhow::Result<gongkai::mention::Kinds> {
    use gongkai::mention::{Kind, Kinds};
    names.iter().try_fold(Kinds::NONE, |kinds, name| match Kind::from_name(name) {
        Some(kind) => Ok(kinds.with(kind)),
        None => {
            let known = Kind::ALL.map(Kind::name).join(" ");
            anyhow::bail!("no kind of mention is called {name:?}; there are: {known}")
        }
    })
}
