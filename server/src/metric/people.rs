//! Numbers about people: what is withheld so that nobody can be told from the others.

use shared::api::{SeriesGroup, SeriesPoint};

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
