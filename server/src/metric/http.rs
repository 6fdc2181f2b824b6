//! Metrics over HTTP.

use axum::{
    Json as Answer,
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, HeaderName, header},
};
use shared::{
    api::{
        ApiError, CatalogueMetric, DefinitionsHistory, DefinitionsPush, DefinitionsQuery,
        DefinitionsReply, DefinitionsView, ErrorCode, HistoryQuery, MetricQuery, MetricReply,
        Reality, RealityQuery, SeriesQuery, SeriesReply,
    },
    log::Seq,
};

use super::csv;
use crate::http::{
    Asker, Door,
    extract::{Json, Query, unread},
    problem::{Problem, ProblemDetails},
};

/// A metric over a period, whole or by group.
#[utoipa::path(
    get, path = "/api/v1/metrics", tag = "records", params(MetricQuery),
    responses((status = 200, body = MetricReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn metric(
    api: Door,
    Query(query): Query<MetricQuery>,
) -> Result<Answer<MetricReply>, Problem> {
    Ok(Answer(api.metric(query).await?))
}

/// The metrics that can be asked for, with their definitions and what there is of each.
#[utoipa::path(
    get, path = "/api/v1/metrics/catalogue", tag = "records",
    responses((status = 200, body = Vec<CatalogueMetric>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn catalogue(api: Door) -> Result<Answer<Vec<CatalogueMetric>>, Problem> {
    Ok(Answer(api.metric_catalogue().await?))
}

/// Metrics over time: by week, month or quarter, with limits of normal variation and the year before.
#[utoipa::path(
    get, path = "/api/v1/metrics/series", tag = "records", params(SeriesQuery),
    responses((status = 200, body = SeriesReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn series(
    api: Door,
    Query(query): Query<SeriesQuery>,
) -> Result<Answer<SeriesReply>, Problem> {
    Ok(Answer(api.metric_series(query).await?))
}

/// The same as a file for spreadsheets: comma-separated, one row for each metric, group and period.
#[utoipa::path(
    get, path = "/api/v1/metrics/series.csv", tag = "records", params(SeriesQuery),
    responses((status = 200, body = String, content_type = "text/csv"), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn series_csv(
    api: Door,
    Query(query): Query<SeriesQuery>,
) -> Result<([(HeaderName, &'static str); 2], String), Problem> {
    let reply = api.metric_series(query).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"metrics.csv\"",
        ),
    ];
    Ok((headers, csv::text(&reply)))
}

/// What metrics say of the touchpoints on a journey's board, month by month: each with its latest number, target, margin and
/// course.
#[utoipa::path(
    get, path = "/api/v1/metrics/reality", tag = "records", params(RealityQuery),
    responses((status = 200, body = Reality), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn reality(
    api: Door,
    Query(query): Query<RealityQuery>,
) -> Result<Answer<Reality>, Problem> {
    Ok(Answer(api.reality(query).await?))
}

/// The definitions of all metrics, retired ones too, and the `head` that a change names as what it was made on.
#[utoipa::path(
    get, path = "/api/v1/metrics/definitions", tag = "metrics",
    responses((status = 200, body = DefinitionsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn definitions(api: Door) -> Result<Answer<DefinitionsView>, Problem> {
    Ok(Answer(api.definitions().await?))
}

/// Defines, changes, retires, offers again or restores metrics: all that is wished, or nothing.
///
/// What somebody else changed since `base` is not overwritten: `outdated` (412) names the metric.
#[utoipa::path(
    post, path = "/api/v1/metrics/definitions", tag = "metrics", request_body = DefinitionsPush,
    responses((status = 200, body = DefinitionsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn change_definitions(
    api: Door,
    Json(push): Json<DefinitionsPush>,
) -> Result<Answer<DefinitionsView>, Problem> {
    Ok(Answer(api.change_definitions(push).await?))
}

/// Who changed which definition, and what it was before, newest first.
#[utoipa::path(
    get, path = "/api/v1/metrics/definitions/history", tag = "metrics", params(HistoryQuery),
    responses((status = 200, body = DefinitionsHistory), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn definitions_history(
    api: Door,
    Query(query): Query<HistoryQuery>,
) -> Result<Answer<DefinitionsHistory>, Problem> {
    Ok(Answer(api.definitions_history(query).await?))
}

/// The definitions as a file (TOML), to be changed and sent back. `ETag` names what it was made on.
#[utoipa::path(
    get, path = "/api/v1/metrics/definitions.toml", tag = "metrics",
    responses((status = 200, body = String, content_type = "application/toml"), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn definitions_file(
    Asker {
        services, actor, ..
    }: Asker,
) -> Result<([(HeaderName, String); 3], String), Problem> {
    let (text, head) = services.definitions_file(&actor).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/toml".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"metrics.toml\"".to_owned(),
        ),
        (header::ETAG, format!("\"{head}\"")),
    ];
    Ok((headers, text))
}

/// Brings in a file of definitions; with `dry_run=true`, only says what it would change. Metrics that it does not name stay.
///
/// With `If-Match: "…"`, what somebody else changed since that `ETag` is not overwritten.
#[utoipa::path(
    put, path = "/api/v1/metrics/definitions.toml", tag = "metrics", params(DefinitionsQuery),
    request_body(content = String, content_type = "application/toml"),
    responses((status = 200, body = DefinitionsReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn put_definitions_file(
    Asker {
        services, actor, ..
    }: Asker,
    Query(query): Query<DefinitionsQuery>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Answer<DefinitionsReply>, Problem> {
    let body = body.map_err(|rejection| Problem(unread(&rejection)))?;
    let text = String::from_utf8(body.into()).map_err(|_| {
        let detail = "the file is not UTF-8: save it as UTF-8";
        Problem(ApiError::new(ErrorCode::Malformed).with("detail", detail))
    })?;
    let base = base(&headers)?;
    let file = ("metrics.toml".to_owned(), text);
    let dry_run = query.dry_run.unwrap_or(false);
    let reply = services
        .import_definitions(&actor, base, file, dry_run)
        .await?;
    Ok(Answer(reply))
}

/// What a change is made on, as `If-Match` says it.
fn base(headers: &HeaderMap) -> Result<Option<Seq>, Problem> {
    let Some(said) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let said = said.to_str().unwrap_or_default().trim();
    if said == "*" {
        return Ok(None);
    }
    let tag = said.strip_prefix("W/").unwrap_or(said).trim_matches('"');
    let seq = tag.parse().map(Some);
    seq.map_err(|_| Problem(ApiError::new(ErrorCode::Outdated)))
}
