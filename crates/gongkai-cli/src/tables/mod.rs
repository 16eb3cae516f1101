//! Outputs that are not JSON Lines（表格输出）: csv, xlsx, parquet.
//!
//! `batch` always writes lines first (see [`crate::batch::line`] for what one looks like), because lines can be resumed
//! after any interruption. When the last one is written and synced, [`Outputs::convert`] makes the asked-for output of
//! them, and the lines are removed.

use std::path::Path;

use clap::Args;

/// What `batch` takes for its outputs, beside `-o`.
#[derive(Args)]
pub(crate) struct Outputs {}

impl Outputs {
    /// Whether `out` is to be made of the lines by [`Outputs::convert`]; `false` is for what is lines itself. Called
    /// before anything is read, so that a suffix that means nothing is told at once.
    pub(crate) fn is_converted(&self, out: &Path) -> anyhow::Result<bool> {
        match out.extension().and_then(|suffix| suffix.to_str()) {
            Some("csv" | "xlsx" | "parquet") => anyhow::bail!("{}: this output is not made yet", out.display()),
            _ => Ok(false),
        }
    }

    /// Makes `out` of the lines in the file `spool`. `out` does not exist, and is renamed by the caller when this has
    /// succeeded: its suffix says nothing, so `named` is the name that it will have.
    pub(crate) fn convert(&self, spool: &Path, named: &Path, out: &Path) -> anyhow::Result<()> {
        let _ = (spool, out);
        anyhow::bail!("{}: this output is not made yet", named.display())
    }
}
