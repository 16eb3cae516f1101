//! Numerals that are no numbers（固定词语）: tables of what stands around them (GB/T 15835-2011, 4.2.3: 一律, 三公, 十三五…).

use crate::text::{char_set::CharSet, numeral::Numeral};

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

/// Words that hold a numeral with a follower that would make it a number.
const WORDS: &[&str] = &[
    "一个中国",
    "一带一路",
    "一号文件",
    "一对一",
    "一点一滴",
    "一分为二",
    "一代又一代",
    "一家人",
    "一次性",
    "一回事",
    "一度",
    "一成不变",
    "一时",
    "一起",
    "一条龙",
    "一号工程",
    "一类疫苗",
    "一件事",
    "一张网",
    "一本账",
    "一刀切",
    "一片",
    "一行",
    "一年一度",
    "一时间",
    "一日游",
    "一户一策",
    "一人一档",
    "一个样",
    "二等",
    "二类疫苗",
    "二代",
    "二次供水",
    "三个代表",
    "三类医疗器械",
    "三农",
    "三包",
    "三排",
    "三部曲",
    "三度",
    "三成以上",
    "三等",
    "三同时",
    "三不",
    "四个全面",
    "四个意识",
    "四个自信",
    "四个伟大",
    "四个服务",
    "四号",
    "四周",
    "四处",
    "四起",
    "四所一庭",
    "四不两直",
    "五位一体",
    "五个一",
    "五十个不许",
    "六个月薪",
    "七一勋章",
    "八项规定",
    "八小时外",
    "九年义务",
    "九次方",
    "两个维护",
    "两个确立",
    "两个责任",
    "两个一百年",
    "两个毫不动摇",
    "两个健康",
    "两不愁",
    "两年行动",
    "两类",
    "两张皮",
    "两点论",
    "两条线",
    "两级",
    "两路",
    "十个明确",
    "十分",
    "十三届",
    "十四届",
    "十二五",
    "十三五",
    "十四五",
    "十五五",
    "十八大",
    "十九大",
    "二十大",
    "二十一大",
    "双十一",
    "双十二",
    "百分点",
    "一百零八将",
    "三百六十行",
    "三百六十度",
    "二十四节气",
    "二十四史",
    "三十六计",
    "八十年代",
    "七十二变",
    "五十步笑百步",
    "一千零一夜",
    "十万火急",
    "十万个为什么",
    "三十而立",
    "千百年",
    "百十",
    "五四青年",
    "九三学社",
    "七七事变",
    "二七广场",
    "五五分",
    "二八开",
    "三七开",
    "四六开",
];

/// Whether the numeral is a number, as a reader would read it, by what stands around it.
pub(super) fn is_number(text: &str, numeral: &Numeral) -> bool {
    let before = text.get(..numeral.range.start).and_then(|text| text.chars().next_back());
    let behind = text.get(numeral.range.end..).unwrap_or_default();
    let next = behind.chars().next();
    let first = text.get(numeral.range.clone()).and_then(|words| words.chars().next());
    if ordinal_before(text, numeral.range.start) {
        return false;
    }
    let traits = numeral.traits;
    let alone = !before.is_some_and(is_han) && !next.is_some_and(is_han);
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
        let named = before.is_some_and(|c| BEFORE_ANY.has(c) || first == Some('一') && BEFORE_ONE.has(c));
        if !follows || named {
            return false;
        }
    }
    first.is_none_or(|first| !is_han(first) || !in_word(text, numeral.range.start, first))
}

/// Whether 第 stands before the place, blanks aside.
pub(super) fn ordinal_before(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.trim_end_matches(' ').ends_with('第'))
}

/// Whether the numeral whose `first` character stands at `at` lies in one of [`WORDS`].
fn in_word(text: &str, at: usize, first: char) -> bool {
    WORDS.iter().any(|word| {
        word.find(first)
            .and_then(|offset| text.get(at.checked_sub(offset)?..))
            .is_some_and(|rest| rest.starts_with(word) && !counted(rest.get(word.len()..).unwrap_or_default()))
    })
}

/// 十四五 is a plan, but 十四五个 counts.
fn counted(behind: &str) -> bool {
    behind.chars().next().is_some_and(|c| "个個条件份家名人岁歲天".contains(c))
}

/// Whether `c` is a Han character, and so may make a word with its neighbour.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '〇')
}
