//! Forms filled with random consistent figures, printed in many layouts, and read back: every figure must return.

mod layout;
mod torn;
mod traps;
mod variants;

use std::collections::BTreeMap;

use gongkai::{
    Reader,
    mention::Kinds,
    report::{Catalogue, Form, Key, Rule},
};
use proptest::prelude::*;

use layout::{CROSSED, GLUED, LISTS, Layout};
use variants::{PRINTERS, SOMETIMES, VARIANTS, tables};

/// A form with a number in every cell.
pub(crate) struct Filled<'f> {
    pub(crate) form: &'f Form,
    pub(crate) year: i16,
    pub(crate) numbers: BTreeMap<Key, u64>,
}

/// Fills a form: leaves at random, totals as the form's own rules want them.
fn fill(form: &Form, mut dice: impl FnMut(u64) -> u64) -> Filled<'_> {
    let mut numbers = BTreeMap::new();
    for (row, _, key) in form
        .blocks
        .iter()
        .flat_map(|block| block.cells().map(move |cell| (block, cell)))
        .map(|(block, (row, column, key))| ((block, row), column, key))
    {
        let group = row.0.rows[row.1].group;
        let n = match dice(6) {
            0..=2 => 0,
            3 => dice(10),
            4 => dice(120),
            _ => dice(4_000),
        };
        if !group {
            numbers.insert(key, n);
        }
    }
    // Applications carried in are few, so that what was received is never negative.
    let names: Vec<Key> = numbers.keys().cloned().collect();
    for key in names.iter().filter(|key| key.as_str().starts_with("request.carried_in")) {
        numbers.insert(key.clone(), 0);
    }
    // Totals of totals come last in the rules of a form: settle twice.
    for _ in 0..3 {
        for rule in &form.rules {
            match rule {
                Rule::Sum { total, parts } if numbers.contains_key(total) => {
                    let sum = parts.iter().filter_map(|part| numbers.get(part)).sum();
                    numbers.insert(total.clone(), sum);
                }
                Rule::Balance { left, right } => {
                    let right: u64 = right.iter().filter_map(|key| numbers.get(key)).sum();
                    numbers.insert(left[0].clone(), right - numbers[&left[1]]);
                }
                Rule::Subset { part, whole, .. } => {
                    let most = numbers[whole];
                    numbers.entry(part.clone()).and_modify(|n| *n = (*n).min(most));
                }
                Rule::Overlap { total, parts } => {
                    let largest = parts.iter().filter_map(|part| numbers.get(part)).max().copied();
                    numbers.insert(total.clone(), largest.unwrap_or(0));
                }
                _ => {}
            }
        }
        for block in &form.blocks {
            let Some(total) = block.row_sum else { continue };
            for row in 0..block.rows.len() {
                let keys: Vec<Key> = (0..block.width()).filter_map(|column| block.key(row, column)).collect();
                if keys.iter().all(|key| numbers.contains_key(key)) && !keys.is_empty() {
                    let sum = keys.iter().enumerate().filter(|(i, _)| *i != total).map(|(_, key)| numbers[key]).sum();
                    numbers.insert(keys[total].clone(), sum);
                }
            }
        }
    }
    Filled { form, year: form.first_year + 1, numbers }
}

fn read(page: &str) -> gongkai::AnnualReport {
    let reader = Reader::new().kinds(Kinds::NONE);
    reader.read(page.as_bytes()).unwrap().report.unwrap_or_else(|| panic!("no report:\n{page}"))
}

/// Every figure that does not come back, and every contradiction seen in a form that has none.
fn comes_back(filled: &Filled<'_>, name: &str, page: &str) -> Result<(), String> {
    let reading = Reader::new().kinds(Kinds::NONE).read(page.as_bytes()).unwrap();
    let report = reading.report.ok_or_else(|| format!("{name}: no report:\n{page}"))?;
    let mut wrong = Vec::new();
    if report.form.as_deref() != Some(filled.form.id.as_str()) {
        wrong.push(format!("form {:?}", report.form));
    }
    for (key, n) in &filled.numbers {
        if report.number(key.as_str()) != Some((*n).into()) {
            let found = report.figure(key.as_str()).map(|figure| (figure.entry, figure.rule.clone()));
            wrong.push(format!("{key} is {n}, read {found:?}"));
        }
    }
    let heavy = reading.findings.iter().filter(|finding| finding.severity == gongkai::Severity::Contradiction);
    wrong.extend(heavy.map(|finding| finding.message_en.clone()));
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} of {}: {} wrong: {:#?}\n{page}",
        name,
        filled.form.id,
        wrong.len(),
        wrong.iter().take(6).collect::<Vec<_>>()
    ))
}

fn never_wrong(filled: &Filled<'_>, name: &str, page: &str) {
    let report = read(page);
    for (key, n) in &filled.numbers {
        if let Some(found) = report.number(key.as_str()) {
            assert_eq!(found, (*n).into(), "{key} in {name}\n{page}");
        }
    }
}

fn layouts_of(form: &Form) -> &'static [Layout] {
    if form.blocks.iter().any(|block| !block.columns.is_empty()) { CROSSED } else { LISTS }
}

/// Fillings of each form: with the layouts of each, more than 2,000 pages a run. `PROPTEST_CASES` asks for others.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 44 };
    ProptestConfig { cases, failure_persistence: None, ..default }
}

/// Throws of dice, from a seed.
fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed | 1;
    move |most| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % most
    }
}

proptest! {
    #![proptest_config(config())]

    /// Fillings of four forms in every layout.
    #[test]
    fn every_figure_comes_back_from_every_layout(seed: u64) {
        let catalogue = Catalogue::default();
        for form in catalogue.forms().unwrap() {
            let filled = fill(form, dice(seed));
            let back = |layout: &Layout| comes_back(&filled, layout.name, &(layout.print)(&filled)).err();
            let failures: Vec<String> = layouts_of(form).iter().filter_map(back).collect();
            prop_assert!(failures.is_empty(), "{}", failures.join("\n\n"));
            for layout in GLUED {
                never_wrong(&filled, layout.name, &(layout.print)(&filled));
            }
        }
    }
}

/// Glued rows whose cut is forced come back as well.
#[test]
fn a_glued_row_that_adds_up_in_one_way_is_read() {
    let page = "青禾市2022年政府信息公开工作年度报告\n本报告由青禾市人民政府编制。\n\
        一、本年新收政府信息公开申请数量5830001273二、上年结转政府信息公开申请数量0000000\
        三、本年度办理结果（一）予以公开410000041（二）部分公开173000121（三）不予公开1.属于国家秘密0000000";
    let report = read(page);
    assert_eq!(report.number("request.received@natural_person"), Some(58.into()));
    assert_eq!(report.number("request.received"), Some(73.into()));
    assert_eq!(report.number("reply.granted@legal_service"), Some(0.into()));
    let figure = report.figure("request.received@enterprise").unwrap();
    assert_eq!((figure.rule.as_str(), figure.from), ("split-by-identity", gongkai::report::From::TextTable));
    assert_eq!(figure.span.unwrap().of(page), "3");
}

/// Every change that offices make to the tables of a form, in every print.
#[test]
fn every_figure_comes_back_from_every_variant() {
    let catalogue = Catalogue::default();
    let mut failures = Vec::new();
    for (form, seed) in catalogue.forms().unwrap().iter().flat_map(|form| [(form, 7), (form, 2_016)]) {
        let filled = fill(form, dice(seed));
        for (variant, change) in VARIANTS {
            let tables: Vec<_> = tables(&filled).into_iter().map(change).collect();
            for (printer, print) in PRINTERS {
                let (name, page) = (format!("{variant} in {printer}"), print(&filled, &tables));
                if *printer == SOMETIMES {
                    never_wrong(&filled, &name, &page);
                } else {
                    failures.extend(comes_back(&filled, &name, &page).err());
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n\n"));
}
