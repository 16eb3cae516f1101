//! Tables whose markup is not what it should be: merged cells a row too long or too short, heads that lost their width.

use gongkai::AnnualReport;

use super::read;

/// A table of applications: the head of the official form, then what is given.
fn requests(rows: &str) -> AnnualReport {
    read(&format!(
        "<p>青禾市2022年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table>
         <tr><td colspan=3 rowspan=2>申请人情况</td><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td>
         <td rowspan=2>总计</td></tr>
         <tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>{rows}</table>"
    ))
}

fn cells(numbers: [u32; 7]) -> String {
    numbers.iter().map(|n| format!("<td>{n}</td>")).collect()
}

fn row_of(report: &AnnualReport, key: &str) -> Vec<Option<u32>> {
    ["@natural_person", "@enterprise", "@research", "@social", "@legal_service", "@other", ""]
        .iter()
        .map(|applicant| report.number(&format!("{key}{applicant}"))?.try_into().ok())
        .collect()
}

/// 三、本年度办理结果 with a merged cell of `span` rows, where two would be right; then a last row.
fn after_results(span: u32) -> AnnualReport {
    let (granted, partial, total, out) = (
        cells([11, 12, 13, 14, 15, 16, 81]),
        cells([1, 2, 3, 4, 5, 6, 21]),
        cells([12, 14, 16, 18, 20, 22, 102]),
        cells([31, 32, 33, 34, 35, 36, 201]),
    );
    requests(&format!(
        "<tr><td rowspan={span}>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>{granted}</tr>
         <tr><td colspan=2>（二）部分公开</td>{partial}</tr>
         <tr><td colspan=2>（七）总计</td>{total}</tr>
         <tr><td colspan=3>四、结转下年度继续办理</td>{out}</tr>"
    ))
}

#[test]
fn a_merged_cell_that_is_a_row_too_long_or_too_short_shifts_no_figure() {
    for span in [2, 3, 4, 9] {
        let report = after_results(span);
        let total = [12, 14, 16, 18, 20, 22, 102].map(Some);
        let out = [31, 32, 33, 34, 35, 36, 201].map(Some);
        assert_eq!(row_of(&report, "reply.total"), total, "（七） after a cell of {span} rows");
        assert_eq!(row_of(&report, "request.carried_out"), out, "四、 after a cell of {span} rows");
    }
}

#[test]
fn a_shifted_row_with_a_cell_too_few_gives_no_number() {
    let six = cells([31, 32, 33, 34, 35, 36, 201]).replacen("<td>33</td>", "", 1);
    let report = requests(&format!(
        "<tr><td rowspan=3>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>{}</tr>
         <tr><td colspan=2>（二）部分公开</td>{}</tr><tr><td colspan=3>四、结转下年度继续办理</td>{six}</tr>",
        cells([11, 12, 13, 14, 15, 16, 81]),
        cells([1, 2, 3, 4, 5, 6, 21])
    ));
    assert_eq!(row_of(&report, "reply.granted"), [11, 12, 13, 14, 15, 16, 81].map(Some));
    assert_eq!(row_of(&report, "request.carried_out"), [None; 7]);
}

#[test]
fn a_column_that_the_form_does_not_know_shifts_nothing() {
    let remark = cells([5, 1, 2, 3, 4, 6, 21]) + "<td>7</td>";
    let report = requests(&format!("<tr><td colspan=3>一、本年新收政府信息公开申请数量</td>{remark}</tr>"));
    assert_eq!(row_of(&report, "request.received"), [5, 1, 2, 3, 4, 6, 21].map(Some));
}

/// What a browser copies from the table of reviews: tabs between the cells, and no widths.
#[test]
fn heads_that_lost_their_width_are_over_no_column() {
    let numbers: Vec<u32> = (1..=15).collect();
    let line: Vec<String> = numbers.iter().map(u32::to_string).collect();
    let heads = ["结果维持\t结果纠正\t其他结果\t尚未审结\t总计"; 3].join("\t");
    let page = format!(
        "青禾市2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\t行政诉讼\n\
         未经复议直接起诉\t复议后起诉\n{heads}\n{}\n",
        line.join("\t")
    );
    let report = read(&page);
    let keys = ["review", "litigation.direct", "litigation.after_review"];
    let columns = ["upheld", "corrected", "other", "pending", "total"];
    let read: Vec<Option<u32>> = keys
        .iter()
        .flat_map(|key| columns.iter().map(move |column| format!("{key}.{column}")))
        .map(|key| report.number(&key)?.try_into().ok())
        .collect();
    assert_eq!(read, numbers.into_iter().map(Some).collect::<Vec<_>>());
}
