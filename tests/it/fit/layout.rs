//! Ways to print a form.

use gongkai::report::{Form, FormBlock};

use super::Filled;

/// Rows of cells, the heads first.
pub(crate) type Table = Vec<Vec<String>>;

/// A way to print.
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    pub(crate) print: fn(&Filled<'_>) -> String,
}

macro_rules! layouts {
    ($($name:ident),*) => { &[$(Layout { name: stringify!($name), print: $name }),*] };
}

/// For forms with crossed tables.
pub(crate) const CROSSED: &[Layout] = layouts![
    html_official,
    html_plain,
    html_transposed,
    html_torn_with_heads,
    html_torn_without_heads,
    html_full_width,
    pipes,
    tabs,
    cell_a_line,
    paper,
    spaced_line,
    html_of_paragraphs
];
/// For lists.
pub(crate) const LISTS: &[Layout] = layouts![
    list_html,
    list_cumulative,
    list_transposed,
    list_two_panels,
    list_pipes,
    list_tabs,
    list_cell_a_line,
    list_spaced_line,
    list_glued_units
];
/// Without anything between the cells: what is read must be right, but not all can be read.
pub(crate) const GLUED: &[Layout] = layouts![glued];

fn opening(filled: &Filled<'_>) -> [String; 2] {
    let year = filled.year;
    [
        format!("青禾市{year}年政府信息公开工作年度报告"),
        format!("本报告由青禾市人民政府办公室编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"),
    ]
}

pub(super) fn html(filled: &Filled<'_>, tables: &str) -> String {
    let [title, intro] = opening(filled);
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><p>{intro}</p>{tables}<p>六、其他需要报告的事项</p><p>无。</p></body></html>"
    )
}

pub(super) fn text(filled: &Filled<'_>, tables: &str) -> String {
    let [title, intro] = opening(filled);
    format!("{title}\n\n{intro}\n\n{tables}\n\n其他需要报告的事项\n\n无其他需要报告的事项。\n")
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    format!("<tr>{}</tr>", cells.into_iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>())
}

/// The numbers of a row, in the order of the columns; none for a heading.
fn numbers(filled: &Filled<'_>, block: &FormBlock, row: usize) -> Vec<String> {
    let keys = (0..block.width()).filter_map(|column| block.key(row, column));
    keys.filter_map(|key| filled.numbers.get(&key)).map(u64::to_string).collect()
}

fn labels(block: &FormBlock) -> impl Iterator<Item = String> + '_ {
    block.columns.iter().map(|column| column.label.clone())
}

/// The one-line table of reviews: three levels of heads.
fn review_heads(block: &FormBlock) -> Vec<String> {
    let width = block.width();
    let tall = |label: String| format!("<td rowspan=2>{label}</td>");
    let reviews = labels(block).map(tall).collect::<String>();
    let again = labels(block).map(|label| format!("<td>{label}</td>")).collect::<String>();
    vec![
        format!("<tr><td colspan={width}>行政复议</td><td colspan={}>行政诉讼</td></tr>", width * 2),
        format!("<tr>{reviews}<td colspan={width}>未经复议直接起诉</td><td colspan={width}>复议后起诉</td></tr>"),
        format!("<tr>{again}{again}</tr>"),
    ]
}

fn review_numbers(filled: &Filled<'_>, block: &FormBlock) -> Vec<String> {
    (0..block.rows.len()).flat_map(|row| numbers(filled, block, row)).collect()
}

/// The printed rows of a crossed table below its heads: up to two cells of group labels, the label, the numbers.
fn official_rows(filled: &Filled<'_>, block: &FormBlock) -> Vec<String> {
    let rows = &block.rows;
    let spans = |from: usize| {
        rows[from + 1..].iter().take_while(|line| line.level > rows[from].level).filter(|line| !line.group).count()
    };
    let mut out = Vec::new();
    let mut pending = String::new();
    for (index, line) in rows.iter().enumerate() {
        let cells: String = numbers(filled, block, index).iter().map(|n| format!("<td>&nbsp;{n}</td>")).collect();
        if line.group {
            pending.push_str(&format!("<td rowspan={}>{}</td>", spans(index), line.label));
            continue;
        }
        let width = 4 - line.level;
        out.push(format!(
            "<tr>{}<td colspan={width}><p><span>{}</span></p></td>{cells}</tr>",
            std::mem::take(&mut pending),
            line.label
        ));
    }
    out
}

fn request_heads(block: &FormBlock) -> Vec<String> {
    let own: Vec<String> = labels(block).collect();
    let (first, last) = (&own[0], &own[own.len() - 1]);
    let middle: String =
        own[1..own.len() - 1].iter().map(|label| format!("<td>{}<br>{}</td>", &label[..6], &label[6..])).collect();
    let between = own.len() - 2;
    vec![
        format!(
            "<tr><td rowspan=3 colspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan={}>申请人情况</td></tr>",
            own.len()
        ),
        format!(
            "<tr><td rowspan=2>{first}</td><td colspan={between}>法人或其他组织</td><td rowspan=2>{last}</td></tr>"
        ),
        format!("<tr>{middle}</tr>"),
    ]
}

fn small_rows(filled: &Filled<'_>, block: &FormBlock) -> Vec<String> {
    let mut out = vec![row(std::iter::once("信息内容".to_owned()).chain(labels(block)))];
    for index in 0..block.rows.len() {
        out.push(row(std::iter::once(block.rows[index].label.clone()).chain(numbers(filled, block, index))));
    }
    out
}

fn is_requests(block: &FormBlock) -> bool {
    block.join == "@"
}

fn html_official(filled: &Filled<'_>) -> String {
    let mut out = String::from("<p>二、主动公开政府信息情况</p><table>");
    for block in filled.form.blocks.iter().filter(|block| !is_requests(block) && !block.flat) {
        out += &format!("<tr><td colspan=4>{}</td></tr>{}", block.about, small_rows(filled, block).concat());
    }
    out += "</table>";
    for block in filled.form.blocks.iter().filter(|block| is_requests(block)) {
        out += &format!(
            "<p>三、{}</p><table>{}{}</table>",
            block.about,
            request_heads(block).concat(),
            official_rows(filled, block).concat()
        );
    }
    for block in filled.form.blocks.iter().filter(|block| block.flat) {
        out += &format!(
            "<p>四、{}</p><table>{}{}</table>",
            block.about,
            review_heads(block).concat(),
            row(review_numbers(filled, block))
        );
    }
    html(filled, &out)
}

/// The rows of every table as lists of cells, without spans: heads first.
pub(super) fn plain_tables(filled: &Filled<'_>) -> Vec<Table> {
    let table = |block: &FormBlock| {
        let mut rows = vec![std::iter::once("项目".to_owned()).chain(labels(block)).collect::<Vec<_>>()];
        for index in (0..block.rows.len()).filter(|&index| !block.rows[index].group) {
            rows.push(std::iter::once(block.rows[index].label.clone()).chain(numbers(filled, block, index)).collect());
        }
        rows
    };
    filled.form.blocks.iter().map(table).collect()
}

pub(super) fn html_tables(tables: &[Table]) -> String {
    tables.iter().map(|rows| format!("<table>{}</table>", rows.iter().cloned().map(row).collect::<String>())).collect()
}

fn html_plain(filled: &Filled<'_>) -> String {
    html(filled, &html_tables(&plain_tables(filled)))
}

fn transposed(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    (0..rows[0].len()).map(|column| rows.iter().map(|row| row[column].clone()).collect()).collect()
}

fn html_transposed(filled: &Filled<'_>) -> String {
    let tables: Vec<_> = plain_tables(filled).iter().map(|rows| transposed(rows)).collect();
    html(filled, &html_tables(&tables))
}

fn torn(filled: &Filled<'_>, heads_again: bool) -> String {
    let mut out = String::new();
    for block in &filled.form.blocks {
        if !is_requests(block) {
            continue;
        }
        let heads = request_heads(block).concat();
        let rows: Vec<String> = (0..block.rows.len())
            .filter(|&index| !block.rows[index].group)
            .map(|index| {
                row([format!("</td><td colspan=2>{}", block.rows[index].label)]
                    .into_iter()
                    .chain(numbers(filled, block, index)))
            })
            .collect();
        let (top, bottom) = rows.split_at(rows.len() / 2);
        let second = if heads_again { heads.as_str() } else { "" };
        out += &format!("<table>{heads}{}</table><p>- 4 -</p><table>{second}{}</table>", top.concat(), bottom.concat());
    }
    let others: Vec<_> = filled
        .form
        .blocks
        .iter()
        .zip(plain_tables(filled))
        .filter(|(block, _)| !is_requests(block))
        .map(|(_, table)| table)
        .collect();
    html(filled, &(html_tables(&others) + &out))
}

fn html_torn_with_heads(filled: &Filled<'_>) -> String {
    torn(filled, true)
}

fn html_torn_without_heads(filled: &Filled<'_>) -> String {
    torn(filled, false)
}

fn html_full_width(filled: &Filled<'_>) -> String {
    let wide = |cell: &String| {
        if cell.bytes().all(|b| b.is_ascii_digit()) {
            cell.bytes().map(|b| char::from_u32(u32::from(b) - 0x30 + '０' as u32).unwrap()).collect()
        } else {
            cell.replace('1', "１").replace('.', "、 ")
        }
    };
    let tables: Vec<Table> = plain_tables(filled)
        .iter()
        .map(|rows| rows.iter().map(|row| row.iter().map(wide).collect()).collect())
        .collect();
    html(filled, &html_tables(&tables))
}

/// A table of one column, each cell a paragraph: what is left when a portal flattens its tables.
fn html_of_paragraphs(filled: &Filled<'_>) -> String {
    let lines: String = text_cells(filled.form, filled).into_iter().map(|cell| format!("<p>{cell}</p>")).collect();
    html(filled, &lines)
}

fn pipes(filled: &Filled<'_>) -> String {
    let line = |row: &Vec<String>| format!("| {} |\n", row.join(" | "));
    let table = |rows: &Table| {
        let rule = format!("|{}\n", "---|".repeat(rows[0].len()));
        format!("{}{rule}{}\n", line(&rows[0]), rows[1..].iter().map(line).collect::<String>())
    };
    text(filled, &plain_tables(filled).iter().map(table).collect::<String>())
}

fn tabs(filled: &Filled<'_>) -> String {
    let table = |rows: &Table| rows.iter().map(|row| row.join("\t") + "\n").collect::<String>() + "\n";
    text(filled, &plain_tables(filled).iter().map(table).collect::<String>())
}

/// The cells of all tables in the order in which a reader of the official form meets them.
fn text_cells(form: &Form, filled: &Filled<'_>) -> Vec<String> {
    let mut cells = Vec::new();
    for block in &form.blocks {
        cells.push(block.about.clone());
        if block.flat {
            cells.extend(["行政复议".to_owned(), "行政诉讼".to_owned()]);
            cells.extend(labels(block));
            cells.extend(["未经复议直接起诉".to_owned(), "复议后起诉".to_owned()]);
            cells.extend(labels(block).chain(labels(block)));
            cells.extend(review_numbers(filled, block));
            continue;
        }
        if is_requests(block) {
            cells.extend([
                "申请人情况".to_owned(),
                "自然人".to_owned(),
                "法人或其他组织".to_owned(),
                "总计".to_owned(),
            ]);
            cells.extend(labels(block).skip(1).take(block.width() - 2));
        } else {
            cells.extend(std::iter::once("信息内容".to_owned()).chain(labels(block)));
        }
        for index in 0..block.rows.len() {
            cells.push(block.rows[index].label.clone());
            cells.extend(numbers(filled, block, index));
        }
    }
    cells
}

fn cell_a_line(filled: &Filled<'_>) -> String {
    text(filled, &text_cells(filled.form, filled).join("\n"))
}

/// What a tool makes of a page of paper: long labels broken, narrow ones one character a line, page numbers between.
fn paper(filled: &Filled<'_>) -> String {
    let mut out = String::new();
    for (index, cell) in text_cells(filled.form, filled).into_iter().enumerate() {
        let characters: Vec<char> = cell.chars().collect();
        let width = if cell == "三、本年度办理结果" { 1 } else { 14 };
        for piece in characters.chunks(width) {
            out.extend(piece);
            out.push('\n');
        }
        if index % 90 == 89 {
            out += &format!("- {} -\n", index / 90 + 2);
        }
    }
    text(filled, &out)
}

fn spaced_line(filled: &Filled<'_>) -> String {
    text(filled, &text_cells(filled.form, filled).join(" "))
}

fn glued(filled: &Filled<'_>) -> String {
    if filled.form.blocks.iter().all(|block| block.columns.is_empty()) {
        return list_glued_units(filled);
    }
    text(filled, &text_cells(filled.form, filled).concat())
}

/// Rows of a list: label, unit, number; strokes where the form prints none.
fn list(filled: &Filled<'_>) -> Vec<[String; 3]> {
    let block = &filled.form.blocks[0];
    (0..block.rows.len())
        .filter(|&index| block.rows[index].key.is_some() || block.rows[index].group)
        .map(|index| {
            let number = numbers(filled, block, index).pop().unwrap_or_else(|| "——".to_owned());
            [block.rows[index].label.clone(), block.rows[index].unit.clone().unwrap_or_else(|| "——".to_owned()), number]
        })
        .collect()
}

fn heads() -> Vec<String> {
    ["统计指标", "单位", "统计数"].map(str::to_owned).to_vec()
}

pub(super) fn list_table(filled: &Filled<'_>) -> Table {
    std::iter::once(heads()).chain(list(filled).into_iter().map(|row| row.to_vec())).collect()
}

fn list_html(filled: &Filled<'_>) -> String {
    html(filled, &html_tables(&[list_table(filled)]))
}

fn list_cumulative(filled: &Filled<'_>) -> String {
    let mut rows =
        vec![vec!["指标名称".to_owned(), "计量单位".to_owned(), format!("{}年度", filled.year), "历年累计".to_owned()]];
    rows.extend(list(filled).into_iter().map(|[label, unit, n]| {
        let all = n.parse().map_or_else(|_| n.clone(), |n: u64| (n * 3 + 7).to_string());
        vec![label, unit, n, all]
    }));
    html(filled, &html_tables(&[rows]))
}

fn list_transposed(filled: &Filled<'_>) -> String {
    html(filled, &html_tables(&[transposed(&list_table(filled))]))
}

fn list_two_panels(filled: &Filled<'_>) -> String {
    let rows = list(filled);
    let half = rows.len().div_ceil(2);
    let (left, right) = rows.split_at(half);
    let blank = [String::new(), String::new(), String::new()];
    let pairs = (0..half).map(|i| [left[i].clone(), right.get(i).unwrap_or(&blank).clone()].concat());
    html(filled, &html_tables(&[std::iter::once([heads(), heads()].concat()).chain(pairs).collect()]))
}

fn list_pipes(filled: &Filled<'_>) -> String {
    let lines: String = list_table(filled).iter().map(|row| format!("| {} |\n", row.join(" | "))).collect();
    text(filled, &lines)
}

fn list_tabs(filled: &Filled<'_>) -> String {
    text(filled, &list_table(filled).iter().map(|row| row.join("\t") + "\n").collect::<String>())
}

fn list_cell_a_line(filled: &Filled<'_>) -> String {
    text(filled, &list_table(filled).concat().join("\n"))
}

fn list_spaced_line(filled: &Filled<'_>) -> String {
    text(filled, &list_table(filled).concat().join(" "))
}

/// Nothing between label, unit and number; only the marks of the form tell where a number ends.
fn list_glued_units(filled: &Filled<'_>) -> String {
    text(filled, &list_table(filled).concat().concat())
}
