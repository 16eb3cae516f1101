//! The report（报告）and the findings in JSON.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Place;
use crate::{
    Severity,
    report::{From, RegionLevel},
};

/// Name of the document family of 政府信息公开工作年度报告.
pub const FAMILY: &str = "annual-disclosure-report";

/// A 政府信息公开工作年度报告.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report<'a> {
    /// [`FAMILY`].
    pub family: Cow<'a, str>,
    /// The form whose figures it gives.
    pub form: Option<Cow<'a, str>>,
    /// The year reported on.
    pub year: Option<i16>,
    /// Where the year stands.
    pub year_span: Option<Place>,
    /// The body it is of.
    pub organ: Option<Organ<'a>>,
    /// Where that body is.
    pub region: Option<Region<'a>>,
    /// All statements; those of one key together, the one to trust first.
    pub figures: Vec<Figure<'a>>,
}

/// A body（行政机关）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Organ<'a> {
    /// Its name.
    pub value: Cow<'a, str>,
    /// Where it stands; null where it is inferred.
    pub span: Option<Place>,
}

/// A region（行政区划）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Region<'a> {
    /// GB/T 2260, six digits.
    pub code: Cow<'a, str>,
    /// Its level.
    pub level: RegionLevel,
    /// Names from the province down.
    pub path: Vec<Cow<'a, str>>,
}

/// One statement of one figure（指标值）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Figure<'a> {
    /// Which figure.
    pub key: Cow<'a, str>,
    /// `number`, `stated-none`, `not-applicable`, `blank` or `unreadable`.
    pub entry: Cow<'a, str>,
    /// The number, where it is one.
    pub value: Option<Cow<'a, str>>,
    /// The unit.
    pub unit: Option<Cow<'a, str>>,
    /// Whether it is not the exact number.
    pub approximate: bool,
    /// Where it was read.
    pub from: From,
    /// The rule that read it.
    pub rule: Cow<'a, str>,
    /// The words; null where the value is implied.
    pub text: Option<Cow<'a, str>>,
    /// Where they stand.
    pub span: Option<Place>,
    /// Index of the section.
    pub section: Option<u32>,
    /// The sentence or table row around it.
    pub sentence: Option<Place>,
}

/// An observation（发现）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding<'a> {
    /// Its stable name.
    pub code: Cow<'a, str>,
    /// How heavy it is.
    pub severity: Severity,
    /// One English sentence.
    pub message_en: Cow<'a, str>,
    /// The same in Chinese.
    pub message_zh: Cow<'a, str>,
    /// The places it speaks of.
    pub spans: Vec<Place>,
    /// What should stand there.
    pub expected: Option<Cow<'a, str>>,
    /// What stands there.
    pub stated: Option<Cow<'a, str>>,
}
