//! Whose suggestions and proposals are spoken of（建议、提案的归属）: deputies', the conference's, or both together.

use super::{
    marks::Mark,
    pattern::{Around, ends_clause},
    rules::Rules,
    sentence,
};
use crate::text::words::WordHit;

/// Of whom something is told.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Bodies {
    npc: bool,
    cppcc: bool,
}

impl Bodies {
    /// Those that are named between two bytes of a sentence.
    fn named(hits: &[WordHit], rules: &Rules, from: usize, to: usize) -> Self {
        let inside = hits.iter().filter(|hit| hit.start >= from && hit.end <= to);
        inside.fold(Self::default(), |told, hit| match rules.mark(hit) {
            Some(Mark::Npc) => Self { npc: true, ..told },
            Some(Mark::Cppcc) => Self { cppcc: true, ..told },
            _ => told,
        })
    }

    fn is_told(self) -> bool {
        self.npc || self.cppcc
    }

    fn with(self, other: Self) -> Self {
        Self { npc: self.npc || other.npc, cppcc: self.cppcc || other.cppcc }
    }

    /// Of whom the words up to byte `at` speak last: the clauses next to it that name somebody, taken together, since of
    /// 建议20件，提案31件，办复率… both are spoken of.
    pub(super) fn before(sentence: &str, hits: &[WordHit], rules: &Rules, at: usize) -> Option<Self> {
        let mut told = Self::default();
        let mut end = at;
        loop {
            let head = sentence.get(..end).unwrap_or_default();
            let start = head.rfind(ends_clause).map_or(0, |sign| sign + 1);
            let named = Self::named(hits, rules, start.saturating_sub(1), end);
            if told.is_told() && !named.is_told() {
                return Some(told);
            }
            told = told.with(named);
            if start == 0 {
                return told.is_told().then_some(told);
            }
            end = start - 1;
        }
    }

    /// Of whom the number speaks; `last` are those that the sentences before it spoke of.
    pub(super) fn of(around: Around<'_>, rules: &Rules, last: Self) -> Self {
        let clause = sentence::clause_start(around).max(around.floor);
        // A title in the same clause may name both: 公布《…建议和提案办理总体情况》及代表建议5件.
        let title = around.sentence.get(clause..around.start).and_then(|words| words.rfind('》'));
        let behind_title = title.map(|at| clause + at);
        for from in behind_title.into_iter().chain([clause]) {
            let own = Self::named(around.hits, rules, from, sentence::just_after(around));
            if own.is_told() {
                return own;
            }
        }
        let floor = around.floor.min(around.start);
        Self::before(around.sentence, around.hits, rules, floor.max(clause)).unwrap_or(last)
    }

    /// The names that keys have for them. Of both, one number says something only where it is all or given to each:
    /// 办复率均为100%.
    pub(super) fn names(self, around: Around<'_>) -> &'static [&'static str] {
        match (self.npc, self.cppcc) {
            (true, false) => &["npc"],
            (false, true) => &["cppcc"],
            (true, true) if sentence::is_shared(around) || is_all(around) => &["npc", "cppcc"],
            _ => &[],
        }
    }
}

/// Whether the number is a hundred per cent.
fn is_all(around: Around<'_>) -> bool {
    let words = around.sentence.get(around.start..around.end).unwrap_or_default();
    ["100%", "100％", "百分之百", "１００％", "百分百"].contains(&words.trim())
}
