//! The catalogue over HTTP.

use axum::{Json as Answer, extract::State};
use shared::api::{CatalogueReply, CatalogueView, Push};

use crate::http::{
    Door,
    extract::Json,
    problem::{Problem, ProblemDetails},
};

/// The catalogue: touchpoints, personas, departments, brands, channels, campaigns.
#[utoipa::path(
    get, path = "/api/v1/catalogue", tag = "catalogue",
    responses((status = 200, body = CatalogueView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn view(State(api): State<Door>) -> Result<Answer<CatalogueView>, Problem> {
    Ok(Answer(api.catalogue().await?))
}

/// Asks for changes of the catalogue alone, all or none. A repeated push is answered and not done again.
#[utoipa::path(
    post, path = "/api/v1/catalogue/pushes", tag = "catalogue", request_body = Push,
    responses((status = 200, body = CatalogueReply), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn push(
    State(api): State<Door>,
    Json(push): Json<Push>,
) -> Result<Answer<CatalogueReply>, Problem> {
    Ok(Answer(api.push_catalogue(push).await?))
}
