//! What sentences deny, and what follows from them without being said（无、推定）.

use super::{
    NEAR, Reader,
    joined::Joined,
    marks::Mark,
    pattern::Around,
    sentence::{self, Pace},
};
use crate::{
    Found,
    mention::Mention,
    report::{Entry, Figure, From, Key},
};

/// Cases and those of them that were upheld.
const DECIDED: [(&str, &str); 2] = [("review.total", "review.upheld"), ("litigation.total", "litigation.upheld")];
/// Words that say so of all.
const ALL_UPHELD: [&str; 7] = ["均获维持", "均予维持", "均予以维持", "均被维持", "均为维持", "均维持原", "全部维持"];

impl Reader<'_> {
    /// What the sentence denies: 未收到…申请.
    pub(super) fn denials(&mut self, joined: &Joined<'_>, section: Option<u32>, mentions: &[Found<Mention>]) {
        if !self.present.any(&[Mark::Denial]) {
            return;
        }
        let text = joined.text();
        let mut found: Vec<Figure> = Vec::new();
        let denies = |hit: &&crate::text::words::WordHit| self.rules.mark(hit) == Some(Mark::Denial);
        for denial in self.hits.iter().filter(denies) {
            let around = Around {
                sentence: text,
                hits: &self.hits,
                floor: 0,
                start: denial.start,
                end: denial.end,
                ceiling: text.len(),
            };
            if !sentence::is_denial(around) || self.foreign(around, mentions, joined).is_some() {
                continue;
            }
            let senses = around.beside().filter_map(|hit| Some((hit, self.rules.senses.get(hit.word as usize)?)));
            let ways = senses.flat_map(|(hit, sense)| sense.denials.iter().map(move |&way| (hit, way)));
            for (hit, way) in ways {
                let Some(way) = self.rules.denial_ways.get(way) else { continue };
                let Some((_, from, to)) = way.pattern.fit(hit, around) else { continue };
                let (from, to) = (from.min(denial.start), to.max(denial.end));
                let place = joined.source(from, to);
                let barred = self.hits.iter().filter(|hit| hit.start < to && hit.end > from).any(|hit| {
                    self.rules.senses.get(hit.word as usize).is_some_and(|sense| sense.bars_denial.contains(&way.of))
                });
                let counted = sentence::counts_something(text.get(from..to), mentions, place);
                let Some(rule) = self.rules.denials.get(way.of).filter(|_| !counted && !barred) else { continue };
                let after = text.get(to..).unwrap_or_default();
                if rule.no_after.iter().any(|word| after.starts_with(word.as_str())) {
                    continue;
                }
                for key in &rule.keys {
                    if found.iter().all(|figure| figure.key.as_str() != key) {
                        found.push(Figure {
                            key: Key::from(key.as_str()),
                            entry: Entry::StatedNone,
                            unit: None,
                            approximate: false,
                            from: From::Prose,
                            rule: way.rule.clone(),
                            span: Some(place),
                            sentence: Some(joined.span),
                            section,
                        });
                    }
                }
            }
        }
        self.figures.append(&mut found);
    }

    /// What 均获维持 says of the reviews and lawsuits told right before it, from the figure `first` on: all of them were upheld.
    pub(super) fn upheld(&mut self, joined: &Joined<'_>, first: usize) {
        let is_case = |figure: &&Figure| DECIDED.iter().any(|(total, _)| figure.key.as_str() == *total);
        let cases: Vec<Figure> = self.figures.iter().skip(first).filter(is_case).cloned().collect();
        if cases.is_empty() {
            return;
        }
        let text = joined.text();
        let Some((at, words)) = ALL_UPHELD.iter().find_map(|&words| Some((text.find(words)?, words))) else { return };
        let from = text.get(..at).and_then(|head| head.rfind(['；', ';'])).unwrap_or(0);
        let told = joined.source(from, at);
        let cases: Vec<_> =
            cases.into_iter().filter(|case| case.span.is_some_and(|span| told.contains(span))).collect();
        // Of 7件，审结5件，均获维持 only those that were decided are meant.
        let head = text.get(from..at).unwrap_or_default();
        let numbers = head.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
        if numbers != cases.len() {
            return;
        }
        for case in cases {
            let Some((_, key)) = DECIDED.iter().find(|(total, _)| case.key.as_str() == *total) else { continue };
            self.figures.push(Figure {
                key: Key::from(*key),
                rule: "implied:all-upheld".to_owned(),
                span: Some(joined.source(at, at + words.len())),
                ..case
            });
        }
    }

    /// What follows without being said: 全部按时办结 means all that were received. Marked as implied; a stated figure
    /// leads it.
    pub(super) fn implied(&mut self, joined: &Joined<'_>, section: Option<u32>) {
        let pace = |hit: &crate::text::words::WordHit| {
            let mark = self.rules.mark(hit)?;
            Some((joined.source(hit.start, hit.end), sentence::all_closed(joined.text(), hit, mark)?))
        };
        let Some((all, pace)) = self.hits.iter().find_map(pace) else { return };
        // What was told last must be how many were received: 答复805件，均在期限内 speaks of the replies. And it must have
        // been told just before.
        let cases = ["request.received", "request.closed", "reply.total", "request.carried_out", "request.carried_in"];
        let last = self
            .figures
            .iter()
            .rev()
            .find(|figure| cases.contains(&figure.key.as_str()) || figure.key.as_str().starts_with("proposals."));
        let Some(received) = last.filter(|figure| figure.key.as_str() == "request.received") else { return };
        let near = received.sentence.is_some_and(|told| all.start.saturating_sub(told.end) <= NEAR);
        let (entry, unit) = (received.entry, received.unit.clone());
        if !near || entry.number().is_none() {
            return;
        }
        let (keys, rule): (&[&str], _) = match pace {
            Pace::OnTime => (&["request.closed", "request.closed.on_time"], "implied:all-closed-on-time"),
            Pace::Untold => (&["request.closed"], "implied:all-closed"),
        };
        for &key in keys {
            self.figures.push(Figure {
                key: Key::from(key),
                entry,
                unit: unit.clone(),
                approximate: false,
                from: From::Prose,
                rule: rule.to_owned(),
                span: Some(all),
                sentence: Some(joined.span),
                section,
            });
        }
    }
}
