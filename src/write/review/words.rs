//! What things are called on the page, in Chinese and English（用语）.

use std::collections::BTreeMap;

use crate::{
    Severity,
    mention::Bound,
    page::{Media, Role},
    report::{Catalogue, Form, FormBlock, From, RegionLevel},
    text::decode::EncodingFrom,
};

/// A name in Chinese and in English.
pub(in crate::write) type Name = (&'static str, &'static str);

pub(super) fn role(role: Role) -> Name {
    match role {
        Role::Title => ("标题", "title"),
        Role::Body => ("正文", "body"),
        Role::Metadata => ("元数据", "metadata"),
        Role::Breadcrumb => ("当前位置", "breadcrumb"),
        Role::Navigation => ("导航", "navigation"),
        Role::LinkList => ("链接列表", "link list"),
        Role::ShareBar => ("分享", "share bar"),
        Role::FontSize => ("字号", "font size"),
        Role::Pager => ("翻页", "pager"),
        Role::Attachment => ("附件", "attachment"),
        Role::Related => ("相关链接", "related"),
        Role::Footer => ("页脚", "footer"),
        Role::Advertisement => ("广告", "advertisement"),
        Role::Other => ("其他", "other"),
    }
}

/// The name of a role in the markup.
pub(super) fn role_class(role: Role) -> &'static str {
    match role {
        Role::LinkList => "link-list",
        Role::ShareBar => "share-bar",
        Role::FontSize => "font-size",
        other => self::role(other).1,
    }
}

pub(in crate::write) fn severity(severity: Severity) -> Name {
    match severity {
        Severity::Note => ("提示", "note"),
        Severity::Doubt => ("存疑", "doubt"),
        Severity::Contradiction => ("矛盾", "contradiction"),
    }
}

pub(super) fn from(from: From) -> Name {
    match from {
        From::Table => ("表格", "table"),
        From::TextTable => ("文字表格", "text table"),
        From::Prose => ("句子", "prose"),
    }
}

pub(super) fn entry(entry: &str) -> Option<Name> {
    match entry {
        "stated-none" => Some(("注明没有", "stated none")),
        "not-applicable" => Some(("不适用", "not applicable")),
        "blank" => Some(("空白", "blank")),
        "unreadable" => Some(("无法确认", "unreadable")),
        _ => None,
    }
}

pub(super) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::About => "≈ ",
        Bound::Over => "> ",
        Bound::AtLeast => "≥ ",
        Bound::AtMost => "≤ ",
        Bound::Under => "< ",
    }
}

pub(super) fn media(media: Media) -> Name {
    match media {
        Media::Html => ("网页", "HTML"),
        Media::Text => ("纯文本", "plain text"),
        Media::Markdown => ("Markdown", "Markdown"),
    }
}

pub(super) fn encoding_from(from: EncodingFrom) -> Name {
    match from {
        EncodingFrom::Bom => ("字节顺序标记", "byte order mark"),
        EncodingFrom::Label => ("传输声明", "transport label"),
        EncodingFrom::Utf8 => ("字节本身", "its bytes"),
        EncodingFrom::Meta => ("网页声明", "declared in the page"),
        EncodingFrom::Structure => ("字节结构", "structure of its bytes"),
        EncodingFrom::Guess => ("统计推测", "a guess"),
    }
}

pub(super) fn level(level: RegionLevel) -> Name {
    match level {
        RegionLevel::Province => ("省级", "province"),
        RegionLevel::Prefecture => ("地级", "prefecture"),
        RegionLevel::County => ("县级", "county"),
    }
}

/// What the forms print beside each figure（指标名称）.
pub(in crate::write) struct Labels(BTreeMap<String, String>);

impl Labels {
    /// The labels of all forms; those of `form` come first.
    pub(in crate::write) fn new(catalogue: &Catalogue, form: Option<&str>) -> Self {
        let mut labels = BTreeMap::new();
        let own = form.and_then(|id| catalogue.form(id));
        // A catalogue that cannot be read has been an error before there was anything to write.
        let all = catalogue.forms().unwrap_or_default();
        for form in own.into_iter().chain(all.iter().rev()) {
            for (block, row, column, key) in cells(form) {
                labels.entry(key).or_insert_with(|| label(block, row, column));
            }
        }
        Self(labels)
    }

    /// The printed label of a key.
    pub(in crate::write) fn zh(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

fn cells(form: &Form) -> impl Iterator<Item = (&FormBlock, usize, usize, String)> {
    form.blocks
        .iter()
        .flat_map(|block| block.cells().map(move |(row, column, key)| (block, row, column, key.as_str().to_owned())))
}

fn label(block: &FormBlock, row: usize, column: usize) -> String {
    let row = block.rows.get(row).map_or("", |line| line.label.trim());
    match block.columns.get(column).map(|line| line.label.trim()) {
        Some(column) => format!("{row} · {column}"),
        None => row.to_owned(),
    }
}

/// A key in English words: `request.received@natural_person` is “request · received — natural person”.
pub(in crate::write) fn spelled(key: &str) -> String {
    key.replace('@', " — ").replace('.', " · ").replace('_', " ")
}

/// A number with thin spaces between its thousands: 12000 is 12 000.
pub(in crate::write) fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return number.to_owned();
    }
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push('\u{2009}');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped("12000"), "12\u{2009}000");
        assert_eq!(grouped("-1234567.89"), "−1\u{2009}234\u{2009}567.89");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("2015-05-15"), "2015-05-15");
        assert_eq!(grouped("[3,5]"), "[3,5]");
    }

    #[test]
    fn labels_are_those_of_the_form() {
        let catalogue = Catalogue::default();
        let labels = Labels::new(&catalogue, Some("tables-2021"));
        assert_eq!(labels.zh("request.received@enterprise"), Some("一、本年新收政府信息公开申请数量 · 商业企业"));
        assert_eq!(Labels::new(&catalogue, Some("statistics-2014")).zh("request.received"), Some("（一）收到申请数"));
        assert_eq!(labels.zh("no.such"), None);
        assert_eq!(spelled("request.received@natural_person"), "request · received — natural person");
    }
}
