//! Deletion hides, restoring shows, and what is deleted takes no edits.

use shared::{
    id::{CopyId, LaneId, StageId, StepId},
    journey::{self, JourneyIntent, LaneKind, Node},
    log::{Missing, Rejection},
};

use crate::world::*;

fn stage(id: u128, after: Option<u128>) -> JourneyIntent {
    let (id, after) = (
        StageId::new(uuid(id)),
        after.map(|id| StageId::new(uuid(id))),
    );
    JourneyIntent::AddStage {
        id,
        title: "A stage".into(),
        after,
    }
}

fn step(id: u128, stage: StageId, after: Option<StepId>) -> JourneyIntent {
    JourneyIntent::AddStep {
        id: StepId::new(uuid(id)),
        stage,
        title: "A step".into(),
        after,
    }
}

fn lane(id: u128, kind: LaneKind) -> JourneyIntent {
    let id = LaneId::new(uuid(id));
    JourneyIntent::AddLane {
        id,
        kind,
        title: None,
        department: None,
        after: None,
    }
}

#[test]
fn what_is_deleted_keeps_its_place_and_can_still_be_followed() {
    let mut board = board();
    let (first, steps_before) = (stages(&board)[0], steps(&board));
    let [one, two, three] = steps_before[..] else {
        panic!("three steps")
    };
    does(&mut board, [delete(&[Node::Step(two)])]);
    assert_eq!(steps(&board), [one, three]);
    does(
        &mut board,
        [JourneyIntent::MoveStep {
            step: one,
            stage: first,
            after: Some(two),
        }],
    );
    assert_eq!(board.journey.stages[&first].step_order, [two, one, three]);
    does(&mut board, [restore(&[Node::Step(two)])]);
    assert_eq!(steps(&board), [two, one, three]);
}

#[test]
fn deleting_a_stage_hides_exactly_what_is_visible_in_it_and_restoring_brings_exactly_that_back() {
    let mut board = board();
    let first = stages(&board)[0];
    let (a, b) = (
        cell(&board, 0, LaneKind::Pains),
        cell(&board, 1, LaneKind::Pains),
    );
    does(
        &mut board,
        [add_card(1, a, None, "a"), add_card(2, a, Some(1), "b")],
    );
    does(
        &mut board,
        [add_card(3, b, None, "c"), delete(&[Node::Card(card(1))])],
    );
    let before = board.clone();
    let decided = does(&mut board, [delete(&[Node::Stage(first)])]);
    assert!(stages(&board).is_empty() && steps(&board).is_empty());
    let [shared::log::Change::Journey(journey::JourneyChange::Hidden { nodes })] =
        decided.changes.as_slice()
    else {
        panic!("one deletion")
    };
    // The stage, three steps and two of the three cards: the third was deleted before.
    assert_eq!(nodes.len(), 6);
    assert!(!nodes.contains(&Node::Card(card(1))));

    let step_of_it = restore(&[Node::Step(a.step)]);
    let deleted = Rejection::Deleted {
        node: Node::Stage(first),
    };
    assert_eq!(wish(&mut board, step_of_it).err(), Some(deleted));
    does(&mut board, [restore(nodes)]);
    assert_eq!(board, before);
}

#[test]
fn an_edit_inside_something_deleted_is_refused_by_name() {
    let mut board = board();
    let (first, a) = (stages(&board)[0], cell(&board, 0, LaneKind::Pains));
    does(
        &mut board,
        [add_card(1, a, None, "a"), delete(&[Node::Stage(first)])],
    );
    let deleted = |node| Some(Rejection::Deleted { node });
    assert_eq!(
        wish(&mut board, step(9, first, None)).err(),
        deleted(Node::Stage(first))
    );
    assert_eq!(
        wish(&mut board, add_card(9, a, None, "x")).err(),
        deleted(Node::Step(a.step))
    );
    let rename = JourneyIntent::Rename {
        node: Node::Card(card(1)),
        title: "x".into(),
    };
    assert_eq!(wish(&mut board, rename).err(), deleted(Node::Card(card(1))));
    // Deleting it again is what was wanted anyway.
    assert!(
        wish(&mut board, delete(&[Node::Stage(first)]))
            .unwrap()
            .changes
            .is_empty()
    );
}

#[test]
fn an_id_is_never_used_twice_not_even_after_deletion() {
    let mut board = board();
    does(
        &mut board,
        [
            stage(1, None),
            delete(&[Node::Stage(StageId::new(uuid(1)))]),
        ],
    );
    let used = Rejection::IdUsed {
        id: StageId::new(uuid(1)).to_string(),
    };
    assert_eq!(wish(&mut board, stage(1, None)).err(), Some(used));
}

#[test]
fn a_board_has_one_visible_lane_of_each_computed_kind() {
    let mut board = board();
    assert_eq!(
        wish(&mut board, lane(1, LaneKind::Emotion)).err(),
        Some(Rejection::LaneExists)
    );
    let old = Node::Lane(super::world::lane(&board, LaneKind::Emotion));
    does(&mut board, [delete(&[old]), lane(1, LaneKind::Emotion)]);
    assert_eq!(
        wish(&mut board, restore(&[old])).err(),
        Some(Rejection::LaneExists)
    );
    does(
        &mut board,
        [lane(2, LaneKind::Free), lane(3, LaneKind::Free)],
    );
    let copy = CopyId::new(uuid(7));
    let nodes = vec![Node::Lane(LaneId::new(uuid(1)))];
    let duplicate = JourneyIntent::Duplicate { copy, nodes };
    assert_eq!(
        wish(&mut board, duplicate).err(),
        Some(Rejection::LaneExists)
    );
}

#[test]
fn the_line_of_visibility_stays_where_its_deleted_lane_was() {
    let mut board = board();
    assert_eq!(board.journey.lanes_above_line(), Some(7));
    let below = super::world::lane(&board, LaneKind::Opportunities);
    does(&mut board, [delete(&[Node::Lane(below)])]);
    assert_eq!(board.journey.lanes_above_line(), Some(6));
    does(
        &mut board,
        [JourneyIntent::SetLineOfVisibility { below: None }],
    );
    assert_eq!(board.journey.lanes_above_line(), None);
}

#[test]
fn a_selection_names_something_and_everything_once() {
    let mut board = board();
    let node = Node::Stage(stages(&board)[0]);
    assert_eq!(
        wish(&mut board, delete(&[])).err(),
        Some(Rejection::BadSelection)
    );
    assert_eq!(
        wish(&mut board, delete(&[node, node])).err(),
        Some(Rejection::BadSelection)
    );
    let nowhere = Node::Step(StepId::new(uuid(404)));
    let missing = Rejection::Missing {
        what: Missing::Node(nowhere),
    };
    assert_eq!(wish(&mut board, delete(&[nowhere])).err(), Some(missing));
}
