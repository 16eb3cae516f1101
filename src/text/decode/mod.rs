//! Bytes to text（解码）, with what decided it.
//!
//! Labels lie: portals declare gb2312 and serve UTF-8, and the other way round. So the bytes have the last word. A label
//! is believed unless the structure of the bytes speaks against it, and a label that was wrong is a finding.

mod declared;
mod format;
mod structure;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memmem};
use serde::{Deserialize, Serialize};
use structure::Structure;

use crate::{
    Finding, Limits, Severity,
    error::{Error, Result},
    span::floor_boundary,
};

/// What decided the encoding（编码依据）.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EncodingFrom {
    /// A byte order mark.
    Bom,
    /// The caller: a transport header or an option.
    Label,
    /// The bytes are UTF-8, at most with a few broken sequences.
    Utf8,
    /// `<meta charset>`, its older form, or `<?xml encoding?>`.
    Meta,
    /// The bytes have the structure of GB18030, Big5 or UTF-16.
    Structure,
    /// A statistical guess.
    Guess,
}

/// A text as it was served（来源文本）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source<'b> {
    /// The decoded text, which is that of the input where it is UTF-8. Nothing in it is altered, but for a byte order mark
    /// that is gone.
    pub text: Cow<'b, str>,
    /// Bytes of the input.
    pub bytes: usize,
    /// Name of the encoding as the Encoding Standard prints it: `UTF-8`, `GBK`, `gb18030`, `Big5`, `UTF-16LE`.
    pub encoding: &'static str,
    /// What decided it.
    pub encoding_from: EncodingFrom,
    /// Malformed sequences that became U+FFFD in decoding. One that the end of the input cuts off counts once.
    pub malformed: usize,
    /// What there is to say: a label that was wrong, malformed sequences, a tail that was dropped.
    pub findings: Vec<Finding>,
}

impl Source<'_> {
    /// The same with a text of its own, to be kept longer than the input.
    #[must_use]
    pub fn into_owned(self) -> Source<'static> {
        let Self { text, bytes, encoding, encoding_from, malformed, findings } = self;
        Source { text: Cow::Owned(text.into_owned()), bytes, encoding, encoding_from, malformed, findings }
    }
}

/// Bytes that the statistical guess sees: it runs at 8 MB/s.
const GUESS: usize = 64 << 10;

/// Decodes a page: BOM → given label → valid UTF-8 → `<meta>` → GB18030 structure → guess.
///
/// `label` is the charset of the transport header, or what the user says; it is survived where it is wrong.
///
/// ```
/// use gongkai::{Limits, text::decode::decode};
/// let page = b"<meta charset=utf-8>\xB9\xAB\xBF\xAA"; // 公开 in GBK, declared UTF-8
/// let source = decode(page, None, &Limits::default())?;
/// assert!(source.text.ends_with("公开"));
/// assert_eq!(source.encoding, "gb18030");
/// assert_eq!(source.findings[0].code, "encoding-label-wrong");
/// # Ok::<(), gongkai::Error>(())
/// ```
///
/// # Errors
/// Where there is no text at all: nothing or only white space, more than [`Limits::max_bytes`], a label that names no
/// encoding, or bytes of a known format that is not text (PDF, Word, an archive, an image).
pub fn decode<'b>(bytes: &'b [u8], label: Option<&str>, limits: &Limits) -> Result<Source<'b>> {
    if bytes.is_empty() {
        return Err(Error::empty());
    }
    if bytes.len() > limits.max_bytes {
        return Err(Error::too_large(bytes.len(), limits.max_bytes));
    }
    let label = match label {
        Some(name) => Some(Encoding::for_label(name.as_bytes()).ok_or_else(|| Error::unknown_encoding(name))?),
        None => None,
    };
    format::refuse(bytes)?;
    let mut findings = Vec::new();
    let valid = simdutf8::basic::from_utf8(bytes).ok();
    let choice = choose(bytes, valid.is_some(), label, &mut findings);
    if !matches!(choice.encoding.name(), "UTF-16LE" | "UTF-16BE") && format::is_binary(bytes) {
        return Err(Error::not_text("binary data", "give a page or a text"));
    }
    let body = bytes.get(choice.mark..).unwrap_or_default();
    let decoded = match valid.and_then(|valid| valid.get(choice.mark..)).filter(|_| choice.encoding == UTF_8) {
        Some(valid) => Transcript::of_utf8(valid, limits.max_text),
        None => transcribe(body, choice.encoding, limits.max_text),
    };
    if decoded.text.trim().is_empty() {
        return Err(Error::empty());
    }
    decoded.report(choice.encoding, &mut findings);
    Ok(Source {
        text: decoded.text,
        bytes: bytes.len(),
        encoding: choice.encoding.name(),
        encoding_from: choice.from,
        malformed: decoded.malformed,
        findings,
    })
}

/// An encoding, what decided it, and the length of its byte order mark.
struct Choice {
    encoding: &'static Encoding,
    from: EncodingFrom,
    mark: usize,
}

impl Choice {
    fn new(encoding: &'static Encoding, from: EncodingFrom) -> Self {
        Self { encoding, from, mark: 0 }
    }
}

/// Chooses the encoding of `bytes`; a label that is not followed is a finding.
fn choose(bytes: &[u8], is_utf8: bool, label: Option<&'static Encoding>, findings: &mut Vec<Finding>) -> Choice {
    let mark = Encoding::for_bom(bytes);
    if let Some((encoding, mark)) = mark.filter(|(encoding, _)| *encoding != UTF_8) {
        return Choice { encoding, from: EncodingFrom::Bom, mark };
    }
    let mut choice = choose_by_bytes(bytes, is_utf8, label, mark.is_some(), findings);
    if let Some((_, length)) = mark {
        choice.mark = length;
    }
    choice
}

/// The choice among the encodings in which ASCII is ASCII; `marked` is a UTF-8 mark, a label like the others.
fn choose_by_bytes(
    bytes: &[u8],
    is_utf8: bool,
    label: Option<&'static Encoding>,
    marked: bool,
    findings: &mut Vec<Finding>,
) -> Choice {
    let head = bytes.get(..GUESS).unwrap_or(bytes);
    if memchr(0, head).is_some()
        && let Some(encoding) = structure::utf16(bytes)
    {
        let from = if label == Some(encoding) { EncodingFrom::Label } else { EncodingFrom::Structure };
        return Choice::new(encoding, from);
    }
    let meta = declared::label(bytes).and_then(Encoding::for_label).map(|meta| {
        // The declaration was read as ASCII, so it cannot be UTF-16: the HTML Standard takes UTF-8 for it.
        if meta == UTF_16LE || meta == UTF_16BE { UTF_8 } else { meta }
    });
    let labels = [
        marked.then_some((UTF_8, EncodingFrom::Bom)),
        label.map(|label| (label, EncodingFrom::Label)),
        meta.map(|meta| (meta, EncodingFrom::Meta)),
    ];
    let labels = labels.into_iter().flatten();

    if is_utf8 {
        let chinese = bytes.iter().any(|&b| b >= 0xE0);
        for (encoding, from) in labels {
            // Two-byte sequences alone may be GBK by chance: then the label decides.
            if encoding == UTF_8 || (!chinese && !bytes.is_ascii() && !encoding.is_single_byte()) {
                // Valid UTF-8 outranks a `<meta>` that says the same.
                let from = if encoding == UTF_8 && from == EncodingFrom::Meta { EncodingFrom::Utf8 } else { from };
                return Choice::new(encoding, from);
            }
            if !bytes.is_ascii() {
                findings.push(label_wrong(encoding, UTF_8, from));
            }
        }
        return Choice::new(UTF_8, EncodingFrom::Utf8);
    }

    let structure = Structure::of(bytes);
    let mut refused = Vec::new();
    let mut chosen = None;
    for (encoding, from) in labels {
        if believable(encoding, &structure, head) {
            chosen = Some(Choice::new(encoding, from));
            break;
        }
        refused.push((encoding, from));
    }
    let choice = chosen.unwrap_or_else(|| by_structure(bytes, head, &structure));
    // A wrong label that a second one corrects is worth a word as well.
    findings.extend(refused.into_iter().map(|(encoding, from)| label_wrong(encoding, choice.encoding, from)));
    choice
}

/// Whether the bytes, which are not valid UTF-8, may be what a label says.
fn believable(encoding: &'static Encoding, structure: &Structure, head: &[u8]) -> bool {
    if encoding == UTF_8 {
        structure.is_utf8()
    } else if encoding == GBK || encoding == GB18030 {
        structure.may_be_gb()
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        memchr(0, head).is_some()
    } else if encoding.is_single_byte() || encoding == BIG5 {
        // Often a server's default. Hardly a byte can contradict it, but the structure of all can.
        !structure.is_utf8() && !structure.is_gb()
    } else {
        let high = head.iter().filter(|b| !b.is_ascii()).count();
        !structure.is_utf8() && transcribe(head, encoding, usize::MAX).malformed * 8 <= high
    }
}

/// The encoding where no label is to be believed.
fn by_structure(bytes: &[u8], head: &[u8], structure: &Structure) -> Choice {
    if structure.is_utf8() {
        return Choice::new(UTF_8, EncodingFrom::Utf8);
    }
    if structure.is_gb() {
        return Choice::new(GB18030, EncodingFrom::Structure);
    }
    if structure.is_big5() {
        return Choice::new(BIG5, EncodingFrom::Structure);
    }
    if let Some(encoding) = structure::utf16(bytes) {
        return Choice::new(encoding, EncodingFrom::Structure);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    Choice::new(detector.guess(Some(b"cn"), Utf8Detection::Deny), EncodingFrom::Guess)
}

fn label_wrong(label: &'static Encoding, actual: &'static Encoding, from: EncodingFrom) -> Finding {
    let (who_en, who_zh) = match from {
        EncodingFrom::Bom => ("the byte order mark", "字节序标记"),
        EncodingFrom::Label => ("the given label", "给定的编码标签"),
        _ => ("the page", "网页声明"),
    };
    let (label, actual) = (label.name(), actual.name());
    Finding::new(
        "encoding-label-wrong",
        Severity::Note,
        format!("{who_en} says {label}, but the bytes are {actual}"),
        format!("{who_zh}为{label}，实际编码为{actual}"),
    )
    .compare(actual, label)
}

/// The outcome of decoding.
struct Transcript<'b> {
    text: Cow<'b, str>,
    malformed: usize,
    /// Bytes of the input that were not decoded.
    dropped: usize,
}

/// Bytes that are decoded at a time.
const ROOM: usize = 4 << 10;

/// Decodes `bytes` to at most `max_text` bytes of text. Each malformed sequence becomes one U+FFFD.
fn transcribe(bytes: &[u8], encoding: &'static Encoding, max_text: usize) -> Transcript<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Two bytes of GBK make three of UTF-8.
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let (mut malformed, mut dropped) = (0, 0);
    // The decoder touches all the room that it is given, each time that it is called, which is once for each malformed
    // sequence: so the room is small.
    let mut room = "\0".repeat(ROOM);
    let mut rest = bytes;
    loop {
        let (result, read, written) = decoder.decode_to_str_without_replacement(rest, &mut room, true);
        rest = rest.get(read..).unwrap_or_default();
        text.push_str(room.get(..written).unwrap_or_default());
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                malformed += 1;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        if text.len() > max_text {
            break;
        }
    }
    if text.len() > max_text {
        text.truncate(floor_boundary(&text, max_text));
        dropped = rest.len().max(1);
    }
    Transcript { text: text.into(), malformed, dropped }
}

impl<'b> Transcript<'b> {
    /// Takes text that needs no decoding.
    fn of_utf8(valid: &'b str, max_text: usize) -> Self {
        let text = valid.get(..floor_boundary(valid, max_text)).unwrap_or(valid);
        Self { text: text.into(), malformed: 0, dropped: valid.len() - text.len() }
    }

    /// Says what was lost on the way, or before it.
    fn report(&self, encoding: &'static Encoding, findings: &mut Vec<Finding>) {
        let (name, malformed, dropped) = (encoding.name(), self.malformed, self.dropped);
        if malformed > 0 {
            findings.push(Finding::new(
                "malformed-text",
                Severity::Doubt,
                format!("{malformed} byte sequences are malformed {name} and stand as U+FFFD"),
                format!("{malformed}处字节不是有效的{name}编码，以U+FFFD代替"),
            ));
        }
        // U+FFFD that was served as such: something was lost before it came here.
        let served = memmem::find_iter(self.text.as_bytes(), "\u{FFFD}").count().saturating_sub(malformed);
        if served > 0 {
            findings.push(Finding::new(
                "replacement-characters",
                Severity::Note,
                format!("{served} characters were already lost (U+FFFD) where the page was made"),
                format!("来源文本中已有{served}个字符丢失（U+FFFD）"),
            ));
        }
        if dropped > 0 {
            findings.push(Finding::new(
                "limit-text",
                Severity::Doubt,
                format!("the text is over the limit; the last {dropped} bytes of the input were dropped"),
                format!("文本超过长度上限，输入末尾{dropped}字节被舍弃"),
            ));
        }
    }
}
