//! What is told while pages are read, and at the end: always on standard error, and nothing that is part of the output.

use std::{
    fmt,
    io::{IsTerminal as _, stderr},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use clap::{ArgAction, Args, ValueEnum};
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{input::Walk, line::Status, work::Row};
use crate::counted;

/// How often a line of progress is printed.
const PLAIN: Duration = Duration::from_secs(10);

/// How often the bar is drawn.
const BAR: Duration = Duration::from_millis(200);

/// How much is told.
#[derive(Args)]
pub(crate) struct Shown {
    /// How progress is shown: a bar on a terminal, `plain` lines for logs.
    #[arg(long, value_enum, default_value_t = Style::Auto, value_name = "STYLE")]
    progress: Style,
    /// Say nothing but errors.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Name the pages that failed and why; twice: name every page.
    #[arg(short, long, action = ArgAction::Count)]
    verbose: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Style {
    /// A bar, if standard error is a terminal.
    Auto,
    /// A line every ten seconds.
    Plain,
    /// Nothing.
    None,
}

/// How many pages there were of each status.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Tally([u64; Status::ALL.len()]);

impl Tally {
    pub(crate) fn count(&mut self, status: Status) {
        self.0[status as usize] += 1;
    }

    pub(crate) fn of(&self, status: Status) -> u64 {
        self.0[status as usize]
    }

    pub(crate) fn pages(&self) -> u64 {
        self.0.iter().sum()
    }

    pub(crate) fn failed(&self) -> u64 {
        Status::ALL.into_iter().filter(|status| status.is_failed()).map(|status| self.of(status)).sum()
    }
}

/// `12 ok, 3 partial, 1 not-a-report, 2 unreadable`: what there is none of is left out.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for status in Status::ALL.into_iter().filter(|&status| self.of(status) > 0) {
            write!(f, "{}{} {}", if first { "" } else { ", " }, self.of(status), status.name())?;
            first = false;
        }
        Ok(())
    }
}

/// Bytes of the inputs: all of them, as far as they are counted, and those behind us.
#[derive(Default)]
pub(crate) struct Bytes {
    total: AtomicU64,
    counted: AtomicBool,
    pub(crate) done: AtomicU64,
}

pub(crate) struct Progress {
    style: Style,
    quiet: bool,
    verbose: u8,
    bar: Option<ProgressBar>,
    bytes: Arc<Bytes>,
    begun: Instant,
    shown: Instant,
    /// Pages of an earlier run, which took no time.
    skipped: u64,
}

impl Progress {
    /// Begins. `ahead` is the same walk as that of the pages, to see in advance how much there is. Where rows go to the
    /// terminal too, which `shares` says, they tell how far we are, and a bar would stand among them.
    pub(crate) fn begin(shown: &Shown, bytes: &Arc<Bytes>, ahead: Option<Walk>, shares: bool) -> Self {
        let on_terminal = shown.progress == Style::Auto && !shown.quiet && !shares && stderr().is_terminal();
        let style = if on_terminal || shown.progress == Style::Plain { shown.progress } else { Style::None };
        if let Some(walk) = ahead.filter(|_| style != Style::None && !shown.quiet) {
            let bytes = Arc::clone(bytes);
            // Lost is only the time that is left.
            drop(thread::Builder::new().spawn(move || {
                for path in walk.flatten() {
                    bytes.total.fetch_add(path.metadata().map_or(0, |meta| meta.len()), Ordering::Relaxed);
                }
                bytes.counted.store(true, Ordering::Release);
            }));
        }
        let now = Instant::now();
        Self {
            style,
            quiet: shown.quiet,
            verbose: shown.verbose,
            bar: on_terminal.then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())),
            bytes: Arc::clone(bytes),
            begun: now,
            shown: now,
            skipped: 0,
        }
    }

    /// Pages that are in the lines already.
    pub(crate) fn skip(&mut self, tally: &Tally) {
        self.skipped = tally.pages();
        if self.skipped > 0 {
            let are = if self.skipped == 1 { "is" } else { "are" };
            self.say(&format!("{} of the earlier run {are} kept", counted(self.skipped, "page")));
        }
        self.begun = Instant::now();
    }

    /// A page was written.
    pub(crate) fn row(&self, row: &Row) {
        let told = if row.status.is_failed() || row.status == Status::Partial { 1 } else { 2 };
        if self.verbose >= told {
            let why = row.message.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
            self.say(&format!("{}: {}{why}", printable(&row.id), row.status.name()));
        }
    }

    fn say(&self, words: &str) {
        let print = || eprintln!("gongkai: {words}");
        match &self.bar {
            _ if self.quiet => {}
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Shows how far we are, when it is time to.
    pub(crate) fn tick(&mut self, tally: &Tally) {
        let every = if self.bar.is_some() { BAR } else { PLAIN };
        if self.style == Style::None || self.quiet || self.shown.elapsed() < every {
            return;
        }
        self.shown = Instant::now();
        let is_counted = self.bytes.counted.load(Ordering::Acquire);
        let (done, total) = (self.bytes.done.load(Ordering::Relaxed), self.bytes.total.load(Ordering::Relaxed));
        let warned = tally.of(Status::Partial);
        let good = tally.pages() - warned - tally.failed();
        let pages = format!(
            "{}, {}/s: {good} ok, {warned} partial, {} failed",
            counted(tally.pages(), "page"),
            self.rate(tally),
            tally.failed()
        );
        match &self.bar {
            Some(bar) => {
                let (form, length) = match is_counted {
                    true => ("[{bar:30}] {percent}% {msg}, {eta} left", Some(total)),
                    false => ("{spinner} {msg}, {elapsed}", None),
                };
                if let Ok(style) = ProgressStyle::with_template(form) {
                    bar.set_style(style.progress_chars("=> "));
                }
                length.into_iter().for_each(|length| bar.set_length(length));
                bar.set_position(done);
                bar.set_message(pages);
                bar.tick();
            }
            None if is_counted && done > 0 && total >= done => {
                let left = self.begun.elapsed().mul_f64((total - done) as f64 / done as f64);
                eprintln!("gongkai: {pages}, {}% of the bytes, {} left", done * 100 / total, HumanDuration(left));
            }
            None => eprintln!("gongkai: {pages}"),
        }
    }

    /// Pages a second.
    fn rate(&self, tally: &Tally) -> u64 {
        let pages = (tally.pages() - self.skipped) as f64;
        (pages / self.begun.elapsed().as_secs_f64().max(0.001)).round() as u64
    }

    /// Says what came of it.
    pub(crate) fn end(&self, tally: &Tally, failures: Option<&str>) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let see = failures.map(|failures| format!("; those that failed are in {failures}")).unwrap_or_default();
        let seconds = self.begun.elapsed().as_secs_f64();
        let pages = counted(tally.pages(), "page");
        self.say(&format!("{pages} in {seconds:.1} s, {}/s: {tally}{see}", self.rate(tally)));
    }
}

/// A name from outside, without what would make a terminal do things.
pub(crate) fn printable(name: &str) -> String {
    let is_mark =
        |letter: char| letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    name.chars().map(|letter| if is_mark(letter) { '\u{FFFD}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_names_what_there_was() {
        let mut tally = Tally::default();
        [Status::Ok, Status::Limit, Status::Ok, Status::NotAReport].into_iter().for_each(|status| tally.count(status));
        assert_eq!(tally.to_string(), "2 ok, 1 not-a-report, 1 limit");
        assert_eq!((tally.pages(), tally.failed()), (4, 1));
    }

    #[test]
    fn a_name_cannot_speak_to_the_terminal() {
        assert_eq!(printable("报告\u{1b}[2J\u{202e}.html"), "报告\u{FFFD}[2J\u{FFFD}.html");
    }
}
