//! The fixture pages, each value by value against what a person wrote down beside it (`expected.toml`).

use std::{collections::BTreeMap, fs, path::Path};

use gongkai::{
    Reader, Reading, Span,
    mention::{Kind, Mention},
    page::{Media, Role},
    report::{AnnualReport, From},
};
use serde::Deserialize;

use crate::prose::in_prose;

/// What a person read. What is not written down is not compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    media: Media,
    is_report: Option<bool>,
    has_body: Option<bool>,
    form: Option<String>,
    year: Option<i16>,
    organ: Option<String>,
    organ_is_inferred: Option<bool>,
    region: Option<String>,
    sections: Option<Vec<(String, String)>>,
    #[serde(default)]
    roles: Vec<(String, Role)>,
    quantities: Option<Vec<(String, String, String)>>,
    percentages: Option<Vec<(String, String)>>,
    document_numbers: Option<Vec<(String, String)>>,
    document_titles: Option<Vec<String>>,
    #[serde(default)]
    dates: Vec<(String, String, String)>,
    #[serde(default)]
    findings: Vec<String>,
    #[serde(default)]
    document: BTreeMap<String, String>,
    #[serde(default)]
    figures: BTreeMap<String, String>,
    /// All that tables state, and no other.
    table: Option<BTreeMap<String, String>>,
    /// All that sentences state, with its unit, and no other.
    prose: Option<BTreeMap<String, String>>,
}

fn read(folder: &str, file: &str) -> (Reading, Expected) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports").join(folder);
    let reading = Reader::new().read(&fs::read(folder.join(file)).unwrap()).unwrap();
    (reading, toml::from_str(&fs::read_to_string(folder.join("expected.toml")).unwrap()).unwrap())
}

/// The words and value of the mentions of one kind, in order.
fn of_kind(reading: &Reading, kind: Kind) -> Vec<(String, String)> {
    let found = reading.mentions.iter().filter(|found| found.value.kind() == kind);
    found.map(|found| (found.span.of(&reading.document.text).to_owned(), found.value.value())).collect()
}

fn check_page(reading: &Reading, expected: &Expected) {
    let text = &reading.document.text;
    assert_eq!(reading.document.media, expected.media);
    for (words, role) in &expected.roles {
        let mut blocks = reading.document.blocks.iter().filter(|block| block.span.of(text).starts_with(words));
        let block = blocks.next().unwrap_or_else(|| panic!("no block begins with {words}"));
        assert_eq!(block.role, *role, "{words}: {}", block.reason);
    }
    if let Some(has_body) = expected.has_body {
        assert_eq!(reading.document.body().next().is_some(), has_body);
    }
    if let Some(sections) = &expected.sections {
        let have: Vec<_> = reading.sections.iter().map(|s| (s.marker.clone(), s.heading.clone())).collect();
        assert_eq!(have, *sections);
    }
    let facts = &reading.facts;
    let have = BTreeMap::from([
        ("title", facts.title.as_ref().map(|fact| fact.0.clone())),
        ("published", facts.published.as_ref().map(|fact| fact.0.to_string())),
        ("index_number", facts.index_number.as_ref().map(|fact| fact.0.clone())),
        ("document_number", facts.document_number.as_ref().map(|fact| fact.0.clone())),
        ("written", facts.written.as_ref().map(|fact| fact.0.to_string())),
        ("validity", facts.validity.as_ref().map(|fact| fact.0.clone())),
    ]);
    for (name, value) in &expected.document {
        assert_eq!(have[name.as_str()].as_ref(), Some(value), "{name}");
    }
}

fn check_mentions(reading: &Reading, expected: &Expected) {
    let text = &reading.document.text;
    if let Some(quantities) = &expected.quantities {
        let words = |span: Span| span.of(text).to_owned();
        let have: Vec<_> = reading
            .mentions
            .iter()
            .filter_map(|found| match &found.value {
                Mention::Quantity(quantity) => Some((words(found.span), found.value.value(), quantity.unit.clone())),
                _ => None,
            })
            .collect();
        assert_eq!(have, *quantities);
    }
    if let Some(percentages) = &expected.percentages {
        assert_eq!(of_kind(reading, Kind::Percent), *percentages);
    }
    if let Some(numbers) = &expected.document_numbers {
        assert_eq!(of_kind(reading, Kind::DocumentNumber), *numbers);
    }
    if let Some(titles) = &expected.document_titles {
        let have: Vec<_> = of_kind(reading, Kind::DocumentTitle).into_iter().map(|(_, value)| value).collect();
        assert_eq!(have, *titles);
    }
    for (words, value, precision) in &expected.dates {
        let found = reading.mentions.iter().any(|found| match &found.value {
            Mention::Date(date) | Mention::DatePeriod(date) => {
                found.span.of(text) == words && found.value.value() == *value && date.precision() == precision
            }
            _ => false,
        });
        assert!(found, "no {precision} {words} = {value}");
    }
}

/// The numbers of the tables, and what stands in the cells without one.
fn in_tables(report: &AnnualReport) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for figure in report.figures.iter().filter(|figure| figure.from != From::Prose) {
        let number = figure.entry.number().map(|number| number.normalize().to_string());
        let twice = told.insert(figure.key.to_string(), number.unwrap_or_else(|| figure.entry.name().to_owned()));
        assert!(twice.is_none(), "{} is told twice", figure.key);
    }
    told
}

fn check_report(reading: &Reading, expected: &Expected) {
    let text = &reading.document.text;
    if let Some(is_report) = expected.is_report {
        assert_eq!(reading.report.is_some(), is_report);
    }
    for code in &expected.findings {
        assert!(reading.findings.iter().any(|finding| finding.code == code), "{code} in {:?}", reading.findings);
    }
    let Some(report) = &reading.report else { return assert!(expected.figures.is_empty(), "it is a report") };
    if let Some(table) = &expected.table {
        assert_eq!(in_tables(report), *table);
    }
    if let Some(prose) = &expected.prose {
        assert_eq!(in_prose(reading), *prose);
    }
    let organ = report.organ.as_ref();
    for (have, wanted) in [
        (report.form.as_deref(), &expected.form),
        (organ.map(|organ| organ.name.as_str()), &expected.organ),
        (report.region.as_ref().map(|region| region.code.as_str()), &expected.region),
    ] {
        assert!(wanted.is_none() || have == wanted.as_deref(), "{have:?} is not {wanted:?}");
    }
    assert!(expected.year.is_none() || report.year.as_ref().map(|year| year.value) == expected.year);
    if let Some(inferred) = expected.organ_is_inferred {
        assert_eq!(organ.map(|organ| organ.span.is_none()), Some(inferred));
    }
    let have: BTreeMap<_, _> = expected
        .figures
        .keys()
        .map(|key| {
            (key.clone(), report.number(key).map_or_else(|| "nothing".to_owned(), |n| n.normalize().to_string()))
        })
        .collect();
    assert_eq!(have, expected.figures);
    for figure in &report.figures {
        let stands = figure.span.is_none_or(|span| !span.of(text).is_empty() || figure.entry.number().is_none());
        assert!(stands, "{} is said by no words", figure.key);
    }
}

fn check(folder: &str, file: &str) {
    let (reading, expected) = read(folder, file);
    check_page(&reading, &expected);
    check_mentions(&reading, &expected);
    check_report(&reading, &expected);
}

#[test]
fn a_report_in_prose() {
    check("gaizhou-2015", "page.html");
}

#[test]
fn a_report_whose_label_names_a_smaller_encoding() {
    check("gaizhou-2015", "page.gbk.html");
    let (reading, _) = read("gaizhou-2015", "page.gbk.html");
    assert_eq!((reading.source.encoding, reading.source.malformed), ("GBK", 0));
    let (twin, _) = read("gaizhou-2015", "page.html");
    assert_eq!(reading.document.text, twin.document.text);
    assert_eq!(reading.report, twin.report);
}

#[test]
fn a_report_with_a_table_of_merged_cells() {
    check("linshui-2023", "page.html");
}

#[test]
fn columns_of_the_year_and_of_all_years() {
    check("local-2008-cumulative", "page.html");
}

#[test]
fn a_report_pasted_from_word() {
    check("local-2008-prose", "page.html");
}

#[test]
fn a_table_that_has_become_lines() {
    check("local-2008-cell-a-line", "page.txt");
}

#[test]
fn the_statistics_told_in_sentences_and_in_a_table() {
    check("statistics-2014-indented", "page.html");
}

#[test]
fn reports_told_in_sentences_of_all_eras() {
    check("local-2008-consultations", "page.txt");
    check("local-2008-wrapped", "page.txt");
    check("statistics-2014-county", "page.html");
    check("statistics-2014-city", "page.md");
    check("tables-2019-sentences", "page.txt");
    check("tables-2021-sentences", "page.html");
}

#[test]
fn a_table_in_pipes() {
    check("statistics-2014-pipes", "page.md");
}

#[test]
fn a_report_without_a_table() {
    check("statistics-2014-prose", "page.html");
}

#[test]
fn merged_cells_pasted_from_word() {
    check("tables-2019-word", "page.html");
}

#[test]
fn a_table_torn_by_the_end_of_a_page() {
    check("tables-2019-torn", "page.html");
}

#[test]
fn merged_cells_repeated_in_pipes() {
    check("tables-2019-pipes", "page.md");
}

#[test]
fn full_width_digits_in_a_table_inside_a_table() {
    check("tables-2021-full-width", "page.html");
}

#[test]
fn crossed_tables_that_have_become_lines() {
    check("tables-2021-cell-a-line", "page.txt");
}

#[test]
fn one_table_printed_as_two() {
    check("tables-2021-apart", "page.html");
}

#[test]
fn a_notice_that_is_no_report() {
    check("notice", "page.html");
}

#[test]
fn a_page_without_a_body() {
    check("no-body", "page.html");
}

/// A column or a row that is read in the place of its neighbour must be seen: in the tables of the fixtures no two columns
/// are alike, and no row, or number of a list, is like the one below it.
#[test]
fn no_shifted_table_of_a_fixture_could_pass() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports")).unwrap();
    let mut tables = 0;
    for folder in folders {
        let file = folder.unwrap().path().join("expected.toml");
        let expected: Expected = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let (Some(table), Some(form)) = (&expected.table, &expected.form) else { continue };
        let catalogue = gongkai::report::Catalogue::default();
        let form = catalogue.forms().unwrap().iter().find(|other| other.id == *form).unwrap();
        for block in &form.blocks {
            let cell = |row: usize, column: usize| block.key(row, column).and_then(|key| table.get(key.as_str()));
            let rows: Vec<Vec<_>> = (0..block.rows.len())
                .map(|row| (0..block.width()).map(|column| cell(row, column)).collect())
                .filter(|row: &Vec<_>| row.iter().any(Option::is_some))
                .collect();
            for (above, below) in rows.iter().zip(rows.iter().skip(1)) {
                assert_ne!(above, below, "{}: {}", file.display(), block.name);
            }
            let column = |column: usize| rows.iter().map(|row| row[column]).collect::<Vec<_>>();
            for right in 1..if rows.is_empty() { 0 } else { block.width() } {
                assert_ne!(column(right - 1), column(right), "{}: {}", file.display(), block.name);
            }
            tables += usize::from(!rows.is_empty());
        }
    }
    assert!(tables > 20, "{tables} tables");
}
