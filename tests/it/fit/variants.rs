//! What offices do to the tables of a form: columns more, in another order, rows between, figures dressed up.

use super::Filled;
use super::layout::{Table, html, html_tables, list_table, plain_tables, text};

/// A way to change a table, by its name.
pub(crate) type Variant = (&'static str, fn(Table) -> Table);

/// Changes after which every figure must come back.
pub(crate) const VARIANTS: &[Variant] = &[
    ("numbered rows", numbered_rows),
    ("a column of units", unit_column),
    ("a column of remarks", remarks),
    ("total first", total_first),
    ("columns backwards", columns_backwards),
    ("spacer rows", spacer_rows),
    ("spacer column", spacer_column),
    ("a title row", title_row),
    ("heads again half way", heads_again),
    ("thousands set off", thousands),
    ("units behind numbers", units_behind),
    ("padding", padding),
    ("labels without marks", bare_labels),
    ("labels in round brackets", bracketed_marks),
    ("labels with a colon", colons),
    ("labels with a footnote mark", footnotes),
    ("labels torn by spaces", torn_labels),
    ("an empty column at the end", empty_end),
];

fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit())
}

/// Changes the rows; the first is the heads.
fn rows(table: Table, change: impl Fn(usize, Vec<String>) -> Vec<String>) -> Table {
    table.into_iter().enumerate().map(|(index, row)| change(index, row)).collect()
}

fn cells(table: Table, change: impl Fn(&str) -> String) -> Table {
    rows(table, |_, row| row.iter().map(|cell| change(cell)).collect())
}

/// Changes the labels: the first cell of each row below the heads.
fn labels(table: Table, change: impl Fn(&str) -> String) -> Table {
    rows(table, |index, mut row| {
        if index > 0 {
            row[0] = change(&row[0]);
        }
        row
    })
}

fn numbered_rows(table: Table) -> Table {
    rows(table, |index, mut row| {
        row.insert(0, if index == 0 { "序号".into() } else { index.to_string() });
        row
    })
}

fn has_unit_column(row: &[String]) -> bool {
    row.iter().any(|cell| cell.contains("单位"))
}

fn unit_column(table: Table) -> Table {
    if has_unit_column(&table[0]) {
        return table;
    }
    rows(table, |index, mut row| {
        row.insert(1, if index == 0 { "单位".into() } else { "件".into() });
        row
    })
}

fn remarks(table: Table) -> Table {
    rows(table, |index, mut row| {
        row.push(if index == 0 { "备注".into() } else { String::new() });
        row
    })
}

fn total_first(table: Table) -> Table {
    rows(table, |_, mut row| {
        let last = row.pop().unwrap();
        row.insert(1, last);
        row
    })
}

fn columns_backwards(table: Table) -> Table {
    rows(table, |_, mut row| {
        row[1..].reverse();
        row
    })
}

fn spacer_rows(table: Table) -> Table {
    let width = table[0].len();
    table.into_iter().flat_map(|row| [row, vec![String::new(); width]]).collect()
}

fn spacer_column(table: Table) -> Table {
    rows(table, |_, mut row| {
        row.insert(1, String::new());
        row
    })
}

fn title_row(mut table: Table) -> Table {
    let mut row = vec![String::new(); table[0].len()];
    row[0] = "附表：政府信息公开情况统计".into();
    table.insert(0, row);
    table
}

fn heads_again(mut table: Table) -> Table {
    let heads = table[0].clone();
    table.insert(table.len() / 2, heads);
    table
}

fn thousands(table: Table) -> Table {
    cells(table, |cell| match cell.len() {
        4.. if is_number(cell) => format!("{},{}", &cell[..cell.len() - 3], &cell[cell.len() - 3..]),
        _ => cell.to_owned(),
    })
}

fn units_behind(table: Table) -> Table {
    if has_unit_column(&table[0]) {
        return table;
    }
    cells(table, |cell| if is_number(cell) { format!("{cell}件") } else { cell.to_owned() })
}

fn padding(table: Table) -> Table {
    cells(table, |cell| format!("\u{a0}\u{3000}{cell} \u{a0}"))
}

/// `label` without `一、`, `（一）`, `1.`.
fn unmarked(label: &str) -> &str {
    let label = label.trim_start_matches("其中：");
    let digits = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = label.trim_start_matches('（').trim_start_matches(digits);
    match rest.chars().next() {
        Some('、' | '.' | '．' | '）') if rest.len() < label.len() => {
            rest.trim_start_matches(['、', '.', '．', '）'])
        }
        _ => label,
    }
}

fn bare_labels(table: Table) -> Table {
    labels(table, |label| unmarked(label).to_owned())
}

fn bracketed_marks(table: Table) -> Table {
    let index = std::cell::Cell::new(0);
    labels(table, |label| {
        index.set(index.get() + 1);
        format!("({}) {}", index.get(), unmarked(label))
    })
}

fn colons(table: Table) -> Table {
    labels(table, |label| format!("{label}："))
}

fn footnotes(table: Table) -> Table {
    labels(table, |label| format!("{label}①"))
}

fn torn_labels(table: Table) -> Table {
    labels(table, |label| label.chars().map(String::from).collect::<Vec<_>>().join(" "))
}

fn empty_end(table: Table) -> Table {
    rows(table, |_, mut row| {
        row.extend([String::new(), String::new()]);
        row
    })
}

/// A way to print tables, by its name.
pub(crate) type Printer = (&'static str, fn(&Filled<'_>, &[Table]) -> String);

/// Ways to print what has been changed.
pub(crate) const PRINTERS: &[Printer] = &[
    ("html", in_html),
    ("a table within a table", nested),
    ("heads as heads", with_heads),
    ("pipes", in_pipes),
    ("tabs", in_tabs),
];

fn in_html(filled: &Filled<'_>, tables: &[Table]) -> String {
    html(filled, &html_tables(tables))
}

fn nested(filled: &Filled<'_>, tables: &[Table]) -> String {
    html(filled, &format!("<table width=100%><tr><td>{}</td></tr></table>", html_tables(tables)))
}

fn with_heads(filled: &Filled<'_>, tables: &[Table]) -> String {
    let one = |table: &Table| {
        let line = |row: &Vec<String>, tag: &str| {
            format!("<tr>{}</tr>\n", row.iter().map(|cell| format!("<{tag}>{cell}</{tag}>\n")).collect::<String>())
        };
        let body: String = table[1..].iter().map(|row| line(row, "td")).collect();
        format!("<table><caption>统计表</caption><thead>{}</thead><tbody>{body}</tbody></table>", line(&table[0], "th"))
    };
    html(filled, &tables.iter().map(one).collect::<String>())
}

fn in_pipes(filled: &Filled<'_>, tables: &[Table]) -> String {
    let line = |row: &Vec<String>| format!("| {} |\n", row.join(" | "));
    let one = |table: &Table| format!("{}\n", table.iter().map(line).collect::<String>());
    text(filled, &tables.iter().map(one).collect::<String>())
}

fn in_tabs(filled: &Filled<'_>, tables: &[Table]) -> String {
    let one = |table: &Table| table.iter().map(|row| row.join("\t") + "\n").collect::<String>() + "\n";
    text(filled, &tables.iter().map(one).collect::<String>())
}

/// The tables of a form, as they are to be changed.
pub(crate) fn tables(filled: &Filled<'_>) -> Vec<Table> {
    if filled.form.blocks.iter().any(|block| !block.columns.is_empty()) {
        plain_tables(filled)
    } else {
        vec![list_table(filled)]
    }
}
