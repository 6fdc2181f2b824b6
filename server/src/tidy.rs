//! What is cleared away once a day: images that nothing refers to, and what is left of people who came and went.

use std::time::Duration;

use crate::{account::Installation, image::sweep};

const EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Tidies now and then once a day, until it is dropped.
pub(crate) async fn daily(house: Installation) {
    loop {
        match house.workspaces().await {
            Ok(workspaces) => {
                for services in &workspaces {
                    sweep::sweep_now(services).await;
                }
            }
            Err(error) => tracing::warn!(%error, "the workspaces could not be read"),
        }
        match house.tidy().await {
            Ok(0) => {}
            Ok(gone) => tracing::info!(
                gone,
                "sessions, links and names of guests that were over were removed"
            ),
            Err(error) => tracing::warn!(%error, "what was over could not be removed"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
