//! Numbers that were set aside, and why: for `gongkai explain`.

use super::{Evidence, Figure, Reader, Rules};
use crate::error::Result;

/// Why a number beside the words of a figure is not that figure of this report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Why {
    /// It says how much something changed: 较上年增加120条.
    Change,
    /// It counts several years: 历年累计.
    AllYears,
    /// It is of a subordinate body: 各乡镇.
    Subordinate,
    /// It is of another year.
    OtherYear,
    /// It counts something else, by its measure word.
    Unit,
    /// It is only a part of the figure told before it: 其中县政府办公开12条.
    Part,
    /// It is planned or asked for: 下一步将举办培训3期.
    Plan,
    /// It counts several measures together: 微博、微信发布信息80条.
    Together,
    /// The sentence gives the same figure another value too: 甲局公开20条，乙局公开30条.
    Twice,
    /// It counts more than the disclosure of information: 行政复议56件，其中涉及信息公开3件.
    Wider,
    /// It is in a list with another number of values than of items: 甲、乙分别为2件、5件、1件.
    Uneven,
    /// It says how to count: （不同渠道公开相同信息计1条）.
    Rule,
    /// It is what each month or week has: 每月公开不少于5条.
    Rate,
}

impl Why {
    /// In words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Change => "a change, not a count",
            Self::AllYears => "of several years",
            Self::Subordinate => "of a subordinate body",
            Self::OtherYear => "of another year",
            Self::Unit => "of another unit",
            Self::Part => "a part of the number before it",
            Self::Plan => "planned, not done",
            Self::Together => "of several measures together",
            Self::Twice => "told twice in one sentence, with two values",
            Self::Wider => "of more than the disclosure of information",
            Self::Uneven => "in a list with more or fewer values than items",
            Self::Rule => "how to count, not a count",
            Self::Rate => "so many in each part of the year",
        }
    }
}

/// A number that a rule fits but that is no figure of this report（未采用的数字）: the figure that it would have been, and why
/// it is not.
#[derive(Clone, PartialEq, Debug)]
pub struct SetAside {
    /// The figure that it would have been.
    pub figure: Figure,
    /// Why it is not.
    pub why: Why,
}

/// What the sentences of a document say beside the figures of `year`: changes, other years, other bodies, other units.
/// In reading order.
///
/// # Errors
/// Only where the built-in rules are malformed, which a test excludes.
///
/// ```
/// use gongkai::{Reader, report::{Evidence, Why, set_aside}};
///
/// let page = "柳河县2016年政府信息公开工作年度报告\n\n一、主动公开情况\n\n2015年主动公开政府信息871条。\n";
/// let reading = Reader::new().read(page.as_bytes())?;
/// let evidence = Evidence {
///     document: &reading.document,
///     sections: &reading.sections,
///     mentions: &reading.mentions,
///     facts: &reading.facts,
/// };
/// let aside = set_aside(evidence, Some(2016))?;
/// assert_eq!((aside[0].figure.key.as_str(), aside[0].why), ("active.total", Why::OtherYear));
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn set_aside(evidence: Evidence<'_>, year: Option<i16>) -> Result<Vec<SetAside>> {
    let mut reader = Reader::new(Rules::builtin()?, evidence, year);
    reader.aside = Some(Vec::new());
    reader.read_all();
    Ok(reader.aside.unwrap_or_default())
}

/// The ways in which sentences state the figure `key`, or deny it（句式）, in the language of the rules: `#` is the number, or the
/// word that denies. Empty where no rule gives it.
///
/// # Errors
/// Only where the built-in rules are malformed, which a test excludes.
///
/// ```
/// use gongkai::report::ways;
/// assert!(ways("active.total")?.iter().any(|way| way.starts_with("(主动公开|")));
/// assert!(ways("proposals.npc.total")?.len() > 3 && ways("active.tota")?.is_empty());
/// # Ok::<(), gongkai::Error>(())
/// ```
pub fn ways(key: &str) -> Result<Vec<&'static str>> {
    let rules = Rules::builtin()?;
    let of_body = |pattern: &str| ["npc", "cppcc"].iter().any(|body| pattern.replace("{body}", body) == key);
    let is_key = |known: &str| known == key || of_body(known);
    let stated = rules.ways.iter().filter(|way| rules.measures.get(way.of).is_some_and(|of| is_key(&of.key)));
    let denies = |of: usize| rules.denials.get(of).is_some_and(|denial| denial.keys.iter().any(|known| is_key(known)));
    let denied = rules.denial_ways.iter().filter(|way| denies(way.of));
    Ok(stated.chain(denied).map(|way| way.source.as_str()).collect())
}
