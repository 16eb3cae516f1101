//! Attribute storms（属性风暴）: one tag with so many attributes that the tokenizer, which compares each with all before
//! it, would never come back.

/// Bytes without a token after which the first look is taken; each further one takes twice as many.
const PATIENCE: usize = 16 << 10;

/// Bytes before the silence in which its tag may have begun: the chunk that gave the last token.
const START: usize = super::CHUNK + 4;

/// Watches for a tag that does not end.
pub(super) struct Storm {
    limit: usize,
    /// Where the last chunk began that gave a token.
    since: usize,
    /// Bytes of silence after which to look.
    patience: usize,
}

/// A tag with too many attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct EndlessTag {
    /// Behind its `>`, or the end of the page.
    pub(super) end: usize,
    /// Attributes that were not read.
    pub(super) attributes: usize,
    /// State of the tokenizer where it was left.
    state: State,
}

impl EndlessTag {
    /// What closes the tag there.
    pub(super) fn closing(&self) -> &'static str {
        match self.state {
            State::Quoted(b'"') => "\">",
            State::Quoted(_) => "'>",
            _ => ">",
        }
    }
}

impl Storm {
    /// `limit`: attributes that one tag may have. The tokenizer is left alone with four times as many.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit: limit.saturating_mul(4), since: 0, patience: PATIENCE }
    }

    /// A token came from the chunk that begins at `at`.
    pub(super) fn sound(&mut self, at: usize) {
        self.since = at;
        self.patience = PATIENCE;
    }

    /// No token came up to `at`. Tells whether that is a tag with too many attributes, and not a long comment or value.
    pub(super) fn silence(&mut self, page: &[u8], at: usize) -> Option<EndlessTag> {
        if at - self.since < self.patience {
            return None;
        }
        self.patience = self.patience.saturating_mul(2);
        let read = page.get(..at)?;
        // A tag that is still open at `at` began in the last chunk that gave a token. One that only looks like a tag
        // closes before long, so that the work stays a few times what is read; else it is no innocent page.
        let mut budget = (at - self.since).saturating_mul(4);
        for start in self.since..(self.since + START).min(at) {
            if !begins_tag(read, start) {
                continue;
            }
            let mut scan = Scan { state: State::Name, attributes: 0 };
            let rest = read.get(start + 1..)?;
            let closed = rest.iter().position(|&byte| scan.step(byte));
            budget = budget.saturating_sub(closed.unwrap_or(rest.len()));
            if closed.is_none() || budget == 0 {
                return (scan.attributes > self.limit).then(|| scan.finish(page, at));
            }
        }
        None
    }
}

/// Whether a tag may begin at `at`: `<a` or `</a`.
fn begins_tag(page: &[u8], at: usize) -> bool {
    match page.get(at..) {
        Some([b'<', b'/', name, ..]) | Some([b'<', name, ..]) => name.is_ascii_alphabetic(),
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Name,
    Between,
    Attribute,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// Reads a tag byte by byte, as the tokenizer does.
struct Scan {
    state: State,
    attributes: usize,
}

impl Scan {
    /// Takes one byte of a tag; `true` for the `>` that closes it.
    fn step(&mut self, byte: u8) -> bool {
        self.state = match (self.state, byte) {
            (State::Quoted(quote), _) if byte == quote => State::Between,
            (State::Quoted(quote), _) => State::Quoted(quote),
            (_, b'>') => return true,
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue, _) if byte.is_ascii_whitespace() => State::BeforeValue,
            (State::BeforeValue, _) => State::Unquoted,
            (State::Unquoted, b'/') => State::Unquoted,
            (State::Name, b'/') if self.attributes == 0 => State::Name,
            (_, b'/') => State::Between,
            (_, _) if byte.is_ascii_whitespace() => State::Between,
            (State::Attribute, b'=') => State::BeforeValue,
            // `a = 1`: the sign follows after white space.
            (State::Between, b'=') if self.attributes > 0 => State::BeforeValue,
            (State::Between, _) => {
                self.attributes += 1;
                State::Attribute
            }
            (state, _) => state,
        };
        false
    }

    /// Goes on from `at` to the end of the tag.
    fn finish(mut self, page: &[u8], at: usize) -> EndlessTag {
        let (state, before) = (self.state, self.attributes);
        let rest = page.get(at..).unwrap_or_default();
        let end = rest.iter().position(|&byte| self.step(byte)).map_or(page.len(), |length| at + length + 1);
        EndlessTag { end, attributes: self.attributes - before, state }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(page: &str, limit: usize) -> Option<EndlessTag> {
        let mut storm = Storm::new(limit);
        storm.silence(page.as_bytes(), page.len().min(PATIENCE + 9))
    }

    #[test]
    fn a_tag_without_end_is_closed_where_it_stands() {
        let page = format!("<p>text</p><a {} z=\"1>2\">tail", "x=1 ".repeat(30_000));
        let tag = look(&page, 1_000).unwrap();
        assert_eq!(page.get(tag.end..), Some("tail"));
        assert_eq!(tag.closing(), ">");
        assert!(tag.attributes > 10_000, "what is left of them");
        let page = format!("<a {} ", "x='1 2' ".repeat(30_000));
        assert_eq!(look(&page, 100).unwrap().end, page.len());
    }

    #[test]
    fn long_comments_and_values_are_none() {
        assert_eq!(look(&format!("<p>a<!-- {} -->", "x = 1 ".repeat(30_000)), 1_000), None);
        assert_eq!(look(&format!("<p>a<!-- <b class=\"c\"> {} -->", "x = 1 ".repeat(30_000)), 1_000), None);
        assert_eq!(look(&format!("<img src=\"data:{}\">", "x = 1 ".repeat(30_000)), 1_000), None);
    }
}
