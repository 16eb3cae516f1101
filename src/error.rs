//! The one error type.

use std::fmt;

/// Why nothing could be read at all（读取失败）.
///
/// Content never causes an error: a damaged page is read as far as it goes and the damage is a
/// [`Finding`](crate::Finding). An error is left only where there is nothing to return: no input, not text, over a
/// limit, or a user's catalogue that cannot be understood. One opaque type serves all, with a predicate for each case a
/// caller may want to treat on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Empty,
    NotText {
        format: &'static str,
        advice: &'static str,
    },
    TooLarge {
        bytes: usize,
        limit: usize,
    },
    UnknownEncoding {
        label: String,
    },
    Data {
        file: String,
        line: Option<usize>,
        message: String,
    },
    #[cfg(feature = "segment")]
    Segmenter {
        message: String,
    },
}

impl Error {
    pub(crate) fn empty() -> Self {
        Self { kind: Kind::Empty }
    }

    pub(crate) fn not_text(format: &'static str, advice: &'static str) -> Self {
        Self { kind: Kind::NotText { format, advice } }
    }

    pub(crate) fn too_large(bytes: usize, limit: usize) -> Self {
        Self { kind: Kind::TooLarge { bytes, limit } }
    }

    pub(crate) fn unknown_encoding(label: impl Into<String>) -> Self {
        Self { kind: Kind::UnknownEncoding { label: label.into() } }
    }

    pub(crate) fn data(file: impl Into<String>, line: Option<usize>, message: impl Into<String>) -> Self {
        Self { kind: Kind::Data { file: file.into(), line, message: message.into() } }
    }

    #[cfg(feature = "segment")]
    pub(crate) fn segmenter(message: impl Into<String>) -> Self {
        Self { kind: Kind::Segmenter { message: message.into() } }
    }

    /// The input has no bytes, or nothing but white space.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kind == Kind::Empty
    }

    /// The input is a PDF, a Word file, an archive, an image: the message names the format and what to do.
    #[must_use]
    pub fn is_not_text(&self) -> bool {
        matches!(self.kind, Kind::NotText { .. })
    }

    /// The input is over [`Limits::max_bytes`](crate::Limits).
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.kind, Kind::TooLarge { .. })
    }

    /// A catalogue, gazetteer or table file is malformed.
    #[must_use]
    pub fn is_data(&self) -> bool {
        matches!(self.kind, Kind::Data { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Empty => write!(f, "the input is empty"),
            Kind::NotText { format, advice } => write!(f, "this is {format}, not a page or a text: {advice}"),
            Kind::TooLarge { bytes, limit } => {
                write!(f, "the input has {bytes} bytes, over the limit of {limit}")
            }
            Kind::UnknownEncoding { label } => write!(f, "no encoding is called {label:?}"),
            Kind::Data { file, line: Some(line), message } => write!(f, "{file}:{line}: {message}"),
            Kind::Data { file, line: None, message } => write!(f, "{file}: {message}"),
            #[cfg(feature = "segment")]
            Kind::Segmenter { message } => write!(f, "the word segmenter cannot be built: {message}"),
        }
    }
}

impl std::error::Error for Error {}

/// Result with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
