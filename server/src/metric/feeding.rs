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
                if feeds(item, metric, touchpoint) && asked_about(item, items, touchpoint) {
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

/// Who could have complained counts for a touchpoint where complaints of it are counted among the same answers; elsewhere
/// nobody was asked about it.
fn asked_about(item: &Item, items: &[Item], touchpoint: Option<&str>) -> bool {
    let (Some(key), Measure::Exposure) = (touchpoint, item.measure) else {
        return true;
    };
    items.iter().any(|other| {
        other.measure == Measure::Complaint
            && other.touchpoint == key
            && (other.source, &other.item) == (item.source, &item.item)
    })
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
        let fed = |touchpoint| {
            let fed = items.iter().filter(|item| {
                feeds(item, &metric, touchpoint) && asked_about(item, &items, touchpoint)
            });
            fed.map(|item| item.key).collect::<Vec<_>>()
        };
        assert_eq!(fed(Some("desk")), [1, 2]);
        assert_eq!(fed(Some("gate")), [3, 4]);
        assert_eq!(fed(Some("kiosk")), [0_i64; 0]);
        assert_eq!(fed(None), [1, 2, 3, 4]);
    }
}
