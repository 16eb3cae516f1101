//! Unpacking that gives up on what was packed too tightly to be a page（压缩炸弹）.

use std::{
    cell::Cell,
    fmt,
    io::{self, BufReader, Read},
    rc::Rc,
};

use flate2::read::MultiGzDecoder;

/// How many bytes one packed byte may become, beyond [`FREE`]. Tables of Chinese pages pack 30 to 100 to one, and deflate
/// at most 1032 to one.
pub(crate) const RATIO: u64 = 200;

/// Bytes that may come of any input.
pub(crate) const FREE: u64 = 1 << 20;

/// Unpacked bytes are more than pages come to.
#[derive(Debug)]
struct TooTight;

impl fmt::Display for TooTight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unpacks to more than {RATIO} times its size")
    }
}

impl std::error::Error for TooTight {}

/// Whether unpacking was given up, however deep in what other readers say of it.
pub(crate) fn is_too_tight(error: &io::Error) -> bool {
    let mut cause = error.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static));
    while let Some(error) = cause {
        if error.is::<TooTight>() {
            return true;
        }
        // The source of an `io::Error` is that of what it holds, and not what it holds.
        cause = match error.downcast_ref::<io::Error>() {
            Some(inner) => inner.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static)),
            None => error.source(),
        };
    }
    false
}

pub(crate) fn too_tight() -> io::Error {
    io::Error::other(TooTight)
}

/// Counts what is read through it.
pub(crate) struct Counted<R> {
    input: R,
    count: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    pub(crate) fn new(input: R, count: Rc<Cell<u64>>) -> Self {
        Self { input, count }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Reads what is unpacked, as long as it stands in proportion to what went in.
pub(crate) struct Bounded<R> {
    input: R,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
}

impl<R> Bounded<R> {
    /// `packed` is how many packed bytes `input` has taken so far.
    pub(crate) fn new(input: R, packed: Rc<Cell<u64>>) -> Self {
        Self { input, packed, unpacked: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.unpacked += read as u64;
        if self.unpacked > FREE.saturating_add(self.packed.get().saturating_mul(RATIO)) {
            return Err(too_tight());
        }
        Ok(read)
    }
}

/// What is in a gzip file, all members of it.
pub(crate) fn gunzip(input: impl Read) -> impl Read {
    let packed = Rc::new(Cell::new(0));
    let counted = Counted::new(input, Rc::clone(&packed));
    Bounded::new(MultiGzDecoder::new(BufReader::with_capacity(16 << 10, counted)), packed)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn a_page_is_unpacked_and_a_bomb_is_not() {
        let page = "<td>无</td>".repeat(100_000);
        let mut text = String::new();
        gunzip(&*gzip(page.as_bytes())).read_to_string(&mut text).unwrap();
        assert!(text == page, "1.4 MB of the same cell come out as they went in");
        let bomb = gzip(&vec![b' '; 64 << 20]);
        let mut bytes = Vec::new();
        let error = gunzip(&*bomb).read_to_end(&mut bytes).unwrap_err();
        assert!(is_too_tight(&error), "{error}");
        assert!(bytes.len() < 16 << 20, "given up after {} bytes", bytes.len());
    }
}
