use super::*;
use crate::page::Table;

fn page(html: &str) -> Document {
    lay_out(&Html::parse_document(html), &Limits::default()).0
}

fn blocks(html: &str) -> Vec<String> {
    let page = page(html);
    page.blocks.iter().map(|block| block.span.of(&page.text).to_owned()).collect()
}

fn cells<'t>(text: &'t str, table: &Table) -> Vec<(u32, u32, &'t str)> {
    table.cells.iter().map(|cell| (cell.row, cell.column, cell.span.of(text))).collect()
}

#[test]
fn inline_runs_are_joined_and_blocks_are_broken() {
    let html =
        "<p>共计<span>78</span><span lang=EN-US>967</span><b>件</b><o:p></o:p></p><div>其中<p>甲<br>乙</p>丙</div>";
    assert_eq!(blocks(html), ["共计78967件", "其中", "甲", "乙", "丙"]);
    assert_eq!(page(html).text, "共计78967件\n其中\n甲\n乙\n丙");
}

#[test]
fn what_no_reader_sees_is_no_text() {
    let html = "<title>站名</title><script>1</script><style>p{}</style><!--[if gte mso 9]>x<![endif]--><p hidden>藏</p>\
                <p style='display: none'>藏</p><p>见<span style='mso-hide:all'>藏</span>到</p><template>藏</template>\
                <noscript>藏</noscript><![if !supportLists]><p><span style='mso-list:Ignore'>一、&nbsp;</span>项</p>";
    assert_eq!(blocks(html), ["见到", "一、\u{a0}项"]);
}

#[test]
fn indents_are_outside_the_block_but_in_the_text() {
    let page = page("<p>　　全文</p><p>&nbsp;</p><p>&nbsp; 次段</p>");
    assert_eq!(page.text, "　　全文\n\u{a0} 次段");
    assert_eq!(page.blocks.len(), 2);
    assert_eq!(page.blocks[0].span.of(&page.text), "全文");
    assert_eq!(page.blocks[1].span.of(&page.text), "次段");
}

#[test]
fn a_heading_of_two_lines_is_one_heading() {
    let page = page("<h1>某县水利局<br>工作报告</h1><p><b>一、概况</b></p><ul><li>甲</li><li>乙</li></ul>");
    let kinds: Vec<_> = page.blocks.iter().map(|b| (b.kind, b.level, b.bold, b.span.of(&page.text))).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Heading, Some(1), false, "某县水利局\n工作报告"),
            (BlockKind::Paragraph, None, true, "一、概况"),
            (BlockKind::ListItem, None, false, "甲"),
            (BlockKind::ListItem, None, false, "乙"),
        ]
    );
}

#[test]
fn a_data_table_is_a_grid_with_tabs_and_blanks() {
    let page = page(
        "<p>表</p><table border=1><tr><td rowspan=2>项目<td colspan=2>数量<tr><td>件<td>&nbsp;<tr><td>甲<td><p>1</p><p>2</p><td>3</table><p>完",
    );
    assert_eq!(page.text, "表\n项目\t数量\n件\t\n甲\t1\n2\t3\n完");
    let table = &page.tables[0];
    assert_eq!((table.rows, table.columns), (3, 3));
    assert_eq!(
        cells(&page.text, table),
        [(0, 0, "项目"), (0, 1, "数量"), (1, 1, "件"), (1, 2, ""), (2, 0, "甲"), (2, 1, "1\n2"), (2, 2, "3")]
    );
    let kinds: Vec<_> = page.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Table, BlockKind::Paragraph]);
}

#[test]
fn a_layout_table_is_flattened() {
    let html = "<table width=100%><tr><td><a href=/>首页</a><td><table><tr><td><p>甲</p><p>乙</p></table></table>";
    assert_eq!(blocks(html), ["首页", "甲", "乙"]);
    assert!(page(html).tables.is_empty());
}

#[test]
fn a_table_in_a_cell_is_a_table_of_its_own() {
    let page = page(
        "<table border=1><tr><th>名<th>值<tr><td>第一行很长的说明文字<td>甲乙丙丁戊己<tr><td>第二行很长的说明文字<td>见\
         <table border=1><tr><td>a<td>b<tr><td>c<td>d</table>右<tr><td>第三行<td>终</table>",
    );
    assert_eq!(page.tables.len(), 2);
    assert_eq!(cells(&page.text, &page.tables[0]), [(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "d")]);
    assert_eq!(page.tables[1].cells[5].span.of(&page.text), "见\na\tb\nc\td\n右");
    assert_eq!(page.blocks.len(), 1);
}

#[test]
fn depth_costs_nothing_but_time() {
    let mut html = "<span>".repeat(20_000);
    html.push_str("<p>底");
    assert_eq!(blocks(&html), ["底"]);
}

#[test]
fn a_table_cut_by_a_page_break_is_one_table() {
    let head = "<tr><td>项目<td>数量";
    let page = page(&format!("<table>{head}<tr><td>甲<td>1</table><p>&nbsp;</p><table>{head}<tr><td>乙<td>2</table>"));
    assert_eq!(page.tables.len(), 1);
    assert_eq!(
        cells(&page.text, &page.tables[0]),
        [
            (0, 0, "项目"),
            (0, 1, "数量"),
            (1, 0, "甲"),
            (1, 1, "1"),
            (2, 0, "项目"),
            (2, 1, "数量"),
            (3, 0, "乙"),
            (3, 1, "2")
        ]
    );
    assert_eq!(page.findings[0].code, "table-joined");
}

#[test]
fn two_tables_with_other_heads_stay_two() {
    let page =
        page("<table><tr><td>项目<td>数量<tr><td>甲<td>1</table><table><tr><td>规章<td>件数<tr><td>乙<td>2</table>");
    assert_eq!(page.tables.len(), 2);
}

#[test]
fn a_table_of_data_is_told_from_one_that_places() {
    let tables = |html: &str| page(html).tables.len();
    let long = |characters: usize| "字".repeat(characters);
    let wide = "<tr><td>甲<td>1";
    let narrow = "<tr><td>乙";
    let row = |cells: &str| format!("<table><tr>{cells}</table>");
    for (html, data) in [
        // Two columns with text, in most rows.
        (format!("<table>{wide}{wide}</table>"), 1),
        (format!("<table>{narrow}{narrow}</table>"), 0),
        ("<table><tr><td><td><tr><td><td></table>".to_owned(), 0),
        (format!("<table role=presentation>{wide}{wide}</table>"), 0),
        (format!("<table>{wide}{narrow}</table>"), 1),
        (format!("<table>{wide}{narrow}{narrow}</table>"), 0),
        // Or in two, where it has lines; or heads.
        (format!("<table border=1>{wide}{narrow}{narrow}</table>"), 0),
        (format!("<table border=1>{wide}{wide}{narrow}{narrow}{narrow}</table>"), 1),
        (format!("<table>{wide}{wide}{narrow}{narrow}{narrow}</table>"), 0),
        (format!("<table border=0>{wide}{wide}{narrow}{narrow}{narrow}</table>"), 0),
        (format!("<table border>{wide}{wide}{narrow}{narrow}{narrow}</table>"), 0),
        (format!("<table style='border:solid'>{wide}{wide}{narrow}{narrow}{narrow}</table>"), 1),
        (format!("<table class=MsoTable>{wide}{wide}{narrow}{narrow}{narrow}</table>"), 1),
        (format!("<table><tr><th>甲<td>1{narrow}{narrow}</table>"), 1),
        (format!("<table><thead>{wide}<tbody>{narrow}{narrow}</table>"), 1),
        (format!("<table><caption>表</caption>{wide}{narrow}{narrow}</table>"), 1),
        // One row.
        (row("<td>甲<td>1<td>2"), 0),
        (row("<th>甲<td>1"), 1),
        (row("<td>甲<td>1<td>2").replace("<table", "<table border=1"), 1),
        (row("<td>甲<td>1").replace("<table", "<table border=1"), 0),
        // An article beside something.
        (format!("<table><tr><td>栏<td>{}{wide}</table>", long(301)), 0),
        (format!("<table><tr><td>栏<td>{}{wide}</table>", long(300)), 1),
        (format!("<table><tr><td>{0}<td>{0}{wide}</table>", long(301)), 1),
        (format!("<table><tr><td>栏<td>{}{wide}{wide}{wide}</table>", long(301)), 1),
        // A menu, and pictures.
        ("<table><tr><td><a>12345678</a><td>90<tr><td><td></table>".to_owned(), 0),
        ("<table><tr><td><a>1234567</a><td>890<tr><td><td></table>".to_owned(), 1),
        ("<table><tr><th><a>12345678</a><td>90<tr><td><td></table>".to_owned(), 1),
        ("<table><tr><td><a>1</a><td>234<tr><td>56<td>78</table>".to_owned(), 1),
        ("<table><tr><td><img><td>甲<tr><td><img><td><img></table>".to_owned(), 0),
        ("<table><tr><td><img><td>甲<tr><td><img><td>乙</table>".to_owned(), 1),
        ("<table><tr><th><img><td>甲<tr><td><img><td><img></table>".to_owned(), 1),
        // Parts of a page.
        (format!("<table><tr><td><h2>甲</h2><td>乙{wide}</table>"), 1),
        (format!("<table><tr><td><h2>甲</h2><td><ul><li>乙</ul>{wide}</table>"), 0),
        (format!("<table><tr><td><h2>甲</h2><td><form>乙</form>{wide}{wide}{wide}</table>"), 1),
        (format!("<table><tr><td><h2>甲</h2><h2>丙</h2><td><nav>乙</nav>{wide}{wide}{wide}</table>"), 0),
    ] {
        assert_eq!(tables(&html), data, "{html}");
    }
}

#[test]
fn a_table_that_mostly_holds_tables_places_them() {
    let inner = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>";
    let outer = |inner: &str, rows: usize| {
        let rows = "<tr><td>某某某某<td>某某某某".repeat(rows);
        page(&format!("<table><tr><td>某某<td>{inner}{rows}</table>")).tables.len()
    };
    assert_eq!(outer(inner, 1), 1, "two wide rows: the inner one alone");
    assert_eq!(outer(inner, 2), 2);
    assert_eq!(outer(&inner.repeat(6), 2), 7);
    // More than half of the text is in tables: now they stand one after the other, and are joined.
    assert_eq!(outer(&inner.repeat(7), 2), 1);
    assert_eq!(outer("<table><tr><td>一格</table>", 1), 1, "a single cell is no table of its own");
}

#[test]
fn a_span_over_rows_ends_with_their_group() {
    for (group, end) in [("thead", "</thead>"), ("tbody", "</tbody>"), ("tfoot", "</tfoot>")] {
        let page = page(&format!(
            "<table border=1><{group}><tr><td rowspan=3>甲<td>乙{end}<tbody><tr><td>丙<td>丁<tr><td>戊<td>己</table>"
        ));
        let found = cells(&page.text, &page.tables[0]);
        assert_eq!(
            found,
            [(0, 0, "甲"), (0, 1, "乙"), (1, 0, "丙"), (1, 1, "丁"), (2, 0, "戊"), (2, 1, "己")],
            "{group}"
        );
    }
}
