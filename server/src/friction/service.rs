//! Comparisons of scores, and what records can be divided by, whoever asks by whatever way.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, CompareQuery, Comparison, Dimension},
    friction::DrawOptions,
};

use super::compare;
use crate::{
    record::store::{known::Known, reading},
    service::{Services, allowed},
    store::StoreError,
};

/// More values of a dimension are counted and not listed.
const VALUES: usize = 200;

impl Services {
    /// The scores of a journey's touchpoints in two periods or two segments, and their differences.
    ///
    /// # Errors
    /// Not allowed, no such journey, sides that cannot be compared, or the store failed.
    pub async fn compare(
        &self,
        actor: &Actor,
        query: &CompareQuery,
    ) -> Result<Comparison, ApiError> {
        allowed(actor, Action::Read, Resource::Scores)?;
        let snapshot = self.board(actor, &query.journey).await?;
        compare(
            self.store(),
            &snapshot.board.journey,
            &snapshot.board.catalogue,
            query,
            &self.agreed().await?.standard(),
            &DrawOptions::FULL,
        )
        .await
    }

    /// The dimensions that records carry, by name, with their values.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn dimensions(&self, actor: &Actor) -> Result<Vec<Dimension>, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let store = self.store();
        let mut read = store.readers().begin().await.map_err(StoreError::from)?;
        let sets = reading::sets(&mut read, store.workspace_id()).await?;
        let mut dimensions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, value) in sets.into_values().flatten() {
            dimensions.entry(name).or_default().insert(value);
        }
        let known = Known::of(store, &mut read).await?;
        for name in known.attributes.names() {
            let values = known.attributes.values(name).into_iter().cloned();
            dimensions.entry(name.clone()).or_default().extend(values);
        }
        let listed = dimensions.into_iter().map(|(name, values)| Dimension {
            name,
            of: values.len() as u64,
            values: values.into_iter().take(VALUES).collect(),
        });
        Ok(listed.collect())
    }
}
