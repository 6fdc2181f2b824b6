//! The golden logs: written once, replayed for ever, here and in the shipped client.
//!
//! A format that changes on purpose gets a new version and an upcast, and the old files stay as they are; only where the
//! state gains something that no log could say before, their fingerprints change. New ones are
//! written from the scripts below by `PUENTE_GOLDEN=write cargo test -p shared --test core golden`, which never
//! overwrites a file that is there.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use shared::{
    catalogue::{CatalogueIntent, EntryId, TouchpointField},
    id::{ClientId, CopyId, JourneyId, LaneId, LinkId, NoteEditId},
    journey::{
        self, CardField, Cell, Certainty, Content, Emotion, Evidence, JourneyIntent, JourneyKind,
        LaneKind, LinkKind, Node, ScopeField, StepField, Template,
    },
    locale::Lang,
    log::{
        Board, Intent, StoredError, Timestamp, decide_push, intents_to_json, replay_hash,
        state_hash, to_stored_list, undo,
    },
    text::{TextEdit, TextSpan},
};

use crate::world::*;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

type Script = fn() -> String;

/// Writes the pushes that a script makes.
struct Scribe {
    board: Board,
    pushes: Vec<Value>,
}

impl Scribe {
    fn new() -> Self {
        Self {
            board: empty(),
            pushes: Vec::new(),
        }
    }

    fn push(&mut self, intents: &[Intent]) {
        let at = Timestamp(1_760_000_000_000 + 1000 * self.pushes.len() as i64);
        let context = shared::log::Context { at, ..context() };
        let (catalogue, changes) = decide_push(&mut self.board, &context, intents)
            .unwrap()
            .by_log();
        let value = |json: String| serde_json::from_str::<Value>(&json).unwrap();
        self.pushes.push(json!({
            "client_id": ClientId::new(uuid(0xc1)),
            "client_seq": self.pushes.len() + 1,
            "actor": owner().id,
            "at": at,
            "intents": value(intents_to_json(intents).unwrap()),
            "catalogue": value(to_stored_list(&catalogue).unwrap()),
            "changes": value(to_stored_list(&changes).unwrap()),
        }));
    }

    fn journey(&mut self, intents: impl IntoIterator<Item = JourneyIntent>) {
        self.push(&intents.into_iter().map(Intent::Journey).collect::<Vec<_>>());
    }

    fn catalogue(&mut self, intents: impl IntoIterator<Item = CatalogueIntent>) {
        self.push(
            &intents
                .into_iter()
                .map(Intent::Catalogue)
                .collect::<Vec<_>>(),
        );
    }

    fn written(self) -> String {
        let golden = json!({
            "type": "golden_log",
            "version": 1,
            "journey": self.board.journey.id,
            "pushes": self.pushes,
            "hash": state_hash(&self.board).unwrap().to_string(),
        });
        serde_json::to_string_pretty(&golden).unwrap() + "\n"
    }
}

fn start(scribe: &mut Scribe, template: Template, lang: Lang) {
    let title = ScopeField::Title("Señora Ñandú vuela 🛫".into());
    scribe.journey([JourneyIntent::SetScope { field: title }]);
    scribe.journey(journey::start::intents(template, lang, counter(1000)));
    scribe.catalogue(shared::catalogue::start(lang, counter(2000)));
}

fn touchpoint(id: shared::id::TouchpointId, name: &str) -> CatalogueIntent {
    CatalogueIntent::AddTouchpoint {
        id,
        name: name.into(),
        key: Some(name.to_lowercase()),
        channel: None,
        department: None,
        moment_of_truth: false,
    }
}

/// A board is mapped: placements, pains, notes, emotions, copies, moves.
fn mapping() -> String {
    let mut scribe = Scribe::new();
    start(&mut scribe, Template::Airport, Lang::Es);
    scribe.catalogue([
        touchpoint(BOARDING_PASS, "Boarding pass"),
        touchpoint(SECURITY, "Security"),
        CatalogueIntent::AddPersona {
            id: COMMUTER,
            name: "Commuter".into(),
            summary: "Flies every Monday.\nNo bags.".into(),
        },
        CatalogueIntent::SetTouchpoint {
            touchpoint: SECURITY,
            field: TouchpointField::MomentOfTruth(true),
        },
    ]);
    let (at_touchpoints, at_pains) = (
        cell(&scribe.board, 7, LaneKind::Touchpoints),
        cell(&scribe.board, 7, LaneKind::Pains),
    );
    scribe.journey([
        JourneyIntent::SetScope {
            field: ScopeField::Personas(vec![COMMUTER]),
        },
        JourneyIntent::SetScope {
            field: ScopeField::Kind(JourneyKind::ToBe),
        },
        place(1, at_touchpoints, SECURITY),
        add_card(2, at_pains, None, "40 minutes in a queue"),
        add_card(3, at_pains, Some(2), "Nobody says why"),
        add_card(4, at_pains, Some(2), "Shoes off, shoes on"),
    ]);
    scribe.journey([
        JourneyIntent::SetNote {
            card: card(2),
            base: 0,
            text: "Heard on\tMonday".into(),
        },
        JourneyIntent::SetCard {
            card: card(2),
            field: CardField::Evidence(Evidence::Qualitative),
        },
        JourneyIntent::SetEmotion {
            persona: COMMUTER,
            step: at_pains.step,
            emotion: Emotion::new(-150),
        },
    ]);
    let stage = scribe.board.journey.steps[&at_pains.step].stage;
    scribe.journey([JourneyIntent::Duplicate {
        copy: CopyId::new(uuid(70)),
        nodes: vec![Node::Stage(stage)],
    }]);
    let notes = cell(&scribe.board, 0, LaneKind::Notes);
    scribe.journey([
        JourneyIntent::MoveCards {
            cards: vec![card(3), card(2)],
            cell: notes,
            after: None,
        },
        JourneyIntent::MoveStage { stage, after: None },
        JourneyIntent::MoveLane {
            lane: notes.lane,
            after: None,
        },
    ]);
    // A push without effect is an entry all the same.
    scribe.journey([JourneyIntent::MoveStage { stage, after: None }]);
    scribe.written()
}

/// Much is deleted, brought back and taken back.
fn undoing() -> String {
    let mut scribe = Scribe::new();
    start(&mut scribe, Template::Blank, Lang::En);
    let pains = cell(&scribe.board, 1, LaneKind::Pains);
    let free = LaneId::new(uuid(80));
    scribe.journey([
        add_card(1, pains, None, "One"),
        add_card(2, pains, Some(1), "Two"),
        JourneyIntent::AddLane {
            id: free,
            kind: LaneKind::Free,
            title: Some("Ideas".into()),
            department: None,
            after: Some(pains.lane),
        },
        JourneyIntent::SetLineOfVisibility { below: Some(free) },
    ]);
    let taken_back = [
        vec![delete(&[Node::Stage(stages(&scribe.board)[0])])],
        vec![
            JourneyIntent::SetNote {
                card: card(1),
                base: 0,
                text: "a".into(),
            },
            JourneyIntent::SetNote {
                card: card(1),
                base: 1,
                text: "b".into(),
            },
            JourneyIntent::Rename {
                node: Node::Lane(free),
                title: String::new(),
            },
        ],
        vec![JourneyIntent::Duplicate {
            copy: CopyId::new(uuid(71)),
            nodes: vec![Node::Step(pains.step), Node::Step(steps(&scribe.board)[2])],
        }],
    ];
    for intents in taken_back {
        let mut aside = scribe.board.clone();
        let did = does(&mut aside, intents.clone());
        scribe.journey(intents);
        scribe.push(&undo(&did.priors));
    }
    let entry = EntryId::Channel(*scribe.board.catalogue.channels.keys().next().unwrap());
    scribe.catalogue([
        CatalogueIntent::Rename {
            entry,
            name: "Fax".into(),
        },
        CatalogueIntent::Retire { entry },
    ]);
    scribe.written()
}

/// Two people write in one note, the later one without having seen what the earlier one wrote; some is taken back.
fn writing() -> String {
    let mut scribe = Scribe::new();
    start(&mut scribe, Template::Blank, Lang::Es);
    let pains = cell(&scribe.board, 1, LaneKind::Pains);
    scribe.journey([add_card(1, pains, None, "Cola")]);
    let edit = |id, base, spans: &[TextSpan]| JourneyIntent::EditNote {
        card: card(1),
        id: NoteEditId::new(uuid(id)),
        base,
        edit: TextEdit::try_from(spans.to_vec()).unwrap(),
    };
    let insert = |text: &str| TextSpan::Insert(text.to_owned());
    let keep = TextSpan::Keep;
    scribe.journey([edit(0xe1, 0, &[insert("La cola es eterna 🛫.\n")])]);
    scribe.journey([edit(
        0xe2,
        1,
        &[
            keep(18),
            TextSpan::Delete(1),
            insert("hoy"),
            keep(1),
            keep(1),
        ],
    )]);
    // Written on the first text.
    scribe.journey([edit(0xe3, 1, &[keep(7), insert(" del control"), keep(14)])]);
    let before = scribe.board.clone();
    let last = edit(0xe4, 3, &[insert("¡"), keep(35)]);
    let mut board = before;
    let decided = push(&mut board, &[Intent::Journey(last.clone())]).unwrap();
    scribe.journey([last]);
    scribe.push(&undo(&decided.priors));
    scribe.journey([JourneyIntent::SetNote {
        card: card(1),
        base: 5,
        text: "Todo nuevo".into(),
    }]);
    scribe.journey([edit(0xe5, 6, &[keep(10), insert(", o casi")])]);
    scribe.written()
}

/// Causes and ways between steps, numbers, a promise that is proved, what a journey is found by; and a step is copied.
fn linking() -> String {
    let mut scribe = Scribe::new();
    start(&mut scribe, Template::Blank, Lang::En);
    scribe.catalogue([touchpoint(SECURITY, "Security")]);
    let at = |scribe: &Scribe, kind| cell(&scribe.board, 0, kind);
    let (touchpoints, backstage, promises) = (
        at(&scribe, LaneKind::Touchpoints),
        at(&scribe, LaneKind::Backstage),
        at(&scribe, LaneKind::Promise),
    );
    let waits = LaneId::new(uuid(80));
    let minutes = Cell {
        step: touchpoints.step,
        lane: waits,
    };
    scribe.journey([
        place(1, touchpoints, SECURITY),
        add_card(2, backstage, None, "One lane is open"),
        add_card(3, promises, None, "Ten minutes"),
        JourneyIntent::AddLane {
            id: waits,
            kind: LaneKind::Free,
            title: Some("Minutes".into()),
            department: None,
            after: None,
        },
        JourneyIntent::SetLaneContent {
            lane: waits,
            content: Content::Number,
        },
        add_card(4, minutes, None, "12.5"),
        JourneyIntent::SetCard {
            card: card(3),
            field: CardField::Metric(Some("wait".into())),
        },
    ]);
    let steps = steps(&scribe.board);
    let (cause, way) = (LinkId::new(uuid(0x91)), LinkId::new(uuid(0x92)));
    scribe.journey([
        JourneyIntent::AddLink {
            id: cause,
            kind: LinkKind::Cause(Certainty::Hypothesis),
            from: Node::Card(card(2)),
            to: Node::Card(card(1)),
            title: "Since May".into(),
        },
        JourneyIntent::AddLink {
            id: way,
            kind: LinkKind::Way,
            from: Node::Step(steps[2]),
            to: Node::Step(steps[0]),
            title: String::new(),
        },
        JourneyIntent::SetLink {
            link: cause,
            kind: LinkKind::Cause(Certainty::Confirmed),
        },
        JourneyIntent::SetStep {
            step: steps[0],
            field: StepField::Journey(Some(JourneyId::new(uuid(0xde)))),
        },
    ]);
    scribe.journey([
        JourneyIntent::SetScope {
            field: ScopeField::Tags(vec!["airport".into(), "2026".into()]),
        },
        JourneyIntent::SetScope {
            field: ScopeField::Review("2026-12-24".parse().ok()),
        },
        JourneyIntent::SetScope {
            field: ScopeField::Archived(true),
        },
        JourneyIntent::SetScope {
            field: ScopeField::Parent(Some(JourneyId::new(uuid(0xdf)))),
        },
    ]);
    scribe.journey([JourneyIntent::Duplicate {
        copy: CopyId::new(uuid(72)),
        nodes: vec![Node::Step(steps[0]), Node::Step(steps[2])],
    }]);
    scribe.journey([delete(&[Node::Step(steps[2])])]);
    scribe.written()
}

#[test]
fn golden_logs_are_decided_and_replayed_to_their_fingerprints() {
    let scripts: [(&str, Script); 4] = [
        ("mapping.json", mapping),
        ("undoing.json", undoing),
        ("writing.json", writing),
        ("linking.json", linking),
    ];
    let write = std::env::var_os("PUENTE_GOLDEN").is_some_and(|value| value == "write");
    for (name, script) in scripts {
        let path = folder().join(name);
        if write && !path.exists() {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, script()).unwrap();
        }
    }
    let mut replayed = 0;
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let json = fs::read_to_string(&path).unwrap();
        let expected: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            Ok(expected["hash"].as_str().unwrap()),
            replay_hash(&json).as_deref(),
            "{path:?}"
        );
        replayed += 1;
    }
    assert!(replayed >= 4);
}

#[test]
fn a_log_that_holds_something_else_than_was_wished_is_found_out() {
    let json = mapping();
    assert!(replay_hash(&json).is_ok());
    let other = json.replacen("\"after\": null", "\"after\": \"oops\"", 1);
    assert!(matches!(
        replay_hash(&other),
        Err(StoredError::Malformed { .. })
    ));
    let at = json.rfind("Boarding pass").unwrap();
    let forged = format!(
        "{}Bording pass{}",
        &json[..at],
        &json[at + "Boarding pass".len()..]
    );
    assert_eq!(
        replay_hash(&forged),
        Err(StoredError::Diverged { entry: 4 })
    );
    let newer = json.replace("  \"version\": 1\n}", "  \"version\": 2\n}");
    let version = replay_hash(&newer);
    assert!(
        matches!(version, Err(StoredError::NewerVersion { version: 2, .. })),
        "{version:?}"
    );
}
