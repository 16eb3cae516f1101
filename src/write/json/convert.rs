//! From a reading to its JSON form: bytes become characters, numbers become words.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{
    Block, Cell, Date, Document, DocumentNumber, DocumentTitle, FAMILY, Fact, Figure, Finding, Issuer, Mentions, Money,
    NumberRange, Organ, Page, Percentage, Place, Plain, Quantity, Region, Report, SCHEMA, Section, Source, Table,
};
use crate::{
    Found, Reading, ScalarIndex, Span,
    mention::{self, DateExpr, Mention},
    page, report,
    text::numeral::to_digits,
};

impl<'a> Page<'a> {
    /// The JSON form of a reading; `name` is what its source is called.
    #[must_use]
    pub fn new(reading: &'a Reading, name: &'a str) -> Self {
        let at = &Writer::new(&reading.document.text);
        Self {
            schema: SCHEMA.into(),
            source: Source {
                name: name.into(),
                bytes: reading.source.bytes,
                media: reading.document.media,
                encoding: reading.source.encoding.into(),
                encoding_from: reading.source.encoding_from,
                malformed: reading.source.malformed,
            },
            text: at.text.into(),
            blocks: reading.document.blocks.iter().map(|block| at.block(block)).collect(),
            tables: reading.document.tables.iter().map(|table| at.table(table)).collect(),
            document: at.facts(&reading.facts),
            sections: reading
                .sections
                .iter()
                .map(|section| Section {
                    level: section.level,
                    marker: (&section.marker).into(),
                    ordinal: section.ordinal,
                    heading: (&section.heading).into(),
                    span: at.place(section.span),
                    body: at.place(section.body),
                    parent: section.parent,
                })
                .collect(),
            mentions: at.mentions(&reading.mentions, reading.report.as_ref()),
            report: reading.report.as_ref().map(|report| at.report(report)),
            findings: reading.findings.iter().map(|finding| at.finding(finding)).collect(),
        }
    }
}

/// The text and the way from its bytes to its characters.
struct Writer<'a> {
    text: &'a str,
    index: ScalarIndex<'a>,
}

fn number<'a>(number: Decimal) -> Cow<'a, str> {
    to_digits(number).into()
}

/// The date of a fact, written out.
fn written<'a>(date: &impl ToString) -> Cow<'a, str> {
    date.to_string().into()
}

fn opt(text: Option<&String>) -> Option<Cow<'_, str>> {
    text.map(Into::into)
}

impl<'a> Writer<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, index: ScalarIndex::new(text) }
    }

    fn place(&self, span: Span) -> Place {
        self.index.scalars(span)
    }

    fn words(&self, span: Span) -> Cow<'a, str> {
        span.of(self.text).into()
    }

    fn block(&self, block: &page::Block) -> Block<'a> {
        Block {
            kind: block.kind,
            role: block.role,
            span: self.place(block.span),
            reason: block.reason.into(),
            level: block.level,
            table: block.table,
        }
    }

    fn table(&self, table: &page::Table) -> Table {
        Table {
            span: self.place(table.span),
            rows: table.rows,
            columns: table.columns,
            caption: table.caption.map(|span| self.place(span)),
            unit: table.unit.map(|span| self.place(span)),
            cells: table
                .cells
                .iter()
                .map(|cell| Cell {
                    row: cell.row,
                    column: cell.column,
                    rowspan: cell.rowspan,
                    colspan: cell.colspan,
                    header: cell.header,
                    span: self.place(cell.span),
                })
                .collect(),
        }
    }

    fn fact<T>(
        &self,
        stated: Option<&'a (T, Option<Span>)>,
        value: impl Fn(&'a T) -> Cow<'a, str>,
    ) -> Option<Fact<'a>> {
        stated.map(|(fact, span)| Fact { value: value(fact), span: span.map(|span| self.place(span)) })
    }

    fn facts(&self, facts: &'a report::Facts) -> Document<'a> {
        let words = |fact: &'a Option<(String, _)>| self.fact(fact.as_ref(), Into::into);
        let date = |fact: &'a Option<(_, _)>| self.fact(fact.as_ref(), written);
        Document {
            title: words(&facts.title),
            published: date(&facts.published),
            source_organ: words(&facts.source_organ),
            index_number: words(&facts.index_number),
            document_number: words(&facts.document_number),
            issuing_organ: words(&facts.issuing_organ),
            written: date(&facts.written),
            subject: words(&facts.subject),
            validity: words(&facts.validity),
        }
    }

    fn mentions(&self, found: &'a [Found<Mention>], report: Option<&'a report::AnnualReport>) -> Mentions<'a> {
        let region = report.and_then(|report| report.region.as_ref());
        let mut all = Mentions::default();
        for Found { value: mention, span } in found {
            let (text, span) = (self.words(*span), self.place(*span));
            let date = |date: &'a DateExpr, text| Date {
                value: mention.value().into(),
                precision: date.precision().into(),
                text,
                span,
            };
            let plain = |text| Plain { value: mention.value().into(), text, span };
            match mention {
                Mention::Number(_) => all.numbers.push(plain(text)),
                Mention::Ordinal(_) => all.ordinals.push(plain(text)),
                Mention::Percent(percent) => all.percentages.push(Percentage {
                    value: mention.value().into(),
                    text,
                    span,
                    bound: percent.bound,
                    high: percent.high.map(number),
                }),
                Mention::NumberRange(_) => {
                    all.number_ranges.push(NumberRange { value: mention.value().into(), text, span });
                }
                Mention::Money(money) => all.money.push(Money {
                    value: mention.value().into(),
                    currency: money.currency.into(),
                    unit: (&money.unit).into(),
                    approximate: money.bound.is_approximate(),
                    text,
                    span,
                    bound: money.bound,
                    high: money.high.map(number),
                }),
                Mention::Quantity(quantity) => all.quantities.push(Quantity {
                    value: mention.value().into(),
                    unit: (&quantity.unit).into(),
                    approximate: quantity.bound.is_approximate(),
                    text,
                    span,
                    bound: quantity.bound,
                    high: quantity.high.map(number),
                    dimension: quantity.dimension,
                    each: quantity.each,
                }),
                Mention::Date(expr) | Mention::DatePeriod(expr) | Mention::Recurring(expr) => {
                    all.dates.push(date(expr, text));
                }
                Mention::Duration(expr) => all.durations.push(date(expr, text)),
                Mention::DocumentNumber(number) => all.document_numbers.push(DocumentNumber {
                    value: mention.value().into(),
                    text,
                    organ_mark: (&number.organ_mark).into(),
                    year: number.year,
                    serial: number.serial,
                    serial_end: number.serial_end,
                    span,
                    repaired: number.repaired,
                    issuers: issuers(number, region)
                        .into_iter()
                        .map(|issuer| Issuer {
                            name: issuer.name.into(),
                            region: issuer.region.map(Into::into),
                            reason: issuer.reason.into(),
                        })
                        .collect(),
                }),
                Mention::DocumentTitle(title) => all.document_titles.push(DocumentTitle {
                    value: (&title.title).into(),
                    text,
                    span,
                    short_for: opt(title.short_for.as_ref()),
                    number: opt(title.number.as_ref()),
                }),
                #[cfg(feature = "segment")]
                Mention::Organization(organization) => all.organizations.push(super::Organization {
                    value: mention.value().into(),
                    text,
                    span,
                    region: match report {
                        Some(report) => report.region_of(organization),
                        None => organization.region.clone(),
                    }
                    .map(Into::into),
                    stands_for: report.and_then(|report| report.stands_for(organization)).map(Into::into),
                }),
            }
        }
        all
    }

    fn report(&self, report: &'a report::AnnualReport) -> Report<'a> {
        Report {
            family: FAMILY.into(),
            form: opt(report.form.as_ref()),
            year: report.year.as_ref().map(|year| year.value),
            year_span: report.year.as_ref().map(|year| self.place(year.span)),
            organ: report
                .organ
                .as_ref()
                .map(|organ| Organ { value: (&organ.name).into(), span: organ.span.map(|span| self.place(span)) }),
            region: report.region.as_ref().map(|region| Region {
                code: (&region.code).into(),
                level: region.level,
                path: region.path.iter().map(Into::into).collect(),
            }),
            figures: report.figures.iter().map(|figure| self.figure(figure)).collect(),
        }
    }

    fn figure(&self, figure: &'a report::Figure) -> Figure<'a> {
        Figure {
            key: figure.key.as_str().into(),
            entry: figure.entry.name().into(),
            value: figure.entry.number().map(number),
            unit: opt(figure.unit.as_ref()),
            approximate: figure.approximate,
            from: figure.from,
            rule: (&figure.rule).into(),
            text: figure.span.map(|span| self.words(span)),
            span: figure.span.map(|span| self.place(span)),
            section: figure.section,
            sentence: figure.sentence.map(|span| self.place(span)),
        }
    }

    fn finding(&self, finding: &'a crate::Finding) -> Finding<'a> {
        Finding {
            code: finding.code.into(),
            severity: finding.severity,
            message_en: (&finding.message_en).into(),
            message_zh: (&finding.message_zh).into(),
            spans: finding.spans.iter().map(|span| self.place(*span)).collect(),
            expected: opt(finding.expected.as_ref()),
            stated: opt(finding.stated.as_ref()),
        }
    }
}

/// Who may have issued a document that the page names: organs of its own region, of what is around it and in it, or, where
/// the mark is none of theirs, all that it may be.
fn issuers(number: &mention::DocumentNumber, region: Option<&report::Region>) -> Vec<mention::Issuer> {
    let near = region.map(|region| number.issuers_in(&region.code)).unwrap_or_default();
    if near.is_empty() { number.issuers() } else { near }
}
