//! The shortest way from a page to its figures: `cargo run --example quickstart [FILE]`.

use gongkai::Reader;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports/gaizhou-2015/page.html");
    let file = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    let reading = Reader::new().read(&std::fs::read(file)?)?;
    let text = &reading.document.text;

    if let Some((title, _)) = &reading.facts.title {
        println!("{title}");
    }
    for section in &reading.sections {
        println!("{:indent$}{}{}", "", section.marker, section.heading, indent = usize::from(section.level) * 2);
    }
    for figure in reading.report.iter().flat_map(|report| &report.figures) {
        // Every figure carries the words that say it, and where they stand.
        let words = figure.span.map_or("", |span| span.of(text));
        println!("{:40} {:>8} {words}", figure.key, figure.entry.number().map_or_else(String::new, |n| n.to_string()));
    }
    for finding in &reading.findings {
        println!("{:?} {}: {}", finding.severity, finding.code, finding.message_en);
    }
    Ok(())
}
