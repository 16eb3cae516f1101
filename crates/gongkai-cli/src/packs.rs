//! `--forms FILE`: forms of the user's own, and changes to the official ones; `--issuers FILE`: marks of issuers.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::Args;
use gongkai::{mention::IssuerHead, report::Catalogue};

/// Packs of forms, for every command that reads reports.
#[derive(Args)]
pub(crate) struct Packs {
    /// Also read by the forms of this file: a form of its own, or rows and spellings for an official one. Repeatable.
    #[arg(long = "forms", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Packs {
    /// The official forms with those of the files, in their order.
    pub(crate) fn catalogue(&self) -> anyhow::Result<Catalogue> {
        Self::catalogue_of(&self.texts()?)
    }

    /// Names and contents of the files.
    pub(crate) fn texts(&self) -> anyhow::Result<Vec<(String, String)>> {
        let text = |file: &PathBuf| {
            let name = file.display().to_string();
            let toml = fs::read_to_string(file).with_context(|| name.clone())?;
            Ok((name, toml))
        };
        self.files.iter().map(text).collect()
    }

    /// The official forms with those of [`Packs::texts`].
    pub(crate) fn catalogue_of(texts: &[(String, String)]) -> anyhow::Result<Catalogue> {
        texts.iter().try_fold(Catalogue::default(), |catalogue, (name, toml)| Ok(catalogue.extended(name, toml)?))
    }
}

/// Issuer marks, for every command that reads document numbers.
#[derive(Args)]
pub(crate) struct Issuers {
    /// Also know the issuer marks (发文机关代字) of this file: `mark,name,code` a line, the code may be missing. Repeatable.
    #[arg(long, value_name = "FILE")]
    issuers: Vec<PathBuf>,
}

impl Issuers {
    /// The marks of all files.
    pub(crate) fn heads(&self) -> anyhow::Result<Vec<IssuerHead>> {
        let mut heads = Vec::new();
        for file in &self.issuers {
            let name = file.display().to_string();
            let table = fs::read_to_string(file).with_context(|| name.clone())?;
            heads.extend(IssuerHead::table(&name, &table)?);
        }
        Ok(heads)
    }
}
