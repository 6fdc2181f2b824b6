//! The boards in memory: a bounded number, the one not used for longest goes first.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use shared::id::JourneyId;

use super::live::Live;

/// Boards kept in memory.
const MOST: usize = 64;

/// A board's place. Whoever works on it takes it out and puts it back; if the work ends early in any way, the place
/// stays empty and the board is read from the store again.
pub(super) type Slot = Arc<tokio::sync::Mutex<Option<Live>>>;

#[derive(Default)]
pub(crate) struct Boards {
    slots: Mutex<Slots>,
}

#[derive(Default)]
struct Slots {
    by_journey: HashMap<JourneyId, (Slot, u64)>,
    uses: u64,
}

impl Boards {
    /// The place of a board, made if it has none.
    pub(super) fn slot(&self, journey: JourneyId) -> Slot {
        // Nothing below panics; were it to, the map is whole all the same.
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.uses += 1;
        let now = slots.uses;
        if let Some((slot, used)) = slots.by_journey.get_mut(&journey) {
            *used = now;
            return Arc::clone(slot);
        }
        if slots.by_journey.len() >= MOST {
            let oldest = slots
                .by_journey
                .iter()
                .min_by_key(|(_, (_, used))| *used)
                .map(|(id, _)| *id);
            if let Some(oldest) = oldest {
                slots.by_journey.remove(&oldest);
            }
        }
        let slot = Slot::default();
        slots.by_journey.insert(journey, (Arc::clone(&slot), now));
        slot
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_board_not_used_for_longest_goes_first() {
        let boards = Boards::default();
        let journey = |number: usize| JourneyId::new(Uuid::from_u128(number as u128));
        let first = boards.slot(journey(0));
        let second = boards.slot(journey(1));
        for number in 2..MOST {
            boards.slot(journey(number));
        }
        assert!(Arc::ptr_eq(&first, &boards.slot(journey(0))));
        boards.slot(journey(MOST));
        assert!(Arc::ptr_eq(&first, &boards.slot(journey(0))));
        assert!(!Arc::ptr_eq(&second, &boards.slot(journey(1))));
    }
}
