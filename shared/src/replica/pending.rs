//! A push that the server has not answered.

use crate::log::{ClientSeq, Decided, Intent, Timestamp};

#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) client_seq: ClientSeq,
    /// When the person did it.
    pub(super) at: Timestamp,
    pub(super) intents: Vec<Intent>,
    /// What it does to what is shown; `None` while it does not apply.
    pub(super) applied: Option<Decided>,
    /// It was told that it does not apply.
    pub(super) skipped: bool,
}
