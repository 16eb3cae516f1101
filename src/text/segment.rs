//! Words（分词）by jieba, built at first use.

use jieba_rs::Jieba;
pub use jieba_rs::Tag;
use once_cell::sync::OnceCell;

use crate::error::{Error, Result};

static JIEBA: OnceCell<Jieba> = OnceCell::new();

/// The segmenter, built once: 0.1 s and 30 MB.
///
/// # Errors
/// Where the dictionary cannot be loaded.
pub fn segmenter() -> Result<&'static Jieba> {
    JIEBA.get_or_try_init(|| {
        std::panic::catch_unwind(Jieba::new).map_err(|_| Error::segmenter("the built-in dictionary is damaged"))
    })
}
