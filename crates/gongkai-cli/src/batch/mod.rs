//! `gongkai batch`: files and folders in, one JSON object a line out, in the order of the input for any number of jobs.

pub(crate) mod line;

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use gongkai::{Reader, write::json::Page};
use rayon::prelude::*;

use self::line::{Input, Line, Status};
use crate::{Failure, kinds, limits::Raised, tables};

/// Files of a folder that are read; a file that is named itself is read whatever it is called.
const SUFFIXES: [&str; 6] = ["html", "htm", "shtml", "xhtml", "txt", "md"];

/// Pages for each job that are held in memory at a time.
const PAGES_A_JOB: usize = 16;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Files, and folders whose pages are read in the order of their paths.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// Where the lines go, complete or not at all; standard output without it.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Pages that are read at a time; 0 is one for each core.
    #[arg(short, long, default_value_t = 0)]
    jobs: usize,
    /// Look only for these kinds of mentions; an empty list looks for none.
    #[arg(long, value_delimiter = ',', value_name = "KIND,…")]
    kinds: Option<Vec<String>>,
    /// Say nothing at the end.
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    tables: tables::Outputs,
    #[command(flatten)]
    limits: Raised,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut reader = Reader::new().limits(arguments.limits.limits()?);
    if let Some(names) = &arguments.kinds {
        let names: Vec<_> = names.iter().filter(|name| !name.is_empty()).cloned().collect();
        reader = reader.kinds(kinds(&names)?);
    }
    let mut files = Vec::new();
    for input in &arguments.inputs {
        collect(input, &mut files)?;
    }
    if files.is_empty() {
        return Err(Failure::Nothing(anyhow::anyhow!("no page was found")));
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).build()?;
    // A fault is told in its page's own line.
    panic::set_hook(Box::new(|_| {}));
    let work = |out: &mut (dyn Write + Send)| pool.install(|| write_all(&reader, &files, out));
    let failed = match &arguments.output {
        None => work(&mut BufWriter::new(io::stdout()))?,
        Some(path) => {
            let converted = arguments.tables.is_converted(path)?;
            let beside = |suffix: &str| {
                let mut name = path.clone().into_os_string();
                name.push(suffix);
                PathBuf::from(name)
            };
            let (spool, part) = (beside(".lines"), beside(".part"));
            let lines = if converted { &spool } else { &part };
            let shown = || path.display().to_string();
            let file = File::create(lines).with_context(shown)?;
            let failed = work(&mut BufWriter::new(&file)).with_context(shown)?;
            file.sync_all().with_context(shown)?;
            if converted {
                arguments.tables.convert(&spool, path, &part)?;
                fs::remove_file(&spool).with_context(shown)?;
            }
            fs::rename(&part, path).with_context(shown)?;
            failed
        }
    };
    if !arguments.quiet {
        eprintln!("gongkai: {} pages, {failed} of them not read", files.len());
    }
    if failed > 0 { Err(Failure::Input(anyhow::anyhow!("{failed} pages could not be read"))) } else { Ok(()) }
}

/// The pages of an input, a folder's in the order of their names. Links to folders are not followed.
fn collect(input: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let mut open = vec![input.to_owned()];
    while let Some(path) = open.pop() {
        let is_input = path == input;
        if path.is_dir() && (is_input || !path.is_symlink()) {
            let entries: io::Result<Vec<_>> =
                fs::read_dir(&path).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
            let mut entries = entries.with_context(|| path.display().to_string())?;
            entries.sort();
            open.extend(entries.into_iter().rev());
        } else if is_input || is_page(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_page(path: &Path) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_ascii_lowercase());
    suffix.is_some_and(|suffix| SUFFIXES.contains(&suffix.as_str())) && !path.is_dir()
}

/// Writes the line of every file in order; gives how many could not be read.
fn write_all(reader: &Reader, files: &[PathBuf], out: &mut (dyn Write + Send)) -> io::Result<usize> {
    let mut failed = 0;
    for chunk in files.chunks(PAGES_A_JOB * rayon::current_num_threads()) {
        let lines: Vec<_> = chunk.par_iter().map(|file| line(reader, file)).collect();
        for (line, good) in lines {
            out.write_all(&line)?;
            out.write_all(b"\n")?;
            failed += usize::from(!good);
        }
    }
    out.flush()?;
    Ok(failed)
}

/// The line of one page, and whether it was read.
fn line(reader: &Reader, file: &Path) -> (Vec<u8>, bool) {
    let name = file.to_string_lossy();
    let input = |status, message: Option<String>| Input {
        id: name.clone(),
        status,
        message: message.map(Into::into),
        url: None,
        warc_filename: None,
        warc_record_offset: None,
        warc_record_length: None,
    };
    let read = || -> Result<Vec<u8>, (Status, String)> {
        let bytes = fs::read(file).map_err(|error| (Status::Error, error.to_string()))?;
        let reading = reader.read(&bytes).map_err(|error| {
            (if error.is_too_large() { Status::Limit } else { Status::Unreadable }, error.to_string())
        })?;
        let page = Page::new(&reading, &name);
        let status = if page.report.is_some() { Status::Ok } else { Status::NotAReport };
        Line { input: input(status, None), page: Some(page) }
            .write()
            .map_err(|error| (Status::Error, error.to_string()))
    };
    let (status, message) = match panic::catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(line)) => return (line, true),
        Ok(Err(failed)) => failed,
        Err(_) => (Status::Error, "the library failed on this page".to_owned()),
    };
    let line = Line { input: input(status, Some(message)), page: None };
    (line.write().unwrap_or_default(), false)
}
