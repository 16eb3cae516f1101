//! The tokenizer（词法分析）: text to tags, text, comments and doctypes, as the HTML Standard has it (§13.2.5).
//!
//! html5ever's own takes a page character by character, because it may have to wait for more. Here the whole page is
//! there: each construct is found by its end, and scripts, styles and comments are passed over without being looked at.
//! What it gives is the same, which properties test; the tree builder behind it is html5ever's.

mod doctype;
mod name;
mod raw;
mod reference;

use std::ops::Range;

use html5ever::{
    Attribute, LocalName, QualName, ns,
    tendril::StrTendril,
    tokenizer::{
        Tag, TagKind, Token, TokenSink, TokenSinkResult,
        states::{RawKind, ScriptEscapeKind},
    },
};
use memchr::{memchr, memchr2, memchr3, memmem};
use name::{Name, Names};

/// What a tokenizer must ask of the one who takes its tokens, beside [`TokenSink`].
pub(super) trait Taker: TokenSink {
    /// Whether no further token will be taken.
    fn is_full(&self) -> bool;

    /// Attributes of a tag were dropped, because it has more than it may have.
    fn attributes_dropped(&self, count: usize);
}

/// How what follows is to be read.
#[derive(Debug)]
enum Mode {
    /// Tags and text.
    Data,
    /// Text up to the end tag of this name; with character references or without.
    Text { name: LocalName, references: bool },
    /// Text up to the end of a script.
    Script,
    /// Text to the end.
    Plain,
}

/// An attribute as it stands: its name, and its value without quotation marks.
struct Printed {
    name: Name,
    value: Range<usize>,
}

/// Reads a page as tokens.
pub(super) struct Tokenizer<'t, T> {
    text: &'t str,
    /// The same, to be shared by the tokens.
    shared: StrTendril,
    at: usize,
    mode: Mode,
    names: Names,
    /// Attributes that one tag may have.
    max_attributes: usize,
    taker: &'t T,
}

/// Gives the tokens of `text` to `taker`. Returns the bytes that were left when it was full.
pub(super) fn tokenize<T: Taker>(text: &str, max_attributes: usize, taker: &T) -> usize {
    let shared = lines(text.strip_prefix('\u{FEFF}').unwrap_or(text));
    let text = &*shared;
    let mut tokenizer =
        Tokenizer { text, shared: shared.clone(), at: 0, mode: Mode::Data, names: Names::new(), max_attributes, taker };
    while tokenizer.at < text.len() && !taker.is_full() {
        tokenizer.step();
    }
    tokenizer.give(Token::EOFToken);
    taker.end();
    text.len() - tokenizer.at
}

/// `text` with line breaks as the Standard normalizes them.
fn lines(text: &str) -> StrTendril {
    let Some(first) = memchr(b'\r', text.as_bytes()) else { return StrTendril::from_slice(text) };
    let mut lines = StrTendril::with_capacity(u32::try_from(text.len()).unwrap_or_default());
    let mut kept = 0;
    for at in std::iter::once(first).chain(
        memchr::memchr_iter(b'\r', text.as_bytes().get(first + 1..).unwrap_or_default()).map(|at| first + 1 + at),
    ) {
        lines.push_slice(text.get(kept..at).unwrap_or_default());
        kept = at + 1;
        if text.as_bytes().get(kept) != Some(&b'\n') {
            lines.push_char('\n');
        }
    }
    lines.push_slice(text.get(kept..).unwrap_or_default());
    lines
}

/// What a byte is in a tag, one bit each.
mod class {
    /// White space.
    pub(super) const SPACE: u8 = 1;
    /// Ends the name of a tag.
    pub(super) const TAG_END: u8 = 2;
    /// Ends the name of an attribute.
    pub(super) const NAME_END: u8 = 4;
    /// Ends a value without quotation marks.
    pub(super) const VALUE_END: u8 = 8;
    /// Stands otherwise in a name as it is compared: a capital letter, NUL.
    pub(super) const ALTERED: u8 = 16;

    const OF: [u8; 256] = {
        let mut of = [0; 256];
        let mut byte = 0;
        while byte < of.len() {
            of[byte] = match byte as u8 {
                b' ' | b'\t' | b'\n' | b'\x0C' => SPACE | TAG_END | NAME_END | VALUE_END,
                b'>' => TAG_END | NAME_END | VALUE_END,
                b'/' => TAG_END | NAME_END,
                b'=' => NAME_END,
                b'A'..=b'Z' | 0 => ALTERED,
                _ => 0,
            };
            byte += 1;
        }
        of
    };

    #[inline]
    pub(super) fn of(byte: u8) -> u8 {
        OF[usize::from(byte)]
    }
}

fn is_space(byte: u8) -> bool {
    class::of(byte) & class::SPACE != 0
}

impl<T: Taker> Tokenizer<'_, T> {
    fn step(&mut self) {
        match std::mem::replace(&mut self.mode, Mode::Data) {
            Mode::Data => self.data(),
            Mode::Text { name, references } => self.raw_text(name, references),
            Mode::Script => self.script(),
            Mode::Plain => {
                self.give_raw(self.at, self.text.len(), false);
                self.at = self.text.len();
            }
        }
    }

    /// The bytes from `at`.
    fn rest(&self, at: usize) -> &[u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// A piece of the text that shares its bytes.
    fn share(&self, start: usize, end: usize) -> StrTendril {
        /// Bytes that a tendril holds itself, so that there is nothing to share.
        const HELD: u32 = 8;
        match (u32::try_from(start), u32::try_from(end - start)) {
            (Ok(start), Ok(length)) if length > HELD => self.shared.try_subtendril(start, length).unwrap_or_default(),
            _ => StrTendril::from_slice(self.slice(start, end)),
        }
    }

    /// Gives a token that is no tag: only tags change how what follows is read.
    fn give(&self, token: Token) {
        let _ = self.taker.process_token(token, 1);
    }

    fn give_text(&self, text: StrTendril) {
        if !text.is_empty() {
            self.give(Token::CharacterTokens(text));
        }
    }

    /// Gives raw text: NUL becomes U+FFFD, and character references are read where they count.
    fn give_raw(&self, start: usize, end: usize, references: bool) {
        let raw = self.slice(start, end);
        let plain = match references {
            true => memchr2(b'&', 0, raw.as_bytes()).is_none(),
            false => memchr(0, raw.as_bytes()).is_none(),
        };
        self.give_text(match (plain, references) {
            (true, _) => self.share(start, end),
            (_, true) => reference::decode(raw, false),
            (_, false) => StrTendril::from_slice(&raw.replace('\0', "\u{FFFD}")),
        });
    }

    /// Text up to the next tag, and that tag.
    fn data(&mut self) {
        let start = self.at;
        let rest = self.rest(start);
        let mut end = memchr3(b'<', b'&', 0, rest).map_or(self.text.len(), |at| start + at);
        if self.byte(end) == Some(b'&') {
            end = memchr2(b'<', 0, self.rest(end)).map_or(self.text.len(), |at| end + at);
            self.give_text(reference::decode(self.slice(start, end), false));
        } else if end > start {
            self.give_text(self.share(start, end));
        }
        self.at = end;
        match self.byte(end) {
            Some(b'<') => self.markup(),
            Some(_) => {
                self.at += 1;
                self.give(Token::NullCharacterToken);
            }
            None => {}
        }
    }

    /// What begins with `<`.
    fn markup(&mut self) {
        let open = self.at;
        match (self.byte(open + 1), self.byte(open + 2)) {
            (Some(b'!'), _) => self.declaration(),
            (Some(b'/'), Some(b)) if b.is_ascii_alphabetic() => self.tag(TagKind::EndTag, open + 2),
            (Some(b'/'), Some(b'>')) => self.at = open + 3,
            (Some(b'/'), Some(_)) => self.bogus_comment(open + 2),
            (Some(b'/'), None) => {
                self.give_text(self.share(open, open + 2));
                self.at = open + 2;
            }
            (Some(b), _) if b.is_ascii_alphabetic() => self.tag(TagKind::StartTag, open + 1),
            (Some(b'?'), _) => self.bogus_comment(open + 1),
            // Signs of less-than, one after the other.
            _ => {
                let opens =
                    |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'/' | b'?'));
                let mut end = open + 1;
                while self.byte(end) == Some(b'<') && !opens(self.byte(end + 1)) {
                    end += 1;
                }
                self.give_text(self.share(open, end));
                self.at = end;
            }
        }
    }

    /// What begins with `<!`.
    fn declaration(&mut self) {
        let start = self.at + 2;
        let rest = self.rest(start);
        if rest.starts_with(b"--") {
            self.comment(start + 2);
        } else if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            let (doctype, length) = doctype::read(self.slice(start + 7, self.text.len()));
            self.at = start + 7 + length;
            self.give(Token::DoctypeToken(doctype));
        } else if rest.starts_with(b"[CDATA[") && self.taker.adjusted_current_node_present_but_not_in_html_namespace() {
            self.cdata(start + 7);
        } else {
            self.bogus_comment(start);
        }
    }

    /// A comment whose text begins at `start`: `-->` and `--!>` end it, and `>` and `->` at once.
    fn comment(&mut self, start: usize) {
        let mut from = start;
        while let Some(found) = memchr(b'>', self.rest(from)) {
            let at = from + found;
            let words = self.text.as_bytes().get(start..at).unwrap_or_default();
            let words = match words {
                b"" | b"-" => Some(0),
                _ => words.strip_suffix(b"--").or_else(|| words.strip_suffix(b"--!")).map(<[u8]>::len),
            };
            if let Some(length) = words {
                self.at = at + 1;
                return self.give_comment(start, start + length);
            }
            from = at + 1;
        }
        let words = self.slice(start, self.text.len());
        let words = ["--!", "--", "-"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
        let end = start + words.len();
        self.at = self.text.len();
        self.give_comment(start, end);
    }

    /// What is no comment but is read as one: up to the next `>`.
    fn bogus_comment(&mut self, start: usize) {
        let end = memchr(b'>', self.rest(start)).map_or(self.text.len(), |at| start + at);
        self.at = (end + 1).min(self.text.len());
        self.give_comment(start, end);
    }

    fn give_comment(&self, start: usize, end: usize) {
        let words = self.slice(start, end);
        self.give(Token::CommentToken(match memchr(0, words.as_bytes()) {
            Some(_) => StrTendril::from_slice(&words.replace('\0', "\u{FFFD}")),
            None => self.share(start, end),
        }));
    }

    /// Text that only foreign elements have: no tag in it is one.
    fn cdata(&mut self, start: usize) {
        let end = memmem::find(self.rest(start), b"]]>").map_or(self.text.len(), |at| start + at);
        let mut from = start;
        while let Some(at) = self.text.as_bytes().get(from..end).and_then(|text| memchr(0, text)) {
            self.give_text(self.share(from, from + at));
            self.give(Token::NullCharacterToken);
            from += at + 1;
        }
        self.give_text(self.share(from, end));
        self.at = (end + 3).min(self.text.len());
    }

    /// A tag whose name begins at `start`. One that the page does not end is dropped.
    fn tag(&mut self, kind: TagKind, start: usize) {
        let Some(name) = self.name(start, class::TAG_END) else {
            self.at = self.text.len();
            return;
        };
        self.at = name.end();
        let name = self.local(&name);
        let mut tag = Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
        if !self.attributes(&mut tag) {
            self.at = self.text.len();
            return;
        }
        let name = tag.name.clone();
        match self.taker.process_token(Token::TagToken(tag), 1) {
            TokenSinkResult::Plaintext => self.mode = Mode::Plain,
            TokenSinkResult::RawData(kind) => {
                self.mode = match kind {
                    RawKind::Rcdata => Mode::Text { name, references: true },
                    RawKind::Rawtext => Mode::Text { name, references: false },
                    RawKind::ScriptData
                    | RawKind::ScriptDataEscaped(ScriptEscapeKind::Escaped | ScriptEscapeKind::DoubleEscaped) => {
                        Mode::Script
                    }
                }
            }
            // Nothing runs here, and the text is decoded already.
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => {}
        }
    }

    /// The attributes of a tag, up to behind its `>`. `false` where the page ends first.
    fn attributes(&mut self, tag: &mut Tag) -> bool {
        let (mut dropped, mut at) = (0, self.at);
        let ends = loop {
            match self.byte(at) {
                None => break None,
                Some(b'>') => break Some(at + 1),
                Some(b'/') if self.byte(at + 1) == Some(b'>') => {
                    tag.self_closing = true;
                    break Some(at + 2);
                }
                Some(b) if is_space(b) || b == b'/' => at += 1,
                Some(_) => {
                    let Some((printed, next)) = self.attribute(at) else { break None };
                    at = next;
                    if tag.kind == TagKind::EndTag {
                        continue;
                    }
                    if tag.attrs.len() < self.max_attributes {
                        let name = self.local(&printed.name);
                        if tag.attrs.iter().any(|attribute| attribute.name.local == name) {
                            tag.had_duplicate_attributes = true;
                        } else {
                            let name = QualName::new(None, ns!(), name);
                            tag.attrs.push(Attribute { name, value: self.value(printed.value) });
                        }
                    } else {
                        dropped += 1;
                    }
                }
            }
        };
        if dropped > 0 {
            self.taker.attributes_dropped(dropped);
        }
        self.at = ends.unwrap_or(self.text.len());
        ends.is_some()
    }

    /// The attribute at `start`, and where the next thing begins.
    fn attribute(&self, start: usize) -> Option<(Printed, usize)> {
        let name = self.name(start, class::NAME_END)?;
        let sign = self.skip_space(name.end())?;
        if self.byte(sign) != Some(b'=') {
            return Some((Printed { name, value: sign..sign }, sign));
        }
        let first = self.skip_space(sign + 1)?;
        Some(match self.byte(first)? {
            quote @ (b'"' | b'\'') => {
                let end = first + 1 + memchr(quote, self.rest(first + 1))?;
                (Printed { name, value: first + 1..end }, end + 1)
            }
            _ => {
                let ends = |&b: &u8| class::of(b) & class::VALUE_END != 0;
                let end = first + self.rest(first).iter().position(ends)?;
                (Printed { name, value: first..end }, end)
            }
        })
    }

    /// The first place at or behind `at` that is no white space: mostly `at` itself.
    fn skip_space(&self, at: usize) -> Option<usize> {
        if !is_space(self.byte(at)?) {
            return Some(at);
        }
        self.rest(at).iter().position(|&b| !is_space(b)).map(|length| at + length)
    }

    fn value(&self, value: Range<usize>) -> StrTendril {
        let raw = self.slice(value.start, value.end);
        match memchr2(b'&', 0, raw.as_bytes()) {
            Some(_) => reference::decode(raw, true),
            None => self.share(value.start, value.end),
        }
    }
}
