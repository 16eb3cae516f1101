//! What is said of rows of text tables that are not certain（存疑提示）.

use crate::{Finding, Severity, Span};

/// Cells that are glued together, and how many cuts are left.
pub(in crate::report::fit) fn split_finding(around: Span, ways: Option<usize>) -> Finding {
    let (en, zh) = match ways {
        Some(0) => (
            "the cells of this row are glued together, and no cut of them adds up".to_owned(),
            "本行数字粘连，任何拆分都不满足勾稽关系".to_owned(),
        ),
        Some(n) => (
            format!("the cells of this row are glued together, and {n} cuts of them are possible"),
            format!("本行数字粘连，仍有{n}种拆分可能"),
        ),
        None => (
            "the cells of this row are glued together, in too many possible ways".to_owned(),
            "本行数字粘连，拆分可能过多".to_owned(),
        ),
    };
    Finding::new("split-ambiguous", Severity::Doubt, en, zh).at(around)
}

/// Rows that were cut in the only way that adds up.
pub(in crate::report::fit) fn cut_finding(rows: &[Span]) -> Option<Finding> {
    let n = rows.len();
    (n > 0).then(|| {
        Finding::new(
            "cells-glued",
            Severity::Note,
            format!("{n} rows have their cells glued together; each was cut in the only way that adds up"),
            format!("{n}行数字粘连，已按唯一满足勾稽关系的方式拆分"),
        )
        .at_all(rows.iter().copied().take(8))
    })
}

/// A row with fewer or more cells than its table has columns.
pub(in crate::report::fit) fn lost(around: Span) -> Finding {
    let en = "this row has not as many cells as its table has columns; blank ones may have been lost";
    Finding::new("cells-lost", Severity::Doubt, en, "本行单元格数与表格栏数不符，可能丢失空白单元格").at(around)
}

/// A row whose label is lost.
pub(in crate::report::fit) fn unlabelled_finding(around: Span) -> Finding {
    let en = "this row has lost its label, and its place does not tell which it is";
    Finding::new("row-unlabelled", Severity::Doubt, en, "本行缺少指标名称，且无法由位置判定").at(around)
}
