//! What people set: how much each part weighs, and what counts as good and bad.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Part;

/// The values of a part that count as good (friction 0) and bad (friction full). Fixed, so that a score moves only
/// when its touchpoint does (OECD/JRC 2008, *Handbook on Constructing Composite Indicators*).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Goalposts {
    /// Good: this share or less. 0 to 1.
    pub best: f64,
    /// Bad: this share or more. Above `best`, at most 1.
    pub worst: f64,
}

impl Goalposts {
    /// The greatest distance counted: at 1 a single part would make every other one meaningless.
    pub const FULL: f64 = 0.99;

    /// How far `share` is from good towards bad: 0 to [`Goalposts::FULL`].
    #[must_use]
    pub fn distance(self, share: f64) -> f64 {
        ((share - self.best) / (self.worst - self.best)).clamp(0.0, Self::FULL)
    }
}

/// One part's weight and goalposts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartSettings {
    /// The part.
    pub part: Part,
    /// Its weight against the others; they need not add up to 1. 0 leaves the part out.
    pub weight: f64,
    /// What counts as good and bad.
    pub goalposts: Goalposts,
}

/// The settings of a score: every part once, in the order of [`Part::ALL`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    parts: Vec<PartSettings>,
}

/// Settings as they are read, before they are checked.
#[derive(Deserialize)]
struct Unchecked {
    parts: Vec<PartSettings>,
}

/// Settings that give no score.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SettingsError {
    /// A goalpost outside 0 to 1, or "good" not below "bad".
    #[error("{part:?}: good ({best}) must be below bad ({worst}), both between 0 and 1")]
    Goalposts {
        /// The part.
        part: Part,
        /// Its "good" value.
        best: f64,
        /// Its "bad" value.
        worst: f64,
    },
    /// A weight below 0, not a number, or beyond a million.
    #[error("{part:?}: a weight lies between 0 and 1000000, not at {weight}")]
    Weight {
        /// The part.
        part: Part,
        /// The weight.
        weight: f64,
    },
    /// The same part more than once.
    #[error("{0:?} is set twice: keep one of them")]
    Twice(Part),
    /// No part with a weight.
    #[error("all weights are 0: give at least one part a weight")]
    NoWeight,
    /// A text that is no settings.
    #[error("`{0}` is not part:weight:good:bad, as in effort:0.2:0.05:0.5")]
    Unreadable(String),
}

impl Settings {
    /// Checked settings; parts that are not given get weight 0.
    ///
    /// # Errors
    /// [`SettingsError`], naming the part and what is wrong with it.
    pub fn new(given: &[PartSettings]) -> Result<Self, SettingsError> {
        let mut parts: Vec<PartSettings> =
            DEFAULTS.map(|settings| without_weight(&settings)).to_vec();
        let mut seen = [false; Part::COUNT];
        for settings in given {
            let PartSettings {
                part,
                weight,
                goalposts: Goalposts { best, worst },
            } = *settings;
            if std::mem::replace(&mut seen[part.index()], true) {
                return Err(SettingsError::Twice(part));
            }
            if !(0.0..=1e6).contains(&weight) {
                return Err(SettingsError::Weight { part, weight });
            }
            if !(best >= 0.0 && best < worst && worst <= 1.0) {
                return Err(SettingsError::Goalposts { part, best, worst });
            }
            parts[part.index()] = *settings;
        }
        if parts.iter().all(|settings| settings.weight == 0.0) {
            return Err(SettingsError::NoWeight);
        }
        Ok(Self { parts })
    }

    /// Every part's settings, in the order of [`Part::ALL`].
    #[must_use]
    pub fn parts(&self) -> &[PartSettings] {
        &self.parts
    }

    /// One part's settings.
    #[must_use]
    pub fn part(&self, part: Part) -> PartSettings {
        self.parts[part.index()]
    }

    /// The same with one part set otherwise.
    ///
    /// # Errors
    /// [`SettingsError`], as for [`Settings::new`].
    pub fn with(&self, part: PartSettings) -> Result<Self, SettingsError> {
        let mut parts = self.parts.clone();
        parts[part.part.index()] = part;
        Self::new(&parts)
    }

    /// How many parts have a weight.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.parts
            .iter()
            .filter(|settings| settings.weight > 0.0)
            .count()
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            parts: DEFAULTS.to_vec(),
        }
    }
}

impl TryFrom<Unchecked> for Settings {
    type Error = SettingsError;

    fn try_from(read: Unchecked) -> Result<Self, SettingsError> {
        Self::new(&read.parts)
    }
}

fn without_weight(settings: &PartSettings) -> PartSettings {
    PartSettings {
        weight: 0.0,
        ..*settings
    }
}

const fn default(part: Part, weight: f64, best: f64, worst: f64) -> PartSettings {
    PartSettings {
        part,
        weight,
        goalposts: Goalposts { best, worst },
    }
}

/// Judgements to start from, meant to be edited: what people say (effort, satisfaction) weighs most; complaints and
/// drop-off are rare even where things go badly, so their "bad" is low.
const DEFAULTS: [PartSettings; Part::COUNT] = [
    default(Part::Effort, 0.20, 0.05, 0.50),
    default(Part::Satisfaction, 0.20, 0.10, 0.60),
    default(Part::NegativeSentiment, 0.15, 0.05, 0.40),
    default(Part::ComplaintRate, 0.15, 0.005, 0.08),
    default(Part::DropOff, 0.10, 0.05, 0.40),
    default(Part::Delay, 0.10, 0.05, 0.40),
    default(Part::PromiseGap, 0.10, 0.05, 0.50),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_pass_their_own_check_and_weigh_one() {
        let settings = Settings::default();
        assert_eq!(Settings::new(settings.parts()), Ok(settings.clone()));
        let total: f64 = settings
            .parts()
            .iter()
            .map(|settings| settings.weight)
            .sum();
        assert!((total - 1.0).abs() < 1e-12);
        for (settings, part) in settings.parts().iter().zip(Part::ALL) {
            assert_eq!(settings.part, part);
        }
    }

    #[test]
    fn settings_that_give_no_score_are_refused() {
        let one = |weight, best, worst| Settings::new(&[default(Part::Delay, weight, best, worst)]);
        assert!(matches!(
            one(1.0, 0.4, 0.4),
            Err(SettingsError::Goalposts { .. })
        ));
        assert!(matches!(
            one(1.0, f64::NAN, 0.4),
            Err(SettingsError::Goalposts { .. })
        ));
        assert!(matches!(
            one(-1.0, 0.1, 0.4),
            Err(SettingsError::Weight { .. })
        ));
        assert_eq!(one(0.0, 0.1, 0.4), Err(SettingsError::NoWeight));
        let part = default(Part::Delay, 1.0, 0.1, 0.4);
        assert_eq!(
            Settings::new(&[part, part]),
            Err(SettingsError::Twice(Part::Delay))
        );
    }

    #[test]
    fn distance_is_linear_between_good_and_bad_and_never_full() {
        let goalposts = Goalposts {
            best: 0.1,
            worst: 0.6,
        };
        assert_eq!(goalposts.distance(0.05), 0.0);
        assert!((goalposts.distance(0.35) - 0.5).abs() < 1e-15);
        assert_eq!(goalposts.distance(0.9), 0.99);
    }
}
