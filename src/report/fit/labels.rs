//! Which row or column a printed label means（指标名称匹配）.
//!
//! A label is compared by its letters alone: numbering marks, widths, spaces, line breaks and punctuation do not count,
//! and a note in brackets may be missing. What is left may differ by a slip of the pen, as long as the slip cannot make
//! one row of a table into another.

#[cfg(test)]
mod tests;

use crate::{
    report::catalogue::{Form, Line},
    text::{
        char_set::CharSet,
        hash::OwnMap,
        pair_set::{PairSet, hash},
    },
};

/// Longest text that is compared with labels, in letters.
const LONGEST: usize = 80;

/// Which side of a table a label stands on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Axis {
    /// A row label.
    Row,
    /// A column head.
    Column,
}

/// A row or column of a block of a form, by indices.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Item {
    /// Index of the form.
    pub(crate) form: u8,
    /// Index of its block.
    pub(crate) block: u8,
    /// Row or column.
    pub(crate) axis: Axis,
    /// Index within.
    pub(crate) index: u16,
}

impl Item {
    /// Form and block.
    pub(crate) fn table(self) -> (u8, u8) {
        (self.form, self.block)
    }
}

/// A spelling and what it may mean.
#[derive(Debug)]
pub(crate) struct Spelling {
    /// Its letters.
    pub(crate) letters: Vec<char>,
    /// The rows and columns it stands for.
    pub(crate) items: Vec<Item>,
    /// The number printed before it: `2` of `2.重复申请`.
    pub(crate) marks: Vec<String>,
    /// Fewest edits to a label of another row or column of the same table.
    apart: usize,
    /// Its letters as [`signature`] has them.
    signature: u64,
}

/// Every spelling of every label.
#[derive(Debug)]
pub(crate) struct Labels {
    spellings: Vec<Spelling>,
    exact: OwnMap<Vec<char>, usize>,
    /// How every spelling begins, by the hash of its first two letters, the longest first.
    starts: Vec<Start>,
    /// Where in `starts` each hash begins, and the end of the last.
    buckets: Vec<u16>,
    /// Which characters a spelling may begin with, in any of their widths.
    firsts: CharSet,
    /// The pairs of letters that one begins with.
    pairs: PairSet,
}

/// How a spelling begins.
#[derive(Debug)]
struct Start {
    pair: [char; 2],
    /// The letter behind them: most that begin alike part here.
    third: Option<char>,
    /// Place of the spelling.
    index: usize,
}

/// `c` as labels are compared; `None` where it does not count.
pub(crate) fn letter(c: char) -> Option<char> {
    let c = match c {
        '它' => '他',
        '一'..='龥' => return Some(c),
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0)?,
        _ => c,
    };
    (c.is_alphanumeric() && !is_mark_letter(c)).then_some(c)
}

/// The characters that count as the letter `c`.
fn spellings_of(c: char) -> impl Iterator<Item = char> {
    let wide = if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xFEE0) } else { None };
    let other = if c == '他' { Some('它') } else { None };
    [Some(c), wide, other].into_iter().flatten()
}

/// Hashes of pairs of letters: about one in six is that of a spelling.
const BUCKETS: usize = 1 << 12;

fn bucket(a: char, b: char) -> usize {
    (hash(a.into(), b.into()) >> (u32::BITS - BUCKETS.ilog2())) as usize
}

/// Which letters stand in a word, as far as 64 bits can tell. A letter that another word lacks costs it an edit.
fn signature(letters: &[char]) -> u64 {
    letters.iter().fold(0, |bits, &c| bits | 1 << (c as u32 % 64))
}

/// Enclosed numbers are marks, never letters of a label.
fn is_mark_letter(c: char) -> bool {
    matches!(c, '①'..='⒛' | '㈠'..='㈩')
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter_map(letter).collect()
}

fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Splits `其中：1.` and the like from a label: what the mark says, and the rest.
pub(crate) fn unmarked(text: &str) -> (Option<String>, &str) {
    let mut rest = text.trim_start_matches(char::is_whitespace);
    let mut mark = None;
    for _ in 0..3 {
        let Some((number, after)) = one_mark(rest) else { break };
        mark = number.or(mark);
        rest = after;
    }
    (mark, rest)
}

fn one_mark(text: &str) -> Option<(Option<String>, &str)> {
    let skip = |text: &'_ str| -> usize { text.len() - text.trim_start_matches(|c: char| c.is_whitespace()).len() };
    // 其中, also 其　中.
    if let Some(rest) = text.strip_prefix('其').and_then(|rest| rest.trim_start().strip_prefix('中')) {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
        return Some((None, rest));
    }
    let mut chars = text.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
    let (_, first) = *chars.peek()?;
    if is_mark_letter(first) {
        chars.next();
        let at = chars.next().map_or(text.len(), |(at, _)| at);
        return Some((None, text.get(at..)?));
    }
    let bracket = matches!(first, '(' | '（' | '﹙' | '〔');
    if bracket {
        chars.next();
    }
    let mut number = String::new();
    while let Some(&(_, c)) = chars.peek() {
        match letter(c) {
            Some(c) if (c.is_ascii_digit() || is_han_digit(c)) && number.chars().count() < 3 => number.push(c),
            _ => break,
        }
        chars.next();
    }
    if number.is_empty() {
        return None;
    }
    let (at, close) = chars.next()?;
    let closes = if bracket { ")）﹚〕" } else { "、.．，,)）" };
    if !closes.contains(close) {
        return None;
    }
    let mut rest = text.get(at + close.len_utf8()..)?;
    if bracket {
        rest = rest.trim_start_matches(['、', '.', '．']);
    } else if matches!(close, '.' | '．' | ',' | '，') && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    rest = rest.get(skip(rest)..).unwrap_or(rest);
    Some((Some(number), rest))
}

/// `text` without its notes in brackets.
fn without_notes(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' | '（' | '【' | '[' | '［' => depth += 1,
            ')' | '）' | '】' | ']' | '］' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Fewest insertions, deletions and replacements from `a` to `b`, or `None` over `most`.
fn edits(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut least = i + 1;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let (left, above) = (row.get(j).copied()?, row.get(j + 1).copied()?);
            let cost = (diagonal + usize::from(x != y)).min(left + 1).min(above + 1);
            diagonal = above;
            *row.get_mut(j + 1)? = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|&n| n <= most)
}

impl Labels {
    /// The labels of `forms`.
    pub(crate) fn new(forms: &[Form]) -> Self {
        let mut labels = Self {
            spellings: Vec::new(),
            exact: OwnMap::default(),
            starts: Vec::new(),
            buckets: Vec::new(),
            firsts: CharSet::of(""),
            pairs: PairSet::new(),
        };
        for (f, form) in forms.iter().enumerate() {
            for (b, block) in form.blocks.iter().enumerate() {
                for (axis, lines) in [(Axis::Row, &block.rows), (Axis::Column, &block.columns)] {
                    let item = |index: usize| Item { form: f as u8, block: b as u8, axis, index: index as u16 };
                    labels.add(lines, item);
                }
            }
        }
        labels.measure();
        for (index, spelling) in labels.spellings.iter().enumerate() {
            if let [a, b, ref rest @ ..] = *spelling.letters.as_slice() {
                labels.starts.push(Start { pair: [a, b], third: rest.first().copied(), index });
                spellings_of(a).for_each(|c| labels.firsts.insert(c));
                labels.pairs.insert(a.into(), b.into());
            }
        }
        let length = |index: usize| labels.spellings.get(index).map_or(0, |spelling| spelling.letters.len());
        let bucket_of = |start: &Start| bucket(start.pair[0], start.pair[1]);
        labels.starts.sort_by_key(|start| (bucket_of(start), start.pair, std::cmp::Reverse(length(start.index))));
        let starts = &labels.starts;
        labels.buckets =
            (0..=BUCKETS).map(|hash| starts.partition_point(|start| bucket_of(start) < hash) as u16).collect();
        labels
    }

    fn add(&mut self, lines: &[Line], item: impl Fn(usize) -> Item) {
        // A spelling without its note serves only where it is no other row's: 复制费（纸张）, 复制费（光盘）.
        let mut bare: OwnMap<Vec<char>, Vec<usize>> = OwnMap::default();
        for (index, line) in lines.iter().enumerate() {
            for text in spelled(line) {
                let (_, rest) = unmarked(text);
                let short = letters(&without_notes(rest));
                let rows = bare.entry(short).or_default();
                if rows.last() != Some(&index) {
                    rows.push(index);
                }
            }
        }
        for (index, line) in lines.iter().enumerate() {
            for text in spelled(line) {
                let (mark, rest) = unmarked(text);
                let full = letters(rest);
                let short = letters(&without_notes(rest));
                let same = bare.get(&short).map_or(&[][..], Vec::as_slice);
                let twins = same.iter().all(|&other| {
                    lines
                        .get(other)
                        .is_some_and(|other| letters(unmarked(&other.label).1) == letters(unmarked(&line.label).1))
                });
                if short != full && twins {
                    self.spell(short, item(index), mark.clone());
                }
                self.spell(full, item(index), mark);
            }
        }
    }

    fn spell(&mut self, letters: Vec<char>, item: Item, mark: Option<String>) {
        if letters.len() < 2 {
            return;
        }
        let next = self.spellings.len();
        let index = *self.exact.entry(letters.clone()).or_insert(next);
        if index == next {
            let signature = signature(&letters);
            self.spellings.push(Spelling {
                letters,
                items: Vec::new(),
                marks: Vec::new(),
                apart: usize::MAX,
                signature,
            });
        }
        if let Some(spelling) = self.spellings.get_mut(index) {
            if !spelling.items.contains(&item) {
                spelling.items.push(item);
            }
            spelling.marks.extend(mark.filter(|mark| !spelling.marks.contains(mark)));
        }
    }

    /// How far each spelling is from those of other rows of its table.
    fn measure(&mut self) {
        let mut tables: OwnMap<(u8, u8, Axis), Vec<usize>> = OwnMap::default();
        for (index, spelling) in self.spellings.iter().enumerate() {
            for item in &spelling.items {
                tables.entry((item.form, item.block, item.axis)).or_default().push(index);
            }
        }
        let mut apart = vec![usize::MAX; self.spellings.len()];
        for ((form, block, axis), mut members) in tables {
            members.sort_unstable();
            members.dedup();
            let own = |index: usize| -> Option<u16> {
                let items = &self.spellings.get(index)?.items;
                items
                    .iter()
                    .find(|item| (item.form, item.block, item.axis) == (form, block, axis))
                    .map(|item| item.index)
            };
            for &a in &members {
                for &b in &members {
                    let (Some(x), Some(y)) = (self.spellings.get(a), self.spellings.get(b)) else { continue };
                    if a == b || own(a) == own(b) {
                        continue;
                    }
                    // More than eight apart is as good as any.
                    let distance = edits(&x.letters, &y.letters, 8).unwrap_or(9);
                    if let Some(least) = apart.get_mut(a) {
                        *least = (*least).min(distance);
                    }
                }
            }
        }
        for (spelling, apart) in self.spellings.iter_mut().zip(apart) {
            spelling.apart = apart.min(9);
        }
    }

    /// What a cell or line means as a label, and whether only a slip of the pen away.
    pub(crate) fn find(&self, text: &str) -> Option<(&Spelling, bool)> {
        // A hostile cell may be long; no label is.
        if text.len() > LONGEST * 12 {
            return None;
        }
        let (_, rest) = unmarked(text);
        let full = letters(rest);
        if full.len() < 2 || full.iter().all(char::is_ascii_digit) {
            return None;
        }
        if let Some(found) = self.exactly(&full) {
            return Some((found, false));
        }
        let short = letters(&without_notes(rest));
        if let Some(found) = self.exactly(&short) {
            return Some((found, false));
        }
        if rest.len() != text.len()
            && let Some(found) = self.exactly(&letters(text))
        {
            return Some((found, false));
        }
        self.nearly(&full).or_else(|| self.nearly(&short)).map(|found| (found, true))
    }

    fn exactly(&self, letters: &[char]) -> Option<&Spelling> {
        self.exact.get(letters).and_then(|&index| self.spellings.get(index))
    }

    /// The one label that `letters` can only be a slip of.
    pub(crate) fn nearly(&self, letters: &[char]) -> Option<&Spelling> {
        if letters.len() < 4 || letters.len() > LONGEST {
            return None;
        }
        let own = signature(letters);
        let mut best: Option<(usize, &Spelling)> = None;
        let mut tied = false;
        for spelling in &self.spellings {
            let most = (spelling.letters.len() / 4).min(spelling.apart.saturating_sub(1) / 2).min(3);
            // Most are told apart by their length already.
            if most == 0 || spelling.letters.len().abs_diff(letters.len()) > most {
                continue;
            }
            let lacking = (spelling.signature & !own).count_ones().max((own & !spelling.signature).count_ones());
            if lacking as usize > most {
                continue;
            }
            let Some(distance) = edits(&spelling.letters, letters, most) else { continue };
            match best {
                Some((least, known)) if distance == least => tied |= known.items.first() != spelling.items.first(),
                Some((least, _)) if distance > least => {}
                _ => {
                    best = Some((distance, spelling));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, spelling)| spelling)
    }

    /// The characters that a label may begin with, and the pairs of letters.
    pub(crate) fn firsts(&self) -> (&CharSet, &PairSet) {
        (&self.firsts, &self.pairs)
    }

    /// The labels that begin with two letters and may go on with `third`, the longest first.
    pub(crate) fn beginning(
        &self,
        a: char,
        b: char,
        third: impl FnOnce() -> Option<char>,
    ) -> impl Iterator<Item = &Spelling> {
        let bounds = self.buckets.get(bucket(a, b)).zip(self.buckets.get(bucket(a, b) + 1));
        let within = bounds.and_then(|(&from, &to)| self.starts.get(from as usize..to as usize)).unwrap_or_default();
        let third = if within.iter().any(|start| start.pair == [a, b]) { third() } else { None };
        let fits = move |start: &&Start| start.pair == [a, b] && (start.third.is_none() || start.third == third);
        within.iter().filter(fits).filter_map(|start| self.spellings.get(start.index))
    }
}

fn spelled(line: &Line) -> impl Iterator<Item = &str> {
    std::iter::once(line.label.as_str()).chain(line.aliases.iter().map(String::as_str))
}
