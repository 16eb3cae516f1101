//! `gongkai batch` as a program: order, what goes in, what it survives, how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice)]

mod docs;
mod inputs;
mod order;
#[path = "../../../../tests/it/schema.rs"]
mod schema;
mod survival;
mod tables;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// An empty folder of this test's own, with a folder `in`.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("in")).unwrap();
    folder
}

/// `gongkai batch` in a folder, looking for no mentions, which takes longest to build.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.current_dir(folder).arg("batch").args(arguments).args(["--kinds", ""]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn batch(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn batch_fed(folder: &Path, arguments: &[&str], feed: &[u8]) -> Output {
    let mut child = command(folder, arguments).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(feed).unwrap();
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn says(output: &Output, words: &str) -> bool {
    String::from_utf8_lossy(&output.stderr).contains(words)
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// Name and status of each page, with its text, or the message where there is none.
fn told(bytes: &[u8]) -> Vec<(String, String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |line: &Value| {
        let input = &line["input"];
        let text = if input["message"].is_null() { word(&line["text"]) } else { word(&input["message"]) };
        (word(&input["id"]), word(&input["status"]), text)
    };
    lines(bytes).iter().map(told).collect()
}
