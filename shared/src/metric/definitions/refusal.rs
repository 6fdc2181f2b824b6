//! Why a definition may not be, by the part of it that is wrong.

use thiserror::Error;

use super::{MOST_KEY, MOST_METRICS, MOST_NAME};
use crate::{locale::Lang, log::Rejection};

/// A part of a definition that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetricField {
    /// Its key.
    Key,
    /// What it is called.
    Name(Lang),
    /// The touchpoint or the journey that it is about.
    About,
    /// The department that is responsible.
    Department,
    /// The lowest rating of a promoter.
    Promoters,
    /// The highest rating of a detractor.
    Detractors,
    /// The lowest rating in the box.
    From,
    /// The units of exposure.
    Per,
    /// The days within which something happens.
    Days,
    /// What is aimed at.
    Target,
    /// With fewer records a number says little.
    MinimumN,
    /// Whom its records are about.
    Privacy,
}

impl MetricField {
    /// Its name in files and in errors of the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Name(Lang::En) => "name.en",
            Self::Name(Lang::Es) => "name.es",
            Self::About => "about",
            Self::Department => "department",
            Self::Promoters => "promoters_from",
            Self::Detractors => "detractors_to",
            Self::From => "from",
            Self::Per => "per",
            Self::Days => "days",
            Self::Target => "target",
            Self::MinimumN => "minimum_n",
            Self::Privacy => "privacy",
        }
    }
}

/// Why a wish about the definitions is refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum MetricRefusal {
    /// The actor may not.
    #[error("not allowed: ask the workspace's owner")]
    Forbidden,
    /// No such metric.
    #[error("there is no metric of this key")]
    Missing,
    /// Only what comes with the program can be restored.
    #[error("this metric does not come with the program: change it, or retire it")]
    NotBuiltIn,
    /// The key is in use, perhaps by a retired metric.
    #[error("a metric of this key is there already, perhaps a retired one: choose another key")]
    KeyUsed,
    /// Not a key.
    #[error("a key has 1 to {MOST_KEY} of a–z, 0–9, - and _")]
    NotAKey,
    /// Too many.
    #[error("there are {MOST_METRICS} definitions already, retired ones included")]
    TooMany,
    /// No name, or one that cannot be.
    #[error("{field}: {why}", field = .0.name(), why = .1)]
    Text(MetricField, Rejection),
    /// A name that is too long for a page.
    #[error("{}: {MOST_NAME} characters are the most", .0.name())]
    TooLong(MetricField),
    /// Another metric has this name.
    #[error("{}: another metric is called so: choose another name", .0.name())]
    NameTaken(MetricField),
    /// A number outside what it can be.
    #[error("{} is from {least} to {most}", .field.name())]
    OutOfRange {
        /// Which.
        field: MetricField,
        /// The least it can be.
        least: f64,
        /// The most it can be.
        most: f64,
    },
    /// No such touchpoint or journey.
    #[error("about: there is no such touchpoint or journey")]
    Unknown,
    /// Promoters and detractors share ratings.
    #[error("the lowest rating of a promoter must be above the highest of a detractor")]
    Overlap,
    /// A metric about people may not become one about customers where it came as one about people.
    #[error("this metric is about people and stays so: numbers of small groups would show them")]
    Loosened,
}

impl MetricRefusal {
    /// The part of the definition that is wrong, where it is one.
    #[must_use]
    pub const fn field(&self) -> Option<MetricField> {
        match self {
            Self::Forbidden | Self::Missing | Self::NotBuiltIn | Self::TooMany => None,
            Self::KeyUsed | Self::NotAKey => Some(MetricField::Key),
            Self::Text(field, _)
            | Self::TooLong(field)
            | Self::NameTaken(field)
            | Self::OutOfRange { field, .. } => Some(*field),
            Self::Unknown => Some(MetricField::About),
            Self::Overlap => Some(MetricField::Promoters),
            Self::Loosened => Some(MetricField::Privacy),
        }
    }
}
