//! The one text, written once（行文）: white space as a browser collapses it.

/// What white space stands before the next word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Gap {
    None,
    Space,
    /// White space with a line break in the source.
    Line,
    /// A break that the reader sees, inside one block or cell.
    Break,
}

/// Where small raised or lowered figures stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    Normal,
    Raised,
    Lowered,
}

/// Writes the text: runs of a block are joined, blocks are begun and ended by the caller.
#[derive(Debug)]
pub(super) struct Ink {
    pub(super) text: String,
    gap: Gap,
    /// Start of the open line, if one is open.
    open: Option<usize>,
    /// Length of the text before the open line and its separator.
    before: usize,
    pub(super) script: Script,
    pub(super) in_link: bool,
    pub(super) in_bold: bool,
    linked: usize,
    plain: bool,
}

/// A line that has been written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) linked: usize,
    pub(super) bold: bool,
}

impl Ink {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            gap: Gap::None,
            open: None,
            before: 0,
            script: Script::Normal,
            in_link: false,
            in_bold: false,
            linked: 0,
            plain: false,
        }
    }

    /// Writes inline text; white space collapses.
    pub(super) fn write(&mut self, run: &str) {
        let bytes = run.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if is_space(byte) {
                let gap = if byte == b'\n' || byte == b'\r' { Gap::Line } else { Gap::Space };
                self.gap = self.gap.max(gap);
                at += 1;
                continue;
            }
            let end = word_end(bytes, at);
            self.word(run.get(at..end).unwrap_or_default());
            at = end;
        }
    }

    fn word(&mut self, word: &str) {
        if self.open.is_none() {
            self.begin(if self.text.is_empty() { "" } else { "\n" });
        } else if self.text.len() > self.open.unwrap_or_default() {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                // A line break of the source between two wide characters is no space to a reader (CSS Text 3, §4.1.3).
                Gap::Line => {
                    let wide = |c: Option<char>| c.is_some_and(is_wide);
                    if !(wide(self.text.chars().next_back()) && wide(word.chars().next())) {
                        self.text.push(' ');
                    }
                }
                Gap::Break => self.text.push('\n'),
            }
        }
        self.gap = Gap::None;
        if self.in_link {
            self.linked += word.len();
        }
        self.plain |= !self.in_bold;
        if self.script == Script::Normal || !self.raise(word) {
            self.text.push_str(word);
        }
    }

    /// Raised figures that touch a figure or letter keep their place: 10<sup>2</sup> is no 102.
    fn raise(&mut self, word: &str) -> bool {
        let figures = match self.script {
            Script::Raised => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'],
            _ => ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'],
        };
        let touches = self.text.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || c == ')');
        if !touches || !word.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        self.text.extend(word.bytes().filter_map(|b| figures.get(usize::from(b.wrapping_sub(b'0')))));
        true
    }

    /// Opens a line after `separator`.
    pub(super) fn begin(&mut self, separator: &str) {
        self.before = self.text.len();
        self.text.push_str(separator);
        self.open = Some(self.text.len());
        self.gap = Gap::None;
        self.linked = 0;
        self.plain = false;
    }

    /// Leaves the open line for a table inside it.
    pub(super) fn suspend(&mut self) -> Option<usize> {
        self.open.take()
    }

    /// Goes on with a line that was left.
    pub(super) fn resume(&mut self, start: usize) {
        self.open = Some(start);
        self.gap = Gap::Break;
    }

    /// A break that stays inside the open line, such as two paragraphs in one cell.
    pub(super) fn soft_break(&mut self) {
        if self.open.is_some() {
            self.gap = Gap::Break;
        }
    }

    /// Ends the open line. A blank one leaves no trace.
    pub(super) fn end(&mut self) -> Option<Line> {
        let line = self.close()?;
        if line.start == line.end {
            self.text.truncate(self.before);
            return None;
        }
        Some(line)
    }

    /// Ends the open line and keeps its separator, even where it is blank.
    pub(super) fn close(&mut self) -> Option<Line> {
        self.gap = Gap::None;
        let start = self.open.take()?;
        let written = self.text.get(start..).unwrap_or_default();
        // The spaces of a blank line and those at an end are no text of the block; &nbsp; and U+3000 among them.
        let end = start + written.trim_end().len();
        if end == start {
            self.text.truncate(start);
            return Some(Line { start, end, linked: 0, bold: false });
        }
        let inner = start + (written.len() - written.trim_start().len());
        Some(Line { start: inner, end, linked: self.linked.min(end - inner), bold: !self.plain })
    }

    /// Whether a line is open.
    pub(super) const fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// Where the word that begins at `at` ends. Most runs of text are one word: it is looked at in pieces.
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    const PIECE: usize = 16;
    while let Some(piece) = bytes.get(at..).and_then(<[u8]>::first_chunk::<PIECE>) {
        // Without an early end the compiler looks at all of a piece at once.
        if piece.iter().fold(false, |any, &byte| any | (byte <= b' ')) {
            break;
        }
        at += PIECE;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|&b| is_space(b)).map_or(bytes.len(), |n| at + n)
}

const fn is_space(byte: u8) -> bool {
    byte <= b' ' && matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// Whether a character is set in a full square: Han, kana, and the punctuation that goes with them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(runs: &[&str]) -> String {
        let mut ink = Ink::new(0);
        for run in runs {
            ink.write(run);
        }
        ink.end();
        ink.text
    }

    #[test]
    fn white_space_collapses_and_vanishes_between_han() {
        assert_eq!(written(&["  政府\n   信息 ", " 公开  "]), "政府信息 公开");
        assert_eq!(written(&["共计\n1942", "\n", "items\n left"]), "共计 1942 items left");
        assert_eq!(written(&["78", "967"]), "78967");
    }

    #[test]
    fn a_raised_figure_does_not_join_a_number() {
        let mut ink = Ink::new(0);
        ink.write("10");
        ink.script = Script::Raised;
        ink.write("2");
        ink.script = Script::Normal;
        ink.write("件");
        assert_eq!(ink.text, "10²件");
    }

    #[test]
    fn a_blank_line_leaves_no_trace() {
        let mut ink = Ink::new(0);
        ink.write("甲");
        ink.end();
        ink.write("\u{a0}\u{3000}");
        assert!(ink.end().is_none());
        assert_eq!(ink.text, "甲");
    }
}
