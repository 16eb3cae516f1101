//! Tables are made of the lines: the same for any number of jobs, after any interruption, and with nothing in them that the
//! lines have not.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Read as _},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{batch, code, command, folder, lines, says};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports");

/// Each output with its options, and what it makes.
const OUTPUTS: &[(&str, &[&str], &[&str])] = &[
    ("out.jsonl", &[], &["out.jsonl"]),
    ("out.csv", &[], &["out.csv", "out.findings.csv"]),
    ("out.csv", &["--wide"], &["out.csv", "out.findings.csv"]),
    ("out.csv", &["--excel"], &["out.csv", "out.findings.csv"]),
    ("out.xlsx", &[], &["out.xlsx"]),
    ("out.xlsx", &["--wide", "--labels", "en"], &["out.xlsx"]),
    ("out.parquet", &[], &["out.findings.parquet", "out.parquet"]),
    ("out.parquet", &["--wide"], &["out.findings.parquet", "out.parquet"]),
    ("out/", &[], &["out"]),
    ("out/", &["--keep-dirs"], &["out"]),
];

/// Reports, and pages that are none.
fn pages(folder: &Path) {
    let mut reports: Vec<PathBuf> = fs::read_dir(FIXTURES).unwrap().map(|entry| entry.unwrap().path()).collect();
    reports.sort();
    reports.retain(|report| report.join("page.html").exists());
    for report in reports.iter().take(12) {
        let name = report.file_name().unwrap().to_string_lossy().into_owned();
        fs::copy(report.join("page.html"), folder.join(format!("in/{name}.html"))).unwrap();
    }
    fs::write(folder.join("in/=empty.html"), "").unwrap();
    fs::write(folder.join("in/a.html"), "<h1>=HYPERLINK(\"http://example.cn\",\"看\")</h1><p>今天，\"下雨\"。</p>")
        .unwrap();
}

fn read(folder: &Path, names: &[&str]) -> Vec<Vec<u8>> {
    names.iter().map(|name| fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

/// Rows by names of columns.
fn table(csv: &str) -> Vec<BTreeMap<String, String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = csv.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => field.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            sign => field.push(sign),
        }
    }
    assert!(!quoted && row.is_empty() && field.is_empty(), "the last line is whole");
    let heads = rows.remove(0);
    rows.iter().for_each(|row| assert_eq!(row.len(), heads.len()));
    rows.into_iter().map(|row| heads.iter().cloned().zip(row).collect()).collect()
}

fn member(xlsx: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(xlsx)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// All that a run has made, with what is in it.
fn made(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut files, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(&within).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_owned();
            if path.is_file() {
                files.insert(name, fs::read(&path).unwrap());
            } else if name != Path::new("in") {
                folders.push(path);
            }
        }
    }
    files
}

/// Takes away what the last run has made or left.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("in")) {
        if entry.is_dir() { fs::remove_dir_all(entry) } else { fs::remove_file(entry) }.unwrap();
    }
}

/// That those were made, the list of failures beside, and nothing is left over.
fn assert_made(files: &BTreeMap<PathBuf, Vec<u8>>, names: &[&str]) {
    let tops: BTreeSet<_> = files.keys().map(|file| file.iter().next().unwrap().to_str().unwrap()).collect();
    let expected: BTreeSet<_> = names.iter().copied().chain(["out.failures.jsonl"]).collect();
    assert_eq!(tops, expected);
    assert!(files.values().all(|file| !file.is_empty()));
}

#[test]
fn any_number_of_jobs_gives_the_same() {
    let folder = folder("tables-jobs");
    pages(&folder);
    for (out, options, names) in OUTPUTS {
        let run = |jobs| {
            clear(&folder);
            let output = batch(&folder, &[&["in", "-o", out, jobs], *options].concat());
            assert_eq!(code(&output), 1, "{}", String::from_utf8_lossy(&output.stderr));
            made(&folder)
        };
        let one = run("-j1");
        assert_made(&one, names);
        assert!(one == run("-j8"), "{out} {options:?}");
    }
}

#[cfg(unix)]
#[test]
fn killed_and_resumed_every_output_is_the_same() {
    let folder = folder("tables-kill");
    pages(&folder);
    let mut seed = 7_u64;
    for (out, options, names) in OUTPUTS {
        let arguments = [&["in", "-o", out, "--resume"], *options].concat();
        clear(&folder);
        let start = Instant::now();
        assert_eq!(code(&batch(&folder, &arguments)), 1);
        let long = start.elapsed().as_micros() as u64;
        let whole = made(&folder);
        assert_made(&whole, names);
        for _ in 0..8 {
            clear(&folder);
            let mut run = command(&folder, &arguments).spawn().unwrap();
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            thread::sleep(Duration::from_micros((seed >> 33) % long));
            run.kill().unwrap();
            run.wait().unwrap();
            // A folder that was ready when the kill came would not be written again: nothing is thrown away unasked.
            if made(&folder) != whole {
                assert_eq!(code(&batch(&folder, &arguments)), 1);
            }
            assert!(made(&folder) == whole, "{out} {options:?}");
        }
    }
}

#[test]
fn what_was_left_of_a_folder_is_made_anew() {
    let folder = folder("tables-left");
    pages(&folder);
    assert_eq!(code(&batch(&folder, &["in", "-o", "out/"])), 1);
    let whole = made(&folder);
    clear(&folder);
    assert_eq!(code(&batch(&folder, &["in", "-o", "out/", "--fail-fast"])), 1);
    fs::create_dir(folder.join("out.part")).unwrap();
    fs::write(folder.join("out.part/stale.json"), "{}").unwrap();
    assert_eq!(code(&batch(&folder, &["in", "-o", "out/", "--resume"])), 1);
    assert!(made(&folder) == whole);
}

#[test]
fn the_long_table_is_what_the_lines_say() {
    let folder = folder("tables-long");
    pages(&folder);
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.csv"])), 1);
    let [csv, findings] = &read(&folder, &["out.csv", "out.findings.csv"])[..] else { unreachable!() };
    let streamed = batch(&folder, &["in", "--format", "csv"]).stdout;
    assert!(&streamed == csv, "on standard output too");
    let (rows, findings) = (table(std::str::from_utf8(csv).unwrap()), table(std::str::from_utf8(findings).unwrap()));
    let (mut rows, mut findings) = (rows.into_iter(), findings.into_iter());
    let word = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(word) => word.clone(),
        value => value.to_string(),
    };
    for line in lines(&batch(&folder, &["in"]).stdout) {
        let none = Vec::new();
        let figures = line["report"]["figures"].as_array().unwrap_or(&none);
        if figures.is_empty() {
            let row = rows.next().unwrap();
            assert_eq!((&row["report_id"], &*row["key"]), (&word(&line["input"]["id"]), ""));
            assert_eq!(row["message"], word(&line["input"]["message"]));
        }
        for figure in figures {
            let row = rows.next().unwrap();
            for (column, key) in [
                ("key", "key"),
                ("value", "value"),
                ("entry", "entry"),
                ("unit", "unit"),
                ("rule", "rule"),
                ("read_from", "from"),
                ("text", "text"),
                ("approximate", "approximate"),
                ("section", "section"),
            ] {
                assert_eq!(row[column], word(&figure[key]), "{column} of {figure}");
            }
            assert_eq!(row["span_start"], word(&figure["span"][0]));
            assert_eq!(
                (&row["year"], &row["status"]),
                (&word(&line["report"]["year"]), &word(&line["input"]["status"]))
            );
            let letters: Vec<char> = line["text"].as_str().unwrap().chars().collect();
            if let (Ok(start), Ok(end)) = (row["span_start"].parse::<usize>(), row["span_end"].parse::<usize>()) {
                assert_eq!(letters[start..end].iter().collect::<String>(), row["text"]);
            }
        }
        for finding in line["findings"].as_array().unwrap_or(&none) {
            let row = findings.next().unwrap();
            assert_eq!((&row["code"], &row["message_zh"]), (&word(&finding["code"]), &word(&finding["message_zh"])));
        }
    }
    assert!(rows.next().is_none() && findings.next().is_none());
}

#[test]
fn the_wide_table_has_a_row_a_page_and_excel_no_formula() {
    let folder = folder("tables-wide");
    pages(&folder);
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.csv", "--wide", "--excel"])), 1);
    let csv = fs::read_to_string(folder.join("out.csv")).unwrap();
    let rows = table(&csv.strip_prefix('\u{FEFF}').expect("a byte order mark").replace("\r\n", "\n"));
    assert_eq!(rows.len(), lines(&batch(&folder, &["in"]).stdout).len());
    assert_eq!(rows.iter().filter(|row| row["status"] == "unreadable").count(), 1);
    let titles: Vec<_> = rows.iter().map(|row| &*row["title"]).filter(|title| title.contains("HYPERLINK")).collect();
    assert_eq!(titles, ["'=HYPERLINK(\"http://example.cn\",\"看\")"]);
    let received = rows.iter().filter(|row| !row["request_received"].is_empty()).count();
    assert!(received > 3, "{received} reports say how many requests there were");
}

#[test]
fn a_book_has_its_sheets_with_heads_that_stay() {
    let folder = folder("tables-book");
    pages(&folder);
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.xlsx"])), 1);
    let book = fs::read(folder.join("out.xlsx")).unwrap();
    let sheets = member(&book, "xl/workbook.xml");
    for name in ["figures", "findings", "codebook"] {
        assert!(sheets.contains(&format!("<sheet name=\"{name}\"")), "{sheets}");
    }
    let figures = member(&book, "xl/worksheets/sheet1.xml");
    assert!(figures.contains("<pane xSplit=\"1\" ySplit=\"3\"") && figures.contains("state=\"frozen\""));
    for head in ["report_id", "报告标识", "name of the page among the inputs"] {
        assert!(figures.contains(head), "{head}");
    }
    assert!(!figures.contains("<f>"), "no formula");
    assert!(
        member(&book, "xl/worksheets/sheet3.xml").contains("request_received")
            || member(&book, "xl/worksheets/sheet3.xml").contains("数值")
    );
    assert_eq!(code(&batch(&folder, &["in", "-o", "zh.xlsx", "--labels", "zh"])), 1);
    let zh = member(&fs::read(folder.join("zh.xlsx")).unwrap(), "xl/worksheets/sheet1.xml");
    assert!(zh.contains("ySplit=\"2\"") && zh.contains("报告标识") && !zh.contains("name of the page"));
}

#[test]
fn what_cannot_be_is_told_before_anything_is_read() {
    let folder = folder("tables-refused");
    fs::write(folder.join("in/a.html"), "<p>共5条</p>").unwrap();
    for (arguments, why) in [
        (&["in", "--format", "xlsx"][..], "name a file with -o"),
        (&["in", "--format", "parquet"], "name a file with -o"),
        (&["in", "--wide"], "--wide is for csv, xlsx and parquet"),
        (&["in", "-o", "out.jsonl", "--wide"], "--wide is for csv, xlsx and parquet"),
        (&["in", "-o", "out.xlsx", "--excel"], "--excel is for csv"),
        (&["in", "-o", "out.csv", "--format", "table"], "is for standard output"),
    ] {
        let output = batch(&folder, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(says(&output, why), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "only the folder of inputs");
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.dat", "--format", "csv"])), 0, "the suffix need not say it");
    assert!(fs::read_to_string(folder.join("out.dat")).unwrap().starts_with("report_id,status,"));
    assert!(folder.join("out.findings.csv").exists());
}

#[test]
fn for_people_a_page_is_a_row() {
    let folder = folder("tables-people");
    pages(&folder);
    let output = batch(&folder, &["in", "--format", "table"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<_> = text.lines().collect();
    assert!(rows[0].starts_with("status ") && rows.len() > 10);
    assert!(rows[1].starts_with("unreadable ") && rows[1].ends_with("in/=empty.html: the input is empty"));
}

#[test]
fn a_folder_has_the_page_that_read_prints() {
    let folder = folder("tables-folder");
    pages(&folder);
    fs::create_dir_all(folder.join("in/sub")).unwrap();
    fs::write(folder.join("in/sub/b.txt"), "共5条").unwrap();
    assert_eq!(code(&batch(&folder, &["in", "-o", "out/", "--keep-dirs"])), 1);
    let mut read = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let printed =
        read.current_dir(&folder).args(["read", "in/sub/b.txt", "--name", "in/sub/b.txt", "--kinds", ""]).output();
    assert!(fs::read(folder.join("out/in/sub/b.txt.json")).unwrap() == printed.unwrap().stdout);
    assert!(!folder.join("out/in/=empty.html.json").exists() && folder.join("out.failures.jsonl").exists());
    let again = batch(&folder, &["in", "-o", "out/", "--keep-dirs"]);
    assert!(code(&again) == 2 && says(&again, "is not empty"), "what is there is not thrown away");
    assert_eq!(code(&batch(&folder, &["in", "-o", "numbers/"])), 1);
    let number = fs::read_dir(folder.join("numbers")).unwrap().count();
    assert_eq!(number, lines(&batch(&folder, &["in"]).stdout).len() - 1, "all but the empty one");
    assert!(!folder.join("numbers/000001.json").exists() && folder.join("numbers/000002.json").exists());
    assert_eq!(code(&batch(&folder, &["in", "--keep-dirs"])), 2);
}

#[test]
fn addresses_may_stand_in_a_file_beside() {
    let folder = folder("tables-urls");
    fs::write(folder.join("in/a.html"), "<p>共5条</p>").unwrap();
    fs::write(folder.join("in/b.html"), "<p>共5条</p>").unwrap();
    fs::write(folder.join("urls.tsv"), "in/b.html\thttp://example.cn/b\n").unwrap();
    let urls: Vec<_> = lines(&batch(&folder, &["in", "--urls", "urls.tsv"]).stdout)
        .into_iter()
        .map(|line| line["input"]["url"].clone())
        .collect();
    assert_eq!(urls, [Value::Null, "http://example.cn/b".into()]);
    fs::write(folder.join("urls.tsv"), "in/b.html http://example.cn/b\n").unwrap();
    let wrong = batch(&folder, &["in", "--urls", "urls.tsv"]);
    assert!(code(&wrong) == 2 && says(&wrong, "urls.tsv:1: no tab"));
}
