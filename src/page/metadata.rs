//! What a page says of itself（元数据）: information tables, publication lines, the title, the signature, `<meta>` tags.

mod labels;

use self::labels::Label;
use super::{Block, BlockKind, Document, Field, Metadatum, Role, layout::Structure, roles};
use crate::{Found, Span};

/// Fields of `<meta>` tags: the names of the 《政府网站发展指引》(国办发〔2017〕47号, annex 3) first, then those of other
/// products.
const META: &[(&str, Field)] = &[
    ("ArticleTitle", Field::Title),
    ("PubDate", Field::Published),
    ("ContentSource", Field::SourceOrgan),
    ("SiteName", Field::SiteName),
    ("og:title", Field::Title),
    ("publishdate", Field::Published),
    ("firstpublishedtime", Field::Published),
    ("article:published_time", Field::Published),
    ("og:release_date", Field::Published),
    ("source", Field::SourceOrgan),
    ("og:site_name", Field::SiteName),
];

/// How far above and below the text a line is still looked at, in blocks.
const REACH: usize = 40;

/// Fills the metadata and the title of `document`; roles are given already.
pub(super) fn collect(document: &mut Document, structure: &Structure<'_>) {
    let mut found = Vec::new();
    let near = near_text(document);
    for (index, block) in document.blocks.iter().enumerate() {
        match block.role {
            Role::Metadata if block.kind == BlockKind::Table => from_table(document, block, &mut found),
            Role::Body | Role::Title => {}
            _ if near.contains(&index) => from_line(document, index, &mut found),
            _ => {}
        }
    }
    number_under_title(document, &mut found);
    signature(document, &mut found);
    for &(name, field) in META {
        let content = structure
            .meta
            .iter()
            .filter(|(said, _)| said.eq_ignore_ascii_case(name))
            .map(|(_, content)| content.trim());
        found.extend(content.filter(|content| !content.is_empty()).map(|content| Metadatum {
            field,
            value: content.to_owned(),
            span: None,
            reason: "meta-tag",
        }));
    }
    document.title = title(document);
    if document.title.is_none() && !found.iter().any(|datum| datum.field == Field::Title) {
        let site = found.iter().find(|datum| datum.field == Field::SiteName).map(|datum| datum.value.as_str());
        let text = document.blocks.iter().any(|block| block.role == Role::Body);
        if let Some(words) = roles::title_of_tag(structure, site, text) {
            let value = joined(words);
            found.push(Metadatum { field: Field::Title, value, span: None, reason: "title-tag" });
        }
    }
    document.metadata = found;
}

/// The title as it stands in the text, of one line or several.
fn title(document: &Document) -> Option<Found<String>> {
    let mut lines = document.blocks.iter().filter(|block| block.role == Role::Title).map(|block| block.span);
    let first = lines.next()?;
    let span = lines.fold(first, Span::cover);
    Some(Found::new(joined(span.of(&document.text)), span))
}

/// A title in one line: breaks are gone, and the spaces that spread its characters.
fn joined(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let latin = |c: char| c.is_ascii_alphanumeric();
        if gap && latin(c) && line.chars().next_back().is_some_and(latin) {
            line.push(' ');
        }
        gap = false;
        line.push(c);
    }
    line
}

/// The blocks from a little above the text to a little below it.
fn near_text(document: &Document) -> std::ops::Range<usize> {
    let text = |block: &Block| matches!(block.role, Role::Body | Role::Title);
    let first = document.blocks.iter().position(text);
    let last = document.blocks.iter().rposition(text);
    first.zip(last).map_or_else(|| information(document), |(first, last)| first.saturating_sub(REACH)..last + REACH)
}

/// The lines of information of a page without a text: those of one document, as only one of them is its index number. A list
/// of documents has many.
fn information(document: &Document) -> std::ops::Range<usize> {
    let is_line = |block: &Block| matches!(block.reason, "information-line" | "information-neighbour");
    let first = document.blocks.iter().position(is_line).unwrap_or_default();
    let end = document.blocks.iter().rposition(is_line).map_or(0, |last| last + 1);
    let lines = document.blocks.get(first..end).unwrap_or_default();
    let is_index = |block: &&Block| {
        let line = block.span.of(&document.text);
        labels::labels(line).iter().any(|label| label.field == Some(Field::IndexNumber))
    };
    if lines.len() <= REACH && lines.iter().filter(is_index).count() == 1 { first..end } else { 0..0 }
}

/// 索引号 | 000000000/2020-00001 | 主题分类 | … : a label, and its value in the next cell.
fn from_table(document: &Document, block: &Block, found: &mut Vec<Metadatum>) {
    let Some(table) = block.table.and_then(|index| document.tables.get(index as usize)) else { return };
    for pair in table.cells.windows(2) {
        let [label, value] = pair else { continue };
        let field = labels::of_cell(label.span.of(&document.text)).filter(|_| label.row == value.row);
        match field {
            Some(field) => push(document, field, value.span, "information-table", found),
            None => from_span(document, label.span, "information-table", found),
        }
    }
    if let Some(last) = table.cells.last() {
        from_span(document, last.span, "information-table", found);
    }
}

/// 发布时间：… 来源：… in one line, or a label that its value follows in the next block.
fn from_line(document: &Document, index: usize, found: &mut Vec<Metadatum>) {
    const LONGEST: usize = 900;
    let Some(block) = document.blocks.get(index).filter(|block| block.span.len() < LONGEST) else { return };
    if block.reason == "date-line" {
        // Beside the text only: dates of other lists are dates of other documents.
        const NEAR: usize = 6;
        let mut around = document.blocks.iter().skip(index.saturating_sub(NEAR)).take(2 * NEAR + 1);
        if !around.any(|block| matches!(block.role, Role::Body | Role::Title)) {
            return;
        }
        return push(document, Field::Published, block.span, "date-line", found);
    }
    let line = block.span.of(&document.text);
    if let (Some(field), Some(next)) = (labels::of_cell(line), document.blocks.get(index + 1))
        && line.ends_with([':', '：'])
        && labels::of_cell(next.span.of(&document.text)).is_none()
        && labels::labels(next.span.of(&document.text)).is_empty()
    {
        return push(document, field, next.span, "label-and-next-line", found);
    }
    from_span(document, block.span, "publication-line", found);
}

fn from_span(document: &Document, span: Span, reason: &'static str, found: &mut Vec<Metadatum>) {
    let line = span.of(&document.text);
    let labels = labels::labels(line);
    for (index, &Label { field, end, .. }) in labels.iter().enumerate() {
        let Some(field) = field else { continue };
        let stop = labels.get(index + 1).map_or(line.len(), |next| next.start);
        push(document, field, Span::new(end, stop.max(end)).shifted(span.start as usize), reason, found);
    }
}

/// Keeps a value at its exact place: without white space, brackets and bars around it.
fn push(document: &Document, field: Field, span: Span, reason: &'static str, found: &mut Vec<Metadatum>) {
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '|' | '｜' | '[' | '【' | '】' | ']' | '：' | ':' | '；' | '(' | '（')
    };
    let raw = span.of(&document.text);
    let inner = raw.trim_start_matches(edge);
    let mut words = match field {
        Field::IndexNumber | Field::Title | Field::DocumentNumber | Field::Subject | Field::IssuingOrgan => inner,
        Field::Published | Field::WrittenDate => date_part(inner),
        // A name has no white space; what follows it is another matter.
        _ => inner.split([' ', '\u{a0}', '\u{3000}', '\n', '\t', '|']).next().unwrap_or_default(),
    };
    words = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '【' | '[' | '；' | '，'));
    // Brackets that this value did not open.
    for (open, close) in [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】')] {
        if !words.contains(open) {
            words = words.trim_end_matches(close);
        }
    }
    const LONGEST: usize = 600;
    if words.is_empty() || words.len() > LONGEST || matches!(words, "无" | "/" | "-" | "—" | "——" | "null" | "暂无")
    {
        return;
    }
    let start = span.start as usize + (raw.len() - inner.len());
    let value = words.split('\n').map(str::trim).collect();
    found.push(Metadatum { field, value, span: Some(Span::new(start, start + words.len())), reason });
}

/// The date and time at the start of `words`.
fn date_part(words: &str) -> &str {
    let han =
        |c: char| matches!(c, '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let end = words
        .char_indices()
        .find(|&(_, c)| {
            !(c.is_ascii_digit()
                || han(c)
                || matches!(c, '年' | '月' | '日' | '时' | '分' | '-' | '/' | '.' | ':' | '：' | ' ' | '\u{a0}'))
        })
        .map_or(words.len(), |(at, _)| at);
    let date = words.get(..end).unwrap_or_default().trim_end_matches([' ', '\u{a0}', '.', ':', '：', '-']);
    if date.chars().any(|c| c.is_ascii_digit() || han(c)) { date } else { "" }
}

/// The document number（发文字号）in a line of its own under the title, or in brackets.
fn number_under_title(document: &Document, found: &mut Vec<Metadatum>) {
    const REACH: usize = 8;
    let after = document.blocks.iter().rposition(|block| block.role == Role::Title).map_or(0, |at| at + 1);
    for block in document.blocks.iter().skip(after).take(REACH) {
        let line = block.span.of(&document.text);
        let words = line.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
        let bracketed = |words: &str| words.contains(['〔', '[', '［', '【', '（', '(', '﹝']);
        if words.ends_with('号')
            && (6..=40).contains(&words.chars().count())
            && bracketed(words)
            && !words.contains(['，', '。', '《', '：', ':'])
        {
            let start = block.span.start as usize + line.find(words).unwrap_or(0);
            found.push(Metadatum {
                field: Field::DocumentNumber,
                value: words.to_owned(),
                span: Some(Span::new(start, start + words.len())),
                reason: "line-under-title",
            });
            return;
        }
    }
    number_in_title(document, found);
}

/// The document number that ends a title, in brackets or in a line of its own: …信息公开表（清水罚决字〔2024〕6号）. The
/// number that ends a title of a document about another is that other's.
fn number_in_title(document: &Document, found: &mut Vec<Metadatum>) {
    const ABOUT: [&str; 3] = ["转发", "解读", "读懂"];
    let mut lines = document.blocks.iter().filter(|block| block.role == Role::Title).map(|block| block.span);
    let Some(last) = lines.next_back() else { return };
    let title = lines.next().unwrap_or(last).cover(last).of(&document.text);
    let line = last.of(&document.text).rsplit('\n').next().unwrap_or_default().trim();
    let bracketed =
        line.strip_suffix(['）', ')']).and_then(|line| line.rsplit_once(['（', '('])).map(|(_, inner)| inner);
    let words = bracketed.unwrap_or(line).trim();
    let year = words.find(['〔', '[', '［', '﹝']).filter(|&at| at > 0 && at <= 36);
    let is_number = year.is_some()
        && words.ends_with('号')
        && words.len() <= 90
        && !words.contains(['，', '。', '《', '：', '（', '('])
        && !ABOUT.iter().any(|word| title.contains(word));
    let whole = bracketed.is_some() || !words.contains("关于");
    if let Some(at) = last.of(&document.text).rfind(words).filter(|_| is_number && whole) {
        let start = last.start as usize + at;
        found.push(Metadatum {
            field: Field::DocumentNumber,
            value: words.to_owned(),
            span: Some(Span::new(start, start + words.len())),
            reason: "end-of-title",
        });
    }
}

/// The signature（落款）: a line that is a whole date, and the organ's name above it.
fn signature(document: &Document, found: &mut Vec<Metadatum>) {
    const REACH: usize = 12;
    let body: Vec<&Block> =
        document.blocks.iter().filter(|block| block.role == Role::Body && !block.span.is_empty()).collect();
    let tail = body.len().saturating_sub(REACH).max(1);
    for (index, block) in body.iter().enumerate().skip(tail).rev() {
        let line = block.span.of(&document.text);
        if !line.trim_end().ends_with('日') {
            continue;
        }
        let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let whole = bare.ends_with('日') && bare.contains('年') && bare.contains('月') && bare.chars().count() <= 12;
        if !whole || date_part(line).len() < line.trim_end().len() {
            continue;
        }
        found.push(Metadatum { field: Field::WrittenDate, value: bare, span: Some(block.span), reason: "signature" });
        let organ = index.checked_sub(1).and_then(|above| body.get(above)).filter(|above| {
            let name = above.span.of(&document.text);
            (3..=30).contains(&name.chars().count())
                && !name.contains(['，', '。', '；', '：', ':', '、'])
                && above.kind != BlockKind::Table
        });
        if let Some(organ) = organ {
            let value = organ.span.of(&document.text).to_owned();
            found.push(Metadatum { field: Field::IssuingOrgan, value, span: Some(organ.span), reason: "signature" });
        }
        return;
    }
}

/// Whether a block begins with the label of something that a page says of itself.
pub(super) fn begins_with_label(document: &Document, block: &Block) -> bool {
    let words = block.span.of(&document.text);
    labels::labels(words).first().is_some_and(|label| label.start == 0 && label.field.is_some())
}

/// The titles that an information table or line states.
pub(super) fn titles<'d>(document: &'d Document, block: &Block) -> impl Iterator<Item = &'d str> {
    let mut found = Vec::new();
    match block.kind {
        BlockKind::Table => from_table(document, block, &mut found),
        _ => from_span(document, block.span, "publication-line", &mut found),
    }
    found
        .into_iter()
        .filter(|datum| datum.field == Field::Title)
        .filter_map(|datum| datum.span)
        .map(|span| span.of(&document.text))
}

/// Whether a table is one of information about the document: two labels that only such tables have.
pub(super) fn is_information(document: &Document, block: &Block) -> bool {
    const MOST: usize = 80;
    let Some(table) = block.table.and_then(|index| document.tables.get(index as usize)) else { return false };
    if table.cells.len() > MOST {
        return false;
    }
    let telling = |field| {
        matches!(
            field,
            Field::IndexNumber
                | Field::DocumentNumber
                | Field::IssuingOrgan
                | Field::Subject
                | Field::WrittenDate
                | Field::Published
                | Field::Title
        )
    };
    let mut seen: Vec<Field> = Vec::new();
    for cell in &table.cells {
        let words = cell.span.of(&document.text);
        if words.len() > 300 || !labels::may_have(words) {
            continue;
        }
        let whole = labels::of_cell(words);
        let inside = labels::labels(words);
        for field in
            whole.into_iter().chain(inside.iter().filter_map(|label| label.field)).filter(|&field| telling(field))
        {
            if !seen.contains(&field) {
                seen.push(field);
            }
        }
    }
    seen.len() >= 3 && (seen.contains(&Field::IndexNumber) || seen.contains(&Field::IssuingOrgan))
}
