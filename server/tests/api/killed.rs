//! The real program, killed while it writes: nothing acknowledged is lost, nothing is done twice.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde::{Serialize, de::DeserializeOwned};
use shared::{
    api::{BoardSnapshot, HistoryPage, JourneySummary, Outcome, PROTOCOL, Push, PushReply},
    id::{ClientId, JourneyId},
    journey::JourneyChange,
    log::{ClientSeq, Heads},
};
use uuid::Uuid;

use crate::support::{new_journey, title};

struct Puente {
    process: Child,
    address: String,
}

impl Puente {
    fn start(database: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_puente"))
            .args(["--addr", "127.0.0.1:0", "--database"])
            .arg(database)
            .env("PUENTE_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().to_owned();
        assert!(line.contains("http://127.0.0.1:"), "{line:?}");
        Self { process, address }
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// One request; `None` when the server is gone before it answered.
fn ask<T: DeserializeOwned>(
    address: &str,
    method: &str,
    path: &str,
    body: &impl Serialize,
) -> Option<T> {
    let body = serde_json::to_string(body).unwrap();
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply).ok()?;
    let (head, content) = reply.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 20"), "{reply}");
    serde_json::from_str(content).ok()
}

/// Pushes titles until the server is gone. Returns the numbers that were acknowledged.
fn push_until_gone(
    address: &str,
    journey: JourneyId,
    lineage: u64,
    client: ClientId,
    from: ClientSeq,
) -> Vec<ClientSeq> {
    let mut acknowledged = Vec::new();
    for client_seq in from.. {
        let push = Push {
            protocol: PROTOCOL,
            lineage,
            client_id: client,
            client_seq,
            base: Heads::default(),
            intents: vec![title(&format!("{client} {client_seq}"))],
        };
        let path = format!("/api/v1/journeys/{journey}/pushes");
        match ask::<PushReply>(address, "POST", &path, &push) {
            Some(reply) => {
                assert!(
                    matches!(reply.outcome, Outcome::Accepted { .. }),
                    "{:?}",
                    reply.outcome
                );
                acknowledged.push(client_seq);
            }
            None => break,
        }
    }
    acknowledged
}

/// Every push in the log: how often, by client and number; and that the log has no gap.
fn logged(address: &str, journey: JourneyId) -> BTreeMap<(ClientId, ClientSeq), u32> {
    let mut found = BTreeMap::new();
    let (mut before, mut expected) = (None, None);
    loop {
        let cursor = before
            .map(|seq| format!("&before={seq}"))
            .unwrap_or_default();
        let path = format!("/api/v1/journeys/{journey}/history?limit=200{cursor}");
        let page: HistoryPage = ask(address, "GET", &path, &()).unwrap();
        for entry in &page.entries {
            assert_eq!(entry.seq, expected.unwrap_or(entry.seq), "a gap in the log");
            expected = Some(entry.seq - 1);
            *found
                .entry((entry.client_id, entry.client_seq))
                .or_default() += 1;
            if entry.seq > 1 {
                let wanted = format!("{} {}", entry.client_id, entry.client_seq);
                let written = serde_json::to_string(&entry.changes as &Vec<JourneyChange>).unwrap();
                assert!(written.contains(&wanted), "{written}");
            }
        }
        before = page.before;
        if before.is_none() {
            assert_eq!(expected, Some(0));
            return found;
        }
    }
}

#[test]
fn kill_9_while_writing_loses_nothing_acknowledged_and_does_nothing_twice() {
    let home = tempfile::tempdir().unwrap();
    let database = home.path().join("puente.db");
    let first = Puente::start(&database);
    let new = new_journey("One");
    let _: JourneySummary = ask(&first.address, "POST", "/api/v1/journeys", &new).unwrap();
    let board: BoardSnapshot = ask(&first.address, "GET", "/api/v1/journeys/one", &()).unwrap();
    first.kill();

    let clients = [ClientId::new(Uuid::now_v7()), ClientId::new(Uuid::now_v7())];
    let mut next = BTreeMap::from(clients.map(|client| (client, 1)));
    let mut acknowledged = 0;
    for round in 0..4_u64 {
        let server = Puente::start(&database);
        let address = server.address.clone();
        let writers = clients.map(|client| {
            let (address, from) = (address.clone(), next[&client]);
            let writer = move || push_until_gone(&address, new.id, board.lineage, client, from);
            (client, std::thread::spawn(writer))
        });
        std::thread::sleep(Duration::from_millis(150 + 70 * round));
        server.kill();
        let heard = writers.map(|(client, writer)| (client, writer.join().unwrap()));

        let server = Puente::start(&database);
        let found = logged(&server.address, new.id);
        for (client, numbers) in heard {
            assert!(!numbers.is_empty(), "round {round}: nothing was pushed");
            acknowledged += numbers.len();
            for number in &numbers {
                assert_eq!(
                    found.get(&(client, *number)),
                    Some(&1),
                    "round {round}: {client} {number}"
                );
            }
            // The push under way when the server died may have been committed, but not more than that one.
            let unheard = numbers.last().unwrap() + 1;
            assert!(
                found
                    .get(&(client, unheard))
                    .is_none_or(|times| *times == 1)
            );
            assert_eq!(found.get(&(client, unheard + 1)), None);
            // Next round it is sent again under its number, as a client does that heard nothing.
            next.insert(client, unheard);
        }
        server.kill();
    }
    assert!(acknowledged >= 8, "{acknowledged}");
}

#[test]
fn a_taken_port_a_foreign_address_and_a_wrong_file_are_said_with_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let running = Puente::start(&home.path().join("puente.db"));
    let start = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_puente"))
            .args(arguments)
            .output()
            .unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let other = home.path().join("other.db").display().to_string();
    let taken = start(&["--addr", &running.address, "--database", &other]);
    assert!(
        taken.contains(&running.address) && taken.contains("--addr"),
        "{taken}"
    );
    let open = start(&["--addr", "0.0.0.0:0", "--database", &other]);
    assert!(
        open.contains("0.0.0.0:0") && open.contains("127.0.0.1"),
        "{open}"
    );
    let text = home.path().join("notes.txt");
    std::fs::write(&text, "just notes\n".repeat(500)).unwrap();
    let wrong = start(&[
        "--addr",
        "127.0.0.1:0",
        "--database",
        &text.display().to_string(),
    ]);
    assert!(
        wrong.contains("notes.txt is not a Puente database"),
        "{wrong}"
    );
    let nonsense = start(&["--adr", "x"]);
    assert!(nonsense.contains("--adr"), "{nonsense}");
    running.kill();
}

#[cfg(unix)]
#[test]
fn a_request_to_stop_ends_the_program_cleanly() {
    let home = tempfile::tempdir().unwrap();
    let database = home.path().join("puente.db");
    let mut running = Puente::start(&database);
    let _: Vec<JourneySummary> = ask(&running.address, "GET", "/api/v1/journeys", &()).unwrap();
    let signalled = Command::new("kill")
        .args(["-TERM", &running.process.id().to_string()])
        .status()
        .unwrap();
    assert!(signalled.success());
    assert!(running.process.wait().unwrap().success());
    // The write-ahead log was folded into the file.
    assert!(!home.path().join("puente.db-wal").exists());
}

#[test]
fn a_request_with_too_many_or_too_large_headers_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let running = Puente::start(&home.path().join("puente.db"));
    let answer = |headers: &str| {
        let mut stream = TcpStream::connect(&running.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let request = format!(
            "GET /healthz HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n",
            running.address
        );
        // The server may answer and hang up before it has read all.
        let _ = stream.write_all(request.as_bytes());
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        String::from_utf8_lossy(&reply).into_owned()
    };
    assert!(answer("").starts_with("HTTP/1.1 200"));
    let many: String = (0..200)
        .map(|number| format!("X-{number}: y\r\n"))
        .collect();
    assert!(answer(&many).starts_with("HTTP/1.1 431"));
    assert!(!answer(&format!("X-Large: {}\r\n", "y".repeat(200_000))).contains("200 OK"));
    assert!(
        answer("").starts_with("HTTP/1.1 200"),
        "the next one is answered"
    );
    running.kill();
}

/// One request with a body of bytes; what was answered, or nothing when the server is gone.
fn send(address: &str, path: &str, kind: &str, body: &[u8]) -> Option<serde_json::Value> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body).ok()?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply).ok()?;
    let (head, content) = reply.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 20"), "{reply}");
    serde_json::from_str(content).ok()
}

#[test]
fn a_server_that_is_killed_while_it_imports_a_sent_file_leaves_nothing_to_be_seen() {
    let directory = tempfile::tempdir().unwrap();
    let database = directory.path().join("puente.db");
    let puente = Puente::start(&database);
    let mut text = "id;fecha;rating\n".to_owned();
    for row in 0..100_000 {
        text.push_str(&format!("{row};2026-03-01;{}\n", 1 + row % 5));
    }
    let upload = send(
        &puente.address,
        "/api/v1/uploads?name=many.csv",
        "application/octet-stream",
        text.as_bytes(),
    )
    .unwrap();
    let wished = serde_json::json!({
        "upload": upload["upload"], "mapping": upload["mapping"], "dry_run": false,
    });
    let begun = send(
        &puente.address,
        "/api/v1/imports",
        "application/json",
        wished.to_string().as_bytes(),
    )
    .unwrap();
    assert!(begun["import"].is_string(), "{begun}");
    puente.kill();
    let puente = Puente::start(&database);
    let sources: Vec<shared::api::SourceSummary> =
        ask(&puente.address, "GET", "/api/v1/sources", &()).unwrap();
    let of_file = sources.iter().find(|source| source.name == "many").unwrap();
    assert_eq!(of_file.records, 0);
    assert!(
        of_file
            .imports
            .iter()
            .all(|import| import.state != shared::api::ImportState::Live)
    );
    puente.kill();
}
