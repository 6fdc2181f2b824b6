//! Journeys that go out as files, over HTTP.

use std::sync::Arc;

use axum::{
    Json as Answer,
    body::Bytes,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use shared::{
    api::{ApiError, AuditKind, ErrorCode, Export, TakeQuery},
    exchange::json_schema,
    id::ExportId,
};

use super::TakenFile;
use crate::{
    account::audit::Deed,
    http::{
        Asker,
        extract::{Json, Path, Query},
        problem::{Problem, ProblemDetails},
    },
};

/// A journey as a file: PDF on any paper, slides, spreadsheet, page, PNG, SVG, JSON without loss, CSV,
/// Mermaid, CJML.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}/file", tag = "journeys",
    params(("journey" = String, Path, description = "The journey's id or slug"), TakeQuery),
    responses(
        (status = 200, description = "The file, named after the journey", content(
            (Vec<u8> = "application/pdf"), (Vec<u8> = "image/png"), (String = "image/svg+xml"),
            (String = "application/json"), (String = "text/csv"), (String = "text/vnd.mermaid"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            (String = "text/html"), (String = "application/xml"),
        )),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn file(
    asker: Asker,
    Path(journey): Path<String>,
    Query(query): Query<TakeQuery>,
) -> Result<(HeaderMap, Vec<u8>), Problem> {
    let file = asker
        .services
        .take_journey(&asker.actor, &journey, &query)
        .await?;
    note(&asker, &journey, &query).await?;
    Ok((headers(&file), file.bytes))
}

/// Keeps in the audit log which journey was taken away, and as what.
async fn note(asker: &Asker, journey: &str, query: &TakeQuery) -> Result<(), Problem> {
    let journey = asker.services.journey_named(journey).await?;
    let deed = Deed::of(asker, AuditKind::JourneyTaken)
        .about("journey", journey)
        .about("format", query.format.name());
    Ok(asker.house.note(asker, deed).await?)
}

/// What kind of file it is, and what it is called.
fn headers(file: &TakenFile) -> HeaderMap {
    // RFC 6266: a name of ASCII for those who know no other, and the real one.
    let disposition = format!(
        "attachment; filename=\"{}\"; filename*=UTF-8''{}",
        file.ascii_name(),
        utf8_percent_encode(&file.name(), NON_ALPHANUMERIC)
    );
    let missing = file.missing.chars();
    let missing: Vec<String> = missing.map(|c| format!("U+{:04X}", u32::from(c))).collect();
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_TYPE, file.format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (MISSING, missing.join(" ")),
    ] {
        let value = Some(value).filter(|value| !value.is_empty());
        let value = value.and_then(|value| HeaderValue::try_from(value).ok());
        if let Some(value) = value {
            headers.insert(name, value);
        }
    }
    headers
}

/// Names the letters of a drawing that no font of ours has.
const MISSING: HeaderName = HeaderName::from_static("x-puente-missing-letters");

/// Begins to make a file of a journey in the background: for large boards. It stays for ten minutes after it is made; eight are made
/// or kept at once.
#[utoipa::path(
    post, path = "/api/v1/journeys/{journey}/exports", tag = "journeys", request_body = TakeQuery,
    params(("journey" = String, Path, description = "The journey's id or slug")),
    responses((status = 202, body = Export), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn begin(
    asker: Asker,
    Path(journey): Path<String>,
    Json(query): Json<TakeQuery>,
) -> Result<(StatusCode, Answer<Export>), Problem> {
    let begun = asker
        .services
        .begin_export(&asker.actor, &journey, &query)
        .await?;
    note(&asker, &journey, &query).await?;
    Ok((StatusCode::ACCEPTED, Answer(begun)))
}

/// How far a file is.
#[utoipa::path(
    get, path = "/api/v1/exports/{export}", tag = "journeys",
    params(("export" = ExportId, Path, description = "The file's id")),
    responses((status = 200, body = Export), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn state(
    Asker {
        services, actor, ..
    }: Asker,
    Path(export): Path<ExportId>,
) -> Result<Answer<Export>, Problem> {
    Ok(Answer(services.export(&actor, export)?))
}

/// Stops the making of a file, or throws it away.
#[utoipa::path(
    delete, path = "/api/v1/exports/{export}", tag = "journeys",
    params(("export" = ExportId, Path, description = "The file's id")),
    responses((status = 200, body = Export), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn cancel(
    Asker {
        services, actor, ..
    }: Asker,
    Path(export): Path<ExportId>,
) -> Result<Answer<Export>, Problem> {
    Ok(Answer(services.cancel_export(&actor, export)?))
}

/// The file, once it is made.
#[utoipa::path(
    get, path = "/api/v1/exports/{export}/file", tag = "journeys",
    params(("export" = ExportId, Path, description = "The file's id")),
    responses(
        (status = 200, description = "The file, of the kind that was asked for", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn exported(
    Asker {
        services, actor, ..
    }: Asker,
    Path(export): Path<ExportId>,
) -> Result<(HeaderMap, Bytes), Problem> {
    let file = services.exported(&actor, export)?;
    Ok((headers(&file), Bytes::from_owner(Kept(file))))
}

/// The bytes of a file that is kept: sent as often as they are asked for, and in memory once.
struct Kept(Arc<TakenFile>);

impl AsRef<[u8]> for Kept {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}

/// The JSON Schema (2020-12) of a journey as JSON.
#[utoipa::path(
    get, path = "/api/v1/journey-files/schema", tag = "journeys",
    responses(
        (status = 200, body = serde_json::Value, content_type = "application/schema+json"),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn schema()
-> Result<([(HeaderName, &'static str); 1], Answer<serde_json::Value>), Problem> {
    let schema = json_schema().map_err(|error| {
        tracing::error!(%error, "the schema of journeys cannot be written");
        Problem(ApiError::new(ErrorCode::Internal))
    })?;
    let kind = [(header::CONTENT_TYPE, "application/schema+json")];
    Ok((kind, Answer(schema)))
}
