//! Numerals whose values a person checked, and the laws that hold for all.

use chinese_number::{ChineseCountMethod, ChineseToNumber};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Form, Numeral, Style, scan, to_han};

fn numerals(text: &str) -> Vec<Numeral> {
    let mut found = Vec::new();
    scan(text, &mut found);
    found
}

/// Each numeral as `words=value`, with `~high`, `?` for unknown, `+` for more.
fn read(text: &str) -> String {
    let show = |n: &Numeral| {
        let words = &text[n.range.clone()];
        let value = n.value.map_or("?".to_owned(), |v| v.normalize().to_string());
        let high = n.high.map_or(String::new(), |v| format!("~{}", v.normalize()));
        let more = if n.traits.more || n.excess_end > n.range.end { "+" } else { "" };
        format!("{words}={value}{high}{more}")
    };
    numerals(text).iter().map(show).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn whole(text: &str, value: &str) {
    let found = numerals(text);
    assert_eq!(read(text), format!("{text}={value}"));
    assert_eq!(found[0].range, 0..text.len());
}

#[test]
fn arabic_digits_with_grouping_and_point() {
    whole("1942", "1942");
    whole("1,942", "1942");
    whole("1，942", "1942");
    whole("1 942", "1942");
    whole("12,345,678.90", "12345678.9");
    whole("-0.5", "-0.5");
    whole("+1036", "1036");
    whole(".77", "0.77");
    assert_eq!(read("1, 234, 567"), "1=1 234=234 567=567");
    assert_eq!(read("12,34"), "12=12 34=34");
    assert_eq!(read("2015.5.15"), "2015=2015 5=5 15=15");
    assert_eq!(read("2015-05-15"), "2015=2015 05=5 15=15");
    assert_eq!(read("4 100%"), "4=4 100=100");
    assert_eq!(read("3 120 450"), "3 120 450=3120450");
    assert_eq!(read("15 3 120 450"), "15=15 3=3 120=120 450=450");
}

#[test]
fn han_numerals_of_every_script() {
    whole("三百二十一万", "3210000");
    whole("廿三", "23");
    whole("卅", "30");
    whole("壹佰贰拾叁", "123");
    whole("一百零五", "105");
    whole("一千零十", "1010");
    whole("两千两百", "2200");
    whole("四萬五千億", "4500000000000");
    whole("四十九兆九千五百九十二億", "49959200000000");
    whole("三十万亿", "30000000000000");
    whole("三万万", "300000000");
    whole("一百零一万零三千零十二", "1013012");
    whole("负四十五亿零四百零四万", "-4504040000");
    whole("半百", "50");
    whole("一半", "0.5");
    whole("三千 九百 六十五", "3965");
}

#[test]
fn the_last_unit_may_be_unwritten() {
    whole("四百五", "450");
    whole("一万三", "13000");
    whole("两千三百五", "2350");
    whole("七十八万五佰零六", "780506");
    assert_eq!(read("一千两"), "一千=1000 两=2");
    assert_eq!(read("八百一千"), "八百=800 一千=1000");
    assert_eq!(read("二十三十"), "二十=20 三十=30");
    assert_eq!(read("五十千"), "五十=50 千=1000");
}

#[test]
fn digits_in_a_row() {
    whole("二〇一五", "2015");
    whole("二○一五", "2015");
    whole("二O一五", "2015");
    assert_eq!(read("二00六年"), "二00六=2006");
    assert_eq!(read("二0年"), "二0=20");
    whole("一二三四五", "12345");
    whole("一一", "11");
    whole("幺二三零六", "12306");
    assert_eq!(read("三0件"), "三=3 0=0");
    assert_eq!(read("二OO两年"), "二=2 两=2");
}

#[test]
fn han_and_arabic_mixed() {
    whole("3亿4500万", "345000000");
    whole("2.96万", "29600");
    whole("1千", "1000");
    whole("5亿1万4千6百", "500014600");
    whole("1万600", "10600");
    whole("1千零20", "1020");
    whole("7 万5 千4 百", "75400");
    whole("4.78万亿", "4780000000000");
    whole("1,100万", "11000000");
    assert_eq!(read("50千瓦"), "50=50 千=1000");
    assert_eq!(read("二十五千克"), "二十五=25 千=1000");
    assert_eq!(read("500兆带宽"), "500=500 兆=1000000000000");
}

#[test]
fn points_and_fractions() {
    whole("一点五", "1.5");
    whole("十点二三三", "10.233");
    whole("二十点一万", "201000");
    whole("零点零零三四", "0.0034");
    assert_eq!(read("八点三十"), "八=8 三十=30");
    assert_eq!(read("两点一线"), "两=2 一=1");
    whole("二分之一", "0.5");
    whole("负一又二分之一", "-1.5");
    whole("百分之五", "0.05");
    whole("千分之一点二", "0.0012");
    whole("百分之百", "1");
    whole("百分之二三十", "0.2~0.3");
    whole("16分之4", "0.25");
    whole("一百分之2", "0.02");
    assert_eq!(read("零分之一"), "零分之一=?");
    assert_eq!(read("二分之。"), "二=2");
    assert_eq!(numerals("千分之三")[0].form, Form::Share);
    assert_eq!(numerals("一千分之三")[0].form, Form::Fraction);
}

#[test]
fn unknown_digits_neighbours_and_more() {
    assert_eq!(read("几十个"), "几十=?");
    assert_eq!(read("数百家"), "数百=?");
    assert_eq!(read("若干意见"), "若干=?");
    assert_eq!(read("数据"), "");
    assert_eq!(read("二十几万"), "二十几万=200000+");
    assert_eq!(read("二十数万"), "二十数万=200000+");
    assert_eq!(read("二十数据"), "二十=20");
    assert_eq!(read("十余万人"), "十余万=100000+");
    assert_eq!(read("1200余条"), "1200=1200+");
    assert_eq!(read("3多于2"), "3=3 2=2");
    assert_eq!(read("三五天"), "三五=3~5");
    assert_eq!(read("七八十人"), "七八十=70~80");
    assert_eq!(read("四十五六岁"), "四十五六=45~46");
    assert_eq!(read("十七八万"), "十七八万=170000~180000");
    assert_eq!(read("负三五"), "负三五=-5~-3");
    assert_eq!(read("十三五"), "十三=13 五=5");
}

#[test]
fn words_that_only_look_like_numerals() {
    assert_eq!(read("陆地上的队伍放肆地收拾，参加"), "");
    assert_eq!(read("减负三年"), "三=3");
    assert_eq!(read("第2-8条"), "2=2 8=8");
}

#[test]
fn too_long_keeps_its_range() {
    let digits = "9".repeat(40);
    assert_eq!(read(&digits), format!("{digits}=?"));
    let han = "九".repeat(4000);
    assert_eq!(read(&han), format!("{han}=?"));
    whole("9999999999999999999999999999", "9999999999999999999999999999");
}

#[test]
fn numbers_as_numerals() {
    for (number, numeral) in [
        ("0", "零"),
        ("15", "十五"),
        ("110", "一百一十"),
        ("100010203", "一亿零一万零二百零三"),
        ("20000000000", "二百亿"),
        ("100100000", "一亿零一十万"),
        ("100000", "十万"),
        ("-1.05", "负一点零五"),
        ("1000000000000", "一万亿"),
        ("15000", "一万五千"),
        ("10500", "一万零五百"),
        ("2010", "二千零一十"),
        ("123456789", "一亿二千三百四十五万六千七百八十九"),
        ("-0", "零"),
    ] {
        assert_eq!(to_han(number.parse().unwrap()).as_deref(), Some(numeral));
    }
    assert_eq!(to_han(Decimal::from(10_000_000_000_000_000u64)), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(n in 0u64..1_000_000_000_000, shift in 0u32..12) {
        let n = n / 10u64.pow(shift);
        let text = to_han(n.into()).unwrap();
        let found = numerals(&text);
        prop_assert_eq!(found.len(), 1, "{}", &text);
        prop_assert_eq!(found[0].value, Some(n.into()), "{}", &text);
        prop_assert_eq!(&found[0].range, &(0..text.len()));
    }

    /// The other crate reads what is written with every unit in its place; it has no shorthand, no point and no 几.
    #[test]
    fn agrees_with_another_reader(n in 0u64..1_000_000_000_000, shift in 0u32..12) {
        let n = n / 10u64.pow(shift);
        let text = to_han(n.into()).unwrap();
        let theirs: u64 = text.as_str().to_number(ChineseCountMethod::TenThousand).unwrap();
        prop_assert_eq!(numerals(&text)[0].value, Some(theirs.into()), "{}", &text);
    }

    #[test]
    fn decimals_are_read_back(mantissa in -10_000_000i64..10_000_000, scale in 0u32..7) {
        let number = Decimal::new(mantissa, scale);
        let text = to_han(number).unwrap();
        prop_assert_eq!(numerals(&text)[0].value, Some(number), "{}", &text);
    }

    #[test]
    fn any_mix_is_read_in_order_on_boundaries(text in "[0-9零〇一二两三五九十百千万亿兆半几数余多点分之又负第年廿拾陆O,，. +-]{0,40}") {
        let mut end = 0;
        for numeral in numerals(&text) {
            prop_assert!(numeral.range.start >= end);
            prop_assert!(!text[numeral.range.clone()].is_empty());
            prop_assert!(text.is_char_boundary(numeral.excess_end) && numeral.excess_end >= numeral.range.end);
            end = numeral.range.end;
        }
    }
}

#[test]
fn numbers_that_stand_side_by_side_stay_apart() {
    assert_eq!(read("三亿五亿"), "三亿=300000000 五亿=500000000");
    assert_eq!(read("三万五万"), "三万=30000 五万=50000");
    assert_eq!(read("三分五十秒"), "三=3 五十=50");
    assert_eq!(read("1500 32 120 450"), "1500=1500 32=32 120=120 450=450");
    assert_eq!(read("5千12百"), "5千=5000 12百=1200");
    assert_eq!(read("1万20000"), "1万=10000 20000=20000");
    assert_eq!(read("1,942.5."), "1,942.5=1942.5");
}

#[test]
fn rare_characters_and_places() {
    whole("卌", "40");
    whole("百万", "1000000");
    whole("1万6000", "16000");
    whole("3百5", "350");
    whole("七八万", "70000~80000");
    whole("负半", "-0.5");
    assert_eq!(read("一百三五十户"), "一百三五十=130~150");
    assert_eq!(read("十来个"), "十=10+");
}

#[test]
fn what_is_said_of_a_spelling() {
    let first = |text| numerals(text).remove(0);
    for exact in ["1942", "三百", "-0.5", "1.5万"] {
        assert!(!first(exact).is_approximate(), "{exact}");
    }
    for about in ["三五天", "几十个", "二十几万", "1200余条"] {
        assert!(first(about).is_approximate(), "{about}");
    }
    for lettered in ["A4纸", "4K屏", "A4A"] {
        assert!(first(lettered).traits.lettered, "{lettered}");
    }
    assert!(!first("4件").traits.lettered);
    assert!(first("负半").traits.signed && first("-5").traits.signed);
    assert!(!first("半").traits.signed && !first("5").traits.signed);
}

#[test]
fn digits_that_find_no_place_begin_the_next_numeral() {
    assert_eq!(read("二十十户"), "二十=20 十=10");
    assert_eq!(read("二十廿户"), "二十=20 廿=20");
    assert_eq!(read("十二八户"), "十二=12 八=8");
    assert_eq!(read("十二三四"), "十二=12 三四=3~4");
    assert_eq!(read("二十五千户"), "二十=20 五千=5000");
    assert_eq!(read("二十五万瓦"), "二十五万=250000");
    assert_eq!(read("三亿万"), "三亿=300000000 万=10000");
    assert_eq!(read("3亿5亿"), "3亿=300000000 5亿=500000000");
    assert_eq!(read("十三两天"), "十三=13 两=2");
    assert_eq!(read("两三两天"), "两=2 三=3 两=2");
    assert_eq!(read("5三两天"), "5=5 三=3 两=2");
    assert_eq!(read("三两天"), "三两=2~3");
    assert_eq!(read("8点30分"), "8=8 30=30");
    assert_eq!(read("十三四点五"), "十三四=13~14 五=5");
    assert_eq!(read("一百五点三"), "一百五=150 三=3");
    whole("五百廿三", "523");
    whole("零十五", "15");
    assert_eq!(read("零百"), "零=0 百=100");
    assert_eq!(read("近兆字节，近兆元"), "兆=1000000000000");
    assert_eq!(read("负千斤重担，负百分之五"), "千=1000 负百分之五=-0.05");
}

#[test]
fn the_spelling_of_numbers() {
    let first = |text| numerals(text).remove(0);
    assert!(first("2.5").traits.point && first(".5").traits.point && first("1,942.5").traits.point);
    assert!(!first("25").traits.point);
    assert!(first("九七五十").traits.positional && !first("七五十").traits.positional);
    for (text, style) in [
        ("5", Style::Digits),
        ("五", Style::Han),
        ("5万", Style::Mixed),
        ("一百分之2", Style::Mixed),
        ("16分之四", Style::Mixed),
        ("五又2分之1", Style::Mixed),
        ("1半", Style::Mixed),
        ("一半", Style::Han),
    ] {
        assert_eq!(first(text).style, style, "{text}");
    }
    for (text, of) in [("5万", true), ("三百", true), ("十五", false), ("三百二", false), ("1万600", false)] {
        assert_eq!(first(text).traits.multiplier, of, "{text}");
    }
}

#[test]
fn blanks_units_and_excess_at_their_limits() {
    whole("三千    九百", "3900");
    assert_eq!(read("三千     九百"), "三千=3000 九百=900");
    whole("一百十五", "115");
    whole("一万零十五", "10015");
    assert_eq!(read("一万十五"), "一万=10000 十五=15");
    assert_eq!(read("一百零五九千"), "一百零五=105 九千=9000");
    whole("5兆3亿", "5000300000000");
    assert_eq!(read("5兆元，5兆瓦，五兆瓦"), "5兆=5000000000000 5=5 五=5");
    assert_eq!(read("0,123"), "0=0 123=123");
    assert_eq!(read("1942,123"), "1942=1942 123=123");
    assert_eq!(read("一千几百人"), "一千几百=1000+");
    assert_eq!(read("一百几千"), "一百=100 几千=?");
    assert_eq!(read("1200多条，1200多元"), "1200=1200+ 1200=1200");
    assert_eq!(read("1200余额，1200余元"), "1200=1200 1200=1200+");
    assert_eq!(read("十来自，30来个"), "十=10 30=30");
    assert_eq!(read("百分百，百分三十"), "百分百=1 百分三十=0.3");
    assert_eq!(read("两三点五"), "两三点五=?");
}
