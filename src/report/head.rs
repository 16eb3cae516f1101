//! Is it an annual report, whose, and on which year（报告名称、机关、年度）.

use super::{
    Organ, Region,
    fit::Evidence,
    year::{period_in, year_in},
};
use crate::{
    Finding, Found, Severity, Span,
    mention::region::Gazetteer,
    page::{Field, Role},
    text::words::holds,
};

/// What every title of a report is about.
const SUBJECTS: [&str; 4] = ["政府信息公开", "政务信息公开", "政务公开", "信息公开"];
/// How a title of a report ends, but for notes behind it.
const ENDINGS: [&str; 8] =
    ["年度报告", "工作报告", "年度工作报告", "年报", "工作年报", "情况报告", "情况的报告", "情况年度报告"];
/// Documents about reports, which are none.
const OTHERS: [&str; 24] = [
    "通知", "办法", "方案", "意见", "解读", "公告", "通告", "说明", "指南", "目录", "规定", "制度", "要点", "格式",
    "模板", "培训", "会议", "新闻", "综述", "专栏", "列表", "汇总", "的函", "问答",
];
/// Words that only a report says of itself.
const SELF: [&str; 6] = ["本报告由", "本报告中", "本报告所列", "编制本报告", "本年度报告", "现公布"];

/// What is read before the tables.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) year: Option<Found<i16>>,
    pub(super) organ: Option<Organ>,
    pub(super) region: Option<Region>,
    pub(super) findings: Vec<Finding>,
}

/// A cheap look: no page without these words is a report.
pub(super) fn may_be_report(evidence: Evidence<'_>) -> bool {
    let text = &evidence.document.text;
    ["信息公开", "政务公开", "依申请公开"].iter().any(|word| holds(text, word))
}

/// The particulars of a report; `None` where the document is none. `rows` is how many rows of forms it shows.
pub(super) fn read(evidence: Evidence<'_>, rows: usize) -> Option<Head> {
    let text = evidence.document.text.as_str();
    let title = title(evidence);
    let says_so = || SELF.iter().any(|word| holds(text, word));
    let is_report = match &title {
        Some(_) => true,
        // A fragment without a title, or a title that a portal made up.
        None => rows >= 12 || (rows >= 6 && says_so()),
    };
    if !is_report {
        return None;
    }
    let title = title.unwrap_or_else(|| Found::new(String::new(), Span::default()));
    // The title as it stands may have white space that its value has not.
    let in_title = match year_in(title.span.of(text)) {
        Some((year, at, end)) => {
            let start = title.span.start as usize;
            Some(Found::new(year, Span::new(start + at, start + end)))
        }
        None => year_in(&title.value).map(|(year, ..)| Found::new(year, title.span)),
    };
    let in_period = period_in(text);
    let mut findings = Vec::new();
    if let (Some(a), Some(b)) = (&in_title, &in_period)
        && a.value != b.value
    {
        let en = format!("the title says {}, the period {}", a.value, b.value);
        let zh = format!("标题年度为{}，统计期限年度为{}", a.value, b.value);
        let finding = Finding::new("year-conflict", Severity::Doubt, en, zh).at(a.span).at(b.span);
        findings.push(finding.compare(b.value.to_string(), a.value.to_string()));
    }
    let published = evidence.facts.published.as_ref().map(|(date, _)| date.year());
    let year = match (in_title, in_period) {
        // Of two years the one before the publication is the one reported on.
        (Some(a), Some(b)) if a.value != b.value => {
            Some(if published.is_some_and(|published| published - 1 == b.value) { b } else { a })
        }
        (Some(year), _) | (None, Some(year)) => Some(year),
        (None, None) => {
            let guess = published.map(|year| year - 1);
            guess.filter(|_| rows >= 3 || says_so()).map(|year| {
                let span = evidence.facts.published.as_ref().and_then(|(_, span)| *span).unwrap_or_default();
                Found::new(year, span)
            })
        }
    };
    let organ = organ(evidence, &title);
    let region = region(evidence, organ.as_ref(), &title.value);
    Some(Head { year, organ, region, findings })
}

/// The title of the report, from what stands at the top of the document.
fn title(evidence: Evidence<'_>) -> Option<Found<String>> {
    let document = evidence.document;
    let text = document.text.as_str();
    let stated = document.title.iter().map(|title| (title.value.as_str(), title.span));
    // `<title>` may as well name the column in which the page stands.
    let meta = document.metadata.iter().filter(|datum| datum.field == Field::Title && datum.reason != "title-tag");
    let meta = meta.map(|datum| (datum.value.as_str(), datum.span.unwrap_or_default()));
    for (value, span) in stated.chain(meta) {
        match judge(value) {
            Judged::Report => return Some(Found::new(value.to_owned(), span)),
            // The title of the document itself says that it is something else.
            Judged::Other if document.title.as_ref().is_some_and(|title| title.value == value) => return None,
            _ => {}
        }
    }
    // The first lines of the body, two of which may be one title.
    let blocks = document
        .blocks
        .iter()
        .filter(|block| matches!(block.role, Role::Title | Role::Body | Role::Metadata) && block.table.is_none());
    let lines: Vec<Span> = blocks.flat_map(|block| lines(block.span, text)).take(12).collect();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).filter(|next| next.of(text).chars().count() <= 24);
        let broken = next.map(|next| line.cover(*next)).filter(|_| line.of(text).chars().count() <= 40);
        for span in std::iter::once(*line).chain(broken) {
            let words = span.of(text);
            let named = words.strip_prefix("标题:").or_else(|| words.strip_prefix("标题：")).unwrap_or(words);
            let stated = Span::new(span.end as usize - named.trim_start().len(), span.end as usize);
            match judge(stated.of(text)) {
                Judged::Report => {
                    let span = index
                        .checked_sub(1)
                        .and_then(|above| lines.get(above))
                        .map_or(stated, |above| if stated == span { with_organ(*above, stated, text) } else { stated });
                    return Some(Found::new(span.of(text).split_whitespace().collect(), span));
                }
                Judged::Other => return None,
                Judged::Nothing => {}
            }
        }
    }
    None
}

/// The lines of a block that say something.
fn lines(block: Span, text: &str) -> impl Iterator<Item = Span> {
    let mut at = block.start as usize;
    block
        .of(text)
        .split_inclusive('\n')
        .map(move |line| {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            Span::new(start, start + line.trim().len())
        })
        .filter(|line| !line.is_empty())
}

/// A title set in two lines: the organ above, the year and the kind below.
fn with_organ(above: Span, title: Span, text: &str) -> Span {
    let words = above.of(text);
    let short = words.chars().count() <= 24 && !words.contains(['：', ':', '-', '，', '>', '。']);
    let bare = subject_at(title.of(text)).is_some_and(|(before, _)| year_only(before));
    let short = short
        && (BODIES.iter().any(|body| words.ends_with(body))
            || words.ends_with(['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡']));
    if short && bare { above.cover(title) } else { title }
}

enum Judged {
    Report,
    /// About reports, but none.
    Other,
    Nothing,
}

/// Whether a line is the title of a report.
fn judge(line: &str) -> Judged {
    // Every subject has it; most lines of a page have not.
    if !line.contains('公') {
        return Judged::Nothing;
    }
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    // What a portal puts behind a title: _site, (picture edition).
    let plain = plain.split(['_', '|', '丨']).next().unwrap_or(&plain);
    let plain = plain.trim_end_matches(['）', ')', '。', '》']);
    let plain = ["（全文", "(全文", "（公开版", "（图解", "（一", "（正文"]
        .iter()
        .find_map(|note| plain.strip_suffix(note))
        .unwrap_or(plain);
    if plain.chars().count() > 60 || plain.contains('。') {
        return Judged::Nothing;
    }
    let Some((before, tail)) = subject_at(plain) else { return Judged::Nothing };
    let reports = tail.contains("报告") || tail.contains("年报");
    if reports && OTHERS.iter().any(|other| tail.ends_with(other) || before.ends_with("做好")) {
        return Judged::Other;
    }
    let ends =
        ENDINGS.iter().any(|ending| tail.ends_with(ending)) || (tail.ends_with("报告") && year_in(plain).is_some());
    // 政府信息公开年报 alone is a column of a site.
    if ends && (year_in(plain).is_some() || before.chars().count() >= 2) { Judged::Report } else { Judged::Nothing }
}

/// What stands before and behind the subject of a title.
fn subject_at(line: &str) -> Option<(&str, &str)> {
    SUBJECTS
        .iter()
        .filter_map(|subject| line.find(subject).map(|at| (at, subject)))
        .min()
        .and_then(|(at, subject)| Some((line.get(..at)?, line.get(at + subject.len()..)?)))
}

fn year_only(text: &str) -> bool {
    text.trim().is_empty()
        || year_in(text).is_some_and(|(_, at, _)| text.get(..at).is_some_and(|before| before.trim().is_empty()))
}

/// Endings of a full name of a body; a region alone has none of them.
const BODIES: [&str; 28] = [
    "人民政府",
    "管委会",
    "管理委员会",
    "办公室",
    "办公厅",
    "委员会",
    "街道办事处",
    "办事处",
    "局",
    "厅",
    "部",
    "署",
    "院",
    "处",
    "所",
    "站",
    "中心",
    "队",
    "公司",
    "集团",
    "学校",
    "大学",
    "分局",
    "行政公署",
    "海关",
    "支队",
    "总队",
    "委",
];
/// Whether a name is that of a region of GB/T 2260 in full, alone or behind those that it lies in.
fn is_region(name: &str) -> bool {
    let region = Gazetteer::builtin().ok().and_then(|gazetteer| gazetteer.resolve(name, &[]));
    region.is_some_and(|region| name.ends_with(region.name))
}

/// Where the body is: the regions that its name begins with, told apart by what the page says around it.
fn region(evidence: Evidence<'_>, organ: Option<&Organ>, title: &str) -> Option<Region> {
    let gazetteer = Gazetteer::builtin().ok()?;
    let document = evidence.document;
    let metadata = document.metadata.iter().map(|datum| datum.value.as_str());
    let end = document.text.char_indices().nth(600).map_or(document.text.len(), |(at, _)| at);
    let opening = document.text.get(..end).unwrap_or_default();
    let context: Vec<&str> = std::iter::once(title).chain(metadata).chain([opening]).collect();
    let name = organ?.name.as_str();
    let mut length = 0;
    while let Some((step, _)) = name.get(length..).and_then(|rest| gazetteer.longest_prefix(rest)) {
        length += step;
    }
    let place = name.get(..length).filter(|place| !place.is_empty()).unwrap_or_else(|| {
        let end = ["管委会", "管理委员会", "人民政府"].iter().filter_map(|body| name.find(body)).min();
        end.and_then(|end| name.get(..end)).unwrap_or(name)
    });
    let region = gazetteer.resolve(place, &context)?;
    let path = gazetteer.path(region).into_iter().map(str::to_owned).collect();
    Some(Region { code: region.code(), level: region.level(), path })
}

/// The body that the report is of: from the title, else from the metadata.
fn organ(evidence: Evidence<'_>, title: &Found<String>) -> Option<Organ> {
    let text = evidence.document.text.as_str();
    let from_title = subject_at(&title.value).and_then(|(before, _)| {
        let before = before.trim().trim_start_matches("关于").trim_start_matches("中共");
        let name = match year_in(before) {
            Some((_, start, end)) => {
                let ahead = before.get(..start)?.trim();
                let behind = before.get(end..)?.trim_start_matches('度').trim();
                if ahead.is_empty() { behind } else { ahead }
            }
            None => before,
        };
        let name = name.trim_matches(|c: char| {
            matches!(c, '的' | '(' | '（' | ')' | '）' | '"' | '“' | '”' | ' ' | '《' | '-' | '—')
        });
        (name.chars().count() >= 2).then(|| name.to_owned())
    });
    let facts = [&evidence.facts.issuing_organ, &evidence.facts.source_organ];
    if let Some(name) = from_title {
        let whole = BODIES.iter().any(|body| name.ends_with(body)) && !name.ends_with("街道");
        if whole {
            let span = title.span.of(text).find(&name).map(|at| {
                let start = title.span.start as usize + at;
                Span::new(start, start + name.len())
            });
            return Some(Organ { name, span });
        }
        // A region reports through its government, which the title need not name. A development zone has none.
        if name.ends_with(['镇', '乡']) || is_region(&name) {
            return Some(Organ { name: format!("{name}人民政府"), span: None });
        }
        let span = title.span.of(text).find(&name).map(|at| {
            let start = title.span.start as usize + at;
            Span::new(start, start + name.len())
        });
        return Some(Organ { name, span });
    }
    facts
        .into_iter()
        .flatten()
        .find(|(name, _)| !name.is_empty() && name.chars().count() <= 40)
        .map(|(name, span)| Organ { name: name.clone(), span: *span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_reports_are_told_from_titles_about_them() {
        for title in [
            "青禾市2015年政府信息公开工作报告",
            "2018年青禾市政府信息公开工作年度报告",
            "青禾市统计局二〇一二年度政府信息公开年度报告",
            "青禾市政务信息公开年度报告",
            "青禾市2022年度政府信息公开工作年度报告_青禾市人民政府",
        ] {
            assert!(matches!(judge(title), Judged::Report), "{title}");
        }
        for title in [
            "关于做好2015年政府信息公开工作年度报告编制工作的通知",
            "2021年政府信息公开工作年度报告格式",
            "政府信息公开年报",
            "青禾市2015年政府工作报告",
            "青禾市政府信息公开指南",
            "国务院办公厅关于政府信息公开工作年度报告有关事项的通知",
        ] {
            assert!(!matches!(judge(title), Judged::Report), "{title}");
        }
    }

    #[test]
    fn years_are_read_in_all_their_spellings() {
        for text in ["2015年", "２０１５ 年度", "二〇一五年", "二○一五年"] {
            assert_eq!(year_in(text).map(|(year, ..)| year), Some(2015), "{text}");
        }
        assert_eq!(year_in("近年来"), None);
        assert_eq!(year_in("12年"), None);
        assert_eq!(year_in("20年"), None);
    }
}
