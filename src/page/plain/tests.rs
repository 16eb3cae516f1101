use proptest::prelude::*;

use super::*;

fn text(text: &str) -> Document {
    lay_out(text.to_owned(), Media::Text, &Limits::default())
}

fn markdown(text: &str) -> Document {
    lay_out(text.to_owned(), Media::Markdown, &Limits::default())
}

/// The rows of a table, a bar between cells.
fn rows(document: &Document, table: usize) -> Vec<String> {
    let table = &document.tables[table];
    (0..table.rows)
        .map(|row| {
            let cells: Vec<_> =
                table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.span.of(&document.text)).collect();
            cells.join("|")
        })
        .collect()
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect()
}

#[test]
fn markdown_signs() {
    let document = markdown(
        "# 年度报告\n\n**一、总体情况**\n\n- 政策12件\n* 解读3条\n![统计图](a.png)\n## 二、申请 ##\n共4件。\n",
    );
    use BlockKind::{Heading, Image, ListItem, Paragraph};
    assert_eq!(
        blocks(&document),
        [
            (Heading, "年度报告"),
            (Paragraph, "一、总体情况"),
            (ListItem, "政策12件"),
            (ListItem, "解读3条"),
            (Image, "统计图"),
            (Heading, "二、申请"),
            (Paragraph, "共4件。")
        ]
    );
    assert_eq!((document.blocks[0].level, document.blocks[5].level), (Some(1), Some(2)));
    assert!(document.blocks[1].bold && !document.blocks[6].bold);
    assert_eq!(blocks(&text("# 不是标题")), [(Paragraph, "# 不是标题")]);
}

#[test]
fn pipe_tables() {
    let document = markdown(
        "表一：统计\n| 信息内容 | 件数 | 备注 |\n|---|:-:|---|\n| 规章 | 0 |  |\n| 规范性\\|文件 | 13 | 无 |\n完。",
    );
    assert_eq!(rows(&document, 0), ["信息内容|件数|备注", "规章|0|", "规范性\\|文件|13|无"]);
    assert!(document.tables[0].cells[0].header && !document.tables[0].cells[3].header);
    assert_eq!(document.tables[0].caption.unwrap().of(&document.text), "表一：统计");
    assert_eq!(document.blocks.len(), 3);

    // Without outer bars, and glued to the line above.
    let document = text("说明如下\n项目 | 件数\n--- | ---\n许可 | 97\n处罚 | 0\n");
    assert_eq!(rows(&document, 0), ["项目|件数", "许可|97", "处罚|0"]);
    assert_eq!(blocks(&document)[0], (BlockKind::Paragraph, "说明如下"));

    // Values above a rule are no heads, and a rule under a row of another width begins a table.
    let document = markdown("| 甲 | 1 | 2 |\n|---|---|---|\n| 乙 | 3 | 4 |\n| 5 | 6 |\n|---|---|\n| 7 | 8 |\n");
    assert_eq!(rows(&document, 0), ["甲|1|2", "乙|3|4"]);
    assert_eq!(rows(&document, 1), ["5|6", "7|8"]);
    assert!(document.tables.iter().flat_map(|table| &table.cells).all(|cell| !cell.header));

    let document = text("+----+----+\n| 甲 | 12 |\n+----+----+\n| 乙 | 34 |\n+----+----+");
    assert_eq!(rows(&document, 0), ["甲|12", "乙|34"]);
}

#[test]
fn bars_between_links_are_no_table() {
    for page in ["首页 | 政务公开 | 网站地图", "首页 | 新闻\n登录 | 注册", "|", "---", "a|b"] {
        assert!(text(page).tables.is_empty(), "{page}");
    }
}

#[test]
fn tab_tables() {
    let document = text("单位：件\n项目\t许可\t处罚\n上年\t1\t\n本年\t2\t3\n");
    assert_eq!(rows(&document, 0), ["项目|许可|处罚", "上年|1|", "本年|2|3"]);
    assert_eq!(document.tables[0].unit.unwrap().of(&document.text), "单位：件");
    assert!(document.findings.is_empty());
    assert_eq!(rows(&text("甲\t1\n乙\t2\n丙\t3"), 0), ["甲|1", "乙|2", "丙|3"]);
    // An indent, and numbers of a list, are no cells.
    assert!(text("\t第一段\n\t第二段\n\t第三段").tables.is_empty());
    assert!(text("1.\t第一项\n2.\t第二项\n3.\t第三项").tables.is_empty());
}

#[test]
fn cells_dumped_one_a_line() {
    let document = text(
        "一、公开情况\n第二十条第（一）项\n信息内容\n制发件数\n废止件数\n规章\n0\n2\n规范性文件\n5\n13\n\
         第二十条第（五）项\n信息内容\n处理数量\n行政许可\n550\n- 3 -\n行政确认\n7\n",
    );
    assert_eq!(rows(&document, 0), ["信息内容|制发件数|废止件数", "规章|0|2", "规范性文件|5|13"]);
    assert_eq!(rows(&document, 1), ["信息内容|处理数量", "行政许可|550", "行政确认|7"]);
    assert!(document.findings.is_empty());
    assert_eq!(document.blocks.len(), 5);

    // Heads that wrap are not guessed; items that wrap are joined; a column of characters is a group.
    let document = text(
        "（说明）\n自然人\n法律\n服务\n机构\n总计\n一、新收申请\n21\n0\n21\n三\n、\n结\n果\n（一）予以公开\n9\n0\n9\n\
         （二）部分公开（只计这一情形，不\n计其他情形）\n4\n0\n4\n",
    );
    assert_eq!(
        rows(&document, 0),
        [
            "一、新收申请|21|0|21",
            "三\n、\n结\n果",
            "（一）予以公开|9|0|9",
            "（二）部分公开（只计这一情形，不\n计其他情形）|4|0|4"
        ]
    );
    assert_eq!(document.findings[0].code, "table-unsure");
    assert_eq!(blocks(&document)[2].1, "法律");
}

#[test]
fn prose_between_numbers_is_no_dump() {
    assert!(text("第一段讲了一件事。\n1\n第二段讲了另一件事。\n2\n第三段。\n3\n第四段。\n4\n").tables.is_empty());
    assert!(text("2023\n年度报告\n").tables.is_empty());
}

#[test]
fn a_row_with_a_stray_value_is_not_mixed_with_the_others() {
    // A bare page number stands in the second row: its five values must not pass for four.
    let document = text("1.甲\n1\n2\n3\n6\n2.乙\n4\n1\n1\n1\n7\n3.丙\n0\n0\n0\n0\n4.丁\n1\n0\n0\n1\n");
    let columns: Vec<u32> = document.tables.iter().map(|table| table.columns).collect();
    assert_eq!(columns, [5, 6, 5]);
}

#[test]
fn lines_broken_to_fit_a_page_are_one_paragraph() {
    let line = "本机关坚持以人民为中心推进政务公开工作全年主动公开信息一";
    let page = format!("一、总体情况\n{}件。\n（一）申请\n- 2 -\n受理四件。\n", format!("{line}\n").repeat(8));
    let mut document = text(&page);
    label_page_numbers(&mut document);
    let words = blocks(&document);
    assert_eq!(words.len(), 5);
    assert!(words[1].1.starts_with("本机关") && words[1].1.ends_with("件。"));
    assert_eq!((document.blocks[3].role, document.blocks[3].reason), (Role::Other, PAGE_NUMBER));
    // Paragraphs of any length stay apart.
    assert_eq!(text("一段没有句号的话\n又一段没有句号的话\n").blocks.len(), 2);
}

#[test]
fn cells_over_the_limit_are_dropped_and_said() {
    let limits = Limits { max_cells: 5, max_columns: 2, ..Limits::default() };
    let document = lay_out("a\tb\tc\n1\t2\t3\n4\t5\t6\n".to_owned(), Media::Text, &limits);
    assert_eq!(document.tables[0].cells.len(), 5);
    assert!(document.findings.iter().any(|finding| finding.code == "limit-cells"));
}

#[test]
fn lines_and_cells_over_the_limit_are_dropped_and_said() {
    let kept = |text: &'static str, max_nodes| {
        let (kept, finding) = within(text, &Limits { max_nodes, ..Limits::default() });
        (
            kept,
            finding.map(|finding| {
                (finding.code, finding.message_en.contains(&format!("last {} bytes", text.len() - kept.len())))
            }),
        )
    };
    let told = Some(("limit-nodes", true));
    assert_eq!(kept("一件\n二件\n三件\n四件", 3), ("一件\n二件\n三件", told));
    assert_eq!(kept("一件\r\n二件\r\n三件", 2), ("一件\r\n二件\r", told));
    assert_eq!(kept("一件\t二件|三件│四件", 3), ("一件\t二件|三件", told));
    assert_eq!(kept("一件\r二件", 1), ("一件", told));
    // What ends with the limit is whole, and so is what has only blanks behind it.
    for whole in ["一件\n二件\n三件", "一件\n二件\n三件\n", "一件\n二件\n三件\n\n \n"] {
        assert_eq!(kept(whole, 3), (whole, None));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_is_in_one_block(
        lines in prop::collection::vec("[政务第条一二、（）。0-9 |\t#*.-]{0,12}|[0-9]{1,3}|\\| a \\| 1 \\||\\|---\\|---\\||- 3 -", 0..60),
        is_markdown in any::<bool>(),
    ) {
        let page = lines.join("\n");
        let document = if is_markdown { markdown(&page) } else { text(&page) };
        prop_assert_eq!(&document.text, &page);
        let mut end = 0;
        let mut outside = String::new();
        for block in &document.blocks {
            prop_assert!(block.span.start >= end, "blocks overlap");
            prop_assert!(page.get(block.span.range()).is_some());
            outside.push_str(&page[end as usize..block.span.start as usize]);
            end = block.span.end;
        }
        outside.push_str(&page[end as usize..]);
        prop_assert!(outside.chars().all(|c| c.is_whitespace() || "#*-|".contains(c)), "{:?}", outside);
        for table in &document.tables {
            for cell in &table.cells {
                prop_assert!(table.span.contains(cell.span) && page.get(cell.span.range()).is_some());
                prop_assert!(cell.row < table.rows && cell.column < table.columns);
            }
        }
    }
}
