//! What `docs/commands/batch.md` shows can be run as it stands there.
#![cfg(unix)]

use std::{env, fs, path::Path, process::Command};

use crate::folder;

#[test]
fn the_examples_of_the_page_run() {
    let folder = folder("batch-docs");
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports/linshui-2023/page.html");
    fs::create_dir_all(folder.join("pages")).unwrap();
    fs::copy(fixture, folder.join("pages/linshui-2023.html")).unwrap();
    fs::write(folder.join("pages/notice.txt"), "共5条").unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_gongkai")).parent().unwrap();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap())));
    let page = include_str!("../../../../docs/commands/batch.md");
    let examples: Vec<_> = page.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(examples.len(), 3);
    for example in examples {
        let mut shell = Command::new("sh");
        let run =
            shell.current_dir(&folder).env("PATH", path.as_ref().unwrap()).args(["-ec", example]).output().unwrap();
        assert!(run.status.success(), "{example}{}", String::from_utf8_lossy(&run.stderr));
    }
    let size = |name: &str| fs::read(folder.join(name)).unwrap().iter().filter(|&&byte| byte == b'\n').count();
    assert_eq!(
        ["reports", "some", "listed", "feed-out", "packed", "again"].map(|name| size(&format!("{name}.jsonl"))),
        [2, 2, 1, 1, 2, 2]
    );
}
