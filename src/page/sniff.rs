//! Is it HTML or text?

use serde::{Deserialize, Serialize};

/// What kind of text the input is（媒体类型）.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Media {
    /// A page with tags.
    Html,
    /// Plain text; pipe and tab tables are recognised.
    Text,
    /// Plain text with Markdown headings and tables.
    Markdown,
}

/// Tells HTML from text by content: text that merely quotes a tag stays text.
#[must_use]
pub(crate) fn media(text: &str) -> Media {
    let head = text.trim_start().as_bytes();
    if head.first() == Some(&b'<') { Media::Html } else { Media::Text }
}
