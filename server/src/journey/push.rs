//! Pushes, from the queues of replicas into the log: the only way in which a board changes.
//!
//! Lock the board → begin the transaction → catch up → for each push: answer it if it is repeated, decide in place, append → commit →
//! put the board back. One commit makes all of them durable, each with an entry and an outcome of its own; one that is refused leaves
//! nothing but its outcome. Whatever fails on the way leaves the board's place empty and the transaction undone: the store, and only the
//! store, says what happened.

use shared::{
    api::{Outcome, Push},
    log::{Context, Entry, Rejection, decide_push},
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

/// Decides pushes in order and commits what they come to; the outcome of each. The transaction has begun, and the board caught up in it.
pub(crate) async fn decide_all(
    services: &Services,
    live: &mut Live,
    mut write: Box<dyn LogWrite>,
    wishes: &[(Context, &Push)],
) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes = Vec::with_capacity(wishes.len());
    let mut changed = None;
    for (context, push) in wishes {
        let outcome = decided(services, live, write.as_mut(), context, push).await?;
        if matches!(outcome, Outcome::Accepted { seq } if seq == live.journey.head()) {
            changed = Some(context.at);
        }
        outcomes.push(outcome);
    }
    if let Some(at) = changed {
        let seq = live.journey.head();
        let line = lines::kept(&live.board.journey, &live.slug, seq, at)?;
        write.keep_line(line).await?;
    }
    write.commit().await?;
    Ok(outcomes)
}

async fn decided(
    services: &Services,
    live: &mut Live,
    write: &mut dyn LogWrite,
    context: &Context,
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
    match admit(write, pusher, push).await? {
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
    let turning = parts::refused(services, write, &live.board, &push.intents).await?;
    let decided = match turning {
        Some((at, rejection)) => Err((Some(at), rejection)),
        None => decide_push(&mut live.board, context, &push.intents),
    };
    let outcome = match decided {
        Err((intent, rejection)) => Outcome::Rejected { intent, rejection },
        Ok(decided) => {
            let (of_catalogue, of_journey) = decided.by_log();
            if !of_catalogue.is_empty() {
                let entry = next(live.catalogue.head(), of_catalogue, context, push);
                write
                    .append(live.catalogue.log(), Kept::from_entry(&entry)?)
                    .await?;
                if let Some(snapshot) = Position::snapshot_due(entry.seq, &live.board.catalogue)? {
                    write.keep_snapshot(live.catalogue.log(), snapshot).await?;
                }
                live.catalogue.moved(entry);
            }
            // Also without a change: the entry is the acknowledgement.
            let entry = next(live.journey.head(), of_journey, context, push);
            let seq = entry.seq;
            write
                .append(live.journey.log(), Kept::from_entry(&entry)?)
                .await?;
            if let Some(snapshot) = Position::snapshot_due(seq, &live.board.journey)? {
                write.keep_snapshot(live.journey.log(), snapshot).await?;
            }
            live.journey.moved(entry);
            Outcome::Accepted { seq }
        }
    };
    settle(write, pusher, push, &outcome).await?;
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
