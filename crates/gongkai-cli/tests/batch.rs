//! `gongkai batch` as a program: order, isolation of bad files, how it ends.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("in/b")).unwrap();
    folder
}

fn batch(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_gongkai");
    Command::new(program).current_dir(folder).arg("batch").args(arguments).args(["--kinds", ""]).output().unwrap()
}

#[test]
fn any_number_of_jobs_gives_the_same_lines_and_a_bad_file_only_its_own() {
    let folder = folder("batch-jobs");
    for number in 0..60 {
        fs::write(folder.join(format!("in/b/{number:02}.html")), format!("<p>第{number}页</p>")).unwrap();
    }
    fs::write(folder.join("in/b/07.html"), "").unwrap();
    fs::write(folder.join("in/a.txt"), "共5条").unwrap();
    fs::write(folder.join("in/picture.png"), "no page").unwrap();
    let one = batch(&folder, &["in", "-j1"]);
    let eight = batch(&folder, &["in", "-j8", "-o", "out.jsonl"]);
    assert_eq!((one.status.code(), eight.status.code()), (Some(1), Some(1)));
    assert_eq!(one.stdout, fs::read(folder.join("out.jsonl")).unwrap());
    let text = String::from_utf8(one.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 61);
    assert_eq!((&lines[0]["source"]["name"], &lines[0]["text"]), (&"in/a.txt".into(), &"共5条".into()));
    assert_eq!(
        (&lines[8]["input"]["id"], &lines[8]["input"]["status"]),
        (&"in/b/07.html".into(), &"unreadable".into())
    );
    assert_eq!(lines[60]["text"], "第59页");
}

#[test]
fn it_ends_with_the_code_that_says_how() {
    let folder = folder("batch-codes");
    assert_eq!(batch(&folder, &["in"]).status.code(), Some(3), "no page in it");
    fs::write(folder.join("in/a.html"), "<p>共5条</p>").unwrap();
    assert_eq!(batch(&folder, &["in"]).status.code(), Some(0));
    assert_eq!(batch(&folder, &["in", "-o", "no/such/out.jsonl"]).status.code(), Some(2));
}
