//! Pictures that stand where a table is announced（以图代表）: what they say cannot be read, and nothing else tells that
//! it is missing.

use super::{Block, BlockKind, Document, Role, captions};
use crate::{Finding, Severity};

/// Words that announce a table at the end of a sentence.
const ANNOUNCE: &[&str] =
    &["如下表", "见下表", "下表所示", "列表如下", "统计表", "情况表", "表如下", "表格如下", "附表"];

/// Says of each picture of the text that stands where a table should.
pub(super) fn note(document: &mut Document) {
    let text = &document.text;
    let mut last: Option<&Block> = None;
    let mut findings = Vec::new();
    for block in &document.blocks {
        if block.kind != BlockKind::Image {
            // A unit stands between the name of a table and the table.
            if !captions::is_unit(block.span.of(text)) {
                last = Some(block).filter(|block| block.role == Role::Body);
            }
            continue;
        }
        // Behind the last line of a text there may be a picture of its own, or one of the page's.
        if block.reason.starts_with("region-name") {
            continue;
        }
        if let Some(above) = last.take().filter(|above| above.table.is_none() && announces(above.span.of(text))) {
            findings.push(
                Finding::new(
                    "table-picture",
                    Severity::Doubt,
                    "a picture stands where a table is announced; what it says was not read",
                    "此处应有表格，网页以图片代替，其内容未能读取",
                )
                .at(above.span)
                .at(block.span),
            );
        }
    }
    document.findings.append(&mut findings);
}

/// Whether a line says that a table follows.
fn announces(words: &str) -> bool {
    let words = words.trim_end();
    let last = words.trim_end_matches(['：', ':', '。']).rsplit(['。', '；']).next().unwrap_or_default();
    let ends = words.ends_with(['：', ':', '。']) && ANNOUNCE.iter().any(|announce| last.contains(announce));
    ends || (words.chars().count() <= 60 && captions::is_caption(words))
}

#[cfg(test)]
mod tests {
    use crate::{Limits, page, text::decode::decode};

    /// The findings of a page whose text ends with `end`.
    fn found(end: &str) -> usize {
        let html = format!("<h1>清河县水利局通报</h1><p>今年新建渠道十二公里，受益农田八千余亩，群众满意。</p>{end}");
        let limits = Limits::default();
        let source = decode(html.as_bytes(), None, &limits).unwrap();
        let document = page::lay_out(page::parse(&source, None, &limits), &limits);
        document.findings.iter().filter(|finding| finding.code == "table-picture").count()
    }

    #[test]
    fn a_picture_in_the_place_of_a_table_is_told() {
        let picture = "<p><img src=1.png width=800 height=600></p>";
        let rest = "<p>下一步，我局将继续公开工程进度，接受群众监督。</p>";
        assert_eq!(found(&format!("<p>各项工程如下表：</p>{picture}{rest}")), 1);
        assert_eq!(found(&format!("<p>各乡镇工程进度统计表</p><p>单位：公里</p>{picture}{picture}{rest}")), 1);
    }

    #[test]
    fn a_picture_that_only_stands_there_is_not() {
        let picture = "<p><img src=1.png width=800 height=600></p>";
        let table = "<table border=1><tr><td>渠道</td><td>12</td></tr><tr><td>水闸</td><td>4</td></tr></table>";
        for end in [
            format!("<p>工程现场如下图：</p>{picture}"),
            format!("<p>各项工程如下表：</p>{table}{picture}"),
            format!("<p>各乡镇填报了统计表，并逐项核对。</p><p>下一步，我局将继续公开。</p>{picture}"),
            picture.to_owned(),
        ] {
            assert_eq!(found(&end), 0, "{end}");
        }
    }
}
