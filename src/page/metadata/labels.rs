//! Labels before what a page says of itself（标签）: 索 引 号：…, 发布时间：…, 来源：…

use std::sync::LazyLock;

use crate::page::{Field, roles::phrases::Firsts};

/// Labels as they are printed, without the white space that spreads them. A longer label stands before its own beginning.
const LABELS: &[(&str, Field)] = &[
    ("索引号", Field::IndexNumber),
    ("索取号", Field::IndexNumber),
    ("发文字号", Field::DocumentNumber),
    ("发文文号", Field::DocumentNumber),
    ("文件编号", Field::DocumentNumber),
    ("文件字号", Field::DocumentNumber),
    ("公文文号", Field::DocumentNumber),
    ("文号", Field::DocumentNumber),
    ("发文机关", Field::IssuingOrgan),
    ("发文单位", Field::IssuingOrgan),
    ("发布机构", Field::IssuingOrgan),
    ("发布机关", Field::IssuingOrgan),
    ("发布单位", Field::IssuingOrgan),
    ("制发机关", Field::IssuingOrgan),
    ("制发单位", Field::IssuingOrgan),
    ("公开机构", Field::IssuingOrgan),
    ("公开责任部门", Field::IssuingOrgan),
    ("责任部门", Field::IssuingOrgan),
    ("成文日期", Field::WrittenDate),
    ("成文时间", Field::WrittenDate),
    ("发文日期", Field::WrittenDate),
    ("发文时间", Field::WrittenDate),
    ("印发日期", Field::WrittenDate),
    ("生成日期", Field::WrittenDate),
    ("发布日期", Field::Published),
    ("发布时间", Field::Published),
    ("公开日期", Field::Published),
    ("公开时间", Field::Published),
    ("发表时间", Field::Published),
    ("发表日期", Field::Published),
    ("更新时间", Field::Published),
    ("更新日期", Field::Published),
    ("信息来源", Field::SourceOrgan),
    ("文章来源", Field::SourceOrgan),
    ("稿件来源", Field::SourceOrgan),
    ("来源", Field::SourceOrgan),
    ("稿源", Field::SourceOrgan),
    ("主题分类", Field::Subject),
    ("主题类别", Field::Subject),
    ("信息分类", Field::Subject),
    ("信息类别", Field::Subject),
    ("有效性", Field::Validity),
    ("是否有效", Field::Validity),
    ("效力状态", Field::Validity),
    ("时效状态", Field::Validity),
    ("时效性", Field::Validity),
    ("信息名称", Field::Title),
    ("文件名称", Field::Title),
    ("公文名称", Field::Title),
    ("标题", Field::Title),
    ("名称", Field::Title),
    ("日期", Field::Published),
    ("时间", Field::Published),
];

/// Labels that say nothing kept here, but end the value before them.
const OTHERS: &[&str] = &[
    "浏览次数",
    "浏览量",
    "阅读次数",
    "阅读量",
    "点击数",
    "点击量",
    "点击率",
    "访问次数",
    "访问量",
    "浏览",
    "阅读",
    "点击",
    "字号",
    "字体",
    "分享",
    "作者",
    "编辑",
    "责任编辑",
    "责编",
    "审核",
    "主题词",
    "关键词",
    "公开方式",
    "公开范围",
    "公开形式",
    "公开类别",
    "体裁分类",
    "废止日期",
    "失效日期",
    "生效日期",
    "实施日期",
    "有效期",
    "语种",
    "打印",
    "大中小",
    "组配分类",
    "服务对象",
    "文章类型",
    "稿件类型",
];

/// The rows of both lists, one after the other.
static FIRSTS: LazyLock<Firsts> =
    LazyLock::new(|| Firsts::of(LABELS.iter().map(|row| row.0).chain(OTHERS.iter().copied()).enumerate()));

/// The labels that may begin with `c`, each with its field.
fn beginning(c: char) -> impl Iterator<Item = (&'static str, Option<Field>)> {
    FIRSTS.rows(c).filter_map(|row| match LABELS.get(row) {
        Some(&(label, field)) => Some((label, Some(field))),
        None => OTHERS.get(row - LABELS.len()).map(|&label| (label, None)),
    })
}

/// A label found in a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label {
    /// `None` for a label whose value is not kept.
    pub(super) field: Option<Field>,
    /// First byte of the label.
    pub(super) start: usize,
    /// Byte after the label and its colon.
    pub(super) end: usize,
}

/// Whether a label may stand in `line`.
pub(super) fn may_have(line: &str) -> bool {
    FIRSTS.next(line, 0).is_some()
}

/// The labels in `line`, in order. White space inside a label is passed over: 来　　源：
pub(super) fn labels(line: &str) -> Vec<Label> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, first)) = FIRSTS.next(line, at) {
        at = start + first.len_utf8();
        if let Some(label) = label_at(line, start, first) {
            at = label.end;
            found.push(label);
        }
    }
    found
}

/// The field that a whole cell names: `发文机关：`, `成 文 日 期`.
pub(super) fn of_cell(cell: &str) -> Option<Field> {
    let cell = cell.trim().trim_end_matches([':', '：', ']', '】']).trim_end().trim_start_matches(['[', '【']);
    let mut known = beginning(cell.chars().next()?).filter_map(|(label, field)| Some((label, field?)));
    known.find(|(label, _)| spread(cell, label) == Some(cell.len())).map(|(_, field)| field)
}

/// The label at byte `at` of `line`, which is the character `first`.
fn label_at(line: &str, at: usize, first: char) -> Option<Label> {
    let rest = line.get(at..)?;
    for (label, field) in beginning(first) {
        let Some(length) = spread(rest, label) else { continue };
        let after = rest.get(length..)?;
        let colon = after.trim_start_matches([' ', '\u{a0}', '\u{3000}', ']', '】']);
        let skipped = after.len() - colon.len();
        if let Some(mark) = colon.chars().next().filter(|c| matches!(c, ':' | '：')) {
            return Some(Label { field, start: at, end: at + length + skipped + mark.len_utf8() });
        }
        // 发布时间2016-03-02, 【字号 大 中 小】
        let date = matches!(field, Some(Field::Published | Field::WrittenDate)) && label.chars().count() == 4;
        if (date && colon.starts_with(|c: char| c.is_ascii_digit())) || (field.is_none() && length < line.len()) {
            return Some(Label { field, start: at, end: at + length });
        }
    }
    None
}

/// The length of `label` at the start of `text`, with white space between its characters.
fn spread(text: &str, label: &str) -> Option<usize> {
    const WIDEST: usize = 8;
    // Nearly all are told apart by their second character, where both begin with a Han.
    let second = |text: &str| text.as_bytes().get(3..).and_then(<[u8]>::first_chunk::<3>).copied();
    if let (Some(here @ [0xE4..=0xE9, ..]), Some(wanted @ [0xE4..=0xE9, ..])) = (second(text), second(label))
        && here != wanted
    {
        return None;
    }
    if text.starts_with(label) {
        return Some(label.len());
    }
    let mut rest = text;
    for (index, wanted) in label.chars().enumerate() {
        if index > 0 {
            // Han that is not the one that is wanted.
            if rest.as_bytes().first().is_some_and(|byte| matches!(byte, 0xE4..=0xE9)) && !rest.starts_with(wanted) {
                return None;
            }
            let inner = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\t']);
            if rest.len() - inner.len() > WIDEST * 3 {
                return None;
            }
            rest = inner;
        }
        rest = rest.strip_prefix(wanted)?;
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_spread_and_joined() {
        let line = "发布时间：2016-03-02 来　源：某县水利局 【字号：大】";
        let found = labels(line);
        let fields: Vec<_> = found.iter().map(|label| label.field).collect();
        assert_eq!(fields, [Some(Field::Published), Some(Field::SourceOrgan), None]);
        assert_eq!(&line[found[0].end..found[1].start], "2016-03-02 ");
    }

    #[test]
    fn words_without_a_colon_are_no_labels() {
        assert!(labels("本县主要来源为水利收入，时间紧。").is_empty());
        assert_eq!(of_cell("发 文 机 关："), Some(Field::IssuingOrgan));
        assert_eq!(of_cell("来源地区"), None);
    }
}
