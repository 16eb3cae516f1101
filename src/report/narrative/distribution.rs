//! Values given in the order of a list（分别为）: 当面申请、信函申请分别为2件、5件.

use std::ops::Range;

use super::{pattern::ends_clause, sentence::Number};
use crate::text::char_set::CharSet;

/// Words that give the values of a list in its order.
const IN_ORDER: [&str; 2] = ["分别", "依次"];
/// What joins the items of a list.
const JOINTS: [char; 4] = ['、', '和', '及', '与'];
/// What may stand between two values: 2件、5件和1件.
const BETWEEN_VALUES: &str = "、，,和及与 ";
/// What may stand between the word and the first value.
static BEFORE_VALUES: CharSet = CharSet::of("为达到有是 ");

/// Numbers that belong to the items of a list, one each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Distribution {
    /// The numbers, as indices.
    pub(super) numbers: Range<usize>,
    /// The items, in bytes of the sentence; empty where there are not as many as numbers: then nothing can be said.
    pub(super) items: Vec<Range<usize>>,
    /// What the items have in common, behind the last: 微博、微信公开信息.
    pub(super) tail: Range<usize>,
}

/// Nouns with which the common part of a list begins.
const TAILS: [&str; 6] = ["公开", "发布", "申请", "答复", "案件", "人员"];

/// The distributions of a sentence, in order.
pub(super) fn find(text: &str, numbers: &[Number<'_>]) -> Vec<Distribution> {
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(number) = numbers.get(next) {
        let first = next;
        next += 1;
        let before = text.get(..number.start).unwrap_or_default();
        let before = before.trim_end_matches(|c| BEFORE_VALUES.has(c));
        if !before.ends_with(['别', '次']) {
            continue;
        }
        let Some(list_end) = IN_ORDER.iter().find_map(|word| before.strip_suffix(word)).map(str::len) else { continue };
        let follows = |a: &Number<'_>, b: &Number<'_>| {
            let between = text.get(a.end..b.start).unwrap_or("?");
            between.chars().all(|c| BETWEEN_VALUES.contains(c))
        };
        while let (Some(a), Some(b)) = (numbers.get(next - 1), numbers.get(next)) {
            if !follows(a, b) {
                break;
            }
            next += 1;
        }
        found.push(of_list(text, list_end, first..next));
    }
    found
}

/// The items of the list that has one value for each（均、各）, which begins behind the number before it at `floor`, and what
/// the items have in common. Without a list, nothing.
pub(super) fn shared(text: &str, floor: usize, number: usize) -> (Vec<Range<usize>>, Range<usize>) {
    let before = text.get(..number).unwrap_or_default().trim_end_matches(|c| BEFORE_VALUES.has(c));
    let list_end = before.strip_suffix(['均', '各', '都']).map_or(number, str::len);
    let (items, tail) = items(text, floor, list_end);
    if items.len() > 1 { (items, tail) } else { (Vec::new(), list_end..list_end) }
}

fn of_list(text: &str, list_end: usize, numbers: Range<usize>) -> Distribution {
    let (items, tail) = items(text, 0, list_end);
    let aligned = items.len() == numbers.len() && items.len() > 1;
    Distribution { numbers, items: if aligned { items } else { Vec::new() }, tail }
}

/// The items of the list that ends at `list_end`, and what they have in common.
fn items(text: &str, floor: usize, list_end: usize) -> (Vec<Range<usize>>, Range<usize>) {
    let before = text.get(..list_end).unwrap_or_default();
    let start = before
        .rfind(ends_clause)
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let start = start.max(floor);
    let mut items = Vec::new();
    let mut from = start;
    for (at, joint) in before.match_indices(JOINTS).filter(|&(at, _)| at >= start) {
        // 涉及 and 以及 join nothing by themselves.
        let word = before.get(..at).unwrap_or_default();
        if joint == "及" && word.ends_with(['涉', '普']) {
            continue;
        }
        items.push(from..if joint == "及" && word.ends_with('以') { at - '以'.len_utf8() } else { at });
        from = at + joint.len();
    }
    items.push(from..list_end);
    let last = text.get(from..list_end).unwrap_or_default();
    let tail = TAILS.iter().filter_map(|word| last.find(word)).min().map_or(list_end, |at| from + at);
    (items, tail..list_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str, words: &str) -> Number<'static> {
        let start = text.find(words).unwrap();
        Number { start, end: start + words.len(), value: 0.into(), unit: "", approximate: false }
    }

    #[test]
    fn as_many_values_as_items() {
        let text = "其中，微博、微信和网站公开信息分别为12条、7条和30条，占5%";
        let numbers = [number(text, "12条"), number(text, "7条"), number(text, "30条"), number(text, "5%")];
        let found = find(text, &numbers);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].numbers, 0..3);
        let items: Vec<&str> = found[0].items.iter().map(|item| &text[item.clone()]).collect();
        assert_eq!(items, ["微博", "微信", "网站公开信息"]);
        assert_eq!(&text[found[0].tail.clone()], "公开信息");
    }

    #[test]
    fn a_list_of_another_length_gives_nothing() {
        let text = "当面申请和信函申请分别为2件、5件、1件";
        let numbers = [number(text, "2件"), number(text, "5件"), number(text, "1件")];
        assert!(find(text, &numbers)[0].items.is_empty());
    }

    #[test]
    fn other_uses_of_the_word_are_no_distribution() {
        let text = "这些建议分别由10个部门承办";
        assert_eq!(find(text, &[number(text, "10个")]), []);
    }
}
