//! What goes in（输入）: files, folders, patterns, lists, feeds, archives and crawls, all as one stream of [`Page`]s.
//!
//! Whatever cannot be opened or unpacked is a page too, one with a [`Refusal`] in place of its bytes: it takes its place in
//! the order, is told in its own line, and stops nothing.

mod archive;
mod crawl;
mod feed;
mod http;
mod walk;

use std::{
    collections::HashMap,
    fs::File,
    io::{self, Read as _},
    ops::ControlFlow,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use anyhow::Context as _;
use clap::Args;
use gongkai::page::Media;

pub(crate) use self::walk::Walk;
use self::walk::{Form, Suffixes};
use super::{journal::fingerprint, line::Status};
use crate::bounded;

/// Where pages come from.
#[derive(Args, Clone)]
pub(crate) struct Inputs {
    /// Files, folders (all that is below them), patterns such as `'in/**/*.html'`, or `-` for JSON Lines with `url` and
    /// `html` from standard input. Files called .jsonl, .warc, .zip, .tar, also .gz, are unpacked as they are read.
    #[arg(required_unless_present_any = ["files_from", "warc_index"], value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Read the inputs that this file names too, one a line; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The names in `--files-from` end with NUL, as `find -print0` writes them.
    #[arg(short = '0', long, requires = "files_from")]
    null: bool,
    /// Suffixes of what is read in folders and archives. A file that is named itself is read whatever it is called.
    #[arg(long, value_delimiter = ',', value_name = "SUFFIX,…", default_value = walk::SUFFIXES)]
    ext: Vec<String>,
    /// Read the records of WARC files that this index lists: CSV with columns `warc_filename`, `warc_record_offset`,
    /// `warc_record_length`, or CDXJ. Names are looked for beside the index, then in this folder.
    #[arg(long, value_name = "FILE")]
    warc_index: Option<PathBuf>,
    /// Addresses that pages were served from: a line for each, with the page as outputs name it (`report_id`), a tab, and its
    /// address. What crawls and feeds say themselves goes before.
    #[arg(long, value_name = "FILE")]
    urls: Option<PathBuf>,
}

/// A page, or why there is none.
pub(crate) struct Page {
    /// Which it is.
    pub(crate) origin: Origin,
    /// Its bytes.
    pub(crate) body: Result<Body, Refusal>,
}

/// Which page（出处）.
#[derive(Clone, Default)]
pub(crate) struct Origin {
    /// See [`Input::id`](super::line::Input).
    pub(crate) id: String,
    /// Address that it was served from.
    pub(crate) url: Option<String>,
    /// Where it stands in a crawl.
    pub(crate) warc: Option<WarcPlace>,
}

/// A record of a WARC file.
#[derive(Clone)]
pub(crate) struct WarcPlace {
    pub(crate) filename: String,
    pub(crate) offset: u64,
    /// None where records are packed together.
    pub(crate) length: Option<u64>,
}

/// The bytes of a page, with what was said of them where they came from.
pub(crate) struct Body {
    pub(crate) bytes: Vec<u8>,
    /// Charset of the transport.
    pub(crate) encoding: Option<String>,
    /// Kind of text, where it is not to be told by content.
    pub(crate) media: Option<Media>,
}

/// Why a page has no bytes.
pub(crate) struct Refusal {
    pub(crate) status: Status,
    pub(crate) message: String,
}

impl Refusal {
    fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// What an error in reading says. One that only an archive's bytes can cause is no fault of the file system.
    fn of(error: &io::Error) -> Self {
        let status = match error.kind() {
            _ if bounded::is_too_tight(error) => Status::Limit,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                Status::Unreadable
            }
            _ => Status::Error,
        };
        Self::new(status, error.to_string())
    }

    fn too_large(bytes: u64, limit: usize) -> Self {
        Self::new(Status::Limit, format!("the input has {bytes} bytes, over the limit of {limit}"))
    }
}

impl Page {
    fn new(id: impl Into<String>, body: Result<Vec<u8>, Refusal>) -> Self {
        let origin = Origin { id: id.into(), ..Origin::default() };
        Self { origin, body: body.map(|bytes| Body { bytes, encoding: None, media: None }) }
    }

    /// What tells it from another page of the same name: all that goes into its line.
    pub(crate) fn fingerprint(&self) -> u128 {
        let url = self.origin.url.as_deref().unwrap_or_default();
        match &self.body {
            Ok(body) => {
                let encoding = body.encoding.as_deref().unwrap_or_default();
                let media = format!("{:?}", body.media);
                fingerprint(&[&body.bytes, encoding.as_bytes(), media.as_bytes(), url.as_bytes()])
            }
            Err(refusal) => fingerprint(&[refusal.message.as_bytes(), url.as_bytes()]),
        }
    }

    /// Bytes that it holds in memory.
    pub(crate) fn weight(&self) -> usize {
        self.body.as_ref().map_or(0, |body| body.bytes.len())
    }
}

/// Takes a page, and says whether more are wanted.
type Emit<'a> = &'a mut dyn FnMut(Page) -> ControlFlow<()>;

/// What all readers of inputs need to know.
pub(crate) struct Rules {
    suffixes: Suffixes,
    /// Bytes of one page, unpacked.
    max_bytes: usize,
}

impl Inputs {
    /// What is opened, in order, not yet opened.
    ///
    /// # Errors
    /// A list that cannot be opened, a pattern that is none.
    pub(crate) fn walk(&self) -> anyhow::Result<Walk> {
        Walk::new(&self.inputs, self.files_from.as_deref(), self.null, Suffixes::new(&self.ext))
    }

    /// Addresses of pages by their names.
    ///
    /// # Errors
    /// A file that cannot be read, a line of it without a tab.
    pub(crate) fn urls(&self) -> anyhow::Result<HashMap<String, String>> {
        let Some(file) = &self.urls else { return Ok(HashMap::new()) };
        let shown = file.display();
        let text = std::fs::read_to_string(file).with_context(|| shown.to_string())?;
        let lines = text.trim_start_matches('\u{FEFF}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let pair = |(at, line): (usize, &str)| {
            let (id, url) = line.split_once('\t').with_context(|| format!("{shown}:{}: no tab", at + 1))?;
            Ok((id.to_owned(), url.trim().to_owned()))
        };
        lines.map(pair).collect()
    }

    /// Whether standard input is read, so that nobody can look ahead.
    pub(crate) fn has_stdin(&self) -> bool {
        let dash = Path::new("-");
        self.files_from.as_deref() == Some(dash) || self.inputs.iter().any(|input| input == dash)
    }

    /// Gives every page of what `walk` finds, and of the index, to `emit`, in order, until it wants no more. `done`
    /// counts the bytes of files that are behind us.
    pub(crate) fn each(&self, walk: Walk, max_bytes: usize, done: &AtomicU64, emit: Emit<'_>) -> ControlFlow<()> {
        let rules = Rules { suffixes: Suffixes::new(&self.ext), max_bytes };
        for entry in walk {
            match entry {
                Ok(path) => {
                    guarded(&path.to_string_lossy(), emit, |emit| open(&path, &rules, emit))?;
                    done.fetch_add(path.metadata().map_or(0, |meta| meta.len()), Ordering::Relaxed);
                }
                Err((path, error)) => emit(Page::new(path.to_string_lossy(), Err(Refusal::of(&error))))?,
            }
        }
        match &self.warc_index {
            Some(index) => guarded(&index.to_string_lossy(), emit, |emit| crawl::indexed(index, &rules, emit)),
            None => ControlFlow::Continue(()),
        }
    }
}

/// Opens an input, which may fail, and may even panic in somebody's unpacking of hostile bytes: then the input ends there
/// with a page that says so.
fn guarded(id: &str, emit: Emit<'_>, open: impl FnOnce(Emit<'_>) -> io::Result<ControlFlow<()>>) -> ControlFlow<()> {
    let refusal = match panic::catch_unwind(AssertUnwindSafe(|| open(&mut *emit))) {
        Ok(Ok(flow)) => return flow,
        Ok(Err(error)) => Refusal::of(&error),
        Err(_) => Refusal::new(Status::Error, "unpacking it failed"),
    };
    emit(Page::new(id, Err(refusal)))
}

/// Reads one input, whatever it is.
fn open(path: &Path, rules: &Rules, emit: Emit<'_>) -> io::Result<ControlFlow<()>> {
    let id = path.to_string_lossy();
    if path == Path::new("-") {
        return feed::each(&mut io::stdin().lock(), "-", rules, emit);
    }
    match Form::of(&id) {
        Form::Page => {
            let file = File::open(path)?;
            let size = file.metadata()?.len();
            if size > rules.max_bytes as u64 {
                return Ok(emit(Page::new(id, Err(Refusal::too_large(size, rules.max_bytes)))));
            }
            Ok(emit(Page::new(id, take(file, rules.max_bytes))))
        }
        Form::PackedPage => {
            let file = bounded::gunzip(File::open(path)?);
            Ok(emit(Page::new(id, take(file, rules.max_bytes))))
        }
        Form::Feed => feed::each(&mut io::BufReader::new(File::open(path)?), &id, rules, emit),
        Form::PackedFeed => feed::each(&mut io::BufReader::new(bounded::gunzip(File::open(path)?)), &id, rules, emit),
        Form::Zip => archive::zip(File::open(path)?, &id, rules, emit),
        Form::Tar => archive::tar(File::open(path)?, &id, rules, emit),
        Form::PackedTar => archive::tar(bounded::gunzip(File::open(path)?), &id, rules, emit),
        Form::Warc => crawl::each(File::open(path)?, &id, rules, emit),
    }
}

/// All of `input`, unless it is more than `limit`.
fn take(input: impl io::Read, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    match input.take(limit as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => Err(Refusal::of(&error)),
        Ok(read) if read > limit => {
            Err(Refusal::new(Status::Limit, format!("the input has more than the limit of {limit} bytes")))
        }
        Ok(_) => Ok(bytes),
    }
}
