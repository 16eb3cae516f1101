//! Tables that a page break cut in two（续表）: whether a table goes on with the one right above it.

use std::collections::BTreeSet;

use super::{Cell, Table, plain::is_value};
use crate::{Finding, Severity};

/// What became of a table that stands right below another.
pub(super) enum Outcome {
    /// Its rows were put under those of the table above.
    Joined(Finding),
    /// It is a table of its own; where that is in doubt a finding says so.
    Apart(Table, Option<Finding>),
}

/// What stands for a whole: no row of the same table follows it.
const TOTALS: &[&str] = &["合计", "总计", "共计"];

/// What is known of the table above, so that its rows are looked at once however many parts follow it.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// Index of the table.
    index: Option<usize>,
    /// What its columns hold below the heads.
    kinds: Vec<Kind>,
    /// The names of its rows.
    labels: BTreeSet<String>,
    /// Whether its last row sums it up.
    ended: bool,
}

impl Above {
    /// Joins `next` to the table of that index right above it, where it goes on with that: it repeats the heads, or it has
    /// none, stands beside it (`beside`), its columns hold what those above hold, and it names none of their rows.
    pub(super) fn join(
        &mut self,
        text: &str,
        tables: &mut [Table],
        index: usize,
        next: Table,
        beside: bool,
    ) -> Outcome {
        let Some(table) = tables.get_mut(index) else { return Outcome::Apart(next, None) };
        let repeated = repeats_heads(text, table, &next);
        if !(repeated || begins_with_values(text, &next) && has_heads(text, table)) {
            return Outcome::Apart(next, None);
        }
        if self.index != Some(index) {
            *self = Self { index: Some(index), ..Self::default() };
            self.read(text, table, 1);
        }
        if !(repeated || beside && table.columns == next.columns && self.goes_on(text, &next)) {
            let finding = Finding::new(
                "table-headless",
                Severity::Note,
                "a table without heads stands right below another and does not clearly go on with it: it was left by itself",
                "无表头的表格紧接另一表格，但不能确定为其续表，未予合并",
            );
            return Outcome::Apart(next, Some(finding.at(table.span)));
        }
        self.read(text, &next, u32::from(repeated));
        append(table, next, repeated);
        let (en, zh) = if repeated {
            (
                "two tables with the same heads were joined: a page break had cut one",
                "两张表头相同的相邻表格已合并：原表被分页截断",
            )
        } else {
            (
                "a table without heads was joined to the one right above, whose columns hold the same: a page break had cut one",
                "无表头的表格已并入紧邻其上、各栏相同的表格：原表被分页截断",
            )
        };
        Outcome::Joined(Finding::new("table-joined", Severity::Note, en, zh).at(table.span))
    }

    /// Takes in the rows of a part, from row `from` on.
    fn read(&mut self, text: &str, part: &Table, from: u32) {
        kinds(text, part, from, &mut self.kinds);
        for label in labels(text, part, from) {
            self.ended = TOTALS.contains(&label);
            self.labels.insert(label.to_owned());
        }
    }

    /// Whether the columns of `next` hold what those above do, and its rows are others.
    fn goes_on(&self, text: &str, next: &Table) -> bool {
        let mut below = Vec::new();
        kinds(text, next, 0, &mut below);
        let same = self.kinds.iter().zip(&below).all(|(above, below)| above == below || *below == Kind::Blank);
        !self.ended
            && same
            && self.kinds.first() == Some(&Kind::Words)
            && labels(text, next, 0).all(|label| !self.labels.contains(label))
    }
}

/// The names of the rows from row `from` on.
fn labels<'t>(text: &'t str, table: &Table, from: u32) -> impl Iterator<Item = &'t str> {
    let labels = table.cells.iter().filter(move |cell| cell.row >= from && cell.column == 0 && !cell.span.is_empty());
    labels.map(|cell| cell.span.of(text).trim())
}

/// The cells of the first row.
fn first_row(table: &Table) -> impl Iterator<Item = &Cell> {
    table.cells.iter().take_while(|cell| cell.row == 0)
}

fn repeats_heads(text: &str, table: &Table, next: &Table) -> bool {
    let heads = first_row(next).count();
    table.columns == next.columns
        && heads > 1
        && heads == first_row(table).count()
        && next.rows > 1
        && first_row(table).zip(first_row(next)).all(|(old, new)| {
            let words = new.span.of(text);
            old.colspan == new.colspan && old.rowspan == new.rowspan && !words.is_empty() && old.span.of(text) == words
        })
}

/// Whether the first row names columns, and values stand below it.
fn has_heads(text: &str, table: &Table) -> bool {
    let words = first_row(table).filter(|cell| !cell.span.is_empty()).count();
    let values = first_row(table).any(|cell| is_number(cell.span.of(text)));
    let below = table.cells.iter().any(|cell| cell.row > 0 && is_number(cell.span.of(text)));
    words > 1 && (!values || first_row(table).all(|cell| cell.header)) && below
}

/// Whether the first row is one of data, and nothing names columns.
fn begins_with_values(text: &str, table: &Table) -> bool {
    let label = first_row(table).find(|cell| !cell.span.is_empty());
    !table.cells.iter().any(|cell| cell.header)
        && label.is_some_and(|label| label.colspan < table.columns)
        && first_row(table).any(|cell| is_number(cell.span.of(text)))
}

/// What the cells of a column are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Blank,
    Words,
    Values,
    Mixed,
}

/// Adds what the cells from row `from` on are to the kinds of their columns.
fn kinds(text: &str, table: &Table, from: u32, kinds: &mut Vec<Kind>) {
    kinds.resize(kinds.len().max(table.columns as usize), Kind::Blank);
    for cell in table.cells.iter().filter(|cell| cell.row >= from && !cell.span.is_empty()) {
        let kind = if is_value(cell.span.of(text)) { Kind::Values } else { Kind::Words };
        for column in kinds.iter_mut().skip(cell.column as usize).take(cell.colspan as usize) {
            *column = if *column == Kind::Blank || *column == kind { kind } else { Kind::Mixed };
        }
    }
}

fn is_number(words: &str) -> bool {
    is_value(words) && words.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Puts the rows of `next` under those of `table`; repeated heads are heads.
fn append(table: &mut Table, next: Table, repeated: bool) {
    let below = table.rows;
    table.span = table.span.cover(next.span);
    table.rows = table.rows.saturating_add(next.rows);
    table.cells.extend(next.cells.into_iter().map(|cell| Cell {
        row: cell.row.saturating_add(below),
        header: cell.header || (repeated && cell.row == 0),
        ..cell
    }));
}

#[cfg(test)]
mod tests {
    use crate::{Limits, page, text::decode::decode};

    /// Two tables of lines of cells, one below the other in a page.
    fn page(above: &str, below: &str) -> (Vec<(u32, u32)>, Vec<&'static str>) {
        let row =
            |line: &str| format!("<tr>{}</tr>", line.split(' ').map(|c| format!("<td>{c}</td>")).collect::<String>());
        let table = |rows: &str| format!("<table border=1>{}</table>", rows.split('/').map(row).collect::<String>());
        let html = format!("<html><body>{}\n{}</body></html>", table(above), table(below));
        let limits = Limits::default();
        let source = decode(html.as_bytes(), None, &limits).unwrap();
        let document = page::lay_out(page::parse(&source, None, &limits), &limits);
        let codes = document.findings.iter().map(|finding| finding.code).filter(|code| code.starts_with("table"));
        (document.tables.iter().map(|table| (table.rows, table.columns)).collect(), codes.collect())
    }

    const HEADED: &str = "项目 数量 金额/渠道 12 300/水闸 4 20";

    #[test]
    fn a_second_part_is_joined_where_its_columns_hold_the_same() {
        assert_eq!(page(HEADED, "项目 数量 金额/泵站 2 15"), (vec![(5, 3)], vec!["table-joined"]));
        assert_eq!(page(HEADED, "泵站 2 15/水井 30 8"), (vec![(5, 3)], vec!["table-joined"]));
        assert_eq!(page(HEADED, "泵站 — 15/水井 30 8"), (vec![(5, 3)], vec!["table-joined"]));
    }

    #[test]
    fn a_table_without_heads_that_is_no_certain_second_part_is_left_with_a_word() {
        for (why, below) in [
            ("other columns", "泵站 2/水井 30"),
            ("columns of another kind", "泵站 大型 15/水井 小型 8"),
            ("the same rows again, perhaps of another year", "渠道 13 310/水闸 4 22"),
            ("no labels", "2 15 7/30 8 9"),
        ] {
            let (tables, codes) = page(HEADED, below);
            assert_eq!((tables.len(), codes), (2, vec!["table-headless"]), "{why}");
        }
        let (tables, codes) = page("项目 数量 金额/渠道 12 300/合计 12 300", "泵站 2 15/水井 30 8");
        assert_eq!((tables.len(), codes), (2, vec!["table-headless"]), "what was summed up has ended");
    }

    #[test]
    fn tables_of_their_own_are_left_in_peace() {
        for below in ["乡镇 户数 人口/石桥 30 88", "填表人 张某 某科/电话 某号 略"] {
            assert_eq!(page(HEADED, below).1, [""; 0], "{below}");
        }
        // Neither has heads.
        assert_eq!(page("渠道 12 300/水闸 4 20", "泵站 2 15/水井 30 8").1, [""; 0]);
    }
}
