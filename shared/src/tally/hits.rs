//! Hits of trials: kept of promised, left of came, resolved of eligible.

use serde::{Deserialize, Serialize};

use super::{Counts, Tally, Weight};

/// Trials, and those among them that were hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hits {
    /// All trials.
    pub trials: Counts,
    /// The trials that were hits.
    pub hits: Counts,
}

impl Hits {
    /// One trial.
    #[must_use]
    pub fn one(hit: bool, weight: Weight) -> Self {
        let trials = Counts::one(weight);
        let hits = if hit { trials } else { Counts::default() };
        Self { trials, hits }
    }

    /// `hits` of `trials`, all of weight 1; `None` when there are more hits than trials.
    #[must_use]
    pub fn unweighted(hits: u32, trials: u32) -> Option<Self> {
        (hits <= trials).then(|| Self {
            trials: Counts::unweighted(trials),
            hits: Counts::unweighted(hits),
        })
    }

    /// Whether real trials can have made this: sound sums, and no more hits than trials.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.trials.is_sound()
            && self.hits.is_sound()
            && self.hits.n <= self.trials.n
            && self.hits.weight <= self.trials.weight
    }
}

impl Tally for Hits {
    fn merge(&mut self, other: &Self) {
        self.trials.merge(&other.trials);
        self.hits.merge(&other.hits);
    }

    fn retract(&mut self, other: &Self) {
        self.trials.retract(&other.trials);
        self.hits.retract(&other.hits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_miss_is_a_trial_without_a_hit() {
        let mut hits = Hits::one(true, Weight::ONE);
        hits.merge(&Hits::one(false, Weight::ONE));
        assert_eq!(Some(hits), Hits::unweighted(1, 2));
    }

    #[test]
    fn more_hits_than_trials_are_refused() {
        assert_eq!(Hits::unweighted(3, 2), None);
    }
}
