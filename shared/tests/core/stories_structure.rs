//! Stages, steps and lanes: places, deletion and restoring, copies, limits.

use shared::{
    access::{Actor, Role},
    id::{CopyId, LaneId, StageId, StepId},
    journey::{self, Cell, Emotion, JourneyIntent, LaneKind, Node, ScopeField},
    log::{Context, Limit, Missing, Rejection},
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
fn a_wish_for_what_is_so_already_changes_nothing_and_is_granted() {
    let mut board = board();
    let (first, steps) = (stages(&board)[0], steps(&board));
    for intent in [
        JourneyIntent::Rename {
            node: Node::Stage(first),
            title: " First stage ".into(),
        },
        JourneyIntent::MoveStage {
            stage: first,
            after: None,
        },
        JourneyIntent::MoveStep {
            step: steps[1],
            stage: first,
            after: Some(steps[0]),
        },
        JourneyIntent::SetScope {
            field: ScopeField::Title("To the gate".into()),
        },
        JourneyIntent::SetEmotion {
            persona: COMMUTER,
            step: steps[0],
            emotion: None,
        },
        restore(&[Node::Step(steps[0])]),
    ] {
        assert!(wish(&mut board, intent).unwrap().changes.is_empty());
    }
}

#[test]
fn a_stage_is_moved_behind_another_with_all_its_steps() {
    let mut board = board();
    let first = stages(&board)[0];
    does(&mut board, [stage(1, None), stage(2, Some(1))]);
    assert_eq!(stages(&board).len(), 3);
    let columns = steps(&board);
    let after = Some(StageId::new(uuid(2)));
    does(
        &mut board,
        [JourneyIntent::MoveStage {
            stage: first,
            after,
        }],
    );
    assert_eq!(stages(&board)[2], first);
    assert_eq!(steps(&board), columns);
    let itself = JourneyIntent::MoveStage {
        stage: first,
        after: Some(first),
    };
    let refused = wish(&mut board, itself);
    assert_eq!(
        refused.err(),
        Some(Rejection::NotThere {
            after: Node::Stage(first)
        })
    );
}

#[test]
fn a_step_goes_to_another_stage_behind_a_step_of_that_stage_only() {
    let mut board = board();
    let (first, old) = (stages(&board)[0], steps(&board));
    let second = StageId::new(uuid(1));
    does(&mut board, [stage(1, None), step(2, second, None)]);
    let there = Some(StepId::new(uuid(2)));
    does(
        &mut board,
        [JourneyIntent::MoveStep {
            step: old[0],
            stage: second,
            after: there,
        }],
    );
    assert_eq!(board.journey.steps[&old[0]].stage, second);
    assert_eq!(
        steps(&board),
        [StepId::new(uuid(2)), old[0], old[1], old[2]]
    );
    let wrong = JourneyIntent::MoveStep {
        step: old[1],
        stage: first,
        after: there,
    };
    let not_there = Rejection::NotThere {
        after: Node::Step(StepId::new(uuid(2))),
    };
    assert_eq!(wish(&mut board, wrong).err(), Some(not_there));
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
fn a_copied_stage_stands_behind_its_source_with_steps_cards_notes_and_emotions() {
    let mut board = board();
    let first = stages(&board)[0];
    let a = cell(&board, 0, LaneKind::Pains);
    let emotion = Emotion::new(-120);
    does(
        &mut board,
        [
            add_card(1, a, None, "Queue"),
            add_card(2, a, Some(1), "Deleted before"),
            delete(&[Node::Card(card(2))]),
            JourneyIntent::SetNote {
                card: card(1),
                base: 0,
                text: "40 minutes".into(),
            },
            JourneyIntent::SetEmotion {
                persona: COMMUTER,
                step: a.step,
                emotion,
            },
        ],
    );
    let copy = CopyId::new(uuid(7));
    let nodes = vec![Node::Stage(first), Node::Step(a.step), Node::Card(card(1))];
    let duplicate = JourneyIntent::Duplicate { copy, nodes };
    does(&mut board, [duplicate.clone()]);
    assert_eq!(stages(&board), [first, first.copied(copy)]);
    assert_eq!(steps(&board).len(), 6);
    let copied = Cell {
        step: a.step.copied(copy),
        lane: a.lane,
    };
    assert_eq!(cards(&board, copied), [card(1).copied(copy)]);
    let journey = &board.journey;
    assert_eq!(journey.cards[&card(1).copied(copy)].note.text, "40 minutes");
    assert_eq!(
        journey.emotions.get(&(COMMUTER, copied.step)).copied(),
        emotion
    );
    assert!(matches!(
        wish(&mut board, duplicate).err(),
        Some(Rejection::IdUsed { .. })
    ));
}

#[test]
fn lanes_are_not_copied_together_with_the_steps_they_cross() {
    let mut board = board();
    let a = cell(&board, 0, LaneKind::Pains);
    let (copy, nodes) = (
        CopyId::new(uuid(7)),
        vec![Node::Lane(a.lane), Node::Step(a.step)],
    );
    let refused = wish(&mut board, JourneyIntent::Duplicate { copy, nodes });
    assert_eq!(refused.err(), Some(Rejection::BadSelection));
}

#[test]
fn the_line_of_visibility_stays_where_its_deleted_lane_was() {
    let mut board = board();
    assert_eq!(board.journey.lanes_above_line(), Some(6));
    let below = super::world::lane(&board, LaneKind::Opportunities);
    does(&mut board, [delete(&[Node::Lane(below)])]);
    assert_eq!(board.journey.lanes_above_line(), Some(5));
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

#[test]
fn a_journey_has_at_most_a_hundred_stages_and_a_push_five_thousand_wishes() {
    let mut board = board();
    does(&mut board, (1..100).map(|id| stage(id, None)));
    let over = |limit, actual| Some(Rejection::OverLimit { limit, actual });
    assert_eq!(
        wish(&mut board, stage(100, None)).err(),
        over(Limit::Stages, 101)
    );
    let first = stages(&board)[0];
    let (copy, nodes) = (CopyId::new(uuid(7)), vec![Node::Stage(first)]);
    let refused = wish(&mut board, JourneyIntent::Duplicate { copy, nodes });
    assert_eq!(refused.err(), over(Limit::Stages, 101));

    let many = vec![shared::log::Intent::Journey(delete(&[])); 5_001];
    let (index, rejection) = push(&mut board, &many).unwrap_err();
    assert_eq!(
        (index, Some(rejection)),
        (None, over(Limit::Intents, 5_001))
    );
}

#[test]
fn nobody_may_do_nothing() {
    let board = board();
    let actor = Actor {
        role: Role::Nobody,
        ..owner()
    };
    let context = Context { actor, ..context() };
    let intent = stage(1, None);
    let refused = journey::decide(&board.journey, &board.catalogue, &context, &intent);
    assert_eq!(refused, Err(Rejection::Forbidden));
}

#[test]
fn a_push_is_refused_as_a_whole_and_says_which_wish_was_the_first() {
    let mut board = board();
    let before = board.clone();
    let intents = [stage(1, None), stage(1, None), delete(&[])].map(shared::log::Intent::Journey);
    let (index, rejection) = push(&mut board, &intents).unwrap_err();
    assert_eq!(index, Some(1));
    assert!(matches!(rejection, Rejection::IdUsed { .. }));
    assert_eq!(board, before);
}

#[test]
fn places_are_named_by_what_they_follow() {
    let board = board();
    let (first, steps) = (stages(&board)[0], steps(&board));
    assert_eq!(board.journey.step_before(first, 0, None), None);
    assert_eq!(board.journey.step_before(first, 2, None), Some(steps[1]));
    assert_eq!(
        board.journey.step_before(first, 1, Some(steps[0])),
        Some(steps[1])
    );
    assert_eq!(board.journey.step_before(first, 99, None), Some(steps[2]));
    let spans = board.journey.spans();
    assert_eq!((spans[0].start, spans[0].columns), (0, 3));
}
