//! Who is worse than whom, and how sure that is.

use super::draws::Draws;

/// A touchpoint belongs to its group's leader until the leader is worse in this share of the draws: the one-sided
/// bound of a 90 % interval.
const TOLD_APART: f64 = 0.95;

impl Draws {
    /// P(F of `one` > F of `other`), ties counted half; `None` where one of them has no score.
    #[must_use]
    pub fn probability_above(&self, one: usize, other: usize) -> Option<f64> {
        let (one, other) = (self.of(one)?, self.of(other)?);
        let (mut above, mut equal) = (0_u32, 0_u32);
        for (a, b) in one.iter().zip(other) {
            above += u32::from(a > b);
            equal += u32::from(a == b);
        }
        Some((f64::from(above) + 0.5 * f64::from(equal)) / self.count() as f64)
    }

    /// Each touchpoint's share of draws in which it is the worst (first rank; a tie is divided); `None` where it
    /// has no score.
    #[must_use]
    pub fn probability_worst(&self) -> Vec<Option<f64>> {
        let mut worst = vec![(f64::NEG_INFINITY, 0.0); self.count()];
        for touchpoint in 0..self.touchpoints() {
            for (loss, (most, tied)) in self.of(touchpoint).into_iter().flatten().zip(&mut worst) {
                if loss > most {
                    (*most, *tied) = (*loss, 1.0);
                } else if loss == most {
                    *tied += 1.0;
                }
            }
        }
        (0..self.touchpoints())
            .map(|touchpoint| {
                let losses = self.of(touchpoint)?;
                let won = losses
                    .iter()
                    .zip(&worst)
                    .filter(|(loss, (most, _))| *loss == most);
                // From +0.0: an empty `sum` is −0.0, which JSON and people would see.
                let share = won.fold(0.0, |sum, (_, (_, tied))| sum + 1.0 / tied);
                Some(share / self.count() as f64)
            })
            .collect()
    }

    /// Rank acceptability (SMAA-2, Lahdelma and Salminen 2001, Operations Research 49, 444–454): row after row, the
    /// share of draws in which a touchpoint takes rank 1 (worst), 2, … `depth`. A tie is divided among its ranks;
    /// rows of touchpoints without a score are 0.
    #[must_use]
    pub fn rank_acceptability(&self, depth: usize) -> Vec<f64> {
        let scored: Vec<(usize, &[f64])> = (0..self.touchpoints())
            .filter_map(|touchpoint| Some((touchpoint, self.of(touchpoint)?)))
            .collect();
        let mut shares = vec![0.0; self.touchpoints() * depth];
        let mut order = Vec::with_capacity(scored.len());
        for draw in 0..self.count() {
            order.clear();
            order.extend(
                scored
                    .iter()
                    .map(|&(touchpoint, losses)| (losses[draw], touchpoint)),
            );
            order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let mut rank = 0;
            for tied in order.chunk_by(|a, b| a.0 == b.0) {
                if rank >= depth {
                    break;
                }
                let each = 1.0 / (tied.len() * self.count()) as f64;
                for &(_, touchpoint) in tied {
                    let row = &mut shares[touchpoint * depth..(touchpoint + 1) * depth];
                    for share in row.iter_mut().skip(rank).take(tied.len()) {
                        *share += each;
                    }
                }
                rank += tied.len();
            }
        }
        shares
    }

    /// Rank groups, from 1 for the worst, of touchpoints given with their scores; `None` where there is none.
    ///
    /// Rule: in order of score, the first opens a group and leads it; each next one joins while the leader is worse
    /// in fewer than 95 % of the draws, else it opens the next group. Everyone is compared with the leader, not
    /// with a neighbour: a chain of small steps would otherwise put everything into one group.
    pub(super) fn groups(&self, scores: &[Option<f64>]) -> Vec<Option<u32>> {
        let mut order: Vec<(usize, f64)> = scores
            .iter()
            .enumerate()
            .filter_map(|(touchpoint, score)| Some((touchpoint, (*score)?)))
            .collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));

        let mut groups = vec![None; scores.len()];
        let mut leader = None;
        let mut group = 0;
        for (touchpoint, _) in order {
            let apart = leader
                .and_then(|leader| self.probability_above(leader, touchpoint))
                .is_none_or(|above| above >= TOLD_APART);
            if apart {
                leader = Some(touchpoint);
                group += 1;
            }
            groups[touchpoint] = Some(group);
        }
        groups
    }
}
