//! In which order a text table prints the columns of the form（栏次顺序）.
//!
//! Most print them as the form does. Where the heads come in another order, the cells follow the heads, unless the heads
//! stand on two levels, of which a text keeps only the reading order.

use rust_decimal::Decimal;

use crate::report::catalogue::FormBlock;

/// The heads of one table as they come.
#[derive(Clone, Default, Debug)]
pub(super) struct Heads {
    /// The form's columns.
    pub(super) columns: Vec<u16>,
    /// Where the first head begins and the last one ends.
    pub(super) range: std::ops::Range<usize>,
}

impl Heads {
    /// Adds a head.
    pub(super) fn add(&mut self, column: u16, place: &std::ops::Range<usize>) {
        if self.columns.is_empty() {
            self.range = place.clone();
        }
        self.range.end = place.end;
        if !self.columns.contains(&column) {
            self.columns.push(column);
        }
    }

    /// Whether `later` has all the columns too, and in another order.
    pub(super) fn is_reordered(&self, later: &Self, block: Option<&FormBlock>) -> bool {
        let width = block.map_or(0, FormBlock::width);
        self.columns.len() == width && later.columns.len() == width && self.columns != later.columns
    }

    /// The form's column of each printed cell, or `None` where that is not clear. `rows` are the numbers of the rows that
    /// have a cell for each column.
    pub(super) fn order(&self, text: &str, block: &FormBlock, rows: &[Vec<Option<Decimal>>]) -> Option<Vec<u16>> {
        let width = block.width();
        let form: Vec<u16> = (0..width as u16).collect();
        if self.columns.is_sorted() && (self.columns.len() == width || !self.has_unread(text, block)) {
            // Without all its heads the order of the form is only supposed: most rows must add up in it.
            let held = |total: usize| 2 * rows.iter().filter(|row| adds_up(in_order(row, &form), total)).count();
            let is_sure = self.columns.len() == width || block.row_sum.is_none_or(|total| held(total) >= rows.len());
            return is_sure.then_some(form);
        }
        let words = text.get(self.range.clone()).unwrap_or_default();
        // 法人或其他组织 above its five columns.
        let two_levels = words.contains("法人");
        let whole = self.columns.len() == width;
        let Some(total) = block.row_sum else { return whole.then(|| self.columns.clone()) };
        let holding = |order: &[u16]| rows.iter().filter(|row| adds_up(in_order(row, order), total)).count();
        let (printed, official) = (if whole { holding(&self.columns) } else { 0 }, holding(&form));
        let in_one_line = whole && !two_levels && !words.contains('\n');
        match printed.cmp(&official) {
            std::cmp::Ordering::Greater => Some(self.columns.clone()),
            std::cmp::Ordering::Less => Some(form),
            std::cmp::Ordering::Equal if in_one_line => Some(self.columns.clone()),
            std::cmp::Ordering::Equal if two_levels => Some(form),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether the line of heads has words that are none of the form's: a head with a slip of the pen may stand anywhere.
    fn has_unread(&self, text: &str, block: &FormBlock) -> bool {
        let Some(before) = text.get(..self.range.start) else { return false };
        let from = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = text.get(self.range.end..).unwrap_or_default();
        let until = self.range.end + rest.find('\n').unwrap_or(rest.len());
        let line = text.get(from..until).filter(|line| line.len() < 600 && !line.contains('\n')).unwrap_or_default();
        let known = |piece: &str| {
            let is = |label: &String| label.contains(piece) || piece.contains(label.as_str());
            let spelled = block.columns.iter().any(|column| is(&column.label) || column.aliases.iter().any(is));
            spelled
                || ["内容", "项目", "情况", "指标", "组织"].iter().any(|word| piece.ends_with(word))
                || super::heads::head(piece).is_some()
        };
        let mut pieces = line.split(|c: char| c.is_whitespace() || c == '|').filter(|piece| piece.chars().count() >= 4);
        !self.columns.is_empty() && pieces.any(|piece| !known(piece))
    }
}

/// The cells of a row as the columns `order`.
fn in_order(row: &[Option<Decimal>], order: &[u16]) -> impl Iterator<Item = (usize, Option<Decimal>)> {
    order.iter().map(|&column| usize::from(column)).zip(row.iter().copied())
}

/// Whether the numbers of a row, each with its place, add up to the one in the place `total`.
pub(super) fn adds_up(row: impl IntoIterator<Item = (usize, Option<Decimal>)>, total: usize) -> bool {
    let mut sum = Decimal::ZERO;
    let mut stated = None;
    for (place, number) in row {
        let Some(number) = number else { continue };
        if place == total { stated = Some(number) } else { sum = sum.saturating_add(number) }
    }
    stated == Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Catalogue;

    fn order(text: &str, columns: &[u16], rows: &[[i64; 7]]) -> Option<Vec<u16>> {
        let catalogue = Catalogue::default();
        let form = catalogue.form("tables-2021").unwrap();
        let block = form.blocks.iter().find(|block| block.join == "@").unwrap();
        let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|n| Some((*n).into())).collect()).collect();
        let heads = Heads { columns: columns.to_vec(), range: 0..text.len() };
        heads.order(text, block, &rows)
    }

    /// Whether the heads at `words` stand in a line with words that no form knows.
    fn has_unread(text: &str, words: &str, columns: &[u16]) -> bool {
        let catalogue = Catalogue::default();
        let form = catalogue.form("tables-2021").unwrap();
        let block = form.blocks.iter().find(|block| block.join == "@").unwrap();
        let at = text.find(words).unwrap();
        Heads { columns: columns.to_vec(), range: at..at + words.len() }.has_unread(text, block)
    }

    const FORM: [u16; 7] = [0, 1, 2, 3, 4, 5, 6];

    #[test]
    fn heads_in_one_line_say_the_order() {
        let backwards = [6, 5, 4, 3, 2, 1, 0];
        let row = [9, 0, 0, 0, 0, 4, 5];
        assert_eq!(order("总计\t其他\t自然人", &backwards, &[row]), Some(backwards.to_vec()));
        let first = [6, 0, 1, 2, 3, 4, 5];
        assert_eq!(order("总计 自然人 其他", &first, &[[9, 5, 0, 0, 0, 0, 4]]), Some(first.to_vec()));
    }

    #[test]
    fn two_levels_of_heads_keep_the_order_of_the_form() {
        let read = [0, 6, 1, 2, 3, 4, 5];
        let text = "自然人\n法人或其他组织\n总计\n商业企业\n科研机构";
        assert_eq!(order(text, &read, &[[5, 4, 0, 0, 0, 0, 9]]), Some(FORM.to_vec()));
        assert_eq!(order("自然人\n商业企业", &[0, 1], &[]), Some(FORM.to_vec()));
    }

    #[test]
    fn what_neither_heads_nor_sums_tell_is_unclear() {
        let odd = [1, 2, 3, 4, 5, 0, 6];
        assert_eq!(order("商业企业\n自然人\n总计", &odd, &[[5, 4, 0, 0, 0, 0, 9]]), None);
    }

    #[test]
    fn without_all_heads_most_rows_must_add_up() {
        let (held, failed) = ([5, 4, 0, 0, 0, 0, 9], [5, 4, 0, 0, 0, 0, 8]);
        let rows = |rows: &[[i64; 7]]| order("自然人\n商业企业", &[0, 1], rows);
        assert_eq!(rows(&[held]), Some(FORM.to_vec()));
        assert_eq!(rows(&[held, failed]), Some(FORM.to_vec()));
        assert_eq!(rows(&[held, failed, failed]), None);
        assert_eq!(rows(&[failed]), None);
        // All heads in the order of the form need no sum.
        assert_eq!(order("自然人 总计", &FORM, &[failed]), Some(FORM.to_vec()));
    }

    #[test]
    fn sums_decide_between_the_printed_order_and_that_of_the_form() {
        let printed = [6, 5, 4, 3, 2, 1, 0];
        let (forwards, backwards) = ([5, 4, 0, 0, 0, 0, 9], [9, 0, 0, 0, 0, 4, 5]);
        let rows = |text: &str, rows: &[[i64; 7]]| order(text, &printed, rows);
        assert_eq!(rows("总计\n自然人", &[backwards]), Some(printed.to_vec()));
        assert_eq!(rows("总计\n自然人", &[forwards]), Some(FORM.to_vec()));
        assert_eq!(rows("总计\n自然人", &[forwards, backwards]), None);
        assert_eq!(rows("总计 自然人", &[forwards, backwards]), Some(printed.to_vec()));
        assert_eq!(rows("法人 总计 自然人", &[forwards, backwards]), Some(FORM.to_vec()));
        // Not all heads: the order in which they stand is none.
        assert_eq!(order("商业企业 自然人", &[1, 0], &[forwards]), Some(FORM.to_vec()));
        assert_eq!(order("商业企业 自然人", &[1, 0], &[backwards]), None);
    }

    #[test]
    fn a_head_with_a_slip_may_stand_anywhere() {
        let heads = "自然人 商业企业";
        let unread = |text: &str| has_unread(text, heads, &[0, 1]);
        assert!(unread("自然人 商业企业 奇怪栏目"));
        assert!(unread("奇怪栏目 自然人 商业企业"));
        assert!(unread("某表\n奇怪栏目|自然人 商业企业\n甲"));
        assert!(!unread("奇怪栏目\n自然人 商业企业\n奇怪栏目"), "of other lines");
        assert!(!unread("自然人 商业企业 奇怪栏"), "too short to be told");
        assert!(!unread("信息内容 自然人 商业企业 社会公益组织 法人或其他组织 备注说明"), "known");
        assert!(!unread(&format!("自然人 商业企业 {}", "奇怪栏目 ".repeat(50))), "no line of heads");
        assert!(!has_unread("自然人 商业企业 奇怪栏目", heads, &[]));
    }

    #[test]
    fn the_same_heads_in_another_order() {
        let catalogue = Catalogue::default();
        let form = catalogue.form("tables-2021").unwrap();
        let block = form.blocks.iter().find(|block| block.join == "@").unwrap();
        let heads = |columns: &[u16]| Heads { columns: columns.to_vec(), range: 0..0 };
        let backwards = [6, 5, 4, 3, 2, 1, 0];
        assert!(heads(&FORM).is_reordered(&heads(&backwards), Some(block)));
        assert!(!heads(&FORM).is_reordered(&heads(&FORM), Some(block)));
        assert!(!heads(&FORM).is_reordered(&heads(&backwards[1..]), Some(block)));
        assert!(!heads(&FORM[1..]).is_reordered(&heads(&backwards), Some(block)));
        assert!(!heads(&FORM).is_reordered(&heads(&backwards), None));
        let mut added = Heads::default();
        for (column, at) in [(3, 10..16), (0, 20..29), (3, 40..46)] {
            added.add(column, &at);
        }
        assert_eq!((added.columns, added.range), (vec![3, 0], 10..46));
    }

    #[test]
    fn numbers_add_up_to_the_one_in_the_place_of_the_total() {
        let sums = |cells: &[Option<i64>], total: usize| {
            adds_up(cells.iter().map(|n| n.map(Decimal::from)).enumerate(), total)
        };
        assert!(sums(&[Some(9), Some(5), Some(4)], 0));
        assert!(!sums(&[Some(9), Some(5), Some(4)], 1));
        assert!(sums(&[Some(9), None, Some(9)], 2));
        assert!(!sums(&[None, Some(5), Some(4)], 0), "no total is stated");
    }
}
