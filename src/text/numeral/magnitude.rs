//! The grammar of one magnitude（数目）: digits and units, Arabic, Han or mixed, without sign or fraction.

use super::{
    Traits,
    amount::Amount,
    digits, table,
    token::{excess, metric_prefix, neighbours, peek, point, row, skip_blanks, unit},
};

/// A magnitude that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Magnitude {
    pub(super) end: usize,
    /// `None` where it is unknown or too long.
    pub(super) amount: Option<Amount>,
    /// How much higher the upper end of a range of neighbouring digits is.
    pub(super) spread: Option<Amount>,
    pub(super) traits: Traits,
    pub(super) arabic: bool,
    pub(super) han: bool,
}

/// What is known in the course of reading.
#[derive(Clone, Copy, Default)]
struct State {
    /// What the big units have closed.
    total: Option<Amount>,
    /// What stands behind the last big unit.
    section: Option<Amount>,
    spread: Option<Amount>,
    /// Power of the last unit in the section; nothing at its beginning.
    small: Option<u32>,
    /// Power of the last big unit, and of the biggest.
    big: Option<(u32, u32)>,
    /// Power of the unit just read, where nothing stands behind it yet.
    last: Option<u32>,
    /// Place behind what was read.
    end: usize,
    traits: Traits,
    arabic: bool,
    han: bool,
}

impl State {
    fn new(at: usize) -> Self {
        Self { total: Some(Amount::default()), section: Some(Amount::default()), end: at, ..Self::default() }
    }

    fn add(&mut self, amount: Option<Amount>) {
        self.section = self.section.zip(amount).and_then(|(a, b)| a.plus(b));
    }

    /// Steps over a unit below 万, whose digit stands in the section already.
    fn step(&mut self, power: u32, end: usize) {
        (self.small, self.last, self.end) = (Some(power), Some(power), end);
        self.traits.multiplier = true;
    }

    /// Closes the section with a unit of at least 万.
    fn close(&mut self, power: u32, end: usize) -> bool {
        let open = self.small.is_some() || self.section.is_none_or(|n| !n.is_zero());
        let shift = |n: Option<Amount>| n.and_then(|n| n.shift(power));
        let sum = |a: Option<Amount>, b: Option<Amount>| a.zip(b).and_then(|(a, b)| a.plus(b));
        match self.big {
            // 三亿五千万: a smaller unit closes its own section.
            Some((last, _)) if open && power < last => {
                self.total = sum(self.total, shift(self.section));
                self.big = self.big.map(|(_, most)| (power, most));
            }
            // 一万五千亿: a bigger one multiplies all before it.
            Some((_, most)) if open && power > most => {
                self.total = shift(sum(self.total, self.section));
                self.big = Some((power, power));
            }
            Some(_) if open => return false,
            // 三十万亿, 三万万: units in a row.
            Some((last, most)) if power >= last => {
                self.total = shift(self.total);
                self.big = Some((power, most.max(last + power)));
            }
            Some(_) => return false,
            None => {
                self.total = shift(self.section);
                self.big = Some((power, power));
            }
        }
        self.spread = self.spread.and_then(|n| n.shift(power));
        (self.section, self.small, self.last, self.end) = (Some(Amount::default()), None, Some(power), end);
        self.traits.multiplier = true;
        self.han = true;
        true
    }

    /// Reads a unit, with an excess before it, behind a coefficient that stands in the section already.
    fn bigs(&mut self, text: &str, arabic: bool) {
        loop {
            let past = excess(text, self.end).filter(|_| self.last.is_some() || arabic);
            let Some((power, end)) = unit(text, past.unwrap_or(self.end), arabic) else { return };
            if power < 4 || !self.close(power, end) {
                return;
            }
            self.traits.more |= past.is_some();
        }
    }
}

/// Reads the magnitude at `at`.
pub(super) fn magnitude(text: &str, at: usize) -> Option<Magnitude> {
    let mut state = State::new(at);
    let mut closed = first(text, &mut state)?;
    while !closed {
        closed = !more(text, &mut state);
    }
    fraction_part(text, &mut state);
    let State { total, section, spread, mut traits, end, arabic, han, .. } = state;
    let amount = if traits.unknown { None } else { total.zip(section).and_then(|(a, b)| a.plus(b)) };
    let length = text.get(at..end)?.len();
    traits.single = han && length == 3;
    Some(Magnitude { end, amount, spread, traits, arabic, han })
}

/// Reads the first digits and the unit behind them; tells whether nothing may follow.
fn first(text: &str, state: &mut State) -> Option<bool> {
    let (c, next) = peek(text, state.end)?;
    if c.is_ascii_digit() || c == '.' {
        let literal = digits::literal(text, state.end)?;
        state.arabic = true;
        state.traits.grouped = literal.grouped;
        state.traits.point = literal.point;
        (state.section, state.end) = (literal.amount, literal.end);
        let unit = unit(text, state.end, true);
        if let Some((power @ 1..4, end)) = unit {
            state.section = literal.amount.and_then(|n| n.shift(power));
            state.step(power, end);
            state.han = true;
        }
        state.bigs(text, true);
        return Some(unit.is_none() || literal.point);
    }
    state.han = true;
    if let Some(digit) = table::tens(c) {
        state.section = Some(Amount::int(u64::from(digit) * 10));
        (state.small, state.last, state.end) = (Some(1), Some(1), next);
        state.bigs(text, false);
        return Some(false);
    }
    if let Some(power) = table::unit(c) {
        // 近兆字节: the 兆 is the unit's.
        if power == 12 && metric_prefix(text, state.end) {
            return None;
        }
        // 十五 has its one unwritten; so may 百三 and 千万, which more often are parts of words.
        state.traits.bare = power > 1;
        if let 1..4 = power {
            state.section = Amount::int(1).shift(power);
            state.step(power, next);
        } else {
            state.section = Some(Amount::int(1));
            state.close(power, next);
        }
        state.bigs(text, false);
        return Some(false);
    }
    if table::unknown(c) || c == '若' {
        return unknown_first(text, state, c, next);
    }
    let row = row(text, state.end)?;
    let follower = unit(text, row.ends.2, false);
    let adjacent = row.len == 2 && neighbours(row.pair);
    let (low, apart) = row.range();
    match (row.len, follower) {
        // 零百 is nothing.
        (1, Some((2.., _))) if row.pair.0 == 0 => {
            state.end = row.ends.0;
            Some(true)
        }
        (1, Some((power @ 1..4, end))) => {
            state.section = Amount::int(row.pair.0.max(1).into()).shift(power);
            state.step(power, end);
            state.bigs(text, false);
            Some(false)
        }
        (1, Some(_)) => {
            (state.section, state.end) = (row.amounts.0, row.ends.0);
            state.bigs(text, false);
            Some(false)
        }
        (2, Some((power @ 1..4, end))) if adjacent => {
            (state.section, state.spread) = (low.shift(power), apart.shift(power));
            state.step(power, end);
            state.bigs(text, false);
            Some(true)
        }
        (2, Some(_)) if adjacent => {
            (state.section, state.spread, state.end) = (Some(low), Some(apart), row.ends.2);
            state.bigs(text, false);
            Some(true)
        }
        // 一五〇万: digits in a row times a big unit.
        (_, Some((4.., _))) => {
            (state.section, state.end) = (row.amounts.0, row.ends.2);
            state.traits.positional = true;
            state.bigs(text, false);
            Some(true)
        }
        // 十七十八: the last digit belongs to the unit behind it.
        (2.., Some(_)) => {
            (state.section, state.end) = (row.amounts.1, row.ends.1);
            state.traits.positional = row.len > 2;
            Some(true)
        }
        (1, None) => {
            (state.section, state.end) = (row.amounts.0, row.ends.2);
            Some(true)
        }
        (2, None) if adjacent && point(text, row.ends.2).is_none() => {
            (state.section, state.spread, state.end) = (Some(low), Some(apart), row.ends.2);
            Some(true)
        }
        _ => {
            (state.section, state.end) = (row.amounts.0, row.ends.2);
            state.traits.positional = true;
            Some(true)
        }
    }
}

/// 几, 几十万, 数百, 若干.
fn unknown_first(text: &str, state: &mut State, c: char, next: usize) -> Option<bool> {
    state.traits.unknown = true;
    state.end = next;
    if c == '若' {
        state.end = peek(text, next).filter(|&(c, _)| c == '干')?.1;
        return Some(true);
    }
    match unit(text, next, false) {
        Some((power @ 1..4, end)) => state.step(power, end),
        Some(_) => {}
        // 数 without a unit is a noun.
        None if matches!(c, '数' | '數') => return None,
        None => return Some(true),
    }
    state.bigs(text, false);
    Some(true)
}

/// Reads one more group of zero, digits and unit; tells whether another may follow.
fn more(text: &str, state: &mut State) -> bool {
    let Some(mut last) = state.last else { return false };
    let before = *state;
    let mut at = skip_blanks(text, state.end);
    let mut zero = false;
    for _ in 0..2 {
        match peek(text, at) {
            Some((c, next)) if table::digit(c) == Some(0) => {
                zero = true;
                at = skip_blanks(text, next);
            }
            _ => break,
        }
    }
    let Some((c, next)) = peek(text, at) else { return false };
    let room = state.small.unwrap_or(4);
    if c.is_ascii_digit() {
        return more_arabic(text, state, at, zero, last);
    }
    if let Some(digit) = table::tens(c).filter(|_| room > 1) {
        state.add(Some(Amount::int(u64::from(digit) * 10)));
        (state.small, state.last, state.end) = (Some(1), Some(1), next);
        state.bigs(text, false);
        return true;
    }
    // 一千零十, 一百十五: the one before 十 unwritten.
    if table::unit(c) == Some(1) && room > 1 && (zero || last <= 3) {
        state.add(Some(Amount::int(10)));
        state.step(1, next);
        state.bigs(text, false);
        return true;
    }
    if table::unknown(c) {
        return more_unknown(text, state, c, next, room);
    }
    let Some(row) = row(text, at) else { return false };
    if row.pair.0 == 0 {
        return false;
    }
    let (low, apart) = row.range();
    // 十三五 is no range, as 三五天 is.
    let adjacent = row.len == 2 && neighbours(row.pair) && (last > 1 || row.pair != (3, 5));
    // 二十五千克: the 千 that finds no place is the unit's.
    let own = |&(power, _): &(u32, usize)| power < room || power >= 4 || !metric_prefix(text, row.ends.2);
    match unit(text, row.ends.2, false).filter(own) {
        Some((power @ 1..4, end)) if power < room && (row.len == 1 || adjacent) => {
            state.add(low.shift(power));
            if adjacent {
                state.spread = apart.shift(power);
            }
            state.step(power, end);
            state.bigs(text, false);
            row.len == 1
        }
        // 十三万, 一百零三万, 十七八万: ones before a big unit.
        Some((power @ 4.., end)) if (row.len == 1 || adjacent) && (zero || last == 1 || last >= 4) => {
            state.add(Some(low));
            if adjacent {
                state.spread = Some(apart);
            }
            if !state.close(power, end) {
                *state = before;
                return false;
            }
            state.bigs(text, false);
            row.len == 1
        }
        // 五十九千: the digit before the unit begins another numeral.
        Some(_) if !(row.len == 2 && (zero || last == 1)) => false,
        follower => {
            if zero {
                last = 1;
            }
            if adjacent && follower.is_none() {
                state.spread = apart.shift(last - 1);
                state.end = row.ends.2;
            } else if row.len == 1 || last == 1 {
                state.end = row.ends.0;
            } else {
                return false;
            }
            if table::counts_only(row.first) {
                *state = before;
                return false;
            }
            state.add(low.shift(last - 1));
            state.traits.shorthand = last > 1;
            state.traits.multiplier = false;
            state.last = None;
            false
        }
    }
}

/// Arabic digits behind a unit: 3亿4500万, 1千零1, 1万600.
fn more_arabic(text: &str, state: &mut State, at: usize, zero: bool, last: u32) -> bool {
    let before = *state;
    let Some(literal) = digits::literal(text, at).filter(|n| state.arabic && !n.point && !n.grouped) else {
        return false;
    };
    let room = state.small.unwrap_or(last.min(8)) as usize;
    if literal.width > room.max(1) {
        return false;
    }
    match unit(text, literal.end, true) {
        Some((power @ 1..4, end)) if literal.width == 1 && power < state.small.unwrap_or(4) => {
            state.add(literal.amount.and_then(|n| n.shift(power)));
            state.step(power, end);
            state.bigs(text, true);
            true
        }
        Some((power @ 4.., end)) => {
            state.add(literal.amount);
            if !state.close(power, end) {
                *state = before;
                return false;
            }
            state.bigs(text, true);
            true
        }
        Some(_) => false,
        // A blank before plain digits parts two numbers: 2万 300.
        None if at == state.end || zero => {
            let short = literal.width == 1 && !zero && last > 1;
            state.add(if short { literal.amount.and_then(|n| n.shift(last - 1)) } else { literal.amount });
            state.end = literal.end;
            state.traits.shorthand = short;
            state.traits.multiplier = false;
            state.last = None;
            false
        }
        None => false,
    }
}

/// 二十几, 二十几万, 一千几百: more than what was read.
fn more_unknown(text: &str, state: &mut State, c: char, next: usize, room: u32) -> bool {
    let follower = unit(text, next, false);
    let named = matches!(c, '几' | '幾');
    match follower {
        Some((power @ 1..4, end)) if power < room => state.step(power, end),
        // Before 万 数 is no noun: 二十数万.
        Some((4.., _)) => {
            state.small = Some(1);
            state.last = Some(1);
            state.end = next;
        }
        None if named => {
            state.end = next;
            state.last = None;
            state.traits.multiplier = false;
        }
        _ => return false,
    }
    state.traits.more = true;
    state.bigs(text, false);
    false
}

/// Reads 点 and the digits behind it, unless they are minutes: 八点三十, 五点一刻.
fn fraction_part(text: &str, state: &mut State) {
    let vague = state.spread.is_some() || state.traits.unknown || state.traits.more;
    if state.arabic || vague || state.traits.shorthand {
        return;
    }
    let Some(mut at) = point(text, state.end) else { return };
    // 两点 is an hour.
    let whole = text.get(..state.end).and_then(|before| before.chars().next_back());
    if whole.is_some_and(table::counts_only) {
        return;
    }
    let mut part = Some(Amount::default());
    let mut end = at;
    while let Some((c, next)) = peek(text, at) {
        let digit = match c {
            '0'..='9' => c as u8 - b'0',
            _ => match table::digit(c) {
                Some(digit) if !table::counts_only(c) => digit,
                _ => break,
            },
        };
        part = part.and_then(|n| n.push(digit, true));
        (at, end) = (next, next);
    }
    let behind = peek(text, end).map(|(c, _)| c);
    if behind.is_some_and(|c| "十百千拾佰仟刻钟鐘整点點".contains(c)) {
        return;
    }
    state.add(part);
    state.end = end;
    state.traits.point = true;
    state.traits.spoken_point = true;
    state.traits.multiplier = false;
    // 二十点一万: a big unit multiplies all of it.
    if state.big.is_none() {
        state.last = None;
        state.bigs(text, false);
    }
}
