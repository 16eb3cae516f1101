//! What a chart is drawn with（图形）: rectangles, words, and a way to tell those who do not see it.

use super::super::{html::Html, review::words::Name};

/// Opens a chart of that size, with what it is and what it shows.
pub(super) fn open(html: &mut Html, id: &'static str, [width, height]: [usize; 2], (zh, en): Name) {
    html.raw("<div class=chart tabindex=0><svg role=img viewBox=\"0 0 ").number(width).raw(" ").number(height);
    html.raw("\" width=").number(width).raw(" height=").number(height).raw(" aria-labelledby=").raw(id);
    html.raw("-title><title id=").raw(id).raw("-title>").text(zh).raw(" · ").text(en).raw("</title>\n");
}

pub(super) fn close(html: &mut Html) {
    html.raw("</svg></div>\n");
}

/// A rectangle that says what it is when it is pointed at.
pub(super) fn bar(html: &mut Html, class: &'static str, [x, y, width, height]: [usize; 4], says: &str) {
    html.raw("<rect class=\"").raw(class).raw("\" x=").number(x).raw(" y=").number(y).raw(" width=").number(width);
    html.raw(" height=").number(height).raw("><title>").text(says).raw("</title></rect>\n");
}

/// Words at a place; the class says how they are set.
pub(super) fn words(html: &mut Html, class: &'static str, [x, y]: [usize; 2], words: &str) {
    at(html, class, [x, y]);
    html.text(words).raw("</text>\n");
}

fn at(html: &mut Html, class: &'static str, [x, y]: [usize; 2]) {
    html.raw("<text class=\"").raw(class).raw("\" x=").number(x).raw(" y=").number(y).raw(">");
}

/// How wide words are, in ems, as wide as a Han character.
pub(super) fn ems(words: &str) -> usize {
    words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

/// Words cut to a width in ems, as wide as Han characters are.
pub(super) fn cut(words: &str, ems: usize) -> String {
    let mut halves = 0;
    for (at, c) in words.char_indices() {
        halves += if c.is_ascii() { 1 } else { 2 };
        if halves > 2 * ems {
            return words.get(..at).unwrap_or_default().chars().chain(['…']).collect();
        }
    }
    words.to_owned()
}

/// `part` of `whole` as a length of at most `most`; what there is at all is seen.
pub(super) fn length(part: usize, whole: usize, most: usize) -> usize {
    let length = part.saturating_mul(most) / whole.max(1);
    if part > 0 { length.clamp(1, most) } else { 0 }
}

/// Percent, rounded half up.
pub(super) fn percent(part: usize, whole: usize) -> usize {
    (part.saturating_mul(200) + whole) / (2 * whole).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_seen_and_what_is_too_long_is_cut() {
        assert_eq!((length(1, 10_000, 100), length(0, 5, 100), length(5, 5, 100)), (1, 0, 100));
        assert_eq!((percent(1, 2), percent(2, 3), percent(0, 0)), (50, 67, 0));
        assert_eq!(cut("青禾市教育局", 3), "青禾市…");
        assert_eq!(cut("abc", 3), "abc");
    }
}
