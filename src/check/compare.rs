//! Two reports of one organ, of years that follow each other（跨年比对）.

use super::plain;
use crate::{Finding, Severity, report::AnnualReport};

/// Columns of the table of applications; the empty one is the total.
const COLUMNS: [&str; 7] = ["", "@natural_person", "@enterprise", "@research", "@social", "@legal_service", "@other"];

/// What does not follow from one year to the next: applications carried over, documents in force, items listed.
/// Spans point into the text of the later report. Empty where the years do not follow each other.
#[must_use]
pub fn compare(earlier: &AnnualReport, later: &AnnualReport) -> Vec<Finding> {
    let year = |report: &AnnualReport| report.year.as_ref().map(|year| year.value);
    let follows = year(earlier).zip(year(later)).is_some_and(|(a, b)| a + 1 == b);
    if !follows {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut expect = |key: String, expected: Option<rust_decimal::Decimal>, code, en: &str, zh: &str| {
        let stated = later.figure(&key);
        let number = stated.and_then(|figure| figure.entry.number());
        if let (Some(expected), Some(number)) = (expected, number)
            && expected != number
        {
            let (a, b) = (plain(expected), plain(number));
            let finding = Finding::new(
                code,
                Severity::Doubt,
                format!("{key} is {b}; {en} {a}"),
                format!("“{key}”为{b}，{zh}{a}"),
            );
            found.push(finding.at_all(stated.and_then(|figure| figure.span)).compare(a, b));
        }
    };
    for column in COLUMNS {
        let carried = earlier.number(&format!("request.carried_out{column}"));
        let (en, zh) = ("the year before carried over", "上年报告结转为");
        expect(format!("request.carried_in{column}"), carried, "carried-over-mismatch", en, zh);
    }
    for row in ["rules", "normative"] {
        let before = earlier.number(&format!("{row}.in_force"));
        let change = later.number(&format!("{row}.issued")).zip(later.number(&format!("{row}.repealed")));
        let expected = before.zip(change).map(|(before, (issued, repealed))| before + issued - repealed);
        let (en, zh) = ("last year's, with what was issued and repealed, make", "按上年现行有效数加制发减废止应为");
        expect(format!("{row}.in_force"), expected, "in-force-mismatch", en, zh);
    }
    for row in ["licence", "other_service", "penalty", "coercion", "charge"] {
        let before = earlier.number(&format!("{row}.items_last_year"));
        let change = earlier.number(&format!("{row}.items_change"));
        let expected = before.zip(change).map(|(before, change)| before + change);
        let (en, zh) = ("last year's items and their change make", "按上年项目数加增减应为");
        expect(format!("{row}.items_last_year"), expected, "items-mismatch", en, zh);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Found,
        report::{Entry, Figure, From, Key},
    };

    fn report(year: i16, figures: &[(&str, i64)]) -> AnnualReport {
        let figure = |&(key, n): &(&str, i64)| Figure {
            key: Key::from(key),
            entry: Entry::Number(n.into()),
            unit: None,
            approximate: false,
            from: From::Table,
            rule: String::new(),
            span: None,
            sentence: None,
            section: None,
        };
        AnnualReport {
            form: None,
            year: Some(Found::new(year, 0..0)),
            organ: None,
            region: None,
            figures: figures.iter().map(figure).collect(),
            findings: Vec::new(),
        }
    }

    #[test]
    fn what_one_year_carries_over_the_next_carries_in() {
        let earlier = report(2022, &[("request.carried_out", 3), ("normative.in_force", 40)]);
        let later = report(
            2023,
            &[
                ("request.carried_in", 2),
                ("normative.in_force", 45),
                ("normative.issued", 9),
                ("normative.repealed", 4),
            ],
        );
        let codes: Vec<_> =
            compare(&earlier, &later).into_iter().map(|finding| (finding.code, finding.expected)).collect();
        assert_eq!(codes, [("carried-over-mismatch", Some("3".to_owned()))]);
        assert!(compare(&later, &earlier).is_empty());
    }
}
