//! Decoding: every encoding and every wrong label that portals serve, over one text.

use std::borrow::Cow;

use gongkai::{
    Limits,
    text::decode::{EncodingFrom, Source, decode},
};

/// A page in whose head `declared` stands.
fn page(declared: &str) -> String {
    format!(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={declared}\"><title>信息公开</title>\
         </head><body><p>二、全年受理申请４件，其中网上3件，占75%。</p><p>〔2015〕39号 ①②③</p></body></html>"
    )
}

fn encode(text: &str, label: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_of(label).encode(text);
    assert!(!lost, "{label} cannot say it");
    bytes.into_owned()
}

fn encoding_of(label: &str) -> &'static encoding_rs::Encoding {
    encoding_rs::Encoding::for_label(label.as_bytes()).unwrap()
}

fn read(bytes: &[u8], label: Option<&str>) -> Source<'static> {
    decode(bytes, label, &Limits::default()).unwrap().into_owned()
}

fn codes(source: &Source) -> Vec<&'static str> {
    source.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn only_what_is_no_utf_8_is_copied() {
    let text = page("utf-8");
    for (bytes, copied) in [
        (text.clone().into_bytes(), false),
        (["\u{FEFF}", &text].concat().into_bytes(), false),
        (encode(&text, "gb18030"), true),
        (text.bytes().chain([0xFF]).collect(), true),
    ] {
        let source = decode(&bytes, None, &Limits::default()).unwrap();
        assert_eq!(matches!(source.text, Cow::Owned(_)), copied);
        assert_eq!(source.text.trim_end_matches('\u{FFFD}'), text);
        assert_eq!(source.clone().into_owned(), source);
    }
}

#[test]
fn what_decides_is_said() {
    let text = page("utf-8");
    let source = read(text.as_bytes(), None);
    assert_eq!((source.encoding, source.encoding_from, source.malformed), ("UTF-8", EncodingFrom::Utf8, 0));
    assert_eq!((&*source.text, source.bytes), (text.as_str(), text.len()));

    let source = read(text.as_bytes(), Some("UTF-8"));
    assert_eq!((source.encoding, source.encoding_from), ("UTF-8", EncodingFrom::Label));

    let text = page("gb2312");
    let source = read(&encode(&text, "gbk"), None);
    assert_eq!((source.encoding, source.encoding_from, source.malformed), ("GBK", EncodingFrom::Meta, 0));
    assert_eq!(source.text, text);
    assert!(source.findings.is_empty());

    let source = read(&encode(&text, "gb18030"), Some("gb18030"));
    assert_eq!((source.encoding, source.encoding_from), ("gb18030", EncodingFrom::Label));
    assert_eq!(source.text, text);
}

#[test]
fn wrong_labels_are_survived() {
    let text = page("gb2312");
    let source = read(text.as_bytes(), None);
    assert_eq!((source.encoding, source.encoding_from), ("UTF-8", EncodingFrom::Utf8));
    assert_eq!(source.text, text);
    assert_eq!(codes(&source), ["encoding-label-wrong"]);
    assert_eq!(source.findings[0].stated.as_deref(), Some("GBK"));

    let text = page("utf-8");
    let gbk = encode(&text, "gbk");
    let source = read(&gbk, None);
    assert_eq!((source.encoding, source.encoding_from, source.malformed), ("gb18030", EncodingFrom::Structure, 0));
    assert_eq!(source.text, text);
    assert_eq!(codes(&source), ["encoding-label-wrong"]);

    // The header is wrong, and so is the page: two findings. Servers name ISO-8859-1 by default.
    for label in ["utf-8", "iso-8859-1", "windows-1252", "big5"] {
        let source = read(&gbk, Some(label));
        assert_eq!((&*source.text, source.malformed), (text.as_str(), 0), "{label}");
        assert_eq!(codes(&source), ["encoding-label-wrong"; 2], "{label}");
    }

    // The header is wrong and the page is right.
    let text = page("gb2312");
    let source = read(&encode(&text, "gbk"), Some("utf-8"));
    assert_eq!((source.encoding, source.encoding_from), ("GBK", EncodingFrom::Meta));
    assert_eq!(source.text, text);
    assert_eq!(codes(&source), ["encoding-label-wrong"]);
}

#[test]
fn no_label_at_all() {
    let text = "关于印发《年度报告》的通知\n各有关单位：现将报告印发给你们。\n";
    let source = read(&encode(text, "gbk"), None);
    assert_eq!((source.encoding, source.encoding_from), ("gb18030", EncodingFrom::Structure));
    assert_eq!(source.text, text);

    let text = "本會全年受理申請四件，其中網上三件，已於期限內全部答覆，並無任何收費之情形。";
    let source = read(&encode(text, "big5"), None);
    assert_eq!((source.encoding, source.encoding_from), ("Big5", EncodingFrom::Structure));
    assert_eq!(source.text, text);
    let declared = format!("<meta charset=big5>{text}");
    assert_eq!(read(&encode(&declared, "big5"), None).encoding_from, EncodingFrom::Meta);
}

#[test]
fn characters_of_four_bytes() {
    let text = "街道𠮷𡈽社区、㐂村共受理4件，全部办结，答复及时准确。";
    let bytes = encode(text, "gb18030");
    assert_eq!(read(&bytes, None).text, text);
    assert_eq!(read(&bytes, Some("gb2312")).text, text);
}

#[test]
fn utf16_with_a_mark_without_and_declared() {
    let text = page("utf-16");
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name, mark) in [(&little, "UTF-16LE", [0xFF, 0xFE]), (&big, "UTF-16BE", [0xFE, 0xFF])] {
        let source = read(bytes, None);
        assert_eq!((source.encoding, source.encoding_from), (name, EncodingFrom::Structure));
        assert_eq!(source.text, text);
        let source = read(bytes, Some(name));
        assert_eq!((source.encoding, source.encoding_from), (name, EncodingFrom::Label));
        let marked = [&mark[..], bytes].concat();
        let source = read(&marked, None);
        assert_eq!((source.encoding, source.encoding_from), (name, EncodingFrom::Bom));
        assert_eq!(source.text, text);
    }
    // A page that is mostly markup, in lower case.
    let row = "<li class=\"item\"><a href=\"/public/index.html\">一、通知</a><span>2019-05-20</span></li>\r\n";
    let text = format!("<html><body><ul>{}</ul></body></html>", row.repeat(50));
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name) in [(&little, "UTF-16LE"), (&big, "UTF-16BE")] {
        let source = read(bytes, None);
        assert_eq!((source.encoding, &*source.text, source.malformed), (name, text.as_str(), 0));
        let cut = read(&bytes[..bytes.len() - 1], None);
        assert_eq!((cut.encoding, cut.malformed), (name, 1));
    }
    // ASCII bytes that call themselves UTF-16 are not.
    assert_eq!(read(b"<meta charset=utf-16><p>12</p>", Some("utf-16")).encoding, "UTF-8");
}

#[test]
fn a_mark_is_no_text_and_may_be_wrong() {
    let text = page("utf-8");
    let source = read(format!("\u{FEFF}{text}").as_bytes(), Some("gbk"));
    assert_eq!((source.encoding, source.encoding_from), ("UTF-8", EncodingFrom::Bom));
    assert_eq!(source.text, text);

    // A UTF-8 editor's mark before an old template.
    let mut bytes = vec![0xEF, 0xBB, 0xBF];
    bytes.extend(encode(&page("gb2312"), "gbk"));
    let source = read(&bytes, None);
    assert_eq!((source.encoding, source.encoding_from), ("GBK", EncodingFrom::Meta));
    assert_eq!(source.text, page("gb2312"));
    assert_eq!(codes(&source), ["encoding-label-wrong"]);
}

#[test]
fn malformed_sequences_are_counted_one_by_one() {
    // A tail that the transport cut: one sequence, whatever its length.
    for (label, cut) in [("utf-8", 1), ("utf-8", 2), ("gbk", 1)] {
        let mut bytes = encode("本机关全年受理申请四件，均已按期办结答复", label);
        bytes.truncate(bytes.len() - cut);
        let source = read(&bytes, None);
        assert_eq!(source.text, "本机关全年受理申请四件，均已按期办结答\u{FFFD}", "{label} -{cut}");
        assert_eq!(source.malformed, 1);
        assert_eq!(codes(&source), ["malformed-text"]);
    }
    let mut bytes = encode("社区共受理四件，均已办结，地址在𠮷", "gb18030");
    bytes.truncate(bytes.len() - 1);
    assert_eq!(read(&bytes, None).malformed, 1);

    // Titles cut by bytes in the middle of a UTF-8 page leave it UTF-8, whatever the label says.
    let row = b"<li>\xE5\x85\xB3\xE4\xBA\x8E\xE5\x8D\xB0\xE5\x8F\x91\xE5\xB9\xB4\xE5\xBA\xA6\xE6\x8A\xA5\xE5\x91\x8A\xE7\x9A\x84\xE9\x80..</li>";
    let bytes = row.repeat(30);
    for label in [None, Some("gb2312"), Some("utf-8")] {
        let source = read(&bytes, label);
        assert_eq!((source.encoding, source.malformed), ("UTF-8", 30));
        assert!(source.text.starts_with("<li>关于印发年度报告的\u{FFFD}..</li>"));
    }
}

#[test]
fn characters_lost_before_are_told_apart() {
    let source = read("共受理申请\u{FFFD}件，办结\u{FFFD}件".as_bytes(), None);
    assert_eq!(source.malformed, 0);
    assert_eq!(codes(&source), ["replacement-characters"]);
    assert!(source.findings[0].message_en.starts_with("2 characters"));
}

#[test]
fn there_must_be_a_text() {
    let limits = Limits::default();
    for blank in [&b""[..], b" \r\n\t", "\u{FEFF}\u{3000}\n".as_bytes(), &[0xFF, 0xFE, b' ', 0]] {
        assert!(decode(blank, None, &limits).unwrap_err().is_empty(), "{blank:?}");
    }
    let error = decode("公开".as_bytes(), Some("gb-none"), &limits).unwrap_err();
    assert_eq!(error.to_string(), "no encoding is called \"gb-none\"");
    assert!(decode(b"%PDF-1.4 ...", None, &limits).unwrap_err().is_not_text());
    assert!(decode(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 200], None, &limits).unwrap_err().is_not_text());
    let narrow = Limits { max_bytes: 5, ..limits };
    assert!(decode("公开".as_bytes(), None, &narrow).unwrap_err().is_too_large());
}

#[test]
fn over_the_limit_of_text_the_tail_is_dropped_and_said() {
    let limits = Limits { max_text: 10, ..Limits::default() };
    let source = decode("公开公开公开".as_bytes(), None, &limits).unwrap();
    assert_eq!(source.text, "公开公");
    assert_eq!(codes(&source), ["limit-text"]);
    assert!(source.findings[0].message_en.contains("last 9 bytes"));
    // Each bad byte grows to three: the limit holds after decoding, too.
    let broken = [b"ok ".as_slice(), &[0xFF; 100]].concat();
    let source = decode(&broken, None, &limits).unwrap();
    assert!(source.text.len() <= 10);
    assert!(codes(&source).contains(&"limit-text"));
}
