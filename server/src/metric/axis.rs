//! The periods of an answer, and a metric laid on them: by month, say, with the year before and the limits of normal variation.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    api::{ApiError, Covers, ErrorCode, MetricSeries, SeriesGroup, SeriesPoint, Why},
    interval::Level,
    locale::Date,
    metric::{Control, Every, Metric, MetricTally, MetricValue, control, periods, series},
};

use super::{
    days::Groups,
    people::{self, Show, Told, ToldGroups},
};
use crate::record::day;

/// The most periods of an axis.
pub(super) const MOST_PERIODS: usize = 400;

/// The tallies of days.
type Days = BTreeMap<i32, MetricTally>;
/// The tallies of periods, by their first days.
pub(super) type Periods = BTreeMap<Date, MetricTally>;

pub(super) fn too_many(field: &str, most: usize, actual: usize) -> ApiError {
    let detail =
        format!("that would be {actual}, and {most} are the most: choose another, or fewer days");
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .because(Why::TooMany)
        .with("most", most)
        .with("actual", actual)
        .with("detail", detail)
}

/// The periods of an answer.
pub(super) struct Axis {
    pub(super) every: Every,
    pub(super) periods: Vec<Date>,
    /// The days asked for.
    asked: (Option<Date>, Option<Date>),
    today: Date,
}

impl Axis {
    pub(super) fn new(
        every: Option<Every>,
        (from, to): (Option<i32>, Option<i32>),
        seen: &BTreeSet<i32>,
        today: Date,
    ) -> Result<Self, ApiError> {
        let date = |day: Option<i32>| day.and_then(Date::from_days);
        // From the days asked for, so that answers to the same question lie on the same axis; else from the records.
        let first = from.or_else(|| seen.first().copied());
        let last = to.or_else(|| seen.last().copied());
        let span = first
            .zip(last)
            .map_or(0, |(first, last)| last.saturating_sub(first));
        let every = every.unwrap_or_else(|| Every::for_days(span));
        let ends = date(first).zip(date(last));
        let periods = ends.map(|(first, last)| periods(every, first, last, MOST_PERIODS + 1));
        let periods = periods.unwrap_or_default();
        if periods.len() > MOST_PERIODS {
            let days = usize::try_from(span).unwrap_or(usize::MAX);
            let each = match every {
                Every::Week => 7,
                Every::Month => 30,
                Every::Quarter => 91,
            };
            return Err(too_many("every", MOST_PERIODS, days / each + 1));
        }
        Ok(Self {
            every,
            periods,
            asked: (date(from), date(to)),
            today,
        })
    }

    /// The first day of each period.
    pub(super) fn starts(&self) -> Vec<String> {
        self.periods.iter().map(ToString::to_string).collect()
    }

    /// `told` is what may be told, where not all may be shown.
    pub(super) fn metric(
        &self,
        metric: Metric,
        (show, told): (Show, Option<ToldGroups>),
        whole: bool,
        groups: Groups,
    ) -> MetricSeries {
        let last = groups.values().filter_map(|days| days.keys().next_back());
        let last_day = last.max().filter(|_| show != Show::Nothing);
        let last_day = last_day.map(|day| day::text(*day));
        let first = groups.values().filter_map(|days| days.keys().next());
        let begins = first.min().copied().and_then(Date::from_days);
        let mut groups = groups;
        if whole {
            groups.entry(None).or_default();
        }
        let mut series: Vec<SeriesGroup> = groups
            .into_iter()
            .map(|(group, days)| {
                if show == Show::All {
                    return self.group(&metric, begins, group, &days);
                }
                let told = told.as_ref().and_then(|told| told.get(&group));
                self.people(&metric, told.map_or(&[], Vec::as_slice), group, &days)
            })
            .collect();
        for group in &mut series {
            signal(&metric, group);
        }
        MetricSeries {
            unit: metric.unit(),
            metric,
            about: None,
            last_day,
            groups: series,
        }
    }

    fn group(
        &self,
        metric: &Metric,
        begins: Option<Date>,
        group: Option<String>,
        days: &Days,
    ) -> SeriesGroup {
        let dated =
            |(day, tally): (&i32, &MetricTally)| Some((Date::from_days(*day)?, tally.clone()));
        let days: Vec<(Date, MetricTally)> = days.iter().filter_map(dated).collect();
        // The year before is whole; the periods themselves hold the days asked for.
        let whole = series(self.every, days.iter().map(|(day, tally)| (*day, tally)));
        let asked = days.iter().filter(|(day, _)| self.is_asked(*day));
        let asked = series(self.every, asked.map(|(day, tally)| (*day, tally)));
        self.points(metric, begins, group, (&asked, &whole))
    }

    /// A series of all records, gathered into periods already. They begin on `begins`.
    pub(super) fn whole(
        &self,
        metric: &Metric,
        begins: Option<Date>,
        periods: &Periods,
    ) -> SeriesGroup {
        let mut group = self.points(metric, begins, None, (periods, periods));
        signal(metric, &mut group);
        group
    }

    /// A point for each period: of the days asked for, beside the year before, which is whole.
    fn points(
        &self,
        metric: &Metric,
        begins: Option<Date>,
        group: Option<String>,
        (asked, whole): (&Periods, &Periods),
    ) -> SeriesGroup {
        let number = |tally: Option<&MetricTally>| metric.value(tally?, Level::P95);
        let point = |start: &Date| {
            let complete = self.is_complete(*start)
                && self.is_covered(*start, begins)
                && asked
                    .get(start)
                    .is_none_or(|tally| metric.is_settled(tally));
            let value = number(asked.get(start));
            let before = self.every.year_before(*start);
            let before = before.filter(|before| self.is_covered(*before, begins));
            let before = before.and_then(|before| number(whole.get(&before)));
            SeriesPoint {
                year_before: before.map(|value| value.estimate),
                complete,
                ..point(value)
            }
        };
        SeriesGroup {
            group,
            points: self.periods.iter().map(point).collect(),
            limits: None,
            missing: 0,
        }
    }

    /// A series about people: each stretch at the period in which it ends.
    fn people(
        &self,
        metric: &Metric,
        told: &[Told],
        group: Option<String>,
        days: &Days,
    ) -> SeriesGroup {
        let ending = |start: Date| {
            let parts = told
                .iter()
                .filter(move |it| self.every.start(it.last) == start);
            people::together(metric, parts)
        };
        let point = |start: &Date| {
            let last = self.every.last(*start);
            let (value, days_told) = ending(*start);
            let other = |(first, until): &(Date, Date)| *first < *start || *until != last;
            let covers = days_told.filter(other).filter(|_| value.is_some());
            let there = days.range(start.to_days()..=last.to_days()).next();
            let before = self.every.year_before(*start).filter(|_| covers.is_none());
            let before = before.map(|before| (before, ending(before)));
            let before = before.filter(|(start, (_, days))| {
                days.is_some_and(|days| days == (*start, self.every.last(*start)))
            });
            SeriesPoint {
                year_before: before
                    .and_then(|(_, (value, _))| value)
                    .map(|value| value.estimate),
                complete: self.is_complete(*start)
                    && covers.is_none_or(|(_, until)| until == last || self.every == Every::Week),
                withheld: value.is_none() && (there.is_some() || days_told.is_some()),
                covers: covers.map(|(from, to)| Covers {
                    from: from.to_string(),
                    to: to.to_string(),
                }),
                ..point(value)
            }
        };
        SeriesGroup {
            group,
            points: self.periods.iter().map(point).collect(),
            limits: None,
            missing: 0,
        }
    }

    fn is_asked(&self, day: Date) -> bool {
        let (from, to) = self.asked;
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
    }

    /// Whether all its days were asked for.
    fn is_whole(&self, start: Date) -> bool {
        self.is_asked(start) && self.is_asked(self.every.last(start))
    }

    /// Whether records that begin on `begins` cover a period: where they begin in it, they do in its first quarter.
    fn is_covered(&self, start: Date, begins: Option<Date>) -> bool {
        let last = self.every.last(start);
        let length = last.to_days() - start.to_days() + 1;
        let begun = begins.filter(|day| (start..=last).contains(day));
        begun.is_none_or(|day| 4 * (day.to_days() - start.to_days()) < length)
    }

    fn is_complete(&self, start: Date) -> bool {
        self.is_whole(start) && self.every.last(start) < self.today
    }
}

/// A value as a point of a series.
fn point(value: Option<MetricValue>) -> SeriesPoint {
    SeriesPoint {
        estimate: value.map(|value| value.estimate),
        interval: value.and_then(|value| value.interval),
        n: value.map_or(0, |value| value.n.unsigned_abs()),
        weighted: value.and_then(|value| value.weighted),
        year_before: None,
        complete: false,
        withheld: false,
        signal: None,
        covers: None,
    }
}

/// Limits from the complete periods, and what they say of each.
fn signal(metric: &Metric, group: &mut SeriesGroup) {
    let complete = |point: &SeriesPoint| point.estimate.filter(|_| point.complete);
    let values: Vec<Option<f64>> = group.points.iter().map(complete).collect();
    match control(&values, metric.bounds()) {
        Control::TooEarly { missing } => {
            group.missing = u32::try_from(missing).unwrap_or(u32::MAX);
        }
        Control::Limits(limits, signals) => {
            group.limits = Some(limits);
            for (point, signal) in group.points.iter_mut().zip(signals) {
                point.signal = signal;
            }
        }
    }
}
