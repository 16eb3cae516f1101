//! Runs one program over the pages of a list: `gongkai-compare NAME LIST ROUNDS`, with the path of a page on each line of
//! LIST. Prints one JSON object: the seconds of the fastest round, and the text that it takes for the body of each page.
//! `gongkai-compare --pages FOLDER` writes the pages of the benches instead.

#[path = "../../../pages/mod.rs"]
#[allow(dead_code)]
mod pages;

use std::{env, fs, hint::black_box, sync::LazyLock, time::Instant};

use gongkai::{
    Limits, Reader,
    mention::{Kind, Kinds},
    page::Role,
    text::decode::decode,
    write::json::Page,
};

type Peer = fn(&[u8]) -> Option<String>;

/// The page as UTF-8, for those who cannot decode.
fn text(bytes: &[u8]) -> Option<String> {
    Some(decode(bytes, None, &Limits::default()).ok()?.text.into_owned())
}

/// Bytes to JSON with all mentions but organizations; the text is that of the body.
fn gongkai(bytes: &[u8]) -> Option<String> {
    static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().kinds(Kinds::ALL.without(Kind::Organization)));
    let reading = READER.read(bytes).ok()?;
    let mut json = Vec::new();
    Page::new(&reading, "page.html").write_to(&mut json).ok()?;
    black_box(json);
    let document = &reading.document;
    let body = document.blocks.iter().filter(|block| block.role == Role::Body);
    Some(body.map(|block| block.span.of(&document.text)).collect::<Vec<_>>().join("\n"))
}

fn scraper(bytes: &[u8]) -> Option<String> {
    black_box(scraper::Html::parse_document(&text(bytes)?));
    None
}

fn readability(bytes: &[u8]) -> Option<String> {
    let url = url::Url::parse("http://example.org/").ok()?;
    Some(readability::extractor::extract(&mut text(bytes)?.as_bytes(), &url).ok()?.text)
}

fn dom_smoothie(bytes: &[u8]) -> Option<String> {
    let article = dom_smoothie::Readability::new(text(bytes)?, None, None).ok()?.parse().ok()?;
    Some(article.text_content.to_string())
}

const PEERS: &[(&str, Peer)] =
    &[("gongkai", gongkai), ("scraper", scraper), ("readability", readability), ("dom_smoothie", dom_smoothie)];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--pages", folder] => {
            for (number, page) in pages::all().iter().enumerate() {
                fs::write(format!("{folder}/made-{number:03}.html"), page)?;
            }
        }
        [name, list, rounds] => {
            let (_, peer) = PEERS.iter().find(|(other, _)| other == name).ok_or("no such program")?;
            let list = fs::read_to_string(list)?;
            let pages = list.lines().map(fs::read).collect::<Result<Vec<_>, _>>()?;
            // What is built at first use is no part of what a page costs.
            let mut texts: Vec<_> = pages.iter().take(1).map(|page| peer(page)).collect();
            let mut best = f64::INFINITY;
            for _ in 0..rounds.parse::<usize>()? {
                let start = Instant::now();
                texts = pages.iter().map(|page| peer(page)).collect();
                best = best.min(start.elapsed().as_secs_f64());
            }
            println!("{}", serde_json::json!({"seconds": best, "texts": texts}));
        }
        _ => return Err("gongkai-compare NAME LIST ROUNDS".into()),
    }
    Ok(())
}
