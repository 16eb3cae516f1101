//! Source of templates that nobody filled in（模板源码）: `<%-- … --%>`, `${title}`, `{{ item.name }}`. A browser shows it, a reader
//! reads past it.

use memchr::memchr2;

/// Marks of a piece of template, and what closes it.
const PIECES: &[(&str, &str)] = &[
    ("<%", "%>"),
    ("${", "}"),
    ("#{", "}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("<#", ">"),
    ("</#", ">"),
    ("<@", ">"),
    ("</@", ">"),
];

/// Longest line that a placeholder makes to one of a template: what a sentence says of one is a sentence.
const LONGEST: usize = 60;

/// Whether a block is source of a template, with at most a label beside it.
pub(super) fn is_source(words: &str) -> bool {
    // Nearly every block has neither.
    if memchr2(b'{', b'<', words.as_bytes()).is_none() && !words.trim_end().ends_with("%>") {
        return false;
    }
    // A comment that elements cut in two leaves its ends in other blocks.
    let inner = words.trim();
    let end = inner.strip_suffix("--%>").filter(|rest| !rest.contains("<%"));
    let mut rest = end.or_else(|| inner.strip_prefix("<%--").filter(|rest| !rest.contains("%>"))).unwrap_or(inner);
    let (mut found, mut beside) = (rest.len() < inner.len(), Beside::default());
    while let Some(at) = rest.find(['<', '$', '#', '{']) {
        let (before, here) = rest.split_at(at);
        let piece = PIECES.iter().find_map(|(open, close)| Some((here.strip_prefix(open)?, close)));
        beside.add(before);
        rest = match piece.map(|(inner, close)| inner.split_once(close)) {
            Some(Some((_, behind))) => {
                found = true;
                behind
            }
            // A mark that is never closed, or none.
            _ => {
                beside.chars += 1;
                here.get(1..).unwrap_or_default()
            }
        };
        // Enough to know.
        if beside.sentence || beside.chars > LONGEST {
            return false;
        }
    }
    beside.add(rest);
    found && !beside.sentence && beside.chars <= LONGEST
}

/// What stands beside the pieces.
#[derive(Default)]
struct Beside {
    chars: usize,
    sentence: bool,
}

impl Beside {
    fn add(&mut self, words: &str) {
        self.chars += words.chars().filter(|c| !c.is_whitespace()).count();
        self.sentence |= words.contains(STOPS);
    }
}

/// Marks that divide or end a sentence.
const STOPS: [char; 5] = ['。', '；', '，', '！', '？'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_of_templates_is_none_of_the_text() {
        for words in [
            "<%@ page contentType=\"text/html;charset=UTF-8\" language=\"java\" %>",
            "<%-- Created by an editor. Date: 2020/8/12 To change this template use File | Settings. --%>",
            "<%-- ${doc.title } --%> ${doc.title }",
            "${menu.name}信息公开文件",
            "${item.title} ${item.publishDate?string(\"yyyy年MM月dd日\")}",
            "{{ item.title }}",
            "--%> <%-- --%> <%--",
            "<@channelList id=channel.id order=1> <#list channels as channel>",
            "</#list> </@channelList>",
            "<%--",
        ] {
            assert!(is_source(words), "{words}");
        }
    }

    #[test]
    fn text_that_speaks_of_such_marks_is_text() {
        for words in [
            "模板中的占位符${name}由系统替换，请勿改动。",
            "合格率<5%>3%的单位共12个",
            "集合{甲，乙}",
            "含量<3mg/L，合格",
            "本年度增长率为5%。",
            "办法第三条{见附件}",
            "价格为$100",
        ] {
            assert!(!is_source(words), "{words}");
        }
    }
}
