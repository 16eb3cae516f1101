//! The laid-out page: [`Document`] and its parts.

use serde::{Deserialize, Serialize};

use super::Media;
use crate::{Finding, Found, Span};

/// A page as a reader sees it（文档）: one text, and spans into it.
///
/// For plain text, `text` is the decoded input unchanged. For HTML it is the visible text in reading order, chrome
/// included: white space collapsed as a browser would, `\n` between blocks and table rows, `\t` between cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// What a reader sees.
    pub text: String,
    /// What the input was.
    pub media: Media,
    /// The blocks in reading order. They do not overlap, but for a table's own block, which covers its cells.
    pub blocks: Vec<Block>,
    /// The data tables, as grids.
    pub tables: Vec<Table>,
    /// The title of the document, where one stands in the text.
    pub title: Option<Found<String>>,
    /// What the page says of itself, in order of trust.
    pub metadata: Vec<Metadatum>,
    /// What was dropped, flattened or doubtful.
    pub findings: Vec<Finding>,
}

impl Document {
    /// A document without blocks.
    #[must_use]
    pub fn new(text: String, media: Media) -> Self {
        Self {
            text,
            media,
            blocks: Vec::new(),
            tables: Vec::new(),
            title: None,
            metadata: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The blocks of the title and the body（正文）, in order.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| matches!(block.role, Role::Title | Role::Body))
    }
}

/// What kind of thing a block is（块）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// `<h1>`…`<h6>`, or a Markdown heading.
    Heading,
    /// A run of text between block boundaries.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A data table; [`Block::table`] says which.
    Table,
    /// An image; the span covers its alternative text, where there is one.
    Image,
}

/// What a block is for（版块角色）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The document's title（标题）.
    Title,
    /// The document itself（正文）.
    Body,
    /// Publication line, source, index number, information table（元数据）.
    Metadata,
    /// 当前位置：首页 > …
    Breadcrumb,
    /// Menus and columns of the site（导航）.
    Navigation,
    /// A list of links to other documents（链接列表）.
    LinkList,
    /// 分享到：…
    ShareBar,
    /// 【字号：大 中 小】
    FontSize,
    /// 上一篇, 下一篇, 打印, 关闭
    Pager,
    /// 附件：… with the files named（附件）.
    Attachment,
    /// 相关链接, 相关阅读
    Related,
    /// 主办单位, ICP备, 网站标识码（页脚）.
    Footer,
    /// Advertisement or injected spam（广告）.
    Advertisement,
    /// Chrome of no known kind: QR prompts, counters, empty slots.
    Other,
}

/// A piece of the text with one role（块）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What it is for.
    pub role: Role,
    /// The rule that gave the role.
    pub reason: &'static str,
    /// Where it stands, without white space at either end.
    pub span: Span,
    /// Level of a heading, 1 to 6.
    pub level: Option<u8>,
    /// Index into [`Document::tables`], for a table.
    pub table: Option<u32>,
    /// Bytes of the text that are links.
    pub linked: u32,
    /// Whether all of it is set in bold: many headings are nothing else.
    pub bold: bool,
}

impl Block {
    /// A block of the body, as yet without a reason.
    #[must_use]
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, role: Role::Body, reason: "", span, level: None, table: None, linked: 0, bold: false }
    }
}

/// A data table resolved into a grid（表格）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// From the first cell to the last.
    pub span: Span,
    /// Rows of the grid.
    pub rows: u32,
    /// Columns of the grid.
    pub columns: u32,
    /// The cells in reading order, each once: a merged cell says how far it reaches.
    pub cells: Vec<Cell>,
    /// Caption, or the line above the table that names it.
    pub caption: Option<Span>,
    /// Unit that holds for the whole table, such as 单位：万元 above it.
    pub unit: Option<Span>,
}

/// A cell and the grid squares it covers（单元格）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Rows covered, at least 1, clipped to the table.
    pub rowspan: u32,
    /// Columns covered, at least 1, clipped to the table.
    pub colspan: u32,
    /// Whether the page marks it as a head (`<th>`, `<thead>`).
    pub header: bool,
    /// Its text. Empty where the cell is blank.
    pub span: Span,
}

impl Table {
    /// The grid: for each square, row by row, the index of the cell that covers it.
    #[must_use]
    pub fn grid(&self) -> Vec<Option<u32>> {
        let (rows, columns) = (self.rows as usize, self.columns as usize);
        let mut grid = vec![None; rows.saturating_mul(columns)];
        for (index, cell) in self.cells.iter().enumerate() {
            for row in cell.row..cell.row.saturating_add(cell.rowspan).min(self.rows) {
                for column in cell.column..cell.column.saturating_add(cell.colspan).min(self.columns) {
                    if let Some(square) = grid.get_mut(row as usize * columns + column as usize) {
                        *square = u32::try_from(index).ok();
                    }
                }
            }
        }
        grid
    }
}

/// What a page may say of itself（元数据项）.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// 标题
    Title,
    /// 发布日期, 发布时间
    Published,
    /// 来源, 信息来源
    SourceOrgan,
    /// 索引号
    IndexNumber,
    /// 发文字号, 文号
    DocumentNumber,
    /// 发文机关, 发布机构
    IssuingOrgan,
    /// 成文日期
    WrittenDate,
    /// 主题分类
    Subject,
    /// 有效性
    Validity,
    /// The name of the site（网站名称）.
    SiteName,
}

/// One thing that a page says of itself, as it is written（元数据项）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Metadatum {
    /// What it is.
    pub field: Field,
    /// The words.
    pub value: String,
    /// Where they stand in the text; `None` for a `<meta>` or `<title>` tag, which no reader of the text sees.
    pub span: Option<Span>,
    /// How it was found.
    pub reason: &'static str,
}
