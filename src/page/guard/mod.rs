//! The guarded parse（受限解析）: limits between a tokenizer and html5ever's tree builder.
//!
//! Alone, the tree builder is quadratic in the depth of nesting (half a megabyte of `<div>` takes 40 s), and 75 KB of
//! formatting elements make it build 16 million nodes. The guard sits between the two as a [`TokenSink`]. A start tag
//! that would nest too deep is dropped with its end tag, so that its text stays and joins the element around it. As long
//! as no limit fires the tree is the one that [`Html::parse_document`] builds.

mod flatten;
mod sink;
mod tokenizer;

#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};

use ego_tree::NodeId;
use flatten::{Dropped, breaks_out, is_block, is_formatting, is_void, opens_foreign, switches_tokenizer};
use html5ever::{
    local_name,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult},
    tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink},
};
use scraper::Html;
use sink::{Census, CountingSink};
use tokenizer::{Taker, tokenize};

use crate::{Finding, Limits, Severity};

/// Few pages have more nodes than one to so many bytes: with room for these the tree is not moved while it grows.
const BYTES_OF_A_NODE: usize = 16;

/// Parses `text` within `limits`. Each limit that fires is a finding.
pub(super) fn parse(text: &str, limits: &Limits) -> (Html, Vec<Finding>) {
    let guard = Guard::new(limits, text.len() / BYTES_OF_A_NODE);
    let unread = tokenize(text, limits.max_attributes, &guard);
    let findings = guard.losses.findings(limits, unread);
    (guard.builder.sink.finish(), findings)
}

/// What the limits cost.
#[derive(Default)]
struct Losses {
    /// Start tags dropped because of depth.
    deep: Cell<usize>,
    /// Start tags of formatting elements dropped.
    formatting: Cell<usize>,
    /// Attributes dropped.
    attributes: Cell<usize>,
}

/// Stands between the tokenizer and the tree builder.
struct Guard<'l> {
    builder: TreeBuilder<NodeId, CountingSink>,
    limits: &'l Limits,
    /// The open elements as they were last counted.
    census: Cell<Census>,
    /// Elements that had been made then. Each later one may have opened one level more.
    elements_then: Cell<usize>,
    /// Whether a formatting element came.
    formatted: Cell<bool>,
    /// Whether no tag came through since, so that nothing can have been closed.
    settled: Cell<bool>,
    /// Start tags that were dropped and whose end tags must be.
    dropped: RefCell<Dropped>,
    /// Whether text came since the last line break that stands for a dropped block.
    text_since_break: Cell<bool>,
    /// Attributes given to `<html>` and `<body>`, which every further such tag adds to.
    root_attributes: Cell<usize>,
    /// The tree has all the nodes it may have.
    full: Cell<bool>,
    losses: Losses,
}

impl<'l> Guard<'l> {
    /// A guard of a tree of about so many nodes.
    fn new(limits: &'l Limits, nodes: usize) -> Self {
        Self {
            builder: TreeBuilder::new(CountingSink::new(nodes.min(limits.max_nodes)), TreeBuilderOpts::default()),
            limits,
            census: Cell::default(),
            elements_then: Cell::default(),
            formatted: Cell::default(),
            settled: Cell::default(),
            dropped: RefCell::default(),
            text_since_break: Cell::default(),
            root_attributes: Cell::default(),
            full: Cell::default(),
            losses: Losses::default(),
        }
    }

    fn forward(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let result = self.builder.process_token(token, line);
        if self.builder.sink.weight() > self.limits.max_nodes {
            self.full.set(true);
        }
        result
    }

    /// Counts the open elements anew.
    fn count(&self) -> Census {
        let census = self.builder.sink.census(&self.builder, self.formatted.get());
        self.census.set(census);
        self.elements_then.set(self.builder.sink.elements());
        self.settled.set(true);
        if census.levels < self.limits.max_depth && census.formatting < self.limits.max_formatting {
            // Whatever was dropped stood inside an element that is closed by now.
            self.dropped.borrow_mut().clear();
        }
        census
    }

    /// Whether one more element, a formatting element or not, would break a limit. Counts only when it may.
    fn limit_hit_by(&self, formatting: bool) -> Option<&Cell<usize>> {
        let added = self.builder.sink.elements() - self.elements_then.get();
        let mut census = self.census.get();
        let deep = |census: Census| census.levels + added >= self.limits.max_depth;
        let crowded = |census: Census| formatting && census.formatting + added >= self.limits.max_formatting;
        if !deep(census) && !crowded(census) {
            return None;
        }
        if added > 0 || !self.settled.get() {
            census = self.count();
        }
        if census.levels >= self.limits.max_depth {
            Some(&self.losses.deep)
        } else if formatting && census.formatting >= self.limits.max_formatting {
            Some(&self.losses.formatting)
        } else {
            None
        }
    }

    /// Whether a start tag may pass. Trims its attributes.
    fn admit(&self, tag: &mut Tag, line: u64) -> bool {
        self.trim(tag);
        let formatting = is_formatting(&tag.name);
        if formatting {
            self.formatted.set(true);
        }
        let Some(loss) = self.limit_hit_by(formatting) else { return true };
        if is_void(&tag.name) || (tag.self_closing && self.in_foreign()) {
            return true;
        }
        // The tokenizer must be told to read their content as text; foreign elements of these names are like others, as long
        // as the drawing or formula around them is there: it may stand one level too deep, and none in it does.
        if (switches_tokenizer(&tag.name) || opens_foreign(&tag.name)) && !self.in_foreign() {
            return true;
        }
        loss.set(loss.get() + 1);
        // The text of a tag that would have ended a drawing is no part of the drawing: the line break ends it instead.
        let ends_drawing = self.in_foreign() && breaks_out(tag);
        if ends_drawing {
            self.text_since_break.set(true);
        }
        if ends_drawing || is_block(&tag.name) {
            self.break_line(line);
        }
        self.dropped.borrow_mut().push(tag.name.clone());
        false
    }

    /// Whether an end tag belongs to a start tag that was dropped.
    fn swallow(&self, tag: &Tag, line: u64) -> bool {
        if !self.dropped.borrow().contains(&tag.name) {
            return false;
        }
        if !self.settled.get() {
            self.count();
        }
        if !self.dropped.borrow_mut().close(&tag.name) {
            return false;
        }
        if is_block(&tag.name) {
            self.break_line(line);
        }
        true
    }

    /// Puts a line break where a dropped block begins or ends, so that its text cannot run into its neighbour's: two
    /// numbers must not become one.
    fn break_line(&self, line: u64) {
        if self.text_since_break.replace(false) {
            let tag = Tag {
                kind: TagKind::StartTag,
                name: local_name!("br"),
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            let known = (!self.in_foreign()).then(|| self.builder.sink.elements());
            let _ = self.forward(Token::TagToken(tag), line);
            // A line break alone opens nothing. In a drawing it ends that; where it reopens formatting elements, it is not alone.
            if known.is_some_and(|known| self.builder.sink.elements() == known + 1) {
                self.elements_then.set(self.elements_then.get() + 1);
            }
        }
    }

    /// Cuts the attributes of a tag to the limit; what `<html>` and `<body>` collect is limited in all.
    fn trim(&self, tag: &mut Tag) {
        let mut keep = self.limits.max_attributes;
        if matches!(tag.name, local_name!("html") | local_name!("body")) {
            keep = keep.saturating_sub(self.root_attributes.get());
            self.root_attributes.set(self.root_attributes.get() + tag.attrs.len().min(keep));
        }
        if let Some(over) = tag.attrs.len().checked_sub(keep).filter(|&over| over > 0) {
            self.losses.attributes.set(self.losses.attributes.get() + over);
            tag.attrs.truncate(keep);
        }
    }

    fn in_foreign(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl TokenSink for Guard<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match token {
            Token::EOFToken => {}
            _ if self.full.get() => return TokenSinkResult::Continue,
            Token::TagToken(mut tag) => {
                let passes = match tag.kind {
                    TagKind::StartTag => self.admit(&mut tag, line),
                    TagKind::EndTag => !self.swallow(&tag, line),
                };
                if !passes {
                    return TokenSinkResult::Continue;
                }
                self.settled.set(false);
                return self.forward(Token::TagToken(tag), line);
            }
            Token::CharacterTokens(_) => self.text_since_break.set(true),
            _ => {}
        }
        self.forward(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.in_foreign()
    }
}

impl Taker for Guard<'_> {
    fn is_full(&self) -> bool {
        self.full.get()
    }

    fn attributes_dropped(&self, count: usize) {
        self.losses.attributes.set(self.losses.attributes.get() + count);
    }
}

impl Losses {
    /// One finding for each limit that fired.
    fn findings(&self, limits: &Limits, unread: usize) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut add = |lost: usize, code, messages: &dyn Fn() -> [String; 2]| {
            if lost > 0 {
                let [message_en, message_zh] = messages();
                findings.push(Finding::new(code, Severity::Doubt, message_en, message_zh));
            }
        };
        let (lost, limit) = (self.deep.get(), limits.max_depth);
        add(lost, "limit-depth", &|| {
            [
                format!("elements are nested deeper than {limit}; {lost} were flattened, their text is kept"),
                format!("元素嵌套超过{limit}层，{lost}个元素被展平，文字保留"),
            ]
        });
        let (lost, limit) = (self.formatting.get(), limits.max_formatting);
        add(lost, "limit-formatting", &|| {
            [
                format!("more than {limit} formatting elements are open; {lost} were flattened, their text is kept"),
                format!("未闭合的格式元素超过{limit}个，{lost}个被展平，文字保留"),
            ]
        });
        let (lost, limit) = (self.attributes.get(), limits.max_attributes);
        add(lost, "limit-attributes", &|| {
            [
                format!("a tag has more than {limit} attributes; {lost} were dropped"),
                format!("标签属性超过{limit}个，{lost}个被舍弃"),
            ]
        });
        let limit = limits.max_nodes;
        add(unread, "limit-nodes", &|| {
            [
                format!("the page has more than {limit} nodes; its last {unread} bytes were dropped"),
                format!("网页节点超过{limit}个，末尾{unread}字节被舍弃"),
            ]
        });
        findings
    }
}
