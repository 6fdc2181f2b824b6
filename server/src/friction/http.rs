//! Comparisons of scores and saved settings of friction over HTTP.

use axum::Json as Answer;
use shared::{
    api::{CompareQuery, Comparison, Dimension, FrictionSetsView, HistoryQuery, SetHistory},
    friction::SetIntent,
};

use crate::http::{
    Door,
    extract::{Json, Query},
    problem::{Problem, ProblemDetails},
};

/// The scores of two periods or two segments, and what the difference says.
///
/// With `base_from` or `base_to`, the days asked for are compared with those; with `dimension`, `value` and `base_value`, one
/// value of the dimension with another.
#[utoipa::path(
    get, path = "/api/v1/scores/compare", tag = "records", params(CompareQuery),
    responses((status = 200, body = Comparison), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn compare(
    api: Door,
    Query(query): Query<CompareQuery>,
) -> Result<Answer<Comparison>, Problem> {
    Ok(Answer(api.compare(query).await?))
}

/// What records can be divided by, with the values there are.
#[utoipa::path(
    get, path = "/api/v1/dimensions", tag = "records",
    responses((status = 200, body = Vec<Dimension>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn dimensions(api: Door) -> Result<Answer<Vec<Dimension>>, Problem> {
    Ok(Answer(api.dimensions().await?))
}

/// The saved sets of weights and goalposts, and which one the workspace is scored by.
#[utoipa::path(
    get, path = "/api/v1/friction/sets", tag = "friction",
    responses((status = 200, body = FrictionSetsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn sets(api: Door) -> Result<Answer<FrictionSetsView>, Problem> {
    Ok(Answer(api.friction_sets().await?))
}

/// Saves, changes, renames, retires or uses a set; answered with all of them.
#[utoipa::path(
    post, path = "/api/v1/friction/sets", tag = "friction", request_body = SetIntent,
    responses((status = 200, body = FrictionSetsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn change(
    api: Door,
    Json(intent): Json<SetIntent>,
) -> Result<Answer<FrictionSetsView>, Problem> {
    Ok(Answer(api.change_friction_sets(intent).await?))
}

/// Who changed which set, and what it was before, newest first.
#[utoipa::path(
    get, path = "/api/v1/friction/sets/history", tag = "friction", params(HistoryQuery),
    responses((status = 200, body = SetHistory), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn history(
    api: Door,
    Query(query): Query<HistoryQuery>,
) -> Result<Answer<SetHistory>, Problem> {
    Ok(Answer(api.friction_set_history(query).await?))
}
