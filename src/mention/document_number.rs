//! Document numbers（发文字号）.

use super::{Extractor, Hit, Kind, Window};

pub(super) const EXTRACTOR: Extractor =
    Extractor { kind: Kind::DocumentNumber, term: "发文字号", about: "", find, examples: &[] };

/// Document number（发文字号）: issuer mark, year, serial (GB/T 9704-2012, 7.2.5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentNumber {
    /// 发文机关代字: 辽政办发.
    pub organ_mark: String,
    /// Year in full, where one is stated.
    pub year: Option<u16>,
    /// Serial number; the first of a range.
    pub serial: u32,
    /// The last serial of a range.
    pub serial_end: Option<u32>,
    /// What the shape is, with its words: 令, 公告, 字第.
    pub form: String,
    /// Whether lost signs were restored.
    pub repaired: bool,
    /// Who may have issued it, the likeliest first.
    pub issuers: Vec<Issuer>,
}

/// Who may have issued a document（发文机关候选）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issuer {
    /// Name of the organ.
    pub name: String,
    /// GB/T 2260 code of its region, where it has one.
    pub region: Option<String>,
    /// Why it is a candidate.
    pub reason: &'static str,
}

impl DocumentNumber {
    /// The spelling that the standard asks for: 辽政办发〔2015〕39号.
    #[must_use]
    pub fn canonical(&self) -> String {
        match self.year {
            Some(year) => format!("{}〔{year}〕{}号", self.organ_mark, self.serial),
            None => format!("{}第{}号", self.organ_mark, self.serial),
        }
    }
}

fn find(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
