//! Laws of document numbers: what is written canonically is read again as it was, and no text makes them panic.

use gongkai::mention::{Kind, Kinds, Mention, NumberForm, find};
use proptest::prelude::*;

/// What stands before a number in prose.
const BEFORE: &[&str] = &["", "根据", "转发", "（", "《要点》（", "以及", "2015年，"];
const MARKS: &[&str] = &["辽政办发", "国办公开办函", "粤府", "京政函", "市政务组办", "国办发明电", "厅字"];

fn numbers(text: &str) -> Vec<gongkai::mention::DocumentNumber> {
    let found = find(text, Kinds::NONE.with(Kind::DocumentNumber));
    found
        .into_iter()
        .filter_map(|found| match found.value {
            Mention::DocumentNumber(number) => Some(number),
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_canonical_form_is_read_as_the_same_number(
        before in prop::sample::select(BEFORE),
        mark in prop::sample::select(MARKS),
        brackets in prop::sample::select(&["〔〕", "[]", "（）", "【】"][..]),
        year in 1980u16..2030,
        // A serial has five digits at most, that of a list too.
        serial in 1u32..99_950,
        more in prop::option::of(1u32..50),
    ) {
        let mut sides = brackets.chars();
        let (open, close) = (sides.next().unwrap(), sides.next().unwrap());
        let list = more.map(|more| format!("、{}", serial + more)).unwrap_or_default();
        let text = format!("{before}{mark}{open}{year}{close}{serial}{list}号文件");
        let read = numbers(&text);
        prop_assert_eq!(read.len(), 1, "{}", &text);
        prop_assert_eq!((read[0].organ_mark.as_str(), read[0].year, read[0].serial), (mark, Some(year), serial));
        prop_assert_eq!(&numbers(&read[0].canonical()), &read);
    }

    #[test]
    fn orders_are_read_as_the_same_number(issuer in prop::sample::select(&["国务院", "湖北省人民政府", "交通运输部"][..]),
                                          year in prop::option::of(1980u16..2030), serial in 1u32..999) {
        let year_word = year.map(|year| format!("{year}年")).unwrap_or_default();
        let read = numbers(&format!("依据{issuer}令{year_word}第{serial}号"));
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!((read[0].form, read[0].year, read[0].serial), (NumberForm::Order, year, serial));
        prop_assert_eq!(&numbers(&read[0].canonical()), &read);
    }

    #[test]
    fn damaged_text_is_read_without_panic(text in "[辽国政办发函字令公告第号號〔〕（）\\[\\]《》<>〈〉年0-9一二十、\\- 之附和\n]{0,80}") {
        for number in numbers(&text) {
            prop_assert!(number.serial > 0);
        }
        let _ = find(&text, Kinds::ALL);
    }
}
