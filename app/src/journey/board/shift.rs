//! Moving cards, steps, stages and lanes: from a place beside to the intent that means it, the same for keys and pointer.

use shared::{
    id::{CardId, LaneId, StageId, StepId},
    journey::{Cell, JourneyIntent, LaneKind, Node},
    log::{Board, Intent},
};

use super::{
    command::describe,
    drag,
    keys::Way,
    layout::{Column, Layout},
    names,
    place::Place,
    state::BoardState,
};

/// Moves what is meant at a place by one, and keeps the focus on it.
pub(super) fn by_key(state: BoardState, at: Place, way: Way) {
    let (intent, nodes) = match at {
        Place::Card(card) => {
            let cards = state.meant(card);
            let intent = state.with(|board, layout| beside_card(board, layout, card, &cards, way));
            (intent, cards.into_iter().map(Node::Card).collect())
        }
        Place::Step(step) => (
            state.with(|board, layout| beside_step(board, layout, step, way)),
            vec![Node::Step(step)],
        ),
        Place::Stage(stage) => (
            state.with(|board, layout| beside_stage(board, layout, stage, way)),
            vec![Node::Stage(stage)],
        ),
        Place::Lane(lane) => (
            state.with(|board, layout| beside_lane(board, layout, lane, way)),
            vec![Node::Lane(lane)],
        ),
        Place::FirstStep(_) | Place::Cell(_) | Place::Feeling(..) => return,
    };
    match intent {
        Some(intent) => {
            commit(state, intent, &nodes, at);
        }
        None => state.announcer.say(state.words.now().edit.no_further),
    }
}

/// Commits a move, says where it went, and keeps the focus on what moved.
pub(super) fn commit(
    state: BoardState,
    intent: JourneyIntent,
    nodes: &[Node],
    focus: Place,
) -> bool {
    if !state.edit(vec![Intent::Journey(intent)]) {
        return false;
    }
    let what = describe(state, nodes);
    if let Some(place) = where_is(state, focus) {
        state
            .announcer
            .say(state.words.now().edit.moved(what, place));
    }
    if drag::just_dropped() {
        state.focus_still_soon(focus);
    } else {
        state.focus_soon(Some(focus));
    }
    true
}

/// Where something is now, in words.
fn where_is(state: BoardState, place: Place) -> Option<String> {
    let lang = state.words.now_lang();
    let words = &state.words.now().edit;
    state.with(|board, layout| {
        let name = |node| names::node(&board.journey, &board.catalogue, lang, node);
        match place {
            Place::Card(card) => {
                let cell = board.journey.cards.get(&card)?.cell;
                let cards: Vec<CardId> = Layout::cards(&board.journey, cell).collect();
                let index = cards.iter().position(|id| *id == card)?;
                Some(words.at(
                    name(Node::Step(cell.step))?,
                    name(Node::Lane(cell.lane))?,
                    index + 1,
                    cards.len(),
                ))
            }
            Place::Step(step) => Some(words.nth(layout.column_of(step)? + 1, layout.columns.len())),
            Place::Stage(stage) => {
                let index = layout.stages.iter().position(|(id, _)| *id == stage)?;
                Some(words.nth(index + 1, layout.stages.len()))
            }
            Place::Lane(lane) => Some(words.nth(layout.row_of(lane)? + 1, layout.lanes.len())),
            Place::FirstStep(_) | Place::Cell(_) | Place::Feeling(..) => None,
        }
    })
}

fn beside_card(
    board: &Board,
    layout: &Layout,
    card: CardId,
    cards: &[CardId],
    way: Way,
) -> Option<JourneyIntent> {
    let journey = &board.journey;
    let cell = journey.cards.get(&card)?.cell;
    let here: Vec<CardId> = Layout::cards(journey, cell).collect();
    let index = here.iter().position(|id| *id == card)?;
    match way {
        Way::Left | Way::Right => {
            let column = layout.column_of(cell.step)?;
            let step = if way == Way::Left {
                layout
                    .columns
                    .iter()
                    .take(column)
                    .rev()
                    .find_map(|column| column.step())
            } else {
                layout
                    .columns
                    .iter()
                    .skip(column + 1)
                    .find_map(|column| column.step())
            }?;
            Some(into_cell(
                board,
                cards,
                Cell {
                    step,
                    lane: cell.lane,
                },
                index,
            ))
        }
        // The selection's own cards do not count as neighbours.
        Way::Up if here.iter().take(index).any(|id| !cards.contains(id)) => {
            let stay = here
                .iter()
                .take(index)
                .filter(|id| !cards.contains(id))
                .count();
            Some(into_cell(board, cards, cell, stay - 1))
        }
        Way::Down if here.iter().skip(index).any(|id| !cards.contains(id)) => {
            let stay = here
                .iter()
                .take(index)
                .filter(|id| !cards.contains(id))
                .count();
            Some(into_cell(board, cards, cell, stay + 1))
        }
        Way::Up => {
            let row = layout.row_of(cell.lane)?;
            let lane = layout
                .lanes
                .iter()
                .take(row)
                .rev()
                .find(|lane| takes(board, **lane, cards))?
                .0;
            Some(into_cell(
                board,
                cards,
                Cell {
                    step: cell.step,
                    lane,
                },
                usize::MAX,
            ))
        }
        Way::Down => {
            let row = layout.row_of(cell.lane)?;
            let lane = layout
                .lanes
                .iter()
                .skip(row + 1)
                .find(|lane| takes(board, **lane, cards))?
                .0;
            Some(into_cell(
                board,
                cards,
                Cell {
                    step: cell.step,
                    lane,
                },
                0,
            ))
        }
    }
}

/// Whether a lane takes these cards: it holds cards, and the touchpoints lane only such as place a touchpoint.
pub(super) fn takes(board: &Board, lane: (LaneId, LaneKind), cards: &[CardId]) -> bool {
    lane.1.holds_cards()
        && (lane.1 != LaneKind::Touchpoints
            || cards.iter().all(|card| {
                board
                    .journey
                    .cards
                    .get(card)
                    .is_some_and(|card| card.touchpoint.is_some())
            }))
}

/// The move of cards to stand at `index` among the others of a cell.
pub(super) fn into_cell(
    board: &Board,
    cards: &[CardId],
    cell: Cell,
    index: usize,
) -> JourneyIntent {
    let after = board.journey.card_before(cell, index, cards);
    JourneyIntent::MoveCards {
        cards: cards.to_vec(),
        cell,
        after,
    }
}

fn beside_step(board: &Board, layout: &Layout, step: StepId, way: Way) -> Option<JourneyIntent> {
    let column = layout.column_of(step)?;
    let to = match way {
        Way::Left => column.checked_sub(1)?,
        Way::Right => column + 1,
        Way::Up | Way::Down => return None,
    };
    let stage = board.journey.steps.get(&step)?.stage;
    let index = layout
        .columns
        .iter()
        .take(column)
        .skip(layout.stage_start(stage)?)
        .count();
    match layout.columns.get(to).copied() {
        Some(Column::Step(beside)) if board.journey.steps.get(&beside)?.stage == stage => {
            let index = if way == Way::Left {
                index - 1
            } else {
                index + 1
            };
            let after = board.journey.step_before(stage, index, Some(step));
            Some(JourneyIntent::MoveStep { step, stage, after })
        }
        // Into the stage beside: at its end when going left, at its beginning when going right.
        Some(_) => {
            let stage = layout.stage_at(to)?;
            let index = if way == Way::Left { usize::MAX } else { 0 };
            let after = board.journey.step_before(stage, index, Some(step));
            Some(JourneyIntent::MoveStep { step, stage, after })
        }
        None => None,
    }
}

fn beside_stage(board: &Board, layout: &Layout, stage: StageId, way: Way) -> Option<JourneyIntent> {
    let index = layout.stages.iter().position(|(id, _)| *id == stage)?;
    let to = match way {
        Way::Left => index.checked_sub(1)?,
        Way::Right if index + 1 < layout.stages.len() => index + 1,
        _ => return None,
    };
    Some(JourneyIntent::MoveStage {
        stage,
        after: board.journey.stage_before(to, Some(stage)),
    })
}

/// The move of a lane by one.
pub(super) fn beside_lane(
    board: &Board,
    layout: &Layout,
    lane: LaneId,
    way: Way,
) -> Option<JourneyIntent> {
    let index = layout.row_of(lane)?;
    let to = match way {
        Way::Up => index.checked_sub(1)?,
        Way::Down if index + 1 < layout.lanes.len() => index + 1,
        _ => return None,
    };
    Some(JourneyIntent::MoveLane {
        lane,
        after: board.journey.lane_before(to, Some(lane)),
    })
}
