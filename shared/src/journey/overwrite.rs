//! The moves that applying and rolling back share: each overwrites one thing and returns what was there.

use std::mem;

use super::{Card, CardField, Cell, Journey, Node, Scope, ScopeField, Step, StepField};
use crate::{
    id::{CardId, StageId, StepId},
    order,
};

pub(super) fn has_cell(journey: &Journey, cell: Cell) -> bool {
    journey.steps.contains_key(&cell.step) && journey.lanes.contains_key(&cell.lane)
}

/// Lists a card in a cell; an empty cell has no list.
pub(super) fn put_card(
    journey: &mut Journey,
    id: CardId,
    cell: Cell,
    after: Option<CardId>,
) -> Option<()> {
    match journey.cells.get_mut(&cell) {
        Some(cards) => order::insert(cards, id, after),
        None if after.is_some() => None,
        None => {
            journey.cells.insert(cell, vec![id]);
            Some(())
        }
    }
}

/// Takes a card off a cell's list, and the list with the last card.
pub(super) fn take_card(journey: &mut Journey, id: CardId, cell: Cell) -> Option<Option<CardId>> {
    let cards = journey.cells.get_mut(&cell)?;
    let before = order::remove(cards, id)?;
    if cards.is_empty() {
        journey.cells.remove(&cell);
    }
    Some(before)
}

pub(super) fn move_card(
    journey: &mut Journey,
    id: CardId,
    cell: Cell,
    after: Option<CardId>,
) -> Option<(Cell, Option<CardId>)> {
    let from = journey.cards.get(&id)?.cell;
    if !has_cell(journey, cell) {
        return None;
    }
    let before = if from == cell {
        order::shift(journey.cells.get_mut(&cell)?, id, after)?
    } else {
        put_card(journey, id, cell, after)?;
        take_card(journey, id, from)?
    };
    journey.cards.get_mut(&id)?.cell = cell;
    Some((from, before))
}

pub(super) fn move_step(
    journey: &mut Journey,
    id: StepId,
    stage: StageId,
    after: Option<StepId>,
) -> Option<(StageId, Option<StepId>)> {
    let from = journey.steps.get(&id)?.stage;
    let before = if from == stage {
        order::shift(&mut journey.stages.get_mut(&stage)?.step_order, id, after)?
    } else {
        order::insert(&mut journey.stages.get_mut(&stage)?.step_order, id, after)?;
        order::remove(&mut journey.stages.get_mut(&from)?.step_order, id)?
    };
    journey.steps.get_mut(&id)?.stage = stage;
    Some((from, before))
}

pub(super) fn rename(journey: &mut Journey, node: Node, title: String) -> Option<String> {
    Some(match node {
        Node::Stage(id) => mem::replace(&mut journey.stages.get_mut(&id)?.title, title),
        Node::Step(id) => mem::replace(&mut journey.steps.get_mut(&id)?.title, title),
        Node::Card(id) => mem::replace(&mut journey.cards.get_mut(&id)?.title, title),
        Node::Link(id) => mem::replace(&mut journey.links.get_mut(&id)?.title, title),
        Node::Lane(id) => {
            let title = Some(title).filter(|title| !title.is_empty());
            mem::replace(&mut journey.lanes.get_mut(&id)?.title, title).unwrap_or_default()
        }
    })
}

pub(super) fn set_scope(scope: &mut Scope, field: ScopeField) -> ScopeField {
    match field {
        ScopeField::Title(new) => ScopeField::Title(mem::replace(&mut scope.title, new)),
        ScopeField::Scenario(new) => ScopeField::Scenario(mem::replace(&mut scope.scenario, new)),
        ScopeField::Start(new) => ScopeField::Start(mem::replace(&mut scope.start, new)),
        ScopeField::End(new) => ScopeField::End(mem::replace(&mut scope.end, new)),
        ScopeField::Goal(new) => ScopeField::Goal(mem::replace(&mut scope.goal, new)),
        ScopeField::Kind(new) => ScopeField::Kind(mem::replace(&mut scope.kind, new)),
        ScopeField::Personas(new) => ScopeField::Personas(mem::replace(&mut scope.personas, new)),
        ScopeField::Brand(new) => ScopeField::Brand(mem::replace(&mut scope.brand, new)),
        ScopeField::Department(new) => {
            ScopeField::Department(mem::replace(&mut scope.department, new))
        }
        ScopeField::Tags(new) => ScopeField::Tags(mem::replace(&mut scope.tags, new)),
        ScopeField::Review(new) => ScopeField::Review(mem::replace(&mut scope.review, new)),
        ScopeField::Archived(new) => ScopeField::Archived(mem::replace(&mut scope.archived, new)),
        ScopeField::Parent(new) => ScopeField::Parent(mem::replace(&mut scope.parent, new)),
        ScopeField::Counterpart(new) => {
            ScopeField::Counterpart(mem::replace(&mut scope.counterpart, new))
        }
    }
}

pub(super) fn set_card(card: &mut Card, field: CardField) -> CardField {
    match field {
        CardField::Evidence(new) => CardField::Evidence(mem::replace(&mut card.evidence, new)),
        CardField::Department(new) => {
            CardField::Department(mem::replace(&mut card.department, new))
        }
        CardField::Touchpoint(new) => {
            CardField::Touchpoint(mem::replace(&mut card.touchpoint, new))
        }
        CardField::Metric(new) => CardField::Metric(mem::replace(&mut card.metric, new)),
        CardField::Image(new) => CardField::Image(mem::replace(&mut card.image, new)),
    }
}

pub(super) fn set_step(step: &mut Step, field: StepField) -> StepField {
    match field {
        StepField::Journey(new) => StepField::Journey(mem::replace(&mut step.journey, new)),
    }
}
