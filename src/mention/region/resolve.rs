//! Which of several places with one name is meant.

use super::{Gazetteer, Level, Region, names};

impl Gazetteer {
    /// The region that a name means, told apart from others of the same name by what stands around it: 鼓楼区 with
    /// 南京市 in the context is 320106, with 徐州市 320302, and without any of them nothing at all.
    ///
    /// The name may be a chain（辽宁省营口市盖州市, 营口盖州）, and a region that is named alone may be short（盖州）. A
    /// district without a code of its own（平潭综合实验区）is the region that it is named after, where the context
    /// speaks of the same province. The context is any text: title, site name, issuer.
    #[must_use]
    pub fn resolve(&self, name: &str, context: &[&str]) -> Option<&Region> {
        let name = name.trim();
        self.by_code(name)
            .or_else(|| self.select(self.find(name), context))
            .or_else(|| self.resolve_chain(name))
            .or_else(|| self.resolve_unregistered(name, context))
    }

    /// The last region of a chain of names, each inside the one before it.
    fn resolve_chain(&self, name: &str) -> Option<&Region> {
        let mut rest = name;
        let mut found: Vec<&Region> = Vec::new();
        while !rest.is_empty() {
            let (length, _) = self.longest_prefix(rest)?;
            let here: Vec<&Region> = self.find(rest.get(..length)?).collect();
            found = if found.is_empty() {
                here
            } else {
                here.into_iter().filter(|region| found.iter().any(|outer| self.is_inside(region, outer))).collect()
            };
            rest = rest.get(length..)?;
        }
        self.select(found.into_iter(), &[])
    }

    fn resolve_unregistered(&self, name: &str, context: &[&str]) -> Option<&Region> {
        let rest = names::unregistered(name)?;
        let named: Vec<&Region> =
            self.find(rest).filter(|region| self.evidence(region, context, Some(rest)) > 0).collect();
        self.select(named.into_iter(), context)
    }

    /// Whether `inner` lies in `outer`.
    #[must_use]
    pub fn is_inside(&self, inner: &Region, outer: &Region) -> bool {
        self.chain(inner).skip(1).any(|region| region.code == outer.code)
    }

    /// The one candidate that the context speaks for; without any that does, the only one, the one in force, or the
    /// one that is above the others of its name（长沙: the city, not the county in it）.
    fn select<'g>(&'g self, candidates: impl Iterator<Item = &'g Region>, context: &[&str]) -> Option<&'g Region> {
        let mut best: Vec<(&Region, u32)> = Vec::new();
        for region in candidates {
            let score = self.evidence(region, context, None);
            if best.iter().all(|&(_, other)| score >= other) {
                best.retain(|&(_, other)| other == score);
                best.push((region, score));
            }
        }
        if best.iter().any(|(region, _)| region.last.is_none()) {
            best.retain(|(region, _)| region.last.is_none());
        }
        // One unit under two codes of two years, such as a county that became a district, is one place.
        let (first, _) = *best.first()?;
        let newest = best.iter().map(|&(region, _)| region).max_by_key(|region| region.last.unwrap_or(u16::MAX))?;
        if best.iter().all(|(region, _)| region.name == first.name && self.parent(region) == self.parent(first)) {
            return Some(newest);
        }
        let top = best.iter().map(|&(region, _)| region).min_by_key(|region| region.level())?;
        let above = |region: &Region| region.code == top.code || self.is_inside(region, top);
        let alone = top.level() < Level::County && best.iter().all(|(region, _)| above(region));
        alone.then_some(top)
    }

    /// How much the context speaks for a region: by its code, by what is around it. Its own name says nothing.
    fn evidence(&self, region: &Region, context: &[&str], but: Option<&str>) -> u32 {
        let mut score = 0;
        for text in context {
            for (distance, outer) in self.chain(region).enumerate() {
                let named = distance > 0 && (text.contains(outer.name) || text.contains(outer.short_name()));
                let coded = text.contains(&outer.code()) || distance == 0 && but.is_none() && text.trim() == outer.name;
                score += u32::from(named) * 2 + u32::from(coded) * 4;
            }
            let letter = text.chars().next().and_then(|c| self.by_letter(c));
            // An issuer mark begins with the letter of its province: 辽政办发.
            let marked = text.chars().nth(1).is_some_and(|c| "政府委办发".contains(c));
            score += u32::from(marked && letter.is_some_and(|letter| letter.code / 10_000 == region.code / 10_000));
        }
        score
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str, context: &[&str]) -> Option<String> {
        Gazetteer::builtin().unwrap().resolve(name, context).map(Region::code)
    }

    #[test]
    fn one_name_of_one_place_needs_no_context() {
        assert_eq!(code("盖州市", &[]).as_deref(), Some("210881"));
        assert_eq!(code("盖州", &[]).as_deref(), Some("210881"));
        assert_eq!(code("辽宁省营口市盖州市", &[]).as_deref(), Some("210881"));
        assert_eq!(code("营口盖州", &[]).as_deref(), Some("210881"));
        assert_eq!(code("210881", &[]).as_deref(), Some("210881"));
        assert_eq!(code("辽宁", &[]).as_deref(), Some("210000"));
    }

    #[test]
    fn same_names_are_told_apart_by_context_or_not_at_all() {
        assert_eq!(code("鼓楼区", &[]), None);
        assert_eq!(code("鼓楼区", &["南京市人民政府"]).as_deref(), Some("320106"));
        assert_eq!(code("鼓楼区", &["徐州"]).as_deref(), Some("320302"));
        assert_eq!(code("福州市鼓楼区", &[]).as_deref(), Some("350102"));
        assert_eq!(code("西湖区", &["浙政办发"]).as_deref(), Some("330106"));
        assert_eq!(code("朝阳区", &["一段别的话"]), None);
    }

    #[test]
    fn a_city_is_above_the_county_of_its_name() {
        assert_eq!(code("长沙", &[]).as_deref(), Some("430100"));
        assert_eq!(code("长沙县", &[]).as_deref(), Some("430121"));
    }

    #[test]
    fn districts_without_a_code_are_their_namesake_only_in_its_province() {
        assert_eq!(code("平潭综合实验区", &["福建省"]).as_deref(), Some("350128"));
        assert_eq!(code("北海新区", &["辽宁省营口市"]), None);
        assert_eq!(code("北海新区", &[]), None);
    }
}
