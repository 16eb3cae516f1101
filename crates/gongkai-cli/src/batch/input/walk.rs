//! Which files are opened, and in what order.

use std::{
    ffi::OsString,
    fs,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use anyhow::Context as _;

/// What is read in folders and archives by default. Not .jsonl: the output of an earlier run lies about in many a folder.
pub(crate) const SUFFIXES: &str = "html,htm,shtml,xhtml,txt,md,html.gz,htm.gz,warc,warc.gz,zip,tar,tar.gz,tgz";

/// Suffixes that are wanted, in lower case with their dot.
#[derive(Clone)]
pub(crate) struct Suffixes(Vec<String>);

impl Suffixes {
    pub(crate) fn new(names: &[String]) -> Self {
        let dotted = |name: &String| format!(".{}", name.trim().trim_start_matches('.').to_ascii_lowercase());
        Self(names.iter().map(dotted).collect())
    }

    /// Whether a file of this name is read.
    pub(crate) fn has(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        self.0.iter().any(|suffix| name.ends_with(suffix.as_str()) && name.len() > suffix.len())
    }
}

/// What a file holds, by its name: the bytes of a Word file are those of a zip archive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    Page,
    PackedPage,
    Feed,
    PackedFeed,
    Zip,
    Tar,
    PackedTar,
    Warc,
}

impl Form {
    pub(crate) fn of(name: &str) -> Self {
        const FORMS: [(&str, Form); 10] = [
            (".jsonl", Form::Feed),
            (".ndjson", Form::Feed),
            (".jsonl.gz", Form::PackedFeed),
            (".zip", Form::Zip),
            (".tar", Form::Tar),
            (".tar.gz", Form::PackedTar),
            (".tgz", Form::PackedTar),
            (".warc", Form::Warc),
            (".warc.gz", Form::Warc),
            (".gz", Form::PackedPage),
        ];
        let name = name.to_ascii_lowercase();
        FORMS.iter().find(|(suffix, _)| name.ends_with(suffix)).map_or(Self::Page, |&(_, form)| form)
    }
}

/// A file to open, or one that could not be found out about.
pub(crate) type Entry = Result<PathBuf, (PathBuf, io::Error)>;

/// All files of the inputs, folder by folder as they are reached: a folder's in the order of their names, and links to
/// folders below it are not followed.
pub(crate) struct Walk {
    inputs: std::vec::IntoIter<PathBuf>,
    list: Option<List>,
    suffixes: Suffixes,
    /// What is left of what was reached, the next one last.
    open: Vec<Entry>,
}

struct List {
    input: Box<dyn BufRead + Send>,
    name: PathBuf,
    end: u8,
}

impl Walk {
    pub(crate) fn new(inputs: &[PathBuf], list: Option<&Path>, null: bool, suffixes: Suffixes) -> anyhow::Result<Self> {
        let mut found = Vec::new();
        for input in inputs {
            if input == Path::new("-") || input.symlink_metadata().is_ok() {
                found.push(input.clone());
            } else {
                found.extend(matches(input)?);
            }
        }
        let list = match list {
            None => None,
            Some(name) => {
                let input: Box<dyn BufRead + Send> = if name == Path::new("-") {
                    Box::new(BufReader::new(io::stdin()))
                } else {
                    Box::new(BufReader::new(fs::File::open(name).with_context(|| name.display().to_string())?))
                };
                Some(List { input, name: name.to_owned(), end: if null { 0 } else { b'\n' } })
            }
        };
        Ok(Self { inputs: found.into_iter(), list, suffixes, open: Vec::new() })
    }

    /// The next input that was named.
    fn input(&mut self) -> Option<Entry> {
        self.inputs.next().map(Ok).or_else(|| self.list.as_mut()?.next())
    }

    /// Puts the files and folders of a folder that are wanted before all else.
    fn enter(&mut self, folder: PathBuf) {
        let listed = || -> io::Result<Vec<(OsString, bool)>> {
            fs::read_dir(&folder)?
                .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?.is_dir()))))
                .collect()
        };
        match listed() {
            Err(error) => self.open.push(Err((folder, error))),
            Ok(mut names) => {
                names.sort_unstable();
                let wanted = names
                    .into_iter()
                    .rev()
                    .filter(|(name, is_folder)| *is_folder || self.suffixes.has(&name.to_string_lossy()));
                // A folder is told from a file again when its turn has come.
                self.open.extend(wanted.map(|(name, _)| Ok(folder.join(name))));
            }
        }
    }
}

impl Iterator for Walk {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            let (path, named) = match self.open.pop() {
                Some(Err(error)) => return Some(Err(error)),
                Some(Ok(path)) => (path, false),
                None => match self.input()? {
                    Ok(path) => (path, true),
                    Err(error) => return Some(Err(error)),
                },
            };
            let is_folder = if named { path.is_dir() } else { path.is_dir() && !path.is_symlink() };
            match is_folder {
                true => self.enter(path),
                // A link to a folder that is called like a page.
                false if !named && path.is_dir() => {}
                false => return Some(Ok(path)),
            }
        }
    }
}

impl List {
    fn next(&mut self) -> Option<Entry> {
        loop {
            let mut name = Vec::new();
            match self.input.read_until(self.end, &mut name) {
                Err(error) => return Some(Err((self.name.clone(), error))),
                Ok(0) => return None,
                Ok(_) => {}
            }
            if name.last() == Some(&self.end) {
                name.pop();
            }
            if self.end == b'\n' && name.last() == Some(&b'\r') {
                name.pop();
            }
            if !name.is_empty() {
                return Some(Ok(path(name)));
            }
        }
    }
}

#[cfg(unix)]
fn path(name: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    OsString::from_vec(name).into()
}

#[cfg(not(unix))]
fn path(name: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&name).into_owned().into()
}

/// What a pattern stands for, in order. What is none, or matches nothing, is left as it is: that there is no such file is
/// told in its own line.
fn matches(input: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let name = input.to_string_lossy();
    if !name.contains(['*', '?', '[']) {
        return Ok(vec![input.to_owned()]);
    }
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let found = glob::glob_with(&name, options).with_context(|| name.clone().into_owned())?;
    // A folder that cannot be looked into has no matches.
    Ok(found.filter_map(Result::ok).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_in_a_file() {
        assert_eq!(Form::of("a/b.HTML"), Form::Page);
        assert_eq!(Form::of("b.tar.gz"), Form::PackedTar);
        assert_eq!(Form::of("b.html.gz"), Form::PackedPage);
        assert_eq!(Form::of("CC-1.warc.gz"), Form::Warc);
        assert_eq!(Form::of("zip"), Form::Page);
        let suffixes = Suffixes::new(&["html".to_owned(), ".TXT".to_owned()]);
        assert!(suffixes.has("a.HTML") && suffixes.has("b.txt"));
        assert!(!suffixes.has("ahtml") && !suffixes.has(".html") && !suffixes.has("a.html.gz"));
    }

    #[test]
    fn a_folder_that_cannot_be_read_takes_its_place_and_stops_nothing() {
        let mut walk = Walk::new(&["a.html".into()], None, false, Suffixes::new(&[])).unwrap();
        walk.enter(PathBuf::from("no/such/folder"));
        let (folder, error) = walk.next().unwrap().unwrap_err();
        assert_eq!((folder, error.kind()), ("no/such/folder".into(), io::ErrorKind::NotFound));
        assert_eq!(walk.next().unwrap().unwrap(), PathBuf::from("a.html"));
        assert!(walk.next().is_none());
    }
}
