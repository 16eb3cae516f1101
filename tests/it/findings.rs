//! Every code of findings: raised by its example, not by the same page without what it finds, known to the registry, and
//! used by the source.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use gongkai::{
    Finding, Limits, Reader, Reading, Span, check,
    check::{CODES, Source, Wording},
};
use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    finding: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    code: String,
    page: String,
    without: String,
    bytes: Option<String>,
    repeat: Option<usize>,
    #[serde(default)]
    limits: BTreeMap<String, usize>,
    before: Option<String>,
    #[serde(default)]
    below: Vec<String>,
    other: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn examples() -> Vec<Example> {
    let text = fs::read_to_string(root().join("fixtures/findings.toml")).unwrap();
    toml::from_str::<Examples>(&text).unwrap().finding
}

fn lowered(names: &BTreeMap<String, usize>) -> Limits {
    let mut limits = Limits::default();
    for (name, &value) in names {
        let limit = match name.as_str() {
            "max_text" => &mut limits.max_text,
            "max_depth" => &mut limits.max_depth,
            "max_nodes" => &mut limits.max_nodes,
            "max_formatting" => &mut limits.max_formatting,
            "max_attributes" => &mut limits.max_attributes,
            "max_cells" => &mut limits.max_cells,
            "max_mentions" => &mut limits.max_mentions,
            other => panic!("no limit is called {other}"),
        };
        *limit = value;
    }
    limits
}

/// That the text of one page is that of another.
fn repeats(page: &Reading, other: &Reading, source: Source) -> Option<Finding> {
    let wording = |reading: &Reading| {
        let text = &reading.document.text;
        Wording::new(text, [Span::new(0, text.len())])
    };
    wording(page).repeats(&wording(other), source, 50).map(|(finding, _)| finding)
}

impl Example {
    /// The page as it is served.
    fn served(&self, page: &str) -> Vec<u8> {
        let page = match (self.repeat, page.split_once('⟦')) {
            (Some(times), Some((head, rest))) => {
                let (again, tail) = rest.split_once('⟧').unwrap();
                format!("{head}{}{tail}", again.repeat(times))
            }
            _ => page.to_owned(),
        };
        let Some(hex) = &self.bytes else { return page.into_bytes() };
        let byte = u8::from_str_radix(hex, 16).unwrap();
        let parts: Vec<&[u8]> = page.split('⌷').map(str::as_bytes).collect();
        parts.join(&byte)
    }

    fn findings(&self, page: &str) -> Vec<Finding> {
        let reader = Reader::new().limits(lowered(&self.limits));
        let reading = reader.read(&self.served(page)).unwrap();
        let mut findings = reading.findings.clone();
        let others = |texts: &[String]| -> Vec<Reading> {
            texts.iter().map(|text| reader.read(text.as_bytes()).unwrap()).collect()
        };
        for before in others(self.before.as_slice()) {
            findings.extend(check::compare(before.report.as_ref().unwrap(), reading.report.as_ref().unwrap()));
            findings.extend(repeats(&reading, &before, Source::YearBefore));
        }
        for other in others(self.other.as_slice()) {
            findings.extend(repeats(&reading, &other, Source::OtherOrgan));
        }
        let below = others(&self.below);
        if !below.is_empty() {
            let below: Vec<_> = below.iter().map(|reading| reading.report.as_ref().unwrap()).collect();
            findings.extend(check::gathers(reading.report.as_ref().unwrap(), &below));
        }
        findings
    }
}

#[test]
fn every_code_is_raised_by_its_example_and_not_without_it() {
    let mut wrong = Vec::new();
    for example in examples() {
        let has = |page: &str| example.findings(page).iter().any(|finding| finding.code == example.code);
        let codes = |page: &str| -> Vec<_> {
            example.findings(page).iter().map(|finding| format!("{}: {}", finding.code, finding.message_en)).collect()
        };
        if !has(&example.page) {
            wrong.push(format!("{} is not raised, but {:?}", example.code, codes(&example.page)));
        }
        if has(&example.without) {
            wrong.push(format!("{} is raised without cause: {:?}", example.code, codes(&example.without)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_an_example() {
    let with: BTreeSet<String> = examples().into_iter().map(|example| example.code).collect();
    let all: BTreeSet<String> = CODES.iter().map(|code| code.code.to_owned()).collect();
    assert_eq!(with, all);
}

#[test]
fn the_registry_has_the_codes_of_the_source_and_no_other() {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") && !path.ends_with("codes.rs") {
                files.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    let source = files.join("\n");
    let known: BTreeSet<&str> = CODES.iter().map(|code| code.code).collect();
    for code in &known {
        assert!(source.contains(&format!("\"{code}\"")), "nothing raises {code}");
    }
    let raised = Regex::new(r#"Finding::new\(\s*"([a-z-]+)""#).unwrap();
    for found in raised.captures_iter(&source) {
        let code = found.get(1).unwrap().as_str();
        assert!(known.contains(code), "{code} is in no registry");
    }
}
