//! How exactly a number is stated（概数）: the hedges around it.

use serde::{Deserialize, Serialize};

use crate::text::char_set::CharSet;

/// How exactly a number is stated（概数）.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// 约, 左右, 上下, and ranges: 三五个, 5-8件.
    About,
    /// 余, 多, 超, 逾, 数十: more than this.
    Over,
    /// 以上, 至少, 上百: this or more.
    AtLeast,
    /// 以下, 至多, 不超过: this or less.
    AtMost,
    /// 不到, 不足, 近: less than this.
    Under,
}

impl Bound {
    /// Whether the number is not the exact one.
    #[must_use]
    pub fn is_approximate(self) -> bool {
        self != Self::Exact
    }

    /// What is said of a number below zero by what is said of its size: over 10 degrees of frost is under −10.
    pub(super) fn below_zero(self) -> Self {
        match self {
            Self::Over => Self::Under,
            Self::Under => Self::Over,
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            same => same,
        }
    }

    /// What is said where the comparison is denied: 不得超过 is 不超过.
    fn denied(self) -> Option<Self> {
        match self {
            Self::Over => Some(Self::AtMost),
            Self::Under => Some(Self::AtLeast),
            _ => None,
        }
    }

    /// `self`, or `other` where `self` says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Exact { other } else { self }
    }
}

/// Words before a number that bound it. Those that can stand only with a number belong to the mention; verbs and the
/// adverbs of one character (产量超过三吨, 近一吨) stay outside.
const BEFORE: &[(&str, Bound, Place)] = &[
    ("大约", Bound::About, Place::Inside),
    ("大概", Bound::About, Place::Inside),
    ("不少于", Bound::AtLeast, Place::Inside),
    ("不低于", Bound::AtLeast, Place::Inside),
    ("不小于", Bound::AtLeast, Place::Inside),
    ("不多于", Bound::AtMost, Place::Inside),
    ("不高于", Bound::AtMost, Place::Inside),
    ("不大于", Bound::AtMost, Place::Inside),
    ("少于", Bound::Under, Place::Inside),
    ("低于", Bound::Under, Place::Inside),
    ("小于", Bound::Under, Place::Inside),
    ("多于", Bound::Over, Place::Inside),
    ("高于", Bound::Over, Place::Inside),
    ("大于", Bound::Over, Place::Inside),
    ("至少", Bound::AtLeast, Place::Inside),
    ("最少", Bound::AtLeast, Place::Inside),
    ("至多", Bound::AtMost, Place::Inside),
    ("最多", Bound::AtMost, Place::Inside),
    ("不超过", Bound::AtMost, Place::Inside),
    ("不超", Bound::AtMost, Place::Inside),
    ("未超过", Bound::AtMost, Place::Inside),
    ("超过", Bound::Over, Place::Outside),
    ("超过了", Bound::Over, Place::Outside),
    ("突破了", Bound::Over, Place::Outside),
    ("突破", Bound::Over, Place::Outside),
    ("不足", Bound::Under, Place::Inside),
    ("不到", Bound::Under, Place::Inside),
    ("不满", Bound::Under, Place::Inside),
    ("未满", Bound::Under, Place::Inside),
    ("接近", Bound::Under, Place::Outside),
    ("将近", Bound::Under, Place::Outside),
    ("逾", Bound::Over, Place::Outside),
];

/// The last characters of [`BEFORE`] and of the hedges of one character.
static HEDGE_ENDS: CharSet = CharSet::of("约概于少多过超破足到满近逾了");

/// Words that end in a hedge of one character and are none: 节约, 预约, 附近, 中超.
const NO_HEDGE: &str = "节约合约条约契约签约预约制约公约违约特约履约誓约邀约婚约附近最近临近邻近靠近新近赶超中超";

/// Words after a number and its unit that bound it.
const AFTER: &[(&str, Bound)] = &[
    ("及以上", Bound::AtLeast),
    ("或以上", Bound::AtLeast),
    ("(含)以上", Bound::AtLeast),
    ("（含）以上", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("之上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("或以下", Bound::AtMost),
    ("(含)以下", Bound::AtMost),
    ("（含）以下", Bound::AtMost),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("之内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
    ("有余", Bound::Over),
    ("开外", Bound::Over),
];

/// What those words begin with.
static AFTER_BEGINS: CharSet = CharSet::of("").with_firsts_of(AFTER);

/// Words that make a number hold for each of several.
const EACH: &[&str] = &[
    "各",
    "均",
    "每",
    "分别",
    "各有",
    "各为",
    "各设",
    "各计",
    "均为",
    "均有",
    "均达",
    "分别为",
    "分别有",
    "分别达",
    "分别是",
];

/// Whether a hedge belongs to the words of the mention.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Inside,
    Outside,
}

/// What stands before a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Before {
    /// Where the mention begins.
    pub(super) start: usize,
    /// Where the hedge begins, inside the mention or not.
    pub(super) outer: usize,
    /// How it bounds the number.
    pub(super) bound: Bound,
    /// Whether 各, 均, 每 or 分别 stands before it.
    pub(super) each: bool,
}

/// Whether a hedge may end with `last`.
pub(super) fn may_end(last: char) -> bool {
    HEDGE_ENDS.has(last)
}

/// Blanks between a hedge and its number at most.
const MOST_BLANKS: usize = 2;

/// Without the blanks at its end, which most have not.
fn unspaced(head: &str) -> &str {
    if head.ends_with(' ') { head.trim_end_matches(' ') } else { head }
}

/// Reads the hedge that ends at `start`, and the 各 or 每 before that.
pub(super) fn before(text: &str, start: usize) -> Before {
    // 超过 300 条: pages set figures off with a blank.
    let printed = text.get(..start).unwrap_or_default();
    let head = unspaced(printed);
    let mut found = Before { start, outer: start, bound: Bound::Exact, each: false };
    let Some(last) = head.chars().next_back().filter(|_| printed.len() - head.len() <= MOST_BLANKS) else {
        return found;
    };
    let single = match last {
        '约' => Some(Bound::About),
        '近' => Some(Bound::Under),
        '超' => Some(Bound::Over),
        _ => None,
    };
    if HEDGE_ENDS.has(last) {
        let hedge = BEFORE.iter().find(|(word, ..)| head.ends_with(word));
        if let Some(&(word, bound, place)) = hedge {
            found.bound = bound;
            found.outer = head.len() - word.len();
            let denied = denial(head.get(..found.outer).unwrap_or_default()).filter(|_| compares(word));
            if let Some((length, opposite)) = denied.zip(bound.denied()) {
                (found.bound, found.outer) = (opposite, found.outer - length);
            }
            if place == Place::Inside || denied.is_some() {
                found.start = found.outer;
            }
        } else if let Some(bound) = single {
            let two = head.char_indices().rev().nth(1).and_then(|(at, _)| head.get(at..)).unwrap_or_default();
            if two.chars().count() < 2 || !NO_HEDGE.contains(two) {
                found.bound = bound;
                found.outer = head.len() - last.len_utf8();
            }
        }
    }
    found.each = each(unspaced(text.get(..found.outer.min(head.len())).unwrap_or_default()));
    found
}

/// Words that deny what follows, the longer before the shorter: 不得少于 is at least.
const DENIALS: &[&str] = &[
    "不应当",
    "不应该",
    "不允许",
    "没有",
    "尚未",
    "不得",
    "不能",
    "不应",
    "不可",
    "不宜",
    "不准",
    "不许",
    "不会",
    "不要",
    "不再",
    "不用",
    "并未",
    "从未",
    "未",
    "不",
    "没",
];

/// The length of the word with which `head` denies the comparison that follows it.
pub(super) fn denial(head: &str) -> Option<usize> {
    DENIALS.iter().find(|word| head.ends_with(**word)).map(|word| word.len())
}

/// Whether a word compares two numbers, so that it can be denied: 超过, 少于.
pub(super) fn compares(word: &str) -> bool {
    word.trim_end_matches('了').ends_with(['于', '过', '破', '逾'])
}

/// What 上 and 过 before a number without a digit of its own say: 上百, 过千.
pub(super) fn of_bare(text: &str, start: usize) -> Option<Bound> {
    match text.get(..start)?.chars().next_back()? {
        '上' => Some(Bound::AtLeast),
        '过' => Some(Bound::Over),
        _ => None,
    }
}

/// Whether `head` ends in a word that distributes the number: 各, 均为, 分别, 每村.
fn each(head: &str) -> bool {
    let mut chars = head.chars().rev();
    let (last, second) = (chars.next(), chars.next());
    match last {
        Some('各' | '均' | '每') => second != Some('平') || last != Some('均'),
        Some('别' | '有' | '为' | '设' | '计' | '达' | '是') => EACH.iter().any(|word| head.ends_with(word)),
        Some(
            '人' | '户' | '村' | '县' | '市' | '区' | '镇' | '乡' | '家' | '校' | '班' | '场' | '次' | '件' | '年'
            | '月' | '季' | '周' | '天' | '日',
        ) => second == Some('每'),
        _ => false,
    }
}

/// Reads the hedge that begins at `at`: its bound and where it ends.
pub(super) fn after(text: &str, at: usize) -> Option<(Bound, usize)> {
    let tail = text.get(at..)?;
    tail.chars().next().filter(|&first| AFTER_BEGINS.has(first))?;
    let &(word, bound) = AFTER.iter().find(|(word, _)| tail.starts_with(word))?;
    let next = tail.get(word.len()..).unwrap_or_default();
    // 上下级, 上下游 and 以下简称 are other words.
    let other = word == "上下" && next.starts_with(['级', '游', '联', '班', '车']) || next.starts_with("简称");
    (!other).then_some((bound, at + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound_before(head: &str) -> (Bound, bool, &str) {
        let found = before(head, head.len());
        (found.bound, found.each, head.get(found.start..).unwrap_or_default())
    }

    #[test]
    fn hedges_before_a_number() {
        assert_eq!(bound_before("共约"), (Bound::About, false, ""));
        assert_eq!(bound_before("产量超过"), (Bound::Over, false, ""));
        assert_eq!(bound_before("原则上不超过"), (Bound::AtMost, false, "不超过"));
        assert_eq!(bound_before("每年至少"), (Bound::AtLeast, true, "至少"));
        assert_eq!(bound_before("不得少于"), (Bound::AtLeast, false, "不得少于"));
        assert_eq!(bound_before("每年不应超过"), (Bound::AtMost, true, "不应超过"));
        assert_eq!(bound_before("没有突破"), (Bound::AtMost, false, "没有突破"));
        assert_eq!(bound_before("不得不超过"), (Bound::AtMost, false, "不超过"));
        assert_eq!(bound_before("各"), (Bound::Exact, true, ""));
        assert_eq!(bound_before("分别为"), (Bound::Exact, true, ""));
        assert_eq!(bound_before("近"), (Bound::Under, false, ""));
        assert_eq!(bound_before("不少于 "), (Bound::AtLeast, false, "不少于 "));
        assert_eq!(bound_before("收入超过 "), (Bound::Over, false, ""));
        assert_eq!(bound_before("各 "), (Bound::Exact, true, ""));
        assert_eq!(bound_before("约"), (Bound::About, false, ""));
    }

    #[test]
    fn words_that_only_look_like_hedges() {
        for head in ["节约", "预约", "附近", "最近", "通过", "收到", "共计", "平均", "", " ", "超过    "]
        {
            assert_eq!(bound_before(head), (Bound::Exact, false, ""), "{head}");
        }
    }

    #[test]
    fn hedges_after_a_unit() {
        assert_eq!(after("以上的", 0), Some((Bound::AtLeast, 6)));
        assert_eq!(after("左右", 0), Some((Bound::About, 6)));
        assert_eq!(after("上下级", 0), None);
        assert_eq!(after("以下简称", 0), None);
        assert_eq!(after("信息", 0), None);
    }
}
