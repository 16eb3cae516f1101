//! The part of the walk that is inside data tables（表格行文）.

use ego_tree::NodeRef;
use html5ever::local_name;
use scraper::{Node, node::Element};

use super::{
    Waiting, Walk, count,
    grid::Grid,
    survey,
    tag::{Tag, attribute},
};
use crate::{
    Span,
    page::{Block, BlockKind, Table, continuation::Outcome},
};

impl<'a> Walk<'a> {
    /// Whether `tag` is a data table or one of its rows and cells.
    pub(super) fn is_grid_part(&mut self, node: NodeRef<'a, Node>, tag: Tag) -> bool {
        match tag {
            Tag::Table => {
                if self.table_depth == 0 {
                    self.surveyed.clear();
                    self.tables_seen = 0;
                    survey::survey(node, &mut self.surveyed);
                }
                let data = self.surveyed.get(self.tables_seen).copied().unwrap_or(false);
                self.tables_seen += 1;
                data
            }
            Tag::Caption | Tag::HeadRows | Tag::Rows | Tag::Row | Tag::Cell | Tag::HeadCell => {
                // A part belongs to the innermost table, which may be a layout table inside a cell.
                self.open.iter().rev().find(|open| open.tag == Tag::Table).is_some_and(|open| open.in_grid)
            }
            _ => false,
        }
    }

    pub(super) fn open_grid(&mut self) {
        let start = self.ink.text.len();
        self.grids.push((Grid::default(), Waiting { start, line: self.ink.suspend() }));
    }

    pub(super) fn enter_grid(&mut self, element: &Element, tag: Tag) {
        let Some((grid, _)) = self.grids.last_mut() else { return };
        match tag {
            Tag::HeadRows | Tag::Rows => grid.begin_group(tag == Tag::HeadRows),
            Tag::Row => grid.begin_row(),
            Tag::Cell | Tag::HeadCell | Tag::Caption => {
                let separator = match () {
                    () if self.ink.text.is_empty() => "",
                    () if grid.in_row() => "\t",
                    () => "\n",
                };
                let number = |name| attribute(element, name).and_then(|n| n.trim().parse::<u32>().ok()).unwrap_or(1);
                let (colspan, rowspan) = (number(&local_name!("colspan")), number(&local_name!("rowspan")));
                if tag == Tag::Caption {
                    grid.begin_row();
                }
                if !grid.place(colspan, rowspan, tag == Tag::HeadCell, (self.cells_left, self.max_columns)) {
                    self.dropped_cells += 1;
                }
                self.ink.begin(separator);
            }
            _ => {}
        }
    }

    pub(super) fn leave_grid(&mut self, tag: Tag) {
        match tag {
            Tag::Table => self.close_grid(),
            Tag::HeadRows | Tag::Rows => {
                if let Some((grid, _)) = self.grids.last_mut() {
                    grid.end_group();
                }
            }
            Tag::Cell | Tag::HeadCell | Tag::Caption => {
                if let (Some(line), Some((grid, _))) = (self.ink.close(), self.grids.last_mut()) {
                    grid.fill(Span::new(line.start, line.end), count(line.linked));
                }
            }
            _ => {}
        }
    }

    pub(super) fn close_grid(&mut self) {
        let Some((grid, waiting)) = self.grids.pop() else { return };
        let linked = grid.linked;
        let table = grid.finish();
        if table.is_none() {
            self.ink.text.truncate(waiting.start);
        }
        if let Some(line) = waiting.line {
            self.ink.resume(line);
        }
        let Some(table) = table else { return };
        self.cells_left = self.cells_left.saturating_sub(table.rows as usize * table.columns as usize);
        let Some(table) = self.join(table) else { return };
        let mut block = Block::new(BlockKind::Table, table.span);
        block.table = Some(count(self.document.tables.len()));
        block.linked = linked;
        self.document.tables.push(table);
        // A table inside a cell is a table of its own, but no block: the outer table's block covers it.
        if self.grids.is_empty() {
            self.push_block(block);
        }
    }

    /// Joins a table to the one right above that it goes on with. Gives it back where it is one of its own.
    fn join(&mut self, next: Table) -> Option<Table> {
        let above = self.document.blocks.last().and_then(|block| block.table);
        let Some(index) = above.filter(|_| self.grids.is_empty()) else { return Some(next) };
        let parent = |region: u32| self.structure.regions.get(region as usize).map(|region| region.parent);
        let beside = self.structure.region_of.last().is_some_and(|&last| parent(last) == parent(self.region));
        match self.above.join(&self.ink.text, &mut self.document.tables, index as usize, next, beside) {
            Outcome::Apart(next, finding) => {
                self.document.findings.extend(finding);
                Some(next)
            }
            Outcome::Joined(finding) => {
                let whole = self.document.tables.get(index as usize).map(|table| table.span);
                if let (Some(block), Some(span)) = (self.document.blocks.last_mut(), whole) {
                    block.span = span;
                }
                self.document.findings.push(finding);
                None
            }
        }
    }
}
