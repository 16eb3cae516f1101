//! Words that the reading of sentences itself knows（标记词）.

use super::rules::Rules;
use crate::text::words::WordHit;

/// Words that the reading of sentences itself knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// Denies: 未收到.
    Denial,
    /// A subordinate body: 各乡镇. What it did is no figure of the whole.
    Subordinate,
    /// The whole: 全县.
    Whole,
    /// Deputies' suggestions.
    Npc,
    /// Political consultative proposals.
    Cppcc,
    /// In time: with 均 before and 办结 behind it, all requests were.
    OnTime,
    /// All requests were closed.
    AllDone,
    /// A part follows: 其中.
    PartOf,
    /// Counts of all years: 历年.
    AllYears,
    /// What will be done, to the end of the sentence: 下一步.
    Plan,
    /// What is asked for, in a clause: 力争.
    Aim,
}

/// Which marks stand in a sentence.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Marks(u16);

impl Marks {
    /// Those among the words of a sentence.
    pub(super) fn of(hits: &[WordHit], rules: &Rules) -> Self {
        Self(hits.iter().filter_map(|hit| rules.mark(hit)).fold(0, |marks, mark| marks | 1 << mark as u16))
    }

    /// Whether any of `marks` is there.
    pub(super) fn any(self, marks: &[Mark]) -> bool {
        marks.iter().any(|&mark| self.0 >> mark as u16 & 1 == 1)
    }
}

/// The marks and their words.
pub(super) const MARKS: &[(Mark, &[&str])] = &[
    (
        Mark::Denial,
        &[
            "未收到",
            "没有收到",
            "未接到",
            "未受理",
            "没有受理",
            "未发生",
            "没有发生",
            "未出现",
            "没有出现",
            "未产生",
            "未有",
            "暂无",
            "没有",
            "未收取",
            "不收取",
            "未向",
            "暂不",
            "均不",
            "未曾",
            "无",
            "零",
            "未接收",
            "未提出",
            "免收",
            "均未",
            "未涉及",
            "不存在",
            "未引发",
            "没有因",
            "未因",
        ],
    ),
    (
        Mark::Subordinate,
        &[
            "各乡镇",
            "乡镇",
            "镇街",
            "街道",
            "各部门",
            "区直",
            "县直",
            "市直",
            "各单位",
            "下属",
            "公开办",
            "所属",
            "直属",
            "各镇",
            "各县",
            "县区",
            "（社区）",
            "(社区)",
            "村级",
            "各村",
            "市本级",
            "县本级",
            "区本级",
            "省本级",
            "省直",
            "州直",
            "市县",
            "区县",
            "县（市",
            "县(市",
            "市（县",
            "各市",
            "各州",
            "市级机关",
            "县级机关",
            "省级机关",
            "市级部门",
            "县级部门",
            "区级部门",
            "省级部门",
            "各区",
        ],
    ),
    (Mark::Whole, &["全市", "全县", "全区", "全省", "全镇", "各级"]),
    (Mark::Npc, &["人大", "代表建议", "件建议", "条建议", "建议提案", "建议、提案", "建议和提案", "代表满意"]),
    (Mark::Cppcc, &["政协", "提案", "委员满意"]),
    (Mark::OnTime, &["按时", "按期", "如期", "期限内", "时限内", "规定时限", "规定期限", "法定时限", "法定期限"]),
    (
        Mark::AllDone,
        &[
            "全部办结",
            "均已办结",
            "已全部办结",
            "全部办理完毕",
            "均已办理完毕",
            "全部答复完毕",
            "均已答复",
            "全部答复",
            "均予以答复",
            "均作出答复",
            "均作了答复",
            "全部予以答复",
            "均依法答复",
            "全部依法答复",
        ],
    ),
    (Mark::PartOf, &["其中", "包括"]),
    (Mark::AllYears, &["历年", "以来", "历次"]),
    (Mark::Plan, &["下一步", "下步", "今后", "明年", "来年"]),
    (
        Mark::Aim,
        &[
            "力争",
            "确保",
            "不少于",
            "不低于",
            "要求各",
            "计划召开",
            "计划举办",
            "计划开展",
            "计划组织",
            "计划公开",
            "计划主动",
            "拟召开",
            "拟举办",
            "拟开展",
            "拟组织",
            "将召开",
            "将举办",
            "将开展",
            "将组织",
            "将建设",
            "将设立",
        ],
    ),
];
