//! What was counted, as integers that add up: the base under every metric and score.
//!
//! A tally is an element of a commutative group. Merging days gives a period, retracting a record that
//! changed gives the tally without it, and both are exact, in any order, on the server and in the browser.
//! Knows nothing of metrics, scales, intervals or time.
//!
//! **Overflow.** Sums are `i64` and wrap, so the group laws hold without exception (integers modulo 2^64; an
//! error or a saturation in the middle of a merge would make the result depend on the order). Real input
//! stays far inside: 9.2 × 10^18 records, a total weight of 9.2 × 10^12, and, at the greatest weight allowed
//! ([`Weight::MAX`]), 92,000 records before the squares wrap. [`Counts::is_sound`] tells a tally that real
//! records can have made from one that wrapped or had more retracted than was merged; metrics answer
//! "unknown" for the latter.

mod any;
mod counts;
mod hits;
mod item;
mod life;
mod moments;
mod rate;
mod ratings;
mod weight;

#[cfg(test)]
mod laws;

pub use any::{AnyTally, TallyError};
pub use counts::Counts;
pub use hits::Hits;
pub use item::{Counting, ItemTally};
pub use life::{End, Life};
pub use moments::Moments;
pub use rate::Rate;
pub use ratings::{RatingBin, Ratings};
pub use weight::{Weight, WeightError};

/// A commutative group: `Default` is the identity, [`Tally::retract`] undoes [`Tally::merge`] exactly.
pub trait Tally: Clone + Default + PartialEq {
    /// Adds what `other` counted.
    fn merge(&mut self, other: &Self);

    /// Takes away what `other` counted: the inverse of [`Tally::merge`].
    fn retract(&mut self, other: &Self);

    /// Whether this is the identity: nothing counted.
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The sum of many tallies.
    fn merged<'a>(tallies: impl IntoIterator<Item = &'a Self>) -> Self
    where
        Self: 'a,
    {
        let mut sum = Self::default();
        for tally in tallies {
            sum.merge(tally);
        }
        sum
    }
}
