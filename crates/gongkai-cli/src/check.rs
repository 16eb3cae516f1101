//! `gongkai check`: findings as a linter prints them.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, anyhow};
use clap::{Args, ValueEnum};
use gongkai::{Finding, Reader, ScalarIndex, Severity, check::CODES, mention::Kind, mention::Kinds, page::Media};
use serde_json::{Value, json};

use crate::{Failure, counted, limits::Raised, packs::Packs, print};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Pages or texts: files.
    #[arg(required = true, value_name = "FILE")]
    pages: Vec<PathBuf>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
    /// The least severity that makes the exit code 1.
    #[arg(long, value_enum, default_value_t = FailOn::Contradiction)]
    fail_on: FailOn,
    #[command(flatten)]
    packs: Packs,
    #[command(flatten)]
    limits: Raised,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The message in two languages, and the words it is about.
    Full,
    /// One line each.
    Concise,
    /// One array of objects.
    Json,
    /// Annotations of a workflow.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Contradiction,
    Doubt,
    Note,
    Never,
}

impl FailOn {
    fn is_reached(self, severity: Severity) -> bool {
        match self {
            Self::Contradiction => severity >= Severity::Contradiction,
            Self::Doubt => severity >= Severity::Doubt,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// A finding and where it stands.
struct Found {
    file: String,
    finding: Finding,
    place: Option<Place>,
}

/// A place in the text that was read out of a page. Of plain text it is the place in the file.
struct Place {
    in_file: bool,
    /// From one.
    line: usize,
    /// In characters, from one.
    column: usize,
    /// Offsets in characters.
    offsets: [usize; 2],
    words: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let kinds = Kinds::ALL.without(Kind::Organization);
    let reader = Reader::new().kinds(kinds).limits(arguments.limits.limits()?).catalogue(arguments.packs.catalogue()?);
    let mut found = Vec::new();
    let mut failures = Vec::new();
    for file in &arguments.pages {
        match read(&reader, file) {
            Ok(findings) => found.extend(findings),
            Err(error) => failures.push(error),
        }
    }
    print(|out| arguments.format.write(out, &found))?;
    for failure in &failures {
        eprintln!("gongkai: {failure:#}");
    }
    let reached = found.iter().filter(|found| arguments.fail_on.is_reached(found.finding.severity)).count();
    if let Some(error) = failures.into_iter().next() {
        return Err(Failure::Input(error.context("not every file could be read")));
    }
    match reached {
        0 => Ok(()),
        n => Err(Failure::Input(anyhow!("{} of that severity or above", counted(n as u64, "finding")))),
    }
}

fn read(reader: &Reader, file: &Path) -> anyhow::Result<Vec<Found>> {
    let shown = file.display().to_string();
    let bytes = fs::read(file).with_context(|| shown.clone())?;
    let reading = reader.read(&bytes).with_context(|| shown.clone())?;
    let (text, media) = (&reading.document.text, reading.document.media);
    let index = ScalarIndex::new(text);
    let in_file = media != Media::Html;
    let findings = reading.findings.into_iter().map(|finding| {
        let place = finding.spans.first().map(|&span| {
            let before = text.get(..span.start as usize).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            Place {
                in_file,
                line: before.matches('\n').count() + 1,
                column: line.chars().count() + 1,
                offsets: index.scalars(span),
                words: text.get(span.range()).unwrap_or_default().chars().take(80).collect(),
            }
        });
        Found { file: shown.clone(), finding, place }
    });
    Ok(findings.collect())
}

impl Format {
    fn write(self, out: &mut dyn Write, found: &[Found]) -> io::Result<()> {
        match self {
            Self::Full => found.iter().try_for_each(|found| found.full(out)),
            Self::Concise => found.iter().try_for_each(|found| writeln!(out, "{}", found.concise())),
            Self::Json => writeln!(out, "{:#}", Value::from_iter(found.iter().map(Found::json))),
            Self::Github => found.iter().try_for_each(|found| writeln!(out, "{}", found.github())),
            Self::Sarif => writeln!(out, "{:#}", sarif(found)),
        }
    }
}

impl Found {
    fn head(&self) -> String {
        let place = self.place.as_ref().map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        format!("{}{place}: {} {}", self.file, self.finding.severity.name(), self.finding.code)
    }

    fn concise(&self) -> String {
        format!("{}: {}", self.head(), self.finding.message_en)
    }

    fn full(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}\n  {}\n  {}", self.head(), self.finding.message_en, self.finding.message_zh)?;
        let words = self.place.as_ref().map_or("", |place| place.words.as_str());
        if words.is_empty() { Ok(()) } else { writeln!(out, "  > {}", words.replace(['\n', '\t'], " ")) }
    }

    fn json(&self) -> Value {
        let place = self.place.as_ref().map(
            |place| json!({"line": place.line, "column": place.column, "span": place.offsets, "words": place.words}),
        );
        json!({
            "file": self.file,
            "code": self.finding.code,
            "severity": self.finding.severity.name(),
            "message_en": self.finding.message_en,
            "message_zh": self.finding.message_zh,
            "expected": self.finding.expected,
            "stated": self.finding.stated,
            "place": place,
        })
    }

    /// `::error file=…,line=…,title=…::…`, with what the format reserves escaped.
    fn github(&self) -> String {
        let level = match self.finding.severity {
            Severity::Contradiction => "error",
            Severity::Doubt => "warning",
            Severity::Note => "notice",
        };
        let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
        let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
        // Lines of the text of a page are no lines of its file.
        let place = self.place.as_ref().filter(|place| place.in_file);
        let place = place.map(|place| format!(",line={},col={}", place.line, place.column)).unwrap_or_default();
        let (file, code) = (property(&self.file), self.finding.code);
        format!("::{level} file={file}{place},title={code}::{}", escape(&self.finding.message_zh))
    }

    fn result(&self) -> Value {
        let level = match self.finding.severity {
            Severity::Contradiction => "error",
            Severity::Doubt => "warning",
            Severity::Note => "note",
        };
        let mut location = json!({"artifactLocation": {"uri": uri(&self.file)}});
        if let Some(place) = self.place.as_ref().filter(|place| place.in_file) {
            location["region"] = json!({"startLine": place.line, "startColumn": place.column});
        }
        let words = self.place.as_ref().map_or("", |place| place.words.as_str());
        json!({
            "ruleId": self.finding.code,
            "level": level,
            "message": {"text": format!("{}（{}）", self.finding.message_en, self.finding.message_zh)},
            "locations": [{"physicalLocation": location}],
            "properties": {"words": words},
        })
    }
}

/// A path as a relative reference, its own signs escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn sarif(found: &[Found]) -> Value {
    let rules: Vec<Value> = CODES
        .iter()
        .map(|code| {
            json!({
                "id": code.code,
                "shortDescription": {"text": code.finds},
                "fullDescription": {"text": format!("{} {} {}", code.finds_zh, code.why, code.why_zh)},
            })
        })
        .collect();
    let driver = json!({"name": "gongkai", "version": env!("CARGO_PKG_VERSION"), "rules": rules});
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": found.iter().map(Found::result).collect::<Vec<_>>(),
        }],
    })
}
