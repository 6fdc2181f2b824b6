//! Metrics: the tallies of a period, merged, and one formula with its interval.
//!
//! Knows which items feed a metric; the formulas are in `shared::metric`.

use std::collections::BTreeMap;

use shared::{
    api::{ApiError, ErrorCode, MetricQuery, MetricReply, MetricValue},
    interval::Level,
    metric::{Formula, Metric, Scale},
    tally::{Ratings, Tally},
};

use crate::{
    record::{
        day,
        mapping::Measure,
        store::reading::{self, Item, Selection},
    },
    store::{Store, StoreError},
};

/// A metric over a period, whole or by group.
///
/// `keys` are the record keys of the touchpoint asked for, when one is.
///
/// # Errors
/// An unknown metric or dimension, a day that does not exist, or the store's failure.
pub async fn metric(
    store: &Store,
    query: &MetricQuery,
    touchpoint: Option<&str>,
) -> Result<MetricReply, ApiError> {
    let metric = Metric::by_key(&query.metric).ok_or_else(|| unknown_metric(&query.metric))?;
    let (from, to) = day::range(query.from.as_deref(), query.to.as_deref())?;
    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let workspace = store.workspace_id();
    if let Some(by) = &query.by {
        let known = reading::dimensions(&mut read, workspace).await?;
        if !known.contains(by) {
            return Err(ApiError::new(ErrorCode::Invalid).with("field", "by").with(
                "detail",
                format!(
                    "there is no dimension {by:.60?}; there are: {}",
                    known.join(", ")
                ),
            ));
        }
    }
    let items = reading::items(&mut read, workspace).await?;
    let selection = Selection {
        items: feeding(&metric, &items, touchpoint),
        from,
        to,
        by: query.by.clone(),
    };
    let tallies = reading::tallies(&mut read, workspace, &selection).await?;
    let mut groups: BTreeMap<Option<String>, Ratings> = BTreeMap::new();
    if query.by.is_none() {
        groups.insert(None, Ratings::default());
    }
    for ((_, _, group), tally) in &tallies.cells {
        groups.entry(group.clone()).or_default().merge(tally);
    }
    Ok(MetricReply {
        metric: query.metric.clone(),
        from: query.from.clone(),
        to: query.to.clone(),
        by: query.by.clone(),
        values: groups
            .into_iter()
            .map(|(group, ratings)| value(&metric, group, &ratings))
            .collect(),
        served_by: tallies.served_by,
    })
}

/// The items whose answers a metric is made of: those mapped to it; for a touchpoint also its ratings on a scale that
/// the formula reads.
fn feeding(metric: &Metric, items: &[Item], touchpoint: Option<&str>) -> Vec<i64> {
    let fits = |item: &&Item| match touchpoint {
        None => item.metric == metric.key,
        Some(key) => {
            item.touchpoint == key
                && (item.metric == metric.key
                    || item.measure == Measure::Satisfaction
                        && scale(metric)
                            .is_some_and(|scale| (scale.min(), scale.max()) == item.scale))
        }
    };
    items.iter().filter(fits).map(|item| item.key).collect()
}

/// The scale that a formula reads.
fn scale(metric: &Metric) -> Option<Scale> {
    match metric.formula {
        Formula::NetPromoters { scale, .. }
        | Formula::TopBox { scale, .. }
        | Formula::Mean { scale } => Some(scale),
        Formula::Proportion | Formula::Rate { .. } => None,
    }
}

fn value(metric: &Metric, group: Option<String>, ratings: &Ratings) -> MetricValue {
    let value = metric.of_ratings(ratings, Level::P95);
    MetricValue {
        group,
        estimate: value.map(|value| value.estimate),
        interval: value.map(|value| value.interval),
        n: value.map_or(0, |value| value.n.unsigned_abs()),
        weighted: value.and_then(|value| value.weighted),
    }
}

fn unknown_metric(key: &str) -> ApiError {
    let known: Vec<String> = Metric::built_in()
        .into_iter()
        .map(|metric| metric.key)
        .collect();
    ApiError::new(ErrorCode::Invalid)
        .with("field", "metric")
        .with(
            "detail",
            format!(
                "there is no metric {key:.60?}; there are: {}",
                known.join(", ")
            ),
        )
}
