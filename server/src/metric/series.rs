//! Metrics over time: the tallies of days, gathered into periods, with the limits of normal variation and the year before.
//!
//! All metrics of an answer lie on one axis and are read in one pass. Numbers about people are withheld where few of them
//! stand behind one, or where it could be worked out from the others.

use std::collections::{BTreeMap, BTreeSet};

use shared::api::{ApiError, MetricSeries, SeriesQuery, SeriesReply};

use super::{
    about::Defined,
    axis::{Axis, too_many},
    check_dimension,
    days::Began,
    feeding::Feeding,
    narrowed_by,
    people::{self, Show},
    told_to, unknown_metric,
};
use crate::{
    record::{
        self, day,
        store::{
            known::Known,
            reading::{self, Selection},
        },
    },
    store::{Store, StoreError},
};

/// The most series of an answer: groups, or metrics.
const MOST_GROUPS: usize = 50;
/// What is read before the first day, so that every period has the one a year before it: a year, and a period.
const YEAR_AND_PERIOD: i32 = 366 + 92;

/// Metrics over time. `touchpoint` is the record key of the touchpoint asked for, when one is.
///
/// # Errors
/// An unknown metric or dimension, a day that does not exist, too many groups or periods, or the store's failure.
pub async fn metric_series(
    store: &Store,
    defined: &Defined,
    query: &SeriesQuery,
    touchpoint: Option<&str>,
) -> Result<SeriesReply, ApiError> {
    let definitions = &defined.definitions;
    let metrics = match query.metric.as_deref() {
        None => definitions.offered(),
        Some(key) => {
            let metric = definitions.by_key(key);
            vec![metric.ok_or_else(|| unknown_metric(definitions, key))?]
        }
    };
    let (from, to) = day::range(query.from.as_deref(), query.to.as_deref())?;
    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let known = Known::of(store, &mut read).await?;
    check_dimension(&mut read, &known, query.by.as_deref()).await?;
    let filter = record::query::filter(&mut read, &known, query.filter.as_deref()).await?;
    let mut feeding = Feeding::of(defined, &metrics, &known.items, &known.sources, touchpoint)?;
    let names = narrowed_by(&filter, query.by.as_deref());
    if query.metric.is_some() {
        told_to(defined, &feeding)?;
    }
    feeding.told_by(&mut read, &known, &names).await?;
    let began = Began::of(&mut read, &known, &metrics, &feeding).await?;
    let selection = Selection {
        items: feeding.items(),
        from: from.map(|from| from.saturating_sub(YEAR_AND_PERIOD)),
        to: began.last(to),
        by: query.by.clone(),
        filter,
    };
    let tallies = reading::tallies(&mut read, &known, &selection).await?;
    let told = |at| defined.tells(feeding.people(at));
    let mut days = began.gather(&feeding, &tallies, told, to);
    let asked = |day: i32| from.is_none_or(|from| from <= day);
    // What has records only in the year before is not shown.
    for groups in days.values_mut() {
        groups.retain(|_, days| days.keys().any(|day| asked(*day)));
    }
    days.retain(|_, groups| !groups.is_empty());
    if query.metric.is_some() {
        days.entry(0).or_default();
    }
    few(days.values().map(BTreeMap::len).sum())?;
    let seen: BTreeSet<i32> = days
        .values()
        .flat_map(BTreeMap::values)
        .flat_map(BTreeMap::keys)
        .copied()
        .filter(|day| asked(*day))
        .collect();
    let today = day::today(&store.workspace().zone);
    let axis = Axis::new(query.every, (from, to), &seen, today)?;
    let of = (&feeding, &began);
    let (of_people, _) = people::all_days(&mut read, &known, of, query.by.as_ref()).await?;
    let mut series = Vec::new();
    for (at, groups) in days {
        let Some(metric) = metrics.get(at).cloned() else {
            continue;
        };
        let narrow = (&selection.filter, query.by.as_deref());
        let show = Show::asked(&mut read, &known, (&feeding, at), narrow).await?;
        let told = of_people.get(&at).filter(|_| show == Show::Groups);
        let told = told.map(|all| people::told(&metric, all, query.by.is_some(), today));
        let about = defined.name(&metric);
        let found = axis.metric(metric, (show, told), query.by.is_none(), groups);
        series.push(MetricSeries { about, ..found });
    }
    Ok(SeriesReply {
        every: axis.every,
        by: query.by.clone(),
        metrics: series,
        periods: axis.starts(),
        served_by: tallies.served_by,
    })
}

fn few(groups: usize) -> Result<(), ApiError> {
    if groups <= MOST_GROUPS {
        return Ok(());
    }
    Err(too_many("by", MOST_GROUPS, groups))
}
