//! What one block looks like（特征）: counted once, in one pass over its text.

use super::phrases::behind_han;
use crate::page::{Block, BlockKind};

/// The counts of one block.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Features {
    /// Characters other than white space.
    pub(super) chars: u32,
    /// Characters in links, in proportion to their bytes.
    pub(super) linked: u32,
    /// Marks that end or divide sentences: 。！？；，、 and their narrow forms between Han characters.
    pub(super) marks: u32,
    /// Marks that end a sentence.
    pub(super) stops: u32,
    /// An item of a list: there, a link with a date and a name beside it is still a list of links.
    item: bool,
}

impl Features {
    pub(super) fn of(block: &Block, text: &str) -> Self {
        let mut found = Self { item: block.kind == BlockKind::ListItem, ..Self::default() };
        let words = block.span.of(text);
        let mut wide = false;
        let mut at = 0;
        loop {
            let behind = behind_han(words, at);
            if behind > at {
                found.chars += u32::try_from((behind - at) / 3).unwrap_or(u32::MAX);
                (at, wide) = (behind, true);
            }
            let Some(c) = words.get(at..).and_then(|rest| rest.chars().next()) else { break };
            at += c.len_utf8();
            if c.is_whitespace() {
                continue;
            }
            found.chars += 1;
            match c {
                '。' | '！' | '？' | '；' | '…' => {
                    found.stops += 1;
                    found.marks += 1;
                }
                '，' | '、' | '：' => found.marks += 1,
                ';' | '!' | '?' | '.' if wide => {
                    found.stops += 1;
                    found.marks += 1;
                }
                ',' | ':' if wide => found.marks += 1,
                _ => {}
            }
            wide = c >= '\u{2E80}' || c.is_ascii_alphabetic();
        }
        let bytes = u64::try_from(words.len()).unwrap_or(u64::MAX).max(1);
        let linked = u64::from(found.chars) * u64::from(block.linked) / bytes;
        found.linked = u32::try_from(linked).unwrap_or(u32::MAX).min(found.chars);
        found
    }

    /// Whether most of it is links. Several sentences in a link are text inside an `<a>` that was never closed.
    pub(super) const fn is_linked(self) -> bool {
        let share = if self.item { 4 } else { 2 };
        self.linked * share > self.chars && (self.stops < 2 || self.chars < 40 || self.item)
    }

    /// Whether it reads like a sentence of running text.
    pub(super) const fn is_prose(self) -> bool {
        !self.is_linked()
            && ((self.chars >= 20 && self.marks > 0) || (self.chars >= 8 && self.stops > 0) || self.chars >= 60)
    }

    /// How much it weighs as text of a document: lines that may be labels weigh little.
    pub(super) const fn mass(self) -> u32 {
        let plain = self.chars - self.linked;
        if self.is_linked() {
            0
        } else if self.is_prose() {
            plain
        } else {
            plain / 5
        }
    }
}
