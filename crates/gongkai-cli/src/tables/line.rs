//! What tables take of a line: a fraction of its bytes, so that mentions and grids are passed over unread.

use std::borrow::Cow;

use gongkai::write::{
    json::{Document, Finding, Report, Section},
    table::{Extract, Origin},
};
use serde::Deserialize;

use crate::batch::line::Input;

/// A [line](crate::batch::line::Line), without what no table has.
#[derive(Deserialize)]
pub(super) struct Line<'a> {
    #[serde(borrow)]
    input: Input<'a>,
    #[serde(borrow, default)]
    text: Cow<'a, str>,
    #[serde(default)]
    document: Document<'a>,
    #[serde(default)]
    sections: Vec<Section<'a>>,
    #[serde(default)]
    report: Option<Report<'a>>,
    #[serde(default)]
    findings: Vec<Finding<'a>>,
}

impl<'a> Line<'a> {
    pub(super) fn read(line: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str(line)
    }

    pub(super) fn input(&self) -> &Input<'a> {
        &self.input
    }

    pub(super) fn origin(&self) -> Origin<'_> {
        let Input { id, status, message, url, warc_filename, warc_record_offset, warc_record_length } = &self.input;
        Origin {
            id,
            status: status.name(),
            message: message.as_deref(),
            url: url.as_deref(),
            warc_filename: warc_filename.as_deref(),
            warc_record_offset: *warc_record_offset,
            warc_record_length: *warc_record_length,
        }
    }

    /// What was read, if anything was.
    pub(super) fn page(&self) -> Option<Extract<'_>> {
        (!self.input.status.is_failed()).then(|| Extract {
            text: &self.text,
            document: &self.document,
            sections: &self.sections,
            report: self.report.as_ref(),
            findings: &self.findings,
        })
    }
}
