use std::io::{Cursor, Write as _};

use flate2::{Compression, write::GzEncoder};

use super::*;

fn record(url: &str, block: &str) -> Vec<u8> {
    let head =
        format!("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n", block.len());
    format!("{head}{block}\r\n\r\n").into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// What is found: the block of a record or why there is none, and the place.
fn found(bytes: &[u8], max_block: usize) -> Vec<(Result<String, String>, u64, Option<u64>)> {
    let mut found = Vec::new();
    let mut warc = Warc::new(Cursor::new(bytes), max_block).unwrap();
    let flow = warc.each(&mut |event| {
        found.push(match event {
            Event::Record(record) => {
                (Ok(String::from_utf8_lossy(&record.block).into_owned()), record.offset, record.length)
            }
            Event::Damage(damage) => (Err(damage.why), damage.offset, Some(damage.length)),
        });
        ControlFlow::Continue(())
    });
    assert!(flow.unwrap().is_continue());
    found
}

/// Blocks of the records, and `None` for damage.
fn blocks(bytes: &[u8]) -> Vec<Option<String>> {
    found(bytes, 1 << 20).into_iter().map(|(block, ..)| block.ok()).collect()
}

#[test]
fn records_have_the_place_at_which_they_can_be_read_again() {
    let records = [record("http://a.cn/1", "一"), record("http://a.cn/2", ""), record("http://a.cn/3", "三\r\n\r\n")];
    let packed: Vec<_> = records.iter().map(|record| gzip(record)).collect();
    for parts in [records.to_vec(), packed] {
        let whole = parts.concat();
        let mut offset = 0;
        let there = found(&whole, 1 << 20);
        assert_eq!(there.len(), 3);
        for ((block, at, length), part) in there.iter().zip(&parts) {
            assert_eq!((*at, *length), (offset, Some(part.len() as u64)));
            offset += part.len() as u64;
            let mut alone = None;
            let mut warc = Warc::new(Cursor::new(&whole), 1 << 20).unwrap();
            let see = &mut |event| {
                alone = Some(event);
                ControlFlow::Break(())
            };
            let _ = warc.at(*at, length.unwrap(), see).unwrap();
            let Some(Event::Record(record)) = alone else { unreachable!("the record is there") };
            assert_eq!(&String::from_utf8(record.block).unwrap(), block.as_ref().unwrap());
        }
    }
}

#[test]
fn records_that_share_a_gzip_member_are_told_apart_by_number() {
    let shared = gzip(&[record("http://a.cn/1", "一"), record("http://a.cn/2", "二")].concat());
    let there = found(&shared, 1 << 20);
    assert_eq!(there, [(Ok("一".to_owned()), 0, None), (Ok("二".to_owned()), 0, None)]);
}

#[test]
fn every_byte_of_damage_costs_at_most_the_records_it_is_in() {
    let parts =
        [record("http://a.cn/1", "甲乙丙丁"), record("http://a.cn/2", "戊己庚辛"), record("http://a.cn/3", "壬癸")];
    let packed: Vec<_> = parts.iter().map(|record| gzip(record)).collect();
    for parts in [parts.to_vec(), packed] {
        let whole = parts.concat();
        let is_packed = whole.starts_with(&[0x1F, 0x8B]);
        let (first, second) = (parts[0].len(), parts[0].len() + parts[1].len());
        for at in first..second {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            let there = blocks(&damaged);
            assert_eq!(there.first(), Some(&Some("甲乙丙丁".to_owned())), "byte {at}");
            assert_eq!(there.last(), Some(&Some("壬癸".to_owned())), "byte {at}");
            if is_packed {
                // Which checksum there is over all bytes that count.
                let inside: Vec<_> = there[1..there.len() - 1].to_vec();
                assert!(inside == [None] || inside == [Some("戊己庚辛".to_owned())], "byte {at}: {inside:?}");
            }
        }
        for cut in first + 1..second {
            let there = blocks(whole.get(..cut).unwrap());
            assert_eq!(there.first(), Some(&Some("甲乙丙丁".to_owned())), "cut at {cut}");
            // Of the second only the empty lines after it may be missing.
            let is_there = there.get(1) == Some(&Some("戊己庚辛".to_owned()));
            assert_eq!(is_there, !is_packed && cut >= second - 4, "cut at {cut}");
            assert_eq!(there.len(), 2);
        }
    }
}

#[test]
fn what_a_record_claims_is_not_believed() {
    let head = |length: &str| format!("WARC/1.0\r\nContent-Length: {length}\r\n\r\nfew\r\n\r\n").into_bytes();
    let good = record("http://a.cn/", "公开");
    for length in ["18446744073709551615", "99999999999999", "40", "2", "-1", "many"] {
        let there = blocks(&[head(length), good.clone()].concat());
        assert_eq!(there, [None, Some("公开".to_owned())], "{length}");
        let there = blocks(&[gzip(&head(length)), gzip(&good)].concat());
        assert_eq!(there, [None, Some("公开".to_owned())], "{length}, packed");
    }
    let endless = [b"WARC/1.0\r\n".to_vec(), b"a: b\r\n".repeat(100_000)].concat();
    assert_eq!(blocks(&[endless, good].concat()), [None, Some("公开".to_owned())]);
}

#[test]
fn a_block_over_the_limit_is_passed_over_and_a_bomb_given_up() {
    let large = record("http://a.cn/1", &"大".repeat(1_000));
    let small = record("http://a.cn/2", "小");
    for parts in [[large.clone(), small.clone()], [gzip(&large), gzip(&small)]] {
        let there = found(&parts.concat(), 99);
        assert_eq!(there[0].0.as_ref().map(String::len), Ok(99), "a block's opening, cut between characters by luck");
        assert_eq!((there[0].2, &there[1].0), (Some(parts[0].len() as u64), &Ok("小".to_owned())));
    }
    let bomb = gzip(&record("http://a.cn/3", &" ".repeat(64 << 20)));
    let there = found(&[bomb, gzip(&small)].concat(), 1 << 20);
    assert!(there[0].0.as_ref().is_err_and(|why| why.contains("200 times")));
    assert_eq!(there[1].0, Ok("小".to_owned()));
}

#[test]
fn what_is_no_crawl_at_all_ends() {
    assert_eq!(blocks(b""), []);
    assert_eq!(blocks(b"<html>"), [None]);
    let zeros = vec![0; 300 << 10];
    assert_eq!(blocks(&zeros), [None]);
    let magic = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3].repeat(20_000);
    assert_eq!(blocks(&magic), [None]);
}
