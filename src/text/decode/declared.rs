//! The encoding that a page declares of itself（声明编码）: `<meta charset>`, its older form, and `<?xml encoding?>`.

use memchr::memchr;

/// Bytes of the head in which a declaration is looked for. The HTML Standard says 1,024; portals put scripts first.
const HEAD: usize = 4_096;

/// The label that the first declaration names, as it is written.
pub(super) fn label(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(..HEAD).unwrap_or(bytes);
    if let Some(declaration) = rest.trim_ascii_start().strip_prefix(b"<?xml")
        && let Some(end) = memchr(b'>', declaration)
        && let Some(label) =
            attributes(declaration.get(..end)?).find_map(|(name, value)| is(name, b"encoding").then_some(value))
    {
        return Some(label);
    }
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = comment.get(memchr::memmem::find(comment, b"-->")?..)?;
        } else if rest.get(..4).is_some_and(|name| is(name, b"meta"))
            && rest.get(4).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/')
            && let Some(label) = meta(rest.get(4..)?)
        {
            return Some(label);
        }
    }
    None
}

fn is(a: &[u8], b: &[u8]) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// The label of one `<meta>`, whose attributes begin at `bytes`.
fn meta(bytes: &[u8]) -> Option<&[u8]> {
    let (mut typed, mut content) = (false, None);
    for (name, value) in attributes(bytes) {
        if is(name, b"charset") {
            return Some(value);
        } else if is(name, b"content") {
            content = content.or(Some(value));
        } else if is(name, b"http-equiv") || is(name, b"name") {
            typed |= is(value, b"content-type");
        }
    }
    let content = content?;
    let typed = typed || content.get(..9).is_some_and(|start| is(start, b"text/html"));
    if typed { charset(content) } else { None }
}

/// The value after `charset=` in `text/html; charset=gb2312`.
fn charset(content: &[u8]) -> Option<&[u8]> {
    let at = content.windows(7).position(|word| is(word, b"charset"))?;
    let value = content.get(at + 7..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"'").or(value.strip_prefix(b"\"")).unwrap_or(value);
    let end = value.iter().position(|b| b.is_ascii_whitespace() || b";,'\"".contains(b)).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty())
}

/// The attributes of a tag from behind its name up to its `>`.
fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let start = rest.iter().position(|b| !b.is_ascii_whitespace() && *b != b'/')?;
        rest = rest.get(start..)?;
        let end = rest.iter().position(|b| b.is_ascii_whitespace() || b"=>/?".contains(b))?;
        let (name, after) = rest.split_at_checked(end.max(1))?;
        if name == b">" || name == b"?" {
            return None;
        }
        rest = after;
        let Some(value) = after.trim_ascii_start().strip_prefix(b"=") else { return Some((name, &after[..0])) };
        let value = value.trim_ascii_start();
        let (value, after) = match value.split_first()? {
            (quote @ (b'"' | b'\''), value) => {
                let end = memchr(*quote, value)?;
                (value.get(..end)?, value.get(end + 1..)?)
            }
            _ => {
                let end = value.iter().position(|b| b.is_ascii_whitespace() || *b == b'>').unwrap_or(value.len());
                value.split_at_checked(end)?
            }
        };
        rest = after;
        Some((name, value.trim_ascii()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(page: &str) -> &str {
        std::str::from_utf8(label(page.as_bytes()).unwrap_or_default()).unwrap()
    }

    #[test]
    fn declarations_in_all_their_spellings() {
        assert_eq!(found("<html><head><meta charset=\"gb2312\">"), "gb2312");
        assert_eq!(found("<META CHARSET=GBK>"), "GBK");
        assert_eq!(found("<meta/charset='utf-8'/>"), "utf-8");
        assert_eq!(found("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\" />"), "gb2312");
        assert_eq!(found("<meta content='text/html;charset = utf-8' http-equiv=Content-Type>"), "utf-8");
        assert_eq!(found("<meta name=\"ContentType\" content=\"text/html; charset=GBK\">"), "GBK");
        assert_eq!(found("<?xml version=\"1.0\" encoding=\"GB18030\"?><html>"), "GB18030");
        assert_eq!(found("<meta name=x><meta charset=big5>"), "big5");
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        assert_eq!(found("<!-- <meta charset=gbk> --><p>"), "");
        assert_eq!(found("<metadata charset=gbk>"), "");
        assert_eq!(found("<meta name=keywords content=\"charset=gbk\">"), "");
        assert_eq!(found("<meta charset"), "");
        assert_eq!(found("<meta charset=\"gbk"), "");
        assert_eq!(found(&format!("{}<meta charset=gbk>", " ".repeat(HEAD))), "");
    }
}
