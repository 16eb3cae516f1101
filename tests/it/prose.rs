//! Figures in sentences: each sentence of `fixtures/prose/sentences.toml` with all its figures, through the public line.

use std::{collections::BTreeMap, fs, path::PathBuf};

use gongkai::{
    Reader, Reading,
    mention::{Kind, Kinds},
    report::{Entry, Figure, From},
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    under: Vec<Under>,
}

/// Sentences that stand under one heading in reports on one year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Under {
    heading: String,
    year: i16,
    cases: Vec<(String, BTreeMap<String, String>)>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/prose")
}

/// Organizations need the word segmenter and are no figures.
fn read(bytes: &[u8]) -> Reading {
    Reader::new().kinds(Kinds::ALL.without(Kind::Organization)).read(bytes).unwrap()
}

/// As the fixtures write it: 约1200条, 100%, 无.
fn written(figure: &Figure) -> String {
    match figure.entry {
        Entry::Number(value) => {
            let about = if figure.approximate { "约" } else { "" };
            format!("{about}{}{}", value.normalize(), figure.unit.as_deref().unwrap_or_default())
        }
        Entry::StatedNone => "无".to_owned(),
        other => other.name().to_owned(),
    }
}

/// The statement in prose that leads, of every key that has one.
pub(crate) fn in_prose(reading: &Reading) -> BTreeMap<String, String> {
    let report = reading.report.as_ref().expect("a report");
    let mut leading = BTreeMap::new();
    for figure in report.figures.iter().filter(|figure| figure.from == From::Prose) {
        assert!(figure.span.is_some() && figure.sentence.is_some(), "{} stands nowhere", figure.key);
        leading.entry(figure.key.to_string()).or_insert_with(|| written(figure));
    }
    leading
}

#[test]
fn each_sentence_gives_its_figures_and_no_other() {
    let file: Sentences = toml::from_str(&fs::read_to_string(folder().join("sentences.toml")).unwrap()).unwrap();
    let cases = || file.under.iter().flat_map(|under| under.cases.iter().map(move |case| (under, case)));
    assert!(cases().count() >= 400 && cases().filter(|(_, (_, figures))| figures.is_empty()).count() >= 160);
    let mut wrong = Vec::new();
    for (Under { heading, year, .. }, (sentence, expected)) in cases() {
        let page = format!("柳河县{year}年政府信息公开工作年度报告\n\n一、{heading}\n\n{sentence}\n");
        let found = in_prose(&read(page.as_bytes()));
        if found != *expected {
            wrong.push(format!("{sentence}\n  gives {found:?}\n  not   {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
