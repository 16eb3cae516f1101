//! `gongkai mentions --jsonl`: texts in, their mentions out, a line each.

use std::io::{self, BufRead as _};

use clap::Args;
use gongkai::{
    mention::{Finder, Kinds},
    write::jsonl::{self, Question},
};

use crate::{Failure, counted, kinds, print};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Read `{"id","text","reference_date"?}` a line from standard input.
    #[arg(long, required = true)]
    jsonl: bool,
    /// Run each of these extractors alone, so that their mentions may overlap. Without it all run, and where two
    /// overlap the leftmost wins, then the longest.
    #[arg(long, value_delimiter = ',', value_name = "KIND,…")]
    kinds: Option<Vec<String>>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut finder = match &arguments.kinds {
        Some(names) => Finder::new(kinds(names)?, false),
        None => Finder::new(Kinds::ALL, true),
    };
    let mut failed = 0_usize;
    print(|out| {
        for (number, line) in io::stdin().lock().lines().enumerate() {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Question>(&line) {
                Ok(question) => {
                    serde_json::to_writer(&mut *out, &jsonl::answer(&question, &mut finder))?;
                    out.write_all(b"\n")?;
                }
                Err(error) => {
                    eprintln!("gongkai: line {}: {error}", number + 1);
                    failed += 1;
                }
            }
        }
        Ok(())
    })?;
    if failed > 0 {
        return Err(Failure::Input(anyhow::anyhow!("{} could not be read", counted(failed as u64, "line"))));
    }
    Ok(())
}
