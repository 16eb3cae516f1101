//! Figures over the years（跨时期可比指标）: one name for what the forms of different eras ask alike.
//!
//! Most keys mean the same in every form that has them. Here stand those that do not: a row that another form calls
//! otherwise, and one that has the same name and another extent.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Figure;

/// Rows that mean the same as a row of another form: form, its key, the name for all. With why.
pub const SAME: &[(&str, &str, &str, &str)] = &[
    ("local-2008", "reply.denied.exempt1_state_secret", "reply.denied.state_secret", "免予公开范围1是国家秘密"),
    ("local-2008", "reply.denied.exempt2_business_secret", "reply.denied.business_secret", "免予公开范围2是商业秘密"),
    ("local-2008", "reply.denied.exempt3_privacy", "reply.denied.privacy", "免予公开范围3是个人隐私"),
    ("local-2008", "reply.denied.exempt6_law", "reply.denied.other_law", "免予公开范围6是法律法规规定的其他情形"),
    ("local-2008", "reply.denied.not_exist", "reply.not_exist", "信息不存在，2014年起不再计入不同意公开"),
    (
        "local-2008",
        "reply.denied.not_held",
        "reply.unable.not_held",
        "非本部门掌握，2019年起为“本机关不掌握相关政府信息”",
    ),
    ("tables-2019", "rules.made", "rules.issued", "本年新制作数量，2021年起为“本年制发件数”"),
    ("tables-2019", "normative.made", "normative.issued", "本年新制作数量，2014年为“制发规范性文件总数”"),
    (
        "tables-2019",
        "normative.newly_disclosed",
        "normative.disclosed",
        "本年新公开数量，2014年为“主动公开规范性文件数”",
    ),
];

/// Rows with the name of a row of other forms and another extent. With why.
pub const APART: &[(&str, &str, &str)] =
    &[("local-2008", "reply.denied", "包括信息不存在、非本部门掌握和内容不明确，2014年起单列")];

/// The name of a figure over the years（可比指标键）. What only looks the same gets the name of its form before it.
///
/// ```
/// use gongkai::report::comparable;
/// assert_eq!(comparable(Some("tables-2019"), "normative.made"), "normative.issued");
/// assert_eq!(comparable(Some("local-2008"), "reply.denied"), "local-2008:reply.denied");
/// assert_eq!(comparable(Some("tables-2021"), "reply.denied"), "reply.denied");
/// ```
#[must_use]
pub fn comparable<'k>(form: Option<&str>, key: &'k str) -> Cow<'k, str> {
    let Some(form) = form else { return Cow::Borrowed(key) };
    if let Some(&(.., name, _)) = SAME.iter().find(|same| (same.0, same.1) == (form, key)) {
        return Cow::Borrowed(name);
    }
    if APART.iter().any(|apart| (apart.0, apart.1) == (form, key)) {
        return Cow::Owned(format!("{form}:{key}"));
    }
    Cow::Borrowed(key)
}

/// The number of a figure in a unit that is the same in every year（可比数值）: money in 元, all else as it is printed.
///
/// `None` where it is no number, or too large to be one.
#[must_use]
pub fn in_base_unit(figure: &Figure) -> Option<(Decimal, Option<&str>)> {
    let number = figure.entry.number()?;
    let times = match figure.unit.as_deref() {
        Some("万元") => 10_000,
        Some("亿元") => 100_000_000,
        unit => return Some((number, unit)),
    };
    Some((number.checked_mul(times.into())?.normalize(), Some("元")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Catalogue, Entry, From, Key};

    #[test]
    fn every_row_of_the_tables_is_one_of_its_form_and_meets_another() {
        let catalogue = Catalogue::default();
        let has = |form: &str, key: &str| catalogue.form(form).unwrap().keys().any(|known| known.as_str() == key);
        for &(form, key, name, _) in SAME {
            assert!(has(form, key), "{form} {key}");
            assert!(!has(form, name), "{form} has {name} of its own");
            let others = catalogue.forms().unwrap().iter().filter(|other| other.id != form);
            assert!(others.into_iter().any(|other| has(&other.id, name)), "no other form has {name}");
        }
        for &(form, key, _) in APART {
            assert!(has(form, key), "{form} {key}");
        }
    }

    #[test]
    fn money_is_in_yuan() {
        let figure = |unit: &str| Figure {
            key: Key::from("fee.requests"),
            entry: Entry::Number(Decimal::new(12, 1)),
            unit: Some(unit.to_owned()),
            approximate: false,
            from: From::Table,
            rule: String::new(),
            span: None,
            sentence: None,
            section: None,
        };
        assert_eq!(in_base_unit(&figure("万元")), Some((12_000.into(), Some("元"))));
        assert_eq!(in_base_unit(&figure("件")), Some((Decimal::new(12, 1), Some("件"))));
    }
}
