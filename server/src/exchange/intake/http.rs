//! Files of journeys over HTTP.

use axum::{
    Json as Answer,
    body::Body,
    http::{HeaderMap, StatusCode},
};
use shared::{
    access::{Action, Resource},
    api::{ApiError, JourneyFileQuery, JourneyFileReply},
    exchange::MOST_BYTES,
};

use crate::{
    http::{
        Asker,
        extract::{self, Query},
        problem::{Problem, ProblemDetails},
    },
    record::upload,
    service::allowed,
    store::StoreError,
};

/// Says what a file (JSON, Mermaid, CSV, .xlsx, a map of Enablement Map Studio, a configuration of New Relic's Customer Journey; at
/// most 64 MiB) would make of a journey or of a new one, and what of it would not come and why. Sent again with the `fingerprint` of
/// that answer, it is done, as a whole; where it would be something else by now, or something does not come and `leave_refused` was
/// not said, the answer is 409 with the plan as it is now, and nothing is done.
#[utoipa::path(
    post, path = "/api/v1/journey-files", tag = "journeys", params(JourneyFileQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "What would come, or what came", body = JourneyFileReply),
        (status = 409, description = "Asked for and not done: this is what would come", body = JourneyFileReply),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn take(
    Asker {
        services, actor, ..
    }: Asker,
    Query(query): Query<JourneyFileQuery>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Answer<JourneyFileReply>), Problem> {
    let most = MOST_BYTES as u64;
    extract::file(&headers, most)?;
    // Before anything is written.
    allowed(&actor, Action::Read, Resource::Workspace)?;
    let wished = query.fingerprint.is_some();
    // On the disk while it comes: many that come slowly need no memory.
    let store = services.store();
    let (id, _) = upload::receive(store, body, most).await?;
    let at = upload::path(store, id.uuid());
    let file = std::fs::File::open(&at);
    // What is open can be read to its end.
    upload::remove(&at).await;
    let file = file.map_err(|error| ApiError::from(StoreError::from(sqlx::Error::Io(error))))?;
    let reply = services.journey_file(&actor, query, file).await?;
    let status = if wished && !reply.done {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok((status, Answer(reply)))
}
