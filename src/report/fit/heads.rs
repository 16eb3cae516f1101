//! Heads of the columns of a list（栏目）: which column has the number of the year.

use std::sync::LazyLock;

use crate::text::words::Vocabulary;

/// What a column head promises.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Head {
    /// 单位, 序号, 备注: no number of the report.
    Aside,
    /// 代码: a number, but not of the report.
    Code,
    /// 历年累计, 上年度, 增减: a number, but not of the year.
    Elsewhen,
    /// 2014年度
    Year(i16),
    /// 本年度, 本年累计
    ThisYear,
    /// 统计数, 数量, 本期实际
    Count,
}

/// Words of heads, the first that a cell contains decides.
const WORDS: [(&str, Head); 33] = [
    ("计量单位", Head::Aside),
    ("单位", Head::Aside),
    ("代码", Head::Code),
    ("序号", Head::Aside),
    ("编号", Head::Aside),
    ("行次", Head::Aside),
    ("备注", Head::Aside),
    ("说明", Head::Aside),
    ("指标", Head::Aside),
    ("项目", Head::Aside),
    ("本年累计", Head::ThisYear),
    ("年度累计", Head::ThisYear),
    ("全年累计", Head::ThisYear),
    ("累计", Head::Elsewhen),
    ("上年", Head::Elsewhen),
    ("上一年", Head::Elsewhen),
    ("去年", Head::Elsewhen),
    ("同期", Head::Elsewhen),
    ("同比", Head::Elsewhen),
    ("增长", Head::Elsewhen),
    ("增减", Head::Elsewhen),
    ("占比", Head::Elsewhen),
    ("比例", Head::Elsewhen),
    ("本年", Head::ThisYear),
    ("当年", Head::ThisYear),
    ("全年", Head::ThisYear),
    ("年度", Head::ThisYear),
    ("本期", Head::Count),
    ("统计数", Head::Count),
    ("数量", Head::Count),
    ("数值", Head::Count),
    ("数据", Head::Count),
    ("件数", Head::Count),
];

/// The head that a cell is, if it is one. Heads are short.
pub(super) fn head(text: &str) -> Option<Head> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).take(17).collect();
    if plain.chars().count() > 16 {
        return None;
    }
    if let Some(year) = year(&plain) {
        return Some(if plain.contains("累计") && !plain.contains("年累计") {
            Head::Elsewhen
        } else {
            Head::Year(year)
        });
    }
    static VOCABULARY: LazyLock<Option<Vocabulary>> =
        LazyLock::new(|| Vocabulary::new(WORDS.iter().map(|(word, _)| word)).ok());
    let mut hits = Vec::new();
    VOCABULARY.as_ref()?.find(&plain, &mut hits);
    let first = hits.iter().map(|hit| hit.word).min()?;
    WORDS.get(first as usize).map(|(_, head)| *head)
}

/// The heads that follow each other in a line of text: 指标名称 计量单位 2012年度 历年累计.
pub(super) fn all(text: &str) -> Vec<Head> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut heads = Vec::new();
    let mut at = 0;
    while let Some(rest) = plain.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(own) = year(rest) {
            heads.push(Head::Year(own));
            at += "2014年".len();
            at += ["度", "度数", "数"]
                .iter()
                .filter(|tail| plain.get(at..).is_some_and(|r| r.starts_with(**tail)))
                .map(|t| t.len())
                .max()
                .unwrap_or(0);
        } else if let Some((word, head)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            heads.push(*head);
            at += word.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    heads
}

/// `2014年`, `2014年度` at the beginning.
fn year(text: &str) -> Option<i16> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(digits.len()..)?;
    let year: i16 = digits.parse().ok()?;
    ((1990..2100).contains(&year) && rest.starts_with('年') && !rest.starts_with("年以来")).then_some(year)
}

impl Head {
    /// How much the column is the one of `year`; `None` where it is not.
    pub(super) fn rank(self, year: Option<i16>) -> Option<u8> {
        match self {
            Self::Aside | Self::Code | Self::Elsewhen => None,
            Self::Year(own) if year.is_none_or(|year| year == own) => Some(4),
            Self::Year(_) => None,
            Self::ThisYear => Some(3),
            Self::Count => Some(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_of_the_year_wins() {
        let rank = |text| head(text).and_then(|head| head.rank(Some(2014)));
        assert_eq!(rank("2014 年度"), Some(4));
        assert_eq!(rank("2013年度"), None);
        assert_eq!(rank("历年累计"), None);
        assert_eq!(rank("本年累计"), Some(3));
        assert_eq!(rank("统计数"), Some(2));
        assert_eq!(rank("计量单位"), None);
        assert_eq!(head("自然人"), None);
        assert_eq!(rank("2013年度累计"), None);
        assert_eq!(head("2013年度累计"), Some(Head::Elsewhen));
        assert_eq!(head("2014年累计"), Some(Head::Year(2014)));
        // A head is no longer than sixteen characters.
        assert_eq!(head(&format!("{}数量", "某".repeat(14))), Some(Head::Count));
        assert_eq!(head(&format!("{}数量", "某".repeat(15))), None);
        assert_eq!(head("1989年"), None);
        assert_eq!(head("2014年以来"), None);
        assert_eq!(Head::Year(2014).rank(None), Some(4));
        assert_eq!(all("2014年度数统计数"), [Head::Year(2014), Head::Count]);
        assert_eq!(all("某2014年代码"), [Head::Year(2014), Head::Code]);
        let columns = all("指标名称 计量\n单位 2012 年度 历年累计");
        assert_eq!(columns, [Head::Aside, Head::Aside, Head::Year(2012), Head::Elsewhen]);
    }
}
