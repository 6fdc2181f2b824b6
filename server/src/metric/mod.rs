//! Metrics: the tallies of a period, merged, and one formula with its interval; `series` has their course over time, `list`
//! what there is of each.
//!
//! Knows which items feed a metric; the formulas are in `shared::metric`.

mod about;
mod axis;
pub(crate) mod csv;
mod days;
mod definitions;
mod feeding;
mod file;
pub(crate) mod http;
mod list;
mod people;
mod reality;
mod series;
mod service;
mod touchpoints;

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{ApiError, ErrorCode, MetricQuery, MetricReply, MetricValue, ServedBy, Why},
    interval::Level,
    metric::{ByCustomer, Customers, Definitions, Feed, MetricTally},
    record::Filter,
    tally::Tally,
};
use sqlx::SqliteConnection;

use crate::{
    record::{
        self, day,
        mapping::Measure,
        store::{
            customers,
            known::Known,
            reading::{self, Item, Selection},
        },
    },
    store::{Store, StoreError},
};
pub use about::Defined;
use days::Began;
pub(crate) use definitions::Following;
use feeding::Feeding;
pub use list::catalogue;
use people::Show;
pub use reality::reality;
pub use series::metric_series;
pub(crate) use touchpoints::ByTouchpoint;

/// A metric over a period, whole or by group.
///
/// `keys` are the record keys of the touchpoint asked for, when one is.
///
/// # Errors
/// An unknown metric or dimension, a day that does not exist, or the store's failure.
pub async fn metric(
    store: &Store,
    defined: &Defined,
    query: &MetricQuery,
    touchpoint: Option<&str>,
) -> Result<MetricReply, ApiError> {
    let definitions = &defined.definitions;
    let metric = definitions.by_key(&query.metric);
    let metric = metric.ok_or_else(|| unknown_metric(definitions, &query.metric))?;
    let (from, to) = day::range(query.from.as_deref(), query.to.as_deref())?;
    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let known = Known::of(store, &mut read).await?;
    check_dimension(&mut read, &known, query.by.as_deref()).await?;
    let filter = record::query::filter(&mut read, &known, query.filter.as_deref()).await?;
    let metrics = [metric];
    let mut feeding = Feeding::of(defined, &metrics, &known.items, &known.sources, touchpoint)?;
    let names = narrowed_by(&filter, query.by.as_deref());
    told_to(defined, &feeding)?;
    feeding.told_by(&mut read, &known, &names).await?;
    let began = Began::of(&mut read, &known, &metrics, &feeding).await?;
    let [metric] = metrics;
    let narrow = (&filter, query.by.as_deref());
    let show = Show::asked(&mut read, &known, (&feeding, 0), narrow).await?;
    if show == Show::Groups {
        let (mut days, served_by) =
            people::all_days(&mut read, &known, (&feeding, &began), query.by.as_ref()).await?;
        let today = day::today(&store.workspace().zone);
        let reply = people::reply(
            &metric,
            &days.remove(&0).unwrap_or_default(),
            (query.by.as_ref(), today),
            (from, to),
            served_by.unwrap_or(ServedBy::Rollup),
        );
        return Ok(MetricReply {
            from: query.from.clone(),
            to: query.to.clone(),
            ..reply
        });
    }
    let selection = Selection {
        items: feeding.items(),
        from,
        to: if began.has(0) { began.last(to) } else { to },
        by: query.by.clone(),
        filter,
    };
    let mut groups: BTreeMap<Option<String>, MetricTally> = BTreeMap::new();
    if query.by.is_none() {
        groups.insert(None, MetricTally::default());
    }
    let served_by = if began.has(0) {
        let tallies = reading::tallies(&mut read, &known, &selection).await?;
        for found in began.gather(&feeding, &tallies, |_| true, to).into_values() {
            for (group, days) in found {
                groups.insert(group, MetricTally::merged(days.values()));
            }
        }
        tallies.served_by
    } else {
        let sums = reading::sums(&mut read, &known, &selection).await?;
        for ((item, group), tally) in &sums.cells {
            let group = groups.entry(group.clone()).or_default();
            group.feed(feeding.feed(*item), tally);
        }
        sums.served_by
    };
    let customers = match Customers::of(metric.formula.clone()) {
        Some(customers) if query.customers == Some(true) && query.by.is_none() => {
            by_customer(
                (&mut *read, &*known),
                (&feeding, show),
                &selection,
                customers,
            )
            .await?
        }
        _ => None,
    };
    Ok(MetricReply {
        customers,
        metric: query.metric.clone(),
        from: query.from.clone(),
        to: query.to.clone(),
        by: query.by.clone(),
        values: groups
            .into_iter()
            .map(|(group, tally)| {
                let found = metric.value(&tally, Level::P95);
                let told = found.filter(|_| show == Show::All);
                people::shown(told, group, found.is_some())
            })
            .collect(),
        covers: None,
        served_by,
    })
}

/// Refuses the one metric that is asked for where it is about people and whoever asks was not named for such numbers.
fn told_to(defined: &Defined, feeding: &Feeding) -> Result<(), ApiError> {
    if defined.tells(feeding.people(0)) {
        return Ok(());
    }
    Err(ApiError::new(ErrorCode::Forbidden).with("field", "metric"))
}

/// Whose records they are, and the margin by customers; `None` where that cannot be said.
async fn by_customer(
    (read, known): (&mut SqliteConnection, &Known),
    (feeding, show): (&Feeding, Show),
    selection: &Selection,
    mut customers: Customers,
) -> Result<Option<ByCustomer>, ApiError> {
    // What is known as sums only has no customers, nor has what happened of so much exposure.
    let each = |item: &Item| {
        !selection.items.contains(&item.key)
            || item.measure.feed() == Feed::Values && item.measure != Measure::Answers
    };
    let all = known.items.iter().all(each) && !selection.items.is_empty();
    if !all || show != Show::All || feeding.people(0) {
        return Ok(None);
    }
    if !customers::add(read, known, selection, &mut customers).await? {
        return Ok(None);
    }
    // Millions of draws would keep others waiting.
    let margin = tokio::task::spawn_blocking(move || customers.margin(Level::P95));
    let margin = margin
        .await
        .map_err(|_| ApiError::new(ErrorCode::Internal))?;
    Ok(Some(margin))
}

/// A value as it travels.
fn value(found: Option<shared::metric::MetricValue>, group: Option<String>) -> MetricValue {
    MetricValue {
        group,
        estimate: found.map(|value| value.estimate),
        interval: found.and_then(|value| value.interval),
        n: found.map_or(0, |value| value.n.unsigned_abs()),
        weighted: found.and_then(|value| value.weighted),
        withheld: false,
    }
}

/// The dimensions that a question names.
fn narrowed_by(filter: &Filter, by: Option<&str>) -> BTreeSet<String> {
    filter.names().chain(by).map(str::to_owned).collect()
}

/// Refuses a dimension that no record carries.
async fn check_dimension(
    read: &mut SqliteConnection,
    known: &Known,
    by: Option<&str>,
) -> Result<(), ApiError> {
    let Some(by) = by else {
        return Ok(());
    };
    let known = known.dimensions(read).await?;
    if known.iter().any(|name| name == by) {
        return Ok(());
    }
    let detail = format!("there is no dimension {by:.60?}");
    Err(unknown("by", &detail, &known.join(", ")))
}

fn unknown_metric(definitions: &Definitions, key: &str) -> ApiError {
    let known: Vec<String> = definitions
        .offered()
        .into_iter()
        .map(|metric| metric.key)
        .collect();
    unknown(
        "metric",
        &format!("there is no metric {key:.60?}"),
        &known.join(", "),
    )
}

fn unknown(field: &str, detail: &str, known: &str) -> ApiError {
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .because(Why::Unknown)
        .with("known", known)
        .with("detail", format!("{detail}; there are: {known}"))
}
