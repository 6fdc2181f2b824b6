//! Mermaid's `journey`, against its documentation, its grammar and the tests of its parser.

use proptest::prelude::*;
use shared::{
    exchange::{Format, LeftOut, ReadProblem, Reading, read, to_mermaid},
    id::JourneyId,
    journey::{Emotion, JourneyIntent, LaneKind, Node, ScopeField},
    log::Board,
};

use super::{carry_out, nothing, played};
use crate::{
    wish::pushes,
    world::{COMMUTER, FAMILY, board, context, does, stages, steps, uuid},
};

fn reading(text: &str) -> Reading {
    read(Format::Mermaid, text.as_bytes()).unwrap()
}

/// The board that a text makes of nothing.
fn made(text: &str) -> Board {
    let mut board = nothing(JourneyId::new(uuid(1)));
    carry_out(&reading(text).plan(&board, &context()), &mut board);
    board
}

/// A step and what the personas feel there.
type Felt<'a> = (&'a str, Vec<(&'a str, i16)>);

/// Stages with their steps, and what each persona feels there in hundredths.
fn said(board: &Board) -> Vec<(&str, Vec<Felt<'_>>)> {
    let journey = &board.journey;
    let felt = |step| {
        let personas = journey.scope.personas.iter();
        let felt = personas.filter_map(move |persona| {
            let felt = journey.emotions.get(&(*persona, step))?;
            let name = board.catalogue.personas[persona].name.as_str();
            Some((name, felt.hundredths()))
        });
        felt.collect()
    };
    let stages = journey.visible_stages().map(|(id, stage)| {
        let steps = journey.visible_steps(id);
        let steps = steps.map(|(id, step)| (step.title.as_str(), felt(id)));
        (stage.title.as_str(), steps.collect())
    });
    stages.collect()
}

fn out(board: &Board) -> String {
    to_mermaid(&board.journey, &board.catalogue)
}

fn why(text: &str) -> Vec<(u32, LeftOut)> {
    let reading = reading(text);
    let omissions = reading.omissions().iter();
    omissions
        .map(|omission| (omission.line, omission.why.clone()))
        .collect()
}

/// The example of Mermaid's documentation.
const WORKING_DAY: &str = "journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
";

#[test]
fn the_example_of_the_documentation_becomes_stages_steps_and_emotions_and_goes_out_again() {
    let board = made(WORKING_DAY);
    assert_eq!(board.journey.scope.title, "My working day");
    assert_eq!(
        said(&board),
        [
            (
                "Go to work",
                vec![
                    ("Make tea", vec![("Me", 200)]),
                    ("Go upstairs", vec![("Me", 0)]),
                    ("Do work", vec![("Me", -200), ("Cat", -200)]),
                ]
            ),
            (
                "Go home",
                vec![
                    ("Go downstairs", vec![("Me", 200)]),
                    ("Sit down", vec![("Me", 200)]),
                ]
            ),
        ]
    );
    assert_eq!(out(&board), WORKING_DAY);
}

#[test]
fn tasks_of_every_form_that_the_parser_of_mermaid_is_tested_with_are_read() {
    let text = "journey\ntitle Adding journey diagram functionality to mermaid\nsection Documentation\n\
        A task: 5: Alice, Bob, Charlie\nB task: 3:Bob, Charlie\nC task: 5\nD task: 5: Charlie, Alice\nE task: 5:\n\
        section Another section\nP task: 5:\nQ task: 5:\nR task: 5:";
    let board = made(text);
    let said = said(&board);
    let steps: Vec<Vec<&str>> = said
        .iter()
        .map(|(_, steps)| steps.iter().map(|(title, _)| *title).collect())
        .collect();
    assert_eq!(
        steps,
        [
            vec!["A task", "B task", "C task", "D task", "E task"],
            vec!["P task", "Q task", "R task"]
        ]
    );
    let people: Vec<&str> = said[0].1[0].1.iter().map(|(name, _)| *name).collect();
    assert_eq!(people, ["Alice", "Bob", "Charlie"]);
    assert_eq!(said[0].1[1].1, [("Bob", 0), ("Charlie", 0)]);
    // A feeling of nobody is said to be left out, five times.
    assert_eq!(
        why(text),
        [6, 8, 10, 11, 12].map(|line| (line, LeftOut::Nobodys))
    );
}

#[test]
fn comments_directives_front_matter_and_fences_are_no_tasks() {
    let text = "# A day\n\n```mermaid\n---\nconfig:\n  theme: forest\n---\n%%{init: {\n'theme': 'dark'}}%%\n\
        %% a comment\nJOURNEY\n  %% another: 5: Me\n  Section One\n    Walk: 4.5: Me # and so on\n```\n\nWalk: 1: You\n";
    assert_eq!(
        said(&made(text)),
        [("One", vec![("Walk", vec![("Me", 150)])])]
    );
    let fenced = reading(text);
    assert_eq!((fenced.omissions(), fenced.title()), (&[][..], None));
}

#[test]
fn what_is_half_valid_says_line_by_line_what_does_not_come() {
    let text = "journey\nsection A\n  Walk: 5: Me\n  no score\n  Run: fast: Me\n  Fly: 7: Me\n  : 5: Me\n  Swim; dive: 3: Me\n\
        accDescr: Of a day\nsection\n  Sit: 2: Me\n";
    let scale = LeftOut::OffTheScale { min: 1, max: 5 };
    assert_eq!(
        why(text),
        [
            (4, LeftOut::NotUnderstood),
            (5, LeftOut::NotANumber),
            (6, scale),
            (7, LeftOut::NotUnderstood),
            (8, LeftOut::NotUnderstood),
            (9, LeftOut::NoPlace),
            (10, LeftOut::NotUnderstood),
        ]
    );
    let board = nothing(JourneyId::new(uuid(1)));
    assert!(!reading(text).plan(&board, &context()).is_whole());
    assert_eq!(
        said(&made(text)),
        [(
            "A",
            vec![
                ("Walk", vec![("Me", 200)]),
                ("Run", vec![]),
                ("Fly", vec![]),
                ("Sit", vec![("Me", -100)]),
            ]
        )]
    );
}

#[test]
fn signs_that_mean_something_to_mermaid_go_out_as_entity_codes_and_come_back() {
    let mut board = board();
    let (stage, steps) = (stages(&board)[0], steps(&board));
    let rename = |node, title: &str| JourneyIntent::Rename {
        node,
        title: title.to_owned(),
    };
    does(
        &mut board,
        [
            JourneyIntent::SetScope {
                field: ScopeField::Title("50% off; #1: <b>".to_owned()),
            },
            rename(Node::Stage(stage), "A: B"),
            rename(Node::Step(steps[0]), "Section A"),
            rename(Node::Step(steps[1]), "Title, and more"),
            rename(Node::Step(steps[2]), "%%{init}%% \u{202e}ñ 👩‍👧"),
        ],
    );
    assert_eq!(
        out(&board),
        "journey
    title 50#37; off#59; #35;1#58; #60;b#62;
    section A#58; B
      #83;ection A: 3
      #84;itle, and more: 3
      #37;#37;#123;init#125;#37;#37; \u{202e}ñ 👩‍👧: 3
"
    );
    let again = made(&out(&board));
    assert_eq!(out(&again), out(&board));
    assert_eq!(again.journey.scope.title, "50% off; #1: <b>");
}

#[test]
fn personas_who_feel_differently_at_a_step_are_a_task_for_each_score() {
    let mut board = board();
    let step = steps(&board)[1];
    let feel = |persona, hundredths| JourneyIntent::SetEmotion {
        persona,
        step,
        emotion: Emotion::new(hundredths),
    };
    does(
        &mut board,
        [
            JourneyIntent::SetScope {
                field: ScopeField::Personas(vec![COMMUTER, FAMILY]),
            },
            feel(COMMUTER, 150),
            feel(FAMILY, -175),
        ],
    );
    assert_eq!(
        out(&board),
        "journey
    title To the gate
    section First stage
      First step: 3
      Second step: 4.5: Commuter
      Second step: 1.25: Family
      Third step: 3
"
    );
    assert_eq!(
        said(&made(&out(&board)))[0].1[1].1,
        [("Commuter", 150), ("Family", -175)]
    );
    // On the board it came from there is nothing to do.
    let plan = reading(&out(&board)).plan(&board, &context());
    assert_eq!((plan.intents, plan.refused), (vec![], vec![]));
}

#[test]
fn the_same_file_read_again_changes_what_changed_and_doubles_nothing() {
    let mut board = made(WORKING_DAY);
    let before = board.journey.clone();
    let again = reading(WORKING_DAY).plan(&board, &context());
    assert_eq!(again.intents, []);
    let changed = WORKING_DAY.replace(
        "Go upstairs: 3: Me",
        "Go upstairs: 2: Me\n      Go back: 4: Me",
    );
    let plan = reading(&changed).plan(&board, &context());
    assert_eq!(
        plan.intents.len(),
        3,
        "a step, what is felt there, and what is felt before it"
    );
    carry_out(&plan, &mut board);
    assert_eq!(board.journey.steps.len(), before.steps.len() + 1);
    assert!(
        before
            .steps
            .keys()
            .all(|id| board.journey.steps.contains_key(id))
    );
    assert_eq!(out(&board), changed);
    // As a journey of its own it has the same id each time, and another program's title another.
    let id = |text: &str| reading(text).journey_id(|| uuid(9));
    assert_eq!(id(WORKING_DAY), id(&changed));
    assert_ne!(
        id(WORKING_DAY),
        id(&changed.replace("My working", "Your working"))
    );
    assert_eq!(id("journey\nWalk: 3"), JourneyId::new(uuid(9)));
}

#[test]
fn what_is_no_journey_is_refused() {
    let problem = |text: &str| read(Format::Mermaid, text.as_bytes()).unwrap_err();
    let other = ReadProblem::OtherFormat {
        format: Format::Mermaid,
    };
    assert_eq!(
        (
            problem("flowchart LR\n a --> b").problem,
            problem("").problem
        ),
        (other.clone(), other)
    );
    assert_eq!(
        problem("journey\n  title Nothing").problem,
        ReadProblem::Empty
    );
    let garbage = format!("journey\n{}", "x\n".repeat(1_000_000));
    assert_eq!(
        problem(&garbage).problem,
        ReadProblem::TooMany { most: 1_000 }
    );
    let long = format!("journey\nWalk: 3\n{}: 3\n", "x".repeat(20_000));
    assert_eq!(why(&long), [(3, LeftOut::NotUnderstood)]);
    let many: String = (0..600).map(|n| format!("Step {n}: 3\n")).collect();
    assert!(matches!(
        problem(&format!("journey\n{many}")).problem,
        ReadProblem::OverLimit { .. }
    ));
    assert_eq!(
        read(Format::Mermaid, &[b'j', 0xff]).unwrap_err().problem,
        ReadProblem::NotText
    );
}

/// Whether Mermaid can tell everything apart: no two personas of one name, no two steps of one name side by side.
fn is_clear(board: &Board) -> bool {
    let journey = &board.journey;
    let mut names: Vec<_> = journey
        .scope
        .personas
        .iter()
        .map(|id| board.catalogue.personas[id].name.to_lowercase())
        .collect();
    names.sort();
    let steps: Vec<&str> = journey
        .columns()
        .map(|column| journey.steps[&column.step].title.as_str())
        .collect();
    names.windows(2).all(|pair| pair[0] != pair[1])
        && steps.windows(2).all(|pair| pair[0] != pair[1])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_goes_out_is_what_comes_back(pushes in pushes(25)) {
        let board = played(&pushes);
        prop_assume!(is_clear(&board) && !steps(&board).is_empty());
        let reading = reading(&out(&board));
        prop_assert_eq!(reading.omissions(), &[]);
        let plan = reading.plan(&board, &context());
        prop_assert_eq!((plan.intents, plan.refused), (vec![], vec![]));
        prop_assert_eq!(out(&made(&out(&board))), out(&board));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(journey\n)?([a-z:;#%{} \n0-9]|section |title |💥){0,80}") {
        if let Ok(reading) = read(Format::Mermaid, text.as_bytes()) {
            let mut board = nothing(JourneyId::new(uuid(1)));
            carry_out(&reading.plan(&board, &context()), &mut board);
            let again = reading.plan(&board, &context());
            prop_assert_eq!(again.intents, vec![]);
        }
    }
}

#[test]
fn without_a_lane_of_emotions_none_go_out() {
    let mut board = made(WORKING_DAY);
    let lane = board.journey.lane_of_kind(LaneKind::Emotion).unwrap();
    does(
        &mut board,
        [JourneyIntent::Delete {
            nodes: vec![Node::Lane(lane)],
        }],
    );
    assert!(out(&board).contains("Make tea: 3\n") && !out(&board).contains("Me"));
}
