//! The whole line in one call: [`Reader`].

use crate::{
    AnnualReport, Document, Finding, Found, Limits, Result, Severity, Span, check,
    finding::keep_first,
    mention::{self, Finder, IssuerHead, Kind, Kinds, Mention},
    outline::{self, Section},
    page::{self, BlockKind, Media},
    report::{self, Catalogue, Evidence, Facts},
    text::decode::{self, EncodingFrom},
};

/// Where a reading came from（来源）.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceInfo {
    /// Bytes of the input.
    pub bytes: usize,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// What decided it.
    pub encoding_from: EncodingFrom,
    /// Malformed sequences that became U+FFFD.
    pub malformed: usize,
}

/// All that was read from one page（读取结果）.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// The input.
    pub source: SourceInfo,
    /// The page as one text with blocks and tables.
    pub document: Document,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What its text mentions, in order of place.
    pub mentions: Vec<Found<Mention>>,
    /// What it says of itself.
    pub facts: Facts,
    /// The annual report that it is, if it is one.
    pub report: Option<AnnualReport>,
    /// All findings, in order of the line.
    pub findings: Vec<Finding>,
}

/// Reads pages（读取器）: limits, catalogue and options once, then any number of pages.
#[derive(Clone, Debug)]
pub struct Reader {
    limits: Limits,
    catalogue: Catalogue,
    kinds: Kinds,
    media: Option<Media>,
    encoding: Option<String>,
    issuers: Vec<IssuerHead>,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// A reader with the built-in catalogue and the default limits. Reads every kind of mention but bare numbers, which
    /// are the quantities' own parts.
    #[must_use]
    pub fn new() -> Self {
        Self {
            limits: Limits::default(),
            catalogue: Catalogue::default(),
            kinds: Kinds::ALL.without(Kind::Number),
            media: None,
            encoding: None,
            issuers: Vec::new(),
        }
    }

    /// With other limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// With other forms, such as [`Catalogue::extended`] gives.
    #[must_use]
    pub fn catalogue(mut self, catalogue: Catalogue) -> Self {
        self.catalogue = catalogue;
        self
    }

    /// Looks only for these kinds of mentions. Without [`Kind::Organization`] the word segmenter is never loaded.
    #[must_use]
    pub fn kinds(mut self, kinds: Kinds) -> Self {
        self.kinds = kinds;
        self
    }

    /// Takes every input for this kind of text instead of telling by content.
    #[must_use]
    pub fn media(mut self, media: Media) -> Self {
        self.media = Some(media);
        self
    }

    /// The encoding that the transport named, such as the charset of an HTTP header.
    #[must_use]
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// Also knows these issuer marks（发文机关代字）, before all that it reads from a mark itself.
    #[must_use]
    pub fn issuers(mut self, heads: Vec<IssuerHead>) -> Self {
        self.issuers = heads;
        self
    }

    /// Reads one page.
    ///
    /// # Errors
    /// Where there is nothing to return: empty input, not text, over the limit. Content never causes an error.
    pub fn read(&self, bytes: &[u8]) -> Result<Reading> {
        let mut source = decode::decode(bytes, self.encoding.as_deref(), &self.limits)?;
        let mut findings = std::mem::take(&mut source.findings);
        let page = page::parse(&source, self.media, &self.limits);
        let mut document = page::lay_out(page, &self.limits);
        findings.append(&mut document.findings);
        let mut outline = outline::outline(&document, self.catalogue.row_labels()?);
        findings.append(&mut outline.findings);
        let mut mentions = mentions_by(Finder::new(self.kinds, true).limits(&self.limits), &document);
        findings.extend(keep_mentions(&mut mentions, &document, self.limits.max_mentions));
        mention::name_issuers(&mut mentions, &self.issuers);
        let facts = report::facts(&document, &mentions);
        findings.extend(report::conflicts(&document));
        let evidence =
            Evidence { document: &document, sections: &outline.sections, mentions: &mentions, facts: &facts };
        let mut report = report::fit(evidence, &self.catalogue);
        if let Some(report) = &mut report {
            findings.append(&mut report.findings);
            findings.extend(check::check(report, evidence, &self.catalogue));
        }
        keep_first(&mut findings, self.limits.max_findings);
        let source = SourceInfo {
            bytes: source.bytes,
            encoding: source.encoding,
            encoding_from: source.encoding_from,
            malformed: source.malformed,
        };
        Ok(Reading { source, document, sections: outline.sections, mentions, facts, report, findings })
    }
}

/// Finds the mentions of every block（提及）, each cell of a table on its own, in order of place. A mention never reaches
/// from one block into the next.
#[must_use]
pub fn mentions(document: &Document, kinds: Kinds) -> Vec<Found<Mention>> {
    mentions_by(Finder::new(kinds, true), document)
}

fn mentions_by(mut finder: Finder, document: &Document) -> Vec<Found<Mention>> {
    let mut found = Vec::new();
    for block in &document.blocks {
        match (block.kind, block.table.and_then(|index| document.tables.get(index as usize))) {
            (BlockKind::Table, Some(table)) => {
                for cell in &table.cells {
                    finder.find(&document.text, cell.span.range(), &mut found);
                }
            }
            _ => finder.find(&document.text, block.span.range(), &mut found),
        }
    }
    mention::bind_titles(&mut found);
    found
}

/// Keeps the first `most` mentions, and says from where on there are more.
fn keep_mentions(mentions: &mut Vec<Found<Mention>>, document: &Document, most: usize) -> Option<Finding> {
    let first = mentions.get(most)?.span.start as usize;
    mentions.truncate(most);
    let message_en = format!("there are more than {most} mentions; from here on none was looked for");
    let message_zh = format!("提及超过{most}处，此处之后不再查找");
    let finding = Finding::new("limit-mentions", Severity::Doubt, message_en, message_zh);
    Some(finding.at(Span::new(first, document.text.len())))
}
