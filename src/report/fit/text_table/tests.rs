//! What parts tables, and what is a row that no form knows.

use super::*;

/// A text without labels, of which some is left out.
fn scan(skipped: &[Range<usize>]) -> Scan<'static> {
    Scan { skipped: skipped.to_vec(), hits: Vec::new(), runs: Vec::new(), tables: Vec::new() }
}

#[test]
fn a_sentence_between_two_labels_parts_them() {
    let linked = |text: &str| scan(&[]).linked(text, 0..text.len());
    for text in ["", " 条 17\n", "1，942", "1,942 3", "（见下表。）17", "(甲，乙；丙！)", "（（甲。）乙。）3"]
    {
        assert!(linked(text), "{text}");
    }
    for text in ["17。", "17；", "如何？", "好！", "3，a", "a,3", "，3", "3，", "（甲）。", "）。", "(甲。)乙。"]
    {
        assert!(!linked(text), "{text}");
    }
    // A bracket that is not closed within 150 characters is none.
    assert!(linked(&format!("（{}。", "字".repeat(149))));
    assert!(!linked(&format!("（{}。", "字".repeat(150))));
    assert!(linked(&format!("{}（字。", "字".repeat(200))));
    // Labels of one table are not far apart.
    assert!(linked(&" ".repeat(REACH)));
    assert!(!linked(&" ".repeat(REACH + 1)));
    assert!(!scan(&[]).linked("十二", Range { start: 3, end: 0 }));
}

#[test]
fn a_table_between_two_labels_parts_them() {
    let text = " ".repeat(500);
    let linked = |skip: Range<usize>| scan(&[skip]).linked(&text, 100..400);
    assert!(!linked(100..400) && !linked(120..321));
    assert!(linked(120..320), "a small one is a rule, or a number of a page");
    assert!(linked(99..400) && linked(100..401) && linked(0..90), "not between them");
}

#[test]
fn words_behind_cells_that_no_form_knows_are_a_row() {
    let has = |text: &str, skipped: &[Range<usize>]| scan(skipped).has_unread(text, 1..text.len());
    assert!(has("|17\t另一种申请", &[]));
    assert!(has("|17\n另一种类", &[]));
    assert!(!has("|17\n另一类", &[]), "too short");
    assert!(!has("|17\n另一|种类", &[]), "two cells");
    assert!(!has("|另一种申请", &[]), "no cells");
    assert!(!scan(&[]).has_unread("17\n另一种申请", 0..17), "at the beginning of the text");
    let text = "|17\n另一种申请";
    assert!(!has(text, std::slice::from_ref(&(2..4))), "a table stands between");
    assert!(!has(text, std::slice::from_ref(&(0..2))) && !has(text, std::slice::from_ref(&(18..30))));
    assert!(has(text, std::slice::from_ref(&(0..1))) && has(text, std::slice::from_ref(&(text.len()..30))));
}
