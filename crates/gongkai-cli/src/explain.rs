//! `gongkai explain`: why a figure is what it is, or what a code of findings is about.

use std::{
    fs,
    io::{self, Read as _, Write},
};

use anyhow::Context as _;
use clap::Args;
use gongkai::{
    Reader, Reading, Span,
    check::Code,
    mention::Mention,
    page::BlockKind,
    report::{Catalogue, Entry, Evidence, Figure, From, SetAside, set_aside, ways},
};

use crate::{Failure, limits::Raised, print};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The page (a file, or `-` for standard input), or a code of findings such as sum-mismatch.
    what: String,
    /// Only this figure, such as request.received.
    #[arg(long)]
    key: Option<String>,
    #[command(flatten)]
    limits: Raised,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let what = arguments.what.as_str();
    if let Some(code) = Code::of(what) {
        return print(|out| explain_code(out, code));
    }
    let bytes = if what == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        bytes
    } else {
        fs::read(what).with_context(|| format!("{what}: neither a code of findings nor a file"))?
    };
    let reader = Reader::new().limits(arguments.limits.limits()?);
    let reading = reader.read(&bytes).with_context(|| what.to_owned()).map_err(Failure::Input)?;
    let Some(report) = &reading.report else {
        return print(|out| writeln!(out, "no annual report（不是政府信息公开工作年度报告）: no figures"));
    };
    let evidence = Evidence {
        document: &reading.document,
        sections: &reading.sections,
        mentions: &reading.mentions,
        facts: &reading.facts,
    };
    let mut aside = set_aside(evidence, report.year.as_ref().map(|year| year.value))?;
    let Some(key) = &arguments.key else {
        let rest = unread(&reading, &report.figures, &aside);
        return print(|out| {
            let mut by_key = report.figures.chunk_by(|a, b| a.key == b.key);
            by_key.try_for_each(|statements| explain_figure(out, &reading, statements))?;
            for aside in &aside {
                writeln!(out, "no figure: {}", aside.figure.key)?;
                explain_aside(out, &reading, std::slice::from_ref(aside))?;
            }
            rest.iter().try_for_each(|&(words, sentence)| {
                writeln!(out, "no figure: {}, no rule has the words around it", shown(&reading, words))?;
                writeln!(out, "    sentence  {} at {}", shown(&reading, sentence), offsets(&reading, words))
            })
        });
    };
    aside.retain(|aside| aside.figure.key.as_str() == key);
    let statements: Vec<Figure> = report.figures.iter().filter(|figure| figure.key.as_str() == key).cloned().collect();
    let ways = ways(key)?;
    if statements.is_empty() && aside.is_empty() && ways.is_empty() && !is_known(key)? {
        return Err(anyhow::anyhow!("no form and no rule has a figure {key:?}").into());
    }
    print(|out| {
        if statements.is_empty() {
            writeln!(out, "{key}: no statement was found")?;
        }
        explain_figure(out, &reading, &statements)?;
        explain_aside(out, &reading, &aside)?;
        if statements.is_empty() && aside.is_empty() {
            let why = if ways.is_empty() { "only tables give it" } else { "no sentence has the words of its rules" };
            writeln!(out, "  {why}; silence is not zero")?;
            ways.iter().try_for_each(|way| writeln!(out, "    rule      {way}"))?;
        }
        Ok(())
    })
}

/// The numbers of the body that are neither figures nor set aside, each with its sentence.
fn unread(reading: &Reading, figures: &[Figure], aside: &[SetAside]) -> Vec<(Span, Span)> {
    let text = reading.document.text.as_str();
    let told = || figures.iter().chain(aside.iter().map(|aside| &aside.figure)).filter_map(|figure| figure.span);
    let prose = reading.document.body().filter(|block| block.kind != BlockKind::Table);
    let blocks: Vec<Span> = prose.map(|block| block.span).collect();
    let counts = |mention: &Mention| matches!(mention, Mention::Quantity(_) | Mention::Percent(_) | Mention::Money(_));
    let numbers = reading.mentions.iter().filter(|found| counts(&found.value)).map(|found| found.span);
    let unread = numbers.filter(|span| !told().any(|told| told.overlaps(*span)));
    unread
        .filter_map(|span| {
            let block = blocks.iter().find(|block| block.start <= span.start && span.end <= block.end)?;
            let head = text.get(block.start as usize..span.start as usize)?;
            let tail = text.get(span.end as usize..block.end as usize)?;
            let start = head.rfind(['。', '！', '？']).map_or(0, |at| at + '。'.len_utf8());
            let end = tail.find(['。', '！', '？']).map_or(tail.len(), |at| at + '。'.len_utf8());
            Some((span, Span::new(block.start as usize + start, span.end as usize + end)))
        })
        .collect()
}

fn explain_code(out: &mut dyn Write, code: &Code) -> io::Result<()> {
    writeln!(out, "{}\n  {}\n  {}", code.code, code.finds, code.finds_zh)?;
    writeln!(out, "why\n  {}\n  {}", code.why, code.why_zh)?;
    writeln!(out, "example\n  {}", code.example)
}

/// The statements of one key, the one that leads first.
fn explain_figure(out: &mut dyn Write, reading: &Reading, statements: &[Figure]) -> io::Result<()> {
    let Some((lead, others)) = statements.split_first() else { return Ok(()) };
    writeln!(out, "{} = {}", lead.key, value(lead))?;
    place(out, reading, lead)?;
    for other in others {
        writeln!(out, "  behind it: {}, {}", value(other), why_behind(lead, other))?;
        place(out, reading, other)?;
    }
    Ok(())
}

fn value(figure: &Figure) -> String {
    let Entry::Number(number) = figure.entry else { return figure.entry.name().to_owned() };
    let about = if figure.approximate { "about " } else { "" };
    format!("{about}{}{}", number.normalize(), figure.unit.as_deref().unwrap_or_default())
}

fn place(out: &mut dyn Write, reading: &Reading, figure: &Figure) -> io::Result<()> {
    let from = match figure.from {
        From::Table => "table",
        From::TextTable => "table in text",
        From::Prose => "sentence",
    };
    match figure.span {
        Some(span) => writeln!(out, "    words     {} at {}", shown(reading, span), offsets(reading, span))?,
        None => writeln!(out, "    words     none: it is implied")?,
    }
    if let Some(sentence) = figure.sentence {
        writeln!(out, "    {from:<9} {}", shown(reading, sentence))?;
    }
    writeln!(out, "    rule      {}", figure.rule)
}

/// What put a statement behind the one that leads: the order of [`gongkai::AnnualReport::figure`].
fn why_behind(lead: &Figure, other: &Figure) -> &'static str {
    let implied = |figure: &Figure| figure.rule.starts_with("implied:");
    if lead.entry.number().is_some() && other.entry.number().is_none() {
        "because it is no number"
    } else if implied(other) && !implied(lead) {
        "because it is implied, and the other stated"
    } else if lead.from != other.from {
        "because a table leads a sentence, and a table with cells a table in text"
    } else if other.approximate && !lead.approximate {
        "because it is approximate, and the other exact"
    } else {
        "because it stands later or fits less closely"
    }
}

/// Offsets of Unicode scalar values, as in the JSON.
fn offsets(reading: &Reading, span: Span) -> String {
    let index = gongkai::ScalarIndex::new(&reading.document.text);
    let [start, end] = index.scalars(span);
    format!("{start}..{end}")
}

/// The words of a place on one line, not too many of them.
fn shown(reading: &Reading, span: Span) -> String {
    const MOST: usize = 120;
    let words = span.of(&reading.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= MOST { words } else { words.chars().take(MOST).chain(['…']).collect() }
}

/// Whether a form knows the key.
fn is_known(key: &str) -> Result<bool, gongkai::Error> {
    Ok(Catalogue::default().forms()?.iter().any(|form| form.keys().any(|known| known.as_str() == key)))
}

/// Numbers that the rules of a key fit and that are no figure of this report.
fn explain_aside(out: &mut dyn Write, reading: &Reading, aside: &[SetAside]) -> io::Result<()> {
    for SetAside { figure, why } in aside {
        writeln!(out, "  set aside: {}, {}", value(figure), why.name())?;
        place(out, reading, figure)?;
    }
    Ok(())
}
