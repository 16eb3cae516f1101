//! Flattening（展平）: which tags may be dropped, and the end tags that must go with them.

use std::collections::HashMap;

use html5ever::{LocalName, local_name, tokenizer::Tag};

/// The formatting elements of the HTML Standard: a tree builder opens them again in every block that follows.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements without content: they never nest.
pub(super) fn is_void(name: &LocalName) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    ];
    VOID.contains(&&**name)
}

/// Elements whose content the tokenizer must read as text. Dropped, their scripts and styles would become the page's.
pub(super) fn switches_tokenizer(name: &LocalName) -> bool {
    const TEXT: &[&str] =
        &["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"];
    TEXT.contains(&&**name)
}

/// A drawing or a formula, within which other names mean other things.
pub(super) fn opens_foreign(name: &LocalName) -> bool {
    matches!(*name, local_name!("svg") | local_name!("math"))
}

/// Tags of HTML that end a drawing or formula around them (HTML Standard, 13.2.6.5): what follows is seen again.
pub(super) fn breaks_out(tag: &Tag) -> bool {
    const OUT: &str = "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing \
                       menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var";
    let styled = |name: &str| matches!(name, "color" | "face" | "size");
    OUT.split(' ').any(|name| name == &*tag.name)
        || (tag.name == local_name!("font") && tag.attrs.iter().any(|attribute| styled(&attribute.name.local)))
}

/// Elements whose text stands apart from that of their neighbours.
pub(super) fn is_block(name: &LocalName) -> bool {
    const BLOCK: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    BLOCK.contains(&&**name)
}

/// The start tags that were dropped and are still open in the page.
#[derive(Default)]
pub(super) struct Dropped {
    names: Vec<LocalName>,
    counts: HashMap<LocalName, usize>,
}

impl Dropped {
    pub(super) fn clear(&mut self) {
        if !self.names.is_empty() {
            self.names.clear();
            self.counts.clear();
        }
    }

    pub(super) fn push(&mut self, name: LocalName) {
        *self.counts.entry(name.clone()).or_default() += 1;
        self.names.push(name);
    }

    pub(super) fn contains(&self, name: &LocalName) -> bool {
        !self.names.is_empty() && self.counts.contains_key(name)
    }

    /// Closes the innermost `name` and all within. `false` where none is open.
    pub(super) fn close(&mut self, name: &LocalName) -> bool {
        if !self.contains(name) {
            return false;
        }
        while let Some(last) = self.names.pop() {
            if let Some(count) = self.counts.get_mut(&last) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(&last);
                }
            }
            if last == *name {
                return true;
            }
        }
        false
    }
}
