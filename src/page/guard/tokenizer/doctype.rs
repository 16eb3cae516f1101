//! The doctype（文档类型）: it tells how a browser reads the rest, and where a table ends a paragraph.

use html5ever::{tendril::StrTendril, tokenizer::Doctype};
use memchr::memchr;

use super::{is_space, name::lower};

/// What is left of a doctype.
struct Rest<'t> {
    text: &'t str,
    at: usize,
}

/// Reads what follows `<!doctype`. Returns it with the bytes it takes, its `>` included.
pub(super) fn read(text: &str) -> (Doctype, usize) {
    let mut rest = Rest { text, at: 0 };
    let mut doctype = Doctype::default();
    let sound = rest.declaration(&mut doctype);
    doctype.force_quirks = sound.is_none();
    // Whatever else there is, up to the `>`.
    let end = text.as_bytes().get(rest.at..).and_then(|rest| memchr(b'>', rest));
    (doctype, end.map_or(text.len(), |end| rest.at + end + 1))
}

impl Rest<'_> {
    /// `None` where it is no doctype as it should be.
    fn declaration(&mut self, doctype: &mut Doctype) -> Option<()> {
        if self.skip_space()? == b'>' {
            return None;
        }
        let start = self.at;
        let length = self.text.get(start..)?.bytes().position(|b| is_space(b) || b == b'>');
        self.at = length.map_or(self.text.len(), |length| start + length);
        doctype.name = Some(StrTendril::from_slice(&lower(self.text.get(start..self.at)?)));
        if self.skip_space()? == b'>' {
            return Some(());
        }
        let keyword = self.text.as_bytes().get(self.at..self.at + 6)?;
        let public = keyword.eq_ignore_ascii_case(b"public");
        if !public && !keyword.eq_ignore_ascii_case(b"system") {
            return None;
        }
        self.at += 6;
        if public {
            self.identifier(&mut doctype.public_id)?;
            match self.skip_space()? {
                b'>' => return Some(()),
                b'"' | b'\'' => {}
                _ => return None,
            }
        }
        self.identifier(&mut doctype.system_id)?;
        // What stands behind is no fault, but the end of the page is.
        self.skip_space().map(|_| ())
    }

    /// A quoted identifier; a `>` ends it early.
    fn identifier(&mut self, identifier: &mut Option<StrTendril>) -> Option<()> {
        let quote = self.skip_space().filter(|b| matches!(b, b'"' | b'\''))?;
        let start = self.at + 1;
        let length = self.text.get(start..)?.bytes().position(|b| b == quote || b == b'>');
        let end = length.map_or(self.text.len(), |length| start + length);
        *identifier = Some(StrTendril::from_slice(&self.text.get(start..end)?.replace('\0', "\u{FFFD}")));
        let closed = self.text.as_bytes().get(end) == Some(&quote);
        self.at = end + usize::from(closed);
        closed.then_some(())
    }

    /// The next byte that is no white space.
    fn skip_space(&mut self) -> Option<u8> {
        let length = self.text.get(self.at..)?.bytes().position(|b| !is_space(b));
        self.at = length.map_or(self.text.len(), |length| self.at + length);
        self.text.as_bytes().get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doctypes_whole_and_broken() {
        let strict = " html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" 'x.dtd' >rest";
        let (doctype, length) = read(strict);
        assert_eq!(strict.get(length..), Some("rest"));
        assert_eq!(doctype.public_id.as_deref(), Some("-//W3C//DTD XHTML 1.0 Strict//EN"));
        assert_eq!(doctype.system_id.as_deref(), Some("x.dtd"));
        assert!(!doctype.force_quirks);
        assert!(!read("HTML>").0.force_quirks);
        assert!(!read(" html system '' junk>").0.force_quirks);
        for broken in [">", " html", " html publik>", " html public>", " html public \"x>", " html system 'x'"] {
            assert!(read(broken).0.force_quirks, "{broken}");
        }
    }
}
