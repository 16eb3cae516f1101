//! The forms of the four eras as data（表样目录）.

/// Every row of every official form: key, labels, unit, sums.
#[derive(Clone, Default, Debug)]
pub struct Catalogue {}
