//! From the cells behind the labels of a text table to its figures（行列对应）.

pub(super) mod doubts;
#[cfg(test)]
mod tests;

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    Forms, Outcome, Statement,
    heads::Head,
    order::{self, Heads},
    split::{self, Identity, Shape, Way, Ways},
    tokens::Token,
};
use crate::{
    Span,
    report::{
        Entry,
        catalogue::{FormBlock, Rule},
    },
};

/// The cells of a row; `row` is `None` where its label is lost.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) row: Option<u16>,
    pub(super) tokens: Vec<Token>,
    pub(super) around: Span,
}

/// What stands above the rows of a text table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printing<'a> {
    /// The columns of a list.
    pub(super) list_heads: &'a [Head],
    /// The heads of the form's columns.
    pub(super) columns: &'a Heads,
    /// Whether the last column is one for remarks, which may be numbers.
    pub(super) remarked: bool,
}

/// How the cells of a row are to be read.
#[derive(Default)]
struct Layout {
    /// Cells of a row as printed.
    cells: usize,
    /// The form's column of each cell; `None` where the heads leave it unclear. For a list only as many as cells.
    order: Option<Vec<u16>>,
    /// For a list the printed cell that has the number of the year, if that is clear.
    list_column: Option<Option<usize>>,
    sums: Vec<(Range<usize>, usize)>,
    signed: Vec<bool>,
    ordered: Vec<(usize, usize)>,
    /// Which printed cell is a code.
    coded: Option<usize>,
    remarked: bool,
}

impl Layout {
    fn of(text: &str, block: &FormBlock, printing: Printing<'_>, rows: &[Row], year: Option<i16>) -> Self {
        let remarked = printing.remarked;
        if !block.columns.is_empty() {
            let cells = block.width();
            let whole = rows.iter().filter(|row| row.tokens.len() == cells);
            let numbers = whole.map(|row| row.tokens.iter().map(|token| token.content.entry.number()).collect());
            let order = printing.columns.order(text, block, &numbers.collect::<Vec<_>>());
            let columns = order.iter().flatten().filter_map(|&column| block.columns.get(usize::from(column)));
            let signed = columns.map(|column| column.signed).collect();
            let total = block.row_sum;
            let place = |total: usize| order.iter().flatten().position(|&column| usize::from(column) == total);
            let sums = total.and_then(place).map(|total| (0..cells, total)).into_iter().collect();
            return Self { cells, order, sums, signed, remarked, ..Self::default() };
        }
        let heads = printing.list_heads;
        let coded = heads.iter().filter(|head| **head != Head::Aside).position(|head| *head == Head::Code);
        let heads: Vec<Head> = heads.iter().copied().filter(|head| !matches!(head, Head::Aside | Head::Code)).collect();
        let ranks: Vec<_> = heads.iter().map(|head| head.rank(year)).collect();
        let best = ranks.iter().flatten().max();
        let mut columns = (0..ranks.len()).filter(|&i| best.is_some() && ranks.get(i).and_then(Option::as_ref) == best);
        let column = columns.next().filter(|_| columns.next().is_none());
        if heads.is_empty() {
            // Without heads a list has one column of numbers, or it is not clear which is the year's.
            let most = rows.iter().map(|row| row.tokens.len()).filter(|&n| n > 0);
            let single = most.clone().all(|n| n == 1);
            let cells = if single { 1 } else { most.max().unwrap_or(1).min(8) };
            let list_column = Some(single.then_some(0));
            return Self { cells, list_column, coded, remarked, ..Self::default() };
        }
        let later = heads.iter().position(|head| *head == Head::Elsewhen);
        let ordered = column.zip(later).into_iter().collect();
        let cells = heads.len();
        Self { cells, list_column: Some(column), ordered, coded, remarked, ..Self::default() }
    }

    /// Whether the printed totals of a row are those of its cells.
    fn holds(&self, tokens: &[Token]) -> bool {
        self.sums.iter().all(|(cells, total)| {
            let number = |cell: usize| tokens.get(cell).and_then(|token| token.content.entry.number());
            order::adds_up(cells.clone().map(|cell| (cell, number(cell))), *total)
        })
    }

    fn shape(&self) -> Shape<'_> {
        Shape { cells: self.cells, sums: &self.sums, signed: &self.signed, ordered: &self.ordered }
    }

    /// The printed cells that are figures, with the form's column of each.
    fn columns(&self) -> Vec<(usize, u16)> {
        match self.list_column {
            None => self.order.iter().flatten().copied().enumerate().collect(),
            Some(cell) => cell.into_iter().map(|cell| (cell, 0)).collect(),
        }
    }
}

/// A row whose cells stand apart, or are to be cut.
enum Cells {
    Apart(Vec<Token>),
    Glued(Vec<Way>),
    TooMany,
    /// Fewer cells than columns, or more, and none of them glued.
    Lost,
}

fn cells(text: &str, mut tokens: Vec<Token>, layout: &Layout) -> Cells {
    if let Some(code) = layout.coded {
        // Where the cell behind it is lost the code looks like a value.
        if tokens.len() != layout.cells + 1 {
            return Cells::Lost;
        }
        tokens.remove(code);
    }
    // A blank cell at either end: the row may be shifted.
    let is_blank = |token: Option<&Token>| token.is_some_and(|token| token.content.entry == Entry::Blank);
    if tokens.len() > layout.cells && is_blank(tokens.first()) && is_blank(tokens.last()) {
        return Cells::Lost;
    }
    while tokens.len() > layout.cells && tokens.last().is_some_and(|token| token.content.entry == Entry::Blank) {
        tokens.pop();
    }
    if tokens.len() == layout.cells && !tokens.iter().any(|token| token.is_glued(text)) {
        // The last of them may be a remark, and one before it blank.
        let is_doubtful = layout.remarked && !layout.holds(&tokens);
        return if is_doubtful { Cells::Lost } else { Cells::Apart(tokens) };
    }
    // Several clean cells that are too few: blank ones were lost, and nothing says which.
    let glued = tokens.len() == 1 || tokens.iter().any(|token| token.is_glued(text)) || !few_add_up(&tokens, layout);
    if tokens.len() > layout.cells || !glued || layout.cells < 2 {
        return Cells::Lost;
    }
    let Some(runs) = tokens.iter().map(|token| token.run(text)).collect::<Option<Vec<_>>>() else { return Cells::Lost };
    match split::ways(&runs, layout.shape()) {
        Ways::All(ways) => Cells::Glued(ways),
        Ways::TooMany => Cells::TooMany,
    }
}

/// Whether clean cells that are too few add up all the same, as they do where only blank ones were lost.
fn few_add_up(tokens: &[Token], layout: &Layout) -> bool {
    let numbers: Vec<_> = tokens.iter().map(|token| token.content.entry.number()).filter(Option::is_some).collect();
    let total = numbers.len().checked_sub(1);
    layout.sums.is_empty() || total.is_some_and(|total| order::adds_up(numbers.into_iter().enumerate(), total))
}

/// The sums and balances of the form over these rows.
fn identities(block: &FormBlock, rules: &[Rule], rows: &[(u16, usize)]) -> Vec<Identity> {
    let row = |key: &str| {
        let index = block.rows.iter().position(|line| line.key.as_deref() == Some(key))?;
        rows.iter().find(|(row, _)| *row as usize == index).map(|(_, place)| *place)
    };
    let side = |keys: &[crate::report::Key], sign: i8| -> Option<Identity> {
        keys.iter().map(|key| row(key.as_str()).map(|place| (place, sign))).collect()
    };
    let identity = |rule: &Rule| match rule {
        Rule::Sum { total, parts } => Some([side(std::slice::from_ref(total), -1)?, side(parts, 1)?].concat()),
        Rule::Balance { left, right } => Some([side(left, 1)?, side(right, -1)?].concat()),
        _ => None,
    };
    rules.iter().filter_map(identity).collect()
}

/// Where the identities leave several cuts, one that has what a sentence of the report states is the one: 2949 and 81916
/// of `294981916`, where the text speaks of 2949. Returns the rows that it decided.
fn prose(
    block: &FormBlock,
    layout: &Layout,
    places: &[(u16, usize)],
    ways: &mut [Vec<Way>],
    forms: &Forms<'_>,
) -> HashSet<usize> {
    let mut decided = HashSet::new();
    for (row, place) in places {
        let Some(ways) = ways.get_mut(*place).filter(|ways| ways.len() > 1) else { continue };
        let known: Vec<_> = layout
            .columns()
            .into_iter()
            .filter_map(|(cell, column)| Some((cell, *forms.stated.get(&block.key(*row as usize, column as usize)?)?)))
            .collect();
        let fits = |way: &Way| known.iter().all(|(cell, n)| way.get(*cell).is_some_and(|piece| piece.value == *n));
        if !known.is_empty() && ways.iter().filter(|way| fits(way)).count() == 1 {
            ways.retain(fits);
            decided.insert(*place);
        }
    }
    decided
}

/// Gives the cells of one table to its rows.
pub(super) fn assign(
    text: &str,
    table: (u8, u8),
    rows: Vec<Row>,
    printing: Printing<'_>,
    forms: &Forms<'_>,
    outcome: &mut Outcome,
) {
    let Some(block) = forms.block(table.0, table.1) else { return };
    let layout = Layout::of(text, block, printing, &rows, forms.year);
    if layout.list_column.is_none() && layout.order.is_none() {
        return unordered(table, block, &rows, outcome);
    }
    let mut named: Vec<(u16, Cells, Span, &'static str)> = Vec::new();
    let mut orphans: Vec<(usize, Vec<Token>, Span)> = Vec::new();
    for row in rows {
        match row.row {
            Some(index) if !row.tokens.is_empty() => {
                // A heading of the form prints strokes, or nothing.
                let strokes = row.tokens.iter().all(|token| token.digits.is_empty());
                let group = block.rows.get(index as usize).is_some_and(|line| line.group);
                if group && strokes {
                    continue;
                }
                named.push((index, cells(text, row.tokens, &layout), row.around, "label"));
            }
            Some(_) => {}
            None => orphans.push((named.len(), row.tokens, row.around)),
        }
    }
    // Where the cells of a row stand apart those of the others do: one number alone has lost its neighbours.
    if layout.cells > 1 && named.iter().any(|(_, cells, ..)| matches!(cells, Cells::Apart(_))) {
        for (_, cells, ..) in named.iter_mut().filter(|(_, cells, around, _)| {
            matches!(cells, Cells::Glued(_) | Cells::TooMany) && may_lack_one(text, *around)
        }) {
            *cells = Cells::Lost;
        }
    }
    unlabelled(text, block, &layout, &mut named, orphans, outcome);
    let places: Vec<(u16, usize)> = named.iter().enumerate().map(|(place, (row, ..))| (*row, place)).collect();
    let mut ways: Vec<Vec<Way>> = named.iter().map(|(_, cells, ..)| possible(cells)).collect();
    // A row that no cut fits has lost a blank cell: others may have, too.
    let is_lossy =
        |cells: &Cells| matches!(cells, Cells::Lost) || matches!(cells, Cells::Glued(ways) if ways.is_empty());
    let lossy = named.iter().any(|(_, cells, ..)| is_lossy(cells));
    outcome.lossy |= lossy;
    if layout.cells > 1 {
        outcome.apart += named.iter().filter(|(_, cells, ..)| matches!(cells, Cells::Apart(_))).count();
    }
    let form_rules = forms.rules(table.0);
    let borne_out = split::narrow(&mut ways, &identities(block, form_rules, &places));
    let by_prose = prose(block, &layout, &places, &mut ways, forms);
    let is_borne_out = |place: usize, around: Span| {
        let has_all = || layout.sums.is_empty() && !may_lack_one(text, around);
        borne_out.contains(&place) || by_prose.contains(&place) || has_all()
    };
    let mut cut = Vec::new();
    for (place, ((row, cells, around, rule), ways)) in named.into_iter().zip(ways).enumerate() {
        match cells {
            Cells::Apart(tokens) => {
                for (cell, column) in layout.columns() {
                    let Some(token) = tokens.get(cell) else { continue };
                    outcome.statements.push(Statement::text(table, row, column, token, around, rule));
                }
                if layout.columns().is_empty() {
                    unreadable(table, row, 0, around, "column-unclear", outcome);
                }
            }
            Cells::Glued(_) if ways.len() == 1 && (!lossy || is_borne_out(place, around)) => {
                cut.push(around);
                for (cell, column) in layout.columns() {
                    let Some(piece) = ways.first().and_then(|way| way.get(cell)) else { continue };
                    let mut statement = piece_statement(table, row, column, piece, around);
                    if layout.sums.is_empty() && !is_borne_out(place, around) {
                        outcome.by_digits.push(outcome.statements.len());
                    }
                    if by_prose.contains(&place) {
                        statement.rule = "split-by-prose";
                    }
                    outcome.statements.push(statement);
                }
            }
            Cells::Glued(_) => doubt(table, row, &layout, around, Some(ways.len()), outcome),
            Cells::TooMany => doubt(table, row, &layout, around, None, outcome),
            Cells::Lost => {
                outcome.findings.push(doubts::lost(around));
                for (_, column) in layout.columns() {
                    unreadable(table, row, column, around, "cells-lost", outcome);
                }
            }
        }
    }
    outcome.findings.extend(doubts::cut_finding(&cut));
}

/// Whether the digits that end a row may be those of one cell, another being blank: 12, but not 00.
fn may_lack_one(text: &str, around: Span) -> bool {
    let digits = around.of(text).trim_end().rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.is_empty() || digits.len() == 1 || !digits.starts_with('0')
}

/// The heads do not tell which cell is which column: nothing is read.
fn unordered(table: (u8, u8), block: &FormBlock, rows: &[Row], outcome: &mut Outcome) {
    for row in rows.iter().filter(|row| !row.tokens.is_empty()) {
        for column in 0..block.width() as u16 {
            unreadable(table, row.row.unwrap_or_default(), column, row.around, "column-unclear", outcome);
        }
    }
}

/// Table lines without a label, between two rows that have theirs: where the form has just as many rows between, they
/// are those.
fn unlabelled(
    text: &str,
    block: &FormBlock,
    layout: &Layout,
    named: &mut Vec<(u16, Cells, Span, &'static str)>,
    orphans: Vec<(usize, Vec<Token>, Span)>,
    outcome: &mut Outcome,
) {
    if orphans.is_empty() {
        return;
    }
    // A row with fewer cells than columns says nothing of where it is.
    let whole = |cells: &Cells| match cells {
        Cells::Apart(_) => true,
        Cells::Glued(ways) => !ways.is_empty(),
        Cells::TooMany | Cells::Lost => false,
    };
    let mut groups: HashMap<usize, Vec<(Vec<Token>, Span)>> = HashMap::new();
    for (after, tokens, span) in orphans {
        let anchor = named.get(..after).unwrap_or_default().iter().rposition(|(_, cells, ..)| whole(cells));
        groups.entry(anchor.map_or(0, |anchor| anchor + 1)).or_default().push((tokens, span));
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(place, _)| *place);
    let mut found = Vec::new();
    for (place, lines) in groups {
        let before = place.checked_sub(1).and_then(|place| named.get(place)).map(|(row, ..)| *row);
        let after =
            named.get(place..).unwrap_or_default().iter().find(|(_, cells, ..)| whole(cells)).map(|(row, ..)| *row);
        let (Some(before), Some(after)) = (before, after) else {
            outcome.findings.extend(lines.iter().map(|(_, span)| doubts::unlabelled_finding(*span)));
            continue;
        };
        let between: Vec<u16> = (before + 1..after)
            .filter(|&row| block.rows.get(row as usize).is_some_and(|line| line.key.is_some() && !line.group))
            .collect();
        if between.len() != lines.len() {
            outcome.findings.extend(lines.iter().map(|(_, span)| doubts::unlabelled_finding(*span)));
            continue;
        }
        for (row, (tokens, span)) in between.into_iter().zip(lines) {
            found.push((row, cells(text, tokens, layout), span, "row-by-order"));
        }
    }
    named.retain(|(row, cells, ..)| whole(cells) || !found.iter().any(|(other, ..)| other == row));
    named.append(&mut found);
    named.sort_by_key(|(.., span, _)| span.start);
}

/// Reads the one line of a table whose rows and columns are both heads.
pub(super) fn flat(text: &str, table: (u8, u8), row: Row, forms: &Forms<'_>, outcome: &mut Outcome) {
    let Some(block) = forms.block(table.0, table.1) else { return };
    let width = block.width();
    let cells_in_all = width * block.rows.len();
    let sums = block.row_sum.map(|total| {
        (0..block.rows.len()).map(|row| (row * width..(row + 1) * width, row * width + total)).collect::<Vec<_>>()
    });
    let layout = Layout { cells: cells_in_all, sums: sums.unwrap_or_default(), ..Layout::default() };
    let place = |cell: usize| ((cell / width) as u16, (cell % width) as u16);
    match cells(text, row.tokens, &layout) {
        Cells::Apart(tokens) => {
            for (cell, token) in tokens.iter().enumerate() {
                let (line, column) = place(cell);
                outcome.statements.push(Statement::text(table, line, column, token, row.around, "heads-in-order"));
            }
        }
        Cells::Glued(ways) if ways.len() == 1 => {
            for (cell, piece) in ways.first().into_iter().flatten().enumerate() {
                let (line, column) = place(cell);
                outcome.statements.push(piece_statement(table, line, column, piece, row.around));
            }
            outcome.findings.extend(doubts::cut_finding(&[row.around]));
        }
        other => {
            let finding = match &other {
                Cells::Glued(ways) => doubts::split_finding(row.around, Some(ways.len())),
                Cells::TooMany => doubts::split_finding(row.around, None),
                _ => doubts::lost(row.around),
            };
            let rule = if finding.code == "cells-lost" { "cells-lost" } else { "split-ambiguous" };
            outcome.findings.push(finding);
            for cell in 0..cells_in_all {
                let (line, column) = place(cell);
                unreadable(table, line, column, row.around, rule, outcome);
            }
        }
    }
}

/// The cuts that a row leaves open; one where its cells stand apart.
fn possible(cells: &Cells) -> Vec<Way> {
    match cells {
        Cells::Glued(ways) => ways.clone(),
        Cells::Apart(tokens) => {
            let piece = |token: &Token| split::Piece {
                value: token.content.entry.number().unwrap_or_default(),
                range: token.content.span.range(),
            };
            vec![tokens.iter().map(piece).collect()]
        }
        Cells::TooMany | Cells::Lost => Vec::new(),
    }
}

fn piece_statement(table: (u8, u8), row: u16, column: u16, piece: &split::Piece, around: Span) -> Statement {
    let content = super::entry::Content {
        entry: Entry::Number(piece.value.normalize()),
        unit: None,
        approximate: false,
        span: piece.range.clone().into(),
    };
    let token = Token { content, digits: piece.range.clone() };
    Statement::text(table, row, column, &token, around, "split-by-identity")
}

fn unreadable(table: (u8, u8), row: u16, column: u16, around: Span, rule: &'static str, outcome: &mut Outcome) {
    let content = super::entry::Content { entry: Entry::Unreadable, unit: None, approximate: false, span: around };
    let token = Token { content, digits: 0..0 };
    outcome.statements.push(Statement::text(table, row, column, &token, around, rule));
}

fn doubt(table: (u8, u8), row: u16, layout: &Layout, around: Span, ways: Option<usize>, outcome: &mut Outcome) {
    outcome.findings.push(doubts::split_finding(around, ways));
    for (_, column) in layout.columns() {
        unreadable(table, row, column, around, "split-ambiguous", outcome);
    }
}
