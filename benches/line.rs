//! The line, stage by stage and whole, beside the bare parse that is its floor. `benches/README.md` says how to read it.

#![allow(missing_docs, clippy::unwrap_used)]

mod pages;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use gongkai::{
    Document, Limits, Reader, Reading, check,
    mention::{Kind, Kinds},
    outline::{self, RowLabels},
    page,
    report::{self, Catalogue, Evidence},
    text::decode,
    write::json,
};

const KINDS: Kinds = Kinds::ALL.without(Kind::Number).without(Kind::Organization);

fn document(html: &str, limits: &Limits) -> Document {
    let source = decode::decode(html.as_bytes(), None, limits).unwrap();
    page::lay_out(page::parse(&source, None, limits), limits)
}

fn written(reading: &Reading) -> Vec<u8> {
    let mut out = Vec::new();
    json::Page::new(reading, "page.html").write_to(&mut out).unwrap();
    out
}

/// Rounds of the table; each stage keeps its fastest.
const ROUNDS: usize = 7;

const STAGES: [&str; 10] =
    ["scraper alone", "decode", "parse", "lay out", "outline", "mentions", "fit", "check", "json", "whole line"];

/// How long each stage takes over all pages, one after the other on the same page, so that the ratios hold on a machine
/// whose speed wavers. The last is the whole line at once, with all that it let go of.
fn stages(pages: &[String]) -> [Duration; STAGES.len()] {
    let (limits, catalogue, rows) = (Limits::default(), Catalogue::default(), RowLabels::default());
    let reader = Reader::new().kinds(KINDS);
    let mut best = [Duration::MAX; STAGES.len()];
    for _ in 0..ROUNDS {
        let mut round = [Duration::ZERO; STAGES.len()];
        for html in pages {
            let mut last = Instant::now();
            let mut stage = 0;
            let mut lap = || {
                round[stage] += last.elapsed();
                stage += 1;
                last = Instant::now();
            };
            black_box(scraper::Html::parse_document(html));
            lap();
            let source = decode::decode(html.as_bytes(), None, &limits).unwrap();
            lap();
            let tree = page::parse(&source, None, &limits);
            lap();
            let document = page::lay_out(tree, &limits);
            lap();
            let outline = outline::outline(&document, &rows);
            lap();
            let mentions = gongkai::mentions(&document, KINDS);
            lap();
            let facts = report::facts(&document, &mentions);
            let evidence =
                Evidence { document: &document, sections: &outline.sections, mentions: &mentions, facts: &facts };
            let report = report::fit(evidence, &catalogue);
            lap();
            if let Some(report) = &report {
                black_box(check::check(report, evidence, &catalogue));
            }
            lap();
            let source = gongkai::SourceInfo {
                bytes: source.bytes,
                encoding: source.encoding,
                encoding_from: source.encoding_from,
                malformed: source.malformed,
            };
            let (sections, findings) = (outline.sections, Vec::new());
            let reading = Reading { source, document, sections, mentions, facts, report, findings };
            last = Instant::now();
            black_box(written(&reading));
            round[stage] += last.elapsed();
            drop(reading);
            last = Instant::now();
            let reading = reader.read(html.as_bytes()).unwrap();
            black_box(written(&reading));
            drop(reading);
            round[stage + 1] += last.elapsed();
        }
        for (best, round) in best.iter_mut().zip(round) {
            *best = round.min(*best);
        }
    }
    best
}

/// Prints the stages as a table, and the whole line as a ratio to the bare parse.
fn table(pages: &[String]) {
    let bytes: usize = pages.iter().map(String::len).sum();
    let times = stages(pages);
    let [bare, ..] = times;
    let limits = Limits::default();
    let documents: Vec<_> = pages.iter().map(|html| document(html, &limits)).collect();
    let text: usize = documents.iter().map(|document| document.text.len()).sum();
    let mentions: usize = documents.iter().map(|document| gongkai::mentions(document, KINDS).len()).sum();
    println!(
        "{} pages, {:.1} kB in the mean, {:.1} kB of it text, with {:.1} mentions a kB of text",
        pages.len(),
        bytes as f64 / pages.len() as f64 / 1e3,
        text as f64 / pages.len() as f64 / 1e3,
        mentions as f64 / text as f64 * 1e3,
    );
    println!("{:16} {:>10} {:>10} {:>10} {:>8}", "stage", "us/page", "MB/s", "pages/s", "ratio");
    let row = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let pages = pages.len() as f64;
        println!(
            "{name:16} {:10.1} {:10.1} {:10.0} {:8.3}",
            seconds * 1e6 / pages,
            bytes as f64 / seconds / 1e6,
            pages / seconds,
            seconds / bare.as_secs_f64()
        );
    };
    STAGES.iter().zip(times).for_each(|(name, time)| row(name, time));
}

fn each<T>(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, inputs: &[T], work: impl Fn(&T)) {
    group.bench_function(name, |bencher| bencher.iter(|| inputs.iter().for_each(&work)));
}

fn benches(criterion: &mut Criterion, pages: &[String]) {
    let (limits, catalogue, rows) = (Limits::default(), Catalogue::default(), RowLabels::default());
    let bytes: usize = pages.iter().map(String::len).sum();
    let reader = Reader::new().kinds(KINDS);
    let sources: Vec<_> = pages.iter().map(|html| decode::decode(html.as_bytes(), None, &limits).unwrap()).collect();
    let documents: Vec<_> = pages.iter().map(|html| document(html, &limits)).collect();
    let readings: Vec<_> = pages.iter().map(|html| reader.read(html.as_bytes()).unwrap()).collect();
    for (unit, throughput) in
        [("bytes", Throughput::BytesDecimal(bytes as u64)), ("pages", Throughput::Elements(pages.len() as u64))]
    {
        let mut group = criterion.benchmark_group(unit);
        group.throughput(throughput);
        each(&mut group, "0 scraper alone", pages, |html| drop(black_box(scraper::Html::parse_document(html))));
        each(&mut group, "1 decode", pages, |html| drop(black_box(decode::decode(html.as_bytes(), None, &limits))));
        each(&mut group, "2 parse", &sources, |source| drop(black_box(page::parse(source, None, &limits))));
        group.bench_function("3 lay out", |bencher| {
            let parsed = || sources.iter().map(|source| page::parse(source, None, &limits)).collect::<Vec<_>>();
            let work = |trees: Vec<_>| trees.into_iter().map(|tree| page::lay_out(tree, &limits)).collect::<Vec<_>>();
            bencher.iter_batched(parsed, work, BatchSize::LargeInput);
        });
        each(&mut group, "4 outline", &documents, |document| drop(black_box(outline::outline(document, &rows))));
        each(&mut group, "5 mentions", &documents, |document| drop(black_box(gongkai::mentions(document, KINDS))));
        each(&mut group, "6 fit and check", &readings, |reading| {
            let evidence = Evidence {
                document: &reading.document,
                sections: &reading.sections,
                mentions: &reading.mentions,
                facts: &reading.facts,
            };
            if let Some(report) = report::fit(evidence, &catalogue) {
                black_box(check::check(&report, evidence, &catalogue));
            }
        });
        each(&mut group, "7 json", &readings, |reading| {
            drop(black_box(written(reading)));
        });
        each(&mut group, "whole line", pages, |html| {
            let reading = reader.read(html.as_bytes()).unwrap();
            drop(black_box(written(&reading)));
        });
        group.finish();
    }
}

fn main() {
    let has = |name: &str| std::env::args().any(|argument| argument == name);
    let folder = std::env::args().skip_while(|argument| argument != "--pages").nth(1);
    let pages = match folder {
        Some(folder) => pages::folder(folder.as_ref()),
        None if has("--dense") => pages::dense(),
        None => pages::all(),
    };
    if has("--table") {
        return table(&pages);
    }
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    benches(&mut criterion, &pages);
    criterion.final_summary();
    table(&pages);
}
