//! A folder with a JSON file for each page（逐页输出）, as `gongkai read` prints it.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use serde::de::IgnoredAny;

/// Bytes of one part of a name.
const PART: usize = 200;

/// A folder that is being filled.
pub(super) struct Folder {
    path: PathBuf,
    keep: bool,
    pages: u64,
    /// Files and folders that are there, in lower case, since not every file system tells those apart.
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl Folder {
    /// Begins with an empty folder. With `keep` files have the names of the inputs, without it numbers.
    pub(super) fn create(path: &Path, keep: bool) -> anyhow::Result<Self> {
        // What is there was left by a run that was killed while it did this.
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        }
        fs::create_dir(path)?;
        Ok(Self { path: path.to_owned(), keep, pages: 0, files: HashSet::new(), folders: HashSet::new() })
    }

    /// Writes the page of a line; one that failed has none, but takes its number.
    pub(super) fn write(&mut self, line: &str, id: &str) -> anyhow::Result<()> {
        self.pages += 1;
        let Some(page) = page(line)? else { return Ok(()) };
        let name = if self.keep { self.name(id) } else { format!("{:06}.json", self.pages) };
        let path = self.path.join(&name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create(&path).context(name)?;
        file.write_all(b"{")?;
        file.write_all(page.as_bytes())?;
        Ok(file.write_all(b"\n")?)
    }

    /// A name below the folder and nowhere else, that no other page has.
    fn name(&mut self, id: &str) -> String {
        let parts: Vec<_> = id.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").map(part).collect();
        let mut name = if parts.is_empty() { "page".to_owned() } else { parts.join("/") };
        loop {
            let whole = format!("{name}.json").to_lowercase();
            let mut above: Vec<String> = Vec::new();
            for (at, _) in whole.match_indices('/') {
                above.extend(whole.get(..at).map(str::to_owned));
            }
            let is_free = !self.folders.contains(&whole) && !above.iter().any(|folder| self.files.contains(folder));
            if is_free && self.files.insert(whole) {
                self.folders.extend(above);
                return format!("{name}.json");
            }
            name.push('~');
            if !is_free {
                name = name.replace('/', "~");
            }
        }
    }
}

/// A part of a name without what leads out of the folder or what some system cannot write.
fn part(part: &str) -> String {
    let sign = |sign: char| if sign.is_control() || "<>:\"|?*".contains(sign) { '_' } else { sign };
    let mut name: String = part.chars().map(sign).collect();
    while name.len() > PART {
        name.pop();
    }
    if name.chars().all(|sign| sign == '.') { name.replace('.', "_") } else { name }
}

/// What stands in a line after its input, with the brace that ends it.
fn page(line: &str) -> anyhow::Result<Option<&str>> {
    let input = line.strip_prefix(r#"{"input":"#).context("a line begins with its input")?;
    let mut parts = serde_json::Deserializer::from_str(input).into_iter::<IgnoredAny>();
    parts.next().transpose()?;
    let rest = input.get(parts.byte_offset()..).unwrap_or_default();
    Ok(rest.trim_end().strip_prefix(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[&str]) -> Vec<String> {
        let mut folder =
            Folder { path: PathBuf::new(), keep: true, pages: 0, files: HashSet::new(), folders: HashSet::new() };
        ids.iter().map(|id| folder.name(id)).collect()
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let hostile = ["../../etc/passwd", "/etc/passwd", "a/../b", "..", "c:\\x\\y", "a\0b", "", "./in/a.html"];
        let given = names(&hostile);
        assert_eq!(
            given,
            [
                "__/__/etc/passwd.json",
                "etc/passwd.json",
                "a/__/b.json",
                "__.json",
                "c_/x/y.json",
                "a_b.json",
                "page.json",
                "in/a.html.json"
            ]
        );
    }

    #[test]
    fn no_two_pages_have_one_name() {
        let given = names(&["a", "A", "a", "b.json/c", "b", "d", "d.json/e", &"长".repeat(300)]);
        let mut seen = HashSet::new();
        assert!(given.iter().all(|name| seen.insert(name.to_lowercase())), "{given:?}");
        assert_eq!(given[..3], ["a.json", "A~.json", "a~~.json"]);
        assert!(given.iter().all(|name| name.split('/').all(|part| part.len() <= PART + 8)));
        for file in &given {
            assert!(
                !given.iter().any(|other| other.starts_with(&format!("{file}/"))),
                "{file} is a folder too: {given:?}"
            );
        }
    }

    #[test]
    fn a_page_is_what_follows_the_input() {
        assert_eq!(page("{\"input\":{\"id\":\"}{\\\"\"},\"schema\":1}\n").unwrap(), Some("\"schema\":1}"));
        assert_eq!(page("{\"input\":{\"id\":\"a\"}}").unwrap(), None);
        assert!(page("[]").is_err());
    }
}
