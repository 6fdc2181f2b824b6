//! The dry run: what would come, what would not, and that both are true.

use proptest::prelude::*;
use shared::{
    access::Role,
    catalogue::{CatalogueIntent, EntryId},
    exchange::{DocumentCard, DocumentEmotion, ItemCount, ItemKind, Lines, Refusal, plan},
    id::{CardId, PersonaId, StageId},
    journey::{CardField, Emotion, Evidence, JourneyIntent, LaneKind, Node},
    log::{Intent, Limit, Rejection},
};

use super::{carry_out, document, nothing, planned, play, played};
use crate::{
    wish::pushes,
    world::{
        SECURITY, add_card, board, card, cards, cell, context, delete, does, place, push, stages,
        uuid, wish_catalogue,
    },
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_journey_is_already_what_its_own_document_says(pushes in pushes(40)) {
        let board = played(&pushes);
        let plan = planned(&document(&board), &board);
        prop_assert_eq!((plan.intents, plan.coming, plan.refused), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_plan_is_granted_as_it_stands_and_nothing_is_left_to_do_after_it(
        before in pushes(25),
        since in pushes(25),
    ) {
        let mut board = played(&before);
        let written = document(&board);
        play(&mut board, &since);
        let plan = planned(&written, &board);
        prop_assert_eq!(plan.intents.is_empty(), plan.coming.is_empty());
        carry_out(&plan, &mut board);
        let again = planned(&written, &board);
        prop_assert_eq!(again.intents, vec![]);
        // What was refused may be hidden by now, and what is hidden stays as it is; nothing new is refused.
        prop_assert!(again.refused.iter().all(|item| plan.refused.contains(item)), "{:?}", again.refused);
    }
}

#[test]
fn a_plan_counts_what_is_new_what_changes_and_what_is_refused() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(&mut board, [add_card(50, pains, None, "Queue")]);
    let mut wanted = document(&board);
    let known = wanted.cards[0].clone();
    wanted.cards[0].title = "Long queue".to_owned();
    let more = |id: u128, title: &str| DocumentCard {
        id: card(id),
        title: title.to_owned(),
        ..known.clone()
    };
    wanted.cards.extend([
        more(51, "Noise"),
        more(52, "\u{7}"),
        more(53, " "),
        more(51, "Again"),
    ]);
    let plan = planned(&wanted, &board);
    assert_eq!(
        plan.counts().into_iter().collect::<Vec<_>>(),
        [(
            ItemKind::Card,
            ItemCount {
                new: 1,
                changed: 1,
                refused: 3
            }
        )]
    );
    let why: Vec<&Refusal> = plan.refused.iter().map(|item| &item.why).collect();
    assert_eq!(
        why,
        [
            &Refusal::Rejected(Rejection::ControlCharacters),
            &Refusal::Rejected(Rejection::EmptyTitle),
            &Refusal::Twice,
        ]
    );
    assert!(!plan.is_whole());
    carry_out(&plan, &mut board);
    let titles: Vec<&str> = board
        .journey
        .visible_cards(pains)
        .map(|(_, card)| card.title.as_str())
        .collect();
    assert_eq!(titles, ["Long queue", "Noise"]);
}

#[test]
fn what_lies_in_something_refused_does_not_come_without_it() {
    let board = board();
    let mut wanted = document(&board);
    let mut stage = wanted.stages[0].clone();
    stage.id = StageId::new(uuid(900));
    stage.title = "x".repeat(501);
    for (n, step) in (0..).zip(&mut stage.steps) {
        step.id = shared::id::StepId::new(uuid(910 + n));
    }
    wanted.cards.push(DocumentCard {
        id: card(920),
        step: stage.steps[0].id,
        lane: wanted.lanes[4].id,
        title: "In it".to_owned(),
        note: String::new(),
        evidence: Evidence::Assumption,
        touchpoint: None,
        department: None,
        hidden: false,
        metric: None,
        image: None,
    });
    wanted.stages.push(stage);
    let plan = planned(&wanted, &board);
    assert_eq!(plan.intents, []);
    let too_long = Rejection::OverLimit {
        limit: Limit::TitleChars,
        actual: 501,
    };
    let why: Vec<_> = plan
        .refused
        .iter()
        .map(|item| (item.kind.unwrap(), &item.why))
        .collect();
    assert_eq!(
        why,
        [
            (ItemKind::Stage, &Refusal::Rejected(too_long)),
            (ItemKind::Step, &Refusal::Without),
            (ItemKind::Step, &Refusal::Without),
            (ItemKind::Step, &Refusal::Without),
            (ItemKind::Card, &Refusal::Without),
        ]
    );
    assert!(
        plan.refused
            .iter()
            .all(|item| item.text.chars().count() <= 80)
    );
}

#[test]
fn what_was_deleted_since_comes_back_and_what_was_added_stays() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    does(&mut board, [add_card(50, pains, None, "Queue")]);
    let written = document(&board);
    let stage = stages(&board)[0];
    does(
        &mut board,
        [
            add_card(51, pains, Some(50), "Noise"),
            delete(&[Node::Card(card(50))]),
            JourneyIntent::AddStage {
                id: StageId::new(uuid(60)),
                title: "Later".to_owned(),
                after: Some(stage),
            },
        ],
    );
    let plan = planned(&written, &board);
    assert!(plan.is_whole());
    carry_out(&plan, &mut board);
    assert_eq!(cards(&board, pains), [card(50), card(51)]);
    assert_eq!(stages(&board), [stage, StageId::new(uuid(60))]);
}

#[test]
fn a_retired_touchpoint_gets_no_new_place_and_keeps_those_it_has() {
    let mut board = board();
    let touchpoints = cell(&board, 0, LaneKind::Touchpoints);
    does(&mut board, [place(50, touchpoints, SECURITY)]);
    wish_catalogue(
        &mut board,
        CatalogueIntent::Retire {
            entry: EntryId::Touchpoint(SECURITY),
        },
    )
    .unwrap();
    let mut wanted = document(&board);
    wanted.cards.push(DocumentCard {
        id: card(51),
        ..wanted.cards[0].clone()
    });
    let plan = planned(&wanted, &board);
    assert_eq!(plan.intents, []);
    let entry = EntryId::Touchpoint(SECURITY);
    assert_eq!(plan.refused.len(), 1);
    assert_eq!(
        plan.refused[0].why,
        Refusal::Rejected(Rejection::Retired { entry })
    );
    assert_eq!(plan.refused[0].text, "Security");
    // In a workspace that has never seen it, it comes with its places and is retired after them.
    let mut fresh = nothing(wanted.id);
    carry_out(&planned(&wanted, &fresh), &mut fresh);
    assert_eq!(fresh.catalogue.is_retired(entry), Some(true));
    assert_eq!(fresh.journey.cards.len(), 2);
}

#[test]
fn a_journey_of_more_wishes_than_a_push_takes_comes_in_several() {
    let mut wanted = document(&board());
    let (step, lane) = (wanted.stages[0].steps[0].id, wanted.lanes[5].id);
    for n in 0..6_000 {
        wanted.cards.push(DocumentCard {
            id: CardId::new(uuid(10_000 + n)),
            step,
            lane,
            title: format!("Card {n}"),
            note: String::new(),
            evidence: Evidence::Assumption,
            touchpoint: None,
            department: None,
            hidden: false,
            metric: None,
            image: None,
        });
    }
    let mut fresh = nothing(wanted.id);
    let plan = planned(&wanted, &fresh);
    assert!(plan.is_whole());
    let sizes: Vec<usize> = plan.pushes().map(<[Intent]>::len).collect();
    assert_eq!(sizes, [5_000, plan.intents.len() - 5_000]);
    carry_out(&plan, &mut fresh);
    assert_eq!(document(&fresh), wanted);
}

#[test]
fn no_more_comes_than_a_journey_may_have() {
    let mut wanted = document(&board());
    let stage = wanted.stages[0].clone();
    for n in 0..150 {
        let (id, steps) = (StageId::new(uuid(10_000 + n)), Vec::new());
        wanted.stages.push(shared::exchange::DocumentStage {
            id,
            steps,
            ..stage.clone()
        });
    }
    let mut fresh = nothing(wanted.id);
    let plan = planned(&wanted, &fresh);
    let over = |actual| {
        Refusal::Rejected(Rejection::OverLimit {
            limit: Limit::Stages,
            actual,
        })
    };
    assert_eq!(
        plan.counts()[&ItemKind::Stage],
        ItemCount {
            new: 100,
            changed: 0,
            refused: 51
        }
    );
    assert!(plan.refused.iter().all(|item| item.why == over(101)));
    carry_out(&plan, &mut fresh);
    assert_eq!(stages(&fresh).len(), 100);
}

#[test]
fn the_fingerprint_of_a_plan_says_whether_it_is_still_the_one_that_was_agreed_to() {
    let mut board = board();
    let pains = cell(&board, 0, LaneKind::Pains);
    let mut wanted = document(&board);
    wanted.scope.title = "Another".to_owned();
    let agreed = planned(&wanted, &board).fingerprint().unwrap();
    does(&mut board, [add_card(50, pains, None, "Elsewhere")]);
    assert_eq!(planned(&wanted, &board).fingerprint().unwrap(), agreed);
    let title = JourneyIntent::SetScope {
        field: shared::journey::ScopeField::Title("Another".to_owned()),
    };
    push(&mut board, &[Intent::Journey(title)]).unwrap();
    assert_ne!(planned(&wanted, &board).fingerprint().unwrap(), agreed);
}

#[test]
fn a_persona_that_the_scope_does_not_take_brings_no_emotions() {
    let board = board();
    let mut wanted = document(&board);
    let entry = wanted.catalogue.personas.values().next().unwrap().clone();
    let step = wanted.stages[0].steps[0].id;
    for n in 0..12 {
        let persona = PersonaId::new(uuid(700 + n));
        wanted.catalogue.personas.insert(persona, entry.clone());
        wanted.scope.personas.push(persona);
        let emotion = Emotion::nearest(1.0);
        wanted.emotions.push(DocumentEmotion {
            persona,
            step,
            emotion,
        });
    }
    let plan = planned(&wanted, &board);
    let limit = Limit::Personas;
    assert_eq!(
        plan.refused[0].why,
        Refusal::Rejected(Rejection::OverLimit { limit, actual: 13 })
    );
    assert_eq!(plan.refused.len(), 13);
    assert!(
        plan.refused[1..]
            .iter()
            .all(|item| item.why == Refusal::Without)
    );
    let mut after = board.clone();
    carry_out(&plan, &mut after);
    assert!(after.journey.emotions.is_empty());
}

#[test]
fn a_card_that_went_to_the_touchpoints_since_comes_back_as_it_was() {
    let mut board = board();
    let (pains, touchpoints) = (
        cell(&board, 0, LaneKind::Pains),
        cell(&board, 0, LaneKind::Touchpoints),
    );
    does(&mut board, [add_card(50, pains, None, "Queue")]);
    let before = document(&board);
    let place = |field| JourneyIntent::SetCard {
        card: card(50),
        field,
    };
    let move_to = |cell| JourneyIntent::MoveCards {
        cards: vec![card(50)],
        cell,
        after: None,
    };
    does(
        &mut board,
        [
            place(CardField::Touchpoint(Some(SECURITY))),
            move_to(touchpoints),
            JourneyIntent::Rename {
                node: Node::Card(card(50)),
                title: String::new(),
            },
        ],
    );
    let after = document(&board);
    for wanted in [before, after] {
        let plan = planned(&wanted, &board);
        assert!(plan.is_whole(), "{:?}", plan.refused);
        carry_out(&plan, &mut board);
        assert_eq!(document(&board).cards, wanted.cards);
    }
}

#[test]
fn nothing_is_planned_for_somebody_who_may_not_edit() {
    let (board, mut nobody) = (board(), context());
    nobody.actor.role = Role::Nobody;
    let mut wanted = document(&board);
    wanted.scope.title = "Another".to_owned();
    wanted.stages[0].title = "Another".to_owned();
    let plan = plan(&wanted, &[], &Lines::new(), &board, &nobody);
    assert_eq!((plan.intents, plan.coming), (vec![], vec![]));
    let forbidden = Refusal::Rejected(Rejection::Forbidden);
    assert!(!plan.refused.is_empty() && plan.refused.iter().all(|item| item.why == forbidden));
}
