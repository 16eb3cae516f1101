//! The head of a record: a version, then lines of a name and a value.

use std::io::{self, BufRead, Read as _};

use super::damage;

/// Bytes of a head.
const BYTES: u64 = 64 << 10;

/// Lines of a head.
const LINES: usize = 200;

/// What a record says of itself.
pub(crate) struct Head {
    lines: Vec<(String, String)>,
    /// Bytes of the block, as claimed.
    pub(crate) length: u64,
}

impl Head {
    /// Reads a head and the empty line after it.
    pub(super) fn read(input: &mut impl BufRead) -> io::Result<Self> {
        let mut input = input.take(BYTES);
        let mut line = Vec::new();
        next_line(&mut input, &mut line)?;
        let is_version = line.strip_prefix(b"WARC/").is_some_and(
            |version| matches!(version, [major, b'.', minor, ..] if major.is_ascii_digit() && minor.is_ascii_digit()),
        );
        if !is_version {
            return Err(damage("no record begins here".to_owned()));
        }
        let mut lines: Vec<(String, String)> = Vec::new();
        loop {
            next_line(&mut input, &mut line)?;
            if line.is_empty() {
                break;
            }
            if lines.len() == LINES {
                return Err(damage(format!("the head of the record has more than {LINES} lines")));
            }
            let text = String::from_utf8_lossy(&line);
            match (text.split_once(':'), lines.last_mut()) {
                // A line that goes on: an old way of writing that the standard still allows.
                (_, Some((_, value))) if text.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (Some((name, value)), _) => lines.push((name.trim().to_owned(), value.trim().to_owned())),
                (None, _) => return Err(damage("the head of the record has a line without a colon".to_owned())),
            }
        }
        let head = Self { lines, length: 0 };
        let length = head.get("Content-Length").and_then(|length| length.parse().ok());
        match length {
            Some(length) => Ok(Self { length, ..head }),
            None => Err(damage("the record does not say how long it is".to_owned())),
        }
    }

    /// The value of a line; upper and lower case are the same.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(have, _)| have.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// One line without its end. What has no end is no line: the file or the room for heads has ended in it.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<()> {
    line.clear();
    input.read_until(b'\n', line)?;
    if line.pop() != Some(b'\n') {
        return Err(damage("the head of the record has no end".to_owned()));
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(())
}
