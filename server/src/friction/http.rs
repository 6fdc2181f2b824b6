//! Saved settings of friction over HTTP.

use axum::{Json as Answer, extract::State};
use shared::{
    api::{FrictionSetsView, HistoryQuery, SetHistory},
    friction::SetIntent,
};

use crate::http::{
    Door,
    extract::{Json, Query},
    problem::{Problem, ProblemDetails},
};

/// The saved sets of weights and goalposts, and which one the workspace is scored by.
#[utoipa::path(
    get, path = "/api/v1/friction/sets", tag = "friction",
    responses((status = 200, body = FrictionSetsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn sets(State(api): State<Door>) -> Result<Answer<FrictionSetsView>, Problem> {
    Ok(Answer(api.friction_sets().await?))
}

/// Saves, changes, renames, retires or uses a set; answered with all of them.
#[utoipa::path(
    post, path = "/api/v1/friction/sets", tag = "friction", request_body = SetIntent,
    responses((status = 200, body = FrictionSetsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn change(
    State(api): State<Door>,
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
    State(api): State<Door>,
    Query(query): Query<HistoryQuery>,
) -> Result<Answer<SetHistory>, Problem> {
    Ok(Answer(api.friction_set_history(query).await?))
}
