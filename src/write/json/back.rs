//! From JSON back to a report, for what is done with many of them.

use super::{Place, Report};
use crate::{
    Found, Span, report,
    report::{AnnualReport, Entry, Key},
};

impl Report<'_> {
    /// The report that was written. `place` gives its places: as bytes of the text with
    /// [`ScalarIndex::byte`](crate::ScalarIndex::byte), or left in characters where no text is at hand. An entry that
    /// this version does not know is unreadable; findings are not part of it.
    ///
    /// ```
    /// use gongkai::{Reader, Span, write::json::Page};
    /// let reading = Reader::new().read("青禾市2016年政府信息公开工作年度报告\n收到申请12件。".as_bytes())?;
    /// let page = Page::new(&reading, "a.txt");
    /// let back = page.report.as_ref().unwrap().to_report(|[start, end]| Span::new(start, end));
    /// assert_eq!(back.number("request.received"), reading.report.unwrap().number("request.received"));
    /// # Ok::<(), gongkai::Error>(())
    /// ```
    #[must_use]
    pub fn to_report(&self, place: impl Fn(Place) -> Span) -> AnnualReport {
        let place = |at: Option<Place>| at.map(&place);
        let figures = self.figures.iter().map(|figure| report::Figure {
            key: Key::from(&*figure.key),
            entry: entry(&figure.entry, figure.value.as_deref()),
            unit: figure.unit.as_deref().map(str::to_owned),
            approximate: figure.approximate,
            from: figure.from,
            rule: figure.rule.clone().into_owned(),
            span: place(figure.span),
            sentence: place(figure.sentence),
            section: figure.section,
        });
        AnnualReport {
            form: self.form.as_deref().map(str::to_owned),
            year: self.year.map(|year| Found::new(year, place(self.year_span).unwrap_or_default())),
            organ: self
                .organ
                .as_ref()
                .map(|organ| report::Organ { name: organ.value.clone().into_owned(), span: place(organ.span) }),
            region: self.region.as_ref().map(|region| report::Region {
                code: region.code.clone().into_owned(),
                level: region.level,
                path: region.path.iter().map(|name| name.clone().into_owned()).collect(),
            }),
            figures: figures.collect(),
            findings: Vec::new(),
        }
    }
}

fn entry(name: &str, value: Option<&str>) -> Entry {
    let known = [Entry::StatedNone, Entry::NotApplicable, Entry::Blank];
    match (name, value.and_then(|value| value.parse().ok())) {
        ("number", Some(number)) => Entry::Number(number),
        _ => known.into_iter().find(|entry| entry.name() == name).unwrap_or(Entry::Unreadable),
    }
}
