//! What is believed about every part of every touchpoint, ready to draw from.

use super::{Part, Prior, Touchpoint, fit_prior};
use crate::distribution::{NODES, fill_beta};

/// Evidence beyond this counts as this much: its margin is below 0.01 % already, and the arithmetic stays exact.
const MOST: f64 = 1e9;

/// The posterior of every part of a group of touchpoints, flat. Depends on the evidence only, not on weights or
/// goalposts.
#[derive(Clone, Debug)]
pub struct Posteriors {
    pub(super) keys: Vec<u64>,
    /// Where each touchpoint's slots begin; one more at the end.
    starts: Vec<usize>,
    slots: Vec<Slot>,
    /// A quantile table per slot.
    tables: Vec<[f64; NODES]>,
    priors: [Option<Prior>; Part::COUNT],
}

/// One part of one touchpoint.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) part: Part,
    pub(super) x: f64,
    pub(super) n: f64,
    pub(super) mean: f64,
}

impl Posteriors {
    /// Shrinks every part toward its group (all `touchpoints` with evidence for it) by [`fit_prior`], and works out
    /// the posteriors' quantiles.
    #[must_use]
    pub fn fit(touchpoints: &[Touchpoint]) -> Self {
        let mut groups: [Vec<(f64, f64)>; Part::COUNT] = Default::default();
        let mut slots = Vec::new();
        let mut starts = vec![0];
        for touchpoint in touchpoints {
            let mut sums = [(0.0, 0.0); Part::COUNT];
            for evidence in &touchpoint.evidence {
                let sum = &mut sums[evidence.part().index()];
                sum.0 += evidence.x();
                sum.1 += evidence.n();
            }
            for (part, (x, n)) in Part::ALL.into_iter().zip(sums) {
                if n > 0.0 {
                    let scale = if n > MOST { MOST / n } else { 1.0 };
                    let (x, n) = ((x * scale).min(n * scale), n * scale);
                    groups[part.index()].push((x, n));
                    slots.push(Slot {
                        part,
                        x,
                        n,
                        mean: 0.0,
                    });
                }
            }
            starts.push(slots.len());
        }

        let priors = groups.map(|group| fit_prior(&group));
        let mut tables = vec![[0.0; NODES]; slots.len()];
        for (slot, table) in slots.iter_mut().zip(&mut tables) {
            // Every part with a slot has a group, hence a prior.
            if let Some(prior) = priors[slot.part.index()] {
                slot.mean = prior.posterior_mean(slot.x, slot.n);
                let (a, b) = prior.posterior(slot.x, slot.n);
                fill_beta(a, b, table);
            }
        }
        Self {
            keys: touchpoints
                .iter()
                .map(|touchpoint| touchpoint.key)
                .collect(),
            starts,
            slots,
            tables,
            priors,
        }
    }

    /// The same beliefs under other names, so that they draw other numbers: the other side of a comparison.
    pub(super) fn under_other_keys(&self) -> Self {
        // Any fixed pattern does: keys only name streams.
        let other = |key: &u64| key ^ 0x9e37_79b9_7f4a_7c15;
        Self {
            keys: self.keys.iter().map(other).collect(),
            ..self.clone()
        }
    }

    /// How many touchpoints, with and without evidence.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are no touchpoints.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// What the group says about a part; `None` where no touchpoint has evidence for it.
    #[must_use]
    pub fn prior(&self, part: Part) -> Option<Prior> {
        self.priors[part.index()]
    }

    /// How many parts have evidence, of all touchpoints together.
    pub(super) fn parts(&self) -> usize {
        self.slots.len()
    }

    /// A touchpoint's parts with evidence, in the order of [`Part::ALL`], each with its quantile table.
    pub(super) fn of(&self, touchpoint: usize) -> impl Iterator<Item = (&Slot, &[f64; NODES])> {
        self.numbered(touchpoint)
            .map(|(_, slot, table)| (slot, table))
    }

    /// The same, with their numbers among the parts of all.
    pub(super) fn numbered(
        &self,
        touchpoint: usize,
    ) -> impl Iterator<Item = (usize, &Slot, &[f64; NODES])> {
        let range = self.starts[touchpoint]..self.starts[touchpoint + 1];
        range.map(|at| (at, &self.slots[at], &self.tables[at]))
    }
}
