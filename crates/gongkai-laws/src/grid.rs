//! The grid of a table is the one that HTML's own algorithm gives, done here square by square.

use std::collections::BTreeSet;

use gongkai::{Limits, page, text::decode::decode};

/// Rows and cells of a table: even if each cell is twelve columns wide, fewer columns than the limit.
const ROWS: usize = 24;
const CELLS: usize = 80;

/// A cell as the source has it.
struct Printed {
    colspan: usize,
    /// 0 reaches to the end of the group.
    rowspan: usize,
    head: bool,
}

/// Groups of rows of cells.
type Groups = Vec<Vec<Vec<Printed>>>;

/// A cell on the grid: row, column, and the squares it covers downwards and to the right.
type Placed = (usize, usize, usize, usize);

pub(crate) fn law(bytes: &[u8]) {
    let groups = groups(bytes);
    let document = {
        let html = html(&groups);
        let limits = Limits::default();
        let source = decode(html.as_bytes(), None, &limits).expect("there is a text");
        page::lay_out(page::parse(&source, None, &limits), &limits)
    };
    let wide = groups.iter().flatten().any(|row| row.len() > 1);
    let [table] = &document.tables[..] else {
        assert!(!wide, "a table with heads and two columns is data: {:?}", document.text);
        return;
    };
    let (placed, rows, columns) = place(&groups);
    assert_eq!((table.rows as usize, table.columns as usize), (rows, columns));
    let found: Vec<Placed> = table
        .cells
        .iter()
        .map(|cell| (cell.row as usize, cell.column as usize, cell.rowspan as usize, cell.colspan as usize))
        .collect();
    assert_eq!(found, placed);
    for (number, cell) in table.cells.iter().enumerate() {
        assert_eq!(cell.span.of(&document.text), number.to_string());
    }
    assert_eq!(table.grid().len(), rows * columns);
}

/// Two bytes a cell: what begins with it, and its spans.
fn groups(bytes: &[u8]) -> Groups {
    let mut groups: Groups = vec![vec![Vec::new()]];
    let (mut rows, mut cells) = (1, 0);
    for pair in bytes.chunks_exact(2) {
        let (what, spans) = (pair[0], pair[1]);
        if cells == CELLS {
            break;
        }
        if rows < ROWS {
            match what % 8 {
                0 => groups.push(vec![Vec::new()]),
                1 | 2 => groups.last_mut().unwrap().push(Vec::new()),
                _ => {}
            }
            rows += usize::from(what % 8 < 3);
        }
        let span = |n: u8| if n == 15 { 70_000 } else { usize::from(n) };
        let cell = Printed { colspan: usize::from(spans >> 4).min(12), rowspan: span(spans & 15), head: what & 8 > 0 };
        groups.last_mut().unwrap().last_mut().unwrap().push(cell);
        cells += 1;
    }
    // A table is told from a frame for other things by its heads.
    if let Some(first) = groups.iter_mut().flatten().flatten().next() {
        first.head = true;
    }
    groups
}

fn html(groups: &Groups) -> String {
    let mut html = "<p>前</p><table border=1>".to_owned();
    let mut number = 0;
    for (at, group) in groups.iter().enumerate() {
        html += if at % 2 == 0 { "<thead>" } else { "<tbody>" };
        for row in group {
            html += "<tr>";
            for cell in row {
                let name = if cell.head { "th" } else { "td" };
                html += &format!("<{name} colspan={} rowspan={}>{number}", cell.colspan, cell.rowspan);
                number += 1;
            }
        }
    }
    html + "</table><p>后</p>"
}

/// HTML Living Standard, 4.9.12.1: every cell goes to the first free square of its row.
fn place(groups: &Groups) -> (Vec<Placed>, usize, usize) {
    let mut taken = BTreeSet::new();
    let mut placed = Vec::new();
    let (mut row, mut columns) = (0, 0);
    for group in groups {
        let end = row + group.len();
        for cells in group {
            let mut column = 0;
            for cell in cells {
                while taken.contains(&(row, column)) {
                    column += 1;
                }
                let height = if cell.rowspan == 0 { end - row } else { cell.rowspan.min(end - row) };
                let width = cell.colspan.max(1);
                taken.extend((row..row + height).flat_map(|y| (column..column + width).map(move |x| (y, x))));
                placed.push((row, column, height, width));
                column += width;
                columns = columns.max(column);
            }
            row += 1;
        }
    }
    (placed, row, columns)
}
