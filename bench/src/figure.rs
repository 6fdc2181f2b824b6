//! Figures as `cargo xtask bench` reads them.

use serde::Serialize;

/// A measured number beside its peer, where there is one; both in `unit`.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) peer: Option<&'static str>,
    pub(crate) peer_value: Option<f64>,
    /// Value over peer value.
    ratio: Option<f64>,
}

impl Figure {
    /// A figure from the medians of the runs of both; without a peer where it did not run.
    pub(crate) fn of_runs(
        name: impl Into<String>,
        unit: &'static str,
        runs: &[f64],
        peer: &'static str,
        peer_runs: &[f64],
    ) -> Self {
        let peer_value = (!peer_runs.is_empty()).then(|| median(peer_runs));
        Self::of(name, unit, median(runs), peer, peer_value)
    }

    /// A figure from what both came to.
    pub(crate) fn of(
        name: impl Into<String>,
        unit: &'static str,
        value: f64,
        peer: &'static str,
        peer_value: Option<f64>,
    ) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            peer: peer_value.map(|_| peer),
            peer_value,
            ratio: peer_value.map(|peer_value| value / peer_value),
        }
    }

    /// Prints it as one line of JSON.
    pub(crate) fn print(&self) -> Result<(), serde_json::Error> {
        println!("{}", serde_json::to_string(self)?);
        Ok(())
    }
}

/// The middle of the runs; between the middle two of an even number. NaN without runs.
pub(crate) fn median(runs: &[f64]) -> f64 {
    let mut sorted = runs.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        at(half)
    } else {
        0.5 * (at(half.wrapping_sub(1)) + at(half))
    }
}

/// What nineteen of twenty runs stay within.
pub(crate) fn p95(runs: &[f64]) -> f64 {
    within(runs, 95)
}

/// What so many of a hundred runs stay within: the nearest rank. NaN without runs.
pub(crate) fn within(runs: &[f64], of_hundred: usize) -> f64 {
    let mut sorted = runs.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = (sorted.len() * of_hundred).div_ceil(100);
    let at = sorted.get(rank.wrapping_sub(1));
    at.copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nineteen_of_twenty_runs_stay_within_the_95th_percentile() {
        let runs: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!(p95(&runs), 19.0);
        assert_eq!(p95(&[7.0]), 7.0);
        assert!(p95(&[]).is_nan());
    }

    #[test]
    fn a_figure_whose_peer_did_not_run_stands_alone() {
        let figure = Figure::of_runs("a", "ms", &[2.0], "b", &[]);
        assert_eq!(
            serde_json::to_string(&figure).unwrap(),
            r#"{"name":"a","value":2.0,"unit":"ms","peer":null,"peer_value":null,"ratio":null}"#
        );
    }

    #[test]
    fn one_slow_run_does_not_move_the_median() {
        assert_eq!(median(&[3.0, 900.0, 1.0]), 3.0);
        assert_eq!(median(&[4.0, 2.0]), 3.0);
        assert!(median(&[]).is_nan());
    }
}
