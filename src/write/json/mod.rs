//! JSON, schema `gongkai/1`: what `gongkai read` prints.
//!
//! Every key is always there, in the order of the fields below; what the page does not say is `null`, what it says
//! nowhere has `"span": null`. Numbers are strings, because a JSON number is a float to most of its readers.
//!
//! ```
//! use gongkai::{Reader, write::json::Page};
//! let reading = Reader::new().read("全年主动公开政府信息1942条。".as_bytes())?;
//! let mut json = Vec::new();
//! Page::new(&reading, "notice.txt").write_to(&mut json).unwrap();
//! let page: Page = serde_json::from_slice(&json).unwrap();
//! let quantity = &page.mentions.quantities[0];
//! assert_eq!((&*quantity.value, &*quantity.unit, quantity.span), ("1942", "条", [10, 15]));
//! # Ok::<(), gongkai::Error>(())
//! ```

mod back;
mod compact;
mod convert;
mod mention;
mod report;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use mention::{
    Date, DocumentNumber, DocumentTitle, Issuer, Mentions, Money, NumberRange, Organization, Percentage, Plain,
    Quantity,
};
pub use report::{FAMILY, Figure, Finding, Organ, Region, Report};

use crate::{
    page::{BlockKind, Media, Role},
    text::decode::EncodingFrom,
};

/// Name and version of the form of JSON that this module writes.
pub const SCHEMA: &str = "gongkai/1";

/// The JSON Schema (draft 2020-12) of [`Page`], as text.
pub const SCHEMA_TEXT: &str = include_str!("../../../docs/schema/gongkai-1.json");

/// A place（位置）in Unicode scalar values: `[start, end]`, the end exclusive.
pub type Place = [usize; 2];

/// A reading as JSON has it（读取结果）. It borrows from the [`Reading`](crate::Reading) it is made of; read back from
/// JSON it owns its parts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Page<'a> {
    /// [`SCHEMA`].
    pub schema: Cow<'a, str>,
    /// The input.
    pub source: Source<'a>,
    /// What a reader sees; all places point into it.
    pub text: Cow<'a, str>,
    /// Its blocks in reading order.
    pub blocks: Vec<Block<'a>>,
    /// Its data tables.
    pub tables: Vec<Table>,
    /// What the page says of itself.
    pub document: Document<'a>,
    /// Its sections in reading order.
    pub sections: Vec<Section<'a>>,
    /// What its text mentions.
    pub mentions: Mentions<'a>,
    /// The annual report that it is, if it is one.
    pub report: Option<Report<'a>>,
    /// What there is to say about all of it.
    pub findings: Vec<Finding<'a>>,
}

impl Page<'_> {
    /// Appends the page to `out` as JSON in one line: the bytes of `serde_json::to_vec`, in half the time.
    ///
    /// # Errors
    /// Never for a page of a reading; of one made by hand, what a serializer of its parts may say.
    pub fn write_to(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        // Names of fields and places take as much room as the text, and more where there are tables.
        out.reserve(2 * self.text.len() + 4096);
        compact::write(self, out)
    }
}

/// The input（来源）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Source<'a> {
    /// Name of the file, as the caller gave it.
    pub name: Cow<'a, str>,
    /// Bytes of the input.
    pub bytes: usize,
    /// What kind of text it is.
    pub media: Media,
    /// Name of the encoding as the Encoding Standard prints it.
    pub encoding: Cow<'a, str>,
    /// What decided the encoding.
    pub encoding_from: EncodingFrom,
    /// Malformed sequences that became U+FFFD.
    pub malformed: usize,
}

/// A piece of the text with one role（块）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// What it is for.
    pub role: Role,
    /// Where it stands.
    pub span: Place,
    /// The rule that gave the role.
    pub reason: Cow<'a, str>,
    /// Level of a heading.
    pub level: Option<u8>,
    /// Index into [`Page::tables`], for a table.
    pub table: Option<u32>,
}

/// A data table as a grid（表格）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Table {
    /// From the first cell to the last.
    pub span: Place,
    /// Rows of the grid.
    pub rows: u32,
    /// Columns of the grid.
    pub columns: u32,
    /// What names it.
    pub caption: Option<Place>,
    /// The unit that holds for all of it.
    pub unit: Option<Place>,
    /// The cells in reading order, each once.
    pub cells: Vec<Cell>,
}

/// A cell and the squares of the grid that it covers（单元格）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Rows covered.
    pub rowspan: u32,
    /// Columns covered.
    pub colspan: u32,
    /// Whether the page marks it as a head.
    pub header: bool,
    /// Its text.
    pub span: Place,
}

/// A fact and the place that says it, or none where no reader sees it: a `<meta>` tag.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fact<'a> {
    /// The fact; a date as `2016-03-02`.
    pub value: Cow<'a, str>,
    /// Where it stands.
    pub span: Option<Place>,
}

/// The particulars of a document（文档要素）.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Document<'a> {
    /// 标题
    pub title: Option<Fact<'a>>,
    /// 发布日期
    pub published: Option<Fact<'a>>,
    /// 来源
    pub source_organ: Option<Fact<'a>>,
    /// 索引号
    pub index_number: Option<Fact<'a>>,
    /// 发文字号
    pub document_number: Option<Fact<'a>>,
    /// 发文机关
    pub issuing_organ: Option<Fact<'a>>,
    /// 成文日期
    pub written: Option<Fact<'a>>,
    /// 主题分类
    pub subject: Option<Fact<'a>>,
    /// 有效性
    pub validity: Option<Fact<'a>>,
}

/// A numbered part（章节）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Section<'a> {
    /// Depth, from 1.
    pub level: u8,
    /// The numbering as printed.
    pub marker: Cow<'a, str>,
    /// The number that it says.
    pub ordinal: Option<u32>,
    /// The heading without its marker.
    pub heading: Cow<'a, str>,
    /// Marker and heading.
    pub span: Place,
    /// What they govern.
    pub body: Place,
    /// Index of the section above.
    pub parent: Option<u32>,
}
