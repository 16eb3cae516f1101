//! Pages in zip and tar archives（压缩包）. Nothing is ever unpacked to disk, so the names of members are only names.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    ops::ControlFlow,
};

use encoding_rs::GB18030;

use super::{Emit, Page, Refusal, Rules, take, walk::Form};
use crate::{
    batch::line::Status,
    bounded::{FREE, RATIO, too_tight},
};

/// Members of an archive that are looked at.
const MEMBERS: usize = 1_000_000;

/// The pages of a tar archive, in its order.
pub(super) fn tar(input: impl Read, id: &str, rules: &Rules, emit: Emit<'_>) -> io::Result<ControlFlow<()>> {
    let mut archive = tar::Archive::new(BufReader::new(input));
    for (number, entry) in archive.entries()?.enumerate() {
        if number == MEMBERS {
            return Err(too_many());
        }
        let entry = entry?;
        let kind = entry.header().entry_type();
        let name = member_name(&entry.path_bytes());
        if !(kind.is_file() || kind.is_contiguous()) || !rules.suffixes.has(&name) {
            continue;
        }
        if emit(member(id, &name, entry.size(), rules, entry)).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The pages of a zip archive, in the order of its directory.
pub(super) fn zip(input: File, id: &str, rules: &Rules, emit: Emit<'_>) -> io::Result<ControlFlow<()>> {
    // Each member may be harmless, and all of them together not.
    let most = (FREE * 64).saturating_add(input.metadata()?.len().saturating_mul(RATIO));
    let mut unpacked = 0_u64;
    let mut archive = zip::ZipArchive::new(BufReader::new(input)).map_err(io::Error::from)?;
    if archive.len() > MEMBERS {
        return Err(too_many());
    }
    if archive.has_overlapping_files().map_err(io::Error::from)? {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "members of the archive overlap"));
    }
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(io::Error::from)?;
        let name = member_name(entry.name_raw());
        if entry.is_dir() || !rules.suffixes.has(&name) {
            continue;
        }
        let size = entry.size();
        let allowed = FREE.saturating_add(entry.compressed_size().saturating_mul(RATIO));
        drop(entry);
        let page = match archive.by_index(index) {
            _ if size > allowed => Page::new(format!("{id}/{name}"), Err(Refusal::of(&too_tight()))),
            // The directory may lie about sizes, so that one byte more than it says is too much.
            Ok(entry) => {
                let mut page = member(id, &name, size, rules, entry.take(size.saturating_add(1)));
                if page.body.as_ref().is_ok_and(|body| body.bytes.len() as u64 != size) {
                    page.body = Err(Refusal::new(Status::Unreadable, "it is not as large as the archive says"));
                }
                page
            }
            // Packed in a way that is not unpacked here, or under a password.
            Err(error) => Page::new(format!("{id}/{name}"), Err(Refusal::new(Status::Unreadable, error.to_string()))),
        };
        unpacked += page.weight() as u64;
        if emit(page).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if unpacked > most {
            return Err(too_tight());
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The page that a member is. An archive in an archive is not opened: that is how one of 42 kB holds petabytes.
fn member(id: &str, name: &str, size: u64, rules: &Rules, bytes: impl Read) -> Page {
    let body = if Form::of(name) != Form::Page {
        Err(Refusal::new(Status::Limit, "an archive within an archive is not opened"))
    } else if size > rules.max_bytes as u64 {
        Err(Refusal::too_large(size, rules.max_bytes))
    } else {
        take(bytes, rules.max_bytes)
    };
    Page::new(format!("{id}/{name}"), body)
}

/// Name of a member. What Chinese Windows packs is called in GBK.
fn member_name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn too_many() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the archive has more than {MEMBERS} members"))
}
