//! Where a heading ends: on its line, at its full stop, or before the sentence it runs into（接排标题）.

use std::collections::HashMap;

use super::{
    Line,
    marker::{self, Class},
};
use crate::{Span, page::BlockKind};

/// A heading as found, before the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    /// Class and number of its marker; `None` without one.
    pub(super) number: Option<(Class, u32)>,
    /// Level that the page gives a heading without a number, 1 to 6.
    pub(super) level: u8,
    /// Marker as printed, without white space.
    pub(super) marker: Span,
    /// The heading's own words.
    pub(super) words: Span,
    /// Where the text that it governs may begin.
    pub(super) body: u32,
    /// Whether the marker needs no sequence to be believed.
    pub(super) sure: bool,
    /// Whether text runs on in the same block.
    pub(super) run_in: bool,
}

/// A heading has at most this many characters; a longer first sentence is a numbered paragraph.
const LONGEST_HEADING: usize = 60;
/// A block that only its bold face makes a heading has at most this many.
const LONGEST_BOLD: usize = 30;
/// Names of parts that stand without a number.
const UNNUMBERED: [&str; 9] = ["概述", "引言", "前言", "编制说明", "说明", "附件", "附表", "附则", "结语"];

/// The heading at the start of `line`, if there is one.
pub(super) fn read(line: &Line, text: &str) -> Option<Heading> {
    let block = line.span.of(text);
    let start = line.span.start;
    let Some(marker) = marker::read(block) else { return unnumbered(line, text) };
    let rest = block.get(marker.len..)?;
    let words = rest.trim_start();
    let lead = marker.len + rest.len() - words.len();
    let (len, body) = words_end(words, marker.class);
    // A marker alone on its line, or before a number, says nothing.
    if words.is_empty() || is_contents_line(words) {
        return None;
    }
    let at = |offset: usize| start + u32::try_from(offset).unwrap_or(u32::MAX);
    let run_in = body < words.len();
    // 一 概述 is believed only where it is short and stands alone.
    let sure = marker.sure || (line.kind == BlockKind::Heading && !run_in);
    if !sure && !matches!(marker.class, Class::Article) && (run_in && len == 0) {
        return None;
    }
    Some(Heading {
        number: Some((marker.class, marker.ordinal)),
        level: line.level.unwrap_or(1),
        marker: Span { start, end: at(marker.len) },
        words: Span { start: at(lead), end: at(lead + len) },
        body: at(lead + body),
        sure,
        run_in,
    })
}

fn unnumbered(line: &Line, text: &str) -> Option<Heading> {
    let words = line.span.of(text);
    let count = words.chars().take(LONGEST_HEADING + 1).count();
    let sentence = words.contains(['。', '；', '，', ',', '\n']);
    let heading = line.kind == BlockKind::Heading && count <= LONGEST_HEADING;
    let bold = line.bold && count <= LONGEST_BOLD && !sentence && !words.contains(['：', ':']);
    if !heading && !bold && !UNNUMBERED.contains(&words) {
        return None;
    }
    Some(Heading {
        number: None,
        level: line.level.unwrap_or(6),
        marker: Span { start: line.span.start, end: line.span.start },
        words: line.span,
        body: line.span.end,
        sure: true,
        run_in: false,
    })
}

/// Bytes of the heading in `words`, and where its text begins: equal to `words.len()` where nothing runs on.
fn words_end(words: &str, class: Class) -> (usize, usize) {
    // An article of law is its number; the sentence after it is its text.
    if class == Class::Article {
        return (0, 0);
    }
    let mut count = 0;
    let mut previous = '\0';
    for (at, c) in words.char_indices() {
        let ends = match c {
            '。' | '；' | '\n' => true,
            '：' | ':' => count >= 2,
            // 接排: the heading's own full stop is missing, and a space or the year of the first sentence shows its end.
            c if c.is_whitespace() => count >= 4 && words.get(at..).is_some_and(|rest| rest.contains('。')),
            '1' | '2' => count >= 4 && is_han(previous) && year_follows(words.get(at..).unwrap_or_default()),
            _ => false,
        };
        if ends {
            let rest = words.get(at..).unwrap_or_default();
            let skipped = rest.trim_start_matches(|c: char| matches!(c, '。' | '；' | '：' | ':') || c.is_whitespace());
            return (at, words.len() - skipped.len());
        }
        count += 1;
        if count > LONGEST_HEADING {
            return (0, 0);
        }
        previous = c;
    }
    let trimmed = words.trim_end_matches(|c: char| matches!(c, '、' | '，' | ',') || c.is_whitespace());
    (trimmed.len(), words.len())
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// 2015年 begins a sentence: …组织领导2015年，市政府…
fn year_follows(rest: &str) -> bool {
    let mut chars = rest.chars();
    (0..4).all(|_| chars.next().is_some_and(|c| c.is_ascii_digit()))
        && chars.next() == Some('年')
        && rest.contains('。')
}

/// 目录 lines end in leaders and a page number: 一、概述………3.
fn is_contents_line(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '－'));
    bare.len() < words.len() && bare.ends_with(['…', '·', '.', '．', '-', '─', '━', '_'])
}

/// Drops the entries of a table of contents（目录）: headings that govern nothing and stand again further down.
pub(super) fn drop_contents(headings: &mut Vec<Heading>, text: &str) {
    let key = |heading: &Heading| (heading.marker.of(text), heading.words.of(text));
    let mut last: HashMap<(&str, &str), usize> = HashMap::new();
    for (at, heading) in headings.iter().enumerate() {
        last.insert(key(heading), at);
    }
    let again: Vec<bool> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| {
            let next = headings.get(at + 1).map_or(u32::MAX, |next| next.marker.start);
            let between = Span { start: heading.body, end: next.max(heading.body) }.of(text);
            last.get(&key(heading)).is_some_and(|&last| last > at) && next != u32::MAX && between.trim().is_empty()
        })
        .collect();
    let mut keep = again.into_iter().map(|again| !again);
    headings.retain(|_| keep.next().unwrap_or(true));
}
