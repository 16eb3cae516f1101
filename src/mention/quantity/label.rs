//! Numbers that count nothing: ordinals, codes, names and fixed words.

use super::measure::{self, Unit};
use crate::mention::{Bound, Window, bound, fixed_words::ordinal_before};
use crate::text::{
    char_set::CharSet,
    numeral::{Numeral, Style},
};

/// Follows lists of ordinals: in 第三、四条 and 第5至8项 the later numbers are ordinals too.
#[derive(Debug, Default)]
pub(super) struct Ordinals {
    /// Where the last ordinal ends.
    end: Option<usize>,
}

/// Signs that join ordinals.
const JOINTS: [char; 12] = ['、', '至', '和', '及', '或', '到', '与', '-', '—', '~', ',', '－'];

impl Ordinals {
    /// Whether the numeral `index` is an ordinal. Asked of every numeral in order.
    pub(super) fn covers(&mut self, window: &Window<'_>, index: usize) -> bool {
        let Some(numeral) = window.numerals.get(index) else { return false };
        let text = window.text;
        let marked = ordinal_before(text, numeral.range.start);
        let follows = self.end.is_some_and(|end| {
            let gap = text.get(end..numeral.range.start).unwrap_or_default();
            gap.len() <= 12 && {
                let unit = gap.trim_end_matches(JOINTS);
                // Between ordinals stands nothing, or the word that follows this one too.
                unit.len() < gap.len() && text.get(numeral.range.end..).is_some_and(|tail| tail.starts_with(unit))
            }
        });
        let ordinal = marked || follows;
        self.end = ordinal.then_some(numeral.range.end);
        ordinal
    }
}

/// What makes a measure word behind 个 a unit of time or of rates; their own extractors read them.
const TIMES: &[&str] = &[
    "月",
    "工作日",
    "小时",
    "钟",
    "季度",
    "星期",
    "礼拜",
    "学期",
    "世纪",
    "年度",
    "年头",
    "交易日",
    "自然日",
    "日历",
    "日",
    "百分点",
    "昼夜",
    "財年",
    "财年",
    "周",
    "学年",
    "基点",
    "點",
    "点",
];

/// Names that begin with a Han digit and 个 and count nothing.
const NAMES: &[&str] =
    &["意识", "自信", "维护", "确立", "全面", "代表重要", "务必", "毫不", "一百年", "坚持好", "没有变"];

/// Official labels of the statistics form, and others that begin with a number and a measure word.
const LABELS: &[&str] =
    &["三类内部事务", "四类过程性", "五位一体", "一国两制", "八项规定", "两个维护", "三个代表", "三台县", "五家渠"];

/// Whether the number before `unit` counts nothing, by what stands around.
pub(super) fn is_label(text: &str, numeral: &Numeral, unit: Unit) -> bool {
    let head = text.get(..numeral.range.start).unwrap_or_default();
    let tail = text.get(numeral.range.start..).unwrap_or_default();
    let words = text.get(numeral.range.clone()).unwrap_or_default();
    let name = text.get(numeral.excess_end..unit.end).unwrap_or_default().trim_start();
    let rest = text.get(unit.end..).unwrap_or_default();
    let han = numeral.style == Style::Han;
    is_code(head, words, numeral)
        || is_heading(head, text.get(numeral.excess_end..unit.end).unwrap_or_default(), numeral, unit, rest)
        || quoted(head, tail, han)
        || han && LABELS.iter().any(|label| tail.starts_with(label))
        || matches!(name, "个" | "個") && (is_time(rest) || han && NAMES.iter().any(|word| rest.starts_with(word)))
        || matches!(name, "名" | "位" | "强") && head.ends_with('前')
        || name == "起" && (is_beginning(text, numeral) || is_year(words))
        || name == "次" && (han && is_session(head, rest) || head.ends_with(['届', '屆']))
        || name == "项" && han && ["冬季", "现代", "铁人"].iter().any(|sport| head.ends_with(sport))
        || name == "类" && han && head.ends_with("属于")
        || name == "层" && head.ends_with(['楼', '座', '厦', '栋', '幢', '层'])
        || name == "次" && words == "二" && !measure::closes(rest)
        || name == "分" && head.ends_with(['点', '时', '點', '時', ':', '：'])
        || matches!(words, "一" | "1") && matches!(name, "次" | "趟") && head.ends_with('跑')
        || words == "一" && !one_counts(text, head, unit)
        || matches!(words, "零" | "〇") && (name == "件" || !measure::closes(rest))
}

/// A number that is a part of a code, or too odd to count: `A12`, `2015-00056`, `007`, 二〇一五.
fn is_code(head: &str, words: &str, numeral: &Numeral) -> bool {
    let mut before = head.chars().rev();
    let tied = match before.next() {
        Some(c) if c.is_ascii_alphanumeric() || c == '_' || c == '#' => true,
        Some('.' | '-' | '/' | ':' | '·' | '：') => before.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some('№') => true,
        _ => false,
    };
    let digits = words.trim_start_matches(['+', '-']);
    let padded =
        digits.len() > 1 && digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let long = !numeral.traits.grouped && digits.bytes().take_while(u8::is_ascii_digit).count() > 12;
    tied || padded || long || numeral.style == Style::Han && numeral.traits.positional
}

/// The number of a heading with a space behind it: 7.2 本预案 is no book.
fn is_heading(head: &str, name: &str, numeral: &Numeral, unit: Unit, rest: &str) -> bool {
    use super::Dimension::{Count, Event, Person};
    let first = head.is_empty() || head.ends_with('\n');
    name.starts_with(' ')
        && matches!(unit.dimension, Count | Event | Person)
        && (first || numeral.traits.point)
        && !measure::closes(rest)
}

/// Quotation marks, and the signs over which no short name reaches.
static QUOTES: CharSet = CharSet::of("“‘「”’」，。；、\n");

/// Whether the number stands in a short name in quotation marks, “三个一”工程 or “八纵两场”: first in it, or as a Han
/// numeral anywhere.
fn quoted(head: &str, tail: &str, han: bool) -> bool {
    let mark = head.chars().rev().take(if han { 8 } else { 1 }).find(|&c| QUOTES.has(c));
    let close = match mark {
        Some('“') => '”',
        Some('‘') => '’',
        Some('「') => '」',
        _ => return false,
    };
    let mut short = tail.chars().take(16).take_while(|c| !"。，；！？\n".contains(*c));
    short.any(|c| c == close)
}

/// 个月, 个半月, 个多小时, 个百分点.
fn is_time(rest: &str) -> bool {
    let rest = rest.strip_prefix(['半', '多', '余', '来', ' ']).unwrap_or(rest);
    // 三个点位, 五个周边县 and 两个月台 name things.
    let other = ["点位", "周边", "月台", "月饼", "日常", "日间", "钟楼", "周期"];
    TIMES.iter().any(|time| rest.starts_with(time)) && !other.iter().any(|word| rest.starts_with(word))
}

/// The third session of 十四届人大三次会议.
fn is_session(head: &str, rest: &str) -> bool {
    let meeting =
        rest.starts_with("会议") || rest.starts_with("全会") || rest.starts_with("全体") || rest.starts_with("中央");
    meeting && head.chars().rev().take(12).any(|c| c == '届' || c == '屆')
}

/// 自5起, but not 不少于5起.
fn is_beginning(text: &str, numeral: &Numeral) -> bool {
    let head = text.get(..numeral.range.start).unwrap_or_default();
    head.ends_with(['自', '从', '於', '于']) && bound::before(text, numeral.range.start).bound == Bound::Exact
}

fn is_year(words: &str) -> bool {
    words.len() == 4 && (words.starts_with("19") || words.starts_with("20"))
}

/// Whether 一 before a measure word is a number and no article: where the clause ends (会议一次。) or a word of counting
/// stands before it (共一件). Units of measurement always count.
fn one_counts(text: &str, head: &str, unit: Unit) -> bool {
    use super::Dimension::{Count, Event, Person, PersonTimes};
    if !matches!(unit.dimension, Count | Person | PersonTimes | Event) {
        return true;
    }
    if head.ends_with([
        '另', '同', '某', '这', '那', '上', '下', '再', '又', '首', '任', '逐', '统', '唯', '单', '其', '之', '新',
        '进', '万', '每', '哪', '此', '本', '有', '是', '的', '近',
    ]) {
        return false;
    }
    if head.ends_with(['共', '仅', '只', '各', '计']) {
        return true;
    }
    let rest = text.get(unit.end..).unwrap_or_default();
    bound::after(text, unit.end).is_some()
        || rest.starts_with(['并', '且', '及', '或'])
        || !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '’' | '》' | '」' | '"'))
}
