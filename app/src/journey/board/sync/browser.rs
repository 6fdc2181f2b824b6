//! Sending and listening, in the browser.

use std::time::Duration;

use leptos::{ev, prelude::*, task::spawn_local};
use shared::{
    api::{
        ApiError, BoardSnapshot, ErrorCode, Outcome, PushReply, RealityQuery, ScoreQuery, Tail,
        UpdateQuery,
    },
    log::{Limit, Rejection},
    replica::Replica,
};

use super::{Status, Trouble, keep};
use crate::{
    api::{Api, Door, use_api},
    journey::board::{doing, felt, measured::Measured, reality, state::BoardState},
};

/// How often others' entries are asked for.
const POLL: Duration = Duration::from_secs(5);
/// Scores change with imports, not with edits: every so many polls is often enough.
const POLLS_PER_SCORES: u32 = 12;
/// Only what takes longer than this is shown as waiting.
const NOTICEABLE: Duration = Duration::from_millis(400);

/// Keeps what is pending, and sends it unless something is on its way already.
pub(super) fn kick(state: BoardState) {
    let kept = keep::queue(state);
    if state.status.with_untracked(|status| status.unkept == kept) {
        state.status.update(|status| status.unkept = !kept);
    }
    set_timeout(move || show_waiting(state), NOTICEABLE);
    // A retry has its own time.
    if state
        .status
        .try_with_untracked(|status| status.trouble.is_none())
        == Some(true)
    {
        spawn_local(pump(state, 0));
    }
}

fn show_waiting(state: BoardState) {
    let Some(waiting) = state.replica(Replica::pending_len) else {
        return;
    };
    if state
        .status
        .try_with_untracked(|status| status.waiting != waiting)
        == Some(true)
    {
        state.status.update(|status| status.waiting = waiting);
    }
}

/// Sends pushes until none is left or one finds no answer.
async fn pump(state: BoardState, failures: u32) {
    let mut failures = failures;
    let Ok(api) = use_api() else { return };
    // Neither is there a push once the board has left the page.
    while let Some(Some(push)) = state.exchange(Replica::next_push) {
        let client_seq = push.client_seq;
        let reply = match api.push(state.journey, push).await {
            Ok(reply) => reply,
            Err(error) => match never(&error) {
                Some(rejection) => PushReply {
                    outcome: Outcome::Rejected {
                        intent: None,
                        rejection,
                    },
                    update: shared::api::Update::Tail(Tail::default()),
                },
                None => return retry_later(state, failures, &error),
            },
        };
        failures = 0;
        let Some(notices) = state.exchange(|replica| replica.receive_reply(client_seq, reply))
        else {
            return;
        };
        state.take_notices(notices);
        keep::queue(state);
        let waiting = state.replica(Replica::pending_len).unwrap_or(0);
        if state
            .status
            .with_untracked(|status| status.trouble.is_some() || status.waiting > waiting)
        {
            state.status.update(|status| {
                *status = Status {
                    waiting,
                    trouble: None,
                    ..*status
                }
            });
        }
    }
}

/// Why a push will never be answered otherwise, however often it is sent: it must not block those behind it.
fn never(error: &ApiError) -> Option<Rejection> {
    match error.code {
        ErrorCode::Forbidden => Some(Rejection::Forbidden),
        ErrorCode::TooLarge => Some(Rejection::OverLimit {
            limit: Limit::Intents,
            actual: Limit::Intents.most().saturating_add(1),
        }),
        _ => None,
    }
}

fn retry_later(state: BoardState, failures: u32, error: &ApiError) {
    state.exchange(Replica::failed);
    let seconds = error
        .args
        .get("retry_after")
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or_else(|| 1_u32 << failures.min(5))
        .min(60);
    let trouble = match error.code {
        ErrorCode::WrongProtocol => Trouble::Outdated,
        ErrorCode::Unreachable => Trouble::Offline(seconds),
        _ => Trouble::Server(seconds),
    };
    let waiting = state.replica(Replica::pending_len).unwrap_or(0);
    state.status.update(|status| {
        *status = Status {
            waiting,
            trouble: Some(trouble),
            ..*status
        }
    });
    if trouble != Trouble::Outdated {
        let again = Duration::from_secs(seconds.into());
        set_timeout(
            move || {
                // Still a living page, and nobody has tried meanwhile.
                if state
                    .status
                    .try_with_untracked(|status| status.trouble == Some(trouble))
                    == Some(true)
                {
                    keep::queue(state);
                    spawn_local(pump(state, failures + 1));
                }
            },
            again,
        );
    }
}

/// Listens for others' entries, and takes up what earlier pages left.
pub(super) fn start(state: BoardState) {
    let tray = keep::kept_tray(state);
    if !tray.is_empty() {
        state.tray.set(tray);
    }
    spawn_local(take_up(state));

    let polls = StoredValue::new(0_u32);
    let interval = set_interval_with_handle(
        move || {
            if document().hidden() {
                return;
            }
            polls.update_value(|polls| *polls = polls.wrapping_add(1));
            poll(state, polls.get_value().is_multiple_of(POLLS_PER_SCORES));
        },
        POLL,
    );
    let focus = window_event_listener(ev::focus, move |_| poll(state, true));
    let online = window_event_listener(ev::online, move |_| {
        spawn_local(pump(state, 0));
        poll(state, false);
    });
    let leave = window_event_listener(ev::pagehide, move |_| keep::leave(state));
    on_cleanup(move || {
        if let Ok(interval) = interval {
            interval.clear();
        }
        focus.remove();
        online.remove();
        leave.remove();
    });
}

fn poll(state: BoardState, with_scores: bool) {
    let Ok(api) = use_api() else { return };
    spawn_local(async move {
        let Some(query) = state.replica(|replica| {
            let heads = replica.heads();
            (!replica.in_flight()).then(|| UpdateQuery {
                lineage: replica.lineage(),
                journey: heads.journey,
                catalogue: heads.catalogue,
            })
        }) else {
            return;
        };
        // An answer to a push brings the news as well; silence is told by the pushes, if there are any.
        if let Some(query) = query
            && let Ok(update) = api.update(state.journey, query).await
        {
            let Some(notices) = state.exchange(|replica| replica.receive(update)) else {
                return;
            };
            state.take_notices(notices);
        }
        if with_scores {
            let query = ScoreQuery {
                journey: state.journey.to_string(),
                ..ScoreQuery::default()
            };
            let journey = state.journey.to_string();
            let reality = api.reality(RealityQuery { journey }).await;
            if let (Ok(scores), Ok(reality)) = (api.scores(query).await, reality) {
                let journey = state.journey.to_string();
                let felt =
                    felt::ask(&api, &journey, state.with(|board, _| felt::told(board))).await;
                let actions = doing::ask(&api, state.reach.sees_actions).await;
                let told = reality::told(Some(reality));
                state.measure(Measured::new((Some(scores), told), felt, actions));
            }
        }
    });
}

/// Sends what earlier pages left, each under its own id, so that the server recognises what had arrived.
async fn take_up(state: BoardState) {
    let orphans = keep::orphans(state);
    if orphans.is_empty() {
        return;
    }
    let Ok(api) = use_api() else { return };
    for orphan in orphans {
        let Some(snapshot) = state.replica(|replica| BoardSnapshot {
            lineage: replica.lineage(),
            heads: replica.heads(),
            board: replica.shown().clone(),
        }) else {
            return;
        };
        // What a newer version wrote stays where it is.
        if send_orphan(state, &api, snapshot, &orphan.queue).await {
            keep::forget(&orphan);
        }
    }
    poll(state, false);
}

async fn send_orphan(state: BoardState, api: &Door, snapshot: BoardSnapshot, queue: &str) -> bool {
    let Some(actor) = state.actor() else {
        return false;
    };
    let mut replica = Replica::new(super::client_id(), actor, snapshot);
    if replica.restore(queue).is_err() {
        return false;
    }
    while let Some(push) = replica.next_push() {
        let client_seq = push.client_seq;
        let Ok(reply) = api.push(state.journey, push).await else {
            return false;
        };
        let notices = replica.receive_reply(client_seq, reply);
        state.take_notices(notices);
    }
    true
}
