//! Names of other places in a report（他地名称未更新）: a text taken over from elsewhere.

use super::Checked;
use crate::{
    Finding, Severity, Span,
    mention::region::{Gazetteer, Region},
    page::{BlockKind, Role},
    text::words::places,
};

/// What a report says of its own place: …政府, …政务公开.
const ANCHORS: [&str; 2] = ["政府", "政务公开"];
/// The last characters of names of places.
const ENDS: [char; 6] = ['市', '县', '区', '州', '旗', '省'];
/// The longest name of a place, in characters, and the shortest that means one place only.
const LONGEST: usize = 11;
const SHORTEST: usize = 3;
/// Names that are also words: 新城区 need not be a place.
const WORDS: [&str; 7] = ["新城区", "老城区", "市中区", "城中区", "城关区", "新市区", "市辖区"];
/// Why a report may well speak of another place, in the same sentence.
const VISITS: [&str; 14] =
    ["学习", "考察", "借鉴", "交流", "调研", "对口", "帮扶", "支援", "协作", "合作", "赴", "原", "更名", "划归"];
/// Names of other places that are told.
const MOST: usize = 8;

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let Some(path) = checked.report.region.as_ref().map(|region| region.path.as_slice()) else { return Vec::new() };
    let (Some(own), Ok(gazetteer)) = (path.last(), Gazetteer::builtin()) else { return Vec::new() };
    // Under every code that it had: a county keeps its name when another city takes it over.
    let own: Vec<&Region> = gazetteer.find(own).filter(|region| region.name == own).collect();
    let document = checked.evidence.document;
    let text = document.text.as_str();
    let mut told: Vec<(&str, Vec<Span>)> = Vec::new();
    for block in document.blocks.iter().filter(|block| block.role == Role::Body && block.kind != BlockKind::Table) {
        let words = block.span.of(text);
        for at in ANCHORS.iter().flat_map(|anchor| places(words, anchor)) {
            let before = words.get(..at).unwrap_or_default();
            let Some(name) = name_before(gazetteer, before) else { continue };
            let related = |region: &Region| {
                own.iter().any(|own| {
                    region.code() == own.code() || gazetteer.is_inside(region, own) || gazetteer.is_inside(own, region)
                })
            };
            if path.iter().any(|own| own == name) || gazetteer.find(name).any(related) || is_visit(words, at) {
                continue;
            }
            let end = block.span.start as usize + trimmed(before).len();
            let span = Span::new(end - name.len(), end);
            match told.iter().position(|(known, _)| *known == name) {
                Some(index) => told.get_mut(index).into_iter().for_each(|(_, spans)| spans.push(span)),
                None if told.len() < MOST => told.push((name, vec![span])),
                None => {}
            }
        }
    }
    let own = path.last().map(String::as_str).unwrap_or_default();
    let finding = |(name, spans): (&str, Vec<Span>)| {
        let en = format!("the report of {own} speaks of {name} as if it were its own");
        let zh = format!("{own}的报告中出现“{name}”，疑为他地文字未更新");
        Finding::new("place-left", Severity::Doubt, en, zh).at_all(spans).compare(own, name)
    };
    told.into_iter().map(finding).collect()
}

/// `before` without what may stand between the name of a place and its government: 2015年, 人民.
fn trimmed(before: &str) -> &str {
    let before = before.strip_suffix("人民").unwrap_or(before);
    let Some(head) = before.strip_suffix("年度").or(before.strip_suffix('年')) else { return before };
    head.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The longest name of a place that ends where the words do.
fn name_before<'t>(gazetteer: &Gazetteer, before: &'t str) -> Option<&'t str> {
    let before = trimmed(before);
    if !before.ends_with(ENDS) {
        return None;
    }
    let starts = before.char_indices().rev().take(LONGEST).map(|(at, _)| at);
    let names = starts.skip(SHORTEST - 1).filter_map(|at| before.get(at..));
    let known = names.filter(|name| gazetteer.find(name).any(|region| region.name == *name)).last()?;
    (!WORDS.contains(&known)).then_some(known)
}

/// Whether the sentence around `at` tells why it speaks of another place, or the name stands in the title of a document.
fn is_visit(words: &str, at: usize) -> bool {
    let (before, after) = words.split_at(at);
    let head = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let tail = after.split(['。', '；', '\n']).next().unwrap_or_default();
    let titled = head.rfind('《').is_some_and(|open| head.rfind('》').is_none_or(|close| close < open));
    titled || VISITS.iter().any(|word| head.contains(word) || tail.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    fn left(sentence: &str) -> bool {
        let text = format!("盖州市2015年政府信息公开工作报告\n\n一、总体情况\n\n{sentence}\n");
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        reading.findings.iter().any(|finding| finding.code == "place-left")
    }

    #[test]
    fn the_name_of_another_place_is_told() {
        assert!(left("2015年，庄河市政府信息公开工作有序推进。"));
        assert!(left("庄河市2015年政府信息公开工作有序推进。"));
        assert!(left("由庄河市人民政府办公室编制。"));
    }

    #[test]
    fn own_upper_and_lower_places_are_not() {
        assert!(!left("2015年，盖州市政府信息公开工作有序推进。"));
        assert!(!left("按照营口市人民政府、辽宁省人民政府的要求，认真开展工作。"));
        assert!(!left("我市政府信息公开工作有序推进，全市政府网站运行正常。"));
        assert!(!left("赴庄河市政府学习政务公开经验。"));
        assert!(!left("按照《庄河市政府信息公开规定》执行。"));
        assert!(!left("新城区政务公开栏建成使用。"));
    }
}
