//! How fast mentions are found, in bytes a second, beside `jieba.cut` on the same text; and texts that would cost a
//! careless pattern the square of their length.
//!
//! The promise: all extractors but organizations together run at least 1.5 times as fast as `jieba.cut`.

#![allow(clippy::unwrap_used)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gongkai::{
    mention::{EXTRACTORS, Finder, Kind, Kinds},
    text::{fold::Folded, numeral, segment},
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

criterion_group!(benches, prose, hostile);
criterion_main!(benches);
