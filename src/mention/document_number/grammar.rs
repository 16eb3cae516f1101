//! The grammar of document numbers, read backwards from their last sign 号.
//!
//! Backwards, because the right end is certain and the left end is not: once serial and year are read, what is left is
//! where the issuer mark begins, which [`mark`] decides. Every step is bounded, so the whole is linear.

use std::{borrow::Cow, ops::Range};

use super::{
    DocumentNumber, NumberForm as Form,
    cursor::{Cursor, year_of},
    mark,
};
use crate::text::char_set::CharSet;

/// Brackets around a year. The first group encloses nothing but years in official papers; the second anything.
static OPEN: CharSet = CharSet::of("〔﹝[［【〖「{");
static CLOSE: CharSet = CharSet::of("〕﹞]］】〗」}");
static OPEN_ANY: CharSet = CharSet::of("(（<＜〈《﹙");
static CLOSE_ANY: CharSet = CharSet::of(")）>＞〉》﹚");

/// Signs between the ends of a range of serials.
const THROUGH: &str = "-—–~～至到－‐";

/// What an announcement is called.
const ANNOUNCEMENTS: &[&str] = &["公告", "通告", "公示", "通报"];

/// One-character issuers of orders: 国令, 省令.
const ORDER_ISSUERS: &str = "国部省市县区局署";
/// 禁令, 责令 … are words, not orders of an issuer.
const NOT_ORDERS: &str = "禁口司指法责勒限夏号时";

/// A serial with what may hang on it.
#[derive(Clone, Debug, Default)]
struct Serial<'t> {
    first: u32,
    end: Option<u32>,
    also: Vec<u32>,
    suffix: Option<String>,
    /// The only run of digits, where it is alone: the damaged form has the year in it.
    digits: &'t str,
}

/// What was read so far.
struct Draft<'t> {
    range: Range<usize>,
    mark: Cow<'t, str>,
    form: Form,
    year: Option<u16>,
    serial: Serial<'t>,
    repaired: bool,
}

impl Draft<'_> {
    /// Whether its serials are numbers that papers have.
    fn is_sound(&self) -> bool {
        let fits = |n: &u32| (1..=99_999).contains(n);
        fits(&self.serial.first) && self.serial.end.iter().all(fits) && self.serial.also.iter().all(fits)
    }

    fn finish(self) -> (Range<usize>, DocumentNumber) {
        let Serial { first, end, also, suffix, .. } = self.serial;
        let organ_mark = mark::simplified(&self.mark).into_owned();
        let form = match self.form {
            Form::Series if ["明电", "内电", "发电", "传"].iter().any(|end| organ_mark.ends_with(end)) => {
                Form::Telegram
            }
            form => form,
        };
        let number = DocumentNumber {
            organ_mark,
            year: self.year,
            serial: first,
            serial_end: end,
            also,
            suffix,
            form,
            repaired: self.repaired,
            known: Vec::new(),
        };
        (self.range, number)
    }
}

/// Every document number of a text, in order, without overlap; `marks` holds the places of the signs that they have.
pub(super) fn scan(text: &str, marks: &[(usize, char)]) -> Vec<(Range<usize>, DocumentNumber)> {
    let signs = marks.iter().filter(|(_, c)| matches!(c, '号' | '號')).filter_map(|&(at, _)| at_sign(text, at));
    let opens =
        marks.iter().filter(|(_, c)| matches!(c, '〔' | '﹝' | '[')).filter_map(|&(at, _)| without_sign(text, at));
    let mut drafts: Vec<_> = signs.chain(opens).filter(Draft::is_sound).collect();
    drafts.sort_by_key(|draft| (draft.range.start, std::cmp::Reverse(draft.range.end)));
    let mut end = 0;
    drafts.retain(|draft| {
        let free = draft.range.start >= end;
        if free {
            end = draft.range.end;
        }
        free
    });
    drafts.into_iter().map(Draft::finish).collect()
}

/// The number whose 号 begins at byte `sign`.
fn at_sign(text: &str, sign: usize) -> Option<Draft<'_>> {
    let mut cursor = Cursor::new(text, sign);
    let mut serial = serials(&mut cursor)?;
    cursor.spaces();
    let ordinal = cursor.word("第");
    cursor.spaces();
    let mut end = sign + "号".len();
    hang_on(text, &mut end, &mut serial);
    let called = called(text, end);

    // 〔2015〕39号, and 2018〕43号 with its left bracket lost.
    let mut year = cursor;
    if let Some(close) = year.eat(|c| CLOSE.has(c) || CLOSE_ANY.has(c)) {
        year.spaces();
        year.eat(|c| c == '年');
        if let Some(stated) = year.year() {
            year.spaces();
            let open = year.eat(|c| OPEN.has(c) || OPEN_ANY.has(c));
            year.spaces();
            let weak = CLOSE_ANY.has(close) && open.is_none_or(|c| OPEN_ANY.has(c));
            return bracketed(text, year.at, end, called, serial, stated, weak, open.is_none());
        }
        return None;
    }
    // 公告2015年第33号, 2015年第5号令.
    if let Some(draft) = with_year_word(text, cursor, end, called, &serial, ordinal) {
        return Some(draft);
    }
    // 〔20168号, 〔2014 32号, 国发201632号: brackets lost.
    if !ordinal && let Some(draft) = split(text, cursor, end, &serial) {
        return Some(draft);
    }
    without_year(text, cursor, end, called, serial, ordinal)
}

/// A number with its year in brackets; `left` is where the mark ends.
#[allow(clippy::too_many_arguments)]
fn bracketed<'t>(
    text: &'t str,
    left: usize,
    end: usize,
    called: Option<(&'t str, usize)>,
    serial: Serial<'t>,
    year: u16,
    weak: bool,
    repaired: bool,
) -> Option<Draft<'t>> {
    if text.get(..left)?.ends_with('令') {
        return order(text, left, end, Some(year), serial, true);
    }
    if let Some(word) = ANNOUNCEMENTS.iter().find(|word| text.get(..left).is_some_and(|text| text.ends_with(**word))) {
        let start = mark::name_start(text, left - word.len());
        let mark = Cow::Borrowed(text.get(start..left)?);
        return Some(Draft { range: start..end, mark, form: Form::Series, year: Some(year), serial, repaired });
    }
    let start = mark::start(text, left)?;
    let mark = text.get(start..left)?;
    if weak && !mark::ends_well(mark) || repaired && !mark::is_known(mark) {
        return None;
    }
    if let Some(("令", over)) = called {
        let mark = Cow::Owned(format!("{mark}令"));
        return Some(Draft { range: start..over, mark, form: Form::Order, year: Some(year), serial, repaired });
    }
    let mark = Cow::Borrowed(mark);
    Some(Draft { range: start..end, mark, form: Form::Series, year: Some(year), serial, repaired })
}

/// 公告2015年第33号, 令2015年第3号, 2015年第5号令, 国发2014年32号; also with brackets around year and serial.
fn with_year_word<'t>(
    text: &'t str,
    mut cursor: Cursor<'t>,
    end: usize,
    called: Option<(&'t str, usize)>,
    serial: &Serial<'t>,
    ordinal: bool,
) -> Option<Draft<'t>> {
    cursor.eat(|c| c == '年')?;
    cursor.spaces();
    let year = cursor.year()?;
    cursor.spaces();
    let serial = serial.clone();
    if let Some((word, over)) = called {
        let start = mark::name_start(text, cursor.at);
        let form = if word == "令" { Form::Order } else { Form::Announcement };
        let mark = text.get(start..cursor.at)?;
        // 2015年第33号公告 names no issuer.
        return (!mark.is_empty() || ordinal).then_some(Draft {
            range: if mark.is_empty() { cursor.at..over } else { start..over },
            mark: Cow::Owned(format!("{mark}{word}")),
            form,
            year: Some(year),
            serial,
            repaired: false,
        });
    }
    let (left, end) = unwrap_brackets(text, cursor, end);
    if text.get(..left)?.ends_with('令') {
        return order(text, left, end, Some(year), serial, ordinal);
    }
    if let Some(word) = ANNOUNCEMENTS.iter().find(|word| text.get(..left).is_some_and(|text| text.ends_with(**word))) {
        let start = mark::name_start(text, left - word.len());
        let mark = Cow::Borrowed(text.get(start..left)?);
        return Some(Draft {
            range: start..end,
            mark,
            form: Form::Announcement,
            year: Some(year),
            serial,
            repaired: false,
        });
    }
    let start = mark::start(text, left)?;
    let mark = Cow::Borrowed(text.get(start..left).filter(|mark| mark::is_known(mark))?);
    Some(Draft { range: start..end, mark, form: Form::Series, year: Some(year), serial, repaired: true })
}

/// Restores a year whose closing bracket, or both brackets, were lost.
fn split<'t>(text: &'t str, mut cursor: Cursor<'t>, end: usize, serial: &Serial<'t>) -> Option<Draft<'t>> {
    let mut serial = serial.clone();
    let year = match serial.digits.split_at_checked(4) {
        Some((year, rest)) if !rest.is_empty() => {
            serial.first = rest.parse().ok()?;
            year_of(year)?
        }
        _ => cursor.run(4, |c| c.is_ascii_digit()).filter(|run| run.len() == 4).and_then(year_of)?,
    };
    cursor.spaces();
    let open = cursor.eat(|c| OPEN.has(c) || OPEN_ANY.has(c));
    cursor.spaces();
    let start = mark::start(text, cursor.at)?;
    let mark = text.get(start..cursor.at)?;
    let trusted = if open.is_some_and(|c| OPEN.has(c)) { mark::ends_well(mark) } else { mark::is_known(mark) };
    let mark = Cow::Borrowed(mark);
    trusted.then_some(Draft { range: start..end, mark, form: Form::Series, year: Some(year), serial, repaired: true })
}

/// 国务院令第711号, 国务院令(第492号), 辽宁省人民政府190号令, 公告第5号, 厅字第3号.
fn without_year<'t>(
    text: &'t str,
    cursor: Cursor<'t>,
    end: usize,
    called: Option<(&'t str, usize)>,
    serial: Serial<'t>,
    ordinal: bool,
) -> Option<Draft<'t>> {
    if let Some((word, over)) = called {
        let start = mark::name_start(text, cursor.at);
        let mark = text.get(start..cursor.at)?;
        let form = if word == "令" { Form::Order } else { Form::Announcement };
        if mark.is_empty() && !(ordinal && form == Form::Order) || !is_issuer(mark, ordinal) {
            return None;
        }
        let start = if mark.is_empty() { serial_start(text, cursor, ordinal) } else { start };
        let mark = Cow::Owned(format!("{mark}{word}"));
        return Some(Draft { range: start..over, mark, form, year: None, serial, repaired: false });
    }
    let (left, end) = unwrap_brackets(text, cursor, end);
    let before = text.get(..left)?;
    if before.ends_with('令') {
        return order(text, left, end, None, serial, ordinal);
    }
    if let Some(word) = ANNOUNCEMENTS.iter().find(|word| ordinal && before.ends_with(**word)) {
        let start = mark::name_start(text, left - word.len());
        if start == left - word.len() {
            return None;
        }
        let mark = Cow::Borrowed(text.get(start..left)?);
        return Some(Draft { range: start..end, mark, form: Form::Announcement, year: None, serial, repaired: false });
    }
    if before.ends_with('字') {
        let start = mark::start(text, left)?;
        let mark = text.get(start..left)?;
        if ordinal || mark::is_known(mark) {
            let mark = Cow::Borrowed(mark);
            return Some(Draft { range: start..end, mark, form: Form::Word, year: None, serial, repaired: false });
        }
    }
    None
}

/// An order, its 令 ending at byte `left`.
fn order<'t>(
    text: &'t str,
    left: usize,
    end: usize,
    year: Option<u16>,
    serial: Serial<'t>,
    ordinal: bool,
) -> Option<Draft<'t>> {
    let name_end = left - "令".len();
    let start = mark::name_start(text, name_end);
    let issuer = text.get(start..name_end)?;
    if !is_issuer(issuer, ordinal) {
        return None;
    }
    let mark = Cow::Borrowed(text.get(start..left)?);
    Some(Draft { range: start..end, mark, form: Form::Order, year, serial, repaired: false })
}

/// Whether these words may issue an order.
fn is_issuer(name: &str, ordinal: bool) -> bool {
    let mut chars = name.chars();
    match (chars.next_back(), chars.next_back()) {
        (None, _) => ordinal,
        (Some(only), None) => ORDER_ISSUERS.contains(only),
        (Some(last), _) => !NOT_ORDERS.contains(last),
    }
}

/// Where 第 and the serial begin that end at `cursor`.
fn serial_start(text: &str, cursor: Cursor<'_>, ordinal: bool) -> usize {
    let rest = text.get(cursor.at..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    if ordinal { cursor.at + blank } else { cursor.at }
}

/// Left of the bracket that encloses (第492号), and right of its end; unchanged where none does.
fn unwrap_brackets(text: &str, cursor: Cursor<'_>, end: usize) -> (usize, usize) {
    let mut outer = cursor;
    if outer.eat(|c| OPEN.has(c) || OPEN_ANY.has(c)).is_some() {
        let rest = text.get(end..).unwrap_or_default();
        let close = rest.trim_start().chars().next().filter(|&c| CLOSE.has(c) || CLOSE_ANY.has(c));
        if let Some(close) = close {
            outer.spaces();
            let blank = rest.len() - rest.trim_start().len();
            return (outer.at, end + blank + close.len_utf8());
        }
    }
    (cursor.at, end)
}

/// 令, 公告 or 通告 right after the number, and the byte after it. 5号公告牌 is none.
fn called(text: &str, end: usize) -> Option<(&'static str, usize)> {
    let rest = text.get(end..)?;
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    ["令", "公告", "通告"]
        .into_iter()
        .find(|word| rest.trim_start_matches(' ').starts_with(word))
        .map(|word| (word, end + blank + word.len()))
        .filter(|&(_, over)| !text.get(over..).unwrap_or_default().starts_with(['牌', '栏', '板', '人']))
}

/// The serial that ends at the cursor, with a range, a list or -1 before it.
fn serials<'t>(cursor: &mut Cursor<'t>) -> Option<Serial<'t>> {
    cursor.spaces();
    let suffix = word_suffix(cursor);
    let (last, digits) = cursor.serial()?;
    let mut serial = Serial { first: last, digits, suffix, ..Serial::default() };
    for _ in 0..8 {
        let mut before = *cursor;
        before.spaces();
        let Some(joint) = before.eat(|c| c == '、' || THROUGH.contains(c)) else { break };
        before.spaces();
        let Some((earlier, _)) = before.serial() else { break };
        // The next joint to the left must still end in a bracket or 第: 2015-00056号 is an index number.
        if !settled(before) {
            break;
        }
        *cursor = before;
        serial.digits = "";
        let is_one = serial.end.is_none() && serial.suffix.is_none();
        match joint {
            // A range stands first: of 3、5-7 nobody could say what it is.
            '、' if serial.end.is_some() => return None,
            '、' => {
                serial.also.insert(0, serial.first);
                serial.first = earlier;
            }
            _ if is_one && earlier < serial.first => {
                serial.end = Some(serial.first);
                serial.first = earlier;
            }
            '-' if is_one && serial.also.is_empty() => {
                serial.suffix = Some(format!("-{}", serial.first));
                serial.first = earlier;
            }
            _ => return None,
        }
    }
    Some(serial)
}

/// Whether the sign left of the cursor may stand left of a serial.
fn settled(mut cursor: Cursor<'_>) -> bool {
    cursor.spaces();
    cursor.peek().is_some_and(|c| CLOSE.has(c) || CLOSE_ANY.has(c) || "第、年".contains(c) || THROUGH.contains(c))
}

/// 之一, 附1 before 号.
fn word_suffix(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut part = *cursor;
    let (number, _) = part.serial()?;
    let sign = part.eat(|c| c == '之' || c == '附')?;
    part.peek().filter(char::is_ascii_digit)?;
    *cursor = part;
    Some(format!("{sign}{number}"))
}

/// What hangs on behind 号: -1, 之一, 附1, and the further numbers of 3号、5号.
fn hang_on(text: &str, end: &mut usize, serial: &mut Serial<'_>) {
    for _ in 0..16 {
        let rest = text.get(*end..).unwrap_or_default();
        let Some(sign) = rest.chars().next().filter(|&c| "之附-、和".contains(c)) else { return };
        let tail = rest.get(sign.len_utf8()..).unwrap_or_default();
        let tail = tail.strip_prefix('第').unwrap_or(tail);
        let mut stop = tail.char_indices().find(|(_, c)| !(c.is_ascii_digit() || "一二三四五六七八九十".contains(*c)));
        let length = stop.take().map_or(tail.len(), |(at, _)| at);
        let run = tail.get(..length).unwrap_or_default();
        let after = tail.get(length..).unwrap_or_default();
        let Some((number, _)) = Cursor::new(run, run.len()).serial().filter(|(n, _)| (1..=99_999).contains(n)) else {
            return;
        };
        let taken = rest.len() - after.len();
        match sign {
            '、' | '和' => {
                let Some(behind) = after.strip_prefix(['号', '號']) else { return };
                // 3号、5号楼 is a list of houses, 3号和5号令 of orders.
                if behind.starts_with(['楼', '院', '令', '线', '门', '公']) {
                    return;
                }
                serial.also.push(number);
                *end += taken + "号".len();
            }
            _ if serial.suffix.is_some() || after.starts_with(['号', '號', '年', '月', '日', '-', '.']) => return,
            '-' => {
                if run.len() > 2 || !run.bytes().all(|b| b.is_ascii_digit()) {
                    return;
                }
                serial.suffix = Some(format!("-{number}"));
                *end += taken;
            }
            _ => {
                serial.suffix = Some(format!("{sign}{number}"));
                *end += taken;
            }
        }
    }
}

/// A number that lost its 号, and perhaps the bracket before the serial: 〔202130, 〔2014〕32. Its mark must be known.
fn without_sign(text: &str, open: usize) -> Option<Draft<'_>> {
    let inside = open + text.get(open..)?.chars().next()?.len_utf8();
    let (run, mut end) = digits_at(text, inside, 9)?;
    let (year, serial) = match run.split_at_checked(4)? {
        (year, "") => {
            let rest = text.get(end..)?;
            let close = rest.chars().next().filter(|&c| CLOSE.has(c))?;
            let (serial, after) = digits_at(text, end + close.len_utf8(), 5)?;
            end = after;
            (year_of(year)?, serial)
        }
        (year, serial) => (year_of(year)?, serial),
    };
    let next = text.get(end..)?.trim_start().chars().next();
    if next
        .is_some_and(|c| c.is_alphanumeric() && !('\u{4E00}'..='\u{9FFF}').contains(&c) || "号號年、-—至.".contains(c))
        || next.is_some_and(|c| CLOSE.has(c))
    {
        return None;
    }
    let mut cursor = Cursor::new(text, open);
    cursor.spaces();
    let start = mark::start(text, cursor.at)?;
    let mark = text.get(start..cursor.at)?;
    if !mark::is_known(mark) {
        return None;
    }
    let mark = Cow::Borrowed(mark);
    let serial = Serial { first: serial.parse().ok()?, ..Serial::default() };
    Some(Draft { range: start..end, mark, form: Form::Series, year: Some(year), serial, repaired: true })
}

/// The run of at most `most` digits at byte `at`, and where it ends.
fn digits_at(text: &str, at: usize, most: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?;
    let start = at + (rest.len() - rest.trim_start_matches(' ').len());
    let length = rest.trim_start_matches(' ').bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&length).then_some((text.get(start..start + length)?, start + length))
}
