//! The tallies of metrics by day, out of those of items: a record counts on its own day, but for what happens to what began.
//!
//! That counts on the day on which it began (`shared::metric::Cohorts`), and is known as far as both kinds of records reach: up to the last
//! day on which something is known to have begun, or to have happened, whichever comes first. All records say so, not only those that were asked for:
//! so a region in which nothing comes back is watched as long as the others.

use std::collections::BTreeMap;

use shared::{
    metric::{Cohorts, Feed, Formula, Metric, MetricTally},
    tally::ItemTally,
};
use sqlx::SqliteConnection;

use super::feeding::Feeding;
use crate::{
    record::store::{known::Known, reading::Tallies},
    store::StoreError,
};

/// By group, the tallies of days.
pub(super) type Groups = BTreeMap<Option<String>, BTreeMap<i32, MetricTally>>;

/// Which metrics count by the day on which something began, and what is known of them.
#[derive(Debug)]
pub(super) struct Began(BTreeMap<usize, Watched>);

#[derive(Debug, Clone, Copy)]
struct Watched {
    days: u32,
    /// The last day that is known; `None`: one of the two kinds of records is not there.
    until: Option<i32>,
}

impl Began {
    pub(super) async fn of(
        read: &mut SqliteConnection,
        known: &Known,
        metrics: &[Metric],
        feeding: &Feeding,
    ) -> Result<Self, StoreError> {
        let mut began = BTreeMap::new();
        for (at, metric) in metrics.iter().enumerate() {
            let Formula::Within { days } = metric.formula else {
                continue;
            };
            let mut last = BTreeMap::new();
            for item in feeding.items() {
                if feeding.metrics(item).contains(&at) {
                    let day = known.last_day(read, item).await?;
                    let last = last.entry(feeding.feed(item)).or_insert(day);
                    *last = day.max(*last);
                }
            }
            let last = |feed: Feed| last.get(&feed).copied().flatten();
            let until = last(Feed::Exposure).zip(last(Feed::Occurrences));
            let until = until.map(|(began, happened)| began.min(happened));
            began.insert(at, Watched { days, until });
        }
        Ok(Self(began))
    }

    /// Whether a metric counts so.
    pub(super) fn has(&self, metric: usize) -> bool {
        self.0.contains_key(&metric)
    }

    /// The last day to be read for those that are asked for up to `to`: what happens later counts on days before.
    pub(super) fn last(&self, to: Option<i32>) -> Option<i32> {
        let longest = self.0.values().map(|watched| watched.days).max();
        let longest = i32::try_from(longest.unwrap_or(0)).unwrap_or(i32::MAX);
        to.map(|to| to.saturating_add(longest))
    }

    /// A metric's days out of what its items counted, up to the day `to`.
    pub(super) fn days<'a>(
        &self,
        metric: usize,
        counted: impl IntoIterator<Item = (i32, Feed, &'a ItemTally)>,
        to: Option<i32>,
    ) -> BTreeMap<i32, MetricTally> {
        let asked = |day: i32| to.is_none_or(|to| day <= to);
        let Some(watched) = self.0.get(&metric) else {
            let mut days: BTreeMap<i32, MetricTally> = BTreeMap::new();
            for (day, feed, tally) in counted.into_iter().filter(|(day, ..)| asked(*day)) {
                days.entry(day).or_default().feed(feed, tally);
            }
            return days;
        };
        let Some(until) = watched.until else {
            return BTreeMap::new();
        };
        let mut cohorts = Cohorts::new(watched.days, until);
        for (day, feed, tally) in counted {
            cohorts.add(day, feed, tally);
        }
        let mut days = cohorts.days();
        days.retain(|day, _| asked(*day));
        days
    }

    /// The days of each metric by group, by its place in the list; `only` some of them.
    pub(super) fn gather(
        &self,
        feeding: &Feeding,
        tallies: &Tallies,
        only: impl Fn(usize) -> bool,
        to: Option<i32>,
    ) -> BTreeMap<usize, Groups> {
        type Counted<'a> = Vec<(i32, Feed, &'a ItemTally)>;
        let mut counted: BTreeMap<(usize, &Option<String>), Counted> = BTreeMap::new();
        for ((item, day, group), tally) in &tallies.cells {
            for at in feeding.metrics(*item).iter().filter(|at| only(**at)) {
                let of = counted.entry((*at, group)).or_default();
                of.push((*day, feeding.feed(*item), tally));
            }
        }
        let mut metrics: BTreeMap<usize, Groups> = BTreeMap::new();
        for ((at, group), counted) in counted {
            let days = self.days(at, counted, to);
            if !days.is_empty() {
                metrics.entry(at).or_default().insert(group.clone(), days);
            }
        }
        metrics
    }
}
