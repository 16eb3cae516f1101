//! What the tags say beside the text（结构）: kept while roles are given, then dropped.

use super::tag::Tag;

/// An element that makes a block, with the blocks inside it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region<'a> {
    /// Index of the region around it; the root is its own parent.
    pub(crate) parent: u32,
    pub(crate) tag: Tag,
    pub(crate) class: &'a str,
    pub(crate) id: &'a str,
    /// Blocks inside, as a range of [`Document::blocks`](crate::Document).
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// The tags of a page, as far as roles and metadata need them.
#[derive(Debug, Default)]
pub(crate) struct Structure<'a> {
    /// In document order: a parent stands before its children. The first is the page.
    pub(crate) regions: Vec<Region<'a>>,
    /// For each block, the innermost region around it.
    pub(crate) region_of: Vec<u32>,
    /// `<meta>` tags: name or property, and content.
    pub(crate) meta: Vec<(&'a str, &'a str)>,
    /// The text of `<title>`.
    pub(crate) title: Option<&'a str>,
}
