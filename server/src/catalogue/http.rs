//! The catalogue over HTTP.

use axum::Json as Answer;
use shared::api::{CatalogueReply, CatalogueUse, CatalogueView, Push};

use crate::http::{
    Door,
    problem::{Problem, ProblemDetails},
    wire::{self, Form, Frame, Pushed},
};

/// The catalogue: touchpoints, personas, departments, brands, channels, campaigns, events.
#[utoipa::path(
    get, path = "/api/v1/catalogue", tag = "catalogue",
    responses((status = 200, body = CatalogueView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn view(api: Door) -> Result<Answer<CatalogueView>, Problem> {
    Ok(Answer(api.catalogue().await?))
}

/// Where everything in the catalogue is used: touchpoints on which boards, with how many records and what friction; what a department is
/// responsible for; journeys and records of personas and brands. Records of sources about people count in none of it.
#[utoipa::path(
    get, path = "/api/v1/catalogue/use", tag = "catalogue",
    responses((status = 200, body = CatalogueUse), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn used(api: Door) -> Result<Answer<CatalogueUse>, Problem> {
    Ok(Answer(api.catalogue_use().await?))
}

/// Asks for changes of the catalogue alone, all or none. A repeated push is answered and not done again.
#[utoipa::path(
    post, path = "/api/v1/catalogue/pushes", tag = "catalogue",
    request_body(content((Push = "application/json"), (Frame = "application/vnd.puente.wire"))),
    responses(
        (status = 200, content((CatalogueReply = "application/json"), (Frame = "application/vnd.puente.wire"))),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn push(
    api: Door,
    form: Form,
    Pushed(push): Pushed,
) -> Result<wire::Answer<CatalogueReply>, Problem> {
    Ok(form.answer(api.push_catalogue(push).await?))
}
