//! Laws of rewriting（蜕变关系）: what a portal may do to a page without changing what a reader sees must not change what
//! is read from it.

use std::{fs, path::Path};

use gongkai::{Reader, Reading};

#[path = "../../benches/pages/mod.rs"]
#[allow(dead_code)]
pub(super) mod generated;

/// A page cut where its markup is.
#[derive(Clone, Copy, PartialEq)]
enum Piece<'a> {
    /// `<p class="a">`, with its name.
    Open(&'a str, &'a str),
    Close(&'a str, &'a str),
    Text(&'a str),
    /// Comments, the doctype, and all of a script or a style: never rewritten.
    Raw(&'a str),
}

/// Cuts a page that is written properly, as our fixtures are.
fn pieces<'a>(html: &'a str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let (len, piece): (usize, fn(&'a str) -> Piece<'a>) = if rest.starts_with("<!--") {
            (rest.find("-->").map_or(rest.len(), |at| at + 3), Piece::Raw)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            (rest.find('>').map_or(rest.len(), |at| at + 1), Piece::Raw)
        } else if let Some(raw) = ["script", "style", "pre", "textarea", "title"].iter().find(|raw| {
            rest.get(1..raw.len() + 1).is_some_and(|name| rest.starts_with('<') && name.eq_ignore_ascii_case(raw))
        }) {
            let end = format!("</{raw}>");
            (rest.to_ascii_lowercase().find(&end).map_or(rest.len(), |at| at + end.len()), Piece::Raw)
        } else if rest.starts_with('<') && rest.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || c == '/') {
            (end_of_tag(rest), |tag| {
                let name = tag[1..].trim_start_matches('/');
                let name =
                    &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len())];
                if tag.starts_with("</") { Piece::Close(tag, name) } else { Piece::Open(tag, name) }
            })
        } else {
            (rest.char_indices().skip(1).find(|&(_, c)| c == '<').map_or(rest.len(), |(at, _)| at), Piece::Text)
        };
        pieces.push(piece(&rest[..len]));
        rest = &rest[len..];
    }
    pieces
}

fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The attributes of an opening tag, each as it is written.
fn attributes(tag: &str) -> Vec<&str> {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let Some(at) = inner.find(char::is_whitespace) else { return Vec::new() };
    let mut rest = inner[at..].trim_start();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let mut quote = None;
        let end = rest.char_indices().find(|&(_, c)| match quote {
            None if c.is_whitespace() => true,
            None => {
                quote = Some(c).filter(|c| matches!(c, '"' | '\''));
                false
            }
            Some(open) => {
                quote = quote.filter(|_| open != c);
                false
            }
        });
        let (attribute, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        found.push(attribute);
        rest = after.trim_start();
    }
    found
}

const BLOCKS: [&str; 14] =
    ["div", "p", "table", "tr", "td", "th", "ul", "ol", "li", "h1", "h2", "h3", "tbody", "section"];

fn is_block(name: &str) -> bool {
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

fn rewrite(html: &str, mut each: impl FnMut(Piece<'_>, &mut String)) -> String {
    let mut out = String::new();
    pieces(html).into_iter().for_each(|piece| each(piece, &mut out));
    out
}

fn as_is(piece: Piece<'_>) -> &str {
    match piece {
        Piece::Open(all, _) | Piece::Close(all, _) | Piece::Text(all) | Piece::Raw(all) => all,
    }
}

fn upper_case_tags(html: &str) -> String {
    rewrite(html, |piece, out| match piece {
        Piece::Open(tag, name) | Piece::Close(tag, name) => out.push_str(&tag.replacen(name, &name.to_uppercase(), 1)),
        other => out.push_str(as_is(other)),
    })
}

fn attributes_backwards(html: &str) -> String {
    rewrite(html, |piece, out| match piece {
        Piece::Open(tag, name) if !attributes(tag).is_empty() => {
            let mut all = attributes(tag);
            all.reverse();
            *out += &format!("<{name} {}{}>", all.join("  "), if tag.ends_with("/>") { " /" } else { "" });
        }
        other => out.push_str(as_is(other)),
    })
}

fn comments_between_tags(html: &str) -> String {
    let mut known = false;
    rewrite(html, |piece, out| {
        // Before the document begins a comment would only move the doctype.
        known |= matches!(piece, Piece::Open(_, name) if name.eq_ignore_ascii_case("body"));
        out.push_str(as_is(piece));
        if known && matches!(piece, Piece::Open(..) | Piece::Close(..)) {
            out.push_str("<!-- 共收到 99 件 <p> -->");
        }
    })
}

fn comments_within_words(html: &str) -> String {
    let mut body = false;
    rewrite(html, |piece, out| {
        body |= matches!(piece, Piece::Open(_, name) if name.eq_ignore_ascii_case("body"));
        match piece {
            Piece::Text(text) if body && !text.contains('&') => {
                let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
                *out += &format!("{}<!-- x -->{}", &text[..middle], &text[middle..]);
            }
            other => out.push_str(as_is(other)),
        }
    })
}

fn space_between_blocks(html: &str) -> String {
    rewrite(html, |piece, out| match piece {
        Piece::Open(tag, name) if is_block(name) => *out += &format!("\n\t  {tag}"),
        Piece::Close(tag, name) if is_block(name) => *out += &format!("{tag}\n \n"),
        other => out.push_str(as_is(other)),
    })
}

fn other_line_ends(html: &str) -> String {
    html.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// The body within two blocks more.
fn body_wrapped(html: &str) -> String {
    rewrite(html, |piece, out| match piece {
        Piece::Open(tag, name) if name.eq_ignore_ascii_case("body") => *out += &format!("{tag}<div><div style=\"\">"),
        Piece::Close(tag, name) if name.eq_ignore_ascii_case("body") => *out += &format!("</div></div>{tag}"),
        other => out.push_str(as_is(other)),
    })
}

/// Each cell and item within a block of its own, as Word does.
fn cells_wrapped(html: &str) -> String {
    let is_cell = |name: &str| ["td", "th"].iter().any(|cell| cell.eq_ignore_ascii_case(name));
    rewrite(html, |piece, out| match piece {
        Piece::Open(tag, name) if is_cell(name) => {
            *out += &format!("{tag}<p class=\"MsoNormal\"><span lang=\"EN-US\">")
        }
        Piece::Close(tag, name) if is_cell(name) => *out += &format!("<o:p></o:p></span></p>{tag}"),
        other => out.push_str(as_is(other)),
    })
}

/// Text within tags that say nothing.
fn text_in_spans(html: &str) -> String {
    let mut body = false;
    rewrite(html, |piece, out| {
        body |= matches!(piece, Piece::Open(_, name) if name.eq_ignore_ascii_case("body"));
        match piece {
            Piece::Text(text) if body && !text.trim().is_empty() => {
                *out += &format!("<span style=\"font-family:仿宋\"><font color=\"#000\">{text}</font></span>");
            }
            other => out.push_str(as_is(other)),
        }
    })
}

/// All pages of ours, and some of those that the benches make up.
pub(super) fn pages() -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut found);
    found.extend(
        generated::all().into_iter().step_by(8).enumerate().map(|(index, html)| (format!("made {index}"), html)),
    );
    found.sort();
    assert!(found.len() > 45, "{} pages", found.len());
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "html")
            && let Ok(html) = fs::read_to_string(&path)
        {
            found.push((path.file_name().unwrap().to_string_lossy().into_owned(), html));
        }
    }
}

fn read(html: &str) -> Reading {
    Reader::new().read(html.as_bytes()).unwrap()
}

/// What a reader sees: blocks with their roles, facts, mentions, figures, findings; no offsets.
fn seen(reading: &Reading) -> Vec<String> {
    let text = reading.document.text.as_str();
    let blocks = reading.document.blocks.iter().map(|block| {
        let words: Vec<_> = block.span.of(text).split_whitespace().collect();
        format!("{:?} {:?} {}", block.kind, block.role, words.join(" "))
    });
    let facts = std::iter::once(&reading.facts).map(|facts| {
        let words =
            [&facts.title, &facts.source_organ, &facts.index_number, &facts.document_number, &facts.issuing_organ];
        let words = words.map(|fact| fact.as_ref().map(|(value, _)| value));
        let days = [&facts.published, &facts.written].map(|fact| fact.as_ref().map(|(day, _)| day.to_string()));
        format!("{words:?} {days:?}")
    });
    let sections = reading.sections.iter().map(|section| format!("{} {}", section.level, section.heading));
    let mentions = reading.mentions.iter().map(|found| found.value.value().to_string());
    let figures = reading.report.iter().flat_map(|report| {
        report.figures.iter().map(|figure| format!("{} {:?} {:?}", figure.key, figure.entry, figure.unit))
    });
    let findings = reading.findings.iter().map(|finding| finding.code.to_owned());
    blocks.chain(facts).chain(sections).chain(mentions).chain(figures).chain(findings).collect()
}

/// Reads every page as it is and rewritten, but those in `except`, and compares what is seen.
fn holds(law: fn(&str) -> String, except: &[&str]) {
    let mut broken = Vec::new();
    let mut changed = 0;
    for (name, html) in pages() {
        let other = law(&html);
        changed += usize::from(other != html);
        let (before, after) = (seen(&read(&html)), seen(&read(&other)));
        let same = before == after;
        let excepted = except.contains(&name.as_str());
        assert!(!(same && excepted), "{name} is no exception any more");
        if !same && !excepted {
            let lines = before.iter().filter(|line| !after.contains(line)).map(|line| format!("  - {line}"));
            let more = after.iter().filter(|line| !before.contains(line)).map(|line| format!("  + {line}"));
            broken.push(format!("{name}\n{}", lines.chain(more).take(12).collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(changed > 15, "only {changed} pages were changed");
    assert!(broken.is_empty(), "{} pages\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn pages_are_cut_without_loss() {
    for (name, html) in pages() {
        assert_eq!(rewrite(&html, |piece, out| out.push_str(as_is(piece))), html, "{name}");
    }
    assert_eq!(attributes("<td class=\"a b\" id=x title='1 > 0'>"), ["class=\"a b\"", "id=x", "title='1 > 0'"]);
}

#[test]
fn case_of_tags_says_nothing() {
    holds(upper_case_tags, &[]);
}

#[test]
fn order_of_attributes_says_nothing() {
    holds(attributes_backwards, &[]);
}

#[test]
fn comments_say_nothing() {
    holds(comments_between_tags, &[]);
    holds(comments_within_words, &[]);
}

#[test]
fn space_between_blocks_says_nothing() {
    holds(space_between_blocks, &[]);
}

#[test]
fn line_ends_say_nothing() {
    holds(other_line_ends, &[]);
}

#[test]
fn wrapping_says_nothing() {
    // What stands behind the end of the page stands outside of the wrapper too.
    holds(body_wrapped, &["two-html-ends.html"]);
    holds(text_in_spans, &[]);
}

#[test]
fn wrapping_of_cells_says_nothing() {
    holds(cells_wrapped, &[]);
}

#[test]
fn encodings_of_one_page_say_the_same() {
    type Encode = fn(&str) -> Vec<u8>;
    let twins: [(&str, Encode); 4] = [
        ("a mark before UTF-8", |html| [b"\xEF\xBB\xBF", html.as_bytes()].concat()),
        ("UTF-16, little end first", |html| {
            [0xFEFF].into_iter().chain(html.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }),
        ("UTF-16, big end first", |html| {
            [0xFEFF].into_iter().chain(html.encode_utf16()).flat_map(u16::to_be_bytes).collect()
        }),
        ("GB 18030, whatever the page calls itself", |html| encoding_rs::GB18030.encode(html).0.into_owned()),
    ];
    for (name, html) in pages() {
        let as_served = Reader::new().read(html.as_bytes()).unwrap();
        for (twin, encode) in twins {
            let reading = Reader::new().read(&encode(&html)).unwrap();
            assert_eq!(reading.document.text, as_served.document.text, "{name}: {twin}");
            let of_decoding = |line: &String| line.starts_with("encoding");
            let kept =
                |reading: &Reading| seen(reading).into_iter().filter(|line| !of_decoding(line)).collect::<Vec<_>>();
            assert_eq!(kept(&reading), kept(&as_served), "{name}: {twin}");
        }
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let json = |html: &str| {
        let reading = read(html);
        serde_json::to_vec(&gongkai::write::json::Page::new(&reading, "page.html")).unwrap()
    };
    let pages = pages();
    let once: Vec<_> = pages.iter().map(|(_, html)| json(html)).collect();
    let again: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = pages.iter().map(|(_, html)| scope.spawn(move || json(html))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(once == again);
}
