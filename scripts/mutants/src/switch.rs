//! Which mutant is on: put into the copy of the library as its module `mutant`.

use std::{
    cmp::Ordering,
    env,
    fs::File,
    io::Write,
    sync::{
        LazyLock,
        atomic::{AtomicU32, AtomicU64, Ordering::Relaxed},
    },
};

/// The number of the mutant that is on; 0 where none is.
static ON: AtomicU32 = AtomicU32::new(UNKNOWN);
/// Before the first switch is asked.
const UNKNOWN: u32 = u32::MAX;
/// No mutant is on, and which are asked for is written down.
const RECORDING: u32 = u32::MAX - 1;

static REACHED: [AtomicU64; 256] = [const { AtomicU64::new(0) }; 256];
static RECORD: LazyLock<Option<File>> =
    LazyLock::new(|| env::var_os("REACHED").and_then(|path| File::create(path).ok()));

#[inline(always)]
pub fn on(number: u32) -> bool {
    let on = ON.load(Relaxed);
    if on >= RECORDING { first_asked(number) } else { on == number }
}

#[cold]
fn first_asked(number: u32) -> bool {
    let Some(mut record) = RECORD.as_ref() else {
        let on = env::var("MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0);
        ON.store(on, Relaxed);
        return on == number;
    };
    ON.store(RECORDING, Relaxed);
    let bit = 1 << (number % 64);
    if REACHED[number as usize / 64].fetch_or(bit, Relaxed) & bit == 0 {
        record.write_all(format!("{number}\n").as_bytes()).expect("REACHED cannot be written");
    }
    false
}

/// `left == right` or `!=`, whichever is written, and the other one where the mutant is on.
#[inline(always)]
pub fn equal<A: PartialEq<B> + ?Sized, B: ?Sized>(number: u32, is_equal: bool, left: &A, right: &B) -> bool {
    (left == right) == (is_equal != on(number))
}

/// A comparison as written, or as one of the mutants has it.
#[inline(always)]
pub fn ordered<A: PartialOrd<B> + ?Sized, B: ?Sized>(
    written: &str,
    mutants: &[(u32, &str)],
    left: &A,
    right: &B,
) -> bool {
    let operator = mutants.iter().find(|&&(number, _)| on(number)).map_or(written, |&(_, operator)| operator);
    let order = left.partial_cmp(right);
    match operator {
        "<" => order == Some(Ordering::Less),
        "<=" => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        ">" => order == Some(Ordering::Greater),
        ">=" => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        "!=" => left != right,
        _ => left == right,
    }
}
