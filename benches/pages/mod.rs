//! Pages to measure on, made up from a seed: the same on every machine and in every run.
//!
//! Five layouts that portals really have, 4 to 80 kB: a table-built portal with Word paste, plain `<div>`s, the tables of
//! the 2021 form, prose in `<br>` lines, and a page that is mostly script and menus.

use std::fmt::Write as _;

/// How many pages there are.
pub(crate) const COUNT: usize = 200;

/// SplitMix64: a small generator of our own, so that no crate's next version changes the pages.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }
}

const CITIES: &[&str] = &["林水县", "安平市", "清河区", "东山县", "白石市", "青溪县"];
const ORGANS: &[&str] = &["人民政府", "财政局", "教育局", "档案馆", "民政局", "卫生健康局", "自然资源局"];
const TOPICS: &[&str] =
    &["重点领域", "行政审批", "财政预决算", "保障性住房", "食品药品安全", "环境保护", "公共资源配置"];
const VERBS: &[&str] = &["主动公开", "更新完善", "集中发布", "及时回应", "梳理汇总"];
const HEADINGS: &[&str] =
    &["总体情况", "主动公开政府信息情况", "依申请公开情况", "行政复议和行政诉讼情况", "存在的问题和改进措施"];
const HAN: [&str; 5] = ["一", "二", "三", "四", "五"];

/// All pages.
pub(crate) fn all() -> Vec<String> {
    let mut random = Random(2015);
    (0..COUNT).map(|number| page(&mut random, number)).collect()
}

/// The HTML pages of a folder and of those under it, as UTF-8, in the order of their paths: to measure on real ones.
#[allow(dead_code)] // for one of the benches that share this file
pub(crate) fn folder(path: &std::path::Path) -> Vec<String> {
    let mut entries: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut pages = Vec::new();
    for path in entries {
        if path.is_dir() {
            pages.extend(folder(&path));
        } else if path.extension().is_some_and(|suffix| suffix.to_string_lossy().starts_with("htm")) {
            let bytes = std::fs::read(&path).unwrap();
            pages.push(gongkai::text::decode::decode(&bytes, None, &gongkai::Limits::default()).unwrap().text);
        }
    }
    pages
}

fn page(random: &mut Random, number: usize) -> String {
    // From 4 to 80 kB, as many small ones as large ones.
    let size = (4_000.0 * 20_f64.powf(random.below(1000) as f64 / 1000.0)) as usize;
    let year = 2009 + random.below(15);
    let organ = format!("{}{}", random.pick(CITIES), random.pick(ORGANS));
    let title = format!("{organ}{year}年政府信息公开工作年度报告");
    let mut html = String::with_capacity(size + 4_000);
    match number % 5 {
        0 => word_paste(random, &mut html, &title, year, size),
        1 => divs(random, &mut html, &title, year, size),
        2 => tables(random, &mut html, &title, year, size),
        3 => lines(random, &mut html, &title, year, size),
        _ => scripts(random, &mut html, &title, year, size),
    }
    html.push_str("<div class=\"footer\"><p>主办单位：");
    html.push_str(&organ);
    html.push_str("　网站标识码：9900000001</p></div></body></html>");
    html
}

fn head(html: &mut String, title: &str, charset: &str) {
    let _ = write!(
        html,
        "<!DOCTYPE html><html><head>{charset}<title>{title}</title></head><body><div class=\"nav\"><ul>\
         <li><a href=\"/\">首页</a></li><li><a href=\"/zwgk/\">政务公开</a></li><li><a href=\"/fw/\">办事服务</a></li></ul></div>\
         <div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwgk/\">政务公开</a></div>"
    );
}

fn sentence(random: &mut Random, year: u64) -> String {
    let (n, m) = (random.below(3000), random.below(90) + 1);
    let (topic, verb) = (random.pick(TOPICS), random.pick(VERBS));
    match random.below(6) {
        0 => format!("{year}年，{verb}{topic}信息{n}条，占总数的{m}.{}%。", n % 10),
        1 => format!("收到政府信息公开申请{m}件，其中当面申请{}件，网络申请{}件，均已按时答复。", m / 3, m - m / 3),
        2 => format!("根据《关于做好{year}年{topic}公开工作的通知》（林政办发〔{year}〕{m}号）要求，{verb}相关内容。"),
        3 => format!("召开{topic}座谈会{}次，培训{n}余人次，投入经费{m}.{}万元。", m % 20 + 1, n % 100),
        4 => format!("截至{year}年{}月{}日，网站{verb}{topic}栏目{m}个，访问量达{n}万次。", n % 12 + 1, m % 28 + 1),
        _ => format!("各部门、各乡镇围绕{topic}健全工作机制，落实专人负责，{verb}群众关心的事项，接受社会监督。"),
    }
}

fn paragraphs(random: &mut Random, html: &mut String, year: u64, size: usize, open: &str, close: &str) {
    let mut section = 0;
    while html.len() < size {
        if section < HEADINGS.len() && html.len() > size * section / HEADINGS.len() {
            let _ = writeln!(html, "{open}<b>{}、{}</b>{close}", HAN[section], HEADINGS[section]);
            section += 1;
        }
        html.push_str(open);
        html.push_str("　　");
        for _ in 0..=random.below(5) {
            html.push_str(&sentence(random, year));
        }
        html.push_str(close);
        html.push('\n');
    }
}

/// A portal built of tables, its text pasted from Word.
fn word_paste(random: &mut Random, html: &mut String, title: &str, year: u64, size: usize) {
    head(html, title, "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />");
    let _ = write!(
        html,
        "<table width=\"1000\"><tr><td><table><tr><td class=\"bt\">{title}</td></tr><tr><td>发布时间：{}-02-18　【字号：\
         <a href=\"#\">大</a> <a href=\"#\">中</a> <a href=\"#\">小</a>】</td></tr></table></td></tr><tr><td id=\"zoom\">",
        year + 1
    );
    let open = "<p class=\"MsoNormal\" style=\"text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt;\
                mso-line-height-rule:exactly\"><span style=\"font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:\
                宋体;color:black\"><font face=\"仿宋_GB2312\">";
    paragraphs(random, html, year, size, open, "<o:p></o:p></font></span></p>");
    html.push_str("</td></tr></table>");
}

/// Plain modern markup.
fn divs(random: &mut Random, html: &mut String, title: &str, year: u64, size: usize) {
    head(html, title, "<meta charset=\"utf-8\">");
    let _ =
        write!(html, "<div class=\"article\"><h1>{title}</h1><div class=\"info\">发布日期：{}-01-20</div>", year + 1);
    paragraphs(random, html, year, size, "<p>", "</p>");
    html.push_str("</div>");
}

/// The form of 2021: matrices of seven columns.
fn tables(random: &mut Random, html: &mut String, title: &str, year: u64, size: usize) {
    head(html, title, "<meta charset=\"utf-8\">");
    let _ = write!(html, "<div class=\"article\"><h1>{title}</h1><h3>三、收到和处理政府信息公开申请情况</h3>");
    while html.len() < size {
        html.push_str(
            "<table border=\"1\"><tr><td colspan=\"2\" rowspan=\"3\">（本列数据的勾稽关系）</td><td colspan=\"7\">申请人情况</td></tr>\
             <tr><td rowspan=\"2\">自然人</td><td colspan=\"5\">法人或其他组织</td><td rowspan=\"2\">总计</td></tr>\
             <tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>\n",
        );
        for row in 0..22 {
            let _ = write!(html, "<tr><td>{}</td><td>{}.{}</td>", random.pick(TOPICS), row + 1, random.pick(HEADINGS));
            for _ in 0..7 {
                let _ = write!(html, "<td style=\"text-align:center\">{}</td>", random.below(40));
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</table><p>　　");
        html.push_str(&sentence(random, year));
        html.push_str("</p>\n");
    }
    html.push_str("</div>");
}

/// One cell of text with `<br>` between its lines.
fn lines(random: &mut Random, html: &mut String, title: &str, year: u64, size: usize) {
    head(html, title, "<meta charset=\"utf-8\">");
    let _ = write!(html, "<div class=\"TRS_Editor\"><center>{title}</center><br/>");
    paragraphs(random, html, year, size, "&nbsp;&nbsp;&nbsp;&nbsp;", "<br />");
    html.push_str("</div>");
}

/// Mostly script, style, comments and menus.
fn scripts(random: &mut Random, html: &mut String, title: &str, year: u64, size: usize) {
    head(html, title, "<meta charset=\"utf-8\">");
    while html.len() < size / 2 {
        let n = random.below(10_000);
        let _ = writeln!(
            html,
            "<script>var slot{n}={{\"id\":{n},\"url\":\"/col/{n}/index.html\"}};if(slot{n}.id<5){{show(slot{n});}}</script>\
             <style>.c{n}{{float:left;width:{}px}}</style><!-- column {n} -->\
             <ul class=\"list\"><li><a href=\"/art/{n}.html\" title=\"{title}\">{title}</a><span>{year}-05-10</span></li></ul>",
            n % 900
        );
    }
    let _ = write!(html, "<div class=\"article\"><h1>{title}</h1>");
    paragraphs(random, html, year, size, "<p>", "</p>");
    html.push_str("</div>");
}
