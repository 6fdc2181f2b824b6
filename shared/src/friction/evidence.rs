//! What a touchpoint's parts rest on: x bad of n.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Part;
use crate::metric::Scale;
use crate::tally::{Hits, Rate, Ratings};

/// A touchpoint as the score sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Touchpoint {
    /// Names its draws: the same key draws the same numbers whatever else is scored. Taken from its id.
    pub key: u64,
    /// What is known about it; parts without evidence are absent, a part given twice is added up.
    pub evidence: Vec<PartEvidence>,
}

/// The evidence for one part: `x` bad ones of `n`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartEvidence {
    part: Part,
    x: f64,
    n: f64,
}

/// Evidence as it is read, before it is checked.
#[derive(Deserialize)]
struct Unchecked {
    part: Part,
    x: f64,
    n: f64,
}

/// Numbers that are no evidence.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{x} of {n} is no evidence: n must be above 0 and x between 0 and n")]
pub struct EvidenceError {
    x: f64,
    n: f64,
}

impl PartEvidence {
    /// `x` bad of `n`. Fractions are allowed: weighted answers enter by their effective number.
    ///
    /// # Errors
    /// [`EvidenceError`] unless n > 0 and 0 ≤ x ≤ n.
    pub fn new(part: Part, x: f64, n: f64) -> Result<Self, EvidenceError> {
        if n > 0.0 && n.is_finite() && x >= 0.0 && x <= n {
            Ok(Self { part, x, n })
        } else {
            Err(EvidenceError { x, n })
        }
    }

    /// From hits that are bad ones; `None` without trials.
    #[must_use]
    pub fn of_hits(part: Part, bad: &Hits) -> Option<Self> {
        bad.is_sound()
            .then(|| Self::new(part, bad.hits.n as f64, bad.trials.n as f64).ok())
            .flatten()
    }

    /// From occurrences over exposure; `None` without exposure. Read as the share of exposures that saw one:
    /// more than one each counts as one (far beyond the "bad" goalpost already).
    #[must_use]
    pub fn of_rate(part: Part, rate: &Rate) -> Option<Self> {
        rate.is_sound()
            .then(|| {
                let x = rate.occurrences.min(rate.exposure);
                Self::new(part, x as f64, rate.exposure as f64).ok()
            })
            .flatten()
    }

    /// From ratings on a scale, each record counted once: x are those in the adverse range; `None` without a
    /// rating on the scale.
    #[must_use]
    pub fn of_ratings(
        part: Part,
        ratings: &Ratings,
        scale: Scale,
        adverse: Adverse,
    ) -> Option<Self> {
        let all = ratings.between(scale.min(), scale.max());
        let bad = ratings.between(adverse.from.max(scale.min()), adverse.to.min(scale.max()));
        ratings
            .is_sound()
            .then(|| Self::new(part, bad.n as f64, all.n as f64).ok())
            .flatten()
    }

    /// The part it is about.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// Bad ones.
    #[must_use]
    pub fn x(&self) -> f64 {
        self.x
    }

    /// All.
    #[must_use]
    pub fn n(&self) -> f64 {
        self.n
    }
}

impl TryFrom<Unchecked> for PartEvidence {
    type Error = EvidenceError;

    fn try_from(read: Unchecked) -> Result<Self, EvidenceError> {
        Self::new(read.part, read.x, read.n)
    }
}

/// The ratings that count as bad, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Adverse {
    /// The lowest bad rating.
    pub from: i32,
    /// The highest bad rating.
    pub to: i32,
}

impl Adverse {
    /// For satisfaction: everything below the satisfied box, so the part is 1 − CSAT and both say the same thing.
    /// The box starts at three quarters of the scale: 4–5 of 5 (top two, as CSAT is defined), 6–7 of 7, 8–10 of
    /// 0–10. The bottom two alone would say little: on the airport survey they hold 1 to 10 % of the answers,
    /// below the "good" goalpost for nearly every touchpoint, while 1 − CSAT spreads from 13 to 44 %. (Top-box
    /// shares predict retention about as well as means: Morgan and Rego 2006, Marketing Science 25.)
    #[must_use]
    pub fn not_satisfied(scale: Scale) -> Self {
        Self::below(scale, 3, 4)
    }

    /// For effort asked as agreement with "made it easy" (CES 2.0, high is easy): everything below the top three
    /// of 7, so the part is 1 − the share shown beside CES. The box starts at two thirds of the scale: 5–7 of 7,
    /// 4–5 of 5.
    #[must_use]
    pub fn not_easy(scale: Scale) -> Self {
        Self::below(scale, 2, 3)
    }

    /// The bottom two ratings: dissatisfaction in the narrow sense, for workspaces that prefer it (and lower their
    /// goalposts).
    #[must_use]
    pub fn bottom_two(scale: Scale) -> Self {
        Self {
            from: scale.min(),
            to: scale.min().saturating_add(1),
        }
    }

    /// Ratings below `share_of` / `parts` of the way up the scale.
    fn below(scale: Scale, share_of: i64, parts: i64) -> Self {
        let (min, max) = (i64::from(scale.min()), i64::from(scale.max()));
        // The smallest rating r with (r − min) × parts ≥ share × (max − min).
        let steps = (share_of * (max - min) + parts - 1) / parts;
        let to = min + steps - 1;
        Self {
            from: scale.min(),
            // Between min and max, so it fits.
            to: to as i32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::Level;
    use crate::metric::Metric;

    #[test]
    fn the_satisfaction_part_is_one_minus_csat() {
        let ratings = Ratings::unweighted(&[(1, 3), (2, 5), (3, 20), (4, 40), (5, 32)]);
        let adverse = Adverse::not_satisfied(Scale::ONE_TO_FIVE);
        let part =
            PartEvidence::of_ratings(Part::Satisfaction, &ratings, Scale::ONE_TO_FIVE, adverse)
                .unwrap();
        let csat = Metric::by_key("csat")
            .unwrap()
            .of_ratings(&ratings, Level::P95)
            .unwrap();
        assert_eq!((part.x(), part.n()), (28.0, 100.0));
        assert!((1.0 - part.x() / part.n() - csat.estimate).abs() < 1e-15);
    }

    #[test]
    fn boxes_lie_where_practice_puts_them_on_other_scales() {
        let to = |adverse: Adverse| adverse.to;
        assert_eq!(to(Adverse::not_satisfied(Scale::ONE_TO_FIVE)), 3);
        assert_eq!(to(Adverse::not_satisfied(Scale::ONE_TO_SEVEN)), 5);
        assert_eq!(to(Adverse::not_satisfied(Scale::ZERO_TO_TEN)), 7);
        assert_eq!(to(Adverse::not_easy(Scale::ONE_TO_SEVEN)), 4);
        assert_eq!(to(Adverse::not_easy(Scale::ONE_TO_FIVE)), 3);
        assert_eq!(to(Adverse::bottom_two(Scale::ONE_TO_FIVE)), 2);
        assert_eq!(to(Adverse::not_satisfied(Scale::new(0, 1).unwrap())), 0);
        assert_eq!(
            to(Adverse::not_satisfied(
                Scale::new(i32::MIN, i32::MAX).unwrap()
            )),
            1_073_741_823
        );
    }

    #[test]
    fn complaints_are_read_as_a_share_of_exposures() {
        let few = PartEvidence::of_rate(Part::ComplaintRate, &Rate::new(3, 200)).unwrap();
        assert_eq!((few.x(), few.n()), (3.0, 200.0));
        let many = PartEvidence::of_rate(Part::ComplaintRate, &Rate::new(300, 200)).unwrap();
        assert_eq!(many.x(), 200.0);
    }

    #[test]
    fn nothing_counted_is_no_evidence() {
        let scale = Scale::ONE_TO_FIVE;
        let adverse = Adverse::not_satisfied(scale);
        assert_eq!(
            PartEvidence::of_ratings(Part::Satisfaction, &Ratings::default(), scale, adverse),
            None
        );
        assert_eq!(PartEvidence::of_hits(Part::DropOff, &Hits::default()), None);
        assert_eq!(
            PartEvidence::of_rate(Part::ComplaintRate, &Rate::default()),
            None
        );
        assert!(serde_json::from_str::<PartEvidence>(r#"{"part":"effort","x":3,"n":2}"#).is_err());
    }
}
