//! The prose rules as data: `rules.toml`, parsed once.

use once_cell::sync::OnceCell;
use serde::Deserialize;

use super::{
    marks::{MARKS, Mark},
    pattern::{Gap, Lexicon, Pattern},
};
use crate::{
    error::{Error, Result},
    text::words::{Vocabulary, WordHit},
};

const RULES: &str = include_str!("rules.toml");

/// A kind of subject matter that sections and sentences are about.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) name: String,
    /// Words of headings.
    pub(super) headings: Vec<String>,
    /// Words of sentences.
    sentence: Vec<String>,
}

/// A figure and the ways in which sentences state it.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Measure {
    pub(super) key: String,
    topic: String,
    units: Vec<String>,
    patterns: Vec<String>,
    #[serde(default)]
    within: Vec<String>,
    /// The figure that this one is a part of, and ways to say it that count only right after that one.
    pub(super) of: Option<String>,
    #[serde(default)]
    part: Vec<String>,
    /// Words that must not stand between the label and the number, nor around the label: they make it another figure.
    #[serde(default)]
    no_words: Vec<String>,
    /// Words that make it another figure wherever they stand before it in the sentence.
    #[serde(default)]
    no_before: Vec<String>,
    /// Examples: a sentence and the value in it.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the file is refused where an example does not parse; tests run them")
    )]
    pub(super) yes: Vec<(String, String)>,
    /// Sentences that do not state the figure.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the file is refused where an example does not parse; tests run them")
    )]
    pub(super) no: Vec<String>,
}

/// A figure and the ways in which sentences deny it.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct Denial {
    pub(super) keys: Vec<String>,
    patterns: Vec<String>,
    #[serde(default)]
    no_words: Vec<String>,
    /// What must not stand directly behind the words: 无…公开申请行政复议 denies no request.
    #[serde(default)]
    pub(super) no_after: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the file is refused where an example does not parse; tests run them")
    )]
    pub(super) yes: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the file is refused where an example does not parse; tests run them")
    )]
    pub(super) no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    topic: Vec<Topic>,
    measure: Vec<Measure>,
    none: Vec<Denial>,
}

/// Where a way of saying counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Anywhere,
    /// Where the context has the topic.
    Topic,
    /// Where the figure told last is the one that this is a part of.
    Part,
}

/// One way of saying, ready to be matched.
#[derive(Debug)]
pub(super) struct Way {
    /// Index of the measure or denial.
    pub(super) of: usize,
    /// Where it counts.
    pub(super) place: Place,
    /// The pattern as the file has it.
    pub(super) source: String,
    /// The rule of a figure that is read so.
    pub(super) rule: String,
    pub(super) pattern: Pattern,
}

/// A way as its nearest word leads to it: what can be told before the words are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    pub(super) way: usize,
    /// The gap that the word may keep from the number.
    pub(super) gap: Gap,
    /// The measure words of its measure, as bits.
    pub(super) units: u128,
}

/// What a word of the vocabulary says beside its part in patterns.
#[derive(Clone, Debug, Default)]
pub(super) struct Sense {
    /// Ways whose nearest word this is: only they are tried where it stands.
    pub(super) ways: Vec<Lead>,
    /// Denials whose nearest word this is.
    pub(super) denials: Vec<usize>,
    /// Topic of a sentence in which it stands.
    pub(super) topic: Option<usize>,
    /// Measures that it rules out, and denials.
    pub(super) bars: MeasureSet,
    /// Measures that it rules out wherever it stands before the number.
    pub(super) bars_before: MeasureSet,
    pub(super) bars_denial: Vec<usize>,
    pub(super) mark: Option<Mark>,
}

/// Measures by their indices, as bits: asked of every word around every number that may be one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MeasureSet([u64; 4]);

impl MeasureSet {
    /// How many measures there may be.
    const MOST: usize = 256;

    pub(super) fn has(self, measure: usize) -> bool {
        self.0.get(measure / 64).is_some_and(|bits| bits >> (measure % 64) & 1 == 1)
    }

    fn insert(&mut self, measure: usize) {
        if let Some(bits) = self.0.get_mut(measure / 64) {
            *bits |= 1 << (measure % 64);
        }
    }
}

/// The parsed rules.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) topics: Vec<Topic>,
    pub(super) measures: Vec<Measure>,
    pub(super) denials: Vec<Denial>,
    /// Topic of each measure.
    pub(super) topic_of: Vec<usize>,
    /// Of each measure, the keys of all that are parts of the same figure as it; none where it is no part.
    pub(super) parts_beside: Vec<Vec<String>>,
    pub(super) ways: Vec<Way>,
    pub(super) denial_ways: Vec<Way>,
    pub(super) vocabulary: Vocabulary,
    /// The words of headings, and the topic of each.
    headings: Vocabulary,
    heading_topics: Vec<usize>,
    /// The words by which a block without a number says something.
    pub(super) unnumbered: Vocabulary,
    /// What each word of the vocabulary says.
    pub(super) senses: Vec<Sense>,
    /// All measure words of the file, in order.
    units: Vec<String>,
    /// The topic of sections about what will be done.
    pub(super) plan: Option<usize>,
}

impl Rules {
    /// The bit of a measure word; 0 where no figure has it.
    pub(super) fn unit(&self, unit: &str) -> u128 {
        self.units.binary_search_by(|known| known.as_str().cmp(unit)).map_or(0, |index| 1 << index)
    }

    /// What a word that was found says.
    pub(super) fn sense(&self, hit: &WordHit) -> Option<&Sense> {
        self.senses.get(hit.word as usize)
    }

    /// The longest measure word that `text` begins with.
    pub(super) fn leading_unit(&self, text: &str) -> Option<&str> {
        let units = self.units.iter().filter(|unit| text.starts_with(unit.as_str()));
        units.max_by_key(|unit| unit.len()).map(String::as_str)
    }

    /// The topic of that name.
    pub(super) fn topic(&self, name: &str) -> Option<usize> {
        self.topics.iter().position(|topic| topic.name == name)
    }

    /// What a heading says that its section is about; of several topics the first of the file.
    pub(super) fn topic_of_heading(&self, heading: &str) -> Option<usize> {
        let mut hits = Vec::new();
        self.headings.find(heading, &mut hits);
        hits.iter().filter_map(|hit| self.heading_topics.get(hit.word as usize)).min().copied()
    }

    /// What a word says to the reading of sentences itself.
    pub(super) fn mark(&self, hit: &WordHit) -> Option<Mark> {
        self.sense(hit)?.mark
    }

    /// The built-in rules, parsed at first use.
    pub(super) fn builtin() -> Result<&'static Self> {
        static BUILTIN: OnceCell<Rules> = OnceCell::new();
        BUILTIN.get_or_try_init(|| Self::parse(RULES))
    }

    fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().and_then(|span| text.get(..span.start)).map(|head| head.matches('\n').count() + 1);
            Error::data("rules.toml", line, error.message())
        })?;
        let wrong = |message: String| Error::data("rules.toml", None, message);
        let mut lexicon = Lexicon::default();
        let mut topic_of = Vec::with_capacity(file.measure.len());
        let mut ways = Vec::new();
        for (of, measure) in file.measure.iter().enumerate() {
            let topic = file.topic.iter().position(|topic| topic.name == measure.topic);
            topic_of.push(topic.ok_or_else(|| wrong(format!("{}: no topic {}", measure.key, measure.topic)))?);
            let said =
                [(&measure.patterns, Place::Anywhere), (&measure.within, Place::Topic), (&measure.part, Place::Part)];
            for (sources, place) in said {
                for source in sources {
                    let pattern = Pattern::parse(source, &mut lexicon);
                    let pattern = pattern.map_err(|why| wrong(format!("{}: {source}: {why}", measure.key)))?;
                    ways.push(Way { of, place, source: source.clone(), rule: format!("prose {source}"), pattern });
                }
            }
        }
        let parts_beside = file.measure.iter().map(|measure| {
            let beside = file.measure.iter().filter(|other| measure.of.is_some() && other.of == measure.of);
            beside.map(|other| other.key.clone()).collect()
        });
        let parts_beside = parts_beside.collect();
        let mut denial_ways = Vec::new();
        for (of, denial) in file.none.iter().enumerate() {
            for source in &denial.patterns {
                let pattern = Pattern::parse(source, &mut lexicon).map_err(|why| wrong(format!("{source}: {why}")))?;
                denial_ways.push(Way {
                    of,
                    place: Place::Anywhere,
                    source: source.clone(),
                    rule: format!("none {source}"),
                    pattern,
                });
            }
        }
        let mut units: Vec<String> = file.measure.iter().flat_map(|measure| measure.units.iter().cloned()).collect();
        units.sort_unstable();
        units.dedup();
        if units.len() > u128::BITS as usize {
            return Err(wrong(format!("{} measure words, over {}", units.len(), u128::BITS)));
        }
        if file.measure.len() > MeasureSet::MOST {
            return Err(wrong(format!("{} measures, over {}", file.measure.len(), MeasureSet::MOST)));
        }
        let bit = |unit: &String| units.binary_search(unit).map_or(0, |index| 1 << index);
        let units_of: Vec<u128> =
            file.measure.iter().map(|measure| measure.units.iter().map(bit).fold(0, |bits, bit| bits | bit)).collect();
        let senses = senses(&file, &ways, &units_of, &denial_ways, &mut lexicon);
        let vocabulary = Vocabulary::new(&lexicon.words)?;
        let says = |(mark, _): &&(Mark, _)| matches!(mark, Mark::Denial | Mark::OnTime | Mark::AllDone);
        let unnumbered = Vocabulary::new(MARKS.iter().filter(says).flat_map(|(_, words)| words.iter()))?;
        let of_headings = file.topic.iter().enumerate();
        let (heading_topics, words): (Vec<usize>, Vec<&String>) =
            of_headings.flat_map(|(index, topic)| topic.headings.iter().map(move |word| (index, word))).unzip();
        let headings = Vocabulary::new(words)?;
        let File { topic: topics, measure: measures, none: denials } = file;
        let plan = topics.iter().position(|topic| topic.name == "plan");
        Ok(Self {
            plan,
            topics,
            measures,
            denials,
            topic_of,
            parts_beside,
            ways,
            denial_ways,
            vocabulary,
            headings,
            heading_topics,
            unnumbered,
            senses,
            units,
        })
    }
}

/// What each word says. All words of the file and of [`MARKS`] are in the lexicon afterwards.
fn senses(file: &File, ways: &[Way], units_of: &[u128], denials: &[Way], lexicon: &mut Lexicon) -> Vec<Sense> {
    let mut senses: Vec<Sense> = Vec::new();
    let mut note = |word: u32, tell: &mut dyn FnMut(&mut Sense)| {
        let index = word as usize;
        if senses.len() <= index {
            senses.resize(index + 1, Sense::default());
        }
        if let Some(sense) = senses.get_mut(index) {
            tell(sense);
        }
    };
    for (index, way) in ways.iter().enumerate() {
        let units = units_of.get(way.of).copied().unwrap_or_default();
        let lead = Lead { way: index, gap: way.pattern.nearest_gap(), units };
        for &word in way.pattern.nearest() {
            note(word, &mut |sense| sense.ways.push(lead));
        }
    }
    for (index, way) in denials.iter().enumerate() {
        for &word in way.pattern.nearest() {
            note(word, &mut |sense| sense.denials.push(index));
        }
    }
    for (index, topic) in file.topic.iter().enumerate() {
        for word in &topic.sentence {
            note(lexicon.intern(word), &mut |sense| sense.topic = Some(index));
        }
    }
    for (index, measure) in file.measure.iter().enumerate() {
        for word in &measure.no_words {
            note(lexicon.intern(word), &mut |sense| sense.bars.insert(index));
        }
        for word in &measure.no_before {
            note(lexicon.intern(word), &mut |sense| sense.bars_before.insert(index));
        }
    }
    for (index, denial) in file.none.iter().enumerate() {
        for word in &denial.no_words {
            note(lexicon.intern(word), &mut |sense| sense.bars_denial.push(index));
        }
    }
    for (mark, words) in MARKS {
        for word in *words {
            note(lexicon.intern(word), &mut |sense| sense.mark = Some(*mark));
        }
    }
    senses.resize(lexicon.words.len(), Sense::default());
    senses
}
