//! One unit in a column（单位换算）: a page may print 元 where the form has 万元.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::text::numeral::to_digits;

/// The number that `value` of the unit `stated` is in the unit `wanted`; none where it is of another kind, money where
/// others are counted, or would lose a digit. Measure words of what is counted（件、条、份）are alike: the form says which is
/// meant. So is a unit that is not said.
pub(super) fn convert<'a>(value: &'a str, stated: Option<&str>, wanted: Option<&str>) -> Option<Cow<'a, str>> {
    let (Some(stated), Some(wanted)) = (stated, wanted) else { return Some(value.into()) };
    let ((from, stated), (to, wanted)) = (Unit::of(stated), Unit::of(wanted));
    if stated != wanted {
        return None;
    }
    if from == to {
        return Some(value.into());
    }
    let value = Decimal::from_str_exact(value).ok()?;
    let by = Decimal::from(10_u64.pow(from.abs_diff(to)));
    let converted = if from > to { value.checked_mul(by)? } else { value.checked_div(by)? };
    let back = if from > to { converted.checked_div(by)? } else { converted.checked_mul(by)? };
    (back == value).then(|| to_digits(converted).into())
}

/// Kinds of units that are never each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unit {
    Money,
    Share,
    Count,
}

impl Unit {
    /// How many zeros the unit stands for, and its kind.
    fn of(unit: &str) -> (u32, Self) {
        const ZEROS: &[(&str, u32)] = &[("百万", 6), ("亿", 8), ("万", 4), ("千", 3), ("", 0)];
        let words = unit.trim().trim_start_matches("人民币");
        if let Some((_, zeros)) = ZEROS.iter().find(|(zeros, _)| words.strip_prefix(zeros) == Some("元")) {
            return (*zeros, Self::Money);
        }
        if matches!(words, "%" | "％" | "‰") {
            return (0, Self::Share);
        }
        // 千克 is no thousand of anything.
        let zeros =
            ZEROS.iter().find(|(zeros, _)| *zeros != "千" && words.starts_with(zeros)).map_or(0, |(_, zeros)| *zeros);
        (zeros, Self::Count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_in_the_unit_of_its_column_or_is_not_there() {
        for (value, stated, wanted, converted) in [
            ("5000", "元", "万元", Some("0.5")),
            ("25", "万元", "元", Some("250000")),
            ("1.2", "亿元", "万元", Some("12000")),
            ("3", "千元", "人民币元", Some("3000")),
            ("25", "万元", "万元", Some("25")),
            ("7", "份", "件", Some("7")),
            ("1.5", "万条", "条", Some("15000")),
            ("7", "件", "万元", None),
            ("7", "元", "件", None),
            ("97.5", "%", "件", None),
            ("97.5", "％", "%", Some("97.5")),
            ("0.0000000000000000000000000001", "元", "亿元", None),
        ] {
            assert_eq!(convert(value, Some(stated), Some(wanted)).as_deref(), converted, "{value}{stated} in {wanted}");
        }
        assert_eq!(convert("7", None, Some("件")).as_deref(), Some("7"));
        assert_eq!(convert("7", Some("项"), None).as_deref(), Some("7"));
    }
}
