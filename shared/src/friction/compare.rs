//! Two evaluations of the same touchpoints side by side: two periods, or two segments.
//!
//! The draws are paired: draw for draw both sides have the same weights and goalposts, for that doubt is one and the same,
//! while their evidence is drawn apart. A difference is therefore surer than the margins of its two scores make it look.

use serde::{Deserialize, Serialize};

use super::{
    DrawOptions, Draws, Evaluation, Member, Part, PartEvidence, Posteriors, Score, Settings,
    ease::lost, score::score_of_loss,
};
use crate::distribution::quantile_of;
use crate::interval::{Interval, Level, newcombe};

/// Whether a change can be told, at 90 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval of the difference is on the good side of 0.
    Better,
    /// The whole interval is on the bad side.
    Worse,
    /// The interval holds 0, or the two sides are not made of the same.
    CannotTell,
}

/// A number on the other side less the same on the base side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// The other side less the base.
    pub difference: f64,
    /// Its 90 % interval.
    pub interval: Interval,
    /// What that says.
    pub verdict: Verdict,
    /// Whether both sides are made of the same: a score of the same sources, an ease of the same touchpoints. Where they
    /// are not, the difference is also that of what they are made of.
    pub comparable: bool,
}

/// Which way is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Worse {
    More,
    Less,
}

impl Difference {
    fn new(difference: f64, interval: Interval, worse: Worse, comparable: bool) -> Self {
        let verdict = match worse {
            _ if !comparable || interval.contains(0.0) => Verdict::CannotTell,
            Worse::More if difference > 0.0 => Verdict::Worse,
            Worse::Less if difference < 0.0 => Verdict::Worse,
            Worse::More | Worse::Less => Verdict::Better,
        };
        Self {
            difference,
            interval,
            verdict,
            comparable,
        }
    }

    /// The middle 90 % of the draws, widened to hold the difference should a skewed draw miss it.
    fn of_draws(difference: f64, mut drawn: Vec<f64>, worse: Worse, comparable: bool) -> Self {
        let level = Level::P90;
        let interval = Interval {
            low: quantile_of(&mut drawn, level.lower()).min(difference),
            high: quantile_of(&mut drawn, level.upper()).max(difference),
            level: level.share(),
        };
        Self::new(difference, interval, worse, comparable)
    }

    /// The difference of two shares of bad ones, with Newcombe's interval (method 10 of Newcombe 1998b); `None` where
    /// the two are not about the same part.
    #[must_use]
    pub fn of_shares(base: &PartEvidence, other: &PartEvidence) -> Option<Self> {
        let interval = newcombe((other.x(), other.n()), (base.x(), base.n()), Level::P90)?;
        let difference = other.x() / other.n() - base.x() / base.n();
        (base.part() == other.part()).then(|| Self::new(difference, interval, Worse::More, true))
    }
}

/// Two sides of a comparison: the same touchpoints in the same order, scored by the same settings and draws.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    base: &'a Evaluation,
    other: &'a Evaluation,
    /// The base side's draws with evidence drawn apart from the other's.
    apart: &'a Draws,
}

impl<'a> Sides<'a> {
    /// Both evaluations, and the draws that [`apart`] made for the base side.
    #[must_use]
    pub fn new(base: &'a Evaluation, other: &'a Evaluation, apart: &'a Draws) -> Self {
        Self { base, other, apart }
    }

    /// The differences of the scores by touchpoint; `None` where one side has no score.
    #[must_use]
    pub fn scores(&self) -> Vec<Option<Difference>> {
        (0..self.other.scores.len())
            .map(|touchpoint| {
                let (base, other) = self.pair(touchpoint)?;
                let drawn = self.apart.of(touchpoint)?.iter();
                let drawn = drawn.zip(self.other.draws.of(touchpoint)?);
                let drawn = drawn.map(|(base, other)| score_of_loss(*other) - score_of_loss(*base));
                Some(Difference::of_draws(
                    other.score - base.score,
                    drawn.collect(),
                    Worse::More,
                    same_sources(base, other),
                ))
            })
            .collect()
    }

    /// The difference of an ease; members have the reach that they had on each side. `None` where one side has none.
    #[must_use]
    pub fn ease(&self, base: &[Member], other: &[Member]) -> Option<Difference> {
        let one = lost(&self.base.scores, self.apart, base)?;
        let two = lost(&self.other.scores, &self.other.draws, other)?;
        let ease = |lost: f64| 100.0 * libm::exp(-lost);
        let drawn = one.drawn.iter().zip(&two.drawn);
        let drawn = drawn.map(|(one, two)| ease(*two) - ease(*one));
        let comparable = one.members == two.members
            && one.members.iter().all(|touchpoint| {
                let pair = self.pair(*touchpoint);
                pair.is_some_and(|(base, other)| same_sources(base, other))
            });
        Some(Difference::of_draws(
            ease(two.lost) - ease(one.lost),
            drawn.collect(),
            Worse::Less,
            comparable,
        ))
    }

    fn pair(&self, touchpoint: usize) -> Option<(&'a Score, &'a Score)> {
        let score = |of: &'a Evaluation| of.scores.get(touchpoint)?.as_ref();
        Some((score(self.base)?, score(self.other)?))
    }
}

/// Draws of the base side whose evidence is drawn apart from the other side's.
#[must_use]
pub fn apart(base: &Posteriors, settings: &Settings, options: &DrawOptions) -> Draws {
    Draws::make(&base.under_other_keys(), settings, options)
}

fn same_sources(base: &Score, other: &Score) -> bool {
    let parts = |score: &Score| -> Vec<Part> { score.parts.iter().map(|part| part.part).collect() };
    parts(base) == parts(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::friction::{Goalposts, PartSettings, Touchpoint, ease, evaluate};
    use proptest::prelude::*;

    fn settings(parts: &[Part]) -> Settings {
        let whole = Goalposts {
            best: 0.0,
            worst: 1.0,
        };
        let parts = parts.iter().map(|&part| PartSettings {
            part,
            weight: 1.0,
            goalposts: whole,
        });
        Settings::new(&parts.collect::<Vec<_>>()).unwrap()
    }

    fn posteriors(touchpoints: &[&[(Part, f64, f64)]]) -> Posteriors {
        let touchpoint = |(key, evidence): (u64, &&[(Part, f64, f64)])| Touchpoint {
            key,
            evidence: evidence
                .iter()
                .map(|&(part, x, n)| PartEvidence::new(part, x, n).unwrap())
                .collect(),
        };
        let touchpoints: Vec<_> = (1..).zip(touchpoints).map(touchpoint).collect();
        Posteriors::fit(&touchpoints)
    }

    /// Scores and eases compared, the ease of all touchpoints with the same reach.
    fn compared(
        base: &Posteriors,
        other: &Posteriors,
        settings: &Settings,
        options: &DrawOptions,
    ) -> (Vec<Option<Difference>>, Option<Difference>) {
        let members: Vec<Member> = (0..base.len())
            .map(|touchpoint| Member {
                touchpoint,
                reach: 1.0,
            })
            .collect();
        let apart = apart(base, settings, options);
        let (base, other) = (
            evaluate(base, settings, options),
            evaluate(other, settings, options),
        );
        let sides = Sides::new(&base, &other, &apart);
        (sides.scores(), sides.ease(&members, &members))
    }

    /// Bad ones and all, before and now.
    type Counts = ((u32, u32), (u32, u32));

    /// The score is the share of bad ones in percent: good none, bad all, and no doubt about either.
    fn firm() -> DrawOptions {
        DrawOptions {
            draws: 20_000,
            goalpost_spread: 0.0,
            ..DrawOptions::FULL
        }
    }

    #[test]
    fn the_interval_of_a_difference_is_that_of_two_independent_shares() {
        // 48 of 80 and 56 of 70 (Newcombe 1998): .2 with a standard error of √(.6 × .4/80 + .8 × .2/70) = .0726, so the
        // middle 90 % lie about 11.9 points to each side.
        let (base, other) = (
            posteriors(&[&[(Part::Delay, 48.0, 80.0)]]),
            posteriors(&[&[(Part::Delay, 56.0, 70.0)]]),
        );
        let (scores, ease) = compared(&base, &other, &settings(&[Part::Delay]), &firm());
        let found = scores[0].unwrap();
        assert!((found.difference - 20.0).abs() < 0.6, "{found:?}");
        assert!((found.interval.low - 8.1).abs() < 1.2, "{found:?}");
        assert!((found.interval.high - 31.9).abs() < 1.2, "{found:?}");
        assert_eq!((found.verdict, found.comparable), (Verdict::Worse, true));
        // Of one touchpoint, ease is 100 − F: the same difference the other way, and as sure.
        let ease = ease.unwrap();
        assert!((ease.difference + found.difference).abs() < 1e-9);
        assert!((ease.interval.low + found.interval.high).abs() < 1e-9);
        assert_eq!(ease.verdict, Verdict::Worse);
    }

    #[test]
    fn the_difference_of_shares_has_the_published_interval_s_shape_and_its_verdict() {
        // Newcombe 1998b, method 10, at 95 %: 56/70 − 48/80 lies between .0524 and .3339. At 90 % it lies inside.
        let evidence = |x, n| PartEvidence::new(Part::Delay, x, n).unwrap();
        let found = Difference::of_shares(&evidence(48.0, 80.0), &evidence(56.0, 70.0)).unwrap();
        assert!((found.difference - 0.2).abs() < 1e-12);
        assert!(found.interval.low > 0.0524 && found.interval.high < 0.3339);
        assert_eq!(found.verdict, Verdict::Worse);
        let back = Difference::of_shares(&evidence(56.0, 70.0), &evidence(48.0, 80.0)).unwrap();
        assert_eq!(back.verdict, Verdict::Better);
        // 9/10 − 3/10, at 95 % .1705 to .8090 (the same table), is told; 2 of 3 against 1 of 3 is not.
        let told = Difference::of_shares(&evidence(3.0, 10.0), &evidence(9.0, 10.0)).unwrap();
        assert!(told.interval.low > 0.1705 && told.interval.high < 0.809);
        assert_eq!(told.verdict, Verdict::Worse);
        let few = Difference::of_shares(&evidence(1.0, 3.0), &evidence(2.0, 3.0)).unwrap();
        assert_eq!(few.verdict, Verdict::CannotTell);
        let effort = PartEvidence::new(Part::Effort, 1.0, 3.0).unwrap();
        assert_eq!(Difference::of_shares(&effort, &evidence(2.0, 3.0)), None);
    }

    #[test]
    fn doubt_that_both_sides_share_does_not_blur_their_difference() {
        // So many answers that only goalposts are in doubt: both scores move together, by up to a tenth; their
        // difference, of 30 points, by about a tenth of itself.
        let (base, other) = (
            posteriors(&[&[(Part::Delay, 3e8, 1e9)]]),
            posteriors(&[&[(Part::Delay, 6e8, 1e9)]]),
        );
        let (scores, _) = compared(&base, &other, &settings(&[Part::Delay]), &DrawOptions::FULL);
        let found = scores[0].unwrap();
        assert!((found.difference - 30.0).abs() < 1e-3, "{found:?}");
        assert!(
            found.interval.low > 27.0 && found.interval.high < 33.5,
            "{found:?}"
        );
    }

    #[test]
    fn other_sources_are_another_question() {
        let (base, other) = (
            posteriors(&[&[(Part::Delay, 10.0, 1000.0)]]),
            posteriors(&[&[(Part::Delay, 10.0, 1000.0), (Part::Effort, 900.0, 1000.0)]]),
        );
        let settings = settings(&[Part::Delay, Part::Effort]);
        let (scores, ease) = compared(&base, &other, &settings, &firm());
        let found = scores[0].unwrap();
        assert!(found.interval.low > 0.0 && !found.comparable);
        assert_eq!(found.verdict, Verdict::CannotTell);
        assert_eq!(ease.map(|ease| ease.comparable), Some(false));
    }

    #[test]
    fn what_is_unknown_on_one_side_has_no_difference() {
        let known: &[(Part, f64, f64)] = &[(Part::Delay, 3.0, 30.0)];
        let (base, other) = (posteriors(&[known, &[]]), posteriors(&[known, known]));
        let (scores, ease) = compared(&base, &other, &settings(&[Part::Delay]), &firm());
        assert!(scores[0].is_some() && scores[1].is_none());
        // The ease of one touchpoint and that of two are not the same thing.
        assert_eq!(ease.map(|ease| ease.comparable), Some(false));
        let nobody = posteriors(&[&[], &[]]);
        let (scores, ease) = compared(&nobody, &other, &settings(&[Part::Delay]), &firm());
        assert_eq!((scores, ease), (vec![None, None], None));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        /// Whatever is compared: the difference is that of what stands beside it, and lies in its interval.
        #[test]
        fn a_difference_agrees_with_both_of_its_sides(
            counts in prop::collection::vec(((0_u32..40, 1_u32..40), (0_u32..40, 1_u32..40)), 1..6),
        ) {
            let side = |pick: fn(&Counts) -> (u32, u32)| {
                let touchpoints: Vec<[(Part, f64, f64); 1]> = counts
                    .iter()
                    .map(|pair| {
                        let (x, n) = pick(pair);
                        [(Part::Satisfaction, f64::from(x.min(n)), f64::from(n))]
                    })
                    .collect();
                let touchpoints: Vec<&[(Part, f64, f64)]> =
                    touchpoints.iter().map(<[_; 1]>::as_slice).collect();
                posteriors(&touchpoints)
            };
            let (base, other) = (side(|pair| pair.0), side(|pair| pair.1));
            let (settings, options) = (Settings::default(), DrawOptions::FAST);
            let (scores, whole) = compared(&base, &other, &settings, &options);
            let (base, other) = (evaluate(&base, &settings, &options), evaluate(&other, &settings, &options));
            for (found, (base, other)) in scores.iter().zip(base.scores.iter().zip(&other.scores)) {
                let (found, base, other) = (found.unwrap(), base.as_ref().unwrap(), other.as_ref().unwrap());
                prop_assert_eq!(found.difference, other.score - base.score);
                prop_assert!(found.interval.contains(found.difference));
                prop_assert_eq!(found.verdict == Verdict::CannotTell, found.interval.contains(0.0));
            }
            let members: Vec<Member> = (0..counts.len()).map(|touchpoint| Member { touchpoint, reach: 1.0 }).collect();
            let (before, now) = (ease(&base, &members).unwrap(), ease(&other, &members).unwrap());
            prop_assert_eq!(whole.unwrap().difference, now.ease - before.ease);
        }
    }
}
