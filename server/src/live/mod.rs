//! Live boards: everybody who has a board open hears of every entry as soon as it is durable, and of what the others do.
//!
//! A *hub* for each board that somebody pushes to or listens to: pushes wait in its inbox, and whoever has the board decides all of them
//! in one transaction, so that one write to the disk serves many. Only then are they told. What is said when stands in `shared::live`;
//! here are sockets, clocks and the store.

mod attendee;
pub(crate) mod http;
mod hub;
mod refresh;
mod socket;
mod sockets;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Instant,
};

use shared::{id::JourneyId, live::Millis};

pub(crate) use hub::Hub;
pub use sockets::{MostSockets, Sockets};

/// The hubs of a workspace's boards. One lives as long as somebody holds it.
pub(crate) struct Hubs {
    by_journey: Mutex<HashMap<JourneyId, Weak<Hub>>>,
    began: Instant,
}

impl Default for Hubs {
    fn default() -> Self {
        Self {
            by_journey: Mutex::default(),
            began: Instant::now(),
        }
    }
}

impl Hubs {
    /// The hub of a board, made if there is none.
    pub(crate) fn hub(&self, journey: JourneyId) -> Arc<Hub> {
        let mut hubs = self.hubs();
        if let Some(hub) = hubs.get(&journey).and_then(Weak::upgrade) {
            return hub;
        }
        hubs.retain(|_, hub| hub.strong_count() > 0);
        let hub = Arc::new(Hub::new(journey));
        hubs.insert(journey, Arc::downgrade(&hub));
        hub
    }

    /// The hubs that there are.
    pub(crate) fn open(&self) -> Vec<Arc<Hub>> {
        self.hubs().values().filter_map(Weak::upgrade).collect()
    }

    /// Now, on a clock that never goes back.
    pub(crate) fn now(&self) -> Millis {
        Millis::try_from(self.began.elapsed().as_millis()).unwrap_or(Millis::MAX)
    }

    fn hubs(&self) -> std::sync::MutexGuard<'_, HashMap<JourneyId, Weak<Hub>>> {
        self.by_journey
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
