//! Floor 1: Chinese text（文本）. Bytes become text, look-alikes become one, numerals become numbers. No HTML here.

pub mod char_set;
pub mod decode;
pub mod fold;
pub(crate) mod hash;
pub mod numeral;
pub(crate) mod pair_set;
#[cfg(feature = "segment")]
pub mod segment;
pub mod words;
