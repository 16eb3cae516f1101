//! Every visible character is accounted for（字符守恒）: what goes into a page comes out in its text and in one of its blocks, in the
//! same order, or a finding says what was dropped. What is visible is told here once more, and slowly.

use std::collections::BTreeMap;

use gongkai::{
    Document, Limits,
    page::{self, BlockKind, Media},
    text::decode::decode,
};
use proptest::prelude::*;
use scraper::{Html, Node, node::Element};

use super::laws;

/// Elements whose text no reader sees on the page, or sees said again: of scripts, of what stands in for players and
/// pictures, of form fields, and the glosses of a <ruby>.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "noscript", "noframes", "noembed", "iframe", "svg", "object", "audio", "video",
    "canvas", "datalist", "col", "colgroup", "rt", "rp", "rtc", "link", "base", "input", "textarea", "title",
];

/// Findings that say that something was dropped.
const DROPPED: &[&str] = &["limit-text", "limit-nodes"];

/// Findings that say that elements were dropped and their text kept.
const FLATTENED: &[&str] = &["limit-depth", "limit-formatting"];

/// Whether a text has all characters of another, as often.
fn holds(text: &str, other: &str) -> bool {
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    text.chars().for_each(|c| *left.entry(c).or_default() += 1);
    other.chars().all(|c| left.get_mut(&c).is_some_and(|n| n.checked_sub(1).map(|less| *n = less).is_some()))
}

/// What one style says of being seen: gone altogether, and its `visibility`.
fn style(element: &Element) -> (bool, Option<bool>) {
    let (mut gone, mut visible) = (false, None);
    for declaration in element.attr("style").unwrap_or_default().to_lowercase().split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().split([' ', '!']).next().unwrap_or_default();
        match name.trim() {
            "display" => gone = value == "none",
            "mso-hide" => gone |= value == "all",
            "visibility" => visible = Some(value == "visible"),
            _ => {}
        }
    }
    (gone, visible)
}

/// The characters that a reader sees of a page, without white space.
fn visible(html: &str) -> String {
    let tree = Html::parse_document(html);
    let mut ink = String::new();
    let mut open = vec![(tree.tree.root(), true)];
    while let Some((node, seen)) = open.pop() {
        let mut seen = seen;
        match node.value() {
            Node::Text(text) if seen => ink.extend(text.chars().filter(|c| !c.is_whitespace())),
            Node::Element(element) => {
                let (gone, visible) = style(element);
                if UNSEEN.contains(&element.name()) || element.attr("hidden").is_some() || gone {
                    continue;
                }
                // An article that its script shows.
                if element.attr("id") != Some("js_content") {
                    seen = visible.unwrap_or(seen);
                }
            }
            _ => {}
        }
        open.extend(node.children().rev().map(|child| (child, seen)));
    }
    ink
}

/// The characters of a text, raised and lowered figures in their places.
fn ink(text: &str) -> String {
    let plain = |c: char| match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰'..='⁹' | '₀'..='₉' => char::from_digit((c as u32) & 15, 10).unwrap_or(c),
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

fn lay_out(text: &str, media: Option<Media>, limits: &Limits) -> Option<Document> {
    let source = decode(text.as_bytes(), None, limits).ok()?;
    let mut document = page::lay_out(page::parse(&source, media, limits), limits);
    document.findings.splice(0..0, source.findings);
    Some(document)
}

fn has(document: &Document, codes: &[&str]) -> bool {
    document.findings.iter().any(|finding| codes.contains(&finding.code))
}

/// What is wrong with the account of a page, in words.
fn unaccounted(html: &str, limits: &Limits) -> Option<String> {
    let document = lay_out(html, Some(Media::Html), limits)?;
    let (wanted, found) = (ink(&visible(html)), ink(&document.text));
    // What was flattened is all there, and beside it what stood in a hidden element that was.
    let flattened = has(&document, FLATTENED) && holds(&found, &wanted);
    if wanted != found && !flattened && !has(&document, DROPPED) {
        let same = wanted.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
        let rest = |text: &str| text.chars().skip(same).take(30).collect::<String>();
        return Some(format!("{} characters, then {:?} is {:?}", same, rest(&wanted), rest(&found)));
    }
    unplaced(&document)
}

/// Characters that stand in no block, or in a table and in none of its cells.
fn unplaced(document: &Document) -> Option<String> {
    let mut end = 0;
    for block in &document.blocks {
        let between = document.text.get(end..block.span.start as usize)?;
        if !between.trim().is_empty() {
            return Some(format!("in no block: {between:?}"));
        }
        end = block.span.end as usize;
        let Some(table) = block.table.and_then(|index| document.tables.get(index as usize)) else { continue };
        assert_eq!(block.kind, BlockKind::Table);
        let mut cells: Vec<_> = table.cells.iter().map(|cell| cell.span).filter(|span| !span.is_empty()).collect();
        cells.sort_by_key(|span| span.start);
        let mut inner = block.span.start as usize;
        for span in cells {
            let between = document.text.get(inner..span.start as usize).unwrap_or("two cells overlap");
            if !between.trim().is_empty() && !has(document, &["cells-dropped"]) {
                return Some(format!("in no cell: {between:?}"));
            }
            inner = span.end as usize;
        }
    }
    let behind = document.text.get(end..)?.trim();
    (!behind.is_empty()).then(|| format!("behind the last block: {behind:?}"))
}

#[test]
fn every_visible_character_of_a_page_stands_in_one_block() {
    let mut pages = laws::pages();
    pages.extend(laws::generated::all().into_iter().enumerate().map(|(at, page)| (format!("all made {at}"), page)));
    assert!(pages.len() > 250, "{}", pages.len());
    let faults = pages.iter().filter_map(|(name, page)| Some((name, unaccounted(page, &Limits::default())?)));
    assert_eq!(faults.collect::<Vec<_>>(), []);
}

#[test]
fn the_account_catches_what_is_lost() {
    let mut document = lay_out("<p>全年受理四件</p><p>均已办结</p>", None, &Limits::default()).unwrap();
    assert_eq!(unplaced(&document), None);
    document.blocks.pop();
    assert_eq!(unplaced(&document).as_deref(), Some("behind the last block: \"均已办结\""));
    assert_eq!(visible("<p>甲<!--乙--><b hidden>丙</b><script>丁</script><i style='DISPLAY: none'>戊</i>己"), "甲己");
    assert_eq!(visible("<div style='visibility:hidden'>甲<p style='visibility:visible'>乙</p>丙</div>丁"), "乙丁");
}

/// Pieces of pages, most of them where they should not be.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div style=\"display:none\">",
    "<span style='visibility:hidden'>",
    "<b style=\"visibility: visible\">",
    "</b>",
    "<span>",
    "</span>",
    "<table border=1>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td colspan=3 rowspan=2>",
    "<td colspan=0>",
    "</td>",
    "<th>",
    "<thead>",
    "<tbody>",
    "<caption>",
    "<ul>",
    "<li>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<br>",
    "<img src=a.png width=800>",
    "<a href=x>",
    "</a>",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<select>",
    "<option>",
    "</select>",
    "<o:p>",
    "</o:p>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<template>",
    "</template>",
    "<form>",
    "<button>",
    "<svg>",
    "</svg>",
    "<p hidden>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<nav class=menu>",
    "</nav>",
    "</body>",
    "</html>",
    "<center>",
    "<font size=2>",
    "</font>",
    "<%-- 甲 --%>",
    "${乙}",
    "&nbsp;",
    "&lt;",
    "&#12;",
    "\n",
    "  ",
    "\u{3000}",
    "2",
    "10",
    "12件",
    "全年受理申请",
    "，均已办结。",
    "水利局",
    "某",
    "a",
    "。",
];

fn pages(of: Vec<&'static str>) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(of), 1..120).prop_map(|picks| picks.concat())
}

/// Those that hide nothing. Of torn markup an end tag may close more or less when elements were flattened, so that a hidden
/// element reaches over other words: that is told as flattened, and no law can say which words.
fn seen_pieces() -> Vec<&'static str> {
    const HIDE: &[&str] = &["none", "visib", "hidden", "ruby", "<rt", "template", "svg"];
    PIECES.iter().filter(|piece| !HIDE.iter().any(|word| piece.contains(word))).copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn torn_pages_lose_nothing(page in pages(PIECES.to_vec())) {
        prop_assert_eq!(unaccounted(&page, &Limits::default()), None);
    }

    #[test]
    fn what_a_limit_drops_is_told(page in pages(seen_pieces()), depth in 4_usize..40, nodes in 20_usize..300, cells in 1_usize..40, columns in 1_usize..6) {
        let limits = Limits {
            max_depth: depth, max_nodes: nodes, max_cells: cells, max_columns: columns, max_formatting: 2, ..Limits::default()
        };
        prop_assert_eq!(unaccounted(&page, &limits), None);
    }

    /// Of a text a limit drops the end, and says so; what is kept is what it would be alone.
    #[test]
    fn a_limit_drops_the_end_of_a_text_and_nothing_else(
        lines in proptest::collection::vec("[一二政务第条（）。0-9\t|│]{0,8}|新收申请\t[0-9]\t[0-9]|\\| 件 \\| 1 \\||\\|---\\|---\\|", 0..40),
        ends in proptest::sample::select(vec!["\n", "\r\n"]),
        markdown in any::<bool>(),
        nodes in 1_usize..60,
    ) {
        // An input of nothing is none.
        let text = format!("附{}", lines.join(ends));
        let media = Some(if markdown { Media::Markdown } else { Media::Text });
        let mut cut = lay_out(&text, media, &Limits { max_nodes: nodes, ..Limits::default() }).unwrap();
        prop_assert!(text.starts_with(&cut.text));
        prop_assert_eq!(has(&cut, &["limit-nodes"]), !text[cut.text.len()..].trim().is_empty());
        cut.findings.retain(|finding| finding.code != "limit-nodes");
        let alone = lay_out(&cut.text, media, &Limits::default()).unwrap();
        prop_assert_eq!(cut, alone);
    }
}
