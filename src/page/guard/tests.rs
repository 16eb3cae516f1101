use proptest::prelude::*;

use super::*;

fn guarded(text: &str) -> (Html, Vec<&'static str>) {
    let (html, findings) = parse(text, &Limits::default());
    (html, findings.iter().map(|finding| finding.code).collect())
}

fn text_of(html: &Html) -> String {
    html.root_element().text().collect()
}

fn depth(html: &Html) -> usize {
    let mut deepest = 0;
    let mut level: usize = 0;
    for edge in html.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(_) => level += 1,
            ego_tree::iter::Edge::Close(_) => level -= 1,
        }
        deepest = deepest.max(level);
    }
    deepest
}

#[test]
fn an_ordinary_page_is_the_same_tree() {
    let page = "<!DOCTYPE html><html lang=zh><head><meta charset=gbk><title>报告</title><style>p{}</style></head><body class=a>
        <table><tr><td>12<td><b>34<tr>散<td>56</table><p><font color=red>一<p>二</font><form><div></form>三</div>
        <svg><title>图</title><style>x</style><p>出</svg><select><option>甲<option>乙</select><pre>\n丙</pre></body></html></html>";
    let (html, codes) = guarded(page);
    assert!(codes.is_empty());
    assert_eq!(html, Html::parse_document(page));
}

#[test]
fn deep_nesting_is_flattened_and_keeps_its_text_apart() {
    let page = "<div>12".repeat(3_000) + &"</div>34".repeat(3_000) + "<p>后</p>";
    let (html, codes) = guarded(&page);
    assert_eq!(codes, ["limit-depth"]);
    assert!(depth(&html) <= 520);
    assert_eq!(text_of(&html), "12".repeat(3_000) + &"34".repeat(3_000) + "后");
    // No element holds two numbers side by side.
    let longest = html.tree.nodes().filter_map(|node| node.value().as_text()).map(|text| text.chars().count()).max();
    assert_eq!(longest, Some(2), "no text runs into its neighbour");
}

#[test]
fn a_flattened_tag_ends_the_drawing_that_it_would_have_ended() {
    let deep = "<div>".repeat(600);
    let of = |inner: &str| guarded(&format!("{deep}<svg>{inner}")).0.html();
    for tag in ["<p>", "<b>", "<font size=2>"] {
        assert!(of(&format!("{tag}文")).contains("</svg><br>文"), "{tag}");
    }
    // An element of the drawing's own.
    assert!(of("<font>文").contains("<svg>文</svg>"));
    // Of the drawing's own too is a script that holds no script.
    assert!(of("<script><p>文").contains("</svg><br>文"));
    let nested = guarded(&format!("{deep}{}", "<svg>".repeat(3_000))).0;
    assert!(depth(&nested) <= 520);
    let crowded = "<b>".repeat(40);
    assert!(guarded(&format!("{crowded}<svg><b>文")).0.html().contains("</svg><br>文"));
}

#[test]
fn what_follows_a_flattened_part_is_whole_again() {
    let page = "<div>".repeat(600) + "<p>深" + &"</div>".repeat(600) + "<ul><li><p>浅</p></li><li>末</li></ul>";
    let (html, codes) = guarded(&page);
    assert_eq!(codes, ["limit-depth"]);
    let plain = "<ul><li><p>浅</p></li><li>末</li></ul>";
    assert!(html.html().contains(plain), "{}", html.html().len());
}

#[test]
fn scripts_at_the_bottom_stay_scripts() {
    let page =
        "<div>".repeat(600) + "<script>if (a<b) c()</script><style>p>b{}</style><svg>" + &"<style>".repeat(900) + "文";
    let (html, _) = guarded(&page);
    assert!(depth(&html) <= 520);
    let script =
        html.tree.nodes().find(|node| node.value().as_element().is_some_and(|e| e.name() == "script")).unwrap();
    assert_eq!(script.first_child().unwrap().value().as_text().unwrap().to_string(), "if (a<b) c()");
}

#[test]
fn the_formatting_bomb_stays_small() {
    let open: String = (0..4_000).map(|i| format!("<b id={i}>")).collect();
    let page = format!("<p>{open}</p>{}", "<p>x</p>".repeat(4_000));
    let (html, codes) = guarded(&page);
    assert_eq!(codes, ["limit-formatting"]);
    assert!(html.tree.values().len() < 300_000);
    assert_eq!(text_of(&html), "x".repeat(4_000));
}

#[test]
fn nodes_and_attributes_are_bounded() {
    let limits = Limits { max_nodes: 1_000, ..Limits::default() };
    let (html, findings) = parse(&"<p>x".repeat(9_000), &limits);
    assert_eq!(findings[0].code, "limit-nodes");
    assert!(findings[0].message_en.ends_with("bytes were dropped"));
    assert!(html.tree.values().len() < 1_100);

    let attributes: String = (0..200_000).map(|i| format!(" a{i}=1")).collect();
    let (html, codes) = guarded(&format!("<p{attributes}>文</p><p>后</p>"));
    assert_eq!(codes, ["limit-attributes"]);
    assert_eq!(text_of(&html), "文后");

    let bodies: String = (0..5_000).map(|i| format!("<body a{i}=1>")).collect();
    let (html, codes) = guarded(&format!("{bodies}文"));
    assert_eq!(codes, ["limit-attributes"]);
    assert_eq!(text_of(&html), "文");
}

/// Elements whose tags only nest.
const PLAIN: &[&str] = &[
    "div", "p", "b", "a", "i", "font", "table", "tr", "td", "th", "tbody", "caption", "ul", "li", "span", "form", "br",
    "img", "h1", "button", "o:p",
];
/// Elements that change how the text within them is read.
const SPECIAL: &[&str] = &[
    "svg", "title", "style", "script", "select", "option", "template", "math", "body", "html", "head", "textarea",
    "frameset", "noscript",
];

/// What a tokenizer reads in a way of its own.
const MARKS: &[&str] = &[
    "<!--",
    "-->",
    "--!>",
    "->",
    "--",
    "<!-",
    "<!>",
    "<?php >",
    "</",
    "</ x>",
    "</>",
    "<!DOCTYPE html PUBLIC \"\" 'x'",
    "<![CDATA[",
    "]]>",
    "&#",
    "&#x41",
    "&copy",
    "&copy;=",
    "&#150;",
    "&notit;",
    "<script>",
    "</script ",
    "<script",
    "</SCRIPT>",
    "</style",
    "<title>",
    "</title/>",
    "<textarea>\n",
    "<xmp>",
    "<plaintext>",
    "/>",
    " a=&lt ",
    "'",
    "\"",
    "=",
    "\r",
    "<P Class=A CLASS=b>",
    "<a b = 'c' d/e=f/>",
    "<\0",
    "<p \0>",
    "<p \0=1 a\0=2 =a=3>",
    "<TD COLSPAN=2 Language=x>",
    "<svg><a/>",
    "\x0C",
];

/// A piece of markup, whole or broken.
fn piece(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let name = || proptest::sample::select(names);
    prop_oneof![
        4 => name().prop_map(|name| format!("<{name}>")),
        3 => name().prop_map(|name| format!("</{name}>")),
        1 => (name(), "[a-c]{1,2}", "[0-9\"' =>]{0,3}").prop_map(|(name, key, value)| format!("<{name} {key}={value}>")),
        3 => "[政务公开0-9 \n&<>]{1,6}",
        1 => proptest::sample::select(&["<!--x-->", "<!DOCTYPE html>", "&nbsp;", "<![CDATA[x]]>", "\0", "\r\n", "<"][..])
            .prop_map(str::to_owned),
    ]
}

fn mark() -> impl Strategy<Value = String> {
    proptest::sample::select(MARKS).prop_map(str::to_owned)
}

/// Characters of text that are seen.
fn ink(html: &Html) -> usize {
    let texts = html.tree.nodes().filter_map(|node| node.value().as_text());
    texts.map(|text| text.chars().filter(|c| !c.is_whitespace()).count()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_is_that_of_the_plain_parser(
        pieces in prop::collection::vec(prop_oneof![3 => piece(PLAIN), 1 => piece(SPECIAL), 1 => mark()], 0..80),
    ) {
        let page = pieces.concat();
        let (html, codes) = guarded(&page);
        prop_assert!(codes.is_empty());
        prop_assert_eq!(html, Html::parse_document(&page));
    }

    #[test]
    fn flattening_loses_no_text(pieces in prop::collection::vec(piece(PLAIN), 0..80)) {
        let page = pieces.concat();
        let limits = Limits { max_depth: 6, max_formatting: 2, ..Limits::default() };
        prop_assert_eq!(ink(&parse(&page, &limits).0), ink(&Html::parse_document(&page)));
    }
}
