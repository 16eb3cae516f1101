//! Text to mentions: in order, on character boundaries, and never over each other.

#![no_main]

use gongkai::mention::{Kind, Kinds, find};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for found in find(text, Kinds::ALL.without(Kind::Organization)) {
        assert!(found.span.start >= end && !found.span.is_empty(), "over the one before: {found:?}");
        assert!(text.get(found.span.range()).is_some(), "off the text: {found:?}");
        end = found.span.end;
    }
});
