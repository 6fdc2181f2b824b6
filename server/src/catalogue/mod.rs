//! The catalogue: one log per workspace, followed in memory.

pub mod http;
mod used;

use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, CatalogueReply, CatalogueView, ErrorCode, Outcome, Push},
    catalogue::{self, Catalogue, CatalogueChange, CatalogueIntent},
    id::ClientId,
    log::{Context, Entry, Intent, Rejection, Timestamp, decide_catalogue_push},
};
use uuid::Uuid;

use crate::{
    clock,
    log::{
        Kept, LogWrite, Pusher,
        admit::{Admission, admit, settle, speaks_ours},
        follow::{Position, Source, load},
    },
    service::{Services, allowed, detached},
    store::StoreError,
};

/// The catalogue in memory.
pub(crate) struct Live {
    catalogue: Catalogue,
    position: Position<CatalogueChange>,
}

impl Services {
    /// The catalogue, with everything committed so far.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn catalogue(&self, actor: &Actor) -> Result<CatalogueView, ApiError> {
        self.with_live(actor, |live| self.view(live)).await
    }

    /// Looks at the catalogue, with everything committed so far, where it is: it may be large, and copying it takes longer than to
    /// look through it.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub(crate) async fn with_catalogue<T>(
        &self,
        actor: &Actor,
        look: impl FnOnce(&Catalogue) -> T,
    ) -> Result<T, ApiError> {
        self.with_live(actor, |live| look(&live.catalogue)).await
    }

    async fn with_live<T>(
        &self,
        actor: &Actor,
        look: impl FnOnce(&Live) -> T,
    ) -> Result<T, ApiError> {
        allowed(actor, Action::Read, Resource::Catalogue)?;
        let mut place = self.catalogue_place().lock().await;
        let mut live = self.take(&mut place).await?;
        live.position
            .catch_up(&mut live.catalogue, &mut Source::Committed(self.logs()))
            .await?;
        let seen = look(&live);
        *place = Some(live);
        Ok(seen)
    }

    /// Decides a push to the catalogue alone and appends what it gives.
    ///
    /// # Errors
    /// Not allowed, another protocol, an intent about a journey, or the store failed.
    pub async fn push_catalogue(
        &self,
        actor: &Actor,
        push: Push,
    ) -> Result<CatalogueReply, ApiError> {
        allowed(actor, Action::Edit, Resource::Catalogue)?;
        if !speaks_ours(&push) {
            return Err(ApiError::new(ErrorCode::WrongProtocol));
        }
        let intents = of_catalogue(&push.intents)?;
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let mut place = services.catalogue_place().lock().await;
            let mut live = services.take(&mut place).await?;
            let mut write = services.logs().write().await?;
            live.position
                .catch_up(
                    &mut live.catalogue,
                    &mut Source::Transaction(write.as_mut()),
                )
                .await?;
            let context = Context {
                actor,
                at: clock::now(),
            };
            let outcome = services
                .decided(&mut live, write, context, &push, &intents)
                .await?;
            let view = services.view(&live);
            *place = Some(live);
            Ok(CatalogueReply { outcome, view })
        })
        .await
    }

    /// Takes the catalogue out of its place, or reads it. Work that ends early leaves the place empty.
    async fn take(&self, place: &mut Option<Live>) -> Result<Live, StoreError> {
        match place.take() {
            Some(live) => Ok(live),
            None => {
                let (catalogue, position) =
                    load(self.catalogue_log(), Catalogue::default(), self.logs()).await?;
                Ok(Live {
                    catalogue,
                    position,
                })
            }
        }
    }

    fn view(&self, live: &Live) -> CatalogueView {
        CatalogueView {
            lineage: self.lineage(),
            seq: live.position.head(),
            catalogue: live.catalogue.clone(),
        }
    }

    async fn decided(
        &self,
        live: &mut Live,
        mut write: Box<dyn LogWrite>,
        context: Context,
        push: &Push,
        intents: &[CatalogueIntent],
    ) -> Result<Outcome, StoreError> {
        let refused = |rejection| {
            Ok(Outcome::Rejected {
                intent: None,
                rejection,
            })
        };
        let log = live.position.log();
        let pusher = Pusher {
            log,
            actor: context.actor.id,
            client: push.client_id,
        };
        let head = live.position.head();
        if push.lineage != self.lineage() {
            return refused(Rejection::AheadOfLog { head });
        }
        match admit(write.as_mut(), pusher, push).await? {
            Admission::Repeated(outcome) => return Ok(outcome),
            Admission::Refused(rejection) => return refused(rejection),
            Admission::Next => {}
        }
        if push.base.catalogue > head {
            return refused(Rejection::AheadOfLog { head });
        }
        let outcome = match decide_catalogue_push(&mut live.catalogue, &context, intents) {
            Err((intent, rejection)) => Outcome::Rejected { intent, rejection },
            Ok((changes, _)) => {
                let entry = Entry {
                    seq: head + 1,
                    client_id: push.client_id,
                    client_seq: push.client_seq,
                    actor: context.actor.id,
                    at: context.at,
                    changes,
                };
                write.append(log, Kept::from_entry(&entry)?).await?;
                if let Some(snapshot) = Position::snapshot_due(entry.seq, &live.catalogue)? {
                    write.keep_snapshot(log, snapshot).await?;
                }
                live.position.moved(entry);
                Outcome::Accepted { seq: head + 1 }
            }
        };
        settle(write.as_mut(), pusher, push, &outcome).await?;
        write.commit().await?;
        Ok(outcome)
    }

    /// Gives a new workspace the catalogue that everyone starts from.
    pub(crate) async fn start_catalogue(
        &self,
        actor: Actor,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let log = self.catalogue_log();
        let mut write = self.logs().write().await?;
        if write.head(log).await?.is_some() {
            return Ok(());
        }
        let intents = catalogue::start(self.lang(), Uuid::now_v7);
        let context = Context { actor, at };
        let (changes, _) = decide_catalogue_push(&mut Catalogue::default(), &context, &intents)
            .map_err(|(_, rejection)| StoreError::damaged(rejection))?;
        let client_id = ClientId::new(log.0);
        let entry = Entry {
            seq: 1,
            client_id,
            client_seq: 1,
            actor: context.actor.id,
            at,
            changes,
        };
        write.create(log).await?;
        write.append(log, Kept::from_entry(&entry)?).await?;
        write.commit().await
    }
}

/// The intents, if all are about the catalogue.
fn of_catalogue(intents: &[Intent]) -> Result<Vec<CatalogueIntent>, ApiError> {
    let of_catalogue = |(index, intent): (usize, &Intent)| match intent {
        Intent::Catalogue(intent) => Ok(intent.clone()),
        Intent::Journey(_) => Err(ApiError::new(ErrorCode::Invalid)
            .with("field", format!("intents[{index}]"))
            .with(
                "detail",
                "an intent about a journey is pushed to that journey",
            )),
    };
    intents.iter().enumerate().map(of_catalogue).collect()
}
