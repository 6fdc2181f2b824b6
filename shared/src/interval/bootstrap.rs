//! The cluster bootstrap: means and shares over customers who appear more than once.

use super::{Estimate, Level};
use crate::distribution::{Stream, quantile_of};

/// What one customer contributes: the sum of the values of their records, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// Sum of the customer's values (ratings, or hits).
    pub sum: f64,
    /// The customer's records.
    pub n: i64,
}

/// Mean over all records, with a percentile interval from resampling customers whole (Davison and Hinkley 1997,
/// *Bootstrap Methods and their Application*, §3.8; Field and Welsh 2007): records of one customer stay
/// together. Same seed, same interval. Costs `replicates` × customers draws; 2,000 replicates place a 95 %
/// interval's ends to about 1/20 of its width.
///
/// `None` with fewer than two customers that have records, or fewer than 20 replicates: nothing to resample.
#[must_use]
pub fn cluster_bootstrap(
    clusters: &[Cluster],
    level: Level,
    replicates: u32,
    seed: u64,
) -> Option<Estimate> {
    let with_records: Vec<Cluster> = clusters
        .iter()
        .copied()
        .filter(|cluster| cluster.n > 0)
        .collect();
    if with_records.len() < 2 || replicates < 20 {
        return None;
    }
    let n: i64 = with_records.iter().map(|cluster| cluster.n).sum();
    let sum: f64 = with_records.iter().map(|cluster| cluster.sum).sum();

    let stream = Stream::new(seed);
    let mut means: Vec<f64> = (0..u64::from(replicates))
        .map(|replicate| {
            let draws = stream.child(replicate);
            let (mut sum, mut n) = (0.0, 0);
            for draw in 0..with_records.len() {
                let cluster = with_records[draws.below(draw as u64, with_records.len())];
                sum += cluster.sum;
                n += cluster.n;
            }
            sum / n as f64
        })
        .collect();

    Some(Estimate {
        estimate: sum / n as f64,
        interval: level.interval(
            quantile_of(&mut means, level.lower()),
            quantile_of(&mut means, level.upper()),
        ),
        n,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 400 customers, half of them at 0 and half at 1, with `n` equal records each.
    fn customers(n: i64) -> Vec<Cluster> {
        (0..400)
            .map(|i| Cluster {
                sum: if i % 2 == 0 { n as f64 } else { 0.0 },
                n,
            })
            .collect()
    }

    #[test]
    fn single_records_give_about_the_binomial_interval() {
        // 0.5 ± 1.96 × √(0.25/400) = ± 0.049.
        let result = cluster_bootstrap(&customers(1), Level::P95, 4_000, 11).unwrap();
        assert_eq!((result.estimate, result.n), (0.5, 400));
        assert!((result.interval.low - 0.451).abs() < 0.004, "{result:?}");
        assert!((result.interval.high - 0.549).abs() < 0.004, "{result:?}");
    }

    #[test]
    fn repeating_every_record_does_not_make_the_interval_narrower() {
        let once = cluster_bootstrap(&customers(1), Level::P95, 500, 3).unwrap();
        let tenfold = cluster_bootstrap(&customers(10), Level::P95, 500, 3).unwrap();
        assert_eq!(once.interval, tenfold.interval);
        assert_eq!(tenfold.n, 4_000);
    }

    #[test]
    fn the_seed_decides_the_interval() {
        let run = |seed| cluster_bootstrap(&customers(1), Level::P95, 200, seed).unwrap();
        assert_eq!(run(5), run(5));
        assert_ne!(run(5).interval, run(6).interval);
    }

    #[test]
    fn one_customer_cannot_be_resampled() {
        let one = [Cluster { sum: 9.0, n: 3 }, Cluster { sum: 0.0, n: 0 }];
        assert_eq!(cluster_bootstrap(&one, Level::P95, 200, 1), None);
    }
}
