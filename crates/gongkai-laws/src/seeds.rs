//! Inputs to begin with: our own pages, texts, forms and crawls.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

/// Inputs for a law, in a fixed order.
///
/// # Panics
/// Where the fixtures under `root` cannot be read.
#[must_use]
pub fn seeds(law: &str, root: &Path) -> Vec<Vec<u8>> {
    match law {
        "catalogue" => {
            [files(&root.join("src/report/forms"), "toml"), files(&root.join("examples/forms"), "toml")].concat()
        }
        "grid" => tables(),
        "mentions" => texts(root),
        "numeral" => numerals(root),
        "parse" | "read" | "review" => pages(root),
        "warc" => crawls(),
        _ => Vec::new(),
    }
}

fn files(folder: &Path, extension: &str) -> Vec<Vec<u8>> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the fixtures are there") {
            let path = entry.expect("the fixtures are there").path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(folder, &mut found);
    found.retain(|path| path.extension().is_some_and(|have| have == extension));
    found.sort();
    found.iter().map(|path| fs::read(path).expect("the fixtures are there")).collect()
}

fn pages(root: &Path) -> Vec<Vec<u8>> {
    files(&root.join("fixtures"), "html")
}

/// The texts of all examples of mentions.
fn texts(root: &Path) -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    for file in files(&root.join("fixtures/mentions"), "toml") {
        let table: toml::Table = String::from_utf8(file).expect("text").parse().expect("TOML");
        let cases = table.get("case").and_then(toml::Value::as_array).into_iter().flatten();
        texts.extend(cases.filter_map(|case| Some(case.get("text")?.as_str()?.as_bytes().to_vec())));
    }
    texts
}

/// Numbers of every size before the texts.
fn numerals(root: &Path) -> Vec<Vec<u8>> {
    let numbers = (0..64_u8).map(|scale| [&[scale][..], &0x1234_5678_9ABC_DEF0_u64.to_le_bytes()].concat());
    let texts = texts(root).into_iter().step_by(4).map(|text| [&[0; 9][..], &text].concat());
    numbers.chain(texts).collect()
}

fn tables() -> Vec<Vec<u8>> {
    let plain = [3, 0x11].repeat(24);
    let rows = [4, 0x11, 4, 0x21, 1, 0x12, 4, 0x11, 1, 0x13].repeat(4);
    let groups = [0, 0x10, 4, 0x1F, 2, 0x31, 4, 0x22, 9, 0xC0].repeat(6);
    vec![plain, rows, groups, vec![3, 0x11]]
}

fn crawls() -> Vec<Vec<u8>> {
    let record = |kind: &str, block: &str| {
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.cn/\r\nContent-Length: {}",
            block.len()
        );
        format!("{head}\r\n\r\n{block}\r\n\r\n").into_bytes()
    };
    let response = record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n\r\n<p>公开12条");
    let records = [record("warcinfo", ""), response, record("resource", &"政务".repeat(400))];
    let gzip = |bytes: &[u8]| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes).expect("memory can be written");
        packed.finish().expect("memory can be written")
    };
    let packed: Vec<_> = records.iter().map(|record| gzip(record)).collect();
    let whole = records.concat();
    vec![gzip(&whole), packed.concat(), whole.clone(), whole[..whole.len() / 2].to_vec(), records[0].clone()]
}
