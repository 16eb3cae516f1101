//! What stands behind the number: a measure word, or units put together.

use std::sync::LazyLock;

use super::{Dimension, words::WORDS};
use crate::mention::lexicon::Lexicon;

/// A measure word or unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// The word.
    pub(super) text: &'static str,
    /// Characters that make another word of it: 条 + 例.
    other: &'static str,
    /// Whether it needs figures or a Han numeral of two characters: 三道 and 两手 begin words and names.
    counted: bool,
    /// Whether the clause, or a hedge, must follow.
    closing: bool,
    /// Whether it needs figures, unless the clause ends: 4届博览会, but 十四届人大.
    figures: bool,
    /// Whether 一 before it never counts: 一批.
    never_one: bool,
}

/// A word that counts after any number.
pub(super) const fn word(text: &'static str) -> Measure {
    Measure { text, other: "", counted: false, closing: false, figures: false, never_one: false }
}

impl Measure {
    /// Is no measure word before these characters.
    pub(super) const fn not(mut self, other: &'static str) -> Self {
        self.other = other;
        self
    }

    /// Counts only with figures or a longer Han numeral.
    pub(super) const fn counted(mut self) -> Self {
        self.counted = true;
        self
    }

    /// Counts only where a clause ends, or a hedge follows.
    pub(super) const fn closing(mut self) -> Self {
        self.closing = true;
        self
    }

    /// Counts after figures, or where a clause ends.
    pub(super) const fn figures(mut self) -> Self {
        self.figures = true;
        self
    }

    /// Never counts after 一.
    pub(super) const fn never_one(mut self) -> Self {
        self.never_one = true;
        self
    }
}

/// What the number before a measure word looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Before {
    /// Figures, with multipliers or without.
    Figures,
    /// More than one Han character.
    Number,
    /// One Han digit.
    HanDigit,
    /// 一.
    One,
}

/// A measure word in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    /// Where it ends.
    pub(super) end: usize,
    /// What it measures.
    pub(super) dimension: Dimension,
}

static LEXICON: LazyLock<Lexicon<(Dimension, &Measure)>> = LazyLock::new(|| {
    let of = |&(dimension, words): &(Dimension, &'static [Measure])| {
        words.iter().map(move |measure| (measure.text, (dimension, measure)))
    };
    Lexicon::new(WORDS.iter().flat_map(of))
});

/// Times that an amount may be spread over: 立方米/秒, 千米每小时.
const TIMES: &[&str] =
    &["小时", "分钟", "季度", "秒", "分", "时", "日", "天", "周", "月", "年", "h", "s", "min", "d", "a", "次"];

/// Whether a measure word begins with `first`.
pub(super) fn begins(first: char) -> bool {
    LEXICON.begins(first)
}

/// The unit at `at`, whole: 平方米, 微克/立方米, 千米每小时.
pub(super) fn unit_at(text: &str, at: usize, before: Before) -> Option<Unit> {
    let first = simple_unit(text, at, before)?;
    Some(composed(text, first).unwrap_or(first))
}

/// The measure word at `at`.
fn simple_unit(text: &str, at: usize, before: Before) -> Option<Unit> {
    let tail = text.get(at..)?;
    LEXICON.at(tail).find_map(|(word, (dimension, measure))| {
        let rest = tail.get(word.len()..)?;
        measure.fits(rest, before).then(|| {
            let plural = if word.len() >= 4 && word.is_ascii() && rest.starts_with('s') { 1 } else { 0 };
            Unit { end: at + word.len() + plural, dimension }
        })
    })
}

impl Measure {
    /// Whether it is a measure word where `rest` follows it.
    fn fits(&self, rest: &str, before: Before) -> bool {
        let next = rest.chars().next();
        if next.is_some_and(|c| self.other.contains(c)) {
            return false;
        }
        if self.counted && !matches!(before, Before::Figures | Before::Number) {
            return false;
        }
        if self.never_one && before == Before::One {
            return false;
        }
        if self.text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            let mut rest = rest;
            if self.text.len() >= 4 {
                rest = rest.strip_prefix('s').unwrap_or(rest);
            }
            if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
                return false;
            }
        }
        !(self.closing || self.figures && before != Before::Figures) || closes(rest)
    }
}

/// Whether the clause ends, or a hedge, a range or a second part follows.
pub(super) fn closes(rest: &str) -> bool {
    match rest.chars().next() {
        None => true,
        Some('半' | '以' | '左' | '至' | '到' | '多' | '和' | '及' | '或' | '与' | '的') => true,
        Some(c) => !c.is_alphabetic(),
    }
}

/// Two units put together by `/` or 每: 立方米/秒, 千米每小时, 微克/立方米.
fn composed(text: &str, first: Unit) -> Option<Unit> {
    let tail = text.get(first.end..)?;
    let sign = ["/", "每"].into_iter().find(|sign| tail.starts_with(sign))?;
    let at = first.end + sign.len();
    let rest = text.get(at..)?;
    // 人/百亿元, 条/万人
    let base = rest.trim_start_matches(['十', '百', '千', '万', '亿']);
    let at = at + rest.len() - base.len();
    let time = TIMES.iter().chain(&["元", "人口"]).find(|time| {
        let after = base.strip_prefix(**time);
        after.is_some_and(|after| !(time.is_ascii() && after.starts_with(|c: char| c.is_ascii_alphanumeric())))
    });
    if let Some(time) = time {
        let speed = first.dimension == Dimension::Length && *time != "元";
        return Some(Unit { end: at + time.len(), dimension: if speed { Dimension::Speed } else { Dimension::Rate } });
    }
    // 每 before a thing begins a new clause.
    (sign == "/")
        .then(|| simple_unit(text, at, Before::Number))
        .flatten()
        .map(|second| Unit { end: second.end, dimension: Dimension::Rate })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str, before: Before) -> Option<(&str, Dimension)> {
        unit_at(text, 0, before).and_then(|unit| Some((text.get(..unit.end)?, unit.dimension)))
    }

    #[test]
    fn the_longest_unit_wins() {
        assert_eq!(unit("人次，", Before::Number), Some(("人次", Dimension::PersonTimes)));
        assert_eq!(unit("平方公里的", Before::Number), Some(("平方公里", Dimension::Area)));
        assert_eq!(unit("立方米/秒", Before::Number), Some(("立方米/秒", Dimension::Rate)));
        assert_eq!(unit("千米每小时", Before::Number), Some(("千米每小时", Dimension::Speed)));
        assert_eq!(unit("微克/立方米", Before::Number), Some(("微克/立方米", Dimension::Rate)));
        assert_eq!(unit("feet", Before::Number), Some(("feet", Dimension::Length)));
        assert_eq!(unit("kg。", Before::Number), Some(("kg", Dimension::Mass)));
    }

    #[test]
    fn other_words_are_no_units() {
        for text in ["条例", "号", "年", "种植", "处理", "gongkai", "kgx", "人民", "", "名单"] {
            assert_eq!(unit(text, Before::Number), None, "{text}");
        }
        assert_eq!(unit("道防线", Before::HanDigit), None);
        assert_eq!(unit("届人大", Before::Number), None);
        assert_eq!(unit("届博览会", Before::Figures), Some(("届", Dimension::Event)));
        assert_eq!(unit("批企业", Before::One), None);
        assert_eq!(unit("分公司", Before::Number), None);
    }

    #[test]
    fn no_word_is_listed_twice() {
        let mut words: Vec<_> = WORDS.iter().flat_map(|(_, words)| words.iter().map(|word| word.text)).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
