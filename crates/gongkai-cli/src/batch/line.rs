//! A line（行）of what `gongkai batch` writes: one page, whether it could be read or not.
//!
//! The line is one JSON object. Its first key `input` says which page it is and how reading went, with every key of
//! [`Input`] always there. After it stand the keys of what `gongkai read` prints of the page (schema `gongkai/1`), in the
//! same order and unchanged; a page that could not be read has none of them. So whoever reads the one reads the other:
//!
//! ```json
//! {"input":{"id":"in/a.html","status":"ok","message":null,"url":null,…},"schema":"gongkai/1","source":{…},"text":"…",…}
//! {"input":{"id":"in/b.html","status":"unreadable","message":"the input is empty","url":null,…}}
//! ```

use std::borrow::Cow;

use gongkai::write::json::Page;
use serde::{Deserialize, Serialize};

/// How reading a page went（状态）.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    /// A report, all of it.
    Ok,
    /// A report of which something was lost: a form that is not known, a figure or cell that cannot be read, a limit that
    /// cut it. The findings say what.
    Partial,
    /// A page that was read and is no annual report.
    NotAReport,
    /// Nothing to read: empty, not text, a damaged record or archive.
    Unreadable,
    /// Over a limit: too large, or packed too tightly to be unpacked.
    Limit,
    /// The file system failed, or the library did.
    Error,
}

impl Status {
    /// All of them, the best first.
    pub(crate) const ALL: [Self; 6] =
        [Self::Ok, Self::Partial, Self::NotAReport, Self::Unreadable, Self::Limit, Self::Error];

    /// The name in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::NotAReport => "not-a-report",
            Self::Unreadable => "unreadable",
            Self::Limit => "limit",
            Self::Error => "error",
        }
    }

    /// The one that has this name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether there is no page in the line.
    pub(crate) fn is_failed(self) -> bool {
        matches!(self, Self::Unreadable | Self::Limit | Self::Error)
    }
}

/// Which page a line is of（输入）, and how reading it went.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Input<'a> {
    /// What names it: the path of a file, `crawl.zip/a/b.html` in an archive, `crawl.warc.gz@1942` for the record at
    /// that byte, `feed.jsonl:7` for the seventh line.
    pub(crate) id: Cow<'a, str>,
    /// How reading went.
    pub(crate) status: Status,
    /// Why there is no page, in English.
    pub(crate) message: Option<Cow<'a, str>>,
    /// Address that the page was served from, where the input says it.
    pub(crate) url: Option<Cow<'a, str>>,
    /// Name of the WARC file, as it was given.
    pub(crate) warc_filename: Option<Cow<'a, str>>,
    /// First byte of the record in it, of the packed record where records are packed.
    pub(crate) warc_record_offset: Option<u64>,
    /// Bytes of the record in it.
    pub(crate) warc_record_length: Option<u64>,
}

/// A line: [the input](Input) and what was read of it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Line<'a> {
    /// Which page, and how it went.
    pub(crate) input: Input<'a>,
    /// What was read, unless [`Status::is_failed`].
    pub(crate) page: Option<Page<'a>>,
}

impl<'a> Line<'a> {
    /// The line, without its line feed.
    pub(crate) fn write(&self) -> serde_json::Result<Vec<u8>> {
        let mut line = Vec::from(br#"{"input":"#);
        serde_json::to_writer(&mut line, &self.input)?;
        if let Some(page) = &self.page {
            // The page's object goes on where the input's key ended, for the price of no copy.
            let brace = line.len();
            page.write_to(&mut line)?;
            line[brace] = b',';
        } else {
            line.push(b'}');
        }
        Ok(line)
    }

    /// Reads a line back.
    pub(crate) fn read(line: &'a str) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct Head<'a> {
            #[serde(borrow)]
            input: Input<'a>,
        }
        let Head { input } = serde_json::from_str(line)?;
        let page = if input.status.is_failed() { None } else { Some(serde_json::from_str(line)?) };
        Ok(Self { input, page })
    }
}

#[cfg(test)]
mod tests {
    use gongkai::Reader;
    use serde_json::Value;

    use super::*;

    fn input(status: Status, message: Option<&'static str>) -> Input<'static> {
        Input {
            id: "in/a.html".into(),
            status,
            message: message.map(Into::into),
            url: None,
            warc_filename: None,
            warc_record_offset: None,
            warc_record_length: None,
        }
    }

    #[test]
    fn a_line_is_what_read_prints_after_what_it_is_of() {
        let reading = Reader::new().read("共5条".as_bytes()).unwrap();
        let page = Page::new(&reading, "a.txt");
        let alone = serde_json::to_string(&page).unwrap();
        let line = Line { input: input(Status::NotAReport, None), page: Some(page) };
        let text = String::from_utf8(line.write().unwrap()).unwrap();
        assert_eq!(text.split_once(r#"},"#).unwrap().1, alone.strip_prefix('{').unwrap());
        let back: serde_json::Result<Page<'_>> = serde_json::from_str(&text);
        assert_eq!(back.unwrap(), line.page.unwrap(), "whoever reads pages reads lines");
    }

    #[test]
    fn a_page_that_failed_leaves_what_it_is_and_why() {
        let line = Line { input: input(Status::Unreadable, Some("the input is empty")), page: None };
        let text = String::from_utf8(line.write().unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["input"]["status"], "unreadable");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap().as_object().unwrap().len(), 1);
    }
}
