//! A quick hash（散列）for words and numbers of our own: keys of figures, places in forms; never words of pages, whose writers
//! could make them collide.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// A map by words or numbers of our own.
pub(crate) type OwnMap<K, V> = HashMap<K, V, BuildHasherDefault<OwnHasher>>;
/// A set of them.
pub(crate) type OwnSet<K> = HashSet<K, BuildHasherDefault<OwnHasher>>;

/// Eight bytes at a time, where the standard library's hasher guards against hostile keys one round after another.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct OwnHasher(u64);

impl OwnHasher {
    fn add(&mut self, word: u64) {
        // Both halves of the product: a difference in the upper bits alone would never reach the lower ones.
        let product = u128::from(self.0 ^ word) * 0x9E37_79B9_7F4A_7C15;
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for OwnHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|&word| self.add(u64::from_le_bytes(word)));
        if !rest.is_empty() {
            self.add(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.add(n.into());
    }

    fn write_u16(&mut self, n: u16) {
        self.add(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.add(n.into());
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn keys_that_differ_little_are_apart() {
        let keys = (0..4096).map(|n| format!("request.reply.denied.{n}@natural"));
        let hash = |key: &str| {
            let mut hasher = OwnHasher::default();
            std::hash::Hash::hash(key, &mut hasher);
            hasher.finish()
        };
        let hashes: HashSet<u64> = keys.map(|key| hash(&key)).collect();
        assert_eq!(hashes.len(), 4096);
        let low: HashSet<u64> = hashes.iter().map(|hash| hash % 4096).collect();
        // As many slots as chance would fill.
        assert!(low.len() > 2400, "{}", low.len());
    }
}
