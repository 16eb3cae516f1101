//! Tables that invite a wrong figure: each says what is to be read, and what is not.

use gongkai::{
    AnnualReport, Reader,
    mention::{Kind, Kinds},
};

/// Sentences are read too, so that what they might say of a table is seen.
fn read(page: &str) -> AnnualReport {
    let reader = Reader::new().kinds(Kinds::ALL.without(Kind::Organization));
    reader.read(page.as_bytes()).unwrap().report.unwrap_or_else(|| panic!("no report:\n{page}"))
}

/// What a page of that year with that body says of a key.
fn said(year: u16, body: &str, key: &str) -> Option<i64> {
    let page = format!(
        "青禾市{year}年政府信息公开工作年度报告\n\n本报告由青禾市人民政府办公室编制。\n\n{body}\n\n六、其他需要报告的事项\n\n无。\n"
    );
    number(&page, key)
}

fn number(page: &str, key: &str) -> Option<i64> {
    read(page).number(key).map(|n| n.to_string().parse().unwrap())
}

fn html(year: u16, tables: &[&[&[&str]]]) -> String {
    let line = |row: &&[&str]| format!("<tr>{}</tr>", row.iter().map(|c| format!("<td>{c}</td>")).collect::<String>());
    let one = |table: &&[&[&str]]| format!("<table>{}</table>", table.iter().map(line).collect::<String>());
    let title = format!("青禾市{year}年政府信息公开工作年度报告");
    format!("<title>{title}</title><h1>{title}</h1>{}", tables.iter().map(one).collect::<String>())
}

const LIST: &str = "统计指标\n单位\n代码\n统计数\n";

#[test]
fn the_note_of_a_label_counts_nothing() {
    // 计1次 is how the form counts, not what the office counted.
    let body = "序号\n统计指标\n单位\n统计数\n1\n主动公开政府信息数（不同渠道和方式公开相同信息计1条）\n条\n731\n2\n\
        回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）\n次\n\n3\n参加或举办新闻发布会总次数\n次\n4\n4\n\
        政府网站在线访谈次数\n次\n12\n5\n政策解读稿件发布数\n篇\n25\n6\n微博微信回应事件数\n次\n31\n";
    assert_eq!(said(2016, body, "response.hotspots"), None);
    assert_eq!(said(2016, body, "active.total"), Some(731));
    assert_eq!(said(2016, body, "response.interviews"), Some(12));
}

#[test]
fn codes_and_numbers_of_rows_are_no_values() {
    let rows = "一、申请总数\n条\n10\n48\n1.当面申请数\n条\n11\n17\n2.传真申请数\n条\n12\n\n3.信函申请数\n条\n13\n31\n";
    let body = format!("{LIST}{rows}");
    assert_eq!(said(2012, &body, "request.received"), Some(48));
    assert_eq!(said(2012, &body, "request.medium.fax"), None);
    let body = "序号\n统计指标\n统计数\n1\n当面申请数\n17\n2\n传真申请数\n\n3\n网络申请数\n26\n4\n信函申请数\n5\n";
    assert_eq!(said(2016, body, "request.medium.in_person"), Some(17));
    assert_eq!(said(2016, body, "request.medium.fax"), None);
    assert_eq!(said(2016, body, "request.medium.online"), Some(26));
    assert_eq!(said(2016, body, "request.medium.letter"), Some(5));
}

#[test]
fn a_torn_half_follows_the_order_of_its_heads() {
    let heads: &[&str] =
        &["信息内容", "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];
    let top: &[&[&str]] = &[heads, &["本年新收政府信息公开申请数量", "22", "12", "4", "1", "0", "3", "2"]];
    let torn: &[&[&str]] = &[
        &["（一）予以公开", "10", "7", "2", "0", "1", "0", "0"],
        &["（二）部分公开", "5", "1", "2", "0", "1", "1", "0"],
    ];
    let page = html(2022, &[top, torn]);
    assert_eq!(number(&page, "reply.granted"), Some(10));
    assert_eq!(number(&page, "reply.granted@natural_person"), Some(7));
    // Alone it adds up in no order that is known.
    assert_eq!(number(&html(2022, &[torn]), "reply.granted@natural_person"), None);
    let official: &[&[&str]] = &[
        &["（一）予以公开", "7", "2", "0", "1", "0", "0", "10"],
        &["（二）部分公开", "1", "2", "0", "1", "1", "0", "5"],
    ];
    assert_eq!(number(&html(2022, &[official]), "reply.granted@natural_person"), Some(7));
}

#[test]
fn rows_with_a_blank_cell_at_both_ends_are_not_shifted() {
    let heads = "\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
    let body = format!(
        "{heads}一、本年新收政府信息公开申请数量\t\t12\t4\t1\t0\t3\t2\t22\n（一）予以公开\t\t7\t2\t0\t1\t0\t6\t\n（二）部分公开\t\t1\t0\t0\t0\t0\t0\t1\n"
    );
    assert_eq!(said(2022, &body, "request.received"), Some(22));
    assert_eq!(said(2022, &body, "reply.granted"), None);
    assert_ne!(said(2022, &body, "reply.granted@enterprise"), Some(7));
}

#[test]
fn what_may_have_lost_a_cell_is_not_cut() {
    // Cells stand apart in this text: 28 is one of two, not 2 and 8.
    let body = "信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 310 12 845\n其他对外管理服务事项 9 3 77\n\
        信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 126 5 44\n行政强制 8 1 6\n信息内容 上一年项目数量 本年增/减\n行政事业性收费 28\n";
    assert_eq!(said(2019, body, "licence.decisions"), Some(845));
    assert_eq!(said(2019, body, "charge.items_last_year"), None);
    // Nor are decimals that are glued together.
    let body = "信息内容本年制发件数本年废止件数现行有效件数\n规章0.001.002.00\n行政规范性文件0.008.005096.00\n";
    assert_eq!(said(2022, body, "normative.in_force"), None);
    assert_eq!(said(2022, body, "normative.repealed"), None);
}

#[test]
fn rows_of_the_same_words_need_their_neighbours() {
    let named = "四、行政复议数量 件 9\n维持具体行政行为数 件 2\n被依法纠错数 件 3\n其他情形数 件 4\n五、行政诉讼数量 件 18\n被依法纠错数 件 7\n";
    assert_eq!(said(2016, named, "review.corrected"), Some(3));
    assert_eq!(said(2016, named, "litigation.corrected"), Some(7));
    let unread = "四、行政复议数量 件 9\n维持具体行政行为数 件 2\n行政诉讼与其他案件总量 件 18\n被依法纠错数 件 7\n六、举报投诉数量 件 5\n";
    assert_eq!(said(2016, unread, "review.corrected"), None);
}

#[test]
fn a_remark_that_may_be_glued_to_a_cell_makes_it_unsure() {
    // 46 and a remark 3, or 463: nobody knows; where something stands between them it is clear.
    let rows = |gap: &str| {
        format!(
            "统计指标单位统计数备注\n1.政府公报公开政府信息数条{gap}5\n2.政府网站公开政府信息数条{gap}463\n\
             3.政务微博公开政府信息数条{gap}2较上年增加1条\n4.政务微信公开政府信息数条{gap}7\n"
        )
    };
    assert_eq!(said(2016, &rows(""), "active.channels.website"), None);
    assert_eq!(said(2016, &rows(" "), "active.channels.website"), Some(463));
    // A remark in the place of a blank total does not add up.
    let rows = "信息内容 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计 备注\n\
        一、本年新收政府信息公开申请数量 12 4 1 0 3 2 3\n（一）予以公开 7 2 0 1 0 0 10\n（二）部分公开 1 0 0 0 0 0 1\n";
    assert_eq!(said(2022, rows, "request.received"), None);
    assert_eq!(said(2022, rows, "reply.granted"), Some(10));
}

#[test]
fn rows_of_a_text_table_are_no_sentences() {
    let rows = "信息内容自然人商业企业科研机构社会公益组织法律服务机构其他总计\n一、本年新收政府信息公开申请数量58件3件0件0件0件1件62件\n\
        二、上年结转政府信息公开申请数量0件0件0件0件0件0件0件\n（一）予以公开4件1件0件0件0件0件5件\n（二）部分公开1件2件0件0件0件1件4件\n";
    assert_ne!(said(2022, rows, "request.received"), Some(58));
    assert_eq!(said(2022, "2022年，本机关共收到政府信息公开申请58件。", "request.received"), Some(58));
}

#[test]
fn a_table_on_its_side_takes_the_heads_of_the_nearest_table() {
    let page = html(
        2020,
        &[&[
            &["信息内容", "行政许可", "其他对外管理服务事项"],
            &["上年项目数目", "17", "146"],
            &["本年增/减", "-2", "3"],
            &["处理决定数量", "75", "96"],
            &["信息内容", "行政处罚", "行政强制"],
            &["上一年项目数量", "47", "5"],
            &["本年增/减", "1", "-8"],
            &["处理决定数量", "21", "12"],
        ]],
    );
    assert_ne!(number(&page, "licence.items_last_year"), Some(47));
    assert_eq!(number(&page, "penalty.items_last_year"), Some(47));
    assert_eq!(number(&page, "coercion.decisions"), Some(12));
}

#[test]
fn nothing_stands_beside_the_heads_of_a_table_of_one_line() {
    // A browser's copy of merged heads: the cells that they covered are empty.
    let page = html(
        2022,
        &[&[
            &["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
            &["一、本年新收政府信息公开申请数量", "12", "4", "1", "0", "3", "2", "22"],
            &["二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"],
            &["行政复议", "", "", "", "", "行政诉讼", "", ""],
            &["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "", ""],
            &["190", "8", "9", "1684", "1891", "2", "197", "0"],
        ]],
    );
    assert_eq!(number(&page, "request.received"), Some(22));
    let report = read(&page);
    let blank = |key: &str| report.figure(key).is_some_and(|figure| figure.entry == gongkai::report::Entry::Blank);
    assert!(!blank("review.total"), "{:?}", report.figure("review.total"));
}

#[test]
fn a_torn_half_of_text_follows_the_order_of_its_heads() {
    let heads = "信息内容 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他\n";
    let top = "一、本年新收政府信息公开申请数量 22 12 4 1 0 3 2\n二、上年结转政府信息公开申请数量 1 1 0 0 0 0 0\n";
    let torn = "（一）予以公开 10 7 2 0 1 0 0\n（二）部分公开 5 1 2 0 1 1 0\n四、结转下年度继续办理 3 0 3 0 0 0 0\n";
    let sentence = "\n以上为前半部分，办理结果见下表，请查阅。\n\n";
    let page = format!("{heads}{top}{sentence}{torn}");
    assert_eq!(said(2022, &page, "reply.granted"), Some(10));
    assert_eq!(said(2022, &page, "reply.granted@natural_person"), Some(7));
    // Alone it adds up in no order that is known.
    assert_eq!(said(2022, torn, "reply.granted@natural_person"), None);
    let official =
        "（一）予以公开 7 2 0 1 0 0 10\n（二）部分公开 1 2 0 1 1 0 5\n四、结转下年度继续办理 0 3 0 0 0 0 3\n";
    assert_eq!(said(2022, official, "reply.granted@natural_person"), Some(7));
}

#[test]
fn a_table_printed_once_more_in_another_order_is_read_as_it_is_printed() {
    let first = "信息内容 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n\
        一、本年新收政府信息公开申请数量 12 4 1 0 3 2 22\n二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1\n（一）予以公开 7 2 0 1 0 0 10\n";
    let again = "信息内容 其他 自然人 总计 商业企业 科研机构 法律服务机构 社会公益组织\n\
        一、本年新收政府信息公开申请数量 2 12 22 4 1 3 0\n二、上年结转政府信息公开申请数量 0 1 1 0 0 0 0\n（一）予以公开 0 7 10 2 0 0 1\n";
    for page in [format!("{first}{again}"), format!("{again}{first}")] {
        let report =
            read(&format!("青禾市2022年政府信息公开工作年度报告\n\n本报告由青禾市人民政府办公室编制。\n\n{page}"));
        let all = |key: &str| {
            let of = report.figures.iter().filter(|figure| figure.key.as_str() == key);
            of.map(|figure| figure.entry.number().unwrap().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(all("reply.granted@social"), ["1", "1"]);
        assert_eq!(all("request.received@enterprise"), ["4", "4"]);
        assert_eq!(all("request.received"), ["22", "22"]);
    }
}

#[test]
fn a_slip_of_the_pen_between_two_rows_is_forgiven() {
    let rows = "信息内容 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n4.保护第三方合法权益 1 0 0 0 0 0 1\n\
        5.属于三类内部事物信息 2 1 0 0 0 0 3\n6.属于四类过程性信息 0 4 0 0 0 0 4\n";
    assert_eq!(said(2022, rows, "reply.denied.third_party"), Some(1));
    assert_eq!(said(2022, rows, "reply.denied.internal"), Some(3));
    assert_eq!(said(2022, rows, "reply.denied.internal@enterprise"), Some(1));
    assert_eq!(said(2022, rows, "reply.denied.process@enterprise"), Some(4));
}
