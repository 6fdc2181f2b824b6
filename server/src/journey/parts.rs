//! Whether a push would make a journey a part of itself by way of others. A journey's own log cannot know; the portfolio's lines do.

use shared::{
    journey::{self, Parts},
    log::{Board, Intent, Rejection},
};

use super::lines;
use crate::{service::Services, store::StoreError};

/// Why the intents are refused, and which; `None` where nothing speaks against them. To be asked while nobody else can write.
pub(super) async fn refused(
    services: &Services,
    board: &Board,
    intents: &[Intent],
) -> Result<Option<(u32, Rejection)>, StoreError> {
    if !intents.iter().any(journey::says_parts) {
        return Ok(None);
    }
    let lines = services.journeys().lines().await?;
    // A line of an older version says nothing of parts; the list of journeys tolerates a ring.
    let summaries = lines.iter().filter_map(lines::summary);
    let others: Vec<_> = summaries
        .filter(|summary| summary.id != board.journey.id)
        .collect();
    let at = journey::turning(&board.journey, &Parts::of(&others), intents);
    Ok(at.map(|at| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        (at, Rejection::OwnJourney)
    }))
}
