//! WARC, ISO 28500（网页归档）: the records of a crawl, plain or packed with gzip, with the place of each.
//!
//! Crawls are cut off, joined and copied with errors in them. A record is given only when all of it is there and, packed,
//! its checksum is right; what is not is given as [`Damage`], and reading goes on at the next thing that looks like a
//! record. What a record says of its length is a claim: memory is taken for bytes that have come.

mod head;
mod tape;

use std::{
    io::{self, BufRead, BufReader, Read, Seek},
    ops::ControlFlow,
    rc::Rc,
};

use flate2::bufread::GzDecoder;

pub(crate) use self::head::Head;
use self::tape::Tape;
use crate::bounded::{Bounded, is_too_tight};

/// Bytes kept of a block that is over the limit: enough for the head of an HTTP response.
const OPENING: u64 = 64 << 10;

/// How often the bytes of a file may be read over again, all in all, in looking for records in damage.
const REREADS: u64 = 8;

/// What a crawl holds.
pub(crate) enum Event {
    /// A whole record.
    Record(Record),
    /// Something that is none.
    Damage(Damage),
}

/// A record（记录）.
pub(crate) struct Record {
    /// First byte of it in the file, or of the gzip member that it is in.
    pub(crate) offset: u64,
    /// Bytes of it in the file; `None` where it shares a gzip member.
    pub(crate) length: Option<u64>,
    /// Which record of the gzip member it is, from 0.
    pub(crate) number: usize,
    /// Its head.
    pub(crate) head: Head,
    /// Its block, or the opening of one that is over the limit.
    pub(crate) block: Vec<u8>,
}

impl Record {
    /// Whether the block was over the limit.
    pub(crate) fn is_cut(&self) -> bool {
        self.head.length > self.block.len() as u64
    }
}

/// Bytes that are no record（损坏）.
pub(crate) struct Damage {
    /// First byte.
    pub(crate) offset: u64,
    /// Bytes to where reading goes on.
    pub(crate) length: u64,
    /// Whether they were given up as over a limit.
    pub(crate) is_limit: bool,
    /// What is wrong.
    pub(crate) why: String,
}

/// Takes what is found, and says whether more is wanted.
type See<'a> = &'a mut dyn FnMut(Event) -> ControlFlow<()>;

/// A WARC file.
pub(crate) struct Warc<R> {
    tape: Tape<R>,
    packed: bool,
    /// Bytes of a block that are kept.
    max_block: u64,
}

impl<R: Read + Seek> Warc<R> {
    pub(crate) fn new(input: R, max_block: usize) -> io::Result<Self> {
        let mut tape = Tape::new(input)?;
        let packed = tape.starts_with(0, &[0x1F, 0x8B])?;
        Ok(Self { tape, packed, max_block: max_block as u64 })
    }

    /// All records, and all damage between them.
    ///
    /// # Errors
    /// Where the file system fails. Damage is no error.
    pub(crate) fn each(&mut self, see: See<'_>) -> io::Result<ControlFlow<()>> {
        let mut at = 0;
        while at < self.tape.size() {
            match self.read(at, see)? {
                Ok(ControlFlow::Continue(())) => at = self.tape.at(),
                Ok(flow) => return Ok(flow),
                Err(trouble) => {
                    let next = self.next_start(at)?;
                    let Trouble { is_limit, why } = trouble;
                    let damage = Damage { offset: at, length: next - at, is_limit, why };
                    if see(Event::Damage(damage)).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                    at = next;
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The record, or the records of one gzip member, at a place that an index names.
    pub(crate) fn at(&mut self, offset: u64, length: u64, see: See<'_>) -> io::Result<ControlFlow<()>> {
        match self.read(offset, see)? {
            Ok(flow) => Ok(flow),
            Err(Trouble { is_limit, why }) => Ok(see(Event::Damage(Damage { offset, length, is_limit, why }))),
        }
    }

    fn read(&mut self, at: u64, see: See<'_>) -> io::Result<Result<ControlFlow<()>, Trouble>> {
        let read = if self.packed { self.member(at, see) } else { self.record(at, see) };
        match read {
            Ok(flow) => Ok(Ok(flow)),
            Err(error) => Trouble::of(error).map(Err),
        }
    }

    /// The record that begins at a byte of a plain file.
    fn record(&mut self, at: u64, see: See<'_>) -> io::Result<ControlFlow<()>> {
        let tape = &mut self.tape;
        tape.seek(at)?;
        let head = Head::read(tape)?;
        let (start, end) = (tape.at(), tape.at().checked_add(head.length));
        let Some(end) = end.filter(|&end| end <= tape.size()) else {
            let left = tape.size().saturating_sub(start);
            return Err(damage(format!("the record says it has {} bytes, and {left} are left", head.length)));
        };
        // Before its bytes are believed: does the record end where it says?
        if end < tape.size() && !tape.starts_with(end, b"\r")? && !tape.starts_with(end, b"\n")? {
            return Err(damage("the record does not end where it says".to_owned()));
        }
        tape.seek(start)?;
        let block = kept(tape, &head, self.max_block)?;
        tape.seek(end)?;
        skip_lines(tape)?;
        let length = Some(tape.at() - at);
        Ok(see(Event::Record(Record { offset: at, length, number: 0, head, block })))
    }

    /// The records of the gzip member that begins at a byte; nearly always there is one.
    fn member(&mut self, at: u64, see: See<'_>) -> io::Result<ControlFlow<()>> {
        self.tape.seek(at)?;
        let (place, taken) = (self.tape.place(), self.tape.taken());
        taken.set(0);
        let unpacked = Bounded::new(GzDecoder::new(&mut self.tape), Rc::clone(&taken));
        let mut unpacked = BufReader::with_capacity(32 << 10, unpacked);
        // A record is given once what follows it is seen to be in order too: the next head, or the checksum of the member.
        let mut last: Option<Record> = None;
        for number in 0.. {
            let head = Head::read(&mut unpacked)?;
            if let Some(record) = last.take()
                && see(Event::Record(record)).is_break()
            {
                return Ok(ControlFlow::Break(()));
            }
            let block = kept(&mut unpacked, &head, self.max_block)?;
            let left = head.length - block.len() as u64;
            if io::copy(&mut unpacked.by_ref().take(left), &mut io::sink())? < left {
                return Err(damage(format!("the record says it has {} bytes and has less", head.length)));
            }
            skip_lines(&mut unpacked)?;
            let ended = unpacked.fill_buf()?.is_empty();
            let length = (ended && number == 0).then(|| place.get() - at);
            let record = Record { offset: at, length, number, head, block };
            if ended {
                return Ok(see(Event::Record(record)));
            }
            last = Some(record);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Where the next record seems to begin, after one at `at` that is damaged; the end of the file if there is none, or
    /// if so much was damaged that looking for more would never end.
    fn next_start(&mut self, at: u64) -> io::Result<u64> {
        let mark: &[u8] = if self.packed { &[0x1F, 0x8B, 8] } else { b"WARC/1." };
        let patience = self.tape.size().saturating_mul(REREADS).saturating_add(64 << 20);
        let mut from = at + 1;
        while self.tape.read_so_far() < patience
            && let Some(found) = self.tape.find(from, mark)?
        {
            self.tape.seek(found)?;
            let is_start = if self.packed { self.is_member() } else { Head::read(&mut self.tape).is_ok() };
            if is_start {
                return Ok(found);
            }
            from = found + 1;
        }
        Ok(self.tape.size())
    }

    /// Whether what looks like a gzip member begins with a record.
    fn is_member(&mut self) -> bool {
        // An empty stream can be as long as it likes: look at no more than a head would take.
        const PROBE: u64 = 1 << 10;
        let mut opening = [0; 5];
        let probe = GzDecoder::new(BufReader::new(self.tape.by_ref().take(PROBE))).read_exact(&mut opening);
        probe.is_ok() && &opening == b"WARC/"
    }
}

/// The block, or the opening of one that is over the limit.
fn kept(input: &mut impl Read, head: &Head, max_block: u64) -> io::Result<Vec<u8>> {
    let wanted = if head.length > max_block { OPENING.min(max_block) } else { head.length };
    let mut block = Vec::new();
    if (input.take(wanted).read_to_end(&mut block)? as u64) < wanted {
        return Err(damage(format!("the record says it has {} bytes and has {}", head.length, block.len())));
    }
    Ok(block)
}

/// The empty lines between records: two, of those who keep to the standard.
fn skip_lines(input: &mut impl BufRead) -> io::Result<()> {
    while let Some(b'\r' | b'\n') = input.fill_buf()?.first() {
        input.consume(1);
    }
    Ok(())
}

/// Why there is no record.
struct Trouble {
    is_limit: bool,
    why: String,
}

impl Trouble {
    /// What the bytes are to blame for; an error of the file system is given back.
    fn of(error: io::Error) -> io::Result<Self> {
        let is_limit = is_too_tight(&error);
        let bytes_are_to_blame = matches!(
            error.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof
        );
        if is_limit || bytes_are_to_blame { Ok(Self { is_limit, why: error.to_string() }) } else { Err(error) }
    }
}

fn damage(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests;
