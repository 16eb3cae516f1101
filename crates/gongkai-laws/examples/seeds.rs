//! Writes the seeds of a law into a folder: `seeds LAW FOLDER`.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{env, fs, path::Path};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [law, folder] = &arguments[..] else { panic!("seeds LAW FOLDER") };
    fs::create_dir_all(folder).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (number, seed) in gongkai_laws::seeds(law, &root).into_iter().enumerate() {
        fs::write(Path::new(folder).join(format!("seed-{number:04}")), seed).unwrap();
    }
}
