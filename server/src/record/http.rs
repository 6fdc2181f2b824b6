//! Records and scores over HTTP.

use axum::{Json as Answer, body::Bytes, extract::rejection::BytesRejection, http::StatusCode};
use shared::{
    api::{
        AttributeTable, AuditKind, ImportDetail, ImportPage, ImportQuery, Record, RecordPage,
        RecordQuery, ScoreQuery, Scores, SourceSummary,
    },
    id::BatchId,
};

use super::query;

use crate::{
    account::audit::Deed,
    http::{
        Asker, Door,
        extract::{Path, Query, unread},
        problem::{Problem, ProblemDetails},
    },
    service::detached,
};

/// What the records say about a journey's touchpoints.
#[utoipa::path(
    get, path = "/api/v1/scores", tag = "records", params(ScoreQuery),
    responses((status = 200, body = Scores), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn scores(
    api: Door,
    Query(query): Query<ScoreQuery>,
) -> Result<Answer<Scores>, Problem> {
    Ok(Answer(api.scores(query).await?))
}

/// Where records come from, and the imports that brought them.
#[utoipa::path(
    get, path = "/api/v1/sources", tag = "records",
    responses((status = 200, body = Vec<SourceSummary>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn sources(
    Asker {
        services, actor, ..
    }: Asker,
) -> Result<Answer<Vec<SourceSummary>>, Problem> {
    Ok(Answer(services.sources(&actor).await?))
}

/// The dimensions whose values have an attribute table.
#[utoipa::path(
    get, path = "/api/v1/attributes", tag = "records",
    responses((status = 200, body = Vec<String>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn attribute_tables(
    Asker {
        services, actor, ..
    }: Asker,
) -> Result<Answer<Vec<String>>, Problem> {
    Ok(Answer(services.attribute_tables(&actor).await?))
}

/// What the values of a dimension are, and from when to when.
#[utoipa::path(
    get, path = "/api/v1/attributes/{dimension}", tag = "records",
    params(("dimension" = String, Path, description = "The dimension whose values are explained")),
    responses((status = 200, body = AttributeTable), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn attribute_table(
    Asker {
        services, actor, ..
    }: Asker,
    Path(dimension): Path<String>,
) -> Result<Answer<AttributeTable>, Problem> {
    Ok(Answer(services.attribute_table(&actor, &dimension).await?))
}

/// Puts a file in the place of a dimension's attribute table: all of it or nothing; an empty one takes the table away.
///
/// CSV or `.xlsx`, at most 1 MiB and 50,000 rows. The values stand in the column named as the dimension, or else in the first; `from` and `to` are
/// their first and last day (`2026-01-31`); every other column is an attribute.
#[utoipa::path(
    put, path = "/api/v1/attributes/{dimension}", tag = "records",
    params(("dimension" = String, Path, description = "The dimension whose values are explained")),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = AttributeTable), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn replace_attributes(
    Asker {
        services, actor, ..
    }: Asker,
    Path(dimension): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Answer<AttributeTable>, Problem> {
    let body = body.map_err(|error| unread(&error))?;
    let table = services
        .replace_attributes(&actor, &dimension, body.to_vec())
        .await?;
    Ok(Answer(table))
}

/// Records one by one, newest first.
///
/// Those about people are left out; a source or an import of theirs that is named is refused.
#[utoipa::path(
    get, path = "/api/v1/records", tag = "records", params(RecordQuery),
    responses((status = 200, body = RecordPage), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn records(
    Asker {
        services, actor, ..
    }: Asker,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Answer<RecordPage>, Problem> {
    let query = query::read(pairs)?;
    Ok(Answer(services.records(&actor, &query).await?))
}

/// One record, as it is now.
#[utoipa::path(
    get, path = "/api/v1/records/{source}/{external_id}", tag = "records",
    params(
        ("source" = String, Path, description = "The name of its source"),
        ("external_id" = String, Path, description = "Its id in the source; its slashes are written `%2F`"),
    ),
    responses((status = 200, body = Record), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn record(
    Asker {
        services, actor, ..
    }: Asker,
    Path((source, id)): Path<(String, String)>,
) -> Result<Answer<Record>, Problem> {
    let record = services.record(&actor, &source, &id).await?;
    Ok(Answer(record))
}

/// Deletes a record for good: an import that brings it again leaves it deleted.
#[utoipa::path(
    delete, path = "/api/v1/records/{source}/{external_id}", tag = "records",
    params(
        ("source" = String, Path, description = "The name of its source"),
        ("external_id" = String, Path, description = "Its id in the source; its slashes are written `%2F`"),
    ),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn forget(
    asker: Asker,
    Path((source, id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    detached(async move {
        let (services, actor) = (&asker.services, &asker.actor);
        services.forget_record(actor, &source, &id).await?;
        // Which record it was is what was to be forgotten.
        let deed = Deed::of(&asker, AuditKind::RecordDeleted).about("source", source);
        asker.house.note(&asker, deed).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Imports, newest first, each with the commonest reasons of what could not be read.
#[utoipa::path(
    get, path = "/api/v1/imports", tag = "records", params(ImportQuery),
    responses((status = 200, body = ImportPage), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn imports(
    Asker {
        services, actor, ..
    }: Asker,
    Query(query): Query<ImportQuery>,
) -> Result<Answer<ImportPage>, Problem> {
    Ok(Answer(services.imports(&actor, &query).await?))
}

/// An import, with the rejects that were kept.
#[utoipa::path(
    get, path = "/api/v1/imports/{import}", tag = "records",
    params(("import" = BatchId, Path, description = "The import's id")),
    responses((status = 200, body = ImportDetail), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn import(
    Asker {
        services, actor, ..
    }: Asker,
    Path(import): Path<BatchId>,
) -> Result<Answer<ImportDetail>, Problem> {
    Ok(Answer(services.import_detail(&actor, import).await?))
}

/// Takes an import back: a live one as if it had never been, a loading one before it is seen.
#[utoipa::path(
    delete, path = "/api/v1/imports/{import}", tag = "records",
    params(("import" = BatchId, Path, description = "The import's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn undo(asker: Asker, Path(import): Path<BatchId>) -> Result<StatusCode, Problem> {
    asker.services.undo_import(&asker.actor, import).await?;
    let deed = Deed::of(&asker, AuditKind::ImportTakenBack).about("import", import);
    asker.house.note(&asker, deed).await?;
    Ok(StatusCode::NO_CONTENT)
}
