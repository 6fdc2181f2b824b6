//! Belief against measurement: do those who work there take the same touchpoints for the worst as the records do?
//!
//! Compares two orders of the same things. Knows nothing of boards, and nothing of how either number came about.

/// Ranks from 1 for the greatest; those that are equal share the mean of their places.
#[must_use]
pub fn mid_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    for tied in order.chunk_by(|a, b| values[*a] == values[*b]) {
        // The mean of from + 1 … from + n.
        let rank = from as f64 + (tied.len() as f64 + 1.0) / 2.0;
        for at in tied {
            ranks[*at] = rank;
        }
        from += tied.len();
    }
    ranks
}

/// Spearman's rank correlation (Spearman 1904, American Journal of Psychology 15, 72–101): Pearson's of the ranks, with mean
/// ranks where values are equal (Kendall and Gibbons 1990, *Rank Correlation Methods*, 3.8). 1 where both orders are the same, −1 where one is the
/// other upside down; `None` for fewer than three, or where all of one are equal: there is no order.
#[must_use]
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let (one, other): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    if one.iter().chain(&other).any(|value| !value.is_finite()) {
        return None;
    }
    let (one, other) = (mid_ranks(&one), mid_ranks(&other));
    // The mean of ranks is the same with and without ties.
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| -> f64 {
        let both = a.iter().zip(b);
        both.map(|(a, b)| (a - mean) * (b - mean)).sum()
    };
    let spread = product(&one, &one) * product(&other, &other);
    (spread > 0.0).then(|| (product(&one, &other) / libm::sqrt(spread)).clamp(-1.0, 1.0))
}

/// The middle of some values: of an even number, half-way between the two in the middle. `None` of none.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some((sorted[sorted.len() / 2 - 1] + upper) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_correlation_gives_the_published_number() {
        // IQ and hours of television of ten people: ρ = −29/165 (the worked example of the encyclopaedias).
        let pairs = [
            (106.0, 7.0),
            (100.0, 27.0),
            (86.0, 2.0),
            (101.0, 50.0),
            (99.0, 28.0),
            (103.0, 29.0),
            (97.0, 20.0),
            (113.0, 12.0),
            (112.0, 6.0),
            (110.0, 17.0),
        ];
        let rho = spearman(&pairs).unwrap();
        assert!((rho + 29.0 / 165.0).abs() < 1e-12, "{rho}");
    }

    #[test]
    fn equals_share_the_mean_of_their_places() {
        assert_eq!(mid_ranks(&[5.0, 9.0, 5.0, 1.0]), [2.5, 1.0, 2.5, 4.0]);
        // By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4 are 4.5/√(4.5 · 5) = √.9; the short formula without ties, .95, would
        // be wrong.
        let rho = spearman(&[(4.0, 8.0), (3.0, 7.0), (3.0, 6.0), (1.0, 5.0)]).unwrap();
        assert!((rho - 0.9_f64.sqrt()).abs() < 1e-12, "{rho}");
    }

    #[test]
    fn the_same_order_is_one_and_upside_down_minus_one() {
        let pairs = [(1.0, 10.0), (2.0, 11.0), (3.0, 500.0)];
        assert_eq!(spearman(&pairs), Some(1.0));
        let turned = pairs.map(|(a, b)| (a, -b));
        assert_eq!(spearman(&turned), Some(-1.0));
    }

    #[test]
    fn without_an_order_there_is_no_correlation() {
        assert_eq!(spearman(&[(1.0, 2.0), (2.0, 3.0)]), None);
        assert_eq!(spearman(&[(1.0, 2.0), (1.0, 3.0), (1.0, 4.0)]), None);
        assert_eq!(spearman(&[(f64::NAN, 2.0), (1.0, 3.0), (2.0, 4.0)]), None);
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }
}
