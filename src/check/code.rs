//! One entry of the registry of findings（发现代码）.

use super::codes::CODES;

/// A code of findings（发现代码）, explained in two languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    /// The code.
    pub code: &'static str,
    /// What it finds.
    pub finds: &'static str,
    /// 含义
    pub finds_zh: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// 为何重要
    pub why_zh: &'static str,
    /// An example.
    pub example: &'static str,
}

impl Code {
    /// The entry of that code.
    ///
    /// ```
    /// use gongkai::check::Code;
    /// assert!(Code::of("sum-mismatch").unwrap().finds.contains("total"));
    /// assert!(Code::of("sum-match").is_none());
    /// ```
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        CODES.iter().find(|known| known.code == code)
    }
}

/// An entry, with its parts in order.
pub(super) const fn code(
    code: &'static str,
    finds: &'static str,
    finds_zh: &'static str,
    why: &'static str,
    why_zh: &'static str,
    example: &'static str,
) -> Code {
    Code { code, finds, finds_zh, why, why_zh, example }
}
