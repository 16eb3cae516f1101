//! What a page may cost: [`Limits`].

/// Bounds on the work and memory that one page may cause（限额）.
///
/// The defaults leave ten times the room of the largest of 1,969 real pages (3.2 MB, 28 thousand nodes, 49 levels).
/// Together they keep a page within 64 bytes of memory for each of its own and 64 MB, and 512 MB in all
/// (`benches/adversarial.py`). A limit that fires is a [`Finding`](crate::Finding) that says what was dropped, or a clear error where nothing is
/// left; it is never a hang. The command line can only raise them.
///
/// What is no choice is a constant where it lives: HTML's own clamps of `colspan` (1,000) and `rowspan` (65,534), and the
/// 28 significant digits that an exact decimal holds ([`text::numeral`](crate::text::numeral)): a longer number keeps its
/// place and has no value. There is none on time, because the same bytes must give the same reading on a slow day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of one input, after decompression. Over it: an error.
    pub max_bytes: usize,
    /// Bytes of decoded text. Over it the tail is dropped, with a finding.
    pub max_text: usize,
    /// Levels of nesting of elements. Deeper start tags are flattened; their text stays.
    pub max_depth: usize,
    /// Nodes of the tree; of a plain text, lines and cells. Over it the rest of the page is dropped, with a finding.
    pub max_nodes: usize,
    /// Open formatting elements (`<b>`, `<font>`…). More of them are flattened; their text stays.
    pub max_formatting: usize,
    /// Attributes of one tag. More are dropped.
    pub max_attributes: usize,
    /// Cells of all tables of a page, spans resolved. Over it cells are dropped, with a finding.
    pub max_cells: usize,
    /// Columns of one table.
    pub max_columns: usize,
    /// Bytes of text that one pattern sees at a time: a sentence or a cell, cut at a character boundary.
    pub max_window: usize,
    /// Mentions of a page. Over it none is looked for any more, with a finding.
    pub max_mentions: usize,
    /// Findings of one code that are kept; the last says how many more there were.
    pub max_findings: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 32 << 20,
            max_text: 64 << 20,
            max_depth: 512,
            max_nodes: 400_000,
            max_formatting: 32,
            max_attributes: 1_024,
            max_cells: 1_000_000,
            max_columns: 1_000,
            max_window: 4_096,
            max_mentions: 400_000,
            max_findings: 64,
        }
    }
}
