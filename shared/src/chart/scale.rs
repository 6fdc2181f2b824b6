//! Scales: from values to places, and the round values along an axis.

/// Values beyond this are drawn at it: differences of larger ones lose their digits.
const LARGEST: f64 = 1e15;

fn tame(value: f64) -> f64 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(-LARGEST, LARGEST)
    }
}

/// A straight scale. Values outside its domain land on its ends, so that nothing is drawn outside the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Linear {
    /// From `domain` (two values, in either order) to `range` (the places of the lower and the higher). A domain of one
    /// value is widened around it.
    #[must_use]
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        let (a, b) = (tame(domain.0), tame(domain.1));
        let (low, high) = (a.min(b), a.max(b));
        let least = (low.abs().max(high.abs()) * 1e-9).max(1e-12);
        let domain = if high - low < least {
            let half = (low.abs() * 0.1).max(0.5);
            (low - half, high + half)
        } else {
            (low, high)
        };
        Linear {
            domain,
            range: (tame(range.0), tame(range.1)),
        }
    }

    /// Lower and higher end of the values.
    #[must_use]
    pub fn domain(&self) -> (f64, f64) {
        self.domain
    }

    /// The place of a value; the lower end's for NaN.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        let value = if value.is_nan() {
            low
        } else {
            value.clamp(low, high)
        };
        let share = (value - low) / (high - low);
        self.range.0 + share * (self.range.1 - self.range.0)
    }

    /// The value at a place, within the domain; inverse of [`Linear::at`].
    #[must_use]
    pub fn value(&self, place: f64) -> f64 {
        let width = self.range.1 - self.range.0;
        let share = if width == 0.0 || !place.is_finite() {
            0.0
        } else {
            ((place - self.range.0) / width).clamp(0.0, 1.0)
        };
        self.domain.0 + share * (self.domain.1 - self.domain.0)
    }
}

/// Equal bands side by side, one for each of `count` categories, with `gap` (0 to 1) of each band left free.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    step: f64,
    gap: f64,
}

impl Band {
    /// Bands across `width`.
    #[must_use]
    pub fn new(count: usize, width: f64, gap: f64) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "far fewer categories than 2^52")]
        let count = count.max(1) as f64;
        Band {
            step: tame(width) / count,
            gap: tame(gap).clamp(0.0, 0.95),
        }
    }

    /// Where the `index`-th band begins, behind half its gap.
    #[must_use]
    pub fn start(&self, index: usize) -> f64 {
        self.centre(index) - self.width() / 2.0
    }

    /// The middle of the `index`-th band.
    #[must_use]
    pub fn centre(&self, index: usize) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "far fewer categories than 2^52")]
        let index = index as f64;
        (index + 0.5) * self.step
    }

    /// Width of a band without its gap.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.step * (1.0 - self.gap)
    }
}

/// Round values along an axis: multiples of 1, 2 or 5 times a power of ten.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// Rising, evenly spaced, the first at or below and the last at or above the data.
    pub values: Vec<f64>,
    /// Decimals that tell them apart.
    pub decimals: u8,
}

impl Ticks {
    /// First and last.
    #[must_use]
    pub fn ends(&self) -> (f64, f64) {
        match (self.values.first(), self.values.last()) {
            (Some(first), Some(last)) => (*first, *last),
            _ => (0.0, 1.0),
        }
    }
}

/// Round values that cover `low` to `high` (but for a billionth of a step) in about `about` (1 to 20) steps; the same for shares that are written in per
/// cent (give shares). What is not a number counts as 0; a range of no width is widened.
#[must_use]
pub fn nice_ticks(low: f64, high: f64, about: usize) -> Ticks {
    let (low, high) = Linear::new((low, high), (0.0, 1.0)).domain();
    #[allow(clippy::cast_precision_loss, reason = "at most 20")]
    let rough = (high - low) / about.clamp(1, 20) as f64;
    #[allow(clippy::cast_possible_truncation, reason = "between -13 and 16")]
    let mut exponent = libm::floor(libm::log10(rough)) as i32;
    let lead = rough / ten_to(exponent);
    // Geometric middles between 1, 2, 5 and 10, as in d3-array.
    let mut factor = match lead {
        l if l < std::f64::consts::SQRT_2 => 1.0,
        l if l < 3.162_277_660 => 2.0,
        l if l < 7.071_067_812 => 5.0,
        _ => 10.0,
    };
    if factor > 9.0 {
        factor = 1.0;
        exponent += 1;
    }
    // Dividing by an exact power of ten rounds once; multiplying by 0.1 would carry its error into every tick.
    let tick = |n: f64| {
        if exponent < 0 {
            n * factor / ten_to(-exponent)
        } else {
            n * factor * ten_to(exponent)
        }
    };
    let step = tick(1.0);
    // A sum that is 0.6000000000000001 does not ask for another tick above 0.6.
    let slack = 1e-9;
    let first = libm::floor(low / step + slack);
    let last = libm::ceil(high / step - slack);
    let mut values = Vec::new();
    let mut n = first;
    while n <= last {
        let value = tick(n);
        values.push(if value == 0.0 { 0.0 } else { value });
        n += 1.0;
    }
    Ticks {
        values,
        decimals: u8::try_from((-exponent).max(0)).unwrap_or(0),
    }
}

/// 10 to a whole power, exact up to the 22nd.
fn ten_to(exponent: i32) -> f64 {
    let mut power = 1.0;
    for _ in 0..exponent.unsigned_abs() {
        power *= 10.0;
    }
    if exponent < 0 { 1.0 / power } else { power }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_linear_scale_maps_ends_to_ends_and_the_middle_between() {
        let scale = Linear::new((-2.0, 2.0), (118.0, 14.0));
        assert_eq!(scale.at(-2.0), 118.0);
        assert_eq!(scale.at(2.0), 14.0);
        assert_eq!(scale.at(0.0), 66.0);
        assert_eq!(scale.at(99.0), 14.0);
        assert_eq!(scale.value(66.0), 0.0);
        assert_eq!(scale.value(-500.0), 2.0);
    }

    #[test]
    fn one_value_alone_lies_in_the_middle() {
        let scale = Linear::new((40.0, 40.0), (0.0, 100.0));
        assert_eq!(scale.at(40.0), 50.0);
        assert_eq!(Linear::new((0.0, 0.0), (0.0, 100.0)).at(0.0), 50.0);
    }

    #[test]
    fn bands_share_the_width() {
        let band = Band::new(4, 200.0, 0.2);
        assert_eq!(band.centre(0), 25.0);
        assert_eq!(band.width(), 40.0);
        assert_eq!(band.start(3), 155.0);
    }

    #[test]
    fn ticks_are_the_round_numbers_one_would_choose() {
        for (low, high, about, expected, decimals) in [
            (0.0, 100.0, 5, vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0),
            (0.0, 9.4, 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0], 0),
            (1.7, 2.3, 3, vec![1.6, 1.8, 2.0, 2.2, 2.4], 1),
            (-3.0, 12.0, 3, vec![-5.0, 0.0, 5.0, 10.0, 15.0], 0),
            (
                0.034,
                0.052,
                4,
                vec![0.03, 0.035, 0.04, 0.045, 0.05, 0.055],
                3,
            ),
            (0.0, 0.31, 3, vec![0.0, 0.1, 0.2, 0.3, 0.4], 1),
            (5.0, 5.0, 2, vec![4.5, 5.0, 5.5], 1),
            (
                0.0,
                41_208.0,
                4,
                vec![0.0, 10_000.0, 20_000.0, 30_000.0, 40_000.0, 50_000.0],
                0,
            ),
        ] {
            let ticks = nice_ticks(low, high, about);
            assert_eq!(ticks.values, expected, "{low} to {high}");
            assert_eq!(ticks.decimals, decimals, "{low} to {high}");
        }
    }

    proptest! {
        #[test]
        fn a_scale_never_turns_back_and_never_leaves_its_range(
            a in any::<f64>(), b in any::<f64>(), x in any::<f64>(), y in any::<f64>(),
        ) {
            let scale = Linear::new((a, b), (10.0, 310.0));
            let (px, py) = (scale.at(x), scale.at(y));
            prop_assert!((10.0..=310.0).contains(&px) && (10.0..=310.0).contains(&py));
            if x <= y {
                prop_assert!(px <= py);
            }
        }

        #[test]
        fn a_place_leads_back_to_its_value(a in -1e6f64..1e6, width in 1.0f64..1e6, share in 0.0f64..1.0) {
            let scale = Linear::new((a, a + width), (0.0, 100.0));
            let value = a + share * width;
            prop_assert!((scale.value(scale.at(value)) - value).abs() < width * 1e-9);
        }

        #[test]
        fn ticks_cover_the_data_and_are_few_round_and_even(a in any::<f64>(), b in any::<f64>(), about in 1usize..12) {
            let ticks = nice_ticks(a, b, about);
            let (low, high) = Linear::new((a, b), (0.0, 1.0)).domain();
            let (first, last) = ticks.ends();
            let slack = (ticks.values[1] - first) * 1e-6;
            prop_assert!(first <= low + slack && last >= high - slack);
            prop_assert!((2..=2 * about + 3).contains(&ticks.values.len()), "{}", ticks.values.len());
            let step = ticks.values[1] - ticks.values[0];
            let lead = step / libm::pow(10.0, libm::floor(libm::log10(step * 1.000_001)));
            prop_assert!([1.0, 2.0, 5.0, 10.0].iter().any(|n| (lead - n).abs() < 1e-3), "step {step}");
            for pair in ticks.values.windows(2) {
                prop_assert!((pair[1] - pair[0] - step).abs() <= step * 1e-3);
            }
        }
    }
}
