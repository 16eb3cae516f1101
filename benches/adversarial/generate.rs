//! Inputs made to be slow, big or deep. Each takes about as many bytes as it is asked for, and is the same every time.

/// A maker of hostile input: its name, and the function from a size in bytes.
pub(crate) type Generator = (&'static str, fn(usize) -> Vec<u8>);

/// `piece` over and over, to `size` bytes.
fn repeat(size: usize, piece: &str) -> Vec<u8> {
    piece.repeat(size / piece.len() + 1).into_bytes()
}

/// What `piece` makes of 0, 1, 2…, to `size` bytes.
fn series(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 64);
    for index in 0.. {
        if text.len() >= size {
            break;
        }
        text += &piece(index);
    }
    text
}

/// Half the size of one thing, then half of another.
fn halves(size: usize, first: &str, second: &str) -> Vec<u8> {
    [repeat(size / 2, first), repeat(size / 2, second)].concat()
}

/// `size` bytes of `piece` between two ends.
fn within(size: usize, start: &str, piece: &str, end: &str) -> Vec<u8> {
    [start.as_bytes(), &repeat(size, piece), end.as_bytes()].concat()
}

/// All of them.
pub(crate) const GENERATORS: &[Generator] = &[
    // Depth.
    ("nested-div", |n| repeat(n, "<div>")),
    ("nested-div-text", |n| repeat(n, "<div>12")),
    ("nested-closed", |n| halves(n, "<div>", "</div>")),
    ("nested-list", |n| repeat(n, "<ul><li>")),
    ("nested-font", |n| series(n, |i| format!("<font size={i}>x")).into_bytes()),
    ("nested-span", |n| repeat(n, "<span>")),
    ("nested-table", |n| repeat(n, "<table><tr><td>")),
    ("nested-form", |n| repeat(n, "<form><div></form>")),
    ("nested-svg", |n| repeat(n, "<svg><style>")),
    ("nested-svg-title", |n| repeat(n, "<svg><title>")),
    ("nested-math", |n| repeat(n, "<math><mi>")),
    ("nested-template", |n| repeat(n, "<template>")),
    ("nested-custom", |n| series(n, |i| format!("<x{i}>")).into_bytes()),
    ("nested-quote", |n| repeat(n, "<blockquote><p>政")),
    ("div-then-end-p", |n| halves(n, "<div>", "</p>")),
    ("edge-of-depth", |n| ["<div>".repeat(510).into_bytes(), repeat(n, "<div>1</div>")].concat()),
    // Formatting elements.
    ("adoption", |n| (series(n / 2, |i| format!("<b id={i}><div>")) + &"</b>".repeat(n / 8)).into_bytes()),
    ("formatting-bomb", |n| {
        (format!("<p>{}</p>", series(n / 2, |i| format!("<b id={i}>"))) + &"<p>x</p>".repeat(n / 16)).into_bytes()
    }),
    ("formatting-attributes", |n| {
        let bold: String =
            (0..40).map(|i| format!("<b id={i} {}>", (0..60).map(|j| format!(" a{j}")).collect::<String>())).collect();
        [format!("<p>{bold}</p>").into_bytes(), repeat(n, "<p>x</p>")].concat()
    }),
    ("formatting-repeated", |n| repeat(n, "<p><b><i>x")),
    ("misnested-links", |n| repeat(n, "<b><a>x")),
    ("links-in-blocks", |n| repeat(n, "<a><div>x")),
    // Attributes.
    ("attributes-distinct", |n| format!("<p {}>x", series(n, |i| format!("a{i}=1 "))).into_bytes()),
    ("attributes-same", |n| within(n, "<p ", "a=1 ", ">x")),
    ("attributes-endless", |n| format!("<p>x<a {}", series(n, |i| format!("a{i} "))).into_bytes()),
    ("attributes-quoted", |n| format!("<p {}>x", series(n, |i| format!("a{i}='1 > 2' "))).into_bytes()),
    ("body-attributes", |n| series(n, |i| format!("<body a{i}>")).into_bytes()),
    ("attribute-value", |n| within(n, "<p title=\"", "政务 = ", "\">x")),
    // The tokenizer.
    ("less-than", |n| repeat(n, "<")),
    ("ampersand", |n| repeat(n, "<p>&")),
    ("entities", |n| repeat(n, "<p>&nbsp;&no&amp")),
    ("greater-than", |n| within(n, "<p>", ">", "")),
    ("carriage-returns", |n| within(n, "<p>x", "\r", "x")),
    ("nul", |n| repeat(n, "<p>政务公开\0信息")),
    ("comment", |n| within(n, "<p>x<!--", "<b class=c> - ", "-->x")),
    ("comments", |n| repeat(n, "<!-- x -->x")),
    ("comment-endless", |n| within(n, "<p>x<!--", "x = ", "")),
    ("cdata", |n| repeat(n, "<svg><![CDATA[x]]>")),
    ("doctypes", |n| repeat(n, "<!DOCTYPE html>x")),
    ("tag-name", |n| within(n, "<", "abcdefgh", ">x")),
    ("script-escapes", |n| within(n, "<script><!--", "<script></", "x")),
    ("end-tags", |n| repeat(n, "<p>x</div></b></table>")),
    // The tree.
    ("open-paragraphs", |n| repeat(n, "<p>政")),
    ("open-items", |n| repeat(n, "<li>政")),
    ("open-options", |n| repeat(n, "<select><option>x")),
    ("open-definitions", |n| repeat(n, "<dd>x<dt>y")),
    ("foster-parents", |n| within(n, "<table>", "x<p>y", "")),
    ("table-dense", |n| within(n, "<table>", "<tr><td>1<td>2<td>3", "</table>")),
    ("table-wide", |n| within(n, "<table><tr>", "<td>1", "</table>")),
    ("table-spans", |n| within(n, "<table>", "<tr><td colspan=1000 rowspan=65534>1", "</table>")),
    ("table-stairs", |n| {
        format!("<table>{}</table>", series(n, |i| format!("<tr><td rowspan={i}>1<td>2"))).into_bytes()
    }),
    ("table-cells-empty", |n| within(n, "<table><tr>", "<td>", "</table>")),
    ("table-parts", |n| {
        let part = |i| format!("<table border=1><tr><td>甲{i}<td>{i}<tr><td>乙{i}<td>{i}</table>");
        ("<table border=1><tr><td>项目<td>数量<tr><td>丙<td>1</table>".to_owned() + &series(n, part)).into_bytes()
    }),
    ("table-parts-headed", |n| repeat(n, "<table border=1><tr><td>项目<td>数量<tr><td>丙<td>1</table>")),
    ("table-pictures", |n| repeat(n, "<p>各项工程如下表：</p><img src=a>")),
    ("information-lines", |n| repeat(n, "<div>索引号：1</div><div>名称：丙</div><div>文号：无</div>")),
    ("placeholders", |n| repeat(n, "<p>${a} {{b}}</p>")),
    ("placeholders-open", |n| repeat(n, "${")),
    ("typical", |n| {
        repeat(n, "<div class=\"a\"><p style=\"x\">全年公开<b>12</b>条，占5%。</p><a href=\"/b\">更多</a></div>\n")
    }),
    // Text and its encoding.
    ("one-line", |n| repeat(n, "政务公开")),
    ("one-character", |n| repeat(n, "政")),
    ("digits", |n| repeat(n, "1")),
    ("digits-spaced", |n| repeat(n, "1 ")),
    ("numerals", |n| repeat(n, "三万亿")),
    ("values-dumped", |n| repeat(n, "规章\n1\n2\n3\n")),
    ("value-lines", |n| repeat(n, "1\n")),
    ("characters-dumped", |n| repeat(n, "本\n年\n度\n")),
    ("pipes", |n| repeat(n, "| 1 | 2 |\n")),
    ("pipes-ruled", |n| repeat(n, "| 1 | 2 |\n|---|---|\n| 3 |\n")),
    ("bars", |n| repeat(n, "|")),
    ("tabs", |n| repeat(n, "1\t2\t3\n")),
    ("tab-line", |n| repeat(n, "1\t")),
    ("columns-of-blanks", |n| repeat(n, "丙    1    2\n")),
    ("headings", |n| repeat(n, "一、政务\n（一）公开\n1.信息\n")),
    ("titles-open", |n| repeat(n, "《")),
    ("brackets-open", |n| repeat(n, "政〔")),
    ("document-numbers", |n| repeat(n, "政发〔2015〕3")),
    ("dates", |n| repeat(n, "2015年1月")),
    ("amounts", |n| repeat(n, "1.2万元")),
    ("blank-lines", |n| [b"x".to_vec(), repeat(n, "\n \n"), b"y".to_vec()].concat()),
    ("malformed", |n| [b"<p>ok".to_vec(), vec![0xFF; n]].concat()),
    ("malformed-gb", |n| {
        b"<meta charset=gbk>\xB9\xAB\xB9"
            .iter()
            .copied()
            .chain((0..n).map(|i| if i % 3 == 0 { b'<' } else { 0xB9 }))
            .collect()
    }),
    ("utf-16", |n| "<p>政务公开12条".repeat(n / 20 + 1).encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ("undeclared", |n| b"\xA5\x40\xC1\x7A ".repeat(n / 5 + 1)),
];
