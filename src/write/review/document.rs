//! The left side（原文）: the text by roles, its tables as grids, all of it marked.

use super::{
    Text,
    items::{Items, section},
    marks::Marks,
    words,
};
use crate::{
    Span,
    page::{BlockKind, Role},
    write::{
        html::Html,
        json::{Block, Cell, Page, Table},
    },
};

/// Bytes of text that are shown.
const MOST_TEXT: u32 = 4 << 20;

/// Blocks and cells that are shown.
const MOST_REGIONS: usize = 60_000;

/// Columns of a grid that is redrawn. One that is wider is shown as text.
const MOST_COLUMNS: u32 = 400;

/// Keys that are shown in one cell.
const MOST_KEYS: usize = 3;

/// A block as it is shown.
struct Shown<'p> {
    /// None for text that is in no block.
    block: Option<&'p Block<'p>>,
    /// The grid, if it is drawn as one.
    table: Option<&'p Table>,
    /// Its first region.
    region: usize,
}

/// The blocks of the page, and the regions of text (whole blocks, or cells) that they show. Also whether that is all.
fn lay<'p>(page: &'p Page<'_>, text: &Text<'_>) -> (Vec<Shown<'p>>, Vec<Span>, bool) {
    let (mut shown, mut regions) = (Vec::new(), Vec::new());
    let mut at = 0;
    let gap = |shown: &mut Vec<Shown<'p>>, regions: &mut Vec<Span>, span: Span| {
        if !span.of(text.words).trim().is_empty() {
            shown.push(Shown { block: None, table: None, region: regions.len() });
            regions.push(span);
        }
    };
    for block in &page.blocks {
        let mut span = text.span(block.span);
        if regions.len() >= MOST_REGIONS || at >= MOST_TEXT {
            return (shown, regions, false);
        }
        if span.end <= at && at > 0 {
            continue;
        }
        if span.start > at {
            gap(&mut shown, &mut regions, Span { start: at, end: span.start });
        }
        span.start = span.start.max(at);
        at = span.end;
        let table = block.table.and_then(|index| page.tables.get(index as usize));
        let cells = table.and_then(|table| cells(table, span, text));
        shown.push(Shown { block: Some(block), table: table.filter(|_| cells.is_some()), region: regions.len() });
        match cells {
            Some(cells) => regions.extend(cells),
            None => regions.push(span),
        }
    }
    let rest = Span::new(at as usize, text.words.len());
    gap(&mut shown, &mut regions, rest);
    (shown, regions, true)
}

/// The places of the cells of a table that can be drawn as a grid: in order, apart from each other, of bounded size.
fn cells(table: &Table, within: Span, text: &Text<'_>) -> Option<Vec<Span>> {
    if table.columns > MOST_COLUMNS || table.rows as usize > MOST_REGIONS || table.cells.len() > MOST_REGIONS {
        return None;
    }
    let (mut at, mut square) = (within.start, (0, 0));
    let mut cells = Vec::with_capacity(table.cells.len());
    for cell in &table.cells {
        let span = text.span(cell.span);
        let in_order = span.start >= at && span.end <= within.end && (cell.row, cell.column) >= square;
        if !in_order || cell.column >= table.columns || cell.row >= table.rows {
            return None;
        }
        (at, square) = (span.end, (cell.row, cell.column + 1));
        cells.push(span);
    }
    Some(cells)
}

/// Writes the side. Also says whether the whole page is shown.
pub(super) fn write(page: &Page<'_>, text: &Text<'_>, items: &Items<'_>) -> (Html, bool) {
    let (shown, regions, whole) = lay(page, text);
    let marks = Marks::new(&regions, &items.marks);
    let mut html = Html::default();
    html.raw("<section class=document id=document aria-labelledby=document-title>\n<div class=sticky>");
    html.raw("<h2 id=document-title>").both("原文", "Text").raw("</h2>");
    roles(&mut html, &shown);
    html.raw("</div>\n");
    outline(&mut html, page);
    let role = |shown: &Shown<'_>| shown.block.map_or(Role::Other, |block| block.role);
    for run in shown.chunk_by(|a, b| role(a) == role(b)) {
        let Some(first) = run.first() else { continue };
        let role = role(first);
        let (zh, en) = words::role(role);
        let is_document = matches!(role, Role::Title | Role::Body | Role::Metadata | Role::Attachment);
        html.raw(if is_document { "<div class=\"run " } else { "<details class=\"run chrome " });
        html.raw(words::role_class(role)).raw("\" data-role=").raw(words::role_class(role)).raw(">");
        html.raw(if is_document { "<p class=role>" } else { "<summary class=role>" }).both(zh, en);
        if is_document {
            html.raw("</p>\n");
        } else {
            html.raw(" <small>").number(run.len()).raw("</small></summary>\n");
        }
        for shown in run {
            block(&mut html, page, text.words, &marks, &regions, shown);
        }
        html.raw(if is_document { "</div>\n" } else { "</details>\n" });
    }
    html.raw("</section>\n");
    (html, whole)
}

/// The switches of the roles, in order of appearance.
fn roles(html: &mut Html, shown: &[Shown<'_>]) {
    let mut roles: Vec<Role> = Vec::new();
    for role in shown.iter().map(|shown| shown.block.map_or(Role::Other, |block| block.role)) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    html.raw("<div class=chips role=group aria-labelledby=document-title>");
    for role in roles {
        let (zh, en) = words::role(role);
        html.raw("<button type=button class=chip aria-pressed=true data-role-filter=").raw(words::role_class(role));
        html.raw(">").both(zh, en).raw("</button>");
    }
    html.raw("</div>");
}

/// The sections, each leading to its heading.
fn outline(html: &mut Html, page: &Page<'_>) {
    if page.sections.is_empty() {
        return;
    }
    html.raw("<nav class=outline aria-labelledby=outline-title><details><summary id=outline-title>");
    html.both("章节", "Sections").raw(" <small>").number(page.sections.len()).raw("</small></summary><ul>\n");
    for (number, part) in page.sections.iter().enumerate().take(super::MOST_ITEMS) {
        html.raw(match part.level {
            0 | 1 => "<li class=level-1>",
            2 => "<li class=level-2>",
            _ => "<li class=level-3>",
        });
        html.raw("<a href=#at-");
        section(number).name(html).raw(" id=");
        section(number).name(html).raw(">").text(&part.marker).raw(" ").text(&part.heading).raw("</a></li>\n");
    }
    html.raw("</ul></details></nav>\n");
}

fn block(html: &mut Html, page: &Page<'_>, text: &str, marks: &Marks, regions: &[Span], shown: &Shown<'_>) {
    if let Some(table) = shown.table {
        grid(html, page, text, marks, regions, table, shown.region);
        return;
    }
    let kind = shown.block.map_or(BlockKind::Paragraph, |block| block.kind);
    let (open, close) = match kind {
        BlockKind::Heading => ("<h3", "</h3>\n"),
        BlockKind::ListItem => ("<p class=list-item", "</p>\n"),
        BlockKind::Image => ("<p class=image", "</p>\n"),
        BlockKind::Table => ("<p class=table-text", "</p>\n"),
        BlockKind::Paragraph => ("<p", "</p>\n"),
    };
    html.raw(open);
    if let Some(block) = shown.block {
        html.raw(" title=\"").text(&block.reason).raw("\"");
    }
    html.raw(">");
    marks.write(html, text, regions, shown.region);
    html.raw(close);
}

/// A table as a grid, with the key of each cell that gives a figure.
fn grid(html: &mut Html, page: &Page<'_>, text: &str, marks: &Marks, regions: &[Span], table: &Table, region: usize) {
    html.raw("<div class=grid tabindex=0 role=group><table>\n");
    // The row from which each column is free.
    let mut free = vec![0_u32; table.columns as usize];
    let mut cells = table.cells.iter().zip(region..).peekable();
    for row in 0..table.rows {
        html.raw("<tr>");
        let mut column = 0;
        while let Some((cell, region)) = cells.next_if(|(cell, _)| cell.row == row) {
            hole(html, &free, row, column, cell.column);
            let reach = cell.column.saturating_add(cell.colspan.max(1)).min(table.columns);
            let below = row.saturating_add(cell.rowspan.max(1)).min(table.rows);
            free.iter_mut().take(reach as usize).skip(cell.column as usize).for_each(|free| *free = below);
            open_cell(html, cell, reach - cell.column, below - row);
            marks.write(html, text, regions, region);
            keys(html, page, marks, region);
            html.raw(if cell.header { "</th>" } else { "</td>" });
            column = reach;
        }
        hole(html, &free, row, column, table.columns);
        html.raw("</tr>\n");
    }
    html.raw("</table></div>\n");
}

/// The squares from `column` to `until` that no cell covers.
fn hole(html: &mut Html, free: &[u32], row: u32, column: u32, until: u32) {
    let squares = free.iter().take(until as usize).skip(column as usize);
    let empty = squares.filter(|&&free| free <= row).count();
    if empty > 0 {
        html.raw("<td class=hole colspan=").number(empty).raw("></td>");
    }
}

fn open_cell(html: &mut Html, cell: &Cell, columns: u32, rows: u32) {
    html.raw(if cell.header { "<th" } else { "<td" });
    if columns > 1 {
        html.raw(" colspan=").number(columns as usize);
    }
    if rows > 1 {
        html.raw(" rowspan=").number(rows as usize);
    }
    html.raw(">");
}

fn keys(html: &mut Html, page: &Page<'_>, marks: &Marks, region: usize) {
    let figures = page.report.as_ref().map_or(&[][..], |report| &report.figures);
    let items = marks.items(region).filter(|item| item.list == "f");
    for key in items.filter_map(|item| figures.get(item.number)).map(|figure| &figure.key).take(MOST_KEYS) {
        html.raw("<code class=key>");
        super::panel::key(html, key);
        html.raw("</code>");
    }
}
