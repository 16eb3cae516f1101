//! Measure words that change（量词不一）: 收到4份, 办结3件.

use super::{Checked, Side};
use crate::{Finding, Severity, Span, report::Figure};

/// Figures of one procedure, which the forms count in one unit.
const TOPICS: [&[&str]; 1] = [&["request.", "reply."]];

/// Requests and their outcomes are the same cases: two measure words make their totals doubtful.
pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    TOPICS.iter().filter_map(|topic| mixed(checked, topic)).collect()
}

fn mixed(checked: &Checked<'_>, topic: &[&str]) -> Option<Finding> {
    let counted = |figure: &&Figure| {
        Side::of(figure) == Side::Prose
            && figure.entry.number().is_some()
            && !figure.rule.starts_with("implied")
            && topic.iter().any(|prefix| figure.key.as_str().starts_with(prefix))
    };
    let figures: Vec<&Figure> = checked.report.figures.iter().filter(counted).collect();
    let first = figures.iter().find_map(|figure| figure.unit.as_deref())?;
    // The measure word of the form, else the first that the report uses, is the one to keep.
    let asked = if figures.iter().any(|figure| figure.unit.as_deref() == Some("件")) { "件" } else { first };
    let other: Vec<&Figure> =
        figures.into_iter().filter(|figure| figure.unit.as_deref().is_some_and(|unit| unit != asked)).collect();
    let unit = other.first().and_then(|figure| figure.unit.as_deref())?;
    let spans: Vec<Span> = other.iter().filter_map(|figure| figure.span).collect();
    let en = format!("applications are counted in {asked} and in {unit}: it is not certain that the same is counted");
    let zh = format!("申请及其办理结果分别以“{asked}”和“{unit}”计数，口径是否一致存疑");
    Some(Finding::new("mixed-counters", Severity::Doubt, en, zh).at_all(spans).compare(asked, unit))
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    fn mixed(sentence: &str) -> bool {
        let text = format!("青禾市2015年政府信息公开工作报告\n\n一、依申请公开情况\n\n{sentence}\n");
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        reading.findings.iter().any(|finding| finding.code == "mixed-counters")
    }

    #[test]
    fn one_procedure_has_one_measure_word() {
        assert!(mixed("全年收到政府信息公开申请5份，其中同意公开答复5件。"));
        assert!(!mixed("全年收到政府信息公开申请5件，其中同意公开答复5件。"));
        assert!(!mixed("全年收到政府信息公开申请5件，发放宣传册300份。"));
    }
}
