//! Limits（限额）that a user may raise, never lower: a lower one would drop text that every other user gets.

use clap::Args;
use gongkai::Limits;

#[derive(Args, Default)]
pub(crate) struct Raised {
    /// Read inputs of up to so many bytes.
    #[arg(long, value_name = "BYTES", help_heading = "Limits, each of which can only be raised")]
    max_bytes: Option<usize>,
    /// Read so many bytes of decoded text.
    #[arg(long, value_name = "BYTES", help_heading = "Limits, each of which can only be raised")]
    max_text: Option<usize>,
    /// Keep elements nested so deep.
    #[arg(long, value_name = "LEVELS", help_heading = "Limits, each of which can only be raised")]
    max_depth: Option<usize>,
    /// Keep so many nodes of a tree.
    #[arg(long, value_name = "NODES", help_heading = "Limits, each of which can only be raised")]
    max_nodes: Option<usize>,
    /// Keep so many formatting elements open.
    #[arg(long, value_name = "ELEMENTS", help_heading = "Limits, each of which can only be raised")]
    max_formatting: Option<usize>,
    /// Keep so many attributes of one tag.
    #[arg(long, value_name = "ATTRIBUTES", help_heading = "Limits, each of which can only be raised")]
    max_attributes: Option<usize>,
    /// Place so many cells of the tables of a page.
    #[arg(long, value_name = "CELLS", help_heading = "Limits, each of which can only be raised")]
    max_cells: Option<usize>,
    /// Place so many columns of a table.
    #[arg(long, value_name = "COLUMNS", help_heading = "Limits, each of which can only be raised")]
    max_columns: Option<usize>,
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
        ] {
            let Some(asked) = asked else { continue };
            anyhow::ensure!(asked >= *limit, "--{name} can only be raised: {asked} is less than {limit}");
            *limit = asked;
        }
        Ok(limits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_raised_and_never_lowered() {
        let raised = Raised { max_depth: Some(1_000), ..Raised::default() };
        assert_eq!(raised.limits().unwrap(), Limits { max_depth: 1_000, ..Limits::default() });
        assert_eq!(Raised::default().limits().unwrap(), Limits::default());
        let lowered = Raised { max_bytes: Some(1_000), ..Raised::default() };
        assert!(lowered.limits().unwrap_err().to_string().contains("--max-bytes can only be raised"));
    }
}
