//! From a tree to one text with blocks and tables（版面）.
//!
//! One walk with a stack of its own: inline runs are joined, so that `78</span><span>967` is one number; blocks, cells
//! and `<br>` separate. The tree may be as deep as it likes.

mod cells;
mod grid;
mod ink;
mod structure;
mod survey;
mod tag;
mod visibility;

use std::ops::Range;

use ego_tree::NodeRef;
use html5ever::{LocalName, local_name};
use scraper::{Html, Node, node::Element};

use self::{
    grid::Grid,
    ink::{Ink, Line, Script},
    tag::{Attributes, attribute},
    visibility::{Style, seen},
};
pub(super) use self::{
    structure::{Region, Structure},
    tag::Tag,
};
use super::{Block, BlockKind, Document, Media, continuation::Above, plain::columns};
use crate::{Finding, Limits, Severity, Span};

/// Lays out an HTML tree. The blocks have no roles yet; the structure helps to give them.
pub(super) fn lay_out<'a>(html: &'a Html, limits: &Limits) -> (Document, Structure<'a>) {
    let mut walk = Walk::new(limits);
    walk.run(html.tree.root());
    walk.finish()
}

/// An element that is open, and what to put back when it ends.
#[derive(Clone, Copy, Debug)]
struct Open {
    tag: Tag,
    block: bool,
    region: u32,
    in_link: bool,
    in_bold: bool,
    keeps_space: bool,
    invisible: bool,
    script: Script,
    /// A data table, or a part of one.
    in_grid: bool,
}

/// What a data table interrupts.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    /// Length of the text before the table.
    start: usize,
    /// The open cell of the table around it.
    line: Option<usize>,
}

struct Walk<'a> {
    ink: Ink,
    document: Document,
    structure: Structure<'a>,
    open: Vec<Open>,
    region: u32,
    keeps_space: bool,
    invisible: bool,
    /// Data tables that are open, the innermost last, each with the cell around it that waits.
    grids: Vec<(Grid, Waiting)>,
    /// Decisions of the surveys, and how many of them were used.
    surveyed: Vec<bool>,
    tables_seen: usize,
    /// Open tables of both kinds.
    table_depth: usize,
    /// Kind and level of the block that is being written.
    kind: BlockKind,
    level: Option<u8>,
    /// An image inside the open line, noted when it ends.
    images: Vec<usize>,
    /// The table that a next one may go on with.
    above: Above,
    /// Where preformatted lines stand in columns of blanks.
    in_columns: Vec<Range<usize>>,
    cells_left: usize,
    max_columns: u32,
    dropped_cells: u32,
}

impl<'a> Walk<'a> {
    fn new(limits: &Limits) -> Self {
        let root = Region { parent: 0, tag: Tag::Block, class: "", id: "", first: 0, end: 0 };
        Self {
            ink: Ink::new(16 << 10),
            document: Document::new(String::new(), Media::Html),
            structure: Structure { regions: vec![root], ..Structure::default() },
            open: Vec::with_capacity(64),
            region: 0,
            keeps_space: false,
            invisible: false,
            grids: Vec::new(),
            surveyed: Vec::new(),
            tables_seen: 0,
            table_depth: 0,
            kind: BlockKind::Paragraph,
            level: None,
            images: Vec::new(),
            above: Above::default(),
            in_columns: Vec::new(),
            cells_left: limits.max_cells,
            max_columns: u32::try_from(limits.max_columns).unwrap_or(u32::MAX),
            dropped_cells: 0,
        }
    }

    fn run(&mut self, root: NodeRef<'a, Node>) {
        let mut node = root;
        loop {
            if self.enter(node) {
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                self.leave();
            }
            loop {
                if node.id() == root.id() {
                    return;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return };
                node = parent;
                self.leave();
            }
        }
    }

    /// Takes a node in; whether it was opened, and its children are to be walked.
    fn enter(&mut self, node: NodeRef<'a, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                if self.invisible {
                    return false;
                }
                if self.keeps_space {
                    self.write_lines(text);
                } else {
                    self.ink.write(text);
                }
                false
            }
            Node::Element(element) => match seen(element) {
                Some((tag, attributes, style)) => self.enter_element(node, element, tag, attributes, style),
                None => false,
            },
            Node::Document | Node::Fragment => {
                self.push(Tag::Inline, false);
                true
            }
            _ => false,
        }
    }

    fn enter_element(
        &mut self,
        node: NodeRef<'a, Node>,
        element: &'a Element,
        tag: Tag,
        attributes: Attributes<'a>,
        style: Style,
    ) -> bool {
        match tag {
            Tag::Break => {
                self.line_break();
                return false;
            }
            Tag::Meta => {
                self.note_meta(element);
                return false;
            }
            Tag::Title => {
                if self.structure.title.is_none() {
                    self.structure.title = node.first_child().and_then(|child| child.value().as_text()).map(|t| &**t);
                }
                return false;
            }
            Tag::Image => {
                self.note_image(element);
                return false;
            }
            _ => {}
        }
        let in_grid = self.is_grid_part(node, tag);
        let block = in_grid || style.block.unwrap_or_else(|| tag.is_block());
        if block {
            self.end_block();
        }
        self.push(tag, block);
        if let Some(open) = self.open.last_mut() {
            open.in_grid = in_grid;
        }
        if block && (!in_grid || tag == Tag::Table) && self.grids.is_empty() {
            self.open_region(tag, attributes);
        }
        match tag {
            // An <a name> is a place, no link.
            Tag::Link => self.ink.in_link |= attribute(element, &local_name!("href")).is_some(),
            Tag::Bold => self.ink.in_bold = true,
            Tag::Superscript => self.ink.script = Script::Raised,
            Tag::Subscript => self.ink.script = Script::Lowered,
            Tag::Preformatted => self.keeps_space = true,
            Tag::Heading(level) => (self.kind, self.level) = (BlockKind::Heading, Some(level)),
            Tag::Item => self.kind = BlockKind::ListItem,
            Tag::Table => {
                self.table_depth += 1;
                if in_grid {
                    self.open_grid();
                }
            }
            _ if in_grid => self.enter_grid(element, tag),
            _ => {}
        }
        if let Some(bold) = style.bold {
            self.ink.in_bold = bold;
        }
        self.keeps_space |= style.keeps_space;
        // WeChat hides its article until a script shows it.
        if attributes.id != "js_content" {
            self.invisible = style.visible.map_or(self.invisible, |visible| !visible);
        }
        true
    }

    fn push(&mut self, tag: Tag, block: bool) {
        self.open.push(Open {
            tag,
            block,
            region: self.region,
            in_link: self.ink.in_link,
            in_bold: self.ink.in_bold,
            keeps_space: self.keeps_space,
            invisible: self.invisible,
            script: self.ink.script,
            in_grid: false,
        });
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.in_grid {
            self.leave_grid(open.tag);
        } else if open.block {
            self.end_block();
        }
        if open.tag == Tag::Table {
            self.table_depth -= 1;
        }
        if self.region != open.region {
            self.close_region();
            self.region = open.region;
        }
        self.ink.in_link = open.in_link;
        self.ink.in_bold = open.in_bold;
        self.ink.script = open.script;
        self.keeps_space = open.keeps_space;
        self.invisible = open.invisible;
    }

    fn open_region(&mut self, tag: Tag, attributes: Attributes<'a>) {
        let first = count(self.document.blocks.len());
        let Attributes { class, id, .. } = attributes;
        let region = Region { parent: self.region, tag, class, id, first, end: first };
        self.region = count(self.structure.regions.len());
        self.structure.regions.push(region);
    }

    fn close_region(&mut self) {
        let end = count(self.document.blocks.len());
        if let Some(region) = self.structure.regions.get_mut(self.region as usize) {
            region.end = end;
        }
    }

    /// Ends the open block; inside a cell, only its line.
    fn end_block(&mut self) {
        if !self.grids.is_empty() && self.ink.is_open() {
            self.ink.soft_break();
            return;
        }
        let line = self.ink.end();
        let (kind, level) = (self.kind, self.level);
        (self.kind, self.level) = self.open.last().map_or((BlockKind::Paragraph, None), |open| match open.tag {
            // The paragraphs of a list item are paragraphs; what follows an inner block of a heading is the heading.
            Tag::Heading(level) => (BlockKind::Heading, Some(level)),
            _ => (BlockKind::Paragraph, None),
        });
        if let Some(line) = line {
            self.add_block(kind, level, line);
        }
        for at in std::mem::take(&mut self.images) {
            let at = at.min(self.ink.text.len());
            self.push_block(Block::new(BlockKind::Image, Span::new(at, at)));
        }
    }

    fn add_block(&mut self, kind: BlockKind, level: Option<u8>, line: Line) {
        let mut block = Block::new(kind, Span::new(line.start, line.end));
        block.level = level;
        block.linked = count(line.linked);
        block.bold = line.bold;
        self.push_block(block);
    }

    fn push_block(&mut self, block: Block) {
        self.document.blocks.push(block);
        self.structure.region_of.push(self.region);
    }

    /// `<br>` ends a paragraph, but a heading of two lines stays one heading.
    fn line_break(&mut self) {
        if self.kind == BlockKind::Heading {
            self.ink.soft_break();
        } else {
            let kind = self.kind;
            self.end_block();
            self.kind = kind;
        }
    }

    /// Preformatted text: its line breaks are seen.
    fn write_lines(&mut self, text: &str) {
        let from = self.ink.text.len();
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            self.ink.write(line);
        }
        if columns::are_in(text) {
            self.in_columns.push(from..self.ink.text.len());
        }
    }

    fn note_meta(&mut self, element: &'a Element) {
        let name = attribute(element, &local_name!("name")).or_else(|| attribute(element, &local_name!("property")));
        if let (Some(name), Some(content)) = (name, attribute(element, &local_name!("content"))) {
            self.structure.meta.push((name, content));
        }
    }

    /// Notes an image that may hold text: none that is a link or an icon.
    fn note_image(&mut self, element: &Element) {
        const ICON: u32 = 64;
        let small = |name: LocalName| {
            attribute(element, &name)
                .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
                .is_some_and(|n| n < ICON)
        };
        if self.ink.in_link || !self.grids.is_empty() || small(local_name!("width")) || small(local_name!("height")) {
            return;
        }
        if self.ink.is_open() {
            self.images.push(self.ink.text.len());
        } else {
            let at = self.ink.text.len();
            self.push_block(Block::new(BlockKind::Image, Span::new(at, at)));
        }
    }

    fn finish(mut self) -> (Document, Structure<'a>) {
        self.end_block();
        self.region = 0;
        self.close_region();
        self.document.text = self.ink.text;
        for range in self.in_columns {
            let Some(lines) = self.document.text.get(range.clone()) else { continue };
            let start = range.start + (lines.len() - lines.trim_start().len());
            self.document.findings.push(columns::finding(Span::new(start, start + lines.trim().len())));
        }
        if self.dropped_cells > 0 {
            let n = self.dropped_cells;
            self.document.findings.push(Finding::new(
                "cells-dropped",
                Severity::Doubt,
                format!("{n} cells are beyond the limit of a table and stand in no grid; their text is kept"),
                format!("{n}个单元格超出表格限额，未列入网格，文字仍保留"),
            ));
        }
        (self.document, self.structure)
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
