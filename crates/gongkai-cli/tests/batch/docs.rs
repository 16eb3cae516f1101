//! What the pages of the commands show can be run as it stands there.
#![cfg(unix)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::folder;

/// Runs the examples of a page in a folder with two inputs; says how many there were.
fn run(name: &str, page: &str) -> (PathBuf, usize) {
    let folder = folder(name);
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports/linshui-2023/page.html");
    fs::create_dir_all(folder.join("pages")).unwrap();
    fs::copy(fixture, folder.join("pages/linshui-2023.html")).unwrap();
    fs::write(folder.join("pages/notice.txt"), "共5条").unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_gongkai")).parent().unwrap();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap())));
    let examples: Vec<_> = page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    for example in &examples {
        let mut shell = Command::new("sh");
        let run =
            shell.current_dir(&folder).env("PATH", path.as_ref().unwrap()).args(["-ec", example]).output().unwrap();
        assert!(run.status.success(), "{example}{}", String::from_utf8_lossy(&run.stderr));
    }
    (folder, examples.len())
}

#[test]
fn the_examples_of_batch_run() {
    let (folder, examples) = run("batch-docs", include_str!("../../../../docs/commands/batch.md"));
    assert_eq!(examples, 4);
    let size = |name: &str| fs::read(folder.join(name)).unwrap().iter().filter(|&&byte| byte == b'\n').count();
    assert_eq!(
        ["reports", "some", "listed", "feed-out", "packed", "again"].map(|name| size(&format!("{name}.jsonl"))),
        [2, 2, 1, 1, 2, 2]
    );
    assert_eq!(size("wide.csv"), 3, "a head and two pages");
    assert!(size("figures.csv") > 100 && folder.join("figures.findings.csv").exists());
    assert!(folder.join("each/pages/notice.txt.json").exists());
    assert!(folder.join("reports.xlsx").exists() && folder.join("figures.parquet").exists());
}

#[test]
fn the_examples_of_columns_run() {
    let (folder, examples) = run("columns-docs", include_str!("../../../../docs/commands/columns.md"));
    assert_eq!(examples, 1);
    let codebook = fs::read_to_string(folder.join("codebook.csv")).unwrap();
    // The page says by which names keys go.
    let page = include_str!("../../../../docs/commands/columns.md");
    let rows: Vec<_> =
        page.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix("` |")?.split_once("` | `")).collect();
    assert_eq!(rows.len(), 6);
    for (key, column) in rows {
        assert!(codebook.lines().any(|line| line.contains(key) && line.contains(column)), "{key} is {column}");
    }
}
