//! The real binary: what it prints, how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice)]

use std::{
    fs,
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

use serde_json::{Value, json};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports/gaizhou-2015/page.html");

fn spawn(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn gongkai(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = spawn(arguments);
    let mut feed = child.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    // A command that fails early does not read what it is fed.
    let writer = std::thread::spawn(move || drop(feed.write_all(&stdin)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    assert_eq!(code(output), 0, "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn says(output: &Output, words: &str) -> bool {
    String::from_utf8_lossy(&output.stderr).contains(words)
}

#[test]
fn a_file_is_read() {
    let page = json(&gongkai(&["read", PAGE, "--kinds", "quantity"], b""));
    assert_eq!(page["schema"], "gongkai/1");
    assert_eq!(page["source"]["name"], "page.html");
    assert_eq!(page["source"]["media"], "html");
    assert!(page["text"].as_str().unwrap().contains("信息数达1200余条"));
    assert_eq!(page["mentions"]["percentages"], json!([]), "only quantities were asked for");
}

#[test]
fn standard_input_is_read_as_it_is() {
    let page = json(&gongkai(&["read", "-", "--name", "notes.txt", "--media", "text"], "<p>共5条".as_bytes()));
    assert_eq!(page["text"], "<p>共5条");
    assert_eq!(page["source"]["name"], "notes.txt");
    assert_eq!(page["mentions"]["quantities"][0]["span"], json!([4, 6]));
}

#[test]
fn the_encoding_that_the_transport_named_is_used() {
    let page = json(&gongkai(&["read", "-", "--encoding", "gbk"], b"\xb9\xb2\xbc\xc65\xcc\xf5"));
    assert_eq!(page["text"], "共计5条");
    assert_eq!(page["source"]["encoding_from"], "label");
}

#[test]
fn pretty_is_the_same_on_many_lines() {
    let plain = gongkai(&["read", PAGE, "--kinds", "quantity"], b"");
    let pretty = gongkai(&["read", PAGE, "--kinds", "quantity", "--pretty"], b"");
    assert_eq!(plain.stdout.iter().filter(|b| **b == b'\n').count(), 1);
    assert!(pretty.stdout.iter().filter(|b| **b == b'\n').count() > 100);
    assert_eq!(json(&plain), json(&pretty));
}

#[test]
fn mentions_answer_line_by_line() {
    let lines = "{\"id\":\"a\",\"text\":\"共５条\"}\n\n{\"id\":2,\"text\":\"无\"}\n";
    let output = gongkai(&["mentions", "--jsonl", "--kinds", "quantity"], lines.as_bytes());
    let answers: Vec<Value> =
        String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let five = json!({"kind": "quantity", "start": 1, "end": 3, "text": "５条", "value": "5", "unit": "条"});
    assert_eq!(answers, [json!({"id": "a", "mentions": [five]}), json!({"id": 2, "mentions": []})]);
    assert_eq!(code(&output), 0);
}

#[test]
fn a_bad_line_does_not_stop_the_others() {
    let output = gongkai(&["mentions", "--jsonl", "--kinds", "quantity"], b"oops\n{\"id\":1,\"text\":\"\"}\n");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "{\"id\":1,\"mentions\":[]}\n");
    assert_eq!(code(&output), 1);
    assert!(says(&output, "line 1"));
}

#[test]
fn what_cannot_be_read_is_exit_code_1() {
    let empty = gongkai(&["read", "-"], b"");
    assert_eq!((code(&empty), empty.stdout.len()), (1, 0));
    assert!(says(&empty, "empty"));
    let pdf = gongkai(&["read", "-"], b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n");
    assert_eq!((code(&pdf), pdf.stdout.len()), (1, 0));
    assert!(says(&pdf, "PDF"));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let missing = gongkai(&["read", "no-such-page.html"], b"");
    assert_eq!(code(&missing), 2);
    assert!(says(&missing, "no-such-page.html"));
    assert_eq!(code(&gongkai(&["read", PAGE, "--kinds", "colour"], b"")), 2);
    assert_eq!(code(&gongkai(&["mentions"], b"")), 2, "--jsonl must be asked for");
    assert_eq!(code(&gongkai(&["reed", PAGE], b"")), 2);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = spawn(&["mentions", "--jsonl", "--kinds", "quantity"]);
    drop(child.stdout.take());
    let mut feed = child.stdin.take().unwrap();
    let line = format!("{{\"id\":1,\"text\":\"{}\"}}\n", "共5条。".repeat(1000));
    // More than any pipe holds; writing stops where the command has ended.
    while feed.write_all(line.as_bytes()).is_ok() {}
    drop(feed);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn the_schema_is_printed() {
    let schema = json(&gongkai(&["schema"], b""));
    assert_eq!(schema["$id"], "gongkai/1");
}

fn explained(arguments: &[&str], page: &str) -> String {
    let output = gongkai(arguments, page.as_bytes());
    assert_eq!(code(&output), 0, "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_figure_is_explained_with_its_rule_and_with_what_was_set_aside() {
    let page = "柳河县2016年政府信息公开工作年度报告\n\n一、主动公开情况\n\n\
                全年主动公开政府信息312条。2015年主动公开政府信息871条。各乡镇主动公开政府信息90条。\n";
    let all = explained(&["explain", "-"], page);
    assert!(all.starts_with("active.total = 312条\n") && all.contains("主动公开"), "{all}");
    let one = explained(&["explain", "-", "--key", "active.total"], page);
    assert!(one.contains("set aside: 871条, of another year"), "{one}");
    assert!(one.contains("set aside: 90条, of a subordinate body"), "{one}");
    let none = explained(&["explain", "-", "--key", "request.received"], page);
    assert!(none.starts_with("request.received: no statement was found\n"), "{none}");
    assert!(none.contains("silence is not zero") && none.contains("rule      (收到|"), "{none}");
    let prose_only = explained(&["explain", "-", "--key", "media.active"], page);
    assert!(prose_only.contains("no statement was found"), "{prose_only}");
    let unread = explained(
        &["explain", "-"],
        "柳河县2016年政府信息公开工作年度报告\n\n一、总体情况\n\n栽种树木300棵。2015年主动公开政府信息871条。\n",
    );
    assert!(unread.contains("no figure: 300棵, no rule has the words around it"), "{unread}");
    assert!(unread.contains("no figure: active.total\n  set aside: 871条, of another year"), "{unread}");
    assert_eq!(code(&gongkai(&["explain", "-", "--key", "request.receved"], page.as_bytes())), 2);
}

#[test]
fn what_read_takes_with_a_raised_limit_can_be_explained() {
    let mut page = "柳河县2016年政府信息公开工作年度报告\n\n全年主动公开政府信息312条。\n".to_owned();
    page.push_str(&"\n".repeat(33 << 20));
    for command in ["read", "explain"] {
        let refused = gongkai(&[command, "-"], page.as_bytes());
        assert_eq!(code(&refused), 1, "{command}");
        assert_eq!(code(&gongkai(&[command, "-", "--max-bytes", "67108864"], page.as_bytes())), 0, "{command}");
        assert_eq!(code(&gongkai(&[command, "-", "--max-bytes", "1000"], page.as_bytes())), 2, "{command}");
    }
}

#[test]
fn a_code_of_findings_is_explained() {
    let said = explained(&["explain", "sum-mismatch"], "");
    assert!(said.contains("A total that its parts do not add to.") && said.contains("合计与分项之和不符。"), "{said}");
    assert_eq!(code(&gongkai(&["explain", "sum-match"], b"")), 2, "neither a code nor a file");
}

/// A report on the 2021 form of `year`, with what was carried in and out.
fn carried(year: i16, came_in: u32, went_out: u32) -> String {
    let row = |label: &str, n: u32| format!("{label}\t{n}\t0\t0\t0\t0\t0\t{n}\n");
    format!(
        "青禾市{year}年政府信息公开工作年度报告\n\n本报告由青禾市人民政府编制。\n\n\
         项目\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n{}{}{}{}\n",
        row("一、本年新收政府信息公开申请数量", 10),
        row("二、上年结转政府信息公开申请数量", came_in),
        row("（七）总计", 10 + came_in - went_out),
        row("四、结转下年度继续办理", went_out),
    )
}

#[test]
fn reports_of_two_years_are_compared() {
    let folder = std::env::temp_dir().join(format!("gongkai-compare-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: String| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let before = write("a.txt", carried(2021, 2, 3));
    let (right, wrong) = (write("b.txt", carried(2022, 3, 1)), write("c.txt", carried(2022, 4, 1)));
    let output = gongkai(&["compare", &before, &right], b"");
    assert_eq!((code(&output), output.stdout.len()), (0, 0), "{}", String::from_utf8_lossy(&output.stderr));
    let output = gongkai(&["compare", &before, &wrong], b"");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(code(&output), 1);
    // The row and its total.
    assert_eq!(printed.matches("doubt carried-over-mismatch").count(), 2, "{printed}");
    assert!(printed.contains("request.carried_in is 4; the year before carried over 3"), "{printed}");
    let output = gongkai(&["compare", &wrong, &before], b"");
    assert_eq!(code(&output), 3);
    assert!(says(&output, "only years that follow each other"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn forms_are_listed_with_those_of_a_pack() {
    let listed = |arguments: &[&str]| String::from_utf8(gongkai(arguments, b"").stdout).unwrap();
    assert_eq!(listed(&["forms"]).lines().count(), 4);
    assert!(listed(&["forms", "tables-2021"]).contains("request.received@natural_person\t"));
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/forms/anhui.toml");
    let key = "active.local.procurement";
    assert!(!listed(&["forms", "statistics-2014"]).contains(key));
    assert!(listed(&["forms", "statistics-2014", "--forms", pack]).contains(key));
    let output = gongkai(&["forms", "tables-1999"], b"");
    assert_eq!(code(&output), 2);
    assert!(says(&output, "there are: local-2008"));
}

#[test]
fn a_pack_of_forms_is_read_by() {
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/forms/anhui.toml");
    let text = "青禾县2016年政府信息公开工作年度报告\n\n统计指标\t单位\t统计数\n一、主动公开情况\t——\t——\n\
        （一）主动公开政府信息数\t条\t931\n主动公开招标采购信息\t条\t47\n（三）制发规范性文件总数\t件\t8\n";
    let value = |arguments: &[&str]| {
        let page = json(&gongkai(arguments, text.as_bytes()));
        let figures = page["report"]["figures"].as_array().unwrap().clone();
        let own = |figure: &&Value| figure["key"] == "active.local.procurement";
        figures.iter().find(own).map(|figure| figure["value"].clone())
    };
    assert_eq!(value(&["read", "-", "--forms", pack]), Some(json!("47")));
    assert_eq!(value(&["read", "-"]), None);
}

#[test]
fn issuer_marks_of_a_file_go_before_the_rules() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("issuers.csv");
    std::fs::write(&file, "# ours\n鑫园管,某园区管理委员会,210800\n").unwrap();
    let read =
        |arguments: &[&str]| gongkai(&[&["read", "-", "--media", "text"], arguments].concat(), NUMBERS.as_bytes());
    let first = |page: &Value, index: usize| page["mentions"]["document_numbers"][index]["issuers"][0].clone();

    let with = json(&read(&["--issuers", file.to_str().unwrap()]));
    assert_eq!(first(&with, 0)["name"], "某园区管理委员会");
    assert_eq!(first(&with, 0)["region"], "210800");
    assert_eq!(first(&with, 1)["name"], "辽宁省人民政府办公厅", "a mark that the file has not is read as before");
    assert_eq!(first(&json(&read(&[])), 0), Value::Null, "no rule knows the mark");

    std::fs::write(&file, "鑫园管\n").unwrap();
    let malformed = read(&["--issuers", file.to_str().unwrap()]);
    assert_ne!(code(&malformed), 0);
    assert!(says(&malformed, "issuers.csv") && says(&malformed, "1"), "the message says where");
}

const NUMBERS: &str = "依据鑫园管发〔2016〕5号和辽政办发〔2015〕39号";

#[test]
fn the_version_names_the_schema_of_the_output_and_the_features() {
    let output = gongkai(&["--version"], b"");
    assert_eq!(code(&output), 0);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = concat!("gongkai ", env!("CARGO_PKG_VERSION"), " (schema gongkai/1; features: ");
    assert!(told.starts_with(expected) && told.ends_with(")\n"), "{told}");
    assert_eq!(told.contains("parquet"), cfg!(feature = "parquet"));
    assert_eq!(told.contains("segment"), cfg!(feature = "segment"));
}

/// A limit on the size of files is a disk that is full after so many blocks of 512 bytes.
#[test]
fn a_full_disk_leaves_a_page_as_it_was() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli-full");
    fs::create_dir_all(&folder).unwrap();
    let lines = folder.join("out.jsonl");
    fs::write(&lines, gongkai(&["batch", PAGE, "--kinds", ""], b"").stdout).unwrap();
    for (command, input) in [("review", PAGE), ("overview", lines.to_str().unwrap())] {
        let file = folder.join(command).with_extension("html");
        let write = |blocks: &str| {
            let script = "trap '' XFSZ; ulimit -f $1; exec \"$0\" $2 \"$3\" -o \"$4\"";
            let name = file.to_str().unwrap();
            let run = ["-c", script, env!("CARGO_BIN_EXE_gongkai"), blocks, command, input, name];
            Command::new("sh").args(run).output().unwrap()
        };
        fs::write(&file, "before").unwrap();
        let full = write("1");
        assert_eq!(code(&full), 2);
        assert!(says(&full, "File too large"), "{}", String::from_utf8_lossy(&full.stderr));
        assert_eq!(fs::read_to_string(&file).unwrap(), "before", "{command}");
        assert_eq!(code(&write("unlimited")), 0);
        assert!(fs::read_to_string(&file).unwrap().ends_with("</html>\n"), "{command}");
        let left =
            fs::read_dir(&folder).unwrap().filter(|file| file.as_ref().unwrap().path().extension().unwrap() == "part");
        assert_eq!(left.count(), 0, "{command}");
    }
}

#[test]
fn what_a_link_points_to_is_written_and_a_device_takes_what_comes() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli-link");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    let (page, link) = (folder.join("page.html"), folder.join("link.html"));
    fs::write(&page, "before").unwrap();
    std::os::unix::fs::symlink("page.html", &link).unwrap();
    assert_eq!(code(&gongkai(&["review", PAGE, "-o", link.to_str().unwrap()], b"")), 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let written = fs::read(&page).unwrap();
    let printed = gongkai(&["review", PAGE, "-o", "/dev/stdout"], b"");
    assert_eq!(code(&printed), 0);
    assert!(printed.stdout == written && written.len() > 1_000);
}
