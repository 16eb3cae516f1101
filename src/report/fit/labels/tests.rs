//! What labels mean, and what only looks like one.

use super::*;
use crate::report::Catalogue;

fn keys(text: &str) -> Vec<String> {
    let catalogue = Catalogue::default();
    let forms = catalogue.forms().unwrap();
    let Some((spelling, _)) = catalogue.labels().unwrap().find(text) else { return Vec::new() };
    let mut keys: Vec<_> = spelling
        .items
        .iter()
        .map(|item| {
            let block = &forms[item.form as usize].blocks[item.block as usize];
            let lines = if item.axis == Axis::Row { &block.rows } else { &block.columns };
            lines[item.index as usize].key.clone().unwrap_or_default()
        })
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

#[test]
fn marks_widths_spaces_and_notes_do_not_count() {
    for text in [
        "2.其他法律行政法规禁止公开",
        "２、其他法律行政法规禁止公开",
        "其他 法律行政\n法规禁止公开",
        "②其它法律行政法规禁止公开（含地方性法规）",
    ] {
        assert_eq!(keys(text), ["reply.denied.law_forbids"], "{text}");
    }
    assert_eq!(keys("（二）部分公开"), ["reply.partial"]);
    assert_eq!(keys("其中：1.涉及国家秘密"), ["reply.denied.state_secret"]);
    assert_eq!(keys("其　中 ：1 . 涉及 国家秘密"), ["reply.denied.state_secret"]);
    assert_eq!(keys("3.主动公开复制费（纸张）"), [""]);
}

#[test]
fn a_slip_of_the_pen_is_forgiven_where_it_reaches_no_other_row() {
    assert_eq!(keys("5.属于三类内部事物信息"), ["reply.denied.internal"]);
    assert_eq!(keys("没有现成信息需另行制作"), ["reply.unable.needs_making"]);
    assert_eq!(keys("行政处理"), [""; 0]);
    assert_eq!(keys("免予公开范围7"), [""; 0]);
    assert_eq!(keys("主动公开复制费"), [""; 0]);
}

#[test]
fn words_of_a_sentence_are_no_label() {
    assert_eq!(keys("全年收到申请数量较上年有所下降"), [""; 0]);
    assert_eq!(keys("12"), [""; 0]);
    assert_eq!(unmarked("2015年"), (None, "2015年"));
    assert_eq!(unmarked("1.5万条"), (None, "1.5万条"));
    assert_eq!(unmarked("（三）不予公开"), (Some("三".into()), "不予公开"));
}

#[test]
fn the_fewest_edits_between_two_words() {
    let edits =
        |a: &str, b: &str, most| super::edits(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), most);
    assert_eq!(edits("部分公开", "部分公开", 0), Some(0));
    assert_eq!(edits("部分公开", "部份公开", 1), Some(1));
    assert_eq!(edits("部分公开", "部份公开", 0), None);
    assert_eq!(edits("部分公开", "部分公开的", 1), Some(1));
    assert_eq!(edits("予部分公开", "部分公开", 1), Some(1));
    assert_eq!(edits("kitten", "sitting", 3), Some(3));
    assert_eq!(edits("kitten", "sitting", 2), None);
    assert_eq!(edits("甲乙", "乙甲", 2), Some(2));
    assert_eq!(edits("", "甲", 1), Some(1));
}

#[test]
fn a_letter_may_be_spelled_wide() {
    for (letter, spellings) in [('A', "AＡ"), ('z', "zｚ"), ('7', "7７"), ('他', "他它"), ('件', "件")] {
        assert_eq!(spellings_of(letter).collect::<String>(), spellings);
        assert!(spellings.chars().all(|c| super::letter(c) == Some(letter)), "{letter}");
    }
}
