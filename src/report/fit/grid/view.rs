//! One way through a table, line by line（逐行识别）.

use super::{Grid, Printed};
use crate::{
    Span,
    report::{
        Entry, From,
        fit::{
            Forms, Statement,
            entry::Content,
            heads::Head,
            labels::{Axis, Item},
        },
    },
    text::hash::{OwnMap, OwnSet},
};

/// Labels that one cell looks at in each direction, nearest first.
const REACH: usize = 12;

/// A value of the row that is being read.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) index: u32,
    pub(super) column: usize,
    pub(super) content: Content,
}

/// One way through a table.
#[derive(Debug)]
pub(super) struct View<'f, 'l> {
    forms: &'f Forms<'f>,
    /// Labels of the row so far: cell, column, meaning.
    pub(super) left: Vec<(u32, usize, &'l [Item])>,
    /// Labels above each column, the last the nearest.
    above: Vec<Vec<(u32, &'l [Item])>>,
    heads: Vec<Option<Head>>,
    /// Its values.
    pub(super) pending: Vec<Value>,
    /// The row that a label meant where it could mean several, by label cell and table.
    meant: OwnMap<(u32, u8, u8), u16>,
    last: OwnMap<((u8, u8), usize), u16>,
    /// Labels that had values beside them: rows, whatever else they could be, as 其他 and 总计 can.
    rows: OwnSet<u32>,
    /// The columns of each table as they are printed.
    pub(super) printed: Printed,
    /// Whether a row whose label is not known has been passed since the last that is.
    pub(super) unread: bool,
    /// What the table states.
    pub(super) found: Vec<Statement>,
}

impl<'f, 'l> View<'f, 'l> {
    /// A way through a table of `width` columns, before its first line.
    pub(super) fn new(forms: &'f Forms<'f>, width: usize, printed: Printed) -> Self {
        Self {
            forms,
            left: Vec::new(),
            above: vec![Vec::new(); width],
            heads: vec![None; width],
            pending: Vec::new(),
            meant: OwnMap::default(),
            last: OwnMap::default(),
            rows: OwnSet::default(),
            printed,
            unread: false,
            found: Vec::new(),
        }
    }

    /// Takes note of a head of a list.
    pub(super) fn head(&mut self, column: usize, head: Head) {
        if let Some(slot) = self.heads.get_mut(column) {
            *slot = Some(head);
        }
        // 备注 below another head ends what that head is over.
        if head == Head::Aside
            && let Some(above) = self.above.get_mut(column)
        {
            above.clear();
        }
    }

    /// Takes note of a label of the form.
    pub(super) fn label(&mut self, index: u32, column: usize, items: &'l [Item]) {
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
    pub(super) fn row(&mut self, grid: &Grid<'_>) {
        let pending = std::mem::take(&mut self.pending);
        let cells = self.left.iter().map(|(index, ..)| *index).chain(pending.iter().map(|value| value.index));
        let Some(row_span) = grid.cover(cells) else { return };
        // Beside the heads of a table of one line there are no values yet.
        let is_flat = |item: &Item| {
            item.axis == Axis::Row && self.forms.block(item.form, item.block).is_some_and(|block| block.flat)
        };
        let heads_only = pending.iter().all(|value| value.content.entry == Entry::Blank);
        if heads_only && self.left.iter().any(|(.., items)| items.iter().any(is_flat)) {
            return;
        }
        let mut lists: OwnMap<(u8, u8, u16), Vec<&Value>> = OwnMap::default();
        let mut bare: OwnMap<(u8, u8, u16), Vec<&Value>> = OwnMap::default();
        let mut crossed: Vec<Statement> = Vec::with_capacity(pending.len());
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
        self.remember(&crossed);
        let mut read: OwnSet<(u8, u8)> = crossed.iter().map(|s| (s.form, s.block)).collect();
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
            if read.insert((form, block))
                && self.forms.block(form, block).is_some_and(|block| block.width() == values.len())
            {
                let order = self.printed.get(&(form, block)).cloned();
                let order = order.unwrap_or_else(|| (0..values.len() as u16).collect());
                for (column, value) in order.into_iter().zip(values) {
                    let content = value.content.clone();
                    let mut statement = Statement::grid(form, block, row, column, content, row_span, value.index);
                    statement.rule = "columns-by-order";
                    self.found.push(statement);
                }
            }
        }
    }

    /// Keeps the order of the columns of a row that has them all, for a part of the table that is torn from its heads.
    fn remember(&mut self, crossed: &[Statement]) {
        let Some(first) = crossed.first() else { return };
        let table = (first.form, first.block);
        let order: Vec<u16> = crossed.iter().filter(|s| (s.form, s.block) == table).map(|s| s.column).collect();
        let distinct = order.iter().collect::<OwnSet<_>>().len();
        let width = self.forms.block(table.0, table.1).map_or(0, |block| block.width());
        if order.len() == width && distinct == width {
            self.printed.insert(table, order);
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
            let columns: OwnSet<u16> = pairs.iter().map(|(_, column)| *column).collect();
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
        let mut seen = OwnSet::default();
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
        let filled: OwnSet<usize> = values.iter().map(|value| value.column).collect();
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

    /// The row and column whose labels meet at `column`, for tables with rows and columns. Of several tables that have such
    /// a head it is the one whose row stands nearest.
    fn crossing(&mut self, column: usize) -> Option<(u8, u8, u16, u16)> {
        let above = self.above.get(column)?.len();
        let forms = self.forms;
        for &form in &forms.order {
            for nth in (0..above).rev().take(REACH) {
                let items: &'l [Item] = self.above.get(column)?.get(nth)?.1;
                let mut heads = items.iter().filter(|item| item.form == form && item.axis == Axis::Column);
                let Some(first) = heads.next() else { continue };
                let mut heads: Vec<&Item> = std::iter::once(first).chain(heads).collect();
                heads.sort_by_key(|head| self.distance(head.table(), column));
                for item in heads {
                    if let Some(row) = self.row_in(item.table(), column) {
                        return Some((item.form, item.block, row, item.index));
                    }
                }
            }
        }
        None
    }

    /// How many labels stand between `column` and the nearest row of that table left of it.
    fn distance(&self, table: (u8, u8), column: usize) -> usize {
        let is_row = |item: &Item| item.table() == table && item.axis == Axis::Row;
        self.lefts(column).position(|(.., items)| items.iter().any(is_row)).unwrap_or(usize::MAX)
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
        let is_head = |above: usize| {
            let is = |item: &Item| item.table() == table && item.axis == Axis::Row && usize::from(item.index) == above;
            self.lefts(column).any(|(index, _, items)| *index != label && items.iter().any(is))
        };
        let below = |row: &&u16| rows.len() > 1 && block.ancestors(**row as usize).any(is_head);
        // Two lists may stand side by side: each goes on from its own last row.
        let at = self.left.iter().find(|(index, ..)| *index == label).map_or(0, |(_, at, _)| *at);
        let last = self.last.get(&(table, at)).copied();
        let next = || block.next_of(rows, last).filter(|_| rows.len() == 1 || !self.unread);
        let row = rows.iter().find(below).copied().or_else(next)?;
        self.unread &= rows.len() > 1;
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
        // Where no head is above the value it may be a code.
        let coded = best == 1 && self.heads.contains(&Some(Head::Code));
        match others.as_slice() {
            _ if coded => Some((first, false)),
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
