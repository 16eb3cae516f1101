//! A tree sink that counts（计数）: scraper's own, with what the guard must know of the tree.

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
    collections::BTreeSet,
};

use ego_tree::{NodeId, Tree};
use html5ever::{
    Attribute, QualName,
    tendril::StrTendril,
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, Tracer, TreeBuilder, TreeSink},
};
use scraper::{Html, HtmlTreeSink, Node};

use super::flatten::is_formatting;

/// The elements that the tree builder holds open, or will open again.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Census {
    /// All of them.
    pub(super) levels: usize,
    /// Formatting elements among them.
    pub(super) formatting: usize,
}

/// Delegates to [`HtmlTreeSink`] and counts attributes on the way; the tree itself counts its nodes.
pub(super) struct CountingSink {
    inner: HtmlTreeSink,
    elements: Cell<usize>,
    attributes: Cell<usize>,
}

impl CountingSink {
    /// A sink for about so many nodes; there may be more.
    pub(super) fn new(nodes: usize) -> Self {
        let mut html = Html::new_document();
        html.tree = Tree::with_capacity(Node::Document, nodes);
        Self { inner: HtmlTreeSink::new(html), elements: Cell::new(0), attributes: Cell::new(0) }
    }

    /// Nodes of the tree.
    pub(super) fn nodes(&self) -> usize {
        self.inner.0.borrow().tree.values().len()
    }

    /// Elements that were made.
    pub(super) fn elements(&self) -> usize {
        self.elements.get()
    }

    /// Nodes and attributes: formatting elements are copied with all they carry.
    pub(super) fn weight(&self) -> usize {
        self.nodes() + self.attributes.get()
    }

    /// Counts the open elements of `builder`, whose sink this is; no names are looked at where none can be `formatted`.
    pub(super) fn census(&self, builder: &TreeBuilder<NodeId, Self>, formatted: bool) -> Census {
        let roll = Roll { sink: self, formatted, formatting: RefCell::default(), others: Cell::new(0) };
        builder.trace_handles(&roll);
        let formatting = roll.formatting.into_inner().len();
        Census { levels: roll.others.get() + formatting, formatting }
    }
}

/// Takes the handles that the tree builder holds. A formatting element may be in two of its lists.
struct Roll<'s> {
    sink: &'s CountingSink,
    /// Whether formatting elements may be among them.
    formatted: bool,
    formatting: RefCell<BTreeSet<NodeId>>,
    others: Cell<usize>,
}

impl Tracer for Roll<'_> {
    type Handle = NodeId;

    fn trace_handle(&self, node: &NodeId) {
        if !self.formatted {
            self.others.set(self.others.get() + 1);
            return;
        }
        let html = self.sink.inner.0.borrow();
        let element = html.tree.get(*node).and_then(|node| node.value().as_element());
        if element.is_some_and(|element| is_formatting(&element.name.local)) {
            self.formatting.borrow_mut().insert(*node);
        } else {
            self.others.set(self.others.get() + 1);
        }
    }
}

impl TreeSink for CountingSink {
    type Handle = NodeId;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        self.attributes.set(self.attributes.get() + attrs.len());
        self.inner.create_element(name, attrs, flags)
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.inner.parse_error(message);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.inner.elem_name(target)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.inner.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.inner.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.inner.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.inner.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.inner.append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn same_node(&self, a: &NodeId, b: &NodeId) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.inner.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }
}
