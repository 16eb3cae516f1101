//! `gongkai read`: one page to one JSON object.

use std::{
    fs,
    io::{self, Read as _},
    path::PathBuf,
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use gongkai::{Reader, Reading, page::Media, report::Catalogue, write::json::Page};

use crate::{
    Failure, kinds,
    limits::Raised,
    packs::{Issuers, Packs},
    print,
};

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Indent the output.
    #[arg(long)]
    pretty: bool,
}

/// One page, and how to read it.
#[derive(Args)]
pub(crate) struct Input {
    /// The page: a file, or `-` for standard input.
    file: PathBuf,
    /// Take the input for this kind of text instead of telling by content.
    #[arg(long, value_enum)]
    media: Option<MediaName>,
    /// Encoding that the transport named, such as gb18030: tried before everything but a byte order mark.
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
    /// Look only for these kinds of mentions; an empty list looks for none.
    #[arg(long, value_delimiter = ',', value_name = "KIND,…")]
    kinds: Option<Vec<String>>,
    /// Name of the source in the output, instead of the file's.
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    packs: Packs,
    #[command(flatten)]
    issuers: Issuers,
    #[command(flatten)]
    limits: Raised,
}

#[derive(Clone, Copy, ValueEnum)]
enum MediaName {
    Html,
    Text,
    Markdown,
}

impl From<MediaName> for Media {
    fn from(name: MediaName) -> Self {
        match name {
            MediaName::Html => Self::Html,
            MediaName::Text => Self::Text,
            MediaName::Markdown => Self::Markdown,
        }
    }
}

impl Input {
    /// The forms to read by.
    pub(crate) fn catalogue(&self) -> anyhow::Result<Catalogue> {
        self.packs.catalogue()
    }

    /// Reads the page. Also gives what its source is called.
    pub(crate) fn read(&self) -> Result<(Reading, String), Failure> {
        let mut reader =
            Reader::new().limits(self.limits.limits()?).catalogue(self.catalogue()?).issuers(self.issuers.heads()?);
        if let Some(media) = self.media {
            reader = reader.media(media.into());
        }
        if let Some(label) = &self.encoding {
            reader = reader.encoding(label);
        }
        if let Some(names) = &self.kinds {
            let names: Vec<_> = names.iter().filter(|name| !name.is_empty()).cloned().collect();
            reader = reader.kinds(kinds(&names)?);
        }
        let shown = self.file.display().to_string();
        let bytes = if shown == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
            bytes
        } else {
            fs::read(&self.file).with_context(|| shown.clone())?
        };
        let reading = reader.read(&bytes).with_context(|| shown.clone()).map_err(Failure::Input)?;
        let file = self.file.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok((reading, self.name.clone().or(file).unwrap_or(shown)))
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (reading, name) = arguments.input.read()?;
    let page = Page::new(&reading, &name);
    print(|out| {
        if arguments.pretty {
            serde_json::to_writer_pretty(&mut *out, &page)?;
        } else {
            let mut line = Vec::new();
            page.write_to(&mut line)?;
            out.write_all(&line)?;
        }
        out.write_all(b"\n")
    })
}
