//! The course of a metric as it is drawn and said: periods by name, numbers in their unit, the latest value, real changes.

use serde::{Deserialize, Serialize};
use shared::{
    api::{MetricSeries, SeriesGroup, SeriesPoint, SeriesReply},
    catalogue::{Catalogue, EventKind},
    chart::{Chart, Day, Format, Limits, Overlay, Size, Trend, Value, trend},
    locale::{Date, DateStyle, Lang},
    metric::{AmountUnit, Every, Formula, Metric, Unit},
};

use crate::{catalogue::names, words::metric_words};

/// Real changes that are named; the chart shows the earlier ones too.
const CHANGES: usize = 4;

/// After so many days without a record a metric looks stale, as its source does.
const STALE: i64 = 45;
const DAY: i64 = 86_400_000;

/// The axis of an answer, in the reader's language.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) lang: Lang,
    pub(super) every: Every,
    pub(super) periods: Vec<Date>,
    /// What happened, in order.
    pub(super) happened: Vec<Shown>,
    /// The first day on which a last record is not stale.
    fresh_from: Date,
    /// The touchpoint whose records alone count.
    pub(super) only: Option<String>,
}

impl Axis {
    /// Of an answer that is shown now (milliseconds since 1970); of days long ago, nothing is stale.
    pub(super) fn new(
        lang: Lang,
        reply: &SeriesReply,
        happened: &[Happened],
        now: Option<i64>,
    ) -> Self {
        let days = reply.periods.iter();
        Self {
            lang,
            every: reply.every,
            happened: happened.iter().filter_map(Happened::shown).collect(),
            periods: days.map(|day| day.parse().unwrap_or(Date::EPOCH)).collect(),
            fresh_from: fresh_from(now),
            only: None,
        }
    }

    /// The same of a touchpoint's records alone.
    pub(super) fn of_touchpoint(self, name: Option<&str>) -> Self {
        let only = name.map(str::to_owned);
        Self { only, ..self }
    }

    /// A period by its name: "Mar 2026", "Q1 2026", "week of 2 Mar 2026".
    pub(super) fn name(&self, start: Date) -> String {
        let words = metric_words(self.lang);
        match self.every {
            Every::Week => words.named_week(&self.lang.date(start, DateStyle::Full)),
            Every::Month => self.lang.date(start, DateStyle::MonthYear),
            Every::Quarter => words.named_quarter(start.month().div_ceil(3), start.year()),
        }
    }

    /// Its first and last day; nothing where it has no period.
    pub(super) fn days(&self) -> Option<String> {
        let first = self.periods.first()?;
        let last = self.every.last(*self.periods.last()?);
        let day = |day: Date| self.lang.date(day, DateStyle::Full);
        Some(format!("{} – {}", day(*first), day(last)))
    }

    /// The days that a value is of, where these are not those of its period.
    pub(super) fn covers(&self, point: &SeriesPoint) -> Option<String> {
        let covers = point.covers.as_ref()?;
        let day = |day: &str| Some(self.lang.date(day.parse().ok()?, DateStyle::Full));
        Some(format!("{} – {}", day(&covers.from)?, day(&covers.to)?))
    }

    /// What happened in a period.
    pub(super) fn happened_in(&self, start: Date) -> Vec<&str> {
        let last = self.every.last(start);
        let happened = self.happened.iter().map(|it| &it.overlay);
        let within = |it: &&Overlay| it.day <= last && start <= it.until.unwrap_or(it.day);
        happened.filter(within).map(|it| it.name.as_str()).collect()
    }

    /// Whether a campaign, and whether an event lies on the axis.
    pub(super) fn happened_kinds(&self) -> (bool, bool) {
        let events = |is: bool| self.within().any(|it| it.kind.is_some() == is);
        (events(false), events(true))
    }

    /// What happened on the axis.
    fn within(&self) -> impl Iterator<Item = &Shown> {
        let first = self.periods.first().copied();
        let last = self.periods.last().map(|last| self.every.last(*last));
        self.happened.iter().filter(move |it| {
            let overlay = &it.overlay;
            let until = overlay.until.unwrap_or(overlay.day);
            last.is_some_and(|last| overlay.day <= last)
                && first.is_some_and(|first| first <= until)
        })
    }

    /// What happened on the axis, in words: "Spring sale (2 Mar 2026 to 15 Mar 2026), New soles (supplier change, 3 Apr
    /// 2026)"; nothing where nothing did.
    pub(super) fn happened_in_words(&self) -> Option<String> {
        let day = |day: Date| self.lang.date(day, DateStyle::Full);
        let said = |Shown { overlay: it, kind }: &Shown| {
            let kind = kind.filter(|kind| *kind != EventKind::Other);
            let kind = kind.map(|kind| names::event(self.lang, kind).to_lowercase() + ", ");
            let kind = kind.unwrap_or_default();
            match it.until.filter(|until| *until != it.day) {
                Some(until) => format!("{} ({} – {})", it.name, day(it.day), day(until)),
                None => format!("{} ({kind}{})", it.name, day(it.day)),
            }
        };
        let said: Vec<String> = self.within().map(said).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// How many more periods limits need, in words.
    pub(super) fn missing(&self, missing: u32) -> String {
        let (words, n) = (metric_words(self.lang), u64::from(missing));
        match self.every {
            Every::Week => words.missing_weeks(n),
            Every::Month => words.missing_months(n),
            Every::Quarter => words.missing_quarters(n),
        }
    }

    /// The periods of a group with a real change, those next to each other as one: "Jan 2026, Apr 2026 – Jun 2026".
    pub(super) fn changes(&self, group: &SeriesGroup) -> Option<String> {
        let mut runs: Vec<(Date, Date)> = Vec::new();
        let mut before = false;
        for (start, point) in self.periods.iter().zip(&group.points) {
            match (point.signal.is_some(), runs.last_mut()) {
                (true, Some(run)) if before => run.1 = *start,
                (true, _) => runs.push((*start, *start)),
                (false, _) => {}
            }
            before = point.signal.is_some();
        }
        let said = |(first, last): (Date, Date)| {
            if first == last {
                self.name(first)
            } else {
                format!("{} – {}", self.name(first), self.name(last))
            }
        };
        let earlier = runs.len().saturating_sub(CHANGES);
        let said: Vec<String> = runs.into_iter().skip(earlier).map(said).collect();
        let before = if earlier > 0 { "…, " } else { "" };
        (!said.is_empty()).then(|| format!("{before}{}", said.join(", ")))
    }
}

/// Something that happened on days: a campaign, or an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Happened {
    name: String,
    from: String,
    to: Option<String>,
    /// Of an event.
    kind: Option<EventKind>,
}

/// The same as it is drawn.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) overlay: Overlay,
    /// Of an event.
    pub(super) kind: Option<EventKind>,
}

impl Happened {
    /// The campaigns and events of the catalogue that say when, in order.
    pub(super) fn of(catalogue: &Catalogue) -> Vec<Self> {
        let campaigns = catalogue.campaigns.values();
        let dated = campaigns
            .filter(|campaign| !campaign.retired)
            .filter_map(|campaign| {
                Some(Self {
                    name: campaign.name.clone(),
                    from: campaign
                        .first_day
                        .clone()
                        .or_else(|| campaign.last_day.clone())?,
                    to: campaign.last_day.clone(),
                    kind: None,
                })
            });
        let events = catalogue.events.values().filter(|event| !event.retired);
        let events = events.filter_map(|event| {
            Some(Self {
                name: event.name.clone(),
                from: event.day.clone()?,
                to: None,
                kind: Some(event.kind),
            })
        });
        let mut dated: Vec<Self> = dated.chain(events).collect();
        dated.sort_by(|one, other| (&one.from, &one.name).cmp(&(&other.from, &other.name)));
        dated
    }

    fn shown(&self) -> Option<Shown> {
        let overlay = Overlay {
            day: self.from.parse().ok()?,
            until: self.to.as_ref().and_then(|to| to.parse().ok()),
            name: self.name.clone(),
        };
        Some(Shown {
            overlay,
            kind: self.kind,
        })
    }
}

/// How numbers of a unit are written.
pub(crate) fn format(unit: Unit) -> Format {
    match unit {
        Unit::Points => Format::number(0),
        Unit::Share => Format::percent(1),
        Unit::Rating => Format::number(2),
        Unit::Rate => Format::number(1),
        Unit::Amount(AmountUnit::Number) => Format::number(0),
        Unit::Amount(AmountUnit::Hours | AmountUnit::Days) => Format::number(1),
        Unit::Amount(AmountUnit::Money(_)) => Format::number(2),
    }
}

/// A number in words, with what it is measured in.
pub(crate) fn said(lang: Lang, unit: Unit, number: f64) -> String {
    with_unit(lang, unit, Value::Amount(number, format(unit)).say(lang))
}

/// A number that is in words already, with what it is measured in.
pub(crate) fn with_unit(lang: Lang, unit: Unit, said: String) -> String {
    match unit {
        Unit::Points | Unit::Share | Unit::Rating | Unit::Rate => said,
        Unit::Amount(unit) => match unit {
            AmountUnit::Number => said,
            AmountUnit::Hours => metric_words(lang).hours(&said),
            AmountUnit::Days => metric_words(lang).days(&said),
            AmountUnit::Money(currency) => format!("{said}\u{a0}{}", currency.code()),
        },
    }
}

/// Lowest and highest that is drawn of some groups, so that they share an axis.
pub(super) fn extent(groups: &[SeriesGroup]) -> Option<(f64, f64)> {
    let points = groups.iter().flat_map(|group| &group.points);
    let drawn = points.flat_map(|point| {
        let interval = point.interval.map(|interval| [interval.low, interval.high]);
        let ends = interval.into_iter().flatten();
        ends.chain(point.estimate).chain(point.year_before)
    });
    drawn.fold(None, |extent, value| {
        let (low, high) = extent.unwrap_or((value, value));
        Some((value.min(low), value.max(high)))
    })
}

/// What is drawn of a group.
pub(super) fn chart(
    axis: &Axis,
    metric: &Metric,
    unit: Unit,
    group: &SeriesGroup,
    size: Size,
    down: Option<(f64, f64)>,
) -> Chart {
    let day = |(start, point): (&Date, &SeriesPoint)| Day {
        day: *start,
        value: point.estimate,
        interval: point.interval.map(|interval| (interval.low, interval.high)),
        n: Some(point.n),
        signal: point.signal.is_some(),
        better: group.is_better(metric, point),
        open: !point.complete,
    };
    let days: Vec<Day> = axis.periods.iter().zip(&group.points).map(day).collect();
    let before: Vec<Option<f64>> = group.points.iter().map(|point| point.year_before).collect();
    let limits = group.limits.map(|limits| Limits {
        low: limits.low,
        centre: limits.centre,
        high: limits.high,
    });
    let overlays: Vec<Overlay> = axis.happened.iter().map(|it| it.overlay.clone()).collect();
    trend(&Trend {
        size,
        format: format(unit),
        days: &days,
        before: &before,
        down,
        target: metric.target,
        limits,
        overlays: &overlays,
        from_zero: false,
        caption: "",
        columns: [""; 4],
    })
}

/// The last day with a record, in words, and whether that is long ago.
pub(super) fn fresh(axis: &Axis, series: &MetricSeries) -> Option<(String, bool)> {
    fresh_on(axis.lang, series.last_day.as_deref(), axis.fresh_from)
}

/// The last day with a record, in words, and whether it is before `fresh_from`.
pub(crate) fn fresh_on(
    lang: Lang,
    last_day: Option<&str>,
    fresh_from: Date,
) -> Option<(String, bool)> {
    let day: Date = last_day?.parse().ok()?;
    let said = metric_words(lang).fresh(&lang.date(day, DateStyle::Full));
    Some((said, day < fresh_from))
}

/// The first day on which a last record is not stale (`now` in milliseconds since 1970); without a moment, nothing is.
pub(crate) fn fresh_from(now: Option<i64>) -> Date {
    now.and_then(|now| i32::try_from(now / DAY - STALE).ok())
        .and_then(Date::from_days)
        .unwrap_or(Date::EPOCH)
}

/// The margin of a number in words; a total has none, because it is known.
pub(crate) fn margin(lang: Lang, metric: &Metric, point: &SeriesPoint) -> String {
    let words = metric_words(lang);
    if matches!(metric.formula, Formula::Total { .. }) {
        return words.known.to_owned();
    }
    let interval = point.interval.map(|interval| (interval.low, interval.high));
    words.margin_of(&Value::interval(interval, format(metric.unit())).say(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::metric::Signal;

    fn point(estimate: Option<f64>, complete: bool, signal: Option<Signal>) -> SeriesPoint {
        SeriesPoint {
            estimate,
            interval: None,
            n: 30,
            weighted: None,
            year_before: None,
            complete,
            withheld: false,
            signal,
            covers: None,
        }
    }

    fn group(points: Vec<SeriesPoint>) -> SeriesGroup {
        SeriesGroup {
            group: None,
            points,
            limits: None,
            missing: 3,
        }
    }

    fn axis(every: Every, starts: &[&str]) -> Axis {
        Axis {
            lang: Lang::Es,
            every,
            periods: starts
                .iter()
                .map(|day| day.parse().unwrap_or(Date::EPOCH))
                .collect(),
            happened: Vec::new(),
            fresh_from: Date::EPOCH,
            only: None,
        }
    }

    #[test]
    fn what_happened_is_said_with_its_days_and_in_the_periods_it_lasted() {
        let mut months = axis(Every::Month, &["2026-01-01", "2026-02-01", "2026-03-01"]);
        let day = |day: &str| day.parse().unwrap_or(Date::EPOCH);
        let happened = |name: &str, from, until: Option<&str>, kind| Shown {
            overlay: Overlay {
                day: day(from),
                until: until.map(day),
                name: name.to_owned(),
            },
            kind,
        };
        let supplier = Some(EventKind::SupplierChange);
        months.happened = vec![
            happened("Antes", "2025-12-31", None, None),
            happened("Rebajas", "2026-01-07", Some("2026-02-01"), None),
            happened("Suela nueva", "2026-03-31", None, supplier),
        ];
        assert_eq!(months.happened_kinds(), (true, true));
        assert_eq!(months.happened_in(day("2026-02-01")), ["Rebajas"]);
        assert_eq!(months.happened_in(day("2026-03-01")), ["Suela nueva"]);
        assert_eq!(
            months.happened_in_words().as_deref(),
            Some(
                "Rebajas (7 ene 2026 – 1 feb 2026), Suela nueva (cambio de proveedor, 31 mar 2026)"
            )
        );
    }

    #[test]
    fn periods_have_names_and_changes_beside_each_other_are_one() {
        let quarters = axis(
            Every::Quarter,
            &["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01"],
        );
        let changed = Some(Signal::Run);
        let series = group(vec![
            point(Some(1.0), true, changed),
            point(Some(1.0), true, None),
            point(Some(1.0), true, changed),
            point(Some(1.0), true, changed),
        ]);
        assert_eq!(
            quarters.changes(&series).as_deref(),
            Some("T4 2025, T2 2026 – T3 2026")
        );
        let weeks = axis(Every::Week, &["2026-03-02"]);
        assert_eq!(weeks.name(weeks.periods[0]), "semana del 2 mar 2026");
        assert_eq!(
            weeks.changes(&group(vec![point(Some(1.0), true, None)])),
            None
        );
        assert!(weeks.missing(1).contains("1\u{a0}semana por venir"));
    }
}
