//! A folder in, JSON Lines out: `cargo run --release --example batch -- FOLDER > reports.jsonl`.
//!
//! All cores read; the lines keep the order of the names. A page that cannot be read, or that finds a fault in the
//! library, gives a line with its status, and the others are not touched by it. How it went is told on standard error.

use std::{
    fs,
    io::{self, BufWriter, Write},
    panic,
    path::{Path, PathBuf},
    process::ExitCode,
};

use gongkai::{Reader, write::json::Page};
use rayon::prelude::*;

/// Pages that are held in memory at a time.
const CHUNK: usize = 256;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: batch FOLDER > reports.jsonl");
        return ExitCode::from(2);
    };
    // A fault is told in its page's own line.
    panic::set_hook(Box::new(|_| {}));
    match run(Path::new(&folder)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("batch: {}: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}

/// Reads all pages below `folder`; gives how many failed.
fn run(folder: &Path) -> io::Result<usize> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let reader = Reader::new();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut failed = 0;
    for chunk in files.chunks(CHUNK) {
        let lines: Vec<(String, bool)> = chunk.par_iter().map(|file| line(&reader, folder, file)).collect();
        for (line, good) in lines {
            writeln!(out, "{line}")?;
            failed += usize::from(!good);
        }
    }
    out.flush()?;
    eprintln!("{} pages, {failed} of them not read", files.len());
    Ok(failed)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// The line of one page, and whether it was read.
fn line(reader: &Reader, folder: &Path, file: &Path) -> (String, bool) {
    let name = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
    let read = || -> Result<String, Box<dyn std::error::Error>> {
        let reading = reader.read(&fs::read(file)?)?;
        Ok(serde_json::to_string(&Page::new(&reading, &name))?)
    };
    let status = |status: &str, message: String| {
        serde_json::json!({ "source": { "name": name }, "status": status, "message": message }).to_string()
    };
    match panic::catch_unwind(panic::AssertUnwindSafe(read)) {
        Ok(Ok(line)) => (line, true),
        Ok(Err(error)) => (status("unreadable", error.to_string()), false),
        Err(fault) => {
            let message = fault.downcast_ref::<String>().cloned();
            (status("error", message.unwrap_or_else(|| "the library failed on this page".to_owned())), false)
        }
    }
}
