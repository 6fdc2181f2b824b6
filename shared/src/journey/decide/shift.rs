//! New places for what is there. A place is named by what it follows, hidden or not.

use super::{
    Decider, Decision,
    look::{follows, selection, takes},
};
use crate::{
    id::{CardId, LaneId, StageId, StepId},
    journey::{Cell, JourneyChange, Node},
    log::Rejection,
    order,
};

impl Decider<'_> {
    pub(super) fn move_stage(self, stage: StageId, after: Option<StageId>) -> Decision {
        self.stage(stage)?;
        let there = already(&self.journey.stage_order, stage, after, Node::Stage)?;
        Ok(if there {
            vec![]
        } else {
            vec![JourneyChange::StageMoved { stage, after }]
        })
    }

    pub(super) fn move_step(self, step: StepId, stage: StageId, after: Option<StepId>) -> Decision {
        self.step(step)?;
        let there = already(&self.stage(stage)?.step_order, step, after, Node::Step)?;
        Ok(if there {
            vec![]
        } else {
            vec![JourneyChange::StepMoved { step, stage, after }]
        })
    }

    pub(super) fn move_lane(self, lane: LaneId, after: Option<LaneId>) -> Decision {
        self.lane(lane)?;
        let there = already(&self.journey.lane_order, lane, after, Node::Lane)?;
        Ok(if there {
            vec![]
        } else {
            vec![JourneyChange::LaneMoved { lane, after }]
        })
    }

    pub(super) fn move_cards(
        self,
        cards: &[CardId],
        cell: Cell,
        after: Option<CardId>,
    ) -> Decision {
        selection(cards)?;
        let lane = self.cell(cell)?;
        for id in cards {
            let card = self.card(*id)?;
            // A touchpoint's card without a title of its own has no text that another lane could show.
            takes((cell.lane, lane), &card.title, card.touchpoint).map_err(|why| match why {
                Rejection::EmptyTitle => Rejection::WrongLane {
                    lane: Node::Lane(cell.lane),
                },
                why => why,
            })?;
        }
        let mut order = self.journey.cells.get(&cell).cloned().unwrap_or_default();
        follows(&order, after, Node::Card)?;
        if let Some(after) = after.filter(|after| cards.contains(after)) {
            return Err(Rejection::NotThere {
                after: Node::Card(after),
            });
        }
        // Played through on the cell's order, so that what already stands right does not move.
        let mut changes = Vec::new();
        let mut previous = after;
        for card in cards.iter().copied() {
            if order::predecessor(&order, card) != Some(previous) {
                order::remove(&mut order, card);
                order::insert(&mut order, card, previous);
                changes.push(JourneyChange::CardMoved {
                    card,
                    cell,
                    after: previous,
                });
            }
            previous = Some(card);
        }
        Ok(changes)
    }
}

/// Whether `id` stands right after `after` already, which has to be there.
fn already<T: Copy + PartialEq>(
    order: &[T],
    id: T,
    after: Option<T>,
    node: impl Fn(T) -> Node,
) -> Result<bool, Rejection> {
    if let Some(after) = after.filter(|after| *after == id) {
        return Err(Rejection::NotThere { after: node(after) });
    }
    follows(order, after, node)?;
    Ok(order::predecessor(order, id) == Some(after))
}
