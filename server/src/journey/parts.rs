//! Whether a push would make a journey a part of itself by way of others. A journey's own log cannot know; the portfolio's lines do.

use shared::{
    journey::{self, Journey, Parts},
    log::{Board, Intent, Rejection},
};

use super::lines;
use crate::{
    log::{LogWrite, follow::load},
    service::Services,
    store::StoreError,
};

/// Why the intents are refused, and which; `None` where nothing speaks against them. `write` is the transaction in which they are
/// decided: nobody else can write, and what the logs of others say stays as it is.
pub(super) async fn refused(
    services: &Services,
    write: &mut dyn LogWrite,
    board: &Board,
    intents: &[Intent],
) -> Result<Option<(u32, Rejection)>, StoreError> {
    if !intents.iter().any(journey::says_parts) {
        return Ok(None);
    }
    let mut others = Vec::new();
    for line in services.journeys().lines().await? {
        if line.journey == board.journey.id {
            continue;
        }
        let summary = match lines::summary(&line) {
            Some(summary) => summary,
            // A line of another version may say nothing of parts: its log is read once, and the line kept anew. Not by its board's
            // place, for whoever holds that may be waiting for this transaction.
            None => {
                let (id, at) = (line.journey, line.changed_at);
                let (journey, position) =
                    load(id.into(), Journey::new(id), services.logs()).await?;
                let seq = position.head();
                write
                    .keep_line(lines::kept(&journey, &line.slug, seq, at)?)
                    .await?;
                journey.summary(line.slug, seq, at)
            }
        };
        others.push(summary);
    }
    let at = journey::turning(&board.journey, &Parts::of(&others), intents);
    Ok(at.map(|at| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        (at, Rejection::OwnJourney)
    }))
}
