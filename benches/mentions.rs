//! How fast mentions are found, in bytes a second, beside `jieba.cut` on the same text; and texts that would cost a
//! careless pattern the square of their length.
//!
//! The aim: on body text all extractors but organizations together run at least 1.5 times as fast as `jieba.cut`, and that of
//! organizations at least 0.4 times. `--table` prints both ratios for the texts there are, with `--pages FOLDER` for the
//! body of real pages too.

#![allow(clippy::unwrap_used)]

mod pages;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{Criterion, Throughput};
use gongkai::{
    Limits,
    mention::{EXTRACTORS, Finder, Kind, Kinds},
    page::{self, Role},
    text::{decode, fold::Folded, numeral, segment},
};

/// Prose of an annual report, as dense with numbers as such prose is.
const PROSE: &str = include_str!("prose.txt");

fn find(text: &str, kinds: Kinds) -> usize {
    let mut found = Vec::new();
    let mut finder = Finder::new(kinds, true);
    for (at, line) in lines(text) {
        finder.find(text, at..at + line.len(), &mut found);
    }
    found.len()
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

fn prose(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("mentions");
    let text = PROSE.repeat(8);
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    let jieba = segment::segmenter().unwrap();
    group.bench_function("yardstick: jieba.cut", |bencher| {
        bencher.iter(|| lines(&text).map(|(_, line)| jieba.cut(line, true).len()).sum::<usize>());
    });
    group.bench_function("fold", |bencher| {
        bencher.iter(|| lines(&text).map(|(_, line)| Folded::new(line).text().len()).sum::<usize>());
    });
    group.bench_function("numerals", |bencher| {
        let mut numerals = Vec::new();
        bencher.iter(|| {
            numerals.clear();
            lines(&text).for_each(|(_, line)| numeral::scan(line, &mut numerals));
            numerals.len()
        });
    });
    for extractor in EXTRACTORS {
        let kinds = Kinds::NONE.with(extractor.kind);
        group.bench_function(extractor.kind.name(), |bencher| bencher.iter(|| find(&text, kinds)));
    }
    group.bench_function("all but organizations", |bencher| {
        bencher.iter(|| find(&text, Kinds::ALL.without(Kind::Organization)));
    });
    group.finish();
}

/// Twice the length may cost twice the time, not four times.
fn hostile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("hostile");
    group.sample_size(10);
    for (name, unit) in [("digits", "1"), ("han", "政"), ("numerals", "一千"), ("brackets", "《〔")] {
        for kilobytes in [40, 80] {
            let text = unit.repeat(kilobytes * 1024 / unit.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("{name} {kilobytes} KB"), |bencher| {
                bencher.iter(|| find(&text, Kinds::ALL.without(Kind::Organization)));
            });
        }
    }
    group.finish();
}

/// Rounds of the table; each measure keeps its fastest.
const ROUNDS: usize = 9;

/// The main text of pages, a line a block.
fn body(pages: &[String]) -> String {
    let limits = Limits::default();
    let mut text = String::new();
    for html in pages {
        let source = decode::decode(html.as_bytes(), None, &limits).unwrap();
        let document = page::lay_out(page::parse(&source, None, &limits), &limits);
        for block in document.blocks.iter().filter(|block| block.role == Role::Body) {
            text.push_str(block.span.of(&document.text).trim_end());
            text.push('\n');
        }
    }
    text
}

/// Prints how many times as fast as `jieba.cut` each text is read: by all extractors but organizations, by organizations,
/// and by each extractor alone.
fn table(pages: Option<Vec<String>>) {
    let real = pages.map(|pages| ("body of the pages given", body(&pages)));
    let texts = [("body of the bench pages", body(&pages::all())), ("prose of a report", PROSE.repeat(8))];
    let numbers = Kinds::ALL.without(Kind::Organization);
    let single = EXTRACTORS.iter().map(|extractor| (extractor.kind.name(), Kinds::NONE.with(extractor.kind)));
    let measures: Vec<_> = [("all but organizations", numbers)].into_iter().chain(single).collect();
    let jieba = segment::segmenter().unwrap();
    for (name, text) in texts.into_iter().chain(real) {
        let mut best = vec![Duration::MAX; measures.len() + 1];
        let time = |best: &mut Duration, work: &dyn Fn() -> usize| {
            let start = Instant::now();
            black_box(work());
            *best = start.elapsed().min(*best);
        };
        for _ in 0..ROUNDS {
            for ((_, kinds), best) in measures.iter().zip(best.iter_mut().skip(1)) {
                time(best, &|| find(&text, *kinds));
            }
            time(&mut best[0], &|| lines(&text).map(|(_, line)| jieba.cut(line, true).len()).sum());
        }
        let yardstick = best[0];
        println!("{name}: {} kB, {} mentions", text.len() / 1000, find(&text, numbers));
        println!("{:26} {:>8} {:>8}", "", "MB/s", "times");
        for ((name, _), best) in [("jieba.cut", Kinds::NONE)].iter().chain(&measures).zip(&best) {
            let speed = text.len() as f64 / best.as_secs_f64() / 1e6;
            println!("{name:26} {speed:8.1} {:8.2}", yardstick.as_secs_f64() / best.as_secs_f64());
        }
    }
}

fn main() {
    let folder = std::env::args().skip_while(|argument| argument != "--pages").nth(1);
    if std::env::args().any(|argument| argument == "--table") {
        return table(folder.map(|folder| pages::folder(folder.as_ref())));
    }
    let mut criterion = Criterion::default().configure_from_args();
    prose(&mut criterion);
    hostile(&mut criterion);
    criterion.final_summary();
    table(None);
}
