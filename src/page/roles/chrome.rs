//! Names that portals give to the parts of their pages（版块命名）: rows of word, role and where the word is used.
//!
//! Class and id names are cut into words at punctuation, at digits and at capitals: `ewb-footerNav2` is `ewb`, `footer`,
//! `nav`. A portal family is added by adding rows.

use crate::page::Role;

/// What a name says of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hint {
    /// Chrome, whatever it holds.
    Chrome(Role),
    /// Chrome where it looks like it: few words, many links.
    Weak(Role),
    /// The text of the document.
    Text,
    /// The title of the document.
    Title,
}

use Hint::{Chrome, Text, Title, Weak};

/// Sorted by word. The third column says where the word was seen: general English names, pinyin names of county portals,
/// and the product families TRS WCM, 大汉 (jcms, `zoom`, `bt_`), 拓尔思, gov.cn, 新点 (`ewb-`), blogs and news sites.
const WORDS: &[(&str, Hint, &str)] = &[
    ("ad", Weak(Role::Advertisement), "general"),
    ("ads", Weak(Role::Advertisement), "general"),
    ("adv", Weak(Role::Advertisement), "general"),
    ("advert", Chrome(Role::Advertisement), "general"),
    ("advertisement", Chrome(Role::Advertisement), "general"),
    ("aside", Weak(Role::Related), "general"),
    ("attachment", Weak(Role::Attachment), "general"),
    ("author", Weak(Role::Metadata), "general"),
    ("banquan", Chrome(Role::Footer), "pinyin 版权"),
    ("bdsharebuttonbox", Chrome(Role::ShareBar), "baidu share"),
    ("biaoti", Title, "pinyin 标题"),
    ("bottom", Weak(Role::Footer), "general"),
    ("breadcrumb", Chrome(Role::Breadcrumb), "general"),
    ("breadcrumbs", Chrome(Role::Breadcrumb), "general"),
    ("comment", Chrome(Role::Other), "blogs"),
    ("commentlist", Chrome(Role::Other), "blogs"),
    ("comments", Chrome(Role::Other), "blogs"),
    ("copyright", Chrome(Role::Footer), "general"),
    ("crumb", Chrome(Role::Breadcrumb), "general"),
    ("crumbs", Chrome(Role::Breadcrumb), "general"),
    ("daohang", Chrome(Role::Navigation), "pinyin 导航"),
    ("dayin", Chrome(Role::Pager), "pinyin 打印"),
    ("dialog", Chrome(Role::Other), "general"),
    ("dibu", Chrome(Role::Footer), "pinyin 底部"),
    ("disclaimer", Chrome(Role::Footer), "general"),
    ("download", Weak(Role::Attachment), "general"),
    ("dqwz", Chrome(Role::Breadcrumb), "pinyin 当前位置"),
    ("editor", Weak(Role::Metadata), "news"),
    ("erweima", Chrome(Role::Other), "pinyin 二维码"),
    ("ewm", Chrome(Role::Other), "pinyin 二维码"),
    ("fenxiang", Chrome(Role::ShareBar), "pinyin 分享"),
    ("foot", Chrome(Role::Footer), "general"),
    ("footer", Chrome(Role::Footer), "general"),
    ("friendlink", Chrome(Role::LinkList), "general"),
    ("friendlinks", Chrome(Role::LinkList), "general"),
    ("fujian", Weak(Role::Attachment), "pinyin 附件"),
    ("gg", Weak(Role::Advertisement), "pinyin 广告"),
    ("guanggao", Chrome(Role::Advertisement), "pinyin 广告"),
    ("head", Weak(Role::Navigation), "general"),
    ("header", Weak(Role::Navigation), "general"),
    ("hot", Weak(Role::Related), "news"),
    ("info", Weak(Role::Metadata), "general"),
    ("jiathis", Chrome(Role::ShareBar), "jiathis share"),
    ("left", Weak(Role::Navigation), "general"),
    ("links", Weak(Role::LinkList), "general"),
    ("location", Weak(Role::Breadcrumb), "general"),
    ("login", Chrome(Role::Navigation), "general"),
    ("logo", Weak(Role::Navigation), "general"),
    ("menu", Chrome(Role::Navigation), "general"),
    ("meta", Weak(Role::Metadata), "general"),
    ("modal", Chrome(Role::Other), "general"),
    ("nav", Chrome(Role::Navigation), "general"),
    ("navbar", Chrome(Role::Navigation), "general"),
    ("navi", Chrome(Role::Navigation), "general"),
    ("navigation", Chrome(Role::Navigation), "general"),
    ("next", Weak(Role::Pager), "general"),
    ("otherarticle", Chrome(Role::Related), "general"),
    ("pagebar", Chrome(Role::Pager), "general"),
    ("pager", Chrome(Role::Pager), "general"),
    ("pagination", Chrome(Role::Pager), "general"),
    ("pinglun", Chrome(Role::Other), "pinyin 评论"),
    ("popup", Chrome(Role::Other), "general"),
    ("position", Weak(Role::Breadcrumb), "general"),
    ("prev", Weak(Role::Pager), "general"),
    ("promo", Chrome(Role::Advertisement), "general"),
    ("qrcode", Chrome(Role::Other), "general"),
    ("rank", Chrome(Role::Related), "news"),
    ("recommend", Chrome(Role::Related), "news"),
    ("recommended", Chrome(Role::Related), "news"),
    ("related", Chrome(Role::Related), "news"),
    ("relation", Weak(Role::Related), "news"),
    ("remen", Chrome(Role::Related), "pinyin 热门"),
    ("reply", Chrome(Role::Other), "forums"),
    ("right", Weak(Role::Related), "general"),
    ("search", Weak(Role::Navigation), "general"),
    ("share", Chrome(Role::ShareBar), "general"),
    ("side", Weak(Role::Related), "general"),
    ("sidebar", Chrome(Role::Related), "general"),
    ("siderbar", Chrome(Role::Related), "general"),
    ("sitemap", Chrome(Role::Navigation), "general"),
    ("source", Weak(Role::Metadata), "news"),
    ("sponsor", Chrome(Role::Advertisement), "general"),
    ("statement", Weak(Role::Footer), "news"),
    ("subnav", Chrome(Role::Navigation), "general"),
    ("tag", Weak(Role::Related), "blogs"),
    ("tags", Weak(Role::Related), "blogs"),
    ("time", Weak(Role::Metadata), "general"),
    ("title", Title, "general"),
    ("tool", Weak(Role::Pager), "general"),
    ("toolbar", Weak(Role::Pager), "general"),
    ("top", Weak(Role::Navigation), "general"),
    ("topbar", Chrome(Role::Navigation), "general"),
    ("topnav", Chrome(Role::Navigation), "general"),
    ("toubu", Chrome(Role::Navigation), "pinyin 头部"),
    ("trackback", Chrome(Role::Other), "blogs"),
    ("trackbacks", Chrome(Role::Other), "blogs"),
    ("trs", Text, "TRS WCM"),
    ("ucapcontent", Text, "gov.cn"),
    ("weizhi", Chrome(Role::Breadcrumb), "pinyin 位置"),
    ("xiangguan", Chrome(Role::Related), "pinyin 相关"),
    ("zihao", Chrome(Role::FontSize), "pinyin 字号"),
    ("zoom", Text, "大汉"),
];

/// What the names of an element say: of several words chrome goes first, as in `article-footer`.
pub(super) fn hint(class: &str, id: &str) -> Option<Hint> {
    let mut best = None;
    for name in [id, class] {
        for word in words(name) {
            let Some(hint) = look_up(word) else { continue };
            best = match (best, hint) {
                (Some(Chrome(role)), _) => Some(Chrome(role)),
                (_, Chrome(role)) => Some(Chrome(role)),
                (Some(old), _) => Some(old),
                (None, new) => Some(new),
            };
        }
    }
    best
}

fn look_up(word: &str) -> Option<Hint> {
    let mut lower = [0_u8; 20];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let at = WORDS.binary_search_by(|(row, ..)| row.as_bytes().cmp(lower)).ok()?;
    WORDS.get(at).map(|(_, hint, _)| *hint)
}

/// The words of a name, cut at what is no letter and before a capital that follows a small letter.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let bytes = name.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(|b| !b.is_ascii_alphabetic()) {
            at += 1;
        }
        let start = at;
        while let Some(b) = bytes.get(at) {
            let hump = at > start && b.is_ascii_uppercase() && bytes.get(at - 1).is_some_and(u8::is_ascii_lowercase);
            if !b.is_ascii_alphabetic() || hump {
                break;
            }
            at += 1;
        }
        (at > start).then(|| name.get(start..at).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_sorted() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("ewb-footerNav2 TRS_Editor").collect::<Vec<_>>(), ["ewb", "footer", "Nav", "TRS", "Editor"]);
        assert_eq!(hint("ewb-footerNav2", ""), Some(Chrome(Role::Footer)));
        assert_eq!(hint("content", "adapter"), None);
        assert_eq!(hint("header-load", "readme"), Some(Weak(Role::Navigation)));
    }
}
