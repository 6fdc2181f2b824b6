//! Cards, notes and emotions.

use shared::{
    catalogue::{CatalogueIntent, EntryId},
    id::{CopyId, PersonaId, TouchpointId},
    journey::{
        CardField, Emotion, Evidence, EvidenceCounts, JourneyIntent, LaneKind, Node, ScopeField,
    },
    log::{Missing, Rejection, Timestamp},
};

use crate::world::*;

#[test]
fn the_touchpoints_lane_takes_touchpoints_and_the_curves_take_no_card() {
    let mut board = board();
    let touchpoints = cell(&board, 0, LaneKind::Touchpoints);
    let wrong = |lane| {
        Some(Rejection::WrongLane {
            lane: Node::Lane(lane),
        })
    };
    let refused = wish(&mut board, add_card(1, touchpoints, None, "no touchpoint"));
    assert_eq!(refused.err(), wrong(touchpoints.lane));
    let emotion = cell(&board, 0, LaneKind::Emotion);
    let refused = wish(&mut board, add_card(1, emotion, None, "a card"));
    assert_eq!(refused.err(), wrong(emotion.lane));
    let pains = cell(&board, 0, LaneKind::Pains);
    assert_eq!(
        wish(&mut board, add_card(1, pains, None, "  ")).err(),
        Some(Rejection::EmptyTitle)
    );
    let unknown = TouchpointId::new(uuid(404));
    let missing = Missing::Entry(EntryId::Touchpoint(unknown));
    assert_eq!(
        wish(&mut board, place(1, touchpoints, unknown)).err(),
        Some(Rejection::Missing { what: missing })
    );
    does(&mut board, [place(1, touchpoints, SECURITY)]);
    let placed = &board.journey.cards[&card(1)];
    assert_eq!(placed.shown_title(&board.catalogue), "Security");
}

#[test]
fn a_retired_touchpoint_stays_where_it_is_and_is_placed_nowhere_new() {
    let mut board = board();
    let touchpoints = cell(&board, 0, LaneKind::Touchpoints);
    does(&mut board, [place(1, touchpoints, SECURITY)]);
    let entry = EntryId::Touchpoint(SECURITY);
    wish_catalogue(&mut board, CatalogueIntent::Retire { entry }).unwrap();
    let refused = wish(&mut board, place(2, touchpoints, SECURITY));
    assert_eq!(refused.err(), Some(Rejection::Retired { entry }));
    let (copy, nodes) = (CopyId::new(uuid(7)), vec![Node::Card(card(1))]);
    does(&mut board, [JourneyIntent::Duplicate { copy, nodes }]);
    assert_eq!(cards(&board, touchpoints), [card(1), card(1).copied(copy)]);
}

#[test]
fn cards_move_in_the_given_order_behind_a_card_of_the_cell() {
    let mut board = board();
    let (a, b) = (
        cell(&board, 0, LaneKind::Pains),
        cell(&board, 2, LaneKind::Notes),
    );
    does(
        &mut board,
        (1..=4).map(|id| add_card(id, a, id.checked_sub(1).filter(|id| *id > 0), "x")),
    );
    does(
        &mut board,
        [add_card(5, b, None, "y"), add_card(6, b, Some(5), "z")],
    );
    let mv = |cards: &[u128], cell, after: Option<u128>| JourneyIntent::MoveCards {
        cards: cards.iter().map(|id| card(*id)).collect(),
        cell,
        after: after.map(card),
    };
    does(&mut board, [mv(&[4, 1], b, Some(5))]);
    assert_eq!(cards(&board, b), [card(5), card(4), card(1), card(6)]);
    assert_eq!(cards(&board, a), [card(2), card(3)]);
    // Within the cell, and what stands right already does not move.
    let decided = does(&mut board, [mv(&[4, 6], b, Some(5))]);
    assert_eq!(cards(&board, b), [card(5), card(4), card(6), card(1)]);
    assert_eq!(decided.changes.len(), 1);
    let not_there = |id| {
        Some(Rejection::NotThere {
            after: Node::Card(card(id)),
        })
    };
    assert_eq!(wish(&mut board, mv(&[4], b, Some(2))).err(), not_there(2));
    assert_eq!(
        wish(&mut board, mv(&[4, 5], b, Some(5))).err(),
        not_there(5)
    );
    assert_eq!(
        wish(&mut board, mv(&[2, 2], b, None)).err(),
        Some(Rejection::BadSelection)
    );
}

#[test]
fn a_card_goes_into_the_touchpoints_lane_only_with_a_touchpoint_and_out_of_it_only_with_a_title() {
    let mut board = board();
    let touchpoints = cell(&board, 0, LaneKind::Touchpoints);
    let pains = cell(&board, 0, LaneKind::Pains);
    does(
        &mut board,
        [
            add_card(1, pains, None, "Queue"),
            place(2, touchpoints, SECURITY),
        ],
    );
    let mv = |id, cell| JourneyIntent::MoveCards {
        cards: vec![card(id)],
        cell,
        after: None,
    };
    let wrong = |lane| {
        Some(Rejection::WrongLane {
            lane: Node::Lane(lane),
        })
    };
    assert_eq!(
        wish(&mut board, mv(1, touchpoints)).err(),
        wrong(touchpoints.lane)
    );
    assert_eq!(wish(&mut board, mv(2, pains)).err(), wrong(pains.lane));
    let field = CardField::Touchpoint(Some(BOARDING_PASS));
    does(
        &mut board,
        [
            JourneyIntent::SetCard {
                card: card(1),
                field,
            },
            mv(1, touchpoints),
        ],
    );
    let field = CardField::Touchpoint(None);
    let refused = wish(
        &mut board,
        JourneyIntent::SetCard {
            card: card(1),
            field,
        },
    );
    assert_eq!(refused.err(), wrong(touchpoints.lane));
    // There, a title may go: the touchpoint's name stands instead.
    let node = Node::Card(card(1));
    does(
        &mut board,
        [JourneyIntent::Rename {
            node,
            title: String::new(),
        }],
    );
    assert_eq!(
        board.journey.cards[&card(1)].shown_title(&board.catalogue),
        "Boarding pass"
    );
}

#[test]
fn a_note_is_replaced_only_by_whoever_saw_its_last_revision() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(&mut board, [add_card(1, pains, None, "Queue")]);
    let note = |base, text: &str| JourneyIntent::SetNote {
        card: card(1),
        base,
        text: text.into(),
    };
    does(&mut board, [note(0, "one"), note(1, "two")]);
    let stale = Rejection::StaleNote {
        node: Node::Card(card(1)),
        revision: 2,
    };
    assert_eq!(wish(&mut board, note(1, "mine")).err(), Some(stale));
    assert_eq!(board.journey.cards[&card(1)].note.text, "two");
}

#[test]
fn undoing_two_edits_of_a_note_in_one_push_brings_the_first_text_back() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(&mut board, [add_card(1, pains, None, "Queue")]);
    let note = |base, text: &str| JourneyIntent::SetNote {
        card: card(1),
        base,
        text: text.into(),
    };
    does(&mut board, [note(0, "first")]);
    let decided = does(&mut board, [note(1, "second"), note(2, "third")]);
    push(&mut board, &shared::log::undo(&decided.priors)).unwrap();
    let after = &board.journey.cards[&card(1)].note;
    assert_eq!((after.text.as_str(), after.revision), ("first", 5));
}

#[test]
fn an_emotion_belongs_to_a_persona_of_the_scope() {
    let mut board = board();
    let step = steps(&board)[0];
    let feel = |persona| JourneyIntent::SetEmotion {
        persona,
        step,
        emotion: Emotion::new(-200),
    };
    does(&mut board, [feel(COMMUTER)]);
    assert_eq!(
        wish(&mut board, feel(FAMILY)).err(),
        Some(Rejection::PersonaNotInScope)
    );
    let unknown = PersonaId::new(uuid(404));
    let missing = Rejection::Missing {
        what: Missing::Entry(EntryId::Persona(unknown)),
    };
    assert_eq!(wish(&mut board, feel(unknown)).err(), Some(missing));
    let scope = |personas| JourneyIntent::SetScope {
        field: ScopeField::Personas(personas),
    };
    let twice = wish(&mut board, scope(vec![FAMILY, FAMILY]));
    assert_eq!(twice.err(), Some(Rejection::BadSelection));
    // Out of scope and back: what was said is still there.
    does(
        &mut board,
        [scope(vec![FAMILY]), scope(vec![FAMILY, COMMUTER])],
    );
    assert_eq!(
        board.journey.emotions.get(&(COMMUTER, step)).copied(),
        Emotion::new(-200)
    );
}

#[test]
fn an_emotion_off_the_scale_is_not_read() {
    assert_eq!(
        serde_json::from_str::<Emotion>("-200").ok(),
        Emotion::new(-200)
    );
    let error = serde_json::from_str::<Emotion>("201")
        .unwrap_err()
        .to_string();
    assert!(error.contains("201 is not an emotion"), "{error}");
    assert_eq!(Emotion::nearest(7.0).hundredths(), 200);
    assert_eq!(Emotion::nearest(f64::NAN).hundredths(), 0);
    assert_eq!(Emotion::nearest(-0.654).hundredths(), -65);
}

#[test]
fn the_portfolio_shows_the_evidence_that_half_of_the_cards_reach() {
    let counts = |assumption, qualitative, measured| {
        EvidenceCounts {
            assumption,
            qualitative,
            measured,
        }
        .reached_by_half()
    };
    assert_eq!(counts(0, 0, 0), None);
    assert_eq!(counts(3, 1, 1), Some(Evidence::Assumption));
    assert_eq!(counts(2, 1, 1), Some(Evidence::Qualitative));
    assert_eq!(counts(1, 1, 2), Some(Evidence::Measured));

    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(
        &mut board,
        [add_card(1, pains, None, "a"), add_card(2, pains, None, "b")],
    );
    does(&mut board, [delete(&[Node::Card(card(2))])]);
    let summary = board.journey.summary("gate".into(), 4, Timestamp(5));
    assert_eq!((summary.title.as_str(), summary.cards), ("To the gate", 1));
    assert_eq!(summary.evidence, Some(Evidence::Assumption));
    assert_eq!(
        (summary.stages[0].steps, summary.stages[0].friction),
        (3, None)
    );
}
