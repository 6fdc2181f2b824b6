//! `journey.edits_per_s`, `journey.load_ms`, `journey.replay_ms`: edits through the API into a durable log, and reading
//! that log again.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use shared::{
    api::{BoardSnapshot, HistoryPage, JourneySummary, Outcome, PROTOCOL, Push, PushReply, Update},
    id::{CardId, ClientId, JourneyId},
    journey::{Cell, Evidence, Journey, JourneyChange, JourneyIntent, LaneKind, Node, apply},
    log::{Intent, from_stored_list, to_stored_list},
};
use sqlx::{
    ConnectOptions, Connection as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use uuid::Uuid;

use crate::{Subject, figure::Figure, http::Connection, program::Running, trouble::Trouble};

const ENTRIES: u128 = 10_000;
const ROUNDS: u128 = 5;
const LOADS: usize = 9;
/// What an entry's changes take, in about the middle.
const BYTES: usize = 250;

const JOURNEY: JourneyId = JourneyId::new(Uuid::from_u128(1));

pub(crate) async fn run(subject: &Subject) -> Result<(), Trouble> {
    let database = subject.scratch.join("journey.db");
    let puente = Running::puente(&subject.puente, &database).await?;
    let mut connection = Connection::open(puente.addr).await?;
    let mut desk = Desk::open(&mut connection).await?;
    let mut floor = floor(&subject.scratch.join("floor.db")).await?;

    let (mut edits, mut inserts) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        eprintln!("· edits, round {} of {ROUNDS}", round + 1);
        // The server closes what idled through the floor of the round before.
        connection = Connection::open(puente.addr).await?;
        let numbers = 1 + round * ENTRIES / ROUNDS..=(round + 1) * ENTRIES / ROUNDS;
        let count = (ENTRIES / ROUNDS) as f64;
        let start = Instant::now();
        for number in numbers.clone() {
            desk.push(&mut connection, number).await?;
        }
        edits.push(count / start.elapsed().as_secs_f64());
        let start = Instant::now();
        for _ in numbers {
            insert(&mut floor).await?;
        }
        inserts.push(count / start.elapsed().as_secs_f64());
    }
    floor.close().await?;
    let peer = "bare durable inserts";
    Figure::of_runs("journey.edits_per_s", "edits/s", &edits, peer, &inserts).print()?;

    let mut connection = Connection::open(puente.addr).await?;
    let entries = entries(&mut connection).await?;
    let board: BoardSnapshot = connection.get(&path("")).await?;
    puente.kill().await?;
    load(subject, &database, &entries).await?;
    replay(&entries, &board.board.journey)
}

fn path(rest: &str) -> String {
    format!("/api/v1/journeys/{JOURNEY}{rest}")
}

/// One person who edits one board.
pub(crate) struct Desk {
    push: Push,
    cells: Vec<Cell>,
    cards: Vec<CardId>,
    /// The revisions of the notes that were written.
    notes: BTreeMap<CardId, u32>,
}

impl Desk {
    pub(crate) async fn open(connection: &mut Connection) -> Result<Self, Trouble> {
        let new = json!({ "id": JOURNEY, "title": "Bench", "template": "airport" });
        let _: JourneySummary = connection.post("/api/v1/journeys", &new).await?;
        let snapshot: BoardSnapshot = connection.get(&path("")).await?;
        let journey = &snapshot.board.journey;
        let lane = journey.lane_of_kind(LaneKind::Pains);
        let cells = journey.columns().filter_map(|column| {
            Some(Cell {
                step: column.step,
                lane: lane?,
            })
        });
        Ok(Self {
            cells: cells.collect(),
            cards: Vec::new(),
            notes: BTreeMap::new(),
            push: Push {
                protocol: PROTOCOL,
                lineage: snapshot.lineage,
                client_id: ClientId::new(Uuid::from_u128(2)),
                client_seq: 0,
                base: snapshot.heads,
                intents: Vec::new(),
            },
        })
    }

    /// Pushes the edit of this number, and waits until it is durable.
    pub(crate) async fn push(
        &mut self,
        connection: &mut Connection,
        number: u128,
    ) -> Result<(), Trouble> {
        let intent = self.edit(number);
        self.push.client_seq += 1;
        self.push.intents = vec![Intent::Journey(intent)];
        let reply: PushReply = connection.post(&path("/pushes"), &self.push).await?;
        if let Outcome::Rejected { rejection, .. } = reply.outcome {
            return Err(Trouble::Push(rejection.to_string()));
        }
        if let Update::Tail(tail) = reply.update {
            if let Some(entry) = tail.journey.last() {
                self.push.base.journey = entry.seq;
            }
            if let Some(entry) = tail.catalogue.last() {
                self.push.base.catalogue = entry.seq;
            }
        }
        Ok(())
    }

    /// Two new cards, then a title, a move and a note of earlier ones, and so on.
    fn edit(&mut self, number: u128) -> JourneyIntent {
        let at = |of: usize, step: u128| (number * step) as usize % of.max(1);
        let cell = self.cells[at(self.cells.len(), 7)];
        let some_card = self.cards.get(at(self.cards.len(), 13)).copied();
        match (number % 5, some_card) {
            (2, Some(card)) => JourneyIntent::Rename {
                node: Node::Card(card),
                title: format!("The queue is longer than the sign says ({number})"),
            },
            (3, Some(card)) => JourneyIntent::MoveCards {
                cards: vec![card],
                cell,
                after: None,
            },
            (4, Some(card)) => {
                let revision = self.notes.entry(card).or_default();
                *revision += 1;
                JourneyIntent::SetNote {
                    card,
                    base: *revision - 1,
                    text: format!("Heard at the desk {revision} times in one morning."),
                }
            }
            _ => {
                let id = CardId::new(Uuid::from_u128(1_000_000 + number));
                self.cards.push(id);
                JourneyIntent::AddCard {
                    id,
                    cell,
                    after: None,
                    title: format!("Nobody says which way to go ({number})"),
                    evidence: Evidence::Qualitative,
                    touchpoint: None,
                    department: None,
                }
            }
        }
    }
}

async fn floor(file: &Path) -> Result<SqliteConnection, Trouble> {
    let mut connection = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    sqlx::query("CREATE TABLE entry (seq INTEGER PRIMARY KEY, changes TEXT NOT NULL) STRICT")
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

async fn insert(connection: &mut SqliteConnection) -> Result<(), Trouble> {
    sqlx::query("INSERT INTO entry (changes) VALUES ($1)")
        .bind("x".repeat(BYTES))
        .execute(connection)
        .await?;
    Ok(())
}

/// The changes of the last 10,000 entries as they are kept, oldest first.
async fn entries(connection: &mut Connection) -> Result<Vec<String>, Trouble> {
    let mut entries = Vec::new();
    let mut before = None;
    loop {
        let from = before.map_or_else(String::new, |before| format!("&before={before}"));
        let page: HistoryPage = connection
            .get(&path(&format!("/history?limit=200{from}")))
            .await?;
        for entry in &page.entries {
            entries.push(to_stored_list(&entry.changes)?);
        }
        before = page.before;
        if before.is_none() || page.entries.is_empty() {
            entries.reverse();
            return Ok(entries);
        }
    }
}

/// From a started server to the first answer with the board; beside reading the log's bytes from a file as plain JSON.
async fn load(subject: &Subject, database: &Path, entries: &[String]) -> Result<(), Trouble> {
    eprintln!("· loading {} entries", entries.len());
    let file = subject.scratch.join("entries.json");
    fs::write(&file, entries.join("\n")).map_err(Trouble::at(&file))?;
    let (mut loads, mut reads) = (Vec::new(), Vec::new());
    for _ in 0..LOADS {
        let puente = Running::puente(&subject.puente, database).await?;
        let mut connection = Connection::open(puente.addr).await?;
        let start = Instant::now();
        connection.ask("GET", &path(""), &[]).await?;
        loads.push(milliseconds(start.elapsed()));
        puente.kill().await?;
        let start = Instant::now();
        let text = fs::read_to_string(&file).map_err(Trouble::at(&file))?;
        let parsed: Result<Vec<Value>, _> = text.lines().map(serde_json::from_str).collect();
        std::hint::black_box(parsed?);
        reads.push(milliseconds(start.elapsed()));
    }
    let peer = "the log read as plain JSON";
    Ok(Figure::of_runs("journey.load_ms", "ms", &loads, peer, &reads).print()?)
}

/// The whole log, from its stored form to the board; beside parsing the same text as plain JSON.
fn replay(entries: &[String], expected: &Journey) -> Result<(), Trouble> {
    let (mut replays, mut parses) = (Vec::new(), Vec::new());
    for _ in 0..LOADS {
        let start = Instant::now();
        let mut journey = Journey::new(JOURNEY);
        for entry in entries {
            for change in from_stored_list::<JourneyChange>(entry)? {
                apply(&mut journey, &change);
            }
        }
        replays.push(milliseconds(start.elapsed()));
        if journey != *expected {
            return Err(Trouble::Push(
                "the replayed log gives another board".to_owned(),
            ));
        }
        let start = Instant::now();
        let parsed: Result<Vec<Value>, _> = entries
            .iter()
            .map(|entry| serde_json::from_str(entry))
            .collect();
        std::hint::black_box(parsed?);
        parses.push(milliseconds(start.elapsed()));
    }
    let peer = "the same text parsed as plain JSON";
    Ok(Figure::of_runs("journey.replay_ms", "ms", &replays, peer, &parses).print()?)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
