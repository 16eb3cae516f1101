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
    ("thousands set off by a wide comma", wide_thousands),
    ("figures with decimals", decimals),
    ("figures with a footnote mark", marked_figures),
    ("figures with a note", noted_figures),
    ("zero as a word", zero_as_word),
    ("a group in each row", groups_repeated),
    ("a group in its first row", groups_once),
    ("heads one letter a line", narrow_heads),
    ("rows backwards", rows_backwards),
    ("row labels on both sides", labels_twice),
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

fn numbers(table: Table, change: impl Fn(&str) -> String) -> Table {
    // The first column may hold numbers of rows.
    rows(table, |_, row| row.iter().map(|cell| if is_number(cell) { change(cell) } else { cell.clone() }).collect())
}

fn wide_thousands(table: Table) -> Table {
    numbers(table, |n| match n.len() {
        4.. => format!("{}，{}", &n[..n.len() - 3], &n[n.len() - 3..]),
        _ => n.to_owned(),
    })
}

fn decimals(table: Table) -> Table {
    numbers(table, |n| format!("{n}.00"))
}

fn marked_figures(table: Table) -> Table {
    numbers(table, |n| format!("{n}①"))
}

fn noted_figures(table: Table) -> Table {
    numbers(table, |n| format!("{n}（含补报3件）"))
}

fn zero_as_word(table: Table) -> Table {
    numbers(table, |n| if n == "0" { "零".to_owned() } else { n.to_owned() })
}

/// Labels of the groups that the rows of 2021 stand in.
fn group_of(label: &str) -> Option<&'static str> {
    ["三、本年度办理结果"]
        .into_iter()
        .find(|_| label.starts_with('（') || label.starts_with(|c: char| c.is_ascii_digit()))
}

fn groups_repeated(table: Table) -> Table {
    let wide = table[0].len() > 6;
    rows(table, |index, mut row| {
        if wide {
            let group =
                if index == 0 { row[0].clone() } else { group_of(&row[0]).map_or(row[0].clone(), str::to_owned) };
            row.insert(0, group);
        }
        row
    })
}

fn groups_once(table: Table) -> Table {
    let mut repeated = groups_repeated(table);
    for index in (2..repeated.len()).rev() {
        if repeated[index].len() > 7 && repeated[index][0] == repeated[index - 1][0] {
            repeated[index][0].clear();
        }
    }
    repeated
}

fn narrow_heads(mut table: Table) -> Table {
    for cell in &mut table[0][1..] {
        *cell = cell.chars().map(String::from).collect::<Vec<_>>().join(" ");
    }
    table
}

fn rows_backwards(mut table: Table) -> Table {
    // Rows that have a name of their own in any place, but those that are numbered within their group.
    if table.iter().skip(1).any(|row| row[0].starts_with("1.") || row[0].ends_with("其他") || row[0].contains("其中"))
    {
        return table;
    }
    table[1..].reverse();
    table
}

fn labels_twice(table: Table) -> Table {
    rows(table, |_, mut row| {
        row.push(row[0].clone());
        row
    })
}

/// A way to print tables, by its name.
pub(crate) type Printer = (&'static str, fn(&Filled<'_>, &[Table]) -> String);

/// The print of which not all can be read: tabs that a page keeps are no table to it. What is read must be right.
pub(crate) const SOMETIMES: &str = "preformatted tabs";

/// Ways to print what has been changed.
pub(crate) const PRINTERS: &[Printer] = &[
    ("html", in_html),
    ("a table within a table", nested),
    ("heads as heads", with_heads),
    ("pipes", in_pipes),
    ("tabs", in_tabs),
    (SOMETIMES, preformatted),
    ("all in one table", one_table),
    ("Word", as_word),
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

fn preformatted(filled: &Filled<'_>, tables: &[Table]) -> String {
    let one = |table: &Table| table.iter().map(|row| row.join("\t") + "\n").collect::<String>() + "\n";
    html(filled, &format!("<pre>\n{}</pre>", tables.iter().map(one).collect::<String>()))
}

/// The tables below each other in one, as wide as the widest.
fn one_table(filled: &Filled<'_>, tables: &[Table]) -> String {
    let width = tables.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let mut all = Vec::new();
    for row in tables.iter().flatten() {
        let mut row = row.clone();
        row.resize(width, String::new());
        all.push(row);
    }
    html(filled, &html_tables(&[all]))
}

fn as_word(filled: &Filled<'_>, tables: &[Table]) -> String {
    let cell = |cell: &String| {
        // Word cuts its runs where the font changes.
        let runs: String = cell.chars().map(|c| format!("<span lang=EN-US>{c}</span>")).collect();
        format!("<td width=79 style='border:solid windowtext 1.0pt'><p class=MsoNormal>{runs}<o:p></o:p></p></td>\n")
    };
    let line =
        |row: &Vec<String>| format!("<tr style='mso-yfti-irow:1'>{}</tr>", row.iter().map(cell).collect::<String>());
    let one = |table: &Table| {
        format!(
            "<div align=center><table class=MsoNormalTable border=0>{}</table></div>",
            table.iter().map(line).collect::<String>()
        )
    };
    html(filled, &tables.iter().map(one).collect::<String>())
}

/// The tables of a form, as they are to be changed.
pub(crate) fn tables(filled: &Filled<'_>) -> Vec<Table> {
    if filled.form.blocks.iter().any(|block| !block.columns.is_empty()) {
        plain_tables(filled)
    } else {
        vec![list_table(filled)]
    }
}
