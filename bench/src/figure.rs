//! Figures as `cargo xtask bench` reads them.

use serde::Serialize;

/// A measured number beside its peer; both in `unit`.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) peer: &'static str,
    pub(crate) peer_value: f64,
    /// Value over peer value.
    ratio: f64,
}

impl Figure {
    /// A figure from the medians of the runs of both.
    pub(crate) fn of_runs(
        name: &'static str,
        unit: &'static str,
        runs: &[f64],
        peer: &'static str,
        peer_runs: &[f64],
    ) -> Self {
        let (value, peer_value) = (median(runs), median(peer_runs));
        Self {
            name,
            value,
            unit,
            peer,
            peer_value,
            ratio: value / peer_value,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_run_does_not_move_the_median() {
        assert_eq!(median(&[3.0, 900.0, 1.0]), 3.0);
        assert_eq!(median(&[4.0, 2.0]), 3.0);
        assert!(median(&[]).is_nan());
    }
}
