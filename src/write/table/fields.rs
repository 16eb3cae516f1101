//! The columns that are not keys: name, kind, labels, and where the value comes from, one a line（列定义）.

use super::{Column, Extract, Kind, Kind::*, Origin, Value};
use crate::{Severity, write::json};

/// A column and how its value is told.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    kind: Kind,
    zh: &'static str,
    en: &'static str,
    pub(super) of: for<'a> fn(&Row<'a>) -> Value<'a>,
}

impl Field {
    pub(super) fn column(&self) -> Column {
        let Self { name, kind, zh, en, .. } = *self;
        Column { name: name.into(), kind, zh: zh.into(), en: en.into(), key: None, unit: None }
    }
}

/// What a row is made of.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) origin: Origin<'a>,
    pub(super) page: Option<Extract<'a>>,
    pub(super) figure: Option<Stated<'a>>,
    pub(super) finding: Option<&'a json::Finding<'a>>,
}

/// One statement of a figure.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a> {
    pub(super) figure: &'a json::Figure<'a>,
    /// Its place among the statements of its key, from 1.
    pub(super) rank: i64,
    /// What the key is called in Chinese.
    pub(super) label: Option<&'a str>,
}

impl<'a> Row<'a> {
    pub(super) fn findings(&self) -> &'a [json::Finding<'a>] {
        self.page.map_or(&[], |page| page.findings)
    }

    pub(super) fn figures(&self) -> &'a [json::Figure<'a>] {
        self.report().map_or(&[], |report| &report.figures)
    }

    fn report(&self) -> Option<&'a json::Report<'a>> {
        self.page?.report
    }

    fn figure(&self) -> Option<&'a json::Figure<'a>> {
        self.figure.map(|stated| stated.figure)
    }

    /// Topic, measure and applicant of the key: `reply`, `reply.denied`, `natural_person`.
    fn key(&self) -> Option<(&'a str, &'a str, Option<&'a str>)> {
        let key: &str = &self.figure()?.key;
        let (measure, applicant) = key.split_once('@').map_or((key, None), |(measure, who)| (measure, Some(who)));
        Some((measure.split('.').next().unwrap_or(measure), measure, applicant))
    }

    fn section(&self) -> Option<&'a json::Section<'a>> {
        self.page?.sections.get(self.figure()?.section? as usize)
    }

    /// The name of the region at a depth of its path, where the region is that or within it.
    fn region(&self, depth: Depth) -> Option<&'a str> {
        let region = self.report()?.region.as_ref()?;
        let last = region.path.len().checked_sub(1)?;
        // A county may stand right below its province.
        let at = match (depth, region.level) {
            (Depth::Province, _) => 0,
            (Depth::Prefecture, crate::report::RegionLevel::Prefecture) => last,
            (Depth::Prefecture, _) if last >= 2 => 1,
            (Depth::County, crate::report::RegionLevel::County) => last,
            _ => return None,
        };
        region.path.get(at).map(|name| &**name)
    }

    fn severity(&self, severity: Severity) -> Value<'a> {
        let count = |_| self.findings().iter().filter(|finding| finding.severity == severity).count();
        whole(self.page.map(count))
    }

    /// The words at the first place of the finding.
    fn words(&self) -> Option<&'a str> {
        let [start, end] = *self.finding?.spans.first()?;
        let mut ends = self.page?.text.char_indices().map(|(at, _)| at).chain([self.page?.text.len()]);
        let from = ends.nth(start)?;
        let to = if end > start { ends.nth(end - start - 1)? } else { from };
        self.page?.text.get(from..to)
    }
}

#[derive(Clone, Copy)]
enum Depth {
    Province,
    Prefecture,
    County,
}

fn text<'a>(text: Option<impl Into<std::borrow::Cow<'a, str>>>) -> Value<'a> {
    text.map_or(Value::Null, |text| Value::Text(text.into()))
}

fn cow<'a>(words: Option<&'a std::borrow::Cow<'a, str>>) -> Value<'a> {
    text(words.map(|words| &**words))
}

fn whole<'a>(number: Option<impl TryInto<i64>>) -> Value<'a> {
    number.and_then(|number| number.try_into().ok()).map_or(Value::Null, Value::Whole)
}

macro_rules! fields {
    ($($name:literal $kind:ident $zh:literal $en:literal $of:expr;)*) => {
        &[$(Field { name: $name, kind: $kind, zh: $zh, en: $en, of: $of }),*]
    };
}

/// Every statement of every figure.
pub(super) const FIGURES: &[Field] = fields! {
    "report_id" Text "报告标识" "name of the page among the inputs" |row| text(Some(row.origin.id));
    "status" Text "读取状态" "how reading went: ok, partial, not-a-report, unreadable, limit, error" |row| text(Some(row.origin.status));
    "message" Text "未读原因" "why the page could not be read" |row| text(row.origin.message);
    "url" Text "来源地址" "address that the page was served from" |row| text(row.origin.url);
    "organ" Text "行政机关" "the body that the report is of" |row| cow(row.report().and_then(|r| Some(&r.organ.as_ref()?.value)));
    "region_code" Text "行政区划代码" "its region, GB/T 2260" |row| cow(row.report().and_then(|r| Some(&r.region.as_ref()?.code)));
    "year" Whole "报告年度" "the year reported on" |row| whole(row.report().and_then(|r| r.year));
    "form" Text "表样" "the form whose figures it gives" |row| cow(row.report().and_then(|r| r.form.as_ref()));
    "key" Text "指标键" "name of the figure" |row| cow(row.figure().map(|f| &f.key));
    "topic" Text "指标类别" "the key's first part" |row| text(row.key().map(|(topic, ..)| topic));
    "measure" Text "指标" "the key without its applicant" |row| text(row.key().map(|(_, measure, _)| measure));
    "applicant" Text "申请人类别" "the key's applicant; empty for the total" |row| text(row.key().and_then(|(.., applicant)| applicant));
    "label" Text "指标名称" "what the figure is called on its form" |row| text(row.figure.and_then(|stated| stated.label));
    "statement" Whole "表述序次" "1 for the statement to trust, 2 and on for others of the same key" |row| whole(row.figure.map(|stated| stated.rank));
    "entry" Text "填报内容" "number, stated-none, not-applicable, blank, unreadable" |row| cow(row.figure().map(|f| &f.entry));
    "value" Decimal "数值" "the number, where the entry is one" |row| row.figure().and_then(|f| f.value.as_ref()).map_or(Value::Null, |value| Value::Decimal((&**value).into()));
    "unit" Text "单位" "the unit" |row| cow(row.figure().and_then(|f| f.unit.as_ref()));
    "approximate" Truth "是否概数" "whether it is not the exact number" |row| row.figure().map_or(Value::Null, |f| Value::Truth(f.approximate));
    "read_from" Text "出处" "where it was read: table, text-table, prose" |row| text(row.figure().map(|f| f.from.name()));
    "rule" Text "提取规则" "the rule that read it" |row| cow(row.figure().map(|f| &f.rule));
    "text" Text "原文" "the words of the value" |row| cow(row.figure().and_then(|f| f.text.as_ref()));
    "span_start" Whole "起始位置" "first character of the words in the text of the page, from 0" |row| whole(row.figure().and_then(|f| Some(f.span?[0])));
    "span_end" Whole "结束位置" "the character after them" |row| whole(row.figure().and_then(|f| Some(f.span?[1])));
    "sentence_start" Whole "句起始位置" "first character of the sentence or table row around them" |row| whole(row.figure().and_then(|f| Some(f.sentence?[0])));
    "sentence_end" Whole "句结束位置" "the character after it" |row| whole(row.figure().and_then(|f| Some(f.sentence?[1])));
    "section" Whole "章节序号" "index of the section in the JSON" |row| whole(row.figure().and_then(|f| f.section));
    "section_heading" Text "章节标题" "heading of the section" |row| cow(row.section().map(|section| &section.heading));
};

/// Every page; the columns of keys follow.
pub(super) const REPORTS: &[Field] = fields! {
    "report_id" Text "报告标识" "name of the page among the inputs" |row| text(Some(row.origin.id));
    "status" Text "读取状态" "how reading went: ok, partial, not-a-report, unreadable, limit, error" |row| text(Some(row.origin.status));
    "message" Text "未读原因" "why the page could not be read" |row| text(row.origin.message);
    "url" Text "来源地址" "address that the page was served from" |row| text(row.origin.url);
    "warc_filename" Text "爬取归档" "name of the WARC file" |row| text(row.origin.warc_filename);
    "warc_record_offset" Whole "归档记录偏移" "first byte of the record" |row| whole(row.origin.warc_record_offset);
    "warc_record_length" Whole "归档记录长度" "bytes of the record" |row| whole(row.origin.warc_record_length);
    "title" Text "标题" "title of the document" |row| cow(row.page.and_then(|p| Some(&p.document.title.as_ref()?.value)));
    "published" Date "发布日期" "day of publication" |row| row.page.and_then(|p| p.document.published.as_ref()).map_or(Value::Null, |day| Value::Date((&*day.value).into()));
    "source_organ" Text "来源" "the source that the page names" |row| cow(row.page.and_then(|p| Some(&p.document.source_organ.as_ref()?.value)));
    "document_number" Text "发文字号" "number of the document" |row| cow(row.page.and_then(|p| Some(&p.document.document_number.as_ref()?.value)));
    "organ" Text "行政机关" "the body that the report is of" |row| cow(row.report().and_then(|r| Some(&r.organ.as_ref()?.value)));
    "region_code" Text "行政区划代码" "its region, GB/T 2260" |row| cow(row.report().and_then(|r| Some(&r.region.as_ref()?.code)));
    "region_level" Text "行政层级" "level of the region: province, prefecture, county" |row| text(row.report().and_then(|r| Some(r.region.as_ref()?.level.name())));
    "province" Text "省级" "province, autonomous region or municipality" |row| text(row.region(Depth::Province));
    "prefecture" Text "地级" "prefecture or its like" |row| text(row.region(Depth::Prefecture));
    "county" Text "县级" "county or its like" |row| text(row.region(Depth::County));
    "year" Whole "报告年度" "the year reported on" |row| whole(row.report().and_then(|r| r.year));
    "form" Text "表样" "the form whose figures it gives" |row| cow(row.report().and_then(|r| r.form.as_ref()));
    "figures" Whole "指标条数" "statements of figures" |row| whole(row.report().map(|r| r.figures.len()));
    "contradictions" Whole "矛盾数" "findings of statements that cannot all be true" |row| row.severity(Severity::Contradiction);
    "doubts" Whole "存疑数" "findings of what is doubtful" |row| row.severity(Severity::Doubt);
    "remarks" Whole "提示数" "findings that only tell" |row| row.severity(Severity::Note);
};

/// Every finding.
pub(super) const FINDINGS: &[Field] = fields! {
    "report_id" Text "报告标识" "name of the page among the inputs" |row| text(Some(row.origin.id));
    "url" Text "来源地址" "address that the page was served from" |row| text(row.origin.url);
    "organ" Text "行政机关" "the body that the report is of" |row| cow(row.report().and_then(|r| Some(&r.organ.as_ref()?.value)));
    "region_code" Text "行政区划代码" "its region, GB/T 2260" |row| cow(row.report().and_then(|r| Some(&r.region.as_ref()?.code)));
    "year" Whole "报告年度" "the year reported on" |row| whole(row.report().and_then(|r| r.year));
    "code" Text "代码" "stable name of what was found" |row| cow(row.finding.map(|f| &f.code));
    "severity" Text "程度" "note, doubt, contradiction" |row| text(row.finding.map(|f| f.severity.name()));
    "message_zh" Text "中文说明" "one Chinese sentence" |row| cow(row.finding.map(|f| &f.message_zh));
    "message_en" Text "英文说明" "one English sentence" |row| cow(row.finding.map(|f| &f.message_en));
    "expected" Text "应为" "what should stand there" |row| cow(row.finding.and_then(|f| f.expected.as_ref()));
    "stated" Text "所载" "what stands there" |row| cow(row.finding.and_then(|f| f.stated.as_ref()));
    "text" Text "原文" "the words at the first place it speaks of" |row| text(row.words());
    "span_start" Whole "起始位置" "first character of them in the text of the page, from 0" |row| whole(row.finding.and_then(|f| Some(f.spans.first()?[0])));
    "span_end" Whole "结束位置" "the character after them" |row| whole(row.finding.and_then(|f| Some(f.spans.first()?[1])));
    "places" Whole "涉及位置数" "places it speaks of" |row| whole(row.finding.map(|f| f.spans.len()));
};
