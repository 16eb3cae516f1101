//! Mentions（提及）in JSON, one list a kind.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Place;
use crate::mention::{Bound, Dimension};

/// All mentions, by kind, each list in order of place.
#[derive(Clone, PartialEq, Default, Debug, Serialize, Deserialize)]
pub struct Mentions<'a> {
    /// 1200余条
    pub quantities: Vec<Quantity<'a>>,
    /// 95.6%
    pub percentages: Vec<Percentage<'a>>,
    /// 160.5964万元
    pub money: Vec<Money<'a>>,
    /// Points in time, periods and recurring dates together: [`Date::precision`] tells them apart.
    pub dates: Vec<Date<'a>>,
    /// 辽政办发〔2015〕39号
    pub document_numbers: Vec<DocumentNumber<'a>>,
    /// 《…》
    pub document_titles: Vec<DocumentTitle<'a>>,
    /// 市财政局
    pub organizations: Vec<Organization<'a>>,
    /// 20个工作日
    pub durations: Vec<Date<'a>>,
    /// 第三
    pub ordinals: Vec<Plain<'a>>,
    /// 三至五
    pub number_ranges: Vec<NumberRange<'a>>,
    /// Bare numbers; empty unless they were asked for.
    pub numbers: Vec<Plain<'a>>,
}

/// A share in per cent（百分比）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Percentage<'a> {
    /// In per cent: 95.6% is `95.6`; the lower end of a range.
    pub value: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
    /// How it is not exact: `at-least` for 95%以上.
    pub bound: Bound,
    /// The upper end of a range: `80` of 70%-80%.
    pub high: Option<Cow<'a, str>>,
}

/// A number with nothing to it: an ordinal, a bare number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plain<'a> {
    /// The number.
    pub value: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
}

/// A range of numbers（数的范围）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NumberRange<'a> {
    /// Interval notation: `[3,5]`.
    pub value: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
}

/// A number with its measure word（数量）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quantity<'a> {
    /// How many.
    pub value: Cow<'a, str>,
    /// The measure word as printed.
    pub unit: Cow<'a, str>,
    /// Whether it is not the exact number.
    pub approximate: bool,
    /// The words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
    /// How it is not exact.
    pub bound: Bound,
    /// The upper end of a range.
    pub high: Option<Cow<'a, str>>,
    /// What is measured.
    pub dimension: Dimension,
    /// Whether it holds for each of several.
    pub each: bool,
}

/// An amount of money（金额）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Money<'a> {
    /// The amount in the currency's main unit.
    pub value: Cow<'a, str>,
    /// ISO 4217 code.
    pub currency: Cow<'a, str>,
    /// The unit as printed.
    pub unit: Cow<'a, str>,
    /// Whether it is not the exact amount.
    pub approximate: bool,
    /// The words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
    /// How it is not exact.
    pub bound: Bound,
    /// The upper end of a range.
    pub high: Option<Cow<'a, str>>,
}

/// A date, period, duration or recurring date（日期）, as precise as it is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Date<'a> {
    /// ISO 8601 as far as that goes: `2015-05-15`, `2015-05`, `2015/2016`.
    pub value: Cow<'a, str>,
    /// `day`, `month`, `year`…
    pub precision: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
}

/// A document number（发文字号）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentNumber<'a> {
    /// The spelling that GB/T 9704 asks for.
    pub value: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// 发文机关代字
    pub organ_mark: Cow<'a, str>,
    /// Year in full.
    pub year: Option<u16>,
    /// Serial number; the first of a range.
    pub serial: u32,
    /// The last serial of a range.
    pub serial_end: Option<u32>,
    /// Where they stand.
    pub span: Place,
    /// Whether lost signs were restored.
    pub repaired: bool,
    /// Who may have issued it, the likeliest first.
    pub issuers: Vec<Issuer<'a>>,
}

/// Who may have issued a document（发文机关候选）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Issuer<'a> {
    /// Name of the organ.
    pub name: Cow<'a, str>,
    /// GB/T 2260 code of its region.
    pub region: Option<Cow<'a, str>>,
    /// Why it is a candidate.
    pub reason: Cow<'a, str>,
}

/// A title in book marks（文件标题）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentTitle<'a> {
    /// The words between the marks.
    pub value: Cow<'a, str>,
    /// The words with the marks.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
    /// What a short name stands for.
    pub short_for: Option<Cow<'a, str>>,
    /// The document number that stands with it.
    pub number: Option<Cow<'a, str>>,
}

/// An organ or body（机构）.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Organization<'a> {
    /// Its name.
    pub value: Cow<'a, str>,
    /// The words.
    pub text: Cow<'a, str>,
    /// Where they stand.
    pub span: Place,
    /// GB/T 2260 code of its place: the one that is named, or that of the page for 我市 and for the page's own organ.
    pub region: Option<Cow<'a, str>>,
    /// The organ of the report, where the page speaks of itself（我局, 本机关）.
    pub stands_for: Option<Cow<'a, str>>,
}
