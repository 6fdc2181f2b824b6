//! Which items feed which metrics, and whether they are about people.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    metric::{Feed, Formula, Metric, Scale},
    record::Privacy,
};
use sqlx::SqliteConnection;

use super::about::Defined;
use crate::{
    record::{
        mapping::Measure,
        store::{known::Known, reading::Item, sources::Source},
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
    /// By metric, whether only records of some touchpoints count.
    narrowed: Vec<bool>,
}

impl Feeding {
    /// The items whose answers metrics are made of: those mapped to them; for a touchpoint also its ratings on a scale that
    /// the formula reads. Only those of the touchpoints that a metric is about, and of the one that is asked for.
    pub(super) fn of(
        defined: &Defined,
        metrics: &[Metric],
        items: &[Item],
        sources: &[Source],
        touchpoint: Option<&str>,
    ) -> Result<Self, StoreError> {
        let keys: Vec<_> = metrics
            .iter()
            .map(|metric| defined.keys(metric.about, touchpoint))
            .collect();
        let mut feeding = Self {
            by_item: BTreeMap::new(),
            sources: vec![Vec::new(); metrics.len()],
            people: metrics
                .iter()
                .map(|metric| metric.privacy == Privacy::People)
                .collect(),
            narrowed: keys.iter().map(Option::is_some).collect(),
        };
        for item in items {
            let source = sources.iter().find(|source| source.key == item.source);
            let people = match source {
                Some(source) => source.privacy()? == Privacy::People,
                None => return Err(StoreError::damaged("no source of this key")),
            };
            for (at, (metric, keys)) in metrics.iter().zip(&keys).enumerate() {
                let keys = keys.as_ref();
                if feeds(item, metric, keys) && asked_about(item, items, keys) {
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

    /// Takes away what cannot be told apart by these dimensions: a metric of what happened of so much exposure whose one kind of records
    /// does not carry them all. Nothing would seem to have happened there, though nobody knows where it happened.
    pub(super) async fn told_by(
        &mut self,
        read: &mut SqliteConnection,
        known: &Known,
        names: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        if names.is_empty() {
            return Ok(());
        }
        for metric in 0..self.sources.len() {
            if let Some(told) = self.told(read, known, metric).await?
                && !told.is_superset(names)
            {
                for (_, fed) in self.by_item.values_mut() {
                    fed.retain(|at| *at != metric);
                }
            }
        }
        self.by_item.retain(|_, (_, fed)| !fed.is_empty());
        Ok(())
    }

    /// The dimensions by which a metric of what happened of so much exposure can be told apart: those that the records of both kinds
    /// carry, or that are told of what they carry. `None`: a metric of another kind.
    pub(super) async fn told(
        &self,
        read: &mut SqliteConnection,
        known: &Known,
        metric: usize,
    ) -> Result<Option<BTreeSet<String>>, StoreError> {
        let of_metric = || {
            let fed = self.by_item.iter();
            fed.filter(|(_, (_, fed))| fed.contains(&metric))
        };
        let has = |feed: Feed| of_metric().any(|(_, (of, _))| *of == feed);
        if !has(Feed::Exposure) || !has(Feed::Occurrences) {
            return Ok(None);
        }
        let mut common: Option<BTreeSet<String>> = None;
        for source in self.sources(metric).iter().collect::<BTreeSet<_>>() {
            let carried = known.carried_by(read, *source).await?;
            let told = known.attributes.told_by((*carried).clone());
            common = Some(match common {
                Some(common) => common.intersection(&told).cloned().collect(),
                None => told,
            });
        }
        Ok(common)
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

    /// Whether only records of some touchpoints count for a metric.
    pub(super) fn narrowed(&self, metric: usize) -> bool {
        self.narrowed.get(metric).copied().unwrap_or(true)
    }
}

/// The metric that complaints feed by what they are, without being mapped to it.
const COMPLAINTS: &str = "complaint_rate";

/// `keys` are those of the touchpoints that count; without them all records do.
fn feeds(item: &Item, metric: &Metric, keys: Option<&BTreeSet<String>>) -> bool {
    let about = keys.is_none_or(|keys| match item.measure {
        Measure::Exposure => true,
        _ => keys.contains(&item.touchpoint),
    });
    let complains = matches!(item.measure, Measure::Complaint | Measure::Exposure);
    let mapped = item.metric == metric.key || complains && metric.key == COMPLAINTS;
    if about && mapped {
        return fits(item, &metric.formula);
    }
    let on_scale = |scale: Scale| (scale.min(), scale.max()) == item.scale;
    let rated =
        item.measure == Measure::Satisfaction && scale(&metric.formula).is_some_and(on_scale);
    keys.is_some_and(|keys| keys.contains(&item.touchpoint)) && rated
}

/// Who could have complained counts for a touchpoint where complaints of it are counted among the same answers; elsewhere
/// nobody was asked about it.
fn asked_about(item: &Item, items: &[Item], keys: Option<&BTreeSet<String>>) -> bool {
    let (Some(keys), Measure::Exposure) = (keys, item.measure) else {
        return true;
    };
    items.iter().any(|other| {
        other.measure == Measure::Complaint
            && keys.contains(&other.touchpoint)
            && (other.source, &other.item) == (item.source, &item.item)
    })
}

/// Whether what an item counts can stand in the formula: its definition may have changed since the import.
fn fits(item: &Item, formula: &Formula) -> bool {
    match *formula {
        Formula::NetPromoters { .. } | Formula::TopBox { .. } | Formula::Mean { .. } => true,
        Formula::Proportion | Formula::Rate { .. } => item.measure.feed() != Feed::Values,
        Formula::Within { .. } => {
            item.measure == Measure::DaysSince || item.measure.feed() == Feed::Exposure
        }
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
        | Formula::Within { .. }
        | Formula::Total { .. }
        | Formula::MeanAmount { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(key: i64, item: &str, touchpoint: &str, measure: Measure) -> Item {
        Item {
            key,
            source: 1,
            item: item.to_owned(),
            touchpoint: touchpoint.to_owned(),
            measure,
            metric: String::new(),
            scale: (0, 1),
            unit: None,
        }
    }

    #[test]
    fn complaints_of_a_touchpoint_are_over_those_who_were_asked_about_it() {
        // Two blocks of codes, of two years: the desk is in the first only.
        let items = [
            item(1, "first", "", Measure::Exposure),
            item(2, "first", "desk", Measure::Complaint),
            item(3, "second", "", Measure::Exposure),
            item(4, "second", "gate", Measure::Complaint),
        ];
        let metric = Metric::by_key("complaint_rate").unwrap();
        let fed = |touchpoints: Option<&[&str]>| {
            let keys = touchpoints.map(|all| all.iter().map(ToString::to_string).collect());
            let keys: Option<&BTreeSet<String>> = keys.as_ref();
            let fed = items
                .iter()
                .filter(|item| feeds(item, &metric, keys) && asked_about(item, &items, keys));
            fed.map(|item| item.key).collect::<Vec<_>>()
        };
        assert_eq!(fed(Some(&["desk"])), [1, 2]);
        assert_eq!(fed(Some(&["gate"])), [3, 4]);
        assert_eq!(fed(Some(&["kiosk"])), [0_i64; 0]);
        assert_eq!(fed(Some(&["gate", "kiosk"])), [3, 4]);
        assert_eq!(fed(Some(&["desk", "gate"])), [1, 2, 3, 4]);
        assert_eq!(fed(None), [1, 2, 3, 4]);
    }
}
