//! Dates（日期）: points, periods, durations and recurring dates, as precise as they are written.

use std::fmt;

use super::{Extractor, Hit, Kind, Window};

pub(super) const DATE: Extractor =
    Extractor { kind: Kind::Date, term: "日期", about: "", find: nothing, examples: &[] };
pub(super) const PERIOD: Extractor =
    Extractor { kind: Kind::DatePeriod, term: "时期", about: "", find: nothing, examples: &[] };
pub(super) const DURATION: Extractor =
    Extractor { kind: Kind::Duration, term: "时长", about: "", find: nothing, examples: &[] };
pub(super) const RECURRING: Extractor =
    Extractor { kind: Kind::Recurring, term: "周期", about: "", find: nothing, examples: &[] };

/// The day against which relative words are resolved（参照日期）. Never the clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

/// A date as it is written, never more precise（日期表达）.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum DateExpr {
    /// 2015年5月15日
    Day {
        /// Year.
        year: i16,
        /// Month.
        month: i8,
        /// Day.
        day: i8,
    },
    /// 2015年5月
    Month {
        /// Year.
        year: i16,
        /// Month.
        month: i8,
    },
    /// 2015年
    Year {
        /// Year.
        year: i16,
    },
}

impl DateExpr {
    /// How precise it is: `day`, `month`, `year`…
    #[must_use]
    pub fn precision(&self) -> &'static str {
        match self {
            Self::Day { .. } => "day",
            Self::Month { .. } => "month",
            Self::Year { .. } => "year",
        }
    }
}

impl fmt::Display for DateExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day { year, month, day } => write!(f, "{year:04}-{month:02}-{day:02}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Year { year } => write!(f, "{year:04}"),
        }
    }
}

fn nothing(_window: &Window<'_>, _hits: &mut Vec<Hit>) {}
