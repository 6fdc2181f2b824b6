//! On which boards touchpoints are: what a board's log says of it, kept until the log goes on.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use shared::{
    id::{JourneyId, TouchpointId},
    journey::Journey,
    log::Seq,
};

use crate::{
    friction,
    log::{LogStore, follow::load},
    store::StoreError,
};

/// The touchpoints of each board that was asked for, as of an entry of its log.
#[derive(Debug, Default)]
pub(crate) struct Placed(BTreeMap<JourneyId, (Seq, BTreeSet<TouchpointId>)>);

impl Placed {
    /// The first of the boards that each of the touchpoints is on, by the board's place. Boards are read until all are found, and
    /// only those that changed since they were read last; what is known of others is forgotten.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn first(
        &mut self,
        boards: &[(JourneyId, Seq)],
        wanted: &BTreeSet<TouchpointId>,
        logs: &dyn LogStore,
    ) -> Result<BTreeMap<TouchpointId, usize>, StoreError> {
        let mut known = mem::take(&mut self.0);
        let mut found = BTreeMap::new();
        for (at, (journey, seq)) in boards.iter().enumerate() {
            let on_it = match known.remove(journey) {
                Some((read, on_it)) if read == *seq => on_it,
                // Once all are found, what is not up to date is not worth reading.
                _ if found.len() == wanted.len() => continue,
                _ => {
                    let (board, _) = load((*journey).into(), Journey::new(*journey), logs).await?;
                    friction::placed(&board)
                        .into_iter()
                        .map(|(_, touchpoint)| touchpoint)
                        .collect()
                }
            };
            for touchpoint in wanted.intersection(&on_it) {
                found.entry(*touchpoint).or_insert(at);
            }
            self.0.insert(*journey, (*seq, on_it));
        }
        Ok(found)
    }
}
