//! Plain text through the public line: the text unchanged, its layout, its media by content.

use gongkai::{
    Limits,
    page::{self, BlockKind, Media, Role},
    text::decode::decode,
};

fn lay_out(text: &str) -> gongkai::Document {
    let limits = Limits::default();
    page::lay_out(page::parse(&decode(text.as_bytes(), None, &limits).unwrap(), None, &limits), &limits)
}

#[test]
fn the_text_is_the_input() {
    let text = "　　标题　\r\n\r\n正文１２条。\n\t缩进 \n- 2 -\n末行";
    let document = lay_out(text);
    assert_eq!((document.text.as_str(), document.media), (text, Media::Text));
    let words: Vec<_> = document.blocks.iter().map(|block| block.span.of(text)).collect();
    assert_eq!(words, ["标题", "正文１２条。", "缩进", "- 2 -", "末行"]);
    assert_eq!((document.blocks[3].role, document.blocks[3].reason), (Role::Other, "page-number"));
}

#[test]
fn a_dumped_form_becomes_tables() {
    let text = "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n现行有效件数\n规章\n0\n3\n规范性文件\n5\n12\n\
                第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n97\n三、其他\n本年未收费。\n";
    let document = lay_out(text);
    let shapes: Vec<_> = document.tables.iter().map(|table| (table.rows, table.columns)).collect();
    assert_eq!(shapes, [(3, 3), (2, 2)]);
    let cell = &document.tables[0].cells[8];
    assert_eq!((cell.row, cell.column, cell.span.of(text)), (2, 2, "12"));
    assert!(document.tables[0].cells[2].header);
}

#[test]
fn a_table_over_two_pages_is_one_table() {
    let head = "项目\t数量\t金额\n渠道\t12\t300\n水闸\t4\t20\n";
    let joined = lay_out(&format!("{head}\n- 2 -\n\n泵站\t2\t15\n水井\t30\t8\n"));
    assert_eq!(joined.tables.iter().map(|table| (table.rows, table.columns)).collect::<Vec<_>>(), [(5, 3)]);
    assert_eq!((joined.blocks.len(), joined.findings[0].code), (1, "table-joined"));
    let apart = lay_out(&format!("{head}\n渠道\t13\t310\n水闸\t4\t22\n"));
    assert_eq!((apart.tables.len(), apart.findings[0].code), (2, "table-headless"));
    let named = lay_out(&format!("{head}\n上年情况：\n\n泵站\t2\t15\n水井\t30\t8\n"));
    assert_eq!((named.tables.len(), named.findings.len()), (2, 0));
}

#[test]
fn what_a_saved_page_says_above_its_text_is_no_title() {
    let text = "标题: 清河县水利局灌溉工程进展情况通报\n发布时间: 2019-05-20 16:34\n文号: 清水发〔2019〕18号\n发布机构: 清河县水利局\n\
                栏目: 水利动态\n\n清河县水利局今年新建灌溉渠道十二公里，受益农田八千余亩。\n各乡镇要落实管护责任，确保汛期安全。\n";
    let reading = gongkai::Reader::new().read(text.as_bytes()).unwrap();
    let facts = &reading.facts;
    let words = |fact: &Option<(String, Option<gongkai::Span>)>| {
        fact.as_ref().map(|(words, span)| (words.clone(), span.unwrap().of(text)))
    };
    let said = |words: &'static str| Some((words.to_owned(), words));
    assert_eq!(words(&facts.title), said("清河县水利局灌溉工程进展情况通报"));
    assert_eq!(words(&facts.document_number), said("清水发〔2019〕18号"));
    assert_eq!(words(&facts.issuing_organ), said("清河县水利局"));
    assert_eq!(reading.findings, []);
}

#[test]
fn lines_in_columns_of_blanks_stay_lines_with_a_word() {
    let text = "工程统计表\n项目      数量      金额\n渠道        12       300\n水闸         4        20\n";
    let document = lay_out(text);
    assert!(document.tables.is_empty());
    let finding = &document.findings[0];
    assert_eq!(finding.code, "table-as-lines");
    assert!(finding.spans[0].of(text).starts_with("项目") && finding.spans[0].of(text).ends_with("20"));
    assert!(lay_out("清河县水利局        2019年5月20日\n联系人：张某        电话：12\n").findings.is_empty());
}

#[test]
fn markdown_is_known_by_its_signs() {
    let document = lay_out("# 年度报告\n\n## 一、总体\n\n| 项目 | 件数 |\n|---|---|\n| 申请 | 4 |\n");
    assert_eq!(document.media, Media::Markdown);
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading, BlockKind::Heading, BlockKind::Table]);
}
