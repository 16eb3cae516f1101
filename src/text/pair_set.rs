//! Sets of pairs of characters（字对集） that answer with one load.

/// How many bits a set has.
const BITS: usize = 1 << 15;

/// A set of pairs of characters, as bits of their hashes: 4 KB, which tell of nearly all other pairs that they are not in it.
#[derive(Clone, Debug)]
pub(crate) struct PairSet(Box<[u64; BITS / 64]>);

/// A hash of a pair of characters, by their codes; its upper bits are the good ones.
#[inline]
pub(crate) const fn hash(a: u32, b: u32) -> u32 {
    a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA6B)
}

impl PairSet {
    pub(crate) fn new() -> Self {
        Self(Box::new([0; BITS / 64]))
    }

    /// The word and the bit of a pair.
    #[inline]
    const fn place(a: u32, b: u32) -> (usize, u64) {
        let bit = (hash(a, b) >> (u32::BITS - BITS.ilog2())) as usize;
        (bit / 64, 1 << (bit % 64))
    }

    pub(crate) fn insert(&mut self, a: u32, b: u32) {
        let (word, bit) = Self::place(a, b);
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    /// Whether the pair may be in the set; false where it is not.
    #[inline]
    pub(crate) fn may_have(&self, a: u32, b: u32) -> bool {
        let (word, bit) = Self::place(a, b);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_its_pairs_and_hardly_any_other() {
        let mut set = PairSet::new();
        let pairs: Vec<(u32, u32)> = (0x4E00..0x4E20).map(|code| (code, code + 7)).collect();
        pairs.iter().for_each(|&(a, b)| set.insert(a, b));
        assert!(pairs.iter().all(|&(a, b)| set.may_have(a, b)));
        let others = (0x5000..0x5100).flat_map(|a| (0x6000..0x6010).map(move |b| (a, b)));
        assert!(others.filter(|&(a, b)| set.may_have(a, b)).count() < 40);
    }
}
