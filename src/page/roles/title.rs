//! Which block is the title（标题）.

use super::{Lines, features::Features};
use crate::page::{BlockKind, Document, layout::Structure};

/// Words that end the titles of official documents.
const KINDS: &[&str] = &[
    "报告", "通知", "公告", "通告", "意见", "办法", "决定", "批复", "规定", "方案", "年报", "公报", "细则", "条例",
    "纪要", "通报", "请示", "函", "令", "议案", "决议", "命令", "答复", "指南", "目录", "规划", "要点", "公示", "解读",
    "说明", "总结", "计划", "名单",
];

/// The index of the block that is the title, and the rule that found it.
pub(super) fn find(
    document: &Document,
    structure: &Structure<'_>,
    features: &[Features],
    lines: &Lines<'_>,
    first_prose: usize,
) -> Option<(usize, &'static str)> {
    let stated: Vec<String> = stated(structure);
    let mut best: Option<(u32, usize, &'static str)> = None;
    for (index, block) in document.blocks.iter().enumerate().take(first_prose + 40) {
        let Some(feature) = features.get(index) else { break };
        if !(4..=120).contains(&feature.chars) || block.kind == BlockKind::Table || lines.taken(index) {
            continue;
        }
        let text: String = block.span.of(&document.text).chars().filter(|c| !c.is_whitespace()).collect();
        let said = stated.iter().any(|title| *title == text);
        let begins = feature.chars >= 6 && stated.iter().any(|title| title.starts_with(&text));
        let heading = block.level.is_some_and(|level| level <= 3);
        let named = lines.titled(index);
        let kind = KINDS.iter().any(|kind| text.trim_end_matches([')', '）']).ends_with(kind));
        let near = index <= first_prose + 1 && first_prose < index + 14;
        let mut score = 0;
        score += u32::from(said) * 60 + u32::from(begins && !said) * 35;
        score += u32::from(block.level == Some(1)) * 25 + u32::from(heading) * 20 + u32::from(named) * 15;
        score += u32::from(kind) * 15 + u32::from(near) * 20 + u32::from(block.bold) * 3;
        if feature.is_linked() {
            score = score.saturating_sub(45);
        }
        if feature.stops > 0 || (feature.is_prose() && !said) {
            score = score.saturating_sub(25);
        }
        if index > first_prose + 1 {
            score = score.saturating_sub(40);
        }
        let reason = match () {
            () if said || begins => "title-as-stated",
            () if heading => "title-heading",
            () if named => "title-name",
            () => "title-first-line",
        };
        if score >= 35 && best.is_none_or(|(top, ..)| score > top) {
            best = Some((score, index, reason));
        }
    }
    best.map(|(_, index, reason)| (index, reason))
}

/// The last heading or line of its own that says exactly what the page states as its title.
pub(super) fn find_stated(
    document: &Document,
    structure: &Structure<'_>,
    features: &[Features],
    lines: &Lines<'_>,
) -> Option<usize> {
    let stated = stated(structure);
    let same = |index: usize| {
        let (Some(block), Some(feature)) = (document.blocks.get(index), features.get(index)) else { return false };
        if !(6..=120).contains(&feature.chars) || feature.is_linked() || lines.taken(index) {
            return false;
        }
        let words = || block.span.of(&document.text).chars().filter(|c| !c.is_whitespace());
        stated.iter().any(|title| {
            let chars = title.chars().count();
            chars == feature.chars as usize && title.chars().eq(words())
        })
    };
    let heading = |index: usize| document.blocks.get(index).is_some_and(|block| block.level.is_some());
    let all = 0..document.blocks.len();
    all.clone().find(|&index| heading(index) && same(index)).or_else(|| all.clone().find(|&index| same(index)))
}

/// Titles that the page states out of sight, without white space: `ArticleTitle`, `og:title`, `<title>` and its parts.
fn stated(structure: &Structure<'_>) -> Vec<String> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut titles: Vec<String> = structure
        .meta
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("ArticleTitle") || name.eq_ignore_ascii_case("og:title"))
        .map(|(_, content)| bare(content))
        .filter(|title| title.chars().count() >= 4)
        .collect();
    if let Some(title) = structure.title {
        titles.push(bare(title));
        titles.extend(
            title.split(['_', '|', '-', '—', '–', '－', '~', '·']).map(bare).filter(|part| part.chars().count() >= 6),
        );
    }
    titles
}
