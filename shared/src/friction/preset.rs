//! Ready-made weights: points of view to look at the same evidence from.

use super::{Part, PartSettings, Settings};

/// A ready-made set of weights. Goalposts stay as they are: what is good and bad does not depend on the point of view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// What people say weighs most: the defaults.
    Standard,
    /// Every part the same.
    Balanced,
    /// How hard it is.
    EffortFirst,
    /// What people complain of, and how they speak of it.
    ComplaintsFirst,
    /// What was promised: kept, and in time.
    PromiseFirst,
}

impl Preset {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Standard,
        Self::Balanced,
        Self::EffortFirst,
        Self::ComplaintsFirst,
        Self::PromiseFirst,
    ];

    /// The weight it gives a part.
    #[must_use]
    pub fn weight(self, part: Part) -> f64 {
        use Part::{ComplaintRate, Delay, Effort, NegativeSentiment, PromiseGap};
        match (self, part) {
            (Self::Standard, part) => Settings::default().part(part).weight,
            (Self::Balanced, _) => 0.5,
            (Self::EffortFirst, Effort) => 0.8,
            (Self::ComplaintsFirst, ComplaintRate) => 0.6,
            (Self::ComplaintsFirst, NegativeSentiment) => 0.4,
            (Self::PromiseFirst, PromiseGap | Delay) => 0.5,
            (Self::EffortFirst | Self::ComplaintsFirst | Self::PromiseFirst, _) => 0.1,
        }
    }

    /// The settings with its weights and their own goalposts.
    #[must_use]
    pub fn of(self, settings: &Settings) -> Settings {
        let parts: Vec<PartSettings> = settings
            .parts()
            .iter()
            .map(|settings| PartSettings {
                weight: self.weight(settings.part),
                ..*settings
            })
            .collect();
        // Weights and goalposts were checked before; there is nothing to refuse.
        Settings::new(&parts).unwrap_or_else(|_| settings.clone())
    }

    /// Which one these weights are, if any: compared by their shares, because only those count.
    #[must_use]
    pub fn matching(settings: &Settings) -> Option<Self> {
        let total: f64 = settings.parts().iter().map(|part| part.weight).sum();
        Self::ALL.into_iter().find(|preset| {
            let own: f64 = Part::ALL.into_iter().map(|part| preset.weight(part)).sum();
            settings.parts().iter().all(|settings| {
                let (share, wanted) = (settings.weight / total, preset.weight(settings.part) / own);
                (share - wanted).abs() < 1e-9
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Goalposts;
    use super::*;

    #[test]
    fn every_preset_is_recognised_whatever_its_weights_add_up_to() {
        let defaults = Settings::default();
        for preset in Preset::ALL {
            assert_eq!(Preset::matching(&preset.of(&defaults)), Some(preset));
        }
        let doubled: Vec<PartSettings> = defaults
            .parts()
            .iter()
            .map(|part| PartSettings {
                weight: 2.0 * part.weight,
                ..*part
            })
            .collect();
        let doubled = Settings::new(&doubled).unwrap();
        assert_eq!(Preset::matching(&doubled), Some(Preset::Standard));
    }

    #[test]
    fn the_part_a_preset_is_named_after_weighs_most() {
        let heaviest = |preset: Preset| {
            let weight = |part: &Part| preset.weight(*part);
            Part::ALL
                .into_iter()
                .max_by(|a, b| weight(a).total_cmp(&weight(b)).then(b.cmp(a)))
        };
        assert_eq!(heaviest(Preset::EffortFirst), Some(Part::Effort));
        assert_eq!(heaviest(Preset::ComplaintsFirst), Some(Part::ComplaintRate));
        assert_eq!(heaviest(Preset::PromiseFirst), Some(Part::Delay));
    }

    #[test]
    fn a_preset_leaves_good_and_bad_as_they_are() {
        let goalposts = Goalposts {
            best: 0.2,
            worst: 0.3,
        };
        let own = PartSettings {
            part: Part::Delay,
            weight: 0.7,
            goalposts,
        };
        let settings = Settings::default().with(own).unwrap();
        assert_eq!(Preset::matching(&settings), None);
        let set = Preset::Balanced.of(&settings);
        assert_eq!(set.part(Part::Delay).goalposts, goalposts);
    }
}
