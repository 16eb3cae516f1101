//! Issuer marks that the user knows（自定义发文机关代字）.

use super::Issuer;
use crate::{
    Found,
    error::{Error, Result},
    mention::Mention,
};

/// An issuer mark, or the beginning of some, and whose it is（发文机关代字）: what no rule can tell, since marks of
/// departments, zones and companies are as their owners like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IssuerHead {
    /// With which the mark begins: 盐高新管.
    pub mark: String,
    /// Name of the organ.
    pub name: String,
    /// GB/T 2260 code of its region, where it has one.
    pub region: Option<String>,
}

impl IssuerHead {
    /// Reads a table: one head a line, its mark, name and code parted by tabs or commas; the code may be missing. Empty lines
    /// and lines that begin with `#` are passed over. `file` is what messages call it.
    ///
    /// ```
    /// use gongkai::mention::IssuerHead;
    /// let heads = IssuerHead::table("heads.csv", "# ours\n某高新管,某市高新区管理委员会,320900\n")?;
    /// assert_eq!(heads[0].region.as_deref(), Some("320900"));
    /// assert!(IssuerHead::table("heads.csv", "某高新管").is_err());
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where a line has no mark or no name, more than three fields, or a code that is not six digits.
    pub fn table(file: &str, text: &str) -> Result<Vec<Self>> {
        let mut heads = Vec::new();
        let lines = text.trim_start_matches('\u{FEFF}').lines().enumerate();
        for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
            let head = Self::of_line(line).ok_or_else(|| {
                Error::data(file, Some(index + 1), "expected mark, name and, if any, a code of six digits")
            })?;
            heads.push(head);
        }
        Ok(heads)
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut fields = line.split(['\t', ',', '，']).map(str::trim);
        let mark = fields.next().filter(|mark| !mark.is_empty())?.to_owned();
        let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
        let region = fields.next().filter(|code| !code.is_empty());
        let is_code = |code: &str| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        let good = fields.next().is_none() && region.is_none_or(is_code);
        good.then(|| Self { mark, name, region: region.map(str::to_owned) })
    }
}

/// Tells the document numbers among `mentions` what the user knows of their issuers: of the heads with which a mark begins
/// the longest, or several that are equally long. They go before all that is read from the mark.
pub fn name_issuers(mentions: &mut [Found<Mention>], heads: &[IssuerHead]) {
    for mention in mentions.iter_mut().filter(|_| !heads.is_empty()) {
        let Mention::DocumentNumber(number) = &mut mention.value else { continue };
        let fits = |head: &&IssuerHead| number.organ_mark.starts_with(&head.mark);
        let longest = heads.iter().filter(fits).map(|head| head.mark.len()).max();
        let known = heads.iter().filter(fits).filter(|head| Some(head.mark.len()) == longest);
        number.known = known
            .map(|head| Issuer {
                name: head.name.clone(),
                region: head.region.clone(),
                reason: "a head that the user gave",
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::{DocumentNumber, Kinds, find};

    fn named(text: &str, heads: &[IssuerHead]) -> DocumentNumber {
        let mut found = find(text, Kinds::ALL);
        name_issuers(&mut found, heads);
        match found.remove(0).value {
            Mention::DocumentNumber(number) => number,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_head_of_the_user_goes_before_the_rules() {
        let heads = IssuerHead::table("", "宁政\t某园区管理委员会\n宁政办\t某园区办公室\t320100\n").unwrap();
        let number = named("宁政办发〔2016〕5号", &heads);
        assert_eq!(number.issuers()[0].name, "某园区办公室");
        assert_eq!(number.issuers()[1].name, "宁夏回族自治区人民政府办公厅");
        assert_eq!(number.issuers_in("320100")[0].name, "某园区办公室");
        // A mark that begins otherwise is none of the user's, and without heads nothing changes.
        assert_eq!(named("辽政发〔2016〕5号", &heads).issuers()[0].name, "辽宁省人民政府");
        assert_eq!(named("宁政办发〔2016〕5号", &[]).issuers()[0].name, "宁夏回族自治区人民政府办公厅");
    }

    #[test]
    fn remarks_and_empty_lines_are_passed_over() {
        let heads = IssuerHead::table("", "\u{FEFF}# 说明\n\n  \n某高新管，某管委会，320900\n").unwrap();
        let head =
            IssuerHead {
                mark: "某高新管".to_owned(), name: "某管委会".to_owned(), region: Some("320900".to_owned())
            };
        assert_eq!(heads, [head]);
    }

    #[test]
    fn malformed_lines_are_named() {
        for line in ["甲", ",名", "甲,", "甲,名,12345", "甲,名,210800,多"] {
            let error = IssuerHead::table("heads.csv", &format!("乙,名\n{line}")).unwrap_err().to_string();
            assert!(error.contains("heads.csv") && error.contains('2'), "{line}: {error}");
        }
    }
}
