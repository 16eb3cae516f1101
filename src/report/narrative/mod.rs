//! Figures that stand in sentences（叙述指标）.
//!
//! Before 2019 most figures stand nowhere else. Each body block is cut into sentences; in a sentence the words of the
//! rules are found in one pass; for each number the rules whose nearest word stands beside it are tried, and the one that
//! matches most, and closest, has it. Other years, subordinate bodies, and changes against last year are no figures of
//! this report. Silence gives nothing.

mod aside;
mod bodies;
mod category;
mod denial;
mod distribution;
mod joined;
mod marks;
mod pattern;
mod rules;
mod scope;
mod sentence;

use std::ops::Range;

use super::{Entry, Evidence, Figure, From, Key};
use crate::{
    Found, Span,
    error::Result,
    mention::Mention,
    page::{BlockKind, Role},
    text::words::WordHit,
};
pub use aside::{SetAside, Why, set_aside, ways};
use bodies::Bodies;
use distribution::Distribution;
use joined::Joined;
use marks::{Mark, Marks};
use pattern::{Around, Score};
use rules::{Place, Rules, Way};
use sentence::{Number, Setting, sentences};

/// The figures that the sentences of a document state for `year`, in reading order.
///
/// # Errors
/// Only where the built-in rules are malformed, which a test excludes.
pub(super) fn figures(evidence: Evidence<'_>, year: Option<i16>) -> Result<Vec<Figure>> {
    let mut reader = Reader::new(Rules::builtin()?, evidence, year);
    reader.read_all();
    Ok(reader.figures)
}

/// Bytes between a number and what is told of it without naming it again.
const NEAR: u32 = 600;

/// Those of the mentions that begin within `span`.
fn within(mentions: &[Found<Mention>], span: Span) -> &[Found<Mention>] {
    let first = mentions.partition_point(|found| found.span.start < span.start);
    let rest = mentions.get(first..).unwrap_or_default();
    rest.get(..rest.partition_point(|found| found.span.start < span.end)).unwrap_or_default()
}

struct Reader<'a> {
    rules: &'static Rules,
    evidence: Evidence<'a>,
    year: Option<i16>,
    /// Whether the report is that of a department, or may be one.
    is_of_department: bool,
    figures: Vec<Figure>,
    /// The section looked at last, and what it is about.
    topic: Option<(u32, Option<usize>)>,
    /// Where the sentence at hand begins.
    at: u32,
    /// The words of the rules in the sentence at hand.
    hits: Vec<WordHit>,
    /// Which marks are among them.
    present: Marks,
    /// What is no figure of this report, and why: only kept where someone asks.
    aside: Option<Vec<SetAside>>,
}

impl<'a> Reader<'a> {
    fn new(rules: &'static Rules, evidence: Evidence<'a>, year: Option<i16>) -> Self {
        Self {
            rules,
            evidence,
            year,
            is_of_department: scope::is_of_department(evidence),
            figures: Vec::new(),
            topic: None,
            at: 0,
            hits: Vec::new(),
            present: Marks::default(),
            aside: None,
        }
    }

    /// Reads the body sentence by sentence.
    fn read_all(&mut self) {
        let document = self.evidence.document;
        let prose = document.blocks.iter().filter(|block| block.role == Role::Body && block.kind != BlockKind::Table);
        let mut numbers = Vec::new();
        for block in prose {
            // Without a number, a denial or the words that all were closed, a block states nothing.
            let counts = |found: &Found<Mention>| {
                matches!(found.value, Mention::Quantity(_) | Mention::Percent(_) | Mention::Money(_))
            };
            let inside = within(self.evidence.mentions, block.span);
            if !inside.iter().any(counts) && !self.rules.unnumbered.is_in(block.span.of(&document.text)) {
                continue;
            }
            let mut before = Setting::default();
            for span in sentences(&document.text, block.span) {
                self.read(span, within(inside, span), &mut before, &mut numbers);
            }
        }
    }

    /// Reads one sentence; `before` is what the sentences before it in the block were about.
    fn read(
        &mut self,
        span: Span,
        mentions: &'a [Found<Mention>],
        before: &mut Setting,
        numbers: &mut Vec<Number<'a>>,
    ) {
        let joined = Joined::new(&self.evidence.document.text, span);
        let text = joined.text();
        self.at = span.start;
        self.hits.clear();
        self.rules.vocabulary.find(text, &mut self.hits);
        if self.hits.is_empty() {
            return;
        }
        sentence::numbers(mentions, &joined, numbers);
        sentence::bare_numbers(text, joined.is_wrapped(), self.rules, numbers);
        let section = self.section(span.start);
        let mut setting = Setting { section: section.and_then(|index| self.topic(index)), ..*before };
        setting.take(&self.hits, self.rules);
        let distributions = distribution::find(text, numbers);
        self.present = Marks::of(&self.hits, self.rules);
        let first = self.figures.len();
        let mut unread = Vec::new();
        // What the number before would have been, had it not counted more: its part is that.
        let mut whole: Vec<(&'static Way, Key)> = Vec::new();
        // Why the number before was none of this report: then its first part is none either.
        let mut before_it = None;
        for (index, number) in numbers.iter().enumerate() {
            let floor = index.checked_sub(1).and_then(|before| numbers.get(before)).map_or(0, |before| before.end);
            let ceiling = numbers.get(index + 1).map_or(text.len(), |after| after.start);
            let around =
                Around { sentence: text, hits: &self.hits, floor, start: number.start, end: number.end, ceiling };
            // A number without a measure word is counted as the one before it: 同意公开5件，不予公开2. Nought needs none.
            let lent = number.unit.is_empty().then(|| self.figures.get(first..)?.last()?.unit.clone()).flatten();
            let nought = number.unit.is_empty() && lent.is_none() && number.value.is_zero();
            if number.unit.is_empty() && ((lent.is_none() && !nought) || !sentence::is_labelled(around)) {
                continue;
            }
            let unit = lent.as_deref().unwrap_or(number.unit);
            let bits = if nought { u128::MAX } else { self.rules.unit(unit) };
            let list = distributions.iter().find(|list| list.numbers.contains(&index));
            // An item of a list is read without the words before the list.
            let of_item = || Setting { bodies: Bodies::of(around, self.rules, setting.bodies), ..setting };
            let mut found = match list {
                Some(list) => self.distributed(list, index, number, bits, text, of_item()),
                None => self.measures(bits, around, setting),
            };
            if list.is_none() && sentence::is_shared(around) {
                self.shared(around, number, bits, of_item(), &mut found);
            }
            let part = std::mem::take(&mut whole);
            let inherited = before_it.take().filter(|_| sentence::is_first_part(around, |_| true));
            let own = |words: &str| sentence::is_own_part(words, self.year);
            if found.is_empty() && !part.is_empty() && sentence::is_first_part(around, own) {
                found = part;
            }
            let mut misfit = None;
            if found.is_empty() && self.aside.is_some() {
                let uneven = list.is_some_and(|list| list.items.is_empty());
                misfit = Some(if uneven { Why::Uneven } else { Why::Unit });
                found = self.measures(if uneven { bits } else { u128::MAX }, around, setting);
            }
            if found.is_empty() {
                unread.push(number);
                continue;
            }
            let rule = sentence::is_counting_rule(around).then_some(Why::Rule);
            let change = sentence::is_change(around).then_some(Why::Change);
            let plan = (setting.section.is_some() && setting.section == self.rules.plan).then_some(Why::Plan);
            let foreign = || self.foreign(around, mentions, &joined);
            let rate = sentence::is_rate(around).then_some(Why::Rate);
            let why = rule.or(rate).or(change).or(plan).or_else(foreign).or(inherited).or(misfit);
            before_it = why.filter(|why| matches!(why, Why::Subordinate | Why::OtherYear | Why::Plan));
            if why == Some(Why::AllYears) {
                whole.clone_from(&found);
            }
            if why.is_some() && self.aside.is_none() {
                continue;
            }
            for (way, key) in found {
                let why = why.or_else(|| self.is_wider(key.as_str(), around));
                if why == Some(Why::Wider) {
                    whole.push((way, key.clone()));
                }
                let why = why.or_else(|| self.is_part(&key, around, span).then_some(Why::Part));
                let figure = Figure {
                    key,
                    entry: Entry::Number(number.value),
                    unit: (!nought).then(|| unit.to_owned()),
                    approximate: number.approximate,
                    from: From::Prose,
                    rule: way.rule.clone(),
                    span: Some(joined.source(number.start, number.end)),
                    sentence: Some(span),
                    section,
                };
                match (why, &mut self.aside) {
                    (None, _) => self.figures.push(figure),
                    (Some(why), Some(aside)) => aside.push(SetAside { figure, why }),
                    (Some(_), None) => {}
                }
            }
        }
        self.drop_twice_told(first);
        if unread.len() >= category::FEWEST && setting.has(self.rules.topic("active")) {
            self.categories(&joined, &unread, mentions, section);
        }
        self.denials(&joined, section, mentions);
        if self.present.any(&[Mark::OnTime, Mark::AllDone]) {
            self.implied(&joined, section);
        }
        self.upheld(&joined, first);
        before.sentence = setting.sentence;
        if self.present.any(&[Mark::Npc, Mark::Cppcc]) {
            before.bodies = Bodies::before(text, &self.hits, self.rules, text.len()).unwrap_or(setting.bodies);
        }
    }

    /// Whether the figure told last, but for other parts of the same, is the one that a measure is a part of.
    fn is_told_of(&self, measure: usize) -> bool {
        let whole = self.rules.measures.get(measure).and_then(|measure| measure.of.as_deref());
        let Some((whole, beside)) = whole.zip(self.rules.parts_beside.get(measure)) else { return false };
        let told = self.figures.iter().rev().find(|figure| beside.iter().all(|key| key != figure.key.as_str()));
        let near = |figure: &Figure| figure.sentence.is_some_and(|told| self.at.saturating_sub(told.end) <= NEAR);
        told.is_some_and(|figure| figure.key.as_str() == whole && near(figure))
    }

    /// The innermost section around `at`. Sections come in reading order, so the last that has begun and not ended.
    fn section(&self, at: u32) -> Option<u32> {
        let sections = self.evidence.sections;
        let begun = sections.partition_point(|section| section.span.start <= at);
        let mut index = begun.checked_sub(1)?;
        loop {
            let section = sections.get(index)?;
            if at < section.body.end || at < section.span.end {
                return u32::try_from(index).ok();
            }
            index = section.parent? as usize;
        }
    }

    /// What a section is about; of one after the other, asked once.
    fn topic(&mut self, section: u32) -> Option<usize> {
        match self.topic {
            Some((known, topic)) if known == section => topic,
            _ => {
                let topic = self.section_topic(section);
                self.topic = Some((section, topic));
                topic
            }
        }
    }

    /// What a section is about: by its own heading, else by those above it.
    fn section_topic(&self, section: u32) -> Option<usize> {
        let mut next = Some(section);
        while let Some(section) = next.and_then(|index| self.evidence.sections.get(index as usize)) {
            if let Some(topic) = self.rules.topic_of_heading(&section.heading) {
                return Some(topic);
            }
            next = section.parent;
        }
        None
    }

    /// The words of a mark before a number of the sentence at hand.
    fn marks<'h>(&self, around: Around<'h>, mark: Mark) -> impl Iterator<Item = &'h WordHit> {
        let senses = &self.rules.senses;
        let is = move |hit: &&WordHit| senses.get(hit.word as usize).is_some_and(|sense| sense.mark == Some(mark));
        let hits = if self.present.any(&[mark]) { around.hits } else { &[] };
        hits.iter().filter(move |hit| hit.end <= around.start).filter(is)
    }

    /// The figures that a number is: the best way of each measure, and of those the best. Where one value is given for
    /// several measures (均达到), all of them. `unit` is its measure word, as bits.
    fn measures(&self, unit: u128, around: Around<'_>, setting: Setting) -> Vec<(&'static Way, Key)> {
        let mut best: Vec<(Score, &'static Way)> = Vec::new();
        if unit == 0 {
            return Vec::new();
        }
        let reach = around.reach();
        for hit in around.beside() {
            let Some(sense) = self.rules.senses.get(hit.word as usize).filter(|sense| !sense.ways.is_empty()) else {
                continue;
            };
            let Some(gap) = around.gap(reach, hit) else { continue };
            let near = sense.ways.iter().filter(|lead| lead.gap >= gap && lead.units & unit != 0);
            for way in near.filter_map(|lead| self.rules.ways.get(lead.way)) {
                let topic = self.rules.topic_of.get(way.of).copied();
                let holds = match way.place {
                    Place::Anywhere => true,
                    Place::Topic => setting.has(topic),
                    Place::Part => self.is_told_of(way.of),
                };
                if !holds {
                    continue;
                }
                let Some((score, from, to)) = way.pattern.fit(hit, around) else { continue };
                if self.is_barred(way.of, around, from, to) {
                    continue;
                }
                match best.iter_mut().find(|(_, seen)| seen.of == way.of) {
                    Some(seen) if seen.0 < score => *seen = (score, way),
                    Some(_) => {}
                    None => best.push((score, way)),
                }
            }
        }
        if best.len() > 1 && !sentence::is_shared(around) {
            // Of equal scores the earlier rule has it, so that the order of the file decides.
            let top = best.iter().map(|&(score, _)| score).max();
            best.retain(|&(score, _)| Some(score) == top);
            best.truncate(1);
        }
        let keyed = |way: &'static Way| self.keys(way.of, around, setting).into_iter().map(move |key| (way, key));
        best.into_iter().flat_map(|(_, way)| keyed(way)).collect()
    }

    /// The figures of a number whose label stands in a list before all the numbers: the item is put before its number, with
    /// what the items have in common, and read as if it had been written so.
    fn distributed(
        &self,
        list: &Distribution,
        index: usize,
        number: &Number<'_>,
        bits: u128,
        text: &str,
        setting: Setting,
    ) -> Vec<(&'static Way, Key)> {
        let Some(item) = list.items.get(index - list.numbers.start) else { return Vec::new() };
        self.labelled(text, item, &list.tail, number, bits, setting)
    }

    /// Adds the figures of a number that is given to each item of a list: 行政复议、行政诉讼各1件.
    fn shared(
        &self,
        around: Around<'_>,
        number: &Number<'_>,
        bits: u128,
        setting: Setting,
        found: &mut Vec<(&'static Way, Key)>,
    ) {
        let (items, tail) = distribution::shared(around.sentence, around.floor, around.start);
        for item in items {
            for (way, key) in self.labelled(around.sentence, &item, &tail, number, bits, setting) {
                if found.iter().all(|(_, known)| *known != key) {
                    found.push((way, key));
                }
            }
        }
    }

    /// The figures of a number as if its label were the item, with what the items have in common.
    fn labelled(
        &self,
        text: &str,
        item: &Range<usize>,
        tail: &Range<usize>,
        number: &Number<'_>,
        bits: u128,
        setting: Setting,
    ) -> Vec<(&'static Way, Key)> {
        let part = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let (item, tail, value) = (part(item), part(tail), part(&(number.start..number.end)));
        for label in [item.to_owned(), format!("{item}{tail}")] {
            let sentence = format!("{label}{value}");
            let mut hits = Vec::new();
            self.rules.vocabulary.find(&sentence, &mut hits);
            let (start, end) = (label.len(), sentence.len());
            let around = Around { sentence: &sentence, hits: &hits, floor: 0, start, end, ceiling: end };
            let found = self.measures(bits, around, setting);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Whether a word that makes it another figure stands among the matched words.
    fn is_barred(&self, measure: usize, around: Around<'_>, from: usize, to: usize) -> bool {
        let from = from.min(around.floor.max(sentence::clause_start(around)));
        let until = to.max(around.end);
        let bars = |hit: &WordHit| {
            let Some(sense) = self.rules.sense(hit) else { return false };
            (hit.end > from && sense.bars.has(measure)) || sense.bars_before.has(measure)
        };
        around.hits.iter().filter(|hit| hit.start < until).any(bars)
    }

    /// The key of a measure; that of suggestions and proposals says whose they are, and is two where one value is given for
    /// both: 建议20件、提案31件，办复率均为100%.
    fn keys(&self, measure: usize, around: Around<'_>, setting: Setting) -> Vec<Key> {
        let Some(key) = self.rules.measures.get(measure).map(|measure| measure.key.as_str()) else { return Vec::new() };
        if !key.contains("{body}") {
            return vec![Key::from(key)];
        }
        let bodies = Bodies::of(around, self.rules, setting.bodies).names(around);
        bodies.iter().map(|body| Key::from(key.replace("{body}", body))).collect()
    }
}

#[cfg(test)]
mod tests;
