//! Floor 6: checks（勾稽关系）. What the figures of a report say about each other.
//!
//! A check speaks only where the report contradicts itself whatever its blank cells mean: an absent part is not zero,
//! and a part that only a sentence states is not set against a total that only the table states.

mod balances;
mod blanks;
mod bounds;
mod categories;
mod code;
mod codes;
mod compare;
mod completeness;
mod counters;
mod counts;
mod damage;
mod levels;
mod lists;
mod outcomes;
mod percentages;
mod places;
mod stale_years;
mod statements;
mod sums;
mod unreadable;
mod wording;

use rust_decimal::Decimal;

pub use self::{
    code::Code,
    codes::CODES,
    compare::compare,
    levels::gathers,
    wording::{Passage, Source, Wording, alike},
};
use crate::{
    Finding, Severity, Span,
    report::{AnnualReport, Catalogue, Entry, Evidence, Figure, Form, From, Key},
    text::{hash::OwnMap, numeral::to_digits as plain},
};

/// A check: one file, one function, its own codes.
type Check = fn(&Checked<'_>) -> Vec<Finding>;

/// All checks, in the order of their findings.
const CHECKS: &[Check] = &[
    sums::check,
    balances::check,
    bounds::check,
    outcomes::check,
    categories::check,
    statements::check,
    blanks::check,
    unreadable::check,
    counts::check,
    percentages::check,
    stale_years::check,
    places::check,
    damage::check,
    counters::check,
    lists::check,
    completeness::check,
];

/// Runs every check over a report.
#[must_use]
pub fn check(report: &AnnualReport, evidence: Evidence<'_>, catalogue: &Catalogue) -> Vec<Finding> {
    let form = report.form.as_deref().and_then(|id| catalogue.form(id));
    let mut trusted: OwnMap<&str, [Option<&Figure>; 2]> = OwnMap::default();
    trusted.reserve(report.figures.len());
    for figure in &report.figures {
        // The first statement of a key is the one to trust.
        trusted.entry(figure.key.as_str()).or_default()[Side::of(figure) as usize].get_or_insert(figure);
    }
    let checked = Checked { report, evidence, form, trusted };
    CHECKS.iter().flat_map(|check| check(&checked)).collect()
}

/// A report that is being checked.
struct Checked<'a> {
    report: &'a AnnualReport,
    evidence: Evidence<'a>,
    form: Option<&'a Form>,
    /// The statement to trust of each key, of each side.
    trusted: OwnMap<&'a str, [Option<&'a Figure>; 2]>,
}

/// Whether a figure stands in a table or in a sentence. Only figures of one kind are added up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Table,
    Prose,
}

impl Side {
    const BOTH: [Self; 2] = [Self::Table, Self::Prose];

    fn of(figure: &Figure) -> Self {
        if figure.from == From::Prose { Self::Prose } else { Self::Table }
    }
}

/// Figures added up as far as they are known.
#[derive(Default)]
struct Added {
    sum: Decimal,
    spans: Vec<Span>,
    /// How many have a number.
    known: usize,
    /// How many have a cell, but no number in it.
    blank: usize,
    /// How many are stated nowhere.
    absent: usize,
}

impl Checked<'_> {
    /// The statement of `key` to trust, of one side.
    fn on(&self, side: Side, key: &Key) -> Option<&Figure> {
        self.trusted.get(key.as_str())?[side as usize]
    }

    /// The exact number of `key` on one side.
    fn exact(&self, side: Side, key: &Key) -> Option<(Decimal, &Figure)> {
        let figure = self.on(side, key).filter(|figure| !figure.approximate)?;
        Some((figure.entry.number()?, figure))
    }

    /// The outcomes of applications that sentences state, whatever form their words are of: a report may tell those of one
    /// form and of another.
    fn outcomes(&self) -> Vec<Key> {
        let is_outcome =
            |key: &str| key.strip_prefix("reply.").is_some_and(|rest| rest != "total" && !rest.contains(['.', '@']));
        let both = self.exact(Side::Prose, &Key::from("reply.granted_or_partial")).is_some();
        let counts = |key: &str| is_outcome(key) && !(both && ["reply.granted", "reply.partial"].contains(&key));
        let mut keys: Vec<Key> = Vec::new();
        for figure in self.report.figures.iter().filter(|figure| Side::of(figure) == Side::Prose) {
            if counts(figure.key.as_str()) && keys.last() != Some(&figure.key) {
                keys.push(figure.key.clone());
            }
        }
        keys
    }

    fn add<'k>(&self, side: Side, keys: impl IntoIterator<Item = &'k Key>) -> Added {
        let mut added = Added::default();
        for key in keys {
            let figure = self.on(side, key);
            match figure.map(|figure| (figure.entry, figure.approximate)) {
                Some((Entry::Number(number), false)) => {
                    added.known += 1;
                    added.sum = added.sum.saturating_add(number);
                    added.spans.extend(figure.and_then(|figure| figure.span));
                }
                Some((Entry::Blank | Entry::NotApplicable | Entry::StatedNone, _)) => added.blank += 1,
                _ => added.absent += 1,
            }
        }
        added
    }

    /// Adds up rows of tables; a row whose total is left blank counts with what stands in its cells.
    fn add_rows<'k>(&self, keys: impl IntoIterator<Item = &'k Key>) -> Added {
        let mut added = Added::default();
        for key in keys {
            let total = self.add(Side::Table, [key]);
            let cells = if total.known == 0 { self.add(Side::Table, &self.cells_of(key)) } else { Added::default() };
            let row = if cells.known > 0 { Added { absent: 0, ..cells } } else { total };
            added.sum = added.sum.saturating_add(row.sum);
            added.known += row.known;
            added.blank += row.blank;
            added.absent += row.absent;
            added.spans.extend(row.spans);
        }
        added
    }

    /// The cells of the row whose total is `key`.
    fn cells_of(&self, key: &Key) -> Vec<Key> {
        for block in self.form.into_iter().flat_map(|form| &form.blocks) {
            let Some(total) = block.row_sum else { continue };
            if let Some(row) = (0..block.rows.len()).find(|&row| block.key(row, total).as_ref() == Some(key)) {
                return (0..block.width())
                    .filter(|&column| column != total)
                    .filter_map(|at| block.key(row, at))
                    .collect();
            }
        }
        Vec::new()
    }

    /// The printed label of the row that `key` belongs to.
    fn label<'k>(&'k self, key: &'k Key) -> &'k str {
        let row = key.as_str();
        let blocks = self.form.into_iter().flat_map(|form| &form.blocks);
        let mut cells = blocks.flat_map(|block| block.cells().map(move |cell| (block, cell)));
        let found = cells.find(|(_, (.., other))| other.as_str() == row);
        found.and_then(|(block, (line, ..))| block.rows.get(line)).map_or(row, |line| line.label.as_str())
    }
}

/// A contradiction where all is known, a doubt where a blank cell may mean a number.
fn severity(added: &Added) -> Severity {
    if added.blank == 0 { Severity::Contradiction } else { Severity::Doubt }
}
