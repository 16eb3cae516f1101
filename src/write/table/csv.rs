//! CSV（逗号分隔值）, RFC 4180.

use super::{Column, Value};

/// How rows become lines of CSV.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Csv {
    /// For Excel: a byte order mark, so that it takes the file for UTF-8; lines that end in CR LF; and an apostrophe before
    /// words that it would take for a formula, because a page could say `=HYPERLINK(…)`. Without it words are as they are.
    pub excel: bool,
}

impl Csv {
    /// The line of names.
    pub fn head(self, columns: &[Column], out: &mut String) {
        if self.excel {
            out.push('\u{FEFF}');
        }
        self.line(columns.iter().map(|column| &*column.name), out);
    }

    /// A line of values.
    pub fn row(self, values: &[Value<'_>], out: &mut String) {
        let mut first = true;
        for value in values {
            if !std::mem::take(&mut first) {
                out.push(',');
            }
            match value {
                Value::Null => {}
                Value::Text(words) => self.words(words, out),
                Value::Whole(number) => out.push_str(&number.to_string()),
                Value::Decimal(digits) | Value::Date(digits) => quoted(digits, out),
                Value::Truth(true) => out.push_str("true"),
                Value::Truth(false) => out.push_str("false"),
            }
        }
        out.push_str(self.end());
    }

    /// A line of words.
    pub fn line<'a>(self, words: impl Iterator<Item = &'a str>, out: &mut String) {
        for (at, words) in words.enumerate() {
            if at > 0 {
                out.push(',');
            }
            self.words(words, out);
        }
        out.push_str(self.end());
    }

    fn end(self) -> &'static str {
        if self.excel { "\r\n" } else { "\n" }
    }

    fn words(self, words: &str, out: &mut String) {
        // What a spreadsheet begins a formula with, at full width too.
        const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
        if self.excel && words.starts_with(FORMULA) {
            quoted(&format!("'{words}"), out);
        } else {
            quoted(words, out);
        }
    }
}

fn quoted(words: &str, out: &mut String) {
    if words.contains(['"', ',', '\n', '\r']) || words.starts_with(' ') || words.ends_with(' ') {
        out.push('"');
        out.push_str(&words.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(csv: Csv, words: &str) -> String {
        let mut out = String::new();
        csv.row(
            &[Value::Text(words.into()), Value::Null, Value::Decimal("-1.50".into()), Value::Truth(true)],
            &mut out,
        );
        out
    }

    #[test]
    fn words_are_quoted_where_they_must_be() {
        let csv = Csv::default();
        assert_eq!(lines(csv, "公开"), "公开,,-1.50,true\n");
        assert_eq!(lines(csv, "一,\"二\"\n三"), "\"一,\"\"二\"\"\n三\",,-1.50,true\n");
        assert_eq!(lines(csv, " 公开"), "\" 公开\",,-1.50,true\n");
        assert_eq!(lines(csv, "=1+1"), "=1+1,,-1.50,true\n");
    }

    #[test]
    fn for_excel_nothing_is_a_formula() {
        let csv = Csv { excel: true };
        for word in ["=1+1", "+1", "-1", "@A1", "\t=1", "＝1+1", "＠A1", "=HYPERLINK(\"http://example.cn\")"] {
            let line = lines(csv, word);
            assert!(line.trim_start_matches('"').starts_with('\''), "{line}");
        }
        assert_eq!(
            lines(csv, "1=1"),
            "1=1,,-1.50,true\r\n",
            "a number is a number, and a sign within words no formula"
        );
        let mut head = String::new();
        csv.head(&[], &mut head);
        assert_eq!(head, "\u{FEFF}\r\n");
    }
}
