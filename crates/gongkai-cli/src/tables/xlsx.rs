//! Excel（工作簿）: a sheet for each table, with heads that stay, and the codebook.

use std::{fs::File, path::Path};

use anyhow::Context as _;
use gongkai::write::table::{Column, Kind, Value};
use rust_xlsxwriter::{ColNum, DocProperties, ExcelDateTime, Format, RowNum, Workbook, Worksheet};

use super::Labels;
use crate::columns;

/// Rows of a sheet: what Excel takes.
const ROWS: RowNum = 1 << 20;

/// Characters of a cell, as UTF-16: what Excel takes.
const CELL: usize = 32_767;

/// Digits that the numbers of Excel keep. What has more is written as words, because Excel would round it.
const DIGITS: usize = 15;

/// A book that is being written.
pub(crate) struct Xlsx {
    file: File,
    book: Workbook,
    labels: Labels,
    tables: Vec<Sheet>,
    head: Format,
    day: Format,
}

/// The sheet of a table; when it is full, the next one goes on.
struct Sheet {
    name: &'static str,
    columns: Vec<Column>,
    /// Which sheet of the book is written.
    at: usize,
    count: usize,
    row: RowNum,
}

impl Xlsx {
    /// Begins the book in `file`, which is at `path`; its sheets grow in a file without a name beside it.
    pub(super) fn new(
        file: File,
        path: &Path,
        labels: Labels,
        tables: &[(&'static str, &[Column])],
    ) -> anyhow::Result<Self> {
        let mut book = Workbook::new();
        book.set_tempdir(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
        // The same book has the same bytes on any day.
        let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        let head = Format::new().set_bold().set_background_color("#E7EEF7").set_text_wrap();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let mut xlsx = Self { file, book, labels, tables: Vec::new(), head, day };
        for &(name, columns) in tables {
            let mut sheet = Sheet { name, columns: columns.to_vec(), at: 0, count: 0, row: 0 };
            xlsx.begin(&mut sheet)?;
            xlsx.tables.push(sheet);
        }
        xlsx.codebook()?;
        Ok(xlsx)
    }

    /// The sheet in which a table begins or goes on.
    fn begin(&mut self, table: &mut Sheet) -> anyhow::Result<()> {
        table.count += 1;
        let name = if table.count == 1 { table.name.to_owned() } else { format!("{} {}", table.name, table.count) };
        table.at = self.book.worksheets().len();
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        table.row = heads(sheet, &self.head, self.labels, &table.columns)?;
        Ok(())
    }

    pub(super) fn row(&mut self, table: usize, values: &[Value<'_>]) -> anyhow::Result<()> {
        if self.tables.get(table).is_some_and(|table| table.row == ROWS) {
            let mut full = self.tables.swap_remove(table);
            self.begin(&mut full)?;
            self.tables.push(full);
            let last = self.tables.len() - 1;
            self.tables.swap(table, last);
        }
        let table = self.tables.get_mut(table).context("no such table")?;
        let sheet = self.book.worksheet_from_index(table.at)?;
        for (value, column) in values.iter().zip(0..) {
            write(sheet, table.row, column, value, &self.day)?;
        }
        table.row += 1;
        Ok(())
    }

    /// A line for each column: what it is called, holds and means.
    fn codebook(&mut self) -> anyhow::Result<()> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name("codebook")?.set_freeze_panes(1, 0)?;
        for (at, width) in (0..).zip([10, 34, 9, 44, 60, 40, 8]) {
            sheet.set_column_width(at, width)?;
        }
        for (name, at) in columns::HEADS.iter().zip(0..) {
            sheet.write_string_with_format(0, at, *name, &self.head)?;
        }
        let mut row = 1;
        for table in &self.tables {
            for column in &table.columns {
                for (words, at) in columns::line(table.name, column).iter().zip(0..) {
                    if !words.is_empty() {
                        sheet.write_string(row, at, *words)?;
                    }
                }
                row += 1;
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> anyhow::Result<()> {
        let Self { file, mut book, .. } = self;
        book.save_to_writer(&file)?;
        Ok(file.sync_all()?)
    }
}

/// Names, then labels, and a pane that keeps both in sight; gives the row after them.
fn heads(sheet: &mut Worksheet, format: &Format, labels: Labels, columns: &[Column]) -> anyhow::Result<RowNum> {
    let rows: RowNum = 1 + RowNum::from(labels.zh()) + RowNum::from(labels.en());
    sheet.set_freeze_panes(rows, 1)?;
    let last = ColNum::try_from(columns.len().saturating_sub(1))?;
    sheet.autofilter(rows - 1, 0, ROWS - 1, last)?;
    for (at, column) in (0..).zip(columns) {
        let width = match column.kind {
            _ if at == 0 => 32,
            Kind::Text => 16,
            Kind::Date => 11,
            Kind::Whole | Kind::Decimal | Kind::Truth => 12,
        };
        sheet.set_column_width(at, width)?;
    }
    let mut row = 0;
    let mut line = |words: fn(&Column) -> &str| -> anyhow::Result<()> {
        for (at, column) in (0..).zip(columns) {
            sheet.write_string_with_format(row, at, words(column), format)?;
        }
        row += 1;
        Ok(())
    };
    line(|column| &column.name)?;
    if labels.zh() {
        line(|column| &column.zh)?;
    }
    if labels.en() {
        line(|column| &column.en)?;
    }
    Ok(row)
}

/// Writes words as words, never as a formula, and numbers as numbers where Excel keeps all of them.
fn write(sheet: &mut Worksheet, row: RowNum, at: ColNum, value: &Value<'_>, day: &Format) -> anyhow::Result<()> {
    match value {
        Value::Null => {}
        Value::Whole(number) => match exact(&number.to_string()) {
            Some(number) => drop(sheet.write_number(row, at, number)?),
            None => drop(sheet.write_string(row, at, number.to_string())?),
        },
        Value::Decimal(digits) => match exact(digits) {
            Some(number) => drop(sheet.write_number(row, at, number)?),
            None => drop(sheet.write_string(row, at, digits.as_ref())?),
        },
        Value::Truth(truth) => drop(sheet.write_boolean(row, at, *truth)?),
        Value::Date(date) => match ExcelDateTime::parse_from_str(date) {
            Ok(date) => drop(sheet.write_datetime_with_format(row, at, &date, day)?),
            Err(_) => drop(sheet.write_string(row, at, date.as_ref())?),
        },
        Value::Text(words) if words.is_empty() => {}
        Value::Text(words) => drop(sheet.write_string(row, at, fitting(words))?),
    }
    Ok(())
}

/// The number that Excel shows as these digits.
fn exact(digits: &str) -> Option<f64> {
    let kept = digits.bytes().filter(u8::is_ascii_digit).count() <= DIGITS;
    if kept { digits.parse().ok() } else { None }
}

/// As much as a cell takes; that there was more is told by an ellipsis.
fn fitting(words: &str) -> String {
    if words.len() <= CELL || words.encode_utf16().count() <= CELL {
        return words.to_owned();
    }
    let mut left = CELL - 1;
    let fits = |sign: &char| {
        let takes = sign.len_utf16();
        let is_room = takes <= left;
        left -= takes.min(left);
        is_room
    };
    let mut cut: String = words.chars().take_while(fits).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_excel_would_round_are_words() {
        assert_eq!(exact("1942.5"), Some(1942.5));
        assert_eq!(exact("-999999999999999"), Some(-999_999_999_999_999.0));
        assert_eq!(exact("1234567890123456"), None);
    }

    #[test]
    fn words_that_no_cell_takes_are_cut_and_say_so() {
        let long = "公".repeat(40_000);
        let cut = fitting(&long);
        assert_eq!(cut.encode_utf16().count(), CELL);
        assert!(cut.ends_with('…'));
        assert_eq!(fitting(&"公".repeat(CELL)), "公".repeat(CELL));
        assert_eq!(fitting(&"😀".repeat(20_000)).encode_utf16().count(), CELL);
    }
}
