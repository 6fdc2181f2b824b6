//! Two journeys side by side.

use proptest::prelude::*;
use shared::{
    id::{CopyId, JourneyId},
    image::{ImageHash, Picture},
    journey::{
        CardField, Cell, Emotion, JourneyIntent, LaneKind, Node, ScopeField,
        compare::{Comparison, Difference, Field, Kind, compare},
    },
    log::Board,
};

use crate::{
    wish::{Dice, intent, pushes},
    world::{
        BOARDING_PASS, COMMUTER, add_card, board, card, cell, delete, does, place, push, stages,
        steps, uuid,
    },
};

/// A board on which these dice were rolled; what is refused changes nothing.
fn played(from: &Board, pushes: &[Vec<Dice>]) -> Board {
    let mut board = from.clone();
    for dice in pushes.iter().flatten() {
        let wished = intent(&board, *dice);
        let _ = push(&mut board, &[wished]);
    }
    board
}

/// A difference without ids: what became of what, and what about it differs.
fn told(left: &Board, right: &Board, comparison: &Comparison) -> Vec<String> {
    let name = |board: &Board, node: Option<Node>| {
        node.map(|node| match node {
            Node::Card(id) => board.journey.cards[&id]
                .shown_title(&board.catalogue)
                .to_owned(),
            node => board.journey.title(node).unwrap_or_default().to_owned(),
        })
    };
    let all = comparison.differences.iter();
    all.map(|difference| {
        let (l, r) = (name(left, difference.left), name(right, difference.right));
        format!(
            "{:?} {} → {}",
            difference.kind,
            l.unwrap_or_default(),
            r.unwrap_or_default()
        )
    })
    .collect()
}

fn swapped(difference: Difference) -> Difference {
    Difference {
        kind: match difference.kind {
            Kind::Added => Kind::Removed,
            Kind::Removed => Kind::Added,
            kind => kind,
        },
        left: difference.right,
        right: difference.left,
        fields: difference.fields.into_iter().map(Field::swapped).collect(),
    }
}

fn sorted(differences: impl IntoIterator<Item = Difference>) -> Vec<String> {
    let mut all: Vec<String> = differences
        .into_iter()
        .map(|one| format!("{one:?}"))
        .collect();
    all.sort();
    all
}

#[test]
fn versions_of_one_journey_are_compared_by_their_ids() {
    let mut before = board();
    let pains = cell(&before, 0, LaneKind::Pains);
    does(
        &mut before,
        [
            add_card(100, pains, None, "Slow"),
            add_card(101, pains, Some(100), "Dear"),
            add_card(102, pains, Some(101), "Far"),
        ],
    );
    let mut after = before.clone();
    let other = cell(&after, 1, LaneKind::Pains);
    does(
        &mut after,
        [
            JourneyIntent::Rename {
                node: Node::Card(card(100)),
                title: "Too slow".into(),
            },
            JourneyIntent::MoveCards {
                cards: vec![card(101)],
                cell: other,
                after: None,
            },
            delete(&[Node::Card(card(102))]),
            add_card(103, other, None, "Loud"),
        ],
    );
    let comparison = compare(&before, &after);
    assert_eq!(
        told(&before, &after, &comparison),
        [
            "Changed Slow → Too slow",
            "Moved Dear → Dear",
            "Removed Far → ",
            "Added  → Loud",
        ]
    );
    assert_eq!(comparison.count(Kind::Changed), 1);
    assert_eq!(
        comparison.differences[0].fields,
        [Field::Title("Slow".into(), "Too slow".into())]
    );
}

#[test]
fn a_card_that_shows_another_image_is_changed() {
    let mut before = board();
    let pains = cell(&before, 0, LaneKind::Pains);
    does(&mut before, [add_card(100, pains, None, "Slow")]);
    let mut after = before.clone();
    let picture = Picture {
        image: ImageHash::new([7; 32]),
        width: 400,
        height: 300,
        alt: "The queue".into(),
    };
    let field = CardField::Image(Some(picture.clone()));
    let card = card(100);
    does(&mut after, [JourneyIntent::SetCard { card, field }]);
    let comparison = compare(&before, &after);
    assert_eq!(comparison.count(Kind::Changed), 1);
    assert_eq!(
        comparison.differences[0].fields,
        [Field::Image(None, Some(picture))]
    );
}

#[test]
fn another_journey_is_compared_by_what_things_are_called_where_they_stand() {
    let mut left = board();
    let (touchpoints, pains) = (
        cell(&left, 0, LaneKind::Touchpoints),
        cell(&left, 0, LaneKind::Pains),
    );
    does(
        &mut left,
        [
            place(100, touchpoints, BOARDING_PASS),
            add_card(101, pains, None, "Too slow"),
            JourneyIntent::SetEmotion {
                persona: COMMUTER,
                step: pains.step,
                emotion: Emotion::new(-100),
            },
        ],
    );
    // A board of its own: the same titles, none of the ids.
    let mut right = board();
    let copy = CopyId::new(uuid(77));
    let all: Vec<Node> = stages(&right).into_iter().map(Node::Stage).collect();
    does(
        &mut right,
        [JourneyIntent::Duplicate {
            copy,
            nodes: all.clone(),
        }],
    );
    does(&mut right, [delete(&all)]);
    let step = steps(&right)[0];
    let lane = pains.lane;
    does(
        &mut right,
        [
            JourneyIntent::Rename {
                node: Node::Step(step),
                title: left.journey.steps[&pains.step].title.clone(),
            },
            add_card(201, Cell { step, lane }, None, "TOO SLOW"),
            place(
                200,
                Cell {
                    step,
                    lane: touchpoints.lane,
                },
                BOARDING_PASS,
            ),
            JourneyIntent::SetEmotion {
                persona: COMMUTER,
                step,
                emotion: Emotion::new(50),
            },
        ],
    );
    let comparison = compare(&left, &right);
    assert_eq!(comparison.pairs.card(card(100)), Some(card(200)));
    assert_eq!(comparison.pairs.card(card(101)), Some(card(201)));
    let of_step = comparison
        .differences
        .iter()
        .find(|one| one.left == Some(Node::Step(pains.step)));
    assert_eq!(
        of_step.map(|one| (one.kind, one.fields.clone())),
        Some((
            Kind::Changed,
            vec![Field::Emotion(COMMUTER, Some(-100), Some(50))]
        ))
    );
    let shouted = comparison
        .differences
        .iter()
        .find(|one| one.left == Some(Node::Card(card(101))));
    assert_eq!(
        shouted.map(|one| one.fields.clone()),
        Some(vec![Field::Title("Too slow".into(), "TOO SLOW".into())])
    );
}

#[test]
fn what_two_are_called_and_their_kind_is_why_they_are_compared() {
    let left = board();
    let mut right = board();
    right.journey.id = JourneyId::new(uuid(4_000));
    does(
        &mut right,
        [
            JourneyIntent::SetScope {
                field: ScopeField::Title("As it is to be".into()),
            },
            JourneyIntent::SetScope {
                field: ScopeField::Goal("On time".into()),
            },
        ],
    );
    let comparison = compare(&left, &right);
    assert_eq!(
        comparison.differences,
        [Difference {
            kind: Kind::Changed,
            left: None,
            right: None,
            fields: vec![Field::Goal(String::new(), "On time".into())],
        }]
    );
}

#[test]
fn one_step_past_the_others_is_one_move() {
    let left = board();
    let mut right = left.clone();
    let all = steps(&right);
    let stage = right.journey.steps[&all[0]].stage;
    does(
        &mut right,
        [JourneyIntent::MoveStep {
            step: all[0],
            stage,
            after: all.last().copied(),
        }],
    );
    let comparison = compare(&left, &right);
    assert_eq!(comparison.differences.len(), 1);
    assert_eq!(comparison.differences[0].left, Some(Node::Step(all[0])));
    assert_eq!(comparison.count(Kind::Moved), 1);
}

proptest! {
    #[test]
    fn a_board_does_not_differ_from_itself(pushes in pushes(40)) {
        let board = played(&board(), &pushes);
        prop_assert_eq!(compare(&board, &board).differences, []);
    }

    #[test]
    fn swapping_the_sides_swaps_the_answer(one in pushes(25), other in pushes(25)) {
        let start = played(&board(), &one);
        // One that went on, and one that began anew: by ids, and by titles.
        for right in [played(&start, &other), played(&board(), &other)] {
            let there = compare(&start, &right);
            let back = compare(&right, &start);
            prop_assert_eq!(&there.pairs.to_right, &back.pairs.to_left);
            prop_assert_eq!(
                sorted(there.differences),
                sorted(back.differences.into_iter().map(swapped))
            );
        }
    }
}
