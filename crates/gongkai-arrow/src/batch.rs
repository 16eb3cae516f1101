//! Rows to columns（批）.

use std::{mem, sync::Arc};

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, StringBuilder},
};
use arrow_schema::{ArrowError, Schema};
use gongkai::write::table::{Column, Kind, Value};

use crate::DIGITS;

/// Rows that become a [`RecordBatch`].
#[derive(Debug)]
pub struct Batch {
    schema: Arc<Schema>,
    columns: Vec<Builder>,
    rows: usize,
}

#[derive(Debug)]
enum Builder {
    Text(StringBuilder),
    Whole(Int64Builder),
    Decimal(Decimal128Builder),
    Truth(BooleanBuilder),
    Date(Date32Builder),
}

impl Batch {
    /// None yet. `schema` is [that](crate::schema) of `columns`.
    #[must_use]
    pub fn new(schema: Arc<Schema>, columns: &[Column]) -> Self {
        Self { schema, columns: columns.iter().map(|column| Builder::new(column.kind)).collect(), rows: 0 }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row. What has no value, or one of another type than its column, is null.
    pub fn row(&mut self, values: &[Value<'_>]) {
        let values = values.iter().chain(std::iter::repeat(&Value::Null));
        self.columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        self.rows += 1;
    }

    /// The rows as a batch; there are none then.
    ///
    /// # Errors
    /// Where `schema` was not that of the columns.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        RecordBatch::try_new(Arc::clone(&self.schema), self.columns.iter_mut().map(Builder::finish).collect())
    }
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Whole => Self::Whole(Int64Builder::new()),
            Kind::Decimal => Self::Decimal(decimals()),
            Kind::Truth => Self::Truth(BooleanBuilder::new()),
            Kind::Date => Self::Date(Date32Builder::new()),
        }
    }

    fn push(&mut self, value: &Value<'_>) {
        match (self, value) {
            (Self::Text(column), Value::Text(words)) => column.append_value(words),
            (Self::Whole(column), Value::Whole(number)) => column.append_value(*number),
            (Self::Decimal(column), Value::Decimal(digits)) => column.append_option(decimal(digits)),
            (Self::Truth(column), Value::Truth(truth)) => column.append_value(*truth),
            (Self::Date(column), Value::Date(day)) => column.append_option(days(day)),
            (Self::Text(column), _) => column.append_null(),
            (Self::Whole(column), _) => column.append_null(),
            (Self::Decimal(column), _) => column.append_null(),
            (Self::Truth(column), _) => column.append_null(),
            (Self::Date(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Whole(column) => Arc::new(column.finish()),
            // A builder that has finished may have forgotten its type.
            Self::Decimal(column) => Arc::new(mem::replace(column, decimals()).finish()),
            Self::Truth(column) => Arc::new(column.finish()),
            Self::Date(column) => Arc::new(column.finish()),
        }
    }
}

fn decimals() -> Decimal128Builder {
    Decimal128Builder::new().with_data_type(crate::data_type(Kind::Decimal))
}

/// The digits as a whole number of the smallest unit; none where a digit would be lost.
fn decimal(digits: &str) -> Option<i128> {
    let (sign, rest) = digits.strip_prefix('-').map_or((1, digits), |rest| (-1, rest));
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let part = part.trim_end_matches('0');
    let (most, scale) = (usize::from(DIGITS.0), usize::try_from(DIGITS.1).ok()?);
    let whole = whole.trim_start_matches('0');
    let is_number = rest.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.') && !rest.is_empty();
    if !is_number || part.contains('.') || part.len() > scale || whole.len() > most - scale {
        return None;
    }
    Some(sign * format!("{whole}{part:0<scale$}").parse::<i128>().ok()?)
}

/// Days since 1970-01-01 of a day of the Gregorian calendar, `2016-03-02`.
fn days(day: &str) -> Option<i32> {
    let mut parts = day.splitn(3, '-');
    let mut next = || parts.next()?.parse::<i32>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March, so that the day that is not always there is their last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_none() {
        assert_eq!(decimal("0"), Some(0));
        assert_eq!(decimal("1942"), Some(19_420_000));
        assert_eq!(decimal("-95.6"), Some(-956_000));
        assert_eq!(decimal("0.0001"), Some(1));
        assert_eq!(decimal("1.50000"), Some(15_000));
        assert_eq!(decimal("99999999999999.9999"), Some(999_999_999_999_999_999));
        for lost in ["0.00001", "100000000000000", "", "-", "1.2.3", "1e3", "+1", "１"] {
            assert_eq!(decimal(lost), None, "{lost}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (day, count) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2016-03-02", 16_862),
            ("2024-12-31", 20_088),
        ] {
            assert_eq!(days(day), Some(count), "{day}");
        }
        for none in ["2016-03", "2016-13-01", "", "2016年3月2日"] {
            assert_eq!(days(none), None);
        }
    }

    #[test]
    fn a_value_of_another_type_is_null_and_a_short_row_too() {
        let column = |name: &'static str, kind| Column {
            name: name.into(),
            kind,
            zh: "".into(),
            en: "".into(),
            key: None,
            unit: None,
        };
        let columns = [column("a", Kind::Whole), column("b", Kind::Decimal), column("c", Kind::Text)];
        let mut batch = Batch::new(Arc::new(crate::schema(&columns)), &columns);
        batch.row(&[Value::Text("1".into()), Value::Decimal("0.5".into())]);
        batch.row(&[Value::Whole(1), Value::Decimal("0.00005".into()), Value::Text("字".into())]);
        let first = batch.take().unwrap();
        let nulls: Vec<_> = first.columns().iter().map(|column| column.null_count()).collect();
        assert_eq!((first.num_rows(), nulls), (2, vec![1, 1, 1]));
        batch.row(&[]);
        assert_eq!(batch.take().unwrap().num_rows(), 1, "what was taken is gone");
    }
}
