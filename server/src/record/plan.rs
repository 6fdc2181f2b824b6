//! The journey that a mapping makes at its first import.

use shared::{
    catalogue::Catalogue,
    id::JourneyId,
    journey::{Evidence, LaneKind, ScopeField},
    locale::Lang,
};
use uuid::Uuid;

use super::mapping::Mapping;
use crate::journey::draft::{Draft, DraftCard, DraftTouchpoint};

/// The id of a source's journey: the same at every import, so that it is made once.
pub(crate) fn journey_id(workspace: Uuid, mapping: &Mapping) -> Option<JourneyId> {
    mapping.journey.as_ref()?;
    let name = format!("journey of source {}", mapping.source);
    Some(JourneyId::new(Uuid::new_v5(&workspace, name.as_bytes())))
}

/// The catalogue's touchpoints that the mapping brings, and the board that places them in order.
pub(crate) fn draft<'a>(mapping: &Mapping, catalogue: &'a Catalogue, lang: Lang) -> Draft<'a> {
    let mut draft = Draft::new(catalogue, lang);
    if let Some(plan) = &mapping.journey {
        for field in [
            ScopeField::Scenario(plan.scenario.clone()),
            ScopeField::Start(plan.start.clone()),
            ScopeField::End(plan.end.clone()),
            ScopeField::Goal(plan.goal.clone()),
        ] {
            draft.scope(field);
        }
    }
    for plan in &mapping.touchpoints {
        let touchpoint = draft.touchpoint(&DraftTouchpoint {
            key: &plan.key,
            name: &plan.name,
            department: plan.department.as_deref(),
            channel: plan.channel.as_deref(),
            moment_of_truth: plan.moment_of_truth,
        });
        if let Some((stage, step)) = &plan.place {
            let step = draft.step(stage, step);
            let card = DraftCard {
                evidence: if plan.rated {
                    Evidence::Measured
                } else {
                    Evidence::Assumption
                },
                touchpoint: Some(touchpoint),
                ..DraftCard::default()
            };
            draft.card(step, LaneKind::Touchpoints, &card);
        }
    }
    draft
}
