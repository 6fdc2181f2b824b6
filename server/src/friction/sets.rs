//! Saved settings of a workspace: a log of their own, decided by `shared::friction::sets`.
//!
//! Few and seldom changed, so the log is read whenever it is asked for; nothing of it stays in memory.

use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, ErrorCode, FrictionSetsView, HistoryQuery, SetHistory, Why},
    friction::{Costs, FrictionSets, SetChange, SetError, SetIntent, sets},
    id::ClientId,
    log::{Context, Entry},
};
use uuid::Uuid;

use crate::{
    clock,
    journey::page_of,
    log::{
        Kept, LogId,
        follow::{Followed, Position, Source, load},
    },
    service::{Services, allowed, because_of, detached, not_found},
};

/// Under this name, the log's id follows from the workspace's.
const LOG: &[u8] = b"friction sets";

impl Followed for FrictionSets {
    type Change = SetChange;
    const KIND: &'static str = "friction_sets_snapshot";

    fn take(&mut self, change: &SetChange) {
        sets::apply(self, change);
    }
}

impl Services {
    /// The saved sets, and which one the workspace is scored by.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn friction_sets(&self, actor: &Actor) -> Result<FrictionSetsView, ApiError> {
        allowed(actor, Action::Read, Resource::Friction)?;
        let (sets, _) = self.read_sets().await?;
        Ok(FrictionSetsView::of(&sets))
    }

    /// Saves, changes, retires or uses a set.
    ///
    /// # Errors
    /// Not allowed, why it may not be, or the store failed. Then nothing was changed.
    pub async fn change_friction_sets(
        &self,
        actor: &Actor,
        intent: SetIntent,
    ) -> Result<FrictionSetsView, ApiError> {
        allowed(actor, Action::Edit, Resource::Friction)?;
        if let SetIntent::SetEffort { touchpoint, .. } = &intent {
            let known = self.catalogue(actor).await?.catalogue.touchpoints;
            if !known.contains_key(touchpoint) {
                return Err(not_found("touchpoint"));
            }
        }
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let (mut sets, mut position) = services.read_sets().await?;
            let mut write = services.logs().write().await?;
            if write.head(position.log()).await?.is_none() {
                write.create(position.log()).await?;
            }
            // What was committed while this one waited for its turn.
            position
                .catch_up(&mut sets, &mut Source::Transaction(write.as_mut()))
                .await?;
            let context = Context {
                actor,
                at: clock::now(),
            };
            if let Some(change) =
                sets::decide(&sets, &context, &intent).map_err(|error| refused(&error))?
            {
                sets::apply(&mut sets, &change);
                let entry = Entry {
                    seq: position.head() + 1,
                    client_id: ClientId::new(Uuid::now_v7()),
                    client_seq: 1,
                    actor: context.actor.id,
                    at: context.at,
                    changes: vec![change],
                };
                write
                    .append(position.log(), Kept::from_entry(&entry)?)
                    .await?;
                write.commit().await?;
            }
            Ok(FrictionSetsView::of(&sets))
        })
        .await
    }

    /// Who changed which set, newest first.
    ///
    /// # Errors
    /// Not allowed, a page too large, or the store failed.
    pub async fn friction_set_history(
        &self,
        actor: &Actor,
        query: HistoryQuery,
    ) -> Result<SetHistory, ApiError> {
        allowed(actor, Action::Read, Resource::Friction)?;
        let (entries, before) = page_of(self.logs(), self.sets_log(), query).await?;
        Ok(SetHistory { entries, before })
    }

    /// What the workspace has agreed on about friction: what it is scored by, and what losses cost.
    pub(crate) async fn agreed(&self) -> Result<FrictionSets, ApiError> {
        Ok(self.read_sets().await?.0)
    }

    fn sets_log(&self) -> LogId {
        LogId(Uuid::new_v5(&self.catalogue_log().0, LOG))
    }

    async fn read_sets(&self) -> Result<(FrictionSets, Position<SetChange>), ApiError> {
        Ok(load(self.sets_log(), FrictionSets::default(), self.logs()).await?)
    }
}

fn refused(error: &SetError) -> ApiError {
    let invalid = |field: &str| {
        ApiError::new(ErrorCode::Invalid)
            .with("field", field)
            .with("detail", error)
    };
    match error {
        SetError::Forbidden => ApiError::new(ErrorCode::Forbidden),
        SetError::Missing => not_found("friction_set"),
        SetError::IdUsed => ApiError::new(ErrorCode::Exists).with("field", "id"),
        SetError::NameTaken => ApiError::new(ErrorCode::Exists).with("field", "name"),
        SetError::Name(rejection) => because_of(invalid("name"), rejection),
        SetError::TooMany => invalid("sets")
            .because(Why::TooMany)
            .with("most", sets::MOST_SETS),
        SetError::InUse => invalid("set").because(Why::InUse),
        SetError::Costs => invalid("costs")
            .because(Why::OutOfRange)
            .with("least", 1)
            .with("most", Costs::MOST),
        SetError::Effort => invalid("effort")
            .because(Why::OutOfRange)
            .with("least", 0)
            .with("most", sets::MOST_EFFORT),
    }
}
