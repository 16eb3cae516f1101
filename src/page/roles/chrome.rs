//! Names that portals give to the parts of their pages（版块命名）: the rows of `chrome.toml`, each under the family of portals
//! that has it and where that can be read. A portal family is added there.

use std::collections::BTreeMap;

use once_cell::sync::Lazy;
use serde::{
    Deserialize,
    de::{IntoDeserializer, value},
};

use crate::page::Role;

/// What a name says of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hint {
    /// Chrome, whatever it holds.
    Chrome(Role),
    /// Chrome where it looks like it: few words, many links.
    Weak(Role),
    /// The text of the document.
    Text,
    /// The title of the document.
    Title,
}

use Hint::{Chrome, Text, Title, Weak};

const ROWS: &str = include_str!("chrome.toml");

/// What is read of the rows; names and sources are for people.
#[derive(Deserialize)]
struct File {
    family: Vec<Family>,
}

/// The names of one family, by what they say.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Family {
    chrome: BTreeMap<String, Vec<String>>,
    weak: BTreeMap<String, Vec<String>>,
    text: Vec<String>,
    title: Vec<String>,
}

/// The longest word.
const LONGEST: usize = 20;

/// Which lengths the words have that begin with each letter: most words of a page are told by this to be none.
static LENGTHS: Lazy<[u32; 26]> = Lazy::new(|| {
    let mut lengths = [0; 26];
    for (word, _) in &*WORDS {
        if let Some(of) = word.bytes().next().and_then(|first| lengths.get_mut(letter(first))) {
            *of |= 1 << word.len().min(31);
        }
    }
    lengths
});

/// The place of a letter in the alphabet.
fn letter(byte: u8) -> usize {
    usize::from(byte.to_ascii_lowercase()).wrapping_sub(usize::from(b'a'))
}

/// Sorted by word. That all of `chrome.toml` is read is for a test to say: a page is no place to fail for it.
static WORDS: Lazy<Vec<(String, Hint)>> = Lazy::new(|| {
    let families = toml::from_str::<File>(ROWS).map(|file| file.family).unwrap_or_default();
    let mut words: Vec<(String, Hint)> = families.into_iter().flat_map(Family::words).collect();
    words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    words
});

impl Family {
    fn words(self) -> impl Iterator<Item = (String, Hint)> {
        let named = |rows: BTreeMap<String, Vec<String>>, hint: fn(Role) -> Hint| {
            rows.into_iter().flat_map(move |(role, words)| {
                let role = role_of(&role).map(hint);
                words.into_iter().filter_map(move |word| Some((word, role?)))
            })
        };
        let plain = |words: Vec<String>, hint: Hint| words.into_iter().map(move |word| (word, hint));
        named(self.chrome, Chrome)
            .chain(named(self.weak, Weak))
            .chain(plain(self.text, Text))
            .chain(plain(self.title, Title))
    }
}

fn role_of(name: &str) -> Option<Role> {
    let name: value::StrDeserializer<'_, value::Error> = name.into_deserializer();
    Role::deserialize(name).ok()
}

/// What the names of an element say: of several words chrome goes first, as in `article-footer`.
pub(super) fn hint(class: &str, id: &str) -> Option<Hint> {
    let mut best = None;
    for name in [id, class] {
        for word in words(name) {
            let Some(hint) = look_up(word) else { continue };
            best = match (best, hint) {
                (Some(Chrome(role)), _) => Some(Chrome(role)),
                (_, Chrome(role)) => Some(Chrome(role)),
                (Some(old), _) => Some(old),
                (None, new) => Some(new),
            };
        }
    }
    best
}

fn look_up(word: &str) -> Option<Hint> {
    let lengths = word.bytes().next().and_then(|first| LENGTHS.get(letter(first)))?;
    if word.len() > LONGEST || lengths >> word.len() & 1 == 0 {
        return None;
    }
    let mut lower = [0_u8; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let at = WORDS.binary_search_by(|(row, _)| row.as_bytes().cmp(lower)).ok()?;
    WORDS.get(at).map(|(_, hint)| *hint)
}

/// The words of a name, cut at what is no letter and before a capital that follows a small letter.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(|b| !b.is_ascii_alphabetic()) {
            at += 1;
        }
        let start = at;
        while let Some(b) = bytes.get(at) {
            let hump = at > start && b.is_ascii_uppercase() && bytes.get(at - 1).is_some_and(u8::is_ascii_lowercase);
            if !b.is_ascii_alphabetic() || hump {
                break;
            }
            at += 1;
        }
        (at > start).then(|| name.get(start..at).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_has_its_family_and_source() {
        let file: toml::Table = toml::from_str(ROWS).unwrap();
        let mut rows = 0;
        for family in file["family"].as_array().unwrap() {
            for (key, value) in family.as_table().unwrap() {
                match key.as_str() {
                    "name" | "source" => assert!(value.as_str().is_some_and(|words| !words.is_empty())),
                    "chrome" | "weak" => {
                        rows +=
                            value.as_table().unwrap().values().map(|row| row.as_array().unwrap().len()).sum::<usize>()
                    }
                    "text" | "title" => rows += value.as_array().unwrap().len(),
                    other => panic!("{other} says nothing"),
                }
            }
            assert!(family.get("name").is_some() && family.get("source").is_some(), "{family}");
        }
        assert_eq!((WORDS.len(), file.len()), (rows, 1));
    }

    #[test]
    fn every_word_stands_once_as_names_are_cut() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        let whole =
            |word: &str| words(word).eq([word]) && word.len() <= LONGEST && !word.contains(|c: char| c.is_uppercase());
        assert!(WORDS.iter().all(|(word, _)| whole(word)));
    }

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("ewb-footerNav2 TRS_Editor").collect::<Vec<_>>(), ["ewb", "footer", "Nav", "TRS", "Editor"]);
        assert_eq!(hint("ewb-footerNav2", ""), Some(Chrome(Role::Footer)));
        assert_eq!(hint("content", "adapter"), None);
        assert_eq!(hint("right", "UCAP-CONTENT"), Some(Text));
        assert_eq!(hint("header-load", "readme"), Some(Weak(Role::Navigation)));
    }
}
