//! Festivals（节日）with a day of their own: 国庆节, 2016年春节前.
//!
//! Found from their last character, which is rare: their first ones (国, 中) are among the commonest of all.

use super::cursor::Cursor;
use super::value::{Point, Slot};
use super::words::NOTHING;
use crate::text::char_set::CharSet;

/// The last characters of the names in [`FESTIVALS`].
pub(super) static LAST: CharSet = CharSet::of("节旦");

/// A name, whether its day is one of the Chinese calendar, month and day（全国年节及纪念日放假办法; the Chinese calendar's by
/// custom）. 清明 goes by the sun and 除夕 is the last of a month of 29 or 30 days: no table holds their day. 五一 alone is a road or a
/// medal as often as a day, and 五一假期 is more days than one.
type Festival = (&'static str, bool, i16, i16);

const FESTIVALS: &[Festival] = &[
    ("元旦", false, 1, 1),
    ("妇女节", false, 3, 8),
    ("青年节", false, 5, 4),
    ("劳动节", false, 5, 1),
    ("儿童节", false, 6, 1),
    ("建军节", false, 8, 1),
    ("教师节", false, 9, 10),
    ("国庆节", false, 10, 1),
    ("春节", true, 1, 1),
    ("元宵节", true, 1, 15),
    ("端午节", true, 5, 5),
    ("中秋节", true, 8, 15),
    ("重阳节", true, 9, 9),
];

/// What stands before the last character in [`FESTIVALS`].
static BEFORE_LAST: CharSet = CharSet::of("元女年动童军师庆春宵午秋阳");

/// What stands before a festival that is spoken of and places nothing: 正月初一是春节.
const NO_TIME: &str = "是为叫称谓过庆";

/// What makes another word of the last character, or an event of the festival: 国庆节目, 儿童节约, 春节晚会.
const OTHER_WORDS: &str = "目能约水俭省电奏点俗联晚夕路街";

/// The festival whose last character stands at `c`: its first byte and its day.
pub(super) fn around(c: &mut Cursor<'_>) -> Option<(usize, Point)> {
    let last = c.peek()?;
    if !c.previous().is_some_and(|before| BEFORE_LAST.has(before)) {
        return None;
    }
    c.at += last.len_utf8();
    let mut first = *c;
    let name = |&&(name, ..): &&Festival| {
        let words = first.text().get(..first.at).unwrap_or_default();
        words.ends_with(name)
    };
    let &(name, lunar, month, day) = FESTIVALS.iter().find(name)?;
    first.at -= name.len();
    let named = first.after(NO_TIME) || c.next_in(OTHER_WORDS);
    let point = Point { lunar, month: Some(Slot::Stated(month)), day: Some(Slot::Stated(day)), ..NOTHING };
    (!named).then_some((first.at, point))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_all_names_are_known() {
        for (name, ..) in FESTIVALS {
            let mut end = name.chars().rev();
            assert!(end.next().is_some_and(|last| LAST.has(last)), "{name}");
            assert!(end.next().is_some_and(|before| BEFORE_LAST.has(before)), "{name}");
        }
    }
}
