//! Whether a number beside the words of a figure is that figure of this report（口径）: of its year, of the whole body, done
//! and not planned, and of nothing wider.

use super::{
    Evidence, Figure, Key, Reader, SetAside, Why,
    joined::Joined,
    marks::Mark,
    pattern::{Around, ends_clause},
    sentence,
};
use crate::{
    Found, Span,
    mention::Mention,
    text::{
        char_set::CharSet,
        words::{ShortList, WordHit},
    },
};

/// What the names of departments, towns and streets end with.
const BODIES: [&str; 8] = ["局", "委", "镇", "乡", "街道", "厅", "办事处", "公司"];
/// The last characters of those.
static BODY_ENDS: CharSet = CharSet::of("局委镇乡道厅处司");
/// What names that end so would make of a title: a report of such a body speaks of itself by names that vary.
const OWN_BODIES: [&str; 12] = ["局", "委", "镇", "乡", "街道", "厅", "处", "公司", "中心", "学", "院", "所"];
/// What may stand between the name of a body and what it did.
const ADVERBS: [&str; 12] = ["年度", "全年", "年", "累计", "共计", "总共", "一共", "共", "已", "也", "则", "主动"];
/// What bodies do, in figures.
const DEEDS: [&str; 14] =
    ["公开", "发布", "公布", "受理", "收到", "接到", "接收", "办理", "答复", "承办", "举办", "召开", "制发", "推送"];
/// Words for a list of channels that stand for all of them: 等渠道.
static AND_OTHERS: ShortList = ShortList::new(&["等", "网", "平台", "渠道", "各类"]);
/// Channels that carry a part of what is disclosed.
static LESSER: ShortList = ShortList::new(&[
    "公开栏",
    "宣传栏",
    "公示栏",
    "电子屏",
    "显示屏",
    "报纸",
    "报刊",
    "日报",
    "广播",
    "电视",
    "查阅点",
    "服务中心",
    "短信",
    "微信",
    "微博",
    "公众号",
    "宣传册",
]);

/// Words for the whole.
const WHOLES: [&str; 6] = ["全市", "全县", "全区", "全省", "全州", "全镇"];

/// Keys of what a report may count beyond the disclosure of information, as far as they begin so.
const WIDER: [&str; 5] = ["review.", "litigation.", "complaint.", "appeal.", "training."];

/// Measures whose words may stand together before one number, and what says that they do: 复议、诉讼案件3件.
static TOGETHER: [(&[&str], ShortList); 6] = [
    (
        &["review.", "litigation.", "complaint.", "appeal."],
        ShortList::new(&[
            "复议、",
            "复议和",
            "复议及",
            "复议与",
            "复议或",
            "复议案件和",
            "复议案件、",
            "诉讼、",
            "诉讼和",
            "诉讼及",
            "诉讼与",
        ]),
    ),
    (
        &["response.press", "response.interviews", "response.briefings"],
        ShortList::new(&["发布会、", "发布会和", "发布会及", "访谈、", "访谈和", "访谈及", "通气会、", "通气会和"]),
    ),
    (
        &["training."],
        ShortList::new(&[
            "会议、",
            "会议和",
            "会议及",
            "会议与",
            "会、培训",
            "会和培训",
            "班和",
            "班及",
            "督查和",
            "检查和",
        ]),
    ),
    (
        &["reply."],
        ShortList::new(&[
            "公开、",
            "公开和",
            "公开及",
            "公开或",
            "提供、",
            "提供和",
            "处理、",
            "处理和",
            "秘密、",
            "秘密和",
            "秘密或",
            "隐私、",
            "隐私和",
        ]),
    ),
    (
        &["request.medium."],
        ShortList::new(&[
            "信函、",
            "信函和",
            "信函及",
            "信函或",
            "传真、",
            "传真和",
            "传真及",
            "传真或",
            "网络、",
            "网络和",
            "网上、",
            "网上和",
            "当面、",
            "申请或",
            "申请和",
            "申请及",
            "当面和",
            "现场、",
            "邮件、",
            "邮件和",
            "邮件及",
        ]),
    ),
    (&["proposals."], ShortList::new(&["建议提案", "建议、提案", "建议和提案"])),
];
/// Keys of [`TOGETHER`] whose words are about several things by themselves.
const JOINT_KEYS: [&str; 2] = ["reply.total", "reply.granted_or_partial"];
/// Channels, by words of which one names each.
static CHANNELS: [ShortList; 7] = [
    ShortList::new(&["网站", "门户网"]),
    ShortList::new(&["微博"]),
    ShortList::new(&["微信", "公众号"]),
    ShortList::new(&["公报"]),
    ShortList::new(&["报纸", "报刊", "日报"]),
    ShortList::new(&["电视", "广播", "电台"]),
    ShortList::new(&["新媒体", "客户端", "头条"]),
];

/// The title of the report; empty where it has none.
fn title(evidence: Evidence<'_>) -> &str {
    evidence.facts.title.as_ref().map_or("", |(title, _)| title.as_str())
}

/// Whether the report is that of a department, or may be one.
pub(super) fn is_of_department(evidence: Evidence<'_>) -> bool {
    let title = title(evidence);
    title.is_empty() || OWN_BODIES.iter().any(|body| title.contains(body))
}

impl Reader<'_> {
    /// Whether a number only tells a part of a figure that was just told: 主动公开80条，其中县政府办主动公开12条.
    pub(super) fn is_part(&self, key: &Key, around: Around<'_>, sentence: Span) -> bool {
        let Some(part) = self.marks(around, Mark::PartOf).last() else { return false };
        let begins = around.sentence.get(..part.start).is_some_and(|head| head.chars().count() <= 1);
        let whole = self.figures.iter().rev().find(|figure| figure.key == *key && figure.entry.number().is_some());
        let (Some(whole), Some(told)) = (whole, whole.and_then(|figure| figure.span)) else { return false };
        let same = told.start >= sentence.start && ((told.start - sentence.start) as usize) < part.start;
        let just = sentence.start.saturating_sub(whole.sentence.map_or(0, |whole| whole.end)) < 8;
        same || (begins && told.start < sentence.start && just)
    }

    /// Whether the number speaks of another year, of all years, of a subordinate body, or of a plan.
    pub(super) fn foreign(&self, around: Around<'_>, mentions: &[Found<Mention>], joined: &Joined<'_>) -> Option<Why> {
        let clause = sentence::clause_start(around);
        let mark = |mark: Mark, from: usize| self.marks(around, mark).any(|hit| hit.start >= from);
        if mark(Mark::Plan, 0) || mark(Mark::Aim, clause) {
            return Some(Why::Plan);
        }
        if self.marks(around, Mark::AllYears).any(|hit| sentence::is_since(around, hit, self.year)) {
            return Some(Why::AllYears);
        }
        let mut below = self.marks(around, Mark::Subordinate).filter(|hit| hit.start >= clause);
        if below.any(|hit| !self.is_own(around.sentence, hit)) && !mark(Mark::Whole, clause) {
            return Some(Why::Subordinate);
        }
        let words = around.sentence.get(clause..around.start).unwrap_or_default();
        if self.is_done_by_another(words) {
            return Some(Why::Subordinate);
        }
        let year = self.year?;
        if sentence::is_cumulative(around, year) || sentence::is_divided_by_year(around, year) {
            return Some(Why::AllYears);
        }
        sentence::is_of_another_year(mentions, joined, around, year).then_some(Why::OtherYear)
    }

    /// Whether the number counts more than a figure of `key` does, or only a part of it: one number for two measures,
    /// what one channel of many carried, cases of which only some were about disclosure.
    pub(super) fn is_wider(&self, key: &str, around: Around<'_>) -> Option<Why> {
        if sentence::is_shared(around) {
            return None;
        }
        let clause = sentence::clause_start(around).max(around.floor);
        let words = around.sentence.get(clause..around.start).unwrap_or_default();
        if key.starts_with("active.channels.") && key != "active.channels.other" {
            let named = CHANNELS.iter().filter(|names| names.is_in(words)).count();
            return (named > 1).then_some(Why::Together);
        }
        if key == "active.total" {
            return (LESSER.is_in(words) && !AND_OTHERS.is_in(words)).then_some(Why::Part);
        }
        let joint = |(keys, phrases): &(&[&str], ShortList)| {
            keys.iter().any(|start| key.starts_with(start)) && phrases.is_in(words)
        };
        if !JOINT_KEYS.contains(&key) && TOGETHER.iter().any(joint) {
            return Some(Why::Together);
        }
        if key.starts_with("review.") && (words.contains("复议机关") || words.contains("复议机构")) {
            // It decides on cases of all kinds.
            return (!words.contains("信息公开")).then_some(Why::Wider);
        }
        let wider = WIDER.iter().any(|start| key.starts_with(start)) && sentence::is_narrowed(around);
        wider.then_some(Why::Wider)
    }

    /// Sets aside the figures of a sentence, from `first` on, whose key it gives two values: of 甲局20条、乙局30条 neither is the
    /// whole. One that begins with the whole (全市) keeps it.
    pub(super) fn drop_twice_told(&mut self, first: usize) {
        let told = self.figures.get(first..).unwrap_or_default();
        let differs = |a: &Figure, b: &Figure| a.key == b.key && a.entry != b.entry && a.unit == b.unit;
        if !told.iter().enumerate().any(|(at, a)| told.iter().skip(at + 1).any(|b| differs(a, b))) {
            return;
        }
        let text = self.evidence.document.text.as_str();
        let is_whole = |figure: &Figure| {
            let (Some(span), Some(sentence)) = (figure.span, figure.sentence) else { return false };
            let head = Span { start: sentence.start, end: span.start }.of(text);
            let clause = head.rfind(ends_clause).map_or(head, |at| head.get(at..).unwrap_or_default());
            WHOLES.iter().any(|word| clause.contains(word))
        };
        let told = self.figures.split_off(first);
        for (at, figure) in told.iter().enumerate() {
            let others = told.iter().enumerate().filter(|&(other, _)| other != at).map(|(_, other)| other);
            let mut against = others.filter(|other| differs(figure, other));
            let twice = against.next().is_some_and(|other| !is_whole(figure) || is_whole(other));
            match &mut self.aside {
                _ if !twice => self.figures.push(figure.clone()),
                Some(aside) => aside.push(SetAside { figure: figure.clone(), why: Why::Twice }),
                None => {}
            }
        }
    }

    /// Whether a word for subordinate bodies names the one that reports: 我街道, or 双溪街道 where the title has it.
    fn is_own(&self, sentence: &str, hit: &WordHit) -> bool {
        let before = sentence.get(..hit.start).unwrap_or_default();
        let from = before.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        let name = sentence.get(from..hit.end).unwrap_or_default();
        before.ends_with(['我', '本']) || (!before.ends_with('各') && title(self.evidence).contains(name))
    }

    /// Whether the words before a number say that a body did it whose report this is not: 县教育局公开, in the report of the
    /// county. A department's report is not asked: it calls itself by more names than its title has.
    fn is_done_by_another(&self, words: &str) -> bool {
        if self.is_of_department {
            return false;
        }
        let mut at = 0;
        while let Some((last, sign)) = BODY_ENDS.find(words, at) {
            at = last + sign.len_utf8();
            let (name, mut after) = words.split_at_checked(at).unwrap_or_default();
            let Some(before) = BODIES.iter().find_map(|body| name.strip_suffix(body)) else { continue };
            let own = before.ends_with(['我', '本', '全', '该']) || before.chars().rev().take(3).any(|c| c == '各');
            if own || before.chars().next_back().is_none_or(ends_clause) {
                continue;
            }
            loop {
                let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
                let rest = ADVERBS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
                if rest.len() == after.len() {
                    break;
                }
                after = rest;
            }
            if DEEDS.iter().any(|deed| after.starts_with(deed)) {
                return true;
            }
        }
        false
    }
}
