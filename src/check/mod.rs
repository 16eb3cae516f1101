//! Floor 6: checks（勾稽关系）. What the figures of a report say about each other.

use crate::{
    Finding,
    report::{AnnualReport, Catalogue, Evidence},
};

/// Runs every check over a report.
#[must_use]
pub fn check(_report: &AnnualReport, _evidence: Evidence<'_>, _catalogue: &Catalogue) -> Vec<Finding> {
    Vec::new()
}
