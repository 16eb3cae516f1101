//! Where lines go: to standard output as they come, or to a file that is whole or is not there.
//!
//! The file `OUT` is made of `OUT.lines`, which with `OUT.journal` beside it survives any end of the program. When the last
//! line is written, the lines become `OUT`, or what its suffix asks for is made of them; both are then gone.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use gongkai::report::Catalogue;

use super::{
    journal::{Entries, Entry, Journal},
    work::Row,
};
use crate::tables::{Format, Outputs};

/// Pages after which, and time after which, lines are synced and entered: what a power cut may cost.
const PAGES: usize = 64;
const WHILE: Duration = Duration::from_millis(500);

/// Names of the files that belong to an output.
pub(crate) struct Names {
    out: PathBuf,
    lines: PathBuf,
    journal: PathBuf,
    part: PathBuf,
    failures: PathBuf,
    failures_part: PathBuf,
    /// Where findings go, if they have a file of their own.
    findings: Option<PathBuf>,
    findings_part: PathBuf,
}

impl Names {
    pub(crate) fn of(out: &Path, findings: Option<PathBuf>) -> Self {
        let with = |suffix: &str| {
            // Of a folder `out/` they are beside it.
            let mut name = out.components().as_path().as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        Self {
            out: out.to_owned(),
            lines: with(".lines"),
            journal: with(".journal"),
            part: with(".part"),
            failures: out.with_extension("failures.jsonl"),
            failures_part: with(".failures.part"),
            findings,
            findings_part: with(".findings.part"),
        }
    }

    /// Whether an earlier run was interrupted.
    pub(crate) fn has_journal(&self) -> bool {
        self.journal.exists()
    }
}

/// A file of lines and its journal, written.
pub(crate) struct Spool {
    names: Names,
    lines: BufWriter<File>,
    journal: Journal,
    /// Bytes of lines.
    end: u64,
    /// Pages whose lines may not be on the disk yet.
    pending: Vec<Entry>,
    entered: Instant,
}

/// A file of lines and its journal, as they were left: compared with what is read now, page by page.
pub(crate) struct Left {
    names: Names,
    entries: Option<Entries>,
    /// Bytes of lines that are there, and of those that are good.
    there: u64,
    end: u64,
    options: u128,
}

impl Left {
    /// What an earlier run left, or nothing.
    ///
    /// # Errors
    /// Where it was made with other options.
    pub(crate) fn open(names: Names, options: u128, resume: bool) -> anyhow::Result<Self> {
        let shown = |path: &Path| path.display().to_string();
        let mut left = Self { entries: None, there: 0, end: 0, options, names };
        if !resume || !left.names.has_journal() {
            return Ok(left);
        }
        left.entries = Entries::open(&left.names.journal).with_context(|| shown(&left.names.journal))?;
        left.there = left.names.lines.metadata().map_or(0, |meta| meta.len());
        if left.entries.as_ref().is_some_and(|entries| entries.options() != options) {
            anyhow::bail!(
                "{} was begun with other options, or by another version: use those, or --restart",
                left.names.out.display()
            );
        }
        Ok(left)
    }

    /// The entry of the next page, if that is the page: from the first one on that is another, nothing is the same.
    pub(crate) fn next(&mut self, id: &str, content: u128) -> io::Result<Option<Entry>> {
        let Some(entries) = &mut self.entries else { return Ok(None) };
        let before = entries.length();
        match entries.next()? {
            Some(entry) if entry.id == id && entry.content == content && entry.end <= self.there => {
                self.end = entry.end;
                Ok(Some(entry))
            }
            other => {
                if other.is_some() {
                    entries.rewind_to(before);
                }
                Ok(None)
            }
        }
    }

    /// Goes on after the pages that were the same.
    pub(crate) fn resume(self) -> anyhow::Result<Spool> {
        let Self { names, entries, end, options, .. } = self;
        let (lines, journal) = match entries {
            Some(entries) => {
                let lines = File::options().create(true).append(true).open(&names.lines);
                let lines = lines.and_then(|lines| lines.set_len(end).map(|()| lines));
                (lines, Journal::resume(&names.journal, entries.length()))
            }
            None => (File::create(&names.lines), Journal::create(&names.journal, options)),
        };
        let lines = lines.with_context(|| names.lines.display().to_string())?;
        let journal = journal.with_context(|| names.journal.display().to_string())?;
        let lines = BufWriter::with_capacity(1 << 20, lines);
        Ok(Spool { names, lines, journal, end, pending: Vec::new(), entered: Instant::now() })
    }
}

impl Spool {
    pub(crate) fn write(&mut self, row: &Row) -> anyhow::Result<()> {
        let written = self.lines.write_all(&row.line).and_then(|()| self.lines.write_all(b"\n"));
        written.with_context(|| self.names.lines.display().to_string())?;
        self.end += row.line.len() as u64 + 1;
        let (status, content, id) = (row.status, row.content, row.id.clone());
        self.pending.push(Entry { end: self.end, status, content, id });
        if self.pending.len() >= PAGES || self.entered.elapsed() > WHILE { self.enter() } else { Ok(()) }
    }

    /// Sees to it that what was written outlives us.
    pub(crate) fn enter(&mut self) -> anyhow::Result<()> {
        let synced = self.lines.flush().and_then(|()| self.lines.get_ref().sync_data());
        synced.with_context(|| self.names.lines.display().to_string())?;
        self.journal.enter(&self.pending).with_context(|| self.names.journal.display().to_string())?;
        self.pending.clear();
        self.entered = Instant::now();
        Ok(())
    }

    /// Makes the output of the lines, and the file of failures beside it.
    /// Gives the name of the latter, if there is one.
    pub(crate) fn finish(mut self, outputs: &Outputs, catalogue: &Catalogue) -> anyhow::Result<Option<String>> {
        self.enter()?;
        let Self { names, lines, .. } = self;
        drop(lines);
        let shown = || names.out.display().to_string();
        let failures = failures(&names).with_context(|| names.failures.display().to_string())?;
        let format = outputs.of_file(&names.out)?;
        if format != Format::Jsonl {
            let parts = (names.part.as_path(), names.findings_part.as_path());
            outputs.convert(format, &names.lines, parts, catalogue).with_context(shown)?;
        }
        match format {
            Format::Jsonl => fs::rename(&names.lines, &names.out).with_context(shown)?,
            // A folder that is there stands in the way of a run that goes on, so that nothing to go on from may outlive it.
            Format::Folder => {
                for left in [&names.lines, &names.journal] {
                    fs::remove_file(left).with_context(|| left.display().to_string())?;
                }
                fs::rename(&names.part, names.out.components().as_path()).with_context(shown)?;
            }
            _ => {
                if let Some(findings) = &names.findings {
                    fs::rename(&names.findings_part, findings).with_context(|| findings.display().to_string())?;
                }
                fs::rename(&names.part, &names.out).with_context(shown)?;
                fs::remove_file(&names.lines).with_context(shown)?;
            }
        }
        if format != Format::Folder {
            fs::remove_file(&names.journal).with_context(shown)?;
        }
        sync_folder(&names.out);
        Ok(failures.then(|| names.failures.display().to_string()))
    }
}

/// Writes the lines of pages that failed to a file of their own; if there are none, there is no file.
fn failures(names: &Names) -> io::Result<bool> {
    match fs::remove_file(&names.failures) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let Some(mut entries) = Entries::open(&names.journal)? else { return Ok(false) };
    let mut lines = BufReader::new(File::open(&names.lines)?);
    let mut out: Option<BufWriter<File>> = None;
    let mut start = 0;
    while let Some(entry) = entries.next()? {
        if entry.status.is_failed() {
            let out = match &mut out {
                Some(out) => out,
                none => none.insert(BufWriter::new(File::create(&names.failures_part)?)),
            };
            lines.seek(SeekFrom::Start(start))?;
            io::copy(&mut lines.by_ref().take(entry.end - start), out)?;
        }
        start = entry.end;
    }
    let Some(mut out) = out else { return Ok(false) };
    out.flush()?;
    out.get_ref().sync_all()?;
    fs::rename(&names.failures_part, &names.failures)?;
    Ok(true)
}

/// A file's new name outlives a power cut once its folder is synced. Not every system can, and then there is nothing to do.
fn sync_folder(file: &Path) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    drop(File::open(folder).and_then(|folder| folder.sync_all()));
}
