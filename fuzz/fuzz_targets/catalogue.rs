//! A user's form: read or refused with a message, never a panic.

#![no_main]

use gongkai::report::Catalogue;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|pack: &str| {
    if let Err(error) = Catalogue::default().extended("pack.toml", pack) {
        assert!(error.is_data());
    }
});
