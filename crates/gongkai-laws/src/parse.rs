//! As long as no limit fires, the guarded parse builds the tree that the plain parser builds.

use gongkai::Limits;
use scraper::Html;

use crate::guard;

pub(crate) fn law(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (tree, findings) = guard::parse(&text, &Limits::default());
    if findings.is_empty() {
        let plain = Html::parse_document(&text);
        assert!(tree == plain, "{}\n{}", tree.html(), plain.html());
    }
}
