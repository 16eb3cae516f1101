//! Currencies（货币）: their names, codes and signs (ISO 4217), and the parts of their units.

use std::sync::LazyLock;

use crate::{mention::lexicon::Lexicon, text::char_set::CharSet};

/// The code of ISO 4217 for what is no currency of its list, or one name of several currencies: 比特币, 比索, 克朗.
pub(super) const UNKNOWN: &str = "XXX";

/// A word for money behind a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Name {
    /// ISO 4217 code.
    pub(super) code: &'static str,
    /// What a number before it counts.
    pub(super) rank: Rank,
}

/// What a number before a word of money counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rank {
    /// 元 and 圆: of the renminbi, where no other currency is named.
    Yuan,
    /// 块: the spoken 元, but also a piece of something.
    Piece,
    /// A currency by name.
    Named,
    /// 角, 毛, 毫: a tenth.
    Tenth,
    /// 分: a hundredth, where more of the sum stands before it.
    Hundredth,
    /// A hundredth by name: 美分, 便士.
    NamedHundredth,
}

use Rank::{Hundredth, Named, NamedHundredth, Piece, Tenth, Yuan};

/// Words of the renminbi behind the number, and what they count.
const YUAN: &[(&str, Rank)] = &[
    ("元", Yuan),
    ("圆", Yuan),
    ("圓", Yuan),
    ("元钱", Yuan),
    ("块", Piece),
    ("塊", Piece),
    ("块钱", Yuan),
    ("塊錢", Yuan),
    ("角", Tenth),
    ("毛", Tenth),
    ("毛钱", Tenth),
    ("毫", Tenth),
    ("分", Hundredth),
    ("分钱", NamedHundredth),
];

/// Names of currencies, by code.
const NAMES: &[(&str, &[&str])] = &[
    ("CNY", &["人民币", "人民幣", "人民币元", "元人民币", "圆人民币", "RMB", "CNY", "yuan"]),
    ("USD", &["美元", "美圆", "美金", "美刀", "USD", "dollar", "dollars"]),
    ("HKD", &["港元", "港圆", "港币", "港幣", "港纸", "HKD"]),
    ("MOP", &["澳门元", "澳门币", "葡币", "MOP"]),
    ("TWD", &["台币", "臺幣", "台幣", "新台币", "新臺幣", "台元", "TWD"]),
    ("EUR", &["欧元", "歐元", "EUR", "euro", "euros"]),
    ("GBP", &["英镑", "英鎊", "镑", "GBP"]),
    ("JPY", &["日元", "日圆", "日圓", "日币", "日本円", "円", "JPY"]),
    ("KRW", &["韩元", "韩圆", "韩币", "韓元", "韓圓", "KRW"]),
    ("KPW", &["朝鲜圆"]),
    ("AUD", &["澳元", "澳币", "澳大利亚元", "AUD"]),
    ("CAD", &["加元", "加币", "加拿大元", "CAD"]),
    ("NZD", &["新西兰元", "纽元", "纽币", "NZD"]),
    ("SGD", &["新加坡元", "新加坡币", "新元", "新币", "坡币", "SGD"]),
    ("CHF", &["瑞士法郎", "瑞郎", "CHF"]),
    ("RUB", &["卢布", "盧布", "俄罗斯卢布", "RUB"]),
    ("THB", &["泰铢", "泰銖", "泰株", "铢", "THB"]),
    ("MYR", &["林吉特", "令吉", "马来西亚令吉", "马来西亚林吉特", "马币", "MYR"]),
    ("IDR", &["印尼盾", "印尼卢比", "印度尼西亚盾", "IDR"]),
    ("VND", &["越南盾", "VND"]),
    ("PHP", &["菲律宾比索"]),
    ("MXN", &["墨西哥比索"]),
    ("ARS", &["阿根廷比索"]),
    ("CLP", &["智利比索"]),
    ("INR", &["印度卢比", "INR"]),
    ("PKR", &["巴基斯坦卢比"]),
    ("LKR", &["斯里兰卡卢比"]),
    ("NPR", &["尼泊尔卢比"]),
    ("MMK", &["缅元", "缅币"]),
    ("LAK", &["基普"]),
    ("KHR", &["瑞尔"]),
    ("BDT", &["塔卡"]),
    ("MNT", &["图格里克"]),
    ("KZT", &["坚戈"]),
    ("IRR", &["伊朗里亚尔"]),
    ("SAR", &["沙特里亚尔"]),
    ("AED", &["阿联酋迪拉姆"]),
    ("KWD", &["科威特第纳尔"]),
    ("TRY", &["土耳其里拉"]),
    ("ILS", &["谢克尔"]),
    ("EGP", &["埃及镑"]),
    ("ZAR", &["兰特", "南非兰特"]),
    ("NGN", &["奈拉"]),
    ("BRL", &["雷亚尔", "巴西雷亚尔"]),
    ("SEK", &["瑞典克朗"]),
    ("NOK", &["挪威克朗"]),
    ("DKK", &["丹麦克朗"]),
    ("CZK", &["捷克克朗"]),
    ("PLN", &["兹罗提"]),
    ("HUF", &["福林"]),
    ("UAH", &["格里夫纳"]),
    ("XDR", &["特别提款权", "SDR"]),
    (
        UNKNOWN,
        &[
            "法郎",
            "马克",
            "盾",
            "比索",
            "卢比",
            "索姆",
            "里亚尔",
            "迪拉姆",
            "第纳尔",
            "里拉",
            "先令",
            "克朗",
            "比特币",
            "个比特币",
            "枚比特币",
        ],
    ),
];

/// Names of hundredths.
const HUNDREDTHS: &[(&str, &str)] = &[
    ("美分", "USD"),
    ("cent", "USD"),
    ("cents", "USD"),
    ("欧分", "EUR"),
    ("便士", "GBP"),
    ("港仙", "HKD"),
    ("澳分", "AUD"),
    ("戈比", "RUB"),
    ("日本銭", "JPY"),
    ("日本钱", "JPY"),
    ("銭", "JPY"),
];

/// Signs before the number, each before those that are its end.
const SIGNS: &[(&str, &str)] = &[
    ("HK$", "HKD"),
    ("US$", "USD"),
    ("NT$", "TWD"),
    ("AU$", "AUD"),
    ("MOP$", "MOP"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("JP¥", "JPY"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("￡", "GBP"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("฿", "THB"),
    ("₹", "INR"),
];

/// The last characters of [`SIGNS`].
static SIGN_ENDS: CharSet = CharSet::of("$¥￥€£￡₩₽฿₹");

/// The last characters of the names that stand before a number.
static NAME_ENDS: CharSet = CharSet::of("币幣金元镑");

static LEXICON: LazyLock<Lexicon<Name>> = LazyLock::new(|| {
    let yuan = YUAN.iter().map(|&(word, rank)| (word, Name { code: "CNY", rank }));
    let of = |&(code, words): &(&'static str, &'static [&'static str])| {
        words.iter().map(move |&word| (word, Name { code, rank: Named }))
    };
    let hundredths = HUNDREDTHS.iter().map(|&(word, code)| (word, Name { code, rank: NamedHundredth }));
    Lexicon::new(yuan.chain(NAMES.iter().flat_map(of)).chain(hundredths))
});

/// The words of money at the beginning of `text`, the longest first.
pub(super) fn at(text: &str) -> impl Iterator<Item = (&'static str, Name)> {
    LEXICON.at(text).filter(|(word, _)| {
        let next = text.get(word.len()..).and_then(|rest| rest.chars().next());
        !(word.is_ascii() && next.is_some_and(|c| c.is_ascii_alphanumeric()))
    })
}

/// Whether a word of money begins with `first`.
pub(super) fn begins(first: char) -> bool {
    LEXICON.begins(first)
}

/// Whether what [`before`] finds may end with `last`.
pub(super) fn may_end(last: char) -> bool {
    SIGN_ENDS.has(last) || NAME_ENDS.has(last) || last.is_ascii_uppercase()
}

/// The sign, code or name that `head` ends with: where it begins, its currency, and whether it is a sign.
pub(super) fn before(head: &str) -> Option<(usize, &'static str, bool)> {
    let last = head.chars().next_back()?;
    if SIGN_ENDS.has(last) {
        let (sign, code) = SIGNS.iter().find(|(sign, _)| head.ends_with(sign))?;
        return Some((head.len() - sign.len(), code, true));
    }
    if !may_end(last) {
        return None;
    }
    // A name has at most four characters here: 新台币, 人民币, RMB. The longest is found last.
    let starts = head.char_indices().rev().map(|(at, _)| at).take(4);
    let named = starts.filter_map(|start| {
        let words = head.get(start..)?;
        let (word, name) = LEXICON.at(words).next()?;
        let tied = word.is_ascii() && head.get(..start)?.ends_with(|c: char| c.is_ascii_alphanumeric());
        (word.len() == words.len() && name.rank == Named && !tied).then_some((start, name.code, false))
    });
    named.last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_signs() {
        assert_eq!(at("新台币，").next(), Some(("新台币", Name { code: "TWD", rank: Named })));
        assert_eq!(at("USDT").next(), None);
        assert_eq!(before("HK$"), Some((0, "HKD", true)));
        assert_eq!(before("合计RMB"), Some((6, "CNY", false)));
        assert_eq!(before("付新台币"), Some((3, "TWD", false)));
        assert_eq!(before("基金"), None);
        assert_eq!(before("多元"), None);
        assert_eq!(before("XRMB"), None);
    }

    #[test]
    fn no_name_is_listed_twice() {
        let named = NAMES.iter().flat_map(|(_, words)| words.iter()).chain(HUNDREDTHS.iter().map(|(word, _)| word));
        let mut words: Vec<_> = named.chain(YUAN.iter().map(|(word, _)| word)).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn codes_have_three_letters() {
        let codes = NAMES.iter().map(|(code, _)| code).chain(SIGNS.iter().chain(HUNDREDTHS).map(|(_, code)| code));
        for code in codes {
            assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
        }
    }
}
