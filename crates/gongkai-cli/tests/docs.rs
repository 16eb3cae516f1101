//! What the pages of `docs` show can be run as it stands there, and prints what stands there.
//!
//! An example is a block of `sh`, run at the root of the repository; a block of `text` right behind it is what it prints.
//! `GONGKAI_BLESS=1` writes what is printed into the page.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Runs the examples of a page in a folder in which the root's fixtures stand; gives the page with what they print.
fn run(name: &str, page: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    for shown in ["fixtures", "examples"] {
        symlink(root().join(shown), folder.join(shown)).unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_gongkai")).parent().unwrap();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap())));
    let mut parts = page.split("```sh\n");
    let mut made = parts.next().unwrap().to_owned();
    for part in parts {
        let (example, rest) = part.split_once("```\n").unwrap();
        let mut shell = Command::new("sh");
        shell.current_dir(&folder).env("PATH", path.as_ref().unwrap()).args(["-ec", example]);
        let run = shell.output().unwrap();
        assert!(run.status.success(), "{name}: {example}{}", String::from_utf8_lossy(&run.stderr));
        made += &format!("```sh\n{example}```\n");
        match rest.strip_prefix("\n```text\n") {
            Some(printed) => {
                let (_, rest) = printed.split_once("```\n").unwrap();
                made += &format!("\n```text\n{}```\n{rest}", String::from_utf8(run.stdout).unwrap());
            }
            None => made += rest,
        }
    }
    made
}

fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<_> =
        fs::read_dir(root().join("docs/commands")).unwrap().map(|entry| entry.unwrap().path()).collect();
    // Its examples want a folder of pages, and a test of their own looks at what they leave.
    pages.retain(|page| page.file_name().is_some_and(|name| name != "batch.md"));
    pages.push(root().join("docs/recipes.md"));
    pages.sort();
    pages
}

#[test]
fn the_examples_of_the_commands_run_and_print_what_stands_there() {
    let mut stale = Vec::new();
    for file in pages() {
        let page = fs::read_to_string(&file).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(page.contains("```sh\n"), "{name} has no example");
        let made = run(&name, &page);
        if made != page && env::var_os("GONGKAI_BLESS").is_some() {
            fs::write(&file, made).unwrap();
        } else if made != page {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "what these pages show is not what is printed: {stale:?} (GONGKAI_BLESS=1 writes it)");
}

#[test]
fn every_command_has_a_page() {
    let help = Command::new(env!("CARGO_BIN_EXE_gongkai")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = commands.lines().filter_map(|line| line.trim().split(' ').next()).filter(|&name| name != "help");
    let missing: Vec<_> = names.filter(|name| !root().join(format!("docs/commands/{name}.md")).exists()).collect();
    assert!(missing.is_empty(), "no page of {missing:?}");
}

/// The table of keys in `panel.md` is the one that the program goes by.
#[test]
fn the_page_of_the_panel_has_the_keys_that_differ() {
    use gongkai::report::{APART, SAME};
    let same = SAME.iter().map(|(form, key, name, why)| format!("| {form} | `{key}` | `{name}` | {why} |\n"));
    let apart = APART.iter().map(|(form, key, why)| format!("| {form} | `{key}` | `{form}:{key}` | {why} |\n"));
    let table: String = same.chain(apart).collect();
    let file = root().join("docs/commands/panel.md");
    let page = fs::read_to_string(&file).unwrap();
    let (head, rest) = page.split_once("|---|---|---|---|\n").unwrap();
    let (_, tail) = rest.split_once("\n\nMoney").unwrap();
    let made = format!("{head}|---|---|---|---|\n{table}\nMoney{tail}");
    if env::var_os("GONGKAI_BLESS").is_some() {
        fs::write(&file, &made).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), made, "GONGKAI_BLESS=1 writes it");
}
