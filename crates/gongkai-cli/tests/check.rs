//! `gongkai check` as an editor and a workflow see it.

#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf, process::Command};

use serde_json::{Value, json};

/// A report that says 12件 in its fifth line and 13件 in its ninth.
const REPORT: &str = "青禾市2016年政府信息公开工作年度报告\n\n四、依申请公开情况\n\n全年收到政府信息公开申请12件。\n\n\
    五、概况\n\n全市共收到政府信息公开申请13件。\n";

fn file(name: &str, text: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, text).unwrap();
    file
}

/// What is printed, and the exit code.
fn check(file: &PathBuf, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai")).arg("check").arg(file).args(arguments).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

#[test]
fn a_doubt_is_printed_with_its_place_and_fails_only_where_asked() {
    let file = file("check-doubt.txt", REPORT);
    let (text, code) = check(&file, &["--format", "concise"]);
    let line = text.lines().find(|line| line.contains("statement-conflict")).unwrap();
    assert!(line.starts_with(&format!("{}:5:13: doubt statement-conflict: ", file.display())), "{line}");
    assert_eq!(code, 0);
    assert_eq!(check(&file, &["--fail-on", "doubt"]).1, 1);
    assert_eq!(check(&file, &["--fail-on", "never"]).1, 0);
    let (full, _) = check(&file, &[]);
    assert!(full.contains("\n  > 12件\n"), "{full}");
}

#[test]
fn a_report_at_peace_with_itself_passes() {
    let file = file("check-peace.txt", &REPORT.replace("13件", "12件"));
    assert!(!check(&file, &["--format", "concise"]).0.contains("statement-conflict"));
    assert_eq!(check(&file, &["--fail-on", "doubt"]).1, 0);
}

#[test]
fn json_has_what_is_expected_and_what_is_stated() {
    let (text, _) = check(&file("check-json.txt", REPORT), &["--format", "json"]);
    let findings: Value = serde_json::from_str(&text).unwrap();
    let conflict = findings.as_array().unwrap().iter().find(|one| one["code"] == "statement-conflict").unwrap();
    assert_eq!((&conflict["expected"], &conflict["stated"]), (&json!("12"), &json!("13")));
    assert_eq!(conflict["place"]["words"], "12件");
}

#[test]
fn sarif_names_the_rule_and_the_line() {
    let (text, _) = check(&file("check 一.txt", REPORT), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let result = run["results"].as_array().unwrap().iter().find(|one| one["ruleId"] == "statement-conflict").unwrap();
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["region"], json!({"startLine": 5, "startColumn": 13}));
    assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("check%20%E4%B8%80.txt"));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "statement-conflict"));
}

#[test]
fn annotations_give_lines_of_files_and_none_of_pages() {
    let (text, _) = check(&file("check-notes.txt", REPORT), &["--format", "github"]);
    let line = text.lines().find(|line| line.contains("statement-conflict")).unwrap();
    assert!(
        line.starts_with("::warning file=") && line.contains(",line=5,col=13,title=statement-conflict::"),
        "{line}"
    );
    let page: String = REPORT.lines().map(|line| format!("<p>{line}</p>")).collect();
    let (text, _) = check(&file("check-notes.html", &page), &["--format", "github"]);
    let line = text.lines().find(|line| line.contains("statement-conflict")).unwrap();
    assert!(!line.contains(",line="), "{line}");
}

#[test]
fn a_file_that_cannot_be_read_fails_and_the_others_are_checked() {
    let missing = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("check-missing.txt");
    let there = file("check-there.txt", REPORT);
    let (text, code) = check(&missing, &[there.to_str().unwrap(), "--format", "concise"]);
    assert!(text.contains("statement-conflict"));
    assert_eq!(code, 1);
}
