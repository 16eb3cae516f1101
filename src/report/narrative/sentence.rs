//! Sentences, the numbers in them, and what they are about.

use rust_decimal::Decimal;

use super::{
    bodies::Bodies,
    joined::Joined,
    marks::Mark,
    pattern::{Around, ends_clause},
    rules::Rules,
};
use crate::{
    Found, Span,
    mention::{Day, Mention, PercentUnit, Reference},
    span::floor_boundary,
    text::{
        char_set::CharSet,
        words::{ShortList, WordHit},
    },
};

/// Signs that end a sentence. A semicolon does not: 其中 reaches over it. Nor does the end of a line: a block that has
/// several is a paragraph that was wrapped.
static SENTENCE_ENDS: CharSet = CharSet::of("。！？!");
/// A longer run without a full stop is cut, so that no sentence costs more than its length.
const LONGEST: usize = 4_096;

/// Cuts a block into sentences, without white space in front.
pub(super) fn sentences(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let mut at = block.start as usize;
    let end = block.end as usize;
    std::iter::from_fn(move || {
        let rest = text.get(at..end).filter(|rest| !rest.is_empty())?;
        let mut len = SENTENCE_ENDS.find(rest, 0).map_or(rest.len(), |(stop, sign)| stop + sign.len_utf8());
        len = floor_boundary(rest, len.min(LONGEST));
        let lead = rest.len() - rest.trim_start().len();
        let span = Span::new(at + lead.min(len), at + len);
        at += len;
        Some(span)
    })
}

/// A number of a sentence that may be a figure.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Number<'m> {
    /// First byte in the sentence.
    pub(super) start: usize,
    /// Byte after its unit.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// Measure word; `%` for a percentage; 元 or 万元 for money.
    pub(super) unit: &'m str,
    pub(super) approximate: bool,
}

/// Collects the numbers among the mentions of a sentence.
pub(super) fn numbers<'m>(mentions: &'m [Found<Mention>], joined: &Joined<'_>, numbers: &mut Vec<Number<'m>>) {
    numbers.clear();
    for found in mentions {
        let (value, unit, approximate) = match &found.value {
            Mention::Quantity(quantity) => {
                (quantity.amount, quantity.unit.as_str(), quantity.bound.is_approximate() || quantity.high.is_some())
            }
            Mention::Percent(percent) if percent.unit == PercentUnit::Percent => {
                (percent.value, "%", percent.bound.is_approximate())
            }
            Mention::Money(money) => {
                let (value, unit) = as_printed(money.amount, &money.unit);
                (value, unit, money.bound.is_approximate())
            }
            _ => continue,
        };
        let (start, end) = joined.place(found.span);
        numbers.push(Number { start, end, value, unit, approximate });
    }
}

/// Adds the numbers of a sentence that have no measure word, or have it on the next line: 不予公开2. Only a few digits that
/// end a clause are one; four that may be a year are not. Without any number that has its word there is none to lend, but
/// nought needs none: 行政复议数为0.
pub(super) fn bare_numbers(text: &str, wrapped: bool, rules: &'static Rules, numbers: &mut Vec<Number<'_>>) {
    if numbers.is_empty() && !wrapped && !is_nought_told(text) {
        return;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    let known = numbers.len();
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|by| at + by)
    {
        let digits = bytes.get(start..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count());
        at = start + digits;
        let held = |number: &Number<'_>| number.start < at && start < number.end;
        if digits > 7 || numbers.get(..known).is_some_and(|known| known.iter().any(held)) {
            continue;
        }
        let (before, after) = (text.get(..start).unwrap_or_default(), text.get(at..).unwrap_or_default());
        let value = text.get(start..at).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or_default();
        let labelled =
            before.trim_end().ends_with(|c: char| c.is_alphabetic() && !c.is_ascii() || c == '：' || c == ':');
        let unit = if wrapped { rules.leading_unit(after.trim_start()) } else { None };
        let ends = after.is_empty() || after.starts_with(['，', ',', '；', ';', '。', '、', '）', ')', '占']);
        if !labelled || (unit.is_none() && (!ends || (1_900..2_100).contains(&value))) {
            continue;
        }
        let end = at + unit.map_or(0, |unit| after.len() - after.trim_start().len() + unit.len());
        let unit = unit.unwrap_or_default();
        numbers.push(Number { start, end, value: value.into(), unit, approximate: false });
    }
    if numbers.len() > known {
        numbers.sort_by_key(|number| number.start);
    }
}

/// Whether a text has 为0. Most sentences have no 0 at all.
fn is_nought_told(text: &str) -> bool {
    text.match_indices('0').any(|(at, _)| text.get(..at).is_some_and(|head| head.ends_with('为')))
}

/// An amount of 元 in the unit it was printed in: the forms ask for 万元, sentences say 元.
fn as_printed(amount: Decimal, unit: &str) -> (Decimal, &'static str) {
    if unit.starts_with('万') { (amount / Decimal::from(10_000), "万元") } else { (amount, "元") }
}

/// What a sentence is about.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Setting {
    /// By the headings above it.
    pub(super) section: Option<usize>,
    /// By its own words, else by those of the sentences before it in the block.
    pub(super) sentence: Option<usize>,
    /// Whose suggestions or proposals were spoken of last.
    pub(super) bodies: Bodies,
}

impl Setting {
    /// Takes in the words of a sentence.
    pub(super) fn take(&mut self, hits: &[WordHit], rules: &Rules) {
        let mut topics = hits.iter().filter_map(|hit| rules.senses.get(hit.word as usize)?.topic);
        if let Some(topic) = topics.next_back() {
            self.sentence = Some(topic);
        }
    }

    /// Whether the context is about `topic`.
    pub(super) fn has(self, topic: Option<usize>) -> bool {
        topic.is_some() && (self.section == topic || self.sentence == topic)
    }
}

/// Where the clause of a number begins.
pub(super) fn clause_start(around: Around<'_>) -> usize {
    let before = around.sentence.get(..around.start).unwrap_or_default();
    before.rfind(ends_clause).unwrap_or(0)
}

/// Words before 以来 that leave it within the year: 今年以来.
const OF_THIS_YEAR: [&str; 4] = ["今年", "本年", "本年度", "年初"];

/// Whether a word for all years (历年, 以来) reaches a number: in the clause of the number, or, where a comma is all that
/// stands behind it, in the one before it (条例施行以来，累计…). Since the beginning of this year is this year.
pub(super) fn is_since(around: Around<'_>, hit: &WordHit, year: Option<i16>) -> bool {
    let before = around.sentence.get(..hit.start).unwrap_or_default();
    let this = year.is_some_and(|year| before.strip_suffix('年').is_some_and(|head| head.ends_with(&year.to_string())));
    let after = around.sentence.get(hit.end..around.start).unwrap_or_default();
    let after = after.strip_prefix(['，', ',']).unwrap_or(after);
    !this && !OF_THIS_YEAR.iter().any(|word| before.ends_with(word)) && !after.contains(ends_clause)
}

/// Words for the year of the report.
const THIS_YEAR: [&str; 5] = ["今年", "本年", "当年", "全年", "年内"];

/// Whether what stands before `at` names the year of the report.
fn names_year(words: &str, year: i16) -> bool {
    THIS_YEAR.iter().any(|word| words.contains(word)) || words.contains(&format!("{year}年"))
}

/// Whether the number counts all up to a day（截至12月底，累计…）: without the year named before it, that is everything ever.
pub(super) fn is_cumulative(around: Around<'_>, year: i16) -> bool {
    let clause = around.sentence.get(clause_start(around)..around.start).unwrap_or_default();
    if !clause.contains("累计") {
        return false;
    }
    let before = around.sentence.get(..around.start).unwrap_or_default();
    let until = ["截至", "截止", "至今", "年底", "年末"].iter().filter_map(|word| before.find(word)).min();
    let Some(until) = until else { return false };
    !before.get(..until).is_some_and(|head| names_year(head, year)) && !clause.contains("全年")
}

/// What is told of a number in the clause behind it, where that begins with 其中.
fn part_behind(around: Around<'_>) -> Option<&str> {
    let after = around.sentence.get(around.end..around.ceiling)?;
    let after = after.trim_start_matches(['，', ',', '；', ';', '（', '(', ' ']);
    let part = after.strip_prefix("其中")?;
    Some(part.trim_start_matches(['，', ',', '：', ':', ' ']))
}

/// Whether the number is one of more years, of which that of the report is a part: 120件，其中2015年15件.
pub(super) fn is_divided_by_year(around: Around<'_>, year: i16) -> bool {
    part_behind(around).is_some_and(|part| {
        let of_year = part.strip_prefix(&format!("{year}年")).or_else(|| {
            let word = THIS_YEAR.iter().find(|&&word| word != "全年" && part.starts_with(word))?;
            part.get(word.len()..)
        });
        // 其中2015年12月… is a month of it.
        of_year.is_some_and(|rest| {
            !rest.starts_with(|c: char| c.is_ascii_digit()) || around.ceiling < around.sentence.len()
        }) && of_year.is_some_and(|rest| rest.chars().count() <= 16)
    })
}

/// Whether only a part of the number is about the disclosure of information: 行政复议56件，其中涉及信息公开3件.
pub(super) fn is_narrowed(around: Around<'_>) -> bool {
    let clause = around.sentence.get(clause_start(around)..around.start).unwrap_or_default();
    !is_about_disclosure(clause) && part_behind(around).is_some_and(is_about_disclosure)
}

/// Whether the number is the first part of the one before it, as `about` says of the words behind 其中.
pub(super) fn is_first_part(around: Around<'_>, about: impl Fn(&str) -> bool) -> bool {
    let between = around.sentence.get(around.floor..around.start).unwrap_or_default();
    let between = between.trim_start_matches(['，', ',', '；', ';', '（', '(', ' ']);
    between.strip_prefix("其中").is_some_and(|part| {
        let part = part.trim_start_matches(['，', ',', '：', ':', ' ']);
        !part.contains(ends_clause) && about(part)
    })
}

/// Whether words are about the disclosure of information.
fn is_about_disclosure(words: &str) -> bool {
    words.contains("信息公开") || words.contains("政务公开")
}

/// Whether the words of a part make it a figure of the report, where its whole was of more: of the year, or of disclosure.
pub(super) fn is_own_part(part: &str, year: Option<i16>) -> bool {
    is_about_disclosure(part) || year.is_some_and(|year| names_year(part, year))
}

/// Bytes of the noun behind a number.
const NOUN: usize = 4 * '件'.len_utf8();

/// A little way behind a number: enough for the noun that it counts, and not into what is told next.
pub(super) fn just_after(around: Around<'_>) -> usize {
    let after = around.sentence.get(around.end..around.ceiling).unwrap_or_default();
    let stop = |&(at, c): &(usize, char)| at >= NOUN || ends_clause(c) || matches!(c, '、' | '（' | '(');
    after.char_indices().find(stop).map_or(around.ceiling, |(at, _)| around.end + at)
}

/// Whether a label stands directly before a number that has no measure word.
pub(super) fn is_labelled(around: Around<'_>) -> bool {
    let before = around.hits.iter().filter(|hit| hit.end <= around.start && hit.start >= around.floor);
    let near = before.filter_map(|hit| around.sentence.get(hit.end..around.start)).min_by_key(|gap| gap.len());
    near.is_some_and(|gap| gap.chars().all(|c| "数量为共均各：: ".contains(c)))
}

/// Words after which a number is a change and no count: 增加120条.
const CHANGES: [&str; 9] = ["增加", "增长", "减少", "下降", "上升", "提高", "增幅", "降幅", "同比"];

/// Whether a number says how to count, as the notes of the official labels do: 不同方式回应同一热点计1次. What is 共计, 合计,
/// 总计 or 累计 is a count.
pub(super) fn is_counting_rule(around: Around<'_>) -> bool {
    let before = around.sentence.get(..around.start).unwrap_or_default().trim_end();
    before.strip_suffix('计').is_some_and(|head| !head.ends_with(['共', '合', '总', '累', '统', '小', '全', '约']))
}

/// Words for each part of a year, or for the mean of them.
static RATES: ShortList = ShortList::new(&[
    "每月",
    "每个月",
    "每周",
    "每季",
    "每个季度",
    "每日",
    "每天",
    "每个工作日",
    "月均",
    "日均",
    "周均",
    "平均每",
]);

/// Whether the number is what each part of the year has, and so no count of the year: 每月公开不少于5条.
pub(super) fn is_rate(around: Around<'_>) -> bool {
    let clause = around.sentence.get(clause_start(around).max(around.floor)..around.start).unwrap_or_default();
    let counts = !around.sentence.get(..around.end).is_some_and(|words| words.ends_with(['%', '％']));
    counts && RATES.is_in(clause)
}

/// Whether the number says how much something changed.
pub(super) fn is_change(around: Around<'_>) -> bool {
    let before = around.sentence.get(around.floor..around.start).unwrap_or_default();
    let before = before.trim_end_matches(['了', '约', '近', '达', '到', '为', '：', ':', ' ']);
    CHANGES.iter().any(|word| before.ends_with(word))
}

/// Whether one value is given for several measures: 均达到100%.
pub(super) fn is_shared(around: Around<'_>) -> bool {
    let before = around.sentence.get(around.floor..around.start).unwrap_or_default();
    let before = before.trim_end_matches(['达', '到', '为', '是', '在', ' ']);
    before.ends_with(['均', '都', '各']) || before.ends_with("分别")
}

/// Whether the nearest date before a number sets it in another time than `year`. A date that is only compared with
/// (较2014年), that belongs to the label (上年结转) or that has no measure (截至目前) sets nothing.
pub(super) fn is_of_another_year(
    mentions: &[Found<Mention>],
    joined: &Joined<'_>,
    around: Around<'_>,
    year: i16,
) -> bool {
    let dates = mentions.iter().rev().filter_map(|found| match &found.value {
        Mention::Date(date) | Mention::DatePeriod(date) => Some((found.span, date)),
        _ => None,
    });
    for (span, date) in dates {
        let (start, end) = joined.place(span);
        if start >= around.start {
            continue;
        }
        let before = around.sentence.get(..start).unwrap_or_default();
        let after = around.sentence.get(end..).unwrap_or_default().trim_start_matches(['度', '的']);
        // 《2014年工作要点》 is a title.
        let is_titled = before.rfind('《').is_some_and(|open| before.rfind('》').is_none_or(|close| close < open));
        // 一年来 is the year reported on.
        let is_since = around.sentence.get(start..end) == Some("一年来");
        let behind = around.sentence.get(end..around.start).unwrap_or_default();
        if is_titled
            || is_within_item(before, behind)
            || is_since
            || before.ends_with(['较', '比', '与', '同', '和', '转', '至'])
            || after.starts_with("结转")
            || after.starts_with("转入")
        {
            continue;
        }
        // Relative words count from the year reported on, not from the day of publication.
        let Some(meant) = date.resolve(Reference { year, month: 12, day: 31 }) else { continue };
        let within = |day: Day| day.year == year;
        return match (meant.from, meant.to) {
            (Some(from), Some(to)) => !within(from) || !within(to),
            (Some(day), None) | (None, Some(day)) => !within(day),
            (None, None) => false,
        };
    }
    false
}

/// Whether a year, with `before` before it and `behind` between it and a number, tells only of what an earlier item of the list
/// names: 公开本年预算、上年决算；主办建议5件. One that begins its item, or has a number of its own there, is a heading to what follows.
fn is_within_item(before: &str, behind: &str) -> bool {
    let item = behind.split_once(['；', ';']).map(|(item, _)| item);
    let before = before.trim_end();
    let begins = before.is_empty() || before.ends_with(['，', ',', '；', ';', '。', '：', ':']);
    !begins && item.is_some_and(|item| !item.contains(|c: char| c.is_ascii_digit()))
}

/// How requests were closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pace {
    /// Within the time set.
    OnTime,
    /// Nothing is said of time.
    Untold,
}

/// What makes a statement one on all of them, before 按时.
const ALL: [&str; 5] = ["全部", "均", "都", "皆", "一律"];
/// Words that may stand between 均 and 在法定期限内, or between that and 办结.
const BETWEEN: [&str; 14] =
    ["已经", "已", "按照", "按", "在", "于", "依法", "法定", "规定", "的", "予以", "作出", "进行", "给予"];
/// What was done to all.
const DONE: [&str; 8] = ["办结", "答复", "回复", "办理完", "办理完毕", "处理完毕", "办复", "处理"];

/// Whether the words at `hit` say that all were closed, and how.
pub(super) fn all_closed(sentence: &str, hit: &WordHit, mark: Mark) -> Option<Pace> {
    if mark == Mark::AllDone {
        return Some(Pace::Untold);
    }
    if mark != Mark::OnTime {
        return None;
    }
    let mut before = sentence.get(..hit.start)?;
    let mut after = sentence.get(hit.end..)?;
    while let Some(rest) = BETWEEN.iter().find_map(|word| before.strip_suffix(word)) {
        before = rest;
    }
    while let Some(rest) = BETWEEN.iter().find_map(|word| after.strip_prefix(word)) {
        after = rest.trim_start_matches('内');
    }
    let all = ALL.iter().any(|word| before.ends_with(word));
    let done = DONE.iter().any(|word| after.trim_start_matches('内').starts_with(word));
    (all && done).then_some(Pace::OnTime)
}

/// Signs after which 无 is part of another word: 无法提供, 无正当理由, 无关, 无效, 无需.
const NO_DENIAL_BEFORE: [char; 8] = ['法', '正', '关', '效', '需', '论', '须', '理'];

/// Whether the word at hand denies something.
pub(super) fn is_denial(around: Around<'_>) -> bool {
    let after = around.sentence.get(around.end..).unwrap_or_default();
    !after.starts_with(NO_DENIAL_BEFORE)
}

/// Whether something is counted in `place`, whose words are `words`: what is counted is not denied. A digit is enough,
/// for tables that have become text run on without a stop.
pub(super) fn counts_something(words: Option<&str>, mentions: &[Found<Mention>], place: Span) -> bool {
    let counts = |found: &Found<Mention>| matches!(found.value, Mention::Quantity(_) | Mention::Money(_));
    words.is_none_or(|words| words.bytes().any(|byte| byte.is_ascii_digit()))
        || mentions.iter().any(|found| counts(found) && place.overlaps(found.span))
}
