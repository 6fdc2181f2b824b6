//! What metrics say of the touchpoints on a board: of each its latest number and its course, month by month.
//!
//! Read in one pass for all touchpoints, and laid on months by the same axis as a series, so that a number here is the one that
//! the metrics page shows of the touchpoint. Knows nothing of boards.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{ApiError, RealMetric, TouchpointReality},
    id::TouchpointId,
    locale::Date,
    metric::{About, Every, Feed, Metric, series},
    tally::{ItemTally, Tally},
};

use super::{
    about::Defined,
    axis::{Axis, MOST_PERIODS, Periods},
    days::Began,
    feeding::Feeding,
};
use crate::{
    record::{
        day,
        mapping::Measure,
        store::{
            known::Known,
            reading::{self, Item, Selection, Tallies},
            sources::Source,
        },
    },
    store::{Store, StoreError},
};

/// The most touchpoints of an answer; of the others nothing is said.
const MOST_TOUCHPOINTS: usize = 200;
/// The most metrics of a touchpoint that are listed.
const MOST_METRICS: usize = 12;
/// The months of a course.
const MONTHS: usize = 12;
/// Fewer days than the shortest of so many months.
const SHORT_MONTH: i32 = 28;

/// What metrics say of some touchpoints, each once and with the key by which records name it.
///
/// # Errors
/// When the store fails.
pub async fn reality(
    store: &Store,
    defined: &Defined,
    touchpoints: &[(TouchpointId, Option<&str>)],
) -> Result<Vec<TouchpointReality>, ApiError> {
    let touchpoints = touchpoints.get(..MOST_TOUCHPOINTS).unwrap_or(touchpoints);
    let metrics = defined.definitions.offered();
    let mut read = store.readers().begin().await.map_err(StoreError::from)?;
    let known = Known::of(store, &mut read).await?;
    let mut fed = Vec::with_capacity(touchpoints.len());
    let mut items = BTreeSet::new();
    for (_, key) in touchpoints {
        let feeding = match key {
            Some(key) => Some(feeding(
                defined,
                &metrics,
                (&known.items, &known.sources),
                key,
            )?),
            // No record is of a touchpoint without a key.
            None => None,
        };
        items.extend(feeding.iter().flat_map(Feeding::items));
        fed.push(feeding);
    }
    let selection = Selection {
        items: items.into_iter().collect(),
        ..Selection::default()
    };
    let tallies = reading::tallies(&mut read, &known, &selection).await?;
    let mut began = Vec::with_capacity(fed.len());
    for feeding in &fed {
        began.push(match feeding {
            Some(feeding) => Some(Began::of(&mut read, &known, &metrics, feeding).await?),
            None => None,
        });
    }
    drop(read);
    let read = Read::of(&tallies);
    let today = day::today(&store.workspace().zone);
    let said = touchpoints.iter().zip(fed.into_iter().zip(began));
    said.map(|((touchpoint, _), fed)| match fed {
        (Some(feeding), Some(began)) => {
            of_touchpoint(*touchpoint, &metrics, (&feeding, &began), &read, today)
        }
        _ => Ok(nothing(*touchpoint)),
    })
    .collect()
}

/// What feeds the metrics of one touchpoint: of all items only its own can, and who could have done something.
fn feeding(
    defined: &Defined,
    metrics: &[Metric],
    (items, sources): (&[Item], &[Source]),
    key: &str,
) -> Result<Feeding, StoreError> {
    let items = items.iter();
    let items = items.filter(|item| item.touchpoint == key || item.measure == Measure::Exposure);
    let items: Vec<Item> = items.cloned().collect();
    Feeding::of(defined, metrics, &items, sources, Some(key))
}

const fn nothing(touchpoint: TouchpointId) -> TouchpointReality {
    TouchpointReality {
        touchpoint,
        periods: Vec::new(),
        metrics: Vec::new(),
        of: 0,
    }
}

/// What was read of each item.
struct Read<'a>(BTreeMap<i64, OfItem<'a>>);

/// An item's records by month, and the first and last day of them.
struct OfItem<'a> {
    days: Vec<(i32, &'a ItemTally)>,
    months: BTreeMap<Date, ItemTally>,
    first: i32,
    last: i32,
}

impl<'a> Read<'a> {
    fn of(tallies: &'a Tallies) -> Self {
        let mut items: BTreeMap<i64, OfItem> = BTreeMap::new();
        for ((item, day, _), tally) in &tallies.cells {
            let Some(month) = Date::from_days(*day).map(|day| Every::Month.start(day)) else {
                continue;
            };
            let item = items.entry(*item).or_insert_with(|| OfItem {
                days: Vec::new(),
                months: BTreeMap::new(),
                first: *day,
                last: *day,
            });
            item.days.push((*day, tally));
            item.months.entry(month).or_default().merge(tally);
            (item.first, item.last) = (item.first.min(*day), item.last.max(*day));
        }
        Self(items)
    }
}

/// A metric's records of a touchpoint.
struct OfMetric {
    months: Periods,
    first: i32,
    last: i32,
}

/// By the metric's place, its records of a touchpoint. Numbers about people are left out: of those that are narrowed to a
/// touchpoint nothing is told, not even when they were asked.
fn by_metric(feeding: &Feeding, began: &Began, read: &Read) -> BTreeMap<usize, OfMetric> {
    let mut metrics: BTreeMap<usize, OfMetric> = BTreeMap::new();
    let mut counted: BTreeMap<usize, Vec<(i32, Feed, &ItemTally)>> = BTreeMap::new();
    for key in feeding.items() {
        let Some(item) = read.0.get(&key) else {
            continue;
        };
        let told = feeding.metrics(key).iter();
        for at in told.filter(|at| !feeding.people(**at)) {
            let metric = metrics.entry(*at).or_insert_with(|| OfMetric {
                months: Periods::new(),
                first: item.first,
                last: item.last,
            });
            let feed = feeding.feed(key);
            if began.has(*at) {
                let days = item.days.iter().map(|(day, tally)| (*day, feed, *tally));
                counted.entry(*at).or_default().extend(days);
            } else {
                for (month, tally) in &item.months {
                    let months = metric.months.entry(*month).or_default();
                    months.feed(feed, tally);
                }
            }
            metric.first = metric.first.min(item.first);
            metric.last = metric.last.max(item.last);
        }
    }
    for (at, counted) in counted {
        let days = began.days(at, counted, None);
        let (first, last) = (days.keys().next(), days.keys().next_back());
        let Some((first, last)) = first.copied().zip(last.copied()) else {
            metrics.remove(&at);
            continue;
        };
        let dated = |(day, tally): (&i32, _)| Some((Date::from_days(*day)?, tally));
        let months = series(Every::Month, days.iter().filter_map(dated));
        let found = OfMetric {
            months,
            first,
            last,
        };
        metrics.insert(at, found);
    }
    metrics
}

/// What is said of a metric, with its whole course and the place of the month that is spoken of.
struct Said {
    at: usize,
    course: Vec<Option<f64>>,
    metric: RealMetric,
}

fn of_touchpoint(
    touchpoint: TouchpointId,
    metrics: &[Metric],
    (feeding, began): (&Feeding, &Began),
    read: &Read,
    today: Date,
) -> Result<TouchpointReality, ApiError> {
    let found = by_metric(feeding, began, read);
    let last = found.values().map(|it| it.last).max();
    let months = i32::try_from(MOST_PERIODS).unwrap_or(i32::MAX);
    // A record that is dated decades before the others is left outside.
    let first = last.map(|last| last.saturating_sub(SHORT_MONTH * (months - 1)));
    let ends = found.values().flat_map(|it| [it.first, it.last]);
    let ends: BTreeSet<i32> = ends
        .map(|day| first.map_or(day, |first| day.max(first)))
        .collect();
    let axis = Axis::new(Some(Every::Month), (None, None), &ends, today)?;
    let about = About::Touchpoint(touchpoint);
    let said = found.iter().filter_map(|(at, found)| {
        let metric = metrics.get(*at)?;
        let group = axis.whole(metric, Date::from_days(found.first), &found.months);
        let (at, latest) = group.latest()?;
        let metric = RealMetric {
            unit: metric.unit(),
            own: metric.about == about,
            metric: metric.clone(),
            period: axis.periods.get(at)?.to_string(),
            latest: latest.clone(),
            course: Vec::new(),
            limits: group.limits,
            last_day: Some(day::text(found.last)),
        };
        let known = group.points.iter().take(at + 1);
        Some(Said {
            at,
            course: known.map(|point| point.estimate).collect(),
            metric,
        })
    });
    let mut said: Vec<Said> = said.collect();
    let of = u32::try_from(said.len()).unwrap_or(u32::MAX);
    // In the order of the catalogue otherwise: sorting keeps it.
    said.sort_by_key(|it| (!it.metric.own, it.metric.metric.target.is_none()));
    said.truncate(MOST_METRICS);
    let until = said.iter().map(|it| it.at + 1).max().unwrap_or(0);
    let shown = until.saturating_sub(MONTHS)..until;
    let metrics = said.into_iter().map(|mut it| {
        it.course.resize(until, None);
        RealMetric {
            course: it.course.get(shown.clone()).unwrap_or_default().to_vec(),
            ..it.metric
        }
    });
    Ok(TouchpointReality {
        touchpoint,
        metrics: metrics.collect(),
        periods: axis
            .starts()
            .get(shown.clone())
            .unwrap_or_default()
            .to_vec(),
        of,
    })
}
