//! What follows a label in a text: the cells of its row, as far as the text still shows them（行内数值）.

use std::ops::Range;

use super::{
    entry::{self, Content, UNITS},
    split::Run,
};
use crate::{Span, report::Entry, text::char_set::CharSet};

/// One cell that stands apart from its neighbours.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) content: Content,
    /// The bytes of its digits in the document; empty for a blank cell or a stroke.
    pub(super) digits: Range<usize>,
}

/// What the lines of [`furniture`] begin with.
static FURNITURE: CharSet = CharSet::of("|-:+ —－–·•第");

/// Lines that are no part of any table: page numbers, rules of a Markdown table.
pub(super) fn furniture(line: &str) -> bool {
    let line = line.trim();
    // Most lines begin with what none of these does.
    if !line.starts_with(|c| FURNITURE.has(c)) {
        return false;
    }
    if line.is_empty() || line.len() > 120 {
        return !line.is_empty() && line.len() < 2_000 && is_rule(line);
    }
    if is_rule(line) {
        return true;
    }
    let inner = line.trim_matches(|c: char| matches!(c, '-' | '—' | '－' | '–' | ' ' | '·' | '•'));
    let edged = inner.len() < line.len();
    let number = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    if edged && number(inner) {
        return line.starts_with(['-', '—', '－', '–', '·', '•']) && line.ends_with(['-', '—', '－', '–', '·', '•']);
    }
    line.strip_prefix('第').and_then(|rest| rest.split_once('页')).is_some_and(|(page, rest)| {
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || c == '/' || c == ',' || c == '，');
        number(page.trim())
            && (rest.is_empty()
                || rest.strip_prefix('共').and_then(|r| r.strip_suffix('页')).is_some_and(|r| number(r.trim())))
    })
}

fn is_rule(line: &str) -> bool {
    line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b'+' | b' '))
        && line.contains("--")
        && line.contains(['|', '+'])
}

/// Digits before the point that one count may have.
const MOST_OF_ONE: usize = 10;

/// Where a value that begins at `at` stops being one: a year, a date, a share.
const NOT_COUNTS: [char; 9] = ['年', '月', '日', '%', '％', '号', '时', ':', '：'];

/// Reads the cells that begin `text[range]`, up to the first word that is neither a value nor a unit. Returns them and
/// where reading stopped.
pub(super) fn read(text: &str, range: Range<usize>, skipped: &[Range<usize>]) -> (Vec<Token>, usize) {
    let mut tokens: Vec<Token> = Vec::new();
    // A label may end in a bracket, a quote or the mark of a footnote, which are no letters of it.
    let ahead = text.get(range.clone()).unwrap_or_default();
    let closes = |c: char| matches!(c, ')' | '）' | '”' | '"' | '’' | '》' | '〉' | ':' | '：' | ' ');
    let closed = ahead.trim_start_matches(|c| closes(c) || entry::is_footnote(c));
    let mut at = range.end - closed.len();
    // Whether a `|` or a tab has just been passed: two of them enclose a blank cell.
    let mut edge = false;
    // Whether a value stands on the line.
    let mut filled = false;
    let mut line_start = text.get(..at).is_none_or(|before| before.ends_with('\n') || before.is_empty());
    while let Some(rest) = text.get(at..range.end)
        && let Some(c) = rest.chars().next()
    {
        if let Some(skip) = skipped.iter().find(|skip| skip.contains(&at)) {
            at = skip.end;
            continue;
        }
        match c {
            '\n' | '\r' => {
                // A tab at the end of a row of cells stands before an empty one.
                if edge && filled && text.get(..at).is_some_and(|before| before.ends_with('\t')) {
                    tokens.push(blank(at));
                }
                (edge, filled) = (false, false);
                line_start = true;
                at += 1;
            }
            '|' | '\t' | '｜' => {
                if edge && !line_start {
                    tokens.push(blank(at));
                }
                edge = true;
                line_start = false;
                at += c.len_utf8();
            }
            c if c.is_whitespace() || c == '\u{200B}' => at += c.len_utf8(),
            '(' | '（' | '[' | '［' => match note(rest) {
                Some(length) => at += length,
                None => break,
            },
            '无' | '零' if !stands_alone(text, at) => break,
            _ => match one(rest, at) {
                Some((token, length)) => {
                    tokens.push(token);
                    at += length;
                    (edge, filled) = (false, true);
                    line_start = false;
                }
                None => match UNITS.iter().find(|unit| rest.starts_with(**unit)) {
                    // The unit column of the form, or a unit set apart from its number.
                    Some(unit) if after_unit(rest, unit) => {
                        at += unit.len();
                        edge = false;
                        line_start = false;
                    }
                    _ => break,
                },
            },
        }
    }
    (tokens, at)
}

fn blank(at: usize) -> Token {
    let content = Content { entry: Entry::Blank, unit: None, approximate: false, span: Span::new(at, at) };
    Token { content, digits: at..at }
}

/// Whether the 无 or 零 at `at` is all that its cell says.
fn stands_alone(text: &str, at: usize) -> bool {
    let after = text.get(at..).and_then(|rest| rest.strip_prefix(['无', '零'])).and_then(|rest| rest.chars().next());
    after.is_none_or(|c| c.is_whitespace() || matches!(c, '|' | '｜'))
}

/// A unit counts as one only where a value, an edge or the end follows.
fn after_unit(rest: &str, unit: &str) -> bool {
    let after = rest.get(unit.len()..).unwrap_or_default().trim_start_matches([' ', '\u{3000}']);
    after.chars().next().is_none_or(|c| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || matches!(c, '|' | '\t' | '\n' | '\r' | '/' | '—' | '-' | '+' | '(' | '（' | '无')
    })
}

fn note(text: &str) -> Option<usize> {
    text.char_indices().take(120).find(|(_, c)| matches!(c, ')' | '）' | ']' | '］')).map(|(at, c)| at + c.len_utf8())
}

/// The cell that begins `text`, and its length.
fn one(text: &str, base: usize) -> Option<(Token, usize)> {
    let stroke = text
        .char_indices()
        .find(|(_, c)| !entry::is_stroke(c.encode_utf8(&mut [0; 4])))
        .map_or(text.len(), |(at, _)| at);
    // The last of several strokes may be the sign of the number behind it.
    let signs = ['-', '－', '−', '﹣'];
    let last = text.get(..stroke).and_then(|strokes| strokes.char_indices().last());
    let stroke = match last.filter(|(at, c)| *at > 0 && signs.contains(c)) {
        Some((at, _)) if text.get(stroke..)?.starts_with(|c: char| c.is_ascii_digit()) => at,
        _ => stroke,
    };
    if stroke > 0 && entry::numeral(text).is_none() {
        let content = entry::read(text.get(..stroke)?, base);
        return Some((Token { content, digits: base..base }, stroke));
    }
    if text.starts_with(['无', '零']) {
        let content = entry::read(text.get(.."无".len())?, base);
        return Some((Token { content, digits: base..base }, "无".len()));
    }
    // A comma between digits is kept only where it groups them.
    let (length, amount) = entry::numeral(text)?;
    let after = text.get(length..)?;
    // 0.008.00, 2,8103: two numbers that nothing parts.
    let goes_on =
        after.strip_prefix([',', '，', '.', '．']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if goes_on || after.starts_with(NOT_COUNTS) || after.starts_with("个百分点") || marks_a_label(after) {
        return None;
    }
    let unit = UNITS.iter().find(|unit| after.starts_with(**unit) && !after.starts_with("个工作日")).copied();
    let content = Content {
        entry: amount.map_or(Entry::Unreadable, |amount| Entry::Number(amount.normalize())),
        unit: unit.map(str::to_owned),
        approximate: false,
        span: Span::new(base, base + length + unit.map_or(0, str::len)),
    };
    let end = length + unit.map_or(0, str::len);
    let marks = text.get(end..)?;
    let mark = marks.len() - marks.trim_start_matches(entry::is_footnote).len();
    Some((Token { content, digits: base..base + length }, end + mark))
}

/// Whether the digits before it are the number of a label that no form knows: 2.政府客户端公开数.
fn marks_a_label(after: &str) -> bool {
    let rest = after.strip_prefix(['.', '．', '、']).map(str::trim_start);
    rest.and_then(|rest| rest.chars().next()).is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

impl Token {
    /// Its digits as a run that may be cut.
    pub(super) fn run(&self, text: &str) -> Option<Run> {
        if self.digits.is_empty() {
            return None;
        }
        let digits = text.get(self.digits.clone())?;
        // A comma may stand in a number or between two, and of 0.00166.00 nobody knows how many decimals there are.
        let points = digits.matches(['.', '．']).count();
        if digits.contains([',', '，'])
            || points > 1
            || (points == 1 && digits.trim_end_matches('0').ends_with(['.', '．']))
        {
            return None;
        }
        let characters = digits
            .char_indices()
            .map(|(at, c)| {
                let range = self.digits.start + at..self.digits.start + at + c.len_utf8();
                let plain = match c {
                    '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                    '－' | '−' | '﹣' => '-',
                    '＋' => '+',
                    '．' => '.',
                    c => c,
                };
                (plain, range)
            })
            .collect();
        Some(Run { characters })
    }

    /// Whether no single count is printed like this: a zero before other digits, or more digits than anything counts.
    pub(super) fn is_glued(&self, text: &str) -> bool {
        let digits = text.get(self.digits.clone()).unwrap_or_default();
        let long = digits.chars().take_while(|c| c.is_ascii_digit()).count() > MOST_OF_ONE;
        long || digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.")
    }
}

/// Where the number printed before a label begins, looking back from `at`: the `2.` of `…00002.重复申请` is the label's.
pub(super) fn mark_start(text: &str, from: usize, at: usize, marks: &[String]) -> usize {
    let Some(before) = text.get(from..at) else { return at };
    let trimmed = before.trim_end();
    let Some(stem) = trimmed.strip_suffix(['.', '、', '．', ')', '）', ',']).map(str::trim_end) else { return at };
    let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return at;
    }
    let number = stem.get(stem.len() - digits..).unwrap_or_default();
    let known = marks.iter().filter(|mark| number.ends_with(mark.as_str())).map(String::len).max();
    // A number set apart is the mark as a whole; of a glued run only the mark of the form, else one digit.
    let own = match known {
        Some(length) => length,
        None if digits <= 2 => digits,
        None => 1,
    };
    from + stem.len() - own
}

/// Measure words that stand behind the numbers of sentences, and the signs that go on with the sentence.
const COUNTERS: [char; 11] = ['件', '条', '次', '份', '人', '个', '篇', '场', '期', '宗', '起'];
const GOES_ON: [char; 9] = ['、', '，', ',', '；', ';', '）', ')', '。', '和'];

/// Whether the first number of a place is counted as a sentence counts: 重复申请7件、…. The cell of a table ends behind its unit.
pub(super) fn is_counted(text: &str, place: &Range<usize>) -> bool {
    let words = text.get(place.start..).unwrap_or_default();
    let Some(at) = words.find(|c: char| c.is_ascii_digit()).filter(|at| *at < place.len()) else { return false };
    let rest = words.get(at..).unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(COUNTERS).is_some_and(|rest| rest.starts_with(GOES_ON))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_a_footnote_is_no_digit() {
        assert_eq!(values("①\t12①\t3*\t零"), ["12", "3", "0"]);
        assert_eq!(values("零售12"), [""; 0]);
    }

    fn values(text: &str) -> Vec<String> {
        let (tokens, _) = read(text, 0..text.len(), &[]);
        tokens
            .iter()
            .map(|token| match token.content.entry {
                Entry::Number(n) => n.to_string(),
                entry => entry.name().to_owned(),
            })
            .collect()
    }

    #[test]
    fn cells_are_told_apart_by_what_is_left_between_them() {
        assert_eq!(values(" 3 0\n12\n/\n0"), ["3", "0", "12", "not-applicable", "0"]);
        assert_eq!(values("条 425 1516 其中"), ["425", "1516"]);
        assert_eq!(values(" | 3 | | 4 |\n| 规章"), ["3", "blank", "4"]);
        assert_eq!(values("\t3\t\t4"), ["3", "blank", "4"]);
        assert_eq!(values("22（其中修订16件）3"), ["22", "3"]);
        assert_eq!(values("251000元三、收到"), ["251000"]);
        assert_eq!(values("0\n2023年"), ["0"]);
    }

    #[test]
    fn what_stands_behind_a_cell_is_of_it_or_ends_the_row() {
        assert_eq!(values("/-5"), ["not-applicable", "-5"]);
        assert_eq!(values("—-"), ["not-applicable"]);
        assert_eq!(values("\t\n3"), ["3"]);
        assert_eq!(values("\t3\t\n"), ["3", "blank"]);
        assert_eq!(values("3 无\n4"), ["3", "stated-none", "4"]);
        assert_eq!(values("3 无法4"), ["3"]);
        for text in ["2015年", "5%", "3时", "3:00", "5个百分点", "2.政府网站", "0.008.00", "2,8103"] {
            assert_eq!(values(text), [""; 0], "{text}");
        }
        assert_eq!(values("3个工作日"), ["3"]);
        assert_eq!(values("3件4"), ["3", "4"]);
        assert_eq!(values("件 3 件"), ["3"]);
        assert_eq!(values("件数 3"), [""; 0]);
        let text = "  12件① ";
        let (tokens, end) = read(text, 0..text.len(), &[]);
        assert_eq!(tokens[0].content.span.of(text), "12件");
        assert_eq!((&text[tokens[0].digits.clone()], end), ("12", text.len()));
    }

    #[test]
    fn what_is_skipped_is_in_no_row() {
        let text = " 3 - 12 - 4";
        let (tokens, _) = read(text, 0..text.len(), std::slice::from_ref(&(2..9)));
        assert_eq!(tokens.len(), 2);
    }

    /// A token of all of the text.
    fn token(text: &str) -> Token {
        Token { digits: 0..text.len(), ..blank(0) }
    }

    #[test]
    fn digits_that_may_be_cut() {
        let run =
            |text: &str| token(text).run(text).map(|run| run.characters.iter().map(|(c, _)| *c).collect::<String>());
        for text in ["6233440", "5.5", "5.50", "0.5", "35-8"] {
            assert_eq!(run(text).as_deref(), Some(text));
        }
        assert_eq!(run("１－２＋３．４").as_deref(), Some("1-2+3.4"));
        for text in ["", "1,2", "1，2", "0.00166.00", "166.00", "166.0"] {
            assert_eq!(run(text), None, "{text}");
        }
    }

    #[test]
    fn digits_that_no_count_has_are_glued() {
        for text in ["00", "05", "12345678901"] {
            assert!(token(text).is_glued(text), "{text}");
        }
        for text in ["", "0", "0.5", "50", "1234567890", "1234567890.5"] {
            assert!(!token(text).is_glued(text), "{text}");
        }
    }

    #[test]
    fn page_numbers_and_rules_are_furniture() {
        assert!(furniture(&format!("|{}|", "-".repeat(150))));
        assert!(!furniture(&format!("|{}|", "-".repeat(2_000))));
        assert!(!furniture(&format!("-{} 12 -", " ".repeat(150))));
        assert!(!furniture("- 12345 -") && !furniture("- 3") && !furniture("第12345页") && !furniture("第3页内容"));
        assert!(furniture("第3页，共 12 页") && !furniture("第3页共页") && !furniture(""));
        for line in ["- 3 -", "— 12 —", "第 3 页", "第3页 共12页", "|---|---|", "+-----+----+"] {
            assert!(furniture(line), "{line}");
        }
        for line in ["3", "-3", "| - | 3 |", "第三十条", "——"] {
            assert!(!furniture(line), "{line}");
        }
    }

    #[test]
    fn a_mark_belongs_to_its_label() {
        let text = "00000002.重复申请";
        assert_eq!(mark_start(text, 0, 9, &["2".into()]), 7);
        let text = "0\n12.重复申请";
        assert_eq!(mark_start(text, 0, 5, &[]), 2);
    }

    #[test]
    fn a_rule_has_strokes_and_corners_and_nothing_else() {
        for line in ["|---|---|", "+--+--+", "| :-- | --: |", "--+"] {
            assert!(is_rule(line), "{line}");
        }
        for line in ["", "---", "| - | - |", "|--|5|", "|  |", "--:--"] {
            assert!(!is_rule(line), "{line}");
        }
    }
}
