//! The right side（提取结果）: particulars, findings, figures, mentions.

use super::{
    MOST_ITEMS,
    items::{self, Items, MOST_PLACES, Mention},
    marks::Item,
    words::{self, Labels, grouped, spelled},
};
use crate::{
    check::Code,
    write::{
        html::Html,
        json::{Figure, Finding, Page, Place},
    },
};

pub(super) fn write(html: &mut Html, page: &Page<'_>, items: &Items<'_>, labels: &Labels) {
    html.raw("<aside class=panel id=panel tabindex=-1 aria-labelledby=panel-title>\n<div class=sticky>");
    html.raw("<h2 id=panel-title>").both("提取结果", "What was read").raw("</h2>");
    legend(html, page, items);
    html.raw("</div>\n");
    particulars(html, items);
    findings(html, page);
    figures(html, page, items, labels);
    mentions(html, items);
    html.raw("</aside>\n");
}

/// What the colours mean; each is a switch too.
fn legend(html: &mut Html, page: &Page<'_>, items: &Items<'_>) {
    html.raw("<div class=chips role=group aria-labelledby=panel-title>");
    let mut chip = |class: &'static str, (zh, en): words::Name, count: usize| {
        if count > 0 {
            html.raw("<button type=button class=\"chip ")
                .raw(class)
                .raw("\" aria-pressed=true data-filter=\"")
                .raw(class);
            html.raw("\"><i aria-hidden=true></i>").both(zh, en).raw(" <small>").number(count).raw("</small></button>");
        }
    };
    for (severity, count) in super::counts(page) {
        chip(items::finding(0, severity).class, words::severity(severity), count);
    }
    chip("figure", ("指标", "figures"), page.report.as_ref().map_or(0, |report| report.figures.len()));
    for group in &items.groups {
        chip(group.class, group.name, group.mentions.len());
    }
    chip("fact", ("要素", "particulars"), items.particulars.len());
    html.raw("</div>");
}

fn open_list(html: &mut Html, name: &'static str, (zh, en): words::Name, count: usize) {
    html.raw("<section class=list aria-labelledby=list-").raw(name).raw("><h3 id=list-").raw(name).raw(">");
    html.both(zh, en).raw(" <small>").number(count).raw("</small></h3>\n");
}

/// Opens the element of an item: its name, its looks, its place in characters.
fn open_item(html: &mut Html, item: Item, place: Option<&Place>, doubted: bool) {
    html.raw("<li class=\"item ").raw(item.class);
    if doubted {
        html.raw(" doubted");
    }
    html.raw("\" id=");
    item.name(html);
    if let Some(&[start, end]) = place {
        html.raw(" data-span=\"").number(start).raw(" ").number(end).raw("\"");
    }
    html.raw(">");
}

/// A link to the place of an item, around what `words` writes; just that where it stands nowhere.
fn link(html: &mut Html, item: Item, placed: bool, words: impl FnOnce(&mut Html)) {
    html.raw(if placed { "<a class=go href=#at-" } else { "<span class=go data-nowhere=" });
    item.name(html).raw(">");
    words(html);
    html.raw(if placed { "</a>" } else { "</span>" });
}

fn particulars(html: &mut Html, items: &Items<'_>) {
    if items.particulars.is_empty() {
        return;
    }
    open_list(html, "particulars", ("文档要素", "Particulars"), items.particulars.len());
    html.raw("<ul class=particulars>\n");
    for (number, fact) in items.particulars.iter().enumerate() {
        let item = items::particular(number);
        open_item(html, item, fact.place, false);
        link(html, item, fact.place.is_some(), |html| {
            html.raw("<span class=label>").both(fact.name.0, fact.name.1).raw("</span>");
            html.raw("<span class=value>").text(&fact.value);
            if fact.place.is_none() {
                nowhere(html);
            }
            html.raw("</span>");
        });
        html.raw("</li>\n");
    }
    html.raw("</ul></section>\n");
}

fn nowhere(html: &mut Html) {
    html.raw(" <small class=nowhere>").both("推断，原文未写", "inferred; stands nowhere").raw("</small>");
}

fn findings(html: &mut Html, page: &Page<'_>) {
    open_list(html, "findings", ("发现", "Findings"), page.findings.len());
    if page.findings.is_empty() {
        html.raw("<p class=nothing>").both("没有发现问题。", "Nothing to report.").raw("</p></section>\n");
        return;
    }
    html.raw("<ul class=findings>\n");
    let mut order: Vec<_> = page.findings.iter().enumerate().take(MOST_ITEMS).collect();
    order.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    for (number, finding) in order {
        self::finding(html, number, finding);
    }
    html.raw("</ul></section>\n");
}

fn finding(html: &mut Html, number: usize, finding: &Finding<'_>) {
    let item = items::finding(number, finding.severity);
    open_item(html, item, finding.spans.first(), false);
    let (zh, en) = words::severity(finding.severity);
    link(html, item, !finding.spans.is_empty(), |html| {
        html.raw("<span class=severity>").both(zh, en).raw("</span> <code>").text(&finding.code).raw("</code>");
    });
    html.raw("<p class=message>").both(&finding.message_zh, &finding.message_en).raw("</p>");
    if finding.expected.is_some() || finding.stated.is_some() {
        html.raw("<p class=compare>");
        if let Some(stated) = &finding.stated {
            html.raw("<span>").both("实为 ", "stated ").raw("<b>").text(stated).raw("</b></span> ");
        }
        if let Some(expected) = &finding.expected {
            html.raw("<span>").both("应为 ", "expected ").raw("<b>").text(expected).raw("</b></span>");
        }
        html.raw("</p>");
    }
    if finding.spans.len() > 1 {
        html.raw("<p class=places>").both("各处 ", "Places ");
        for place in 0..finding.spans.len().min(MOST_PLACES) {
            html.raw("<a href=#at-");
            item.name(html);
            if place > 0 {
                html.raw("-").number(place);
            }
            html.raw(">").number(place + 1).raw("</a> ");
        }
        html.raw("</p>");
    }
    if let Some(code) = Code::of(&finding.code) {
        html.raw("<details><summary>").both("这是什么", "What is this").raw("</summary><p>");
        html.both(code.finds_zh, code.finds).raw(" ").both(code.why_zh, code.why);
        html.raw("</p><p class=example>").both("例：", "Example: ").text(code.example).raw("</p></details>");
    }
    html.raw("</li>\n");
}

fn figures(html: &mut Html, page: &Page<'_>, items: &Items<'_>, labels: &Labels) {
    let Some(report) = &page.report else { return };
    open_list(html, "figures", ("指标", "Figures"), report.figures.len());
    html.raw("<ul class=figures>\n");
    let mut last = "";
    for (number, figure) in report.figures.iter().enumerate().take(MOST_ITEMS) {
        let again = last == figure.key;
        last = &figure.key;
        self::figure(html, number, figure, again, items.doubted.get(number) == Some(&true), labels);
    }
    html.raw("</ul></section>\n");
}

fn figure(html: &mut Html, number: usize, figure: &Figure<'_>, again: bool, doubted: bool, labels: &Labels) {
    let item = items::figure(number);
    open_item(html, item, figure.span.as_ref(), doubted);
    link(html, item, figure.span.is_some(), |html| {
        html.raw("<span class=label>");
        if again {
            html.raw("<small class=again>").both("另称 ", "also stated ").raw("</small>");
        }
        let spelled = spelled(&figure.key);
        html.both(labels.zh(&figure.key).unwrap_or(&spelled), &spelled).raw("</span>");
        html.raw("<span class=value>");
        let value = figure.value.as_deref().map(grouped);
        if let Some(words) = figure.text.as_deref().filter(|words| Some(*words) != value.as_deref()) {
            html.raw("<q class=raw>").text(words).raw("</q><span class=arrow aria-hidden=true> → </span>");
        }
        match (&value, words::entry(&figure.entry)) {
            (Some(value), _) => {
                html.raw(if figure.approximate { "≈ <b class=parsed>" } else { "<b class=parsed>" });
                html.text(value).raw("</b>");
            }
            (None, Some((zh, en))) => {
                html.raw("<b class=\"parsed entry\">").both(zh, en).raw("</b>");
            }
            (None, None) => {
                html.raw("<b class=\"parsed entry\">").text(&figure.entry).raw("</b>");
            }
        }
        if let Some(unit) = &figure.unit {
            html.raw(" <span class=unit>").text(unit).raw("</span>");
        }
        html.raw("</span>");
    });
    html.raw("<span class=under><code class=key>");
    key(html, &figure.key);
    let (zh, en) = words::from(figure.from);
    html.raw("</code> <span class=from title=\"").text(&figure.rule).raw("\">").both(zh, en).raw("</span></span>");
    if figure.span.is_none() {
        nowhere(html);
    }
    html.raw("</li>\n");
}

/// A key that may break at its joints.
pub(super) fn key(html: &mut Html, key: &str) {
    for part in key.split_inclusive(['.', '@', '_']) {
        html.text(part).raw("<wbr>");
    }
}

fn mentions(html: &mut Html, items: &Items<'_>) {
    let count = items.groups.iter().map(|group| group.mentions.len()).sum();
    open_list(html, "mentions", ("提及", "Mentions"), count);
    for group in &items.groups {
        html.raw("<h4>").both(group.name.0, group.name.1).raw(" <small>").number(group.mentions.len());
        html.raw("</small></h4>\n<ul class=mentions>\n");
        for (at, mention) in group.mentions.iter().enumerate() {
            self::mention(html, group.item(at), mention);
        }
        html.raw("</ul>\n");
    }
    html.raw("</section>\n");
}

fn mention(html: &mut Html, item: Item, mention: &Mention<'_>) {
    open_item(html, item, Some(&mention.place), false);
    link(html, item, true, |html| {
        html.raw("<q class=raw>").text(mention.words).raw("</q>");
        if mention.value != mention.words {
            html.raw("<span class=arrow aria-hidden=true> → </span><b class=parsed>").text(&mention.value).raw("</b>");
        }
    });
    html.raw("</li>\n");
}
