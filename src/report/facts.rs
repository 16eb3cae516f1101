//! What a page says of itself, typed（文档要素）.

use jiff::civil::Date;

use crate::{Found, Span, mention::Mention, page::Document};

/// A fact and where it stands; `None` for what stands only in a `<meta>` tag.
pub type Stated<T> = (T, Option<Span>);

/// The particulars of a document（文档要素）, each with its evidence.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Facts {
    /// 标题
    pub title: Option<Stated<String>>,
    /// 发布日期
    pub published: Option<Stated<Date>>,
    /// 来源
    pub source_organ: Option<Stated<String>>,
    /// 索引号
    pub index_number: Option<Stated<String>>,
    /// 发文字号
    pub document_number: Option<Stated<String>>,
    /// 发文机关
    pub issuing_organ: Option<Stated<String>>,
    /// 成文日期
    pub written: Option<Stated<Date>>,
    /// 主题分类
    pub subject: Option<Stated<String>>,
    /// 有效性
    pub validity: Option<Stated<String>>,
}

/// Reads the particulars from the page's metadata and the mentions of its text.
#[must_use]
pub fn facts(document: &Document, _mentions: &[Found<Mention>]) -> Facts {
    Facts { title: document.title.clone().map(|found| (found.value, Some(found.span))), ..Facts::default() }
}
