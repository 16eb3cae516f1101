//! The reports of a panel, read from the lines that `batch` wrote.

use std::{
    collections::{BTreeSet, HashMap},
    fs::File,
    io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use gongkai::{
    AnnualReport, ScalarIndex, Span,
    check::Wording,
    page::{BlockKind, Role},
    report::Figure,
    write::json,
};
use serde::Deserialize;

use crate::batch::line::Input;

/// A line of lines, without what no panel has.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    input: Input<'a>,
    #[serde(borrow, default)]
    text: std::borrow::Cow<'a, str>,
    #[serde(borrow, default)]
    blocks: Vec<json::Block<'a>>,
    #[serde(borrow, default)]
    report: Option<json::Report<'a>>,
}

/// Where a line stands: number of the file, first byte, bytes.
#[derive(Clone, Copy)]
struct At {
    file: usize,
    start: u64,
    bytes: usize,
}

/// A report that says its organ and its year. Its places are characters, as in the lines.
pub(crate) struct Report {
    pub(crate) organ: String,
    pub(crate) year: i16,
    /// Name of the page.
    pub(crate) id: String,
    pub(crate) url: Option<String>,
    /// Of each key the statement to trust.
    pub(crate) report: AnnualReport,
    /// The sentences of its body, with places in characters.
    pub(crate) wording: Wording,
    at: At,
}

impl Report {
    /// What says which body it is: a name may stand in two regions.
    fn identity(&self) -> (&str, &str) {
        (self.region(), &self.organ)
    }

    pub(crate) fn region(&self) -> &str {
        self.report.region.as_ref().map_or("", |region| &region.code)
    }

    /// Whether it is of the same body as another.
    pub(crate) fn is_of_organ(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

/// All reports of some files.
pub(crate) struct Reports {
    /// By region, organ and year; one of each.
    pub(crate) all: Vec<Report>,
    /// Pages with a report that does not say its organ or its year.
    pub(crate) nameless: usize,
    /// Pages of an organ and year of which another page says more.
    pub(crate) again: usize,
    files: Vec<PathBuf>,
}

impl Reports {
    pub(crate) fn read(files: &[PathBuf]) -> anyhow::Result<Self> {
        let mut reports = Self { all: Vec::new(), nameless: 0, again: 0, files: files.to_vec() };
        for (number, file) in files.iter().enumerate() {
            reports.read_file(number, file).with_context(|| file.display().to_string())?;
        }
        reports.all.sort_by(|a, b| (a.identity(), a.year).cmp(&(b.identity(), b.year)));
        let before = reports.all.len();
        // The page with more figures stands for the organ and year; of equal ones the first.
        reports.all.dedup_by(|later, kept| {
            let same = (later.identity(), later.year) == (kept.identity(), kept.year);
            if same && later.report.figures.len() > kept.report.figures.len() {
                std::mem::swap(later, kept);
            }
            same
        });
        reports.again = before - reports.all.len();
        Ok(reports)
    }

    fn read_file(&mut self, number: usize, file: &Path) -> anyhow::Result<()> {
        let mut lines = BufReader::with_capacity(1 << 20, File::open(file)?);
        let (mut line, mut start, mut count) = (String::new(), 0, 0);
        loop {
            line.clear();
            let bytes = lines.read_line(&mut line)?;
            if bytes == 0 {
                return Ok(());
            }
            count += 1;
            let read: Line<'_> = serde_json::from_str(&line)
                .with_context(|| format!("line {count} is not one that `gongkai batch` writes"))?;
            if let Some(report) = &read.report {
                match Report::new(&read, report, At { file: number, start, bytes }) {
                    Some(report) => self.all.push(report),
                    None => self.nameless += 1,
                }
            }
            start += bytes as u64;
        }
    }

    pub(crate) fn organs(&self) -> usize {
        self.all.iter().map(Report::identity).collect::<BTreeSet<_>>().len()
    }

    /// The text of a report, read once more: texts are too large to keep.
    pub(crate) fn text(&self, report: &Report) -> anyhow::Result<String> {
        #[derive(Deserialize)]
        struct Text {
            text: String,
        }
        let file = &self.files[report.at.file];
        let shown = || format!("{}: changed while it was read", file.display());
        let mut lines = File::open(file)?;
        lines.seek(SeekFrom::Start(report.at.start))?;
        let mut line = vec![0; report.at.bytes];
        lines.read_exact(&mut line).with_context(shown)?;
        Ok(serde_json::from_slice::<Text>(&line).with_context(shown)?.text)
    }

    /// Numbers of the reports of each organ, by its name.
    pub(super) fn by_name(all: &[Report]) -> HashMap<&str, Vec<usize>> {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, report) in all.iter().enumerate() {
            by_name.entry(&report.organ).or_default().push(number);
        }
        by_name
    }
}

impl Report {
    fn new(line: &Line<'_>, report: &json::Report<'_>, at: At) -> Option<Self> {
        let (organ, year) = (report.organ.as_ref()?, report.year?);
        let mut typed = report.to_report(|[start, end]| Span::new(start, end));
        typed.figures.dedup_by(|again, lead| again.key == lead.key);
        typed.figures.iter_mut().for_each(slim);
        let index = ScalarIndex::new(&line.text);
        let body = line
            .blocks
            .iter()
            .filter(|block| block.role == Role::Body && !matches!(block.kind, BlockKind::Table | BlockKind::Heading));
        let places = body.map(|block| Span::new(index.byte(block.span[0]), index.byte(block.span[1])));
        let wording = Wording::new(&line.text, places).with_places(|span| {
            let [start, end] = index.scalars(span);
            Span::new(start, end)
        });
        Some(Self {
            organ: organ.value.clone().into_owned(),
            year,
            id: line.input.id.clone().into_owned(),
            url: line.input.url.as_deref().map(str::to_owned),
            report: typed,
            wording,
            at,
        })
    }
}

/// Drops what no panel has of a figure: there are millions.
fn slim(figure: &mut Figure) {
    figure.rule = String::new();
    figure.sentence = None;
}
