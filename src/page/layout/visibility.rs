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

/// The declarations that matter for the text; no two begin alike.
#[derive(Clone, Copy, Debug)]
enum Property {
    Display,
    Visibility,
    FontWeight,
    WhiteSpace,
    /// Word's own word for hidden text.
    MsoHide,
}

const PROPERTIES: [(u8, &str, Property); 5] = [
    (b'd', "display", Property::Display),
    (b'v', "visibility", Property::Visibility),
    (b'f', "font-weight", Property::FontWeight),
    (b'w', "white-space", Property::WhiteSpace),
    (b'm', "mso-hide", Property::MsoHide),
];

/// What a declaration declares, if it matters, and its value. Few do, and the first letter rules out nearly all others.
fn property(declaration: &str) -> Option<(Property, &str)> {
    let begin = declaration.bytes().position(|b| !b.is_ascii_whitespace())?;
    let mut words = declaration.get(begin..)?;
    if !words.as_bytes().first()?.is_ascii() {
        // White space of other scripts.
        words = words.trim_start();
    }
    let first = words.as_bytes().first()?.to_ascii_lowercase();
    let &(_, name, property) = PROPERTIES.iter().find(|(letter, ..)| *letter == first)?;
    let (word, rest) = words.split_at_checked(name.len())?;
    let value = rest.trim_start().strip_prefix(':').filter(|_| word.eq_ignore_ascii_case(name))?;
    Some((property, value.trim()))
}

/// Reads a `style` attribute in one pass. Unknown declarations are passed over; the last of one name holds.
pub(super) fn style(declarations: &str) -> Style {
    let mut style = Style::default();
    let mut rest = Some(declarations);
    while let Some(words) = rest {
        let end = memchr(b';', words.as_bytes());
        rest = end.and_then(|end| words.get(end + 1..));
        let declaration = end.and_then(|end| words.get(..end)).unwrap_or(words);
        let Some((property, value)) = property(declaration) else { continue };
        match property {
            Property::Display => {
                let value = first_word(value);
                style.hidden = value.eq_ignore_ascii_case("none");
                style.block = match value {
                    v if v.eq_ignore_ascii_case("inline") => Some(false),
                    v if v.eq_ignore_ascii_case("block") => Some(true),
                    _ => None,
                };
            }
            Property::Visibility => style.visible = Some(first_word(value).eq_ignore_ascii_case("visible")),
            Property::FontWeight => {
                let value = first_word(value);
                style.bold = Some(
                    value.eq_ignore_ascii_case("bold")
                        || value.eq_ignore_ascii_case("bolder")
                        || value.parse::<u16>().is_ok_and(|weight| weight >= 600),
                );
            }
            Property::WhiteSpace => {
                style.keeps_space = value.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("pre"));
            }
            Property::MsoHide => style.hidden |= first_word(value).eq_ignore_ascii_case("all"),
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
