//! What has been passed in a run of labels, and what the next label means after it（行次推定）.

use rust_decimal::Decimal;

use super::find::Hit;
use crate::{
    report::fit::{
        Forms,
        labels::{Axis, Item},
        order::Heads,
        rows::Row,
    },
    text::hash::{OwnMap, OwnSet},
};

/// What has been passed in a run of labels.
#[derive(Default)]
pub(super) struct Walk {
    /// Where a head of a table was last seen.
    pub(super) heads: OwnMap<(u8, u8), usize>,
    /// Heads of one-line tables since the last row.
    pub(super) flat: OwnMap<(u8, u8), OwnSet<usize>>,
    pub(super) last: OwnMap<(u8, u8), u16>,
    /// The heads since the last row, whatever table they may be of.
    pub(super) run: OwnMap<(u8, u8), Heads>,
    /// The heads before the first row of a table.
    pub(super) printed: OwnMap<(u8, u8), Heads>,
    /// Whether a row was the last that was passed.
    pub(super) behind_row: bool,
    /// What the label before meant, where no value followed it.
    pub(super) previous: Option<Vec<Item>>,
    pub(super) rows: OwnMap<(u8, u8), Vec<Row>>,
    /// The number of the row that was passed last, where the rows are numbered.
    pub(super) number: Option<Decimal>,
    /// Whether that number stood on the line right before its row.
    pub(super) touching: bool,
    /// Where the last label and its cells ended.
    pub(super) end: usize,
    /// Whether a row whose label is not known has been passed since the last that is.
    pub(super) unread: bool,
}

impl Walk {
    /// Takes note of a head; a row with values ends the heads before it.
    pub(super) fn order(&mut self, hit: &Hit<'_>, is_row: bool) {
        if std::mem::replace(&mut self.behind_row, is_row) {
            self.run.clear();
        }
        if !is_row {
            for item in hit.items(Axis::Column) {
                self.run.entry(item.table()).or_default().add(item.index, &hit.range);
            }
        }
    }

    /// Whether a label that is both a row and a head is a head here: it follows another head of its table.
    pub(super) fn is_head(&self, hit: &Hit<'_>, text: &str) -> bool {
        let before = text.get(..hit.range.start).unwrap_or_default().trim_end();
        let marked = before.ends_with([')', '）', '.', '．', '、']);
        let follows = |item: &Item| {
            let heads = self.previous.iter().flatten().filter(|other| other.axis == Axis::Column);
            heads.into_iter().any(|other| other.table() == item.table())
        };
        !marked && hit.items(Axis::Column).any(follows)
    }

    /// The row that a label means: of the form of the report, unless the heads above it are another form's.
    /// Of several rows with the same words none is meant for certain where a label before it is unread.
    pub(super) fn target(&mut self, hit: &Hit<'_>, forms: &Forms<'_>) -> Option<((u8, u8), u16)> {
        let is_list = |item: &Item| forms.block(item.form, item.block).is_some_and(|block| block.columns.is_empty());
        // A list needs no heads; but the table of the report's own form is not left for that of another.
        let first = hit.items(Axis::Row).map(|item| forms.rank(item.form)).min();
        let headed = |item: &&Item| {
            self.heads.contains_key(&item.table()) || (is_list(item) && Some(forms.rank(item.form)) == first)
        };
        let ranked = |items: Vec<&Item>| {
            items.into_iter().min_by_key(|item| (forms.rank(item.form), item.block, item.index)).copied()
        };
        let best =
            ranked(hit.items(Axis::Row).filter(headed).collect()).or_else(|| ranked(hit.items(Axis::Row).collect()))?;
        let table = best.table();
        let rows: Vec<u16> = hit.items(Axis::Row).filter(|item| item.table() == table).map(|item| item.index).collect();
        if self.unread && rows.len() > 1 {
            return None;
        }
        self.unread = false;
        let last = self.last.get(&table).copied();
        let row = forms.block(table.0, table.1)?.next_of(&rows, last)?;
        self.last.insert(table, row);
        Some((table, row))
    }
}
