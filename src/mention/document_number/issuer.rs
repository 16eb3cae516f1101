//! Who an issuer mark（发文机关代字）may stand for.
//!
//! No public list of all marks exists. What is public is how they are made: the letter of a place, 政 or 府 for its
//! government, 办 for the office, a subject for a department. Marks are read by that rule, and what a mark leaves open
//! stays open: 宁政 is Ningxia or Nanjing, and only the page it stands on tells.

use super::Issuer;
use crate::mention::region::{Gazetteer, Level, Region};

/// Issuers of one mark at most.
const MOST: usize = 8;

/// Marks of central organs, by their beginning; the longest that fits counts.
const CENTRAL: &[(&str, &str)] = &[
    ("国办公开办", "国务院办公厅政府信息与政务公开办公室"),
    ("国办", "国务院办公厅"),
    ("国发", "国务院"),
    ("国函", "国务院"),
    ("国令", "国务院"),
    ("国阅", "国务院"),
    ("中发", "中共中央"),
    ("中委", "中共中央"),
    ("中办", "中共中央办公厅"),
    ("厅字", "中共中央办公厅"),
    ("中纪", "中共中央纪律检查委员会"),
    ("中组", "中共中央组织部"),
    ("组通字", "中共中央组织部"),
    ("中宣", "中共中央宣传部"),
    ("发改", "国家发展和改革委员会"),
    ("财", "财政部"),
    ("教", "教育部"),
    ("国科", "科学技术部"),
    ("工信", "工业和信息化部"),
    ("公", "公安部"),
    ("民", "民政部"),
    ("司", "司法部"),
    ("人社", "人力资源和社会保障部"),
    ("自然资", "自然资源部"),
    ("国土资", "国土资源部"),
    ("环", "生态环境部"),
    ("建", "住房和城乡建设部"),
    ("交", "交通运输部"),
    ("水", "水利部"),
    ("农", "农业农村部"),
    ("商", "商务部"),
    ("文旅", "文化和旅游部"),
    ("国卫", "国家卫生健康委员会"),
    ("应急", "应急管理部"),
    ("银发", "中国人民银行"),
    ("审", "审计署"),
    ("国资", "国务院国有资产监督管理委员会"),
    ("署", "海关总署"),
    ("税总", "国家税务总局"),
    ("国市监", "国家市场监督管理总局"),
    ("银保监", "中国银行保险监督管理委员会"),
    ("银监", "中国银行业监督管理委员会"),
    ("保监", "中国保险监督管理委员会"),
    ("金规", "国家金融监督管理总局"),
    ("证监", "中国证券监督管理委员会"),
    ("体", "国家体育总局"),
    ("国统", "国家统计局"),
    ("国知", "国家知识产权局"),
    ("医保", "国家医疗保障局"),
    ("国能", "国家能源局"),
    ("林", "国家林业和草原局"),
    ("民航", "中国民用航空局"),
    ("国铁", "国家铁路局"),
    ("汇", "国家外汇管理局"),
    ("安监总", "国家安全生产监督管理总局"),
    ("法发", "最高人民法院"),
    ("法释", "最高人民法院"),
    ("高检", "最高人民检察院"),
];

/// Letters of cities that are not the first character of their name（别称）.
const CITY_LETTERS: &[(char, &str)] = &[
    ('宁', "320100"),
    ('穗', "440100"),
    ('甬', "330200"),
    ('榕', "350100"),
    ('蓉', "510100"),
    ('并', "140100"),
    ('邕', "450100"),
    ('筑', "520100"),
    ('锡', "320200"),
    ('宜', "340800"),
    ('潭', "430300"),
    ('莞', "441900"),
];

/// Subjects of departments: the beginning of what follows the place, the name in a province, the name below it.
const DEPARTMENTS: &[(&str, &str, &str)] = &[
    ("发改", "发展和改革委员会", "发展和改革局"),
    ("财", "财政厅", "财政局"),
    ("教", "教育厅", "教育局"),
    ("人社", "人力资源和社会保障厅", "人力资源和社会保障局"),
    ("自然资", "自然资源厅", "自然资源局"),
    ("国土资", "国土资源厅", "国土资源局"),
    ("工信", "工业和信息化厅", "工业和信息化局"),
    ("民宗", "民族宗教事务委员会", "民族宗教事务局"),
    ("民", "民政厅", "民政局"),
    ("司", "司法厅", "司法局"),
    ("公", "公安厅", "公安局"),
    ("卫健", "卫生健康委员会", "卫生健康局"),
    ("卫", "卫生健康委员会", "卫生健康局"),
    ("市监", "市场监督管理局", "市场监督管理局"),
    ("环", "生态环境厅", "生态环境局"),
    ("水", "水利厅", "水利局"),
    ("交", "交通运输厅", "交通运输局"),
    ("商", "商务厅", "商务局"),
    ("住建", "住房和城乡建设厅", "住房和城乡建设局"),
    ("建", "住房和城乡建设厅", "住房和城乡建设局"),
    ("农", "农业农村厅", "农业农村局"),
    ("审", "审计厅", "审计局"),
    ("应急", "应急管理厅", "应急管理局"),
    ("统", "统计局", "统计局"),
    ("文旅", "文化和旅游厅", "文化和旅游局"),
    ("医保", "医疗保障局", "医疗保障局"),
    ("税", "税务局", "税务局"),
];

/// The issuers of a mark, the likeliest first, as far as the mark alone tells.
pub(super) fn candidates(mark: &str) -> Vec<Issuer> {
    let mut found = Vec::new();
    let Ok(gazetteer) = Gazetteer::builtin() else { return found };
    if let Some(issuer) = in_full(mark, gazetteer) {
        return vec![issuer];
    }
    let mut signs = mark.chars();
    let Some(letter) = signs.next() else { return found };
    let rest = signs.as_str();
    let central = central(mark);
    // A head of two signs is the organ's own; one sign may as well be the first of a place.
    if let Some((_, name)) = central.filter(|(head, _)| head.chars().nth(1).is_some()) {
        found.push(Issuer { name: name.to_owned(), region: None, reason: "the mark of a central organ" });
    }
    if let Some(province) = gazetteer.by_letter(letter) {
        let rest = if letter == '内' { rest.strip_prefix('蒙').unwrap_or(rest) } else { rest };
        found.extend(issuer(province, rest, "the letter of a province"));
    }
    let city =
        CITY_LETTERS.iter().filter(|(known, _)| *known == letter).filter_map(|(_, code)| gazetteer.by_code(code));
    found.extend(city.filter_map(|city| issuer(city, rest, "the customary letter of a city")));
    let cities = gazetteer.starting_with(letter).filter(|region| region.level() == Level::Prefecture);
    let cities = cities.filter(|region| region.last.is_none());
    found.extend(cities.filter_map(|city| issuer(city, rest, "the first character of a city's name")));
    if let Some((_, name)) = central.filter(|(head, _)| head.chars().nth(1).is_none()) {
        let reason = "the letter of a ministry; on a local page that of the local department";
        found.push(Issuer { name: name.to_owned(), region: None, reason });
    }
    found.truncate(MOST);
    found
}

/// The issuers that are possible on a page of the region with this code.
pub(super) fn candidates_in(mark: &str, code: &str) -> Vec<Issuer> {
    let mut found = Vec::new();
    let Ok(gazetteer) = Gazetteer::builtin() else { return found };
    let Some(page) = gazetteer.by_code(code) else { return found };
    let near = |issuer: &Issuer| {
        let region = issuer.region.as_deref().and_then(|code| gazetteer.by_code(code));
        region.is_none_or(|region| {
            region == page || gazetteer.is_inside(region, page) || gazetteer.is_inside(page, region)
        })
    };
    let mut signs = mark.chars();
    let Some(letter) = signs.next() else { return found };
    // 市政办: the mark says the level and leaves the place to the page.
    let level = match letter {
        '省' => Some(Level::Province),
        '市' | '州' => Some(Level::Prefecture),
        '县' | '区' => Some(Level::County),
        _ => None,
    };
    let chain = std::iter::successors(Some(page), |region| gazetteer.parent(region));
    for region in chain {
        let fits = level.is_some_and(|level| region.level() == level || letter == '市' && region.name.ends_with('市'));
        found.extend(issuer(region, signs.as_str(), "the level in the mark, the place of the page").filter(|_| fits));
    }
    let one_letter = central(mark).is_some_and(|(head, _)| head.chars().nth(1).is_none());
    if one_letter {
        found.extend(issuer(page, mark, "the subject in the mark, the place of the page"));
    }
    let counties =
        gazetteer.starting_with(letter).filter(|region| region.level() == Level::County && region.last.is_none());
    let counties = counties.filter(|county| *county == page || gazetteer.is_inside(county, page));
    found
        .extend(counties.filter_map(|county| issuer(county, signs.as_str(), "the first character of a county's name")));
    found.extend(candidates(mark).into_iter().filter(near));
    // What is of the page itself goes first: the city on a page of the city, though its letter is a province's too.
    found.sort_by_key(|issuer| issuer.region.as_deref() != Some(code));
    found.truncate(MOST);
    found
}

/// The longest head of a central organ with which the mark begins.
fn central(mark: &str) -> Option<(&'static str, &'static str)> {
    CENTRAL.iter().filter(|(head, _)| mark.starts_with(head)).max_by_key(|(head, _)| head.len()).copied()
}

/// The organ that a mark names in full: 国务院令, 国家税务总局公告.
fn in_full(mark: &str, gazetteer: &Gazetteer) -> Option<Issuer> {
    let name = ["令", "公告", "通告", "公示", "通报"].iter().find_map(|end| mark.strip_suffix(end))?;
    name.chars().nth(2)?;
    let place = gazetteer.longest_prefix(name).map(|(length, _)| name.get(..length).unwrap_or_default());
    let region = place.and_then(|place| gazetteer.resolve(place, &[])).map(Region::code);
    Some(Issuer { name: name.to_owned(), region, reason: "named in full" })
}

/// The organ of a region that `rest`, the mark without its place, speaks of.
fn issuer(region: &Region, rest: &str, reason: &'static str) -> Option<Issuer> {
    let place = region.name;
    let province = region.level() == Level::Province;
    let office = if province { "办公厅" } else { "办公室" };
    let begins = |heads: &[&str]| heads.iter().any(|head| rest.starts_with(head));
    let name = if begins(&["政公开办", "府公开办", "政务公开"]) {
        format!("{place}政务公开办公室")
    } else if begins(&["政办", "府办", "政府办", "府厅", "政厅"]) {
        format!("{place}人民政府{office}")
    } else if begins(&["政", "府"]) {
        format!("{place}人民政府")
    } else if begins(&["委办", "办", "党办"]) {
        format!("中共{place}委员会{office}")
    } else if begins(&["委", "发"]) && !begins(&["发改"]) {
        format!("中共{place}委员会")
    } else if begins(&["人常", "人发", "人办"]) {
        format!("{place}人民代表大会常务委员会")
    } else if begins(&["纪"]) {
        format!("中共{place}纪律检查委员会")
    } else {
        let (_, above, below) =
            DEPARTMENTS.iter().filter(|(head, ..)| rest.starts_with(head)).max_by_key(|(head, ..)| head.len())?;
        // Municipalities are provinces whose departments are called as those of cities.
        let name = if province && !place.ends_with('市') { above } else { below };
        format!("{place}{name}")
    };
    Some(Issuer { name, region: Some(region.code()), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(mark: &str) -> (String, Option<String>) {
        let issuer = candidates(mark).into_iter().next().unwrap();
        (issuer.name, issuer.region)
    }

    #[test]
    fn marks_are_read_by_place_body_and_subject() {
        for (mark, name, code) in [
            ("国办发", "国务院办公厅", None),
            ("国发", "国务院", None),
            ("辽政办发", "辽宁省人民政府办公厅", Some("210000")),
            ("沪府发", "上海市人民政府", Some("310000")),
            ("粤财社", "广东省财政厅", Some("440000")),
            ("赣府厅发", "江西省人民政府办公厅", Some("360000")),
            ("浙委办发", "中共浙江省委员会办公厅", Some("330000")),
            ("穗府办", "广州市人民政府办公室", Some("440100")),
            ("营政公开办", "营口市政务公开办公室", Some("210800")),
            ("豫发", "中共河南省委员会", Some("410000")),
            ("苏发改投资", "江苏省发展和改革委员会", Some("320000")),
            ("京财", "北京市财政局", Some("110000")),
            ("鲁人常", "山东省人民代表大会常务委员会", Some("370000")),
            ("川纪发", "中共四川省纪律检查委员会", Some("510000")),
            ("内蒙政发", "内蒙古自治区人民政府", Some("150000")),
            ("内政办发", "内蒙古自治区人民政府办公厅", Some("150000")),
            ("财", "财政部", None),
            ("国务院令", "国务院", None),
            ("湖北省人民政府令", "湖北省人民政府", Some("420000")),
        ] {
            assert_eq!(first(mark), (name.to_owned(), code.map(str::to_owned)), "{mark}");
        }
    }

    #[test]
    fn what_a_mark_leaves_open_stays_open() {
        let names: Vec<String> = candidates("宁政发").into_iter().map(|issuer| issuer.name).collect();
        assert!(names.contains(&"宁夏回族自治区人民政府".to_owned()), "{names:?}");
        assert!(names.contains(&"南京市人民政府".to_owned()), "{names:?}");
        assert!(candidates("鑫某某").is_empty());
    }

    #[test]
    fn the_page_arbitrates() {
        let name = |mark, code| candidates_in(mark, code).into_iter().next().map(|issuer| issuer.name);
        assert_eq!(name("惠府", "320200").as_deref(), Some("惠山区人民政府"));
        assert_eq!(name("惠府", "441300").as_deref(), Some("惠州市人民政府"));
        assert_eq!(name("市政办", "210800").as_deref(), Some("营口市人民政府办公室"));
        assert_eq!(name("公", "210881").as_deref(), Some("盖州市公安局"));
        assert_eq!(name("盖政发", "210881").as_deref(), Some("盖州市人民政府"));
        assert_eq!(name("宁政发", "320100").as_deref(), Some("南京市人民政府"));
        assert_eq!(name("省政办", "210800").as_deref(), Some("辽宁省人民政府办公厅"));
        assert_eq!(name("市政办", "210881").as_deref(), Some("盖州市人民政府办公室"));
        assert_eq!(name("县政办", "210123").as_deref(), Some("康平县人民政府办公室"));
        assert_eq!(name("区政办", "320206").as_deref(), Some("惠山区人民政府办公室"));
        assert_eq!(name("县政办", "210800"), None);
        assert_eq!(name("惠财", "320206").as_deref(), Some("惠山区财政局"));
        assert_eq!(name("惠财", "320200").as_deref(), Some("惠山区财政局"));
        assert_eq!(name("粤府", "210800"), None);
        let all: Vec<String> = candidates_in("营政发", "210000").into_iter().map(|issuer| issuer.name).collect();
        assert_eq!(all, ["营口市人民政府"]);
    }
}
