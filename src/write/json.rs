//! JSON, schema `gongkai/1`.

use serde::{Deserialize, Serialize};

use crate::{Reading, ScalarIndex};

/// A place in Unicode scalar values: `[start, end]`.
pub type Place = [usize; 2];

/// A reading as JSON has it; offsets count characters.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Page {
    /// `gongkai/1`
    pub schema: String,
    /// The text.
    pub text: String,
}

impl Page {
    /// The JSON form of a reading.
    #[must_use]
    pub fn new(reading: &Reading) -> Self {
        let _index = ScalarIndex::new(&reading.document.text);
        Self { schema: "gongkai/1".to_owned(), text: reading.document.text.clone() }
    }
}
