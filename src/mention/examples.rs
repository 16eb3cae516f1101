//! The extractors' examples: their test, and the page that shows them.

use std::fmt::Write as _;

use super::{EXTRACTORS, Example, Finder, Kinds};

/// The page `docs/EXTRACTORS.md`: what each extractor finds and what it leaves alone, from its own examples.
#[must_use]
pub fn extractors_page() -> String {
    let mut page = String::from(
        "# Extractors（提取器）\n\nGenerated from the examples beside each extractor, which are its test: do not edit. In order of precedence: \
         where two mentions begin at the same place, the longer wins, then the one listed first.\n",
    );
    for extractor in EXTRACTORS {
        let _ = write!(page, "\n## `{}`（{}）\n\n{}\n", extractor.kind.name(), extractor.term, extractor.about);
        let (finds, leaves): (Vec<&Example>, Vec<&Example>) =
            extractor.examples.iter().partition(|example| !example.finds.is_empty());
        if !finds.is_empty() {
            page.push_str("\n| text | finds | value |\n|---|---|---|\n");
        }
        for example in finds {
            let column = |pick: fn(&(&str, &str)) -> String| {
                example.finds.iter().map(pick).collect::<Vec<_>>().join(" · ").replace('|', "\\|")
            };
            let words = column(|(words, _)| (*words).to_owned());
            let values = column(|(_, value)| format!("`{value}`"));
            let _ = writeln!(page, "| {} | {words} | {values} |", example.text.replace('|', "\\|"));
        }
        if !leaves.is_empty() {
            page.push_str("\nNothing in:\n\n");
        }
        for example in leaves {
            let _ = writeln!(page, "- {}", example.text);
        }
    }
    page
}

/// What is wrong with the examples: one line for each that an extractor, run alone, reads otherwise than it says, and for
/// each extractor without a negative example.
#[must_use]
pub fn broken_examples() -> Vec<String> {
    let mut broken = Vec::new();
    for extractor in EXTRACTORS {
        let name = extractor.kind.name();
        let mut finder = Finder::new(Kinds::NONE.with(extractor.kind), false);
        if !extractor.examples.is_empty() && !extractor.examples.iter().any(|example| example.finds.is_empty()) {
            broken.push(format!("{name}: no negative example"));
        }
        for Example { text, finds } in extractor.examples {
            let mut found = Vec::new();
            finder.find(text, 0..text.len(), &mut found);
            let got: Vec<_> = found.iter().map(|m| (m.span.of(text), m.value.value())).collect();
            if !got.iter().map(|(words, value)| (*words, value.as_str())).eq(finds.iter().copied()) {
                broken.push(format!("{name}: {text}: finds {got:?}, not {finds:?}"));
            }
        }
    }
    broken
}
