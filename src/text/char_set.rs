//! Sets of characters（字集） that answer with one load.

/// A set of characters of the basic plane, as bits: 8 KB, of which a text touches a few lines.
#[derive(Clone, Debug)]
pub struct CharSet([u64; 1024]);

impl CharSet {
    /// The characters of `list`. Characters beyond the basic plane are left out.
    #[must_use]
    pub const fn of(list: &str) -> Self {
        let mut bits = [0; 1024];
        let bytes = list.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let first = bytes[at] as usize;
            let (code, len) = if first < 0x80 {
                (first, 1)
            } else if first < 0xE0 {
                ((first & 0x1F) << 6 | (bytes[at + 1] & 0x3F) as usize, 2)
            } else if first < 0xF0 {
                (three_bytes(bytes[at], bytes[at + 1], bytes[at + 2]), 3)
            } else {
                (0x1_0000, 4)
            };
            if code < 0x1_0000 {
                bits[code / 64] |= 1 << (code % 64);
            }
            at += len;
        }
        Self(bits)
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
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(&first) = bytes.get(at) {
            // Nearly all is Han of three bytes, each of which costs one load.
            let (code, len) = match first {
                0xE0..0xF0 => {
                    let &[a, b, c] = bytes.get(at..)?.first_chunk()?;
                    let code = three_bytes(a, b, c);
                    if !self.has_code(code) {
                        at += 3;
                        continue;
                    }
                    (code, 3)
                }
                ..0x80 => (usize::from(first), 1),
                0xC0..0xE0 => (usize::from(first & 0x1F) << 6 | usize::from(*bytes.get(at + 1)? & 0x3F), 2),
                _ => (0x1_0000, 4),
            };
            if self.has_code(code) {
                return Some((at, char::from_u32(code as u32)?));
            }
            at += len;
        }
        None
    }

    /// Whether the character with this code is in the set.
    #[inline]
    pub(crate) fn has_code(&self, code: usize) -> bool {
        self.0.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }
}

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
    fn finds_the_first_of_its_characters() {
        let set = CharSet::of("年é%");
        assert_eq!(set.find("a😀é2015年", 0), Some((5, 'é')));
        assert_eq!(set.find("a😀é2015年", 7), Some((11, '年')));
        assert_eq!(set.find("月日", 0), None);
    }
}
