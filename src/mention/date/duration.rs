//! Lengths of time: 20个工作日, 三年半, 15日内, 近三年, 三天前.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::value::{DateExpr, Duration, Form, Unit};

pub(super) fn of_days(days: i16) -> DateExpr {
    Form::Duration(Duration::of(Some(Decimal::from(days)), Unit::Day)).into()
}

pub(super) fn span(_c: &mut Cursor<'_>) -> Option<DateExpr> {
    None
}

pub(super) fn length(_c: &mut Cursor<'_>) -> Option<DateExpr> {
    None
}
