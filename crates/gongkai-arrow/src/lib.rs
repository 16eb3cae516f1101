//! The tables of gongkai（表格）as Arrow schemas, batches and Parquet files.
//!
//! What columns there are, and what they mean, is [`gongkai::write::table`]'s to say; here they get types: words are
//! `Utf8`, whole numbers `Int64`, stated numbers [`Decimal128(18, 4)`](DIGITS), yes and no `Boolean`, days `Date32`. Every
//! field carries its labels as metadata: `label_zh`, `label_en`, and `key` and `unit` where it has them.
//!
//! ```
//! use gongkai::{report::Catalogue, write::table::{Layout, Origin, Table}};
//! let table = Table::new(Layout::Reports, &Catalogue::default()).unwrap();
//! let mut parquet = gongkai_arrow::Parquet::new(Vec::new(), table.layout().name(), table.columns()).unwrap();
//! let mut written = Ok(());
//! table.rows(&Origin { id: "a.html", status: "ok", ..Origin::default() }, None, |row| written = parquet.row(row));
//! written.unwrap();
//! let bytes = parquet.finish().unwrap();
//! assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod batch;

use std::{collections::HashMap, io::Write, sync::Arc};

use arrow_schema::{DataType, Field, Schema};
use gongkai::write::table::{Column, Kind, Value};
use parquet::{
    arrow::ArrowWriter,
    basic::Compression,
    errors::Result,
    file::{metadata::KeyValue, properties::WriterProperties},
};

pub use batch::Batch;

/// Digits of a stated number, and those of them behind the point: a count of 10^14 and a sum of money to the fen and
/// beyond. A number that does not fit exactly is null, and its words are there in the long table.
pub const DIGITS: (u8, i8) = (18, 4);

/// Values of a batch: some 2 MB of them.
const VALUES: usize = 1 << 17;

/// Rows of a row group.
const GROUP: usize = 1 << 16;

/// The Arrow schema of a table（模式）, every field nullable.
#[must_use]
pub fn schema(columns: &[Column]) -> Schema {
    Schema::new(columns.iter().map(field).collect::<Vec<_>>())
}

fn field(column: &Column) -> Field {
    let words = [
        ("label_zh", Some(&*column.zh)),
        ("label_en", Some(&*column.en)),
        ("key", column.key.as_deref()),
        ("unit", column.unit.as_deref()),
    ];
    let metadata: HashMap<_, _> =
        words.into_iter().filter_map(|(name, words)| Some((name.to_owned(), words?.to_owned()))).collect();
    Field::new(&*column.name, data_type(column.kind), true).with_metadata(metadata)
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Whole => DataType::Int64,
        Kind::Decimal => DataType::Decimal128(DIGITS.0, DIGITS.1),
        Kind::Truth => DataType::Boolean,
        Kind::Date => DataType::Date32,
    }
}

/// A Parquet file that is being written（列存文件）. The same rows give the same bytes.
#[derive(Debug)]
pub struct Parquet<W: Write + Send> {
    writer: ArrowWriter<W>,
    batch: Batch,
    most: usize,
}

impl<W: Write + Send> Parquet<W> {
    /// Begins the file of the table that is called `name`.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: W, name: &str, columns: &[Column]) -> Result<Self> {
        let told = [("gongkai.table", name), ("gongkai.version", env!("CARGO_PKG_VERSION"))];
        let told = told.map(|(key, value)| KeyValue::new(key.to_owned(), value.to_owned()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP))
            .set_key_value_metadata(Some(told.to_vec()))
            .build();
        let schema = Arc::new(schema(columns));
        let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
        Ok(Self { writer, batch: Batch::new(schema, columns), most: (VALUES / columns.len().max(1)).max(1) })
    }

    /// Adds a row; what it has too few of is null.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn row(&mut self, values: &[Value<'_>]) -> Result<()> {
        self.batch.row(values);
        if self.batch.rows() >= self.most { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let batch = self.batch.take()?;
        self.writer.write(&batch)
    }

    /// Ends the file, and gives back what it was written to.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.flush()?;
        self.writer.into_inner()
    }
}
