//! The structure of bytes（字节结构）: what an encoding leaves in them, whatever a label says.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Characters after which the evidence is enough.
const ENOUGH: usize = 4_096;

/// Bytes looked at, from the first that is not ASCII.
const SAMPLE: usize = 256 << 10;

/// Counts of what bytes beyond ASCII look like.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Well-formed UTF-8 sequences of three or four bytes: all of Chinese.
    utf8: usize,
    /// Sequences that are broken as UTF-8.
    not_utf8: usize,
    /// Pairs in the part of GB 2312 that Chinese text is made of, and four-byte characters of GB 18030.
    gb: usize,
    /// Other well-formed pairs: rare characters of GBK, or any other two-byte encoding.
    rare: usize,
    /// Bytes that are broken as GB 18030.
    not_gb: usize,
    /// Pairs in the part of Big5 that Chinese text is made of.
    big5: usize,
    /// Those of them whose second byte is one that GB 2312 never has.
    big5_low: usize,
}

impl Structure {
    /// Looks at the first characters of `bytes` that are not ASCII.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let start = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(bytes.len());
        let rest = bytes.get(start..).unwrap_or_default();
        let (sample, cut) = match rest.get(..SAMPLE) {
            Some(sample) => (sample, true),
            None => (rest, false),
        };
        let mut structure = Self::default();
        structure.count_utf8(sample, cut);
        structure.count_gb(sample);
        structure
    }

    fn count_utf8(&mut self, sample: &[u8], cut: bool) {
        for chunk in sample.utf8_chunks() {
            self.utf8 += chunk.valid().bytes().filter(|&b| b >= 0xE0).count();
            self.not_utf8 += usize::from(!chunk.invalid().is_empty());
            if self.utf8 + self.not_utf8 > ENOUGH {
                return;
            }
        }
        // A sequence that the end of the sample cuts is not broken.
        if cut {
            self.not_utf8 = self.not_utf8.saturating_sub(1);
        }
    }

    fn count_gb(&mut self, sample: &[u8]) {
        let mut at = 0;
        while let Some(&lead) = sample.get(at) {
            if lead.is_ascii() {
                at += 1;
                continue;
            }
            let trail = sample.get(at + 1).copied();
            let (count, width) = match (lead, trail) {
                (0x81..=0xFE, Some(0x30..=0x39)) => {
                    let four = matches!(sample.get(at + 2), Some(0x81..=0xFE))
                        && matches!(sample.get(at + 3), Some(0x30..=0x39));
                    if four { (&mut self.gb, 4) } else { (&mut self.not_gb, 1) }
                }
                (0xA1..=0xA3 | 0xB0..=0xF7, Some(0xA1..=0xFE)) => (&mut self.gb, 2),
                (0x81..=0xFE, Some(0x40..=0x7E | 0x80..=0xFE)) => (&mut self.rare, 2),
                _ => (&mut self.not_gb, 1),
            };
            *count += 1;
            if let (0xA1..=0xC6, Some(low @ (0x40..=0x7E | 0xA1..=0xFE))) = (lead, trail) {
                self.big5 += 1;
                self.big5_low += usize::from(low < 0x80);
            }
            at += width;
            if self.gb + self.rare + self.not_gb > ENOUGH {
                return;
            }
        }
    }

    /// Whether the bytes are UTF-8, at most with some broken sequences. Chinese text in another encoding has far more
    /// sequences that are broken than such that are whole.
    pub(super) fn is_utf8(&self) -> bool {
        self.utf8 > 2 * self.not_utf8
    }

    /// Whether the bytes are Chinese text in GB 2312 or its extensions.
    pub(super) fn is_gb(&self) -> bool {
        !self.is_utf8() && self.gb > 8 * self.rare && self.gb > 8 * self.not_gb
    }

    /// Whether the bytes are Chinese text in Big5: two in five of its characters have a low second byte.
    pub(super) fn is_big5(&self) -> bool {
        let others = (self.gb + self.rare + self.not_gb).saturating_sub(self.big5);
        !self.is_utf8() && self.big5 > 8 * others && self.big5_low * 6 > self.big5
    }

    /// Whether the bytes could be GB 18030 at all.
    pub(super) fn may_be_gb(&self) -> bool {
        !self.is_utf8() && self.gb + self.rare >= 4 * self.not_gb
    }
}

/// The units of UTF-16, read one way round.
#[derive(Clone, Copy, Default, Debug)]
struct Units {
    all: usize,
    /// Units that are ASCII, Chinese or punctuation.
    common: usize,
    /// Units whose high byte is zero: ASCII, of which markup is made.
    narrow: usize,
}

impl Units {
    fn count(&mut self, unit: u16) {
        self.all += 1;
        self.common += usize::from(is_common(unit));
        self.narrow += usize::from((1..=0xFF).contains(&unit));
    }

    /// Whether nearly all units are common this way round, and the other way round tells that it is wrong: its units are
    /// not, or the zero bytes of markup stand on the wrong side. Lower-case letters turned round look Chinese, so that of
    /// a page that is mostly markup only the zero bytes tell; 一 and the blank U+3000 have theirs on the other side.
    fn is_text(self, turned: Self) -> bool {
        let rare = turned.common * 10 <= self.all * 6;
        let sided = self.narrow * 4 >= self.all && self.narrow >= 4 * turned.narrow;
        self.all > 0 && self.common * 10 >= self.all * 9 && (rare || sided)
    }
}

/// UTF-16 without a mark, told by its units.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut little, mut big) = (Units::default(), Units::default());
    for pair in sample.chunks_exact(2) {
        let &[a, b] = pair else { continue };
        little.count(u16::from_le_bytes([a, b]));
        big.count(u16::from_be_bytes([a, b]));
    }
    if little.is_text(big) {
        Some(UTF_16LE)
    } else if big.is_text(little) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether a UTF-16 unit is ASCII, a Chinese character or its punctuation.
fn is_common(unit: u16) -> bool {
    matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0xA0..=0xFF | 0x2000..=0x206F | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GBK};

    use super::*;

    const TEXT: &str = "本机关全年主动公开政府信息1942条，受理申请4件，已全部按期答复。";

    #[test]
    fn each_encoding_is_known_by_its_structure() {
        let utf8 = Structure::of(TEXT.as_bytes());
        assert!(utf8.is_utf8() && !utf8.is_gb() && !utf8.may_be_gb());
        let gbk = Structure::of(&GBK.encode(TEXT).0);
        assert!(!gbk.is_utf8() && gbk.is_gb());
        let big5 = Structure::of(&BIG5.encode("本機關全年主動公開政府資訊，受理申請，已全部答覆。").0);
        assert!(!big5.is_utf8() && !big5.is_gb() && big5.is_big5());
        assert!(!utf8.is_big5() && !gbk.is_big5());
        let latin = Structure::of(b"caf\xE9 \xE0 Paris");
        assert!(!latin.is_utf8() && !latin.is_gb() && !latin.is_big5());
    }

    #[test]
    fn some_broken_sequences_leave_it_utf8() {
        let mut bytes = Vec::new();
        for _ in 0..20 {
            bytes.extend_from_slice(TEXT.as_bytes());
            bytes.extend_from_slice(b"\xE4\xBD<br>");
        }
        assert!(Structure::of(&bytes).is_utf8());
    }

    #[test]
    fn utf16_needs_no_mark() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&little), Some(UTF_16LE));
        assert_eq!(utf16(&big), Some(UTF_16BE));
        assert_eq!(utf16(TEXT.as_bytes()), None);
        assert_eq!(utf16(&GBK.encode(TEXT).0), None);
        assert_eq!(utf16(b"plain words in lower case"), None);
    }

    /// A page of a portal: ten parts of lower-case markup to one of text, with 一 and wide blanks in it.
    #[test]
    fn utf16_that_is_mostly_markup_needs_no_mark() {
        let row =
            "<div class=\"list\"><a href=\"/art/index.html\" target=\"_blank\">\u{3000}\u{3000}一、通知</a></div>\r\n";
        let page = row.repeat(40);
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&little), Some(UTF_16LE));
        assert_eq!(utf16(&big), Some(UTF_16BE));
        // Cut in the middle of a unit.
        assert_eq!(utf16(&little[..little.len() - 1]), Some(UTF_16LE));
        assert_eq!(utf16(&big[..big.len() - 1]), Some(UTF_16BE));
        assert_eq!(utf16(page.as_bytes()), None);
    }

    #[test]
    fn binary_data_with_zeros_is_no_utf16() {
        let letters = || b"the quick brown fox jumps over the lazy dog".iter().copied().cycle();
        // Four bytes a number, as arrays of small integers have them, and characters of UTF-32.
        let wide: Vec<u8> = letters().take(2_000).flat_map(|b| u32::from(b).to_le_bytes()).collect();
        // Zeros on either side, as often on the one as on the other.
        let both: Vec<u8> =
            letters().take(2_000).enumerate().flat_map(|(n, b)| if n % 2 == 0 { [b, 0] } else { [0, b] }).collect();
        // Numbers of two bytes that are no characters.
        let samples: Vec<u8> = (0..2_000_u16).flat_map(|n| (n % 31).to_le_bytes()).collect();
        // Text with a few zeros in it is damaged text.
        let mut damaged: Vec<u8> = letters().take(4_000).collect();
        (0..4_000).step_by(500).for_each(|at| damaged[at + 1] = 0);
        for bytes in [wide, both, samples, damaged] {
            assert_eq!(utf16(&bytes), None);
        }
    }
}
