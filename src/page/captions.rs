//! What stands above a table: its caption（表题）and its unit（单位：万元）.

use super::{Block, BlockKind, Document, Table};
use crate::Span;

/// Names each table from the lines above it and from its own first rows.
pub(super) fn assign(document: &mut Document) {
    let mut names = vec![(None, None); document.tables.len()];
    for (index, block) in document.blocks.iter().enumerate() {
        let Some(name) = block.table.and_then(|table| names.get_mut(table as usize)) else { continue };
        let above = document.blocks.get(index.saturating_sub(3)..index).unwrap_or_default();
        *name = name_of(&document.text, above);
    }
    for (table, (caption, unit)) in document.tables.iter_mut().zip(names) {
        let (own_caption, own_unit) = first_row(&document.text, table);
        table.caption = own_caption.or(caption);
        table.unit = own_unit.or(unit);
    }
}

/// Caption and unit in the blocks above, the nearest last.
fn name_of(text: &str, above: &[Block]) -> (Option<Span>, Option<Span>) {
    let (mut caption, mut unit) = (None, None);
    for block in above.iter().rev().filter(|block| block.kind != BlockKind::Image).take(2) {
        let words = block.span.of(text);
        if block.kind == BlockKind::Table || words.chars().count() > 60 {
            break;
        }
        if is_unit(words) {
            unit = unit.or(Some(block.span));
        } else if is_caption(words) {
            caption = Some(block.span);
            break;
        } else {
            break;
        }
    }
    (caption, unit)
}

/// Caption and unit in rows of the table's own that are one cell wide.
fn first_row(text: &str, table: &Table) -> (Option<Span>, Option<Span>) {
    let (mut caption, mut unit) = (None, None);
    for cell in table.cells.iter().take(2).filter(|cell| cell.colspan == table.columns && table.columns > 1) {
        let words = cell.span.of(text);
        if is_unit(words) {
            unit = Some(cell.span);
        } else if caption.is_none() && is_caption(words) {
            caption = Some(cell.span);
        }
    }
    (caption, unit)
}

/// 单位：万元, （计量单位：件）
pub(super) fn is_unit(words: &str) -> bool {
    let words = words.trim_start_matches(['（', '(', '【', '[']);
    let rest = words
        .strip_prefix("计量单位")
        .or_else(|| words.strip_prefix("金额单位"))
        .or_else(|| words.strip_prefix("单位"));
    rest.is_some_and(|rest| rest.trim_start().starts_with(['：', ':']) && rest.chars().count() <= 12)
}

/// 表1 …, 附表…, …统计表, …情况表（2019年度）
pub(super) fn is_caption(words: &str) -> bool {
    let words = words.trim();
    let end = words.trim_end_matches(['）', ')']).rsplit(['（', '(']).next_back().unwrap_or(words).trim_end();
    !words.ends_with(['。', '；', '，', '：'])
        && (words.starts_with('表') || words.starts_with("附表") || end.ends_with('表') || words.ends_with('表'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_captions_are_told_from_sentences() {
        for words in ["单位：万元", "（计量单位：件）", "金额单位: 元"] {
            assert!(is_unit(words), "{words}");
        }
        for words in ["单位名称：某县水利局办公室综合科", "单位负责人", "各单位：件"] {
            assert!(!is_unit(words), "{words}");
        }
        for words in ["附表1 申请情况", "政府信息公开情况统计表", "某县2019年情况表（试行）"]
        {
            assert!(is_caption(words), "{words}");
        }
        for words in ["以下为有关数据：", "表扬了三个单位。", "二、申请情况"] {
            assert!(!is_caption(words), "{words}");
        }
    }
}
