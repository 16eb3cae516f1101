//! Lists of what was disclosed, by subject（分类数）: 机构职能类信息20条，规划计划类信息6条，其他信息31条.

use super::{Reader, joined::Joined, pattern::Around, sentence::Number};
use crate::{
    Found,
    mention::Mention,
    report::{Entry, Figure, From, Key},
};

/// Measure words of pieces of information.
const UNITS: [&str; 4] = ["条", "件", "篇", "份"];
/// What a subject's name may begin with and is no part of it.
const LEADS: [&str; 9] = ["其中", "包括", "分别是", "公开", "发布", "主要有", "有", "：", ":"];
/// What may stand behind a subject's name.
const TAILS: [&str; 14] = [
    "类政府信息",
    "类的信息",
    "类信息",
    "政府信息",
    "信息",
    "方面",
    "类",
    "数量",
    "数",
    "共计",
    "共",
    "为",
    "的",
    "有",
];
/// A list of subjects has no fewer.
pub(super) const FEWEST: usize = 3;
/// Signs before a subject's name.
const LABEL_ENDS: [char; 9] = ['，', ',', '；', ';', '。', '：', ':', '（', '('];
/// The longest name, in bytes.
const LONGEST: usize = 90;

impl Reader<'_> {
    /// The figures of a list of subjects, of `numbers` that no rule has read. Only a list whose names say that they are
    /// subjects, by 类 or 信息, is one.
    pub(super) fn categories(
        &mut self,
        joined: &Joined<'_>,
        numbers: &[&Number<'_>],
        mentions: &[Found<Mention>],
        section: Option<u32>,
    ) {
        let text = joined.text();
        let mut items: Vec<(&str, &Number<'_>)> = Vec::new();
        let mut told = 0;
        let mut floor = 0;
        for &number in numbers {
            let before = text.get(floor..number.start).unwrap_or_default();
            let label = before.rfind(LABEL_ENDS).map_or(before, |at| before.get(at..).unwrap_or_default());
            floor = number.end;
            let Some((name, is_told)) = name(label).filter(|_| UNITS.contains(&number.unit)) else { continue };
            let around = Around {
                sentence: text,
                hits: &self.hits,
                floor: 0,
                start: number.start,
                end: number.end,
                ceiling: text.len(),
            };
            if self.foreign(around, mentions, joined).is_some() {
                continue;
            }
            told += usize::from(is_told);
            items.push((name, number));
        }
        if items.len() < FEWEST || told + 1 < items.len() {
            return;
        }
        let figures = items.into_iter().map(|(name, number)| Figure {
            key: Key::from(format!("active.category.{name}")),
            entry: Entry::Number(number.value),
            unit: Some(number.unit.to_owned()),
            approximate: number.approximate,
            from: From::Prose,
            rule: "category list".to_owned(),
            span: Some(joined.source(number.start, number.end)),
            sentence: Some(joined.span),
            section,
        });
        self.figures.extend(figures);
    }
}

/// The name of a subject, and whether the label says that it is one.
fn name(label: &str) -> Option<(&str, bool)> {
    let mut name = label.trim_matches([' ', '，', ',', '；', ';', '、', '：', ':', '\u{3000}', '(', '（', ')', '）']);
    let told = name.ends_with(['类', '息']) || TAILS.iter().take(5).any(|tail| name.contains(tail));
    while let Some(rest) = LEADS.iter().find_map(|lead| name.strip_prefix(lead)) {
        name = rest.trim_start_matches([' ', '，', ',', '：', ':']);
    }
    while let Some(rest) = TAILS.iter().find_map(|tail| name.strip_suffix(tail)) {
        name = rest.trim_end();
    }
    let is_name = |c: char| c.is_alphabetic() || "、（）()“”及和与".contains(c);
    (!name.is_empty() && name.len() <= LONGEST && name.chars().all(is_name)).then_some((name, told))
}
