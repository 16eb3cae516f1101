//! Rows for people on a terminal（终端表格）: one a page, what matters of it first.

use gongkai::Severity;

use super::line::Line;
use crate::batch::printable;

/// Squares of a terminal that the name of an organ has.
const ORGAN: usize = 30;

/// The row of a line, with the heads above the first.
pub(super) fn people(line: &Line<'_>, is_first: bool) -> String {
    let mut out = String::new();
    if is_first {
        out.push_str(&row(["status", "year", "figures", "contradictions", "doubts", "organ"], "page"));
    }
    let page = line.page();
    let report = page.and_then(|page| page.report);
    let count = |severity| {
        let of = |page: gongkai::write::table::Extract<'_>| {
            page.findings.iter().filter(|finding| finding.severity == severity).count().to_string()
        };
        page.map(of).unwrap_or_default()
    };
    let year = report.and_then(|report| report.year).map(|year| year.to_string()).unwrap_or_default();
    let figures = report.map(|report| report.figures.len().to_string()).unwrap_or_default();
    let organ =
        report.and_then(|report| report.organ.as_ref()).map(|organ| printable(&organ.value)).unwrap_or_default();
    let input = line.input();
    let why = input.message.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
    let (contradictions, doubts) = (count(Severity::Contradiction), count(Severity::Doubt));
    let cells = [input.status.name(), &year, &figures, &contradictions, &doubts, &organ];
    out.push_str(&row(cells, &printable(&format!("{}{why}", input.id))));
    out
}

fn row([status, year, figures, contradictions, doubts, organ]: [&str; 6], page: &str) -> String {
    let organ = fill(organ);
    format!("{status:12}  {year:4}  {figures:>7}  {contradictions:>14}  {doubts:>6}  {organ}  {page}\n")
}

/// Words in as many squares as a name has: what is longer ends in an ellipsis.
fn fill(words: &str) -> String {
    let wide = |sign: char| if sign >= '\u{2E80}' { 2 } else { 1 };
    let width: usize = words.chars().map(wide).sum();
    if width <= ORGAN {
        return format!("{words}{}", " ".repeat(ORGAN - width));
    }
    let (mut cut, mut used) = (String::new(), 1);
    for sign in words.chars() {
        if used + wide(sign) > ORGAN {
            break;
        }
        used += wide(sign);
        cut.push(sign);
    }
    format!("{cut}…{}", " ".repeat(ORGAN - used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_same_room() {
        let width = |words: &str| words.chars().map(|sign| if sign >= '\u{2E80}' { 2 } else { 1 }).sum::<usize>();
        for name in [
            "",
            "organ",
            "盖州市人民政府",
            "内蒙古自治区锡林郭勒盟正镶白旗人民政府办公室",
            "a内蒙古自治区锡林郭勒盟正镶白旗人民政府",
        ] {
            assert_eq!(width(&fill(name)), ORGAN, "{name}");
        }
    }

    #[test]
    fn a_page_that_failed_says_why_and_nothing_speaks_to_the_terminal() {
        let text = "{\"input\":{\"id\":\"a\\u001b[2J.html\",\"status\":\"limit\",\"message\":\"too large\",\"url\":null,\
                    \"warc_filename\":null,\"warc_record_offset\":null,\"warc_record_length\":null}}";
        let row = people(&Line::read(text).unwrap(), false);
        assert!(row.starts_with("limit ") && row.ends_with("a\u{FFFD}[2J.html: too large\n"), "{row}");
    }
}
