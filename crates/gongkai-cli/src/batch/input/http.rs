//! What a server answered（HTTP 响应）, as crawls keep it: head, chunks, packing.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::{Body, Refusal, take};
use crate::{
    batch::line::Status,
    bounded::{Bounded, Counted},
};

/// Lines of a head.
const HEADS: usize = 200;

/// A head as servers write it, lenient where browsers are: names and values, in order.
pub(super) struct Head<'a> {
    status: u16,
    lines: Vec<(&'a str, &'a str)>,
}

/// Head and body of a response; none where it begins with no status line.
pub(super) fn split(response: &[u8]) -> Option<(Head<'_>, &[u8])> {
    let (first, mut rest) = line(response)?;
    let mut words = std::str::from_utf8(first).ok()?.split_ascii_whitespace();
    if !words.next()?.starts_with("HTTP/") {
        return None;
    }
    let mut head = Head { status: words.next()?.parse().ok()?, lines: Vec::new() };
    while let Some((next, after)) = line(rest) {
        rest = after;
        if next.is_empty() {
            return Some((head, rest));
        }
        if head.lines.len() < HEADS
            && let Some((name, value)) = std::str::from_utf8(next).ok().and_then(|line| line.split_once(':'))
        {
            head.lines.push((name.trim(), value.trim()));
        }
    }
    // The head never ends: there is no body.
    Some((head, &[]))
}

/// The first line without its end, and what is after it.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&byte| byte == b'\n')?;
    let line = bytes.get(..end)?;
    Some((line.strip_suffix(b"\r").unwrap_or(line), bytes.get(end + 1..)?))
}

impl Head<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(have, _)| have.eq_ignore_ascii_case(name)).map(|&(_, value)| value)
    }

    /// Whether it answers with a page, and not with an image, another address or an error.
    pub(super) fn is_page(&self) -> bool {
        (200..300).contains(&self.status) && self.get("content-type").is_none_or(is_page)
    }

    /// The page.
    pub(super) fn body(&self, bytes: &[u8], max_bytes: usize) -> Result<Body, Refusal> {
        let chunked = self.get("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        // Many a crawler joins the chunks and keeps the line that says there are some.
        let joined = if chunked { join(bytes) } else { None };
        let bytes = unpack(joined.as_deref().unwrap_or(bytes), self.get("content-encoding"), max_bytes)?;
        Ok(Body { bytes, encoding: self.get("content-type").and_then(charset), media: None })
    }
}

/// Whether a content type is that of pages. Servers call pages plain text as often as texts, so which of the two it is
/// their content tells.
pub(super) fn is_page(kind: &str) -> bool {
    let name = kind.split(';').next().unwrap_or_default().trim();
    ["", "text/html", "application/xhtml+xml", "text/plain"].into_iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Charset that a content type names. One that nobody knows is as good as none.
pub(super) fn charset(kind: &str) -> Option<String> {
    let named = kind.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    })?;
    Encoding::for_label(named.as_bytes()).map(|encoding| encoding.name().to_owned())
}

/// The chunks in one piece; none where there are no chunks. A body that was cut is kept as far as it goes.
fn join(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(rest.len());
    let mut first = true;
    while let Some((size, after)) = line(rest) {
        let size = std::str::from_utf8(size).ok().and_then(|size| size.split(';').next()).map(str::trim);
        let Some(size) = size.and_then(|size| usize::from_str_radix(size, 16).ok()) else {
            return if first { None } else { Some(whole) };
        };
        first = false;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(after.get(..size).unwrap_or(after));
        let after = after.get(size..).unwrap_or_default();
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
    }
    (!first).then_some(whole)
}

/// Undoes a content encoding. Where a crawler has undone it and kept the line that says so, there is nothing to do.
fn unpack(bytes: &[u8], packing: Option<&str>, max_bytes: usize) -> Result<Vec<u8>, Refusal> {
    let packing = packing.unwrap_or_default().trim().to_ascii_lowercase();
    let packed = Rc::new(Cell::new(0));
    let counted = || Counted::new(bytes, Rc::clone(&packed));
    let open = |input: Box<dyn Read + '_>| take(Bounded::new(input, Rc::clone(&packed)), max_bytes);
    match packing.as_str() {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1F, 0x8B]) => open(Box::new(MultiGzDecoder::new(counted()))),
        // RFC 9110 means zlib, and some servers send the bare stream.
        "deflate" if is_zlib(bytes) => open(Box::new(ZlibDecoder::new(counted()))),
        "deflate" if !bytes.trim_ascii_start().starts_with(b"<") => open(Box::new(DeflateDecoder::new(counted()))),
        "br" | "zstd" if std::str::from_utf8(bytes.get(..64).unwrap_or(bytes)).is_err() => {
            Err(Refusal::new(Status::Unreadable, format!("it is packed with {packing}, which is not unpacked here")))
        }
        _ => take(io::Cursor::new(bytes), max_bytes),
    }
}

/// Whether a zlib stream begins here (RFC 1950): deflate, and a head that is a multiple of 31.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(*bytes, [first, second, ..]
        if first & 0x0F == 8 && (u16::from(first) << 8 | u16::from(second)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };

    use super::*;

    const PAGE: &[u8] = "<p>主动公开5条</p>".as_bytes();

    fn body(head: &str, body: &[u8]) -> Result<Body, Status> {
        let response = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n\r\n", body].concat();
        let (head, body) = split(&response).unwrap();
        assert!(head.is_page());
        head.body(body, 1 << 20).map_err(|refusal| refusal.status)
    }

    fn packed<W: Write>(mut encoder: W, finish: impl FnOnce(W) -> io::Result<Vec<u8>>) -> Vec<u8> {
        encoder.write_all(PAGE).unwrap();
        finish(encoder).unwrap()
    }

    #[test]
    fn chunks_and_packing_are_undone_and_lies_about_them_survived() {
        let gzip = packed(GzEncoder::new(Vec::new(), Compression::fast()), GzEncoder::finish);
        let zlib = packed(ZlibEncoder::new(Vec::new(), Compression::fast()), ZlibEncoder::finish);
        let bare = packed(DeflateEncoder::new(Vec::new(), Compression::fast()), DeflateEncoder::finish);
        let (front, back) = gzip.split_at(9);
        let mut chunks = b"9;name=value\r\n".to_vec();
        chunks.extend([front, format!("\r\n{:X}\r\n", back.len()).as_bytes(), back, b"\r\n0\r\n\r\n"].concat());
        for (head, sent) in [
            ("Content-Type: text/html", PAGE),
            ("content-encoding: gzip", &gzip),
            ("Content-Encoding: deflate", &zlib),
            ("Content-Encoding: deflate", &bare),
            ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", &chunks),
            ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", PAGE),
            ("Content-Encoding: br", PAGE),
        ] {
            assert_eq!(body(head, sent).map(|body| body.bytes), Ok(PAGE.to_vec()), "{head}");
        }
        assert_eq!(body("Content-Encoding: br", b"\x1B\xFF\xFF").map(|_| ()), Err(Status::Unreadable));
        let half = gzip.get(..gzip.len() / 2).unwrap();
        assert_eq!(body("Content-Encoding: gzip", half).map(|_| ()), Err(Status::Unreadable));
    }

    #[test]
    fn only_what_is_a_page_is_one() {
        let is_page = |response: &str| split(response.as_bytes()).map(|(head, _)| head.is_page());
        assert_eq!(is_page("HTTP/1.0 200\n\n<p>"), Some(true));
        assert_eq!(is_page("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"), Some(false));
        assert_eq!(is_page("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>"), Some(false));
        assert_eq!(is_page("<p>no response</p>\n"), None);
    }

    #[test]
    fn a_charset_is_taken_if_it_is_one() {
        assert_eq!(charset("text/html; Charset=\"gb2312\"").as_deref(), Some("GBK"));
        assert_eq!(charset("text/html; charset=chinese-simplified"), None);
        assert_eq!(charset("text/html"), None);
    }
}
