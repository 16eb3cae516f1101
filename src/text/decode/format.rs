//! Formats that are not text（非文本格式）, told by their first bytes.

use memchr::memmem;

use super::{Error, Result};

/// Leading bytes, the name of the format, and what to do with such a file.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF file", TEXT_LAYER),
    (b"{\\rtf", "an RTF file", "save it as HTML or plain text first"),
    (b"\x1F\x8B", "a gzip file", "decompress it first"),
    (b"BZh", "a bzip2 file", "decompress it first"),
    (b"\xFD7zXZ\0", "an xz file", "decompress it first"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file", "decompress it first"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", RECOGNISE),
    (b"\xFF\xD8\xFF", "a JPEG image", RECOGNISE),
    (b"GIF87a", "a GIF image", RECOGNISE),
    (b"GIF89a", "a GIF image", RECOGNISE),
    (b"II*\0", "a TIFF image", RECOGNISE),
    (b"MM\0*", "a TIFF image", RECOGNISE),
    (b"AT&TFORM", "a DjVu file", RECOGNISE),
    (b"PAR1", "a Parquet file", "take the pages out of its columns first"),
    (b"SQLite format 3\0", "an SQLite database", "take the pages out of its tables first"),
];

const TEXT_LAYER: &str = "take its text out first (pdftotext -layout); a scan needs text recognition";
const RECOGNISE: &str = "recognise its text first";
const UNPACK: &str = "unpack it and read the pages inside";
const SAVE_AS: &str = "save it as HTML or plain text first";

/// Word, Excel and WPS before 2007: an OLE compound file.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Streams of a compound file, named in UTF-16.
const OLE_STREAMS: &[(&[u8], &str)] = &[
    (b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t", "a Word 97-2003 document (.doc, .wps)"),
    (b"W\0o\0r\0k\0b\0o\0o\0k", "an Excel 97-2003 workbook (.xls, .et)"),
    (b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t", "a PowerPoint 97-2003 presentation (.ppt, .dps)"),
];

/// Members that tell what a zip archive is.
const ZIP_MEMBERS: &[(&[u8], &str)] = &[
    (b"OFD.xml", "an OFD document (GB/T 33190)"),
    (b"word/document", "a Word document (.docx)"),
    (b"xl/workbook", "an Excel workbook (.xlsx)"),
    (b"ppt/presentation", "a PowerPoint presentation (.pptx)"),
    (b"vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an EPUB book"),
];

/// Bytes looked at from either end: names of members stand in both.
const ENDS: usize = 64 << 10;

/// Fails where `bytes` are a format that is not text, naming it.
pub(super) fn refuse(bytes: &[u8]) -> Result<()> {
    let trimmed = bytes.trim_ascii_start();
    if let Some((_, format, advice)) = MAGIC.iter().find(|(magic, ..)| trimmed.starts_with(magic)) {
        return Err(Error::not_text(format, advice));
    }
    let head = bytes.get(..ENDS).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(ENDS)..).unwrap_or(bytes);
    let holds = |name: &[u8]| memmem::find(head, name).is_some() || memmem::find(tail, name).is_some();
    let member =
        |names: &'static [(&[u8], &str)]| names.iter().find(|(name, _)| holds(name)).map(|(_, format)| *format);
    if bytes.starts_with(OLE) {
        return Err(Error::not_text(member(OLE_STREAMS).unwrap_or("a Word, Excel or WPS file before 2007"), SAVE_AS));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Err(match member(ZIP_MEMBERS) {
            Some(format) => Error::not_text(format, SAVE_AS),
            None => Error::not_text("a zip archive", UNPACK),
        });
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Err(Error::not_text("a WebP image", RECOGNISE));
    }
    if is_web_archive(head) {
        return Err(Error::not_text("a saved web archive (.mht)", "save the page as HTML first"));
    }
    Ok(())
}

/// A page saved as one MIME message: its text is quoted-printable and cannot be read as it stands.
fn is_web_archive(head: &[u8]) -> bool {
    let head = head.get(..2048).unwrap_or(head);
    (head.starts_with(b"MIME-Version:") || head.starts_with(b"From:"))
        && memmem::find(head, b"Content-Type: multipart/related").is_some()
}

/// Whether `bytes` are no text in any encoding whose ASCII characters are single bytes: over a tenth of them are
/// control characters. A few NULs in a page are damage, not a format.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..ENDS).unwrap_or(bytes);
    // Counts of a chunk fit in a byte, so that many bytes are compared at once.
    let is_control = |b: &u8| u8::from(matches!(b, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F));
    let controls: usize = head.chunks(255).map(|chunk| usize::from(chunk.iter().map(is_control).sum::<u8>())).sum();
    controls * 10 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        refuse(bytes).unwrap_err().to_string()
    }

    #[test]
    fn formats_are_named_with_what_to_do() {
        assert!(refused(b"%PDF-1.7\n%\xE2\xE3").contains("PDF"));
        assert!(refused(b"\r\n %PDF-1.4").contains("pdftotext"));
        assert!(refused(b"{\\rtf1\\ansi").contains("RTF"));
        let mut word = OLE.to_vec();
        word.extend_from_slice(b"\0\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0");
        assert!(refused(&word).contains("Word 97-2003"));
        assert!(refused(OLE).contains("WPS"));
        assert!(refused(b"PK\x03\x04\x14\0[Content_Types].xml word/document.xml").contains(".docx"));
        assert!(refused(b"PK\x03\x04\x14\0OFD.xml").contains("OFD"));
        assert!(refused(b"PK\x03\x04\x14\0a.html").contains("zip archive"));
        assert!(refused(b"\x1F\x8B\x08\0").contains("gzip"));
        assert!(refused(b"RIFF\x10\0\0\0WEBPVP8 ").contains("WebP"));
        assert!(
            refused(b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;")
                .contains("mht")
        );
    }

    #[test]
    fn text_that_only_speaks_of_a_format_passes() {
        assert!(refuse("附件：年度报告.pdf（%PDF-1.4）".as_bytes()).is_ok());
        assert!(refuse(b"PK match").is_ok());
        assert!(refuse(b"From: the office\n\nReport").is_ok());
        assert!(!is_binary("<p>\0正文\0</p>共12件，其中主动公开10件。".as_bytes()));
        assert!(is_binary(&[0; 64]));
    }
}
