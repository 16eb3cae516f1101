//! What a page says of itself, typed（文档要素）.

use jiff::{Timestamp, civil::Date, tz::Offset};

use crate::{
    Finding, Found, Severity, Span,
    mention::Mention,
    page::{Document, Field, Metadatum},
    text::fold::Folded,
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

/// One statement of a fact.
struct Statement<'d> {
    /// What is compared.
    plain: String,
    /// What is shown.
    words: &'d str,
    place: Option<Span>,
}

/// What the page states twice and not alike: titles, days of publication, document numbers. [`facts`] takes the first. What
/// differs from it is a doubt where a reader sees both, and a note where one is only in a `<meta>` tag.
///
/// Titles that hold one another are alike, for one may have the name of the site, a number or a line more; moments of one day
/// are alike. Left out are dates without a label, which may be those of signing, 更新时间, which is no date of publication,
/// and `<title>`, which may name a column.
#[must_use]
pub fn conflicts(document: &Document) -> Vec<Finding> {
    let updated = |span: Span| {
        let before = document.text.get(..span.start as usize).unwrap_or_default();
        let label = before.trim_end().trim_end_matches([':', '：']);
        label.ends_with("更新时间") || label.ends_with("更新日期")
    };
    let stated = |field: Field| {
        let of_field = move |datum: &&Metadatum| datum.field == field && datum.reason != "title-tag";
        document.metadata.iter().filter(of_field).map(|datum| (datum.value.as_str(), datum.span, datum.reason))
    };
    let statement = |words, plain, place| Statement { plain, words, place };
    let in_text = document.title.iter().map(|title| (title.value.as_str(), Some(title.span), ""));
    let titles = in_text.chain(stated(Field::Title)).map(|(words, place, _)| statement(words, letters(words), place));
    let days = stated(Field::Published)
        .filter(|&(_, place, reason)| reason != "date-line" && !place.is_some_and(updated))
        .filter_map(|(words, place, _)| Some(statement(words, date(words)?.to_string(), place)));
    let numbers = stated(Field::DocumentNumber).map(|(words, place, _)| statement(words, canonical(words), place));
    let same = |a: &str, b: &str| a == b;
    let alike = |a: &str, b: &str| a.contains(b) || b.contains(a);
    [
        conflict("titles", "标题", &titles.collect::<Vec<_>>(), alike),
        conflict("dates of publication", "发布日期", &days.collect::<Vec<_>>(), same),
        conflict("document numbers", "发文字号", &numbers.collect::<Vec<_>>(), same),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The first statement that is not like the first of all, told with it.
fn conflict(name: &str, name_zh: &str, statements: &[Statement<'_>], alike: fn(&str, &str) -> bool) -> Option<Finding> {
    let (first, others) = statements.split_first()?;
    let other = others.iter().find(|other| !alike(&first.plain, &other.plain))?;
    let seen = first.place.is_some() && other.place.is_some();
    let severity = if seen { Severity::Doubt } else { Severity::Note };
    let (a, b) = if name == "titles" { (first.words, other.words) } else { (&*first.plain, &*other.plain) };
    let en = format!("the page states two {name}: {a} and {b}; the first is taken");
    let zh = format!("页面有两个{name_zh}：{a}与{b}，取前者");
    let places = first.place.into_iter().chain(other.place);
    Some(Finding::new("facts-conflict", severity, en, zh).at_all(places).compare(a, b))
}

/// The letters, figures and Han of a title, full-width forms as narrow ones.
fn letters(title: &str) -> String {
    Folded::new(title).text().chars().filter(|c| c.is_alphanumeric()).collect()
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

/// The day that `words` begin with: `2016-03-02 10:15`, `2016年3月2日`, `20160302`, `二〇一六年三月二日`. A moment with the
/// offset of its clock, as tags have it, is of the day that it was in Beijing.
fn date(words: &str) -> Option<Date> {
    const BEIJING: Offset = Offset::constant(8);
    let moment = words.parse::<Timestamp>().ok().map(|moment| BEIJING.to_datetime(moment).date());
    if let Some(day) = moment.filter(|day| (1949..=2100).contains(&day.year())) {
        return Some(day);
    }
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
        assert_eq!(date("2016-03-01T18:00:00Z"), Some(day(2016, 3, 2)));
        assert_eq!(date("2016-03-02T01:00:00+08:00"), Some(day(2016, 3, 2)));
        assert_eq!(date("2016-03-02T01:00:00"), Some(day(2016, 3, 2)));
        assert_eq!(date("2015年十月十日"), Some(day(2015, 10, 10)));
    }

    /// What conflicts on a page with a title and 发布时间：2019-06-14, by tags in its head and words behind its date.
    fn told(head: &str, line: &str) -> Vec<(Severity, String, String)> {
        let page = format!(
            "<head>{head}</head><h1>某县水利局通报</h1><p>发布时间：2019-06-14 {line}</p><p>全年新建渠道十二公里，受益农田八千余亩。</p>"
        );
        let limits = crate::Limits::default();
        let source = crate::text::decode::decode(page.as_bytes(), None, &limits).unwrap();
        let document = crate::page::lay_out(crate::page::parse(&source, None, &limits), &limits);
        let found = conflicts(&document).into_iter();
        found.map(|found| (found.severity, found.expected.unwrap(), found.stated.unwrap())).collect()
    }

    #[test]
    fn two_statements_that_differ_are_a_conflict() {
        let one = |severity, first: &str, other: &str| vec![(severity, first.to_owned(), other.to_owned())];
        let seen = one(Severity::Doubt, "2019-06-14", "2019-06-12");
        assert_eq!(told("", "公开日期：2019年6月12日"), seen);
        let tag = "<meta name=PubDate content='2019-06-12 10:00'>";
        assert_eq!(told(tag, ""), one(Severity::Note, "2019-06-14", "2019-06-12"));
        let title = "<meta name=ArticleTitle content='某县教育局通知'>";
        assert_eq!(told(title, ""), one(Severity::Note, "某县水利局通报", "某县教育局通知"));
        assert_eq!(told("", "标题：某县教育局通知"), one(Severity::Doubt, "某县水利局通报", "某县教育局通知"));
        let numbers = "文号：某水发〔2019〕1号 发文字号：某水发〔2019〕2号";
        assert_eq!(told("", numbers), one(Severity::Doubt, "某水发〔2019〕1号", "某水发〔2019〕2号"));
    }

    #[test]
    fn what_says_the_same_in_other_words_is_none() {
        assert_eq!(told("", "公开日期：2019年6月14日"), []);
        assert_eq!(told("", "更新时间：2020-01-02"), []);
        assert_eq!(told("<meta name=PubDate content='2019-06-14 23:59:59'>", ""), []);
        // Half past midnight in Beijing is the day before in London.
        assert_eq!(told("<meta property='article:published_time' content='2019-06-13T16:30:00Z'>", ""), []);
        assert_eq!(told("<meta name=ArticleTitle content='某县 水利局通报 - 某县人民政府网'>", ""), []);
        assert_eq!(told("<title>通知公告_某县水利局</title>", ""), []);
        assert_eq!(told("", "文号：某水发〔2019〕1号 发文字号：某水发[2019] 1号"), []);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for words in ["2016年3月", "2016-13-02", "16-03-02", "近日", "2016年二十十月1日", ""] {
            assert_eq!(date(words), None, "{words}");
        }
    }
}
