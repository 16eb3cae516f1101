//! The extractors: their examples, the cases of `fixtures/mentions`, the page made of them, and the laws for any text.

use std::{collections::BTreeMap, fs, path::Path};

use gongkai::mention::{self, Finder, Kind, Kinds, Mention};
use proptest::prelude::*;
use serde::Deserialize;

/// A file of `fixtures/mentions`: named after the kind whose extractor it is for, unless a case names its kinds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The text.
    text: String,
    /// The extractors that run, each alone; `["all"]` runs all of them under the overlap rule.
    kinds: Option<Vec<String>>,
    /// All that they find, in order. Nothing: a negative case.
    finds: Vec<Find>,
}

#[derive(Deserialize, PartialEq, Debug)]
struct Find {
    text: String,
    value: String,
    /// Where more than one kind is asked for.
    kind: Option<String>,
    /// What else the value must be, where the case says it; names as in JSON.
    #[serde(flatten)]
    more: BTreeMap<String, String>,
}

/// What quantities, money and shares say besides their value.
fn more(mention: &Mention) -> BTreeMap<String, String> {
    let name = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    let bound = |bound| name(serde_json::to_value(bound).unwrap());
    let (mut more, high) = match mention {
        Mention::Quantity(quantity) => {
            let dimension = name(serde_json::to_value(quantity.dimension).unwrap());
            let unit = quantity.unit.clone();
            let all = [("unit", unit), ("dimension", dimension), ("each", quantity.each.to_string())];
            (BTreeMap::from(all), Some((bound(quantity.bound), quantity.high)))
        }
        Mention::Money(money) => {
            let all = [("unit", money.unit.clone()), ("currency", money.currency.to_owned())];
            (BTreeMap::from(all), Some((bound(money.bound), money.high)))
        }
        Mention::Percent(share) => (BTreeMap::new(), Some((bound(share.bound), share.high))),
        _ => (BTreeMap::new(), None),
    };
    if let Some((bound, high)) = high {
        more.insert("bound", bound);
        more.extend(high.map(|high| ("high", high.normalize().to_string())));
    }
    more.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files() -> BTreeMap<String, File> {
    let folder = fs::read_dir(root().join("fixtures/mentions")).unwrap();
    let files = folder.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        (name.clone(), toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
    });
    files.collect()
}

fn finder(name: &str, case: &Case) -> Finder {
    let own = [name.to_owned()];
    let names = case.kinds.as_deref().unwrap_or(&own);
    if names == ["all"] {
        return Finder::new(Kinds::ALL.without(Kind::Organization), true);
    }
    let kind = |name: &String| Kind::from_name(name).unwrap_or_else(|| panic!("no kind {name}"));
    Finder::new(names.iter().map(kind).fold(Kinds::NONE, Kinds::with), false)
}

#[test]
fn every_case_finds_what_it_says() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    // Organizations need the segmenter.
    let read = |name: &String| cfg!(feature = "segment") || name != Kind::Organization.name();
    for (name, file) in files().into_iter().filter(|(name, _)| read(name)) {
        for case in &file.case {
            let mut found = Vec::new();
            finder(&name, case).find(&case.text, 0..case.text.len(), &mut found);
            let got = found.iter().map(|mention| Find {
                text: mention.span.of(&case.text).to_owned(),
                value: mention.value.value(),
                kind: Some(mention.value.kind().name().to_owned()),
                more: more(&mention.value),
            });
            let got: Vec<_> = got.collect();
            let same = |(got, want): (&Find, &Find)| {
                let more = want.more.iter().all(|(key, value)| got.more.get(key) == Some(value));
                let kind = want.kind.is_none() || got.kind == want.kind;
                got.text == want.text && got.value == want.value && kind && more
            };
            if got.len() != case.finds.len() || !got.iter().zip(&case.finds).all(same) {
                wrong.push(format!("{name}: {}\n  finds {got:?}\n  not   {:?}", case.text, case.finds));
            }
            cases += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_example_finds_what_it_says() {
    let broken = mention::broken_examples();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// With `GONGKAI_BLESS=1` the page is written anew. It shows every extractor, so it needs them all.
#[cfg(feature = "segment")]
#[test]
fn the_page_of_extractors_is_that_of_their_examples() {
    let path = root().join("docs/EXTRACTORS.md");
    let page = mention::extractors_page();
    if std::env::var_os("GONGKAI_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/EXTRACTORS.md is not what the examples say: run the tests with GONGKAI_BLESS=1");
}

/// Official prose with every kind of mention, to be cut up.
const PROSE: &[&str] = &[
    "2015年，我市共主动公开政府信息1，942条，其中规范性文件８条，同比增长百分之六点三。",
    "根据《中华人民共和国政府信息公开条例》（国务院令第492号）和辽政办发〔2015〕39号文件要求，",
    "每月5日前报送；自二〇一五年一月一日起至12月31日止，共收到申请三百二十余件，",
    "收取检索费、复制费160.5964万元，比上年减少2.3个百分点，5-8件未办结，大于20而小于等于三十五的",
    "第十和第十五之间；第一时间回应，“十三五”期间投入3亿4500万元，惠及几十万人。\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_order_on_boundaries_in_any_text(
        pieces in prop::collection::vec((0..PROSE.len(), 0usize..60, 0usize..60, "[0-9０-９零一两三十百千万亿点分之第年月日号%％《》〔〕（），。 ～-]{0,6}"), 1..5),
        disjoint: bool,
    ) {
        let mut text = String::new();
        for (index, from, len, noise) in pieces {
            text.extend(PROSE[index].chars().skip(from).take(len));
            text.push_str(&noise);
        }
        let mut found = Vec::new();
        Finder::new(Kinds::ALL.without(Kind::Organization), disjoint).find(&text, 0..text.len(), &mut found);
        let mut last = (0, 0);
        for mention in &found {
            let range = mention.span.range();
            prop_assert!(range.start < range.end, "empty: {:?} in {}", mention.value, text);
            prop_assert!(text.get(range.clone()).is_some(), "off a boundary: {:?} in {}", mention, text);
            prop_assert!(range.start >= if disjoint { last.1 } else { last.0 }, "out of order in {}", text);
            last = (range.start, range.end);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,80}") {
        let mut found = Vec::new();
        Finder::new(Kinds::ALL.without(Kind::Organization), true).find(&text, 0..text.len(), &mut found);
        prop_assert!(found.iter().all(|mention| text.get(mention.span.range()).is_some()));
    }
}
