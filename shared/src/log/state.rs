//! What a board stands on: one journey and the catalogue, changed together.

use serde::{Deserialize, Serialize};

use super::{Change, Seq};
use crate::{
    catalogue::{self, Catalogue, CataloguePrior},
    journey::{self, Journey, JourneyPrior},
};

/// A journey and the catalogue it refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Board {
    /// The journey.
    pub journey: Journey,
    /// The catalogue.
    pub catalogue: Catalogue,
}

/// How far each of a board's two logs has been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heads {
    /// The last entry of the journey's log.
    pub journey: Seq,
    /// The last entry of the catalogue's log.
    pub catalogue: Seq,
}

/// What a change overwrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prior {
    /// Of the catalogue.
    Catalogue(CataloguePrior),
    /// Of the journey.
    Journey(JourneyPrior),
}

impl Board {
    /// Applies a change and returns what it overwrote. A change of the log always applies.
    pub fn apply(&mut self, change: &Change) -> Prior {
        match change {
            Change::Catalogue(change) => {
                Prior::Catalogue(catalogue::apply(&mut self.catalogue, change))
            }
            Change::Journey(change) => Prior::Journey(journey::apply(&mut self.journey, change)),
        }
    }

    /// Takes back the last change applied, exactly.
    pub fn rollback(&mut self, prior: Prior) {
        match prior {
            Prior::Catalogue(prior) => catalogue::rollback(&mut self.catalogue, prior),
            Prior::Journey(prior) => journey::rollback(&mut self.journey, prior),
        }
    }
}
