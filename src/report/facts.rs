//! What a page says of itself, typed（文档要素）.

use jiff::civil::Date;

use crate::{
    Finding, Found, Severity, Span,
    mention::Mention,
    page::{Document, Field, Metadatum},
};

/// A fact and where it stands; `None` for what stands only in a `<meta>` tag.
pub type Stated<T> = (T, Option<Span>);

/// The particulars of a document（文档要素）, each with its evidence.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Facts {
    /// 标题
    pub title: Option<Stated<String>>,
    /// 发布日期
    pub published: Option<Stated<Date>>,
    /// 来源
    pub source_organ: Option<Stated<String>>,
    /// 索引号
    pub index_number: Option<Stated<String>>,
    /// 发文字号
    pub document_number: Option<Stated<String>>,
    /// 发文机关
    pub issuing_organ: Option<Stated<String>>,
    /// 成文日期
    pub written: Option<Stated<Date>>,
    /// 主题分类
    pub subject: Option<Stated<String>>,
    /// 有效性
    pub validity: Option<Stated<String>>,
}

/// Reads the particulars from the page's metadata, in its order of trust: the first statement that can be read holds.
///
/// The title that stands in the text goes before one that stands in an information table or a `<meta>` tag.
#[must_use]
pub fn facts(document: &Document, _mentions: &[Found<Mention>]) -> Facts {
    let stated = |field: Field| document.metadata.iter().filter(move |datum| datum.field == field);
    let words = |field: Field| stated(field).next().map(|datum| (datum.value.clone(), datum.span));
    let day = |field: Field| stated(field).find_map(|datum: &Metadatum| Some((date(&datum.value)?, datum.span)));
    let title = document.title.as_ref().map(|found| (found.value.clone(), Some(found.span)));
    Facts {
        title: title.or_else(|| words(Field::Title)),
        published: day(Field::Published),
        source_organ: words(Field::SourceOrgan),
        index_number: words(Field::IndexNumber),
        document_number: words(Field::DocumentNumber),
        issuing_organ: words(Field::IssuingOrgan),
        written: day(Field::WrittenDate),
        subject: words(Field::Subject),
        validity: words(Field::Validity),
    }
}

/// What the text states twice and not alike: dates of publication and document numbers. [`facts`] takes the first.
///
/// `<meta>` tags are left out, for no reader sees them; and so are dates without a label, which may be those of signing,
/// and 更新时间, which is no date of publication.
#[must_use]
pub fn conflicts(document: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    let updated = |span: Span| {
        let before = document.text.get(..span.start as usize).unwrap_or_default();
        let label = before.trim_end().trim_end_matches([':', '：']);
        label.ends_with("更新时间") || label.ends_with("更新日期")
    };
    let stated = |field: Field| document.metadata.iter().filter(move |datum| datum.field == field);
    let days = stated(Field::Published)
        .filter(|datum| datum.reason != "date-line")
        .filter_map(|datum| Some((date(&datum.value)?.to_string(), datum.span.filter(|&span| !updated(span))?)));
    let numbers = stated(Field::DocumentNumber).filter_map(|datum| Some((canonical(&datum.value), datum.span?)));
    let days: Vec<_> = days.collect();
    let numbers: Vec<_> = numbers.collect();
    for (name, name_zh, statements) in
        [("dates of publication", "发布日期", days), ("document numbers", "发文字号", numbers)]
    {
        let Some((first, place)) = statements.first() else { continue };
        if let Some((other, at)) = statements.iter().find(|(value, _)| value != first) {
            let en = format!("the page states two {name}: {first} and {other}; the first is taken");
            let zh = format!("页面有两个{name_zh}：{first}与{other}，取前者");
            findings
                .push(Finding::new("facts-conflict", Severity::Doubt, en, zh).at(*place).at(*at).compare(first, other));
        }
    }
    findings
}

/// A document number without white space, its year in the brackets of GB/T 9704.
fn canonical(number: &str) -> String {
    let plain = number.chars().filter(|c| !c.is_whitespace());
    let bracket = |c| match c {
        '[' | '［' | '﹝' | '【' | '(' | '（' => '〔',
        ']' | '］' | '﹞' | '】' | ')' | '）' => '〕',
        other => other,
    };
    plain.map(bracket).collect()
}

/// The day that `words` begin with: `2016-03-02 10:15`, `2016年3月2日`, `20160302`, `二〇一六年三月二日`.
fn date(words: &str) -> Option<Date> {
    let mut numbers = words
        .split(|c: char| !c.is_ascii_digit() && han_digit(c).is_none() && c != '十')
        .filter(|part| !part.is_empty());
    let first = numbers.next()?;
    let (year, month, day) = if first.len() == 8 && first.bytes().all(|b| b.is_ascii_digit()) {
        (number(first.get(..4)?)?, number(first.get(4..6)?)?, number(first.get(6..)?)?)
    } else {
        (number(first)?, number(numbers.next()?)?, number(numbers.next()?)?)
    };
    let year = i16::try_from(year).ok().filter(|year| (1949..=2100).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A number of at most four digits: `12`, `二〇一六`, `十二`, `二十八`.
fn number(digits: &str) -> Option<u32> {
    if digits.chars().count() > 4 {
        return None;
    }
    let Some((tens, ones)) = digits.split_once('十') else {
        return digits.chars().try_fold(0, |sum: u32, c| Some(sum * 10 + c.to_digit(10).or_else(|| han_digit(c))?));
    };
    let tens = if tens.is_empty() { 1 } else { number(tens)? };
    let ones = if ones.is_empty() { 0 } else { number(ones)? };
    (tens < 10 && ones < 10).then_some(tens * 10 + ones)
}

fn han_digit(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find(|&(han, _)| han == c).map(|(_, value)| value),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn days_are_read_as_pages_print_them() {
        for words in
            ["2016-03-02 10:15", "2016年3月2日", "20160302", "二〇一六年三月二日", "2016/3/2", "2016年 3月 2日"]
        {
            assert_eq!(date(words), Some(day(2016, 3, 2)), "{words}");
        }
        assert_eq!(date("二○○四年十二月二十八日"), Some(day(2004, 12, 28)));
        assert_eq!(date("2015年十月十日"), Some(day(2015, 10, 10)));
    }

    #[test]
    fn two_statements_that_differ_are_a_conflict() {
        let page = |line: &str| {
            let page = format!(
                "<h1>某县水利局通报</h1><p>发布时间：2019-06-14 {line}</p><p>全年新建渠道十二公里，受益农田八千余亩。</p>"
            );
            let limits = crate::Limits::default();
            let source = crate::text::decode::decode(page.as_bytes(), None, &limits).unwrap();
            let document = crate::page::lay_out(crate::page::parse(&source, None, &limits), &limits);
            conflicts(&document).into_iter().map(|found| (found.expected, found.stated)).collect::<Vec<_>>()
        };
        let two = (Some("2019-06-14".to_owned()), Some("2019-06-12".to_owned()));
        assert_eq!(page("公开日期：2019年6月12日"), [two]);
        assert_eq!(page("公开日期：2019年6月14日"), []);
        assert_eq!(page("更新时间：2020-01-02"), []);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for words in ["2016年3月", "2016-13-02", "16-03-02", "近日", "2016年二十十月1日", ""] {
            assert_eq!(date(words), None, "{words}");
        }
    }
}
