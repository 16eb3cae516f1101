//! A run may end at any moment in any way: what comes of it after `--resume` is what an undisturbed run gives.
#![cfg(unix)]

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use crate::{batch, batch_fed, code, command, folder, lines, says};

/// Small pages, one in nine of them bad.
fn pages(folder: &Path, count: usize) {
    for number in 0..count {
        let page = if number % 9 == 4 {
            String::new()
        } else {
            format!("<h1>第{number}号</h1><p>公开{}条。</p>", number * 7)
        };
        fs::write(folder.join(format!("in/{number:04}.html")), page).unwrap();
    }
}

fn size(file: &Path) -> u64 {
    file.metadata().map_or(0, |meta| meta.len())
}

/// What an undisturbed run gives: the lines, and those of them that failed.
fn undisturbed(folder: &Path) -> (Vec<u8>, Vec<u8>) {
    assert_eq!(code(&batch(folder, &["in", "-o", "whole.jsonl", "-j1"])), 1);
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    (read("whole.jsonl"), read("whole.failures.jsonl"))
}

fn assert_whole(folder: &Path, whole: &(Vec<u8>, Vec<u8>)) {
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole.0, "the lines are the same");
    assert!(fs::read(folder.join("out.failures.jsonl")).unwrap() == whole.1, "the failures are the same");
    for left in ["out.jsonl.lines", "out.jsonl.journal", "out.jsonl.part"] {
        assert!(!folder.join(left).exists(), "{left} is left");
    }
}

#[test]
fn killed_at_any_point_and_resumed_it_gives_the_same_bytes() {
    let folder = folder("survival-kill");
    pages(&folder, 900);
    let whole = undisturbed(&folder);
    let (lines, out) = (folder.join("out.jsonl.lines"), folder.join("out.jsonl"));
    let (mut kills, mut kept, mut seed) = (0, 0, 1_u64);
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    while kills < 60 {
        drop(fs::remove_file(&out));
        loop {
            let jobs = ["-j1", "-j2", "-j8"][random(3) as usize];
            let mut run = command(&folder, &["in", "-o", "out.jsonl", "--resume", jobs]).spawn().unwrap();
            let until = size(&lines) + random(whole.0.len() as u64 / 3);
            while size(&lines) < until && run.try_wait().unwrap().is_none() {
                thread::sleep(Duration::from_micros(200));
            }
            thread::sleep(Duration::from_micros(random(4_000)));
            if run.try_wait().unwrap().is_some() {
                break;
            }
            run.kill().unwrap();
            run.wait().unwrap();
            kills += 1;
            kept += u32::from(size(&lines) > 0);
        }
        assert_whole(&folder, &whole);
    }
    assert!(kept > 20, "{kept} of {kills} kills were in the middle of the lines");
}

#[test]
fn a_full_disk_is_an_error_from_which_it_goes_on() {
    let folder = folder("survival-full");
    pages(&folder, 300);
    let whole = undisturbed(&folder);
    let full = batch(&folder, &["in", "-o", "/dev/full"]);
    assert_eq!(code(&full), 2);
    assert!(says(&full, "/dev/full: No space left on device"), "{}", String::from_utf8_lossy(&full.stderr));
    // A limit on the size of files is a disk that is full after so many blocks of 512 bytes.
    for blocks in [0, 1, 40, 100, 160] {
        let mut run = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" batch in -o out.jsonl --resume --kinds ''");
        let run = run.current_dir(&folder).args(["-c", &script, env!("CARGO_BIN_EXE_gongkai")]).output().unwrap();
        assert_eq!(code(&run), 2, "{}", String::from_utf8_lossy(&run.stderr));
        assert!(says(&run, "out.jsonl.") && says(&run, "File too large"), "{}", String::from_utf8_lossy(&run.stderr));
    }
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.jsonl", "--resume"])), 1);
    assert_whole(&folder, &whole);
}

#[test]
fn interrupted_it_finishes_what_is_under_way_and_says_how_to_go_on() {
    let folder = folder("survival-interrupt");
    let feed: Vec<_> = (0..40).map(|number| format!("{{\"html\":\"<p>第{number}页</p>\"}}\n")).collect();
    let whole = batch_fed(&folder, &["-"], feed.concat().as_bytes()).stdout;
    let mut run = command(&folder, &["-", "-o", "out.jsonl", "-vv"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = run.stdin.take().unwrap();
    stdin.write_all(feed[..25].concat().as_bytes()).unwrap();
    // The last of them is told once it is written.
    let mut told = std::io::BufRead::lines(std::io::BufReader::new(run.stderr.take().unwrap()));
    assert!(told.by_ref().any(|line| line.unwrap().contains("-:25: ")));
    let interrupt = Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    assert!(told.any(|line| line.unwrap().contains("interrupted; the same command with --resume goes on from here")));
    assert_eq!(run.wait().unwrap().code(), Some(130));
    drop(stdin);
    assert_eq!(lines(&fs::read(folder.join("out.jsonl.lines")).unwrap()).len(), 25);
    let again = batch(&folder, &["-", "-o", "out.jsonl"]);
    assert_eq!(code(&again), 2, "what is left is not thrown away unasked");
    assert!(says(&again, "--resume") && says(&again, "--restart"));
    let resumed = batch_fed(&folder, &["-", "-o", "out.jsonl", "--resume"], feed.concat().as_bytes());
    assert_eq!(code(&resumed), 0);
    assert!(says(&resumed, "25 pages of the earlier run are kept"), "{}", String::from_utf8_lossy(&resumed.stderr));
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole);
}

#[test]
fn only_pages_that_are_still_the_same_are_kept() {
    let folder = folder("survival-changed");
    pages(&folder, 60);
    let stopped = batch(&folder, &["in", "-o", "out.jsonl", "--max-failures", "4"]);
    assert_eq!(code(&stopped), 1);
    assert_eq!(lines(&fs::read(folder.join("out.jsonl.lines")).unwrap()).len(), 41);
    let other = command(&folder, &["in", "-o", "out.jsonl", "--resume", "--max-depth", "600"]).output().unwrap();
    assert_eq!(code(&other), 2);
    assert!(says(&other, "other options"));
    fs::write(folder.join("in/0030.html"), "<p>改了</p>").unwrap();
    let whole = undisturbed(&folder);
    let resumed = batch(&folder, &["in", "-o", "out.jsonl", "--resume"]);
    assert!(says(&resumed, "30 pages of the earlier run are kept"));
    assert_whole(&folder, &whole);
    // Torn lines and a damaged journal are as good as none.
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.jsonl", "--fail-fast"])), 1);
    fs::write(folder.join("out.jsonl.lines"), "torn").unwrap();
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.jsonl", "--resume"])), 1);
    assert_whole(&folder, &whole);
    fs::write(folder.join("out.jsonl.journal"), "no journal").unwrap();
    assert_eq!(code(&batch(&folder, &["in", "-o", "out.jsonl", "--resume"])), 1);
    assert_whole(&folder, &whole);
}

#[test]
fn who_stops_listening_ends_it() {
    let folder = folder("survival-pipe");
    pages(&folder, 300);
    let mut run = command(&folder, &["in"]).spawn().unwrap();
    drop(run.stdout.take());
    let output = run.wait_with_output().unwrap();
    assert_eq!((code(&output), output.stderr.as_slice()), (0, &b""[..]), "as with head");
    let script = "mkfifo pipe; head -c 1 < pipe > /dev/null & exec \"$0\" batch in -o pipe --kinds ''";
    let named =
        Command::new("sh").current_dir(&folder).args(["-c", script, env!("CARGO_BIN_EXE_gongkai")]).output().unwrap();
    assert_eq!(code(&named), 2);
    assert!(says(&named, "pipe: Broken pipe"), "{}", String::from_utf8_lossy(&named.stderr));
}
