//! A push, from the queue of a replica into the log: the only way in which a board changes.
//!
//! Lock the board → begin the transaction → catch up → answer repeated pushes → decide in place → append → commit → put
//! the board back. Whatever fails on the way leaves the board's place empty and the transaction undone: the store, and
//! only the store, says what happened.

use shared::{
    access::Actor,
    api::{Outcome, Push, PushReply},
    id::JourneyId,
    log::{Context, Entry, Rejection, Timestamp, decide_push},
};

use super::{lines, live::Live, parts};
use crate::{
    log::{
        Kept, LogWrite, Pusher,
        admit::{Admission, admit, settle},
        follow::Position,
    },
    service::Services,
    store::StoreError,
};

/// Does it; `None` when there is no such journey.
pub(super) async fn push(
    services: &Services,
    actor: Actor,
    journey: JourneyId,
    push: Push,
    at: Timestamp,
) -> Result<Option<PushReply>, StoreError> {
    let slot = services.boards().slot(journey);
    let mut place = slot.lock().await;
    let live = match place.take() {
        Some(live) => Some(live),
        None => {
            Live::load(
                journey,
                services.catalogue_log(),
                services.logs(),
                services.journeys(),
            )
            .await?
        }
    };
    let Some(mut live) = live else {
        return Ok(None);
    };
    let mut write = services.logs().write().await?;
    live.catch_up_in(write.as_mut()).await?;
    let outcome = decided(services, &mut live, write, Context { actor, at }, &push).await?;
    let update = live
        .update(services.lineage(), push.lineage, push.base, services.logs())
        .await?;
    *place = Some(live);
    Ok(Some(PushReply { outcome, update }))
}

async fn decided(
    services: &Services,
    live: &mut Live,
    mut write: Box<dyn LogWrite>,
    context: Context,
    push: &Push,
) -> Result<Outcome, StoreError> {
    let refused = |rejection| {
        Ok(Outcome::Rejected {
            intent: None,
            rejection,
        })
    };
    let pusher = Pusher {
        log: live.journey.log(),
        actor: context.actor.id,
        client: push.client_id,
    };
    let heads = live.heads();
    if push.lineage != services.lineage() {
        return refused(Rejection::AheadOfLog {
            head: heads.journey,
        });
    }
    match admit(write.as_mut(), pusher, push).await? {
        Admission::Repeated(outcome) => return Ok(outcome),
        Admission::Refused(rejection) => return refused(rejection),
        Admission::Next => {}
    }
    if push.base.journey > heads.journey {
        return refused(Rejection::AheadOfLog {
            head: heads.journey,
        });
    }
    if push.base.catalogue > heads.catalogue {
        return refused(Rejection::AheadOfLog {
            head: heads.catalogue,
        });
    }
    let turning = parts::refused(services, write.as_mut(), &live.board, &push.intents).await?;
    let decided = match turning {
        Some((at, rejection)) => Err((Some(at), rejection)),
        None => decide_push(&mut live.board, &context, &push.intents),
    };
    let outcome = match decided {
        Err((intent, rejection)) => Outcome::Rejected { intent, rejection },
        Ok(decided) => {
            let (of_catalogue, of_journey) = decided.by_log();
            if !of_catalogue.is_empty() {
                let entry = next(live.catalogue.head(), of_catalogue, &context, push);
                write
                    .append(live.catalogue.log(), Kept::from_entry(&entry)?)
                    .await?;
                if let Some(snapshot) = Position::snapshot_due(entry.seq, &live.board.catalogue)? {
                    write.keep_snapshot(live.catalogue.log(), snapshot).await?;
                }
                live.catalogue.moved(entry);
            }
            // Also without a change: the entry is the acknowledgement.
            let entry = next(live.journey.head(), of_journey, &context, push);
            let seq = entry.seq;
            write
                .append(live.journey.log(), Kept::from_entry(&entry)?)
                .await?;
            if let Some(snapshot) = Position::snapshot_due(seq, &live.board.journey)? {
                write.keep_snapshot(live.journey.log(), snapshot).await?;
            }
            live.journey.moved(entry);
            write
                .keep_line(lines::kept(
                    &live.board.journey,
                    &live.slug,
                    seq,
                    context.at,
                )?)
                .await?;
            Outcome::Accepted { seq }
        }
    };
    settle(write.as_mut(), pusher, push, &outcome).await?;
    write.commit().await?;
    Ok(outcome)
}

fn next<C>(head: u64, changes: Vec<C>, context: &Context, push: &Push) -> Entry<C> {
    Entry {
        seq: head + 1,
        client_id: push.client_id,
        client_seq: push.client_seq,
        actor: context.actor.id,
        at: context.at,
        changes,
    }
}
