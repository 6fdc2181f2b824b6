//! What metrics say of the touchpoints on a board, each with its latest number, its target and its course.

use serde::{Deserialize, Serialize};

use super::metric::{SeriesGroup, SeriesPoint};
use crate::{
    id::{JourneyId, TouchpointId},
    metric::{ControlLimits, Direction, Metric, Unit},
};

/// Of which journey.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct RealityQuery {
    /// The journey's id or slug.
    pub journey: String,
}

/// What metrics say of the touchpoints on a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reality {
    /// The journey.
    pub journey: JourneyId,
    /// The touchpoints in the order of the board, each once, those without records too; the first 200 at most.
    pub touchpoints: Vec<TouchpointReality>,
}

/// What metrics say of a touchpoint, month by month, from its own records alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchpointReality {
    /// The touchpoint.
    pub touchpoint: TouchpointId,
    /// The first days of twelve months at most, one after the other. The last is the latest that one of the metrics speaks of.
    pub periods: Vec<String>,
    /// Metrics that have a number here, twelve at most: first those defined about this touchpoint, then those with a target,
    /// each in the order of the catalogue. None about people: of a touchpoint nothing is told of them.
    pub metrics: Vec<RealMetric>,
    /// How many there are, those that are not listed too.
    pub of: u32,
}

/// A metric of a touchpoint. What it says is what `GET /metrics/series?every=month` says of it and the touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RealMetric {
    /// What it is.
    pub metric: Metric,
    /// What its number is measured in.
    pub unit: Unit,
    /// Whether it is defined about this touchpoint.
    pub own: bool,
    /// The first day of the month that is spoken of: the last complete one with a number, else the last with one.
    pub period: String,
    /// Its number in that month.
    pub latest: SeriesPoint,
    /// Its estimate in each of the touchpoint's `periods`, in its unit; `None` where there is no record, and after the month
    /// that is spoken of.
    pub course: Vec<Option<f64>>,
    /// The limits of normal variation, from all complete months; `None` while they are too few.
    pub limits: Option<ControlLimits>,
    /// The last day with a record.
    pub last_day: Option<String>,
}

impl RealMetric {
    /// Whether the latest number meets the target; `None` without one.
    #[must_use]
    pub fn meets_target(&self) -> Option<bool> {
        self.metric.meets_target(self.latest.estimate?)
    }

    /// Whether the latest number lies on the good side of the mean: a real change there is one for the better.
    #[must_use]
    pub fn is_better(&self) -> bool {
        is_better(&self.metric, self.limits, &self.latest)
    }
}

impl SeriesGroup {
    /// The period that is spoken of, by its place, and its point: the last complete one with a value, else the last with one.
    #[must_use]
    pub fn latest(&self) -> Option<(usize, &SeriesPoint)> {
        let known = || {
            let points = self.points.iter().enumerate().rev();
            points.filter(|(_, point)| point.estimate.is_some())
        };
        let complete = known().find(|(_, point)| point.complete);
        complete.or_else(|| known().next())
    }

    /// Whether a value of the metric lies on the good side of the mean: a real change there is one for the better.
    #[must_use]
    pub fn is_better(&self, metric: &Metric, point: &SeriesPoint) -> bool {
        is_better(metric, self.limits, point)
    }
}

fn is_better(metric: &Metric, limits: Option<ControlLimits>, point: &SeriesPoint) -> bool {
    let known = point.estimate.zip(limits);
    known.is_some_and(|(value, limits)| match metric.direction {
        Direction::Up => value > limits.centre,
        Direction::Down => value < limits.centre,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(estimate: Option<f64>, complete: bool) -> SeriesPoint {
        SeriesPoint {
            estimate,
            interval: None,
            n: 30,
            weighted: None,
            year_before: None,
            complete,
            withheld: false,
            signal: None,
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

    #[test]
    fn what_is_spoken_of_is_the_last_period_that_is_over() {
        let at = |points| group(points).latest().map(|(at, _)| at);
        let running = point(Some(3.0), false);
        let points = vec![point(Some(1.0), true), point(None, true), running.clone()];
        assert_eq!(at(points), Some(0));
        assert_eq!(at(vec![running]), Some(0));
        assert_eq!(at(vec![point(None, true)]), None);
    }

    #[test]
    fn better_is_the_side_of_the_mean_that_the_metric_goes_to() {
        let limits = Some(ControlLimits {
            centre: 0.5,
            low: 0.4,
            high: 0.6,
            moving_range: 0.04,
            moving_range_high: 0.13,
        });
        let metric = |key| Metric::by_key(key).unwrap();
        let series = SeriesGroup {
            limits,
            ..group(Vec::new())
        };
        let (above, below) = (point(Some(0.7), true), point(Some(0.3), true));
        assert!(series.is_better(&metric("csat"), &above));
        assert!(!series.is_better(&metric("csat"), &below));
        assert!(series.is_better(&metric("returns"), &below));
        assert!(!group(Vec::new()).is_better(&metric("csat"), &above));
    }
}
