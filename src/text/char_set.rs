//! Sets of characters（字集） that answer with one load.

/// A set of characters of the basic plane, as bits: 8 KB, of which a text touches a few lines.
#[derive(Clone, Debug)]
pub struct CharSet([u64; 1024]);

impl CharSet {
    /// The characters of `list`. Characters beyond the basic plane are left out.
    #[must_use]
    pub const fn of(list: &str) -> Self {
        let mut set = Self([0; 1024]);
        let bytes = list.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at += set.add(bytes, at);
        }
        set
    }

    /// These and what the words of a list begin with: one look then tells where none of them can stand.
    #[must_use]
    pub const fn with_firsts(mut self, words: &[&str]) -> Self {
        let mut at = 0;
        while at < words.len() {
            self.add(words[at].as_bytes(), 0);
            at += 1;
        }
        self
    }

    /// These and what the words of a table begin with.
    #[must_use]
    pub const fn with_firsts_of<T>(mut self, table: &[(&str, T)]) -> Self {
        let mut at = 0;
        while at < table.len() {
            self.add(table[at].0.as_bytes(), 0);
            at += 1;
        }
        self
    }

    /// Adds the character at byte `at`, and gives its length.
    const fn add(&mut self, bytes: &[u8], at: usize) -> usize {
        let first = bytes[at] as usize;
        let (code, len) = if first < 0x80 {
            (first, 1)
        } else if first < 0xE0 {
            ((first & 0x1F) << 6 | (bytes[at + 1] & 0x3F) as usize, 2)
        } else if first < 0xF0 {
            (three_bytes(bytes[at], bytes[at + 1], bytes[at + 2]), 3)
        } else {
            (BEYOND as usize, 4)
        };
        if code < BEYOND as usize {
            self.0[code / 64] |= 1 << (code % 64);
        }
        len
    }

    /// The characters of both sets.
    #[must_use]
    pub const fn union(mut self, other: &Self) -> Self {
        let mut at = 0;
        while at < self.0.len() {
            self.0[at] |= other.0[at];
            at += 1;
        }
        self
    }

    /// Adds `c`, unless it lies beyond the basic plane.
    pub(crate) fn insert(&mut self, c: char) {
        let code = c as usize;
        if let Some(bits) = self.0.get_mut(code / 64) {
            *bits |= 1 << (code % 64);
        }
    }

    /// Whether `c` is in the set.
    #[must_use]
    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.has_code(c as usize)
    }

    /// The first character of the set in `text` at or behind byte `from`, and its place.
    #[must_use]
    #[inline]
    pub fn find(&self, text: &str, from: usize) -> Option<(usize, char)> {
        let (at, code, _) = self.find_code(text.as_bytes(), from)?;
        Some((at, char::from_u32(code)?))
    }

    /// The first character of the set in a text at or behind byte `from`: its place, its code and its length.
    #[inline]
    pub(crate) fn find_code(&self, text: &[u8], from: usize) -> Option<(usize, u32, usize)> {
        let mut at = from;
        loop {
            // Nearly all is Han of three bytes, each of which costs one load.
            while let Some(&[a @ 0xE0..0xF0, b, c]) = text.get(at..).and_then(<[u8]>::first_chunk) {
                let code = three_bytes(a, b, c);
                if self.has_code(code) {
                    return Some((at, code as u32, 3));
                }
                at += 3;
            }
            let (code, len) = code_at(text, at)?;
            if self.has_code(code as usize) {
                return Some((at, code, len));
            }
            at += len;
        }
    }

    /// Whether the character with this code is in the set.
    #[inline]
    pub(crate) fn has_code(&self, code: usize) -> bool {
        self.0.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }
}

/// The code of the character that begins at byte `at` of a text, and its length; of all beyond the basic plane one code,
/// which is in no set.
#[inline]
pub(crate) fn code_at(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let (code, len) = match *text.get(at)? {
        0xE0..0xF0 => {
            let &[a, b, c] = text.get(at..)?.first_chunk()?;
            (three_bytes(a, b, c), 3)
        }
        first @ ..0x80 => (usize::from(first), 1),
        first @ 0xC0..0xE0 => (usize::from(first & 0x1F) << 6 | usize::from(text.get(at + 1)? & 0x3F), 2),
        _ => (BEYOND as usize, 4),
    };
    Some((code as u32, len))
}

/// What stands for the code of any character beyond the basic plane.
pub(crate) const BEYOND: u32 = 0x1_0000;

/// The code of a character of three bytes.
pub(crate) const fn three_bytes(a: u8, b: u8, c: u8) -> usize {
    (a as usize & 0x0F) << 12 | (b as usize & 0x3F) << 6 | (c as usize & 0x3F)
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn holds_its_characters_and_no_others() {
        let set = CharSet::of("%‰年元é");
        for c in ['%', '‰', '年', '元', 'é'] {
            assert!(set.has(c));
        }
        for c in ['a', '月', '\u{10FFFF}', '\0', '😀'] {
            assert!(!set.has(c));
        }
    }

    #[test]
    fn knows_what_words_begin_with() {
        let set = CharSet::of("起").with_firsts(&["之后", "--"]).with_firsts_of(&[("以来", 1), ("éa", 2), ("😀", 3)]);
        assert!(['起', '之', '-', '以', 'é'].into_iter().all(|c| set.has(c)));
        assert!(!['后', '来', 'a', '😀'].into_iter().any(|c| set.has(c)));
    }

    #[test]
    fn finds_the_first_of_its_characters() {
        let set = CharSet::of("年é%");
        assert_eq!(set.find("a😀é2015年", 0), Some((5, 'é')));
        assert_eq!(set.find("a😀é2015年", 7), Some((11, '年')));
        assert_eq!(set.find("月日", 0), None);
    }
}
