//! Plain text and Markdown（纯文本）: the text unchanged, its paragraphs as blocks.

use super::{Block, BlockKind, Document, Media};
use crate::{Limits, Span};

/// Lays out a text; `Document.text` is `text` itself.
pub(super) fn lay_out(text: String, media: Media, _limits: &Limits) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        if start < end {
            blocks.push(Block::new(BlockKind::Paragraph, Span::new(start, end)));
        }
    }
    Document { blocks, ..Document::new(text, media) }
}
