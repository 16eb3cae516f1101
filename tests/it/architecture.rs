//! The shape of the code, checked: who may import whom, which crate may be named where, what the library may not touch.
//! The rules are data; each is shown to catch a source that breaks it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::rust_source::{self, Use};

/// A floor: its modules, the floors it may import beside itself, and the third-party crates it may name.
struct Floor {
    name: &'static str,
    modules: &'static [&'static str],
    below: &'static [&'static str],
    crates: &'static [&'static str],
}

/// The house, from the ground up. `docs/DESIGN.md` says why. A crate whose types travel upwards as values (exact
/// decimals, civil dates) is named on every floor that handles them.
const FLOORS: &[Floor] = &[
    Floor { name: "base", modules: &["span", "finding", "error", "limits"], below: &[], crates: &["serde"] },
    Floor {
        name: "text",
        modules: &["text"],
        below: &["base"],
        crates: &["serde", "encoding_rs", "chardetng", "jieba_rs", "rust_decimal", "once_cell", "memchr", "simdutf8"],
    },
    Floor {
        name: "page",
        modules: &["page"],
        below: &["base", "text"],
        crates: &["serde", "scraper", "html5ever", "ego_tree", "memchr", "toml", "once_cell"],
    },
    Floor { name: "outline", modules: &["outline"], below: &["base", "text", "page"], crates: &[] },
    Floor {
        name: "mention",
        modules: &["mention"],
        below: &["base", "text"],
        crates: &["serde", "rust_decimal", "jiff", "once_cell"],
    },
    Floor {
        name: "report",
        modules: &["report"],
        below: &["base", "text", "page", "outline", "mention"],
        crates: &["serde", "rust_decimal", "jiff", "toml", "once_cell", "regex"],
    },
    Floor {
        name: "check",
        modules: &["check"],
        below: &["base", "text", "page", "outline", "mention", "report"],
        crates: &["rust_decimal", "jiff"],
    },
    Floor {
        name: "write",
        modules: &["write"],
        below: &["base", "text", "page", "outline", "mention", "report", "check", "root"],
        crates: &["serde", "serde_json", "itoa", "rust_decimal", "jiff"],
    },
    Floor {
        name: "root",
        modules: &["lib", "reader"],
        below: &["base", "text", "page", "outline", "mention", "report", "check", "write"],
        crates: &[],
    },
];

/// What would make the same bytes give another answer elsewhere or tomorrow.
const OUTSIDE_WORLD: &[&str] = &["fs", "env", "net", "time", "process"];
const CLOCKS: &[&str] = &["SystemTime", "Instant", "Zoned"];

const MOST_LINES: usize = 500;

/// Where absolute paths of somebody's machine begin.
const MACHINE_FOLDERS: &[&str] = &["work", "home", "root", "tmp", "Users", "mnt", "workspace"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files under the folders and files named, by path from the root, sorted.
fn files(of: &[&str], extension: Option<&str>) -> Vec<(String, String)> {
    fn walk(path: &Path, found: &mut Vec<PathBuf>) {
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap() {
                let path = entry.unwrap().path();
                if path.file_name().is_none_or(|name| name != "target" && name != "proptest-regressions") {
                    walk(&path, found);
                }
            }
        } else if path.is_file() {
            found.push(path.to_owned());
        }
    }
    let mut found = Vec::new();
    of.iter().for_each(|name| walk(&root().join(name), &mut found));
    found.sort();
    found
        .into_iter()
        .filter(|path| extension.is_none_or(|wanted| path.extension().is_some_and(|have| have == wanted)))
        .filter_map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            Some((name, String::from_utf8(fs::read(&path).unwrap()).ok()?))
        })
        .collect()
}

/// Module path of a file of the library: `src/page/guard.rs` is `["page", "guard"]`.
fn module(file: &str) -> Vec<&str> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    path.trim_end_matches("/mod").split('/').collect()
}

fn floor_of(name: &str) -> Option<&'static Floor> {
    FLOORS.iter().find(|floor| floor.modules.contains(&name))
}

/// Which module each name of `lib.rs` really comes from: `Document` is of `page`.
fn exports(lib: &str) -> Vec<(String, String)> {
    let uses = rust_source::uses(lib);
    uses.into_iter().filter(|u| u.path.len() == 2).map(|u| (u.path[1].clone(), u.path[0].clone())).collect()
}

/// Names of the third-party crates as code spells them.
fn dependencies(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let rows = lines.take_while(|line| !line.starts_with('['));
    rows.filter_map(|row| Some(row.split_once(" = ")?.0.replace('-', "_"))).collect()
}

/// The floor or root name that a path leads to, where it leads inside the library.
fn target(u: &Use, depth: usize) -> Option<&str> {
    let supers = u.path.iter().take_while(|part| *part == "super").count();
    match u.path.first()?.as_str() {
        "crate" => u.path.get(1).map(String::as_str),
        "super" if supers >= depth => u.path.get(supers).map(String::as_str),
        _ => None,
    }
}

/// Everything that is wrong with one source file of the library.
fn complaints(file: &str, source: &str, exports: &[(String, String)], crates: &[String]) -> Vec<String> {
    let module = module(file);
    let Some(here) = floor_of(module[0]) else { return vec![format!("{file}: stands on no floor")] };
    let mut complaints = Vec::new();
    // A floor may be tested from above.
    let built = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    for u in rust_source::uses(built) {
        let complain = |what: String| format!("{file}:{}: {what}", u.line);
        if let Some(name) = target(&u, module.len()) {
            let from = exports.iter().find(|(export, _)| export == name).map_or(name, |(_, module)| module);
            if let Some(there) = floor_of(from)
                && there.name != here.name
                && !here.below.contains(&there.name)
            {
                complaints.push(complain(format!("{} imports {name} of {}", here.name, there.name)));
            }
        }
        let first = u.path[0].as_str();
        if crates.iter().any(|name| name == first) && !here.crates.contains(&first) {
            complaints.push(complain(format!("{} names the crate {first}", here.name)));
        }
        if first == "std" && u.path.get(1).is_some_and(|part| OUTSIDE_WORLD.contains(&part.as_str())) {
            complaints.push(complain(format!("the library touches std::{}", u.path[1])));
        }
        if let Some(clock) = u.path.iter().find(|part| CLOCKS.contains(&part.as_str())) {
            complaints.push(complain(format!("the library asks the clock: {clock}")));
        }
    }
    complaints
}

fn long(file: &str, source: &str) -> Option<String> {
    let lines = source.lines().count();
    (lines > MOST_LINES).then(|| format!("{file}: {lines} lines, over {MOST_LINES}: split it by concept"))
}

/// The lines that name a place on somebody's machine.
fn machine_paths(file: &str, text: &str) -> Vec<String> {
    let starts = |line: &str, at: usize| {
        let before = line[..at].chars().next_back();
        let name: String = line[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let rest = &line[at + 1 + name.len()..];
        before.is_none_or(|c| c.is_whitespace() || "\"'`=(:".contains(c))
            && MACHINE_FOLDERS.contains(&name.as_str())
            && rest.starts_with('/')
    };
    let bad = text.lines().enumerate().filter(|(_, line)| line.match_indices('/').any(|(at, _)| starts(line, at)));
    bad.map(|(number, line)| format!("{file}:{}: {}", number + 1, line.trim())).collect()
}

fn library_exports() -> Vec<(String, String)> {
    exports(&fs::read_to_string(root().join("src/lib.rs")).unwrap())
}

fn library_crates() -> Vec<String> {
    dependencies(&fs::read_to_string(root().join("Cargo.toml")).unwrap())
}

#[test]
fn floors_import_downwards_and_name_only_their_own_crates() {
    let (exports, crates) = (library_exports(), library_crates());
    let mut sources = files(&["src"], Some("rs"));
    assert!(sources.len() > 30, "the walk finds the sources");
    sources.retain(|(file, _)| !file.ends_with("tests.rs") && !file.contains("/tests/"));
    let wrong: Vec<_> = sources.iter().flat_map(|(file, source)| complaints(file, source, &exports, &crates)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_long() {
    let sources = files(&["src", "tests", "crates", "benches", "examples", "fuzz"], Some("rs"));
    let wrong: Vec<_> = sources.iter().filter_map(|(file, source)| long(file, source)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_names_a_machine() {
    let all = files(
        &[
            "src",
            "tests",
            "crates",
            "benches",
            "examples",
            "fixtures",
            "docs",
            "fuzz",
            "python",
            ".ci",
            "README.md",
            "README.zh-CN.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "Cargo.toml",
        ],
        None,
    );
    let wrong: Vec<_> = all.iter().flat_map(|(file, text)| machine_paths(file, text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_of_the_floors_is_a_dependency() {
    let crates = library_crates();
    for floor in FLOORS {
        for name in floor.crates {
            assert!(crates.iter().any(|have| have == name), "{}: {name} is no dependency", floor.name);
        }
    }
}

/// Complaints about a made-up file.
fn about(file: &str, source: &str) -> String {
    complaints(file, source, &library_exports(), &library_crates()).join("\n")
}

#[test]
fn an_import_that_climbs_is_caught() {
    assert_eq!(
        about("src/mention/percent.rs", "use crate::{Span, page::Role};"),
        "src/mention/percent.rs:1: mention imports page of page"
    );
    assert!(about("src/page/roles.rs", "fn f() { crate::report::fit(x) }").contains("page imports report"));
    assert!(
        about("src/check/sums.rs", "use crate::{\n  Finding,\n  write::{json},\n};").contains("check imports write")
    );
    assert!(about("src/outline/mod.rs", "use super::report::Key;").contains("outline imports report"));
    assert!(about("src/outline/tree.rs", "use super::super::report::Key;").contains("outline imports report"));
    assert!(about("src/text/fold.rs", "use crate::Document;").contains("text imports Document of page"));
    assert!(about("src/span.rs", "use crate::Reader;").contains("base imports Reader of root"));
    assert_eq!(about("src/text/fold.rs", "#[cfg(test)]\nmod tests {\n    use crate::Reader;\n}"), "");
    assert!(about("src/text/fold.rs", "#[cfg(test)]\nuse crate::Reader;").contains("text imports Reader"));
    assert!(about("src/extra.rs", "").contains("stands on no floor"));
    assert_eq!(about("src/report/fit.rs", "use crate::{Found, Span, mention::Mention, page::Document};"), "");
    assert_eq!(about("src/text/fold.rs", "// use crate::report;\nconst S: &str = \"crate::report::fit\";"), "");
}

#[test]
fn a_crate_outside_its_floor_is_caught() {
    assert!(about("src/check/sums.rs", "use regex::Regex;").contains("check names the crate regex"));
    assert!(
        about("src/page/layout.rs", "fn f() { ::jiff::civil::date(1, 1, 1) }").contains("page names the crate jiff")
    );
    assert!(
        about("src/reader.rs", "let x = rust_decimal::Decimal::ONE;").contains("root names the crate rust_decimal")
    );
    assert_eq!(about("src/report/year.rs", "use regex::Regex; use jiff::civil;"), "");
}

#[test]
fn the_outside_world_is_caught() {
    assert!(about("src/page/guard.rs", "use std::{fmt, fs};").contains("touches std::fs"));
    assert!(about("src/text/decode.rs", "fn f() { std::env::var(\"X\") }").contains("touches std::env"));
    assert!(about("src/report/facts.rs", "use jiff::Zoned;").contains("asks the clock: Zoned"));
    assert!(about("src/report/facts.rs", "let t = Instant::now();").contains("asks the clock: Instant"));
    assert_eq!(about("src/report/facts.rs", "use std::{fmt, sync::Arc};"), "");
}

#[test]
fn a_long_file_and_a_machine_path_are_caught() {
    assert!(long("x.rs", &"\n".repeat(501)).is_some());
    assert!(long("x.rs", &"\n".repeat(500)).is_none());
    // Put together here, so that this file itself names no machine.
    let path = ["", "home", "me", "page.html"].join("/");
    assert_eq!(machine_paths("x", &format!("\nopen(\"{path}\")")).len(), 1);
    assert_eq!(machine_paths("x", "https://example.gov.cn/home/index.html and a/tmp/b").len(), 0);
}
