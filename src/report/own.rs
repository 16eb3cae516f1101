//! What a page says of itself（自称）: 我局 and 本机关 are the report's organ, 我市 is its place.

use super::{AnnualReport, Region, RegionLevel};
use crate::mention::Organization;

/// How the writer calls itself, and how the name of such an organ ends. What is not listed（本机关, 本单位）fits any.
const ENDS: &[(&str, &[&str])] = &[
    ("局", &["局"]),
    ("委", &["委员会", "委"]),
    ("厅", &["厅"]),
    ("办", &["办公室", "办公厅", "办"]),
    ("署", &["署"]),
    ("院", &["院"]),
    ("中心", &["中心"]),
    ("街道", &["街道", "街道办事处"]),
    ("镇", &["镇", "镇人民政府"]),
    ("乡", &["乡", "乡人民政府"]),
];

/// Words for the place of the page, and its level.
const PLACES: &[(&str, RegionLevel)] = &[
    ("我省", RegionLevel::Province),
    ("本省", RegionLevel::Province),
    ("我市", RegionLevel::Prefecture),
    ("本市", RegionLevel::Prefecture),
    ("我县", RegionLevel::County),
    ("我区", RegionLevel::County),
    ("省", RegionLevel::Province),
    ("市", RegionLevel::Prefecture),
    ("县", RegionLevel::County),
    ("区", RegionLevel::County),
];

/// Words that only begin like a level: 市场监督管理局, 市政工程处.
const NO_PLACES: &[&str] =
    &["市场", "市政工", "市政公", "市政设", "市政管", "市容", "市民", "区域", "省级", "市级", "县级", "区级", "县域"];

impl AnnualReport {
    /// The name of the report's organ, where the mention is what the organ calls itself: 我局 on a page of 营口市财政局.
    /// `None` where it names another body, or where the words and the organ do not fit: 我局 on a page of a government.
    #[must_use]
    pub fn stands_for(&self, mention: &Organization) -> Option<&str> {
        let organ = self.organ.as_ref().filter(|_| mention.is_self)?.name.as_str();
        let ends = ENDS.iter().find(|(own, _)| mention.name.ends_with(own)).map(|(_, ends)| *ends);
        ends.is_none_or(|ends| ends.iter().any(|end| organ.ends_with(end))).then_some(organ)
    }

    /// The GB/T 2260 code of the mention's place: the one that its name says, that of the report for what the organ calls
    /// itself, and for 我市财政局, 市财政局 and 省政府 that of the report's city or province.
    #[must_use]
    pub fn region_of(&self, mention: &Organization) -> Option<String> {
        if mention.region.is_some() {
            return mention.region.clone();
        }
        let region = self.region.as_ref()?;
        if self.stands_for(mention).is_some() {
            return Some(region.code.clone());
        }
        if NO_PLACES.iter().any(|words| mention.name.starts_with(words)) {
            return None;
        }
        let &(word, level) = PLACES.iter().find(|(word, _)| mention.name.starts_with(word))?;
        code_at(region, word, level)
    }
}

/// The code of the region, or of one around it, that 我市 or 我省 speaks of.
fn code_at(region: &Region, word: &str, level: RegionLevel) -> Option<String> {
    // On the page of a city of county rank, 我市 is that city.
    let own = region.path.last().is_some_and(|name| word.chars().next_back().is_some_and(|sign| name.ends_with(sign)));
    if own {
        return Some(region.code.clone());
    }
    let digits = match level {
        RegionLevel::Province => 2,
        // In a municipality the city is a province; the counties that a province keeps itself have none.
        RegionLevel::Prefecture if ["11", "12", "31", "50"].iter().any(|city| region.code.starts_with(city)) => 2,
        RegionLevel::Prefecture if region.level == RegionLevel::County && region.code.get(2..4) != Some("90") => 4,
        _ => return None,
    };
    Some(format!("{:0<6}", region.code.get(..digits)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mention::{Body, Kind, Kinds, Mention, find},
        report::Organ,
    };

    fn report(organ: &str, code: &str, level: RegionLevel, path: &[&str]) -> AnnualReport {
        AnnualReport {
            organ: Some(Organ { name: organ.to_owned(), span: None }),
            region: Some(Region {
                code: code.to_owned(),
                level,
                path: path.iter().map(|&name| name.to_owned()).collect(),
            }),
            form: None,
            year: None,
            figures: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn organization(text: &str) -> Organization {
        match find(text, Kinds::NONE.with(Kind::Organization)).remove(0).value {
            Mention::Organization(organization) => organization,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_an_organ_calls_itself_is_the_organ_where_the_words_fit() {
        let bureau = report("营口市财政局", "210800", RegionLevel::Prefecture, &["辽宁省", "营口市"]);
        for (text, organ) in [
            ("我局收到申请", Some("营口市财政局")),
            ("本机关收到申请", Some("营口市财政局")),
            ("我委收到申请", None),
            ("由市审计局答复", None),
        ] {
            assert_eq!(bureau.stands_for(&organization(text)), organ, "{text}");
        }
        assert_eq!(organization("我局收到申请").body, Body::Department);
    }

    #[test]
    fn our_city_is_the_city_of_the_page() {
        let city = report("营口市人民政府", "210800", RegionLevel::Prefecture, &["辽宁省", "营口市"]);
        let county = report("盖州市人民政府", "210881", RegionLevel::County, &["辽宁省", "营口市", "盖州市"]);
        let district = report("鼓楼区人民政府", "320106", RegionLevel::County, &["江苏省", "南京市", "鼓楼区"]);
        let of = |report: &AnnualReport, text| report.region_of(&organization(text));
        assert_eq!(of(&city, "经我市财政局审核").as_deref(), Some("210800"));
        assert_eq!(of(&city, "经我省财政厅审核").as_deref(), Some("210000"));
        assert_eq!(of(&county, "经我市财政局审核").as_deref(), Some("210881"));
        assert_eq!(of(&district, "经我市财政局审核").as_deref(), Some("320100"));
        assert_eq!(of(&city, "经安徽省黄山市教育局审核").as_deref(), Some("341000"));
        assert_eq!(of(&county, "经市财政局审核").as_deref(), Some("210881"));
        assert_eq!(of(&district, "经市财政局审核").as_deref(), Some("320100"));
        assert_eq!(of(&city, "经省政府办公厅同意").as_deref(), Some("210000"));
        assert_eq!(of(&city, "经市场监督管理局审核"), None);
        let inner = report("黄浦区人民政府", "310101", RegionLevel::County, &["上海市", "黄浦区"]);
        assert_eq!(of(&inner, "经我市财政局审核").as_deref(), Some("310000"));
        let kept = report("神农架林区人民政府", "429021", RegionLevel::County, &["湖北省", "神农架林区"]);
        assert_eq!(of(&kept, "经我市财政局审核"), None);
        assert_eq!(of(&city, "经我县财政局审核"), None);
        assert_eq!(of(&city, "经财政局审核"), None);
    }
}
