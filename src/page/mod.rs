//! Floor 2: the page（网页）. HTML or plain text becomes one [`Document`]: a text, its blocks with their roles, its
//! tables as grids, and what the page says of itself. Nothing here knows of reports.

mod captions;
mod continuation;
mod document;
mod guard;
mod layout;
mod metadata;
mod pictures;
mod plain;
mod roles;
mod sniff;

pub use document::{Block, BlockKind, Cell, Document, Field, Metadatum, Role, Table};
pub use sniff::Media;

use crate::{Limits, text::decode::Source};

/// A parsed page（语法树）: the tree of an HTML page, or the lines of a text.
#[derive(Debug)]
pub struct Page {
    content: Content,
    findings: Vec<crate::Finding>,
}

#[derive(Debug)]
enum Content {
    Html(Box<scraper::Html>),
    Text { text: String, media: Media },
}

/// Parses a source within the limits; tells HTML from text by content where `media` is not given.
#[must_use]
pub fn parse(source: &Source<'_>, media: Option<Media>, limits: &Limits) -> Page {
    let media = media.unwrap_or_else(|| sniff::media(&source.text));
    match media {
        Media::Html => {
            let (html, findings) = guard::parse(&source.text, limits);
            Page { content: Content::Html(Box::new(html)), findings }
        }
        Media::Text | Media::Markdown => {
            let (text, finding) = plain::within(&source.text, limits);
            Page { content: Content::Text { text: text.to_owned(), media }, findings: finding.into_iter().collect() }
        }
    }
}

/// Lays a page out as one text with blocks, roles and tables.
#[must_use]
pub fn lay_out(page: Page, limits: &Limits) -> Document {
    let mut document = match page.content {
        Content::Html(html) => {
            let (mut document, structure) = layout::lay_out(&html, limits);
            captions::assign(&mut document);
            roles::assign(&mut document, &structure);
            metadata::collect(&mut document, &structure);
            document
        }
        Content::Text { text, media } => {
            let mut document = plain::lay_out(text, media, limits);
            let structure = layout::Structure::default();
            roles::assign(&mut document, &structure);
            metadata::collect(&mut document, &structure);
            plain::label_page_numbers(&mut document);
            document
        }
    };
    pictures::note(&mut document);
    document.findings.splice(0..0, page.findings);
    document
}
