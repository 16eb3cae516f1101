//! JSON Lines of pages（网页流）, as Scrapy and Hadoop streaming write them: `{"url":"…","html":"…"}`.

use std::{
    borrow::Cow,
    io::{self, BufRead},
    ops::ControlFlow,
};

use gongkai::page::Media;
use serde::Deserialize;
use serde_json::Value;

use super::{Body, Emit, Origin, Page, Refusal, Rules};
use crate::batch::line::Status;

/// One line. Other keys are none of our business.
#[derive(Deserialize)]
struct Item<'a> {
    id: Option<Value>,
    #[serde(borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    html: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
}

/// Every line of `input` but blank ones.
pub(super) fn each(input: &mut dyn BufRead, name: &str, rules: &Rules, emit: Emit<'_>) -> io::Result<ControlFlow<()>> {
    // Every byte of a page may have been written as `\u00e5`, and other keys need room.
    let longest = rules.max_bytes.saturating_mul(2).saturating_add(64 << 10);
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = io::Read::take(&mut *input, longest as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let mut page = if read > longest {
            skip_line(input)?;
            let message = format!("the line has more than {longest} bytes");
            Page::new("", Err(Refusal::new(Status::Limit, message)))
        } else {
            page(&line)
        };
        if page.origin.id.is_empty() {
            page.origin.id = format!("{name}:{number}");
        }
        if emit(page).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The rest of a line.
fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(buffer.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn page(line: &[u8]) -> Page {
    let refused = |message: String| Page::new("", Err(Refusal::new(Status::Unreadable, message)));
    let item: Item<'_> = match serde_json::from_slice(line) {
        Ok(item) => item,
        Err(error) => return refused(format!("the line is no JSON object of a page: {error}")),
    };
    let id = match item.id {
        Some(Value::String(id)) => id,
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    };
    let (text, media) = match (item.html, item.text) {
        (Some(html), _) => (Some(html), None),
        (None, text) => (text, Some(Media::Text)),
    };
    let body = match text {
        // It was decoded by whoever wrote the line, whatever the page declares.
        Some(text) => Ok(Body { bytes: text.into_owned().into_bytes(), encoding: Some("utf-8".to_owned()), media }),
        None => Err(Refusal::new(Status::Unreadable, "the line has neither html nor text")),
    };
    Page { origin: Origin { id, url: item.url.map(Cow::into_owned), warc: None }, body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::input::walk::Suffixes;

    fn pages(feed: &str, max_bytes: usize) -> Vec<(String, Option<String>, Result<String, Status>)> {
        let rules = Rules { suffixes: Suffixes::new(&[]), max_bytes };
        let mut found = Vec::new();
        let flow = each(&mut feed.as_bytes(), "feed.jsonl", &rules, &mut |page: Page| {
            let body = page.body.map(|body| String::from_utf8(body.bytes).unwrap()).map_err(|refusal| refusal.status);
            found.push((page.origin.id, page.origin.url, body));
            ControlFlow::Continue(())
        });
        assert!(flow.unwrap().is_continue());
        found
    }

    #[test]
    fn each_line_is_a_page_or_says_why_not() {
        let feed = concat!(
            "{\"url\":\"http://a.cn/1\",\"html\":\"<p>\\u516c</p>\",\"status\":200}\n\n",
            "no json\n{\"id\":7,\"text\":\"公开\"}\r\n{\"url\":\"http://a.cn/2\"}"
        );
        let expected = [
            ("feed.jsonl:1".to_owned(), Some("http://a.cn/1".to_owned()), Ok("<p>公</p>".to_owned())),
            ("feed.jsonl:3".to_owned(), None, Err(Status::Unreadable)),
            ("7".to_owned(), None, Ok("公开".to_owned())),
            ("feed.jsonl:5".to_owned(), Some("http://a.cn/2".to_owned()), Err(Status::Unreadable)),
        ];
        assert_eq!(pages(feed, 1 << 20), expected);
    }

    #[test]
    fn a_line_that_never_ends_is_passed_over_without_being_held() {
        let feed = format!("{{\"html\":\"{}\"}}\n{{\"html\":\"<p>\"}}\n", "x".repeat(200 << 10));
        let found = pages(&feed, 1 << 10);
        assert_eq!(found[0].2, Err(Status::Limit));
        assert_eq!((found[1].0.as_str(), &found[1].2), ("feed.jsonl:2", &Ok("<p>".to_owned())));
    }
}
