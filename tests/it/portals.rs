//! Chrome says nothing（页面框架不影响读取结果）: a report set into the pages of another portal reads the same.

use std::{fs, path::Path};

use gongkai::{Reader, Reading, page::Role};

/// Reports of ours: folder, and the words with which the article begins and with which the portal goes on.
const REPORTS: &[(&str, &str, &str)] = &[
    ("gaizhou-2015", "<h1 class=\"title\">", "<div class=\"files\">"),
    ("linshui-2023", "<h2 class=\"article-title\">", "<div class=\"pager\">"),
    (
        "local-2008-cumulative",
        "<table width=\"960\"",
        "<table width=\"1000\" align=\"center\"><tr><td align=\"center\">主办",
    ),
    ("local-2008-prose", "<div class=Section1>", "</body>"),
    ("notice", "<h1>", "<div class=\"attach\">"),
    ("statistics-2014-county", "<div class=\"content\">", "<div class=\"share\">"),
    ("statistics-2014-indented", "<h1>", "<div class=\"share\">"),
    ("statistics-2014-prose", "<div class=\"article\">", "<div class=\"foot\">"),
    ("tables-2019-torn", "<div class=\"content\">", "<div class=\"bottom\">"),
    ("tables-2019-word", "<div class=\"zoom\">", "<div class=\"bottom\">"),
    ("tables-2021-apart", "<div class=\"content\">", "<div class=\"bottom\">"),
    ("tables-2021-full-width", "<div class=\"article\">", "<div class=\"bottom\">"),
    ("tables-2021-sentences", "<p style=\"text-align:center\">", "</body>"),
];

/// What portals put before an article.
const BEFORE: &[&str] = &[
    "<div class=\"header\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/xw/\">新闻中心</a></li><li><a href=\"/gk/\">政务公开\
     </a></li><li><a href=\"/fw/\">办事服务</a></li><li><a href=\"/hd/\">互动交流</a></li></ul></div>",
    "<div class=\"toplinks\"><a href=\"/wap\">手机版</a> | <a href=\"/wza\">无障碍阅读</a> | <a href=\"/login\">登录</a></div>",
    "<table width=\"100%\"><tr><td><a href=\"/\">网站首页</a></td><td><a href=\"/zjqh/\">走进清河</a></td><td><a href=\"/zwgk/\">\
     政务公开</a></td><td><a href=\"/bsfw/\">办事服务</a></td></tr></table>",
    "<div class=\"location\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/gk/\">政府信息公开</a> &gt; <a href=\"/gk/nb/\">\
     年度报告</a></div>",
    "<form action=\"/s\"><input name=\"q\"><input type=\"submit\" value=\"搜索\"></form>",
    "<div class=\"side\"><h3>信息公开</h3><ul><li><a href=\"1\">公开指南</a></li><li><a href=\"2\">公开制度</a></li><li>\
     <a href=\"3\">法定主动公开内容</a></li><li><a href=\"4\">政府信息公开年报</a></li></ul></div>",
    "<script>var count = 2019; document.write('<b>共9999条</b>');</script>",
];

/// What they put behind it.
const BEHIND: &[&str] = &[
    "<div class=\"share\">分享到：<a href=\"#\">微信</a><a href=\"#\">新浪微博</a></div>",
    "<div class=\"tools\"><a href=\"javascript:window.print()\">打印本页</a> <a href=\"javascript:window.close()\">关闭窗口</a></div>",
    "<div class=\"pager\"><p>上一篇：<a href=\"1\">清河区民政局2018年政府信息公开工作年度报告</a></p><p>下一篇：<a href=\"2\">\
     清河区财政局2020年政府信息公开工作年度报告</a></p></div>",
    "<div class=\"related\"><h3>相关链接</h3><ul><li><a href=\"1\">全区召开政务公开培训会</a></li><li><a href=\"2\">关于调整领导小组\
     成员的通知</a></li></ul></div>",
    "<div class=\"qr\">扫一扫在手机打开当前页</div>",
    "<div class=\"footer\"><p>主办单位：清河区人民政府办公室　网站标识码：9933000001</p><p>某ICP备00000000号　某公网安备\
     00000000000000号</p></div>",
    "<table width=\"100%\"><tr><td align=\"center\">版权所有：清河区人民政府　联系电话：0000-0000000　技术支持：区信息中心</td></tr>\
     </table>",
];

/// What stands around the article itself.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    ("<div class=\"wrap\"><div class=\"main\">", "</div></div>"),
    ("<section><article>", "</article></section>"),
    ("<div id=\"app\"><div><div><div>", "</div></div></div></div>"),
];

/// A page in its parts: to the end of the body's tag, the portal's, the article, and what the portal puts behind it.
struct Parts {
    name: &'static str,
    head: String,
    before: String,
    article: String,
    behind: String,
}

fn reports() -> Vec<Parts> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports");
    let cut = |&(name, start, end): &(&'static str, &str, &str)| {
        let html = fs::read_to_string(folder.join(name).join("page.html")).unwrap();
        let body = html.find("<body").unwrap();
        let body = body + html[body..].find('>').unwrap() + 1;
        let start = body + html[body..].find(start).unwrap_or_else(|| panic!("{name} has no {start}"));
        let end = start + html[start..].find(end).unwrap_or_else(|| panic!("{name} has no {end}"));
        let last = html.find("</body>").unwrap();
        Parts {
            name,
            head: html[..body].to_owned(),
            before: html[body..start].to_owned(),
            article: html[start..end].to_owned(),
            behind: html[end..last].to_owned(),
        }
    };
    REPORTS.iter().map(cut).collect()
}

/// A portal of ours: some pieces in their order, by the bits of a number.
fn made(number: usize) -> (String, String) {
    let some = |pieces: &[&str], bits: usize| -> String {
        let chosen = pieces.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        chosen.map(|(_, piece)| format!("{piece}\n")).collect()
    };
    let (open, close) = AROUND[number % AROUND.len()];
    // Odd multipliers, so that every piece stands beside every other in some portal.
    let (before, behind) = (some(BEFORE, number * 37 + 1), some(BEHIND, number * 59 + 32));
    (format!("{before}{open}"), format!("{close}{behind}"))
}

/// What the article says: its title, its body, and what was read from them.
fn said(reading: &Reading) -> Vec<String> {
    let text = reading.document.text.as_str();
    let own = reading.document.blocks.iter().filter(|block| matches!(block.role, Role::Title | Role::Body));
    let blocks = own.map(|block| {
        let words: Vec<_> = block.span.of(text).split_whitespace().collect();
        format!("{:?} {:?} {}", block.kind, block.role, words.join(" "))
    });
    let report = reading.report.iter().flat_map(|report| {
        let organ = report.organ.as_ref().map(|organ| &organ.name);
        let head = format!("{:?} {:?} {organ:?}", report.form, report.year.as_ref().map(|year| year.value));
        let figures =
            report.figures.iter().map(|figure| format!("{} {:?} {:?}", figure.key, figure.entry, figure.unit));
        std::iter::once(head).chain(figures)
    });
    let findings = reading.report.iter().flat_map(|report| &report.findings).map(|finding| finding.code.to_owned());
    blocks.chain(report).chain(findings).collect()
}

fn read(parts: &Parts, before: &str, behind: &str) -> Vec<String> {
    let html = format!("{}{before}{}{behind}</body></html>", parts.head, parts.article);
    said(&Reader::new().read(html.as_bytes()).unwrap())
}

/// Reads every report in every portal and compares with what it says in its own.
fn holds(portals: &[(String, String, String)]) {
    let mut broken = Vec::new();
    for report in reports() {
        let own = read(&report, &report.before, &report.behind);
        assert!(own.len() > 5, "{} says nothing", report.name);
        for (portal, before, behind) in portals {
            let there = read(&report, before, behind);
            if there != own {
                let lost = own.iter().filter(|line| !there.contains(line)).map(|line| format!("  - {line}"));
                let more = there.iter().filter(|line| !own.contains(line)).map(|line| format!("  + {line}"));
                let lines: Vec<_> = lost.chain(more).take(8).collect();
                broken.push(format!("{} in {portal}\n{}", report.name, lines.join("\n")));
            }
        }
    }
    assert!(broken.is_empty(), "{} of them\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn a_report_in_the_portal_of_another_reads_the_same() {
    holds(&reports().into_iter().map(|it| (it.name.to_owned(), it.before, it.behind)).collect::<Vec<_>>());
}

#[test]
fn a_report_in_a_portal_of_any_make_reads_the_same() {
    let portal = |number| {
        let (before, behind) = made(number);
        (format!("{before} … {behind}"), before, behind)
    };
    holds(&(0..64).map(portal).collect::<Vec<_>>());
}

#[test]
fn what_is_no_chrome_is_noticed() {
    let mut report = reports().pop().unwrap();
    let own = read(&report, &report.before, &report.behind);
    let more = "<p>另外，全年召开政府信息公开工作会议3次，举办各类培训班2期。</p><p><b>二、";
    assert!(report.article.contains("<p><b>二、"), "{}", report.article);
    report.article = report.article.replacen("<p><b>二、", more, 1);
    assert_ne!(read(&report, &report.before, &report.behind), own);
    let (before, behind) = made(63);
    assert!(before.contains("当前位置") && behind.contains("ICP备"), "{before}{behind}");
}
