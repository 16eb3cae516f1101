//! `gongkai panel` and `gongkai overview`, from pages to what is written of many of them.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Pages in a folder of this test's own, read to `out.jsonl`.
fn batch(name: &str, pages: &[(&str, String)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("in")).unwrap();
    pages.iter().for_each(|(page, text)| fs::write(folder.join("in").join(page), text).unwrap());
    let output = run(&folder, &["batch", "in", "-o", "out.jsonl", "--kinds", "", "--quiet"]);
    // A page that cannot be read is told by 1, and no reason to stop.
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai")).current_dir(folder).args(arguments).output().unwrap()
}

/// The records of a CSV, by the names of their columns.
fn records(file: &Path) -> Vec<impl Fn(&str) -> String + use<>> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let heads = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|record| {
            let (record, heads) = (record.unwrap(), heads.clone());
            move |name: &str| record[heads.iter().position(|head| head == name).unwrap()].to_owned()
        })
        .collect()
}

/// A report of the forms since 2021.
fn report(organ: &str, year: i16, [new, before, after]: [u32; 3], text: &str) -> String {
    let row = |label: &str, n: u32| format!("{label}\t{n}\t0\t0\t0\t0\t0\t{n}\n");
    format!(
        "{organ}{year}年政府信息公开工作年度报告\n\n一、总体情况\n\n{text}\n\n三、申请情况\n\n\
         自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n{}{}{}",
        row("一、本年新收政府信息公开申请数量", new),
        row("二、上年结转政府信息公开申请数量", before),
        row("四、结转下年度继续办理", after)
    )
}

const COPIED: &str = "扎实推进政府信息公开工作，不断完善各项制度和工作机制。坚持以公开为常态、不公开为例外，主动接受社会各界监督。\
    下一步，将进一步加强业务培训，提高工作人员能力水平。";
const OWN: &str = "新设政务公开专区三处，接待查阅群众三百余人次。全年修订主动公开目录两次，清理栏目十一个。政策解读形式仍较单一，拟邀专家参与。";

#[test]
fn years_of_an_organ_are_set_against_each_other() {
    let folder = batch(
        "panel-years",
        &[
            ("a.txt", report("青禾市教育局", 2021, [12, 0, 3], COPIED)),
            ("b.txt", report("青禾市教育局", 2022, [15, 2, 0], COPIED)),
            ("c.txt", report("青禾市教育局", 2024, [9, 7, 0], OWN)),
        ],
    );
    let output = run(&folder, &["panel", "out.jsonl", "-o", "panel.csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows = records(&folder.join("panel.csv"));
    let received: Vec<_> = rows.iter().filter(|row| row("key") == "request.received").collect();
    let received: Vec<_> = received.iter().map(|row| (row("organ"), row("year"), row("value"), row("unit"))).collect();
    let row = |year: &str, value: &str| ("青禾市教育局".to_owned(), year.to_owned(), value.to_owned(), "件".to_owned());
    assert_eq!(received, [row("2021", "12"), row("2022", "15"), row("2024", "9")]);
    let found = records(&folder.join("panel.findings.csv"));
    let carried: Vec<_> = found.iter().filter(|one| one("code") == "carried-over-mismatch").collect();
    // The total and the one column that has numbers; nothing of 2024, which does not follow 2022.
    assert_eq!(carried.len(), 2);
    assert!(
        carried
            .iter()
            .all(|one| (one("year"), one("expected"), one("stated")) == ("2022".into(), "3".into(), "2".into()))
    );
    let repeated: Vec<_> = found.iter().filter(|one| one("code") == "text-repeated").collect();
    assert_eq!((repeated.len(), repeated[0]("other_year")), (1, "2021".to_owned()));
    let passages = records(&folder.join("panel.passages.csv"));
    assert_eq!(passages.len(), 1);
    // Places are characters of both texts.
    for (id, start, end) in [("b.txt", "span_start", "span_end"), ("a.txt", "other_start", "other_end")] {
        let text: Vec<char> = fs::read_to_string(folder.join("in").join(id)).unwrap().chars().collect();
        let at = |name: &str| passages[0](name).parse::<usize>().unwrap();
        assert_eq!(text[at(start)..at(end)].iter().collect::<String>(), COPIED);
    }
    assert_eq!(passages[0]("words"), COPIED);
}

#[test]
fn organs_are_set_against_each_other_and_against_what_gathers_them() {
    let folder = batch(
        "panel-organs",
        &[
            ("city.txt", report("青禾市", 2022, [13, 0, 0], "全市共有公开机构两家，均按要求编制并发布了年度报告。")),
            ("schools.txt", report("青禾市教育局", 2022, [5, 0, 0], COPIED)),
            ("health.txt", report("青禾市卫生局", 2022, [7, 0, 0], COPIED)),
            ("water.txt", report("青禾市水务局", 2022, [4, 0, 0], OWN)),
        ],
    );
    let parents = "child,parent\n青禾市教育局,青禾市\n青禾市卫生局,青禾市\n";
    fs::write(folder.join("parents.csv"), parents).unwrap();
    let output = run(&folder, &["panel", "out.jsonl", "-o", "p.csv", "--parents", "parents.csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = records(&folder.join("p.findings.csv"));
    let levels: Vec<_> = found.iter().filter(|one| one("code") == "level-mismatch").collect();
    assert_eq!(levels.len(), 2, "the total and the natural persons");
    assert!(
        levels.iter().all(|one| (one("report_id"), one("expected"), one("stated"))
            == ("in/city.txt".into(), "12".into(), "13".into()))
    );
    let shared: Vec<_> = found.iter().filter(|one| one("code") == "text-shared").collect();
    assert_eq!(shared.len(), 1);
    let pair = [shared[0]("organ"), shared[0]("other_organ")];
    assert!(pair.contains(&"青禾市教育局".to_owned()) && pair.contains(&"青禾市卫生局".to_owned()), "{pair:?}");
    // A child without a report of the year: nothing is added up.
    fs::write(folder.join("parents.csv"), format!("{parents}青禾市农业局,青禾市\n")).unwrap();
    let output = run(&folder, &["panel", "out.jsonl", "-o", "p.csv", "--parents", "parents.csv"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("青禾市农业局"));
    assert!(records(&folder.join("p.findings.csv")).iter().all(|one| one("code") != "level-mismatch"));
}

#[test]
fn eras_meet_in_one_key_and_money_in_one_unit() {
    let old = "青禾市2016年政府信息公开工作年度报告\n\n统计指标\t单位\t统计数\n制发规范性文件总数\t件\t4\n\
        （一）收到申请数\t件\t6\n七、依申请公开信息收取的费用\t万元\t0.5\n";
    let new = "青禾市2020年政府信息公开工作年度报告\n\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n\
        规章\t0\t0\t0\n规范性文件\t7\t6\t40\n";
    let folder = batch("panel-eras", &[("old.txt", old.to_owned()), ("new.txt", new.to_owned())]);
    assert!(run(&folder, &["panel", "out.jsonl", "-o", "p.csv"]).status.success());
    let rows = records(&folder.join("p.csv"));
    let of = |key: &str| -> Vec<_> {
        let found = rows.iter().filter(|row| row("key") == key);
        found.map(|row| (row("year"), row("value"), row("unit"), row("stated_key"), row("stated_value"))).collect()
    };
    let row = |words: [&str; 5]| words.map(str::to_owned).into();
    assert_eq!(
        of("normative.issued"),
        [row(["2016", "4", "件", "normative.issued", "4"]), row(["2020", "7", "件", "normative.made", "7"])]
    );
    assert_eq!(of("fee.requests"), [row(["2016", "5000", "元", "fee.requests", "0.5"])]);
    assert!(run(&folder, &["panel", "out.jsonl", "-o", "w.csv", "--wide"]).status.success());
    let wide = records(&folder.join("w.csv"));
    let issued: Vec<_> = wide.iter().map(|row| (row("year"), row("normative_issued"))).collect();
    assert_eq!(issued, [("2016".to_owned(), "4".to_owned()), ("2020".to_owned(), "7".to_owned())]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_with_the_file() {
    let folder = batch("panel-full", &[("a.txt", report("青禾市", 2021, [3, 0, 0], ""))]);
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" panel out.jsonl -o p.csv";
    let full = Command::new("sh").current_dir(&folder).args(["-c", script, env!("CARGO_BIN_EXE_gongkai")]).output();
    let told = full.unwrap();
    assert_eq!(told.status.code(), Some(2));
    let words = String::from_utf8_lossy(&told.stderr);
    assert!(words.starts_with("gongkai: p.csv: ") && words.contains("File too large"), "{words}");
    assert!(!folder.join("p.csv").exists() && !folder.join("p.csv.part").exists());
}

#[test]
fn what_is_no_panel_is_said() {
    let folder = batch("panel-none", &[("a.txt", "全年公开信息5条。".to_owned())]);
    assert_eq!(run(&folder, &["panel", "out.jsonl", "-o", "p.csv"]).status.code(), Some(3));
    assert_eq!(run(&folder, &["panel", "out.jsonl", "-o", "p.docx"]).status.code(), Some(2));
    fs::write(folder.join("bad.jsonl"), "{\"a\":1}\n").unwrap();
    let output = run(&folder, &["panel", "bad.jsonl", "-o", "p.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 1"));
    assert!(!folder.join("p.csv").exists());
}

#[test]
fn an_overview_has_what_was_read() {
    let folder = batch(
        "overview",
        &[
            ("a.txt", report("青禾市教育局", 2021, [12, 0, 3], COPIED)),
            ("b.txt", report("青禾市教育局", 2022, [15, 2, 0], COPIED)),
            ("empty.txt", String::new()),
        ],
    );
    assert!(run(&folder, &["overview", "out.jsonl", "-o", "o.html"]).status.success());
    let html = fs::read_to_string(folder.join("o.html")).unwrap();
    for words in ["青禾市教育局 2021：", "2022：15（1 个机关 organs）", "unreadable", "<svg role=img"] {
        assert!(html.contains(words), "{words}");
    }
    assert_eq!(run(&folder, &["overview", "/dev/null"]).status.code(), Some(3));
}
