//! Tables with cells（网格表）: every number is the meeting of the labels left of it and above it.

mod view;

use std::collections::{BTreeMap, HashMap};

use self::view::{Value, View};
use super::{
    Forms, Statement,
    entry::{self, Content},
    heads::{self, Head},
    labels::{Item, Labels},
    order::adds_up,
};
use crate::{Span, page::Table, report::Entry, text::hash::OwnMap};

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

    /// Whether it was put together from lines, one for each cell: a blank one that is lost, or a head over other heads,
    /// moves every cell behind it.
    pub(super) fn is_of_lines(&self, text: &str) -> bool {
        let mut rows = self.table.cells.windows(2).filter_map(|pair| match pair {
            [left, right] if left.row == right.row => text.get(left.span.end as usize..right.span.start as usize),
            _ => None,
        });
        rows.any(|between| between.contains('\n'))
    }

    /// The rows and columns that its labels name.
    pub(super) fn items(&self) -> impl Iterator<Item = &[Item]> {
        self.kinds.iter().filter_map(|kind| match kind {
            Kind::Label(items) => Some(*items),
            _ => None,
        })
    }

    /// Reads the table row by row, and turned on its side; the side that shows more is the one it was set for.
    ///
    /// `printed` has the columns of the tables before it, as they are printed, for those that are torn from their heads.
    pub(super) fn read(&self, forms: &Forms<'_>, printed: &mut Printed) -> Vec<Statement> {
        let mut view = self.look(forms, false, printed.clone());
        // A square gives one figure at most: where each has given one, turning the table gives no more.
        let kind = |square: &Option<u32>| square.and_then(|index| self.kinds.get(index as usize));
        let values = self.squares.iter().filter(|square| matches!(kind(square), Some(Kind::Value(_)))).count();
        if view.found.len() < values {
            let turned = self.look(forms, true, printed.clone());
            if turned.found.len() > view.found.len() {
                view = turned;
            }
        }
        *printed = view.printed;
        self.unmerge(&mut view.found);
        doubt_order(forms, printed, &mut view.found);
        view.found
    }

    /// Goes through the table line by line, as it is printed or turned on its side.
    fn look<'f>(&self, forms: &'f Forms<'f>, turned: bool, printed: Printed) -> View<'f, 'a> {
        let (rows, columns) = (self.table.rows as usize, self.table.columns as usize);
        let (height, width) = if turned { (columns, rows) } else { (rows, columns) };
        let mut view = View::new(forms, width, printed);
        for row in 0..height {
            view.left.clear();
            view.pending.clear();
            let mut words = false;
            for column in 0..width {
                let (r, c) = if turned { (column, row) } else { (row, column) };
                let Some(index) = self.squares.get(r * columns + c).copied().flatten() else { continue };
                match self.kinds.get(index as usize) {
                    Some(Kind::Label(items)) => view.label(index, column, items),
                    Some(Kind::Head(head)) => view.head(column, *head),
                    Some(Kind::Value(content)) => view.pending.push(Value { index, column, content: content.clone() }),
                    Some(Kind::Other) => words = true,
                    None => {}
                }
            }
            let numbers = view.pending.iter().any(|value| value.content.entry.number().is_some());
            view.unread |= words && numbers && view.left.is_empty();
            view.row(self);
        }
        view
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

/// The form's columns of a table in the order in which they are printed, by form and block.
pub(super) type Printed = OwnMap<(u8, u8), Vec<u16>>;

/// Without heads the order of the form is only supposed: where most rows do not add up in it, it is another one.
fn doubt_order(forms: &Forms<'_>, printed: &Printed, statements: &mut [Statement]) {
    let mut rows: BTreeMap<(u8, u8, u32), Vec<(u16, Entry)>> = BTreeMap::new();
    let supposed = |s: &Statement| s.rule == "columns-by-order" && !printed.contains_key(&(s.form, s.block));
    for s in statements.iter().filter(|s| supposed(s)) {
        rows.entry((s.form, s.block, s.around.start)).or_default().push((s.column, s.content.entry));
    }
    let mut votes: OwnMap<(u8, u8), (usize, usize)> = OwnMap::default();
    for ((form, block, _), cells) in rows {
        let Some(total) = forms.block(form, block).and_then(|block| block.row_sum) else { continue };
        let numbers: Vec<_> = cells.iter().map(|(column, entry)| (usize::from(*column), entry.number())).collect();
        if !numbers.iter().any(|(column, number)| *column == total && number.is_some()) {
            continue;
        }
        let vote = votes.entry((form, block)).or_default();
        *(if adds_up(numbers, total) { &mut vote.0 } else { &mut vote.1 }) += 1;
    }
    for s in statements.iter_mut().filter(|s| supposed(s)) {
        if votes.get(&(s.form, s.block)).is_some_and(|(held, failed)| failed > held) {
            s.content.entry = Entry::Unreadable;
            s.rule = "column-unclear";
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
