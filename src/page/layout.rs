//! From a tree to one text with blocks and tables（版面）.

use scraper::Html;

use super::{Document, Media};
use crate::Limits;

/// Lays out an HTML tree.
pub(super) fn lay_out(_html: &Html, _limits: &Limits) -> Document {
    Document::new(String::new(), Media::Html)
}
