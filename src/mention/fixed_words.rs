//! Numerals that are no numbers（固定词语）: tables of what stands around them (GB/T 15835-2011, 4.2.3: 一律, 三公, 十三五…).

use crate::text::{
    char_set::CharSet,
    numeral::{Numeral, Style},
};

/// What a single Han digit counts, or what may follow it as a number: any other character makes a word of it, as in 一定,
/// 四川, 进一步, 三公.
static FOLLOWERS: CharSet = CharSet::of(concat!(
    "个個条條件份家项項次名位人种種只隻双雙对對套本篇期场場户戶所座辆輛台臺部张張块塊片批类類组組层層",
    "处處间間栋棟幢幅根支枝枚颗顆粒棵株头頭匹尾册冊封起宗例则則段句行列排页頁天年月日时時分秒周週岁歲",
    "斤吨噸克米里厘毫亩畝升点點倍成折度桶箱袋瓶杯碗盒包打遍趟回番架艘笔筆款代届屆省市县縣区區镇鎮乡鄉村路号號",
    "的不却卻这這和与與或到至还還等减減加乘除"
));

/// Two characters that may follow: units whose first character alone makes words.
const LONG_FOLLOWERS: &[&str] = &[
    "小时",
    "小時",
    "公里",
    "公斤",
    "公顷",
    "公頃",
    "公尺",
    "平方",
    "立方",
    "星期",
    "礼拜",
    "禮拜",
    "工作日",
    "另一",
    "千米",
];

/// What makes a word with the 一 behind it.
static BEFORE_ONE: CharSet = CharSet::of("统統唯惟单單之同专專合万萬逐不划整归歸均纯純某每哪有");

/// What makes the digit behind it a name: weekdays, days of the lunar calendar, school years.
static BEFORE_ANY: CharSet = CharSet::of("第周週期拜初老卷號");

/// What a numeral before the digit ends in.
static NUMERALS: CharSet = CharSet::of("一二三四五六七八九十百千万亿零〇");

/// Words that begin with a numeral which would be a number by what follows it: their first character, and the rest of each.
const WORDS: &[(char, &[&str])] = &[
    (
        '一',
        &[
            "个中国",
            "个样",
            "代又一代",
            "件事",
            "带一路",
            "号文件",
            "号工程",
            "对一",
            "点一滴",
            "分为二",
            "家人",
            "次性",
            "回事",
            "度",
            "成不变",
            "时",
            "起",
            "条龙",
            "类疫苗",
            "张网",
            "本账",
            "刀切",
            "片",
            "行",
            "年一度",
            "日游",
            "户一策",
            "人一档",
            "百零八将",
            "千零一夜",
        ],
    ),
    ('二', &["等", "类疫苗", "代", "次供水", "七广场", "八开", "十大", "十一大", "十四节气", "十四史"]),
    (
        '三',
        &[
            "个代表",
            "类医疗器械",
            "农",
            "包",
            "排",
            "部曲",
            "度",
            "等",
            "同时",
            "不",
            "七开",
            "十而立",
            "百六十行",
            "百六十度",
            "十六计",
        ],
    ),
    ('四', &["个全面", "个意识", "个自信", "个伟大", "个服务", "号", "周", "处", "起", "所一庭", "不两直", "六开"]),
    ('五', &["台山", "位一体", "个一", "四青年", "五分", "十步笑百步"]),
    ('七', &["一勋章", "七事变", "十二变"]),
    ('八', &["项规定", "小时外", "十年代"]),
    ('九', &["年义务", "三学社"]),
    (
        '两',
        &[
            "个维护",
            "个确立",
            "个责任",
            "个一百年",
            "个毫不动摇",
            "个健康",
            "不愁",
            "类",
            "张皮",
            "点论",
            "条线",
            "级",
            "路",
        ],
    ),
    ('十', &["个明确", "分", "三届", "四届", "二五", "三五", "四五", "五五", "八大", "九大", "万火急", "万个为什么"]),
    ('百', &["分点", "十"]),
    ('千', &["百年"]),
];

/// What may stand second in [`WORDS`].
static SECONDS: CharSet = CharSet::of(concat!(
    "个代件带号对点分家次回度成时起条类张本刀片行年日户人百千",
    "等七八十农包排部同不全意自服周处所六位四五一小三维二万项级路九台",
));

/// Whether the numeral is a number, as a reader would read it, by what stands around it.
pub(super) fn is_number(text: &str, numeral: &Numeral) -> bool {
    if ordinal_before(text, numeral.range.start) {
        return false;
    }
    let traits = numeral.traits;
    // Figures make no words.
    if numeral.style == Style::Digits && !(traits.bare || traits.positional || traits.half || traits.single) {
        return true;
    }
    let before = text.get(..numeral.range.start).and_then(|text| text.chars().next_back());
    let behind = text.get(numeral.range.end..).unwrap_or_default();
    let next = behind.chars().next();
    let first = text.get(numeral.range.clone()).and_then(|words| words.chars().next());
    let alone = !before.is_some_and(is_han) && !next.is_some_and(is_han);
    // 二0年: digits that end in a look-alike of zero are a year or nothing.
    let words = text.get(numeral.range.clone()).unwrap_or_default();
    if numeral.style == Style::Han && words.ends_with(['0', 'O', 'o', 'Ο', 'О']) {
        return false;
    }
    // 万九, 百三, 九九: spellings that more often belong to a word; alone they are read out.
    let doubtful = traits.bare || traits.positional && numeral.range.len() == 6;
    if doubtful && (!alone || traits.bare && !traits.shorthand) {
        return false;
    }
    if traits.half && traits.single {
        return false;
    }
    if !traits.signed && traits.single && !alone {
        let follows = next.is_none_or(|c| !is_han(c) && c != '%' || FOLLOWERS.has(c))
            || LONG_FOLLOWERS.iter().any(|unit| behind.starts_with(unit));
        // 十三五 is no 十三 and 五, 二两 no 二 and 两.
        let slogan = before == Some('跑') && first == Some('一') && behind.starts_with(['次', '趟']);
        let named = slogan
            || before.is_some_and(|c| NUMERALS.has(c) || BEFORE_ANY.has(c) || first == Some('一') && BEFORE_ONE.has(c));
        if !follows || named || first == Some('一') && paired(text, numeral) {
            return false;
        }
    }
    !first.is_some_and(|first| is_han(first) && in_word(text, numeral.range.start, first))
}

/// Whether the 一 is one of the two of an idiom: 一带一路, 一人一档; not one of 一比一.
fn paired(text: &str, numeral: &Numeral) -> bool {
    let word = |c: char| is_han(c) && !"加减乘除比到至和与或等".contains(c);
    let mut behind = text.get(numeral.range.end..).unwrap_or_default().chars();
    let mut before = text.get(..numeral.range.start).unwrap_or_default().chars().rev();
    behind.next().is_some_and(word) && behind.next() == Some('一')
        || before.next().is_some_and(word) && before.next() == Some('一')
}

/// Whether 第 stands before the place, blanks aside.
pub(super) fn ordinal_before(text: &str, at: usize) -> bool {
    // 第 ends in the byte AC, as few characters before a numeral do.
    let last = at.checked_sub(1).and_then(|last| text.as_bytes().get(last));
    matches!(last, Some(0xAC | b' '))
        && text.get(..at).is_some_and(|before| before.trim_end_matches(' ').ends_with('第'))
}

/// Whether the numeral whose `first` character stands at `at` begins one of [`WORDS`], or ends a name such as 双十一.
fn in_word(text: &str, at: usize, first: char) -> bool {
    let rest = text.get(at + first.len_utf8()..).unwrap_or_default();
    if !rest.chars().next().is_some_and(|second| SECONDS.has(second)) {
        return false;
    }
    let festival = || text.get(..at).is_some_and(|before| before.ends_with('双')) && rest.starts_with(['一', '二']);
    let words = WORDS.iter().find(|&&(c, _)| c == first).map_or(&[][..], |&(_, words)| words);
    let word = words.iter().find_map(|word| rest.strip_prefix(word));
    first == '十' && festival() || word.is_some_and(|behind| !counted(behind))
}

/// 十四五 is a plan, but 十四五个 counts.
fn counted(behind: &str) -> bool {
    behind.chars().next().is_some_and(|c| "个個条件份家名人岁歲天".contains(c))
}

/// Whether `c` is a Han character, and so may make a word with its neighbour.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::{SECONDS, WORDS};

    #[test]
    fn every_word_may_be_looked_up() {
        for (first, words) in WORDS {
            for word in *words {
                assert!(word.chars().next().is_some_and(|second| SECONDS.has(second)), "{first}{word}");
            }
        }
    }
}
