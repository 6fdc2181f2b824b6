//! What can be done with records and scores, whoever asks by whatever way.

use std::{io::Read, sync::Arc};

use shared::{
    access::{Action, Actor, Resource},
    api::{
        ApiError, EaseScore, ErrorCode, ImportReport, JourneySummary, Outcome, PROTOCOL, Push,
        RollUp, ScoreQuery, Scores, SourceSummary,
    },
    friction::DrawOptions,
    id::{BatchId, ClientId, JourneyId},
    log::{Heads, Intent},
};
use uuid::Uuid;

use super::{
    import::{self, ImportError, Options, Progress},
    mapping::Mapping,
    plan,
    store::{batch, forget, sources},
};
use crate::{
    journey::draft::Draft,
    service::{Services, allowed, because_of, not_found},
};

impl Services {
    /// Imports a file through a mapping, and makes the mapping's journey if it is not there yet.
    ///
    /// # Errors
    /// Not allowed, a file that cannot be read through the mapping, or the store failed. Then no record is seen.
    pub async fn import(
        &self,
        actor: &Actor,
        mapping: &Arc<Mapping>,
        file: impl Read + Send + 'static,
        options: &Options,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<(ImportReport, Option<JourneySummary>), ImportError> {
        allowed(actor, Action::Import, Resource::Records)?;
        let report = import::import(self.store(), mapping, file, options, progress).await?;
        if options.dry_run {
            return Ok((report, None));
        }
        let view = self.catalogue(actor).await?;
        let id = plan::journey_id(self.store().workspace_id(), mapping);
        let title = mapping
            .journey
            .as_ref()
            .map(|journey| journey.title.clone());
        let draft = plan::draft(mapping, &view.catalogue, self.lang());
        let journey = self.make(actor, id.zip(title), draft).await?;
        Ok((report, journey))
    }

    /// Adds what a draft wishes to the catalogue, and makes its journey if there is none with this id.
    pub(crate) async fn make(
        &self,
        actor: &Actor,
        journey: Option<(JourneyId, String)>,
        draft: Draft<'_>,
    ) -> Result<Option<JourneySummary>, ApiError> {
        let Draft {
            wishes, intents, ..
        } = draft;
        if !wishes.is_empty() {
            let push = Push {
                protocol: PROTOCOL,
                lineage: self.lineage(),
                client_id: ClientId::new(Uuid::now_v7()),
                client_seq: 1,
                base: Heads::default(),
                intents: wishes.into_iter().map(Intent::Catalogue).collect(),
            };
            let reply = self.push_catalogue(actor, push).await?;
            if let Outcome::Rejected { rejection, .. } = reply.outcome {
                let error = ApiError::new(ErrorCode::Invalid).with("field", "touchpoint");
                return Err(because_of(error, &rejection).with("detail", rejection));
            }
        }
        match journey {
            None => Ok(None),
            Some((id, title)) => self
                .create_drafted(actor, id, title, intents)
                .await
                .map(Some),
        }
    }

    /// Takes an import back: a live one as if it had never been, a loading one before it was seen.
    ///
    /// # Errors
    /// Not allowed, no such import, another import under way, or the store failed.
    pub async fn undo_import(&self, actor: &Actor, batch: BatchId) -> Result<(), ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        if batch::cancel(self.store(), batch.uuid()).await? {
            return Ok(());
        }
        batch::undo(self.store(), batch.uuid())
            .await?
            .ok_or_else(|| not_found("import"))
    }

    /// Deletes a record on purpose; an import that brings it again leaves it deleted.
    ///
    /// # Errors
    /// Not allowed, no such record, another import under way, or the store failed.
    pub async fn forget_record(
        &self,
        actor: &Actor,
        source: &str,
        id: &str,
    ) -> Result<(), ApiError> {
        allowed(actor, Action::Delete, Resource::Records)?;
        forget::forget(self.store(), source, id)
            .await?
            .ok_or_else(|| not_found("record"))
    }

    /// Where records come from, and the imports that brought them.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn sources(&self, actor: &Actor) -> Result<Vec<SourceSummary>, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        Ok(sources::sources(self.store()).await?)
    }

    /// What the records say about a journey's touchpoints.
    ///
    /// # Errors
    /// Not allowed, no such journey, a day that does not exist, or the store failed.
    pub async fn scores(&self, actor: &Actor, query: &ScoreQuery) -> Result<Scores, ApiError> {
        allowed(actor, Action::Read, Resource::Scores)?;
        let snapshot = self.board(actor, &query.journey).await?;
        let agreed = self.agreed().await?;
        let kept = self.kept_scores();
        let scores = kept.of(self.store(), &snapshot, query, &agreed, &DrawOptions::FULL);
        Ok(Arc::unwrap_or_clone(scores.await?))
    }

    /// Gives each stage of the portfolio the worst friction score of its touchpoints, and each journey who is responsible and the day of its last record.
    pub(crate) async fn add_friction(
        &self,
        actor: &Actor,
        summaries: &mut [JourneySummary],
    ) -> Result<(), ApiError> {
        let agreed = self.agreed().await?;
        for summary in summaries {
            let snapshot = self.board(actor, &summary.id.to_string()).await?;
            let board = &snapshot.board;
            // Only the scores are wanted, and they do not depend on the draws.
            let (kept, query) = (self.kept_scores(), ScoreQuery::default());
            let scores = kept.of(self.store(), &snapshot, &query, &agreed, &DrawOptions::FAST);
            let scores = scores.await?;
            let score = |ease: &EaseScore| {
                let mut touchpoints = scores.touchpoints.iter();
                let worst = touchpoints.find(|touchpoint| touchpoint.touchpoint == ease.worst)?;
                Some(worst.friction.as_ref()?.score)
            };
            for (strip, stage) in summary.stages.iter_mut().zip(&scores.stages) {
                strip.friction = stage.ease.as_ref().and_then(score);
            }
            summary.friction = scores.ease.as_ref().and_then(|ease| {
                let named = board.catalogue.touchpoints.get(&ease.worst);
                Some(RollUp {
                    worst: score(ease)?,
                    worst_at: named.map(|named| named.name.clone()).unwrap_or_default(),
                    together: 100.0 - ease.ease,
                    scored: ease.scored,
                    of: ease.of,
                })
            });
            summary.fresh = scores.to.clone();
            let department = board.journey.scope.department;
            let department = department.and_then(|id| board.catalogue.departments.get(&id));
            summary.department = department.map(|department| department.name.clone());
        }
        Ok(())
    }
}
