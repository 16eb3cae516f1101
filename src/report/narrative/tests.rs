//! The rules, each by its own examples, and what the reading of sentences does beside them.

use super::*;
use crate::{
    Reader as LineReader,
    mention::{Kind, Kinds},
    page::Media,
    report::Facts,
};

/// Reads `sentence` under `heading` in a report of 2016.
fn read(heading: &str, sentence: &str) -> Vec<Figure> {
    let reader = LineReader::new().media(Media::Text).kinds(Kinds::ALL.without(Kind::Organization));
    let reading = reader.read(format!("一、{heading}\n{sentence}\n").as_bytes()).unwrap();
    let evidence = Evidence {
        document: &reading.document,
        sections: &reading.sections,
        mentions: &reading.mentions,
        facts: &Facts::default(),
    };
    figures(evidence, Some(2016)).unwrap()
}

fn stated<'f>(figures: &'f [Figure], key: &str) -> Vec<&'f Figure> {
    let npc = key.replace("{body}", "npc");
    let cppcc = key.replace("{body}", "cppcc");
    figures.iter().filter(|figure| figure.key.as_str() == npc || figure.key.as_str() == cppcc).collect()
}

#[test]
fn every_measure_is_read_from_its_examples_and_from_no_other() {
    let rules = Rules::builtin().unwrap();
    let mut wrong = Vec::new();
    for (index, measure) in rules.measures.iter().enumerate() {
        let heading = &rules.topics[rules.topic_of[index]].headings[0];
        assert!(!measure.yes.is_empty() && !measure.no.is_empty(), "{} lacks examples", measure.key);
        for (sentence, value) in &measure.yes {
            let figures = read(heading, sentence);
            let found = stated(&figures, &measure.key);
            let values: Vec<String> =
                found.iter().filter_map(|figure| figure.entry.number()).map(|n| n.normalize().to_string()).collect();
            if values.first() != Some(value) {
                wrong.push(format!("{}: {sentence} gives {values:?}, not {value}", measure.key));
            }
        }
        for sentence in &measure.no {
            let figures = read(heading, sentence);
            for figure in stated(&figures, &measure.key).iter().filter(|figure| figure.entry.number().is_some()) {
                wrong.push(format!("{}: {sentence} gives {:?} by {}", measure.key, figure.entry, figure.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn values(heading: &str, sentence: &str, key: &str) -> Vec<String> {
    let figures = read(heading, sentence);
    stated(&figures, key).iter().filter_map(|figure| figure.entry.number()).map(|n| n.normalize().to_string()).collect()
}

#[test]
fn values_in_the_order_of_a_list_go_to_its_items() {
    let sentence = "其中，当面申请、网络申请、信函申请分别为2件、7件、5件。";
    assert_eq!(values("依申请公开情况", sentence, "request.medium.in_person"), ["2"]);
    assert_eq!(values("依申请公开情况", sentence, "request.medium.online"), ["7"]);
    assert_eq!(values("依申请公开情况", sentence, "request.medium.letter"), ["5"]);
    let shared = "政务微博、政务微信公开信息分别为12条、30条。";
    assert_eq!(values("主动公开情况", shared, "active.channels.weibo"), ["12"]);
    assert_eq!(values("主动公开情况", shared, "active.channels.wechat"), ["30"]);
    // Three values for two items: nothing is certain.
    let odd = "当面申请和信函申请分别为2件、5件、1件。";
    assert!(values("依申请公开情况", odd, "request.medium.letter").is_empty());
    assert!(values("依申请公开情况", odd, "request.medium.in_person").is_empty());
}

#[test]
fn what_is_denied_is_stated_none_and_silence_is_nothing() {
    let rules = Rules::builtin().unwrap();
    let mut wrong = Vec::new();
    for denial in &rules.denials {
        for (sentences, expected) in [(&denial.yes, true), (&denial.no, false)] {
            for sentence in sentences {
                let figures = read("总体情况", sentence);
                for key in &denial.keys {
                    let none = stated(&figures, key).iter().any(|figure| figure.entry == Entry::StatedNone);
                    if none != expected {
                        wrong.push(format!("{key}: {sentence}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
