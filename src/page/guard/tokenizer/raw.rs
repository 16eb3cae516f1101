//! Elements whose content is text（原始文本）: `<title>`, `<style>`, `<script>`. Only their own end tag ends them.

use html5ever::{LocalName, tokenizer::TagKind};
use memchr::{memchr, memchr2};

use super::{Taker, Tokenizer, is_space};

impl<T: Taker> Tokenizer<'_, T> {
    /// Text up to the end tag `name`, and that tag.
    pub(super) fn raw_text(&mut self, name: LocalName, references: bool) {
        let (start, mut from) = (self.at, self.at);
        let end = loop {
            let Some(at) = memchr(b'<', self.rest(from)).map(|at| from + at) else { break self.text.len() };
            if is_end_tag(self.rest(at), name.as_bytes()) {
                break at;
            }
            from = at + 1;
        };
        self.end_raw(start, end, references);
    }

    /// The text of a script, and its end tag.
    pub(super) fn script(&mut self) {
        let start = self.at;
        let end = start + script_length(self.rest(start));
        self.end_raw(start, end, false);
    }

    fn end_raw(&mut self, start: usize, end: usize, references: bool) {
        self.give_raw(start, end, references);
        self.at = end;
        if end < self.text.len() {
            self.tag(TagKind::EndTag, end + 2);
        }
    }
}

/// Whether `rest` begins with the end tag `name`.
fn is_end_tag(rest: &[u8], name: &[u8]) -> bool {
    rest.strip_prefix(b"</")
        .and_then(|rest| rest.split_at_checked(name.len()))
        .is_some_and(|(word, rest)| word.eq_ignore_ascii_case(name) && rest.first().is_some_and(|&b| ends_name(b)))
}

fn ends_name(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

/// What a script hides in `<!--` … `-->`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hiding {
    No,
    /// In a comment: its end tag counts.
    Comment,
    /// In a `<script>` within the comment: it does not.
    Inner,
}

/// Bytes of a script up to its end tag. Scripts may be hidden from old browsers in a comment, and may write scripts.
fn script_length(script: &[u8]) -> usize {
    const NAME: &[u8] = b"script";
    let (mut hiding, mut dashes, mut at) = (Hiding::No, 0, 0);
    while let Some(&byte) = script.get(at) {
        let rest = script.get(at..).unwrap_or_default();
        match (hiding, byte) {
            (Hiding::No | Hiding::Comment, b'<') if is_end_tag(rest, NAME) => return at,
            (Hiding::No, b'<') if rest.starts_with(b"<!--") => (hiding, dashes, at) = (Hiding::Comment, 2, at + 4),
            (Hiding::No, b'<') => at += 1,
            (Hiding::No, _) => at += memchr(b'<', rest).unwrap_or(rest.len()),
            (_, b'-') => (dashes, at) = (dashes + 1, at + 1),
            (_, b'>') if dashes > 1 => (hiding, at) = (Hiding::No, at + 1),
            (_, b'<') => {
                dashes = 0;
                let (opening, other) = match hiding {
                    Hiding::Comment => (1, Hiding::Inner),
                    _ => (2, Hiding::Comment),
                };
                // `<script` opens one within, `</script` closes it.
                let begins = if hiding == Hiding::Inner { rest.get(1) == Some(&b'/') } else { true };
                let word = rest.get(opening..).filter(|_| begins).unwrap_or_default();
                let letters = word.iter().take_while(|b| b.is_ascii_alphabetic()).count();
                if !begins || (letters == 0 && hiding == Hiding::Comment) {
                    at += 1;
                    continue;
                }
                at += opening + letters;
                if word.get(letters).is_some_and(|&b| ends_name(b)) {
                    at += 1;
                    if word.get(..letters).is_some_and(|word| word.eq_ignore_ascii_case(NAME)) {
                        hiding = other;
                    }
                }
            }
            _ => {
                (dashes, at) =
                    (0, at + 1 + memchr2(b'-', b'<', rest.get(1..).unwrap_or_default()).unwrap_or(rest.len()))
            }
        }
    }
    script.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_ends_where_a_browser_ends_it() {
        for script in [
            "if (a</b) c",
            "'</scripts>'",
            "<!-- x",
            "<!-- <script> </script> -->",
            "<!-- <script> --> y",
            "<!--> <script ",
            "<!-- <scripts> x",
            "<!-- <script></scripts></SCRIPT/ ",
        ] {
            assert_eq!(script_length(format!("{script}</script>").as_bytes()), script.len(), "{script}");
        }
        assert_eq!(script_length(b"<!-- <script> </script>"), 23, "the inner one ends, the outer one does not");
        assert_eq!(script_length(b"x</script"), 9);
    }
}
