//! Finding things over HTTP.

use axum::Json as Answer;
use shared::api::{SearchQuery, SearchReply};

use crate::http::{
    Door,
    extract::Query,
    problem::{Problem, ProblemDetails},
};

/// Journeys, touchpoints, personas, departments, metrics and actions by name, best first.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "search", params(SearchQuery),
    responses((status = 200, body = SearchReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn search(
    api: Door,
    Query(query): Query<SearchQuery>,
) -> Result<Answer<SearchReply>, Problem> {
    Ok(Answer(api.search(query).await?))
}
