//! Reads the sum of money that begins with a numeral, or with the sign before it.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{
    Money,
    currency::{self, Name, Rank},
};
use crate::mention::{
    Bound, Window,
    amount::{self, Amount},
    bound, number,
};
use crate::text::numeral::Style;

/// A sum, its place, and the last numeral in it.
pub(super) struct Read {
    pub(super) range: Range<usize>,
    pub(super) money: Money,
    pub(super) last: usize,
}

/// Characters after 元, 圆 and 角 that make other words: 二元结构, 一元化, 元旦, 圆桌.
const OTHER_YUAN: &str = "化素器旦宵首帅朝论次方区桥组桌形满明润环心楼星钱";

/// A number of a main unit, and its parts.
struct Sum {
    value: Decimal,
    name: Option<Name>,
    /// Where the unit is printed.
    unit: Range<usize>,
    end: usize,
    last: usize,
}

/// The sum that begins with the numeral `index`, or with words before it that begin at `from` or later.
pub(super) fn money(window: &Window<'_>, index: usize, from: usize) -> Option<Read> {
    let text = window.text;
    if !may_be_money(window, index) {
        return None;
    }
    let mut amount = Amount::read(window, index)?;
    let front = Front::read(text, amount.start, from);
    let mut sum = match sum(window, &amount, front.code) {
        Some(sum) => sum,
        None => {
            amount = amount.range_to(window, amount.end)?;
            sum(window, &amount, front.code)?
        }
    };
    let mut high = amount.high;
    if high.is_none()
        && let Some((bound, upper)) = upper(window, &sum, front.code)
    {
        (high, amount.bound) = (Some(upper.value), bound.or(Bound::About));
        sum = Sum { value: sum.value, unit: sum.unit, ..upper };
    }
    let mut currency = sum.name.map(|name| name.code);
    // 元 counts the currency that stands before the number, or behind the unit.
    if let Some(code) = front.code
        && sum.name.is_none_or(|name| matches!(name.rank, Rank::Yuan | Rank::Piece | Rank::Tenth))
    {
        currency = Some(code);
    }
    let currency = currency?;
    let mut limit = front.bound;
    if window.numerals.get(index)?.traits.bare
        && amount.bound == Bound::Exact
        && limit == Bound::Exact
        && high.is_none()
    {
        // 万元 is the unit of a table; 上万元 and 过百元 are amounts.
        limit = bound::of_bare(text, amount.start)?;
    }
    let mut end = sum.end;
    if let Some((bound, to)) = bound::after(text, end) {
        (limit, end) = (bound, to);
    }
    let unit = match sum.name {
        Some(_) => unit_words(window, &amount, sum.unit)?,
        None => front.words.and_then(|words| text.get(words)).unwrap_or_default().to_owned(),
    };
    let bound = limit.or(amount.bound);
    let money = Money { amount: sum.value, high, currency, unit, bound };
    Some(Read { range: front.start..end, money, last: sum.last })
}

/// Whether a word of money may stand behind the numeral, or one before it: no other numeral is looked at closer.
fn may_be_money(window: &Window<'_>, index: usize) -> bool {
    let before = || {
        let start = window.numerals.get(index).map_or(0, |numeral| numeral.range.start);
        let head = window.text.get(..start).unwrap_or_default();
        head.chars().next_back().is_some_and(|c| c == ' ' || bound::may_end(c) || currency::may_end(c))
    };
    amount::unit_may_follow(window, index, currency::begins) || before()
}

/// What stands before the number: a hedge, and a sign or name of a currency.
struct Front {
    start: usize,
    code: Option<&'static str>,
    words: Option<Range<usize>>,
    bound: Bound,
}

impl Front {
    /// Reads back from `at`: 约人民币, 人民币约, ￥.
    fn read(text: &str, at: usize, from: usize) -> Self {
        let hedge = bound::before(text, at);
        let mut front = Self { start: hedge.start, code: None, words: None, bound: hedge.bound };
        let head = text.get(..hedge.outer).unwrap_or_default();
        let trimmed = head.trim_end_matches(' ');
        if head.len() - trimmed.len() <= 2
            && let Some((start, code, sign)) = currency::before(trimmed)
            && start >= from
            && !(sign && hedge.outer < at)
        {
            front.code = Some(code);
            front.words = Some(start..trimmed.len());
            front.start = start;
            if front.bound == Bound::Exact {
                let hedge = bound::before(text, start);
                (front.start, front.bound) = (hedge.start, hedge.bound);
            }
        }
        front
    }
}

/// The unit and the parts behind an amount. Without a unit, the currency before the number must stand for it.
fn sum(window: &Window<'_>, amount: &Amount, front: Option<&'static str>) -> Option<Sum> {
    let text = window.text;
    let tail = text.get(amount.end..)?;
    let numeral = amount.numeral(window)?;
    let space = usize::from(numeral.style != Style::Han && tail.starts_with(' '));
    let at = amount.end + space;
    let found = currency::at(text.get(at..)?).find(|&(word, name)| fits(window, amount, at, word, name, front));
    let Some((word, name)) = found else {
        // 港币三个一毫四
        if let Some(sum) = front.and_then(|code| pieces(window, amount, code)) {
            return Some(sum);
        }
        let bare = !tail.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '%' || c == '‰');
        let unit = amount.end..amount.end;
        let bare = front.is_some() && bare && amount.bound == Bound::Exact;
        return bare.then_some(Sum { value: amount.low, name: None, unit, end: amount.end, last: amount.last });
    };
    let end = at + word.len();
    let mut sum = Sum { value: amount.low, name: Some(name), unit: at..end, end, last: amount.last };
    match name.rank {
        Rank::Yuan | Rank::Piece | Rank::Named => {
            if amount.high.is_none() {
                sum.add_parts(window, name);
            }
            sum.close(text);
        }
        Rank::Tenth => {
            sum.value = sum.value.checked_mul(Decimal::new(1, 1))?;
            sum.add_cents(window);
        }
        Rank::Hundredth | Rank::NamedHundredth => sum.value = sum.value.checked_mul(Decimal::new(1, 2))?,
    }
    Some(sum)
}

/// Whether `word` behind the number is money there.
fn fits(window: &Window<'_>, amount: &Amount, at: usize, word: &str, name: Name, front: Option<&str>) -> bool {
    let text = window.text;
    let rest = text.get(at + word.len()..).unwrap_or_default();
    let next = rest.chars().next();
    let han = amount.numeral(window).is_some_and(|numeral| numeral.style == Style::Han);
    let numeral_next = || amount::numeral_at(window, amount.last + 1, at + word.len());
    let closed = || {
        numeral_next().is_some()
            || bound::after(text, at + word.len()).is_some()
            || !next.is_some_and(char::is_alphanumeric)
            || next.is_some_and(|c| "钱錢整正的和与及或至到多".contains(c))
    };
    match name.rank {
        Rank::Yuan => {
            let short = han && text.get(amount.start..at).is_some_and(|words| words.chars().count() == 1);
            let other = next
                .is_some_and(|c| OTHER_YUAN.contains(c) && (han || !word.starts_with('元') || "素器旦".contains(c)));
            !other
                && !(short && (rest.starts_with("结构") || rest.starts_with("里") || rest.starts_with("正")))
                && !["一次", "二次", "三次"].iter().any(|degree| han && rest.starts_with(degree))
        }
        Rank::Piece => front.is_some() || closed(),
        Rank::Named => word != "盾" && word != "镑" || closed(),
        // 三角 and 五角 are shapes, 两毛 is money.
        Rank::Tenth if word == "角" => {
            !next.is_some_and(|c| c != '钱' && c != '整' && c.is_alphabetic()) && !han
                || numeral_next().is_some_and(|(_, numeral)| {
                    text.get(numeral.range.end..).is_some_and(|tail| tail.starts_with('分'))
                })
                || next == Some('钱')
                || front.is_some()
        }
        Rank::Tenth => closed() && !rest.starts_with(['米', '升', '克']),
        Rank::Hundredth => front.is_some() && closed(),
        Rank::NamedHundredth => true,
    }
}

/// 港币三个一毫四: 个 counts the main unit behind the name of the currency.
fn pieces(window: &Window<'_>, amount: &Amount, code: &'static str) -> Option<Sum> {
    let tail = window.text.get(amount.end..)?;
    let word = ["个", "個"].into_iter().find(|word| tail.starts_with(word))?;
    let end = amount.end + word.len();
    let name = Name { code, rank: Rank::Piece };
    let mut sum = Sum { value: amount.low, name: Some(name), unit: amount.end..end, end, last: amount.last };
    sum.add_parts(window, name);
    (sum.end > end).then_some(sum)
}

impl Sum {
    /// Adds 角 and 分, or the bare digit behind 块: 五元三角, 五元零三分, 三块五, 两块半.
    fn add_parts(&mut self, window: &Window<'_>, main: Name) {
        let tail = window.text.get(self.end..).unwrap_or_default();
        if main.rank == Rank::Yuan {
            let (rest, cents) = number::tenths(tail);
            if let Some(sum) = self.value.checked_add(cents).filter(|_| rest.len() < tail.len()) {
                (self.value, self.end) = (sum, self.end + tail.len() - rest.len());
                let inside = window.numerals.iter().skip(self.last + 1);
                self.last += inside.take_while(|numeral| numeral.range.start < self.end).count();
                return;
            }
        }
        let Some((index, part)) = amount::numeral_at(window, self.last + 1, self.end) else { return };
        let Some(value) = part.value.filter(|_| !part.is_approximate() && !part.traits.signed) else { return };
        let tail = window.text.get(part.range.end..).unwrap_or_default();
        let single = part.range.len() <= 3 && (value.is_integer() || part.traits.half);
        let named = currency::at(tail).find(|(_, name)| {
            name.rank == Rank::NamedHundredth && name.code == main.code
                || matches!(name.rank, Rank::Tenth | Rank::Hundredth)
        });
        let (scale, word) = match named {
            Some((word, name)) if name.rank == Rank::Tenth => (Decimal::new(1, 1), word),
            Some((word, _)) => (Decimal::new(1, 2), word),
            None if part.traits.half => (Decimal::ONE, ""),
            None if main.rank == Rank::Piece && single => (Decimal::new(1, 1), ""),
            None => return,
        };
        if word.is_empty() && tail.starts_with(|c: char| c.is_alphabetic() && !"至到钱左以".contains(c)) {
            return;
        }
        let Some(sum) = value.checked_mul(scale).and_then(|more| self.value.checked_add(more)) else { return };
        (self.value, self.last, self.end) = (sum, index, part.range.end + word.len());
        if scale == Decimal::new(1, 1) && !word.is_empty() {
            self.add_cents(window);
        }
        if window.text.get(self.end..).is_some_and(|tail| tail.starts_with('钱')) {
            self.end += '钱'.len_utf8();
        }
    }

    /// Adds 分, or the bare digit behind 毛: 六角七分, 七毛八.
    fn add_cents(&mut self, window: &Window<'_>) {
        let Some((index, part)) = amount::numeral_at(window, self.last + 1, self.end) else { return };
        let Some(value) = part.value.filter(|_| !part.is_approximate() && !part.traits.signed) else { return };
        let tail = window.text.get(part.range.end..).unwrap_or_default();
        let word = ["分", "仙"].into_iter().find(|word| tail.starts_with(word)).unwrap_or_default();
        let bare = part.traits.single || part.range.len() == 1;
        if !value.is_integer() || word.is_empty() && (!bare || tail.starts_with(|c: char| c.is_alphanumeric())) {
            return;
        }
        let Some(sum) = value.checked_mul(Decimal::new(1, 2)).and_then(|more| self.value.checked_add(more)) else {
            return;
        };
        (self.value, self.last, self.end) = (sum, index, part.range.end + word.len());
        if window.text.get(self.end..).is_some_and(|tail| tail.starts_with('钱')) {
            self.end += '钱'.len_utf8();
        }
    }

    /// Takes 整 and 正, and the currency that is named behind 元: 三万元欧元.
    fn close(&mut self, text: &str) {
        let tail = |end: usize| text.get(end..).unwrap_or_default();
        if let Some(main) = self.name.filter(|name| name.rank == Rank::Yuan) {
            let named = currency::at(tail(self.end)).find(|(_, name)| name.rank == Rank::Named);
            // 欧元区 and 美元化 are other words.
            if let Some((word, name)) = named
                && main.code == "CNY"
                && !tail(self.end + word.len()).starts_with(['区', '化', '指'])
            {
                self.name = Some(name);
                self.unit.end = self.end + word.len();
                self.end = self.unit.end;
            }
        }
        let rest = tail(self.end);
        let whole = rest.starts_with(['整', '正']) && {
            let next = rest.chars().nth(1);
            !next.is_some_and(char::is_alphanumeric)
        };
        if whole {
            self.end += '整'.len_utf8();
        }
    }
}

/// The upper end of a range whose lower end is `low`, with its own unit and sign: 1万元至5万元, $10-$20.
fn upper(window: &Window<'_>, low: &Sum, front: Option<&'static str>) -> Option<(Bound, Sum)> {
    let from = amount::connector(window.text, low.end)?;
    let index = low.last + 1;
    let next = window.numerals.get(index)?;
    let between = window.text.get(from..next.range.start)?;
    let repeated = between.is_empty() || currency::before(between).is_some_and(|(start, ..)| start == 0);
    let amount = Amount::read(window, index).filter(|amount| repeated && amount.high.is_none())?;
    let upper = sum(window, &amount, front)?;
    let code = |sum: &Sum| sum.name.map(|name| name.code);
    (code(&upper) == code(low) && upper.value > low.value).then_some((amount.bound, upper))
}

/// The unit as printed, with the one multiplier of figures: 万元 of 160.5万元.
fn unit_words(window: &Window<'_>, amount: &Amount, unit: Range<usize>) -> Option<String> {
    let numeral = window.numerals.get(amount.last)?;
    let words = window.text.get(numeral.range.clone())?;
    let name = window.text.get(unit)?;
    let multiplier = match numeral.style {
        Style::Mixed => words.get(words.trim_end_matches(['百', '千', '万', '亿', '萬', '億']).len()..)?,
        _ => "",
    };
    Some([multiplier, name].concat())
}
