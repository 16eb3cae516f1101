//! What every finding is about（发现代码）. `docs/FINDINGS.md` and `gongkai explain` are made of this.

/// A code of findings（发现代码）, explained in two languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code {
    /// The code.
    pub code: &'static str,
    /// What it finds.
    pub finds: &'static str,
    /// 含义
    pub finds_zh: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// 为何重要
    pub why_zh: &'static str,
    /// An example.
    pub example: &'static str,
}

impl Code {
    /// The entry of that code.
    ///
    /// ```
    /// use gongkai::check::Code;
    /// assert!(Code::of("sum-mismatch").unwrap().finds.contains("total"));
    /// assert!(Code::of("sum-match").is_none());
    /// ```
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        CODES.iter().find(|known| known.code == code)
    }
}

const fn code(
    code: &'static str,
    finds: &'static str,
    finds_zh: &'static str,
    why: &'static str,
    why_zh: &'static str,
    example: &'static str,
) -> Code {
    Code { code, finds, finds_zh, why, why_zh, example }
}

/// Every code, in the order of the line: text, page, outline, report, checks.
pub const CODES: &[Code] = &[
    code(
        "encoding-label-wrong",
        "A declared encoding that the bytes contradict.",
        "声明的编码与实际字节不符。",
        "Read as declared, the page would be garbled.",
        "按声明解码会产生乱码。",
        "charset=gb2312, but the bytes are UTF-8",
    ),
    code(
        "malformed-text",
        "Bytes that are no text in the encoding of the page.",
        "无法按该编码解码的字节。",
        "A character is lost, and a number beside it may be.",
        "字符丢失，相邻数字也可能受损。",
        "共计19\u{FFFD}2条",
    ),
    code(
        "replacement-characters",
        "U+FFFD in the page as it was served.",
        "网页原文中含有替换字符。",
        "The portal lost characters before this reading.",
        "网站在发布前已丢失字符。",
        "统计期限自\u{FFFD}年",
    ),
    code(
        "limit-text",
        "A text longer than the limit.",
        "文本超过长度上限。",
        "What stands behind the limit was not read.",
        "上限之后的内容未读取。",
        "64 MiB of text",
    ),
    code(
        "limit-depth",
        "Elements nested deeper than the limit.",
        "元素嵌套过深。",
        "They were flattened; their text was kept.",
        "已展平，文字保留。",
        "<div> × 600",
    ),
    code(
        "limit-nodes",
        "More nodes than the limit.",
        "节点数超过上限。",
        "The rest of the page was dropped.",
        "其余内容未读取。",
        "a page of 2 million tags",
    ),
    code(
        "limit-formatting",
        "More open formatting elements than the limit.",
        "未闭合格式元素过多。",
        "They were flattened; their text was kept.",
        "已展平，文字保留。",
        "<b> × 1,000",
    ),
    code(
        "limit-attributes",
        "A tag with more attributes than the limit.",
        "标签属性过多。",
        "The attributes behind the limit were dropped.",
        "多余属性未读取。",
        "<td a1 a2 a3 …>",
    ),
    code(
        "cells-dropped",
        "A table with more cells than the limit.",
        "表格单元格数超过上限。",
        "Rows behind the limit were not read.",
        "其余行未读取。",
        "colspan=1000000000",
    ),
    code(
        "no-body",
        "A page in which no text was found.",
        "未找到正文。",
        "Figures may stand in an attachment or an image.",
        "数据可能在附件或图片中。",
        "a page with nothing but menus",
    ),
    code(
        "heading-repeated",
        "Two headings of one level with the same number.",
        "同级标题序号重复。",
        "A section may be missing or renumbered by hand.",
        "可能缺少章节或手工改号有误。",
        "四、… 四、…",
    ),
    code(
        "heading-skipped",
        "A number that is missing between two headings.",
        "标题序号跳号。",
        "A section may be missing.",
        "可能缺少章节。",
        "三、… 五、…",
    ),
    code(
        "heading-disordered",
        "A heading whose number is smaller than the one before.",
        "标题序号倒序。",
        "Sections may be in the wrong order.",
        "章节顺序可能有误。",
        "四、… 三、…",
    ),
    code(
        "numbering-restarts",
        "A numbering that begins again at one.",
        "序号重新开始。",
        "An annex or a second document begins, or a table row looks like a heading.",
        "可能为附件或表格行。",
        "六、… 一、…",
    ),
    code(
        "year-conflict",
        "A title and a period with different years.",
        "标题年度与统计期限年度不一致。",
        "It is not certain which year the figures are of.",
        "无法确定数据所属年度。",
        "2016年…报告, 统计期限自2015年1月1日",
    ),
    code(
        "form-of-other-year",
        "Tables of a form that was not in force for the year.",
        "使用了非本年度的表样。",
        "Figures of the same name may count other things.",
        "同名指标口径可能不同。",
        "a report on 2021 with the tables of 2019",
    ),
    code(
        "form-hybrid",
        "Labels of two forms in one report.",
        "同一报告混用两种表样。",
        "Each is read by its own form; totals may not compare.",
        "各按其表样读取，合计未必可比。",
        "处理决定数量 beside 本年制发件数",
    ),
    code(
        "column-unclear",
        "Several columns of numbers, none of them named as the year's.",
        "多栏数字，无法判定本年栏。",
        "No number is given rather than a wrong one.",
        "宁缺毋错，未给出数字。",
        "区本级 | 部门 | 乡镇",
    ),
    code(
        "merged-cell",
        "One number in a cell that covers several rows or columns.",
        "一个数字所在单元格跨多行或多栏。",
        "It belongs to none of them with certainty.",
        "无法确定其归属。",
        "rowspan=2 beside 规章 and 规范性文件",
    ),
    code(
        "cells-glued",
        "Rows whose cells stand without a separator and were cut in the only way that adds up.",
        "数字粘连，已按唯一满足勾稽关系的方式拆分。",
        "The numbers are inferred from the form's identities.",
        "数字系依勾稽关系推得。",
        "5830001273 → 58 3 0 0 0 12 73",
    ),
    code(
        "split-ambiguous",
        "Rows whose cells stand without a separator and can be cut in several ways, or in none.",
        "数字粘连且拆分不唯一。",
        "No number is given rather than a wrong one.",
        "宁缺毋错，未给出数字。",
        "12345 → 12 | 345, 123 | 45 …",
    ),
    code(
        "cells-lost",
        "A row with more or fewer cells than its table has columns.",
        "单元格数与栏数不符。",
        "Which cell is missing is not known.",
        "无法判定缺失哪一格。",
        "18 18 in a table of seven columns",
    ),
    code(
        "row-unlabelled",
        "A row that has lost its label.",
        "行缺少指标名称。",
        "Its place does not tell which row it is.",
        "无法由位置判定。",
        "| 0 | 0 | 3 |",
    ),
    code(
        "sum-mismatch",
        "A total that its parts do not add to.",
        "合计与分项之和不符。",
        "One of the numbers is wrong.",
        "至少一个数字有误。",
        "收到4件, outcomes 1 + 1 + 1",
    ),
    code(
        "balance-mismatch",
        "一 + 二 ≠ 三（七）+ 四 in the table of applications.",
        "新收加上年结转不等于办理结果加结转下年。",
        "The form prints this identity; an application is missing or counted twice.",
        "表样明示的勾稽关系不成立。",
        "21 + 0 against 20 + 0",
    ),
    code(
        "subset-exceeds",
        "A part larger than the whole that it is part of.",
        "部分大于整体。",
        "The two rows may be exchanged.",
        "两行数字可能填反。",
        "其中：规范性文件 12条 of 8条",
    ),
    code(
        "channel-bounds",
        "A total outside of what its channels allow.",
        "主动公开总数超出各渠道数的合理范围。",
        "A total counts an item once: at least the largest channel, at most their sum.",
        "不同渠道公开相同信息只计一条。",
        "113 in all, 134 on the website",
    ),
    code(
        "statement-conflict",
        "Two statements of one figure that differ.",
        "同一指标前后不一致。",
        "The table or the sentence is wrong, or they speak of different scopes.",
        "表格与正文至少一处有误，或口径不同。",
        "正文75件, 表格74件",
    ),
    code(
        "blank-total",
        "A row with numbers and a blank total.",
        "分项有数而合计空白。",
        "The total is not zero, and was not stated.",
        "合计未填，不等于零。",
        "12 | 3 | | | | | ",
    ),
    code(
        "count-impossible",
        "A count below zero or with a fraction.",
        "计数为负数或小数。",
        "A column may be shifted, or a decimal point be dirt.",
        "可能错栏或误入小数点。",
        "0.5件",
    ),
    code(
        "percent-mismatch",
        "A share that is not its count over the total.",
        "占比与数量不符。",
        "The count, the share or the total is wrong.",
        "数量、占比或总数有误。",
        "734件中的16件, 占2.8%",
    ),
    code(
        "stale-year",
        "A plan for the year that the report is on.",
        "报告年度仍写作将来。",
        "A sentence of last year's report was left in.",
        "疑为上年文字未更新。",
        "2015年将继续… in the report on 2015",
    ),
    code(
        "damaged-date",
        "A date with signs missing, or one that no calendar has.",
        "日期缺字或不存在。",
        "Only what is certain of it was read.",
        "仅读取其中确定的部分。",
        "2015的5月15日",
    ),
    code(
        "period-broken",
        "A period of the figures without its dates.",
        "统计期限缺少起止日期。",
        "The dates were lost with their tags, or never filled in.",
        "日期随标签丢失或未填写。",
        "统计期限自至。",
    ),
    code(
        "mixed-counters",
        "Applications and their outcomes counted with different measure words.",
        "申请与办理结果所用量词不一。",
        "It is not certain that the same things are counted.",
        "口径是否一致存疑。",
        "收到4份, 答复3件",
    ),
    code(
        "list-count",
        "A number that is not that of the names or parts beside it.",
        "数目与所列名称或条目不符。",
        "A name was added or dropped, or the number is last year's.",
        "可能增删名称后未改数目。",
        "甲局、乙局、丙局、丁局5个部门",
    ),
    code(
        "item-missing",
        "An item that the regulation asks for and the report does not mention.",
        "缺少条例要求的内容。",
        "Silence is neither zero nor none.",
        "未提及不等于零或无。",
        "no word of fees in a report on 2015",
    ),
    code(
        "table-missing",
        "A report without the table of its era.",
        "没有规定的统计表。",
        "It may be an attachment or an image; only the sentences were read.",
        "可能在附件或图片中，仅读取了文字。",
        "附件： and nothing behind it",
    ),
    code(
        "heading-unkept",
        "A heading that promises more than its section gives.",
        "标题所列事项正文未说明。",
        "What is not told is not zero.",
        "未说明不等于零。",
        "举报、复议、诉讼情况, and only 复议 is told",
    ),
    code(
        "channels-unsplit",
        "A number over all channels that only repeats the total.",
        "各渠道公开数与总数相同且未分列。",
        "The channels' numbers cannot be known from it.",
        "无法得知各渠道数量。",
        "公开1942条, 通过不同渠道公开1942条",
    ),
    code(
        "carried-over-mismatch",
        "Applications carried in that the year before did not carry over.",
        "上年结转与上年报告结转下年不一致。",
        "One of the two reports was changed or miscounted.",
        "两年报告之一有误或口径变化。",
        "carried over 3, carried in 2",
    ),
    code(
        "in-force-mismatch",
        "Documents in force that do not follow from last year's.",
        "现行有效数与上年数加制发减废止不符。",
        "Clean-ups and changes of scope explain some; others are slips.",
        "可能因清理或口径调整，也可能有误。",
        "40 + 9 − 4, stated 46",
    ),
    code(
        "items-mismatch",
        "Items of last year that last year's report counted otherwise.",
        "上一年项目数与上年报告推算不符。",
        "The list was revised, or a column is shifted.",
        "清单调整或错栏。",
        "396 + 4, stated 398",
    ),
];
