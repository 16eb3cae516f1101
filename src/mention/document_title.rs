//! Document titles（文件标题）《…》, with the number that stands beside them and the short names that they are given.
//!
//! GB/T 15834-2011, 4.15: titles stand in 《》, titles inside titles in 〈〉. The wild nests 《》 in 《》, writes << >> or
//! ≪ ≫, breaks titles over lines and loses marks.

use std::{collections::HashMap, ops::Range};

use super::{DocumentNumber, Extractor, Hit, Kind, Mention, Window, window::Example};
use crate::{Found, text::char_set::CharSet};

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::DocumentTitle,
    term: "文件标题",
    about: "A title in book marks (GB/T 15834-2011, 4.15), with the document number beside it and the short name that \
            以下简称 gives it.",
    find,
    examples: EXAMPLES,
};

/// A title in book marks（书名号）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentTitle {
    /// The words between the marks, line breaks removed.
    pub title: String,
    /// What a short name stands for, where 以下简称 defined it.
    pub short_for: Option<String>,
    /// The short name that 以下简称 gives this title.
    pub short_name: Option<String>,
    /// The document number that stands with it, canonical.
    pub number: Option<String>,
}

/// Characters of a title at most; the longest titles of circulars have about a hundred.
const LONGEST: usize = 200;
/// Titles within titles at most.
const DEEPEST: u8 = 4;

/// Pairs of book marks; [`opens`] and the marks of windows know the opening ones.
const MARKS: &[(&str, &str)] = &[("《", "》"), ("<<", ">>"), ("≪", "≫"), ("⟪", "⟫")];

/// What introduces a title within a title: 关于印发《…》的通知.
const NESTING: &[&str] = &[
    "关于", "印发", "转发", "批转", "发布", "公布", "修改", "修订", "废止", "贯彻", "落实", "实施", "执行", "下发",
    "转",
];

/// Ends of names of papers and programmes, which are no documents.
const PERIODICALS: &[&str] =
    &["日报", "晚报", "晨报", "早报", "商报", "都市报", "周刊", "月刊", "杂志", "新闻联播", "热线》", "频道", "栏目"];

/// The last characters of those.
static PERIODICAL_ENDS: CharSet = CharSet::of("报刊志播》道目");

/// Words that define a short name.
const SHORT: &[&str] = &["以下简称", "以下统称", "以下称", "下称", "简称", "以下統稱", "以下簡稱"];

const EXAMPLES: &[Example] = &[
    Example {
        text: "依据《政府信息公开条例》编制", finds: &[("《政府信息公开条例》", "政府信息公开条例")]
    },
    Example {
        text: "《关于印发〈信息公开指南〉的通知》",
        finds: &[("《关于印发〈信息公开指南〉的通知》", "关于印发〈信息公开指南〉的通知")],
    },
    Example {
        text: "《关于转发《省政府要点》的通知》",
        finds: &[("《关于转发《省政府要点》的通知》", "关于转发《省政府要点》的通知")],
    },
    Example {
        text: "《指南》、《目录》和《办法》",
        finds: &[("《指南》", "指南"), ("《目录》", "目录"), ("《办法》", "办法")],
    },
    Example { text: "修订《公开指南、《公开目录》", finds: &[("《公开目录》", "公开目录")] },
    Example { text: "在《河北日报》上刊登", finds: &[] },
    Example { text: "公开年份《2015》", finds: &[] },
    Example { text: "5 << 7 >> 2", finds: &[] },
];

/// A title that was read: its place, where its words are, and the byte after it.
struct Place {
    range: Range<usize>,
    words: Range<usize>,
}

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let text = window.text;
    let places = places(window);
    if places.is_empty() {
        return;
    }
    let numbers = window.document_numbers();
    let mut titles: Vec<DocumentTitle> = places
        .iter()
        .map(|place| DocumentTitle {
            title: words(text.get(place.words.clone()).unwrap_or_default()),
            short_for: None,
            short_name: None,
            number: None,
        })
        .collect();
    bind_numbers(text, &places, &mut titles, numbers);
    bind_short_names(text, &places, &mut titles);
    hits.extend(
        places
            .into_iter()
            .zip(titles)
            .map(|(place, title)| Hit { range: place.range, mention: Mention::DocumentTitle(title) }),
    );
}

/// The titles of a text, outermost ones only.
fn places(window: &Window<'_>) -> Vec<Place> {
    let text = window.text;
    let mut found: Vec<Place> = Vec::new();
    let mut at = 0;
    for &(open, sign) in &window.marks {
        let Some(kind) = opens(text, open, sign).filter(|_| open >= at) else { continue };
        let (mark, _) = MARKS.get(kind).copied().unwrap_or_default();
        at = match close(text, open, kind) {
            Some(place) => {
                let end = place.range.end;
                if is_title(text.get(place.words.clone()).unwrap_or_default()) {
                    found.push(place);
                }
                end
            }
            None => open + mark.len(),
        };
    }
    found
}

/// The pair of [`MARKS`] that the sign at byte `at` opens; one `<` alone opens none.
fn opens(text: &str, at: usize, sign: char) -> Option<usize> {
    match sign {
        '《' => Some(0),
        '<' if text.as_bytes().get(at + 1) == Some(&b'<') => Some(1),
        '≪' => Some(2),
        '⟪' => Some(3),
        _ => None,
    }
}

/// The signs at which the reading of a title stops: [`MARKS`], ends of sentences and of lines.
static SIGNS: CharSet = CharSet::of("《》<>≪≫⟪⟫。;；！?？\n");

/// The title that the mark at byte `open` opens.
fn close(text: &str, open: usize, kind: usize) -> Option<Place> {
    let (left, right) = MARKS.get(kind).copied()?;
    let begin = open + left.len();
    let mut depth = 1u8;
    // The end of the innermost title, where an outer one may have lost its own: 《关于转发《…》.
    let mut lost = None;
    let mut skip = 0;
    let within = text.get(begin..)?;
    let is_far = |at: usize| at >= LONGEST && within.get(..at).is_none_or(|words| words.chars().count() >= LONGEST);
    let mut next = 0;
    while let Some((at, c)) = SIGNS.find(within, next).filter(|&(at, _)| !is_far(at)) {
        next = at + c.len_utf8();
        if at < skip {
            continue;
        }
        let rest = text.get(begin + at..)?;
        if rest.starts_with(right) {
            depth -= 1;
            skip = at + right.len();
            if depth == 0 {
                return Some(Place { range: open..begin + at + right.len(), words: begin..begin + at });
            }
            lost.get_or_insert(begin + at);
        } else if rest.starts_with(left) {
            let nests = text.get(begin..begin + at).is_some_and(|before| {
                let before = before.trim_end();
                before.starts_with("关于") || NESTING.iter().any(|word| before.ends_with(word))
            });
            depth += 1;
            skip = at + left.len();
            if depth > DEEPEST || !nests && depth == 2 {
                return None;
            }
        } else if matches!(c, '。' | ';' | '；' | '！' | '?' | '？') && depth == 1 || rest.starts_with("\n\n") {
            break;
        }
    }
    // Two marks opened and one closed: the title within was the end of both.
    let end = lost.filter(|_| depth == 1)?;
    Some(Place { range: open..end + right.len(), words: begin..end })
}

/// Whether the words are a title: something Chinese in it, and no name of a paper.
fn is_title(words: &str) -> bool {
    let mut han = words.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c));
    let words = words.trim_end();
    let is_paper = words.chars().next_back().is_some_and(|last| PERIODICAL_ENDS.has(last))
        && PERIODICALS.iter().any(|end| words.ends_with(end));
    han.nth(1).is_some() && !is_paper
}

/// The words without line breaks and without blanks between Chinese characters.
fn words(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.trim().chars().peekable();
    while let Some(c) = rest.next() {
        if !c.is_whitespace() {
            out.push(c);
            continue;
        }
        while rest.next_if(|c| c.is_whitespace()).is_some() {}
        let ascii = |c: char| c.is_ascii_alphanumeric();
        if out.chars().next_back().is_some_and(ascii) && rest.peek().copied().is_some_and(ascii) {
            out.push(' ');
        }
    }
    out
}

/// Binds the number right behind a title, 》(辽政办发〔2015〕39号), and, where none follows, the one right before it.
fn bind_numbers(
    text: &str,
    places: &[Place],
    titles: &mut [DocumentTitle],
    numbers: &[(Range<usize>, DocumentNumber)],
) {
    let mut taken = vec![false; numbers.len()];
    for (index, (place, title)) in places.iter().zip(titles.iter_mut()).enumerate() {
        // The short name in 以下简称《…》 is no title of its own here.
        let next = places.iter().skip(index + 1).find(|next| {
            let between = text.get(place.range.end..next.range.start).unwrap_or_default();
            !between.trim_end_matches(['“', '"', ' ']).ends_with('称')
        });
        let limit = next.map_or(text.len(), |next| next.range.start);
        let first = numbers.partition_point(|(range, _)| range.start < place.range.end);
        let Some((range, number)) = numbers.get(first).filter(|(range, _)| range.end <= limit) else { continue };
        if follows(text.get(place.range.end..range.start).unwrap_or_default()) {
            title.number = Some(number.canonical());
            if let Some(taken) = taken.get_mut(first) {
                *taken = true;
            }
        }
    }
    for (place, title) in places.iter().zip(titles.iter_mut()) {
        if title.number.is_some() {
            continue;
        }
        let after = numbers.partition_point(|(range, _)| range.end <= place.range.start);
        let Some(last) = after.checked_sub(1).filter(|&last| taken.get(last) == Some(&false)) else { continue };
        let Some((range, number)) = numbers.get(last) else { continue };
        if precedes(text.get(range.end..place.range.start).unwrap_or_default()) {
            title.number = Some(number.canonical());
        }
    }
}

/// Whether a number may follow a title over these words: nothing, a bracket, and in it an issuer or a short name.
fn follows(between: &str) -> bool {
    let between = between.trim();
    let Some(inside) = between.strip_prefix(['(', '（', '[', '［', '〔', '【']) else {
        return between.is_empty();
    };
    // (以下简称《要点》)(国办发〔…〕…): the number is in the next bracket.
    let inside = inside.rsplit_once([')', '）']).map_or(inside, |(_, behind)| behind);
    let inside = inside.trim().trim_start_matches(['(', '（']);
    inside.chars().count() <= 24 && !inside.contains(['。', ';', '；', '》'])
}

/// Whether a title may follow a number over these words.
fn precedes(between: &str) -> bool {
    matches!(between.trim(), "" | "文" | "文件" | ")" | "）" | "文件)" | "文件）" | ":" | "：" | "号文")
}

/// Gives titles the short names that 以下简称 defines, and short names the titles they stand for.
fn bind_short_names(text: &str, places: &[Place], titles: &mut [DocumentTitle]) {
    for index in 0..places.len() {
        let (Some(place), Some(title)) = (places.get(index), titles.get(index).map(|title| title.title.clone())) else {
            continue;
        };
        let Some(short) = defined(text.get(place.range.end..).unwrap_or_default()) else { continue };
        if let Some(title) = titles.get_mut(index) {
            title.short_name = Some(short.clone());
        }
        for later in titles.iter_mut().skip(index + 1).filter(|later| later.title == short) {
            later.short_for.get_or_insert_with(|| title.clone());
        }
    }
}

/// Carries the short names that titles were given on to the later titles of a whole text: 《条例》 on the last page stands
/// for what 以下简称 said on the first. A name that is given twice goes by the nearer definition before it.
pub fn bind_titles(mentions: &mut [Found<Mention>]) {
    let mut given: HashMap<String, String> = HashMap::new();
    for mention in mentions {
        let Mention::DocumentTitle(title) = &mut mention.value else { continue };
        if let Some(short) = &title.short_name {
            given.insert(short.clone(), title.title.clone());
        }
        if title.short_for.is_none() {
            title.short_for = given.get(&title.title).filter(|full| **full != title.title).cloned();
        }
    }
}

/// How the words of [`SHORT`] end, and the signs that they do not stand behind.
static SHORT_ENDS: CharSet = CharSet::of("称稱。\n;；");

/// The short name that the words right behind a title define: (以下简称“《条例》”), （国令第711号，以下简称条例）.
fn defined(behind: &str) -> Option<String> {
    // Every such word ends so; most titles have a sign before any.
    let (at, sign) = SHORT_ENDS.find(behind, 0)?;
    if !matches!(sign, '称' | '稱') || at > 80 * '称'.len_utf8() {
        return None;
    }
    let end = behind.char_indices().nth(80).map_or(behind.len(), |(at, _)| at);
    let near = behind.get(..end)?;
    let near = near.get(..near.find(['。', '\n', ';', '；']).unwrap_or(near.len()))?;
    let (at, word) = SHORT.iter().filter_map(|word| near.find(word).map(|at| (at, word))).min()?;
    // Between the title and the word stand only brackets, numbers and dates; another title would own the name.
    if near.get(..at)?.contains('《') {
        return None;
    }
    let name =
        near.get(at + word.len()..)?.trim_start_matches(['为', ':', '：', ' ', '“', '"', '《', '「', '‘', '”', '<']);
    let name = name
        .get(..name.find(['》', '”', '"', ')', '）', '」', '’', ',', '，', '、', '>']).unwrap_or(name.len()))?
        .trim();
    (2..=30).contains(&name.chars().count()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Kinds;

    fn titles(text: &str) -> Vec<DocumentTitle> {
        let mut hits = Vec::new();
        find(&Window::new(text), &mut hits);
        hits.into_iter()
            .map(|hit| match hit.mention {
                Mention::DocumentTitle(title) => title,
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_number_behind_or_before_is_bound() {
        for text in [
            "《公开工作要点》(皖政办〔2016〕5号)",
            "《公开工作要点》皖政办[2016]5号",
            "《公开工作要点》（以下简称《要点》）（皖政办〔2016〕5号）",
            "《公开工作要点》（省政府办公厅，皖政办〔2016〕5号，以下简称《要点》）",
            "皖政办〔2016〕5号《公开工作要点》",
            "皖政办〔2016〕5号文件《公开工作要点》",
        ] {
            let found = titles(text);
            assert_eq!(found[0].number.as_deref(), Some("皖政办〔2016〕5号"), "{text}");
        }
        let list = titles("《甲类办法》(皖政〔2016〕5号)《乙类办法》");
        assert_eq!(list[1].number, None);
        assert_eq!(titles("《甲类办法》已经废止，皖政〔2016〕5号仍有效")[0].number, None);
    }

    #[test]
    fn short_names_are_bound_in_any_dress() {
        for text in [
            "《省信息公开条例》（以下简称《条例》），按《条例》",
            "《省信息公开条例》（以下简称“《条例》”），按《条例》",
            "《省信息公开条例》（以下简称《“条例”》），按《条例》",
            "《省信息公开条例》(国令第711号，下称条例)，按《条例》",
        ] {
            let found = titles(text);
            assert_eq!(found[0].short_name.as_deref(), Some("条例"), "{text}");
            let last = found.last().unwrap();
            assert_eq!((last.title.as_str(), last.short_for.as_deref()), ("条例", Some("省信息公开条例")), "{text}");
        }
    }

    #[test]
    fn short_names_hold_for_the_rest_of_the_text() {
        let text = "《省信息公开办法》（以下简称“办法”）印发。";
        let kinds = Kinds::NONE.with(Kind::DocumentTitle);
        let mut found = super::super::find(text, kinds);
        found.extend(super::super::find("各地按《办法》和《细则》执行", kinds));
        bind_titles(&mut found);
        let short = |index: usize| match &found[index].value {
            Mention::DocumentTitle(title) => title.short_for.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!((short(0), short(1), short(2)), (None, Some("省信息公开办法".to_owned()), None));
    }

    #[test]
    fn line_breaks_are_no_part_of_a_title() {
        assert_eq!(titles("《关于印发要点\n  的通知》")[0].title, "关于印发要点的通知");
    }

    #[test]
    fn marks_without_end_are_cheap_and_silent() {
        assert!(titles(&"《".repeat(3000)).is_empty());
        assert!(titles(&"《没有结尾的标题".repeat(300)).is_empty());
    }
}
