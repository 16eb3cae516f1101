//! Statements of one figure that disagree（前后不一）: table against table, table against sentence.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::{Checked, plain};
use crate::{
    Finding, Severity,
    report::{Entry, Figure, From, Key, Rule},
    text::words::holds,
};

/// Words by which a sentence tells of another scope than the table may have: the office alone, or the whole with all that
/// is under it. Then a difference is no contradiction.
const SCOPES: [&str; 22] = [
    "全市",
    "全县",
    "全区",
    "全省",
    "全州",
    "全镇",
    "全局",
    "全系统",
    "系统",
    "各级",
    "各部门",
    "各单位",
    "政府办",
    "办公室",
    "办公厅",
    "本级",
    "机关",
    "我办",
    "累计",
    "包括",
    "含",
    "直属",
];

pub(super) fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let figures = &checked.report.figures;
    let mut found = Vec::new();
    let mut told = HashSet::new();
    // Statements of one key stand together, the one to trust first.
    for group in figures.chunk_by(|a, b| a.key == b.key) {
        let mut exact = group.iter().filter(|figure| !figure.approximate && figure.entry.number().is_some());
        let Some(first) = exact.next() else { continue };
        if let Some(other) = exact.find(|other| differs(first, other)) {
            found.push(finding(checked, &first.key, first, other));
            told.insert(first.key.clone());
        }
    }
    if figures.iter().any(|figure| is_denial(&figure)) {
        found.extend(figures.chunk_by(|a, b| a.key == b.key).filter_map(denied));
    }
    // A sentence gives one number where the table has several cells.
    for rule in checked.form.into_iter().flat_map(|form| &form.rules) {
        let Rule::Derived { key, parts } = rule else { continue };
        let added = checked.add_rows(parts);
        let stated = checked.exact(super::Side::Prose, key);
        if let Some((number, figure)) = stated
            && added.absent == 0
            && added.known > 0
            && added.sum != number
            && told.insert(key.clone())
        {
            let (a, b) = (plain(added.sum), plain(number));
            let finding = Finding::new(
                "statement-conflict",
                Severity::Doubt,
                format!("a sentence says {b} for {key}, the table has {a}"),
                format!("正文称“{key}”为{b}，表格为{a}"),
            );
            found.push(finding.at_all(figure.span).at_all(added.spans).compare(a, b));
        }
    }
    found
}

/// Whether both are numbers in comparable units that differ.
fn differs(a: &Figure, b: &Figure) -> bool {
    let money = |figure: &Figure| figure.unit.as_deref().filter(|unit| unit.ends_with('元')).map(str::to_owned);
    a.entry.number() != b.entry.number() && money(a) == money(b)
}

/// Whether a sentence says that there was none.
fn is_denial(figure: &&Figure) -> bool {
    figure.from == From::Prose && figure.entry == Entry::StatedNone
}

/// Where a table has cases and a sentence says that there were none.
fn denied(group: &[Figure]) -> Option<Finding> {
    let counted = |figure: &&Figure| {
        figure.from != From::Prose && figure.entry.number().is_some_and(|number| number > Decimal::ZERO)
    };
    let denial = group.iter().find(is_denial)?;
    let table = group.iter().find(counted)?;
    let (key, number) = (&table.key, table.entry.number().map(plain)?);
    let finding = Finding::new(
        "statement-conflict",
        Severity::Doubt,
        format!("a table says {number} for {key}, a sentence says that there was none"),
        format!("表格中“{key}”为{number}，正文称没有"),
    );
    Some(finding.at_all(table.span).at_all(denial.span).compare(number, "0"))
}

/// How sure it is that two statements contradict each other. Two sentences may tell of two scopes without a word, and what
/// is only implied is no statement; a table and a sentence that names no scope are about the same.
fn severity(checked: &Checked<'_>, first: &Figure, other: &Figure) -> Severity {
    let text = checked.evidence.document.text.as_str();
    let prose = [first, other].into_iter().filter(|figure| figure.from == From::Prose);
    let scoped = |figure: &Figure| {
        let sentence = figure.sentence.map_or("", |sentence| sentence.of(text));
        figure.rule.starts_with("implied") || SCOPES.iter().any(|word| holds(sentence, word))
    };
    let certain = first.from != other.from && prose.clone().count() == 1 && !prose.clone().any(scoped);
    if certain { Severity::Contradiction } else { Severity::Doubt }
}

fn finding(checked: &Checked<'_>, key: &Key, first: &Figure, other: &Figure) -> Finding {
    let number = |figure: &Figure| figure.entry.number().map(plain).unwrap_or_default();
    let (a, b) = (number(first), number(other));
    let place = |figure: &Figure| match figure.from {
        From::Prose => ("a sentence", "正文"),
        _ => ("a table", "表格"),
    };
    let ((x, x_zh), (y, y_zh)) = (place(first), place(other));
    Finding::new(
        "statement-conflict",
        severity(checked, first, other),
        format!("{x} says {a} for {key}, {y} says {b}"),
        format!("{x_zh}中“{key}”为{a}，{y_zh}中为{b}"),
    )
    .at_all(first.span)
    .at_all(other.span)
    .compare(a, b)
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Severity};

    /// What is said of a report whose sentence is `sentence` and whose table has two reviews and four requests.
    fn told(sentence: &str) -> Vec<Severity> {
        let text = format!(
            "青禾市2016年政府信息公开工作报告\n\n一、依申请公开情况\n\n{sentence}\n\n二、统计表\n\n统计指标\t单位\t统计数\n\
             （一）收到申请数\t件\t4\n1.当面申请数\t件\t1\n2.传真申请数\t件\t0\n3.网络申请数\t件\t3\n四、行政复议数量\t件\t2\n"
        );
        let reading = Reader::new().read(text.as_bytes()).unwrap();
        let conflicts = reading.findings.iter().filter(|finding| finding.code == "statement-conflict");
        conflicts.map(|finding| finding.severity).collect()
    }

    #[test]
    fn a_sentence_of_another_scope_is_a_doubt() {
        assert_eq!(told("共收到政府信息公开申请4件。"), []);
        assert_eq!(told("共收到政府信息公开申请5件。"), [Severity::Contradiction]);
        assert_eq!(told("全市共收到政府信息公开申请5件。"), [Severity::Doubt]);
        assert_eq!(told("市政府办公室共收到政府信息公开申请5件。"), [Severity::Doubt]);
        assert_eq!(told("共收到政府信息公开申请约5件。"), []);
    }

    #[test]
    fn a_denial_of_what_a_table_counts_is_a_doubt() {
        assert_eq!(told("未发生因政府信息公开引起的行政复议。"), [Severity::Doubt]);
        assert_eq!(told("未发生因政府信息公开引起的行政诉讼。"), []);
    }
}
