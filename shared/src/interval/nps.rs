//! The Net Promoter Score's interval.

use super::{Interval, Level};

/// Variance of one respondent's +1, 0 or −1, at these shares of promoters and detractors: p + d − (p − d)².
#[must_use]
pub fn nps_variance(promoters: f64, detractors: f64) -> f64 {
    let difference = promoters - detractors;
    promoters + detractors - difference * difference
}

/// Adjusted Wald interval in points, −100 to 100 (Rocks 2016, *Interval estimation for the Net Promoter Score*,
/// The American Statistician 70, 365–372: three respondents are added, ¾ to promoters and to detractors).
/// Its centre is the adjusted score, not the plain one. `None` without respondents.
#[must_use]
pub fn adjusted_wald_nps(
    promoters: f64,
    detractors: f64,
    n: f64,
    level: Level,
) -> Option<Interval> {
    if !(n > 0.0
        && promoters >= 0.0
        && detractors >= 0.0
        && promoters + detractors <= n * (1.0 + 1e-12))
    {
        return None;
    }
    let n = n + 3.0;
    let (p, d) = ((promoters + 0.75) / n, (detractors + 0.75) / n);
    let half = level.z() * (nps_variance(p, d) / n).sqrt();
    let centre = p - d;
    Some(level.interval(
        (100.0 * (centre - half)).max(-100.0),
        (100.0 * (centre + half)).min(100.0),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn centre_and_half(interval: Interval) -> (f64, f64) {
        (
            0.5 * (interval.low + interval.high),
            0.5 * (interval.high - interval.low),
        )
    }

    #[test]
    fn the_adjusted_interval_gives_the_recomputed_numbers() {
        let (centre, half) =
            centre_and_half(adjusted_wald_nps(291.0, 395.0, 1162.0, Level::P95).unwrap());
        assert!(
            (centre + 8.93).abs() < 0.005 && (half - 4.38).abs() < 0.005,
            "{centre} ± {half}"
        );

        let (centre, half) =
            centre_and_half(adjusted_wald_nps(10.0, 5.0, 20.0, Level::P95).unwrap());
        assert!(
            (centre - 21.74).abs() < 0.005 && (half - 33.46).abs() < 0.005,
            "{centre} ± {half}"
        );
    }

    #[test]
    fn the_plain_half_width_follows_from_the_variance() {
        let (p, d, n) = (291.0 / 1162.0, 395.0 / 1162.0, 1162.0);
        let half = 100.0 * Level::P95.z() * (nps_variance(p, d) / n).sqrt();
        assert!((half - 4.39).abs() < 0.005);
    }

    #[test]
    fn one_half_one_third_one_sixth_has_variance_five_ninths() {
        assert!((nps_variance(0.5, 1.0 / 6.0) - 5.0 / 9.0).abs() < 1e-15);
    }

    #[test]
    fn no_respondents_are_unknown() {
        assert_eq!(adjusted_wald_nps(0.0, 0.0, 0.0, Level::P95), None);
    }

    #[test]
    fn a_few_equal_answers_stay_on_the_scale_and_are_not_certain() {
        let interval = adjusted_wald_nps(2.0, 0.0, 2.0, Level::P95).unwrap();
        assert!(interval.high <= 100.0 && interval.low < 50.0);
    }
}
