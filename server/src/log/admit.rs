//! Whether a push is the next of its replica, a repeated one, or one after a gap.

use shared::{
    api::{Outcome, PROTOCOL, Push},
    log::Rejection,
};

use super::{LogWrite, Pusher};
use crate::store::{StoreError, json};

const OUTCOME: &str = "push_outcome";
const OUTCOME_VERSION: u16 = 1;

/// What to do with a push.
pub(crate) enum Admission {
    /// Decide it.
    Next,
    /// It was decided before: this became of it.
    Repeated(Outcome),
    /// It cannot be decided; its number stays unused.
    Refused(Rejection),
}

/// Looks up where the push stands among those of its replica.
pub(crate) async fn admit(
    write: &mut dyn LogWrite,
    pusher: Pusher,
    push: &Push,
) -> Result<Admission, StoreError> {
    let last = write.last_push(pusher).await?;
    let got = push.client_seq;
    if got == last + 1 {
        return Ok(Admission::Next);
    }
    if got <= last
        && let Some(outcome) = write.outcome(pusher, got).await?
    {
        return Ok(Admission::Repeated(json::read(
            OUTCOME,
            OUTCOME_VERSION,
            &outcome,
        )?));
    }
    Ok(Admission::Refused(Rejection::Gap {
        expected: last + 1,
        got,
    }))
}

/// Keeps what became of a push, in the transaction that does it.
pub(crate) async fn settle(
    write: &mut dyn LogWrite,
    pusher: Pusher,
    push: &Push,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    let outcome = json::write(OUTCOME, OUTCOME_VERSION, outcome)?;
    write.keep_outcome(pusher, push.client_seq, outcome).await
}

/// Whether the client speaks our version of the protocol.
pub(crate) const fn speaks_ours(push: &Push) -> bool {
    push.protocol == PROTOCOL
}
