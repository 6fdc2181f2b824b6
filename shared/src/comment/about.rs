//! What a thread is about.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    access::Resource,
    id::{ActionId, CardId, JourneyId, LaneId, PersonaId, StageId, StepId, TouchpointId},
};

/// What kind of thing a thread is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AboutKind {
    /// A journey as a whole.
    Journey,
    /// A stage of a journey.
    Stage,
    /// A step of a journey.
    Step,
    /// A lane of a journey.
    Lane,
    /// A card of a journey.
    Card,
    /// A touchpoint of the catalogue.
    Touchpoint,
    /// A persona of the catalogue.
    Persona,
    /// An action.
    Action,
}

impl AboutKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Journey,
        Self::Stage,
        Self::Step,
        Self::Lane,
        Self::Card,
        Self::Touchpoint,
        Self::Persona,
        Self::Action,
    ];

    /// Its name on the wire and in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Journey => "journey",
            Self::Stage => "stage",
            Self::Step => "step",
            Self::Lane => "lane",
            Self::Card => "card",
            Self::Touchpoint => "touchpoint",
            Self::Persona => "persona",
            Self::Action => "action",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a thread is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum About {
    /// A journey as a whole.
    Journey {
        /// Which.
        journey: JourneyId,
    },
    /// A stage of a journey.
    Stage {
        /// Of which journey.
        journey: JourneyId,
        /// Which.
        id: StageId,
    },
    /// A step of a journey.
    Step {
        /// Of which journey.
        journey: JourneyId,
        /// Which.
        id: StepId,
    },
    /// A lane of a journey.
    Lane {
        /// Of which journey.
        journey: JourneyId,
        /// Which.
        id: LaneId,
    },
    /// A card of a journey.
    Card {
        /// Of which journey.
        journey: JourneyId,
        /// Which.
        id: CardId,
    },
    /// A touchpoint of the catalogue.
    Touchpoint {
        /// Which.
        id: TouchpointId,
    },
    /// A persona of the catalogue.
    Persona {
        /// Which.
        id: PersonaId,
    },
    /// An action.
    Action {
        /// Which.
        id: ActionId,
    },
}

impl About {
    /// Of which kind it is.
    #[must_use]
    pub const fn kind(self) -> AboutKind {
        match self {
            Self::Journey { .. } => AboutKind::Journey,
            Self::Stage { .. } => AboutKind::Stage,
            Self::Step { .. } => AboutKind::Step,
            Self::Lane { .. } => AboutKind::Lane,
            Self::Card { .. } => AboutKind::Card,
            Self::Touchpoint { .. } => AboutKind::Touchpoint,
            Self::Persona { .. } => AboutKind::Persona,
            Self::Action { .. } => AboutKind::Action,
        }
    }

    /// The journey whose board it stands on, if any.
    #[must_use]
    pub const fn journey(self) -> Option<JourneyId> {
        match self {
            Self::Journey { journey }
            | Self::Stage { journey, .. }
            | Self::Step { journey, .. }
            | Self::Lane { journey, .. }
            | Self::Card { journey, .. } => Some(journey),
            Self::Touchpoint { .. } | Self::Persona { .. } | Self::Action { .. } => None,
        }
    }

    /// The bare id of the thing.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::Journey { journey } => journey.uuid(),
            Self::Stage { id, .. } => id.uuid(),
            Self::Step { id, .. } => id.uuid(),
            Self::Lane { id, .. } => id.uuid(),
            Self::Card { id, .. } => id.uuid(),
            Self::Touchpoint { id } => id.uuid(),
            Self::Persona { id } => id.uuid(),
            Self::Action { id } => id.uuid(),
        }
    }

    /// The thing of a kind and an id; `None` where a part of a board comes without its journey.
    #[must_use]
    pub fn of(kind: AboutKind, id: Uuid, journey: Option<JourneyId>) -> Option<Self> {
        Some(match kind {
            AboutKind::Journey => Self::Journey {
                journey: JourneyId::new(id),
            },
            AboutKind::Stage => Self::Stage {
                journey: journey?,
                id: StageId::new(id),
            },
            AboutKind::Step => Self::Step {
                journey: journey?,
                id: StepId::new(id),
            },
            AboutKind::Lane => Self::Lane {
                journey: journey?,
                id: LaneId::new(id),
            },
            AboutKind::Card => Self::Card {
                journey: journey?,
                id: CardId::new(id),
            },
            AboutKind::Touchpoint => Self::Touchpoint {
                id: TouchpointId::new(id),
            },
            AboutKind::Persona => Self::Persona {
                id: PersonaId::new(id),
            },
            AboutKind::Action => Self::Action {
                id: ActionId::new(id),
            },
        })
    }

    /// What one has to be allowed to read, or to comment, to do that with its threads.
    #[must_use]
    pub const fn resource(self) -> Resource {
        match self {
            Self::Journey { journey }
            | Self::Stage { journey, .. }
            | Self::Step { journey, .. }
            | Self::Lane { journey, .. }
            | Self::Card { journey, .. } => Resource::Journey(journey),
            Self::Touchpoint { .. } | Self::Persona { .. } => Resource::Catalogue,
            Self::Action { .. } => Resource::Actions,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_it_is_about_is_found_again_by_kind_id_and_journey() {
        let journey = JourneyId::new(Uuid::from_u128(7));
        for kind in AboutKind::ALL {
            assert_eq!(AboutKind::named(kind.name()), Some(kind));
            let about = About::of(kind, Uuid::from_u128(9), Some(journey)).unwrap();
            assert_eq!(about.kind(), kind);
            let again = About::of(kind, about.id(), about.journey());
            assert_eq!(again, Some(about));
            let json = serde_json::to_value(about).unwrap();
            assert_eq!(json["kind"], kind.name());
            assert_eq!(serde_json::from_value::<About>(json).unwrap(), about);
        }
        assert_eq!(About::of(AboutKind::Card, Uuid::nil(), None), None);
        assert_eq!(AboutKind::named("moon"), None);
    }
}
