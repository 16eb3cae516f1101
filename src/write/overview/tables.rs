//! The tables（表格）: numbers at the head, numbers behind the charts, the pages to look at first.

use super::{gather::Overview, open, svg};
use crate::write::{
    html::Html,
    review::words::{Name, grouped},
};

/// How much there is.
pub(super) fn tiles(html: &mut Html, overview: &Overview) {
    let pages: usize = overview.statuses.values().sum();
    let reports: usize = overview.reports.values().map(std::collections::BTreeMap::len).sum();
    let years = overview.years();
    let [contradictions, doubts] =
        [0, 1].map(|at| -> usize { overview.codes.values().filter_map(|(counts, _)| counts.get(at)).sum() });
    html.raw("<dl class=tiles>\n");
    let mut tile = |class: &'static str, (zh, en): Name, number: &str| {
        html.raw("<div class=\"tile ").raw(class).raw("\"><dt>").both(zh, en).raw("</dt><dd>").text(number);
        html.raw("</dd></div>\n");
    };
    let count = |number: usize| grouped(&number.to_string());
    tile("", ("网页", "pages"), &count(pages));
    tile("", ("报告", "reports"), &count(reports));
    tile("", ("机关", "organs"), &count(overview.reports.len()));
    if let (Some(first), Some(last)) = (years.first(), years.last()) {
        tile("", ("年度", "years"), &if first == last { first.to_string() } else { format!("{first}–{last}") });
    }
    tile("contradiction", ("矛盾", "contradictions"), &count(contradictions));
    tile("doubt", ("存疑", "doubts"), &count(doubts));
    html.raw("</dl>\n");
}

/// The numbers of a chart, a row for each year.
pub(super) fn numbers(html: &mut Html, years: &[i16], heads: &[Name], cell: impl Fn(usize, usize) -> Option<String>) {
    html.raw("<details><summary>")
        .both("数据", "Numbers")
        .raw("</summary><div class=scroll tabindex=0><table><thead><tr><th scope=col>");
    html.both("年度", "Year").raw("</th>");
    for (zh, en) in heads {
        html.raw("<th scope=col>").both(zh, en).raw("</th>");
    }
    html.raw("</tr></thead><tbody>\n");
    for (row, year) in years.iter().enumerate() {
        html.raw("<tr><th scope=row>").text(&year.to_string()).raw("</th>");
        for column in 0..heads.len() {
            html.raw("<td>").text(cell(row, column).as_deref().unwrap_or("–")).raw("</td>");
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div></details>\n");
}

/// The pages to look at first.
pub(super) fn worst(html: &mut Html, overview: &Overview) {
    if overview.worst.is_empty() {
        return;
    }
    open(
        html,
        "worst",
        ("最需核对的网页", "Pages to look at first"),
        (
            "按矛盾、存疑的多少排列；可用 gongkai review 逐页核对。",
            "By contradictions, then doubts. `gongkai review` shows each page with its places.",
        ),
    );
    html.raw("<div class=scroll tabindex=0><table class=worst><thead><tr>");
    let heads: [Name; 6] = [
        ("网页", "page"),
        ("机关", "organ"),
        ("年度", "year"),
        ("矛盾", "contradictions"),
        ("存疑", "doubts"),
        ("发现代码", "codes"),
    ];
    for (zh, en) in heads {
        html.raw("<th scope=col>").both(zh, en).raw("</th>");
    }
    html.raw("</tr></thead><tbody>\n");
    for page in &overview.worst {
        html.raw("<tr><th scope=row class=page>")
            .text(&svg::cut(&page.name, 60))
            .raw("</th><td>")
            .text(&svg::cut(&page.organ, 24));
        html.raw("</td><td>").text(&page.year.map(|year| year.to_string()).unwrap_or_default());
        html.raw("</td><td class=contradiction>").number(page.counts[0].0);
        html.raw("</td><td class=doubt>").number(page.counts[1].0).raw("</td><td class=codes>");
        for code in &page.codes {
            html.raw("<code>").text(code).raw("</code> ");
        }
        html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div></section>\n");
}
