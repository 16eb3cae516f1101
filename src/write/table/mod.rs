//! Tables（表格）: reports as rows, for spreadsheets, statistics and data frames.
//!
//! There are three of them, a [`Layout`] each: every statement of a figure in a row of its own (`figures`, long), every
//! report in a row with a column a key (`reports`, wide), and every finding in a row (`findings`). What a column is called,
//! holds and means, and how its value is told from a reading, stands in one place: the tables of `fields`, and for the keys
//! of figures the forms. CSV, Excel, Parquet and the codebook are all made of [`Column`]s and [`Value`]s, so none of them
//! can say anything else than the others.
//!
//! Names are lower-case ASCII of at most 32 characters, begin with a letter, and have no dot: they are names in Stata, R,
//! SQL and Python alike.
//!
//! ```
//! use gongkai::{Reader, report::Catalogue, write::{json::Page, table::{Csv, Extract, Layout, Origin, Table}}};
//! let page = "青禾市2022年政府信息公开工作年度报告\n2022年，本机关主动公开政府信息1942条。";
//! let reading = Reader::new().read(page.as_bytes())?;
//! let page = Page::new(&reading, "report.txt");
//! let table = Table::new(Layout::Figures, &Catalogue::default())?;
//! let (csv, mut lines) = (Csv::default(), String::new());
//! csv.head(table.columns(), &mut lines);
//! let origin = Origin { id: "report.txt", status: "ok", ..Origin::default() };
//! table.rows(&origin, Some(&Extract::from(&page)), |row| csv.row(row, &mut lines));
//! assert!(lines.lines().nth(1).unwrap().contains(",active.total,"));
//! # Ok::<(), gongkai::Error>(())
//! ```

mod csv;
mod fields;
mod keys;
mod unit;

use std::{borrow::Cow, collections::HashMap};

pub use self::csv::Csv;
use self::fields::{FIGURES, FINDINGS, Field, REPORTS, Row};
use super::json;
use crate::{Result, report::Catalogue};

/// What a row is of（表式）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Layout {
    /// One statement of one figure（长表）. A page that states none has one row without a figure.
    Figures,
    /// One page, with a column for each key（宽表）.
    Reports,
    /// One finding（发现）. A page without any has no row.
    Findings,
}

impl Layout {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Figures, Self::Reports, Self::Findings];

    /// The name: of a sheet, of a part of the codebook.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Reports => "reports",
            Self::Findings => "findings",
        }
    }
}

/// What the values of a column are（类型）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number that counts or names something of ours: a place, a year.
    Whole,
    /// A number that the page states, exact.
    Decimal,
    /// Yes or no.
    Truth,
    /// A day.
    Date,
}

impl Kind {
    /// The name in the codebook.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "integer",
            Self::Decimal => "decimal",
            Self::Truth => "boolean",
            Self::Date => "date",
        }
    }
}

/// A column（列）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its name: `^[a-z][a-z0-9_]{0,31}$`, unique in its table, never changed.
    pub name: Cow<'static, str>,
    /// What its values are.
    pub kind: Kind,
    /// What it is, in Chinese.
    pub zh: Cow<'static, str>,
    /// What it is, in English.
    pub en: Cow<'static, str>,
    /// The key of the figures in it.
    pub key: Option<String>,
    /// The unit that the form has for them.
    pub unit: Option<String>,
}

/// A value in a row（值）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value<'a> {
    /// There is none.
    Null,
    /// Of [`Kind::Text`].
    Text(Cow<'a, str>),
    /// Of [`Kind::Whole`].
    Whole(i64),
    /// Of [`Kind::Decimal`]: the digits, as JSON has them.
    Decimal(Cow<'a, str>),
    /// Of [`Kind::Truth`].
    Truth(bool),
    /// Of [`Kind::Date`]: `2016-03-02`.
    Date(Cow<'a, str>),
}

/// Where a page is from and how reading it went（出处）: the columns that no page says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Origin<'a> {
    /// What names it among the others.
    pub id: &'a str,
    /// How reading went.
    pub status: &'a str,
    /// Why there is no page.
    pub message: Option<&'a str>,
    /// Address that it was served from.
    pub url: Option<&'a str>,
    /// Name of the WARC file that it is in.
    pub warc_filename: Option<&'a str>,
    /// First byte of its record.
    pub warc_record_offset: Option<u64>,
    /// Bytes of its record.
    pub warc_record_length: Option<u64>,
}

/// The parts of a [page](json::Page) that tables are made of.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'a> {
    /// What a reader sees.
    pub text: &'a str,
    /// What the page says of itself.
    pub document: &'a json::Document<'a>,
    /// Its sections.
    pub sections: &'a [json::Section<'a>],
    /// The report that it is.
    pub report: Option<&'a json::Report<'a>>,
    /// What there is to say about it.
    pub findings: &'a [json::Finding<'a>],
}

impl<'a> From<&'a json::Page<'a>> for Extract<'a> {
    fn from(page: &'a json::Page<'a>) -> Self {
        Self {
            text: &page.text,
            document: &page.document,
            sections: &page.sections,
            report: page.report.as_ref(),
            findings: &page.findings,
        }
    }
}

/// One of the three tables: its columns, and the rows that a page gives.
#[derive(Debug)]
pub struct Table {
    layout: Layout,
    fields: &'static [Field],
    columns: Vec<Column>,
    /// Where the column of a key stands among those of keys.
    places: HashMap<String, usize>,
    /// What each key is called in Chinese.
    labels: HashMap<String, String>,
}

impl Table {
    /// A table with the keys of the forms of `catalogue`. With more forms than the official ones there are more columns,
    /// all of them after those.
    ///
    /// # Errors
    /// A malformed catalogue.
    pub fn new(layout: Layout, catalogue: &Catalogue) -> Result<Self> {
        let fields = match layout {
            Layout::Figures => FIGURES,
            Layout::Reports => REPORTS,
            Layout::Findings => FINDINGS,
        };
        let keys = keys::columns(catalogue, fields.iter().map(|field| field.name))?;
        let labels = keys.iter().filter_map(|column| Some((column.key.clone()?, column.zh.to_string()))).collect();
        let mut columns: Vec<_> = fields.iter().map(Field::column).collect();
        let mut places = HashMap::new();
        if layout == Layout::Reports {
            places = keys.iter().enumerate().filter_map(|(at, column)| Some((column.key.clone()?, at))).collect();
            columns.extend(keys);
        }
        Ok(Self { layout, fields, columns, places, labels })
    }

    /// What a row of it is of.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The columns, in order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Gives the rows of a page to `take`, in order; each has a value for each column. A page that could not be read is
    /// `None`.
    pub fn rows<'a>(&'a self, origin: &Origin<'a>, page: Option<&Extract<'a>>, mut take: impl FnMut(&[Value<'a>])) {
        let mut values = Vec::with_capacity(self.columns.len());
        let mut give = |row: &Row<'a>| {
            values.clear();
            values.extend(self.fields.iter().map(|field| (field.of)(row)));
            if self.layout == Layout::Reports {
                self.wide(row, &mut values);
            }
            take(&values);
        };
        let row = Row { origin: *origin, page: page.copied(), figure: None, finding: None };
        match self.layout {
            Layout::Reports => give(&row),
            Layout::Findings => row.findings().iter().for_each(|finding| give(&Row { finding: Some(finding), ..row })),
            Layout::Figures if row.figures().is_empty() => give(&row),
            Layout::Figures => {
                let mut before: Option<(&str, i64)> = None;
                for figure in row.figures() {
                    let rank = before.filter(|(key, _)| *key == figure.key).map_or(1, |(_, rank)| rank + 1);
                    before = Some((&figure.key, rank));
                    let label = self.labels.get(&*figure.key).map(String::as_str);
                    give(&Row { figure: Some(fields::Stated { figure, rank, label }), ..row });
                }
            }
        }
    }

    /// The number of each key, of the statement to trust, in the unit of the column. What is no number, or cannot be in that
    /// unit, is the long table's to tell.
    fn wide<'a>(&self, row: &Row<'a>, values: &mut Vec<Value<'a>>) {
        let first = values.len();
        values.resize(self.columns.len(), Value::Null);
        let mut last = "";
        for figure in row.figures() {
            // Those of one key stand together, the one to trust first.
            if std::mem::replace(&mut last, &figure.key) == figure.key {
                continue;
            }
            let Some(at) = self.places.get(&*figure.key).map(|at| first + at) else { continue };
            let unit = self.columns.get(at).and_then(|column| column.unit.as_deref());
            let value = figure.value.as_deref().and_then(|value| unit::convert(value, figure.unit.as_deref(), unit));
            if let (Some(place), Some(value)) = (values.get_mut(at), value) {
                *place = Value::Decimal(value);
            }
        }
    }
}

#[cfg(test)]
mod tests;
