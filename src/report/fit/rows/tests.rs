//! Rows of text whose cells stand apart, are glued, or are lost.

use super::*;
use crate::report::fit::tokens;

fn tokens_of(text: &str) -> Vec<Token> {
    tokens::read(text, 0..text.len(), &[]).0
}

/// `cells` columns, the last of them their total where there are more than one.
fn layout(cells: usize) -> Layout {
    let sums = if cells > 1 { vec![(0..cells, cells - 1)] } else { vec![] };
    Layout { cells, sums, signed: vec![false; cells], ..Layout::default() }
}

/// What becomes of a row: its cells, or how many cuts are left, or that some are lost.
fn read(text: &str, layout: &Layout) -> String {
    match cells(text, tokens_of(text), layout) {
        Cells::Apart(tokens) => {
            let words: Vec<_> = tokens.iter().map(|token| token.content.span.of(text)).collect();
            words.join(" ")
        }
        Cells::Glued(ways) => format!("{} cuts", ways.len()),
        Cells::TooMany => "too many cuts".to_owned(),
        Cells::Lost => "lost".to_owned(),
    }
}

#[test]
fn cells_stand_apart_or_are_cut_or_lost() {
    assert_eq!(read(" 5 4 9", &layout(3)), "5 4 9");
    assert_eq!(read(" 549", &layout(3)), "1 cuts");
    assert_eq!(read(" 5 49", &layout(3)), "1 cuts");
    assert_eq!(read(" 5 4 9 9", &layout(3)), "lost");
    assert_eq!(read(" 5 4", &layout(3)), "0 cuts");
    assert_eq!(read(" 12 34", &layout(1)), "lost");
    assert_eq!(read(" 34", &layout(1)), "34");
}

#[test]
fn blank_cells_at_the_end_are_the_rest_of_the_line() {
    assert_eq!(read("| 5 | 4 | 9 | |", &layout(3)), "5 4 9");
    assert_eq!(read("| | 4 | 9 | |", &layout(3)), "lost", "the row may be shifted");
    assert_eq!(read("| | 4 | 4 |", &layout(3)).trim(), "4 4");
}

#[test]
fn a_code_is_taken_out_where_all_cells_are_there() {
    let coded = Layout { coded: Some(0), ..layout(1) };
    assert_eq!(read(" 10 48", &coded), "48");
    assert_eq!(read(" 10", &coded), "lost");
    assert_eq!(read(" 10 48 3", &coded), "lost");
}

#[test]
fn a_remark_may_be_a_number() {
    let remarked = Layout { remarked: true, ..layout(3) };
    assert_eq!(read(" 5 4 9", &remarked), "5 4 9");
    assert_eq!(read(" 5 4 3", &remarked), "lost");
    assert_eq!(read(" 5 4 3", &layout(3)), "5 4 3");
}

#[test]
fn clean_cells_that_add_up_have_lost_blank_ones() {
    assert!(few_add_up(&tokens_of(" 5 4 9"), &layout(5)));
    assert!(!few_add_up(&tokens_of(" 5 4 8"), &layout(5)));
    assert!(few_add_up(&tokens_of(" 5 4 8"), &Layout { sums: vec![], ..layout(5) }));
    assert_eq!(read(" 5 4 9", &layout(5)), "lost");
}

#[test]
fn the_digits_that_end_a_row_may_lack_a_cell() {
    let lacks = |text: &str| may_lack_one(text, Span::new(0, text.len()));
    for text in ["规章12", "规章 105 ", "规章0", "规章", "规章00 7"] {
        assert!(lacks(text), "{text}");
    }
    for text in ["规章00", "规章012", "规章5 03"] {
        assert!(!lacks(text), "{text}");
    }
}
