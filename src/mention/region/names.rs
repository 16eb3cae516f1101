//! Names of regions（地名）: letters of provinces, and the short names that prose uses.

/// Code of each province, its letters（简称）, the one of official marks first.
pub(super) const LETTERS: &[(u32, &str)] = &[
    (110000, "京"),
    (120000, "津"),
    (130000, "冀"),
    (140000, "晋"),
    (150000, "内蒙"),
    (210000, "辽"),
    (220000, "吉"),
    (230000, "黑"),
    (310000, "沪"),
    (320000, "苏"),
    (330000, "浙"),
    (340000, "皖"),
    (350000, "闽"),
    (360000, "赣"),
    (370000, "鲁"),
    (410000, "豫"),
    (420000, "鄂"),
    (430000, "湘"),
    (440000, "粤"),
    (450000, "桂"),
    (460000, "琼"),
    (500000, "渝"),
    (510000, "川蜀"),
    (520000, "黔贵"),
    (530000, "云滇"),
    (540000, "藏"),
    (610000, "陕秦"),
    (620000, "甘陇"),
    (630000, "青"),
    (640000, "宁"),
    (650000, "新"),
    (710000, "台"),
    (810000, "港"),
    (820000, "澳"),
];

/// The peoples that autonomous regions are named after, longer names first where one is the end of another.
const PEOPLES: &[&str] = &[
    "蒙古族",
    "蒙古",
    "回族",
    "藏族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "达斡尔",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "普米族",
    "塔吉克",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春",
    "各族",
];

/// Ends of full names.
const ENDS: &[&str] = &[
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "矿区",
    "特区",
    "省",
    "市",
    "县",
    "区",
    "盟",
    "旗",
];

/// The short name of a region: 盖州 of 盖州市, 内蒙古 of 内蒙古自治区, 延边 of 延边朝鲜族自治州. `None` where the name is
/// its own short form (和县) or nothing would be left.
pub(super) fn short(name: &str) -> Option<&str> {
    let end = ENDS.iter().find(|end| name.ends_with(**end))?;
    let mut rest = name.strip_suffix(end)?;
    if end.starts_with("自治") {
        while let Some(people) =
            PEOPLES.iter().filter(|people| rest.ends_with(**people)).max_by_key(|people| people.len())
        {
            // 内蒙古自治区 is named after the land, not the people.
            let left = rest.strip_suffix(people).filter(|left| left.chars().nth(1).is_some());
            let Some(left) = left else { break };
            rest = left;
        }
    }
    rest.chars().nth(1).is_some().then_some(rest)
}

/// Ends of districts that a government set up itself: they have no code of their own.
const UNREGISTERED: &[&str] = &[
    "综合实验区",
    "综合试验区",
    "实验区",
    "试验区",
    "经济技术开发区",
    "高新技术产业开发区",
    "经济开发区",
    "开发区",
    "高新区",
    "经开区",
    "工业园区",
    "产业园区",
    "园区",
    "管理区",
    "示范区",
    "新区",
    "保税区",
    "度假区",
    "合作区",
    "新城",
    "农场",
];

/// What is left of the name of an unregistered district: 平潭 of 平潭综合实验区.
pub(super) fn unregistered(name: &str) -> Option<&str> {
    UNREGISTERED.iter().find_map(|end| name.strip_suffix(end)).filter(|rest| !rest.is_empty())
}
