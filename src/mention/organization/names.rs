//! Where the name of a body begins and ends among the words of a run.

use std::ops::Range;

use super::{Body, words};
use crate::{mention::region::Gazetteer, text::segment::Word};

/// Words of one name at most.
const MOST_WORDS: usize = 9;

/// A name in a run.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) range: Range<usize>,
    pub(super) body: Body,
    pub(super) is_self: bool,
}

/// The names of a run, in order, without overlap.
pub(super) fn names(run: &str, list: &[Word<'_>]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut free = list.len();
    while let Some(index) = free.checked_sub(1) {
        free = index;
        let Some(word) = list.get(index) else { break };
        if let Some((name, first)) = own(run, list, index).or_else(|| named(run, list, index)) {
            free = list.partition_point(|word| word.range.end <= name.range.start).min(first);
            found.push(name);
        } else if let Some(name) = committee(word) {
            found.push(name);
        }
    }
    found.reverse();
    found.dedup_by(|later, earlier| later.range.start < earlier.range.end);
    found
}

/// What the writer calls itself, ending with word `index`: 我办, 本机关.
fn own(run: &str, list: &[Word<'_>], index: usize) -> Option<(Name, usize)> {
    let end = list.get(index)?.range.end;
    let left = run.get(..end)?;
    let &(words, body) = words::SELF.iter().filter(|(own, _)| left.ends_with(own)).max_by_key(|(own, _)| own.len())?;
    let start = end - words.len();
    let first = list.iter().take(index + 1).rposition(|word| word.range.start <= start)?;
    // 各单位将本部门…: each its own, not the writer.
    let before = run.get(..start)?;
    if body == Body::Unnamed && words::EACH.iter().any(|each| before.contains(each)) {
        return None;
    }
    // 根本办法: the word must begin where a word begins.
    (list.get(first)?.range.start == start).then_some((Name { range: start..end, body, is_self: true }, first))
}

/// 市委 in the word 市委常委.
fn committee(word: &Word<'_>) -> Option<Name> {
    let officer = ["常委", "书记", "副书记"].iter().any(|end| word.text.ends_with(end));
    let committee = ["省委", "市委", "县委", "区委"].iter().find(|start| officer && word.text.starts_with(**start))?;
    let range = word.range.start..word.range.start + committee.len();
    Some(Name { range, body: Body::Party, is_self: false })
}

/// The name whose last word is `index`, and its first word.
fn named(run: &str, list: &[Word<'_>], index: usize) -> Option<(Name, usize)> {
    let head = list.get(index)?;
    let single = head.text.chars().nth(1).is_none();
    let body = match head.text {
        "办" | "局" | "委" | "厅" | "署" => short_ending(list, index)?,
        text => words::ending(text).filter(|_| !single)?,
    };
    let behind = run.get(head.range.end..).unwrap_or_default();
    let taken_up = head.text.ends_with("政府") && words::is_taken_up(behind)
        || matches!(head.text, "人大" | "政协") && behind.starts_with(['代', '建', '委', '提']);
    if taken_up {
        return None;
    }
    // 财政局长 is a person, 法院院长 too but by a word of its own.
    if behind.starts_with('长') {
        return None;
    }
    let first = trim(list, beginning(list, index), index);
    let before = list.get(first..index)?;
    // A government is one of a place: 公开政府 is none.
    if words::is_of_a_place(head.text) && !before.iter().any(|word| is_place(word) || words::is_level(word.text)) {
        return None;
    }
    let named = !words::is_bare(head.text) && !single || before.iter().any(|word| !words::is_weak(word.text));
    let office = matches!(head.text, "办公室" | "办公厅")
        && !before.is_empty()
        && before.iter().any(|word| word.text.ends_with("政府"));
    if !(named || office) {
        return None;
    }
    let start = place_before(run, list.get(first)?);
    Some((Name { range: start..head.range.end, body, is_self: false }, first))
}

/// 办, 局 … as a word of its own: the end of a short name（编委办, 发改局）, not the verb.
fn short_ending(list: &[Word<'_>], index: usize) -> Option<Body> {
    let before = list.get(index.checked_sub(1)?)?;
    let head = list.get(index)?.text;
    let next = list.get(index + 1).map_or("", |next| next.tag);
    if head == "办" {
        // 政务公开办 and nothing after it, or what may follow a subject.
        let known = "编外侨台府国港".contains(before.text);
        let noun = known
            || before.text.chars().nth(1).is_some()
                && matches!(before.tag.as_bytes().first(), Some(b'n' | b'a' | b'j'))
            || words::is_subject(before.text);
        let ends = next.is_empty() || matches!(next.as_bytes().first(), Some(b'p' | b'c' | b'd' | b'v'));
        return (noun && ends).then_some(Body::Office);
    }
    (!matches!(before.tag.as_bytes().first(), Some(b'u' | b'p' | b'm' | b'q'))).then_some(Body::Department)
}

/// The first word of the name whose last word is `index`.
fn beginning(list: &[Word<'_>], index: usize) -> usize {
    let mut first = index;
    // 市政府, 国务院 and 县委 are whole: only a place may stand before them.
    let mut at_place = list.get(index).is_some_and(|head| {
        head.text.starts_with(['省', '市', '县', '区', '乡', '镇', '国', '全'])
            && matches!(words::ending(head.text), Some(Body::Government | Body::Party | Body::Assembly))
    });
    let is_branch = list.get(index).is_some_and(|head| head.text.ends_with("支行") || head.text.ends_with("分行"));
    while let Some(next) = first.checked_sub(1).filter(|&next| index - next < MOST_WORDS) {
        let (Some(word), Some(right)) = (list.get(next), list.get(first)) else { break };
        if is_place(word) {
            at_place = true;
        } else if is_branch && word.text.ends_with("银行") {
            // 中国人民银行|营口市|中心支行: the place of a branch stands behind the name of its bank.
            at_place = true;
        } else if at_place || words::is_break(word.text) {
            break;
        } else if words::is_level(word.text) {
            at_place = true;
        } else if word.text != "政府" && words::ending(word.text).is_some() && word.text.chars().nth(1).is_some() {
            // 省政府|办公厅: what is before it belongs to the outer body.
            if words::is_bare(right.text) || next + 1 == index {
                at_place = !words::is_bare(word.text);
            } else {
                break;
            }
        } else if matches!(word.text, "和" | "与" | "及") {
            let left = next.checked_sub(1).and_then(|left| list.get(left)).map_or("", |left| left.text);
            if !words::is_pair(left, right.text) {
                break;
            }
        } else if !is_modifier(list, next, index) {
            break;
        }
        first = next;
    }
    first
}

fn is_place(word: &Word<'_>) -> bool {
    if words::is_break(word.text) {
        return false;
    }
    word.tag == "ns" && !matches!(word.text, "辽" | "内")
        || word.text.chars().nth(2).is_some()
            && word.text.ends_with(['省', '市', '县', '区', '镇', '乡', '州', '旗', '盟'])
            && word.tag.starts_with('n')
}

/// Whether word `next` may be the subject of the body whose last word is `index`.
fn is_modifier(list: &[Word<'_>], next: usize, index: usize) -> bool {
    let Some(word) = list.get(next) else { return false };
    if words::is_subject(word.text) {
        return true;
    }
    let short = word.text.chars().nth(1).is_none();
    match word.tag.as_bytes().first() {
        // Abbreviations come in single characters of any kind: 发|改|局, 人|社|局.
        Some(b'v' | b'a' | b'g' | b'z') if short => {
            index - next <= 2
                && list.get(index).is_some_and(|head| "局委办厅".contains(head.text))
                && !"由将把被使让对向经报送到在有是为请据按令派设于".contains(word.text)
        }
        Some(b'n') => word.tag != "nr" || index - next > 1 || !short,
        Some(b'j' | b's' | b'b' | b'l' | b'i') => true,
        Some(b'v') => word.tag == "vn",
        Some(b'a') => word.tag == "an",
        _ => false,
    }
}

/// Drops words from the left that begin no name: 主动, 工作.
fn trim(list: &[Word<'_>], mut first: usize, index: usize) -> usize {
    while first < index {
        let Some(word) = list.get(first) else { break };
        let weak = matches!(word.tag.as_bytes().first(), Some(b'b' | b'l' | b'i' | b'a'))
            && word.tag != "an"
            && !words::is_subject(word.text)
            || matches!(word.text, "工作" | "机构" | "单位" | "和" | "与" | "及" | "落实" | "推进");
        if !weak {
            break;
        }
        first += 1;
    }
    first
}

/// Where the places begin that the segmenter cut in pieces or took for something else: 大石桥|市, 海门|区.
fn place_before(run: &str, first: &Word<'_>) -> usize {
    let start = first.range.start;
    let level = words::is_level(first.text) && first.text.chars().nth(1).is_none();
    let Some(gazetteer) = Gazetteer::builtin().ok().filter(|_| level || is_place(first)) else { return start };
    // The leftmost place that ends at `end`.
    let place = |start: usize, end: usize| {
        let left = run.get(..start).unwrap_or_default().char_indices().rev().take(8).map(|(at, _)| at);
        let known = |at: &usize| run.get(*at..end).is_some_and(|name| gazetteer.find(name).next().is_some());
        left.filter(known).last().unwrap_or(start)
    };
    let start = if level { place(start, first.range.end) } else { start };
    let outer = place(start, start);
    place(outer, outer)
}
