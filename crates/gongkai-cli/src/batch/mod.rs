//! `gongkai batch`: pages of any number in, one JSON object a line out, in the order of the input for any number of jobs;
//! or tables that are made of the lines.
//!
//! ```text
//! inputs ─one thread→ Page ─gate→ readers ─Row→ order ─→ lines + journal ─→ output
//! ```

mod input;
mod journal;
pub(crate) mod line;
mod progress;
pub(crate) mod schema;
mod spool;
mod work;

use std::{
    collections::{BTreeMap, HashMap},
    fs::File,
    io::{self, BufWriter, IsTerminal as _, Write},
    ops::ControlFlow,
    panic,
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::Context as _;
use clap::Args;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use gongkai::{Reader, report::Catalogue};

pub(crate) use self::progress::printable;
use self::{
    input::{Inputs, Walk},
    journal::fingerprint,
    progress::{Bytes, Progress, Shown, Tally},
    spool::{Left, Names, Spool},
    work::{Gate, Job, Row},
};
use crate::{
    Failure, counted, kinds,
    limits::Raised,
    packs::{Issuers, Packs},
    tables,
};

/// How often we look whether we were interrupted while no page comes.
const LOOK: Duration = Duration::from_millis(100);

/// Pages before a share of them can be too many.
const SHARE_OF: u64 = 100;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Where the output goes, complete or not at all; standard output without it. The suffix says the format: .csv, .xlsx,
    /// .parquet, / for a folder of JSON files, and JSON Lines for any other.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Go on with a run that was interrupted, after the pages of it that are still the same.
    #[arg(long, requires = "output")]
    resume: bool,
    /// Begin anew, whatever an interrupted run has left.
    #[arg(long, conflicts_with = "resume")]
    restart: bool,
    /// Pages that are read at a time; 0 is one for each core.
    #[arg(short, long, default_value_t = 0)]
    jobs: usize,
    /// Stop at the first page that fails.
    #[arg(long, conflicts_with = "max_failures")]
    fail_fast: bool,
    /// Stop when more pages fail than this: a number, or a share such as 5% once there are 100 pages.
    #[arg(long, value_name = "N|N%")]
    max_failures: Option<Most>,
    /// Look only for these kinds of mentions; an empty list looks for none.
    #[arg(long, value_delimiter = ',', value_name = "KIND,…")]
    kinds: Option<Vec<String>>,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    tables: tables::Outputs,
    #[command(flatten)]
    packs: Packs,
    #[command(flatten)]
    issuers: Issuers,
    #[command(flatten)]
    limits: Raised,
}

/// How many failures are borne.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Most {
    Pages(u64),
    Percent(u64),
}

impl FromStr for Most {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, make): (_, fn(u64) -> Self) = match text.strip_suffix('%') {
            Some(number) => (number, Self::Percent),
            None => (text, Self::Pages),
        };
        number.parse().map(make).map_err(|_| format!("{text:?} is neither a number nor a share such as 5%"))
    }
}

impl Most {
    fn is_passed(self, tally: &Tally) -> bool {
        match self {
            Self::Pages(most) => tally.failed() > most,
            Self::Percent(most) => {
                tally.pages() >= SHARE_OF && tally.failed().saturating_mul(100) > tally.pages().saturating_mul(most)
            }
        }
    }
}

/// Where rows go.
enum Sink {
    /// A pipe, a terminal, a device: lines as they come.
    Stream(Stream),
    /// A file.
    Spool(Box<Spool>),
}

impl Sink {
    fn write(&mut self, row: &Row) -> anyhow::Result<()> {
        match self {
            Self::Spool(spool) => spool.write(row),
            Self::Stream(stream) => {
                let written = stream.look.write(&row.line, &mut stream.out);
                stream.told(written)
            }
        }
    }

    /// What was written is where it belongs.
    fn enter(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Spool(spool) => spool.enter(),
            Self::Stream(stream) => {
                let flushed = stream.out.flush();
                stream.told(flushed.map_err(Into::into))
            }
        }
    }
}

/// Where lines go as they come.
struct Stream {
    out: Box<dyn Write + Send>,
    /// None for standard output.
    name: Option<String>,
    /// What is written of a line.
    look: tables::Stream,
}

impl Stream {
    /// An error in writing. That whoever reads our standard output has had enough is no failure, so it stays an
    /// `io::Error`; that the reader of a named pipe is gone is one.
    fn told(&self, written: anyhow::Result<()>) -> anyhow::Result<()> {
        match &self.name {
            None => written.context("standard output"),
            Some(name) => written.map_err(|error| anyhow::anyhow!("{name}: {error}")),
        }
    }
}

/// The output to be, with what an earlier run left of it.
enum Target {
    Stream(Stream),
    Left(Box<Left>),
}

/// Why no more rows are written.
enum Stop {
    /// There are none.
    End,
    Interrupted,
    TooManyFailures,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let limits = arguments.limits.limits()?;
    let max_bytes = limits.max_bytes;
    let packs = arguments.packs.texts()?;
    let catalogue = Packs::catalogue_of(&packs)?;
    let heads = arguments.issuers.heads()?;
    let options = format!("{} {:?} {limits:?} {packs:?} {heads:?}", crate::version(), arguments.kinds);
    let mut reader = Reader::new().limits(limits).catalogue(catalogue.clone()).issuers(heads);
    if let Some(names) = &arguments.kinds {
        let names: Vec<_> = names.iter().filter(|name| !name.is_empty()).cloned().collect();
        reader = reader.kinds(kinds(&names)?);
    }
    let jobs = match arguments.jobs {
        0 => thread::available_parallelism().map_or(1, usize::from),
        jobs => jobs,
    };
    let target = target(arguments, fingerprint(&[options.as_bytes()]), &catalogue)?;
    let walk = arguments.inputs.walk()?;
    let urls = arguments.inputs.urls()?;
    let ahead = if arguments.inputs.has_stdin() { None } else { Some(arguments.inputs.walk()?) };
    let bytes = Arc::new(Bytes::default());
    let shares = matches!(target, Target::Stream(_)) && io::stdout().is_terminal();
    let progress = Progress::begin(&arguments.shown, &bytes, ahead, shares);
    // A fault is told in its page's own line.
    panic::set_hook(Box::new(|_| {}));
    let interrupted = interruptions()?;

    let gate = Arc::new(Gate::new(jobs));
    let (pages, waiting) = crossbeam_channel::unbounded();
    let (done, rows) = crossbeam_channel::unbounded();
    let (begin, begun) = crossbeam_channel::bounded(1);
    work::start(jobs, &reader, &waiting, &done)?;
    let inputs = arguments.inputs.clone();
    let feeder = Feeder { inputs, urls, max_bytes, bytes, pages, begin, gate, interrupted };
    let (gate, interrupted) = (Arc::clone(&feeder.gate), Arc::clone(&feeder.interrupted));
    thread::Builder::new().name("inputs".to_owned()).spawn(move || feeder.run(walk, target))?;

    let Some((sink, tally)) = wait(&begun, &interrupted)? else {
        return Err(Failure::Interrupted(anyhow::anyhow!("interrupted; nothing has changed")));
    };
    let most = if arguments.fail_fast { Some(Most::Pages(0)) } else { arguments.max_failures };
    let mut writer = Writer { rows, gate, interrupted, sink, tally, progress, most, first: None };
    let stop = writer.run()?;
    writer.end(stop, &arguments.tables, &catalogue)
}

/// Where the lines are to go.
fn target(arguments: &Arguments, options: u128, catalogue: &Catalogue) -> anyhow::Result<Target> {
    let Some(path) = arguments.output.as_deref().filter(|path| *path != Path::new("-")) else {
        let look = arguments.tables.stream(io::stdout().is_terminal(), catalogue)?;
        return Ok(Target::Stream(Stream { out: Box::new(BufWriter::new(io::stdout())), name: None, look }));
    };
    let is_folder = tables::Format::of(path) == tables::Format::Folder;
    anyhow::ensure!(is_folder || !path.is_dir(), "{} is a folder: end it in / to write files into it", path.display());
    let shown = path.display().to_string();
    if path.exists() && !path.is_file() && !is_folder {
        let device = File::options().write(true).open(path).with_context(|| shown.clone())?;
        let look = arguments.tables.stream(false, catalogue)?;
        return Ok(Target::Stream(Stream { out: Box::new(BufWriter::new(device)), name: Some(shown), look }));
    }
    arguments.tables.of_file(path)?;
    let names = Names::of(path, arguments.tables.findings(path));
    if names.has_journal() && !arguments.resume && !arguments.restart {
        anyhow::bail!(
            "a run that was interrupted has left lines of {shown}: --resume goes on with them, --restart begins anew"
        )
    }
    Ok(Target::Left(Box::new(Left::open(names, options, arguments.resume)?)))
}

/// Whether the user wants us to end. The second time we do so at once: what is entered in the journal is safe.
fn interruptions() -> anyhow::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    })?;
    Ok(flag)
}

/// What rows can be written to, and the pages that are in it already; nothing if we were interrupted before.
fn wait(
    begun: &Receiver<anyhow::Result<(Sink, Tally)>>,
    interrupted: &AtomicBool,
) -> anyhow::Result<Option<(Sink, Tally)>> {
    loop {
        match begun.recv_timeout(LOOK) {
            Ok(begun) => return begun.map(Some),
            Err(RecvTimeoutError::Timeout) if interrupted.load(Ordering::SeqCst) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) if interrupted.load(Ordering::SeqCst) => return Ok(None),
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("reading the inputs failed"),
        }
    }
}

/// The thread that brings pages.
struct Feeder {
    inputs: Inputs,
    urls: HashMap<String, String>,
    max_bytes: usize,
    bytes: Arc<Bytes>,
    pages: Sender<Job>,
    /// Tells where rows go, once the pages that are there already have been passed over.
    begin: Sender<anyhow::Result<(Sink, Tally)>>,
    gate: Arc<Gate>,
    interrupted: Arc<AtomicBool>,
}

impl Feeder {
    fn run(self, walk: Walk, target: Target) {
        let mut target = Some(target);
        let mut kept = Tally::default();
        let flow = self.inputs.each(walk, self.max_bytes, &self.bytes.done, &mut |mut page| {
            if page.origin.url.is_none() {
                page.origin.url = self.urls.get(&page.origin.id).cloned();
            }
            let content = page.fingerprint();
            if let Some(Target::Left(left)) = &mut target {
                match left.next(&page.origin.id, content) {
                    Ok(Some(entry)) => {
                        kept.count(entry.status);
                        let ended = self.interrupted.load(Ordering::SeqCst);
                        return if ended { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
                    }
                    Ok(None) => {}
                    Err(error) => {
                        drop(self.begin.send(Err(error.into())));
                        return ControlFlow::Break(());
                    }
                }
            }
            if let Some(target) = target.take() {
                self.hand_over(target, kept);
            }
            let Some(number) = self.gate.enter(work::weight(&page)) else { return ControlFlow::Break(()) };
            match self.pages.send(Job { number, page, content }) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        });
        if let Some(target) = target
            && flow.is_continue()
        {
            self.hand_over(target, kept);
        }
        self.gate.close();
    }

    fn hand_over(&self, target: Target, kept: Tally) {
        let sink = match target {
            Target::Stream(stream) => Ok(Sink::Stream(stream)),
            Target::Left(left) => left.resume().map(|spool| Sink::Spool(Box::new(spool))),
        };
        drop(self.begin.send(sink.map(|sink| (sink, kept))));
    }
}

/// What puts rows in order and writes them.
struct Writer {
    rows: Receiver<Row>,
    gate: Arc<Gate>,
    interrupted: Arc<AtomicBool>,
    sink: Sink,
    tally: Tally,
    progress: Progress,
    most: Option<Most>,
    /// The first page that failed, and why: enough to see a mistyped name.
    first: Option<String>,
}

impl Writer {
    fn run(&mut self) -> anyhow::Result<Stop> {
        self.progress.skip(&self.tally);
        let mut early = BTreeMap::new();
        let mut next = 0;
        loop {
            if self.most.is_some_and(|most| most.is_passed(&self.tally)) {
                self.gate.close();
                return Ok(Stop::TooManyFailures);
            }
            let interrupted = self.interrupted.load(Ordering::SeqCst);
            if interrupted {
                self.gate.close();
            }
            if self.gate.is_done(next) {
                return Ok(if interrupted { Stop::Interrupted } else { Stop::End });
            }
            self.progress.tick(&self.tally);
            if let Some(row) = early.remove(&next) {
                self.write(&row)?;
                next += 1;
                continue;
            }
            match self.rows.recv_timeout(LOOK) {
                Ok(row) => drop(early.insert(row.number, row)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the readers have died"),
            }
        }
    }

    fn write(&mut self, row: &Row) -> anyhow::Result<()> {
        self.sink.write(row)?;
        self.tally.count(row.status);
        if row.status.is_failed() && self.first.is_none() {
            let why = row.message.as_deref().unwrap_or(row.status.name());
            self.first = Some(format!("{}: {}", progress::printable(&row.id), progress::printable(why)));
        }
        self.progress.row(row);
        self.gate.leave(row.weight);
        Ok(())
    }

    fn end(mut self, stop: Stop, tables: &tables::Outputs, catalogue: &Catalogue) -> Result<(), Failure> {
        self.sink.enter()?;
        let failed = self.tally.failed();
        let resume = match &self.sink {
            Sink::Spool(_) => "; the same command with --resume goes on from here",
            Sink::Stream(_) => "",
        };
        let failures = match (stop, self.sink) {
            (Stop::Interrupted, _) => {
                self.progress.end(&self.tally, None);
                return Err(Failure::Interrupted(anyhow::anyhow!("interrupted{resume}")));
            }
            (Stop::TooManyFailures, _) => {
                self.progress.end(&self.tally, None);
                return Err(Failure::Input(anyhow::anyhow!(
                    "stopped, because {} failed{resume}",
                    counted(failed, "page")
                )));
            }
            (Stop::End, sink) if self.tally.pages() == 0 => {
                drop(sink);
                return Err(Failure::Nothing(anyhow::anyhow!("no page was found")));
            }
            (Stop::End, Sink::Stream(_)) => None,
            (Stop::End, Sink::Spool(spool)) => spool.finish(tables, catalogue)?,
        };
        self.progress.end(&self.tally, failures.as_deref());
        let such = match self.first {
            Some(first) if failed == 1 => format!(": {first}"),
            Some(first) => format!(", such as {first}"),
            None => String::new(),
        };
        match failed {
            0 => Ok(()),
            _ => Err(Failure::Input(anyhow::anyhow!("{} could not be read{such}", counted(failed, "page")))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_borne_up_to_a_number_or_a_share() {
        let tally = |failed: u64, good: u64| {
            let mut tally = Tally::default();
            (0..failed).for_each(|_| tally.count(line::Status::Limit));
            (0..good).for_each(|_| tally.count(line::Status::Ok));
            tally
        };
        let three: Most = "3".parse().unwrap();
        assert!(!three.is_passed(&tally(3, 0)) && three.is_passed(&tally(4, 1_000)));
        let share: Most = "5%".parse().unwrap();
        assert!(!share.is_passed(&tally(50, 0)), "too few pages for a share of them");
        assert!(!share.is_passed(&tally(5, 95)) && share.is_passed(&tally(6, 94)));
        assert!("five".parse::<Most>().is_err() && "5.5%".parse::<Most>().is_err());
    }
}
