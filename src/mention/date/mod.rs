//! Dates（日期）: points, periods, lengths of time and what recurs, as precise as they are written.
//!
//! One pass ([`scan`]) reads every expression of time in a window and says which of four kinds it is; the four
//! extractors pick theirs from the same list, so that a stretch of text is never read in two ways. A *date* is a day (or
//! a moment of it), a *period* any longer stretch of the calendar, a range or the last or next so much; a *duration* has
//! a length but no place; what *recurs* has a period. [`DateExpr`] holds the grammar of the canonical spelling.
//!
//! Nothing is guessed: 15年5月 has no century, 5月15日 no year, and of 201711日 only the year is certain. Words such as
//! 今年 stay relative until [`DateExpr::resolve`] is given a day to count from.

mod calendar;
mod canonical;
mod cursor;
mod day;
mod duration;
mod era;
mod festival;
mod gate;
mod numeric;
mod part;
mod plan;
mod point;
mod recurring;
mod scan;
#[cfg(test)]
mod tests;
mod time;
mod value;
mod words;
mod year;

pub use calendar::{Day, Interval, Reference};
pub(in crate::mention) use gate::{ALONE, SECONDS, digits_may_begin, may_begin};
pub(in crate::mention) use scan::{BEGIN, Token, scan};
pub use value::{DateExpr, Duration, Form, Part, Point, Recurrence, Side, Slot, Time, Unit, Year};

use super::{Example, Extractor, Hit, Kind, Mention, Window};
use cursor::Cursor;

pub(super) const DATE: Extractor = Extractor {
    kind: Kind::Date,
    term: "日期",
    about: "A day, or a moment or part of it, as precise as it is written; 前, 截至 and the like make it a limit.",
    find: |window, hits| pick(window, hits, Kind::Date),
    examples: &[
        Example { text: "发布时间：2016-03-02", finds: &[("2016-03-02", "2016-03-02")] },
        Example { text: "二〇一六年二月二十日", finds: &[("二〇一六年二月二十日", "2016-02-20")] },
        Example { text: "3月31日前公布", finds: &[("3月31日前", "../--03-31")] },
        Example { text: "截至2015年12月31日", finds: &[("截至2015年12月31日", "../2015-12-31")] },
        Example { text: "上周三办结", finds: &[("上周三", "(week-1)-3")] },
        Example { text: "2018年1231日", finds: &[("2018年1231日", "2018?")] },
        Example { text: "2016年春节前", finds: &[("2016年春节前", "../lunar:2016-01-01")] },
        Example {
            text: "下午5点半截止，于8时30分开会", finds: &[("下午5点半", "T17:30"), ("8时30分", "T08:30")]
        },
        Example { text: "国庆节目，平均八点五分，下午2点多", finds: &[] },
        Example { text: "版本1.2.3，第15号，5·15事件", finds: &[] },
    ],
};

pub(super) const PERIOD: Extractor = Extractor {
    kind: Kind::DatePeriod,
    term: "时期",
    about: "A stretch of the calendar longer than a day: year, quarter, month, range, or the last so many years.",
    find: |window, hits| pick(window, hits, Kind::DatePeriod),
    examples: &[
        Example { text: "2009年至2014年", finds: &[("2009年至2014年", "2009/2014")] },
        Example {
            text: "“十四五”时期，2015.1-2015.12",
            finds: &[("“十四五”时期", "2021/2025"), ("2015.1-2015.12", "2015-01/2015-12")],
        },
        Example { text: "上午8:30—12:00", finds: &[("上午8:30—12:00", "T08:30/T12:00")] },
        Example { text: "“十四五”规划，“八五”期间", finds: &[] },
        Example { text: "5至8件，三公经费", finds: &[] },
    ],
};

pub(super) const DURATION: Extractor = Extractor {
    kind: Kind::Duration,
    term: "时长",
    about: "A length of time without a place in the calendar; working days are kept apart from days.",
    find: |window, hits| pick(window, hits, Kind::Duration),
    examples: &[
        Example { text: "15个工作日内答复", finds: &[("15个工作日内", "<=P15B")] },
        Example { text: "三年半", finds: &[("三年半", "P3.5Y")] },
        Example { text: "3至5天", finds: &[("3至5天", "P3D..P5D")] },
        Example { text: "第三年，60周年，得分90分", finds: &[] },
    ],
};

pub(super) const RECURRING: Extractor = Extractor {
    kind: Kind::Recurring,
    term: "周期",
    about: "What happens again and again, with the place in each period where one is named.",
    find: |window, hits| pick(window, hits, Kind::Recurring),
    examples: &[
        Example { text: "每月5日前报送", finds: &[("每月5日前", "R/P1M/day<=5")] },
        Example { text: "每年3月31日前", finds: &[("每年3月31日前", "R/P1Y/date<=03-31")] },
        Example { text: "每周一次", finds: &[("每周", "R/P1W")] },
        Example { text: "每人100元，按年龄", finds: &[] },
    ],
};

/// The expressions of one kind among those of the window.
fn pick(window: &Window<'_>, hits: &mut Vec<Hit>, kind: Kind) {
    for token in window.dates() {
        let value = match &token.length {
            Some(length) if kind == Kind::Duration => length,
            _ if token.kind == kind => &token.value,
            _ => continue,
        };
        let mention = match kind {
            Kind::Date => Mention::Date,
            Kind::DatePeriod => Mention::DatePeriod,
            Kind::Duration => Mention::Duration,
            _ => Mention::Recurring,
        };
        hits.push(Hit { range: token.range.clone(), mention: mention(value.clone()) });
    }
}

impl DateExpr {
    /// Reads a text that is one day and nothing else, such as the value of 发布时间; a time of day may follow it.
    ///
    /// ```
    /// use gongkai::mention::DateExpr;
    /// assert_eq!(DateExpr::parse_day("2016-03-02 10:30:00").unwrap().to_string(), "2016-03-02T10:30:00");
    /// assert!(DateExpr::parse_day("2016年").is_none());
    /// ```
    #[must_use]
    pub fn parse_day(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut c = Cursor::new(text, 0);
        let reading = point::point(&mut c, false)?;
        let whole = c.at == text.len() && reading.to.is_none();
        let value = Self { form: Form::Point(reading.from), damaged: reading.damaged };
        (whole && value.day().is_some()).then_some(value)
    }
}
