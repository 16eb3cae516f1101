//! The journal（日志）: which pages are in the lines, so that a run that was interrupted in any way can go on.
//!
//! A line of text for each page, in order, each with its checksum; one that is torn or damaged ends the journal. A page is
//! entered only after its line has reached the disk. The first line names the options, because lines that were made with
//! others are other lines.

use std::{
    fs::File,
    hash::Hasher as _,
    io::{self, BufRead, BufReader, Read as _, Write as _},
    path::Path,
};

use siphasher::sip128::{Hasher128 as _, SipHasher13};

use super::line::Status;

const FORM: &str = "gongkai-journal/1";

/// Bytes of an entry: names can be long, and a journal that is none may have no end of lines.
const LONGEST: u64 = 1 << 20;

/// What tells contents from one another. Nobody gains by two that are the same, so it need not be cryptographic.
pub(crate) fn fingerprint(parts: &[&[u8]]) -> u128 {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write_u64(part.len() as u64);
        hasher.write(part);
    }
    hasher.finish128().as_u128()
}

/// A page whose line is on the disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// Byte after its line.
    pub(crate) end: u64,
    pub(crate) status: Status,
    /// [`fingerprint`] of its bytes.
    pub(crate) content: u128,
    pub(crate) id: String,
}

impl Entry {
    fn write(&self) -> String {
        let id = serde_json::Value::from(self.id.as_str());
        framed(&format!("{} {} {:032x} {id}", self.end, self.status.name(), self.content))
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        Some(Self {
            end: parts.next()?.parse().ok()?,
            status: Status::from_name(parts.next()?)?,
            content: u128::from_str_radix(parts.next()?, 16).ok()?,
            id: serde_json::from_str(parts.next()?).ok()?,
        })
    }
}

/// A line with its checksum.
fn framed(text: &str) -> String {
    format!("{:08x} {text}\n", crc32fast::hash(text.as_bytes()))
}

/// What a whole line says.
fn unframed(line: &[u8]) -> Option<&str> {
    let (sum, text) = std::str::from_utf8(line).ok()?.strip_suffix('\n')?.split_once(' ')?;
    (u32::from_str_radix(sum, 16).ok()? == crc32fast::hash(text.as_bytes())).then_some(text)
}

fn head(options: u128) -> String {
    framed(&format!("{FORM} {options:032x}"))
}

/// A journal that is written.
pub(crate) struct Journal {
    file: File,
}

impl Journal {
    /// A new journal of lines that are made with these options, in place of any other.
    pub(crate) fn create(path: &Path, options: u128) -> io::Result<Self> {
        let mut file = File::create(path)?;
        file.write_all(head(options).as_bytes())?;
        file.sync_data()?;
        Ok(Self { file })
    }

    /// Goes on with a journal after its first `length` bytes.
    pub(crate) fn resume(path: &Path, length: u64) -> io::Result<Self> {
        let file = File::options().append(true).open(path)?;
        file.set_len(length)?;
        Ok(Self { file })
    }

    /// Enters pages whose lines are on the disk, and waits until the entries are.
    pub(crate) fn enter(&mut self, entries: &[Entry]) -> io::Result<()> {
        let text: String = entries.iter().map(Entry::write).collect();
        self.file.write_all(text.as_bytes())?;
        self.file.sync_data()
    }
}

/// A journal that is read, as far as it is whole.
pub(crate) struct Entries {
    input: BufReader<File>,
    /// Bytes of it that were whole.
    length: u64,
    options: u128,
}

impl Entries {
    /// None where this is no journal: one that was killed before its first line was written is one without a line.
    pub(crate) fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut entries = Self { input: BufReader::new(File::open(path)?), length: 0, options: 0 };
        let options = entries.text()?.and_then(|text| {
            let (form, options) = text.split_once(' ')?;
            (form == FORM).then(|| u128::from_str_radix(options, 16).ok()).flatten()
        });
        Ok(options.map(|options| Self { options, ..entries }))
    }

    /// The options that its lines were made with.
    pub(crate) fn options(&self) -> u128 {
        self.options
    }

    /// Bytes up to the end of the last entry that [`next`](Self::next) gave.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The next entry, and nothing from the first on that is not whole.
    pub(crate) fn next(&mut self) -> io::Result<Option<Entry>> {
        let before = self.length;
        let entry = self.text()?.and_then(|text| Entry::read(&text));
        if entry.is_none() {
            self.length = before;
        }
        Ok(entry)
    }

    /// Takes the entry back that [`next`](Self::next) gave last, and with it all that follow.
    pub(crate) fn rewind_to(&mut self, length: u64) {
        self.length = length;
    }

    fn text(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        let text = unframed(&line).map(ToOwned::to_owned);
        if text.is_some() {
            self.length += read as u64;
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(end: u64, id: &str) -> Entry {
        Entry { end, status: Status::NotAReport, content: fingerprint(&[id.as_bytes()]), id: id.to_owned() }
    }

    #[test]
    fn a_journal_is_read_back_to_the_first_line_that_is_not_whole() {
        let path = std::env::temp_dir().join(format!("gongkai-journal-{}", std::process::id()));
        let pages = [entry(10, "in/a b.html"), entry(25, "两\n行"), entry(30, "in/c.html")];
        Journal::create(&path, 7).unwrap().enter(&pages).unwrap();
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            std::fs::write(&path, whole.get(..cut).unwrap()).unwrap();
            let Some(mut entries) = Entries::open(&path).unwrap() else {
                assert!(cut < head(7).len(), "only a journal without its first line is none");
                continue;
            };
            assert_eq!(entries.options(), 7);
            let mut read = Vec::new();
            while let Some(entry) = entries.next().unwrap() {
                read.push(entry);
            }
            let ends: Vec<_> =
                whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
            let expected = ends.iter().filter(|end| **end <= cut).count() - 1;
            assert_eq!(read, pages.get(..expected).unwrap(), "cut at {cut}");
            assert_eq!(entries.length(), ends[expected] as u64);
        }
        let mut damaged = whole.clone();
        damaged[head(7).len() + 12] ^= 1;
        std::fs::write(&path, &damaged).unwrap();
        assert_eq!(Entries::open(&path).unwrap().unwrap().next().unwrap(), None);
        std::fs::remove_file(&path).unwrap();
    }
}
