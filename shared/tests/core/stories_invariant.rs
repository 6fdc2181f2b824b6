//! The check of invariants finds each way in which a board can be broken.

use shared::{
    catalogue::EntryId,
    id::{DepartmentId, LaneId, StageId},
    journey::{Emotion, Journey, LaneKind, Node, Violation, check},
    log::{Board, Limit},
};

use crate::world::*;

fn mapped() -> Board {
    let mut board = board();
    let touchpoints = cell(&board, 0, LaneKind::Touchpoints);
    let pains = cell(&board, 0, LaneKind::Pains);
    does(
        &mut board,
        [
            place(1, touchpoints, SECURITY),
            add_card(2, pains, None, "Queue"),
        ],
    );
    board
}

fn nowhere() -> StageId {
    StageId::new(uuid(404))
}

/// What is found after breaking a sound board.
fn found(break_it: impl FnOnce(&mut Journey)) -> Option<Violation> {
    let mut board = mapped();
    assert_eq!(check(&board.journey, &board.catalogue), Ok(()));
    break_it(&mut board.journey);
    check(&board.journey, &board.catalogue).err()
}

#[test]
fn orders_that_do_not_list_everything_once_are_found() {
    let orders: [fn(&mut Journey); 7] = [
        |journey| journey.stage_order.clear(),
        |journey| journey.lane_order.push(LaneId::new(uuid(404))),
        |journey| journey.lane_order.push(journey.lane_order[0]),
        |journey| {
            for stage in journey.stages.values_mut() {
                stage.step_order.truncate(1);
            }
        },
        |journey| journey.steps.values_mut().for_each(|s| s.stage = nowhere()),
        |journey| journey.cells.values_mut().for_each(|c| c.push(card(1))),
        |journey| drop(journey.cells.pop_first()),
    ];
    for (at, break_it) in orders.into_iter().enumerate() {
        let found = found(break_it);
        assert!(
            matches!(found, Some(Violation::Order { .. })),
            "{at}: {found:?}"
        );
    }
    let mut empty = cell(&mapped(), 1, LaneKind::Pains);
    empty.step = steps(&mapped())[2];
    assert_eq!(
        found(|j| drop(j.cells.insert(empty, vec![]))),
        Some(Violation::EmptyCell)
    );
}

#[test]
fn visible_children_of_hidden_parents_are_found() {
    let step = steps(&mapped())[0];
    let hide = |journey: &mut Journey| journey.steps.get_mut(&step).unwrap().hidden = true;
    let node = Node::Card(card(1));
    assert_eq!(found(hide), Some(Violation::HiddenParent { node }));
    let hide = |journey: &mut Journey| journey.stages.values_mut().for_each(|s| s.hidden = true);
    assert_eq!(
        found(hide),
        Some(Violation::HiddenParent {
            node: Node::Step(step)
        })
    );
}

#[test]
fn cards_and_lanes_where_they_may_not_be_are_found() {
    let kind = LaneKind::Emotion;
    let second = |journey: &mut Journey| {
        let notes = journey.lane_of_kind(LaneKind::Notes).unwrap();
        journey.lanes.get_mut(&notes).unwrap().kind = kind;
    };
    assert_eq!(found(second), Some(Violation::SecondLane { kind }));
    let unlinked = |journey: &mut Journey| {
        journey.cards.get_mut(&card(1)).unwrap().touchpoint = None;
    };
    assert_eq!(
        found(unlinked),
        Some(Violation::WrongLane {
            node: Node::Card(card(1))
        })
    );
    let untitled = |journey: &mut Journey| journey.cards.get_mut(&card(2)).unwrap().title.clear();
    assert_eq!(
        found(untitled),
        Some(Violation::EmptyTitle {
            node: Node::Card(card(2))
        })
    );
    let long = |journey: &mut Journey| journey.scope.goal = "x".repeat(20_001);
    assert_eq!(
        found(long),
        Some(Violation::OverLimit {
            limit: Limit::TextChars
        })
    );
}

#[test]
fn references_into_the_void_are_found() {
    let department = DepartmentId::new(uuid(404));
    let entry = EntryId::Department(department);
    let refer = |journey: &mut Journey| journey.scope.department = Some(department);
    assert_eq!(found(refer), Some(Violation::NoEntry { entry }));
    let lane = LaneId::new(uuid(404));
    let line = |journey: &mut Journey| journey.line_of_visibility = Some(lane);
    assert_eq!(
        found(line),
        Some(Violation::NoNode {
            node: Node::Lane(lane)
        })
    );
    let step = shared::id::StepId::new(uuid(404));
    let emotion = Emotion::new(0).unwrap();
    let feel = |journey: &mut Journey| {
        journey.emotions.insert((COMMUTER, step), emotion);
    };
    assert_eq!(
        found(feel),
        Some(Violation::NoNode {
            node: Node::Step(step)
        })
    );
}
