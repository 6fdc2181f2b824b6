//! The catalogue of metrics, and what there is of each.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use shared::api::{ApiError, CatalogueMetric};

use super::{about::Defined, feeding::Feeding, people};
use crate::{
    record::{
        day,
        store::{
            known::Known,
            reading::{self, Selection},
        },
    },
    store::{Store, StoreError},
};

/// Every metric that can be asked for, in the order in which they are shown.
///
/// # Errors
/// When the store fails.
pub async fn catalogue(store: &Store, defined: &Defined) -> Result<Vec<CatalogueMetric>, ApiError> {
    let metrics = defined.definitions.offered();
    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let known = Known::of(store, &mut read).await?;
    let feeding = Feeding::of(defined, &metrics, &known.items, &known.sources, None)?;
    let selection = Selection {
        items: feeding.items(),
        ..Selection::default()
    };
    let tallies = reading::tallies(&mut read, &known, &selection).await?;
    let mut days: BTreeMap<usize, (i32, i32)> = BTreeMap::new();
    for (item, day, _) in tallies.cells.keys() {
        // Of people narrowed to a touchpoint nothing is told, not even on which days somebody answered.
        let fed = feeding.metrics(*item).iter();
        let told = |at: usize| defined.tells(feeding.people(at));
        let few = |at: usize| feeding.people(at) && feeding.narrowed(at);
        for at in fed.filter(|at| told(**at) && !few(**at)) {
            let (first, last) = days.entry(*at).or_insert((*day, *day));
            (*first, *last) = ((*first).min(*day), (*last).max(*day));
        }
    }
    let mut dimensions: BTreeMap<i64, Arc<BTreeSet<String>>> = BTreeMap::new();
    let fed: BTreeSet<i64> = days
        .keys()
        .flat_map(|at| feeding.sources(*at))
        .copied()
        .collect();
    for source in fed {
        dimensions.insert(source, known.carried_by(&mut read, source).await?);
    }
    let mut told = BTreeMap::new();
    for at in days.keys() {
        if let Some(by) = feeding.told(&mut read, &known, *at).await? {
            told.insert(*at, by);
        }
    }
    let mut split = BTreeMap::new();
    for at in days.keys().filter(|at| feeding.people(**at)) {
        let by = people::dimension(&mut read, &known, feeding.sources(*at)).await?;
        split.insert(*at, by);
    }
    // Whoever was not named for numbers about people is not offered any.
    let offered = metrics.into_iter().enumerate();
    let offered = offered.filter(|(at, _)| defined.tells(feeding.people(*at)));
    let listed = offered.map(|(at, metric)| {
        let days = days.get(&at);
        let sources = feeding
            .sources(at)
            .iter()
            .filter_map(|key| dimensions.get(key));
        let carried: BTreeSet<String> = sources.flat_map(|names| names.iter()).cloned().collect();
        let dimensions = match split.remove(&at) {
            Some(by) => by.into_iter().collect(),
            None => told
                .remove(&at)
                .unwrap_or_else(|| known.attributes.told_by(carried)),
        };
        CatalogueMetric {
            unit: metric.unit(),
            about: defined.name(&metric),
            metric,
            first_day: days.map(|(first, _)| day::text(*first)),
            last_day: days.map(|(_, last)| day::text(*last)),
            dimensions: dimensions.into_iter().collect(),
        }
    });
    Ok(listed.collect())
}
