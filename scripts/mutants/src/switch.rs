//! Which mutant is on: put into the copy of the library as its module `mutant`.

use std::{cmp::Ordering, sync::LazyLock};

static ON: LazyLock<u32> =
    LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0));

pub fn on(number: u32) -> bool {
    *ON == number
}

/// `left == right` or `!=`, whichever is written, and the other one where the mutant is on.
pub fn equal<A: PartialEq<B> + ?Sized, B: ?Sized>(number: u32, is_equal: bool, left: &A, right: &B) -> bool {
    (left == right) == (is_equal != on(number))
}

/// A comparison as written, or as one of the mutants has it.
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
