//! A report that gathers those of others（汇总）: its figures against theirs.

use rust_decimal::Decimal;

use super::plain;
use crate::{
    Finding, Severity,
    report::{AnnualReport, Figure},
};

/// Figures of a report that are not the sum of those of the reports it gathers, all of one year.
///
/// Only what every one of them states exactly, in the same unit, is added up: silence is no zero. Places are of the
/// gathering report. A region whose own office counts beside its bodies belongs among the parts.
#[must_use]
pub fn gathers(whole: &AnnualReport, parts: &[&AnnualReport]) -> Vec<Finding> {
    if parts.is_empty() {
        return Vec::new();
    }
    let exact = |figure: &Figure| figure.entry.number().filter(|_| !figure.approximate);
    let statements = whole.figures.chunk_by(|a, b| a.key == b.key).filter_map(<[Figure]>::first);
    let mismatch = |figure: &Figure| {
        let stated = exact(figure)?;
        let of_part = |part: &&AnnualReport| {
            part.figure(figure.key.as_str()).filter(|part| part.unit == figure.unit).and_then(exact)
        };
        let numbers: Option<Vec<Decimal>> = parts.iter().map(of_part).collect();
        let sum = numbers?.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)?;
        if sum == stated {
            return None;
        }
        let (key, a, b, n) = (&figure.key, plain(sum), plain(stated), parts.len());
        let finding = Finding::new(
            "level-mismatch",
            Severity::Doubt,
            format!("{key} is {b}; the {n} reports below make {a}"),
            format!("“{key}”为{b}，下级{n}份报告合计为{a}"),
        );
        Some(finding.at_all(figure.span).compare(a, b))
    };
    statements.filter_map(mismatch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reader, mention::Kinds};

    fn report(organ: &str, received: &str) -> AnnualReport {
        let text = format!(
            "{organ}2016年政府信息公开工作年度报告\n\n统计指标\t单位\t统计数\n（一）收到申请数\t件\t{received}\n\
             四、行政复议数量\t件\t1\n（一）维持具体行政行为数\t件\t1\n"
        );
        Reader::new().kinds(Kinds::NONE).read(text.as_bytes()).unwrap().report.unwrap()
    }

    #[test]
    fn a_report_is_the_sum_of_those_below_it() {
        let parts = [report("青禾市教育局", "5"), report("青禾市卫生局", "7")];
        let parts: Vec<_> = parts.iter().collect();
        let of = |received| -> Vec<_> {
            let found = gathers(&report("青禾市", received), &parts);
            found.into_iter().map(|one| (one.expected.unwrap(), one.stated.unwrap())).collect()
        };
        let only = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(of("13"), [only("12", "13"), only("2", "1"), only("2", "1")]);
        assert_eq!(of("12"), [only("2", "1"), only("2", "1")]);
    }

    #[test]
    fn what_one_of_them_does_not_say_is_not_added_up() {
        let silent = report("青禾市卫生局", "");
        let parts = [report("青禾市教育局", "5"), silent];
        let found = gathers(&report("青禾市", "13"), &[&parts[0], &parts[1]]);
        assert!(found.iter().all(|one| !one.message_en.starts_with("request.received")));
        assert!(gathers(&parts[0], &[]).is_empty());
    }
}
