//! A file with a place in it.

use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    rc::Rc,
};

const BUFFER: usize = 64 << 10;

/// A buffered file that knows where it is, and how much was ever read of it.
pub(super) struct Tape<R> {
    input: BufReader<R>,
    size: u64,
    at: Rc<Cell<u64>>,
    /// Bytes read since whoever reads set it to zero.
    taken: Rc<Cell<u64>>,
    read: u64,
}

impl<R: Read + Seek> Tape<R> {
    pub(super) fn new(input: R) -> io::Result<Self> {
        let mut input = BufReader::with_capacity(BUFFER, input);
        let size = input.seek(SeekFrom::End(0))?;
        input.rewind()?;
        Ok(Self { input, size, at: Rc::default(), taken: Rc::default(), read: 0 })
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn at(&self) -> u64 {
        self.at.get()
    }

    /// [`at`](Self::at), for whoever holds it while another reads.
    pub(super) fn place(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.at)
    }

    /// The count of bytes read, to be set to zero.
    pub(super) fn taken(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.taken)
    }

    /// All bytes that were ever read, those read twice counted twice.
    pub(super) fn read_so_far(&self) -> u64 {
        self.read
    }

    /// Goes to a byte. Within the buffer that costs nothing.
    pub(super) fn seek(&mut self, to: u64) -> io::Result<()> {
        match i64::try_from(i128::from(to) - i128::from(self.at())) {
            Ok(step) => self.input.seek_relative(step)?,
            Err(_) => drop(self.input.seek(SeekFrom::Start(to))?),
        }
        self.at.set(to);
        Ok(())
    }

    /// Whether these bytes stand at a place. The tape is somewhere near it afterwards.
    pub(super) fn starts_with(&mut self, at: u64, bytes: &[u8]) -> io::Result<bool> {
        self.seek(at)?;
        let mut found = Vec::with_capacity(bytes.len());
        self.by_ref().take(bytes.len() as u64).read_to_end(&mut found)?;
        Ok(found == bytes)
    }

    /// The first place from `from` on where these bytes stand.
    pub(super) fn find(&mut self, from: u64, bytes: &[u8]) -> io::Result<Option<u64>> {
        self.seek(from)?;
        let mut window = Vec::with_capacity(BUFFER + bytes.len());
        loop {
            let start = self.at() - window.len() as u64;
            let read = self.by_ref().take(BUFFER as u64).read_to_end(&mut window)?;
            if let Some(found) = window.windows(bytes.len()).position(|there| there == bytes) {
                return Ok(Some(start + found as u64));
            }
            if read == 0 {
                return Ok(None);
            }
            // The bytes may stand across two windows.
            let keep = window.len().min(bytes.len().saturating_sub(1));
            window.drain(..window.len() - keep);
        }
    }
}

impl<R: Read> Read for Tape<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.count(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Tape<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, used: usize) {
        self.input.consume(used);
        self.count(used);
    }
}

impl<R> Tape<R> {
    fn count(&mut self, used: usize) {
        let used = used as u64;
        self.at.set(self.at.get() + used);
        self.taken.set(self.taken.get() + used);
        self.read += used;
    }
}
