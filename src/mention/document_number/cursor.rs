//! A cursor that reads a text backwards, sign by sign.

/// The year of a document, with the century restored.
const FIRST_YEAR: u16 = 1949;
const LAST_YEAR: u16 = 2099;

/// Reads a text from a place to the left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// Byte before which everything is still unread.
    pub(super) at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    fn left(&self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.left().chars().next_back()
    }

    /// Takes the next sign to the left where `wanted` says so.
    pub(super) fn eat(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| wanted(c))?;
        self.at -= c.len_utf8();
        Some(c)
    }

    pub(super) fn word(&mut self, word: &str) -> bool {
        let found = self.left().ends_with(word);
        if found {
            self.at -= word.len();
        }
        found
    }

    /// Skips up to four white spaces.
    pub(super) fn spaces(&mut self) {
        for _ in 0..4 {
            if self.eat(char::is_whitespace).is_none() {
                break;
            }
        }
    }

    /// Takes a run of at most `most` signs for which `wanted` holds. A longer run is not taken at all.
    pub(super) fn run(&mut self, most: usize, wanted: impl Fn(char) -> bool) -> Option<&'t str> {
        let end = self.at;
        let mut count = 0;
        while self.eat(&wanted).is_some() {
            count += 1;
            if count > most {
                self.at = end;
                return None;
            }
        }
        if count == 0 { None } else { self.text.get(self.at..end) }
    }

    /// A serial number: up to nine digits, or a Chinese numeral. Returns the number and its digits as printed.
    pub(super) fn serial(&mut self) -> Option<(u32, &'t str)> {
        if let Some(run) = self.run(9, |c| c.is_ascii_digit()) {
            return Some((run.parse().ok()?, run));
        }
        let end = self.at;
        let run = self.run(9, is_han_digit)?;
        match han_number(run) {
            Some(number) => Some((number, run)),
            None => {
                self.at = end;
                None
            }
        }
    }

    /// A year: 2015, two digits of an old paper (81), or Chinese digits (二〇一五).
    pub(super) fn year(&mut self) -> Option<u16> {
        let end = self.at;
        let year = self.run(4, |c| c.is_ascii_digit() || is_year_digit(c)).and_then(year_of);
        if year.is_none() {
            self.at = end;
        }
        year
    }
}

/// The year that up to four digits mean.
pub(super) fn year_of(digits: &str) -> Option<u16> {
    let mut year = 0u16;
    let mut count = 0;
    for c in digits.chars() {
        year = year.checked_mul(10)?.checked_add(u16::try_from(year_digit(c)?).ok()?)?;
        count += 1;
    }
    match (count, year) {
        (4, FIRST_YEAR..=LAST_YEAR) => Some(year),
        // Papers of the last century were numbered with two digits; no office is older than the republic.
        (2, 49..) => Some(1900 + year),
        _ => None,
    }
}

fn year_digit(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | '零' | 'O' | 'o' | '◯' => Some(0),
        _ => c.to_digit(10).or_else(|| "一二三四五六七八九".chars().position(|d| d == c).map(|i| i as u32 + 1)),
    }
}

fn is_year_digit(c: char) -> bool {
    year_digit(c).is_some()
}

fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百千○".contains(c)
}

/// A Chinese numeral of a serial: 十二, 五十七, 一百零五, and digit by digit 一二三.
fn han_number(run: &str) -> Option<u32> {
    let (mut total, mut digit, mut plain) = (0u32, None::<u32>, true);
    for c in run.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let next = year_digit(c)?;
                digit = Some(match digit {
                    Some(digit) if plain => digit.checked_mul(10)?.checked_add(next)?,
                    Some(0) | None => next,
                    Some(_) => return None,
                });
                continue;
            }
        };
        plain = false;
        total = total.checked_add(digit.unwrap_or(1).checked_mul(unit)?)?;
        digit = None;
    }
    let number = total.checked_add(digit.unwrap_or(0))?;
    (number > 0).then_some(number)
}
