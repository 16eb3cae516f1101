//! Many readings at a glance（概览页）: which organ has a report on which year, what there is to say about them, what
//! they say themselves.
//!
//! One page that loads nothing; charts are SVG, each with a title, a description and, where numbers are drawn, a table of
//! them. It is bounded: more organs than fit are shown by region.

mod charts;
mod gather;
mod svg;
mod tables;

pub use self::gather::Overview;
use super::{html::Html, review::words::Name};

const STYLE: &str = concat!(include_str!("../html/base.css"), include_str!("overview.css"));
const SCRIPT: &str = include_str!("../html/base.js");

/// Figures that are drawn over the years: key, and what it is called.
const TRENDS: [(&str, Name); 6] = [
    ("request.received", ("收到申请（件）", "Requests received")),
    ("reply.total", ("答复申请（件）", "Replies")),
    ("active.total", ("主动公开（条）", "Items disclosed")),
    ("normative.issued", ("制发规范性文件（件）", "Normative documents issued")),
    ("review.total", ("行政复议（件）", "Administrative reviews")),
    ("litigation.total", ("行政诉讼（件）", "Lawsuits")),
];

/// How applications ended: class, name, and the keys that are it. A key that is not stated is the sum of those under it.
const OUTCOMES: [(&str, Name, &[&str]); 6] = [
    ("granted", ("予以公开", "granted"), &["reply.granted", "reply.already_public"]),
    ("partial", ("部分公开", "partly granted"), &["reply.partial"]),
    ("denied", ("不予公开", "denied"), &["reply.denied"]),
    ("unable", ("无法提供", "not held"), &["reply.unable", "reply.not_exist", "reply.not_this_organ"]),
    ("refused", ("不予处理", "not processed"), &["reply.refused"]),
    ("otherwise", ("其他处理", "other"), &["reply.otherwise", "reply.amend", "reply.other_route"]),
];

impl Overview {
    /// The page: one self-contained file of HTML, in Chinese and English. The same readings give the same page.
    #[must_use]
    pub fn write(&self) -> String {
        let mut html = Html::default();
        html.raw("<a class=skip href=#content>").both("跳到内容", "Skip to content").raw("</a>\n");
        html.raw("<header class=head><div><h1>")
            .both("政府信息公开年度报告概览", "Annual disclosure reports at a glance");
        html.raw("</h1><p class=lead>").both(
            "每个格子是一个机关一年的报告；发现只针对报告的说法，不判断事实真伪。",
            "A square is the report of one organ on one year. Findings are about what reports say, not about what is true.",
        );
        html.raw("</p></div>\n<div class=tools><button type=button id=language>");
        html.raw("<span class=zh lang=en>English</span><span class=en lang=zh-CN>中文</span></button>\n");
        html.raw("<button type=button id=theme>").both("深浅", "Theme").raw("</button></div></header>\n");
        html.raw("<main id=content tabindex=-1>\n");
        tables::tiles(&mut html, self);
        charts::coverage(&mut html, self);
        charts::trends(&mut html, self);
        charts::outcomes(&mut html, self);
        charts::figures(&mut html, self);
        charts::findings(&mut html, self);
        charts::mixes(&mut html, self);
        tables::worst(&mut html, self);
        html.raw("</main>\n");
        html.into_page("gongkai — 概览 Overview", STYLE, SCRIPT)
    }
}

/// Opens a part of the page.
fn open(html: &mut Html, id: &'static str, (zh, en): Name, about: Name) {
    html.raw("<section class=card aria-labelledby=").raw(id).raw(">\n<h2 id=").raw(id).raw(">").both(zh, en);
    html.raw("</h2>\n<p class=about>").both(about.0, about.1).raw("</p>\n");
}
