//! What a report owes and does not give（内容缺项）: items of the regulation, the annexed table, what a heading promises.

use super::{Checked, Side};
use crate::{
    Finding, Severity,
    outline::Section,
    report::{Figure, Key},
    text::words::holds,
};

/// Subjects that a heading may promise, with the words that would keep the promise.
const PROMISES: [(&str, &[&str]); 7] = [
    ("举报", &["举报"]),
    ("投诉", &["投诉"]),
    ("复议", &["复议"]),
    ("诉讼", &["诉讼"]),
    ("申诉", &["申诉"]),
    ("收费", &["收费", "收取", "费用", "免收"]),
    ("减免", &["减免", "免收", "免费", "不收", "未收"]),
];

/// What the regulation of 2007 asks of every report（第三十二条）, with words of which one must stand in it.
const ITEMS_2007: [(&str, &str, &[&str]); 4] = [
    ("(二) requests", "依申请公开情况", &["申请"]),
    ("(三) fees and their reduction", "收费及减免情况", &["收费", "减免", "费用", "收取", "免收"]),
    ("(四) reviews and litigation", "行政复议、行政诉讼情况", &["复议", "诉讼"]),
    ("(五) problems and improvements", "主要问题及改进情况", &["问题", "不足", "差距"]),
];

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = items(checked);
    found.extend(table(checked));
    found.extend(promises(checked));
    found.extend(channels(checked));
    found
}

/// Whether the regulation of 2007 was in force: it was until the reports on 2018.
fn under_2007(checked: &Checked<'_>) -> bool {
    checked.report.year.as_ref().is_some_and(|year| (2008..=2018).contains(&year.value))
}

/// Whether enough of a report is there to miss something in it: not a fragment.
fn is_whole(checked: &Checked<'_>) -> bool {
    checked.evidence.sections.iter().filter(|section| section.level == 1).count() >= 4
}

fn items(checked: &Checked<'_>) -> Vec<Finding> {
    if !under_2007(checked) || !is_whole(checked) {
        return Vec::new();
    }
    let text = checked.evidence.document.text.as_str();
    let missing = ITEMS_2007.iter().filter(|(_, _, words)| !words.iter().any(|word| holds(text, word)));
    let finding = |(en, zh, _): &(&str, &str, &[&str])| {
        let en = format!("nothing is said of item {en} of article 32 of the regulation of 2007");
        let zh = format!("未报告《条例》（2007）第三十二条要求的“{zh}”");
        Finding::new("item-missing", Severity::Doubt, en, zh)
    };
    missing.map(finding).collect()
}

/// Since the report on 2014 a table is part of every report.
fn table(checked: &Checked<'_>) -> Option<Finding> {
    let due = checked.report.year.as_ref().is_some_and(|year| year.value >= 2014);
    let given = checked.report.figures.iter().any(|figure| Side::of(figure) == Side::Table);
    if !due || given || !is_whole(checked) {
        return None;
    }
    let en = "no table of the official form stands in the text: it may be an attachment or an image";
    let zh = "正文中没有规定的统计表，可能在附件或图片中";
    Some(Finding::new("table-missing", Severity::Doubt, en, zh))
}

/// 举报、复议、诉讼情况, and then only 复议.
fn promises(checked: &Checked<'_>) -> Vec<Finding> {
    let text = checked.evidence.document.text.as_str();
    let unkept = |section: &Section| {
        let body = section.body.of(text);
        let listed = section.heading.contains(['、', '和', '及']);
        if !listed || body.is_empty() {
            return None;
        }
        let missing: Vec<&str> = PROMISES
            .iter()
            .filter(|(word, kept)| section.heading.contains(word) && !kept.iter().any(|word| body.contains(word)))
            .map(|&(word, _)| word)
            .collect();
        if missing.is_empty() {
            return None;
        }
        let names = missing.join("、");
        let en = format!("the heading promises {names}, and the section says nothing of it: silence is not zero");
        let zh = format!("标题含“{names}”，正文未予说明");
        Some(Finding::new("heading-unkept", Severity::Doubt, en, zh).at(section.span))
    };
    checked.evidence.sections.iter().filter_map(unkept).collect()
}

/// The sum over the channels counts an item once for each; equal to the total it is the total told again.
fn channels(checked: &Checked<'_>) -> Option<Finding> {
    let exact = |key: &str| checked.exact(Side::Prose, &Key::from(key));
    let (total, a) = exact("active.total")?;
    let (channels, b) = exact("active.channels")?;
    let split = |figure: &Figure| figure.key.as_str().starts_with("active.channels.");
    if total != channels || checked.report.figures.iter().any(split) {
        return None;
    }
    let en = "the number over all channels repeats the total, and no channel has a number of its own";
    let zh = "各渠道公开数与总数相同，且未分渠道列明";
    Some(Finding::new("channels-unsplit", Severity::Note, en, zh).at_all(b.span).at_all(a.span))
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    fn codes(year: u16, relief: &str, fees: &str) -> Vec<&'static str> {
        let text = format!(
            "青禾市{year}年政府信息公开工作报告\n\n一、主动公开情况\n\n全年公开信息9条。\n\n二、依申请公开情况\n\n收到申请2件。\n\n\
             三、复议、诉讼情况\n\n{relief}\n\n四、存在的主要问题\n\n队伍建设有差距。{fees}\n"
        );
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        let codes = reading.findings.iter().map(|finding| finding.code);
        codes.filter(|code| matches!(*code, "item-missing" | "table-missing" | "heading-unkept")).collect()
    }

    #[test]
    fn what_the_regulation_asks_for_is_missed() {
        assert_eq!(codes(2013, "无行政复议和行政诉讼。", ""), ["item-missing"]);
        assert_eq!(codes(2013, "无行政复议和行政诉讼。", "全年未收取费用。"), [""; 0]);
        assert_eq!(codes(2016, "无行政复议和行政诉讼。", "全年未收取费用。"), ["table-missing"]);
    }

    #[test]
    fn a_heading_is_a_promise() {
        assert_eq!(codes(2013, "行政复议1件。", "全年未收取费用。"), ["heading-unkept"]);
    }
}
