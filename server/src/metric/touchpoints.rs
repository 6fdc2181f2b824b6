//! A metric touchpoint by touchpoint: read once, then merged over whatever days and touchpoints are asked for.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api,
    interval::Level,
    locale::Date,
    metric::{About, Feed, Metric, MetricTally, MetricValue},
    tally::{ItemTally, Tally},
};

use super::{
    about::Defined,
    days::Began,
    feeding::Feeding,
    people::{Show, shown, together, told},
};
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

/// A metric's tallies by the record key of a touchpoint, and by day; `None`: of all records that are about the whole.
#[derive(Debug)]
pub(crate) struct ByTouchpoint {
    metric: Metric,
    /// Whether the metric itself is of some touchpoints only.
    narrowed: bool,
    touchpoints: BTreeMap<Option<String>, Touchpoint>,
    /// Whether numbers about people may be told to whoever asks.
    named: bool,
    today: Date,
}

#[derive(Debug, Default)]
struct Touchpoint {
    people: bool,
    days: BTreeMap<i32, MetricTally>,
}

impl ByTouchpoint {
    /// Reads the days from `from` to `to`, both included.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn read(
        store: &Store,
        (defined, metric): (&Defined, &Metric),
        keys: &BTreeSet<Option<String>>,
        (from, to): (Date, Date),
    ) -> Result<Self, StoreError> {
        let metrics = [metric.clone()];
        let mut read = store.readers().begin().await.map_err(StoreError::from)?;
        let known = Known::of(store, &mut read).await?;
        let mut touchpoints = BTreeMap::new();
        let mut fed: BTreeMap<i64, Vec<(Feed, Option<String>)>> = BTreeMap::new();
        let mut began = BTreeMap::new();
        let mut last = to.to_days();
        for key in keys {
            let feeding = Feeding::of(
                defined,
                &metrics,
                &known.items,
                &known.sources,
                key.as_deref(),
            )?;
            for item in feeding.items() {
                let feed = feeding.feed(item);
                fed.entry(item).or_default().push((feed, key.clone()));
            }
            let of = Began::of(&mut read, &known, &metrics, &feeding).await?;
            last = of.last(Some(to.to_days())).unwrap_or(last);
            began.insert(key.clone(), of);
            let touchpoint = Touchpoint {
                people: feeding.people(0),
                ..Touchpoint::default()
            };
            touchpoints.insert(key.clone(), touchpoint);
        }
        // What is told of people depends on all of their days.
        let people = touchpoints.values().any(|touchpoint| touchpoint.people);
        let selection = Selection {
            items: fed.keys().copied().collect(),
            from: Some(from.to_days()).filter(|_| !people),
            to: Some(last).filter(|_| !people),
            ..Selection::default()
        };
        let tallies = reading::tallies(&mut read, &known, &selection).await?;
        let mut counted: BTreeMap<&Option<String>, Vec<(i32, Feed, &ItemTally)>> = BTreeMap::new();
        for ((item, day, _), tally) in &tallies.cells {
            for (feed, key) in fed.get(item).into_iter().flatten() {
                counted.entry(key).or_default().push((*day, *feed, tally));
            }
        }
        for (key, counted) in counted {
            if let (Some(touchpoint), Some(began)) = (touchpoints.get_mut(key), began.get(key)) {
                touchpoint.days = began.days(0, counted, None);
            }
        }
        let [metric] = metrics;
        Ok(Self {
            narrowed: metric.about != About::Everything,
            metric,
            touchpoints,
            named: defined.tells(true),
            today: day::today(&store.workspace().zone),
        })
    }

    /// Whether it is about people, and whoever asks was not named for such numbers.
    pub(crate) fn untold(&self) -> bool {
        let mut touchpoints = self.touchpoints.values();
        !self.named && touchpoints.any(|touchpoint| touchpoint.people)
    }

    /// The metric over some touchpoints together, from one day to another, both included.
    pub(crate) fn over<'a>(
        &self,
        keys: impl IntoIterator<Item = &'a Option<String>>,
        (from, to): (Date, Date),
    ) -> api::MetricValue {
        let mut people = false;
        // All records that are about the whole, or one of them narrowed.
        let mut whole = None;
        let mut narrowed = self.narrowed;
        let mut sum = MetricTally::default();
        for key in keys {
            let Some(touchpoint) = self.touchpoints.get(key) else {
                continue;
            };
            people |= touchpoint.people;
            narrowed |= key.is_some() || whole.is_some();
            whole = Some(touchpoint);
            for tally in touchpoint.days.range(from.to_days()..=to.to_days()) {
                sum.merge(tally.1);
            }
        }
        let there = self.metric.value(&sum, Level::P95);
        let found = match Show::of(people, narrowed || !self.named) {
            Show::All => there,
            Show::Nothing => None,
            Show::Groups => whole.and_then(|whole| self.told(whole, (from, to))),
        };
        shown(found, None, there.is_some())
    }

    /// What is told of people within some days: the stretches that lie wholly in them, for what was before something and what
    /// came after it are not mixed.
    fn told(&self, of: &Touchpoint, (from, to): (Date, Date)) -> Option<MetricValue> {
        let groups = BTreeMap::from([(None, of.days.clone())]);
        let told = told(&self.metric, &groups, false, self.today);
        let told = told.values().flatten();
        let within = told.filter(|part| from <= part.first && part.last <= to);
        together(&self.metric, within).0
    }
}
