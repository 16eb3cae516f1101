//! From a document to its report（套表）: labels → rows and columns → cells → figures.

pub(crate) mod entry;
mod grid;
mod heads;
pub(crate) mod labels;
mod order;
mod rows;
mod split;
mod text_table;
mod tokens;

use rust_decimal::Decimal;

use self::{
    entry::Content,
    grid::{Grid, Known},
};
use super::{
    AnnualReport, Catalogue, Entry, Facts, Figure, From, Key,
    catalogue::{Form, FormBlock, Rule},
    form, head, narrative,
};
use crate::{
    Finding, Found, Severity, Span,
    mention::Mention,
    outline::Section,
    page::Document,
    text::hash::{OwnMap, OwnSet},
};

/// Everything a fit reads.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The laid-out page.
    pub document: &'a Document,
    /// Its sections.
    pub sections: &'a [Section],
    /// What its text mentions, in order of place.
    pub mentions: &'a [Found<Mention>],
    /// What it says of itself.
    pub facts: &'a Facts,
}

/// Statements of one figure that are kept; a page that repeats itself more often has nothing more to say.
const MOST_STATEMENTS: usize = 16;

/// The report that the document is, or `None` where it is no annual report.
#[must_use]
pub fn fit(evidence: Evidence<'_>, catalogue: &Catalogue) -> Option<AnnualReport> {
    let (Ok(forms), Ok(labels)) = (catalogue.forms(), catalogue.labels()) else { return None };
    let text = evidence.document.text.as_str();
    if !head::may_be_report(evidence) {
        return None;
    }
    let mut known = Known::default();
    let grids: Vec<Grid<'_>> =
        evidence.document.tables.iter().map(|table| Grid::new(table, text, labels, &mut known)).collect();
    let scan = text_table::scan(text, &grid_spans(evidence), labels);
    let items: Vec<_> = grids.iter().flat_map(Grid::items).chain(scan.items()).collect();
    let head = head::read(evidence, form::rows_named(items.iter().copied()))?;
    let year = head.year.as_ref().map(|year| year.value);
    let detected = form::detect(forms, items.into_iter(), year, text);
    let mut prose = narrative::figures(evidence, year).unwrap_or_default();
    prose.retain(|figure| figure.span.is_none_or(|span| !scan.is_tabular(span.start as usize)));
    let stated = prose.iter().filter(|figure| !figure.approximate);
    let stated = stated.filter_map(|figure| Some((figure.key.clone(), figure.entry.number()?))).collect();
    let forms = Forms { forms, order: detected.order, year, stated };

    let mut outcome = scan.read(text, &forms);
    let is_page = evidence.document.media == crate::page::Media::Html;
    // In plain text the lines have been read as text too: what the grid supposes or leaves open they tell.
    let in_lines: OwnSet<(u8, u8)> = outcome.statements.iter().map(|s| (s.form, s.block)).collect();
    let told_by_lines = |s: &Statement| {
        let open = matches!(s.rule, "column-unclear" | "columns-by-order");
        !is_page && open && in_lines.contains(&(s.form, s.block))
    };
    let mut printed = OwnMap::default();
    for grid in grids.iter().filter(|grid| is_page || !grid.is_of_lines(text)) {
        outcome.statements.extend(grid.read(&forms, &mut printed).into_iter().filter(|s| !told_by_lines(s)));
    }
    let mut findings = head.findings;
    findings.extend(detected.findings);
    findings.append(&mut outcome.findings);
    findings.extend(in_doubt(&outcome.statements));
    let mut figures: Vec<Figure> =
        outcome.statements.iter().filter_map(|statement| figure(statement, &forms, evidence)).collect();
    figures.extend(prose);
    Some(AnnualReport {
        form: detected.form.and_then(|form| forms.forms.get(form as usize)).map(|form| form.id.clone()),
        year: head.year,
        organ: head.organ,
        region: head.region,
        figures: merge(figures, &forms, &mut findings),
        findings,
    })
}

/// The tables that are read as grids. In plain text the lines of a table are read as text all the same: a pipe that is
/// missing shifts a grid, but no label.
fn grid_spans(evidence: Evidence<'_>) -> Vec<Span> {
    if evidence.document.media == crate::page::Media::Html {
        evidence.document.tables.iter().map(|table| table.span).collect()
    } else {
        Vec::new()
    }
}

/// The forms, the most likely first, and the year that the report is on.
#[derive(Debug)]
pub(crate) struct Forms<'f> {
    pub(crate) forms: &'f [Form],
    pub(crate) order: Vec<u8>,
    pub(crate) year: Option<i16>,
    /// What sentences of the report state, to decide between cuts of glued cells.
    pub(crate) stated: OwnMap<Key, Decimal>,
}

impl<'f> Forms<'f> {
    fn block(&self, form: u8, block: u8) -> Option<&'f FormBlock> {
        self.forms.get(form as usize)?.blocks.get(block as usize)
    }

    /// Place of a form in the order of likelihood.
    fn rank(&self, form: u8) -> usize {
        self.order.iter().position(|&other| other == form).unwrap_or(usize::MAX)
    }

    fn rules(&self, form: u8) -> &'f [Rule] {
        self.forms.get(form as usize).map_or(&[], |form| &form.rules)
    }
}

/// What a cell says of a row and a column of a form.
#[derive(Clone, Debug)]
struct Statement {
    form: u8,
    block: u8,
    row: u16,
    column: u16,
    content: Content,
    /// The row of the table.
    around: Span,
    /// The cell, to find the ones that are merged.
    cell: u32,
    from: From,
    rule: &'static str,
}

/// What reading the tables of a document gave.
#[derive(Default, Debug)]
struct Outcome {
    statements: Vec<Statement>,
    findings: Vec<Finding>,
    /// Statements of rows that were cut by the number of their digits alone: 100 as 1, 0, 0.
    by_digits: Vec<usize>,
    /// Rows of the text whose cells stand apart.
    apart: usize,
    /// Whether a row of the text has lost cells.
    lossy: bool,
}

/// One finding for each kind of doubt about cells of grids.
fn in_doubt(statements: &[Statement]) -> Vec<Finding> {
    let at = |rule: &str| -> Vec<Span> {
        let doubtful = statements.iter().filter(|statement| statement.rule == rule);
        doubtful.map(|statement| statement.content.span).take(8).collect()
    };
    let kinds = [
        (
            "column-unclear",
            "the heads of a table do not tell which column its numbers belong to",
            "表头无法判定数字属于哪一栏",
        ),
        (
            "merged-cell",
            "one number stands in a cell merged over several rows or columns",
            "一个数字所在单元格跨多行或多栏",
        ),
    ];
    let finding = |(code, en, zh): (&'static str, &str, &str)| {
        let places = at(code);
        (!places.is_empty()).then(|| Finding::new(code, Severity::Doubt, en, zh).at_all(places))
    };
    kinds.into_iter().filter_map(finding).collect()
}

fn figure(statement: &Statement, forms: &Forms<'_>, evidence: Evidence<'_>) -> Option<Figure> {
    let block = forms.block(statement.form, statement.block)?;
    let (row, column) = (statement.row as usize, statement.column as usize);
    let key = block.key(row, column)?;
    let content = &statement.content;
    // A group line prints no cells: that they are blank says nothing.
    let group = block.rows.get(row).is_some_and(|line| line.group);
    if group && content.entry.number().is_none() {
        return None;
    }
    let printed = content.unit.clone().or_else(|| unit_nearby(statement, block, evidence));
    Some(Figure {
        key,
        entry: content.entry,
        unit: printed.or_else(|| block.unit(row, column).map(str::to_owned)),
        approximate: content.approximate,
        from: statement.from,
        rule: statement.rule.to_owned(),
        span: Some(content.span),
        sentence: Some(statement.around),
        section: section(evidence.sections, content.span),
    })
}

/// The unit printed in the row, for lists with a column of units.
fn unit_nearby(statement: &Statement, block: &FormBlock, evidence: Evidence<'_>) -> Option<String> {
    if !block.columns.is_empty() {
        return None;
    }
    let before = evidence.document.text.get(statement.around.start as usize..statement.content.span.start as usize)?;
    let cell = before.trim_end().rsplit(['\t', '\n', ' ', '|']).next()?;
    entry::UNITS.contains(&cell).then(|| cell.to_owned())
}

/// The innermost section that a place belongs to.
pub(crate) fn section(sections: &[Section], span: Span) -> Option<u32> {
    let holds = |section: &Section| section.body.contains(span) || section.span.contains(span);
    sections.iter().rposition(holds).and_then(|index| u32::try_from(index).ok())
}

/// Orders the statements: keys as the forms print them, and of one key the one to trust first.
fn merge(figures: Vec<Figure>, forms: &Forms<'_>, findings: &mut Vec<Finding>) -> Vec<Figure> {
    let place = |figure: &Figure| {
        let ranked = forms.order.iter().zip(0_u32..);
        let mut found =
            ranked.filter_map(|(&form, rank)| Some((rank, forms.forms.get(form as usize)?.place(&figure.key)?)));
        found.next().unwrap_or((u32::MAX, u32::MAX))
    };
    let mut placed: Vec<_> = figures.into_iter().map(|figure| (place(&figure), figure)).collect();
    placed.sort_by(|(place_a, a), (place_b, b)| {
        let trust = |figure: &Figure| {
            let certain = match figure.entry {
                Entry::Number(_) => 0,
                Entry::StatedNone | Entry::NotApplicable => 1,
                Entry::Blank => 2,
                Entry::Unreadable => 3,
            };
            // What is only implied yields to what is said.
            let implied = figure.rule.starts_with("implied");
            (certain, implied, figure.from, figure.approximate, figure.span)
        };
        place_a.cmp(place_b).then_with(|| a.key.cmp(&b.key)).then_with(|| trust(a).cmp(&trust(b)))
    });
    let mut figures: Vec<Figure> = placed.into_iter().map(|(_, figure)| figure).collect();
    // A grid and its text may both be read: one cell is stated once.
    figures.dedup_by(|b, a| a.key == b.key && a.entry == b.entry && overlaps(a, b));
    let mut count = 0;
    let mut last: Option<Key> = None;
    let mut dropped = Vec::new();
    figures.retain(|figure| {
        count = if last.as_ref() == Some(&figure.key) { count + 1 } else { 0 };
        last = Some(figure.key.clone());
        if count >= MOST_STATEMENTS {
            dropped.extend(figure.span);
        }
        count < MOST_STATEMENTS
    });
    if !dropped.is_empty() {
        let n = dropped.len();
        let en = format!("{n} statements of figures that were stated {MOST_STATEMENTS} times already were left out");
        let zh = format!("同一指标出现超过{MOST_STATEMENTS}次，其余{n}处未采用");
        findings.push(Finding::new("limit-statements", Severity::Doubt, en, zh).at_all(dropped.into_iter().take(8)));
    }
    figures
}

fn overlaps(a: &Figure, b: &Figure) -> bool {
    match (a.span, b.span) {
        (Some(a), Some(b)) => a == b || a.overlaps(b),
        _ => false,
    }
}
