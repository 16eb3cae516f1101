//! Number ranges（数的范围）.

use std::{fmt, ops::Range};

use rust_decimal::Decimal;

use super::{Example, Extractor, Hit, Kind, Mention, Window, bound, fixed_words::is_han, number::letter};
use crate::text::{
    char_set::CharSet,
    numeral::{Form, Numeral},
};

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::NumberRange,
    term: "数的范围",
    about: "Two numbers with a sign or word between (20–100, 三至五, 10与20之间), a number with a comparison (大于20, 至少3, 五百以上) or \
            more than its words say (十余万, 五百多). An end is closed where the words say so; `)` says that they do not.",
    find,
    examples: &[
        Example {
            text: "大于二十的同时小于等于三十五", finds: &[("大于二十的同时小于等于三十五", "(20,35]")]
        },
        Example { text: "人数在20–100之间", finds: &[("在20–100之间", "[20,100)")] },
        Example { text: "不得超过5", finds: &[("不得超过5", "(,5]")] },
        Example { text: "至少3个，不超过50", finds: &[("至少3", "[3,)"), ("不超过50", "(,50]")] },
        Example {
            text: "五百以上，三十多万", finds: &[("五百以上", "(500,)"), ("三十多万", "(300000,)")]
        },
        Example { text: "2015-05-15，联系电话0417-6553211", finds: &[] },
        Example { text: "共13个部门，其中8个与去年相同", finds: &[] },
    ],
};

/// A range of numbers; an end that is not stated is open.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NumberRange {
    /// Lower end, and whether the words say that it belongs to the range.
    pub low: Option<(Decimal, bool)>,
    /// Upper end, and whether the words say that it belongs to the range.
    pub high: Option<(Decimal, bool)>,
}

impl fmt::Display for NumberRange {
    /// Interval notation: `[20,35)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Some((n, closed)) => write!(f, "{}{}", if closed { '[' } else { '(' }, n.normalize())?,
            None => write!(f, "(")?,
        }
        match self.high {
            Some((n, closed)) => write!(f, ",{}{}", n.normalize(), if closed { ']' } else { ')' }),
            None => write!(f, ",)"),
        }
    }
}

/// Which end a comparison states, and whether it belongs to the range.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Side {
    Low(bool),
    High(bool),
    Both,
}
use Side::{Both, High, Low};

/// Words before a number, longer ones before their parts.
const BEFORE: &[(&str, Side)] = &[
    ("大于等于", Low(true)),
    ("大于或等于", Low(true)),
    ("小于等于", High(true)),
    ("小于或等于", High(true)),
    ("不大于", High(true)),
    ("不小于", Low(true)),
    ("不高于", High(true)),
    ("不低于", Low(true)),
    ("不多于", High(true)),
    ("不少于", Low(true)),
    ("不超过", High(true)),
    ("未超过", High(true)),
    ("不等于", Both),
    ("大于", Low(false)),
    ("小于", High(false)),
    ("高于", Low(false)),
    ("低于", High(false)),
    ("多于", Low(false)),
    ("少于", High(false)),
    ("等于", Both),
    ("超过", Low(false)),
    ("不到", High(false)),
    ("不足", High(false)),
    ("未满", High(false)),
    ("不满", High(false)),
    ("至少", Low(true)),
    ("最少", Low(true)),
    ("至多", High(true)),
    ("最多", High(true)),
];

/// Words behind a number. By law 以上, 以下 and 以内 include it (民法典 第一千二百五十九条), in common prose they may not: the words
/// alone do not say.
const BEHIND: &[(&str, Side)] = &[
    ("以上", Low(false)),
    ("之上", Low(false)),
    ("以下", High(false)),
    ("之下", High(false)),
    ("以内", High(false)),
    ("以內", High(false)),
    ("之内", High(false)),
];

/// What may stand between a comparison and its number.
const LINKS: [char; 5] = ['了', '有', '是', '为', '達'];

/// The last characters of [`BEFORE`] and [`LINKS`]: what must stand before a number for a comparison to be looked for.
static ENDINGS: CharSet = CharSet::of("于过到足满少多了有是为達");

/// Bytes between two numbers of a range at most.
const LONGEST_LINK: usize = 16;

/// A number with what makes it one end of a range.
struct End<'n> {
    numeral: &'n Numeral,
    range: Range<usize>,
    value: Decimal,
}

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let text = window.text;
    let first = hits.len();
    let mut end = 0;
    let mut index = 0;
    while let Some(numeral) = window.numerals.get(index) {
        index += 1;
        let Some(number) = number(text, numeral) else { continue };
        if number.range.start < end {
            continue;
        }
        let next = window.numerals.get(index).filter(|next| next.range.start <= number.range.end + LONGEST_LINK);
        let pair = next.and_then(|next| self::number(text, next)).and_then(|next| pair(text, &number, &next));
        let (range, value) = match pair {
            Some(pair) => {
                index += 1;
                pair
            }
            None => match compared(text, &number).or_else(|| more(text, &number)) {
                Some(single) => single,
                None => continue,
            },
        };
        if range.start < end {
            continue;
        }
        end = range.end;
        // 大于二十的同时小于三十: two comparisons that leave something between them are one.
        let joined = hits.get(first..).and_then(<[Hit]>::last).and_then(|last| join(text, last, &range, &value));
        if let Some(joined) = joined {
            hits.pop();
            hits.push(joined);
        } else {
            hits.push(Hit { range, mention: Mention::NumberRange(value) });
        }
    }
}

/// The numeral as a number, letters (5k) and shares in per cent included. 半 alone is none: it halves what follows (半年) or
/// stands before (2点半).
fn number<'n>(text: &str, numeral: &'n Numeral) -> Option<End<'n>> {
    let is_half = numeral.traits.half && numeral.traits.single;
    let value = numeral.value.filter(|_| numeral.high.is_none() && !is_half)?;
    let (len, value) = match letter(text, numeral) {
        Some(power) => (1, value.checked_mul(Decimal::from(10u64.checked_pow(power)?))?),
        None => (0, value),
    };
    let value = if numeral.form == Form::Share { value.checked_mul(Decimal::ONE_HUNDRED)? } else { value };
    let range = numeral.range.start..numeral.range.end + len;
    Some(End { numeral, range, value })
}

/// 20–100, 三至五, 10000与20000之间, 第十和第十五之间.
fn pair(text: &str, low: &End<'_>, high: &End<'_>) -> Option<(Range<usize>, NumberRange)> {
    let between = text.get(low.range.end..high.range.start).filter(|gap| gap.len() <= LONGEST_LINK)?;
    let (link, ordinal) = match between.trim_matches(' ') {
        link if link.ends_with('第') => (link.trim_end_matches('第').trim_end_matches(' '), true),
        link => (link, false),
    };
    let sign = matches!(link, "-" | "–" | "—" | "——" | "~" | "~~" | "～" | "至" | "到" | "―" | "−");
    let word = matches!(link, "与" | "與" | "和" | "跟" | "及");
    if !sign && !word {
        return None;
    }
    let head = text.get(..low.range.start)?;
    let behind = text.get(high.range.end..)?;
    let within = ["之间", "之間", "间", "間", "中间"].into_iter().find(|word| behind.starts_with(word));
    // 间 counts rooms, unless the two numbers are joined as the ends of a range.
    let within = within.filter(|word| word.chars().count() > 1 || !behind.chars().nth(1).is_some_and(is_han));
    let joined = sign || word && within.is_some();
    if !joined || low.value >= high.value {
        return None;
    }
    // 9:00-17:00 are two times.
    if sign && (head.ends_with([':', '：']) || behind.starts_with([':', '：'])) {
        return None;
    }
    let tied = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '~');
    if sign && link == "-" && (head.ends_with(tied) || behind.starts_with(tied) || is_code(text, low, high)) {
        return None;
    }
    let mut start = low.range.start;
    if ordinal || head.ends_with('第') {
        start -= if head.ends_with('第') { '第'.len_utf8() } else { return None };
    }
    let head = text.get(..start)?;
    let opening = ["介于", "在", "从", "從", "自"].into_iter().find(|word| head.ends_with(word));
    start -= opening.filter(|&word| within.is_some() || word != "在").map_or(0, str::len);
    let end = high.range.end + within.map_or(0, str::len);
    let value = NumberRange { low: Some((low.value, true)), high: Some((high.value, false)) };
    Some((start..end, value))
}

/// 0417-6553211: a code and a number.
fn is_code(text: &str, low: &End<'_>, high: &End<'_>) -> bool {
    let digits = |end: &End<'_>| text.get(end.numeral.range.clone()).unwrap_or_default();
    let zero = |words: &str| words.len() > 1 && words.starts_with('0') && !words.contains('.');
    zero(digits(low)) || zero(digits(high))
}

/// 大于20, 至少有3, 五百以上.
fn compared(text: &str, number: &End<'_>) -> Option<(Range<usize>, NumberRange)> {
    let Range { start, end } = number.range;
    let behind = text.get(end..)?;
    // Most numbers have neither of the words beside them.
    let may_follow = behind.starts_with([' ', '以', '之']);
    if !may_follow && !text.get(..start)?.chars().next_back().is_some_and(|c| c == ' ' || ENDINGS.has(c)) {
        return None;
    }
    let blank = behind.len() - behind.trim_start_matches(' ').len();
    let behind = behind.get(blank.min(4)..)?;
    let behind_word = behind.starts_with(['以', '之']);
    if behind_word && let Some((word, side)) = BEHIND.iter().find(|(word, _)| behind.starts_with(word)) {
        return Some((start..end + blank.min(4) + word.len(), range(*side, number.value)));
    }
    let head = text.get(..start)?.trim_end_matches(' ');
    if !head.chars().next_back().is_some_and(|c| ENDINGS.has(c)) {
        return None;
    }
    let bare = head.strip_suffix(LINKS).unwrap_or(head);
    let found = |head: &str| {
        BEFORE.iter().find(|(word, _)| head.ends_with(word)).map(|&(word, side)| (head.len() - word.len(), side))
    };
    let (mut at, mut side) = found(head).or_else(|| found(bare))?;
    let word = BEFORE.iter().find(|(word, _)| text.get(at..).is_some_and(|tail| tail.starts_with(word)));
    // 不得超过5 ends at 5, where 超过5 begins.
    if word.is_some_and(|(word, _)| bound::compares(word))
        && let Some(length) = bound::denial(text.get(..at)?)
    {
        side = match side {
            Low(false) => High(true),
            High(false) => Low(true),
            _ => side,
        };
        at -= length;
    }
    if text.get(at..)?.starts_with("不等于") {
        return None;
    }
    let percent = usize::from(behind.starts_with('%') && blank == 0);
    Some((at..end + percent, range(side, number.value)))
}

/// 十余万, 五百多: more than the numeral says.
fn more(text: &str, number: &End<'_>) -> Option<(Range<usize>, NumberRange)> {
    let numeral = number.numeral;
    let excess = numeral.excess_end > numeral.range.end;
    if !excess && !numeral.traits.more || numeral.form != Form::Plain {
        return None;
    }
    let end = if excess { numeral.excess_end } else { number.range.end };
    text.is_char_boundary(end).then(|| (number.range.start..end, range(Low(false), number.value)))
}

fn range(side: Side, value: Decimal) -> NumberRange {
    match side {
        Low(closed) => NumberRange { low: Some((value, closed)), high: None },
        High(closed) => NumberRange { low: None, high: Some((value, closed)) },
        Both => NumberRange { low: Some((value, true)), high: Some((value, true)) },
    }
}

/// The two comparisons as one, where they state both ends and little stands between them.
fn join(text: &str, last: &Hit, range: &Range<usize>, value: &NumberRange) -> Option<Hit> {
    let Mention::NumberRange(before) = &last.mention else { return None };
    let between = text.get(last.range.end..range.start).filter(|gap| gap.len() <= 24)?;
    let linked = matches!(
        between.trim_matches([' ', ',', '，', '、']),
        "" | "并" | "且" | "并且" | "而且" | "但" | "的同时" | "同时" | "又" | "而"
    );
    let (low, high) = match (before, value) {
        (NumberRange { low: Some(low), high: None }, NumberRange { low: None, high: Some(high) })
        | (NumberRange { low: None, high: Some(high) }, NumberRange { low: Some(low), high: None }) => (*low, *high),
        _ => return None,
    };
    let mention = Mention::NumberRange(NumberRange { low: Some(low), high: Some(high) });
    (linked && low.0 < high.0).then_some(Hit { range: last.range.start..range.end, mention })
}
