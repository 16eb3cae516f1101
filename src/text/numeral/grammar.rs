//! The grammar of whole numerals（数词）: sign, fraction, share and half around magnitudes.

use rust_decimal::Decimal;

use super::{
    Form, Numeral, Style, Traits,
    amount::Amount,
    magnitude::{Magnitude, magnitude},
    table,
    token::{peek, skip_blanks},
};

/// What makes the 负 that follows it a verb: 减负, 肩负, 担负, 自负.
const BURDENS: &str = "减肩自担擔胜勝抱辜欺背";

/// The numeral whose first character stands at `at`.
pub(super) fn numeral(text: &str, at: usize) -> Option<Numeral> {
    if let Some(plain) = plain(text, at) {
        return Some(plain);
    }
    let (c, next) = peek(text, at)?;
    let goes_on = |c: char| !matches!(c, '一'..='龥') || c == '干' || table::CARRIES_ON.has(c);
    if table::MOSTLY_WORDS.has(c) && !peek(text, next).is_none_or(|(behind, _)| goes_on(behind)) {
        return None;
    }
    let (signed, negative, start) = sign(text, at)?;
    if let Some(half) = half(text, at, start) {
        return Some(half);
    }
    let read = magnitude(text, start)?;
    if read.traits.single && lone_homograph(text, start, read.end) {
        return None;
    }
    let mut traits = Traits { signed, ..read.traits };
    let mut value = read.amount.and_then(Amount::decimal);
    let mut high = read.spread.and_then(|n| n.decimal()).and_then(|n| value?.checked_add(n));
    let (mut end, mut form) = (read.end, Form::Plain);
    let (mut arabic, mut han) = (read.arabic, read.han);
    let exact = read.spread.is_none() && !read.traits.unknown && !read.traits.more;
    if exact && let Some(part) = fraction(text, &read) {
        (value, high, end, form) = (part.value, part.high, part.end, part.form);
        (arabic, han) = (arabic || part.arabic, true);
        traits.point |= part.point;
        traits.single = false;
    } else if exact
        && !read.traits.point
        && let Some(part) = mixed(text, read.end)
    {
        value = value.zip(part.value).and_then(|(a, b)| a.checked_add(b));
        (end, form) = (part.end, Form::Fraction);
        (arabic, han) = (arabic || part.arabic, true);
        traits.single = false;
    }
    // 负千斤重担: 负 is no sign of what has no digit.
    if signed && traits.bare && form == Form::Plain {
        return None;
    }
    if negative {
        value = value.map(|n| -n);
        high = high.map(|n| -n);
        if high.is_some() {
            (value, high) = (high, value);
        }
    }
    let style = match (arabic, han) {
        (true, false) => Style::Digits,
        (true, true) => Style::Mixed,
        _ => Style::Han,
    };
    traits.lettered = lettered(text, at, end);
    let excess_end = if form == Form::Plain { excess_end(text, end, &read) } else { end };
    Some(Numeral { range: at..end, value, high, style, form, excess_end, traits })
}

/// The short way for what most numerals are: a few Arabic digits, with decimals or without, or one Han digit, and nothing
/// that could carry it on.
fn plain(text: &str, at: usize) -> Option<Numeral> {
    let bytes = text.as_bytes();
    let rest = bytes.get(at..)?;
    let digits = run(rest, 10);
    let (mut end, mut value, mut scale, mut style) = (at + digits, number(rest, digits), 0, Style::Digits);
    if digits > 0 {
        if digits == 10 || at > 0 && bytes.get(at - 1) == Some(&b'.') {
            return None;
        }
        let fraction = rest.get(digits + 1..).filter(|_| rest.get(digits) == Some(&b'.')).unwrap_or_default();
        let places = run(fraction, 9);
        if places == 9 {
            return None;
        }
        if places > 0 {
            value = value * 10_i64.pow(places as u32) + number(fraction, places);
            (end, scale) = (end + 1 + places, places as u32);
        }
    } else {
        let (c, next) = peek(text, at)?;
        let digit = table::digit(c).filter(|_| !table::homograph(c))?;
        (end, value, style) = (next, digit.into(), Style::Han);
    }
    if carries_on(text, end, scale > 0) {
        return None;
    }
    let lettered = style == Style::Digits && lettered(text, at, end);
    let traits = Traits { single: style == Style::Han, lettered, point: scale > 0, ..Traits::default() };
    Some(Numeral {
        range: at..end,
        value: Some(Decimal::new(value, scale)),
        high: None,
        style,
        form: Form::Plain,
        excess_end: end,
        traits,
    })
}

/// The length of the run of digits at the beginning, at most `most`.
fn run(bytes: &[u8], most: usize) -> usize {
    bytes.iter().take(most).take_while(|b| b.is_ascii_digit()).count()
}

/// The value of the first `width` digits, fewer than ten.
fn number(digits: &[u8], width: usize) -> i64 {
    digits.iter().take(width).fold(0, |n, b| n * 10 + i64::from(b & 0x0F))
}

/// Whether what stands at `end` could make more of the numeral. Signs of grouping and points do only before a digit, and
/// groups only before the decimals.
fn carries_on(text: &str, end: usize, decimals: bool) -> bool {
    let Some((c, next)) = peek(text, end) else { return false };
    let digit = || text.as_bytes().get(next).is_some_and(u8::is_ascii_digit);
    match c {
        ',' | '，' => !decimals && digit(),
        '.' => digit(),
        _ => table::CARRIES_ON.has(c),
    }
}

/// Whether there is a sign at `at`, whether it is a minus, and where the digits begin.
fn sign(text: &str, at: usize) -> Option<(bool, bool, usize)> {
    let (c, next) = peek(text, at)?;
    let before = || text.get(..at).and_then(|text| text.chars().next_back());
    let digit = |at| peek(text, at).is_some_and(|(c, _)| c.is_ascii_digit());
    let number = |at| digit(at) || peek(text, at).is_some_and(|(c, next)| c == '.' && digit(next));
    match c {
        '-' | '+' => {
            let tied = before().is_some_and(|c| c.is_ascii_alphanumeric() || ")]-+.%‰".contains(c));
            let han = before().is_some_and(|c| table::digit(c).is_some() || table::unit(c).is_some());
            (number(next) && !tied && !han && !joins(text, at, next)).then_some((true, c == '-', next))
        }
        '.' => {
            let tied = before().is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
            (digit(next) && !tied).then_some((false, false, at))
        }
        '负' | '負' => {
            let verb = before().is_some_and(|c| BURDENS.contains(c));
            (!verb).then_some((true, true, skip_blanks(text, next)))
        }
        _ => Some((false, false, at)),
    }
}

/// Whether the sign at `at` joins two numbers that have the same unit: 5件-8件, 3万元-5万元.
fn joins(text: &str, at: usize, next: usize) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || table::digit(c).is_some() || table::unit(c).is_some();
    let head = text.get(..at).unwrap_or_default();
    let Some(end) = head.char_indices().rev().take(5).find(|&(_, c)| of_number(c)) else { return false };
    let unit = head.get(end.0 + end.1.len_utf8()..).unwrap_or_default();
    let tail = text.get(next..).unwrap_or_default();
    let is_unit = !unit.is_empty() && unit.chars().all(char::is_alphabetic);
    is_unit && tail.trim_start_matches(|c| of_number(c) || matches!(c, '.' | ',')).starts_with(unit)
}

/// 半, 半百 and 一半.
fn half(text: &str, at: usize, start: usize) -> Option<Numeral> {
    let (c, next) = peek(text, start)?;
    let (end, value) = match (c, peek(text, next)) {
        ('半', Some(('百', end))) => (end, Decimal::from(50)),
        ('半', _) => (next, Decimal::new(5, 1)),
        ('一' | '壹' | '1', Some(('半', end))) => (end, Decimal::new(5, 1)),
        _ => return None,
    };
    let style = if c == '1' { Style::Mixed } else { Style::Han };
    let traits = Traits { half: true, single: end == next, signed: start > at, ..Traits::default() };
    let value = Some(if start > at { -value } else { value });
    Some(Numeral { range: at..end, value, high: None, style, form: Form::Plain, excess_end: end, traits })
}

/// Whether the single financial digit is a word's part: 陆地, 队伍. It is a digit where it stands alone.
fn lone_homograph(text: &str, at: usize, end: usize) -> bool {
    let word = |c: char| c.is_alphanumeric();
    let before = text.get(..at).and_then(|text| text.chars().next_back()).is_some_and(word);
    let behind = peek(text, end).is_some_and(|(c, _)| word(c));
    peek(text, at).is_some_and(|(c, _)| table::homograph(c)) && (before || behind)
}

struct Part {
    end: usize,
    value: Option<Decimal>,
    high: Option<Decimal>,
    form: Form,
    arabic: bool,
    point: bool,
}

/// 分之 and the numerator behind the denominator that was read.
fn fraction(text: &str, denominator: &Magnitude) -> Option<Part> {
    let (_, of) = peek(text, skip_blanks(text, denominator.end)).filter(|&(c, _)| c == '分')?;
    let spoken = denominator.traits.bare && denominator.amount == Some(Amount::int(100));
    let start = match peek(text, skip_blanks(text, of)) {
        Some(('之', end)) => skip_blanks(text, end),
        // 百分百, 百分三十
        Some((c, _)) if spoken && (table::unit(c).is_some() || table::digit(c).is_some()) => of,
        _ => return None,
    };
    let (_, negative, start) = sign(text, start)?;
    let numerator = magnitude(text, start)?;
    let form = if denominator.traits.bare { Form::Share } else { Form::Fraction };
    let under = denominator.amount.and_then(Amount::decimal);
    let quotient = |n: Decimal| n.checked_div(under?);
    let value = numerator.amount.and_then(Amount::decimal);
    let high = numerator.spread.and_then(Amount::decimal).and_then(|n| value?.checked_add(n)).and_then(quotient);
    let value = value.map(|n| if negative { -n } else { n }).and_then(quotient);
    let arabic = numerator.arabic;
    Some(Part { end: numerator.end, value, high, form, arabic, point: numerator.traits.point })
}

/// 又 and the fraction behind it.
fn mixed(text: &str, end: usize) -> Option<Part> {
    let (_, and) = peek(text, skip_blanks(text, end)).filter(|&(c, _)| c == '又')?;
    let denominator = magnitude(text, skip_blanks(text, and))?;
    fraction(text, &denominator).filter(|part| part.form == Form::Fraction)
}

/// Where a 余, 多 or 来 behind the numeral ends.
fn excess_end(text: &str, end: usize, read: &Magnitude) -> usize {
    let at = skip_blanks(text, end);
    let Some((c, next)) = peek(text, at).filter(|&(c, _)| table::excess(c)) else { return end };
    let behind = peek(text, next).map(|(c, _)| c);
    let other = match c {
        '余' | '餘' => behind.is_some_and(|c| "额款额地热下粮".contains(c)),
        '多' => behind.is_some_and(|c| "于数少方元边".contains(c)),
        // 十来个, but 30来自
        _ => !read.traits.multiplier || behind.is_some_and(|c| "自源到源说看".contains(c)),
    };
    if other { end } else { next }
}

fn lettered(text: &str, at: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let letter = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphabetic);
    letter(at.checked_sub(1)) || letter(Some(end))
}
