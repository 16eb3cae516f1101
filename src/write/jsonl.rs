//! Mentions of bare texts, one JSON object a line: what `gongkai mentions --jsonl` reads and prints.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    Found, ScalarIndex,
    mention::{Finder, Kind, Mention},
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
                resolved: None,
            }
        })
        .collect();
    Answer { id: question.id.clone(), mentions }
}
