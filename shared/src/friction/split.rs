//! The change of a score, split into who was counted and how they fared.
//!
//! A score is no share, so the split of shares (Kitagawa 1955) is carried over to it: F is worked out for either side's mix
//! of groups with either side's rates, and a component is the mean of what it does in the two orders (Das Gupta 1993,
//! *Standardization and Decomposition of Rates*, US Bureau of the Census P23-186). For a share it is Kitagawa's split.

use serde::{Deserialize, Serialize};

use super::{Part, Posteriors, Settings, combine};
use crate::metric::{Decomposition, Group, Side, mixed};

/// The groups of one part of a touchpoint, in both samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartGroups {
    /// The part.
    pub part: Part,
    /// Bad ones and all, by group.
    pub groups: Vec<Group>,
}

/// Splits the change of a touchpoint's score, in points. What leaning on the other touchpoints did goes with the rates.
/// `None` where a side has no score, the two are made of different parts, or the groups do not say who was counted.
#[must_use]
pub fn split(
    touchpoint: usize,
    parts: &[PartGroups],
    (base, other): (&Posteriors, &Posteriors),
    settings: &Settings,
) -> Option<Decomposition> {
    let counted = |posteriors: &Posteriors| -> Vec<Part> {
        let parts = posteriors.of(touchpoint).map(|(slot, _)| slot.part);
        parts
            .filter(|part| settings.part(*part).weight > 0.0)
            .collect()
    };
    let made_of = counted(base);
    if made_of != counted(other) {
        return None;
    }
    let score = |mix: Side, rates: Side| {
        let posteriors = match rates {
            Side::Base => base,
            Side::Other => other,
        };
        let placed: Option<Vec<(f64, f64)>> = made_of
            .iter()
            .map(|part| {
                let groups = parts.iter().find(|groups| groups.part == *part)?;
                let share = mixed(&groups.groups, mix, rates)?;
                let slot = posteriors.of(touchpoint).map(|(slot, _)| slot);
                let n = slot.into_iter().find(|slot| slot.part == *part)?.n;
                let mean = posteriors.prior(*part)?.posterior_mean(share * n, n);
                let own = settings.part(*part);
                Some((own.weight, own.goalposts.distance(mean)))
            })
            .collect();
        Some(combine(&placed?)?.score)
    };
    let (c1r1, c2r2) = (
        score(Side::Base, Side::Base)?,
        score(Side::Other, Side::Other)?,
    );
    let mix =
        0.5 * (score(Side::Other, Side::Base)? - c1r1 + c2r2 - score(Side::Base, Side::Other)?);
    Some(Decomposition {
        mix,
        rate: c2r2 - c1r1 - mix,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::friction::{DrawOptions, PartEvidence, Touchpoint, evaluate};
    use crate::metric::decompose;
    use proptest::prelude::*;

    /// Bad ones and all, before and now.
    type Counts = ((u32, u32), (u32, u32));

    fn posteriors(parts: &[PartGroups], side: fn(&Group) -> (f64, f64)) -> Posteriors {
        let evidence = parts.iter().map(|part| {
            let counts = part.groups.iter().map(side);
            let (x, n) = counts.fold((0.0, 0.0), |sum, (x, n)| (sum.0 + x, sum.1 + n));
            PartEvidence::new(part.part, x, n).unwrap()
        });
        Posteriors::fit(&[Touchpoint {
            key: 1,
            evidence: evidence.collect(),
        }])
    }

    fn both(parts: &[PartGroups]) -> (Posteriors, Posteriors) {
        (
            posteriors(parts, |group| group.base),
            posteriors(parts, |group| group.other),
        )
    }

    fn part(part: Part, counts: &[[(f64, f64); 2]]) -> PartGroups {
        let group = |&[base, other]: &[(f64, f64); 2]| Group { base, other };
        PartGroups {
            part,
            groups: counts.iter().map(group).collect(),
        }
    }

    #[test]
    fn where_the_score_is_a_share_its_split_is_that_of_the_share() {
        let settings: Settings = "delay:1:0:1".parse().unwrap();
        // Millions, so that nothing leans on anything; one alone keeps what it says.
        let counts = [[(1e7, 1e8), (4.5e7, 3e8)], [(6e7, 1e8), (5e7, 1e8)]];
        let parts = [part(Part::Delay, &counts)];
        let (base, other) = both(&parts);
        let found = split(0, &parts, (&base, &other), &settings).unwrap();
        let share = decompose(&parts[0].groups).unwrap();
        assert!((found.mix - 100.0 * share.mix).abs() < 1e-6, "{found:?}");
        assert!((found.rate - 100.0 * share.rate).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn parts_that_only_one_side_has_are_not_split() {
        let parts = [part(Part::Delay, &[[(1.0, 9.0), (2.0, 8.0)]])];
        let (base, _) = both(&parts);
        let more = [
            parts[0].clone(),
            part(Part::Effort, &[[(1.0, 9.0), (2.0, 8.0)]]),
        ];
        let (_, other) = both(&more);
        let settings = Settings::default();
        assert_eq!(split(0, &more, (&base, &other), &settings), None);
        // Groups of a part that nobody divided.
        let (base, other) = both(&more);
        assert_eq!(split(0, &parts, (&base, &other), &settings), None);
    }

    proptest! {
        /// Whatever moved: the components add up to the change of the score, and the same mix is no mix.
        #[test]
        fn the_components_add_up_to_the_change_of_the_score(
            counts in prop::collection::vec(((0_u32..50, 1_u32..50), (0_u32..50, 1_u32..50)), 1..6),
            more in prop::collection::vec(((0_u32..50, 1_u32..50), (0_u32..50, 1_u32..50)), 1..6),
        ) {
            let share = |(x, n): (u32, u32)| (f64::from(x.min(n)), f64::from(n));
            let of = |counts: &[Counts]| -> Vec<[(f64, f64); 2]> {
                counts.iter().map(|&(base, other)| [share(base), share(other)]).collect()
            };
            let parts = [part(Part::Effort, &of(&counts)), part(Part::Delay, &of(&more))];
            let (base, other) = both(&parts);
            let settings = Settings::default();
            let found = split(0, &parts, (&base, &other), &settings).unwrap();
            let score = |posteriors| evaluate(posteriors, &settings, &DrawOptions::FAST).scores[0].as_ref().unwrap().score;
            prop_assert!((found.mix + found.rate - (score(&other) - score(&base))).abs() < 1e-9);

            // Everybody as often as before: only rates can have changed.
            let same: Vec<PartGroups> = parts.iter().map(|part| PartGroups {
                part: part.part,
                groups: part.groups.iter().map(|group| Group {
                    base: group.base,
                    other: (group.base.1 - group.base.0, group.base.1),
                }).collect(),
            }).collect();
            let (base, other) = both(&same);
            let found = split(0, &same, (&base, &other), &settings).unwrap();
            prop_assert!(found.mix.abs() < 1e-9, "{:?}", found);
        }
    }
}
