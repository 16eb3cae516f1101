//! The forms of the four eras as data（表样目录）.
//!
//! Every official form is one TOML file beside this one: its rows and columns with their keys, printed labels and
//! local spellings, and the identities that hold between its figures. Reading and checking know no form by name, so a
//! user's form brings its own checks.

mod load;

use std::sync::Arc;

use once_cell::sync::OnceCell;
use rust_decimal::Decimal;

use super::Key;
use crate::{Result, outline::RowLabels, report::fit::labels::Labels, text::hash::OwnMap};

/// The built-in forms, in order of their years: file name and text.
const BUILT_IN: [(&str, &str); 4] = [
    ("local-2008.toml", include_str!("forms/local-2008.toml")),
    ("statistics-2014.toml", include_str!("forms/statistics-2014.toml")),
    ("tables-2019.toml", include_str!("forms/tables-2019.toml")),
    ("tables-2021.toml", include_str!("forms/tables-2021.toml")),
];

/// Every row of every form（表样目录）: keys, labels, units, sums. Cheap to clone; read at first use.
#[derive(Clone, Default, Debug)]
pub struct Catalogue {
    /// `None` for the built-in forms.
    own: Option<Arc<Loaded>>,
}

#[derive(Debug)]
struct Loaded {
    forms: Vec<Form>,
    labels: Labels,
    rows: RowLabels,
}

static LOADED: OnceCell<Loaded> = OnceCell::new();

impl Loaded {
    fn new(forms: Vec<Form>) -> Self {
        let lines = forms.iter().flat_map(|form| &form.blocks).flat_map(|block| &block.rows);
        let labels = lines.flat_map(|line| std::iter::once(&line.label).chain(&line.aliases)).map(String::as_str);
        Self { labels: Labels::new(&forms), rows: RowLabels::new(labels), forms }
    }
}

impl Catalogue {
    /// The built-in forms with one more from a text, or with one of them changed by it.
    ///
    /// A text with `extends = "statistics-2014"` adds rows, local spellings and sums to that form; any other text is a
    /// form of its own. The format is that of the built-in files; `examples/forms/` has two such packs.
    ///
    /// # Errors
    /// Where the text is no such form: the message has the name and the line.
    ///
    /// ```
    /// use gongkai::report::Catalogue;
    /// let pack = r#"
    ///     extends = "statistics-2014"
    ///     [[block]]
    ///     name = "statistics"
    ///     rows = [{ label = "主动公开应急管理信息", key = "active.emergency", unit = "条", after = "normative.issued" }]
    /// "#;
    /// let catalogue = Catalogue::default().extended("pack.toml", pack)?;
    /// let form = catalogue.forms()?.iter().find(|form| form.id == "statistics-2014").unwrap();
    /// assert!(form.keys().any(|key| key.as_str() == "active.emergency"));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    pub fn extended(&self, name: &str, toml: &str) -> Result<Self> {
        let mut forms = self.forms()?.to_vec();
        load::add(&mut forms, name, toml)?;
        Ok(Self { own: Some(Arc::new(Loaded::new(forms))) })
    }

    /// The forms, in order of their years.
    ///
    /// # Errors
    /// Never for the built-in forms, as their tests show.
    pub fn forms(&self) -> Result<&[Form]> {
        Ok(&self.loaded()?.forms)
    }

    /// The form of that name.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms().ok()?.iter().find(|form| form.id == id)
    }

    /// What the rows of the forms are called, for the outline: numbered like headings, they are none.
    ///
    /// # Errors
    /// Never for the built-in forms, as their tests show.
    pub fn row_labels(&self) -> Result<&RowLabels> {
        Ok(&self.loaded()?.rows)
    }

    pub(crate) fn labels(&self) -> Result<&Labels> {
        Ok(&self.loaded()?.labels)
    }

    fn loaded(&self) -> Result<&Loaded> {
        match &self.own {
            Some(own) => Ok(own),
            None => LOADED.get_or_try_init(|| {
                let mut forms = Vec::new();
                for (name, toml) in BUILT_IN {
                    load::add(&mut forms, name, toml)?;
                }
                Ok(Loaded::new(forms))
            }),
        }
    }
}

/// One official form（表样）.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    /// Its name: `statistics-2014`.
    pub id: String,
    /// Its printed title.
    pub title: String,
    /// The circular that prescribes it.
    pub basis: String,
    /// First year reported on it.
    pub first_year: i16,
    /// Last year; `None` where it is in force.
    pub last_year: Option<i16>,
    /// The sections of a report on it, each with the titles it goes by, the printed one first.
    pub sections: Vec<Vec<String>>,
    /// Its tables.
    pub blocks: Vec<FormBlock>,
    /// What must hold between its figures.
    pub rules: Vec<Rule>,
    /// Where each key stands in printed order.
    places: OwnMap<Key, u32>,
}

/// A table of a form（表）: a list of rows, or rows crossed with columns.
#[derive(Clone, PartialEq, Debug)]
pub struct FormBlock {
    /// Short name within the form.
    pub name: String,
    /// The section or clause it belongs to.
    pub about: String,
    /// Unit of its figures, where a row has none of its own.
    pub unit: Option<String>,
    /// What joins the key of a row to that of a column. Unused in a list.
    pub join: String,
    /// Whether rows too are printed as heads above one line of cells.
    pub flat: bool,
    /// Index of the column that is the sum of the others.
    pub row_sum: Option<usize>,
    /// The columns; none for a list, whose rows have one figure each.
    pub columns: Vec<Line>,
    /// The rows.
    pub rows: Vec<Line>,
    /// The keys of the cells, row by row, each with the place where the form has it first.
    keys: Vec<Option<(Key, u32)>>,
}

/// A row or a column of a table（行、列）.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Line {
    /// Its printed label, with its numbering.
    pub label: String,
    /// Other spellings that mean the same.
    pub aliases: Vec<String>,
    /// Its key or part of one. `None` for a heading; empty for a column that stands for the bare key.
    pub key: Option<String>,
    /// Unit, where it differs from the table's.
    pub unit: Option<String>,
    /// Depth of nesting, from 1.
    pub level: u8,
    /// Whether the form prints no cells for it.
    pub group: bool,
    /// Whether its numbers may be negative（增减）.
    pub signed: bool,
}

/// What must hold between figures（勾稽关系）.
#[derive(Clone, PartialEq, Debug)]
pub enum Rule {
    /// The parts add to the total.
    Sum {
        /// The total.
        total: Key,
        /// Its parts.
        parts: Vec<Key>,
    },
    /// Both sides add to the same.
    Balance {
        /// One side.
        left: Vec<Key>,
        /// The other.
        right: Vec<Key>,
    },
    /// The largest part ≤ the total ≤ the sum of the parts: the total counts once what several parts share.
    Overlap {
        /// The total.
        total: Key,
        /// Parts that may share.
        parts: Vec<Key>,
    },
    /// A part is not larger than its whole.
    Subset {
        /// The part.
        part: Key,
        /// The whole.
        whole: Key,
        /// Whether honest reports may break it.
        soft: bool,
    },
    /// A figure of no cell of its own: the sum of others, as prose states it.
    Derived {
        /// The figure.
        key: Key,
        /// What it is the sum of.
        parts: Vec<Key>,
    },
}

impl Form {
    /// Whether a report on `year` should use it.
    #[must_use]
    pub fn covers(&self, year: i16) -> bool {
        self.first_year <= year && self.last_year.is_none_or(|last| year <= last)
    }

    /// Every key that has a cell of its own, in printed order.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.blocks.iter().flat_map(FormBlock::cells).map(|(_, _, key)| key)
    }
}

impl Form {
    /// Writes out the keys of all cells, once its lines are known.
    fn name_cells(&mut self) {
        self.places.clear();
        for block in &mut self.blocks {
            let width = block.width();
            let cells = (0..block.rows.len()).flat_map(|row| (0..width).map(move |column| (row, column)));
            let mut named = |(row, column)| {
                let key = block.joined(row, column)?;
                let next = self.places.len() as u32;
                let place = *self.places.entry(key.clone()).or_insert(next);
                Some((key, place))
            };
            let keys = cells.map(&mut named).collect();
            block.keys = keys;
        }
    }

    /// Where a key stands among those of the form, in printed order.
    pub(crate) fn place(&self, key: &Key) -> Option<u32> {
        self.places.get(key).copied()
    }
}

impl FormBlock {
    /// The key of a cell. `column` is ignored in a list.
    #[must_use]
    pub fn key(&self, row: usize, column: usize) -> Option<Key> {
        self.keyed(row, column).map(|(key, _)| key.clone())
    }

    /// The key of a cell, and its place in the form.
    pub(crate) fn keyed(&self, row: usize, column: usize) -> Option<&(Key, u32)> {
        let column = if self.columns.is_empty() { 0 } else { column };
        if column >= self.width() {
            return None;
        }
        self.keys.get(row.checked_mul(self.width())?.checked_add(column)?)?.as_ref()
    }

    fn joined(&self, row: usize, column: usize) -> Option<Key> {
        let row = self.rows.get(row)?.key.as_deref()?;
        if self.columns.is_empty() {
            return Some(Key::from(row));
        }
        match self.columns.get(column)?.key.as_deref()? {
            "" => Some(Key::from(row)),
            column => Some(Key::from(format!("{row}{}{column}", self.join))),
        }
    }

    /// How many figures a row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len().max(1)
    }

    /// Row, column and key of every cell, in printed order.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, Key)> + '_ {
        (0..self.rows.len())
            .flat_map(move |row| (0..self.width()).map(move |column| (row, column)))
            .filter_map(|(row, column)| Some((row, column, self.key(row, column)?)))
    }

    /// The unit of a cell on the form.
    #[must_use]
    pub fn unit(&self, row: usize, column: usize) -> Option<&str> {
        let row = self.rows.get(row).and_then(|line| line.unit.as_deref());
        let column = self.columns.get(column).and_then(|line| line.unit.as_deref());
        row.or(column).or(self.unit.as_deref())
    }

    /// Whether the columns of `row` add up: the last of the sums is the column [`row_sum`](Self::row_sum).
    #[must_use]
    pub fn row_adds(&self, cells: &[Decimal]) -> Option<bool> {
        let total = self.row_sum?;
        let parts: Decimal = cells.iter().enumerate().filter(|&(i, _)| i != total).map(|(_, n)| *n).sum();
        cells.get(total).map(|stated| *stated == parts)
    }

    /// Which of several rows with the same words follows `last`: the next one that is part of it, or of what it is part
    /// of. None where that does not tell.
    #[must_use]
    pub fn next_of(&self, rows: &[u16], last: Option<u16>) -> Option<u16> {
        if let [row] = rows {
            return Some(*row);
        }
        let last = last?;
        let around = |row: u16| self.ancestors(row as usize).next();
        let open =
            |parent: usize| parent == last as usize || self.ancestors(last as usize).any(|above| above == parent);
        rows.iter().copied().find(|&row| row > last && around(row).is_none_or(open))
    }

    /// The rows above `row` that it is part of, nearest first.
    pub fn ancestors(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let mut level = self.rows.get(row).map_or(0, |line| line.level);
        (0..row).rev().filter(move |&above| {
            let here = self.rows.get(above).map_or(0, |line| line.level);
            let is_parent = here < level;
            if is_parent {
                level = here;
            }
            is_parent
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let catalogue = Catalogue::default();
        let forms = catalogue.forms().unwrap();
        let counts: Vec<_> = forms.iter().map(|form| (form.id.as_str(), form.keys().count())).collect();
        // By hand: 2019 has 26 lines × 7 of applications, 15 cells of review and 6 + 6 + 6 + 2 + 2 of table one; 2021 has
        // three lines more of applications, and 6 + 1 + 2 + 1.
        assert_eq!(counts, [("local-2008", 46), ("statistics-2014", 59), ("tables-2019", 219), ("tables-2021", 228)]);
    }

    #[test]
    fn years_choose_one_form_each() {
        let catalogue = Catalogue::default();
        for (year, id) in
            [(2008, "local-2008"), (2015, "statistics-2014"), (2020, "tables-2019"), (2030, "tables-2021")]
        {
            let forms: Vec<_> = catalogue.forms().unwrap().iter().filter(|form| form.covers(year)).collect();
            assert_eq!(forms.len(), 1);
            assert_eq!(forms[0].id, id);
        }
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let of = |toml: &str| Catalogue::default().extended("own.toml", toml).unwrap_err().to_string();
        assert_eq!(of("extends = \"statistics-1999\""), "own.toml:1: no form is called statistics-1999");
        assert!(of("id = \"own\"\ncolour = 3").starts_with("own.toml:2: unknown field `colour`"));
        let sum =
            "extends = \"tables-2021\"\n\n[[sum]]\ntotal = \"request.received\"\nparts = [\n  \"request.lost\",\n]";
        assert_eq!(of(sum), "own.toml:6: no row has the key request.lost");
        let twice = "id = \"own\"\nyears = [2030]\n[[block]]\nname = \"one\"\nrows = [\n{ label = \"甲\", key = \"a.b\" },\n{ label = \"乙\", key = \"a.b\" },\n]";
        assert_eq!(of(twice), "own.toml:7: the key a.b is given twice");
        let label = twice.replace("乙", "甲").replacen("a.b", "a.c", 1);
        assert_eq!(of(&label), "own.toml:7: the label 甲 is given twice");
    }

    #[test]
    fn a_row_knows_what_it_is_part_of() {
        let catalogue = Catalogue::default();
        let block = &catalogue.form("tables-2021").unwrap().blocks[4];
        let row = block.rows.iter().position(|row| row.key.as_deref() == Some("reply.unable.unclear")).unwrap();
        let above: Vec<_> = block.ancestors(row).map(|row| block.rows[row].label.as_str()).collect();
        assert_eq!(above, ["（四）无法提供", "三、本年度办理结果"]);
    }
}
