//! The canonical spelling of a date expression; its grammar stands at [`DateExpr`].

use std::fmt;

use super::value::{DateExpr, Duration, Form, Part, Point, Recurrence, Side, Slot, Time, Unit, Year};
use crate::mention::Bound;

impl fmt::Display for DateExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            Form::Point(point) => write!(f, "{point}")?,
            Form::Limit(Side::Before | Side::AsOf, point) => write!(f, "../{point}")?,
            Form::Limit(Side::Since | Side::After, point) => write!(f, "{point}/..")?,
            Form::Limit(Side::Around, point) => write!(f, "{point}~")?,
            Form::Range(from, to) => write!(f, "{from}/{to}")?,
            Form::Span { past: true, length } => write!(f, "{length}/now")?,
            Form::Span { past: false, length } => write!(f, "now/{length}")?,
            Form::Away { later, length } => write!(f, "{}{length}", if *later { '+' } else { '-' })?,
            Form::Duration(length) => write!(f, "{length}")?,
            Form::Recurring(recurrence) => write!(f, "{recurrence}")?,
        }
        if self.damaged { f.write_str("?") } else { Ok(()) }
    }
}

/// Writes the fields of a point from the largest to the smallest, with what stands between.
struct Fields<'f, 'b> {
    f: &'f mut fmt::Formatter<'b>,
    /// A relative field is put in parentheses once something follows it.
    alone: bool,
    begun: bool,
}

impl Fields<'_, '_> {
    fn separate(&mut self) -> fmt::Result {
        let begun = std::mem::replace(&mut self.begun, true);
        if begun { self.f.write_str("-") } else { Ok(()) }
    }

    fn relative(&mut self, name: &str, offset: i16) -> fmt::Result {
        self.separate()?;
        if self.alone { write!(self.f, "{name}{offset:+}") } else { write!(self.f, "({name}{offset:+})") }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.lunar {
            f.write_str("lunar:")?;
        }
        let fields = [
            self.year.is_some(),
            self.month.is_some(),
            self.week.is_some(),
            self.weekday.is_some(),
            self.day.is_some(),
            self.part.is_some(),
        ];
        let alone = fields.iter().filter(|&&written| written).count() + usize::from(self.time.is_some()) == 1;
        let mut out = Fields { f, alone, begun: false };
        if let Some(year) = self.year {
            write_year(&mut out, year)?;
        }
        match self.month {
            Some(Slot::Stated(month)) => {
                out.f.write_str(if out.begun { "-" } else { "--" })?;
                write!(out.f, "{month:02}")?;
                out.begun = true;
            }
            Some(Slot::Offset(offset)) => out.relative("month", offset)?,
            None => {}
        }
        match self.week {
            Some(Slot::Stated(week)) => {
                write!(out.f, "-W{week:02}")?;
                out.begun = true;
            }
            Some(Slot::Offset(offset)) => out.relative("week", offset)?,
            None => {}
        }
        if let Some(weekday) = self.weekday {
            out.f.write_str(if out.begun { "-" } else { "-W-" })?;
            write!(out.f, "{weekday}")?;
            out.begun = true;
        }
        match self.day {
            Some(Slot::Stated(day)) => {
                out.f.write_str(match (out.begun, self.month) {
                    (false, _) => "---",
                    (true, None) => "-XX-",
                    (true, Some(_)) => "-",
                })?;
                write!(out.f, "{day:02}")?;
                out.begun = true;
            }
            Some(Slot::Offset(offset)) => out.relative("day", offset)?,
            None => {}
        }
        match self.part {
            Some(Part::Quarter(Slot::Offset(offset))) => out.relative("quarter", offset)?,
            Some(part) => {
                out.separate()?;
                write!(out.f, "{part}")?;
            }
            None => {}
        }
        match self.time {
            Some(time) => write!(out.f, "T{time}"),
            None => Ok(()),
        }
    }
}

fn write_year(out: &mut Fields<'_, '_>, year: Year) -> fmt::Result {
    out.begun = true;
    match year {
        Year::Stated(year) if year < 0 => write!(out.f, "{year:05}"),
        Year::Stated(year) => write!(out.f, "{year:04}"),
        Year::TwoDigit(year) => write!(out.f, "XX{year:02}"),
        Year::Offset(offset) => {
            out.begun = false;
            out.relative("year", offset)
        }
        Year::Decade { century: Some(Slot::Stated(century)), decade } => {
            write!(out.f, "{:02}{decade}X", century - 1)
        }
        Year::Decade { century: Some(Slot::Offset(offset)), decade } => {
            write!(out.f, "(century{offset:+}){decade}X")
        }
        Year::Decade { century: None, decade } => write!(out.f, "XX{decade}X"),
        Year::Century(Slot::Stated(century)) => write!(out.f, "{:02}XX", century - 1),
        Year::Century(Slot::Offset(offset)) => {
            out.begun = false;
            out.relative("century", offset)
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Quarter(Slot::Stated(n)) => return write!(f, "Q{n}"),
            Self::Quarter(Slot::Offset(n)) => return write!(f, "quarter{n:+}"),
            Self::Half(n) => return write!(f, "H{n}"),
            Self::TenDays(n) => return write!(f, "D{n}"),
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
            Self::LastDay => "last-day",
            Self::LastWorkingDay => "last-workday",
            Self::FirstWorkingDay => "first-workday",
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::Autumn => "autumn",
            Self::Winter => "winter",
            Self::Weekend => "weekend",
            Self::Morning => "morning",
            Self::Noon => "noon",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Now => "now",
            Self::Recent => "recent",
            Self::Same => "same",
        })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.hour)?;
        if let Some(minute) = self.minute {
            write!(f, ":{minute:02}")?;
        }
        match self.second {
            Some(second) => write!(f, ":{second:02}"),
            None => Ok(()),
        }
    }
}

impl Unit {
    /// Its letter, and whether it stands after the `T`.
    fn letter(self) -> (char, bool) {
        match self {
            Self::Year => ('Y', false),
            Self::Quarter => ('Q', false),
            Self::Month => ('M', false),
            Self::Week => ('W', false),
            Self::Day => ('D', false),
            Self::WorkingDay => ('B', false),
            Self::Hour => ('H', true),
            Self::Minute => ('M', true),
            Self::Second => ('S', true),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.bound {
            Bound::Exact | Bound::About => "",
            Bound::Over => ">",
            Bound::AtLeast => ">=",
            Bound::AtMost => "<=",
            Bound::Under => "<",
        })?;
        f.write_str("P")?;
        let mut timed = false;
        for &(amount, unit) in &self.parts {
            let (letter, of_day) = unit.letter();
            if of_day && !timed {
                timed = true;
                f.write_str("T")?;
            }
            match amount {
                Some(amount) => write!(f, "{}{letter}", amount.normalize())?,
                None => write!(f, "X{letter}")?,
            }
        }
        if let (Some(high), Some(&(_, unit))) = (self.high, self.parts.last()) {
            let (letter, of_day) = unit.letter();
            write!(f, "..P{}{}{letter}", if of_day { "T" } else { "" }, high.normalize())?;
        }
        f.write_str(if self.bound == Bound::About { "~" } else { "" })
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "R/{}", self.every)?;
        let Some(on) = &self.on else { return Ok(()) };
        let sign = match self.side {
            None => "=",
            Some(Side::Around) => "~",
            Some(Side::Before | Side::AsOf) => "<=",
            Some(Side::Since) => ">=",
            Some(Side::After) => ">",
        };
        f.write_str("/")?;
        let name = place(f, on, sign)?;
        match &self.to {
            Some(to) => {
                f.write_str("/")?;
                inner(f, to, name)
            }
            None => Ok(()),
        }
    }
}

/// Writes `day<=5` and gives back what was named.
fn place(f: &mut fmt::Formatter<'_>, on: &Point, sign: &str) -> Result<&'static str, fmt::Error> {
    let name = match (on.month, on.day, on.weekday, on.part) {
        (Some(_), None, ..) if on.part.is_none() => "month",
        (Some(_), ..) => "date",
        (_, Some(_), ..) => "day",
        (_, _, Some(_), _) => "weekday",
        (.., Some(_)) => "part",
        _ => "time",
    };
    write!(f, "{name}{sign}")?;
    inner(f, on, name)?;
    Ok(name)
}

fn inner(f: &mut fmt::Formatter<'_>, on: &Point, name: &str) -> fmt::Result {
    match (name, on.month, on.day, on.weekday, on.part) {
        ("month", Some(Slot::Stated(month)), ..) => write!(f, "{month}"),
        ("day", None, Some(Slot::Stated(day)), ..) => write!(f, "{day}"),
        ("weekday", _, _, Some(weekday), _) => write!(f, "{weekday}"),
        ("part", None, None, None, Some(part)) => write!(f, "{part}"),
        ("time", ..) => Ok(()),
        _ => {
            let bare = Point { time: None, ..*on }.to_string();
            f.write_str(bare.trim_start_matches('-'))
        }
    }?;
    match on.time {
        Some(time) if name == "time" => write!(f, "{time}"),
        Some(time) => write!(f, "T{time}"),
        None => Ok(()),
    }
}
