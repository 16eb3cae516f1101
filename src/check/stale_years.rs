//! Years left over from an older text（年份未更新）.

use super::Checked;
use crate::{
    Finding, Severity, Span,
    page::{BlockKind, Role},
    span::floor_boundary,
    text::words::places,
};

/// What makes a 将 a plan: 将着重, 将继续. Without one of these it may be the 将 of 将…列入….
const PLANS: [&str; 24] = [
    "将着重",
    "将继续",
    "将进一步",
    "将重点",
    "将着力",
    "将加大",
    "将加强",
    "将不断",
    "将以",
    "将按照",
    "将从",
    "将采取",
    "将努力",
    "将全面",
    "将深入",
    "将积极",
    "将认真",
    "将严格",
    "将围绕",
    "将坚持",
    "将大力",
    "将做好",
    "将切实",
    "计划",
];
/// Bytes between the year and the plan: 我市政府信息公开工作 fits.
const REACH: usize = 60;

/// A report on a year is written after it: what that year will bring is last year's sentence.
pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let Some(year) = checked.report.year.as_ref().map(|year| year.value) else { return Vec::new() };
    let document = checked.evidence.document;
    let text = document.text.as_str();
    let needle = format!("{year}年");
    let mut found = Vec::new();
    let mut blocks = document.blocks.iter().filter(|block| block.role == Role::Body && block.kind != BlockKind::Table);
    let mut block = blocks.next();
    for start in places(text, &needle) {
        // Blocks stand in the order of the text.
        while block.is_some_and(|block| block.span.end as usize <= start) {
            block = blocks.next();
        }
        if let Some(block) = block.filter(|block| block.span.start as usize <= start) {
            let after = start + needle.len();
            let rest = text.get(after..block.span.end as usize).unwrap_or_default();
            let near = rest.get(..floor_boundary(rest, REACH)).unwrap_or_default();
            let clause = near.split(['。', '；', ';', '\n']).next().unwrap_or_default();
            if !clause.contains(['将', '计']) {
                continue;
            }
            let plan = PLANS.iter().filter_map(|plan| clause.find(plan).map(|at| at + plan.len())).min();
            let before = text.get(..start).unwrap_or_default();
            if let Some(end) = plan
                // 根据2015年计划, 2015年底前: the year belongs to something else.
                && !clause.starts_with(['度', '底', '末', '初', '工', '以', '来'])
                && !before.ends_with(['至', '到', '—', '-', '《', '〈'])
                && !clause.get(..end).unwrap_or_default().contains(['了', '》'])
            {
                let next = (year + 1).to_string();
                let finding = Finding::new(
                    "stale-year",
                    Severity::Doubt,
                    format!("the report on {year} plans for {year}: this may be a sentence of the year before"),
                    format!("{year}年度报告仍写“{year}年将……”，疑为上年文字未更新"),
                );
                found.push(finding.at(Span::new(start, after + end)).compare(next, year.to_string()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    fn stale(sentence: &str) -> bool {
        let text = format!(
            "青禾市2015年政府信息公开工作报告\n\n本报告由青禾市人民政府编制。\n\n一、存在的主要问题\n\n{sentence}\n"
        );
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        reading.findings.iter().any(|finding| finding.code == "stale-year")
    }

    #[test]
    fn a_plan_for_the_year_reported_on_is_stale() {
        assert!(stale("2015年将继续完善公开目录。"));
        assert!(stale("2015年，我市将进一步健全工作机制。"));
        assert!(!stale("2016年将继续完善公开目录。"));
        assert!(!stale("2015年将信息公开列入年度考核。"));
        assert!(!stale("2015年完成了任务，今后将继续努力，争取更大进步。"));
        assert!(!stale("按照2015年工作计划，全部完成。"));
    }
}
