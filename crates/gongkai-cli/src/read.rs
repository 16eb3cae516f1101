//! `gongkai read`: one page to one JSON object.

use std::{
    fs,
    io::{self, Read as _},
    path::PathBuf,
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use gongkai::{Reader, page::Media, write::json::Page};

use crate::{Failure, kinds, limits::Raised, packs::Packs, print};

#[derive(Args)]
pub(crate) struct Arguments {
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
    /// Indent the output.
    #[arg(long)]
    pretty: bool,
    #[command(flatten)]
    packs: Packs,
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

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut reader = Reader::new().limits(arguments.limits.limits()?).catalogue(arguments.packs.catalogue()?);
    if let Some(media) = arguments.media {
        reader = reader.media(media.into());
    }
    if let Some(label) = &arguments.encoding {
        reader = reader.encoding(label);
    }
    if let Some(names) = &arguments.kinds {
        let names: Vec<_> = names.iter().filter(|name| !name.is_empty()).cloned().collect();
        reader = reader.kinds(kinds(&names)?);
    }
    let shown = arguments.file.display().to_string();
    let stdin = shown == "-";
    let bytes = if stdin {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        bytes
    } else {
        fs::read(&arguments.file).with_context(|| shown.clone())?
    };
    let reading = reader.read(&bytes).with_context(|| shown.clone()).map_err(Failure::Input)?;
    let file = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = arguments.name.clone().or(file).unwrap_or(shown);
    let page = Page::new(&reading, &name);
    print(|out| {
        if arguments.pretty {
            serde_json::to_writer_pretty(&mut *out, &page)?;
        } else {
            serde_json::to_writer(&mut *out, &page)?;
        }
        out.write_all(b"\n")
    })
}
