//! `server.ssr_ratio`: the sample journey's page, rendered for every request, beside a fixed answer of the same size.

use std::time::Duration;

use serde_json::json;
use shared::api::JourneySummary;
use uuid::Uuid;

use crate::{
    Subject,
    figure::Figure,
    http::{Connection, rate},
    program::Running,
    trouble::Trouble,
};

const CONNECTIONS: usize = 32;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(3);

pub(crate) async fn run(subject: &Subject) -> Result<(), Trouble> {
    let puente = Running::puente(&subject.puente, &subject.scratch.join("server.db")).await?;
    let path = page(&mut Connection::open(puente.addr).await?).await?;
    let mut connection = Connection::open(puente.addr).await?;
    connection.ask("GET", &path, &[]).await?;
    let bytes = connection.body.len();
    drop(connection);
    eprintln!("· {path}, {bytes} bytes, {CONNECTIONS} connections");

    let fixed = Running::fixed(bytes).await?;
    let (mut rendered, mut answered) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let ours = rate(puente.addr, &path, CONNECTIONS, ROUND).await?;
        let theirs = rate(fixed.addr, &path, CONNECTIONS, ROUND).await?;
        // The first round warms both up.
        if round > 0 {
            rendered.push(ours);
            answered.push(theirs);
        }
    }
    let peer = "a fixed answer of the same size";
    Figure::of_runs("server.ssr_ratio", "pages/s", &rendered, peer, &answered).print()?;
    fixed.kill().await?;
    puente.kill().await
}

/// The address of the sample journey that a first start makes; of an airport's template where there is none.
async fn page(connection: &mut Connection) -> Result<String, Trouble> {
    let journeys: Vec<JourneySummary> = connection.get("/api/v1/journeys").await?;
    let slug = match journeys.into_iter().next() {
        Some(journey) => journey.slug,
        None => {
            let new = json!({ "id": Uuid::from_u128(1), "title": "Sample", "template": "airport" });
            let made: JourneySummary = connection.post("/api/v1/journeys", &new).await?;
            made.slug
        }
    };
    Ok(format!("/journeys/{slug}"))
}
