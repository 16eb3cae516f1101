//! The columns of keys（指标列）: their names, labels and units, told from the forms.

use std::collections::HashSet;

use super::{Column, Kind};
use crate::{
    Result,
    report::{Catalogue, Form, FormBlock},
};

/// Most characters of a name: what Stata takes.
const MOST: usize = 32;

/// How applicants end a name, after two underscores, where one would read `reply.denied@other` and `reply.denied.other`
/// alike.
const APPLICANTS: &[(&str, &str)] = &[
    ("natural_person", "nat"),
    ("enterprise", "ent"),
    ("research", "res"),
    ("social", "soc"),
    ("legal_service", "law"),
    ("other", "oth"),
];

/// Measures that would be too long, an applicant included.
const SHORT: &[(&str, &str)] = &[
    ("litigation.after_review.corrected", "litigation_after_rev_corrected"),
    ("reply.denied.business_secret", "reply_denied_business"),
    ("reply.denied.exempt1_state_secret", "reply_denied_exempt1_state"),
    ("reply.denied.exempt2_business_secret", "reply_denied_exempt2_business"),
    ("reply.otherwise.no_correction", "reply_otherwise_uncorrected"),
    ("response.press_conferences.by_leader", "response_press_conf_by_leader"),
];

/// Keys that no form has: prose alone says them. Those that end in a name that a page prints have no column.
const PROSE: &[(&str, &str, &str)] = &[
    ("active.executive_meetings", "公开的政府常务会议次数", "次"),
    ("active.key_fields", "重点领域主动公开信息数", "条"),
    ("consult.total", "咨询总数", "人次"),
    ("gazette.issues", "政府公报期数", "期"),
    ("info.made", "制作政府信息数", "条"),
    ("litigation.pending", "行政诉讼／尚未审结", "件"),
    ("media.active", "政务新媒体在用数", "个"),
    ("media.closed", "政务新媒体关停数", "个"),
    ("media.opened", "政务新媒体新开设数", "个"),
    ("participation.consultations", "意见征集次数", "次"),
    ("participation.surveys", "调查次数", "次"),
    ("proposals.npc.total", "人大代表建议／总数", "件"),
    ("proposals.npc.solved", "人大代表建议／已经解决或基本解决", "件"),
    ("proposals.npc.in_progress", "人大代表建议／正在解决或列入计划", "件"),
    ("proposals.npc.not_possible", "人大代表建议／因条件限制暂时无法解决", "件"),
    ("proposals.npc.reference", "人大代表建议／留作参考", "件"),
    ("proposals.npc.reply_rate", "人大代表建议／答复率", "%"),
    ("proposals.npc.meeting_rate", "人大代表建议／见面率", "%"),
    ("proposals.npc.satisfaction_rate", "人大代表建议／满意率", "%"),
    ("proposals.cppcc.total", "政协提案／总数", "件"),
    ("proposals.cppcc.solved", "政协提案／已经解决或基本解决", "件"),
    ("proposals.cppcc.in_progress", "政协提案／正在解决或列入计划", "件"),
    ("proposals.cppcc.not_possible", "政协提案／因条件限制暂时无法解决", "件"),
    ("proposals.cppcc.reference", "政协提案／留作参考", "件"),
    ("proposals.cppcc.reply_rate", "政协提案／答复率", "%"),
    ("proposals.cppcc.meeting_rate", "政协提案／见面率", "%"),
    ("proposals.cppcc.satisfaction_rate", "政协提案／满意率", "%"),
    ("proposals.npc.class.A", "人大代表建议／A类", "件"),
    ("proposals.npc.class.B", "人大代表建议／B类", "件"),
    ("proposals.npc.class.C", "人大代表建议／C类", "件"),
    ("proposals.npc.class.D", "人大代表建议／D类", "件"),
    ("proposals.cppcc.class.A", "政协提案／A类", "件"),
    ("proposals.cppcc.class.B", "政协提案／B类", "件"),
    ("proposals.cppcc.class.C", "政协提案／C类", "件"),
    ("proposals.cppcc.class.D", "政协提案／D类", "件"),
    ("reply.granted_or_partial", "予以公开和部分公开", "件"),
    ("reply.otherwise.withdrawn", "其他处理／申请人撤回申请", "件"),
    ("response.briefings", "吹风会、通报会次数", "次"),
    ("response.videos", "视频解读数", "个"),
    ("site.closed", "网站关停数", "个"),
    ("supervision.circulars", "通报次数", "次"),
    ("supervision.inspections", "检查次数", "次"),
];

/// The columns of all keys: of the official forms, the newest first, each in printed order; of prose; of other forms.
///
/// # Errors
/// A malformed catalogue.
pub(super) fn columns(catalogue: &Catalogue, taken: impl Iterator<Item = &'static str>) -> Result<Vec<Column>> {
    let mut columns = Columns { all: Vec::new(), names: taken.map(str::to_owned).collect(), keys: HashSet::new() };
    let official = Catalogue::default();
    let official = official.forms()?;
    for form in official.iter().rev() {
        columns.add_form(form);
    }
    for (key, label, unit) in PROSE {
        columns.add(key, (*label).to_owned(), Some(unit));
    }
    for form in catalogue.forms()? {
        columns.add_form(form);
    }
    Ok(columns.all)
}

struct Columns {
    all: Vec<Column>,
    names: HashSet<String>,
    keys: HashSet<String>,
}

impl Columns {
    fn add_form(&mut self, form: &Form) {
        for block in &form.blocks {
            for (row, column, key) in block.cells() {
                self.add(key.as_str(), label(block, row, column), block.unit(row, column));
            }
        }
    }

    fn add(&mut self, key: &str, label: String, unit: Option<&str>) {
        if !self.keys.insert(key.to_owned()) {
            return;
        }
        let mut name = name(key);
        if name.len() > MOST || self.names.contains(&name) {
            name = hashed(key, &name);
        }
        self.names.insert(name.clone());
        self.all.push(Column {
            name: name.into(),
            kind: Kind::Decimal,
            zh: label.into(),
            en: english(key).into(),
            key: Some(key.to_owned()),
            unit: unit.map(str::to_owned),
        });
    }
}

/// `reply.denied.privacy@research` is `reply_denied_privacy__res`.
fn name(key: &str) -> String {
    let (measure, applicant) = key.split_once('@').map_or((key, None), |(measure, who)| (measure, Some(who)));
    let known = |table: &[(&str, &'static str)], word: &str| {
        table.iter().find(|(long, _)| *long == word).map(|(_, short)| (*short).to_owned())
    };
    let mut name = known(SHORT, measure).unwrap_or_else(|| ascii(measure));
    if let Some(applicant) = applicant {
        name.push_str("__");
        name.push_str(&known(APPLICANTS, applicant).unwrap_or_else(|| ascii(applicant)));
    }
    if name.starts_with(|first: char| first.is_ascii_lowercase()) { name } else { format!("k{name}") }
}

fn ascii(words: &str) -> String {
    let sign = |sign: char| if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '_' };
    words.chars().map(sign).collect()
}

/// The beginning of a name that cannot be whole, and a hash of its key (FNV-1a): the same for ever, whatever other keys
/// there are.
fn hashed(key: &str, name: &str) -> String {
    let hash = key.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let begin: String = name.chars().take(MOST - 9).collect();
    format!("{begin}_{hash:08x}")
}

/// The labels above a row and its own, then that of its column: `（三）不予公开／1.属于国家秘密／自然人`.
fn label(block: &FormBlock, row: usize, column: usize) -> String {
    let mut rows: Vec<usize> = block.ancestors(row).collect();
    rows.reverse();
    rows.push(row);
    let rows = rows.into_iter().filter_map(|row| block.rows.get(row));
    let words: Vec<_> = rows.chain(block.columns.get(column)).map(|line| line.label.trim()).collect();
    words.join("／")
}

/// `reply.denied.state_secret@natural_person` is `reply: denied: state secret (natural person)`.
fn english(key: &str) -> String {
    let (measure, applicant) = key
        .split_once('@')
        .map_or((key, String::new()), |(measure, who)| (measure, format!(" ({})", who.replace('_', " "))));
    format!("{}{applicant}", measure.replace('.', ": ").replace('_', " "))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn of(catalogue: &Catalogue) -> HashMap<String, String> {
        let columns = columns(catalogue, std::iter::empty()).unwrap();
        columns.into_iter().map(|column| (column.key.unwrap(), column.name.into_owned())).collect()
    }

    #[test]
    fn a_name_says_its_key() {
        let names = of(&Catalogue::default());
        for (key, name) in [
            ("request.received", "request_received"),
            ("reply.denied.privacy@research", "reply_denied_privacy__res"),
            ("reply.denied.business_secret@other", "reply_denied_business__oth"),
            ("reply.denied.other", "reply_denied_other"),
            ("reply.denied@other", "reply_denied__oth"),
            ("response.press_conferences.by_leader", "response_press_conf_by_leader"),
        ] {
            assert_eq!(names.get(key).map_or_else(|| super::name(key), Clone::clone), name, "{key}");
        }
        for (measure, _) in SHORT {
            assert!(names.keys().any(|key| key.split('@').next() == Some(measure)), "{measure} is of no form");
        }
    }

    #[test]
    fn a_key_that_makes_no_name_has_one_all_the_same() {
        let name = hashed("规章.制定", &name("规章.制定"));
        assert!(name.starts_with('k') && name.len() <= MOST && name.is_ascii(), "{name}");
        assert_ne!(name, hashed("规章.废止", &super::name("规章.废止")));
    }

    #[test]
    fn what_only_prose_says_has_a_column_unless_its_name_is_open() {
        let rules = include_str!("../../report/narrative/rules.toml");
        let names = of(&Catalogue::default());
        let keys: Vec<_> = rules.lines().filter_map(|line| line.strip_prefix("key = \"")?.strip_suffix('"')).collect();
        assert!(keys.len() > 50);
        let keys = keys.iter().flat_map(|key| ["npc", "cppcc"].map(|body| key.replace("{body}", body)));
        let without: Vec<_> = keys.filter(|key| !key.ends_with('.') && !names.contains_key(key)).collect();
        assert!(without.is_empty(), "{without:?}");
    }
}
