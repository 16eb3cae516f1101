//! Tables with cells（网格表）: every number is the meeting of the labels left of it and above it.

use std::collections::{HashMap, HashSet};

use super::{
    Forms, Statement,
    entry::{self, Content},
    heads::{self, Head},
    labels::{Axis, Item, Labels},
};
use crate::{
    Span,
    page::Table,
    report::{Entry, From},
};

/// Labels that one cell looks at in each direction, nearest first.
const REACH: usize = 12;

/// What a cell is, once and for both ways of looking at the table.
#[derive(Debug)]
enum Kind<'a> {
    Label(&'a [Item]),
    Value(Content),
    Head(Head),
    Other,
}

/// A table with its cells told apart.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    table: &'a Table,
    squares: Vec<Option<u32>>,
    kinds: Vec<Kind<'a>>,
}

impl<'a> Grid<'a> {
    /// Tells labels, heads and values apart. `known` remembers what the labels of this document mean.
    pub(super) fn new(table: &'a Table, text: &'a str, labels: &'a Labels, known: &mut Known<'a>) -> Self {
        let kinds = table.cells.iter().map(|cell| known.kind(cell.span, text, labels)).collect();
        Self { table, squares: table.grid(), kinds }
    }

    /// The rows and columns that its labels name.
    pub(super) fn items(&self) -> impl Iterator<Item = &[Item]> {
        self.kinds.iter().filter_map(|kind| match kind {
            Kind::Label(items) => Some(*items),
            _ => None,
        })
    }

    /// Reads the table row by row, and turned on its side; the side that shows more is the one it was set for.
    pub(super) fn read(&self, forms: &Forms<'_>) -> Vec<Statement> {
        let upright = self.look(forms, false);
        // A square gives one figure at most: where each has given one, turning the table gives no more.
        let kind = |square: &Option<u32>| square.and_then(|index| self.kinds.get(index as usize));
        let values = self.squares.iter().filter(|square| matches!(kind(square), Some(Kind::Value(_)))).count();
        let turned = if upright.len() >= values { Vec::new() } else { self.look(forms, true) };
        let mut kept = if upright.len() >= turned.len() { upright } else { turned };
        self.unmerge(&mut kept);
        kept
    }

    fn look(&self, forms: &Forms<'_>, turned: bool) -> Vec<Statement> {
        let (rows, columns) = (self.table.rows as usize, self.table.columns as usize);
        let (height, width) = if turned { (columns, rows) } else { (rows, columns) };
        let mut view =
            View { forms, above: vec![Vec::new(); width], heads: vec![None; width], ..View::default_for(forms) };
        for row in 0..height {
            view.left.clear();
            view.pending.clear();
            for column in 0..width {
                let (r, c) = if turned { (column, row) } else { (row, column) };
                let Some(index) = self.squares.get(r * columns + c).copied().flatten() else { continue };
                match self.kinds.get(index as usize) {
                    Some(Kind::Label(items)) => view.label(index, column, items),
                    Some(Kind::Head(head)) => {
                        if let Some(slot) = view.heads.get_mut(column) {
                            *slot = Some(*head);
                        }
                    }
                    Some(Kind::Value(content)) => view.pending.push(Value { index, column, content: content.clone() }),
                    _ => {}
                }
            }
            view.row(self);
        }
        view.found
    }

    /// The span of a row of squares that begins with cell `first` and ends with cell `last`.
    fn cover(&self, cells: impl Iterator<Item = u32>) -> Option<Span> {
        cells.filter_map(|index| self.table.cells.get(index as usize)).map(|cell| cell.span).reduce(Span::cover)
    }

    /// A number in a cell that is merged over several rows belongs to none of them with certainty.
    fn unmerge(&self, statements: &mut [Statement]) {
        // Of each cell its first target, and whether it has another.
        let mut targets = vec![(None, false); self.table.cells.len()];
        for statement in &*statements {
            let target = Some((statement.block, statement.row, statement.column));
            if let Some((first, shared)) = targets.get_mut(statement.cell as usize) {
                *shared |= first.is_some() && *first != target;
                *first = target;
            }
        }
        for statement in statements {
            let shared = targets.get(statement.cell as usize).is_some_and(|&(_, shared)| shared);
            if shared && !matches!(statement.content.entry, Entry::Blank | Entry::NotApplicable) {
                statement.content.entry = Entry::Unreadable;
                statement.rule = "merged-cell";
            }
        }
    }
}

/// What the texts of cells mean, looked up once for each text.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    texts: HashMap<&'a str, Option<&'a [Item]>>,
}

/// How many different texts are compared with the labels letter by letter.
const MOST_TEXTS: usize = 20_000;

impl<'a> Known<'a> {
    fn kind(&mut self, span: Span, text: &'a str, labels: &'a Labels) -> Kind<'a> {
        let words = span.of(text);
        let content = entry::read(words, span.start as usize);
        if content.entry != Entry::Unreadable {
            return Kind::Value(content);
        }
        if words.len() > 960 {
            return Kind::Other;
        }
        let items = match self.texts.get(words) {
            Some(items) => *items,
            None if self.texts.len() < MOST_TEXTS => {
                let items = labels.find(words).map(|(spelling, _)| spelling.items.as_slice());
                self.texts.insert(words, items);
                items
            }
            None => None,
        };
        if let Some(items) = items {
            return Kind::Label(items);
        }
        match heads::head(words) {
            Some(head) => Kind::Head(head),
            // A cell with digits that is no label stands where a number should be.
            None if words.trim_start().starts_with(|c: char| c.is_ascii_digit()) => Kind::Value(content),
            None => Kind::Other,
        }
    }
}

/// A value of the row that is being read.
#[derive(Debug)]
struct Value {
    index: u32,
    column: usize,
    content: Content,
}

/// One way through a table.
#[derive(Debug)]
struct View<'f, 'l> {
    forms: &'f Forms<'f>,
    /// Labels of the row so far: cell, column, meaning.
    left: Vec<(u32, usize, &'l [Item])>,
    /// Labels above each column, the last the nearest.
    above: Vec<Vec<(u32, &'l [Item])>>,
    heads: Vec<Option<Head>>,
    pending: Vec<Value>,
    /// The row that a label meant where it could mean several, by label cell and table.
    meant: HashMap<(u32, u8, u8), u16>,
    last: HashMap<((u8, u8), usize), u16>,
    /// Labels that had values beside them: rows, whatever else they could be, as 其他 and 总计 can.
    rows: HashSet<u32>,
    found: Vec<Statement>,
}

impl<'f, 'l> View<'f, 'l> {
    fn default_for(forms: &'f Forms<'f>) -> Self {
        Self {
            forms,
            left: Vec::new(),
            above: Vec::new(),
            heads: Vec::new(),
            pending: Vec::new(),
            meant: HashMap::new(),
            last: HashMap::new(),
            rows: HashSet::new(),
            found: Vec::new(),
        }
    }

    fn label(&mut self, index: u32, column: usize, items: &'l [Item]) {
        if self.left.last().is_none_or(|(last, ..)| *last != index) {
            self.left.push((index, column, items));
        }
        if let Some(above) = self.above.get_mut(column)
            && above.last().is_none_or(|(last, _)| *last != index)
        {
            // A long column of labels is remembered only as far as it is looked at.
            if above.len() > 4 * REACH {
                above.drain(..above.len() - REACH);
            }
            above.push((index, items));
        }
    }

    /// Gives each value of the row to the labels that meet in it.
    fn row(&mut self, grid: &Grid<'_>) {
        let pending = std::mem::take(&mut self.pending);
        let cells = self.left.iter().map(|(index, ..)| *index).chain(pending.iter().map(|value| value.index));
        let Some(row_span) = grid.cover(cells) else { return };
        let mut lists: HashMap<(u8, u8, u16), Vec<&Value>> = HashMap::new();
        let mut bare: HashMap<(u8, u8, u16), Vec<&Value>> = HashMap::new();
        let mut crossed: Vec<Statement> = Vec::new();
        for value in &pending {
            if let Some((form, block, row, column)) = self.crossing(value.column) {
                crossed.push(Statement::grid(form, block, row, column, value.content.clone(), row_span, value.index));
            } else if let Some((item, row)) = self.row_of(value.column) {
                let target = (item.form, item.block, row);
                let is_list = self.forms.block(item.form, item.block).is_some_and(|block| block.columns.is_empty());
                if is_list { &mut lists } else { &mut bare }.entry(target).or_default().push(value);
            }
        }
        if pending.iter().any(|value| value.content.entry != Entry::Blank) {
            self.rows.extend(self.left.iter().map(|(label, ..)| *label));
        }
        self.realign(&mut crossed);
        self.unshift(&pending, &mut crossed);
        self.found.append(&mut crossed);
        let mut lists: Vec<_> = lists.into_iter().collect();
        lists.sort_by_key(|(target, _)| *target);
        for ((form, block, row), values) in lists {
            if let Some((value, clear)) = self.of_the_year(&values) {
                let mut content = value.content.clone();
                let rule = if clear { "row" } else { "column-unclear" };
                if !clear {
                    content.entry = Entry::Unreadable;
                }
                let mut statement = Statement::grid(form, block, row, 0, content, row_span, value.index);
                statement.rule = rule;
                self.found.push(statement);
            }
        }
        // The second half of a torn table has no heads: a row that has all its cells has them in the form's order.
        let mut bare: Vec<_> = bare.into_iter().collect();
        bare.sort_by_key(|(target, _)| *target);
        for ((form, block, row), values) in bare {
            if self.forms.block(form, block).is_some_and(|block| block.width() == values.len()) {
                for (column, value) in values.into_iter().enumerate() {
                    let mut statement =
                        Statement::grid(form, block, row, column as u16, value.content.clone(), row_span, value.index);
                    statement.rule = "columns-by-order";
                    self.found.push(statement);
                }
            }
        }
    }

    /// Cells of a row and heads above them may be cut differently. Where a cell lies below two heads, or two cells below
    /// one, but the row has just as many cells as the form has columns, they are those columns in order.
    fn realign(&self, crossed: &mut Vec<Statement>) {
        let mut rows: Vec<(u8, u8, u16)> = crossed.iter().map(|s| (s.form, s.block, s.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        for target in rows {
            let of_row = |s: &Statement| (s.form, s.block, s.row) == target;
            let mut cells: Vec<u32> = crossed.iter().filter(|s| of_row(s)).map(|s| s.cell).collect();
            cells.dedup();
            let mut pairs: Vec<(u32, u16)> = crossed.iter().filter(|s| of_row(s)).map(|s| (s.cell, s.column)).collect();
            pairs.sort_unstable();
            pairs.dedup();
            let width = self.forms.block(target.0, target.1).map_or(0, |block| block.width());
            let columns: HashSet<u16> = pairs.iter().map(|(_, column)| *column).collect();
            let clean = pairs.len() == cells.len() && columns.len() == cells.len();
            if clean || cells.len() != width {
                continue;
            }
            for statement in crossed.iter_mut().filter(|s| (s.form, s.block, s.row) == target) {
                let place = cells.iter().position(|cell| *cell == statement.cell).unwrap_or_default();
                statement.column = place as u16;
                statement.rule = "columns-by-order";
            }
        }
        // A cell of several squares is stated once.
        let mut seen = HashSet::new();
        crossed.retain(|s| seen.insert((s.form, s.block, s.row, s.column, s.cell)));
    }

    /// Heads that have lost the empty cell before them stand one to the left, the first of them above the labels of the
    /// rows; a merged cell that is a row too long, or too short, shifts the values beside it. Where there are as many
    /// heads as values they belong together in order; else no column is certain.
    fn unshift(&self, pending: &[Value], crossed: &mut Vec<Statement>) {
        let Some(first) = crossed.first() else { return };
        let table = (first.form, first.block);
        let is_row = |item: &Item| item.table() == table && item.axis == Axis::Row;
        let Some(&(_, at, _)) = self.left.iter().find(|(.., items)| items.iter().any(is_row)) else { return };
        let values: Vec<&Value> = pending.iter().filter(|value| value.column > at).collect();
        let head = |column: usize| self.head_above(column, table, column <= at);
        if head(at).is_none() && !self.is_shifted(&values, table, head) {
            return;
        }
        let mut heads: Vec<(u32, u16)> = (0..self.above.len()).filter_map(head).collect();
        heads.dedup();
        let (row, around, certain) = (first.row, first.around, heads.len() == values.len());
        if certain {
            crossed.retain(|statement| (statement.form, statement.block) != table);
            crossed.extend(values.iter().zip(heads).map(|(value, (_, column))| {
                Statement::grid(table.0, table.1, row, column, value.content.clone(), around, value.index)
            }));
        }
        for statement in crossed.iter_mut().filter(|statement| (statement.form, statement.block) == table) {
            statement.rule = if certain { "columns-by-order" } else { "column-unclear" };
            if !certain {
                statement.content.entry = Entry::Unreadable;
            }
        }
    }

    /// Whether the values of a row have been shifted against the heads: the label before them reaches below a head, or
    /// one stands where labels of rows do, or beyond the last head, while a head has none below it. A column that the
    /// form does not know shifts nothing.
    fn is_shifted<H>(&self, values: &[&Value], table: (u8, u8), head: impl Fn(usize) -> Option<H>) -> bool {
        let headed = |column: usize| head(column).is_some();
        let (Some(first), Some(last)) = (values.first(), values.last()) else { return false };
        let label =
            first.column.checked_sub(1).filter(|&column| headed(column)).and_then(|at| self.above.get(at)?.last());
        if label.is_some_and(|(cell, _)| self.left.iter().any(|(label, ..)| label == cell)) {
            return true;
        }
        // Values stand side by side: only the ends can have left the heads.
        if headed(first.column) && headed(last.column) {
            return false;
        }
        let Some(end) = (0..self.above.len()).rev().find(|&column| headed(column)) else { return false };
        let is_row = |(_, items): &(u32, &[Item])| items.iter().any(|i| i.table() == table && i.axis == Axis::Row);
        let labelled = |column: usize| self.above.get(column).is_some_and(|a| a.iter().rev().take(REACH).any(is_row));
        let stray = |value: &&&Value| {
            let lost = !headed(value.column) && (value.column > end || labelled(value.column));
            lost && value.content.entry != Entry::Blank
        };
        let filled: HashSet<usize> = values.iter().map(|value| value.column).collect();
        values.iter().any(|value| stray(&value)) && (0..=end).any(|at| headed(at) && !filled.contains(&at))
    }

    /// The nearest cell above a column that is a head of that table; `only` where it can be no row besides, as 其他 can.
    fn head_above(&self, column: usize, table: (u8, u8), only: bool) -> Option<(u32, u16)> {
        let above = self.above.get(column)?.iter().rev().take(REACH);
        let mut heads = above.filter(|(cell, items)| {
            !self.rows.contains(cell) && (!only || items.iter().all(|item| item.axis == Axis::Column))
        });
        let is_head = |item: &&Item| item.table() == table && item.axis == Axis::Column;
        heads.find_map(|(cell, items)| Some((*cell, items.iter().find(is_head)?.index)))
    }

    /// The labels left of `column`, nearest first.
    fn lefts(&self, column: usize) -> impl Iterator<Item = &(u32, usize, &'l [Item])> {
        self.left.iter().rev().filter(move |(_, at, _)| *at < column).take(REACH)
    }

    /// The row and column whose labels meet at `column`, for tables with rows and columns.
    fn crossing(&mut self, column: usize) -> Option<(u8, u8, u16, u16)> {
        let above = self.above.get(column)?.iter().rev().take(REACH);
        let columns: Vec<Item> =
            above.flat_map(|(_, items)| items.iter().filter(|item| item.axis == Axis::Column)).copied().collect();
        for &form in &self.forms.order {
            for item in columns.iter().filter(|item| item.form == form) {
                if let Some(row) = self.row_in(item.table(), column) {
                    return Some((item.form, item.block, row, item.index));
                }
            }
        }
        None
    }

    /// The row of that table whose label stands left of `column`, or above it where the form prints it there.
    fn row_in(&mut self, table: (u8, u8), column: usize) -> Option<u16> {
        let is_row = |item: &&Item| item.table() == table && item.axis == Axis::Row;
        let left = self.lefts(column).find(|(.., items)| items.iter().any(|item| is_row(&item)));
        if let Some((label, _, items)) = left {
            let (label, rows) = (*label, items.iter().filter(is_row).map(|item| item.index).collect::<Vec<_>>());
            return self.resolve(label, table, &rows, column);
        }
        let width = self.forms.block(table.0, table.1).filter(|block| block.flat)?.width();
        let mut above = self.above.get(column)?.iter().rev().take(REACH);
        let (label, row) = above.find_map(|(cell, items)| Some((*cell, items.iter().find(is_row)?.index)))?;
        self.covers(label, column, width).then_some(row)
    }

    /// Whether a label above `column` stands over `width` columns side by side: one that has lost its width, as in the
    /// text that a browser copies, does not tell what is below it.
    fn covers(&self, label: u32, column: usize, width: usize) -> bool {
        let below = |at: &usize| {
            self.above.get(*at).is_some_and(|above| above.iter().rev().take(REACH).any(|(cell, _)| *cell == label))
        };
        let right = (column..self.above.len()).take(width).take_while(below).count();
        let left = (0..column).rev().take(width).take_while(below).count();
        left + right >= width
    }

    /// The row whose label stands nearest left of `column`, in any table.
    fn row_of(&mut self, column: usize) -> Option<(Item, u16)> {
        for at in 0..self.left.len().min(REACH) {
            let Some((label, from, items)) = self.left.get(self.left.len() - 1 - at) else { continue };
            if *from >= column {
                continue;
            }
            let (label, items) = (*label, *items);
            for &form in &self.forms.order {
                let rows = items.iter().filter(|item| item.form == form && item.axis == Axis::Row);
                if let Some(first) = rows.clone().next() {
                    let same: Vec<_> =
                        rows.filter(|item| item.table() == first.table()).map(|item| item.index).collect();
                    return self.resolve(label, first.table(), &same, column).map(|row| (*first, row));
                }
            }
        }
        None
    }

    /// Which of several rows of the same words is meant: the one below the head that stands left of it, else the next
    /// after the last that was read.
    fn resolve(&mut self, label: u32, table: (u8, u8), rows: &[u16], column: usize) -> Option<u16> {
        if let Some(&row) = self.meant.get(&(label, table.0, table.1)) {
            return Some(row);
        }
        let block = self.forms.block(table.0, table.1)?;
        let heads: Vec<u16> = self
            .lefts(column)
            .filter(|(index, ..)| *index != label)
            .flat_map(|(.., items)| items.iter().filter(|item| item.table() == table && item.axis == Axis::Row))
            .map(|item| item.index)
            .collect();
        let below = |row: &&u16| block.ancestors(**row as usize).any(|above| heads.contains(&(above as u16)));
        // Two lists may stand side by side: each goes on from its own last row.
        let at = self.left.iter().find(|(index, ..)| *index == label).map_or(0, |(_, at, _)| *at);
        let last = self.last.get(&(table, at)).copied();
        let row = rows.iter().find(below).copied().or_else(|| block.next_of(rows, last))?;
        self.meant.insert((label, table.0, table.1), row);
        self.last.insert((table, at), row);
        Some(row)
    }

    /// Of the values of one row of a list, the one for the year; and whether no other can be meant.
    fn of_the_year<'v>(&self, values: &[&'v Value]) -> Option<(&'v Value, bool)> {
        let rank = |value: &Value| {
            let head = self.heads.get(value.column).copied().flatten();
            head.map_or(Some(1), |head| head.rank(self.forms.year))
        };
        let ranked: Vec<_> = values.iter().filter_map(|value| Some((rank(value)?, *value))).collect();
        let best = ranked.iter().map(|(rank, _)| *rank).max()?;
        let mut top = ranked.iter().filter(|(rank, _)| *rank == best).map(|(_, value)| *value);
        let first = top.next()?;
        // A blank column beside a filled one leaves no doubt; nor do two that say the same.
        let others: Vec<_> = top
            .filter(|value| value.content.entry != Entry::Blank && value.content.entry != first.content.entry)
            .collect();
        match others.as_slice() {
            [] => Some((first, true)),
            [one] if first.content.entry == Entry::Blank => Some((one, true)),
            _ => Some((first, false)),
        }
    }
}

impl Statement {
    fn grid(form: u8, block: u8, row: u16, column: u16, content: Content, around: Span, cell: u32) -> Self {
        Self { form, block, row, column, content, around, cell, from: From::Table, rule: "row-and-column" }
    }
}
