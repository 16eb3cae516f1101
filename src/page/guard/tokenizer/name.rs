//! Names of tags and attributes（名称）: those that a page repeats are made but once.

use std::ops::Range;

use html5ever::LocalName;

use super::{Taker, Tokenizer, class};

/// Where a name stands.
pub(super) struct Name {
    range: Range<usize>,
    /// A short one as a number.
    short: Option<u64>,
}

/// Names shorter than eight bytes that were made already, each in the slot of its bytes.
pub(super) struct Names([(u64, LocalName); Names::SLOTS]);

impl Names {
    const SLOTS: usize = 256;

    pub(super) fn new() -> Self {
        // No name is nought, since its length stands in the highest byte.
        Self(std::array::from_fn(|_| (0, LocalName::default())))
    }

    /// The name whose bytes are `short`, made by `make` if it is not there.
    #[inline]
    fn get(&mut self, short: u64, make: impl FnOnce() -> LocalName) -> LocalName {
        /// Spreads the bytes of a name over the highest bits.
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        let slot = short.wrapping_mul(SPREAD) >> (u64::BITS - Self::SLOTS.ilog2());
        match self.0.get_mut(slot as usize) {
            Some((known, name)) if *known == short => name.clone(),
            Some(slot) => {
                *slot = (short, make());
                slot.1.clone()
            }
            None => make(),
        }
    }
}

impl<T: Taker> Tokenizer<'_, T> {
    /// The name at `start`, up to a byte of the class `end`. Its first byte is of the name whatever it is: even `=`.
    pub(super) fn name(&self, start: usize, end: u8) -> Option<Name> {
        let rest = self.rest(start);
        // Byte by byte: pages repeat their names, so that the processor knows the length before it has looked.
        let length = 1 + rest.get(1..)?.iter().position(|&byte| class::of(byte) & end != 0)?;
        let short = rest.first_chunk().filter(|_| length < 8).map(|&bytes| short(bytes, length));
        Some(Name { range: start..start + length, short })
    }

    /// A name as names are compared: in small letters, without NUL.
    pub(super) fn local(&mut self, name: &Name) -> LocalName {
        let Name { range, short } = name;
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let make = || {
            let altered = raw.bytes().any(|byte| class::of(byte) & class::ALTERED != 0);
            if altered { LocalName::from(lower(raw)) } else { LocalName::from(raw) }
        };
        match *short {
            Some(short) => self.names.get(short, make),
            None => make(),
        }
    }
}

impl Name {
    /// The byte behind it.
    pub(super) fn end(&self) -> usize {
        self.range.end
    }
}

/// A raw name as names are compared.
pub(super) fn lower(name: &str) -> String {
    name.to_ascii_lowercase().replace('\0', "\u{FFFD}")
}

/// The first bytes of a word in small letters, the first of them the lowest, and how many they are in the highest.
const fn short(bytes: [u8; 8], length: usize) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = EACH << 7;
    let word = u64::from_le_bytes(bytes) & !(u64::MAX << (8 * length));
    let low = word & !HIGHEST;
    let (from_a, behind_z) = (low + EACH * (0x80 - b'A') as u64, low + EACH * (0x7F - b'Z') as u64);
    let capitals = from_a & !behind_z & !word & HIGHEST;
    word | capitals >> 2 | (length as u64) << 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_differ_as_names_do() {
        for all in 0..=u8::MAX {
            let bytes = [b'Z', all, b'z', b'@', b'A', b'[', b'-', all];
            let small = bytes.map(|byte| byte.to_ascii_lowercase());
            for length in 1..8 {
                assert_eq!(short(bytes, length), short(small, length), "{all}");
                assert_eq!(short(bytes, length).to_le_bytes()[..length], small[..length]);
            }
        }
        assert_ne!(short([0; 8], 1), short([0; 8], 2));
        assert_ne!(short([0; 8], 1), 0);
    }

    #[test]
    fn names_that_share_a_slot_are_not_mixed_up() {
        let mut names = Names::new();
        let of = |number: u64| format!("n{number}");
        for number in (1..2_000).chain(1..2_000) {
            assert_eq!(&*names.get(number, || LocalName::from(of(number))), of(number));
        }
        assert_eq!(&*names.get(1_999, || unreachable!()), "n1999");
    }
}
