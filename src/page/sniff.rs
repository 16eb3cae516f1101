//! Is it HTML or text?

use memchr::{memchr, memmem};
use serde::{Deserialize, Serialize};

/// What kind of text the input is（媒体类型）.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Media {
    /// A page with tags.
    Html,
    /// Plain text; pipe and tab tables are recognised.
    Text,
    /// Plain text with Markdown headings and tables.
    Markdown,
}

/// Bytes in which signs are looked for.
const HEAD: usize = 64 << 10;

/// Tags that only a page has, or a piece of one: no text opens or closes them to quote them.
const DOCUMENT: &[&[u8]] = &[b"!doctype", b"html", b"head", b"body", b"frameset"];

/// Tags that a piece of a page is made of.
const COMMON: &[&[u8]] = &[
    b"a",
    b"article",
    b"b",
    b"blockquote",
    b"br",
    b"center",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"em",
    b"font",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"header",
    b"hr",
    b"i",
    b"iframe",
    b"img",
    b"input",
    b"li",
    b"link",
    b"main",
    b"meta",
    b"nav",
    b"ol",
    b"p",
    b"pre",
    b"script",
    b"section",
    b"span",
    b"strong",
    b"style",
    b"table",
    b"tbody",
    b"td",
    b"th",
    b"thead",
    b"title",
    b"tr",
    b"u",
    b"ul",
];

/// Tells HTML from text by content: text that merely quotes a tag stays text.
#[must_use]
pub(crate) fn media(text: &str) -> Media {
    let head = text.as_bytes().get(..HEAD).unwrap_or(text.as_bytes());
    if begins_as_page(head) || (!is_json(head) && is_made_of_tags(head)) {
        Media::Html
    } else if is_markdown(text) {
        Media::Markdown
    } else {
        Media::Text
    }
}

/// Whether it is data whose strings may hold pages.
fn is_json(head: &[u8]) -> bool {
    let inner = head.trim_ascii_start().strip_prefix(b"[").unwrap_or(head).trim_ascii_start();
    inner.strip_prefix(b"{").is_some_and(|inner| inner.trim_ascii_start().starts_with(b"\""))
}

/// Whether the first thing, behind white space, comments and declarations, is a tag of a page.
fn begins_as_page(head: &[u8]) -> bool {
    let mut rest = head;
    loop {
        rest = rest.trim_ascii_start();
        rest = rest.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(rest).trim_ascii_start();
        let end = if rest.starts_with(b"<!--") {
            memmem::find(rest, b"-->").map(|at| at + 3)
        } else if rest.starts_with(b"<?") {
            memchr(b'>', rest).map(|at| at + 1)
        } else {
            return tag_name(rest).is_some_and(|name| is_one_of(DOCUMENT, name) || is_one_of(COMMON, name));
        };
        match end.and_then(|end| rest.get(end..)) {
            Some(next) => rest = next,
            // A comment that fills the head.
            None => return true,
        }
    }
}

/// Whether tags are what it is made of, though something else comes first: a tag of the document at the beginning of a
/// line, three tags that are at work and not quoted (`<br>`, or with an attribute), or one tag for every 40 bytes.
fn is_made_of_tags(head: &[u8]) -> bool {
    let (mut tags, mut closing, mut working, mut at) = (0, 0, 0, 0);
    while let Some(next) = head.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += next;
        let rest = head.get(at..).unwrap_or_default();
        let closes = rest.starts_with(b"</");
        if let Some(name) = tag_name(rest) {
            let before = head.get(..at).unwrap_or_default();
            let opens_line =
                before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|&b| b == b'\n' || b == b'\r');
            if opens_line && !closes && is_one_of(DOCUMENT, name) {
                return true;
            }
            if is_one_of(COMMON, name) || is_one_of(DOCUMENT, name) {
                tags += 1;
                closing += usize::from(closes);
                let inside = rest.get(..rest.len().min(200)).unwrap_or_default();
                let inside = inside.split(|&b| b == b'>').next().unwrap_or_default();
                working += usize::from(inside.contains(&b'=') || name.eq_ignore_ascii_case(b"br"));
            }
        }
        at += 1;
    }
    working > 2 || (tags > 3 && closing > 0 && tags * 40 >= head.len())
}

/// The name of the tag that begins at `rest`, where one does and its name ends.
fn tag_name(rest: &[u8]) -> Option<&[u8]> {
    let name = rest.strip_prefix(b"</").or_else(|| rest.strip_prefix(b"<"))?;
    let end = name.iter().take(12).position(|b| !(b.is_ascii_alphanumeric() || *b == b'!'))?;
    let ends = matches!(name.get(end), Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0C'));
    name.get(..end).filter(|name| !name.is_empty() && ends)
}

fn is_one_of(names: &[&[u8]], name: &[u8]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// Whether signs of Markdown stand in it: a rule under the head of a table, or headings.
fn is_markdown(text: &str) -> bool {
    let mut headings = 0;
    for line in text.lines().take(4_096) {
        let line = line.trim();
        if line.starts_with("|--") || line.starts_with("| --") || line.starts_with("|:-") || line.starts_with("| :-") {
            return true;
        }
        // `# 标题`, and neither `#标签` nor `####`.
        let words = line.trim_start_matches('#');
        headings += usize::from((1..=6).contains(&(line.len() - words.len())) && words.starts_with(' '));
        let bold = line.strip_prefix("**").and_then(|line| line.strip_suffix("**"));
        headings += usize::from(bold.is_some_and(|words| !words.is_empty()));
    }
    headings > 1 || (headings == 1 && text.trim_start().starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_pieces_of_pages() {
        for page in [
            "<!DOCTYPE html><html>",
            "\u{FEFF}\n<?xml version=\"1.0\"?>\n<html>",
            "<!-- 缓存 --><HTML>",
            "<div class=\"article\"><p>正文</p></div>",
            "<P>正文",
            "<table><tr><td>1",
            "HTTP cache junk\n<html><body>文</body></html>",
            "404\r\n  <head><title>文</title></head>",
            "各单位：现将有关事项通知如下。<br><br>一、公开情况。全年公开信息四十件，受理申请三件，均已办结。<br>二、问题",
            "共<b>12</b>件<br/><span>其中</span><p>3件</p>",
        ] {
            assert_eq!(media(page), Media::Html, "{page}");
        }
    }

    #[test]
    fn text_that_quotes_a_tag_is_text() {
        for text in [
            "网页模板中的<div>标签应当闭合。",
            "<中华人民共和国政府信息公开条例>实施情况",
            "<通知>",
            "金额 < 500 元，且 a<b",
            "<1000万元的项目共3个",
            "请在<head>与</head>之间加入代码，在<body>后加入<p>。这是一段很长的说明文字，讲的是怎样修改网页模板，\
             而不是网页本身；它引用了几个标签，但它的绝大部分是文字，所以应当按纯文本读取，一字不改。",
            "[ {\"content\": \"<p class=a>一</p><br><br><br><p>二</p>\"} ]",
            "",
            "# 标签",
        ] {
            assert_ne!(media(text), Media::Html, "{text}");
        }
    }

    #[test]
    fn markdown_by_its_signs() {
        assert_eq!(media("# 年度报告\n\n正文"), Media::Markdown);
        assert_eq!(media("正文\n\n| a | b |\n|---|---|\n| 1 | 2 |"), Media::Markdown);
        assert_eq!(media("**一、总体**\n文\n**二、申请**\n"), Media::Markdown);
        assert_eq!(media("#话题# 公开\n一、总体"), Media::Text);
        assert_eq!(media("正文\n# 井号一次"), Media::Text);
        assert_eq!(media("首页 | 公开 | 互动"), Media::Text);
    }
}
