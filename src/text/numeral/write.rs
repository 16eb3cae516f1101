//! Numbers as Chinese numerals（中文数字）.

use rust_decimal::Decimal;

/// A number in Arabic digits, without trailing zeros: `95.60` is `95.6`. Most are small and whole, which needs no
/// arithmetic of 96 bits.
///
/// ```
/// use gongkai::text::numeral::to_digits;
/// assert_eq!(to_digits("95.60".parse().unwrap()), "95.6");
/// assert_eq!(to_digits(1942.into()), "1942");
/// ```
#[must_use]
pub fn to_digits(number: Decimal) -> String {
    match i64::try_from(number.mantissa()) {
        Ok(whole) if number.scale() == 0 => whole.to_string(),
        _ => number.normalize().to_string(),
    }
}

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The Chinese numeral of a number, as official prose writes it: 三百二十一万, 一千零五, 负一点五. `None` from 10^16 on.
///
/// ```
/// use gongkai::text::numeral::to_han;
/// assert_eq!(to_han(100_010_203.into()).as_deref(), Some("一亿零一万零二百零三"));
/// ```
#[must_use]
pub fn to_han(number: Decimal) -> Option<String> {
    let number = number.normalize();
    let whole = u64::try_from(number.abs().trunc()).ok().filter(|&n| n < 10_000_000_000_000_000)?;
    let mut text = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        text.push('负');
    }
    integer(whole, &mut text);
    let places = number.fract().abs().to_string();
    if let Some((_, digits)) = places.split_once('.') {
        text.push('点');
        text.extend(digits.bytes().filter_map(|b| DIGITS.get(usize::from(b.wrapping_sub(b'0')))));
    }
    Some(text)
}

fn integer(n: u64, text: &mut String) {
    match n {
        0 => text.push('零'),
        // 十五, not 一十五, where it begins the numeral.
        10..20 => {
            text.push('十');
            ones(n % 10, text);
        }
        _ => sections(n, true, text),
    }
}

/// The sections of 亿 and 万. Within a numeral ten is 一十: 一亿零一十万.
fn sections(n: u64, first: bool, text: &mut String) {
    for (size, unit) in [(100_000_000, '亿'), (10_000, '万')] {
        if n >= size {
            if first {
                integer(n / size, text);
            } else {
                sections(n / size, false, text);
            }
            text.push(unit);
            let rest = n % size;
            if rest > 0 {
                if rest < size / 10 {
                    text.push('零');
                }
                sections(rest, false, text);
            }
            return;
        }
    }
    let (mut rest, mut gap, mut begun) = (n, false, false);
    for (size, unit) in [(1000, '千'), (100, '百'), (10, '十')] {
        let digit = rest / size;
        rest %= size;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            text.push('零');
        }
        ones(digit, text);
        text.push(unit);
        (gap, begun) = (false, true);
    }
    if rest > 0 {
        if gap {
            text.push('零');
        }
        ones(rest, text);
    }
}

fn ones(digit: u64, text: &mut String) {
    if digit > 0 {
        text.extend(DIGITS.get(digit as usize));
    }
}
