//! Cells that were glued together（粘连数字拆分）.
//!
//! A portal that drops the markup of a table leaves `6233440` where 62, 33 and 440 stood in three cells. The form's own
//! identities — the sum of a row, the sums and balances down a column — often leave one way only to cut such a run; then
//! it is cut. Where two ways are left, no number is given: the count of the ways is.

use std::{collections::HashSet, ops::Range};

use rust_decimal::Decimal;

/// Digits of one row that are worth trying: fifteen counts rarely need more.
const MOST_DIGITS: usize = 48;
/// Steps of one search, and ways that are kept.
const MOST_STEPS: usize = 200_000;
const MOST_WAYS: usize = 2_000;
/// Combinations that one identity looks at.
const MOST_COMBINATIONS: usize = 20_000;

/// A run of digits without a separator: its bytes in the document, and its ASCII characters with the bytes of each.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) characters: Vec<(char, Range<usize>)>,
}

/// One cell of a way to cut.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Piece {
    pub(super) value: Decimal,
    pub(super) range: Range<usize>,
}

/// One way to cut a row.
pub(super) type Way = Vec<Piece>;

/// What a row must be cut into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape<'a> {
    /// Cells of the row.
    pub(super) cells: usize,
    /// Sums within the row: cells and which of them is the total.
    pub(super) sums: &'a [(Range<usize>, usize)],
    /// Cells that may be negative.
    pub(super) signed: &'a [bool],
    /// Pairs of which the first is never larger: the year and all years.
    pub(super) ordered: &'a [(usize, usize)],
}

/// The ways to cut a row, all of them or none where there are too many to try.
#[derive(Clone, Debug)]
pub(super) enum Ways {
    /// All that fit the row's own sums.
    All(Vec<Way>),
    /// More than can be listed.
    TooMany,
}

/// Every way to cut `runs` into the cells of a row.
pub(super) fn ways(runs: &[Run], shape: Shape<'_>) -> Ways {
    let digits: usize = runs.iter().map(|run| run.characters.len()).sum();
    if digits > MOST_DIGITS || runs.len() > shape.cells {
        return if runs.len() > shape.cells { Ways::All(Vec::new()) } else { Ways::TooMany };
    }
    let mut search = Search { runs, shape, found: Vec::new(), steps: 0 };
    search.go(0, 0, &mut Vec::new());
    if search.steps > MOST_STEPS || search.found.len() > MOST_WAYS { Ways::TooMany } else { Ways::All(search.found) }
}

struct Search<'a> {
    runs: &'a [Run],
    shape: Shape<'a>,
    found: Vec<Way>,
    steps: usize,
}

impl Search<'_> {
    /// Cuts on from character `at` of run `run`.
    fn go(&mut self, run: usize, at: usize, cut: &mut Way) {
        self.steps += 1;
        if self.steps > MOST_STEPS || self.found.len() > MOST_WAYS {
            return;
        }
        let Some(characters) = self.runs.get(run).map(|run| run.characters.as_slice()) else {
            if cut.len() == self.shape.cells {
                self.found.push(cut.clone());
            }
            return;
        };
        if at == characters.len() {
            return self.go(run + 1, 0, cut);
        }
        // Each later run needs a cell of its own, and there must be characters left for the cells to come.
        let cells_left = self.shape.cells.saturating_sub(cut.len());
        let left: usize =
            self.runs.iter().skip(run + 1).map(|run| run.characters.len()).sum::<usize>() + characters.len() - at;
        if cells_left < self.runs.len() - run || left < cells_left {
            return;
        }
        for end in at + 1..=characters.len() {
            let Some(piece) = characters.get(at..end).and_then(piece) else { continue };
            if piece.value.is_sign_negative() && !self.shape.signed.get(cut.len()).copied().unwrap_or(false) {
                continue;
            }
            cut.push(piece);
            if self.fits(cut) {
                self.go(run, end, cut);
            }
            cut.pop();
        }
    }

    /// Whether the sums and orders that end with the last cell hold.
    fn fits(&self, cut: &Way) -> bool {
        let value = |index: usize| cut.get(index).map(|piece| piece.value);
        let sums = self.shape.sums.iter().filter(|(range, _)| range.end == cut.len()).all(|(range, total)| {
            let parts: Decimal = range.clone().filter(|index| index != total).filter_map(value).sum();
            value(*total) == Some(parts)
        });
        let ordered = self.shape.ordered.iter().filter(|(a, b)| a.max(b) + 1 == cut.len());
        sums && ordered.clone().all(|&(a, b)| value(a) <= value(b))
    }
}

/// The number that these characters write, as a form prints it: no leading zero, no dangling point.
fn piece(characters: &[(char, Range<usize>)]) -> Option<Piece> {
    let text: String = characters.iter().map(|(c, _)| *c).collect();
    let bare = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let zero_first = bare.len() > 1 && bare.starts_with('0') && !bare.starts_with("0.");
    let digits_only = bare.starts_with(|c: char| c.is_ascii_digit()) && bare.ends_with(|c: char| c.is_ascii_digit());
    let inner_sign = bare.contains(['-', '+']);
    if zero_first || !digits_only || inner_sign || bare.matches('.').count() > 1 || text.len() > 20 {
        return None;
    }
    let (first, last) = (characters.first()?, characters.last()?);
    Some(Piece { value: text.parse().ok()?, range: first.1.start..last.1.end })
}

/// A sum over rows that holds in every column: the rows with +1 or −1, adding to nothing.
pub(super) type Identity = Vec<(usize, i8)>;

/// Strikes out the ways that no identity allows, until nothing changes. An identity that no combination fulfils is left
/// aside: then the report itself does not add up, and the checks will say so.
///
/// Returns the rows that take part in an identity that holds.
pub(super) fn narrow(rows: &mut [Vec<Way>], identities: &[Identity]) -> HashSet<usize> {
    let mut borne_out = HashSet::new();
    loop {
        let mut changed = false;
        for identity in identities {
            if let Some(supported) = supported(rows, identity) {
                borne_out.extend(identity.iter().map(|(row, _)| *row));
                for ((row, _), keep) in identity.iter().zip(supported) {
                    let Some(ways) = rows.get_mut(*row) else { continue };
                    let before = ways.len();
                    let mut index = 0;
                    ways.retain(|_| {
                        index += 1;
                        keep.contains(&(index - 1))
                    });
                    changed |= ways.len() != before;
                }
            }
        }
        if !changed {
            return borne_out;
        }
    }
}

/// For each row of the identity the ways that take part in a combination that fulfils it; `None` where there is none, or
/// too much to try.
fn supported(rows: &[Vec<Way>], identity: &Identity) -> Option<Vec<HashSet<usize>>> {
    let members: Vec<(&Vec<Way>, Decimal)> = identity
        .iter()
        .map(|(row, sign)| rows.get(*row).map(|ways| (ways, Decimal::from(*sign))))
        .collect::<Option<_>>()?;
    let cells = members.first()?.0.first()?.len();
    let mut combinations = 1_usize;
    for (ways, _) in &members {
        combinations = combinations.checked_mul(ways.len()).filter(|&n| n > 0 && n <= MOST_COMBINATIONS)?;
        if ways.iter().any(|way| way.len() != cells) {
            return None;
        }
    }
    let mut keep = vec![HashSet::new(); members.len()];
    let mut chosen = vec![0_usize; members.len()];
    // The sum of the rows with one way only is the same in every combination.
    let fixed: Vec<Decimal> = (0..cells)
        .map(|cell| {
            let single = members.iter().filter(|(ways, _)| ways.len() == 1);
            single.filter_map(|(ways, sign)| Some(ways.first()?.get(cell)?.value * sign)).sum()
        })
        .collect();
    let open: Vec<usize> =
        (0..members.len()).filter(|&m| members.get(m).is_some_and(|(ways, _)| ways.len() > 1)).collect();
    loop {
        let holds = fixed.iter().enumerate().all(|(cell, fixed)| {
            let sum: Decimal = open
                .iter()
                .filter_map(|&m| {
                    let (ways, sign) = members.get(m)?;
                    Some(ways.get(*chosen.get(m)?)?.get(cell)?.value * sign)
                })
                .sum();
            (sum + fixed).is_zero()
        });
        if holds {
            for (keep, way) in keep.iter_mut().zip(&chosen) {
                keep.insert(*way);
            }
        }
        // The next combination, counting up.
        let advanced = open.iter().any(|&m| {
            let (Some(digit), Some((ways, _))) = (chosen.get_mut(m), members.get(m)) else { return false };
            *digit += 1;
            if *digit < ways.len() {
                return true;
            }
            *digit = 0;
            false
        });
        if !advanced {
            break;
        }
    }
    (!keep.iter().any(HashSet::is_empty)).then_some(keep)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<Run> {
        let mut at = 0;
        text.split(' ')
            .map(|part| {
                let characters = part.char_indices().map(|(i, c)| (c, at + i..at + i + c.len_utf8())).collect();
                at += part.len() + 1;
                Run { characters }
            })
            .collect()
    }

    fn cut(text: &str, shape: Shape<'_>) -> Vec<Vec<String>> {
        match ways(&runs(text), shape) {
            Ways::All(ways) => {
                ways.iter().map(|way| way.iter().map(|piece| piece.value.to_string()).collect()).collect()
            }
            Ways::TooMany => vec![vec!["too many".to_owned()]],
        }
    }

    const ROW: Shape<'_> = Shape { cells: 7, sums: &[(0..7, 6)], signed: &[], ordered: &[] };

    #[test]
    fn a_row_that_adds_up_in_one_way_is_cut() {
        assert_eq!(cut("5830001273", ROW), [["58", "3", "0", "0", "0", "12", "73"]]);
        assert_eq!(cut("410 000041", ROW), [["41", "0", "0", "0", "0", "0", "41"]]);
        assert_eq!(cut("0000000", ROW).len(), 1);
    }

    #[test]
    fn several_ways_are_all_told() {
        let shape = Shape { cells: 3, sums: &[], signed: &[], ordered: &[] };
        assert_eq!(cut("1234", shape), [["1", "2", "34"], ["1", "23", "4"], ["12", "3", "4"]]);
        assert_eq!(cut("404", shape).len(), 1);
        assert_eq!(cut("12", shape).len(), 0);
        assert_eq!(cut(&"7".repeat(200), ROW), [["too many"]]);
    }

    #[test]
    fn the_limits_of_a_search() {
        let cells = |cells| Shape { cells, sums: &[], signed: &[], ordered: &[] };
        assert_eq!(cut("1 2", cells(2)), [["1", "2"]]);
        assert_eq!(cut("1 2 3", cells(2)).len(), 0);
        assert_eq!(cut(&"0".repeat(48), cells(48)).len(), 1);
        assert_eq!(cut(&"0".repeat(49), cells(49)), [["too many"]]);
        // Twenty digits are a number, more are none.
        assert_eq!(cut(&"1".repeat(20), cells(1)).len(), 1);
        assert_eq!(cut(&"1".repeat(21), cells(1)).len(), 0);
        // Too many ways, and too many steps to find none.
        assert_eq!(cut(&"1".repeat(30), cells(5)), [["too many"]]);
        let sums = Shape { sums: &[(0..15, 0)], ..cells(15) };
        assert_eq!(cut(&"1".repeat(40), sums), [["too many"]]);
    }

    #[test]
    fn numbers_as_a_form_prints_them() {
        let whole =
            |text: &str| cut(text, Shape { cells: 1, sums: &[], signed: &[true], ordered: &[] }).concat().concat();
        for text in ["0", "0.5", "-8", "12.5"] {
            assert_eq!(whole(text), text);
        }
        assert_eq!(whole("+8"), "8");
        for text in ["05", "00", "5.", ".5", "1.2.3", "1-2", "--8", "-"] {
            assert_eq!(whole(text), "", "{text}");
        }
    }

    #[test]
    fn what_one_identity_strikes_out_helps_another() {
        let row = |values: &[i64]| -> Vec<Way> {
            values.iter().map(|n| vec![Piece { value: (*n).into(), range: 0..1 }]).collect()
        };
        let mut rows = vec![row(&[10, 11]), row(&[4, 5]), row(&[6]), row(&[4])];
        narrow(&mut rows, &[vec![(0, -1), (1, 1), (2, 1)], vec![(1, -1), (3, 1)]]);
        assert_eq!(rows, [row(&[10]), row(&[4]), row(&[6]), row(&[4])]);
        // Both ways of a row that its identity allows are kept.
        let mut rows = vec![row(&[10, 11, 12]), row(&[4, 5]), row(&[6])];
        assert_eq!(narrow(&mut rows, &[vec![(0, -1), (1, 1), (2, 1)]]).len(), 3);
        assert_eq!(rows, [row(&[10, 11]), row(&[4, 5]), row(&[6])]);
    }

    #[test]
    fn a_sign_begins_a_number_where_one_may_be_negative() {
        assert_eq!(cut("3-8", Shape { cells: 2, sums: &[], signed: &[true, false], ordered: &[] }).len(), 0);
        let shape = Shape { cells: 2, sums: &[], signed: &[false, true], ordered: &[] };
        assert_eq!(cut("35-8", shape), [["35", "-8"]]);
    }

    #[test]
    fn sums_down_the_columns_decide_between_ways() {
        // 21 and 21 of all years; 18 and 18; 3 and 3: only one cut of the total is the sum of the others.
        let shape = Shape { cells: 2, sums: &[], signed: &[], ordered: &[(0, 1)] };
        let all = |text: &str| match ways(&runs(text), shape) {
            Ways::All(ways) => ways,
            Ways::TooMany => Vec::new(),
        };
        let mut rows = vec![all("2121"), all("1818"), all("33")];
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
        let held = narrow(&mut rows, &[vec![(0, -1), (1, 1), (2, 1)]]);
        assert_eq!(held.len(), 3);
        let first: Vec<_> = rows.iter().map(|ways| ways[0][0].value.to_string()).collect();
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!(first, ["21", "18", "3"]);
    }

    #[test]
    fn an_identity_that_the_report_breaks_strikes_nothing_out() {
        let mut rows = vec![
            vec![vec![Piece { value: 5.into(), range: 0..1 }]],
            vec![vec![Piece { value: 4.into(), range: 1..2 }]],
        ];
        assert!(narrow(&mut rows, &[vec![(0, -1), (1, 1)]]).is_empty());
        assert_eq!(rows[0].len(), 1);
    }
}
