//! Numbers about people: what may be told, so that nobody can be told from the others, whatever else is asked.
//!
//! Which months and groups are told is decided from all records of a metric, never from the question (`shared::metric::stretches`).
//! A question gets the stretches that it touches, whole. What is filtered, of a touchpoint, or split by another dimension than
//! the first is not told at all: it could be taken from the whole.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{Covers, MetricReply, MetricValue as Value, ServedBy},
    interval::Level,
    locale::Date,
    metric::{
        Every, Metric, MetricTally, MetricValue, series,
        stretches::{Months, Stretch, split, stretches},
    },
    record::Filter,
    tally::Tally,
};
use sqlx::SqliteConnection;

use super::{
    days::{Began, Groups},
    feeding::Feeding,
    value,
};
use crate::{
    record::store::{
        known::Known,
        reading::{self, Selection},
    },
    store::StoreError,
};

/// Which numbers of a metric may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// All: it is not about people.
    All,
    /// Those of enough people, over whole stretches.
    Groups,
    /// None: it is about people, and narrowed. What is left out would follow from the whole.
    Nothing,
}

impl Show {
    pub(super) fn of(people: bool, narrowed: bool) -> Self {
        match (people, narrowed) {
            (false, _) => Self::All,
            (true, false) => Self::Groups,
            (true, true) => Self::Nothing,
        }
    }

    /// What may be shown of a metric, by its place among those that are fed.
    pub(super) async fn asked(
        read: &mut SqliteConnection,
        known: &Known,
        (feeding, at): (&Feeding, usize),
        (filter, by): (&Filter, Option<&str>),
    ) -> Result<Self, StoreError> {
        let people = feeding.people(at);
        let mut narrowed = !filter.is_empty() || feeding.narrowed(at);
        if let Some(by) = by.filter(|_| people && !narrowed) {
            let split = dimension(read, known, feeding.sources(at)).await?;
            narrowed = split.is_some_and(|split| split != by);
        }
        Ok(Self::of(people, narrowed))
    }
}

/// The one dimension that numbers about people are split by: the first that their sources carry. By two, a group of the one less
/// one of the other could be a few people.
pub(super) async fn dimension(
    read: &mut SqliteConnection,
    known: &Known,
    of: &[i64],
) -> Result<Option<String>, StoreError> {
    let mut carried = BTreeSet::new();
    for source in of.iter().collect::<BTreeSet<_>>() {
        carried.extend(known.carried_by(read, *source).await?.iter().cloned());
    }
    Ok(carried.into_iter().next())
}

/// Some months of a group, told as one or not at all.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) first: Date,
    pub(super) last: Date,
    /// `None`: too few.
    tally: Option<MetricTally>,
}

/// What is told of each group, in order of time.
pub(super) type ToldGroups = BTreeMap<Option<String>, Vec<Told>>;

/// What is told of each group; of the whole, where there is but one.
pub(super) fn told(metric: &Metric, groups: &Groups, is_split: bool, today: Date) -> ToldGroups {
    let mut months: Months<Option<String>> = BTreeMap::new();
    let mut tallies: BTreeMap<Option<String>, BTreeMap<Date, MetricTally>> = BTreeMap::new();
    let mut unsettled = BTreeSet::new();
    for (group, days) in groups {
        let group = group.clone().filter(|_| is_split);
        let dated = |(day, tally): (&i32, _)| Some((Date::from_days(*day)?, tally));
        for (month, tally) in series(Every::Month, days.iter().filter_map(dated)) {
            // A month that goes on would tell of each who is added.
            if Every::Month.last(month) < today {
                let kept = tallies.entry(group.clone()).or_default();
                kept.entry(month).or_default().merge(&tally);
                if !metric.is_settled(&tally) {
                    unsettled.insert(month);
                }
            }
        }
    }
    // So would one that is over but not watched to its end: of each to whom something happens yet.
    for tallies in tallies.values_mut() {
        tallies.retain(|month, _| !unsettled.contains(month));
    }
    for (group, tallies) in &tallies {
        for (month, tally) in tallies {
            let n = metric.value(tally, Level::P95).map_or(0, |value| value.n);
            let n = u64::try_from(n).unwrap_or_default();
            let month = months.entry(*month).or_default();
            month.insert(group.clone(), n);
        }
    }
    let least = u64::from(metric.minimum_n);
    let sum = |group: &Option<String>, months: Stretch| {
        let mut sum = MetricTally::default();
        let within = tallies.get(group).into_iter();
        for (_, tally) in within.flat_map(|of| of.range(months.first..=months.last)) {
            sum.merge(tally);
        }
        sum
    };
    let over = |months: Stretch, tally| Told {
        first: months.first,
        last: Every::Month.last(months.last),
        tally,
    };
    let mut told = ToldGroups::new();
    if is_split {
        for split in split(&months, least) {
            for group in split.told {
                let sum = sum(&group, split.months);
                let of = told.entry(group).or_default();
                of.push(over(split.months, Some(sum)));
            }
            for group in split.withheld {
                let of = told.entry(group).or_default();
                of.push(over(split.months, None));
            }
        }
    } else {
        let all = stretches(&months, least).into_iter();
        let all = all.map(|months| over(months, Some(sum(&None, months))));
        told.insert(None, all.collect());
    }
    told
}

/// Some of what is told, together: its value, unless one of them is withheld, and the days that it is of.
pub(super) fn together<'a>(
    metric: &Metric,
    parts: impl IntoIterator<Item = &'a Told>,
) -> (Option<MetricValue>, Option<(Date, Date)>) {
    let mut days: Option<(Date, Date)> = None;
    let mut sum = Some(MetricTally::default());
    for part in parts {
        let (first, last) = days.unwrap_or((part.first, part.last));
        days = Some((first.min(part.first), last.max(part.last)));
        sum = sum.zip(part.tally.as_ref()).map(|(mut sum, tally)| {
            sum.merge(tally);
            sum
        });
    }
    let sum = sum.filter(|_| days.is_some());
    (sum.and_then(|sum| metric.value(&sum, Level::P95)), days)
}

/// The days of all records of metrics about people, by the metric's place: what is told does not depend on the days asked for.
pub(super) async fn all_days(
    read: &mut SqliteConnection,
    known: &Known,
    (feeding, began): (&Feeding, &Began),
    by: Option<&String>,
) -> Result<(BTreeMap<usize, Groups>, Option<ServedBy>), StoreError> {
    let people = |item: &i64| feeding.metrics(*item).iter().any(|at| feeding.people(*at));
    let items: Vec<i64> = feeding.items().into_iter().filter(people).collect();
    if items.is_empty() {
        return Ok((BTreeMap::new(), None));
    }
    let selection = Selection {
        items,
        by: by.cloned(),
        ..Selection::default()
    };
    let tallies = reading::tallies(read, known, &selection).await?;
    let days = began.gather(feeding, &tallies, |at| feeding.people(at), None);
    Ok((days, Some(tallies.served_by)))
}

/// The answer to a question about people over some days: the stretches that the days touch.
pub(super) fn reply(
    metric: &Metric,
    groups: &Groups,
    (by, today): (Option<&String>, Date),
    (from, to): (Option<i32>, Option<i32>),
    served_by: ServedBy,
) -> MetricReply {
    let told = told(metric, groups, by.is_some(), today);
    let touched = |part: &&Told| {
        from.is_none_or(|from| from <= part.last.to_days())
            && to.is_none_or(|to| part.first.to_days() <= to)
    };
    let asked = |day: &i32| from.is_none_or(|from| from <= *day) && to.is_none_or(|to| *day <= to);
    let mut covers: Option<(Date, Date)> = None;
    let mut values = Vec::new();
    let mut names: BTreeSet<&Option<String>> = told.keys().collect();
    names.extend(groups.keys().filter(|_| by.is_some()));
    for name in names {
        let parts = told.get(name).into_iter().flatten().filter(touched);
        let (found, days) = together(metric, parts);
        if let Some((first, last)) = days {
            let (from, to) = covers.unwrap_or((first, last));
            covers = Some((from.min(first), to.max(last)));
        }
        let there = groups.get(name).is_some_and(|days| days.keys().any(asked));
        if by.is_some() && !there && days.is_none() {
            continue;
        }
        values.push(shown(found, name.clone(), there || days.is_some()));
    }
    MetricReply {
        metric: metric.key.clone(),
        from: None,
        to: None,
        by: by.cloned(),
        values,
        served_by,
        customers: None,
        covers: covers.map(|(first, last)| Covers {
            from: first.to_string(),
            to: last.to_string(),
        }),
    }
}

/// A value as it is told; `there`: there are records, so that without a value it is withheld.
pub(super) fn shown(found: Option<MetricValue>, group: Option<String>, there: bool) -> Value {
    let mut shown = value(found, group);
    shown.withheld = found.is_none() && there;
    shown
}
