//! What a reader does not see, and what a `style` changes（可见性）.

use memchr::memchr;
use scraper::node::Element;

use super::tag::{Attributes, Tag};

/// What the `style` of an element says that matters for the text.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Style {
    pub(super) hidden: bool,
    /// `Some(true)` makes a block, `Some(false)` runs with the text.
    pub(super) block: Option<bool>,
    pub(super) bold: Option<bool>,
    /// `visibility`, which an element inside may turn round.
    pub(super) visible: Option<bool>,
    pub(super) keeps_space: bool,
}

/// Whether a declaration may be one of those that matter: few are, and their first letters rule out nearly all others.
fn matters(declaration: &str) -> bool {
    let Some(at) = declaration.bytes().position(|b| !b.is_ascii_whitespace()) else { return false };
    let begins = |name: &str| declaration.get(at..at + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
    match declaration.as_bytes().get(at).map(u8::to_ascii_lowercase) {
        Some(b'd') => begins("display"),
        Some(b'v') => begins("visibility"),
        Some(b'f') => begins("font-weight"),
        Some(b'w') => begins("white-space"),
        Some(b'm') => begins("mso-hide"),
        // Behind white space of other scripts.
        Some(byte) => !byte.is_ascii(),
        None => false,
    }
}

/// Reads a `style` attribute in one pass. Unknown declarations are passed over; the last of one name holds.
pub(super) fn style(declarations: &str) -> Style {
    let mut style = Style::default();
    let mut rest = Some(declarations);
    while let Some(words) = rest {
        let end = memchr(b';', words.as_bytes());
        rest = end.and_then(|end| words.get(end + 1..));
        let declaration = end.and_then(|end| words.get(..end)).unwrap_or(words);
        if !matters(declaration) {
            continue;
        }
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim(), value.trim());
        match name.as_bytes().first().map(u8::to_ascii_lowercase) {
            Some(b'd') if name.eq_ignore_ascii_case("display") => {
                let value = first_word(value);
                style.hidden = value.eq_ignore_ascii_case("none");
                style.block = match value {
                    v if v.eq_ignore_ascii_case("inline") => Some(false),
                    v if v.eq_ignore_ascii_case("block") => Some(true),
                    _ => None,
                };
            }
            Some(b'v') if name.eq_ignore_ascii_case("visibility") => {
                style.visible = Some(first_word(value).eq_ignore_ascii_case("visible"));
            }
            Some(b'f') if name.eq_ignore_ascii_case("font-weight") => {
                let value = first_word(value);
                style.bold = Some(
                    value.eq_ignore_ascii_case("bold")
                        || value.eq_ignore_ascii_case("bolder")
                        || value.parse::<u16>().is_ok_and(|weight| weight >= 600),
                );
            }
            Some(b'w') if name.eq_ignore_ascii_case("white-space") => {
                style.keeps_space = value.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("pre"));
            }
            // Word's own word for hidden text.
            Some(b'm') if name.eq_ignore_ascii_case("mso-hide") => {
                style.hidden |= first_word(value).eq_ignore_ascii_case("all");
            }
            _ => {}
        }
    }
    style
}

/// The value without `!important`.
fn first_word(value: &str) -> &str {
    value.split([' ', '!']).next().unwrap_or_default()
}

/// An element that is seen, with its meaning and style; `None` for one that no reader sees.
pub(super) fn seen(element: &Element) -> Option<(Tag, Attributes<'_>, Style)> {
    let tag = Tag::of(element);
    if tag == Tag::Hidden {
        return None;
    }
    let attributes = Attributes::of(element);
    let style = if attributes.style.is_empty() { Style::default() } else { style(attributes.style) };
    (!attributes.hidden && !style.hidden).then_some((tag, attributes, style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_these_declarations_hide() {
        for hidden in [
            "display:none",
            "color:red;\u{3000}display:none",
            "font-size:1px; display :none;",
            "DISPLAY : None !important",
            "mso-hide:all",
        ] {
            assert!(style(hidden).hidden, "{hidden}");
        }
        for shown in [
            "display:block",
            "display:none;display:block",
            "mso-hide:none",
            "overflow:hidden",
            "displayed:none",
            "none",
            "",
            ";;",
        ] {
            assert!(!style(shown).hidden, "{shown}");
        }
    }

    #[test]
    fn space_is_kept_as_in_a_pre() {
        for kept in ["white-space:pre", "white-space: pre-wrap", "WHITE-SPACE:PRE-LINE"] {
            assert!(style(kept).keeps_space, "{kept}");
        }
        for run in ["white-space:normal", "white-space:nowrap", "white-space:pr", "white:pre", ""] {
            assert!(!style(run).keeps_space, "{run}");
        }
    }

    #[test]
    fn what_is_visible_again() {
        assert_eq!(style("visibility:hidden").visible, Some(false));
        assert_eq!(style("visibility: visible !important").visible, Some(true));
        assert_eq!(style("visible:hidden").visible, None);
    }

    #[test]
    fn weight_is_bold_from_600() {
        assert_eq!(style("font-weight:600").bold, Some(true));
        assert_eq!(style("font-weight:599").bold, Some(false));
        assert_eq!(style("font-weight:bolder").bold, Some(true));
        assert_eq!(style("font-weight:700").bold, Some(true));
        assert_eq!(style("font-weight: bold").bold, Some(true));
        assert_eq!(style("font-weight:normal").bold, Some(false));
        assert_eq!(style("font:bold 12pt 宋体").bold, None);
    }
}
