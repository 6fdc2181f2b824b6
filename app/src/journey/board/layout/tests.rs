//! Which place is beside which, on a small board.

use shared::{
    id::{CardId, JourneyId, LaneId, StageId, StepId},
    journey::{Card, Cell, Content, Evidence, Journey, Lane, LaneKind, Note, Scope, Stage, Step},
};
use uuid::Uuid;

use super::{Column, Layout};
use crate::journey::board::{keys::Way, place::Place};

const fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn stage(n: u128) -> StageId {
    StageId::new(id(n))
}

fn step(n: u128) -> StepId {
    StepId::new(id(n))
}

fn lane(n: u128) -> LaneId {
    LaneId::new(id(n))
}

fn card(n: u128) -> CardId {
    CardId::new(id(n))
}

fn cell(step_n: u128, lane_n: u128) -> Cell {
    Cell {
        step: step(step_n),
        lane: lane(lane_n),
    }
}

/// Stage 1 with steps 11 and 12, stage 2 without steps, stage 3 with step 31 and the deleted 32; lanes 5 (pains) and
/// 6 (notes); cards 7 and 8 in the pains of step 11.
fn journey() -> Journey {
    let mut journey = Journey {
        id: JourneyId::new(id(99)),
        scope: Scope::default(),
        stage_order: vec![stage(1), stage(2), stage(3)],
        lane_order: vec![lane(5), lane(6)],
        stages: [].into(),
        steps: [].into(),
        lanes: [].into(),
        cards: [].into(),
        cells: [(cell(11, 5), vec![card(7), card(8)])].into(),
        emotions: [].into(),
        line_of_visibility: None,
        links: [].into(),
    };
    for (n, steps) in [(1, vec![11, 12]), (2, vec![]), (3, vec![31, 32])] {
        journey.stages.insert(
            stage(n),
            Stage {
                title: format!("Stage {n}"),
                step_order: steps.iter().copied().map(step).collect(),
                hidden: false,
            },
        );
        for own in steps {
            journey.steps.insert(
                step(own),
                Step {
                    title: format!("Step {own}"),
                    stage: stage(n),
                    hidden: own == 32,
                    journey: None,
                },
            );
        }
    }
    for (n, kind) in [(5, LaneKind::Pains), (6, LaneKind::Notes)] {
        journey.lanes.insert(
            lane(n),
            Lane {
                kind,
                title: None,
                department: None,
                hidden: false,
                content: Content::Text,
            },
        );
    }
    for n in [7, 8] {
        journey.cards.insert(
            card(n),
            Card {
                cell: cell(11, 5),
                title: format!("Card {n}"),
                note: Note::default(),
                evidence: Evidence::Assumption,
                touchpoint: None,
                department: None,
                hidden: false,
                metric: None,
                image: None,
            },
        );
    }
    journey
}

fn walk(way: Way, from: Place, steps: usize) -> Vec<Place> {
    let journey = journey();
    let layout = Layout::of(&journey);
    let mut at = from;
    (0..steps)
        .map_while(|_| {
            at = layout.beside(&journey, at, way)?;
            Some(at)
        })
        .collect()
}

#[test]
fn a_stage_without_steps_has_a_column_of_its_own_and_deleted_steps_have_none() {
    let layout = Layout::of(&journey());
    assert_eq!(
        layout.columns,
        [
            Column::Step(step(11)),
            Column::Step(step(12)),
            Column::Empty(stage(2)),
            Column::Step(step(31))
        ]
    );
    assert_eq!(layout.stages, [(stage(1), 2), (stage(2), 1), (stage(3), 1)]);
    assert_eq!(layout.stage_at(2), Some(stage(2)));
    assert_eq!(layout.stage_start(stage(3)), Some(3));
}

#[test]
fn down_goes_through_heads_cards_and_lanes() {
    assert_eq!(
        walk(Way::Down, Place::Stage(stage(1)), 9),
        [
            Place::Step(step(11)),
            Place::Card(card(7)),
            Place::Card(card(8)),
            Place::Cell(cell(11, 6))
        ]
    );
}

#[test]
fn up_comes_to_the_last_card_of_a_cell_first() {
    assert_eq!(
        walk(Way::Up, Place::Cell(cell(11, 6)), 9),
        [
            Place::Card(card(8)),
            Place::Card(card(7)),
            Place::Step(step(11)),
            Place::Stage(stage(1))
        ]
    );
}

#[test]
fn right_passes_over_the_column_of_an_empty_stage_and_left_ends_at_the_lanes_head() {
    assert_eq!(
        walk(Way::Right, Place::Lane(lane(5)), 9),
        [
            Place::Card(card(7)),
            Place::Cell(cell(12, 5)),
            Place::Cell(cell(31, 5))
        ]
    );
    assert_eq!(
        walk(Way::Left, Place::Cell(cell(12, 6)), 9),
        [Place::Cell(cell(11, 6)), Place::Lane(lane(6))]
    );
    assert_eq!(
        walk(Way::Right, Place::Step(step(12)), 9),
        [Place::FirstStep(stage(2)), Place::Step(step(31))]
    );
}

#[test]
fn the_edges_are_the_first_and_last_cells_of_a_row() {
    let journey = journey();
    let layout = Layout::of(&journey);
    let edge = |from, way| layout.edge(&journey, from, way);
    assert_eq!(
        edge(Place::Cell(cell(12, 6)), Way::Left),
        Some(Place::Cell(cell(11, 6)))
    );
    assert_eq!(
        edge(Place::Cell(cell(11, 6)), Way::Right),
        Some(Place::Cell(cell(31, 6)))
    );
    assert_eq!(edge(Place::Cell(cell(31, 6)), Way::Right), None);
    assert_eq!(layout.first(), Some(Place::Stage(stage(1))));
    assert_eq!(layout.last(&journey), Some(Place::Cell(cell(31, 6))));
}
