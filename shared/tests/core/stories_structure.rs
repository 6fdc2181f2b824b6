//! Stages, steps and lanes: places, copies, limits.

use shared::{
    access::{Actor, Role},
    id::{CopyId, StageId, StepId},
    journey::{self, Cell, Emotion, JourneyIntent, LaneKind, Node, ScopeField},
    log::{Context, Limit, Rejection},
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
    let actor = Actor::new(owner().id, Role::Nobody);
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

#[test]
fn a_stage_without_steps_spans_no_column_and_a_moved_card_does_not_count_in_its_own_place() {
    let mut board = board();
    let first = stages(&board)[0];
    does(&mut board, [stage(1, None)]);
    let spans: Vec<_> = board
        .journey
        .spans()
        .iter()
        .map(|span| (span.stage, span.start, span.columns))
        .collect();
    assert_eq!(spans, [(StageId::new(uuid(1)), 0, 0), (first, 0, 3)]);
    let columns: Vec<_> = board.journey.columns().map(|column| column.index).collect();
    assert_eq!(columns, [0, 1, 2]);

    let a = cell(&board, 0, LaneKind::Pains);
    does(
        &mut board,
        [add_card(1, a, None, "a"), add_card(2, a, Some(1), "b")],
    );
    does(
        &mut board,
        [add_card(3, a, Some(2), "c"), delete(&[Node::Card(card(2))])],
    );
    let before = |index, moved: &[u128]| {
        let moved: Vec<_> = moved.iter().map(|id| card(*id)).collect();
        board.journey.card_before(a, index, &moved)
    };
    assert_eq!(before(1, &[]), Some(card(1)));
    assert_eq!(before(1, &[1]), Some(card(3)));
    assert_eq!(before(2, &[]), Some(card(3)));
    assert_eq!(before(1, &[1, 3]), None);
    assert_eq!(board.journey.lane_before(0, None), None);
    assert_eq!(
        board.journey.stage_before(1, Some(StageId::new(uuid(1)))),
        Some(first)
    );
}
