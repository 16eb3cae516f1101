//! JSON without white space, written straight into a buffer（紧凑输出）.
//!
//! Nearly all of a page's JSON is names of fields, which need no escaping, and Chinese, in which hardly a byte does. The
//! bytes are those of `serde_json::to_vec`; only what [`Page`](super::Page) is made of can be written.

use serde::{
    Serialize, Serializer,
    ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple},
};
use serde_json::{Error, Result};

/// Appends `value` to `out`.
pub(super) fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
    value.serialize(Compact { out })
}

struct Compact<'o> {
    out: &'o mut Vec<u8>,
}

/// A list or an object that is being written.
struct Open<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
    close: u8,
}

/// Whether `byte` cannot stand in a JSON string as it is.
const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Whether any byte is. Without an early end the compiler looks at all of a known number at once.
#[inline]
fn any_escaped(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |any, &byte| any | is_escaped(byte))
}

/// Whether any of fewer than 16 bytes is: the first and the last few of them, which may be the same.
#[inline]
fn any_escaped_in_few(bytes: &[u8]) -> bool {
    fn ends<const N: usize>(bytes: &[u8]) -> Option<bool> {
        Some(any_escaped(bytes.first_chunk::<N>()?) | any_escaped(bytes.last_chunk::<N>()?))
    }
    ends::<8>(bytes).or_else(|| ends::<4>(bytes)).unwrap_or_else(|| any_escaped(bytes))
}

/// Appends `text` in quotation marks.
fn string(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let bytes = text.as_bytes();
    let (mut kept, mut at) = (0, 0);
    while let Some(rest) = bytes.get(at..) {
        match rest.first_chunk::<16>() {
            Some(chunk) if !any_escaped(chunk) => {
                at += chunk.len();
                continue;
            }
            None if !any_escaped_in_few(rest) => break,
            _ => {}
        }
        at += rest.iter().take_while(|&&byte| !is_escaped(byte)).count();
        out.extend_from_slice(bytes.get(kept..at).unwrap_or_default());
        escape(bytes.get(at).copied().unwrap_or_default(), out);
        at += 1;
        kept = at;
    }
    out.extend_from_slice(bytes.get(kept..).unwrap_or_default());
    out.push(b'"');
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\t' => b't',
        b'\r' => b'r',
        0x08 => b'b',
        0x0C => b'f',
        _ => {
            let hex = |digit: u8| b"0123456789abcdef".get(usize::from(digit)).copied().unwrap_or(b'0');
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte & 0x0F)]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

fn refused<T>(what: &str) -> Result<T> {
    Err(Error::custom(format_args!("no page holds {what}")))
}

impl<'o> Compact<'o> {
    fn open(self, open: u8, close: u8) -> Open<'o> {
        self.out.push(open);
        Open { out: self.out, first: true, close }
    }
}

impl Open<'_> {
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(b',');
        }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.comma();
        value.serialize(Compact { out: self.out })
    }

    fn finish(self) -> Result<()> {
        self.out.push(self.close);
        Ok(())
    }
}

/// What goes by one road: whole numbers.
macro_rules! integers {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, number: $type) -> Result<()> {
            self.serialize_u64(number.into())
        })*
    };
}

macro_rules! negatives {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, number: $type) -> Result<()> {
            self.serialize_i64(number.into())
        })*
    };
}

impl<'o> Serializer for Compact<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'o>;
    type SerializeTuple = Open<'o>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Open<'o>;
    type SerializeStruct = Open<'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    integers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32);
    negatives!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32);

    fn serialize_u64(self, number: u64) -> Result<()> {
        self.out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        Ok(())
    }

    fn serialize_i64(self, number: i64) -> Result<()> {
        if number < 0 {
            self.out.push(b'-');
        }
        self.serialize_u64(number.unsigned_abs())
    }

    fn serialize_bool(self, value: bool) -> Result<()> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Result<()> {
        string(text, self.out);
        Ok(())
    }

    fn serialize_char(self, c: char) -> Result<()> {
        self.serialize_str(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    /// The names of variants are those of Rust, as those of fields are.
    #[inline]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.out.reserve(variant.len() + 2);
        self.out.push(b'"');
        self.out.extend_from_slice(variant.as_bytes());
        self.out.push(b'"');
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'o>> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'o>> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'o>> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'o>> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_f32(self, _: f32) -> Result<()> {
        refused("floats")
    }

    fn serialize_f64(self, _: f64) -> Result<()> {
        refused("floats")
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<()> {
        refused("bytes")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<()> {
        refused(name)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<()> {
        refused(name)
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct> {
        refused(name)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        refused(name)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        refused(name)
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.item(value)
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}

impl SerializeTuple for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.item(value)
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = Error;

    /// The names of fields are those of Rust: nothing in them is escaped. Inlined, their lengths are known.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.out.extend_from_slice(if std::mem::take(&mut self.first) { b"\"" } else { b",\"" });
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Compact { out: self.out })
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.out.push(b':');
        value.serialize(Compact { out: self.out })
    }

    fn end(self) -> Result<()> {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::write;

    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        TwoWords,
    }

    #[derive(Serialize)]
    struct Whole {
        words: String,
        kind: Kind,
        counts: (u8, u64, i16, i64),
        letter: char,
        nothing: Option<u8>,
        list: Vec<Option<bool>>,
        named: BTreeMap<String, u32>,
    }

    proptest! {
        #[test]
        fn the_bytes_are_those_of_serde_json(
            words in "(\\PC|[\\x00-\\x1F\"\\\\公开年报]){0,90}",
            counts in any::<(u8, u64, i16, i64)>(),
            letter in any::<char>(),
            list in prop::collection::vec(any::<Option<bool>>(), 0..4),
            named in prop::collection::btree_map("[a\"]{0,3}", any::<u32>(), 0..3),
        ) {
            let whole = Whole { words, kind: Kind::TwoWords, counts, letter, nothing: None, list, named };
            let mut out = Vec::new();
            write(&whole, &mut out).unwrap();
            prop_assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(&whole).unwrap());
        }
    }

    #[test]
    fn what_no_page_holds_is_refused() {
        assert!(write(&0.5, &mut Vec::new()).is_err());
    }
}
