//! Metrics over HTTP.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderName, header},
};
use shared::api::{CatalogueMetric, MetricQuery, MetricReply, SeriesQuery, SeriesReply};

use super::csv;
use crate::http::{
    Door,
    extract::Query,
    problem::{Problem, ProblemDetails},
};

/// A metric over a period, whole or by group.
#[utoipa::path(
    get, path = "/api/v1/metrics", tag = "records", params(MetricQuery),
    responses((status = 200, body = MetricReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn metric(
    State(api): State<Door>,
    Query(query): Query<MetricQuery>,
) -> Result<Answer<MetricReply>, Problem> {
    Ok(Answer(api.metric(query).await?))
}

/// The metrics that can be asked for, with their definitions and what there is of each.
#[utoipa::path(
    get, path = "/api/v1/metrics/catalogue", tag = "records",
    responses((status = 200, body = Vec<CatalogueMetric>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn catalogue(
    State(api): State<Door>,
) -> Result<Answer<Vec<CatalogueMetric>>, Problem> {
    Ok(Answer(api.metric_catalogue().await?))
}

/// Metrics over time: by week, month or quarter, with limits of normal variation and the year before.
#[utoipa::path(
    get, path = "/api/v1/metrics/series", tag = "records", params(SeriesQuery),
    responses((status = 200, body = SeriesReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn series(
    State(api): State<Door>,
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
    State(api): State<Door>,
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
