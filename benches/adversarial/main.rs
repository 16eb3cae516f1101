//! What hostile input costs as it grows: each generator at one size and at twice that.
//!
//! `cargo bench --bench adversarial` times them. Time is noisy; instructions are not: `benches/adversarial.py` counts them at
//! three sizes, and holds time and memory of each generator to what is promised. It runs `--names`, which prints them all, and
//! `--once BYTES NAME…`, which reads a page of each of these generators in `once`, and `--thrice`, which does so at BYTES, twice and
//! four times that.

#![allow(clippy::expect_used)]

mod generate;

use std::{hint::black_box, time::Duration};

use criterion::{BenchmarkId, Criterion, Throughput};
use generate::GENERATORS;
use gongkai::{
    Reader,
    mention::{Kind, Kinds},
};

const SIZE: usize = 64 << 10;
/// Enough for all that is built at first use, which is no part of what a page costs.
const WARM: usize = 4 << 10;

/// The whole line but for the segmenter, which only organizations need.
fn reader() -> Reader {
    Reader::new().kinds(Kinds::ALL.without(Kind::Number).without(Kind::Organization))
}

#[inline(never)]
fn once(reader: &Reader, page: &[u8]) {
    let _ = black_box(reader.read(page));
}

fn growth(criterion: &mut Criterion) {
    let reader = reader();
    let mut group = criterion.benchmark_group("adversarial");
    group.sample_size(10).warm_up_time(Duration::from_millis(100)).measurement_time(Duration::from_millis(500));
    for (name, generate) in GENERATORS {
        for size in [SIZE, 2 * SIZE] {
            let page = generate(size);
            group.throughput(Throughput::Bytes(page.len() as u64));
            group.bench_with_input(BenchmarkId::new(*name, size), &page, |bench, page| {
                bench.iter(|| black_box(reader.read(black_box(page))));
            });
        }
    }
    group.finish();
}

/// Reads pages of these generators, of so many times the size.
fn each(names: &[&str], size: &str, times: &[usize]) {
    let size: usize = size.parse().expect("a size in bytes");
    let reader = reader();
    let _ = reader.read(include_bytes!("../../fixtures/reports/linshui-2023/page.html"));
    for name in names {
        let (_, generate) = GENERATORS.iter().find(|(other, _)| other == name).expect("a name from --names");
        let _ = reader.read(&generate(WARM));
        times.iter().for_each(|times| once(&reader, &generate(size * times)));
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--names"] => GENERATORS.iter().for_each(|(name, _)| println!("{name}")),
        ["--once", size, ref names @ ..] => each(names, size, &[1]),
        ["--thrice", size, ref names @ ..] => each(names, size, &[1, 2, 4]),
        _ => {
            let mut criterion = Criterion::default().configure_from_args();
            growth(&mut criterion);
            criterion.final_summary();
        }
    }
}
