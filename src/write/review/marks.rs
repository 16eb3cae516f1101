//! Which words of a text belong to what（标记）: any spans, however they cross, written as marks that nest.

use crate::{Span, write::html::Html};

/// Pieces of the text that one mark may be spread over. What covers more (a finding about a whole table) is shown at
/// its first place only.
const MOST_PIECES: usize = 8;

/// Marks within one another. What would nest deeper is shown by a point where it begins.
const MOST_DEPTH: usize = 12;

/// What is marked: one of the items beside the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Item {
    /// The letter of its list: `f` figures, `m` mentions, `n` findings, `d` facts, `s` sections.
    pub(super) list: &'static str,
    /// Its number in the list.
    pub(super) number: usize,
    /// What it looks like, a class of the style.
    pub(super) class: &'static str,
}

impl Item {
    /// Its name within the page: `f12`.
    pub(super) fn name<'h>(&self, html: &'h mut Html) -> &'h mut Html {
        html.raw(self.list).number(self.number)
    }
}

/// An item and one of the places that it speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub(super) item: Item,
    /// Which of its places, from 0.
    pub(super) place: usize,
    /// Where, in bytes.
    pub(super) span: Span,
}

/// A piece of a mark within one region of the text.
#[derive(Clone, Copy, Debug)]
struct Piece {
    mark: Mark,
    span: Span,
    /// Whether the mark begins here: the piece that a link leads to.
    first: bool,
}

/// The marks of a text, by the regions (blocks and cells) in which it is shown.
#[derive(Debug)]
pub(super) struct Marks {
    pieces: Vec<Vec<Piece>>,
}

impl Marks {
    /// Spreads `marks` over `regions`, which are in order and do not overlap.
    pub(super) fn new(regions: &[Span], marks: &[Mark]) -> Self {
        let mut pieces = vec![Vec::new(); regions.len()];
        for &mark in marks {
            // The first region that does not end before the mark; behind the text, the last.
            let before = |region: &Span| match mark.span.is_empty() {
                true => region.end < mark.span.start,
                false => region.end <= mark.span.start,
            };
            let from = regions.partition_point(before);
            let from = from.min(regions.len().saturating_sub(1));
            let covered = regions.iter().skip(from).take_while(|region| region.start < mark.span.end);
            let covered = covered.take(MOST_PIECES + 1).count();
            let shown = if covered > MOST_PIECES { 1 } else { covered.max(1) };
            for (at, (region, pieces)) in regions.iter().zip(&mut pieces).skip(from).take(shown).enumerate() {
                let clip = |byte: u32| byte.clamp(region.start, region.end);
                let mut span = Span { start: clip(mark.span.start), end: clip(mark.span.end) };
                if covered > MOST_PIECES {
                    span.end = span.start;
                }
                if at == 0 || !span.is_empty() {
                    pieces.push(Piece { mark, span, first: at == 0 });
                }
            }
        }
        for pieces in &mut pieces {
            // The longer stands around the shorter; a point before what begins at it.
            pieces.sort_by_key(|piece| (piece.span.start, !piece.span.is_empty(), std::cmp::Reverse(piece.span.end)));
        }
        Self { pieces }
    }

    /// The items that are marked in a region, in order.
    pub(super) fn items(&self, region: usize) -> impl Iterator<Item = Item> {
        self.pieces.get(region).into_iter().flatten().map(|piece| piece.mark.item)
    }

    /// Writes the words of one region with its marks.
    pub(super) fn write(&self, html: &mut Html, text: &str, regions: &[Span], region: usize) {
        let (Some(&Span { start, end }), Some(pieces)) = (regions.get(region), self.pieces.get(region)) else { return };
        let mut open: Vec<Piece> = Vec::new();
        let mut at = start;
        let words = |html: &mut Html, from: u32, to: u32| {
            html.text(Span { start: from, end: to }.of(text));
        };
        let close_until = |html: &mut Html, open: &mut Vec<Piece>, at: &mut u32, until: u32| {
            // The one that ends next may lie below others: they are closed with it, and opened again after it.
            while let Some(end) = open.iter().map(|piece| piece.span.end).min().filter(|&end| end <= until) {
                words(html, *at, end);
                *at = end;
                let lowest = open.iter().position(|piece| piece.span.end == end).unwrap_or(0);
                let above = open.split_off(lowest);
                above.iter().for_each(|_| close(html));
                for piece in above.into_iter().filter(|piece| piece.span.end != end) {
                    let again = Piece { first: false, ..piece };
                    open_mark(html, &again);
                    open.push(again);
                }
            }
        };
        for piece in pieces {
            close_until(html, &mut open, &mut at, piece.span.start);
            words(html, at, piece.span.start);
            at = piece.span.start.max(at);
            open_mark(html, piece);
            if piece.span.is_empty() || open.len() >= MOST_DEPTH {
                close(html);
            } else {
                open.push(*piece);
            }
        }
        close_until(html, &mut open, &mut at, end);
        words(html, at, end);
    }
}

fn open_mark(html: &mut Html, piece: &Piece) {
    let Mark { item, place, .. } = piece.mark;
    html.raw("<mark class=\"").raw(item.class);
    if piece.span.is_empty() {
        html.raw(" point");
    }
    html.raw("\" data-to=");
    item.name(html);
    if piece.first {
        html.raw(" id=at-");
        item.name(html);
        if place > 0 {
            html.raw("-").number(place);
        }
    }
    html.raw(">");
}

fn close(html: &mut Html) {
    html.raw("</mark>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(number: usize, start: usize, end: usize) -> Mark {
        Mark { item: Item { list: "f", number, class: "x" }, place: 0, span: Span::new(start, end) }
    }

    /// The regions of `text`, each in square brackets, with `<n` where mark n opens and `>` where one closes.
    fn drawn(text: &str, regions: &[(usize, usize)], marks: &[Mark]) -> String {
        let regions: Vec<Span> = regions.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let marks = Marks::new(&regions, marks);
        let mut out = String::new();
        for region in 0..regions.len() {
            let mut html = Html::default();
            marks.write(&mut html, text, &regions, region);
            let page = html.into_page("", "", "");
            let body = page.split_once("<body>\n").unwrap().1.split_once("<script>").unwrap().0;
            let body = body.replace("</mark>", ">").replace(" id=at-f", "*").replace(" point", ".");
            let short = body.replace("<mark class=\"x\" data-to=f", "<").replace("<mark class=\"x.\" data-to=f", "<.");
            out.push_str(&format!("[{short}]"));
        }
        out
    }

    // `<1*1>`: mark 1 opens, and this is the piece that a link to it leads to.
    #[test]
    fn marks_nest_and_those_that_cross_are_cut() {
        assert_eq!(drawn("abcdef", &[(0, 6)], &[mark(1, 1, 3)]), "[a<1*1>bc>def]");
        assert_eq!(drawn("abcdef", &[(0, 6)], &[mark(1, 1, 3), mark(2, 0, 5)]), "[<2*2>a<1*1>bc>de>f]");
        assert_eq!(drawn("abcdef", &[(0, 6)], &[mark(1, 0, 3), mark(2, 2, 5)]), "[<1*1>ab<2*2>c>><2>de>f]");
        assert_eq!(drawn("abcd", &[(0, 4)], &[mark(1, 1, 3), mark(2, 1, 3)]), "[a<1*1><2*2>bc>>d]");
    }

    #[test]
    fn a_mark_over_several_regions_is_linked_once() {
        assert_eq!(drawn("ab\tcd", &[(0, 2), (3, 5)], &[mark(1, 1, 4)]), "[a<1*1>b>][<1>c>d]");
    }

    #[test]
    fn an_empty_place_is_a_point_in_its_own_cell() {
        assert_eq!(drawn("a\t\tb", &[(0, 1), (2, 2), (3, 4)], &[mark(1, 2, 2)]), "[a][<.1*1>>][b]");
        assert_eq!(drawn("ab", &[(0, 2)], &[mark(1, 2, 2)]), "[ab<.1*1>>]");
    }

    #[test]
    fn what_covers_very_much_is_a_point() {
        let regions: Vec<_> = (0..20).map(|i| (i * 2, i * 2 + 1)).collect();
        let shown = drawn(&"a\t".repeat(20), &regions, &[mark(1, 0, 40)]);
        assert_eq!(shown, format!("[<.1*1>>a]{}", "[a]".repeat(19)));
    }

    #[test]
    fn a_mark_between_regions_or_behind_the_text_is_still_there() {
        assert!(drawn("a  b", &[(0, 1), (3, 4)], &[mark(1, 1, 3)]).contains("1*1"));
        assert!(drawn("ab", &[(0, 2)], &[mark(1, 70, 80)]).contains("1*1"));
    }

    #[test]
    fn no_nest_is_deeper_than_the_limit() {
        let marks: Vec<_> = (0..40).map(|n| mark(n, 0, 80 - n)).collect();
        let shown = drawn(&"a".repeat(80), &[(0, 80)], &marks);
        assert_eq!(shown.matches('*').count(), 40, "each is there");
        assert!(!shown.contains(&">".repeat(MOST_DEPTH + 2)));
    }
}
