//! Columns that only blanks make（空格对齐）: a table for the eye, whose cells no sign tells from one another. Its lines are
//! left as they are, for a blank cell cannot be seen in them; that they stand there is said.

use std::ops::Range;

use super::line::{Line, is_enumerated, is_value, lines};
use crate::{Finding, Severity, Span};

/// Rows that a table has at least.
const ROWS: usize = 2;
/// Rows that it has at least where each is one value behind a label: two lines may end in numbers by chance.
const PAIRS: usize = 3;

/// The runs of lines that stand in such columns, with the heads above them.
pub(super) fn of(text: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let words = |line: &Line| text.get(line.span.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rows: Vec<Row<'_>> = lines
            .iter()
            .skip(at)
            .enumerate()
            .map_while(|(index, line)| Some(line).filter(|line| index == 0 || !line.gap))
            .map_while(|line| Row::of(words(line)))
            .collect();
        let wide = rows.iter().filter(|row| row.values > 1).count();
        if wide >= ROWS || (rows.len() >= PAIRS && !is_contents(&rows)) {
            let head = at.checked_sub(1).filter(|&above| {
                let (above, first) = (lines.get(above), lines.get(at));
                above.is_some_and(|above| fields(words(above)).count() > 1) && first.is_some_and(|first| !first.gap)
            });
            found.push(head.unwrap_or(at)..at + rows.len());
        }
        at += rows.len().max(1);
    }
    found
}

/// Whether lines of a preformatted text stand in such columns.
pub(in crate::page) fn are_in(text: &str) -> bool {
    // Most runs of such text are one line, or have no two blanks.
    text.contains('\n') && text.contains(['\u{3000}', ' ']) && !of(text, &lines(text)).is_empty()
}

/// Says of lines in such columns that they were left as lines.
pub(in crate::page) fn finding(span: Span) -> Finding {
    Finding::new(
        "table-as-lines",
        Severity::Note,
        "these lines stand in columns that only blanks make; they were left as lines, for a blank cell cannot be seen",
        "此处文字以空格对齐成栏，因无法辨认空格，未还原为表格",
    )
    .at(span)
}

/// A line of a label and values, with wide gaps between them.
struct Row<'t> {
    label: &'t str,
    values: usize,
    last: &'t str,
}

impl<'t> Row<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let mut fields = fields(line);
        let label = fields.next().filter(|label| !is_value(label))?;
        let (mut values, mut last) = (0, "");
        for field in fields {
            values += usize::from(is_value(field));
            last = field;
        }
        (values > 0 && is_value(last)).then_some(Self { label, values, last })
    }
}

/// A table of contents: numbered headings with pages that do not decrease.
fn is_contents(rows: &[Row<'_>]) -> bool {
    let pages: Option<Vec<u32>> = rows.iter().map(|row| row.last.parse().ok()).collect();
    rows.iter().all(|row| is_enumerated(row.label)) && pages.is_some_and(|pages| pages.is_sorted())
}

/// What stands between gaps of two blanks or more, or of one that is as wide. A line with tabs or bars has none.
fn fields(line: &str) -> impl Iterator<Item = &str> {
    let line = if line.contains(['\t', '|', '│']) { "" } else { line };
    line.split('\u{3000}').flat_map(|part| part.split("  ")).map(str::trim).filter(|field| !field.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{super::line, *};

    fn found(text: &str) -> Vec<(usize, usize)> {
        of(text, &line::lines(text)).into_iter().map(|lines| (lines.start, lines.end)).collect()
    }

    #[test]
    fn lines_in_columns_are_found_with_their_heads() {
        assert_eq!(
            found("统计表\n项目      数量      金额\n渠道        12       300\n水闸         4        20\n共两项。"),
            [(1, 4)]
        );
        // A blank cell shifts nothing for the eye.
        assert_eq!(found("渠道        12       300\n水闸                  20\n泵站         2        15"), [(0, 3)]);
        assert_eq!(found("规章　　3\n规范性文件　　5\n行政许可　　12"), [(0, 3)]);
    }

    #[test]
    fn lines_that_only_have_wide_gaps_are_none() {
        for text in [
            "张三    李四    王五\n赵六    孙七    周八",
            "清河县水利局        2019年5月20日\n联系人：张某        电话：12",
            "一、概述      1\n二、主动公开      3\n三、依申请公开      7",
            "渠道\t12\t300\n水闸\t4\t20",
            "| 渠道  | 12  | 300 |\n| 水闸  | 4  | 20 |",
            "渠道        12       300\n\n水闸         4        20",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
