//! Settings as a short text, for addresses and command lines: `effort:0.2:0.05:0.5,delay:0.1:0.05:0.4`.
//!
//! Part, weight, good, bad. Every part is written, so that a link means the same after the defaults have changed.
//! Numbers are written as shortly as they read back exactly: the server scores with the very settings of the browser.

use std::{fmt, str::FromStr};

use super::{Goalposts, Part, PartSettings, Settings, SettingsError};

/// More of a text than this is not repeated in an error.
const QUOTED: usize = 60;

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, settings) in self.parts().iter().enumerate() {
            let Goalposts { best, worst } = settings.goalposts;
            let comma = if index == 0 { "" } else { "," };
            let (part, weight) = (settings.part.key(), settings.weight);
            write!(f, "{comma}{part}:{weight}:{best}:{worst}")?;
        }
        Ok(())
    }
}

impl FromStr for Settings {
    type Err = SettingsError;

    /// Reads what [`fmt::Display`] writes; parts that are not named get weight 0.
    fn from_str(text: &str) -> Result<Self, SettingsError> {
        let parts: Result<Vec<PartSettings>, SettingsError> = text
            .split(',')
            .map(|text| part(text).ok_or_else(|| unreadable(text)))
            .collect();
        Self::new(&parts?)
    }
}

/// Settings as this text wherever they are kept or sent as one value: numbers read back exactly, whatever reads the JSON.
pub(crate) mod serde {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::Settings;

    pub(crate) fn serialize<S: Serializer>(
        settings: &Settings,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(settings)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Settings, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

fn part(text: &str) -> Option<PartSettings> {
    let mut fields = text.split(':');
    let part = Part::of_key(fields.next()?)?;
    let mut number = || fields.next()?.parse::<f64>().ok();
    let (weight, best, worst) = (number()?, number()?, number()?);
    fields.next().is_none().then_some(PartSettings {
        part,
        weight,
        goalposts: Goalposts { best, worst },
    })
}

fn unreadable(text: &str) -> SettingsError {
    SettingsError::Unreadable(text.chars().take(QUOTED).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_defaults_are_written_as_the_methods_page_lists_them() {
        assert_eq!(
            Settings::default().to_string(),
            "effort:0.2:0.05:0.5,satisfaction:0.2:0.1:0.6,negative_sentiment:0.15:0.05:0.4,\
             complaint_rate:0.15:0.005:0.08,drop_off:0.1:0.05:0.4,delay:0.1:0.05:0.4,promise_gap:0.1:0.05:0.5"
        );
    }

    #[test]
    fn a_part_that_is_not_named_has_no_weight() {
        let settings: Settings = "delay:1:0.1:0.3".parse().unwrap();
        assert_eq!(settings.counted(), 1);
        assert_eq!(
            settings.part(Part::Delay).goalposts,
            Goalposts {
                best: 0.1,
                worst: 0.3
            }
        );
    }

    #[test]
    fn what_is_no_settings_says_where() {
        for text in [
            "",
            "effort",
            "effort:1:0:1:2",
            "effort:x:0:1",
            "ease:1:0:1",
            "effort:1:0:1,",
        ] {
            assert!(
                matches!(text.parse::<Settings>(), Err(SettingsError::Unreadable(_))),
                "{text}"
            );
        }
        for text in ["effort:NaN:0:1", "effort:-1:0:1", "effort:inf:0:1"] {
            let refused = text.parse::<Settings>();
            assert!(
                matches!(refused, Err(SettingsError::Weight { .. })),
                "{text}"
            );
        }
        let twice = "effort:1:0:1,effort:1:0:1".parse::<Settings>();
        assert_eq!(twice, Err(SettingsError::Twice(Part::Effort)));
    }

    proptest! {
        #[test]
        fn settings_read_back_to_the_last_bit(
            parts in prop::collection::vec((0.0..=1e6_f64, 0.0..0.5_f64, 0.5..=1.0_f64), Part::COUNT),
        ) {
            let parts: Vec<PartSettings> = Part::ALL
                .into_iter()
                .zip(parts)
                .map(|(part, (weight, best, worst))| PartSettings {
                    part,
                    weight,
                    goalposts: Goalposts { best, worst },
                })
                .collect();
            if let Ok(settings) = Settings::new(&parts) {
                prop_assert_eq!(settings.to_string().parse::<Settings>(), Ok(settings));
            }
        }
    }
}
