//! What can be done with metrics, whoever asks by whatever way.

use shared::{
    access::{Action, Actor, Resource},
    api::{
        ApiError, CatalogueMetric, MetricQuery, MetricReply, Reality, RealityQuery, SeriesQuery,
        SeriesReply,
    },
    id::TouchpointId,
};

use super::{list, reality, series};
use crate::{
    friction,
    service::{Services, allowed, not_found},
};

impl Services {
    /// A metric over a period, whole or by group.
    ///
    /// # Errors
    /// Not allowed, something unknown in the query, or the store failed.
    pub async fn metric(
        &self,
        actor: &Actor,
        query: &MetricQuery,
    ) -> Result<MetricReply, ApiError> {
        allowed(actor, Action::Read, Resource::Metrics)?;
        let key = self.record_key(actor, query.touchpoint).await?;
        let defined = self.read_defined(actor).await?;
        super::metric(self.store(), &defined, query, key.as_deref()).await
    }

    /// Metrics over time, period by period, on one axis.
    ///
    /// # Errors
    /// Not allowed, something unknown in the query, too many groups or periods, or the store failed.
    pub async fn metric_series(
        &self,
        actor: &Actor,
        query: &SeriesQuery,
    ) -> Result<SeriesReply, ApiError> {
        allowed(actor, Action::Read, Resource::Metrics)?;
        let key = self.record_key(actor, query.touchpoint).await?;
        let defined = self.read_defined(actor).await?;
        series::metric_series(self.store(), &defined, query, key.as_deref()).await
    }

    /// What metrics say of the touchpoints on a board.
    ///
    /// # Errors
    /// Not allowed, no such journey, or the store failed.
    pub async fn reality(&self, actor: &Actor, query: &RealityQuery) -> Result<Reality, ApiError> {
        allowed(actor, Action::Read, Resource::Scores)?;
        let board = self.board(actor, &query.journey).await?.board;
        let defined = self.read_defined(actor).await?;
        let touchpoints = friction::touchpoints(&board.journey, &board.catalogue);
        let said = reality::reality(self.store(), &defined, &touchpoints).await?;
        Ok(Reality {
            journey: board.journey.id,
            touchpoints: said,
        })
    }

    /// The metrics that can be asked for, and what there is of each.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn metric_catalogue(&self, actor: &Actor) -> Result<Vec<CatalogueMetric>, ApiError> {
        allowed(actor, Action::Read, Resource::Metrics)?;
        let defined = self.read_defined(actor).await?;
        list::catalogue(self.store(), &defined).await
    }

    /// By which key records name a touchpoint.
    async fn record_key(
        &self,
        actor: &Actor,
        touchpoint: Option<TouchpointId>,
    ) -> Result<Option<String>, ApiError> {
        let Some(id) = touchpoint else {
            return Ok(None);
        };
        let view = self.catalogue(actor).await?;
        let touchpoint = view.catalogue.touchpoints.get(&id);
        let touchpoint = touchpoint.ok_or_else(|| not_found("touchpoint"))?;
        // No record has an empty key: a touchpoint without one has no answers.
        Ok(Some(touchpoint.key.clone().unwrap_or_default()))
    }
}
