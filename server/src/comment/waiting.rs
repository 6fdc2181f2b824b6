//! What waits for somebody: threads that they wrote in or are mentioned in, and have not seen the end of.

use shared::{
    access::{Action, Actor, Resource, Role, can},
    api::{ApiError, WaitingComments, WaitingThread},
};

use super::{names, newest_first, store};
use crate::service::{Services, allowed};

/// Threads of one answer.
const MOST: u32 = 100;

impl Services {
    /// What waits for whoever asks.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn waiting_comments(&self, actor: &Actor) -> Result<WaitingComments, ApiError> {
        if actor.role != Role::Guest {
            allowed(actor, Action::Read, Resource::Workspace)?;
        }
        let mut reader = self.reader().await?;
        let (mut threads, mentions) =
            store::waiting(&mut reader, self.workspace(), actor.id, MOST).await?;
        // What one could read once and may not any more waits for nobody.
        threads.retain(|thread| can(actor, Action::Read, thread.about.resource()));
        newest_first(&mut threads);
        let people = names::of(&mut reader, self.workspace(), &threads).await?;
        drop(reader);
        let mut waiting = Vec::with_capacity(threads.len());
        for thread in threads {
            let named = self.named(actor, thread.about).await?.unwrap_or_default();
            let mut new = thread.comments.iter().filter(|one| one.seq > thread.seen);
            let mentioned = new.any(|one| mentions.contains(&one.id));
            waiting.push(WaitingThread {
                mentioned,
                title: named.title,
                path: named.path,
                thread,
            });
        }
        Ok(WaitingComments {
            threads: waiting,
            people,
        })
    }
}
