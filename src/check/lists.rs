//! Counts beside what they count（列举数目）: 甲局、乙局、丙局3个部门; 以下三项工作 with （一）（二）（三）.

use super::Checked;
use crate::{
    Finding, Found, Severity, Span,
    mention::{Mention, Quantity},
    outline::Section,
    span::floor_boundary,
};

/// Measure words of what is listed by name.
const LISTED: [&str; 8] = ["个", "家", "项", "类", "种", "方面", "部", "名"];
/// A list reaches back no further than this many bytes.
const REACH: usize = 600;

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for mention in checked.evidence.mentions {
        let Mention::Quantity(quantity) = &mention.value else { continue };
        if quantity.bound.is_approximate() || quantity.high.is_some() || !LISTED.contains(&quantity.unit.as_str()) {
            continue;
        }
        found.extend(names(checked, quantity, mention));
        found.extend(parts(checked, quantity, mention));
    }
    found
}

/// A list of names directly before the number. A list that ends in 等 is open, one of two may be anything.
fn names(checked: &Checked<'_>, quantity: &Quantity, mention: &Found<Mention>) -> Option<Finding> {
    let text = checked.evidence.document.text.as_str();
    let end = mention.span.start as usize;
    let start = floor_boundary(text, end.saturating_sub(REACH));
    let before = text.get(start..end)?;
    let clause = before
        .rfind(['，', ',', '。', '；', ';', '：', ':', '\n', '\t'])
        .map_or(before, |at| before.get(at..).unwrap_or_default());
    let separate = clause.matches('、').count();
    if separate < 3
        || clause.ends_with('等')
        || clause.ends_with(['、', '的', '共', '到', '为'])
        || clause.contains(['（', '('])
    {
        return None;
    }
    // 和 joins the last two names, or stands within one: both counts are honest.
    let least = separate + 1;
    let most = least + clause.matches(['和', '及', '与']).count();
    let stated = usize::try_from(quantity.amount).ok()?;
    if (least..=most).contains(&stated) || stated > 100 {
        return None;
    }
    let span = Span::new(end - clause.len(), end).cover(mention.span);
    let en = format!("{least} names are listed before the number {stated}");
    let zh = format!("所列名称为{least}个，与“{}”不符", mention.span.of(text));
    Some(
        Finding::new("list-count", Severity::Doubt, en, zh)
            .at(mention.span)
            .at(span)
            .compare(least.to_string(), stated.to_string()),
    )
}

/// 以下三项工作, and the sections that follow.
fn parts(checked: &Checked<'_>, quantity: &Quantity, mention: &Found<Mention>) -> Option<Finding> {
    let text = checked.evidence.document.text.as_str();
    let before = text.get(..mention.span.start as usize)?;
    let after = text.get(mention.span.end as usize..)?;
    let announced = before.ends_with("以下") || before.ends_with("下列") || before.ends_with("如下");
    // What is announced ends its paragraph.
    let rest = after.find('\n').and_then(|line| after.get(..line)).unwrap_or(after);
    if !announced || rest.chars().count() > 12 {
        return None;
    }
    let sections = checked.evidence.sections;
    let first = sections.iter().position(|section| section.span.start >= mention.span.end)?;
    let head = sections.get(first).filter(|section| section.ordinal == Some(1))?;
    let gap = text.get(mention.span.end as usize..head.span.start as usize)?;
    if gap.trim().chars().count() > 12 {
        return None;
    }
    let siblings = |section: &&Section| section.parent == head.parent && section.level == head.level;
    let count = sections
        .iter()
        .skip(first)
        .filter(siblings)
        .zip(1_u32..)
        .take_while(|(section, n)| section.ordinal == Some(*n))
        .count();
    let stated = usize::try_from(quantity.amount).ok()?;
    if count == stated {
        return None;
    }
    let en = format!("{stated} parts are announced, {count} follow");
    let zh = format!("“{}”与其后所列{count}项不符", mention.span.of(text));
    Some(
        Finding::new("list-count", Severity::Doubt, en, zh)
            .at(mention.span)
            .at(head.span)
            .compare(count.to_string(), stated.to_string()),
    )
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    fn miscounted(sentence: &str) -> bool {
        let text = format!("青禾市2015年政府信息公开工作报告\n\n一、总体情况\n\n{sentence}\n");
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        reading.findings.iter().any(|finding| finding.code == "list-count")
    }

    #[test]
    fn names_before_their_number() {
        assert!(!miscounted("重点抓好财政局、教育局、民政局、卫生局4个部门的公开。"));
        assert!(miscounted("重点抓好财政局、教育局、民政局、卫生局5个部门的公开。"));
        assert!(!miscounted("由财政局、教育局、民政局、卫生局等13个部门组成。"));
        assert!(!miscounted("重点抓好财政局、教育局、民政局和卫生和计划生育局4个部门的公开。"));
        assert!(!miscounted("重点抓好财政、教育工作，共3个部门。"));
    }

    #[test]
    fn parts_that_are_announced() {
        let parts = "（一）加强领导。明确责任。\n\n（二）加强培训。提高水平。";
        assert!(miscounted(&format!("下一步将抓好以下三项工作：\n\n{parts}")));
        assert!(!miscounted(&format!("下一步将抓好以下两项工作：\n\n{parts}")));
    }
}
