//! Ordinals（序数）.

use rust_decimal::Decimal;

use super::{Example, Extractor, Hit, Kind, Mention, Window, number::ordinal_start};
use crate::text::numeral::Form;

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::Ordinal,
    term: "序数",
    about: "第 and a whole number, and 首 before what is counted; not the words that only look like it (第一时间, 第三方).",
    find,
    examples: &[
        Example { text: "排名全省第四，第13个通过验收", finds: &[("第四", "4"), ("第13", "13")] },
        Example { text: "公开率居全市首位", finds: &[("首位", "1")] },
        Example { text: "第一时间回应，委托第三方评估第二产业", finds: &[] },
        Example { text: "第几名", finds: &[] },
        Example { text: "首先由首席首创", finds: &[] },
    ],
};

/// What makes a word with the ordinal before it.
const WORDS: &[(&str, &str)] = &[
    ("第一", "时间"),
    ("第一", "手"),
    ("第一", "线"),
    ("第一", "责任"),
    ("第一", "书记"),
    ("第一", "要务"),
    ("第一", "资源"),
    ("第一", "动力"),
    ("第一", "生产力"),
    ("第一", "产业"),
    ("第二", "产业"),
    ("第三", "产业"),
    ("第二", "课堂"),
    ("第三", "方"),
    ("第三", "人"),
    ("第三", "者"),
    ("第三", "世界"),
];

/// What 首 is the first of, where the two are counted: 首位, 首次.
const FIRSTS: &str = "位次批家个個届屆名例";

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    if !window.marks.iter().any(|(_, mark)| matches!(mark, '第' | '首')) {
        return;
    }
    let mut firsts = window.places('首').filter_map(|at| first(window.text, at)).peekable();
    for numeral in &window.numerals {
        while let Some(hit) = firsts.next_if(|hit| hit.range.start < numeral.range.start) {
            hits.push(hit);
        }
        let Some(start) = ordinal_start(window.text, numeral) else { continue };
        let whole = numeral.form == Form::Plain && numeral.high.is_none() && !numeral.traits.signed;
        let Some(value) = numeral.value.filter(|n| whole && n.is_integer()) else { continue };
        let words = window.text.get(start..numeral.range.end).unwrap_or_default();
        let behind = window.text.get(numeral.range.end..).unwrap_or_default();
        if WORDS.iter().any(|(ordinal, word)| words == *ordinal && behind.starts_with(word)) {
            continue;
        }
        hits.push(Hit { range: start..numeral.range.end, mention: Mention::Ordinal(value) });
    }
    hits.extend(firsts);
}

/// 首位, 首次, 首批.
fn first(text: &str, at: usize) -> Option<Hit> {
    let mut chars = text.get(at..)?.chars();
    let len = chars.next()?.len_utf8() + chars.next().filter(|&c| FIRSTS.contains(c))?.len_utf8();
    Some(Hit { range: at..at + len, mention: Mention::Ordinal(Decimal::ONE) })
}
