//! Words that chrome says of itself（套话）.

use std::sync::LazyLock;

use crate::{page::Role, text::char_set::CharSet};

/// Where the words stand in the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Start,
    Anywhere,
    Whole,
}

use Place::{Anywhere, Start, Whole};

/// Words, where they stand, the longest line they speak for in characters, the role, and the rule's name.
type Row = (&'static str, Place, u32, Role, &'static str);

/// In order of precedence. Lines are compared without white space, bullets and brackets, in narrow punctuation.
const PHRASES: &[Row] = &[
    ("当前位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("当前的位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("您的位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("你的位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("所在位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("现在位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("您现在的位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("您当前的位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("您当前位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("您所在的位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("您所在位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("你现在的位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("目前位置", Start, 80, Role::Breadcrumb, "breadcrumb-words"),
    ("首页>", Start, 80, Role::Breadcrumb, "breadcrumb-path"),
    ("网站首页>", Start, 80, Role::Breadcrumb, "breadcrumb-path"),
    ("首页>>", Anywhere, 60, Role::Breadcrumb, "breadcrumb-path"),
    ("首页»", Start, 80, Role::Breadcrumb, "breadcrumb-path"),
    ("首页/", Start, 60, Role::Breadcrumb, "breadcrumb-path"),
    ("字号:", Start, 40, Role::FontSize, "font-size-words"),
    ("字体:", Start, 40, Role::FontSize, "font-size-words"),
    ("字体大小", Start, 40, Role::FontSize, "font-size-words"),
    ("字号大中小", Anywhere, 40, Role::FontSize, "font-size-words"),
    ("大中小", Whole, 8, Role::FontSize, "font-size-words"),
    ("分享到", Start, 60, Role::ShareBar, "share-words"),
    ("分享至", Start, 60, Role::ShareBar, "share-words"),
    ("分享:", Start, 60, Role::ShareBar, "share-words"),
    ("分享", Whole, 4, Role::ShareBar, "share-words"),
    ("一键分享", Start, 40, Role::ShareBar, "share-words"),
    ("分享文章到", Start, 40, Role::ShareBar, "share-words"),
    ("转发到", Start, 20, Role::ShareBar, "share-words"),
    ("上一篇", Start, 100, Role::Pager, "pager-words"),
    ("下一篇", Start, 100, Role::Pager, "pager-words"),
    ("上一条", Start, 100, Role::Pager, "pager-words"),
    ("下一条", Start, 100, Role::Pager, "pager-words"),
    ("阅读下一篇", Start, 100, Role::Pager, "pager-words"),
    ("打印本页", Anywhere, 30, Role::Pager, "print-words"),
    ("关闭窗口", Anywhere, 40, Role::Pager, "print-words"),
    ("关闭本页", Anywhere, 40, Role::Pager, "print-words"),
    ("打印", Whole, 4, Role::Pager, "print-words"),
    ("关闭", Whole, 4, Role::Pager, "print-words"),
    ("打印关闭", Start, 12, Role::Pager, "print-words"),
    ("返回顶部", Start, 12, Role::Pager, "print-words"),
    ("返回列表", Start, 12, Role::Pager, "print-words"),
    ("我要打印", Start, 20, Role::Pager, "print-words"),
    ("我要纠错", Start, 20, Role::Other, "correction-words"),
    ("纠错", Whole, 4, Role::Other, "correction-words"),
    ("附件:", Whole, 6, Role::Attachment, "attachment-slot"),
    ("附件下载", Start, 60, Role::Attachment, "attachment-words"),
    ("相关附件", Start, 60, Role::Attachment, "attachment-words"),
    ("视频:", Whole, 6, Role::Other, "empty-slot"),
    ("相关链接", Start, 40, Role::Related, "related-words"),
    ("相关阅读", Start, 40, Role::Related, "related-words"),
    ("相关新闻", Start, 40, Role::Related, "related-words"),
    ("相关文章", Start, 40, Role::Related, "related-words"),
    ("相关信息", Whole, 12, Role::Related, "related-words"),
    ("相关文档", Start, 20, Role::Related, "related-words"),
    ("相关政策", Whole, 8, Role::Related, "related-words"),
    ("相关解读", Start, 20, Role::Related, "related-words"),
    ("相关专题", Start, 20, Role::Related, "related-words"),
    ("延伸阅读", Start, 30, Role::Related, "related-words"),
    ("相关推荐", Start, 20, Role::Related, "related-words"),
    ("热门推荐", Start, 20, Role::Related, "related-words"),
    ("热点推荐", Start, 20, Role::Related, "related-words"),
    ("精彩推荐", Start, 20, Role::Related, "related-words"),
    ("推荐阅读", Start, 30, Role::Related, "related-words"),
    ("热点新闻", Start, 12, Role::Related, "related-words"),
    ("猜你喜欢", Start, 12, Role::Related, "related-words"),
    ("版权所有", Start, 200, Role::Footer, "footer-words"),
    ("版权所有", Anywhere, 120, Role::Footer, "footer-words"),
    ("主办单位:", Start, 120, Role::Footer, "footer-words"),
    ("主办:", Start, 120, Role::Footer, "footer-words"),
    ("承办单位:", Start, 120, Role::Footer, "footer-words"),
    ("承办:", Start, 80, Role::Footer, "footer-words"),
    ("技术支持:", Start, 80, Role::Footer, "footer-words"),
    ("网站标识码", Anywhere, 200, Role::Footer, "footer-words"),
    ("ICP备", Anywhere, 300, Role::Footer, "footer-words"),
    ("ICP证", Anywhere, 300, Role::Footer, "footer-words"),
    ("公网安备", Anywhere, 300, Role::Footer, "footer-words"),
    ("网站地图", Anywhere, 60, Role::Footer, "footer-words"),
    ("Copyright", Start, 300, Role::Footer, "footer-words"),
    ("COPYRIGHT", Start, 300, Role::Footer, "footer-words"),
    ("copyright", Start, 300, Role::Footer, "footer-words"),
    ("Allrightsreserved", Anywhere, 300, Role::Footer, "footer-words"),
    ("AllRightsReserved", Anywhere, 300, Role::Footer, "footer-words"),
    ("©", Start, 200, Role::Footer, "footer-words"),
    ("扫一扫", Start, 40, Role::Other, "qr-prompt"),
    ("微信扫一扫", Start, 40, Role::Other, "qr-prompt"),
    ("扫描二维码", Start, 40, Role::Other, "qr-prompt"),
    ("用微信扫描", Start, 40, Role::Other, "qr-prompt"),
    ("手机扫一扫", Start, 40, Role::Other, "qr-prompt"),
    ("无障碍浏览", Start, 20, Role::Navigation, "site-tools"),
    ("设为首页", Start, 40, Role::Navigation, "site-tools"),
    ("加入收藏", Start, 40, Role::Navigation, "site-tools"),
    ("友情链接", Start, 80, Role::LinkList, "friend-links"),
    ("特别声明:", Start, 200, Role::Footer, "disclaimer-words"),
    ("免责声明", Start, 300, Role::Footer, "disclaimer-words"),
    ("版权声明", Start, 300, Role::Footer, "disclaimer-words"),
    ("以上内容(包括", Start, 200, Role::Footer, "disclaimer-words"),
    ("转载请注明", Start, 120, Role::Footer, "disclaimer-words"),
    ("展开全文", Whole, 6, Role::Other, "reading-aid"),
    ("点击展开全文", Whole, 8, Role::Other, "reading-aid"),
    ("语音播报", Start, 12, Role::Other, "reading-aid"),
    ("您是本文第", Start, 20, Role::Other, "counter-words"),
    ("举报/反馈", Whole, 6, Role::Other, "correction-words"),
    ("索引号", Start, 80, Role::Metadata, "information-line"),
    ("发布机构:", Start, 60, Role::Metadata, "information-line"),
    ("发文机关:", Start, 60, Role::Metadata, "information-line"),
    ("发文字号:", Start, 60, Role::Metadata, "information-line"),
    ("主题分类:", Start, 80, Role::Metadata, "information-line"),
    ("成文日期:", Start, 60, Role::Metadata, "information-line"),
    ("发布日期:", Start, 80, Role::Metadata, "information-line"),
    ("发布时间:", Start, 80, Role::Metadata, "information-line"),
    ("信息来源:", Start, 80, Role::Metadata, "information-line"),
    ("浏览次数:", Start, 80, Role::Metadata, "information-line"),
    ("公开方式:", Start, 40, Role::Metadata, "information-line"),
    ("公开范围:", Start, 40, Role::Metadata, "information-line"),
    ("责任编辑:", Start, 30, Role::Metadata, "editor-line"),
    ("(责任编辑:", Start, 30, Role::Metadata, "editor-line"),
    ("网络编辑:", Start, 30, Role::Metadata, "editor-line"),
    ("(编辑:", Start, 30, Role::Metadata, "editor-line"),
];

/// Labels of a publication line. One at the start of a short line, or two in any line, make it metadata.
pub(super) const LABELS: &[&str] = &[
    "发布时间",
    "发布日期",
    "发文日期",
    "成文日期",
    "生成日期",
    "更新时间",
    "更新日期",
    "日期:",
    "时间:",
    "来源:",
    "信息来源",
    "稿源:",
    "稿件来源",
    "文章来源",
    "发布机构",
    "发布单位",
    "发文机关",
    "发文单位",
    "公开机构",
    "作者:",
    "记者:",
    "浏览次数",
    "浏览量",
    "阅读次数",
    "阅读数",
    "点击数",
    "点击率",
    "点击:",
    "访问次数",
    "访问量",
    "阅读:",
    "浏览:",
    "评论:",
    "人气:",
    "索引号",
    "发文字号",
    "文号:",
    "主题分类",
    "公开方式",
    "公开范围",
    "信息分类",
    "体裁分类",
    "主题词",
    "有效性",
    "是否有效",
    "信息名称",
    "栏目:",
    "编辑:",
    "发布人",
    "发布者",
    "撰稿",
    "录入:",
    "审核:",
    "发表时间",
    "发表于",
];

/// Words by their first characters: one look tells at most places of a text that no word begins there.
#[derive(Debug)]
pub(crate) struct Firsts {
    /// The first characters.
    used: CharSet,
    slots: Vec<Vec<u16>>,
}

impl Firsts {
    /// The rows of a list by the first characters of their words.
    pub(crate) fn of<'w>(rows: impl Iterator<Item = (usize, &'w str)>) -> Self {
        let mut slots = vec![Vec::new(); 256];
        let mut used = CharSet::of("");
        for (row, word) in rows {
            let first = word.chars().next().unwrap_or_default();
            if let (Some(rows), Ok(row)) = (slots.get_mut(Self::slot(first)), u16::try_from(row)) {
                used.insert(first);
                rows.push(row);
            }
        }
        Self { used, slots }
    }

    /// The first place at or behind `from` where a word may begin, and with which character.
    pub(crate) fn next(&self, line: &str, from: usize) -> Option<(usize, char)> {
        self.used.find(line, from)
    }

    /// Where a word may begin in `line`, and with which character.
    fn places<'l>(&'l self, line: &'l str) -> impl Iterator<Item = (usize, char)> + 'l {
        let mut behind = 0;
        std::iter::from_fn(move || {
            let (at, c) = self.next(line, behind)?;
            behind = at + c.len_utf8();
            Some((at, c))
        })
    }

    /// The rows whose words may begin with `c`, in the order of the list.
    pub(crate) fn rows(&self, c: char) -> impl Iterator<Item = usize> {
        let rows = if self.used.has(c) { self.slots.get(Self::slot(c)) } else { None };
        rows.into_iter().flatten().map(|&row| usize::from(row))
    }

    const fn slot(c: char) -> usize {
        ((c as u32).wrapping_mul(0x9E37_79B1) >> 24) as usize
    }
}

/// The rows of [`PHRASES`] that stand at the start of a line, and those that may stand anywhere.
static OUTER: LazyLock<Firsts> = LazyLock::new(|| phrases(|place, _| place != Anywhere));
static INNER: LazyLock<Firsts> = LazyLock::new(|| phrases(|place, _| place == Anywhere));
/// Those of the inner ones that speak for a line longer than [`LONG`]: few.
static INNER_OF_LONG: LazyLock<Firsts> =
    LazyLock::new(|| phrases(|place, longest| place == Anywhere && longest > LONG));
static LABEL_FIRSTS: LazyLock<Firsts> = LazyLock::new(|| Firsts::of(LABELS.iter().copied().enumerate()));

/// Characters of a line that hardly any phrase speaks for.
const LONG: u32 = 120;

fn phrases(wanted: impl Fn(Place, u32) -> bool) -> Firsts {
    let rows = PHRASES.iter().enumerate().filter(|(_, row)| wanted(row.1, row.2));
    Firsts::of(rows.map(|(index, row)| (index, row.0)))
}

/// The role that the words of a line give it. `line` is [`normalize`]d.
pub(super) fn role(line: &str, chars: u32) -> Option<(Role, &'static str)> {
    let says = |row: usize, rest: &str| {
        PHRASES.get(row).is_some_and(|&(words, place, longest, ..)| {
            chars <= longest && if place == Whole { rest == words } else { rest.starts_with(words) }
        })
    };
    let mut best = line.chars().next().and_then(|first| OUTER.rows(first).find(|&row| says(row, line)));
    let inner = if chars > LONG { &*INNER_OF_LONG } else { &*INNER };
    for (at, c) in inner.places(line) {
        for row in inner.rows(c) {
            if best.is_none_or(|best| row < best) && says(row, line.get(at..).unwrap_or_default()) {
                best = Some(row);
            }
        }
    }
    best.and_then(|at| PHRASES.get(at)).map(|&(.., role, reason)| (role, reason))
}

/// How many labels of a publication line stand in `line`, and whether one begins it.
pub(super) fn labels(line: &str) -> (usize, bool) {
    let mut seen = 0_u64;
    let mut first = false;
    let firsts = &*LABEL_FIRSTS;
    for (at, c) in firsts.places(line) {
        for row in firsts.rows(c) {
            if LABELS.get(row).zip(line.get(at..)).is_some_and(|(label, rest)| rest.starts_with(label)) {
                seen |= 1 << row;
                first |= at == 0;
            }
        }
    }
    (seen.count_ones() as usize, first)
}

/// Whether the line is a date, a time, and little else: `2016-03-02 10:15`, `2016年3月2日`.
pub(super) fn is_date_line(line: &str) -> bool {
    if !(line.starts_with("20") || line.starts_with("19")) {
        return false;
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let rest = line
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '年' | '月' | '日' | '-' | '/' | '.' | ':' | '时' | '分'))
        .count();
    (6..=14).contains(&digits) && rest <= 12 && !line.contains(['，', '。', '；', '、'])
}

/// Writes `text` to `line` without white space, bullets and brackets, in narrow punctuation.
pub(super) fn normalize(text: &str, line: &mut String) {
    line.clear();
    let (mut at, mut kept) = (0, 0);
    loop {
        at = behind_han(text, at);
        let Some(&byte) = text.as_bytes().get(at) else { break };
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        line.push_str(text.get(kept..at).unwrap_or_default());
        at += c.len_utf8();
        kept = at;
        match c {
            c if c.is_whitespace() => {}
            '【' | '】' | '[' | ']' | '〖' | '〗' | '「' | '」' | '•' | '·' | '●' | '■' | '◆' | '|' | '｜'
            | '\u{200b}' | '\u{feff}' => {}
            '：' => line.push(':'),
            '（' => line.push('('),
            '）' => line.push(')'),
            '＞' | '›' | '→' => line.push('>'),
            '０'..='９' => line.push(char::from(b'0' + u8::try_from(u32::from(c) - 0xFF10).unwrap_or(0))),
            _ => line.push(c),
        }
    }
    line.push_str(text.get(kept..at).unwrap_or_default());
}

/// The byte behind the Han that stand in `text` from byte `at` on: nearly all that a line has, none of it a space or a mark.
pub(super) fn behind_han(text: &str, mut at: usize) -> usize {
    while text.as_bytes().get(at).is_some_and(|byte| matches!(byte, 0xE4..=0xE9)) {
        at += 3;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Role> {
        let mut line = String::new();
        normalize(text, &mut line);
        role(&line, u32::try_from(text.chars().count()).unwrap()).map(|(role, _)| role)
    }

    #[test]
    fn chrome_names_itself() {
        assert_eq!(said("您当前的位置：首页 > 政务公开"), Some(Role::Breadcrumb));
        assert_eq!(said("【字号：大 中 小】"), Some(Role::FontSize));
        assert_eq!(said("• 附件："), Some(Role::Attachment));
        assert_eq!(said("某ICP备05000001号"), Some(Role::Footer));
        assert_eq!(said("上一篇：关于召开会议的通知"), Some(Role::Pager));
    }

    #[test]
    fn a_sentence_with_the_same_words_is_no_chrome() {
        assert_eq!(said("附件：1.某县2019年度统计表"), None);
        assert_eq!(said("关闭了三个取水口。"), None);
        assert_eq!(said("分享会于当日举行，各乡镇派员参加。"), None);
    }

    #[test]
    fn every_label_has_its_place() {
        assert!(LABELS.len() <= 64);
        assert_eq!(labels("来源:某县作者:某人"), (2, true));
        assert_eq!(labels("本县的来源:某县"), (1, false));
    }

    #[test]
    fn dates_alone_are_date_lines() {
        for line in ["2016-03-02", "2016年3月2日10:15", "2022-02-1320:04:17", "2022-02-13新华社"] {
            assert!(is_date_line(line), "{line}");
        }
        for line in
            ["2016年工作要点", "2016年3月2日县政府召开了常务会议并通过三项决定", "2016年3月2日，县里开会。", "1942条"]
        {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
