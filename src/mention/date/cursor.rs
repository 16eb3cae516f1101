//! A place in the text from which one reads on, and the numbers of dates.

use super::gate::is_numeral;
use crate::text::char_set::CharSet;

/// A place in a text. Copied to try a reading, assigned back when it fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// Byte offset.
    pub(super) at: usize,
}

/// How a number of a date is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Written {
    /// 2015
    Digits,
    /// 二〇一五, 一五
    Row,
    /// 五, 十五, 二十
    Placed,
}

/// A whole number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Number {
    pub(super) value: i32,
    /// Digits of which it is written.
    pub(super) width: usize,
    pub(super) written: Written,
    /// 05, 〇五
    pub(super) zero_first: bool,
}

impl Number {
    /// Its value, where it is at least `low` and at most `high`.
    pub(super) fn within(self, low: i16, high: i16) -> Option<i16> {
        i16::try_from(self.value).ok().filter(|value| (low..=high).contains(value))
    }

    /// Written like a month or a day: 5, 05, 十五. A row of Han digits (一五) is none.
    pub(super) fn is_small(self) -> bool {
        match self.written {
            Written::Digits => self.width <= 2,
            Written::Row => self.zero_first && self.width == 2,
            Written::Placed => true,
        }
    }
}

/// More than this many characters are no number of a date.
const LONGEST: usize = 12;

/// A Han digit, with the look-alikes of zero.
pub(super) fn han_digit(c: char) -> Option<i32> {
    Some(match c {
        '〇' | '○' | '零' | '◯' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn han_unit(c: char) -> Option<i32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// What follows.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub(super) fn previous(&self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// All that stands before.
    pub(super) fn before(&self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// Whether the next character is one of `set`, a few.
    pub(super) fn next_in(&self, set: &str) -> bool {
        self.peek().is_some_and(|c| set.chars().any(|one| one == c))
    }

    /// Whether the character before is one of `set`, a few.
    pub(super) fn after(&self, set: &str) -> bool {
        self.previous().is_some_and(|c| set.chars().any(|one| one == c))
    }

    /// Whether a month in digits or Han stands before. Behind one that was not read（13月5日）no day or length is meant.
    pub(super) fn is_behind_month(&self) -> bool {
        let mut before = self.before().chars().rev();
        before.next() == Some('月') && before.next().is_some_and(is_numeral)
    }

    /// Whether the next character is in `set`. Asked before many words are tried that all begin with one of it.
    pub(super) fn begins(&self, set: &CharSet) -> bool {
        self.peek().is_some_and(|c| set.has(c))
    }

    /// How many characters the number that begins here has, and what stands behind it, blanks aside. Look-alikes end it.
    pub(super) fn behind_number(&self) -> (usize, &'t str) {
        let mut rest = self.rest().chars();
        let mut width = 0;
        while width < LONGEST && rest.clone().next().is_some_and(is_numeral) {
            width += 1;
            rest.next();
        }
        (width, rest.as_str().trim_start_matches(' '))
    }

    /// Steps over `word`, if it stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        // Byte by byte: most words differ early, and a call to compare memory costs more than the comparison.
        let (rest, word) = (self.text.as_bytes().get(self.at..).unwrap_or_default(), word.as_bytes());
        let fits = word.len() <= rest.len() && rest.iter().zip(word).all(|(a, b)| a == b);
        if fits {
            self.at += word.len();
        }
        fits
    }

    /// Steps over the first of `words` that stands here.
    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Steps over the first word of the table that stands here, for its value.
    pub(super) fn one<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        table.iter().find(|(word, _)| self.eat(word)).map(|&(_, value)| value)
    }

    /// Steps over at most two blanks: portals print 2015 年 5 月.
    pub(super) fn blank(&mut self) {
        for _ in 0..2 {
            if !self.eat(" ") {
                return;
            }
        }
    }

    /// Reads with `read`; where it reads nothing, stays.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let value = read(&mut ahead)?;
        *self = ahead;
        Some(value)
    }

    /// A whole number in digits or Han.
    pub(super) fn number(&mut self) -> Option<Number> {
        match self.peek()? {
            '0'..='9' => self.digits(),
            _ => self.attempt(Self::han),
        }
    }

    /// A run of ASCII digits.
    pub(super) fn digits(&mut self) -> Option<Number> {
        let rest = self.rest().as_bytes();
        let width = rest.iter().take(LONGEST).take_while(|byte| byte.is_ascii_digit()).count();
        if width == 0 || width > 9 {
            return None;
        }
        let value = rest.iter().take(width).fold(0, |sum, byte| sum * 10 + i32::from(byte - b'0'));
        self.at += width;
        Some(Number { value, width, written: Written::Digits, zero_first: rest.first() == Some(&b'0') })
    }

    fn han(&mut self) -> Option<Number> {
        let (mut width, mut row, mut sum, mut digit, mut placed) = (0, 0_i32, 0_i32, None, false);
        let mut zero_first = false;
        let (start, two) = (self.at, self.rest().starts_with('两'));
        for c in self.rest().chars().take(LONGEST) {
            if let Some(unit) = han_unit(c) {
                // 十五 is 一十五; 百 and 千 alone are idioms.
                let times = match digit {
                    Some(times) => times,
                    None if unit == 10 => 1,
                    None => break,
                };
                if width > 1 && !placed && digit.is_some() && row >= 10 {
                    return None;
                }
                sum = sum.checked_add(unit * times)?;
                placed = true;
                digit = None;
            } else if let Some(value) = han_digit(c).or_else(|| twenty(c)).or_else(|| two_thousand(c, width)) {
                if value >= 10 {
                    if width > 0 {
                        break;
                    }
                    sum = value;
                    placed = true;
                } else if placed && digit.is_some_and(|digit| digit != 0) {
                    break;
                } else {
                    zero_first |= width == 0 && value == 0;
                    row = row.checked_mul(10)?.checked_add(value)?;
                    digit = Some(value);
                }
            } else if matches!(c, '0' | 'O' | 'o' | 'Ｏ') && width > 0 && !placed {
                // 二00六, 二O一五: an intruder for 〇.
                row = row.checked_mul(10)?;
                digit = Some(0);
            } else {
                break;
            }
            width += 1;
            self.at += c.len_utf8();
        }
        // 两 counts thousands only: 两千零五年, and 两年 is a length of time.
        if two && !self.text.get(start..).is_some_and(|words| words.starts_with("两千")) {
            return None;
        }
        let written = if placed || width == 1 { Written::Placed } else { Written::Row };
        let value = if placed { sum.checked_add(digit.unwrap_or_default())? } else { row };
        (width > 0).then_some(Number { value, width, written, zero_first })
    }
}

/// The 两 of 两千零五年.
fn two_thousand(c: char, width: usize) -> Option<i32> {
    (c == '两' && width == 0).then_some(2)
}

fn twenty(c: char) -> Option<i32> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}
