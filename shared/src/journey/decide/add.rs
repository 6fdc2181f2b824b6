//! New stages, steps, lanes and cards.

use super::{
    Decider, Decision,
    look::{follows, takes},
};
use crate::{
    catalogue::EntryId,
    id::{CardId, DepartmentId, LaneId, StageId, StepId, TouchpointId},
    journey::{Cell, Evidence, JourneyChange, LaneKind, Node},
    log::{Limit, Rejection},
    text,
};

/// A card that somebody wants.
#[derive(Clone, Copy)]
pub(super) struct NewCard<'a> {
    pub(super) id: CardId,
    pub(super) cell: Cell,
    pub(super) after: Option<CardId>,
    pub(super) title: &'a str,
    pub(super) evidence: Evidence,
    pub(super) touchpoint: Option<TouchpointId>,
    pub(super) department: Option<DepartmentId>,
}

impl Decider<'_> {
    pub(super) fn add_stage(self, id: StageId, title: &str, after: Option<StageId>) -> Decision {
        fresh(self.journey.stages.contains_key(&id), &id)?;
        follows(&self.journey.stage_order, after, Node::Stage)?;
        text::limited(Limit::Stages, self.journey.stages.len() + 1)?;
        Ok(vec![JourneyChange::StageAdded {
            id,
            title: text::title(title)?,
            after,
        }])
    }

    pub(super) fn add_step(
        self,
        id: StepId,
        stage: StageId,
        title: &str,
        after: Option<StepId>,
    ) -> Decision {
        fresh(self.journey.steps.contains_key(&id), &id)?;
        follows(&self.stage(stage)?.step_order, after, Node::Step)?;
        text::limited(Limit::Steps, self.journey.steps.len() + 1)?;
        Ok(vec![JourneyChange::StepAdded {
            id,
            stage,
            title: text::title(title)?,
            after,
        }])
    }

    pub(super) fn add_lane(
        self,
        id: LaneId,
        kind: LaneKind,
        title: Option<&str>,
        department: Option<DepartmentId>,
        after: Option<LaneId>,
    ) -> Decision {
        fresh(self.journey.lanes.contains_key(&id), &id)?;
        follows(&self.journey.lane_order, after, Node::Lane)?;
        text::limited(Limit::Lanes, self.journey.lanes.len() + 1)?;
        if kind.is_single()
            && self
                .journey
                .visible_lanes()
                .any(|(_, lane)| lane.kind == kind)
        {
            return Err(Rejection::LaneExists);
        }
        self.department(department)?;
        let title = title
            .map(text::optional_title)
            .transpose()?
            .filter(|title| !title.is_empty());
        Ok(vec![JourneyChange::LaneAdded {
            id,
            kind,
            title,
            department,
            after,
        }])
    }

    pub(super) fn add_card(self, card: NewCard<'_>) -> Decision {
        let NewCard {
            id,
            cell,
            after,
            title,
            evidence,
            touchpoint,
            department,
        } = card;
        fresh(self.journey.cards.contains_key(&id), &id)?;
        let lane = self.cell(cell)?;
        let title = text::optional_title(title)?;
        self.touchpoint(touchpoint)?;
        self.department(department)?;
        takes((cell.lane, lane), &title, touchpoint)?;
        if let (LaneKind::Touchpoints, Some(touchpoint)) = (lane.kind, touchpoint) {
            let entry = EntryId::Touchpoint(touchpoint);
            if self.catalogue.is_retired(entry) == Some(true) {
                return Err(Rejection::Retired { entry });
            }
        }
        let order = self.journey.cells.get(&cell).map_or(&[][..], Vec::as_slice);
        follows(order, after, Node::Card)?;
        text::limited(Limit::Cards, self.journey.cards.len() + 1)?;
        Ok(vec![JourneyChange::CardAdded {
            id,
            cell,
            after,
            title,
            evidence,
            touchpoint,
            department,
        }])
    }
}

pub(super) fn fresh(used: bool, id: &impl ToString) -> Result<(), Rejection> {
    if used {
        Err(Rejection::IdUsed { id: id.to_string() })
    } else {
        Ok(())
    }
}
