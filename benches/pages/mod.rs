//! Pages to measure on, made up from a seed: the same on every machine and in every run.
//!
//! Five layouts that portals really have, 4 to 80 kB: a table-built portal with Word paste, plain `<div>`s, the tables of
//! the 2021 form, prose in `<br>` lines, and a page that is mostly script and menus. [`all`] has the proportions of real
//! pages; [`dense`] is the hard case, nearly all of it text and every sentence full of figures.

use std::fmt::Write as _;

/// How many pages there are.
pub(crate) const COUNT: usize = 200;

/// What the pages of the benches are made from.
const SEED: u64 = 2015;

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
/// Our own report of the 2021 form, for its tables.
const FORM: &str = include_str!("../../fixtures/reports/linshui-2023/page.html");
const HAN: [&str; 5] = ["一", "二", "三", "四", "五"];

/// What a page is full of.
#[derive(Clone, Copy, PartialEq)]
enum Fill {
    /// Markup and menus as portals have them, and sentences of which most hold no figure.
    Real,
    /// Hardly any chrome, and a handful of mentions in every sentence.
    Dense,
}

/// All pages, with the proportions of real ones.
pub(crate) fn all() -> Vec<String> {
    seeded(SEED)
}

/// As many others, the same for the same seed.
pub(crate) fn seeded(seed: u64) -> Vec<String> {
    pages(Fill::Real, seed)
}

/// As many pages that are nearly all text, dense with mentions.
#[allow(dead_code)] // for one of the benches that share this file
pub(crate) fn dense() -> Vec<String> {
    pages(Fill::Dense, SEED)
}

fn pages(fill: Fill, seed: u64) -> Vec<String> {
    let mut random = Random(seed);
    (0..COUNT).map(|number| page(&mut random, number, fill)).collect()
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
            pages.push(
                gongkai::text::decode::decode(&bytes, None, &gongkai::Limits::default()).unwrap().text.into_owned(),
            );
        }
    }
    pages
}

fn page(random: &mut Random, number: usize, fill: Fill) -> String {
    // From 4 to 80 kB, as many small ones as large ones.
    let size = (4_000.0 * 20_f64.powf(random.below(1000) as f64 / 1000.0)) as usize;
    let year = 2009 + random.below(15);
    let organ = format!("{}{}", random.pick(CITIES), random.pick(ORGANS));
    let title = format!("{organ}{year}年政府信息公开工作年度报告");
    let mut writer = Writer { random, html: String::with_capacity(size + 4_000), title, year, size, fill };
    match number % 5 {
        0 => writer.word_paste(),
        1 => writer.divs(),
        2 => writer.tables(),
        3 => writer.lines(),
        _ => writer.scripts(),
    }
    if fill == Fill::Real {
        writer.links(size / 10);
    }
    writer.html.push_str("<div class=\"footer\"><p>主办单位：");
    writer.html.push_str(&organ);
    writer.html.push_str("　网站标识码：9900000001</p></div></body></html>");
    writer.html
}

/// A page on its way.
struct Writer<'a> {
    random: &'a mut Random,
    html: String,
    title: String,
    year: u64,
    size: usize,
    fill: Fill,
}

impl Writer<'_> {
    fn head(&mut self, charset: &str) {
        let _ = write!(self.html, "<!DOCTYPE html><html><head>{charset}<title>{}</title>", self.title);
        if self.fill == Fill::Real {
            self.scripting(self.size / 6);
        }
        self.html.push_str(
            "</head><body><div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk/\">政务公开</a></li>\
             <li><a href=\"/fw/\">办事服务</a></li></ul></div><div class=\"position\">当前位置：<a href=\"/\">首页</a> &gt; \
             <a href=\"/zwgk/\">政务公开</a></div>",
        );
        if self.fill == Fill::Real {
            self.links(self.size / 3);
        }
    }

    /// Script, style and comments, about so many bytes.
    fn scripting(&mut self, bytes: usize) {
        let end = self.html.len() + bytes;
        while self.html.len() < end {
            let n = self.random.below(10_000);
            let _ = writeln!(
                self.html,
                "<script>var slot{n}={{\"id\":{n},\"url\":\"/col/{n}/index.html\"}};if(slot{n}.id<5){{show(slot{n});}}</script>\
                 <style>.c{n}{{float:left;width:{}px}}</style><!-- column {n} -->",
                n % 900
            );
        }
    }

    /// Menus and lists of other pages, about so many bytes.
    fn links(&mut self, bytes: usize) {
        let end = self.html.len() + bytes;
        while self.html.len() < end {
            self.html.push_str("<ul class=\"list-box clearfix\">\n");
            for _ in 0..8 {
                let n = self.random.below(10_000);
                let (topic, organ) = (self.random.pick(TOPICS), self.random.pick(ORGANS));
                let _ = writeln!(
                    self.html,
                    "    <li class=\"fl\"><a href=\"/zwgk/xxgkml/{organ}/201605/t20160512_{n}.html\" target=\"_blank\" \
                     title=\"{topic}\" style=\"font-size:14px\"><img src=\"/images/icon{n}.png\" alt=\"\"/>{topic}</a></li>"
                );
            }
            self.html.push_str("</ul>\n");
        }
    }

    /// A sentence: of real prose two in three hold no figure at all.
    fn sentence(&mut self) -> String {
        if self.fill == Fill::Real && self.random.below(3) > 0 {
            return self.plain();
        }
        let (random, year) = (&mut *self.random, self.year);
        let (n, m) = (random.below(3000), random.below(90) + 1);
        let (topic, verb) = (random.pick(TOPICS), random.pick(VERBS));
        match random.below(6) {
            0 => format!("{year}年，{verb}{topic}信息{n}条，占总数的{m}.{}%。", n % 10),
            1 => format!("收到政府信息公开申请{m}件，其中当面申请{}件，网络申请{}件，均已按时答复。", m / 3, m - m / 3),
            2 => format!(
                "根据《关于做好{year}年{topic}公开工作的通知》（林政办发〔{year}〕{m}号）要求，{verb}相关内容。"
            ),
            3 => format!("召开{topic}座谈会{}次，培训{n}余人次，投入经费{m}.{}万元。", m % 20 + 1, n % 100),
            4 => format!("截至{year}年{}月{}日，网站{verb}{topic}栏目{m}个，访问量达{n}万次。", n % 12 + 1, m % 28 + 1),
            _ => self.plain(),
        }
    }

    fn plain(&mut self) -> String {
        let random = &mut *self.random;
        let (topic, verb, organ) = (random.pick(TOPICS), random.pick(VERBS), random.pick(ORGANS));
        match random.below(4) {
            0 => format!("各部门、各乡镇围绕{topic}健全工作机制，落实专人负责，{verb}群众关心的事项，接受社会监督。"),
            1 => format!("{organ}把{topic}作为改进作风的重要内容，{verb}办理结果，保障公众的知情权、参与权和监督权。"),
            2 => format!("按照应公开尽公开的原则，进一步{verb}{topic}的目录和指南，方便企业和群众查询。"),
            _ => format!("{topic}方面的公开还不够及时，队伍力量有待加强，制度有待完善，下一步由{organ}牵头改进。"),
        }
    }

    fn paragraphs(&mut self, open: &str, close: &str) {
        let mut section = 0;
        while self.html.len() < self.size {
            if section < HEADINGS.len() && self.html.len() > self.size * section / HEADINGS.len() {
                let _ = writeln!(self.html, "{open}<b>{}、{}</b>{close}", HAN[section], HEADINGS[section]);
                section += 1;
            }
            self.html.push_str(open);
            self.html.push_str("　　");
            for _ in 0..=self.random.below(5) {
                let sentence = self.sentence();
                self.html.push_str(&sentence);
            }
            self.html.push_str(close);
            self.html.push('\n');
        }
    }

    /// A portal built of tables, its text pasted from Word.
    fn word_paste(&mut self) {
        self.head("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />");
        let _ = write!(
            self.html,
            "<table width=\"1000\"><tr><td><table><tr><td class=\"bt\">{}</td></tr><tr><td>发布时间：{}-02-18　【字号：\
             <a href=\"#\">大</a> <a href=\"#\">中</a> <a href=\"#\">小</a>】</td></tr></table></td></tr><tr><td id=\"zoom\">",
            self.title,
            self.year + 1
        );
        self.paragraphs(
            "<p class=\"MsoNormal\" style=\"text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt;\
             mso-line-height-rule:exactly\"><span style=\"font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:\
             宋体;color:black\"><font face=\"仿宋_GB2312\">",
            "<o:p></o:p></font></span></p>",
        );
        self.html.push_str("</td></tr></table>");
    }

    /// Plain modern markup.
    fn divs(&mut self) {
        self.head("<meta charset=\"utf-8\">");
        let _ = write!(
            self.html,
            "<div class=\"article\"><h1>{}</h1><div class=\"info\">发布日期：{}-01-20</div>",
            self.title,
            self.year + 1
        );
        if self.fill == Fill::Real {
            let open = "<p style=\"text-indent:2em;line-height:2\"><span style=\"font-size:16px;font-family:宋体\">";
            self.paragraphs(open, "</span></p>");
        } else {
            self.paragraphs("<p>", "</p>");
        }
        self.html.push_str("</div>");
    }

    /// The tables of the 2021 form, once in a real page and over and over in a dense one, and prose.
    fn tables(&mut self) {
        self.head("<meta charset=\"utf-8\">");
        let _ = write!(self.html, "<div class=\"article\"><h1>{}</h1>", self.title);
        loop {
            // Every count of our own report of that form so many times as large: the sums still hold.
            let times = self.random.below(9) + 1;
            let (_, tables) = FORM.split_once("<h3>二、").unwrap();
            let (tables, _) = tables.split_once("<h3>五、").unwrap();
            self.html.push_str("<h3>二、");
            let mut cells = tables.split("<td>");
            self.html.push_str(cells.next().unwrap());
            for cell in cells {
                let rest = cell.trim_start_matches(|c: char| c.is_ascii_digit());
                let count = cell.strip_suffix(rest).and_then(|count| count.parse::<u64>().ok());
                self.html.push_str("<td style=\"text-align:center\">");
                if let Some(count) = count.filter(|_| rest.starts_with('<')) {
                    let _ = write!(self.html, "{}{rest}", count * times);
                } else {
                    self.html.push_str(cell);
                }
            }
            if self.fill == Fill::Real || self.html.len() > self.size {
                break;
            }
        }
        self.paragraphs("<p>", "</p>");
        self.html.push_str("</div>");
    }

    /// One cell of text with `<br>` between its lines.
    fn lines(&mut self) {
        self.head("<meta charset=\"utf-8\">");
        let _ = write!(self.html, "<div class=\"TRS_Editor\"><center>{}</center><br/>", self.title);
        self.paragraphs("&nbsp;&nbsp;&nbsp;&nbsp;", "<br />");
        self.html.push_str("</div>");
    }

    /// Mostly script, style, comments and menus.
    fn scripts(&mut self) {
        self.head("<meta charset=\"utf-8\">");
        while self.html.len() < self.size / 2 {
            self.scripting(400);
            let n = self.random.below(10_000);
            let _ = writeln!(
                self.html,
                "<ul class=\"list\"><li><a href=\"/art/{n}.html\" title=\"{0}\">{0}</a><span>{1}-05-10</span></li></ul>",
                self.title, self.year
            );
        }
        let _ = write!(self.html, "<div class=\"article\"><h1>{}</h1>", self.title);
        self.paragraphs("<p>", "</p>");
        self.html.push_str("</div>");
    }
}
