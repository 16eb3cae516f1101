//! What a date expression says: [`DateExpr`] and its pieces.

use rust_decimal::Decimal;

use super::super::Bound;
use super::Day;

/// A date as it is written, never more precise（日期表达）. The grammar of its canonical spelling, which
/// [`Display`](std::fmt::Display) writes:
///
/// | spelling | reads | for |
/// |---|---|---|
/// | `2015` `2015-05` `2015-05-15` `2015-05-15T09:30` | ISO 8601, as far as written | 2015年5月15日 |
/// | `--05-15` `--05` `---15` | a larger field is not written | 5月15日 · 5月 · 15日 |
/// | `XX15-05` `199X` `19XX` `XX5X` | EDTF: digits that are not written | 15年5月 · 20世纪90年代 · 20世纪 · 50年代 |
/// | `T08:30` `T08:30/T12` | a time of day without a day | 八点半 · 上午8点半至12点 |
/// | `2015-Q1` `2015-H1` `2015-05-D1` | quarter, half, third of a month（旬） | 2015年第一季度 · 上半年 · 5月上旬 |
/// | `2015-start` `2015-middle` `2015-end` `2015-summer` | a part without sharp edges | 年初 · 年中 · 年底 · 夏天 |
/// | `2015-05-last-day` `2015-05-first-workday` `2015-05-last-workday` | a day by its order | 5月最后一天 · 5月第一个工作日 · 5月最后一个工作日 |
/// | `year-1` `(year-1)-05` `(month+0)-10` `day-1` | counted from the reference day | 去年 · 去年5月 · 本月10日 · 昨天 |
/// | `(week-1)-3` `-W-3` `week+1` `2015-W10` | ISO weeks and weekdays, Monday is 1 | 上周三 · 周三 · 下周 · 2015年第10周 |
/// | `now` `recent` `same` `(year-1)-same` | words without a measure | 目前 · 近日 · 同期 · 上年同期 |
/// | `lunar:2015-01-01` | the Chinese calendar | 农历2015年正月初一 |
/// | `../2015-05-15` `2015-05-15/..` | up to; from | 5月15日前, 截至… · 自…起, …以来 |
/// | `2015~` | about（EDTF） | 2015年左右, 2015年前后 |
/// | `2009/2014` | range, both ends included | 2009年至2014年 |
/// | `P3Y/now` `now/P5Y` | the last, the next so much | 近三年 · 未来五年 |
/// | `-P3D` `+P2W` | so much before, after the reference | 三天前 · 两周后 |
/// | `P1Y3M` `PT1.5H` `P20B` `PXD` | length of time; `B` is a working day, `X` an unstated number | 20个工作日 · 几天 |
/// | `<=P15D` `>P3Y` `P3Y~` `P3D..P5D` | within, over, about, between | 15日内 · 三年多 · 约三年 · 3至5日 |
/// | `R/P1M` `R/P1M/day<=5` `R/P1W/weekday=1` | again and again, and when | 每月 · 每月5日前 · 每周一 |
/// | a final `?` | damaged: only what is certain is given | 2015的5月15日 · 201711日 · 2月30日 |
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DateExpr {
    /// What is said.
    pub form: Form,
    /// Characters are missing, or it names no day of the calendar: what is given is certain, the rest is not guessed.
    pub damaged: bool,
}

/// The shapes of a date expression.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Form {
    /// 2015年5月15日, 去年, 第一季度: one stretch of the calendar.
    Point(Point),
    /// 5月15日前, 截至目前, 2015年以来.
    Limit(Side, Point),
    /// 2009年至2014年; both ends belong to it.
    Range(Point, Point),
    /// 近三年 (past), 未来五年.
    Span {
        /// Whether it ends at the reference, not begins there.
        past: bool,
        /// How long it is.
        length: Duration,
    },
    /// 三天前, 两周后.
    Away {
        /// Whether it comes after the reference.
        later: bool,
        /// How far.
        length: Duration,
    },
    /// 20个工作日.
    Duration(Duration),
    /// 每月5日前.
    ///
    /// In a box, since it is rare and three times as big as any other.
    Recurring(Box<Recurrence>),
}

/// Which side of a point is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// 前, 以前, 之前: up to it.
    Before,
    /// 截至: the state at it, all before counted in.
    AsOf,
    /// 自…起, 以来: from its beginning.
    Since,
    /// 后, 以后, 之后: after it.
    After,
    /// 左右, 前后: about it.
    Around,
}

/// A field of a date: stated, or counted from the reference.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Slot {
    /// 5月
    Stated(i16),
    /// 上月 is −1.
    Offset(i16),
}

/// The year of a date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Year {
    /// 2015年
    Stated(i16),
    /// 15年5月: the century is not written.
    TwoDigit(i16),
    /// 去年 is −1.
    Offset(i16),
    /// 20世纪90年代 is decade 9 of century 20.
    Decade {
        /// The century, where it is written.
        century: Option<Slot>,
        /// Tens of the year, 0 to 9.
        decade: i16,
    },
    /// 21世纪
    Century(Slot),
}

/// A part of the smallest field that is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// 第一季度, 上季度
    Quarter(Slot),
    /// 上半年, 下半月: 1 or 2
    Half(i8),
    /// 上旬 中旬 下旬: 1 to 3
    TenDays(i8),
    /// 初
    Start,
    /// 中
    Middle,
    /// 底, 末
    End,
    /// 最后一天
    LastDay,
    /// 最后一个工作日
    LastWorkingDay,
    /// 第一个工作日
    FirstWorkingDay,
    /// 春
    Spring,
    /// 夏
    Summer,
    /// 秋
    Autumn,
    /// 冬
    Winter,
    /// 周末
    Weekend,
    /// 凌晨, 早上, 上午
    Morning,
    /// 中午
    Noon,
    /// 下午
    Afternoon,
    /// 傍晚, 晚上, 夜间
    Evening,
    /// 目前, 当前, 现在
    Now,
    /// 近日, 近期, 最近
    Recent,
    /// 同期
    Same,
}

/// A time of day as far as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Time {
    /// 0 to 24.
    pub hour: i8,
    /// 0 to 59.
    pub minute: Option<i8>,
    /// 0 to 59.
    pub second: Option<i8>,
}

/// One stretch of the calendar, with the fields that are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Point {
    /// The Chinese calendar（农历）, not the common one.
    pub lunar: bool,
    /// Year.
    pub year: Option<Year>,
    /// Month, 1 to 12.
    pub month: Option<Slot>,
    /// Week: of the year where a year is stated, otherwise counted from the reference's.
    pub week: Option<Slot>,
    /// Monday is 1. Not kept where the day itself is written.
    pub weekday: Option<i8>,
    /// Day of the month, 1 to 31.
    pub day: Option<Slot>,
    /// Part of the smallest field.
    pub part: Option<Part>,
    /// Time of day.
    pub time: Option<Time>,
}

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unit {
    /// 年
    Year,
    /// 季度
    Quarter,
    /// 月
    Month,
    /// 周
    Week,
    /// 天, 日
    Day,
    /// 工作日
    WorkingDay,
    /// 小时
    Hour,
    /// 分钟
    Minute,
    /// 秒
    Second,
}

/// A length of time（时长）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duration {
    /// Amounts from the largest unit to the smallest, as written; an amount that is not stated (几, 数) is `None`.
    pub parts: Vec<(Option<Decimal>, Unit)>,
    /// The upper end of a range, 3至5日, in the unit of the last part.
    pub high: Option<Decimal>,
    /// How exactly it is stated.
    pub bound: Bound,
}

/// What happens again and again（周期）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recurrence {
    /// The period, 每两周 is two weeks.
    pub every: Duration,
    /// When in each period.
    pub on: Option<Point>,
    /// The end of a stretch in each period, 每周一至周五.
    pub to: Option<Point>,
    /// Which side of `on` is meant, 每月5日前.
    pub side: Option<Side>,
}

impl Duration {
    /// So many of one unit.
    pub(super) fn of(amount: Option<Decimal>, unit: Unit) -> Self {
        Self { parts: vec![(amount, unit)], high: None, bound: Bound::Exact }
    }
}

impl From<Form> for DateExpr {
    fn from(form: Form) -> Self {
        Self { form, damaged: false }
    }
}

/// How precise a point may be.
const FINEST_FIRST: [&str; 12] =
    ["time", "day", "week", "month", "part", "quarter", "season", "half", "year", "decade", "century", "vague"];

impl Point {
    /// The smallest field that is written: `day`, `month`, `quarter`, `year`…
    #[must_use]
    pub fn precision(&self) -> &'static str {
        if self.time.is_some() {
            return "time";
        }
        if self.day.is_some() || self.weekday.is_some() {
            return "day";
        }
        match self.part {
            Some(Part::Quarter(_)) => return "quarter",
            Some(Part::Half(_)) => return "half",
            Some(Part::Now | Part::Recent | Part::Same) if self.month.is_none() => return "vague",
            Some(Part::Spring | Part::Summer | Part::Autumn | Part::Winter) => return "season",
            Some(_) => return "part",
            None => {}
        }
        match (self.week, self.month, self.year) {
            (Some(_), ..) => "week",
            (None, Some(_), _) => "month",
            (None, None, Some(Year::Decade { .. })) => "decade",
            (None, None, Some(Year::Century(_))) => "century",
            _ => "year",
        }
    }

    /// Whether it names one day, or a moment or part of it.
    #[must_use]
    pub fn is_day(&self) -> bool {
        self.day.is_some()
            || self.weekday.is_some()
            || self.time.is_some()
            || matches!(
                self.part,
                Some(Part::Now | Part::Recent | Part::LastDay | Part::LastWorkingDay | Part::FirstWorkingDay)
            )
    }
}

impl DateExpr {
    /// How precise it is: `time`, `day`, `week`, `month`, `quarter`, `half`, `season`, `part` (年底, 上旬), `year`,
    /// `decade`, `century`, `vague` (目前, 同期); `span`, `duration` and `recurring` for what is no place in the calendar.
    /// A range is as precise as its finer end.
    #[must_use]
    pub fn precision(&self) -> &'static str {
        match &self.form {
            Form::Point(point) | Form::Limit(_, point) => point.precision(),
            Form::Range(from, to) => {
                let coarse = |point: &Point| FINEST_FIRST.iter().position(|&name| name == point.precision());
                if coarse(from) < coarse(to) { from.precision() } else { to.precision() }
            }
            Form::Span { .. } | Form::Away { .. } => "span",
            Form::Duration(_) => "duration",
            Form::Recurring(_) => "recurring",
        }
    }

    /// The point that is named, whether bounded or not; of a range, none.
    #[must_use]
    pub fn point(&self) -> Option<&Point> {
        match &self.form {
            Form::Point(point) | Form::Limit(_, point) => Some(point),
            _ => None,
        }
    }

    /// The year that is written with four digits; of a range, where both ends have the same.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        let stated = |point: &Point| match point.year {
            Some(Year::Stated(year)) if !point.lunar => Some(year),
            _ => None,
        };
        match &self.form {
            Form::Point(point) | Form::Limit(_, point) => stated(point),
            Form::Range(from, to) => stated(from).filter(|_| stated(from) == stated(to)),
            _ => None,
        }
    }

    /// The day, where year, month and day are all written, with or without a time, and nothing is damaged.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        match self.form {
            Form::Point(Point {
                lunar: false,
                year: Some(Year::Stated(year)),
                month: Some(Slot::Stated(month)),
                day: Some(Slot::Stated(day)),
                ..
            }) if !self.damaged => Day::new(year, month, day),
            _ => None,
        }
    }
}
