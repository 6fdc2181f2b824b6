//! What holds whatever is wished.

use std::collections::BTreeSet;

use proptest::{prelude::*, strategy::ValueTree};
use shared::{
    catalogue::{Catalogue, CataloguePrior, EntryId},
    journey::{self, Journey, JourneyPrior, Node},
    log::{
        Board, Change, Decided, Intent, Prior, changes_from_json, changes_to_json,
        intents_from_json, intents_to_json, state_hash, undo,
    },
};

use crate::{
    wish::{Dice, intent, pushes},
    world::{board, context, empty, push},
};

/// The intents of a push, each made on what the ones before it would do.
fn intents(board: &Board, push: &[Dice]) -> Vec<Intent> {
    let mut board = board.clone();
    let mut intents = Vec::new();
    for dice in push {
        let intent = intent(&board, *dice);
        if let Ok(changes) = board.decide(&context(), &intent) {
            for change in changes {
                board.apply(&change);
            }
            intents.push(intent);
        } else if dice[6].is_multiple_of(8) {
            // Mostly left out, so that not every push of several wishes is refused.
            intents.push(intent);
        }
    }
    intents
}

/// Both halves of a board without what a push added, and without what a note remembers of its edits.
fn without(board: &Board, added: &[Prior]) -> Board {
    let mut board = board.clone();
    let mut nodes = BTreeSet::new();
    for prior in added {
        match prior {
            Prior::Catalogue(CataloguePrior::Added(entry)) => {
                remove_entry(&mut board.catalogue, *entry);
            }
            Prior::Journey(JourneyPrior::StageAdded(id)) => drop(nodes.insert(Node::Stage(*id))),
            Prior::Journey(JourneyPrior::StepAdded(id, _)) => drop(nodes.insert(Node::Step(*id))),
            Prior::Journey(JourneyPrior::LaneAdded(id)) => drop(nodes.insert(Node::Lane(*id))),
            Prior::Journey(JourneyPrior::CardAdded(id, _)) => drop(nodes.insert(Node::Card(*id))),
            Prior::Journey(JourneyPrior::LinkAdded(id, ..)) => drop(nodes.insert(Node::Link(*id))),
            _ => {}
        }
    }
    remove_nodes(&mut board.journey, &nodes);
    for card in board.journey.cards.values_mut() {
        card.note.revision = 0;
        card.note.recent.clear();
    }
    board
}

fn remove_entry(catalogue: &mut Catalogue, entry: EntryId) {
    match entry {
        EntryId::Touchpoint(id) => drop(catalogue.touchpoints.remove(&id)),
        EntryId::Persona(id) => drop(catalogue.personas.remove(&id)),
        EntryId::Department(id) => drop(catalogue.departments.remove(&id)),
        EntryId::Brand(id) => drop(catalogue.brands.remove(&id)),
        EntryId::Family(id) => drop(catalogue.families.remove(&id)),
        EntryId::Channel(id) => drop(catalogue.channels.remove(&id)),
        EntryId::Campaign(id) => drop(catalogue.campaigns.remove(&id)),
        EntryId::Event(id) => drop(catalogue.events.remove(&id)),
    }
}

fn remove_nodes(journey: &mut Journey, nodes: &BTreeSet<Node>) {
    journey
        .stages
        .retain(|id, _| !nodes.contains(&Node::Stage(*id)));
    journey
        .steps
        .retain(|id, _| !nodes.contains(&Node::Step(*id)));
    journey
        .lanes
        .retain(|id, _| !nodes.contains(&Node::Lane(*id)));
    journey
        .cards
        .retain(|id, _| !nodes.contains(&Node::Card(*id)));
    journey
        .links
        .retain(|id, _| !nodes.contains(&Node::Link(*id)));
    journey
        .stage_order
        .retain(|id| !nodes.contains(&Node::Stage(*id)));
    journey
        .lane_order
        .retain(|id| !nodes.contains(&Node::Lane(*id)));
    for stage in journey.stages.values_mut() {
        stage
            .step_order
            .retain(|id| !nodes.contains(&Node::Step(*id)));
    }
    for cards in journey.cells.values_mut() {
        cards.retain(|id| !nodes.contains(&Node::Card(*id)));
    }
    journey.cells.retain(|_, cards| !cards.is_empty());
    journey
        .emotions
        .retain(|(_, step), _| !nodes.contains(&Node::Step(*step)));
}

fn apply_all(board: &mut Board, changes: &[Change]) -> Vec<Prior> {
    changes.iter().map(|change| board.apply(change)).collect()
}

/// Everything that is promised of one accepted push.
fn accepted(before: &Board, after: &Board, decided: &Decided) -> Result<(), TestCaseError> {
    let Decided { changes, priors } = decided;
    journey::check(&after.journey, &after.catalogue)
        .map_err(|violation| TestCaseError::fail(violation.to_string()))?;

    let mut again = before.clone();
    prop_assert_eq!(
        &apply_all(&mut again, changes),
        priors,
        "applies alike everywhere"
    );
    prop_assert_eq!(&again, after);
    let nothing = |prior: &Prior| {
        matches!(
            prior,
            Prior::Catalogue(CataloguePrior::Nothing) | Prior::Journey(JourneyPrior::Nothing)
        )
    };
    prop_assert!(
        !priors.iter().any(nothing),
        "what is decided can be applied: {:?}",
        changes
    );
    again.rollback_all(priors.clone());
    prop_assert_eq!(&again, before, "rollback is exact");

    // One log after the other comes to the same as both at once.
    let (of_catalogue, of_journey) = decided.clone().by_log();
    let mut by_log = before.clone();
    apply_all(
        &mut by_log,
        &of_catalogue
            .into_iter()
            .map(Change::Catalogue)
            .collect::<Vec<_>>(),
    );
    apply_all(
        &mut by_log,
        &of_journey
            .into_iter()
            .map(Change::Journey)
            .collect::<Vec<_>>(),
    );
    prop_assert_eq!(&by_log, after);

    let json = changes_to_json(changes).unwrap();
    prop_assert_eq!(&changes_from_json(&json).unwrap(), changes);
    let bytes = postcard::to_stdvec(changes).unwrap();
    prop_assert_eq!(
        &postcard::from_bytes::<Vec<Change>>(&bytes).unwrap(),
        changes
    );
    undone(before, after, priors)
}

fn undone(before: &Board, after: &Board, priors: &[Prior]) -> Result<(), TestCaseError> {
    let mut board = after.clone();
    let undoing = push(&mut board, &undo(priors))
        .map_err(|refused| TestCaseError::fail(format!("undo was refused: {refused:?}")))?;
    prop_assert_eq!(
        without(&board, priors),
        without(before, &[]),
        "undo brings it back"
    );
    for (node, what) in [(priors, "added")] {
        for prior in node {
            if let Prior::Journey(JourneyPrior::CardAdded(id, _)) = prior {
                prop_assert_eq!(
                    board.journey.is_visible(Node::Card(*id)),
                    Some(false),
                    "{}",
                    what
                );
            }
        }
    }
    push(&mut board, &undo(&undoing.priors))
        .map_err(|refused| TestCaseError::fail(format!("redo was refused: {refused:?}")))?;
    prop_assert_eq!(
        without(&board, &[]),
        without(after, &[]),
        "redo does it again"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_sequence_of_wishes_keeps_what_is_promised(pushes in pushes(25)) {
        let mut board = board();
        for wishes in pushes {
            let before = board.clone();
            let intents = intents(&board, &wishes);
            let json = intents_to_json(&intents).unwrap();
            prop_assert_eq!(&intents_from_json(&json).unwrap(), &intents);
            match push(&mut board, &intents) {
                Ok(decided) => accepted(&before, &board, &decided)?,
                Err(_) => prop_assert_eq!(&board, &before, "what is refused changes nothing"),
            }
        }
        let json = serde_json::to_string(&board).unwrap();
        let read: Board = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &board);
        let read: Board = postcard::from_bytes(&postcard::to_stdvec(&board).unwrap()).unwrap();
        prop_assert_eq!(state_hash(&read).unwrap(), state_hash(&board).unwrap());
        prop_assert_eq!(read, board);
    }

    #[test]
    fn a_corrupt_log_is_applied_alike_everywhere_and_rolled_back_exactly(
        pushes in pushes(25),
        lost in any::<u64>(),
    ) {
        // A log of another board, with entries missing.
        let mut donor = board();
        let mut log = Vec::new();
        for wishes in pushes {
            let intents = intents(&donor, &wishes);
            if let Ok(decided) = push(&mut donor, &intents) {
                log.extend(decided.changes);
            }
        }
        let kept: Vec<Change> = (0..).zip(log).filter(|(at, _)| lost >> (at % 64) & 1 == 1)
            .map(|(_, change)| change).collect();
        for start in [empty(), board()] {
            let (mut one, mut other) = (start.clone(), start.clone());
            let priors = apply_all(&mut one, &kept);
            apply_all(&mut other, &kept);
            prop_assert_eq!(state_hash(&one).unwrap(), state_hash(&other).unwrap());
            one.rollback_all(priors);
            prop_assert_eq!(one, start);
        }
    }
}

#[test]
fn a_fingerprint_changes_with_the_board_and_is_read_back() {
    let (one, mut other) = (board(), board());
    let hash = state_hash(&one).unwrap();
    assert_eq!(hash, state_hash(&other).unwrap());
    assert_eq!(hash.to_string().parse(), Ok(hash));
    other.journey.scope.title.push('!');
    assert_ne!(hash, state_hash(&other).unwrap());
    // XXH3-128 of no bytes, from the reference implementation.
    assert_eq!(
        state_hash(&()).unwrap().to_string(),
        "99aa06d3014798d86001c324468d497f"
    );
}

#[test]
fn random_wishes_reach_every_kind_of_change_and_most_refusals() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut kinds, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    let name = |debug: String| {
        debug
            .split([' ', '(', '{'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    for _ in 0..2_500 {
        let mut board = board();
        for dice in pushes(25)
            .new_tree(&mut runner)
            .unwrap()
            .current()
            .into_iter()
            .flatten()
        {
            let wished = intent(&board, dice);
            match push(&mut board, &[wished]) {
                Ok(decided) => kinds.extend(decided.changes.iter().map(|change| match change {
                    Change::Catalogue(change) => name(format!("{change:?}")),
                    Change::Journey(change) => name(format!("{change:?}")),
                })),
                Err((_, rejection)) => drop(refusals.insert(name(format!("{rejection:?}")))),
            }
        }
    }
    let changes = 22 + 19;
    assert_eq!(kinds.len(), changes - 1, "Renamed is in both: {kinds:?}");
    for refusal in [
        "Missing",
        "Deleted",
        "Retired",
        "IdUsed",
        "OverLimit",
        "EmptyTitle",
        "ControlCharacters",
        "NotThere",
        "WrongLane",
        "LaneExists",
        "PersonaNotInScope",
        "StaleNote",
        "BadSelection",
        "BadDay",
        "BadDimension",
        "BadLink",
        "LinkExists",
        "WrongContent",
        "BadMetric",
        "OwnJourney",
        "BadPicture",
    ] {
        assert!(
            refusals.contains(refusal),
            "{refusal} is missing from {refusals:?}"
        );
    }
}
