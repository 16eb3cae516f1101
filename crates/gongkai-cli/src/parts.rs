//! Files that are whole or not there（写全才更名）: a full disk leaves nothing torn, and what was there before as it was.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

/// Files under names that say they are not whole yet; what is not kept is removed.
pub(crate) struct Parts {
    /// Each name until then, and the one after.
    files: Vec<[PathBuf; 2]>,
}

impl Parts {
    pub(crate) fn new(files: Vec<PathBuf>) -> Self {
        let part = |file: &Path| {
            let mut part = file.as_os_str().to_owned();
            part.push(".part");
            PathBuf::from(part)
        };
        Self { files: files.into_iter().map(|file| [part(&file), file]).collect() }
    }

    /// The names to write under.
    pub(crate) fn parts(&self) -> Vec<&Path> {
        self.files.iter().map(|[part, _]| part.as_path()).collect()
    }

    /// Gives all files their names.
    pub(crate) fn keep(&mut self) -> anyhow::Result<()> {
        for [part, file] in std::mem::take(&mut self.files) {
            fs::rename(&part, &file).with_context(|| file.display().to_string())?;
        }
        Ok(())
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        for [part, _] in &self.files {
            drop(fs::remove_file(part));
        }
    }
}

/// Writes one file. A link stays one; a pipe or a device takes what comes.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let shown = || file.display().to_string();
    if fs::metadata(file).is_ok_and(|there| !there.is_file()) {
        return fs::write(file, bytes).with_context(shown);
    }
    let mut parts = Parts::new(vec![fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())]);
    for part in parts.parts() {
        let written = File::create(part).and_then(|mut part| part.write_all(bytes).and_then(|()| part.sync_all()));
        written.with_context(shown)?;
    }
    parts.keep()
}
