//! The pages of a crawl（爬取归档）: the records of WARC files that hold one.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use gongkai::page::Media;
use serde_json::Value;

use super::{Body, Emit, Origin, Page, Refusal, Rules, WarcPlace, http};
use crate::{
    batch::line::Status,
    warc::{Damage, Event, Record, Warc},
};

/// Bytes of an HTTP head that a block has beside its page.
const HEAD: usize = 64 << 10;

/// Bytes of a line of an index.
const INDEX_LINE: u64 = 64 << 10;

/// The pages of a WARC file, and what is damaged in it.
pub(super) fn each(file: File, name: &str, rules: &Rules, emit: Emit<'_>) -> io::Result<ControlFlow<()>> {
    open(file, rules)?.each(&mut |event| match page(event, name, rules) {
        Some(page) => emit(page),
        None => ControlFlow::Continue(()),
    })
}

fn open(file: File, rules: &Rules) -> io::Result<Warc<File>> {
    Warc::new(file, rules.max_bytes.saturating_add(HEAD))
}

/// The page that a record holds, if it holds one.
fn page(event: Event, filename: &str, rules: &Rules) -> Option<Page> {
    let page = |offset: u64, length, number: usize, url: Option<&str>, body| {
        let id = if number == 0 { format!("{filename}@{offset}") } else { format!("{filename}@{offset}+{number}") };
        let warc = Some(WarcPlace { filename: filename.to_owned(), offset, length });
        Some(Page { origin: Origin { id, url: url.map(ToOwned::to_owned), warc }, body })
    };
    match event {
        Event::Damage(Damage { offset, length, is_limit, why }) => {
            let status = if is_limit { Status::Limit } else { Status::Unreadable };
            page(offset, Some(length), 0, None, Err(Refusal::new(status, why)))
        }
        Event::Record(record) => {
            let url = record.head.get("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']));
            let body = body(&record, rules)?;
            page(record.offset, record.length, record.number, url, body)
        }
    }
}

fn body(record: &Record, rules: &Rules) -> Option<Result<Body, Refusal>> {
    let kind = record.head.get("Content-Type").unwrap_or_default();
    let too_large = || Err(Refusal::too_large(record.head.length, rules.max_bytes));
    match record.head.get("WARC-Type").unwrap_or_default() {
        "response" if kind.starts_with("application/http") => match http::split(&record.block) {
            None => Some(Err(Refusal::new(Status::Unreadable, "the record holds no HTTP response"))),
            Some((head, _)) if !head.is_page() => None,
            Some(_) if record.is_cut() => Some(too_large()),
            Some((head, body)) => Some(head.body(body, rules.max_bytes)),
        },
        "resource" | "conversion" if !kind.is_empty() && http::is_page(kind) => Some(if record.is_cut() {
            too_large()
        } else {
            let is_text = kind.starts_with("text/plain");
            Ok(Body {
                bytes: record.block.clone(),
                encoding: http::charset(kind),
                media: is_text.then_some(Media::Text),
            })
        }),
        _ => None,
    }
}

/// The pages that an index lists, in its order.
pub(super) fn indexed(index: &Path, rules: &Rules, emit: Emit<'_>) -> io::Result<ControlFlow<()>> {
    let mut lines = BufReader::new(File::open(index)?);
    let mut columns = None;
    // Indexes go through one file after the other.
    let mut last: Option<(String, Warc<File>)> = None;
    let mut line = String::new();
    for number in 1_u64.. {
        line.clear();
        if io::Read::take(&mut lines, INDEX_LINE).read_line(&mut line)? == 0 {
            break;
        }
        if line.trim().is_empty() {
            continue;
        }
        if number == 1 && line.contains("warc_filename") && !line.contains('{') {
            columns = Columns::of(&line);
            continue;
        }
        let refused =
            |why: String| Page::new(format!("{}:{number}", index.display()), Err(Refusal::new(Status::Error, why)));
        let Some(entry) = columns.as_ref().map_or_else(|| entry_of_json(&line), |columns| columns.entry(&line)) else {
            let why = "the line of the index names no warc_filename, warc_record_offset and warc_record_length";
            if emit(refused(why.to_owned())).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            continue;
        };
        if last.as_ref().is_none_or(|(name, _)| *name != entry.filename) {
            last = None;
            match File::open(place(index, &entry.filename)).and_then(|file| open(file, rules)) {
                Ok(warc) => last = Some((entry.filename.clone(), warc)),
                Err(error) => {
                    if emit(refused(format!("{}: {error}", entry.filename))).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
        let Some((name, warc)) = &mut last else { continue };
        let length = entry.length.unwrap_or_default();
        let flow = warc.at(entry.offset, length, &mut |event| match page(event, name, rules) {
            Some(page) => emit(page),
            None => ControlFlow::Continue(()),
        })?;
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Where a file of an index lies: beside it by its path, beside it by its name alone, or where we are.
fn place(index: &Path, filename: &str) -> PathBuf {
    let beside = index.with_file_name(filename);
    let named = index.with_file_name(Path::new(filename).file_name().unwrap_or_default());
    [beside, named].into_iter().find(|path| path.is_file()).unwrap_or_else(|| filename.into())
}

/// A line of an index.
#[derive(PartialEq, Debug)]
struct Entry {
    filename: String,
    offset: u64,
    length: Option<u64>,
}

/// CDXJ: a key, a time and an object; or the object alone. Its numbers may be strings.
fn entry_of_json(line: &str) -> Option<Entry> {
    let object: Value = serde_json::from_str(line.get(line.find('{')?..)?).ok()?;
    let get = |names: [&str; 2]| names.into_iter().find_map(|name| object.get(name));
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    Some(Entry {
        filename: get(["warc_filename", "filename"])?.as_str()?.to_owned(),
        offset: get(["warc_record_offset", "offset"]).and_then(number)?,
        length: get(["warc_record_length", "length"]).and_then(number),
    })
}

/// Which column of a CSV index is which.
struct Columns {
    filename: usize,
    offset: usize,
    length: Option<usize>,
}

impl Columns {
    fn of(line: &str) -> Option<Self> {
        let names = fields(line);
        let find = |wanted: &str| names.iter().position(|name| name == wanted);
        Some(Self {
            filename: find("warc_filename")?,
            offset: find("warc_record_offset")?,
            length: find("warc_record_length"),
        })
    }

    fn entry(&self, line: &str) -> Option<Entry> {
        let fields = fields(line);
        let number = |index: usize| fields.get(index)?.parse().ok();
        Some(Entry {
            filename: fields.get(self.filename)?.clone(),
            offset: number(self.offset)?,
            length: self.length.and_then(number),
        })
    }
}

/// The fields of a line of CSV (RFC 4180), of one that has no line feed in it.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.trim_end_matches(['\r', '\n']).trim_start_matches('\u{FEFF}').chars() {
        match (letter, fields.last_mut()) {
            ('"', Some(field)) => {
                // A second quote within quotes is one.
                if !quoted && !field.is_empty() {
                    field.push('"');
                }
                quoted = !quoted;
            }
            (',', _) if !quoted => fields.push(String::new()),
            (letter, Some(field)) => field.push(letter),
            (_, None) => {}
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_csv_or_cdxj() {
        let columns = Columns::of("url,\"warc_filename\",warc_record_offset,warc_record_length\r\n").unwrap();
        let entry = Entry { filename: "a.warc.gz".to_owned(), offset: 12, length: Some(34) };
        assert_eq!(columns.entry("\"http://a.cn/?q=\"\"x\"\",y\",a.warc.gz,12,34\n").unwrap(), entry);
        assert_eq!(columns.entry("http://a.cn/,a.warc.gz,twelve,34"), None);
        let cdxj = r#"cn,a)/ 20260101000000 {"url":"http://a.cn/","filename":"a.warc.gz","offset":"12","length":"34"}"#;
        assert_eq!(entry_of_json(cdxj).unwrap(), entry);
        assert_eq!(entry_of_json(r#"{"filename":"a.warc.gz"}"#), None);
        assert!(Columns::of("url,warc_filename").is_none());
    }
}
