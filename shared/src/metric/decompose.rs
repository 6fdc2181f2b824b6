//! The change of a share, split into what the mix of groups did and what their own rates did.
//!
//! Kitagawa 1955, "Components of a difference between two rates", Journal of the American Statistical Association 50,
//! 1168–1194: with c the groups' shares of all, r their rates,
//! R₂ − R₁ = Σ (c₂ − c₁)(r₁ + r₂)/2 + Σ (r₂ − r₁)(c₁ + c₂)/2. Nothing is left over, and neither side is the standard.

use serde::{Deserialize, Serialize};

/// One group in both samples: x of n on the base side and on the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Then: hits and all.
    pub base: (f64, f64),
    /// Now: hits and all.
    pub other: (f64, f64),
}

/// A difference in two components that add up to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decomposition {
    /// What other proportions of the groups did: who answered.
    pub mix: f64,
    /// What other rates within the groups did: how they fared.
    pub rate: f64,
}

/// Splits the difference of the shares; `None` where one side has nobody, or a group has hits and nobody. A group that is
/// on one side only has no rate on the other: it is taken to have had the same one, so that its coming or going counts as
/// mix.
#[must_use]
pub fn decompose(groups: &[Group]) -> Option<Decomposition> {
    let c1r1 = mixed(groups, Side::Base, Side::Base)?;
    let c2r2 = mixed(groups, Side::Other, Side::Other)?;
    let mix = 0.5
        * (mixed(groups, Side::Other, Side::Base)? - c1r1 + c2r2
            - mixed(groups, Side::Base, Side::Other)?);
    Some(Decomposition {
        mix,
        rate: c2r2 - c1r1 - mix,
    })
}

/// One of the two samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is compared with.
    Base,
    /// What is compared.
    Other,
}

impl Group {
    fn counts(&self, side: Side) -> (f64, f64) {
        match side {
            Side::Base => self.base,
            Side::Other => self.other,
        }
    }

    fn rate(&self, side: Side) -> Option<f64> {
        let rate = |(x, n): (f64, f64)| (n > 0.0).then(|| x / n);
        let away = match side {
            Side::Base => Side::Other,
            Side::Other => Side::Base,
        };
        rate(self.counts(side)).or_else(|| rate(self.counts(away)))
    }
}

/// The share there would be with the proportions of one side and the rates of another; `None` where [`decompose`] has none.
#[must_use]
pub fn mixed(groups: &[Group], mix: Side, rates: Side) -> Option<f64> {
    let counted = |side: Side| groups.iter().map(move |group| group.counts(side).1).sum();
    let all: f64 = counted(mix);
    let rated: f64 = counted(rates);
    let unsound = |group: &Group| {
        [group.base, group.other]
            .into_iter()
            .any(|(x, n)| x > 0.0 && n <= 0.0)
    };
    if all <= 0.0 || rated <= 0.0 || groups.iter().any(unsound) {
        return None;
    }
    let weighed = groups.iter().filter_map(|group| {
        let share = group.counts(mix).1 / all;
        Some(share * group.rate(rates)?)
    });
    Some(weighed.sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(counts: &[[(f64, f64); 2]]) -> Vec<Group> {
        let group = |&[base, other]: &[(f64, f64); 2]| Group { base, other };
        counts.iter().map(group).collect()
    }

    #[test]
    fn a_difference_is_mix_and_rate_and_nothing_else() {
        // By hand. Then: north 10 of 100, south 60 of 100: .35. Now: north 45 of 300, south 50 of 100: .2375.
        // Shares of all .5, .5 → .75, .25; rates .10, .60 → .15, .50.
        // Mix: .25 × .125 + (−.25) × .55 = −.10625. Rate: .05 × .625 + (−.10) × .375 = −.00625.
        let split = decompose(&groups(&[
            [(10.0, 100.0), (45.0, 300.0)],
            [(60.0, 100.0), (50.0, 100.0)],
        ]))
        .unwrap();
        assert!((split.mix - -0.10625).abs() < 1e-12, "{split:?}");
        assert!((split.rate - -0.00625).abs() < 1e-12, "{split:?}");
    }

    #[test]
    fn everybody_better_and_the_whole_worse_is_the_mix_s_doing() {
        // Simpson's paradox: both groups improve, the worse one grows. .35 → .455.
        let split = decompose(&groups(&[
            [(10.0, 100.0), (8.0, 100.0)],
            [(60.0, 100.0), (174.0, 300.0)],
        ]))
        .unwrap();
        assert!(split.rate < 0.0 && split.mix > 0.0, "{split:?}");
        assert!((split.mix + split.rate - 0.105).abs() < 1e-12);
    }

    #[test]
    fn a_group_that_comes_is_mix() {
        // .1 → 60 of 200.
        let split = decompose(&groups(&[
            [(10.0, 100.0), (10.0, 100.0)],
            [(0.0, 0.0), (50.0, 100.0)],
        ]))
        .unwrap();
        assert!(split.rate.abs() < 1e-12, "{split:?}");
        assert!((split.mix - 0.2).abs() < 1e-12, "{split:?}");
    }

    #[test]
    fn nobody_on_one_side_is_no_difference_and_hits_of_nobody_are_no_rate() {
        assert_eq!(decompose(&groups(&[[(0.0, 0.0), (1.0, 2.0)]])), None);
        assert_eq!(decompose(&[]), None);
        // Complaints of a group that nobody was asked in.
        let unsound = [[(1.0, 2.0), (1.0, 2.0)], [(1.0, 0.0), (1.0, 2.0)]];
        assert_eq!(decompose(&groups(&unsound)), None);
    }

    proptest! {
        /// Kitagawa's own form, group by group, gives the same two components, and they add up.
        #[test]
        fn mix_and_rate_add_up_to_the_change(
            counts in prop::collection::vec(((0_u32..50, 1_u32..50), (0_u32..50, 1_u32..50)), 1..8),
        ) {
            let share = |(x, n): (u32, u32)| (f64::from(x.min(n)), f64::from(n));
            let groups: Vec<Group> = counts
                .iter()
                .map(|&(base, other)| Group { base: share(base), other: share(other) })
                .collect();
            let split = decompose(&groups).unwrap();
            let sum = |pick: fn(&Group) -> f64| groups.iter().map(pick).sum::<f64>();
            let (n1, n2) = (sum(|g| g.base.1), sum(|g| g.other.1));
            let change = sum(|g| g.other.0) / n2 - sum(|g| g.base.0) / n1;
            prop_assert!((split.mix + split.rate - change).abs() < 1e-12);
            let mix: f64 = groups
                .iter()
                .map(|g| (g.other.1 / n2 - g.base.1 / n1) * 0.5 * (g.base.0 / g.base.1 + g.other.0 / g.other.1))
                .sum();
            prop_assert!((split.mix - mix).abs() < 1e-12);
        }
    }
}
