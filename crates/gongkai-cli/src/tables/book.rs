//! Tables to files（输出文件）: csv and parquet have a file for each, xlsx a sheet.

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
};

use anyhow::Context as _;
use gongkai::write::table::{Column, Csv, Value};

use super::{Format, Look, xlsx::Xlsx};

/// Tables that are being written.
pub(crate) enum Book {
    Csv(Vec<Lines>),
    Xlsx(Box<Xlsx>),
    #[cfg(feature = "parquet")]
    Parquet(Vec<gongkai_arrow::Parquet<BufWriter<File>>>),
}

/// A file of CSV.
pub(crate) struct Lines {
    csv: Csv,
    file: BufWriter<File>,
    row: String,
}

impl Book {
    /// Begins files for tables, each with its name; xlsx has only the first file, and what the columns mean in a sheet.
    ///
    /// # Errors
    /// A file that cannot be made; a format that is no table.
    pub(crate) fn create(
        format: Format,
        look: Look,
        tables: &[(&'static str, &[Column])],
        files: &[&Path],
    ) -> anyhow::Result<Self> {
        let create = |path: &Path| File::create(path).with_context(|| path.display().to_string());
        let both = tables.iter().zip(files);
        match format {
            Format::Csv => {
                let begin = |(&(_, columns), path): (&(_, &[Column]), &&Path)| {
                    let csv = Csv { excel: look.excel };
                    let mut row = String::new();
                    csv.head(columns, &mut row);
                    let mut file = BufWriter::with_capacity(1 << 20, create(path)?);
                    file.write_all(row.as_bytes())?;
                    Ok(Lines { csv, file, row })
                };
                both.map(begin).collect::<anyhow::Result<_>>().map(Self::Csv)
            }
            Format::Xlsx => {
                let file = files.first().context("no file for a book")?;
                Ok(Self::Xlsx(Box::new(Xlsx::new(create(file)?, file, look.labels, tables)?)))
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                let begin = |(&(name, columns), path): (&(&str, &[Column]), &&Path)| {
                    let file = BufWriter::with_capacity(1 << 20, create(path)?);
                    Ok(gongkai_arrow::Parquet::new(file, name, columns)?)
                };
                both.map(begin).collect::<anyhow::Result<_>>().map(Self::Parquet)
            }
            format => anyhow::bail!("{format:?} is no format of tables here"),
        }
    }

    /// A row of the table that was given at this place.
    pub(crate) fn row(&mut self, table: usize, values: &[Value<'_>]) -> anyhow::Result<()> {
        match self {
            Self::Csv(files) => {
                let Some(Lines { csv, file, row }) = files.get_mut(table) else { return Ok(()) };
                row.clear();
                csv.row(values, row);
                file.write_all(row.as_bytes())?;
            }
            Self::Xlsx(book) => book.row(table, values)?,
            #[cfg(feature = "parquet")]
            Self::Parquet(files) => {
                if let Some(file) = files.get_mut(table) {
                    file.row(values)?;
                }
            }
        }
        Ok(())
    }

    /// Writes what is left, and sees to it that the files outlive us.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Csv(files) => files.into_iter().try_for_each(|Lines { file, .. }| sync(file)),
            Self::Xlsx(book) => book.finish(),
            #[cfg(feature = "parquet")]
            Self::Parquet(files) => files.into_iter().try_for_each(|file| sync(file.finish()?)),
        }
    }
}

fn sync(file: BufWriter<File>) -> anyhow::Result<()> {
    let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    Ok(file.sync_all()?)
}
