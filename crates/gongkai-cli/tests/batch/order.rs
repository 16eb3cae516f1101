//! Lines come in the order of the pages, and the end says how it went.

use std::{fs, process::Command};

use serde_json::Value;

use crate::{batch, code, folder, lines, says, schema, told};

#[test]
fn any_number_of_jobs_gives_the_same_lines_and_a_bad_file_only_its_own() {
    let folder = folder("batch-jobs");
    fs::create_dir_all(folder.join("in/b")).unwrap();
    for number in 0..200 {
        let text = format!("第{number}页").repeat(1 + number % 7 * 40);
        fs::write(folder.join(format!("in/b/{number:03}.html")), format!("<p>{text}</p>")).unwrap();
    }
    fs::write(folder.join("in/a.txt"), "共5条").unwrap();
    fs::write(folder.join("in/picture.png"), "no page").unwrap();
    let clean = batch(&folder, &["in", "-j1"]);
    assert_eq!(code(&clean), 0);
    let clean = String::from_utf8(clean.stdout).unwrap();
    // One in five is hostile.
    for number in (0..200).step_by(5) {
        let bad: &[u8] = match number % 4 {
            0 => b"",
            1 => b"%PDF-1.7\n",
            2 => b"\x1F\x8B\x08\0\0",
            _ => &[0; 300],
        };
        fs::write(folder.join(format!("in/b/{number:03}.html")), bad).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("no/such/page.html", folder.join("in/b/zzz.html")).unwrap();
    let one = batch(&folder, &["in", "-j1"]);
    let eight = batch(&folder, &["in", "-j8", "-o", "out.jsonl"]);
    assert_eq!((code(&one), code(&eight)), (1, 1));
    assert_eq!(one.stdout, fs::read(folder.join("out.jsonl")).unwrap());
    let text = String::from_utf8(one.stdout).unwrap();
    let rows: Vec<_> = text.lines().collect();
    assert_eq!(told(rows[0].as_bytes()), [("in/a.txt".into(), "not-a-report".into(), "共5条".into())]);
    for (number, (row, clean)) in rows.iter().zip(clean.lines()).enumerate().skip(1) {
        if (number - 1) % 5 == 0 {
            assert_eq!(told(row.as_bytes())[0].1, "unreadable", "{row}");
        } else {
            assert_eq!(*row, clean);
        }
    }
    #[cfg(unix)]
    assert_eq!(told(rows[201].as_bytes())[0].1, "error");
    let failed: Vec<_> =
        rows.iter().filter(|row| row.contains("\"message\":\"")).map(|row| format!("{row}\n")).collect();
    assert_eq!(fs::read_to_string(folder.join("out.failures.jsonl")).unwrap(), failed.concat());
}

#[test]
fn all_that_is_read_is_the_same_for_any_number_of_jobs() {
    let folder = folder("batch-jobs-whole");
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures");
    let run = |jobs: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        let output = command.current_dir(&folder).args(["batch", fixtures, jobs]).output().unwrap();
        assert!(output.stdout.len() > 100_000, "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let one = run("-j1");
    assert!(
        lines(&one).iter().any(|line| line["mentions"]["organizations"].as_array().is_some_and(|all| !all.is_empty()))
    );
    for jobs in ["-j1", "-j2", "-j3", "-j16"] {
        assert!(run(jobs) == one, "{jobs}");
    }
}

#[test]
fn every_line_is_as_its_schema_says() {
    let folder = folder("batch-schema");
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports");
    fs::write(folder.join("in/empty.html"), "").unwrap();
    let output = batch(&folder, &[fixtures, "in"]);
    let printed = Command::new(env!("CARGO_BIN_EXE_gongkai")).args(["schema", "--batch"]).output().unwrap();
    let schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
    let rows = lines(&output.stdout);
    assert!(rows.iter().any(|row| row["input"]["status"] == "ok") && rows.len() > 3);
    rows.iter().for_each(|row| schema::assert_valid(&schema, row));
}

#[test]
fn it_ends_with_the_code_that_says_how() {
    let folder = folder("batch-codes");
    assert_eq!(code(&batch(&folder, &["in"])), 3, "no page in it");
    fs::write(folder.join("in/a.html"), "<p>共5条</p>").unwrap();
    assert_eq!(code(&batch(&folder, &["in"])), 0);
    assert_eq!(code(&batch(&folder, &["in", "-o", "no/such/out.jsonl"])), 2);
    assert_eq!(code(&batch(&folder, &["in", "-o", "in"])), 2, "a folder");
    assert_eq!(code(&batch(&folder, &["in", "no/such.html"])), 1, "a page that is not there fails alone");
    assert_eq!(code(&batch(&folder, &["in", "--files-from", "no/such.list"])), 2);
    assert_eq!(code(&batch(&folder, &["in/*.nothing"])), 3);
    assert_eq!(code(&batch(&folder, &[])), 2);
}

#[test]
fn it_stops_when_too_many_pages_fail() {
    let folder = folder("batch-failures");
    for number in 0..300 {
        let page = if number % 10 == 3 { String::new() } else { format!("<p>第{number}页</p>") };
        fs::write(folder.join(format!("in/{number:03}.html")), page).unwrap();
    }
    for (arguments, pages) in [
        (&["--fail-fast"][..], 4),
        (&["--max-failures", "2"], 24),
        (&["--max-failures", "9%"], 100),
        (&["--max-failures", "10%"], 104),
        (&["--max-failures", "11%"], 300),
    ] {
        for jobs in ["-j1", "-j8"] {
            let output = batch(&folder, &[&["in", jobs], arguments].concat());
            assert_eq!((code(&output), lines(&output.stdout).len()), (1, pages), "{arguments:?}");
            assert_eq!(says(&output, "stopped"), pages < 300);
        }
    }
}

#[test]
fn what_is_told_is_told_on_standard_error_as_asked() {
    let folder = folder("batch-told");
    fs::write(folder.join("in/a.html"), "<p>共5条</p>").unwrap();
    fs::write(folder.join("in/b.html"), "").unwrap();
    let output = batch(&folder, &["in"]);
    assert!(says(&output, "2 pages in ") && says(&output, "1 not-a-report, 1 unreadable"));
    assert!(!says(&output, "in/b.html: unreadable") && says(&output, "1 page could not be read: in/b.html: "));
    assert!(says(&batch(&folder, &["in", "-v"]), "in/b.html: unreadable: the input is empty"));
    assert!(!says(&batch(&folder, &["in", "-v"]), "in/a.html"));
    assert!(says(&batch(&folder, &["in", "-vv"]), "in/a.html: not-a-report"));
    let quiet = batch(&folder, &["in", "--quiet"]);
    assert_eq!(
        String::from_utf8(quiet.stderr).unwrap(),
        "gongkai: 1 page could not be read: in/b.html: the input is empty\n"
    );
}

#[test]
fn issuer_marks_are_those_of_the_file() {
    let folder = folder("batch-issuers");
    fs::write(folder.join("in/a.txt"), "依据鑫园管发〔2016〕5号").unwrap();
    fs::write(folder.join("issuers.csv"), "鑫园管,某园区管理委员会\n").unwrap();
    // The later `--kinds` counts.
    let mut with = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    with.current_dir(&folder).args(["batch", "in", "--ext", "txt", "--kinds", "document_number"]);
    let issuer = |lines: &[Value]| lines[0]["mentions"]["document_numbers"][0]["issuers"][0]["name"].clone();
    assert_eq!(issuer(&lines(&with.output().unwrap().stdout)), Value::Null);
    with.args(["--issuers", "issuers.csv"]);
    assert_eq!(issuer(&lines(&with.output().unwrap().stdout)), "某园区管理委员会");
}
