//! Uniform numbers from a counter: no state, so any draw can be made alone and in any order.

/// A stream of uniform numbers: the n-th is a function of the seed, the path to the stream and n.
///
/// SplitMix64 (Steele, Lea, Flood 2014, *Fast splittable pseudorandom number generators*), whose n-th output
/// is a mix of start + n × γ and needs no state; passes BigCrush. The start of a stream is itself mixed from
/// the seed and the stream's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    start: u64,
}

const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

impl Stream {
    /// The stream of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { start: seed }
    }

    /// A stream of its own under this one, by name.
    #[must_use]
    pub fn child(self, name: u64) -> Self {
        Self {
            start: mix(mix(self.start ^ GAMMA).wrapping_add(name)),
        }
    }

    /// The `index`-th number of the stream, 64 uniform bits.
    #[must_use]
    pub fn bits(self, index: u64) -> u64 {
        mix(self
            .start
            .wrapping_add(index.wrapping_add(1).wrapping_mul(GAMMA)))
    }

    /// The `index`-th number of the stream, uniform in [0, 1).
    #[must_use]
    pub fn uniform(self, index: u64) -> f64 {
        (self.bits(index) >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// The `index`-th number of the stream, uniform over 0..`bound` (multiply and shift, Lemire 2019; the bias
    /// is below `bound` / 2^64).
    #[must_use]
    pub fn below(self, index: u64, bound: usize) -> usize {
        ((u128::from(self.bits(index)) * bound as u128) >> 64) as usize
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_gives_the_published_splitmix64_numbers() {
        // The reference output for the seed 1234567.
        let stream = Stream::new(1_234_567);
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        for (index, number) in published.into_iter().enumerate() {
            assert_eq!(stream.bits(index as u64), number);
        }
    }

    #[test]
    fn streams_of_different_names_are_uncorrelated_and_uniform() {
        let (a, b) = (Stream::new(1).child(1), Stream::new(1).child(2));
        let (mut mean, mut covariance) = (0.0, 0.0);
        for index in 0..20_000 {
            let (x, y) = (a.uniform(index), b.uniform(index));
            mean += x / 20_000.0;
            covariance += (x - 0.5) * (y - 0.5) / 20_000.0;
        }
        // Four standard errors of a uniform mean and of a product of two.
        assert!((mean - 0.5).abs() < 4.0 * 0.288_675 / 141.42);
        assert!(covariance.abs() < 4.0 / 12.0 / 141.42);
    }

    #[test]
    fn a_bounded_number_reaches_every_value_below_the_bound() {
        let mut seen = [0; 6];
        for index in 0..600 {
            seen[Stream::new(9).below(index, 6)] += 1;
        }
        assert!(seen.iter().all(|&times| (60..150).contains(&times)));
    }
}
