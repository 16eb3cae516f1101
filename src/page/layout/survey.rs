//! Which tables hold data and which only place things on the page（数据表与布局表）.

use ego_tree::NodeRef;
use html5ever::local_name;
use scraper::Node;

use super::{
    tag::{Tag, attribute},
    visibility::seen,
};

/// What is known of one table before it is laid out.
#[derive(Clone, Copy, Default, Debug)]
struct Shape {
    rows: u32,
    /// Rows with two or more cells.
    wide_rows: u32,
    cells: u32,
    in_row: u32,
    columns: u32,
    /// Bytes of text in cells, and of that in links.
    text: usize,
    linked: usize,
    /// Bytes of the cell now open, and of the longest one.
    cell: usize,
    longest: usize,
    heads: bool,
    bordered: bool,
    presentation: bool,
    /// Tables within, other than single cells.
    nested: u32,
    nested_text: usize,
    /// Headings, lists, forms, media: parts of a page, not of a cell.
    parts: u32,
    images: u32,
}

impl Shape {
    fn end_row(&mut self) {
        self.rows += u32::from(self.in_row > 0);
        self.wide_rows += u32::from(self.in_row > 1);
        self.columns = self.columns.max(self.in_row);
        self.in_row = 0;
    }

    fn end_cell(&mut self) {
        self.longest = self.longest.max(self.cell);
        self.cell = 0;
    }

    /// Whether the table holds data.
    fn is_data(&self) -> bool {
        if self.presentation || self.cells < 2 || self.columns < 2 || self.text == 0 {
            return false;
        }
        // A form may have a small table in a cell; a table that is mostly tables places them.
        if (self.nested > 0 && (self.wide_rows < 3 || self.nested_text * 2 > self.text)) || self.parts > self.cells / 4
        {
            return false;
        }
        // An article or a menu beside something else.
        let article = self.longest > 900 && self.longest * 2 > self.text && self.rows < 4;
        let menu = self.linked * 10 > self.text * 7 && !self.heads;
        let gallery = self.images * 2 > self.cells && !self.heads;
        if article || menu || gallery {
            return false;
        }
        if self.rows < 2 {
            return self.heads || (self.bordered && self.columns > 2);
        }
        self.heads || self.wide_rows * 2 >= self.rows || (self.bordered && self.wide_rows > 1)
    }
}

/// Decides for `table` and every table within it, in document order, whether it holds data.
///
/// Called for outermost tables only, so that each node is seen once.
pub(super) fn survey(table: NodeRef<'_, Node>, decisions: &mut Vec<bool>) {
    let first = decisions.len();
    let mut open: Vec<(usize, Shape)> = Vec::new();
    let mut links = 0_u32;
    let mut node = table;
    loop {
        let mut descend = false;
        match node.value() {
            Node::Text(text) => {
                if let Some((_, shape)) = open.last_mut() {
                    let length = text.trim().len();
                    shape.text += length;
                    shape.cell += length;
                    shape.linked += if links > 0 { length } else { 0 };
                }
            }
            Node::Element(element) => {
                if let Some((tag, attributes, _)) = seen(element) {
                    descend = true;
                    if tag == Tag::Table {
                        let ruled = attribute(element, &local_name!("border"))
                            .is_some_and(|width| !matches!(width.trim(), "" | "0"));
                        let shape = Shape {
                            presentation: attribute(element, &local_name!("role")) == Some("presentation"),
                            bordered: ruled
                                || attributes.style.contains("border")
                                || attributes.class.starts_with("Mso"),
                            ..Shape::default()
                        };
                        open.push((decisions.len(), shape));
                        decisions.push(false);
                    } else if let Some((_, shape)) = open.last_mut() {
                        match tag {
                            Tag::Link => links += 1,
                            Tag::Cell | Tag::HeadCell => {
                                shape.cells += 1;
                                shape.in_row += 1;
                                shape.cell = 0;
                                shape.heads |= tag == Tag::HeadCell;
                            }
                            Tag::HeadRows | Tag::Caption => shape.heads = true,
                            Tag::Heading(_) | Tag::List | Tag::Form | Tag::Select | Tag::Navigation => shape.parts += 1,
                            Tag::Image => shape.images += 1,
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
        if descend && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        // Up, until there is something to the right.
        let mut entered = descend;
        loop {
            if entered && let Node::Element(element) = node.value() {
                match Tag::of(element) {
                    Tag::Link => links = links.saturating_sub(1),
                    Tag::Row => open.last_mut().into_iter().for_each(|(_, shape)| shape.end_row()),
                    Tag::Cell | Tag::HeadCell => open.last_mut().into_iter().for_each(|(_, shape)| shape.end_cell()),
                    Tag::Table => {
                        if let Some((index, shape)) = open.pop() {
                            if let Some(decision) = decisions.get_mut(index) {
                                *decision = shape.is_data();
                            }
                            if let Some((_, outer)) = open.last_mut() {
                                outer.nested += u32::from(shape.cells > 1);
                                outer.nested_text += shape.text;
                                outer.text += shape.text;
                                outer.cell += shape.text;
                                outer.linked += shape.linked;
                            }
                        }
                    }
                    _ => {}
                }
            }
            if node.id() == table.id() {
                debug_assert!(decisions.len() > first, "the table itself was decided");
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            entered = true;
        }
    }
}
