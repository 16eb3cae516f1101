//! Words（分词）by jieba, built at first use.

use std::ops::Range;

use jieba_rs::Jieba;
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

/// A word of a text（词）: where it stands, and its part of speech（词性）in the letters of the ICTCLAS set: n, ns, v ….
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word<'t> {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The word.
    pub text: &'t str,
    /// Part of speech.
    pub tag: &'t str,
}

/// The words of a text in order, without guesses at words that the dictionary lacks.
///
/// # Errors
/// Where the dictionary cannot be loaded.
///
/// ```
/// let words = gongkai::text::segment::words("盖州市图书馆")?;
/// assert_eq!(words.iter().map(|word| word.text).collect::<Vec<_>>(), ["盖州市", "图书馆"]);
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn words(text: &str) -> Result<Vec<Word<'_>>> {
    let mut at = 0;
    let tagged = segmenter()?.tag(text, false);
    let words = tagged.into_iter().map(|tag| {
        let range = at..at + tag.word.len();
        at = range.end;
        Word { range, text: tag.word, tag: tag.tag }
    });
    Ok(words.collect())
}
