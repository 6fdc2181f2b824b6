//! Occurrences over exposure: complaints per order, claims per unit-month.

use serde::{Deserialize, Serialize};

use super::Tally;

/// How often something happened, over how much opportunity. The unit of exposure is whole (orders, visits,
/// unit-days) and declared by the metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rate {
    /// Times it happened.
    pub occurrences: i64,
    /// Units of opportunity for it to happen.
    pub exposure: i64,
}

impl Rate {
    /// `occurrences` in `exposure` units.
    #[must_use]
    pub fn new(occurrences: u32, exposure: u32) -> Self {
        Self {
            occurrences: i64::from(occurrences),
            exposure: i64::from(exposure),
        }
    }

    /// Whether real records can have made this: neither sum is negative.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.occurrences >= 0 && self.exposure >= 0
    }
}

impl Tally for Rate {
    fn merge(&mut self, other: &Self) {
        self.occurrences = self.occurrences.wrapping_add(other.occurrences);
        self.exposure = self.exposure.wrapping_add(other.exposure);
    }

    fn retract(&mut self, other: &Self) {
        self.occurrences = self.occurrences.wrapping_sub(other.occurrences);
        self.exposure = self.exposure.wrapping_sub(other.exposure);
    }
}
