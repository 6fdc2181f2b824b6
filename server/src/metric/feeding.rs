//! Which items feed which metrics, and whether they are about people.

use std::collections::BTreeMap;

use shared::{
    metric::{Feed, Formula, Metric, Scale},
    record::Privacy,
};

use crate::{
    record::{
        mapping::Measure,
        store::{reading::Item, sources::Source},
    },
    store::StoreError,
};

/// What feeds some metrics; a metric is known by its place among them.
#[derive(Debug)]
pub(super) struct Feeding {
    /// By item, the metrics that it feeds, and how.
    by_item: BTreeMap<i64, (Feed, Vec<usize>)>,
    /// By metric, the sources of its items.
    sources: Vec<Vec<i64>>,
    /// By metric, whether it or one of its sources is about people.
    people: Vec<bool>,
}

impl Feeding {
    /// The items whose answers metrics are made of: those mapped to them; for a touchpoint also its ratings on a scale that
    /// the formula reads.
    pub(super) fn of(
        metrics: &[Metric],
        items: &[Item],
        sources: &[Source],
        touchpoint: Option<&str>,
    ) -> Result<Self, StoreError> {
        let mut feeding = Self {
            by_item: BTreeMap::new(),
            sources: vec![Vec::new(); metrics.len()],
            people: metrics
                .iter()
                .map(|metric| metric.privacy == Privacy::People)
                .collect(),
        };
        for item in items {
            let source = sources.iter().find(|source| source.key == item.source);
            let people = match source {
                Some(source) => source.privacy()? == Privacy::People,
                None => return Err(StoreError::damaged("no source of this key")),
            };
            for (at, metric) in metrics.iter().enumerate() {
                if feeds(item, metric, touchpoint) {
                    let fed = feeding.by_item.entry(item.key);
                    let fed = fed.or_insert_with(|| (item.measure.feed(), Vec::new()));
                    fed.1.push(at);
                    feeding.sources[at].push(item.source);
                    feeding.people[at] |= people;
                }
            }
        }
        Ok(feeding)
    }

    /// Every item that feeds one of them.
    pub(super) fn items(&self) -> Vec<i64> {
        self.by_item.keys().copied().collect()
    }

    /// The metrics that an item feeds.
    pub(super) fn metrics(&self, item: i64) -> &[usize] {
        self.by_item.get(&item).map_or(&[], |(_, fed)| fed)
    }

    /// How an item feeds its metrics.
    pub(super) fn feed(&self, item: i64) -> Feed {
        self.by_item
            .get(&item)
            .map_or(Feed::Values, |(feed, _)| *feed)
    }

    /// The sources of a metric.
    pub(super) fn sources(&self, metric: usize) -> &[i64] {
        self.sources.get(metric).map_or(&[], Vec::as_slice)
    }

    /// Whether a metric, or a source of it, is about people.
    pub(super) fn people(&self, metric: usize) -> bool {
        self.people.get(metric).copied().unwrap_or(true)
    }
}

/// The metric that complaints feed by what they are, without being mapped to it.
const COMPLAINTS: &str = "complaint_rate";

fn feeds(item: &Item, metric: &Metric, touchpoint: Option<&str>) -> bool {
    let about = touchpoint.is_none_or(|key| match item.measure {
        // Who could have complained could have complained of each touchpoint.
        Measure::Exposure => true,
        _ => item.touchpoint == key,
    });
    let complains = matches!(item.measure, Measure::Complaint | Measure::Exposure);
    let mapped = item.metric == metric.key || complains && metric.key == COMPLAINTS;
    if about && mapped {
        return fits(item, &metric.formula);
    }
    let on_scale = |scale: Scale| (scale.min(), scale.max()) == item.scale;
    let rated =
        item.measure == Measure::Satisfaction && scale(&metric.formula).is_some_and(on_scale);
    touchpoint.is_some_and(|key| item.touchpoint == key) && rated
}

/// Whether what an item counts can stand in the formula: its definition may have changed since the import.
fn fits(item: &Item, formula: &Formula) -> bool {
    match *formula {
        Formula::NetPromoters { .. } | Formula::TopBox { .. } | Formula::Mean { .. } => true,
        Formula::Proportion | Formula::Rate { .. } => item.measure.feed() != Feed::Values,
        Formula::Total { unit } | Formula::MeanAmount { unit } => item.unit == Some(unit),
    }
}

/// The scale that a formula reads.
const fn scale(formula: &Formula) -> Option<Scale> {
    match *formula {
        Formula::NetPromoters { scale, .. }
        | Formula::TopBox { scale, .. }
        | Formula::Mean { scale } => Some(scale),
        Formula::Proportion
        | Formula::Rate { .. }
        | Formula::Total { .. }
        | Formula::MeanAmount { .. } => None,
    }
}
