//! Whether an action helped: the change where something was done, less the change where nothing was.
//!
//! Difference in differences (Card and Krueger 1994, American Economic Review 84, 772–793): what happened to everybody at the
//! same time, a season, a campaign, is in both changes and cancels. It takes for granted that without the action both would
//! have changed alike. Knows nothing of touchpoints or records: it compares numbers.

use serde::{Deserialize, Serialize};

use super::Reading;
use crate::{
    interval::{Interval, difference},
    locale::Date,
    metric::Direction,
};

/// What is said of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The metric moved to the good side, by more than its margin.
    Better,
    /// The metric moved to the bad side, by more than its margin.
    Worse,
    /// It may have moved, or not.
    CannotTell,
    /// Nobody should look yet.
    TooEarly,
}

/// Why it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The margin of the change says so.
    Margin,
    /// The day of the check is still to come.
    NotYet,
    /// Too few records since the implementation.
    FewRecords,
    /// No metric was chosen.
    NoMetric,
    /// There is no record from before.
    NoBaseline,
    /// It is about people, and about too few of them.
    Withheld,
    /// The metric is a sum, which has no margin.
    NoMargin,
    /// The metric is defined otherwise now, or no longer there.
    OtherDefinition,
}

/// How much a number changed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// After less before.
    pub difference: f64,
    /// Its margin.
    pub interval: Interval,
}

impl Change {
    /// From a number before to one after, independent of each other.
    #[must_use]
    pub fn between(before: (f64, Interval), after: (f64, Interval)) -> Self {
        Self {
            difference: after.0 - before.0,
            interval: difference(after, before),
        }
    }

    /// This change less another one.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self {
            difference: self.difference - other.difference,
            interval: difference(
                (self.difference, self.interval),
                (other.difference, other.interval),
            ),
        }
    }
}

/// The numbers of both windows, before and after the implementation.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Windows {
    /// Before.
    pub before: Option<Reading>,
    /// After.
    pub after: Option<Reading>,
    /// Before, where nothing was done.
    pub control_before: Option<Reading>,
    /// After, where nothing was done.
    pub control_after: Option<Reading>,
    /// Whether a number of the touchpoint is about people, and about too few of them to be shown.
    pub withheld: bool,
}

/// By what a change is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The day it is.
    pub today: Date,
    /// The day of the check.
    pub check: Date,
    /// With fewer records a number says little.
    pub minimum_n: u32,
    /// Which way is better.
    pub direction: Direction,
}

/// What is said of an action, and how much the metric changed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    /// What is said.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// The change that is judged: against the control where there is one, else the plain one. `None` before the check.
    pub change: Option<Change>,
    /// The change where nothing was done; `None` without a control.
    pub control: Option<Change>,
}

impl Verdict {
    /// Said without a number.
    #[must_use]
    pub const fn plain(outcome: Outcome, reason: Reason) -> Self {
        Self {
            outcome,
            reason,
            change: None,
            control: None,
        }
    }
}

/// Whether an action helped.
///
/// Better or worse only where the margin of the change lies wholly on one side of none. Before the check, and with fewer
/// records than the metric asks for, nothing is said: who looks again and again finds a change sooner or later. A control with
/// fewer records than that in one of its windows is none.
#[must_use]
pub fn verdict(windows: &Windows, terms: &Terms) -> Verdict {
    let enough = |reading: &Reading| reading.n >= u64::from(terms.minimum_n.max(1));
    if terms.today < terms.check {
        return Verdict::plain(Outcome::TooEarly, Reason::NotYet);
    }
    if windows.withheld {
        return Verdict::plain(Outcome::CannotTell, Reason::Withheld);
    }
    let Some(after) = windows.after.filter(enough) else {
        return Verdict::plain(Outcome::TooEarly, Reason::FewRecords);
    };
    let Some(before) = windows.before else {
        return Verdict::plain(Outcome::CannotTell, Reason::NoBaseline);
    };
    let between = |before: Reading, after: Reading| {
        Change::between(
            (before.estimate, before.interval),
            (after.estimate, after.interval),
        )
    };
    let own = between(before, after);
    let control = windows
        .control_before
        .filter(enough)
        .zip(windows.control_after.filter(enough))
        .map(|(before, after)| between(before, after));
    let change = control.map_or(own, |control| own.less(control));
    let rises = change.interval.low > 0.0;
    let falls = change.interval.high < 0.0;
    let outcome = match (terms.direction, rises, falls) {
        (Direction::Up, true, _) | (Direction::Down, _, true) => Outcome::Better,
        (Direction::Up, _, true) | (Direction::Down, true, _) => Outcome::Worse,
        _ => Outcome::CannotTell,
    };
    Verdict {
        outcome,
        reason: Reason::Margin,
        change: Some(change),
        control,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::{Level, wilson};

    fn interval(estimate: f64, error: f64) -> Interval {
        let half = Level::P95.z() * error;
        Interval {
            low: estimate - half,
            high: estimate + half,
            level: 0.95,
        }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn share(hits: f64, n: f64) -> Option<Reading> {
        let interval = wilson(hits, n, Level::P95)?;
        Some(Reading::new(hits / n, interval, n as u64))
    }

    fn terms(direction: Direction) -> Terms {
        Terms {
            today: day("2026-06-01"),
            check: day("2026-06-01"),
            minimum_n: 20,
            direction,
        }
    }

    #[test]
    fn the_difference_of_differences_is_card_and_kruegers() {
        // Card and Krueger 1994, table 3, rows 1 to 3: mean employment per store in Pennsylvania (no change of the minimum
        // wage: the control) and New Jersey, before and after, and the standard errors of the changes; 2.76 (1.36).
        let (pennsylvania, new_jersey) = (21.17 - 23.33, 21.03 - 20.44);
        assert!((pennsylvania - -2.16_f64).abs() < 1e-9 && (new_jersey - 0.59_f64).abs() < 1e-9);
        let change = |difference, error| Change {
            difference,
            interval: interval(difference, error),
        };
        let found = change(new_jersey, 0.54).less(change(pennsylvania, 1.25));
        // The published numbers are rounded to two places each.
        assert!((found.difference - 2.76).abs() < 0.011, "{found:?}");
        let error = (found.interval.high - found.interval.low) / (2.0 * Level::P95.z());
        assert!((error - 1.36).abs() < 0.005, "{error}");
        assert!(found.interval.low > 0.0);
    }

    #[test]
    fn better_and_worse_are_said_where_the_margin_leaves_no_change_out_in_the_direction_of_the_metric()
     {
        // Newcombe 1998: 56/70 − 48/80 lies between .0524 and .3339.
        let windows = Windows {
            before: share(48.0, 80.0),
            after: share(56.0, 70.0),
            ..Windows::default()
        };
        let up = verdict(&windows, &terms(Direction::Up));
        assert_eq!((up.outcome, up.reason), (Outcome::Better, Reason::Margin));
        assert_eq!(up.control, None);
        let change = up.change.unwrap();
        assert!((change.interval.low - 0.0524).abs() < 5e-5, "{change:?}");
        assert!((change.interval.high - 0.3339).abs() < 5e-5);
        let down = verdict(&windows, &terms(Direction::Down));
        assert_eq!(down.outcome, Outcome::Worse);
    }

    #[test]
    fn what_changed_everywhere_is_nobodys_merit() {
        let windows = Windows {
            before: share(480.0, 800.0),
            after: share(560.0, 700.0),
            control_before: share(480.0, 800.0),
            control_after: share(560.0, 700.0),
            withheld: false,
        };
        let found = verdict(&windows, &terms(Direction::Up));
        assert_eq!(found.outcome, Outcome::CannotTell);
        assert_eq!(found.change.unwrap().difference, 0.0);
        assert!(found.control.unwrap().interval.low > 0.0);
        // And where the others got better while this one stayed, it is worse than them.
        let stayed = Windows {
            after: share(480.0, 800.0),
            ..windows
        };
        assert_eq!(
            verdict(&stayed, &terms(Direction::Up)).outcome,
            Outcome::Worse
        );
    }

    #[test]
    fn before_the_check_and_with_few_records_nothing_is_said() {
        let windows = Windows {
            before: share(48.0, 80.0),
            after: share(56.0, 70.0),
            ..Windows::default()
        };
        let early = Terms {
            today: day("2026-05-31"),
            ..terms(Direction::Up)
        };
        assert_eq!(
            verdict(&windows, &early),
            Verdict::plain(Outcome::TooEarly, Reason::NotYet)
        );
        for (after, outcome, reason) in [
            (None, Outcome::TooEarly, Reason::FewRecords),
            (share(19.0, 19.0), Outcome::TooEarly, Reason::FewRecords),
            (share(20.0, 20.0), Outcome::Better, Reason::Margin),
        ] {
            let found = verdict(&Windows { after, ..windows }, &terms(Direction::Up));
            assert_eq!((found.outcome, found.reason), (outcome, reason));
        }
        let unknown = Windows {
            before: None,
            ..windows
        };
        assert_eq!(
            verdict(&unknown, &terms(Direction::Up)),
            Verdict::plain(Outcome::CannotTell, Reason::NoBaseline)
        );
    }

    #[test]
    fn of_too_few_people_nothing_is_told() {
        let windows = Windows {
            before: share(48.0, 80.0),
            withheld: true,
            ..Windows::default()
        };
        assert_eq!(
            verdict(&windows, &terms(Direction::Up)),
            Verdict::plain(Outcome::CannotTell, Reason::Withheld)
        );
    }

    #[test]
    fn a_control_of_few_records_is_none() {
        let windows = Windows {
            before: share(48.0, 80.0),
            after: share(56.0, 70.0),
            control_before: share(3.0, 19.0),
            control_after: share(50.0, 90.0),
            withheld: false,
        };
        assert_eq!(verdict(&windows, &terms(Direction::Up)).control, None);
    }
}
