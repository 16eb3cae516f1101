//! Document numbers（发文字号）: 辽政办发〔2015〕39号 and its kin.
//!
//! The norm is GB/T 9704-2012, 7.2.5: issuer mark, year in full in 六角括号, serial without 第 and without padding, 号.
//! Pages keep to it loosely: any bracket, one or none, spaces, Chinese digits, 第, padding, traditional characters, and
//! signs that a converter lost. All are read; [`DocumentNumber::canonical`] writes the norm.

mod cursor;
mod examples;
mod grammar;
mod head;
mod issuer;
mod mark;

pub use head::{IssuerHead, name_issuers};

use super::{Extractor, Hit, Kind, Mention, Window};

pub(super) const EXTRACTOR: Extractor = Extractor {
    kind: Kind::DocumentNumber,
    term: "发文字号",
    about: "The number of an official document: issuer mark, year and serial (GB/T 9704-2012, 7.2.5), orders (令), \
            announcements (公告, 通告) and numbers with 字第.",
    find,
    examples: examples::EXAMPLES,
};

/// What kind of number it is（字号形式）.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberForm {
    /// 辽政办发〔2015〕39号
    Series,
    /// 国务院令第711号
    Order,
    /// 国家税务总局公告2015年第33号
    Announcement,
    /// 国办发明电〔2025〕7号
    Telegram,
    /// 厅字第12号, a number without a year.
    Word,
}

/// Document number（发文字号）: issuer mark, year, serial (GB/T 9704-2012, 7.2.5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentNumber {
    /// What stands before year and serial, in simplified characters: 辽政办发, 国务院令, 国家税务总局公告.
    pub organ_mark: String,
    /// Year in full, where one is stated.
    pub year: Option<u16>,
    /// Serial number; the first of a range or list.
    pub serial: u32,
    /// The last serial of a range, 3-5号.
    pub serial_end: Option<u32>,
    /// The further serials of a list, 3、7号.
    pub also: Vec<u32>,
    /// What follows the serial: -1, 之一, 附1.
    pub suffix: Option<String>,
    /// Series, order, announcement ….
    pub form: NumberForm,
    /// Whether lost signs were restored.
    pub repaired: bool,
    /// What the user knows of the mark: see [`name_issuers`].
    pub known: Vec<Issuer>,
}

/// Who may have issued a document（发文机关候选）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issuer {
    /// Name of the organ.
    pub name: String,
    /// GB/T 2260 code of its region, where it has one.
    pub region: Option<String>,
    /// Why it is a candidate.
    pub reason: &'static str,
}

impl DocumentNumber {
    /// The spelling that the standard asks for: 辽政办发〔2015〕39号. Orders and announcements, which have no brackets,
    /// keep 第: 国务院令第711号, 国家税务总局公告2015年第33号. Read again, it gives the same value.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = self.organ_mark.clone();
        match (self.form, self.year) {
            (NumberForm::Order | NumberForm::Announcement, Some(year)) => out.push_str(&format!("{year}年第")),
            (_, Some(year)) => out.push_str(&format!("〔{year}〕")),
            (_, None) => out.push('第'),
        }
        out.push_str(&self.serial.to_string());
        if let Some(end) = self.serial_end {
            out.push_str(&format!("-{end}"));
        }
        for further in &self.also {
            out.push_str(&format!("、{further}"));
        }
        match self.suffix.as_deref() {
            Some(suffix) if suffix.starts_with('-') => out.extend([suffix, "号"]),
            Some(suffix) => out.extend(["号", suffix]),
            None => out.push('号'),
        }
        out
    }
}

impl DocumentNumber {
    /// Who may have issued it, as far as the mark alone tells, the likeliest first. Looked up when asked.
    #[must_use]
    pub fn issuers(&self) -> Vec<Issuer> {
        self.after_known(issuer::candidates(&self.organ_mark))
    }

    /// What the user knows goes first.
    fn after_known(&self, read: Vec<Issuer>) -> Vec<Issuer> {
        let other = |issuer: &Issuer| self.known.iter().all(|known| known.name != issuer.name);
        self.known.iter().cloned().chain(read.into_iter().filter(other)).collect()
    }

    /// The issuers that are possible where the paper stands on a page of the region with this GB/T 2260 code: organs of
    /// the region, of what is around it, and of what is in it. A mark without a place（市政办）, and the mark of a
    /// ministry on a local page（公, 财）, are read as organs of that region.
    ///
    /// ```
    /// use gongkai::mention::{Kinds, Mention, find};
    /// let found = find("宁政办发〔2016〕5号", Kinds::ALL);
    /// let Mention::DocumentNumber(number) = &found[0].value else { panic!() };
    /// assert_eq!(number.issuers()[0].name, "宁夏回族自治区人民政府办公厅");
    /// assert_eq!(number.issuers_in("320100")[0].name, "南京市人民政府办公室");
    /// ```
    #[must_use]
    pub fn issuers_in(&self, region: &str) -> Vec<Issuer> {
        self.after_known(issuer::candidates_in(&self.organ_mark, region))
    }
}

/// The signs of which one stands in every document number, all of them among the [`MARKS`](super::window::MARKS).
pub(super) const SIGNS: [char; 5] = ['号', '號', '〔', '﹝', '['];

/// Every document number of a text, in order; `marks` holds the places of its [`SIGNS`].
pub(super) fn scan(text: &str, marks: &[(usize, char)]) -> Vec<(std::ops::Range<usize>, DocumentNumber)> {
    grammar::scan(text, marks)
}

fn find(window: &Window<'_>, hits: &mut Vec<Hit>) {
    let numbers = window.document_numbers().iter().cloned();
    hits.extend(numbers.map(|(range, number)| Hit { range, mention: Mention::DocumentNumber(number) }));
}

#[cfg(test)]
mod tests {
    use super::{NumberForm::*, scan};

    /// The form and whether signs were restored, which the spelling of the norm does not tell.
    #[test]
    fn the_form_and_what_was_restored() {
        for (text, form, repaired) in [
            ("辽政办发〔2015〕39号", Series, false),
            ("国办发明电〔2025〕7号", Telegram, false),
            ("苏政传〔2016〕88号", Telegram, false),
            ("国务院令第711号", Order, false),
            ("2015年第5号令", Order, false),
            ("市令〔2015〕3号", Order, false),
            ("国发〔2015〕3号令", Order, false),
            ("国家税务总局公告2015年第33号", Announcement, false),
            ("财政部2018年第61号公告", Announcement, false),
            ("市交警支队通告第3号", Announcement, false),
            ("厅字第12号", Word, false),
            ("国发2014〕39号", Series, true),
            ("国发〔201439号", Series, true),
            ("国发201439号", Series, true),
            ("国发2014年39号", Series, true),
            ("国发〔2014〕39", Series, true),
            ("国发〔201439", Series, true),
        ] {
            let signs: Vec<_> = text.char_indices().filter(|(_, c)| super::SIGNS.contains(c)).collect();
            let found = scan(text, &signs);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].0, 0..text.len(), "{text}");
            assert_eq!((found[0].1.form, found[0].1.repaired), (form, repaired), "{text}");
        }
    }
}
