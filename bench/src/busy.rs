//! `import.edit_p99_ms`: how long an edit of a board takes, until it is durable and answered, while the same server imports a
//! million records.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use serde::Deserialize;
use serde_json::{Value, json};
use shared::api::{ImportDetail, ImportState, Upload};
use tokio::process::Command;

use crate::{
    Subject,
    figure::{Figure, median, within},
    flights,
    http::Connection,
    import::{fresh, import, output},
    journey::Desk,
    program::Running,
    trouble::Trouble,
};

/// Edits are a pause apart, as those of a few busy people are.
const PAUSE: Duration = Duration::from_millis(20);
/// Edits before the import begins.
const ALONE: u128 = 500;
/// The budget.
const MOST: f64 = 50.0;

#[derive(Deserialize)]
struct Mapping {
    name: String,
}

/// Imports `file` through `mapping` into a running server, and edits a board meanwhile.
pub(crate) async fn run(subject: &Subject, file: &Path, mapping: &Path) -> Result<(), Trouble> {
    eprintln!("· edits while a million flights are imported");
    let database = fresh(&subject.scratch, "busy.db")?;
    // The first rows make the source known.
    let first = subject.scratch.join("first.csv");
    flights::first(file, &first)?;
    import(&subject.puente, &database, mapping, &[], &first).await?;
    let mut keep = Command::new(&subject.puente);
    keep.arg("--database").arg(&database);
    keep.args(["mapping", "keep"]).arg(mapping);
    output(&subject.puente, keep).await?;
    let puente = Running::puente(&subject.puente, &database).await?;
    let mut connection = Connection::open(puente.addr).await?;
    let mut desk = Desk::open(&mut connection).await?;
    let mut number = 0;
    let mut alone = Vec::new();
    for _ in 0..ALONE {
        number += 1;
        alone.push(edit(&mut desk, &mut connection, number).await?);
    }

    let mut uploading = Connection::open(puente.addr).await?;
    let body = fs::read(file).map_err(Trouble::at(file))?;
    let path = "/api/v1/uploads?name=flights.csv";
    uploading
        .send("POST", path, "application/octet-stream", &body)
        .await?;
    drop(body);
    let upload: Upload = serde_json::from_slice(&uploading.body)?;
    let mappings: Vec<Mapping> = uploading.get("/api/v1/mappings").await?;
    let named = mappings.first().map(|mapping| mapping.name.as_str());
    let new = json!({ "upload": upload.upload, "named": named, "dry_run": false });
    let begun: Value = uploading.post("/api/v1/imports", &new).await?;
    let begun = begun["import"].as_str().unwrap_or_default();
    let path = format!("/api/v1/imports/{begun}");

    connection = Connection::open(puente.addr).await?;
    let mut meanwhile = Vec::new();
    let imported = loop {
        for _ in 0..20 {
            number += 1;
            meanwhile.push(edit(&mut desk, &mut connection, number).await?);
        }
        let detail: ImportDetail = connection.get(&path).await?;
        match detail.import.state {
            ImportState::Loading => {}
            ImportState::Live => break detail.import.rows.added,
            state => return Err(Trouble::Import(format!("{state:?}"))),
        }
    };
    puente.kill().await?;
    fresh(&subject.scratch, "busy.db")?;
    eprintln!(
        "· {} edits while {imported} records came; the slowest took {:.0} ms, alone {:.0} ms",
        meanwhile.len(),
        within(&meanwhile, 100),
        within(&alone, 100),
    );
    let name = "import.edit_p99_ms";
    Figure::of(name, "ms", within(&meanwhile, 99), "the budget", Some(MOST)).print()?;
    let peer = "the same edits before the import";
    let name = "import.edit_ms";
    let peer_value = Some(median(&alone));
    Ok(Figure::of(name, "ms", median(&meanwhile), peer, peer_value).print()?)
}

/// The milliseconds of one edit; after them, a pause.
async fn edit(desk: &mut Desk, connection: &mut Connection, number: u128) -> Result<f64, Trouble> {
    let start = Instant::now();
    desk.push(connection, number).await?;
    let took = start.elapsed().as_secs_f64() * 1e3;
    tokio::time::sleep(PAUSE).await;
    Ok(took)
}
