//! In which parts two definitions of a metric say something else.

use crate::metric::Metric;

/// A part of a definition, to say what is otherwise in another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricPart {
    /// What it is called.
    Name,
    /// How its number is computed.
    Formula,
    /// Which records count.
    About,
    /// Which way is better.
    Direction,
    /// What is done, or what comes of it.
    Role,
    /// Where it is shown.
    Area,
    /// The department responsible for it.
    Department,
    /// What is aimed at.
    Target,
    /// With fewer records a number says little.
    MinimumN,
    /// Whom its records are about.
    Privacy,
}

impl Metric {
    /// The parts in which another definition says something else.
    #[must_use]
    pub fn parts_unlike(&self, other: &Self) -> Vec<MetricPart> {
        let unlike = [
            (MetricPart::Name, self.name != other.name),
            (MetricPart::Formula, self.formula != other.formula),
            (MetricPart::About, self.about != other.about),
            (MetricPart::Direction, self.direction != other.direction),
            (MetricPart::Role, self.role != other.role),
            (MetricPart::Area, self.area != other.area),
            (MetricPart::Department, self.department != other.department),
            (MetricPart::Target, self.target != other.target),
            (MetricPart::MinimumN, self.minimum_n != other.minimum_n),
            (MetricPart::Privacy, self.privacy != other.privacy),
        ];
        let parts = unlike.into_iter().filter(|(_, unlike)| *unlike);
        parts.map(|(part, _)| part).collect()
    }

    /// Whether it says the same as another one, whatever their versions.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        let version = self.version;
        *self
            == Self {
                version,
                ..other.clone()
            }
    }
}
