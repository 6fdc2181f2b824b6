//! Records, metrics and scores over HTTP.

use axum::{Json as Answer, extract::State, http::StatusCode};
use shared::{
    api::{MetricQuery, MetricReply, ScoreQuery, Scores, SourceSummary},
    id::BatchId,
};

use crate::{
    http::{
        Door,
        extract::{Path, Query},
        problem::{Problem, ProblemDetails},
    },
    service::Services,
};

/// What the records say about a journey's touchpoints.
#[utoipa::path(
    get, path = "/api/v1/scores", tag = "records", params(ScoreQuery),
    responses((status = 200, body = Scores), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn scores(
    State(api): State<Door>,
    Query(query): Query<ScoreQuery>,
) -> Result<Answer<Scores>, Problem> {
    Ok(Answer(api.scores(query).await?))
}

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

/// Where records come from, and the imports that brought them.
#[utoipa::path(
    get, path = "/api/v1/sources", tag = "records",
    responses((status = 200, body = Vec<SourceSummary>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn sources(
    State(services): State<Services>,
) -> Result<Answer<Vec<SourceSummary>>, Problem> {
    Ok(Answer(services.sources(&services.owner()).await?))
}

/// Takes an import back: a live one as if it had never been, a loading one before it is seen.
#[utoipa::path(
    delete, path = "/api/v1/imports/{import}", tag = "records",
    params(("import" = BatchId, Path, description = "The import's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn undo(
    State(services): State<Services>,
    Path(import): Path<BatchId>,
) -> Result<StatusCode, Problem> {
    services.undo_import(&services.owner(), import).await?;
    Ok(StatusCode::NO_CONTENT)
}
