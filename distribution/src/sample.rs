//! Quantiles of a sample.

/// The value below which the share `p` (0 to 1) of a sample lies, between two of its values by their distance (Hyndman and Fan
/// 1996, definition 7). The sample is left in another order; NaN where it is empty.
///
/// Looks for the two values instead of putting all in order: linear, and a slider waits for a thousand of these.
#[must_use]
pub fn quantile_of(sample: &mut [f64], p: f64) -> f64 {
    let Some(last) = sample.len().checked_sub(1) else {
        return f64::NAN;
    };
    let at = p.clamp(0.0, 1.0) * last as f64;
    let below = libm::floor(at);
    let (_, &mut value, above) =
        sample.select_nth_unstable_by((below as usize).min(last), f64::total_cmp);
    match above.iter().copied().min_by(f64::total_cmp) {
        None => value,
        Some(next) => value + (at - below) * (next - value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_definition_7() {
        // R: quantile(c(1, 2, 4, 8), c(0, .25, .5, .9, 1)) gives 1, 1.75, 3, 6.8, 8.
        for (p, expected) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.9, 6.8), (1.0, 8.0)] {
            let mut sample = [8.0, 1.0, 4.0, 2.0];
            let found = quantile_of(&mut sample, p);
            assert!((found - expected).abs() < 1e-12, "{p}: {found}");
        }
        assert_eq!(quantile_of(&mut [1.0, 4.0, 2.0], 0.75), 3.0);
        assert_eq!(quantile_of(&mut [3.0], 0.4), 3.0);
        assert!(quantile_of(&mut [], 0.5).is_nan());
    }
}
