//! The inputs that once broke a law, and the pages and texts of our own: all of them obey.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{fs, path::PathBuf};

use gongkai_laws::LAWS;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder, in order; none where there is no such folder.
fn files(folder: PathBuf) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn what_once_broke_a_law_does_not_any_more() {
    for (name, law) in LAWS {
        for (file, bytes) in files(root().join("fuzz/crashes").join(name)) {
            println!("{file}");
            law(&bytes);
        }
    }
    for folder in fs::read_dir(root().join("fuzz/crashes")).into_iter().flatten() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        assert!(LAWS.iter().any(|(law, _)| *law == name), "no law is called {name}");
    }
}

#[test]
fn our_own_inputs_obey() {
    for (name, law) in LAWS {
        let seeds = gongkai_laws::seeds(name, &root());
        assert!(!seeds.is_empty(), "no seeds for {name}");
        for seed in seeds {
            law(&seed);
        }
    }
}
