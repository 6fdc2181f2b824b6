//! Maps of other tools: Enablement Map Studio (YAML) and New Relic's Customer Journey (JavaScript).

use proptest::prelude::*;
use shared::{
    exchange::{Format, ItemCount, ItemKind, LeftOut, ReadProblem, Reading, read},
    id::JourneyId,
    journey::LaneKind,
    log::Board,
};

use super::{carry_out, nothing};
use crate::world::{context, uuid};

fn reading(format: Format, text: &str) -> Reading {
    read(format, text.as_bytes()).unwrap()
}

fn problem(format: Format, text: &str) -> ReadProblem {
    read(format, text.as_bytes()).unwrap_err().problem
}

/// The board that a file makes of nothing; done once more, it makes nothing of it.
fn made(reading: &Reading) -> Board {
    let mut board = nothing(JourneyId::new(uuid(1)));
    carry_out(&reading.plan(&board, &context()), &mut board);
    assert_eq!(reading.plan(&board, &context()).intents, []);
    board
}

/// A map of the public data, or `None` and a word about it.
fn data(name: &str) -> Option<String> {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/journey_maps")
        .join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is not there",
            path.display()
        );
        eprintln!("skipped: {} is not there", path.display());
    }
    text
}

/// How many are new of each kind.
fn new(reading: &Reading) -> Vec<(ItemKind, u32)> {
    let plan = reading.plan(&nothing(JourneyId::new(uuid(1))), &context());
    let counts = plan.counts().into_iter();
    counts
        .map(|(kind, ItemCount { new, .. })| (kind, new))
        .filter(|(_, new)| *new > 0)
        .collect()
}

fn left_out(reading: &Reading, why: &LeftOut) -> usize {
    reading
        .omissions()
        .iter()
        .filter(|omission| omission.why == *why)
        .count()
}

/// The titles of the visible cards in the lanes of a kind, step by step.
fn titles(board: &Board, kind: LaneKind) -> Vec<&str> {
    let journey = &board.journey;
    let mut titles = Vec::new();
    for column in journey.columns() {
        for (lane, _) in journey
            .visible_lanes()
            .filter(|(_, lane)| lane.kind == kind)
        {
            let cell = shared::journey::Cell {
                step: column.step,
                lane,
            };
            titles.extend(
                journey
                    .visible_cards(cell)
                    .map(|(_, card)| card.shown_title(&board.catalogue)),
            );
        }
    }
    titles
}

/// Every part of the two schemas that a journey takes, and some that it does not.
const MAP: &str = "kind: cjm
version: '1.0'
id: cjm:visit
persona:
  name: Guest
  description: >-
    Comes for
    the first time.
phases:
  - {id: p1, name: Before}
  - {id: p2, name: There}
actions:
  - id: a1
    name: Book
    phase: p1
    touchpoints: [Website, 'App']
    thoughts_feelings:
      - Is it safe?
    emotion_score: 1
  - {id: a2, name: Arrive, phase: p2, emotion_score: -2}
  - {id: a3, name: Leave, phase: nowhere, emotion_score: 0}
  - {id: a4, phase: p2, emotion_score: 0}
---
kind: sbp
version: '1.0'
id: sbp:visit
lanes:
  - {id: l0, name: Customer, kind: cjm}
  - {id: l1, name: Desk, kind: team, description: Two people}
tasks:
  - {id: t1, lane: l1, name: Greet, description: \"Smile\\nand wave\", source_id: a2}
  - {id: t2, lane: l1, name: Prepare the room}
  - {id: t3, lane: l1, name: Unconnected}
  - {id: t4, lane: l9, name: Nowhere}
  - {id: a1, lane: l0, name: Book, readonly: true}
connections:
  - {source: t2, target: t1, sourceHandle: right, targetHandle: left}
---
kind: outcome
version: '1.0'
";

#[test]
fn a_map_with_its_blueprint_becomes_lanes_cards_and_emotions() {
    let reading = reading(Format::EnablementMap, MAP);
    let board = made(&reading);
    let journey = &board.journey;
    let stages: Vec<&str> = journey
        .visible_stages()
        .map(|(_, stage)| stage.title.as_str())
        .collect();
    assert_eq!(stages, ["Before", "There"]);
    assert_eq!(titles(&board, LaneKind::Touchpoints), ["Website", "App"]);
    assert_eq!(titles(&board, LaneKind::Thinking), ["Is it safe?"]);
    assert_eq!(
        titles(&board, LaneKind::Backstage),
        ["Greet", "Prepare the room"]
    );
    let note = journey
        .cards
        .values()
        .find(|card| card.title == "Greet")
        .map(|card| card.note.text.as_str());
    assert_eq!(note, Some("Smile\nand wave"));
    let emotions: Vec<i16> = journey
        .columns()
        .filter_map(|column| {
            journey
                .emotions
                .get(&(journey.scope.personas[0], column.step))
                .map(|felt| felt.hundredths())
        })
        .collect();
    assert_eq!(emotions, [100, -200]);
    let persona = board.catalogue.personas.values().next().unwrap();
    assert_eq!(
        (persona.name.as_str(), persona.summary.as_str()),
        ("Guest", "Comes for the first time.")
    );
    assert_eq!(journey.lanes_above_line(), Some(3));
    let omissions: Vec<(u32, &str, &LeftOut)> = reading
        .omissions()
        .iter()
        .map(|o| (o.line, o.text.as_str(), &o.why))
        .collect();
    let field = LeftOut::NoField {
        field: "name".to_owned(),
    };
    assert_eq!(
        omissions,
        [
            (21, "Leave", &LeftOut::NoStep),
            (22, "a4", &field),
            (29, "Two people", &LeftOut::NoPlace),
            (33, "Unconnected", &LeftOut::NoStep),
            (34, "Nowhere", &LeftOut::NoLane),
            (37, "t2 → t1", &LeftOut::NoPlace),
            (39, "outcome", &LeftOut::NoPlace),
        ]
    );
}

#[test]
fn an_action_of_another_name_in_the_same_file_is_the_same_step_renamed() {
    let mut board = made(&reading(Format::EnablementMap, MAP));
    let steps = board.journey.steps.len();
    let renamed = reading(
        Format::EnablementMap,
        &MAP.replace("name: Arrive", "name: Come in"),
    );
    let plan = renamed.plan(&board, &context());
    assert_eq!(plan.intents.len(), 1);
    carry_out(&plan, &mut board);
    assert_eq!(board.journey.steps.len(), steps);
    assert!(
        board
            .journey
            .steps
            .values()
            .any(|step| step.title == "Come in")
    );
}

#[test]
fn the_sample_of_enablement_map_studio_is_read_whole() {
    // Counted in the file by another YAML reader (PyYAML 6).
    let Some(text) = data("suwa__sample.yaml") else {
        return;
    };
    let reading = reading(Format::EnablementMap, &text);
    assert_eq!(
        new(&reading),
        [
            (ItemKind::Persona, 1),
            (ItemKind::Touchpoint, 13),
            (ItemKind::Stage, 5),
            (ItemKind::Step, 6),
            (ItemKind::Lane, 6),
            (ItemKind::Card, 16 + 12 + 13),
            (ItemKind::Note, 2),
            (ItemKind::Emotion, 6),
            (ItemKind::LineOfVisibility, 1),
        ]
    );
    // 15 arrows, the description of a lane, outcome and enablement.
    assert_eq!(left_out(&reading, &LeftOut::NoPlace), 15 + 1 + 2);
    assert_eq!(reading.omissions().len(), 18);
    let board = made(&reading);
    assert_eq!(titles(&board, LaneKind::Touchpoints)[0], "定例会議");
}

#[test]
fn the_map_of_enterprise_ai_is_read_whole() {
    let Some(text) = data("suwa__enterprise-ai-reach-value.yaml") else {
        return;
    };
    let reading = reading(Format::EnablementMap, &text);
    let new = new(&reading);
    assert!(
        new.contains(&(ItemKind::Card, 14 + 14 + 9)) && new.contains(&(ItemKind::Note, 9)),
        "{new:?}"
    );
    assert!(
        new.contains(&(ItemKind::Step, 7)) && new.contains(&(ItemKind::Lane, 7)),
        "{new:?}"
    );
    assert_eq!(reading.omissions().len(), 9 + 4 + 2);
    let board = made(&reading);
    let felt: Vec<i16> = board
        .journey
        .columns()
        .map(|column| {
            board.journey.emotions[&(board.journey.scope.personas[0], column.step)].hundredths()
        })
        .collect();
    assert_eq!(felt, [-100, 0, -200, 100, 100, 200, 100]);
}

#[test]
fn the_demo_of_new_relic_is_its_four_steps() {
    let Some(text) = data("newrelic__demo-journeyConfig.js") else {
        return;
    };
    let reading = reading(Format::FunnelConfig, &text);
    assert_eq!(reading.title(), Some("Demo Journey"));
    assert_eq!(new(&reading), [(ItemKind::Stage, 1), (ItemKind::Step, 4)]);
    let board = made(&reading);
    let steps: Vec<&str> = board
        .journey
        .columns()
        .map(|c| board.journey.steps[&c.step].title.as_str())
        .collect();
    assert_eq!(steps, ["Homepage", "Plans", "Cart", "Checkout"]);
    // Two queries a step, the funnel, three cohorts, two goals and five measures.
    assert_eq!(left_out(&reading, &LeftOut::NoPlace), 8 + 1 + 3 + 2 + 5);
}

#[test]
fn a_configuration_may_be_written_in_every_way_of_a_literal() {
    let text = "// title = 'no'\n/* [1] */ 'use strict';\nexport default {\n  \"title\": \"A \\\"b\\\" \\u00f1\\x41\",\n  'id': 7, accountId: +1e3,\n\
        steps: [ { label: `Pay`, id: 1, }, { label: 'Wait\\\nlong' }, {}, ],\n};\nfunction f() { return 1; }\n";
    let reading = reading(Format::FunnelConfig, text);
    assert_eq!(reading.title(), Some("A \"b\" ñA"));
    let board = made(&reading);
    let steps: Vec<&str> = board
        .journey
        .columns()
        .map(|c| board.journey.steps[&c.step].title.as_str())
        .collect();
    assert_eq!(steps, ["Pay", "Waitlong"]);
    let field = LeftOut::NoField {
        field: "label".to_owned(),
    };
    assert_eq!(left_out(&reading, &field), 1);
}

#[test]
fn nothing_of_a_configuration_is_ever_run() {
    for text in [
        "const a = [ alert(1) ];",
        "const a = { title: `x${1}`, steps: [] };",
        "const a = { title: 'x', ...b };",
        "const a = { get title() { return 1 } };",
        "const a = [1 + 1];",
        "const a = [ () => 1 ];",
        "const a = ['x",
        "const a = [/* ",
        "const a = { title: 'x' ",
        "const a = { '\\u12': 1 }",
        "const a = b;",
        "",
    ] {
        assert!(
            matches!(
                problem(Format::FunnelConfig, text),
                ReadProblem::Malformed { .. }
            ),
            "{text}"
        );
    }
    assert!(matches!(
        problem(Format::FunnelConfig, "module.exports = [{ name: 'x' }]"),
        ReadProblem::OtherFormat { .. }
    ));
}

#[test]
fn small_files_that_become_huge_are_refused() {
    // A billion laughs.
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for n in 1..10 {
        let before = n - 1;
        laughs += &format!(
            "a{n}: &a{n} [{}]\n",
            vec![format!("*a{before}"); 9].join(", ")
        );
    }
    assert_eq!(problem(Format::EnablementMap, &laughs), ReadProblem::Alias);
    let deep = ReadProblem::TooDeep { most: 32 };
    for open in ["[", "{a: ", "- "] {
        assert_eq!(
            problem(Format::EnablementMap, &open.repeat(60)),
            deep,
            "{open}"
        );
        // The parser itself may stop before.
        assert!(read(Format::EnablementMap, open.repeat(100_000).as_bytes()).is_err());
    }
    assert_eq!(
        problem(
            Format::FunnelConfig,
            &format!("const a = {}", "[".repeat(100_000))
        ),
        deep
    );
    assert_eq!(
        problem(
            Format::FunnelConfig,
            &format!("const a = {}", "{a:".repeat(100_000))
        ),
        deep
    );
    let many = ReadProblem::TooMany { most: 200_000 };
    assert_eq!(
        problem(Format::EnablementMap, &"- x\n".repeat(200_001)),
        many
    );
    assert_eq!(
        problem(
            Format::FunnelConfig,
            &format!("const a = [{}]", "1,".repeat(200_001))
        ),
        many
    );
    for text in [
        "kind: cjm\n\tid: x",
        "{",
        "a: b: c",
        "? [x]\n: y",
        "\u{7}",
        "kind: *nobody",
    ] {
        assert!(
            read(Format::EnablementMap, text.as_bytes()).is_err(),
            "{text:?}"
        );
    }
    assert_eq!(
        problem(Format::EnablementMap, "kind: cjm\nphases: []\nactions: []"),
        ReadProblem::Empty
    );
    let huge = MAP.replace(
        "emotion_score: 1",
        &format!("emotion_score: {}", "9".repeat(500)),
    );
    assert_eq!(
        left_out(&reading(Format::EnablementMap, &huge), &LeftOut::NotANumber),
        1
    );
}

#[test]
fn the_ending_of_a_file_says_its_format() {
    let of = |name| Format::of_file(name);
    assert_eq!(of("Map.v2.JSON"), Some(Format::Json));
    assert_eq!(of("day.mmd"), Some(Format::Mermaid));
    assert_eq!(of("grid.csv"), Some(Format::Csv));
    assert_eq!(of("map.yml"), Some(Format::EnablementMap));
    assert_eq!(of("journeyConfig.js"), Some(Format::FunnelConfig));
    assert_eq!((of("map"), of("map.pdf")), (None, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_is_read_or_refused(
        yaml in "(kind: cjm\n)?((- |: |\\{|\\}|\\[|\\]|&a|\\*a|\n|  |'|\"|phases|actions|id|name|x|1|\\||>){0,40})",
        script in "(const a = )?((\\[|\\]|\\{|\\}|:|,|'|`|\\\\|//|/\\*|title|steps|label|1|x|\n){0,40})",
    ) {
        let _ = read(Format::EnablementMap, yaml.as_bytes());
        let _ = read(Format::FunnelConfig, script.as_bytes());
        let _ = read(Format::Json, yaml.as_bytes());
    }

    #[test]
    fn a_map_that_was_cut_off_anywhere_is_read_or_refused(end in 0..MAP.len()) {
        if let Some(text) = MAP.get(..end)
            && let Ok(reading) = read(Format::EnablementMap, text.as_bytes())
        {
            made(&reading);
        }
    }
}
