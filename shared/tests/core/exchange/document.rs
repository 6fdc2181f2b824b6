//! The document as JSON.

use proptest::prelude::*;
use shared::{
    catalogue::CatalogueIntent,
    exchange::{ReadProblem, from_json, to_json},
    journey::{Evidence, JourneyIntent, LaneKind, Node},
    log::Intent,
};

use super::{carry_out, document, nothing, planned, played};
use crate::{
    wish::pushes,
    world::{
        BOARDING_PASS, COMMUTER, SECURITY, add_card, board, card, cell, delete, does, empty, lane,
        place, push, steps,
    },
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_was_done_to_a_journey_its_document_is_read_back_the_same(pushes in pushes(40)) {
        let written = document(&played(&pushes));
        let text = to_json(&written);
        prop_assert_eq!(from_json(&text).unwrap(), written);
    }

    #[test]
    fn a_document_makes_the_journey_it_was_made_of_from_nothing(pushes in pushes(40)) {
        let written = document(&played(&pushes));
        let mut board = nothing(written.id);
        let plan = planned(&written, &board);
        prop_assert_eq!(&plan.refused, &vec![]);
        carry_out(&plan, &mut board);
        prop_assert_eq!(document(&board), written);
    }
}

#[test]
fn a_small_edit_of_a_journey_is_a_small_difference_of_its_text() {
    let mut board = board();
    let pains = cell(&board, 1, LaneKind::Pains);
    does(
        &mut board,
        [
            add_card(50, pains, None, "Long queue"),
            add_card(51, pains, Some(50), "No seats"),
        ],
    );
    let before = to_json(&document(&board));
    let node = Node::Card(card(50));
    let title = "Longer queue".to_owned();
    does(&mut board, [JourneyIntent::Rename { node, title }]);
    let after = to_json(&document(&board));
    let changed = |one: &str, other: &str| {
        let other: Vec<&str> = other.lines().collect();
        one.lines()
            .filter(|line| !other.contains(line))
            .map(str::trim)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(changed(&before, &after), [r#""title": "Long queue","#]);
    assert_eq!(changed(&after, &before), [r#""title": "Longer queue","#]);
    assert_eq!(before.lines().count(), after.lines().count());
    assert!(after.ends_with("}\n"));
}

#[test]
fn a_document_has_what_the_journey_refers_to_and_no_more() {
    let mut board = board();
    let touchpoints = cell(&board, 0, LaneKind::Touchpoints);
    does(&mut board, [place(50, touchpoints, SECURITY)]);
    let channel = *board.catalogue.channels.keys().next().unwrap();
    let set = CatalogueIntent::SetTouchpoint {
        touchpoint: SECURITY,
        field: shared::catalogue::TouchpointField::Channel(Some(channel)),
    };
    push(&mut board, &[Intent::Catalogue(set)]).unwrap();
    let excerpt = document(&board).catalogue;
    assert!(!excerpt.touchpoints.contains_key(&BOARDING_PASS));
    assert_eq!(excerpt.touchpoints.keys().collect::<Vec<_>>(), [&SECURITY]);
    assert_eq!(excerpt.personas.keys().collect::<Vec<_>>(), [&COMMUTER]);
    assert_eq!(excerpt.channels.keys().collect::<Vec<_>>(), [&channel]);
    assert!(excerpt.departments.is_empty() && excerpt.brands.is_empty());
}

#[test]
fn what_is_hidden_is_in_the_document_and_hidden_again() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    let emotion = Node::Lane(lane(&board, LaneKind::Emotion));
    let step = Node::Step(steps(&board)[2]);
    does(
        &mut board,
        [
            add_card(50, pains, None, "Old"),
            delete(&[Node::Card(card(50)), emotion, step]),
        ],
    );
    does(
        &mut board,
        [JourneyIntent::AddLane {
            id: shared::id::LaneId::new(crate::world::uuid(77)),
            kind: LaneKind::Emotion,
            title: None,
            department: None,
            after: None,
        }],
    );
    let written = document(&board);
    let mut fresh = nothing(written.id);
    let plan = planned(&written, &fresh);
    assert!(plan.is_whole());
    carry_out(&plan, &mut fresh);
    assert_eq!(fresh.journey.is_visible(Node::Card(card(50))), Some(false));
    assert_eq!(document(&fresh), written);
}

#[test]
fn texts_of_any_script_and_marks_of_direction_come_back_as_they_were() {
    let mut board = board();
    let notes = cell(&board, 0, LaneKind::Notes);
    let title = "\u{202e}abc\u{202c} <b>x</b> =1+1 👩‍👩‍👧 \"ñ\"";
    does(
        &mut board,
        [
            add_card(50, notes, None, title),
            JourneyIntent::SetNote {
                card: card(50),
                base: 0,
                text: "<script>\n\t\u{200f}= & ]]>".to_owned(),
            },
        ],
    );
    let read = from_json(&to_json(&document(&board))).unwrap();
    let card = read.cards.iter().find(|c| c.id == card(50)).unwrap();
    assert_eq!(
        (card.title.as_str(), card.evidence),
        (title, Evidence::Assumption)
    );
    assert_eq!(card.note, "<script>\n\t\u{200f}= & ]]>");
}

#[test]
fn what_is_no_document_is_refused_with_its_place_and_its_reason() {
    let problem = |text: &str| from_json(text).unwrap_err();
    let good = to_json(&document(&empty()));
    assert!(from_json(&good).is_ok());
    assert!(matches!(
        problem("{}").problem,
        ReadProblem::OtherFormat { .. }
    ));
    assert!(matches!(
        problem(r#"{"type":"mapping","version":1}"#).problem,
        ReadProblem::OtherFormat { .. }
    ));
    assert_eq!(
        problem(&good.replace("\"version\": 1", "\"version\": 2")).problem,
        ReadProblem::NewerVersion {
            version: 2,
            known: 1
        }
    );
    let unknown = problem(&good.replace("\"stages\": [],", "\"stages\": [],\n  \"stagess\": [],"));
    assert!(
        matches!(&unknown.problem, ReadProblem::Malformed { detail } if detail.contains("stagess"))
    );
    assert_eq!(
        unknown.line,
        good.lines()
            .position(|line| line.contains("stages"))
            .unwrap() as u32
            + 2
    );
    let cut = problem(&good[..good.len() / 2]);
    assert!(matches!(cut.problem, ReadProblem::Malformed { .. }) && cut.line > 1);
    // Numbers and nesting that no document has.
    for text in [
        format!(r#"{{"type":"journey","version":{}}}"#, "9".repeat(400)),
        format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!(
            r#"{{"type":"journey","version":1,"x":{}"#,
            "{\"a\":".repeat(100_000)
        ),
        String::new(),
        "null".to_owned(),
    ] {
        assert!(from_json(&text).is_err());
    }
}
