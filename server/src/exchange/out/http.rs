//! Journeys that go out as files, over HTTP.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderName, header},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use shared::{
    api::{ApiError, ErrorCode, TakeQuery},
    exchange::json_schema,
};

use crate::{
    http::{
        extract::{Path, Query},
        problem::{Problem, ProblemDetails},
    },
    service::Services,
};

/// A journey as a file: PDF on any paper, slides, spreadsheet, page, PNG, SVG, JSON without loss, CSV, Mermaid.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}/file", tag = "journeys",
    params(("journey" = String, Path, description = "The journey's id or slug"), TakeQuery),
    responses(
        (status = 200, description = "The file, named after the journey", content(
            (Vec<u8> = "application/pdf"), (Vec<u8> = "image/png"), (String = "image/svg+xml"),
            (String = "application/json"), (String = "text/csv"), (String = "text/vnd.mermaid"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            (String = "text/html"),
        )),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn file(
    State(services): State<Services>,
    Path(journey): Path<String>,
    Query(query): Query<TakeQuery>,
) -> Result<([(HeaderName, String); 2], Vec<u8>), Problem> {
    let owner = services.owner();
    let file = services.take_journey(&owner, &journey, &query).await?;
    // RFC 6266: a name of ASCII for those who know no other, and the real one.
    let disposition = format!(
        "attachment; filename=\"{}\"; filename*=UTF-8''{}",
        file.ascii_name(),
        utf8_percent_encode(&file.name(), NON_ALPHANUMERIC)
    );
    let headers = [
        (header::CONTENT_TYPE, file.format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, file.bytes))
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
