//! Sets of characters（字集） that answer with one load.

/// A set of characters of the basic plane, as bits: 8 KB, of which a text touches a few lines.
#[derive(Debug)]
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
                three_bytes(bytes[at], bytes[at + 1], bytes[at + 2])
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

    /// Whether `c` is in the set.
    #[must_use]
    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.has_code(c as usize)
    }

    /// Whether the character with this code is in the set.
    #[inline]
    pub(crate) fn has_code(&self, code: usize) -> bool {
        self.0.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }
}

/// The code of a character of three bytes, and the three.
pub(crate) const fn three_bytes(a: u8, b: u8, c: u8) -> (usize, usize) {
    ((a as usize & 0x0F) << 12 | (b as usize & 0x3F) << 6 | (c as usize & 0x3F), 3)
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
}
