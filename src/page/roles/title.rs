//! Which block is the title（标题）.

use super::{Lines, features::Features, phrases::behind_han, template};
use crate::{
    page::{BlockKind, Document, Role, layout::Structure, metadata},
    text::char_set::CharSet,
};

/// Words that end the titles of official documents.
const KINDS: &[&str] = &[
    "报告", "通知", "公告", "通告", "意见", "办法", "决定", "批复", "规定", "方案", "年报", "公报", "细则", "条例",
    "纪要", "通报", "请示", "函", "令", "议案", "决议", "命令", "答复", "指南", "目录", "规划", "要点", "公示", "解读",
    "说明", "总结", "计划", "名单",
];

/// The last characters of [`KINDS`].
static KIND_ENDS: CharSet = CharSet::of("告知见法定复案报则例要示函令议南录划点读明结单");

/// Whether a title may end with these words.
fn ends_title(words: &str) -> bool {
    words.ends_with(|c| KIND_ENDS.has(c)) && KINDS.iter().any(|kind| words.ends_with(kind))
}

/// Words that end the names of organs.
const ORGANS: &[&str] = &["政府", "办公厅", "办公室", "委员会", "管委会", "国务院", "厅", "局"];

/// The index of the block that is the title, and the rule that found it.
pub(super) fn find(
    document: &Document,
    stated: &[String],
    features: &[Features],
    lines: &Lines<'_>,
    (first_prose, heading): (usize, Option<usize>),
) -> Option<(usize, &'static str)> {
    let mut best: Option<(u32, usize, &'static str)> = None;
    let mut text = String::new();
    for (index, block) in document.blocks.iter().enumerate().take(first_prose + 40) {
        let Some(feature) = features.get(index) else { break };
        let weak =
            block.level.is_some() && lines.chrome(index).is_some_and(|(_, reason)| reason == "region-name-and-look");
        let named = heading == Some(index);
        let fits = (4..=120).contains(&feature.chars) || named;
        if !fits || block.kind == BlockKind::Table || (lines.taken(index) && !weak) {
            continue;
        }
        text.clear();
        bare_into(block.span.of(&document.text), &mut text);
        if text.chars().count() < 4 && !named {
            continue;
        }
        let said = named || stated.contains(&text);
        if weak && !said {
            continue;
        }
        let begins = feature.chars >= 6 && stated.iter().any(|title| title.starts_with(&text));
        let heading = block.level.is_some_and(|level| level <= 3);
        let titled = lines.titled(index);
        let kind = ends_title(&text);
        let near = index <= first_prose + 1 && first_prose < index + 14;
        let mut score = 0;
        score += u32::from(said) * 60 + u32::from(begins && !said) * 35;
        score += u32::from(block.level == Some(1)) * 25 + u32::from(heading) * 20 + u32::from(titled) * 15;
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
            () if titled => "title-name",
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
    stated: &[String],
    name: Option<&str>,
    features: &[Features],
    lines: &Lines<'_>,
) -> Option<usize> {
    let same = |index: usize| {
        let (Some(block), Some(feature)) = (document.blocks.get(index), features.get(index)) else { return false };
        // A heading with the very words is the title even in a region called header.
        let chrome =
            lines.chrome(index).is_some_and(|(_, reason)| block.level.is_none() || reason != "region-name-and-look");
        if !(2..=120).contains(&feature.chars) || feature.is_linked() || chrome {
            return false;
        }
        let words = || block.span.of(&document.text).chars().filter(|&c| is_word(c));
        // A name as short as a column's must be a heading, and the first thing that `<title>` says.
        if feature.chars < 6 {
            return block.level.is_some_and(|level| level <= 3) && name.is_some_and(|name| name.chars().eq(words()));
        }
        stated.iter().any(|title| title.chars().eq(words()))
    };
    let heading = |index: usize| document.blocks.get(index).is_some_and(|block| block.level.is_some());
    let all = 0..document.blocks.len();
    all.clone().find(|&index| heading(index) && same(index)).or_else(|| all.clone().find(|&index| same(index)))
}

/// The lines before and after `at` that make one title with it: they say a stated title together, or the title breaks
/// where no title ends.
pub(super) fn lines(
    document: &Document,
    stated: &[String],
    features: &[Features],
    lines: &Lines<'_>,
    at: usize,
) -> std::ops::Range<usize> {
    const MOST: usize = 6;
    let low = at.saturating_sub(MOST);
    let line = |index: usize| {
        let (block, feature) = (document.blocks.get(index)?, features.get(index)?);
        let fits = (1..=60).contains(&feature.chars)
            && feature.stops == 0
            && !feature.is_linked()
            && block.kind != BlockKind::Table
            && !lines.taken(index);
        fits.then(|| bare(block.span.of(&document.text)))
    };
    for start in low..=at {
        let mut together = String::new();
        for end in start..=(start + MOST) {
            let Some(words) = line(end) else { break };
            together.push_str(&words);
            if end >= at && end > start && stated.contains(&together) {
                return start..end + 1;
            }
        }
    }
    let words = |index: usize| line(index).filter(|words| words.chars().count() >= 4);
    // 某省人民政府办公厅关于加强 / 农村饮水工作的通知: the line above names the organ or begins 关于…
    let mut first = at;
    while first > low {
        let Some(above) = words(first - 1).filter(|above| !ends_title(above)) else { break };
        let Some(raw) = document.blocks.get(first - 1).map(|block| block.span.of(&document.text)) else { break };
        let opens = raw.contains("关于") || ORGANS.iter().any(|organ| raw.ends_with(organ));
        let broken = !raw.contains(['，', '：', ':', '。', '、', '|']) || opens;
        if !(opens || broken && first < at && above.chars().count() >= 6) {
            break;
        }
        first -= 1;
        if raw.contains("关于") && ORGANS.iter().any(|organ| raw.contains(organ)) {
            break;
        }
    }
    let mut end = at + 1;
    let mut so_far = line(at).unwrap_or_default();
    while !ends_title(&so_far) && end < at + MOST {
        let Some(below) = words(end).filter(|below| ends_title(below) || !below.ends_with('号')) else { break };
        let Some(last) = (end..(end + 3)).find(|&index| words(index).is_some_and(|words| ends_title(&words))) else {
            break;
        };
        if last > end && words(end).is_none() {
            break;
        }
        so_far = below;
        end += 1;
    }
    let whole = ends_title(&so_far);
    first..if whole { end } else { at + 1 }
}

/// The letters, figures and Han of a title: white space, brackets and quotation marks vary from place to place.
fn bare(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    bare_into(text, &mut words);
    words
}

/// [`bare`], behind what stands in `words`.
fn bare_into(text: &str, words: &mut String) {
    let (mut at, mut kept) = (0, 0);
    loop {
        // Nearly all is Han, which is copied with its neighbours.
        at = behind_han(text, at);
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if !is_word(c) {
            words.push_str(text.get(kept..at).unwrap_or_default());
            kept = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    words.push_str(text.get(kept..).unwrap_or_default());
}

/// [`char::is_alphanumeric`], which takes its time over Han.
fn is_word(c: char) -> bool {
    matches!(c, '一'..='龥') || c.is_alphanumeric()
}

/// What stands between the parts of a `<title>`.
const PARTS: [char; 8] = ['_', '|', '-', '—', '–', '－', '~', '·'];

/// Words that end the names of sites.
const SITES: &[&str] = &["网", "网站", "门户", "平台", "首页"];

/// The title that `<title>` holds, without the name of the site: for a page on which nothing else says it. Of a page that
/// has a text (`text`), only what ends as titles of documents do, for it may as well be a column's.
pub(in crate::page) fn of_tag<'s>(structure: &Structure<'s>, site: Option<&str>, text: bool) -> Option<&'s str> {
    let site = site.map(bare);
    let mut parts = parts(structure.title?).map(str::trim).filter(|part| !part.is_empty());
    let part = parts.find(|part| {
        let named = |list: &[&str]| list.iter().any(|end| part.ends_with(end));
        !named(SITES) && !named(ORGANS) && site.as_deref().is_none_or(|site| site != bare(part))
    })?;
    let words = bare(part);
    let han = words.chars().filter(|c| matches!(c, '一'..='龥')).count();
    let fits = han >= 4 && words.chars().count() <= 120 && (!text || ends_title(&words));
    (fits && !template::is_source(part)).then_some(part)
}

/// The parts of a `<title>`. A dash between figures divides nothing: 2019-2020年.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(title);
    std::iter::from_fn(move || {
        let line = rest?;
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let divides = |&(at, c): &(usize, &str)| {
            let (before, behind) = (line.get(..at).unwrap_or_default(), line.get(at + c.len()..).unwrap_or_default());
            !(digit(before.chars().next_back()) && digit(behind.chars().next()))
        };
        let cut = line.match_indices(PARTS).find(divides);
        rest = cut.and_then(|(at, c)| line.get(at + c.len()..));
        Some(cut.and_then(|(at, _)| line.get(..at)).unwrap_or(line))
    })
}

/// What `<title>` says before the names of the column and the site, [`bare`].
pub(super) fn first_part(structure: &Structure<'_>) -> Option<String> {
    let (first, _) = structure.title?.split_once(PARTS)?;
    Some(bare(first)).filter(|name| name.chars().count() >= 2)
}

/// Titles that the page states out of sight, [`bare`]: `ArticleTitle`, `og:title`, `<title>` and its parts; and those of
/// its information tables.
pub(super) fn stated(document: &Document, structure: &Structure<'_>, said: &[Option<super::Ruling>]) -> Vec<String> {
    let mut titles: Vec<String> = structure
        .meta
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("ArticleTitle") || name.eq_ignore_ascii_case("og:title"))
        .map(|(_, content)| bare(content))
        .filter(|title| title.chars().count() >= 4)
        .collect();
    if let Some(title) = structure.title {
        titles.push(bare(title));
        titles.extend(title.split(PARTS).map(bare).filter(|part| part.chars().count() >= 6));
    }
    for (block, said) in document.blocks.iter().zip(said) {
        if said.is_some_and(|(role, _)| role == Role::Metadata) {
            titles.extend(metadata::titles(document, block).map(bare));
        }
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_gives_a_title_without_the_name_of_the_site() {
        let of = |title: &'static str, text: bool| {
            let structure = Structure { title: Some(title), ..Structure::default() };
            of_tag(&structure, Some("青禾在线"), text)
        };
        assert_eq!(of("清河县人民政府-政府信息公开指南", false), Some("政府信息公开指南"));
        assert_eq!(of("县长、副县长工作分工", false), Some("县长、副县长工作分工"));
        assert_eq!(of("2019-2020年度渠道管护计划_清河县水利局", true), Some("2019-2020年度渠道管护计划"));
        assert_eq!(of("青禾在线 | 关于渠道管护的通知", true), Some("关于渠道管护的通知"));
        for (title, text) in [
            ("清河县人民政府门户网站", false),
            ("清河县水利局", false),
            ("青禾在线", false),
            ("${channel.displayName}-列表", false),
            ("Document", false),
            // A column of the site, where the text has a title that was not found.
            ("水利工程动态_清河县水利局", true),
        ] {
            assert_eq!(of(title, text), None, "{title}");
        }
    }

    #[test]
    fn every_kind_may_end_a_title() {
        assert!(KINDS.iter().all(|kind| ends_title(kind)));
        assert!(!ends_title("本县报告了"));
    }
}
