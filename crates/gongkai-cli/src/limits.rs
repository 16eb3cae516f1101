//! Limits（限额）that a user may raise, never lower: a lower one would drop text that every other user gets.

use clap::Args;
use gongkai::Limits;

#[derive(Args)]
#[command(next_help_heading = "Limits, each of which can only be raised")]
pub(crate) struct Raised {
    /// Read inputs of up to so many bytes.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().max_bytes)]
    max_bytes: usize,
    /// Read so many bytes of decoded text.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().max_text)]
    max_text: usize,
    /// Keep elements nested so deep.
    #[arg(long, value_name = "LEVELS", default_value_t = Limits::default().max_depth)]
    max_depth: usize,
    /// Keep so many nodes of a tree, or lines and cells of a plain text.
    #[arg(long, value_name = "NODES", default_value_t = Limits::default().max_nodes)]
    max_nodes: usize,
    /// Keep so many formatting elements open.
    #[arg(long, value_name = "ELEMENTS", default_value_t = Limits::default().max_formatting)]
    max_formatting: usize,
    /// Keep so many attributes of one tag.
    #[arg(long, value_name = "ATTRIBUTES", default_value_t = Limits::default().max_attributes)]
    max_attributes: usize,
    /// Place so many cells of the tables of a page.
    #[arg(long, value_name = "CELLS", default_value_t = Limits::default().max_cells)]
    max_cells: usize,
    /// Place so many columns of a table.
    #[arg(long, value_name = "COLUMNS", default_value_t = Limits::default().max_columns)]
    max_columns: usize,
    /// Show so many bytes of text to one pattern at a time.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().max_window)]
    max_window: usize,
    /// Keep so many mentions of a page.
    #[arg(long, value_name = "MENTIONS", default_value_t = Limits::default().max_mentions)]
    max_mentions: usize,
    /// Keep so many findings of one code.
    #[arg(long, value_name = "FINDINGS", default_value_t = Limits::default().max_findings)]
    max_findings: usize,
}

impl Raised {
    /// The defaults, but for what was raised.
    pub(crate) fn limits(&self) -> anyhow::Result<Limits> {
        let mut limits = Limits::default();
        for (name, asked, limit) in [
            ("max-bytes", self.max_bytes, &mut limits.max_bytes),
            ("max-text", self.max_text, &mut limits.max_text),
            ("max-depth", self.max_depth, &mut limits.max_depth),
            ("max-nodes", self.max_nodes, &mut limits.max_nodes),
            ("max-formatting", self.max_formatting, &mut limits.max_formatting),
            ("max-attributes", self.max_attributes, &mut limits.max_attributes),
            ("max-cells", self.max_cells, &mut limits.max_cells),
            ("max-columns", self.max_columns, &mut limits.max_columns),
            ("max-window", self.max_window, &mut limits.max_window),
            ("max-mentions", self.max_mentions, &mut limits.max_mentions),
            ("max-findings", self.max_findings, &mut limits.max_findings),
        ] {
            anyhow::ensure!(asked >= *limit, "--{name} can only be raised: {asked} is less than {limit}");
            *limit = asked;
        }
        Ok(limits)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        limits: Raised,
    }

    fn limits(arguments: &[&str]) -> anyhow::Result<Limits> {
        Command::parse_from(["command"].iter().chain(arguments)).limits.limits()
    }

    #[test]
    fn limits_are_raised_and_never_lowered() {
        assert_eq!(limits(&["--max-depth", "1000"]).unwrap(), Limits { max_depth: 1_000, ..Limits::default() });
        assert_eq!(limits(&[]).unwrap(), Limits::default());
        let lowered = limits(&["--max-bytes", "1000"]).unwrap_err();
        assert!(lowered.to_string().contains("--max-bytes can only be raised"));
    }
}
