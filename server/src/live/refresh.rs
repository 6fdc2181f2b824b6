//! What happens by itself: what others do is told every so often, and entries that came by another way are noticed.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use shared::id::JourneyId;
use tokio::time::{Instant, sleep, timeout_at};

use super::Hub;
use crate::service::Services;

/// How often everybody is told what others do.
const PRESENCE_EVERY: Duration = Duration::from_millis(50);
/// How often it is looked whether another process appended something.
const LOOK_EVERY: Duration = Duration::from_secs(5);

impl Services {
    /// Entries came into the catalogue by way of a board, or by none: those who listen to others are told.
    pub(crate) fn catalogue_moved(&self, but: Option<JourneyId>) {
        for hub in self.hubs().open() {
            if Some(hub.journey) == but || hub.is_empty() {
                continue;
            }
            let services = self.clone();
            tokio::spawn(async move { hub.refresh(&services).await });
        }
    }

    /// Entries came into a journey's log otherwise than as pushes.
    pub(crate) fn journey_moved(&self) {
        self.catalogue_moved(None);
    }
}

/// Keeps those who listen to a board up to date, as long as somebody does. Only one does it for each hub.
pub(super) fn keep(services: &Services, hub: &Arc<Hub>) {
    if !hub.keeps() {
        return;
    }
    let (services, hub) = (services.clone(), Arc::downgrade(hub));
    tokio::spawn(async move {
        let mut look = Instant::now() + LOOK_EVERY;
        while let Some(hub) = hub.upgrade() {
            if hub.is_empty() {
                hub.kept.store(false, Ordering::Release);
                // Whoever came in between asked in vain.
                if hub.is_empty() || !hub.keeps() {
                    return;
                }
            }
            if timeout_at(look, hub.stirred.notified()).await.is_err() {
                look = Instant::now() + LOOK_EVERY;
                hub.refresh(&services).await;
            } else {
                hub.tell_presence();
                drop(hub);
                sleep(PRESENCE_EVERY).await;
            }
        }
    });
}
