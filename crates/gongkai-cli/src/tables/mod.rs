//! Outputs that are not JSON Lines（表格输出）: csv, xlsx, parquet, and rows for people on a terminal.
//!
//! A file is made of whole lines at the end: `batch` always writes lines first (see [`crate::batch::line`] for what one
//! looks like), because lines can be resumed after any interruption. When the last one is written and synced,
//! [`Outputs::convert`] makes the asked-for output of them, and the lines are removed. On standard output rows follow their
//! lines at once ([`Stream`]). What a row has in it is [`gongkai::write::table`]'s to say.

mod book;
mod folder;
mod line;
mod people;
mod xlsx;

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

use anyhow::{Context as _, ensure};
use clap::{Args, ValueEnum};
use gongkai::{
    report::Catalogue,
    write::table::{Csv, Layout, Table},
};

pub(crate) use self::book::Book;
use self::{folder::Folder, line::Line, people::people};

/// What `batch` takes for its outputs, beside `-o`.
#[derive(Args, Clone, Default)]
pub(crate) struct Outputs {
    /// Format of the output, instead of the one that its suffix says.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// In tables: a row for each page and a column for each key, instead of a row for each figure.
    #[arg(long)]
    wide: bool,
    /// In a folder: files with the names of the inputs and in folders like theirs, instead of numbers.
    #[arg(long)]
    keep_dirs: bool,
    #[command(flatten)]
    look: Look,
}

/// How a table looks in Excel.
#[derive(Args, Clone, Copy, Default)]
pub(crate) struct Look {
    /// CSV as Excel takes it: with a byte order mark, and nothing in it is a formula.
    #[arg(long)]
    excel: bool,
    /// Languages of the second line of heads in xlsx.
    #[arg(long, value_enum, default_value_t = Labels::Both, value_name = "LANGUAGE")]
    labels: Labels,
}

/// Languages of labels.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Labels {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// A line of each.
    #[default]
    Both,
}

impl Labels {
    pub(crate) fn zh(self) -> bool {
        self != Self::En
    }

    pub(crate) fn en(self) -> bool {
        self != Self::Zh
    }
}

/// What a file of output is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// JSON Lines: all that was read.
    Jsonl,
    /// A line for each page, for people. On standard output only.
    Table,
    /// CSV: figures, or reports with `--wide`. Findings go to a file beside it.
    Csv,
    /// Excel: figures or reports, findings and the codebook in sheets.
    Xlsx,
    /// Parquet, as CSV.
    Parquet,
    /// A folder with a JSON file for each page, which an output that ends in / asks for.
    #[value(skip)]
    Folder,
}

impl Format {
    /// What the suffix of a name says; anything that says nothing is lines.
    pub(crate) fn of(out: &Path) -> Self {
        if out.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) {
            return Self::Folder;
        }
        match out.extension().and_then(|suffix| suffix.to_str()) {
            Some("csv") => Self::Csv,
            Some("xlsx") => Self::Xlsx,
            Some("parquet") => Self::Parquet,
            _ => Self::Jsonl,
        }
    }

    /// Suffix of the file of findings beside an output of this format.
    fn findings(self) -> Option<&'static str> {
        match self {
            Self::Csv => Some("findings.csv"),
            Self::Parquet => Some("findings.parquet"),
            Self::Jsonl | Self::Table | Self::Xlsx | Self::Folder => None,
        }
    }
}

impl Outputs {
    /// The format of `out`. Called before anything is read, so that what cannot be is told at once.
    pub(crate) fn of_file(&self, out: &Path) -> anyhow::Result<Format> {
        let format = self.format.unwrap_or_else(|| Format::of(out));
        ensure!(format != Format::Table, "--format table is for standard output");
        let is_folder = Format::of(out) == Format::Folder;
        ensure!(!is_folder || format == Format::Folder, "{} is a folder of JSON files: no --format", out.display());
        let is_free = || out.read_dir().map_or(true, |mut entries| entries.next().is_none());
        ensure!(!is_folder || is_free(), "{} is there, and is not empty", out.display());
        #[cfg(not(feature = "parquet"))]
        ensure!(format != Format::Parquet, "this gongkai was built without its feature `parquet`");
        self.fits(format)?;
        Ok(format)
    }

    /// The format of standard output.
    fn of_stream(&self, is_terminal: bool) -> anyhow::Result<Format> {
        let format = self.format.unwrap_or(if is_terminal { Format::Table } else { Format::Jsonl });
        ensure!(
            !matches!(format, Format::Xlsx | Format::Parquet),
            "xlsx and parquet are written at their end first: name a file with -o"
        );
        self.fits(format)?;
        Ok(format)
    }

    fn fits(&self, format: Format) -> anyhow::Result<()> {
        let is_table = matches!(format, Format::Csv | Format::Xlsx | Format::Parquet);
        ensure!(is_table || !self.wide, "--wide is for csv, xlsx and parquet: lines have all of a page as it is");
        ensure!(format == Format::Csv || !self.look.excel, "--excel is for csv");
        ensure!(format == Format::Folder || !self.keep_dirs, "--keep-dirs is for a folder: end the output in /");
        Ok(())
    }

    fn layout(&self) -> Layout {
        if self.wide { Layout::Reports } else { Layout::Figures }
    }

    /// How lines leave on standard output. `is_terminal` is whether a person sees them.
    pub(crate) fn stream(&self, is_terminal: bool, catalogue: &Catalogue) -> anyhow::Result<Stream> {
        Ok(match self.of_stream(is_terminal)? {
            Format::Csv => {
                let table = Table::new(self.layout(), catalogue)?;
                let csv = Csv { excel: self.look.excel };
                let mut head = String::new();
                csv.head(table.columns(), &mut head);
                Stream::Csv { table: Box::new(table), csv, out: head }
            }
            Format::Table => Stream::People { is_begun: false },
            _ => Stream::Lines,
        })
    }

    /// Where findings go beside `out`, if they do.
    pub(crate) fn findings(&self, out: &Path) -> Option<std::path::PathBuf> {
        let format = self.format.unwrap_or_else(|| Format::of(out));
        format.findings().map(|suffix| out.with_extension(suffix))
    }

    /// Makes the file `out` of the lines in the file `spool`, and `findings` beside it where the format has such a file.
    /// Neither exists; both are renamed by the caller when this has succeeded, so their suffixes say nothing.
    pub(crate) fn convert(
        &self,
        format: Format,
        spool: &Path,
        (out, findings): (&Path, &Path),
        catalogue: &Catalogue,
    ) -> anyhow::Result<()> {
        if format == Format::Folder {
            let mut folder = Folder::create(out, self.keep_dirs)?;
            return each(spool, |text, line| folder.write(text, &line.input().id));
        }
        let tables = [Table::new(self.layout(), catalogue)?, Table::new(Layout::Findings, catalogue)?];
        let named = tables.each_ref().map(|table| (table.layout().name(), table.columns()));
        let mut book = Book::create(format, self.look, &named, &[out, findings])?;
        each(spool, |_, line| {
            for (at, table) in tables.iter().enumerate() {
                let mut written = Ok(());
                table.rows(&line.origin(), line.page().as_ref(), |row| {
                    if written.is_ok() {
                        written = book.row(at, row);
                    }
                });
                written?;
            }
            Ok(())
        })?;
        book.finish()
    }
}

/// Gives each line of a file, as it is and read, to `take`.
fn each(spool: &Path, mut take: impl FnMut(&str, &Line<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let shown = || spool.display().to_string();
    let mut lines = BufReader::with_capacity(1 << 20, File::open(spool).with_context(shown)?);
    let mut text = String::new();
    while lines.read_line(&mut text).with_context(shown)? > 0 {
        take(&text, &Line::read(&text).with_context(shown)?)?;
        text.clear();
    }
    Ok(())
}

/// How lines leave on standard output.
pub(crate) enum Stream {
    /// As they are.
    Lines,
    /// As rows of CSV.
    Csv { table: Box<Table>, csv: Csv, out: String },
    /// As rows for people.
    People { is_begun: bool },
}

impl Stream {
    /// What is written for a line.
    pub(crate) fn write(&mut self, line: &[u8], out: &mut dyn std::io::Write) -> anyhow::Result<()> {
        match self {
            Self::Lines => out.write_all(line).and_then(|()| out.write_all(b"\n"))?,
            Self::Csv { table, csv, out: rows } => {
                let line = Line::read(std::str::from_utf8(line)?)?;
                table.rows(&line.origin(), line.page().as_ref(), |row| csv.row(row, rows));
                out.write_all(rows.as_bytes())?;
                rows.clear();
            }
            Self::People { is_begun } => {
                let line = Line::read(std::str::from_utf8(line)?)?;
                out.write_all(people(&line, !std::mem::replace(is_begun, true)).as_bytes())?;
            }
        }
        Ok(())
    }
}
