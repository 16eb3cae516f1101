//! The overview page: what it draws is what was read, and nothing that a page says becomes markup.

use gongkai::{
    Reader,
    write::{json::Page, overview::Overview},
};

use super::review::ATTACKS;

fn overview(pages: &[(&str, &str)]) -> String {
    let mut overview = Overview::default();
    for (name, text) in pages {
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        overview.add(name, "ok", Some(&Page::new(&reading, name)));
    }
    overview.write()
}

/// A report with its replies: granted, partly granted, denied, and what it states as their total.
fn report(year: i16, [granted, partial, denied, total]: [u32; 4]) -> String {
    format!(
        "青禾市{year}年政府信息公开工作年度报告\n\n统计指标\t单位\t统计数\n（一）收到申请数\t件\t{total}\n\
         （三）申请答复数\t件\t{total}\n1.属于已主动公开范围数\t件\t0\n2.同意公开答复数\t件\t{granted}\n\
         3.同意部分公开答复数\t件\t{partial}\n4.不同意公开答复数\t件\t{denied}\n5.不属于本行政机关公开数\t件\t0\n\
         6.申请信息不存在数\t件\t0\n7.告知作出更改补充数\t件\t0\n8.告知通过其他途径办理数\t件\t0\n"
    )
}

#[test]
fn shares_are_drawn_only_of_parts_that_make_their_total() {
    let sound = overview(&[("a.txt", &report(2016, [6, 2, 2, 10]))]);
    assert!(
        sound.contains("2016 予以公开 granted：6 / 10") && sound.contains("2016 不予公开 denied：2 / 10"),
        "{sound}"
    );
    let unsound = overview(&[("a.txt", &report(2016, [6, 2, 2, 11]))]);
    assert!(!unsound.contains("予以公开 granted："));
}

#[test]
fn a_year_without_a_report_is_an_empty_square_and_a_second_page_of_a_year_counts_once() {
    let (old, new) = (report(2014, [1, 0, 0, 1]), report(2016, [6, 2, 2, 10]));
    let html = overview(&[("a.txt", &old), ("b.txt", &new), ("again.txt", &new)]);
    assert!(html.contains("青禾市 2014：有报告") && html.contains("青禾市 2015：没有报告"), "{html}");
    assert!(html.contains("2016：10（1 个机关 organs）"));
}

#[test]
fn what_pages_say_never_becomes_markup() {
    for attack in ATTACKS {
        let text = format!("青禾市{attack}2015年政府信息公开工作年度报告\n一、概述\n全年公开信息5条{attack}。\n");
        let html = overview(&[(attack, &text)]);
        assert_eq!((html.matches("<script").count(), html.matches("<style").count()), (1, 1), "{attack}");
        for tag in ["<img", "<iframe", "<link", "<math", "<b>12", "\u{202e}", "\u{0}", "<svg onload"] {
            assert!(!html.contains(tag), "{attack}: {tag}");
        }
    }
}

#[test]
fn the_same_pages_give_the_same_overview_however_many_there_are() {
    assert!(Overview::default().write().contains("<main"));
    let many: Vec<(String, String)> = (0..300)
        .map(|n| {
            (format!("{n}.txt"), format!("盖州市第{n}中学2016年政府信息公开工作年度报告\n一、概述\n公开信息{n}条。\n"))
        })
        .collect();
    let pages: Vec<_> = many.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let html = overview(&pages);
    assert_eq!(html, overview(&pages));
    assert!(html.matches("<rect").count() < 3000, "{}", html.matches("<rect").count());
}
