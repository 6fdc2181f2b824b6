//! The portfolio's lines as they are kept.

use shared::{
    api::JourneySummary,
    journey::Journey,
    log::{Seq, Timestamp},
};

use crate::{
    log::Line,
    store::{StoreError, json},
};

const SUMMARY: &str = "journey_summary";
const SUMMARY_VERSION: u16 = 3;

/// The line of a journey after an entry.
pub(super) fn kept(
    journey: &Journey,
    slug: &str,
    seq: Seq,
    at: Timestamp,
) -> Result<Line, StoreError> {
    let summary = journey.summary(slug.to_owned(), seq, at);
    Ok(Line {
        journey: journey.id,
        slug: slug.to_owned(),
        summary: json::write(SUMMARY, SUMMARY_VERSION, &summary)?,
        changed_at: at,
    })
}

/// The summary in a line; `None` when another version of Puente wrote it, and the board has to be asked.
pub(super) fn summary(line: &Line) -> Option<JourneySummary> {
    json::read(SUMMARY, SUMMARY_VERSION, &line.summary).ok()
}
