//! What a reading has to say about the page: [`Finding`].

use serde::{Deserialize, Serialize};

use crate::Span;

/// How heavy a finding is（轻重）.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing（提示）.
    Note,
    /// Probably wrong or incomplete（存疑）.
    Doubt,
    /// Two statements cannot both be true（矛盾）.
    Contradiction,
}

impl Severity {
    /// Its name, as JSON has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Doubt => "doubt",
            Self::Note => "note",
        }
    }
}

/// One observation about a page or its report（发现）: nothing is repaired silently, it is said here.
///
/// Spans are byte ranges into [`Document::text`](crate::Document).
///
/// ```
/// use gongkai::{Finding, Severity, Span};
/// let finding = Finding::new("sum-mismatch", Severity::Contradiction, "parts add to 3", "分项之和为3")
///     .at(Span::new(0, 3))
///     .compare("4", "3");
/// assert_eq!(finding.expected.as_deref(), Some("4"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Stable name in kebab case; `docs/FINDINGS.md` explains each.
    pub code: &'static str,
    /// How heavy it is.
    pub severity: Severity,
    /// One English sentence.
    pub message_en: String,
    /// The same in Chinese.
    pub message_zh: String,
    /// The places it speaks of, the most telling first. Empty where something is missing.
    pub spans: Vec<Span>,
    /// What should stand there, where that can be said.
    pub expected: Option<String>,
    /// What stands there.
    pub stated: Option<String>,
}

impl Finding {
    /// A finding without places.
    pub fn new(
        code: &'static str,
        severity: Severity,
        message_en: impl Into<String>,
        message_zh: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            message_en: message_en.into(),
            message_zh: message_zh.into(),
            spans: Vec::new(),
            expected: None,
            stated: None,
        }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.spans.push(span);
        self
    }

    /// Adds the places of everything that has one.
    #[must_use]
    pub fn at_all(mut self, spans: impl IntoIterator<Item = Span>) -> Self {
        self.spans.extend(spans);
        self
    }

    /// Says what was expected and what is stated.
    #[must_use]
    pub fn compare(mut self, expected: impl Into<String>, stated: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self.stated = Some(stated.into());
        self
    }
}

/// Keeps the first `most` findings of each code; the last of them says how many more there were.
pub(crate) fn keep_first(findings: &mut Vec<Finding>, most: usize) {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    findings.retain(|finding| {
        let at = counts.iter().position(|&(code, _)| code == finding.code).unwrap_or(counts.len());
        if at == counts.len() {
            counts.push((finding.code, 0));
        }
        counts.get_mut(at).is_none_or(|(_, count)| {
            *count += 1;
            *count <= most
        })
    });
    for (code, more) in counts.into_iter().filter_map(|(code, count)| Some((code, count.checked_sub(most)?))) {
        if let Some(last) = findings.iter_mut().rfind(|finding| finding.code == code && more > 0) {
            last.message_en.push_str(&format!(" (and {more} more)"));
            last.message_zh.push_str(&format!("（另有{more}处）"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_finding_that_is_kept_says_how_many_more_there_were() {
        let finding = |code| Finding::new(code, Severity::Note, "it is", "如此");
        let mut findings: Vec<_> = ["b", "a", "a", "b", "a", "a"].map(finding).into();
        keep_first(&mut findings, 2);
        let said: Vec<_> = findings.iter().map(|found| (found.code, found.message_en.as_str())).collect();
        assert_eq!(said, [("b", "it is"), ("a", "it is"), ("a", "it is (and 2 more)"), ("b", "it is")]);
        assert_eq!(findings[2].message_zh, "如此（另有2处）");
    }
}
