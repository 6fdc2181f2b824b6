//! Numbers about people: what is withheld so that nobody can be told from the others.

use shared::{
    api::{SeriesGroup, SeriesPoint},
    metric::{Metric, MetricValue},
    record::Filter,
};

/// Which numbers of a metric may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// All: it is not about people.
    All,
    /// Those of enough people.
    Groups,
    /// None: it is about people, and filtered. What a filter leaves out would follow from the whole.
    Nothing,
}

impl Show {
    pub(super) fn of(people: bool, filter: &Filter) -> Self {
        match (people, filter.is_empty()) {
            (false, _) => Self::All,
            (true, true) => Self::Groups,
            (true, false) => Self::Nothing,
        }
    }

    pub(super) fn people(self) -> bool {
        self != Self::All
    }

    /// Whether this number may.
    pub(super) fn allows(self, metric: &Metric, value: &MetricValue) -> bool {
        match self {
            Self::All => true,
            Self::Groups => value.n >= i64::from(metric.minimum_n),
            Self::Nothing => false,
        }
    }
}

/// Where one group of a period is withheld, the total less the others would tell it: the smallest of these goes too.
pub(super) fn withhold_what_follows(groups: &mut [SeriesGroup]) {
    let periods = groups.first().map_or(0, |group| group.points.len());
    for at in 0..periods {
        let points = groups
            .iter_mut()
            .filter_map(|group| group.points.get_mut(at));
        let (withheld, shown): (Vec<_>, Vec<_>) = points
            .filter(|point| point.withheld || point.estimate.is_some())
            .partition(|point| point.withheld);
        if withheld.len() != 1 {
            continue;
        }
        if let Some(smallest) = shown.into_iter().min_by_key(|point| point.n) {
            *smallest = SeriesPoint {
                estimate: None,
                interval: None,
                n: 0,
                weighted: None,
                withheld: true,
                ..smallest.clone()
            };
        }
    }
}
