//! The number of a quantity or a sum of money: a numeral with the words that belong to it.

use rust_decimal::Decimal;

use super::{Bound, Window};
use crate::text::{
    char_set::CharSet,
    numeral::{self, Form, Numeral},
};

/// A number in a window, as quantities and money read it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Amount {
    /// First byte.
    pub(super) start: usize,
    /// End of the numeral with its 余 or 多.
    pub(super) end: usize,
    /// The number; the lower end of a range.
    pub(super) low: Decimal,
    /// The upper end of a range.
    pub(super) high: Option<Decimal>,
    /// 余, 多, 几 and 数.
    pub(super) bound: Bound,
    /// The numeral it begins with.
    pub(super) first: usize,
    /// The numeral it ends with.
    pub(super) last: usize,
}

impl Amount {
    /// Reads the amount that begins with the numeral `index`. `None` where its value is unknown: 几, 若干, a fraction.
    pub(super) fn read(window: &Window<'_>, index: usize) -> Option<Self> {
        let numeral = window.numerals.get(index)?;
        if numeral.form != Form::Plain {
            return None;
        }
        let (low, mut bound) = match numeral.value {
            Some(value) => (value, Bound::Exact),
            None => (floor(window.text, numeral)?, Bound::Over),
        };
        if numeral.traits.more || numeral.excess_end > numeral.range.end {
            bound = Bound::Over;
        } else if numeral.high.is_some() {
            bound = Bound::About;
        }
        let mut amount = Self {
            start: numeral.range.start,
            end: numeral.excess_end,
            low,
            high: numeral.high,
            bound,
            first: index,
            last: index,
        };
        amount.multiply(window)?;
        Some(amount)
    }

    /// Takes the multiplier behind 余, 多 or 个: 20余万, 3千多万, 两个亿; and the 多 of 3亿多元.
    fn multiply(&mut self, window: &Window<'_>) -> Option<()> {
        let numeral = window.numerals.get(self.first)?;
        let tail = window.text.get(self.end..)?;
        let from = if let Some(behind) = pieces(tail) {
            self.end + behind
        } else if self.end > numeral.range.end {
            self.end
        } else {
            if let Some(rest) = tail.strip_prefix("多元").filter(|_| numeral.traits.multiplier && !numeral.traits.bare)
                && !rest.starts_with(['化', '素', '主', '文', '共', '格', '投', '体', '价', '的'])
            {
                (self.end, self.bound) = (self.end + '多'.len_utf8(), Bound::Over);
            }
            return Some(());
        };
        let Some((index, multiplier)) = numeral_at(window, self.last + 1, from).filter(|(_, next)| next.traits.bare)
        else {
            return Some(());
        };
        let scale = multiplier.value?;
        self.low = self.low.checked_mul(scale)?;
        self.high = match self.high {
            Some(high) => Some(high.checked_mul(scale)?),
            None => None,
        };
        (self.end, self.last) = (multiplier.excess_end, index);
        Some(())
    }

    /// The numeral itself.
    pub(super) fn numeral<'w>(&self, window: &'w Window<'_>) -> Option<&'w Numeral> {
        window.numerals.get(self.first)
    }

    /// Joins the amount after a range sign at `at` (behind this amount or behind its unit): 5-8, 三至五, 10—20万.
    /// `None` where there is no range sign, no number, or no ascending range.
    pub(super) fn range_to(&self, window: &Window<'_>, at: usize) -> Option<Self> {
        let from = connector(window.text, at)?;
        let (index, next) = numeral_at(window, self.last + 1, from)?;
        let upper = Self::read(window, index)?;
        if self.high.is_some() || upper.high.is_some() || next.traits.signed && upper.low.is_sign_negative() {
            return None;
        }
        let mut low = self.low;
        if at == self.end {
            low = share_multiplier(window, self, &upper).unwrap_or(low);
        }
        (low < upper.low).then_some(Self {
            start: self.start,
            end: upper.end,
            low,
            high: Some(upper.low),
            bound: upper.bound.or(Bound::About),
            first: self.first,
            last: upper.last,
        })
    }
}

/// The numeral that begins at `at`, and its index, sought from the numeral `from`. A numeral before it may be part of a
/// unit: 两 of 9两半.
pub(super) fn numeral_at<'w>(window: &'w Window<'_>, from: usize, at: usize) -> Option<(usize, &'w Numeral)> {
    let numerals = window.numerals.get(from..)?;
    let skipped = numerals.iter().take_while(|numeral| numeral.range.start < at).count();
    numerals.get(skipped).filter(|numeral| numeral.range.start == at).map(|numeral| (from + skipped, numeral))
}

/// What range signs begin with, a space before them included.
static CONNECTS: CharSet = CharSet::of(" ").with_firsts(CONNECTORS);
/// Signs of ranges, the longer before the shorter.
const CONNECTORS: &[&str] = &["——", "--", "至", "到", "-", "—", "–", "－", "~", "～", "〜", "∼"];

/// The end of the range sign at `at`: 至, 到, `-`, `—`, `~`, with a space on either side.
pub(super) fn connector(text: &str, at: usize) -> Option<usize> {
    let tail = text.get(at..)?;
    tail.chars().next().filter(|&c| CONNECTS.has(c))?;
    let inner = tail.strip_prefix(' ').unwrap_or(tail);
    let sign = CONNECTORS.iter().find(|sign| inner.starts_with(**sign))?;
    let rest = inner.get(sign.len()..)?;
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    Some(text.len() - rest.len())
}

/// What may carry an amount on behind its numeral: 个亿, 多元, and the signs of ranges.
static CARRIES_ON: CharSet = CharSet::of("个個多").with_firsts(CONNECTORS);

/// Whether a unit that begins with one of `units` may stand behind the numeral `index`, or behind what carries it on. It is
/// asked of every numeral, before anything is read; `false` is certain.
pub(super) fn unit_may_follow(window: &Window<'_>, index: usize, units: impl Fn(char) -> bool) -> bool {
    let Some(numeral) = window.numerals.get(index) else { return false };
    let end = numeral.range.end;
    if numeral.excess_end > end || window.numerals.get(index + 1).is_some_and(|next| next.range.start == end) {
        return true;
    }
    let tail = window.text.get(end..).unwrap_or_default();
    let blanks = tail.bytes().take_while(|&byte| byte == b' ').count();
    tail.get(blanks..).and_then(|tail| tail.chars().next()).is_some_and(|c| units(c) || CARRIES_ON.has(c))
}

/// Where 亿 stands in `tail`, where that is the 个亿 of 两个亿: 100 million twice. Of 两个亿元项目, 3个亿吨级港口 and 两个亿万富翁 things are
/// counted that have the 亿 in their names.
pub(super) fn pieces(tail: &str) -> Option<usize> {
    let rest = tail.strip_prefix("个亿").or_else(|| tail.strip_prefix("個億"))?;
    let named = match rest.strip_prefix('元') {
        Some(behind) => behind.starts_with(|c: char| c.is_alphanumeric() && c != '左'),
        None => rest.starts_with(OF_NAMES) && !rest.starts_with("人民币"),
    };
    (!named).then_some('个'.len_utf8())
}

/// What stands behind the 亿 of a name: 亿级, 亿万, 亿吨大港, 亿斤粮县.
const OF_NAMES: [char; 14] = ['级', '万', '萬', '吨', '斤', '公', '人', '亩', '平', '立', '千', '度', '米', '方'];

/// What 几十, 数百 and 数十亿 are more than: 10, 100, 1000000000.
fn floor(text: &str, numeral: &Numeral) -> Option<Decimal> {
    if !numeral.traits.unknown {
        return None;
    }
    let words = text.get(numeral.range.clone())?;
    parse(words.strip_prefix(['几', '数', '幾', '數'])?)
}

/// The value of `words`, where they are one plain numeral.
pub(super) fn parse(words: &str) -> Option<Decimal> {
    let mut found = Vec::new();
    numeral::scan(words, &mut found);
    match found.as_slice() {
        [one] if one.range == (0..words.len()) && one.form == Form::Plain => one.value,
        _ => None,
    }
}

/// Multipliers that the upper end of a range lends to the lower: 2-3万, 七千到九千亿. Not 十: 三到五十 is what it says.
const LENT: [char; 8] = ['百', '千', '万', '亿', '佰', '仟', '萬', '億'];

/// The lower end of a range with the multiplier of the upper end, where it has none itself.
fn share_multiplier(window: &Window<'_>, low: &Amount, high: &Amount) -> Option<Decimal> {
    let words = |amount: &Amount| window.text.get(amount.numeral(window)?.range.clone());
    let (low_words, high_words) = (words(low)?, words(high)?);
    let stem = high_words.trim_end_matches(LENT);
    let mut lent = high_words.get(stem.len()..)?;
    if lent.is_empty() || stem.is_empty() {
        return None;
    }
    let own = low_words.get(low_words.trim_end_matches(LENT).len()..)?;
    if !own.is_empty() {
        // 七千到九千亿 lends 亿; 5万-20万 lends nothing.
        lent = lent.strip_prefix(own)?;
    } else if low_words.chars().next_back().is_some_and(|c| "十拾廿卅".contains(c))
        && lent.starts_with(['百', '千', '佰', '仟'])
    {
        return None;
    }
    if lent.is_empty() {
        return None;
    }
    let mut digits = String::with_capacity(low_words.len() + lent.len());
    digits.push_str(low_words);
    digits.push_str(lent);
    parse(&digits).filter(|&scaled| scaled < high.low)
}

/// A unit of a table head without its multiplier: 万元 is 10000 and 元.
pub(super) fn split_multiplier(unit: &str) -> (Decimal, &str) {
    let name = unit.trim_start_matches(['十', '百', '千', '万', '亿', '萬', '億']);
    let multiplier = unit.get(..unit.len() - name.len()).unwrap_or_default();
    match parse(multiplier) {
        Some(scale) => (scale, name),
        None => (Decimal::ONE, unit),
    }
}
