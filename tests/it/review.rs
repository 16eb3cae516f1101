//! The review page: everything of the JSON is on it, each at its place, and nothing that a page says becomes markup.

use std::fs;

use gongkai::{
    Reader,
    report::Catalogue,
    write::{json::Page, review::review},
};
use proptest::prelude::*;

/// Pieces that break out of one context or another where escaping is forgotten.
pub(super) const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</style><script>alert(3)</script>",
    "<img src=x onerror=alert(4)>",
    "\"><svg onload=alert(5)>",
    "' onmouseover='alert(6)",
    "javascript:alert(7)",
    "<iframe srcdoc='<script>alert(8)</script>'></iframe>",
    "]]><!--><script>alert(9)</script>",
    "<a href=\"https://example.org/\">10</a>",
    "&lt;script&gt;alert(11)&lt;/script&gt;",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<meta http-equiv=refresh content=0;url=//example.org/>",
    "\u{202e}<b>12</b>\u{0}",
    "<math><mtext></p><style><img src=x onerror=alert(13)></style>",
];

fn page_of(bytes: &[u8], name: &str, look: impl FnOnce(&Page<'_>, &str)) {
    let reading = Reader::new().read(bytes).unwrap();
    let page = Page::new(&reading, name);
    look(&page, &review(&page, &Catalogue::default()));
}

/// The page from the tag with that id on.
fn element<'h>(html: &'h str, id: &str) -> &'h str {
    let at =
        html.find(&format!(" id={id}>")).or_else(|| html.find(&format!(" id={id} "))).unwrap_or_else(|| panic!("{id}"));
    let open = html[..at].rfind('<').unwrap();
    &html[open..]
}

/// The words of markup that this program wrote.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut tag = false;
    for c in html.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            c if !tag => words.push(c),
            _ => {}
        }
    }
    let unescaped = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    unescaped.replace("&amp;", "&")
}

/// All that the marks of an item cover, put together.
fn marked(html: &str, name: &str) -> String {
    let document = html.split("<aside").next().unwrap();
    let sign = format!("data-to={name}");
    let mut out = String::new();
    for (at, _) in document.match_indices(&sign) {
        if !document[at + sign.len()..].starts_with([' ', '>']) {
            continue;
        }
        let inner = &document[at..];
        let inner = &inner[inner.find('>').unwrap() + 1..];
        let mut depth = 1;
        let end = inner
            .match_indices("mark")
            .find(|&(at, _)| {
                depth += match &inner[..at] {
                    before if before.ends_with("</") => -1,
                    before if before.ends_with('<') => 1,
                    _ => 0,
                };
                depth == 0
            })
            .unwrap()
            .0;
        out.push_str(&words(&inner[..end - 2]));
    }
    out
}

/// The lists of mentions in the order of the JSON.
const LISTS: [&str; 11] = [
    "quantities",
    "percentages",
    "money",
    "dates",
    "document_numbers",
    "document_titles",
    "organizations",
    "durations",
    "ordinals",
    "number_ranges",
    "numbers",
];

fn check_whole(page: &Page<'_>, html: &str) {
    let text: Vec<char> = page.text.chars().collect();
    let between = |[start, end]: [usize; 2]| text[start..end].iter().filter(|c| !c.is_whitespace()).collect::<String>();
    let dense = |words: String| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let figures = page.report.as_ref().map_or(&[][..], |report| &report.figures);
    assert_eq!(html.matches("<li class=\"item figure").count(), figures.len());
    for (number, figure) in figures.iter().enumerate() {
        let item = element(html, &format!("f{number}")).split("</li>").next().unwrap();
        assert!(words(item).contains(&*figure.key), "{}", figure.key);
        if let Some(span) = figure.span {
            assert!(element(html, &format!("f{number}")).contains(&format!("data-span=\"{} {}\"", span[0], span[1])));
            assert_eq!(dense(marked(html, &format!("f{number}"))), between(span), "{}", figure.key);
        }
    }
    assert_eq!(html.matches("<li class=\"item finding").count(), page.findings.len());
    for (number, finding) in page.findings.iter().enumerate() {
        let item = words(element(html, &format!("n{number}")).split("</li>").next().unwrap());
        assert!(item.contains(&*finding.message_zh) && item.contains(&*finding.message_en), "{}", finding.code);
        for place in 0..finding.spans.len() {
            let id = if place == 0 { format!("at-n{number}") } else { format!("at-n{number}-{place}") };
            element(html, &id);
        }
    }
    let mentions = serde_json::to_value(&page.mentions).unwrap();
    let all: Vec<_> = LISTS.iter().flat_map(|list| mentions[list].as_array().unwrap()).collect();
    assert_eq!(mentions.as_object().unwrap().len(), LISTS.len());
    assert_eq!(html.matches("<li class=\"item mention").count(), all.len());
    for (number, mention) in all.iter().enumerate() {
        let span: [usize; 2] = serde_json::from_value(mention["span"].clone()).unwrap();
        assert_eq!(dense(marked(html, &format!("m{number}"))), between(span), "{mention}");
    }
}

#[test]
fn everything_of_the_json_is_on_the_page_at_its_place() {
    for name in ["gaizhou-2015", "linshui-2023", "no-body", "notice"] {
        let file = format!("{}/fixtures/reports/{name}/page.html", env!("CARGO_MANIFEST_DIR"));
        page_of(&fs::read(file).unwrap(), "page.html", check_whole);
    }
}

#[test]
fn a_table_is_a_grid_with_the_key_of_each_figure() {
    let page = "<h1>林水县2023年政府信息公开工作年度报告</h1><table><tr><td rowspan=2>甲</td><td>乙</td></tr>\
                <tr><td>丙</td></tr></table>";
    page_of(page.as_bytes(), "page.html", |_, html| {
        assert!(html.contains("<tr><td rowspan=2>甲</td><td>乙</td></tr>\n<tr><td>丙</td></tr>"), "{html}");
    });
    let file = format!("{}/fixtures/reports/linshui-2023/page.html", env!("CARGO_MANIFEST_DIR"));
    page_of(&fs::read(file).unwrap(), "page.html", |page, html| {
        let figure =
            page.report.as_ref().unwrap().figures.iter().position(|figure| figure.key == "rules.issued").unwrap();
        let cell = element(html, &format!("at-f{figure}")).split("</td>").next().unwrap();
        assert!(cell.ends_with("<code class=key>rules.<wbr>issued<wbr></code>"), "{cell}");
    });
}

#[test]
fn what_a_page_says_never_becomes_markup() {
    for attack in ATTACKS {
        let text = format!(
            "盖州市2015年政府信息公开工作年度报告\n一、概述{attack}\n全年公开信息5条{attack}，《{attack}》。\n"
        );
        page_of(text.as_bytes(), attack, |_, html| {
            assert_eq!(html.matches("<script").count(), 1, "{attack}");
            assert_eq!(html.matches("<style").count(), 1, "{attack}");
            let foreign =
                ["<img", "<svg", "<iframe", "<link", "<math", "<b>12", "href=\"", "href='", "\u{202e}", "\u{0}"];
            for tag in foreign {
                assert!(!html.contains(tag), "{attack}: {tag}");
            }
            assert!(!html.contains("=\"javascript:") && !html.contains("=javascript:"), "{attack}");
        });
    }
}

#[test]
fn the_same_reading_gives_the_same_page_and_a_foreign_one_does_no_harm() {
    let reading = Reader::new().read("全年主动公开政府信息1942条。".as_bytes()).unwrap();
    let mut page = Page::new(&reading, "a.txt");
    assert_eq!(review(&page, &Catalogue::default()), review(&page, &Catalogue::default()));
    // JSON that somebody else wrote: places that fit nothing.
    page.mentions.quantities[0].span = [900, 3];
    page.blocks[0].table = Some(7);
    assert!(review(&page, &Catalogue::default()).contains("data-span=\"900 3\""));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However the places of findings cross, tags are closed in the order in which they were opened.
    #[test]
    fn marks_always_nest(places in prop::collection::vec((0_usize..60, 0_usize..60), 0..30)) {
        let text = "一、概述。全年公开信息1942条，收到申请4件，办复率95.6%。\n二、问题。\n".repeat(2);
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        let mut page = Page::new(&reading, "a.txt");
        let places = places.iter().map(|&(from, to)| [from.min(to), from.max(to)]).collect::<Vec<_>>();
        let finding = || gongkai::write::json::Finding {
            code: "sum-mismatch".into(), severity: gongkai::Severity::Doubt, message_en: "".into(),
            message_zh: "".into(), spans: Vec::new(), expected: None, stated: None,
        };
        page.findings.extend(places.into_iter().map(|place| gongkai::write::json::Finding { spans: vec![place], ..finding() }));
        let html = review(&page, &Catalogue::default());
        let document = html.split("<section class=document").nth(1).unwrap().split("<aside").next().unwrap();
        let mut open = Vec::new();
        for tag in document.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap()) {
            match tag.strip_prefix('/') {
                Some("section") => break,
                Some(name) => prop_assert_eq!(open.pop(), Some(name)),
                None => open.push(tag),
            }
        }
        prop_assert!(open.is_empty());
        for number in 0..page.findings.len() {
            let id = format!("id=at-n{number}>");
            prop_assert!(document.contains(&id), "{}", id);
        }
    }
}
