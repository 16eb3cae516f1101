//! What is in a crawl is told apart from first byte to last, and a record can be read again at its place.

use std::{io::Cursor, ops::ControlFlow};

use crate::crawl::{Event, Record, Warc};

/// Bytes of a block that are kept.
const MAX_BLOCK: usize = 1 << 10;

pub(crate) fn law(bytes: &[u8]) {
    let mut events = Vec::new();
    let flow = Warc::new(Cursor::new(bytes), MAX_BLOCK).expect("memory can be read").each(&mut |event| {
        events.push(event);
        ControlFlow::Continue(())
    });
    assert!(flow.expect("memory can be read").is_continue());
    let packed = bytes.starts_with(&[0x1F, 0x8B]);
    // The first byte that nothing has accounted for; of a gzip member that records share, only its beginning is known.
    let mut end = 0;
    let mut shared = false;
    for event in &events {
        match event {
            Event::Damage(damage) => {
                assert!(
                    damage.offset == end || shared && damage.offset > end,
                    "{} {end}: {}",
                    damage.offset,
                    damage.why
                );
                assert!(damage.length > 0 && !damage.why.is_empty());
                end = damage.offset + damage.length;
            }
            Event::Record(record) => {
                assert!(record.block.len() as u64 <= record.head.length && record.block.len() <= MAX_BLOCK);
                let Some(length) = record.length else {
                    assert!(packed, "records of a plain file share nothing");
                    (end, shared) = (end.max(record.offset), true);
                    continue;
                };
                assert!(record.offset >= end && (packed || record.offset == end), "{} {end}", record.offset);
                (end, shared) = (record.offset + length, false);
                again(bytes, record, length);
            }
        }
        assert!(end <= bytes.len() as u64, "beyond the end");
    }
    assert!(packed || end == bytes.len() as u64, "{} bytes were passed over", bytes.len() as u64 - end);
}

/// The record is read again at its place.
fn again(bytes: &[u8], record: &Record, length: u64) {
    let mut there = None;
    let mut warc = Warc::new(Cursor::new(bytes), MAX_BLOCK).expect("memory can be read");
    let flow = warc.at(record.offset, length, &mut |event| {
        there.get_or_insert(event);
        ControlFlow::Continue(())
    });
    assert!(flow.is_ok());
    match there {
        Some(Event::Record(same)) => {
            assert_eq!((same.length, same.number), (record.length, record.number));
            assert_eq!((same.head.length, &same.block), (record.head.length, &record.block));
        }
        _ => panic!("no record at {}", record.offset),
    }
}
