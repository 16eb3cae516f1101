//! Which form a report is on（表样识别）: from the labels found, the circular cited and the year.

use super::{
    catalogue::Form,
    fit::labels::{Axis, Item},
};
use crate::{Finding, Severity, text::words::places};

/// Labels that one form must have more than the form of the year, before it is believed against the year.
const DECISIVE: usize = 3;

/// The forms in order of evidence, and what is odd about it.
#[derive(Debug)]
pub(super) struct Detected {
    /// Index of the form of the report; `None` where nothing tells.
    pub(super) form: Option<u8>,
    /// All forms, the most likely first.
    pub(super) order: Vec<u8>,
    pub(super) findings: Vec<Finding>,
}

/// Weighs the labels against the year. `labels` are the meanings of each label found, whatever table it stood in.
pub(super) fn detect<'i>(
    forms: &[Form],
    labels: impl Iterator<Item = &'i [Item]>,
    year: Option<i16>,
    text: &str,
) -> Detected {
    // A label of several forms tells nothing between them; that of one form only does.
    let distinct = distinct(labels);
    let holds = |form: u8| distinct.iter().filter(move |items| items.iter().any(|item| item.form == form));
    let count = |form: u8| holds(form).count();
    let alone = |form: u8, other: u8| holds(form).filter(|items| items.iter().all(|item| item.form != other)).count();
    let all = 0..forms.len() as u8;
    let of_year = year.and_then(|year| all.clone().find(|&form| covers(forms, form, year)));
    let cited = all.clone().find(|&form| {
        let basis = forms.get(form as usize).map_or("", |form| form.basis.as_str());
        basis.contains('〔') && cites(text, basis)
    });
    let mut order: Vec<u8> = all.clone().collect();
    order.sort_by_key(|&form| (std::cmp::Reverse(count(form)), Some(form) != cited, form));
    let strongest = order.first().copied().filter(|&form| count(form) >= 3);
    let form = match (of_year, strongest) {
        (None, strongest) => strongest.or(cited),
        (Some(own), None) => Some(own),
        (Some(own), Some(_)) => {
            let beats =
                |&form: &u8| form != own && alone(form, own) >= DECISIVE && alone(form, own) > 2 * alone(own, form);
            let other =
                order.iter().copied().filter(beats).max_by_key(|&form| (alone(form, own), std::cmp::Reverse(form)));
            Some(other.unwrap_or(own))
        }
    };
    if let Some(form) = form {
        order.sort_by_key(|&other| other != form);
    }
    let name = |form: u8| forms.get(form as usize).map_or("", |form| form.id.as_str());
    let mut findings = Vec::new();
    if let (Some(form), Some(own)) = (form, of_year)
        && form != own
    {
        let (found, expected) = (name(form), name(own));
        let en = format!("the tables are those of {found}, the year asks for {expected}");
        let zh = format!("表格为{found}表样，而按年度应使用{expected}");
        findings.push(Finding::new("form-of-other-year", Severity::Doubt, en, zh).compare(expected, found));
    }
    if let Some(form) = form {
        let foreign = order
            .iter()
            .copied()
            .filter(|&other| other != form && alone(other, form) >= 2 && is_national(forms, other));
        if let Some(other) = foreign.max_by_key(|&other| (alone(other, form), std::cmp::Reverse(other)))
            && alone(form, other) >= 1
        {
            let en = format!("some labels are of {}, though the report is on {}", name(other), name(form));
            let zh = format!("部分指标名称出自{}表样，而报告使用{}表样", name(other), name(form));
            findings.push(Finding::new("form-hybrid", Severity::Note, en, zh));
        }
    }
    Detected { form, order, findings }
}

/// The labels, each once.
fn distinct<'i>(labels: impl Iterator<Item = &'i [Item]>) -> Vec<&'i [Item]> {
    let mut distinct: Vec<&[Item]> = labels.collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

fn covers(forms: &[Form], form: u8, year: i16) -> bool {
    forms.get(form as usize).is_some_and(|form| form.covers(year))
}

/// A form with crossed tables is national; lists are copied with local changes.
fn is_national(forms: &[Form], form: u8) -> bool {
    forms.get(form as usize).is_some_and(|form| form.blocks.iter().any(|block| !block.columns.is_empty()))
}

/// Whether the text cites a circular, in whatever brackets.
fn cites(text: &str, number: &str) -> bool {
    let Some((mark, rest)) = number.split_once('〔') else { return false };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    places(text, mark).take(64).any(|at| {
        let after = text.get(at + mark.len()..).unwrap_or_default();
        let found: String = after.chars().take(12).take_while(|c| *c != '号').filter(char::is_ascii_digit).collect();
        found == digits
    })
}

/// The rows among `labels`, for telling a page with a form from one without.
pub(super) fn rows_named<'i>(labels: impl Iterator<Item = &'i [Item]>) -> usize {
    distinct(labels.filter(|items| items.iter().any(|item| item.axis == Axis::Row))).len()
}
