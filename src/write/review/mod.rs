//! A reading as a page for people（审阅页）: the text with everything that was found in it marked, and beside it what was
//! found, each leading to the other.
//!
//! The page is one file that loads nothing. It shows text only: what the source's markup says never becomes markup. It
//! is bounded: of a very long text, a very large table or very many items the first are shown, and it says so.

mod document;
mod items;
mod marks;
mod panel;
pub(super) mod words;

use self::{
    items::Items,
    words::{Labels, Name, grouped},
};
use super::{
    html::Html,
    json::{Page, Place},
};
use crate::{ScalarIndex, Severity, Span, report::Catalogue};

const STYLE: &str = concat!(include_str!("../html/base.css"), include_str!("review.css"));
const SCRIPT: &str = concat!(include_str!("../html/base.js"), include_str!("review.js"));

/// Items of one list that are shown.
const MOST_ITEMS: usize = 20_000;

/// The review page（审阅页）of a reading: one self-contained file of HTML, in Chinese and English.
///
/// `catalogue` has the printed labels of the figures. The same reading gives the same page, byte for byte.
///
/// ```
/// use gongkai::{Reader, report::Catalogue, write::{json::Page, review::review}};
/// let reading = Reader::new().read("全年主动公开政府信息1942条。".as_bytes())?;
/// let html = review(&Page::new(&reading, "notice.txt"), &Catalogue::default());
/// assert!(html.contains(">1942条</mark>"));
/// # Ok::<(), gongkai::Error>(())
/// ```
#[must_use]
pub fn review(page: &Page<'_>, catalogue: &Catalogue) -> String {
    let text = Text { words: &page.text, index: ScalarIndex::new(&page.text) };
    let items = Items::new(page, &text);
    let form = page.report.as_ref().and_then(|report| report.form.as_deref());
    let labels = Labels::new(catalogue, form);
    let (document, whole) = document::write(page, &text, &items);

    let mut html = Html::default();
    head(&mut html, page);
    if !whole || items.cut {
        html.raw("<p class=cut role=note>").both(
            "内容过长：只显示前面的部分。完整结果见 JSON。",
            "This page is very long: only the first part is shown. The JSON has all of it.",
        );
        html.raw("</p>\n");
    }
    html.raw("<main class=panes>\n").append(document);
    panel::write(&mut html, page, &items, &labels);
    html.raw("</main>\n");
    html.raw("<p class=hidden id=status role=status aria-live=polite></p>\n");
    help(&mut html);
    html.into_page(&format!("{} — gongkai", title(page)), STYLE, SCRIPT)
}

/// The text of the page, and the way from its characters to its bytes.
struct Text<'p> {
    words: &'p str,
    index: ScalarIndex<'p>,
}

impl Text<'_> {
    /// A place in bytes.
    fn span(&self, [start, end]: Place) -> Span {
        let start = self.index.byte(start);
        Span::new(start, self.index.byte(end).max(start))
    }
}

fn title<'p>(page: &'p Page<'_>) -> &'p str {
    page.document.title.as_ref().map_or(&page.source.name, |title| &title.value)
}

/// How many findings of each weight there are, the heaviest first.
fn counts(page: &Page<'_>) -> [(Severity, usize); 3] {
    [Severity::Contradiction, Severity::Doubt, Severity::Note]
        .map(|severity| (severity, page.findings.iter().filter(|finding| finding.severity == severity).count()))
}

fn head(html: &mut Html, page: &Page<'_>) {
    html.raw("<a class=skip href=#panel>").both("跳到提取结果", "Skip to what was read").raw("</a>\n");
    html.raw("<header class=head>\n<div class=summary>\n<h1>").text(title(page)).raw("</h1>\n<ul class=particulars>");
    if let Some(report) = &page.report {
        if let Some(organ) = &report.organ {
            html.raw("<li class=organ>").text(&organ.value).raw("</li>");
        }
        if let Some(year) = report.year {
            html.raw("<li><b>").text(&year.to_string()).raw("</b>").both("年度", "").raw("</li>");
        }
        if let Some(form) = &report.form {
            html.raw("<li>").both("表样 ", "form ").raw("<code>").text(form).raw("</code></li>");
        }
        if let Some(region) = &report.region {
            let (zh, en) = words::level(region.level);
            html.raw("<li>").text(&region.path.join(" › ")).raw(" <code>").text(&region.code).raw("</code> ");
            html.both(zh, en).raw("</li>");
        }
    } else {
        html.raw("<li>").both("不是年度报告", "no annual report").raw("</li>");
    }
    let source = &page.source;
    let (media, from) = (words::media(source.media), words::encoding_from(source.encoding_from));
    html.raw("<li class=source>").text(&source.name).raw(" · ").both(media.0, media.1).raw(" · ");
    html.text(&source.encoding).raw(" <small>").both(from.0, from.1).raw("</small> · ");
    html.text(&grouped(&source.bytes.to_string())).both(" 字节", " bytes").raw("</li></ul>\n</div>\n");
    html.raw("<ul class=counts>");
    for (severity, count) in counts(page) {
        let (zh, en) = words::severity(severity);
        html.raw("<li class=\"").raw(en);
        if count == 0 {
            html.raw(" none");
        }
        html.raw("\"><b>").number(count).raw("</b> ").both(zh, en).raw("</li>");
    }
    html.raw("</ul>\n<div class=tools>\n");
    // Its label stands in it, in the language of the page, which a placeholder could not.
    html.raw(
        "<label class=search><input type=search id=search placeholder=\" \" autocomplete=off spellcheck=false><span>",
    );
    html.both("查找", "Search").raw("</span><kbd aria-hidden=true>/</kbd></label>\n");
    html.raw("<button type=button id=warned aria-pressed=false>").both("只看问题", "Warnings only").raw("</button>\n");
    html.raw("<button type=button id=keys aria-pressed=true>").both("指标键", "Keys").raw("</button>\n");
    html.raw(
        "<button type=button id=language><span class=zh lang=en>English</span><span class=en lang=zh-CN>中文</span>",
    );
    html.raw("</button>\n<button type=button id=theme>").both("深浅", "Theme").raw("</button>\n");
    html.raw("<button type=button id=help>")
        .both("键盘", "Keyboard")
        .raw(" <kbd>?</kbd></button>\n</div>\n</header>\n");
}

/// The keys of the keyboard.
fn help(html: &mut Html) {
    html.raw("<dialog id=keyboard aria-labelledby=keyboard-title><h2 id=keyboard-title>");
    html.both("键盘", "Keyboard").raw("</h2><dl>");
    let rows: [(&'static str, Name); 7] = [
        ("<kbd>j</kbd> <kbd>k</kbd>", ("下一项、上一项", "next, previous item")),
        ("<kbd>/</kbd>", ("查找", "search")),
        ("<kbd>w</kbd>", ("只看问题", "warnings only")),
        ("<kbd>l</kbd>", ("中文、英文", "Chinese, English")),
        ("<kbd>t</kbd>", ("浅色、深色", "light, dark")),
        ("<kbd>Esc</kbd>", ("取消选中和查找", "clear selection and search")),
        ("<kbd>?</kbd>", ("此说明", "this help")),
    ];
    for (keys, (zh, en)) in rows {
        html.raw("<dt>").raw(keys).raw("</dt><dd>").both(zh, en).raw("</dd>");
    }
    html.raw("</dl><form method=dialog><button>").both("关闭", "Close").raw("</button></form></dialog>\n");
}
