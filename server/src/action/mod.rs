//! Actions of a workspace: a log of their own, decided by `shared::action`, and what is said of what they did.
//!
//! Few beside records and seldom changed, so the log is read whenever it is asked for; nothing of it stays in memory.

pub(crate) mod http;
mod measure;

use std::collections::BTreeSet;

use shared::{
    access::{Action as Deed, Actor, Resource, can},
    action::{
        self, ActionChange, ActionError, ActionIntent, Actions, Facts, MOST_ACTIONS, Measured,
    },
    api::{
        ActionHistory, ActionHistoryQuery, ActionsQuery, ActionsView, ApiError, ErrorCode,
        HistoryQuery, Why,
    },
    id::ClientId,
    log::{Context, Entry},
    record::Privacy,
};
use uuid::Uuid;

use crate::{
    clock,
    journey::page_of,
    log::{
        Kept, LogId,
        follow::{Followed, Position, Source, load},
    },
    record::day,
    service::{Services, allowed, because_of, detached, not_found},
};

/// Under this name, the log's id follows from the workspace's.
const LOG: &[u8] = b"actions";
/// Entries about one action, where nobody says how many.
const USUAL: usize = 50;

impl Followed for Actions {
    type Change = ActionChange;
    const KIND: &'static str = "actions_snapshot";

    fn take(&mut self, change: &ActionChange) {
        action::apply(self, change);
    }
}

impl Services {
    /// The actions that are shown, with what is said of what they did.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn actions(
        &self,
        actor: &Actor,
        query: &ActionsQuery,
    ) -> Result<ActionsView, ApiError> {
        allowed(actor, Deed::Read, Resource::Actions)?;
        allowed(actor, Deed::Read, Resource::Records)?;
        let (actions, _) = self.read_actions().await?;
        self.view_actions(actor, &actions, query).await
    }

    /// Adds an action, or changes one. Answered with that action.
    ///
    /// # Errors
    /// Not allowed, why it may not be, or the store failed. Then nothing was changed.
    pub async fn change_actions(
        &self,
        actor: &Actor,
        intent: ActionIntent,
    ) -> Result<ActionsView, ApiError> {
        allowed(actor, Deed::Edit, Resource::Actions)?;
        allowed(actor, Deed::Read, Resource::Records)?;
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move { services.decide_action(&actor, intent).await }).await
    }

    async fn decide_action(
        &self,
        actor: &Actor,
        intent: ActionIntent,
    ) -> Result<ActionsView, ApiError> {
        let (mut actions, mut position) = self.read_actions().await?;
        let catalogue = self.catalogue(actor).await?.catalogue;
        let defined = self.read_defined(actor).await?.frozen();
        let journey = match journey_of(&intent) {
            Some(journey) => self.journeys().line(journey).await?.is_some(),
            None => true,
        };
        // Measured before the turn to write is taken, so that nobody waits for it.
        let mut wanted = action::measured(&actions, &intent);
        let mut baseline = self
            .baseline((&catalogue, &defined), wanted.as_ref())
            .await?;
        let mut write = self.logs().write().await?;
        if write.head(position.log()).await?.is_none() {
            write.create(position.log()).await?;
        }
        // What was committed while this one waited for its turn.
        position
            .catch_up(&mut actions, &mut Source::Transaction(write.as_mut()))
            .await?;
        let still: Option<Measured> = action::measured(&actions, &intent);
        if still != wanted {
            baseline = self
                .baseline((&catalogue, &defined), still.as_ref())
                .await?;
            wanted = still;
        }
        let context = Context {
            actor: actor.clone(),
            at: clock::now(),
        };
        let facts = Facts {
            today: day::today(&self.store().workspace().zone),
            touchpoint: &|id| catalogue.touchpoints.contains_key(&id),
            journey: &|_| journey,
            metric: &|key| defined.definitions.by_key(key).is_some(),
            baseline: wanted.as_ref().and(baseline.as_ref()),
        };
        let change = action::decide(&actions, &context, &facts, &intent);
        if let Some(change) = change.map_err(|error| refused(&error))? {
            action::apply(&mut actions, &change);
            let entry = Entry {
                seq: position.head() + 1,
                client_id: ClientId::new(Uuid::now_v7()),
                client_seq: 1,
                actor: actor.id,
                at: context.at,
                changes: vec![change],
            };
            write
                .append(position.log(), Kept::from_entry(&entry)?)
                .await?;
            write.commit().await?;
        } else {
            drop(write);
        }
        let query = ActionsQuery {
            action: Some(intent.action()),
            ..ActionsQuery::default()
        };
        self.view_actions(actor, &actions, &query).await
    }

    /// Who changed which action, newest first.
    ///
    /// # Errors
    /// Not allowed, a page too large, or the store failed.
    pub async fn action_history(
        &self,
        actor: &Actor,
        query: ActionHistoryQuery,
    ) -> Result<ActionHistory, ApiError> {
        allowed(actor, Deed::Read, Resource::Actions)?;
        let ActionHistoryQuery {
            mut before,
            limit,
            action,
        } = query;
        let Some(action) = action else {
            let query = HistoryQuery { before, limit };
            let (entries, before) = page_of(self.logs(), self.actions_log(), query).await?;
            let entries = self.for_reading(actor, entries).await?;
            return Ok(ActionHistory { entries, before });
        };
        let most = limit.map_or(USUAL, |limit| usize::try_from(limit).unwrap_or(USUAL));
        let mut found: Vec<Entry<ActionChange>> = Vec::new();
        loop {
            let query = HistoryQuery { before, limit };
            let (entries, next) = page_of(self.logs(), self.actions_log(), query).await?;
            let about = |entry: &Entry<ActionChange>| {
                entry.changes.iter().any(|change| change.action() == action)
            };
            found.extend(entries.into_iter().filter(about));
            before = next;
            if before.is_none() || found.len() >= most {
                break;
            }
        }
        if found.len() > most {
            found.truncate(most);
            before = found.last().map(|entry| entry.seq);
        }
        Ok(ActionHistory {
            entries: self.for_reading(actor, found).await?,
            before,
        })
    }

    /// Entries as this actor may read them: without numbers of metrics that they are not offered, which may be about people.
    async fn for_reading(
        &self,
        actor: &Actor,
        mut entries: Vec<Entry<ActionChange>>,
    ) -> Result<Vec<Entry<ActionChange>>, ApiError> {
        if can(actor, Deed::Read, Resource::Numbers(Privacy::People)) {
            return Ok(entries);
        }
        let offered = self.metric_catalogue(actor).await?;
        let offered: BTreeSet<String> = offered.into_iter().map(|one| one.metric.key).collect();
        let changes = entries.iter_mut().flat_map(|entry| &mut entry.changes);
        for baseline in changes.flat_map(ActionChange::baselines) {
            if !offered.contains(&baseline.of.metric) {
                (baseline.reading, baseline.withheld) = (None, true);
            }
        }
        Ok(entries)
    }

    fn actions_log(&self) -> LogId {
        LogId(Uuid::new_v5(&self.catalogue_log().0, LOG))
    }

    pub(crate) async fn read_actions(&self) -> Result<(Actions, Position<ActionChange>), ApiError> {
        Ok(load(self.actions_log(), Actions::default(), self.logs()).await?)
    }
}

fn journey_of(intent: &ActionIntent) -> Option<shared::id::JourneyId> {
    match intent {
        ActionIntent::Add { plan, .. } | ActionIntent::Rewrite { plan, .. } => plan.journey,
        _ => None,
    }
}

fn refused(error: &ActionError) -> ApiError {
    let invalid = |field: &str| {
        ApiError::new(ErrorCode::Invalid)
            .with("field", field)
            .with("detail", error)
    };
    match error {
        ActionError::Forbidden => ApiError::new(ErrorCode::Forbidden),
        ActionError::Missing => not_found("action"),
        ActionError::IdUsed => ApiError::new(ErrorCode::Exists).with("field", "id"),
        ActionError::TooMany => invalid("actions")
            .because(Why::TooMany)
            .with("most", MOST_ACTIONS),
        ActionError::Text { field, why } => because_of(invalid(field.name()), why),
        ActionError::Unknown(field) => invalid(field.name()).because(Why::Unknown),
        ActionError::NotAsked => invalid("name").because(Why::ChangedMeanwhile),
        ActionError::StillToCome => invalid("on").because(Why::StillToCome),
        ActionError::CheckFirst => invalid("check").because(Why::LastBeforeFirst),
    }
}
