//! Personas over HTTP.

use axum::Json as Answer;
use shared::api::PersonaView;

use crate::http::{
    Door,
    extract::Path,
    problem::{Problem, ProblemDetails},
};

/// What boards believe of a persona, and what records say of its customers: emotions by journey and stage, the worst touchpoints,
/// what they wrote. Records of sources about people count in none of it.
#[utoipa::path(
    get, path = "/api/v1/personas/{persona}", tag = "catalogue",
    params(("persona" = String, Path, description = "The persona's id, or the name in its page's address")),
    responses((status = 200, body = PersonaView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn view(
    api: Door,
    Path(persona): Path<String>,
) -> Result<Answer<PersonaView>, Problem> {
    Ok(Answer(api.persona(persona).await?))
}
