//! Element names as a small set of meanings（标签）.

use html5ever::{LocalName, local_name};
use scraper::node::Element;

/// What an element means for the layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tag {
    Link,
    Bold,
    Break,
    Superscript,
    Subscript,
    Image,
    Heading(u8),
    Paragraph,
    List,
    Item,
    Table,
    Caption,
    HeadRows,
    Rows,
    Row,
    Cell,
    HeadCell,
    Preformatted,
    Navigation,
    PageHeader,
    PageFooter,
    Aside,
    Article,
    Form,
    Select,
    /// Any other element that begins and ends a block.
    Block,
    /// Any other element that runs with the text.
    Inline,
    Title,
    Meta,
    /// What no reader sees.
    Hidden,
}

impl Tag {
    /// The meaning of an element by its name.
    pub(super) fn of(element: &Element) -> Self {
        match element.name() {
            "a" => Self::Link,
            "b" | "strong" => Self::Bold,
            "br" => Self::Break,
            "sup" => Self::Superscript,
            "sub" => Self::Subscript,
            "img" => Self::Image,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "p" => Self::Paragraph,
            "ul" | "ol" | "dl" | "menu" | "dir" => Self::List,
            "li" | "dt" | "dd" => Self::Item,
            "table" => Self::Table,
            "caption" => Self::Caption,
            "thead" => Self::HeadRows,
            "tbody" | "tfoot" => Self::Rows,
            "tr" => Self::Row,
            "td" => Self::Cell,
            "th" => Self::HeadCell,
            "pre" | "listing" | "plaintext" | "xmp" => Self::Preformatted,
            "nav" => Self::Navigation,
            "header" => Self::PageHeader,
            "footer" => Self::PageFooter,
            "aside" => Self::Aside,
            "article" | "main" => Self::Article,
            "form" => Self::Form,
            "select" => Self::Select,
            "address" | "blockquote" | "body" | "center" | "details" | "dialog" | "div" | "fieldset" | "figcaption"
            | "figure" | "frameset" | "hgroup" | "hr" | "html" | "legend" | "optgroup" | "option" | "search"
            | "section" | "summary" => Self::Block,
            "title" => Self::Title,
            "meta" => Self::Meta,
            // The gloss of a <ruby> says its base again; the text of a player is for browsers without one.
            "script" | "style" | "template" | "noscript" | "noframes" | "noembed" | "iframe" | "svg" | "object"
            | "audio" | "video" | "canvas" | "datalist" | "col" | "colgroup" | "rt" | "rp" | "rtc" | "link"
            | "base" | "input" | "textarea" => Self::Hidden,
            _ => Self::Inline,
        }
    }

    /// Whether it stands on lines of its own.
    pub(super) const fn is_block(self) -> bool {
        !matches!(
            self,
            Self::Link
                | Self::Bold
                | Self::Break
                | Self::Superscript
                | Self::Subscript
                | Self::Image
                | Self::Inline
                | Self::Title
                | Self::Meta
                | Self::Hidden
        )
    }
}

/// The attributes that matter, taken in one pass.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Attributes<'a> {
    pub(super) class: &'a str,
    pub(super) id: &'a str,
    pub(super) style: &'a str,
    pub(super) hidden: bool,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(element: &'a Element) -> Self {
        let mut found = Self::default();
        for (name, value) in &element.attrs {
            if name.local == local_name!("class") {
                found.class = value;
            } else if name.local == local_name!("style") {
                found.style = value;
            } else if name.local == local_name!("id") {
                found.id = value;
            } else if name.local == local_name!("hidden") {
                found.hidden = true;
            }
        }
        found
    }
}

/// The value of one attribute.
pub(super) fn attribute<'a>(element: &'a Element, wanted: &LocalName) -> Option<&'a str> {
    element.attrs.iter().find(|(name, _)| name.local == *wanted).map(|(_, value)| &**value)
}
