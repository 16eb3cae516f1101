//! Nothing that a page says becomes markup of the review page, and all of its text is on it.

use std::sync::LazyLock;

use gongkai::{
    report::Catalogue,
    write::{json::Page, review::review},
};
use scraper::{ElementRef, Html, Selector};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::default);

/// Elements that the page is made of.
const ELEMENTS: &[&str] = &[
    "a", "aside", "b", "body", "button", "code", "dd", "details", "dialog", "div", "dl", "dt", "form", "h1", "h2",
    "h3", "h4", "head", "header", "html", "i", "input", "kbd", "label", "li", "main", "mark", "meta", "nav", "p", "q",
    "script", "section", "small", "span", "style", "summary", "table", "tbody", "td", "th", "title", "tr", "ul", "wbr",
];

pub(crate) fn law(bytes: &[u8]) {
    let name = String::from_utf8_lossy(bytes.get(..bytes.len().min(24)).unwrap_or_default());
    let Ok(reading) = crate::reader().read(bytes) else { return };
    let page = Page::new(&reading, &name);
    let html = review(&page, &CATALOGUE);
    // The style and the script are ours and long: that there is one of each is all that has to be known of them.
    let html = without(&without(&html, "<style>", "</style>"), "<script>", "</script>");
    let tree = Html::parse_document(&html);
    let (mut scripts, mut styles) = (0, 0);
    for element in tree.root_element().descendants().filter_map(ElementRef::wrap) {
        let name = element.value().name();
        scripts += usize::from(name == "script");
        styles += usize::from(name == "style");
        assert!(ELEMENTS.contains(&name), "<{name}> on the page");
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style" && attribute != "src", "{attribute}={value}");
            assert!(attribute != "href" || value.starts_with('#'), "{attribute}={value}");
        }
    }
    assert_eq!((scripts, styles), (1, 1));
    let document = tree.select(&DOCUMENT).next().expect("the text is there");
    let shown: String = document.text().collect();
    let (shown, said) = (crate::ink(&shown), crate::ink(&page.text));
    if !html.contains("<p class=cut") {
        contains(&shown, &said);
    }
}

/// The page without what stands between two marks that it has once.
fn without(html: &str, open: &str, close: &str) -> String {
    let (before, rest) = html.split_once(open).expect("it is there");
    let (_, after) = rest.split_once(close).expect("it has an end");
    assert!(!before.contains(open) && !after.contains(open), "{open} twice");
    format!("{before}{open}{close}{after}")
}

static DOCUMENT: LazyLock<Selector> = LazyLock::new(|| Selector::parse("section.document").expect("a selector"));

/// Whether the letters and digits of `said` stand in `shown` in their order; between them stand the marks of the page itself.
fn contains(shown: &str, said: &str) {
    let mut rest = shown.chars();
    for c in said.chars().filter(|c| c.is_alphanumeric()) {
        assert!(rest.any(|there| there == c), "{c:?} of the text is not shown");
    }
}
