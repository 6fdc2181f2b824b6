//! What a score hangs on: how it would move without a source, with other goalposts, with other weights.
//!
//! Everything at the posterior means, one thing changed at a time (one-at-a-time sensitivity: OECD/JRC 2008, *Handbook
//! on Constructing Composite Indicators*, step 7). Whether two scores can be told apart is the draws' business.

use super::score::{Band, combine, loss};
use super::{Goalposts, Part, Score, Settings};

/// How far goalposts are moved: as far as the draws move them.
const SPREAD: f64 = 0.10;

/// What one part does to a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sensitivity {
    /// The part.
    pub part: Part,
    /// The score without it; `None` where nothing else is left.
    pub without: Option<f64>,
    /// The score if good and bad were a tenth stricter (lower).
    pub stricter: f64,
    /// The score if they were a tenth more lenient (higher).
    pub lenient: f64,
    /// The nearest other band that another weight of this part alone would lead to.
    pub flip: Option<Flip>,
}

/// A weight at which a score changes its band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The band on the other side.
    pub band: Band,
    /// The part's share of the weights now.
    pub now: f64,
    /// The share at which the band changes, the others keeping their proportions.
    pub at: f64,
}

/// What each part of a score does to it, in the order of its parts.
#[must_use]
pub fn sensitivity(score: &Score, settings: &Settings) -> Vec<Sensitivity> {
    let weighed: Vec<(f64, f64)> = score
        .parts
        .iter()
        .map(|part| (part.weight, part.distance))
        .collect();
    let parts = score.parts.iter().enumerate();
    parts
        .map(|(at, part)| {
            let goalposts = settings.part(part.part).goalposts;
            let with_posts = |factor: f64| {
                let mut weighed = weighed.clone();
                weighed[at].1 = scaled(goalposts, factor).distance(part.value);
                combine(&weighed).map_or(score.score, |combined| combined.score)
            };
            let mut others = weighed.clone();
            others.remove(at);
            Sensitivity {
                part: part.part,
                without: combine(&others).map(|combined| combined.score),
                stricter: with_posts(1.0 - SPREAD),
                lenient: with_posts(1.0 + SPREAD),
                flip: flip(score.band, &others, weighed[at]),
            }
        })
        .collect()
}

/// Goalposts moved by a factor; bad is never beyond the whole.
fn scaled(goalposts: Goalposts, factor: f64) -> Goalposts {
    Goalposts {
        best: goalposts.best * factor,
        worst: (goalposts.worst * factor).min(1.0),
    }
}

/// Where the band changes as one weight moves and the others keep theirs: the mean loss (A + w l)/(B + w) meets the
/// loss t of a band's edge at w = (t B − A)/(l − t).
fn flip(band: Band, others: &[(f64, f64)], (weight, distance): (f64, f64)) -> Option<Flip> {
    let rest: f64 = others.iter().map(|&(weight, _)| weight).sum();
    if rest <= 0.0 {
        return None;
    }
    let lost: f64 = others.iter().map(|&(weight, u)| weight * loss(u)).sum();
    let own = loss(distance);
    let now = weight / (rest + weight);
    let edges = [
        (25.0, Band::Low, Band::Medium),
        (50.0, Band::Medium, Band::High),
        (75.0, Band::High, Band::Critical),
    ];
    let crossings = edges.into_iter().filter_map(|(edge, below, above)| {
        let other = if band == below {
            above
        } else if band == above {
            below
        } else {
            return None;
        };
        let edge = loss(edge / 100.0);
        let at = (edge * rest - lost) / (own - edge);
        (at.is_finite() && at >= 0.0).then(|| Flip {
            band: other,
            now,
            at: at / (rest + at),
        })
    });
    crossings.min_by(|a, b| (a.at - now).abs().total_cmp(&(b.at - now).abs()))
}

impl Score {
    /// The range of scores that leaving out any one part, or moving its goalposts by a tenth, leads to.
    #[must_use]
    pub fn range(&self, sensitivities: &[Sensitivity]) -> (f64, f64) {
        let moved = sensitivities.iter().flat_map(|part| {
            let without = part.without.unwrap_or(self.score);
            [without, part.stricter, part.lenient]
        });
        moved.fold((self.score, self.score), |(low, high), score| {
            (low.min(score), high.max(score))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::friction::score::score_of_loss;
    use crate::friction::{
        DrawOptions, PartEvidence, PartSettings, Posteriors, Touchpoint, evaluate,
    };

    /// Two parts of equal weight: .5 and 0 of the way to bad. F = 100 (1 − .5^½) = 29.29, medium.
    fn example() -> (Score, Settings) {
        let goalposts = Goalposts {
            best: 0.2,
            worst: 0.6,
        };
        let settings = [Part::Effort, Part::Delay].map(|part| PartSettings {
            part,
            weight: 0.5,
            goalposts,
        });
        let settings = Settings::new(&settings).unwrap();
        let evidence = [(Part::Effort, 4e8), (Part::Delay, 1e8)];
        let touchpoint = Touchpoint {
            key: 1,
            evidence: evidence
                .map(|(part, x)| PartEvidence::new(part, x, 1e9).unwrap())
                .to_vec(),
        };
        let evaluation = evaluate(
            &Posteriors::fit(&[touchpoint]),
            &settings,
            &DrawOptions::FAST,
        );
        (evaluation.scores[0].clone().unwrap(), settings)
    }

    #[test]
    fn a_part_left_out_leaves_its_weight_to_the_others() {
        let (score, settings) = example();
        let parts = sensitivity(&score, &settings);
        assert!((score.score - 29.289).abs() < 1e-3);
        assert!(parts[0].without.unwrap().abs() < 1e-6);
        assert!((parts[1].without.unwrap() - 50.0).abs() < 1e-3);
    }

    #[test]
    fn goalposts_move_by_a_tenth_of_themselves() {
        let (score, settings) = example();
        let effort = sensitivity(&score, &settings)[0];
        // Good .18, bad .54: u = .22/.36 = .6111, F = 100 (1 − √.38889) = 37.639.
        assert!((effort.stricter - 37.639).abs() < 1e-3, "{effort:?}");
        // Good .22, bad .66: u = .18/.44 = .40909, F = 100 (1 − √.590909) = 23.129.
        assert!((effort.lenient - 23.129).abs() < 1e-3, "{effort:?}");
        let (low, high) = score.range(&sensitivity(&score, &settings));
        assert!(low.abs() < 1e-6 && (high - 50.0).abs() < 1e-3);
    }

    #[test]
    fn the_band_changes_where_the_weights_say() {
        let (score, settings) = example();
        let parts = sensitivity(&score, &settings);
        // 1 − .5^w = .25 at w = ln .75/ln .5 = .41504; medium to low. High would need w = 1.
        let effort = parts[0].flip.unwrap();
        assert_eq!((effort.band, effort.now), (Band::Low, 0.5));
        assert!((effort.at - 0.41504).abs() < 1e-4, "{effort:?}");
        let delay = parts[1].flip.unwrap();
        assert!((delay.at - (1.0 - 0.41504)).abs() < 1e-4, "{delay:?}");
        assert!((score_of_loss(0.41504 * loss(0.5)) - 25.0).abs() < 1e-3);
    }

    #[test]
    fn a_single_part_has_no_other_to_lean_on() {
        let (score, settings) = example();
        let alone = Score {
            parts: score.parts[..1].to_vec(),
            ..score
        };
        let parts = sensitivity(&alone, &settings);
        assert_eq!((parts[0].without, parts[0].flip), (None, None));
    }
}
