//! What a new journey starts with: the lanes, and stages and steps that a team can rename instead of
//! facing an empty wall.

mod template;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{JourneyIntent, LaneKind};
use crate::{
    id::{LaneId, StageId, StepId},
    locale::Lang,
};

/// What a new journey starts with.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// One stage with three steps.
    #[default]
    Blank,
    /// A purchase in a shop or in its web shop, to the return.
    Retail,
    /// Software by subscription, from the first search to the renewal.
    Saas,
    /// A departure through an airport, from home to the aircraft.
    Airport,
    /// A customer of a bank, from opening an account to leaving.
    Bank,
    /// A patient, from feeling unwell to the last check.
    Clinic,
    /// Something that an authority has to grant.
    PublicService,
    /// Somebody who works for the company, from the offer to the farewell.
    Employee,
    /// A company that buys from another, from the need to the next order.
    B2b,
}

impl Template {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Blank,
        Self::Retail,
        Self::Saas,
        Self::B2b,
        Self::Bank,
        Self::Clinic,
        Self::Airport,
        Self::PublicService,
        Self::Employee,
    ];
}

/// A stage's title and the titles of its steps, each in English and in Spanish.
type StageText = ([&'static str; 2], &'static [[&'static str; 2]]);

/// The lanes from top to bottom. The customer sees the first seven.
const LANES: [LaneKind; 10] = [
    LaneKind::Touchpoints,
    LaneKind::Emotion,
    LaneKind::Promise,
    LaneKind::Reality,
    LaneKind::Friction,
    LaneKind::Pains,
    LaneKind::Opportunities,
    LaneKind::Backstage,
    LaneKind::Actions,
    LaneKind::Notes,
];

/// The wishes that make an empty journey the template's. Lanes get no titles of their own, so that they
/// are called what their kind is called in each reader's language.
pub fn intents(
    template: Template,
    lang: Lang,
    mut next_id: impl FnMut() -> Uuid,
) -> Vec<JourneyIntent> {
    let in_language = |[english, spanish]: [&str; 2]| match lang {
        Lang::En => english.to_owned(),
        Lang::Es => spanish.to_owned(),
    };
    let mut intents = Vec::new();
    let mut after = None;
    for kind in LANES {
        let id = LaneId::new(next_id());
        intents.push(JourneyIntent::AddLane {
            id,
            kind,
            title: None,
            department: None,
            after,
        });
        if kind == LaneKind::Opportunities {
            intents.push(JourneyIntent::SetLineOfVisibility { below: Some(id) });
        }
        after = Some(id);
    }
    let mut after = None;
    for (title, steps) in template::stages(template) {
        let stage = StageId::new(next_id());
        intents.push(JourneyIntent::AddStage {
            id: stage,
            title: in_language(*title),
            after,
        });
        after = Some(stage);
        let mut after = None;
        for title in *steps {
            let id = StepId::new(next_id());
            intents.push(JourneyIntent::AddStep {
                id,
                stage,
                title: in_language(*title),
                after,
            });
            after = Some(id);
        }
    }
    intents
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::{Actor, Role},
        catalogue::Catalogue,
        id::{ActorId, JourneyId},
        journey::{self, Journey},
        log::{Context, Timestamp},
    };

    #[test]
    fn every_template_is_a_sound_journey_in_both_languages() {
        let actor = Actor::new(ActorId::new(Uuid::from_u128(1)), Role::LocalOwner);
        let context = Context {
            actor,
            at: Timestamp(0),
        };
        let catalogue = Catalogue::default();
        for template in Template::ALL {
            for lang in Lang::ALL {
                let mut journey = Journey::new(JourneyId::new(Uuid::from_u128(2)));
                let mut last = 100;
                let next_id = || {
                    last += 1;
                    Uuid::from_u128(last)
                };
                for intent in intents(template, lang, next_id) {
                    let changes = journey::decide(&journey, &catalogue, &context, &intent).unwrap();
                    assert_eq!(changes.len(), 1, "{intent:?}");
                    journey::apply(&mut journey, &changes[0]);
                }
                journey::check(&journey, &catalogue).unwrap();
                assert_eq!(journey.lanes_above_line(), Some(7));
                assert!(journey.columns().count() >= 3);
            }
        }
    }
}
