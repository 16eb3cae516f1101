//! Regions（行政区划）: the gazetteer of GB/T 2260, with the units that were renamed or merged since 2000.
//!
//! The table is `gbt2260.tsv`, made by `scripts/gazetteer.py`, which states its sources. It is read at first use, in a
//! few milliseconds.
//!
//! ```
//! use gongkai::mention::region::Gazetteer;
//! let gazetteer = Gazetteer::builtin()?;
//! let region = gazetteer.resolve("盖州", &[]).unwrap();
//! assert_eq!(region.code(), "210881");
//! assert_eq!(gazetteer.path(region), ["辽宁省", "营口市", "盖州市"]);
//! # Ok::<(), gongkai::Error>(())
//! ```

mod names;
mod resolve;

use once_cell::sync::OnceCell;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The table and its name in messages.
const FILE: &str = "gbt2260.tsv";
const TABLE: &str = include_str!("gbt2260.tsv");

static BUILTIN: OnceCell<Gazetteer> = OnceCell::new();

/// Level of a region（行政层级）.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 省、自治区、直辖市
    Province,
    /// 地级市、州、盟
    Prefecture,
    /// 县、区、县级市
    County,
}

impl Level {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
        }
    }
}

/// A region（行政区）under one of the names that it had.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Region {
    code: u32,
    /// Full name: 盖州市.
    pub name: &'static str,
    /// First year of a revision of the standard that lists it so; 2000 where it is older.
    pub first: u16,
    /// Last year of a revision that lists it so; `None` where it is in force.
    pub last: Option<u16>,
}

impl Region {
    /// The six digits of GB/T 2260.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{:06}", self.code)
    }

    /// Province, prefecture or county.
    #[must_use]
    pub fn level(&self) -> Level {
        match (self.code % 10_000, self.code % 100) {
            (0, _) => Level::Province,
            (_, 0) => Level::Prefecture,
            _ => Level::County,
        }
    }

    /// Name without 省, 市, 自治区 …; the name itself where that leaves too little: 盖州, 内蒙古, 和县.
    #[must_use]
    pub fn short_name(&self) -> &'static str {
        names::short(self.name).unwrap_or(self.name)
    }
}

/// The regions of China by code and by name（行政区划名录）.
#[derive(Debug)]
pub struct Gazetteer {
    /// In order of code, then of the table.
    regions: Vec<Region>,
    /// Full and short names in order, with the index of their region.
    names: Vec<(&'static str, u32)>,
}

impl Gazetteer {
    /// The gazetteer, read at first use.
    ///
    /// # Errors
    /// Where the table is malformed, with the line. The one in the library is tested.
    pub fn builtin() -> Result<&'static Self> {
        BUILTIN.get_or_try_init(|| Self::parse(TABLE))
    }

    fn parse(table: &'static str) -> Result<Self> {
        let mut regions = Vec::with_capacity(4_500);
        for (index, line) in table.lines().enumerate() {
            let region = parse_line(line)
                .ok_or_else(|| Error::data(FILE, Some(index + 1), "expected code, name, first year, last year"))?;
            regions.push(region);
        }
        regions.sort_by_key(|region| region.code);
        let mut names = Vec::with_capacity(regions.len() * 2);
        for (index, region) in regions.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            names.push((region.name, index));
            names.extend(names::short(region.name).map(|short| (short, index)));
        }
        names.sort_unstable();
        Ok(Self { regions, names })
    }

    /// The region with this code, under the name that is in force or was last. Longer codes of GB/T 10114 and of
    /// organs, which begin with it, may be given whole.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Region> {
        let digits = code.get(..6).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        self.newest(digits.parse().ok()?)
    }

    fn newest(&self, code: u32) -> Option<&Region> {
        let first = self.regions.partition_point(|region| region.code < code);
        let same = self.regions.get(first..)?.iter().take_while(|region| region.code == code);
        same.max_by_key(|region| region.last.unwrap_or(u16::MAX))
    }

    /// Every region that has, or had, this full or short name, in order of code.
    pub fn find<'g>(&'g self, name: &str) -> impl Iterator<Item = &'g Region> + use<'g> {
        let first = self.names.partition_point(|(known, _)| *known < name);
        let count = self.names.get(first..).unwrap_or_default().partition_point(|(known, _)| *known == name);
        let found = self.names.get(first..first + count).unwrap_or_default();
        found.iter().filter_map(|&(_, index)| self.regions.get(index as usize))
    }

    /// The region around this one: of a county the prefecture, or the province where it is under it directly.
    #[must_use]
    pub fn parent(&self, region: &Region) -> Option<&Region> {
        match region.level() {
            Level::Province => None,
            Level::Prefecture => self.newest(region.code / 10_000 * 10_000),
            Level::County => {
                self.newest(region.code / 100 * 100).or_else(|| self.newest(region.code / 10_000 * 10_000))
            }
        }
    }

    /// Full names from the province down to the region itself.
    #[must_use]
    pub fn path(&self, region: &Region) -> Vec<&'static str> {
        let mut path: Vec<_> = self.chain(region).map(|region| region.name).collect();
        path.reverse();
        path
    }

    /// The region, then what is around it, up to the province.
    fn chain<'g>(&'g self, region: &'g Region) -> impl Iterator<Item = &'g Region> {
        std::iter::successors(Some(region), |region| self.parent(region))
    }

    /// The longest name of a region with which `text` begins: its bytes, and that name's first region.
    #[must_use]
    pub fn longest_prefix(&self, text: &str) -> Option<(usize, &Region)> {
        let first = text.chars().next()?;
        let start = self.names.partition_point(|(name, _)| name.chars().next() < Some(first));
        let same = self.names.get(start..)?.iter().take_while(|(name, _)| name.starts_with(first));
        let (name, index) = same.filter(|(name, _)| text.starts_with(name)).max_by_key(|(name, _)| name.len())?;
        Some((name.len(), self.regions.get(*index as usize)?))
    }

    /// The regions whose name begins with `first`, one for each code, in order of name.
    pub fn starting_with(&self, first: char) -> impl Iterator<Item = &Region> {
        let start = self.names.partition_point(|(name, _)| name.chars().next() < Some(first));
        let same = self.names.get(start..).unwrap_or_default().iter();
        same.take_while(move |(name, _)| name.starts_with(first))
            .filter_map(|&(name, index)| self.regions.get(index as usize).filter(|region| region.name == name))
    }

    /// The province that this letter stands for in official marks: 辽.
    #[must_use]
    pub fn by_letter(&self, letter: char) -> Option<&Region> {
        names::LETTERS
            .iter()
            .find(|(_, letters)| letters.chars().any(|own| own == letter))
            .and_then(|&(code, _)| self.newest(code))
    }
}

fn parse_line(line: &'static str) -> Option<Region> {
    let mut fields = line.split('\t');
    let code = fields.next().filter(|code| code.len() == 6)?.parse().ok()?;
    let name = fields.next().filter(|name| name.chars().nth(1).is_some())?;
    let first = fields.next()?.parse().ok()?;
    let last = match fields.next()? {
        "" => None,
        year => Some(year.parse().ok()?),
    };
    fields.next().is_none().then_some(Region { code, name, first, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> &'static Gazetteer {
        Gazetteer::builtin().unwrap()
    }

    #[test]
    fn a_code_gives_the_chain() {
        let region = gazetteer().by_code("210881").unwrap();
        assert_eq!((region.name, region.level()), ("盖州市", Level::County));
        assert_eq!(gazetteer().path(region), ["辽宁省", "营口市", "盖州市"]);
        // 定州 is under its province, 海淀 under its municipality.
        assert_eq!(gazetteer().path(gazetteer().by_code("130682").unwrap()).first(), Some(&"河北省"));
        assert_eq!(gazetteer().path(gazetteer().by_code("110108").unwrap()), ["北京市", "海淀区"]);
        assert!(gazetteer().by_code("999999").is_none());
        assert!(gazetteer().by_code("21088").is_none());
        assert!(gazetteer().by_code("盖州市").is_none());
    }

    #[test]
    fn former_units_are_kept_with_their_last_year() {
        let region = gazetteer().find("崇文区").next().unwrap();
        assert_eq!((region.code().as_str(), region.last), ("110103", Some(2009)));
        assert!(gazetteer().find("盖州市").all(|region| region.last.is_none()));
    }

    #[test]
    fn short_names_drop_kind_and_people() {
        for (full, short) in [
            ("盖州市", "盖州"),
            ("内蒙古自治区", "内蒙古"),
            ("延边朝鲜族自治州", "延边"),
            ("红河哈尼族彝族自治州", "红河"),
            ("和县", "和县"),
        ] {
            assert_eq!(gazetteer().find(full).next().unwrap().short_name(), short);
        }
    }

    #[test]
    fn the_longest_name_at_the_beginning_is_taken() {
        let (length, region) = gazetteer().longest_prefix("盖州市档案局").unwrap();
        assert_eq!((length, region.name), ("盖州市".len(), "盖州市"));
        assert!(gazetteer().longest_prefix("档案局").is_none());
        assert!(gazetteer().longest_prefix("").is_none());
    }

    #[test]
    fn every_short_name_is_shorter_and_every_county_has_a_province() {
        for region in &gazetteer().regions {
            assert!(region.name.starts_with(region.short_name()));
            let top = gazetteer().chain(region).last().unwrap();
            assert_eq!(top.level(), Level::Province, "{}", region.name);
        }
    }
}
