//! What two reports say in the same words（文字雷同）.
//!
//! Sentences are compared as a whole and exactly, without white space, punctuation and the year that a report is on: what
//! is found is copied, and nothing is found that is only alike. Time and memory are linear in the sentences but for the
//! sort, since a sentence of many reports names only a few pairs of them.

use crate::{Finding, Severity, Span, text::fold::Folded};

/// Letters below which a sentence says too little to be copied: 全年未收取任何费用。
const LEAST_LETTERS: u32 = 12;
/// Reports with one sentence up to which each is compared with each. Above it, with the first and the one before.
const MOST_HOLDERS: usize = 16;
/// Letters in common that make a pair worth looking at.
const LEAST_COMMON: u32 = 40;

/// A sentence as it is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Sentence {
    /// Of its letters. 128 bits: two sentences that differ never meet.
    hash: u128,
    letters: u32,
    span: Span,
}

/// The sentences of a report（行文）, as far as they are long enough to be copied.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Wording {
    sentences: Vec<Sentence>,
    /// By hash; of equal ones the first.
    order: Vec<u32>,
}

/// Words that stand in two reports（雷同段落）: one or more whole sentences in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// In the report that repeats them.
    pub here: Span,
    /// In the other.
    pub there: Span,
    /// Letters, digits and Han characters compared.
    pub letters: u32,
}

/// Which report another one repeats（雷同对象）.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// That of the same organ on the year before.
    YearBefore,
    /// That of another organ.
    OtherOrgan,
}

impl Wording {
    /// The wording of the blocks of a text. Tables are best left out: their words are those of the form.
    ///
    /// ```
    /// use gongkai::{Span, check::Wording};
    /// let text = |year| format!("{year}年，我局扎实推进政府信息公开，不断完善制度机制。全年公开信息{year}条。");
    /// let of = |text: &str| Wording::new(text, [Span::new(0, text.len())]);
    /// let (earlier, later) = (of(&text(2021)), of(&text(2022)));
    /// assert_eq!(later.share(&later.passages(&earlier)), 100);
    /// ```
    pub fn new(text: &str, blocks: impl IntoIterator<Item = Span>) -> Self {
        let mut sentences = Vec::new();
        for block in blocks {
            let mut start = block.start as usize;
            for sentence in block.of(text).split_inclusive(['。', '！', '？', '；', '!', '?', ';', '\n', '\t']) {
                let (from, to) = (start, start + sentence.len());
                start = to;
                let (hash, letters) = digest(sentence);
                if letters >= LEAST_LETTERS {
                    let lead = sentence.len() - sentence.trim_start().len();
                    sentences.push(Sentence {
                        hash,
                        letters,
                        span: Span::new(from + lead, from + sentence.trim_end().len()),
                    });
                }
            }
        }
        let mut order: Vec<u32> = (0..).take(sentences.len()).collect();
        order.sort_by_key(|&at| (sentences.get(at as usize).map(|sentence| sentence.hash), at));
        Self { sentences, order }
    }

    /// The same with other places, such as those of characters.
    #[must_use]
    pub fn with_places(mut self, place: impl Fn(Span) -> Span) -> Self {
        self.sentences.iter_mut().for_each(|sentence| sentence.span = place(sentence.span));
        self
    }

    fn get(&self, at: u32) -> Option<&Sentence> {
        self.sentences.get(at as usize)
    }

    /// The first sentence with that hash.
    fn find(&self, hash: u128) -> Option<u32> {
        let at = self.order.partition_point(|&at| self.get(at).is_some_and(|sentence| sentence.hash < hash));
        let at = *self.order.get(at)?;
        (self.get(at)?.hash == hash).then_some(at)
    }

    /// What of this wording stands in another, in the order of this one.
    #[must_use]
    pub fn passages(&self, other: &Self) -> Vec<Passage> {
        let mut found: Vec<Passage> = Vec::new();
        // The sentence of the other that would go on with the last passage.
        let mut next: Option<u32> = None;
        for sentence in &self.sentences {
            let follows = next.filter(|&at| other.get(at).is_some_and(|there| there.hash == sentence.hash));
            let at = follows.or_else(|| other.find(sentence.hash));
            next = at.map(|at| at + 1);
            let Some(there) = at.and_then(|at| other.get(at)) else { continue };
            match found.last_mut().filter(|_| follows.is_some()) {
                Some(last) => {
                    last.here = last.here.cover(sentence.span);
                    last.there = last.there.cover(there.span);
                    last.letters += sentence.letters;
                }
                None => found.push(Passage { here: sentence.span, there: there.span, letters: sentence.letters }),
            }
        }
        found
    }

    /// How much of this wording the passages are, in percent, rounded down. Of no wording, nothing.
    #[must_use]
    pub fn share(&self, passages: &[Passage]) -> u32 {
        let all: u64 = self.sentences.iter().map(|sentence| u64::from(sentence.letters)).sum();
        let copied: u64 = passages.iter().map(|passage| u64::from(passage.letters)).sum();
        u32::try_from(copied * 100 / all.max(1)).unwrap_or(100)
    }

    /// Says that this wording repeats another, where at least `least` percent of it do. Places are of this one.
    #[must_use]
    pub fn repeats(&self, other: &Self, source: Source, least: u32) -> Option<(Finding, Vec<Passage>)> {
        let passages = self.passages(other);
        let share = self.share(&passages);
        if passages.is_empty() || share < least {
            return None;
        }
        let finding = match source {
            Source::YearBefore => Finding::new(
                "text-repeated",
                Severity::Note,
                format!("{share}% of the text stand word for word in the report of the year before"),
                format!("文字有{share}%与上年报告逐字相同"),
            ),
            Source::OtherOrgan => Finding::new(
                "text-shared",
                Severity::Doubt,
                format!("{share}% of the text stand word for word in the report of another organ"),
                format!("文字有{share}%与另一机关的报告逐字相同"),
            ),
        };
        Some((finding.at_all(passages.iter().map(|passage| passage.here)), passages))
    }
}

/// Pairs of wordings that have enough in common to be compared（候选对）, the lower number first, in order.
///
/// A sentence that stands in many reports — the words of a circular that all of them quote — names only a few pairs, so
/// that a thousand reports are not compared with a thousand others.
#[must_use]
pub fn alike(wordings: &[&Wording]) -> Vec<(usize, usize)> {
    let mut holders: Vec<(u128, u32, u32)> = Vec::new();
    for (at, wording) in (0_u32..).zip(wordings) {
        holders.extend(wording.sentences.iter().map(|sentence| (sentence.hash, at, sentence.letters)));
    }
    holders.sort_unstable();
    holders.dedup();
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for held in holders.chunk_by(|a, b| a.0 == b.0) {
        let few = held.len() <= MOST_HOLDERS;
        for (number, &(_, later, letters)) in held.iter().enumerate() {
            let before = held.iter().take(number);
            let near = before.clone().enumerate().filter(|&(at, _)| few || at == 0 || at + 1 == number);
            pairs.extend(near.map(|(_, &(_, earlier, _))| (earlier, later, letters)));
        }
    }
    pairs.sort_unstable();
    let pairs = pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let enough = pairs.filter(|common| common.iter().map(|pair| pair.2).sum::<u32>() >= LEAST_COMMON);
    enough.filter_map(|common| common.first().map(|&(a, b, _)| (a as usize, b as usize))).collect()
}

/// Hash (FNV-1a, 128 bits) and number of the letters of a sentence. A year such as 2021年 counts for no more than 年:
/// every report names its own.
fn digest(sentence: &str) -> (u128, u32) {
    let folded = Folded::new(sentence);
    let letters: Vec<char> = folded.text().chars().filter(|c| c.is_alphanumeric()).collect();
    let is_year =
        |four: &[char]| matches!(four, ['1', '9', ..] | ['2', '0', ..]) && four.iter().all(char::is_ascii_digit);
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut count = 0;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let year = letters.get(at..at + 4).is_some_and(is_year) && letters.get(at + 4) == Some(&'年');
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        if year && before.is_none_or(|c| !c.is_ascii_digit()) {
            at += 4;
            continue;
        }
        let mut bytes = [0; 4];
        for &byte in letter.encode_utf8(&mut bytes).as_bytes() {
            hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        count += 1;
        at += 1;
    }
    (hash, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str) -> Wording {
        Wording::new(text, [Span::new(0, text.len())])
    }

    const A: &str = "2021年，我局扎实推进政府信息公开工作，不断完善制度机制。";
    const B: &str = "下一步，我们将加强业务培训，进一步提高工作人员能力水平。";
    const C: &str = "全年共收到政府信息公开申请12件，均已按期答复申请人。";

    #[test]
    fn sentences_in_a_row_are_one_passage() {
        let earlier = format!("{A}\n{C}{B}");
        let later =
            format!("　{C} {B}\n青禾市教育局坚持以公开为常态、不公开为例外。{A}").replace("2021年", "２０２２年");
        let found = wording(&later).passages(&wording(&earlier));
        let words: Vec<_> = found.iter().map(|passage| (passage.here.of(&later), passage.there.of(&earlier))).collect();
        let here = format!("{C} {B}");
        let there = format!("{C}{B}");
        assert_eq!(words, [(here.as_str(), there.as_str()), (A.replace("2021", "２０２２").as_str(), A)]);
    }

    #[test]
    fn a_sentence_with_another_figure_is_another() {
        assert!(wording(C).passages(&wording(&C.replace("12件", "13件"))).is_empty());
        assert!(wording("全年未收取费用。").passages(&wording("全年未收取费用。")).is_empty());
        assert_eq!(wording("").share(&[]), 0);
    }

    #[test]
    fn pairs_are_those_with_sentences_in_common_and_few_however_many_hold_them() {
        let both = format!("{A}{B}");
        let other = wording(
            "青禾市教育局坚持以公开为常态、不公开为例外，主动接受社会监督，切实保障群众知情权、参与权和监督权。",
        );
        assert_eq!(alike(&[&wording(&both), &other, &wording(&both)]), [(0, 2)]);
        let one = wording(&both);
        let many = vec![&one; 1000];
        assert!(alike(&many).len() <= 2 * many.len());
    }

    #[test]
    fn a_report_repeats_another_from_the_share_on_that_is_asked_for() {
        let earlier = wording(&format!("{A}{B}"));
        let later = wording(&format!("{A}{C}"));
        let (finding, passages) = later.repeats(&earlier, Source::YearBefore, 40).unwrap();
        assert_eq!((finding.code, passages.len(), finding.spans.len()), ("text-repeated", 1, 1));
        assert!(later.repeats(&earlier, Source::OtherOrgan, 60).is_none());
    }
}
