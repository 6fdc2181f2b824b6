//! Finding what there is by name.

use serde::{Deserialize, Serialize};

use crate::{locale::Lang, search::Rank};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct SearchQuery {
    /// Words, all of which have to be there, whole or in part, in any order; capitals and accents do not count. 200 characters at
    /// most, of which the first 8 words are looked for.
    pub q: String,
    /// The language of names that Puente gives (departments, metrics); the workspace's where it is left out.
    #[serde(default)]
    pub lang: Option<Lang>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchReply {
    /// Best first, at most 12 of each kind. Records and customers are not looked through.
    pub found: Vec<Found>,
    /// How many more fit.
    pub left_out: u32,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A journey: by its title, its tags and its stages.
    Journey,
    /// A touchpoint of the catalogue: by its name and the key that records have for it.
    Touchpoint,
    /// A persona: by its name and its summary.
    Persona,
    /// A department: by its name.
    Department,
    /// A metric: by its name and its key.
    Metric,
    /// An action: by its problem, its step, its scope and who was asked.
    Action,
    /// A brand: by its name and its family's.
    Brand,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Found {
    /// What kind of thing it is.
    pub kind: FoundKind,
    /// What it is called; the problem of an action.
    pub name: String,
    /// What tells it from others of that name: the board that a touchpoint is on, who was asked to do something. Empty where there
    /// is nothing.
    pub detail: String,
    /// The page that shows it, from the root: `/journeys/airport`.
    pub path: String,
    /// The same page by what never changes, where `path` is made of a name and goes with it (a persona's): what is kept for later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasting: Option<String>,
    /// A journey that is archived, an entry of the catalogue that is retired.
    pub put_away: bool,
    /// How well it fits: 0 is best.
    pub rank: Rank,
}
