//! Actions over HTTP.

use axum::Json as Answer;
use shared::{
    action::ActionIntent,
    api::{ActionHistory, ActionHistoryQuery, ActionsQuery, ActionsView},
};

use crate::http::{
    Door,
    extract::{Json, Query},
    problem::{Problem, ProblemDetails},
};

/// The actions, with the metric of each before and now, and whether it helped.
#[utoipa::path(
    get, path = "/api/v1/actions", tag = "actions", params(ActionsQuery),
    responses((status = 200, body = ActionsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn list(
    api: Door,
    Query(query): Query<ActionsQuery>,
) -> Result<Answer<ActionsView>, Problem> {
    Ok(Answer(api.actions(query).await?))
}

/// Adds an action, or changes one; answered with that action.
#[utoipa::path(
    post, path = "/api/v1/actions", tag = "actions", request_body = ActionIntent,
    responses((status = 200, body = ActionsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn change(
    api: Door,
    Json(intent): Json<ActionIntent>,
) -> Result<Answer<ActionsView>, Problem> {
    Ok(Answer(api.change_actions(intent).await?))
}

/// Who changed which action, and what it was before, newest first.
#[utoipa::path(
    get, path = "/api/v1/actions/history", tag = "actions", params(ActionHistoryQuery),
    responses((status = 200, body = ActionHistory), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn history(
    api: Door,
    Query(query): Query<ActionHistoryQuery>,
) -> Result<Answer<ActionHistory>, Problem> {
    Ok(Answer(api.action_history(query).await?))
}
