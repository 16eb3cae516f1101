//! Dates that cannot be what was meant（日期残缺）: signs lost, days that no calendar has, a period without its days.

use super::Checked;
use crate::{Finding, Severity, Span, mention::Mention, text::words::places};

/// How the period of the figures is announced.
const PERIODS: [(&str, &[&str]); 2] = [("统计", &["期限", "时限", "时段", "周期"]), ("数据", &["时限"])];
/// A period is told within this many characters.
const REACH: usize = 30;

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = damaged(checked);
    found.extend(period(checked));
    found
}

fn damaged(checked: &Checked<'_>) -> Vec<Finding> {
    let text = checked.evidence.document.text.as_str();
    let dates = checked.evidence.mentions.iter().filter_map(|found| match &found.value {
        Mention::Date(date) | Mention::DatePeriod(date) if date.damaged => Some(found.span),
        _ => None,
    });
    let finding = |span: Span| {
        let words = span.of(text);
        let en = format!("{words} is no complete date: signs are missing, or the calendar has no such day");
        Finding::new("damaged-date", Severity::Doubt, en, format!("日期“{words}”残缺或不存在")).at(span)
    };
    dates.map(finding).collect()
}

/// 统计期限自至。: the days were lost with their tags, or never filled in.
fn period(checked: &Checked<'_>) -> Option<Finding> {
    let text = checked.evidence.document.text.as_str();
    let broken = |(what, times): &(&str, &[&str])| {
        let named = places(text, what).filter_map(|at| {
            let rest = text.get(at + what.len()..)?;
            times.iter().find(|time| rest.starts_with(**time)).map(|time| (at, at + what.len() + time.len()))
        });
        named.take(4).find_map(|(at, behind)| {
            let after = text.get(behind..)?;
            let sentence = after.char_indices().take(REACH).find(|&(_, c)| matches!(c, '。' | '；' | '\n'));
            let end = sentence.map(|(end, _)| end)?;
            let said = after.get(..end)?;
            let dated = said.chars().any(|c| c.is_numeric() || "一二三四五六七八九〇○零".contains(c));
            let spans = said.contains('自') || said.contains('起') || said.contains('至');
            (spans && !dated).then(|| Span::new(at, behind + end))
        })
    };
    let span = PERIODS.iter().find_map(broken)?;
    let en = "the period of the figures has no dates";
    Some(Finding::new("period-broken", Severity::Doubt, en, "统计期限缺少起止日期").at(span))
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    fn codes(sentence: &str) -> Vec<&'static str> {
        let text = format!(
            "青禾市2015年政府信息公开工作报告\n\n一、总体情况\n\n{sentence}\n\n二、主动公开情况\n\n全年公开信息9条。\n"
        );
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        let codes = reading.findings.iter().map(|finding| finding.code);
        codes.filter(|code| matches!(*code, "damaged-date" | "period-broken")).collect()
    }

    #[test]
    fn a_date_without_its_signs_is_told() {
        assert_eq!(codes("我们于2015的6月20日前完成整理。"), ["damaged-date"]);
        assert_eq!(codes("我们于2015年6月20日前完成整理。"), [""; 0]);
    }

    #[test]
    fn a_period_without_dates_is_told() {
        assert_eq!(codes("本报告所列数据的统计期限自至。"), ["period-broken"]);
        assert_eq!(codes("本报告所列数据的统计期限自2015年1月1日起至12月31日止。"), [""; 0]);
        assert_eq!(codes("统计期限为全年。"), [""; 0]);
    }
}
