#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongkai_laws::law("numeral")(bytes));
