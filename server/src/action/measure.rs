//! What is said of actions: the numbers of their metrics before and after, and those of the touchpoints where nothing was done.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    access::Actor,
    action::{
        self, Action, ActionState, Actions, Baseline, CHECK_AFTER, Measured, Outcome, Reading,
        Reason, Terms, Verdict, Windows,
    },
    api::{ActionMeasure, ActionView, ActionsQuery, ActionsView, ApiError, MetricValue},
    catalogue::Catalogue,
    id::{ActionId, TouchpointId},
    locale::Date,
    metric::Formula,
};

use crate::{
    metric::{ByTouchpoint, Defined},
    record::day,
    service::Services,
};

/// By metric, its numbers by touchpoint.
type Numbers = BTreeMap<String, ByTouchpoint>;
type Days = (Date, Date);

impl Services {
    /// The metric as it was before an action.
    pub(super) async fn baseline(
        &self,
        (catalogue, defined): (&Catalogue, &Defined),
        of: Option<&Measured>,
    ) -> Result<Option<Baseline>, ApiError> {
        let Some(of) = of else { return Ok(None) };
        let Some(metric) = defined.definitions.by_key(&of.metric) else {
            return Ok(None);
        };
        let key = record_key(catalogue, of.touchpoint);
        let keys = BTreeSet::from([key.clone()]);
        let days = (of.from, of.to);
        let numbers = ByTouchpoint::read(self.store(), (defined, &metric), &keys, days).await?;
        let found = numbers.over([&key], days);
        Ok(Some(Baseline {
            of: of.clone(),
            version: metric.version,
            reading: reading(&found),
            withheld: found.withheld,
        }))
    }

    pub(super) async fn view_actions(
        &self,
        actor: &Actor,
        actions: &Actions,
        query: &ActionsQuery,
    ) -> Result<ActionsView, ApiError> {
        let today = day::today(&self.store().workspace().zone);
        let catalogue = self.catalogue(actor).await?.catalogue;
        let asked: Vec<(ActionId, &Action)> = actions
            .shown()
            .filter(|(id, action)| is_asked(query, &catalogue, *id, action))
            .collect();
        let defined = self.read_defined(actor).await?;
        let known = (&catalogue, &defined);
        let numbers = self.numbers(known, &asked, today).await?;
        let world = World {
            actions,
            catalogue: &catalogue,
            definitions: &defined.definitions,
            numbers: &numbers,
            today,
        };
        let mut views: Vec<ActionView> = asked
            .into_iter()
            .map(|(id, action)| world.view(id, action))
            .collect();
        // What is due first; what was done, from the last one on.
        let order = |view: &ActionView| {
            let done = view.implemented.as_ref().map(|done| -done.on.to_days());
            (
                view.state,
                done,
                view.plan.due.is_none(),
                view.plan.due,
                view.id,
            )
        };
        views.sort_by_key(order);
        Ok(ActionsView {
            today,
            actions: views,
        })
    }

    /// Each metric that an action names, read once over all days that are looked at.
    async fn numbers(
        &self,
        (catalogue, defined): (&Catalogue, &Defined),
        asked: &[(ActionId, &Action)],
        today: Date,
    ) -> Result<Numbers, ApiError> {
        let mut spans: BTreeMap<&str, Days> = BTreeMap::new();
        for (_, action) in asked {
            let Some(key) = action.plan.metric.as_deref() else {
                continue;
            };
            let (from, to) = looked_at(action, today);
            let baseline = frozen(action).map_or(from, |baseline| baseline.of.from);
            let span = spans.entry(key).or_insert((from, to));
            *span = (span.0.min(from).min(baseline), span.1.max(to));
        }
        let mut keys: BTreeSet<Option<String>> = BTreeSet::from([None]);
        let recorded = catalogue.touchpoints.values();
        keys.extend(recorded.map(|one| Some(one.key.clone().unwrap_or_default())));
        let mut numbers = Numbers::new();
        for (key, days) in spans {
            if let Some(metric) = defined.definitions.by_key(key) {
                let read =
                    ByTouchpoint::read(self.store(), (defined, &metric), &keys, days).await?;
                numbers.insert(key.to_owned(), read);
            }
        }
        Ok(numbers)
    }
}

fn is_asked(query: &ActionsQuery, catalogue: &Catalogue, id: ActionId, action: &Action) -> bool {
    let touchpoint = action.plan.touchpoint;
    let department = || {
        let known = catalogue.touchpoints.get(&touchpoint?)?;
        known.department
    };
    query.action.is_none_or(|asked| asked == id)
        && (query.touchpoint.is_none() || query.touchpoint == touchpoint)
        && (query.department.is_none() || query.department == department())
}

/// By which key records name a touchpoint. No record has an empty key: a touchpoint without one has no answers.
fn record_key(catalogue: &Catalogue, touchpoint: Option<TouchpointId>) -> Option<String> {
    let id = touchpoint?;
    let known = catalogue.touchpoints.get(&id);
    let key = known.and_then(|touchpoint| touchpoint.key.clone());
    Some(key.unwrap_or_default())
}

fn frozen(action: &Action) -> Option<&Baseline> {
    action.implemented.as_ref()?.baseline.as_ref()
}

/// The days of an action that its metric is looked at now: from the implementation to the check, no more of them than before;
/// until it is done the last four weeks.
fn looked_at(action: &Action, today: Date) -> Days {
    let later = |day: Date, days: i32| Date::from_days(day.to_days() + days).unwrap_or(day);
    let Some(done) = &action.implemented else {
        return (later(today, 1 - CHECK_AFTER), today);
    };
    let before = done.baseline.as_ref();
    let days = before.map(|baseline| baseline.of.to.to_days() - baseline.of.from.to_days());
    let last = later(done.on, days.unwrap_or(CHECK_AFTER));
    let check = action.plan.check.unwrap_or(last);
    (done.on, last.min(check).min(today).max(done.on))
}

fn reading(value: &MetricValue) -> Option<Reading> {
    let (estimate, interval) = value.estimate.zip(value.interval)?;
    Some(Reading::new(estimate, interval, value.n))
}

/// What is known where actions are looked at.
struct World<'a> {
    actions: &'a Actions,
    catalogue: &'a Catalogue,
    definitions: &'a shared::metric::Definitions,
    numbers: &'a Numbers,
    today: Date,
}

impl World<'_> {
    fn view(&self, id: ActionId, action: &Action) -> ActionView {
        let (measure, verdict) = match self.measure(action) {
            Some((measure, verdict)) => (Some(measure), verdict),
            None => (None, self.unmeasured(action)),
        };
        let outcome = verdict.map(|verdict| verdict.outcome);
        let mut implemented = action.implemented.clone();
        if let Some(baseline) = implemented.as_mut().and_then(|done| done.baseline.as_mut())
            && self.untold(action)
        {
            (baseline.reading, baseline.withheld) = (None, true);
        }
        ActionView {
            id,
            plan: action.plan.clone(),
            assigned: action.assigned.clone(),
            implemented,
            added: action.added,
            state: ActionState::of(action, outcome, self.today),
            measure,
            verdict,
        }
    }

    /// Whether the metric's numbers are about people, and not for whoever asks.
    fn untold(&self, action: &Action) -> bool {
        let key = action.plan.metric.as_deref();
        let numbers = key.and_then(|key| self.numbers.get(key));
        numbers.is_some_and(ByTouchpoint::untold)
    }

    /// What is said of an action whose metric is not there.
    fn unmeasured(&self, action: &Action) -> Option<Verdict> {
        let done = action.implemented.as_ref()?;
        let check = action.plan.check.unwrap_or(done.on);
        Some(match action.plan.metric {
            None => Verdict::plain(Outcome::CannotTell, Reason::NoMetric),
            Some(_) if self.today < check => Verdict::plain(Outcome::TooEarly, Reason::NotYet),
            Some(_) => Verdict::plain(Outcome::CannotTell, Reason::OtherDefinition),
        })
    }

    fn measure(&self, action: &Action) -> Option<(ActionMeasure, Option<Verdict>)> {
        let key = action.plan.metric.as_deref()?;
        let (metric, numbers) = (self.definitions.by_key(key)?, self.numbers.get(key)?);
        let days = looked_at(action, self.today);
        let own = record_key(self.catalogue, action.plan.touchpoint);
        let now = numbers.over([&own], days);
        let mut measure = ActionMeasure {
            unit: metric.unit(),
            metric,
            from: days.0,
            to: days.1,
            now: reading(&now),
            withheld: now.withheld,
            controls: 0,
        };
        let Some(done) = &action.implemented else {
            return Some((measure, None));
        };
        let mut windows = Windows {
            after: measure.now,
            withheld: now.withheld,
            ..Windows::default()
        };
        if let Some(baseline) = &done.baseline {
            windows.before = baseline.reading;
            windows.withheld |= baseline.withheld || numbers.untold();
            let before = (baseline.of.from, baseline.of.to);
            let controls = self.controls(numbers, &own, (before, days));
            measure.controls = u32::try_from(controls.len()).unwrap_or(u32::MAX);
            windows.control_before = reading(&numbers.over(&controls, before));
            windows.control_after = reading(&numbers.over(&controls, days));
        }
        let verdict = action::verdict(
            &windows,
            &Terms {
                today: self.today,
                check: action.plan.check.unwrap_or(done.on),
                minimum_n: measure.metric.minimum_n,
                direction: measure.metric.direction,
            },
        );
        let other = done
            .baseline
            .as_ref()
            .is_some_and(|baseline| baseline.version != measure.metric.version);
        // A sum has no margin, and grows with the days it is taken over.
        let sum = matches!(measure.metric.formula, Formula::Total { .. });
        let verdict = match verdict.outcome {
            Outcome::TooEarly => verdict,
            _ if other => Verdict::plain(Outcome::CannotTell, Reason::OtherDefinition),
            _ if sum => Verdict::plain(Outcome::CannotTell, Reason::NoMargin),
            _ => verdict,
        };
        Some((measure, Some(verdict)))
    }

    /// The record keys of the touchpoints that have the metric in both windows and where nothing was done in either.
    fn controls(
        &self,
        numbers: &ByTouchpoint,
        own: &Option<String>,
        (before, after): (Days, Days),
    ) -> BTreeSet<Option<String>> {
        // What all records say together is no touchpoint, and has none to be compared with.
        if own.is_none() {
            return BTreeSet::new();
        }
        let mut keys = BTreeSet::new();
        let mut touched = BTreeSet::from([own.clone()]);
        for (id, touchpoint) in &self.catalogue.touchpoints {
            let Some(key) = &touchpoint.key else { continue };
            let key = Some(key.clone());
            if self.actions.touched(*id, (before.0, after.1)) {
                touched.insert(key);
            } else {
                keys.insert(key);
            }
        }
        let there = |key: &Option<String>, days| {
            let found = numbers.over([key], days);
            found.n > 0 || found.withheld
        };
        keys.retain(|key| !touched.contains(key) && there(key, before) && there(key, after));
        keys
    }
}
