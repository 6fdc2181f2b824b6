//! Journeys that come as files: every format, said before it is done, whole or not at all.

mod sheets;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use serde_json::Value;
use shared::{
    api::{HistoryPage, JourneyFileReply, JourneySummary},
    exchange::{Format, ItemKind, JourneyDocument, LeftOut, Refusal, to_csv, to_json, to_mermaid},
    journey::{Journey, LaneKind},
    log::Rejection,
};

use crate::support::{Client, House, Reply, title};

/// As Mermaid's documentation draws it.
const WORKDAY: &str = "journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
";

const GRID: &str = "etapa;;Antes;;Después
paso;;Buscar;Comprar;Recibir
puntos de contacto;;Web;Tienda;Reparto
puntos de dolor;;;Cola larga;
emoción;Ana;1;-2;0,5
";

impl House {
    async fn file(&self, query: &str, bytes: impl Into<Body>) -> Reply {
        let path = format!("/api/v1/journey-files?{query}");
        self.send_file(&path, bytes).await
    }

    /// What a file would do.
    async fn dry_run(&self, query: &str, bytes: &[u8]) -> JourneyFileReply {
        let reply = self.file(query, bytes.to_vec()).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        let reply: JourneyFileReply = reply.json();
        assert!(!reply.done);
        reply
    }

    /// Says what a file would do, then does just that.
    async fn bring(&self, query: &str, bytes: &[u8]) -> JourneyFileReply {
        let planned = self.dry_run(query, bytes).await;
        let agreed = agreed(query, &planned);
        let reply = self.file(&agreed, bytes.to_vec()).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        let done: JourneyFileReply = reply.json();
        assert!(done.done);
        assert_eq!(
            (&done.coming, &done.refused),
            (&planned.coming, &planned.refused)
        );
        done
    }

    async fn listed(&self) -> Vec<JourneySummary> {
        self.get("/api/v1/journeys").await.json()
    }
}

/// The query that does what was planned.
fn agreed(query: &str, planned: &JourneyFileReply) -> String {
    let id = match query.contains("journey=") {
        true => String::new(),
        false => format!("&id={}", planned.journey),
    };
    format!("{query}{id}&fingerprint={}", planned.fingerprint)
}

/// Stages with their steps.
fn stages(journey: &Journey) -> Vec<(&str, Vec<&str>)> {
    let stages = journey.visible_stages();
    let stages = stages.map(|(id, stage)| {
        let steps = journey.visible_steps(id);
        let steps = steps.map(|(_, step)| step.title.as_str()).collect();
        (stage.title.as_str(), steps)
    });
    stages.collect()
}

/// What people feel, in hundredths, sorted.
fn felt(journey: &Journey) -> Vec<i16> {
    let felt = journey.emotions.values();
    let mut felt: Vec<i16> = felt.map(|emotion| emotion.hundredths()).collect();
    felt.sort_unstable();
    felt
}

/// A map of the public data, or `None` and a word about it.
fn data(name: &str) -> Option<Vec<u8>> {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/journey_maps")
        .join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        let shown = path.display();
        assert!(std::env::var_os("CI").is_none(), "{shown} is not there");
        eprintln!("skipped: {shown} is not there");
    }
    bytes
}

#[tokio::test]
async fn a_dry_run_says_what_would_come_and_changes_nothing_and_then_just_that_comes() {
    let house = House::open().await;
    let planned = house.dry_run("name=day.mmd", WORKDAY.as_bytes()).await;
    assert_eq!(
        (planned.format, planned.title.as_str(), &planned.slug),
        (Format::Mermaid, "My working day", &None)
    );
    let new = |kind| planned.counts[&kind].new;
    assert_eq!((new(ItemKind::Stage), new(ItemKind::Step)), (2, 5));
    // Me at five steps, the cat at one of them.
    assert_eq!((new(ItemKind::Persona), new(ItemKind::Emotion)), (2, 6));
    assert_eq!(house.listed().await, []);

    let done = house.bring("name=day.mmd", WORKDAY.as_bytes()).await;
    assert_eq!(done.slug.as_deref(), Some("my-working-day"));
    let board = house.board("my-working-day").await.board;
    assert_eq!(
        stages(&board.journey),
        [
            ("Go to work", vec!["Make tea", "Go upstairs", "Do work"]),
            ("Go home", vec!["Go downstairs", "Sit down"]),
        ]
    );
    // Scores from 1 to 5 are −2 to 2.
    assert_eq!(felt(&board.journey), [-200, -200, 0, 200, 200, 200]);
    // Written by the service, and read by another process as it was.
    let again = house.again().await.board("my-working-day").await;
    assert_eq!(again.board, board);
}

#[tokio::test]
async fn a_spanish_grid_comes_with_its_lanes_touchpoints_and_emotions() {
    let house = House::open().await;
    // As Spanish spreadsheets write it: Windows-1252.
    let bytes: Vec<u8> = GRID
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let done = house.bring("name=Compra%20en%20tienda.csv", &bytes).await;
    assert_eq!(done.slug.as_deref(), Some("compra-en-tienda"));
    let board = house.board("compra-en-tienda").await.board;
    assert_eq!(board.journey.scope.title, "Compra en tienda");
    assert_eq!(
        stages(&board.journey),
        [
            ("Antes", vec!["Buscar", "Comprar"]),
            ("Después", vec!["Recibir"])
        ]
    );
    assert_eq!(felt(&board.journey), [-200, 50, 100]);
    let kinds = board.journey.visible_lanes();
    let kinds: Vec<LaneKind> = kinds.map(|(_, lane)| lane.kind).collect();
    assert_eq!(
        kinds,
        [LaneKind::Touchpoints, LaneKind::Pains, LaneKind::Emotion]
    );
    let names = board.catalogue.touchpoints.values();
    let mut names: Vec<&str> = names.map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Reparto", "Tienda", "Web"]);
}

#[tokio::test]
async fn the_maps_of_other_tools_come_and_come_again_as_nothing() {
    let house = House::open().await;
    if let Some(funnel) = data("newrelic__demo-journeyConfig.js") {
        let done = house
            .file("name=journeyConfig.js", funnel.clone())
            .await
            .json::<JourneyFileReply>();
        // Queries, cohorts, goals and measures have no place here, and nobody agreed yet.
        assert!(done.refused_total > 0 && done.refused.len() == done.refused_total as usize);
        let no_place = Refusal::LeftOut(LeftOut::NoPlace);
        assert!(done.refused.iter().all(|item| item.why == no_place));
        let unasked = house
            .file(&agreed("name=journeyConfig.js", &done), funnel.clone())
            .await;
        assert_eq!(unasked.status, StatusCode::CONFLICT, "{}", unasked.text);
        assert_eq!(house.listed().await, []);
        house
            .bring("name=journeyConfig.js&leave_refused=true", &funnel)
            .await;
        let board = house.board("demo-journey").await.board;
        let steps: Vec<&str> = stages(&board.journey).concat_steps();
        assert_eq!(steps, ["Homepage", "Plans", "Cart", "Checkout"]);
    }
    for (name, phases) in [
        (
            "suwa__sample.yaml",
            &["要件定義", "設計確認", "UAT", "本番稼働", "運用保守"][..],
        ),
        ("suwa__enterprise-ai-reach-value.yaml", &[]),
    ] {
        let Some(map) = data(name) else { continue };
        let query = format!("name={name}&leave_refused=true");
        let done = house.bring(&query, &map).await;
        let before = house.board(done.journey).await;
        let titles: Vec<&str> = stages(&before.board.journey)
            .into_iter()
            .map(|(stage, _)| stage)
            .collect();
        assert!(titles.starts_with(phases), "{titles:?}");
        // It names itself, so the same file is the same journey, without anybody saying so.
        let again = house.bring(&query, &map).await;
        assert_eq!((again.journey, again.coming_total), (done.journey, 0));
        assert_eq!(house.board(done.journey).await, before);
    }
}

trait Steps<'a> {
    fn concat_steps(self) -> Vec<&'a str>;
}

impl<'a> Steps<'a> for Vec<(&'a str, Vec<&'a str>)> {
    fn concat_steps(self) -> Vec<&'a str> {
        self.into_iter().flat_map(|(_, steps)| steps).collect()
    }
}

#[tokio::test]
async fn a_journey_goes_out_as_json_and_comes_back_into_another_house_as_it_was() {
    let house = House::open().await;
    house.bring("name=Compra.csv", GRID.as_bytes()).await;
    let board = house.board("compra").await.board;
    let json = to_json(&JourneyDocument::of(&board.journey, &board.catalogue));
    let other = House::open().await;
    let done = other.bring("name=compra.json", json.as_bytes()).await;
    assert_eq!(done.journey, board.journey.id);
    let there = other.board("compra").await.board;
    assert_eq!(there.journey, board.journey);
    // At home nothing is new in it.
    let again = house.bring("name=compra.json", json.as_bytes()).await;
    assert_eq!((again.coming_total, again.refused_total), (0, 0));
    // The other formats that are written say nothing new either.
    for (name, text) in [
        ("compra.csv", to_csv(&board.journey, &board.catalogue)),
        ("compra.mmd", to_mermaid(&board.journey, &board.catalogue)),
    ] {
        let query = format!("name={name}&journey=compra");
        let again = house.dry_run(&query, text.as_bytes()).await;
        assert_eq!(again.coming, [], "{name}");
    }
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing_and_a_changed_one_only_what_changed() {
    let house = House::open().await;
    house.bring("name=day.mmd", WORKDAY.as_bytes()).await;
    let before = house.board("my-working-day").await;
    let query = "name=day.mmd&journey=my-working-day";
    let again = house.bring(query, WORKDAY.as_bytes()).await;
    assert_eq!((again.coming_total, again.refused_total), (0, 0));
    assert_eq!(house.board("my-working-day").await, before);

    let changed = WORKDAY
        .replace("Go upstairs: 3: Me", "Go upstairs: 1: Me")
        .replace("Sit down: 5: Me", "Sit down: 5: Me\n      Sleep: 4: Me");
    let done = house.bring(query, changed.as_bytes()).await;
    let coming: Vec<(ItemKind, bool)> = done.coming.iter().map(|i| (i.kind, i.new)).collect();
    assert_eq!(
        coming,
        [
            (ItemKind::Step, true),
            (ItemKind::Emotion, false),
            (ItemKind::Emotion, true),
        ]
    );
    let after = house.board("my-working-day").await;
    assert_eq!(after.heads.journey, before.heads.journey + 1);
    assert!(
        before
            .board
            .journey
            .steps
            .keys()
            .all(|id| { after.board.journey.steps.get(id) == before.board.journey.steps.get(id) })
    );
    let history: HistoryPage = house
        .get(&format!("/api/v1/journeys/{}/history", done.journey))
        .await
        .json();
    assert_eq!(history.entries[0].changes.len(), 3);
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_not_overwritten_by_an_older_yes() {
    let house = House::open().await;
    house.bring("name=day.mmd", WORKDAY.as_bytes()).await;
    let journey = house.board("my-working-day").await.board.journey;
    let query = "name=day.mmd&journey=my-working-day";
    let changed = WORKDAY.replace("My working day", "A day of mine");
    let planned = house.dry_run(query, changed.as_bytes()).await;
    assert_eq!(planned.coming_total, 1);
    // Somebody writes the same title first: the file has nothing left to do, which nobody agreed to.
    let mut client = Client::new(&house);
    let push = client.push(vec![title("A day of mine")]);
    house.push(journey.id, &push).await;
    let late = house
        .file(&agreed(query, &planned), changed.clone().into_bytes())
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
    let now: JourneyFileReply = late.json();
    assert!(!now.done && now.fingerprint != planned.fingerprint);
    assert_eq!(now.coming_total, 0);
    // Agreed to anew, it is done.
    let reply = house
        .file(&agreed(query, &now), changed.into_bytes())
        .await
        .json::<JourneyFileReply>();
    assert!(reply.done);
}

#[tokio::test]
async fn a_mermaid_file_that_is_half_valid_comes_in_half_only_when_somebody_agrees() {
    let house = House::open().await;
    let half = format!("{WORKDAY}      this is no task\n      Rest: nine: Me\n");
    let planned = house.dry_run("name=half.mmd", half.as_bytes()).await;
    let refused: Vec<(u32, &str)> = planned
        .refused
        .iter()
        .map(|item| (item.line, item.text.as_str()))
        .collect();
    assert_eq!(refused[0], (10, "this is no task"));
    assert_eq!(refused.len(), 2, "{refused:?}");
    let unasked = house
        .file(
            &agreed("name=half.mmd", &planned),
            half.clone().into_bytes(),
        )
        .await;
    assert_eq!(unasked.status, StatusCode::CONFLICT);
    assert!(!unasked.json::<JourneyFileReply>().done);
    assert_eq!(house.listed().await, []);
    house
        .bring("name=half.mmd&leave_refused=true", half.as_bytes())
        .await;
    assert_eq!(house.listed().await.len(), 1);
}

#[tokio::test]
async fn files_that_cannot_be_read_say_where_and_why_and_leave_nothing() {
    let house = House::open().await;
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    let deep = "[".repeat(100_000);
    for (name, bytes, problem, line) in [
        ("a.json", &b"{\"type\": \"journey\""[..], "malformed", "1"),
        ("a.json", deep.as_bytes(), "malformed", "1"),
        ("a.mmd", b"graph TD", "other_format", "1"),
        ("a.mmd", b"journey\n  title Nothing", "empty", ""),
        ("a.csv", b"", "empty", ""),
        ("a.csv", b"\x00\xff\x00", "not_text", ""),
        ("a.yaml", b"a: &a [1]\nb: *a", "alias", ""),
        ("a.js", b"alert(1)", "malformed", "1"),
        ("a.xlsx", &old, "file.old_spreadsheet", ""),
        (
            "a.xlsx",
            b"PK\x03\x04 nonsense",
            "file.spreadsheet_damaged",
            "",
        ),
    ] {
        let reply = house.file(&format!("name={name}"), bytes.to_vec()).await;
        assert_eq!(reply.code(), "invalid", "{name}: {}", reply.text);
        let args = &reply.json::<Value>()["args"];
        let said = args["problem"].as_str().unwrap_or_default();
        assert!(said.ends_with(problem), "{name}: {said}");
        if !line.is_empty() && said != "journey.other_format" {
            assert_eq!(args["line"], line, "{name}: {}", reply.text);
        }
    }
    let unknown = house.file("name=a.pdf", "%PDF-1.7").await;
    assert_eq!(unknown.code(), "invalid");
    assert_eq!(unknown.json::<Value>()["args"]["field"], "name");
    for (query, field) in [
        ("name=a.mmd&journey=nowhere", "not_found"),
        (
            "name=a.mmd&journey=a&id=01890a5d-ac96-774b-bcce-b302099a8057",
            "invalid",
        ),
        ("name=a.mmd&fingerprint=12", "invalid"),
        ("name=a.mmd&title=%20", "invalid"),
        ("name=a.mmd&id=nonsense", "malformed"),
    ] {
        let reply = house.file(query, WORKDAY).await;
        assert_eq!(reply.code(), field, "{query}: {}", reply.text);
    }
    let form = house
        .post("/api/v1/journey-files?name=a.mmd", &WORKDAY)
        .await;
    assert_eq!(form.code(), "wrong_content_type");
    assert_eq!(house.listed().await, []);
    // Nothing stays on the disk either.
    let uploads = house.services.store().path().with_extension("db-uploads");
    assert_eq!(std::fs::read_dir(uploads).unwrap().count(), 0);
}

#[tokio::test]
async fn the_id_of_something_else_makes_no_journey() {
    let house = House::open().await;
    let catalogue = house.services.store().workspace_id();
    let reply = house
        .file(&format!("name=a.mmd&id={catalogue}"), WORKDAY)
        .await;
    assert_eq!(reply.code(), "exists");
}

#[tokio::test]
async fn a_file_of_half_a_gigabyte_is_refused_before_it_is_read() {
    let house = House::open().await;
    let request = house
        .request(Method::POST, "/api/v1/journey-files?name=a.json")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_LENGTH, 500 << 20);
    let reply = house.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(reply.code(), "too_large");
    assert_eq!(reply.json::<Value>()["args"]["most"], "67108864");
    // One that does not say how large it is, is cut off where it is too much.
    let reply = house.file("name=a.csv", vec![b' '; (64 << 20) + 1]).await;
    assert_eq!(reply.code(), "too_large");
    assert_eq!(house.listed().await, []);
}

#[tokio::test]
async fn names_from_right_to_left_and_with_emoji_come_as_they_are_and_formulas_as_text() {
    let house = House::open().await;
    let text = "stage,,\u{200f}قبل\u{200f}\nstep,,👩‍🚀 Launch\npain points,,\"=HYPERLINK(\"\"http://evil\"\")\"\n";
    house
        .bring("name=a.csv&title=%F0%9F%9A%80", text.as_bytes())
        .await;
    let board = house.board("journey").await.board;
    assert_eq!(board.journey.scope.title, "🚀");
    assert_eq!(
        stages(&board.journey),
        [("\u{200f}قبل\u{200f}", vec!["👩‍🚀 Launch"])]
    );
    let cards = board.journey.cards.values();
    let cards: Vec<&str> = cards.map(|card| card.title.as_str()).collect();
    assert_eq!(cards, ["=HYPERLINK(\"http://evil\")"]);
}

#[tokio::test]
async fn what_the_log_refuses_is_listed_with_all_that_lies_in_it() {
    let house = House::open().await;
    let long = "x".repeat(501);
    let text = format!("stage,,Fine,{long}\nstep,,One,Two\npain points,,Slow,Lost\n");
    let planned = house.dry_run("name=a.csv", text.as_bytes()).await;
    let refused: Vec<(Option<ItemKind>, bool)> = planned
        .refused
        .iter()
        .map(|item| {
            let limit = matches!(
                item.why,
                Refusal::Rejected(Rejection::OverLimit { actual: 501, .. })
            );
            (item.kind, limit)
        })
        .collect();
    assert_eq!(
        refused,
        [
            (Some(ItemKind::Stage), true),
            (Some(ItemKind::Step), false),
            (Some(ItemKind::Card), false),
        ]
    );
    house
        .bring("name=a.csv&leave_refused=true", text.as_bytes())
        .await;
    assert_eq!(
        stages(&house.board("a").await.board.journey),
        [("Fine", vec!["One"])]
    );
}

#[tokio::test]
async fn a_journey_larger_than_a_push_comes_as_a_whole_and_is_answered_in_parts() {
    let house = House::open().await;
    let cards: Vec<String> = (0..5_500).map(|number| format!("Card {number}")).collect();
    let text = format!(
        "stage,,Before\nstep,,Search\nnotes,,\"{}\"\n",
        cards.join("\n")
    );
    let done = house.bring("name=large.csv", text.as_bytes()).await;
    assert_eq!((done.coming_total, done.coming.len()), (5_503, 1_000));
    let board = house.board("large").await;
    assert_eq!(board.board.journey.cards.len(), 5_500);
    // Of 5,000 intents at most, each an entry, in one transaction.
    assert_eq!(board.heads.journey, 2);
    assert_eq!(house.again().await.board("large").await, board);
    let again = house
        .bring("name=large.csv&journey=large", text.as_bytes())
        .await;
    assert_eq!(again.coming_total, 0);
    // The board takes pushes like any other.
    let mut client = Client::new(&house);
    house
        .push(done.journey, &client.push(vec![title("Larger")]))
        .await;
    assert_eq!(
        house.board("large").await.board.journey.scope.title,
        "Larger"
    );
}

#[test]
fn the_command_line_says_what_would_come_refuses_what_nobody_agreed_to_and_brings_the_rest() {
    let home = tempfile::tempdir().unwrap();
    let (database, file) = (home.path().join("puente.db"), home.path().join("day.mmd"));
    let half = format!("{WORKDAY}      this is no task\n");
    std::fs::write(&file, half).unwrap();
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_puente"))
            .arg("--database")
            .arg(&database)
            .args(["journey", "import"])
            .arg(&file)
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.success(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (fine, said, _) = run(&["--dry-run"]);
    assert!(fine && said.contains("would be a new journey"), "{said}");
    assert!(said.contains("line 10: \"this is no task\""), "{said}");
    let (fine, _, failed) = run(&[]);
    assert!(!fine && failed.contains("--leave-refused"), "{failed}");
    let (fine, said, _) = run(&["--leave-refused"]);
    assert!(fine && said.contains("/journeys/my-working-day"), "{said}");
    std::fs::write(&file, WORKDAY.replace("Make tea: 5", "Make tea: 4")).unwrap();
    let (fine, said, _) = run(&["--journey", "my-working-day", "--json"]);
    let reply: JourneyFileReply = serde_json::from_str(&said).unwrap();
    assert!(fine && reply.done && reply.coming_total == 1, "{said}");
    let (fine, _, failed) = run(&["--journey", "nowhere"]);
    assert!(!fine && failed.contains("no such journey"), "{failed}");
    std::fs::write(&file, "graph TD").unwrap();
    let (fine, _, failed) = run(&[]);
    assert!(
        !fine && failed.contains("not a Mermaid journey"),
        "{failed}"
    );
}
