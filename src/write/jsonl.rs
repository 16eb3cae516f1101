//! Mentions of bare texts, one JSON object a line: what `gongkai mentions --jsonl` reads and prints.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    Found, ScalarIndex,
    mention::{DateExpr, Finder, Kind, Mention, Reference},
};

/// A text to look through.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Question<'a> {
    /// Whatever tells the caller which text it is.
    pub id: serde_json::Value,
    /// The text.
    pub text: Cow<'a, str>,
    /// The day, as `2016-03-02`, against which relative dates are resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_date: Option<Cow<'a, str>>,
}

/// What a text mentions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Answer<'a> {
    /// The text's own.
    pub id: serde_json::Value,
    /// In order of place.
    pub mentions: Vec<Item<'a>>,
}

/// One mention. Offsets count Unicode scalar values.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Item<'a> {
    /// What kind it is.
    pub kind: Kind,
    /// First character.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// The words.
    pub text: Cow<'a, str>,
    /// The value in its canonical spelling.
    pub value: Cow<'a, str>,
    /// The measure word or unit of money as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'a, str>>,
    /// ISO 4217 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Cow<'a, str>>,
    /// The date that a relative expression comes to on the reference date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Cow<'a, str>>,
}

/// Looks through one text with `finder`.
#[must_use]
pub fn answer<'q>(question: &'q Question<'_>, finder: &mut Finder) -> Answer<'q> {
    let mut found = Vec::new();
    finder.find(&question.text, 0..question.text.len(), &mut found);
    let index = ScalarIndex::new(&question.text);
    let reference = question.reference_date.as_deref().and_then(reference);
    let mentions = found
        .into_iter()
        .map(|Found { value: mention, span }| {
            let [start, end] = index.scalars(span);
            let (unit, currency) = match &mention {
                Mention::Quantity(quantity) => (Some(quantity.unit.clone()), None),
                Mention::Money(money) => (Some(money.unit.clone()), Some(money.currency)),
                Mention::Percent(percent) => (Some(percent.unit.name().to_owned()), None),
                _ => (None, None),
            };
            Item {
                kind: mention.kind(),
                start,
                end,
                text: span.of(&question.text).into(),
                value: mention.value().into(),
                unit: unit.map(Into::into),
                currency: currency.map(Into::into),
                resolved: reference.and_then(|day| resolved(&mention, day)).map(Into::into),
            }
        })
        .collect();
    Answer { id: question.id.clone(), mentions }
}

/// The day that `reference_date` names; what is no day resolves nothing.
fn reference(date: &str) -> Option<Reference> {
    let day = DateExpr::parse_day(date)?.day()?;
    Some(Reference { year: day.year, month: day.month, day: day.day })
}

/// The days that a date or period comes to, as `2015-12-31` or `2015-01-01/2015-12-31`.
fn resolved(mention: &Mention, reference: Reference) -> Option<String> {
    match mention {
        Mention::Date(date) | Mention::DatePeriod(date) => date.resolve(reference).map(|days| days.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Kinds;

    fn resolved_of(text: &str, reference: Option<&str>) -> Vec<Option<String>> {
        let question = Question { id: 1.into(), text: text.into(), reference_date: reference.map(Into::into) };
        let mut finder = Finder::new(Kinds::ALL.without(Kind::Organization), true);
        let items = answer(&question, &mut finder).mentions;
        items.into_iter().map(|item| item.resolved.map(Cow::into_owned)).collect()
    }

    #[test]
    fn relative_dates_are_resolved_only_against_a_given_day() {
        let text = "截至今年年底";
        assert_eq!(resolved_of(text, Some("2015-06-30")), [Some("../2015-12-31".to_owned())]);
        assert_eq!(resolved_of(text, None), [None]);
        assert_eq!(resolved_of(text, Some("no day")), [None]);
        assert_eq!(resolved_of("收到3件", Some("2015-06-30")), [None]);
    }
}
