//! Pages to lines: one thread brings pages, some read them, and the lines leave in the order of the pages.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use crossbeam_channel::{Receiver, Sender};
use gongkai::{AnnualReport, Reader, Reading, report::Entry, write::json};

use super::{
    input::{Origin, Page, Refusal},
    line::{Input, Line, Status},
};

/// Stack of a thread that reads. The library does not recurse over what it reads; this is for what it stands on.
const STACK: usize = 8 << 20;

/// Bytes of pages that are under way for each thread that reads: what they grow to in memory is some sixty times as much.
const BYTES: usize = 8 << 20;

/// Pages that are under way for each thread that reads.
const PAGES: usize = 64;

/// What a page counts for beside its bytes.
const OVERHEAD: usize = 1 << 10;

/// A page that waits to be read.
pub(crate) struct Job {
    pub(crate) number: u64,
    pub(crate) page: Page,
    /// [`fingerprint`](super::journal::fingerprint) of its bytes.
    pub(crate) content: u128,
}

/// A page that was read, as it is written.
pub(crate) struct Row {
    pub(crate) number: u64,
    pub(crate) id: String,
    pub(crate) status: Status,
    pub(crate) message: Option<String>,
    pub(crate) content: u128,
    pub(crate) line: Vec<u8>,
    /// What it took of the gate.
    pub(crate) weight: usize,
}

/// Lets in as many pages as memory is meant for, and counts them. A page larger than all of that comes in alone.
pub(crate) struct Gate {
    state: Mutex<State>,
    room: Condvar,
    most_bytes: usize,
    most_pages: usize,
}

#[derive(Default)]
struct State {
    bytes: usize,
    pages: usize,
    admitted: u64,
    /// No more pages come: there are none, or none are wanted.
    closed: bool,
}

impl Gate {
    pub(crate) fn new(jobs: usize) -> Self {
        Self {
            state: Mutex::default(),
            room: Condvar::new(),
            most_bytes: BYTES.saturating_mul(jobs),
            most_pages: PAGES.saturating_mul(jobs),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing in here can panic half-way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for room; gives the number of the page, or none if no more are wanted.
    pub(crate) fn enter(&self, weight: usize) -> Option<u64> {
        let is_full = |state: &mut State| {
            let over = state.bytes.saturating_add(weight) > self.most_bytes || state.pages >= self.most_pages;
            !state.closed && state.pages > 0 && over
        };
        let mut state = self.room.wait_while(self.state(), is_full).unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return None;
        }
        state.bytes += weight;
        state.pages += 1;
        state.admitted += 1;
        Some(state.admitted - 1)
    }

    /// A page has been written.
    pub(crate) fn leave(&self, weight: usize) {
        let mut state = self.state();
        state.bytes -= weight;
        state.pages -= 1;
        drop(state);
        self.room.notify_all();
    }

    /// Lets no more in.
    pub(crate) fn close(&self) {
        self.state().closed = true;
        self.room.notify_all();
    }

    /// Whether all that came in has left, and no more will come.
    pub(crate) fn is_done(&self, written: u64) -> bool {
        let state = self.state();
        state.closed && state.admitted == written
    }
}

impl Job {
    pub(crate) fn weight(&self) -> usize {
        weight(&self.page)
    }
}

/// What a page takes of the gate.
pub(crate) fn weight(page: &Page) -> usize {
    page.weight() + OVERHEAD
}

/// Starts the threads that read.
pub(crate) fn start(jobs: usize, reader: &Reader, pages: &Receiver<Job>, rows: &Sender<Row>) -> std::io::Result<()> {
    let reader = Arc::new(reader.clone());
    for _ in 0..jobs {
        let (reader, pages, rows) = (Arc::clone(&reader), pages.clone(), rows.clone());
        let work = move || {
            for job in pages {
                if rows.send(read(&reader, job)).is_err() {
                    break;
                }
            }
        };
        thread::Builder::new().name("reader".to_owned()).stack_size(STACK).spawn(work)?;
    }
    Ok(())
}

/// Reads a page. Whatever happens in it, its row is there.
fn read(reader: &Reader, job: Job) -> Row {
    let weight = job.weight();
    let Job { number, page: Page { origin, body }, content } = job;
    let written = match body {
        Err(Refusal { status, message }) => Err((status, message)),
        Ok(body) => {
            let work = || {
                let mut own;
                let mut reader = reader;
                if body.encoding.is_some() || body.media.is_some() {
                    own = reader.clone();
                    if let Some(label) = &body.encoding {
                        own = own.encoding(label);
                    }
                    if let Some(media) = body.media {
                        own = own.media(media);
                    }
                    reader = &own;
                }
                page(reader, &origin, &body.bytes)
            };
            panic::catch_unwind(AssertUnwindSafe(work))
                .unwrap_or_else(|_| Err((Status::Error, "the library failed on this page".to_owned())))
        }
    };
    let (status, message, line) = match written {
        Ok((status, line)) => (status, None, line),
        Err((status, message)) => {
            let line = Line { input: input(&origin, status, Some(&message)), page: None };
            let line = line.write().unwrap_or_default();
            (status, Some(message), line)
        }
    };
    Row { number, id: origin.id, status, message, content, line, weight }
}

fn page(reader: &Reader, origin: &Origin, bytes: &[u8]) -> Result<(Status, Vec<u8>), (Status, String)> {
    let reading = reader
        .read(bytes)
        .map_err(|error| (if error.is_too_large() { Status::Limit } else { Status::Unreadable }, error.to_string()))?;
    let status = status(&reading);
    let page = json::Page::new(&reading, origin.url.as_deref().unwrap_or(&origin.id));
    let line = Line { input: input(origin, status, None), page: Some(page) };
    line.write().map(|line| (status, line)).map_err(|error| (Status::Error, error.to_string()))
}

fn input<'a>(origin: &'a Origin, status: Status, message: Option<&'a str>) -> Input<'a> {
    let warc = origin.warc.as_ref();
    Input {
        id: origin.id.as_str().into(),
        status,
        message: message.map(Into::into),
        url: origin.url.as_deref().map(Into::into),
        warc_filename: warc.map(|warc| warc.filename.as_str().into()),
        warc_record_offset: warc.map(|warc| warc.offset),
        warc_record_length: warc.and_then(|warc| warc.length),
    }
}

/// Findings that say that something of the page is lost.
const LOSSES: [&str; 6] =
    ["malformed-text", "replacement-characters", "cells-dropped", "cells-lost", "cells-glued", "column-unclear"];

fn status(reading: &Reading) -> Status {
    let is_loss = |code: &str| code.starts_with("limit-") || LOSSES.contains(&code);
    match &reading.report {
        None => Status::NotAReport,
        Some(report) if !is_whole(report) || reading.findings.iter().any(|finding| is_loss(finding.code)) => {
            Status::Partial
        }
        Some(_) => Status::Ok,
    }
}

/// Whether there are figures and each can be read.
fn is_whole(report: &AnnualReport) -> bool {
    !report.figures.is_empty() && report.figures.iter().all(|figure| figure.entry != Entry::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gate_holds_pages_back_until_others_have_left() {
        let gate = Gate::new(1);
        assert_eq!(gate.enter(BYTES * 4), Some(0), "a page larger than all room comes in alone");
        thread::scope(|scope| {
            let waiting = scope.spawn(|| gate.enter(1));
            gate.leave(BYTES * 4);
            assert_eq!(waiting.join().unwrap(), Some(1));
        });
        thread::scope(|scope| {
            let waiting = scope.spawn(|| gate.enter(BYTES));
            gate.close();
            assert_eq!(waiting.join().unwrap(), None, "no more are wanted");
        });
        assert!(!gate.is_done(1) && gate.is_done(2));
    }

    #[test]
    fn a_page_has_the_status_of_what_was_read_of_it() {
        let status_of = |page: &[u8]| page_status(page).0;
        assert_eq!(status_of("今天下雨。".as_bytes()), Status::NotAReport);
        assert_eq!(status_of(b" "), Status::Unreadable);
        assert_eq!(status_of(b"%PDF-1.7"), Status::Unreadable);
        let (_, message) = page_status(&vec![b' '; (32 << 20) + 1]);
        assert!(message.unwrap().contains("over the limit of 33554432"));
        let whole = include_bytes!("../../../../fixtures/reports/linshui-2023/page.html");
        assert_eq!(status_of(whole), Status::Ok);
        let cut = [&whole[..], b"\xE5\x85"].concat();
        assert_eq!(status_of(&cut), Status::Partial);
    }

    fn page_status(bytes: &[u8]) -> (Status, Option<String>) {
        let reader = Reader::new().kinds(gongkai::mention::Kinds::NONE);
        match page(&reader, &Origin::default(), bytes) {
            Ok((status, _)) => (status, None),
            Err((status, message)) => (status, Some(message)),
        }
    }
}
