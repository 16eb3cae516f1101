//! The report and its figures: [`AnnualReport`], [`Figure`], [`Entry`], [`Key`].

use std::{fmt, sync::Arc};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Finding, Found, Span, mention::region::Level};

/// Name of a figure（指标键）: `topic.measure[.detail]…[@applicant]`; a bare key is the total over applicants.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(Arc<str>);

impl Key {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Into<Arc<str>>> std::convert::From<T> for Key {
    fn from(key: T) -> Self {
        Self(key.into())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands where a figure belongs（填报内容）. Zero, none, not applicable, blank and silence are five facts; silence is
/// the absence of a [`Figure`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A number; 0 is one.
    Number(Decimal),
    /// 暂无, 未收到, 无
    StatedNone,
    /// `/`, `—`
    NotApplicable,
    /// An empty cell.
    Blank,
    /// Something stands there that cannot be read with certainty; a finding says why.
    Unreadable,
}

impl Entry {
    /// The number, where it is one.
    #[must_use]
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(n) => Some(n),
            _ => None,
        }
    }

    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number(_) => "number",
            Self::StatedNone => "stated-none",
            Self::NotApplicable => "not-applicable",
            Self::Blank => "blank",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Where a figure was read（出处）.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// A table with cells.
    Table,
    /// A table that has become text.
    TextTable,
    /// A sentence.
    Prose,
}

impl From {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::TextTable => "text-table",
            Self::Prose => "prose",
        }
    }
}

/// One statement of one figure（指标值）, with the rule that read it and the place that says it.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// Which figure.
    pub key: Key,
    /// What is stated.
    pub entry: Entry,
    /// The unit as printed, else the form's.
    pub unit: Option<String>,
    /// 余, 约…
    pub approximate: bool,
    /// Where it was read.
    pub from: From,
    /// Name of the rule that read it.
    pub rule: String,
    /// The words of the value. `None` where it is implied and stands nowhere.
    pub span: Option<Span>,
    /// The sentence or table row around it.
    pub sentence: Option<Span>,
    /// Index of the section.
    pub section: Option<u32>,
}

/// The body that a report is of（行政机关）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organ {
    /// Its name in full, as far as it can be told.
    pub name: String,
    /// Where the name stands; `None` where it is inferred.
    pub span: Option<Span>,
}

/// A region of GB/T 2260（行政区划）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Region {
    /// Six digits.
    pub code: String,
    /// Its level.
    pub level: Level,
    /// Names from the province down.
    pub path: Vec<String>,
}

/// A 政府信息公开工作年度报告, typed.
#[derive(Clone, PartialEq, Debug)]
pub struct AnnualReport {
    /// Form whose figures it gives: `local-2008`, `statistics-2014`, `tables-2019`, `tables-2021`; `None` where no form
    /// is recognised.
    pub form: Option<String>,
    /// The year reported on.
    pub year: Option<Found<i16>>,
    /// The body it is of.
    pub organ: Option<Organ>,
    /// Where that body is.
    pub region: Option<Region>,
    /// All statements. Those of one key stand together, the one to trust first.
    pub figures: Vec<Figure>,
    /// What was doubtful in reading them.
    pub findings: Vec<Finding>,
}

impl AnnualReport {
    /// The statement of `key` to trust: table over text, exact over approximate, earlier over later.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key.as_str() == key)
    }

    /// The number of `key`, where one is stated.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<Decimal> {
        self.figure(key).and_then(|figure| figure.entry.number())
    }
}
