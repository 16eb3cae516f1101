//! Cells placed on a grid（表格网格）, as HTML's own algorithm does it, within limits.

use crate::{
    Span,
    page::{Cell, Table},
};

/// HTML's own clamps (HTML Living Standard, 4.9.11).
const MAX_COLSPAN: u32 = 1_000;
const MAX_ROWSPAN: u32 = 65_534;

/// A table as it is read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    /// For each column, the first row that no cell from above covers.
    free_from: Vec<u32>,
    rows: u32,
    /// Rows begun in this row group: spans end with it.
    group_first: u32,
    /// Index of the first cell of the group.
    group_cells: usize,
    column: u32,
    columns: u32,
    in_head: bool,
    row_open: bool,
    /// Whether the cell that is being read has a place: one that was dropped must not fill the one before it.
    placed: bool,
    /// From the first text to the last, that of dropped cells included.
    extent: Option<Span>,
    /// Cells that the limits dropped.
    pub(super) dropped: u32,
    /// Bytes of the cells that are links.
    pub(super) linked: u32,
}

impl Grid {
    pub(super) fn begin_group(&mut self, head: bool) {
        self.end_group();
        self.in_head = head;
    }

    /// Clips the cells of the group to its rows.
    pub(super) fn end_group(&mut self) {
        self.row_open = false;
        for cell in self.cells.iter_mut().skip(self.group_cells) {
            cell.rowspan = cell.rowspan.min(self.rows.saturating_sub(cell.row)).max(1);
        }
        self.group_cells = self.cells.len();
        self.group_first = self.rows;
        for free in &mut self.free_from {
            *free = (*free).min(self.rows);
        }
        self.in_head = false;
    }

    pub(super) fn begin_row(&mut self) {
        self.rows += 1;
        self.column = 0;
        self.row_open = true;
    }

    /// Whether a cell was put in this row already.
    pub(super) const fn in_row(&self) -> bool {
        self.column > 0
    }

    /// Places a cell at the next free square. `false` where a limit leaves no room for it.
    pub(super) fn place(&mut self, colspan: u32, rowspan: u32, head: bool, limits: (usize, u32)) -> bool {
        if !self.row_open {
            self.begin_row();
        }
        let (max_cells, max_columns) = limits;
        let row = self.rows - 1;
        let mut column = self.column;
        while self.free_from.get(column as usize).is_some_and(|&free| free > row) {
            column += 1;
        }
        let end = column.saturating_add(colspan.clamp(1, MAX_COLSPAN)).min(max_columns);
        let columns = self.columns.max(end);
        self.placed = column < end && (columns as usize).saturating_mul(self.rows as usize) <= max_cells;
        if !self.placed {
            self.column = column;
            self.dropped += 1;
            return false;
        }
        // rowspan=0 reaches to the end of the row group.
        let rowspan = if rowspan == 0 { MAX_ROWSPAN } else { rowspan.min(MAX_ROWSPAN) };
        self.columns = columns;
        if self.free_from.len() < end as usize {
            self.free_from.resize(end as usize, 0);
        }
        for free in self.free_from.iter_mut().take(end as usize).skip(column as usize) {
            *free = (*free).max(row + rowspan);
        }
        self.column = end;
        self.cells.push(Cell {
            row,
            column,
            rowspan,
            colspan: end - column,
            header: head || self.in_head,
            span: Span::default(),
        });
        true
    }

    /// Says where the text of the cell that was placed last stands; of one that was dropped, nothing.
    pub(super) fn fill(&mut self, span: Span, linked: u32) {
        self.linked = self.linked.saturating_add(linked);
        if !span.is_empty() {
            self.extent = Some(self.extent.map_or(span, |extent| extent.cover(span)));
        }
        if let Some(cell) = self.cells.last_mut().filter(|_| self.placed) {
            cell.span = span;
        }
    }

    /// The finished table; `None` where no cell has text.
    pub(super) fn finish(mut self) -> Option<Table> {
        self.end_group();
        let span = self.extent?;
        Some(Table { span, rows: self.rows, columns: self.columns, cells: self.cells, caption: None, unit: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: (usize, u32) = (1_000, 50);

    fn places(table: &Table) -> Vec<(u32, u32, u32, u32)> {
        table.cells.iter().map(|c| (c.row, c.column, c.rowspan, c.colspan)).collect()
    }

    #[test]
    fn spans_push_later_cells_aside_and_end_with_the_rows() {
        let mut grid = Grid::default();
        grid.begin_row();
        assert!(grid.place(1, 9, false, ROOM));
        grid.fill(Span::new(0, 1), 0);
        assert!(grid.place(2, 1, false, ROOM));
        grid.begin_row();
        assert!(grid.place(1, 1, false, ROOM));
        assert!(grid.place(1, 0, false, ROOM));
        let table = grid.finish().unwrap();
        assert_eq!((table.rows, table.columns), (2, 3));
        assert_eq!(places(&table), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn a_span_ends_with_its_row_group() {
        let mut grid = Grid::default();
        grid.begin_group(true);
        grid.begin_row();
        grid.place(1, 5, false, ROOM);
        grid.fill(Span::new(0, 1), 0);
        grid.begin_group(false);
        grid.begin_row();
        grid.place(1, 1, false, ROOM);
        let table = grid.finish().unwrap();
        assert_eq!(places(&table), [(0, 0, 1, 1), (1, 0, 1, 1)]);
        assert!(table.cells[0].header && !table.cells[1].header);
    }

    #[test]
    fn limits_drop_cells_and_count_them() {
        let mut grid = Grid::default();
        grid.begin_row();
        assert!(grid.place(4_000_000_000, 4_000_000_000, false, ROOM));
        grid.fill(Span::new(0, 1), 0);
        assert!(!grid.place(1, 1, false, ROOM));
        grid.fill(Span::new(1, 2), 0);
        assert_eq!(grid.cells[0].span, Span::new(0, 1), "what was dropped fills no other cell");
        assert_eq!((grid.columns, grid.dropped), (50, 1));
        for _ in 0..30 {
            grid.begin_row();
            grid.place(1, 1, false, ROOM);
        }
        assert!(grid.dropped > 10);
        assert_eq!(grid.finish().unwrap().span, Span::new(0, 2), "the text of dropped cells is the table's");
    }
}
