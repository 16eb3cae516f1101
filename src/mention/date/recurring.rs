//! What happens again and again: 每年, 每月5日前, 每周一.

use super::cursor::Cursor;
use super::value::DateExpr;

pub(super) fn recurring(_c: &mut Cursor<'_>) -> Option<DateExpr> {
    None
}
