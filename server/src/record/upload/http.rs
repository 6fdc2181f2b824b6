//! Files, mappings and imports over HTTP.

use axum::{
    Json as Answer,
    body::Body,
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use shared::{
    api::{
        ImportReply, ImportReport, MappingSummary, NewImport, Preview, PreviewQuery, SheetQuery,
        Upload,
    },
    id::UploadId,
};

use super::MOST_UPLOAD;
use crate::http::{
    Asker,
    extract::{self, Json, Path, Query},
    problem::{Problem, ProblemDetails},
};

/// The media type of rows.
const ROWS: &str = "application/x-ndjson";

/// What a file is called.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct UploadQuery {
    /// Its name, for people; `.ndjson` says what it holds.
    name: Option<String>,
}

/// Sends a file to be looked at: CSV, NDJSON or .xlsx, also packed by gzip, at most 256 MiB. It waits for a week.
#[utoipa::path(
    post, path = "/api/v1/uploads", tag = "records", params(UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Upload), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn upload(
    Asker {
        services, actor, ..
    }: Asker,
    Query(query): Query<UploadQuery>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Answer<Upload>), Problem> {
    extract::file(&headers, MOST_UPLOAD)?;
    let name = query.name.unwrap_or_default();
    let upload = services.take_upload(&actor, &name, body).await?;
    Ok((StatusCode::CREATED, Answer(upload)))
}

/// What seems to be in a file that waits: to read it again, through the same mapping or another.
#[utoipa::path(
    get, path = "/api/v1/uploads/{upload}", tag = "records",
    params(("upload" = UploadId, Path, description = "The file's id"), SheetQuery),
    responses((status = 200, body = Upload), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn show(
    Asker {
        services, actor, ..
    }: Asker,
    Path(upload): Path<UploadId>,
    Query(query): Query<SheetQuery>,
) -> Result<Answer<Upload>, Problem> {
    Ok(Answer(services.upload(&actor, upload, query.sheet).await?))
}

/// Throws a file away before its time.
#[utoipa::path(
    delete, path = "/api/v1/uploads/{upload}", tag = "records",
    params(("upload" = UploadId, Path, description = "The file's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn discard(
    Asker {
        services, actor, ..
    }: Asker,
    Path(upload): Path<UploadId>,
) -> Result<StatusCode, Problem> {
    services.drop_upload(&actor, upload).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The first rows of a file as the records that they would be.
#[utoipa::path(
    post, path = "/api/v1/uploads/{upload}/preview", tag = "records", request_body = PreviewQuery,
    params(("upload" = UploadId, Path, description = "The file's id")),
    responses((status = 200, body = Preview), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn preview(
    Asker {
        services, actor, ..
    }: Asker,
    Path(upload): Path<UploadId>,
    Json(query): Json<PreviewQuery>,
) -> Result<Answer<Preview>, Problem> {
    let preview = services.preview_upload(&actor, upload, &query).await?;
    Ok(Answer(preview))
}

/// Imports a file that was sent, or looks what would become of it.
#[utoipa::path(
    post, path = "/api/v1/imports", tag = "records", request_body = NewImport,
    responses(
        (status = 200, description = "A dry run: what would become of it", body = ImportReply),
        (status = 202, description = "It has begun", body = ImportReply),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn import(
    Asker {
        services, actor, ..
    }: Asker,
    Json(wished): Json<NewImport>,
) -> Result<(StatusCode, Answer<ImportReply>), Problem> {
    let status = if wished.dry_run {
        StatusCode::OK
    } else {
        StatusCode::ACCEPTED
    };
    let reply = services.import_upload(&actor, wished).await?;
    Ok((status, Answer(reply)))
}

/// Which mapping reads the rows.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RowsQuery {
    /// The name of a mapping that is kept.
    mapping: String,
}

/// Imports rows that a program sends: one JSON object on each line, through a mapping that is kept. Sent again, rows that
/// are known change nothing.
#[utoipa::path(
    post, path = "/api/v1/records", tag = "records", params(RowsQuery),
    request_body(content = String, content_type = "application/x-ndjson"),
    responses((status = 200, body = ImportReport), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn rows(
    Asker {
        services, actor, ..
    }: Asker,
    Query(query): Query<RowsQuery>,
    headers: HeaderMap,
    body: Body,
) -> Result<Answer<ImportReport>, Problem> {
    extract::media(&headers, ROWS)?;
    Ok(Answer(
        services.take_records(&actor, &query.mapping, body).await?,
    ))
}

/// The mappings that are kept.
#[utoipa::path(
    get, path = "/api/v1/mappings", tag = "records",
    responses((status = 200, body = Vec<MappingSummary>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn mappings(
    Asker {
        services, actor, ..
    }: Asker,
) -> Result<Answer<Vec<MappingSummary>>, Problem> {
    Ok(Answer(services.kept_mappings(&actor).await?))
}

/// One of them.
#[utoipa::path(
    get, path = "/api/v1/mappings/{name}", tag = "records",
    params(("name" = String, Path, description = "Its name")),
    responses((status = 200, body = MappingSummary), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn mapping(
    Asker {
        services, actor, ..
    }: Asker,
    Path(name): Path<String>,
) -> Result<Answer<MappingSummary>, Problem> {
    Ok(Answer(services.kept_mapping(&actor, &name).await?))
}
