//! Journeys over HTTP.

use axum::{Json as Answer, http::StatusCode};
use shared::{
    api::{
        BoardSnapshot, HistoryPage, HistoryQuery, JourneySummary, NewJourney, Push, PushReply,
        Update, UpdateQuery,
    },
    id::JourneyId,
};

use crate::http::{
    Door,
    extract::{Json, Path, Query},
    problem::{Problem, ProblemDetails},
    wire::{self, Form, Frame, Pushed},
};

/// How much of each journey is wanted.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Whether friction, freshness and who is responsible can be left out, which takes records to say.
    brief: Option<bool>,
}

/// The portfolio, last changed first.
#[utoipa::path(
    get, path = "/api/v1/journeys", tag = "journeys", params(ListQuery),
    responses((status = 200, body = Vec<JourneySummary>), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn list(
    api: Door,
    Query(query): Query<ListQuery>,
) -> Result<Answer<Vec<JourneySummary>>, Problem> {
    let brief = query.brief.unwrap_or(false);
    Ok(Answer(if brief {
        api.journeys_in_brief().await?
    } else {
        api.journeys().await?
    }))
}

/// Makes a journey. Asked twice with the same id, it makes one.
#[utoipa::path(
    post, path = "/api/v1/journeys", tag = "journeys", request_body = NewJourney,
    responses((status = 201, body = JourneySummary), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn create(
    api: Door,
    Json(new): Json<NewJourney>,
) -> Result<(StatusCode, Answer<JourneySummary>), Problem> {
    Ok((StatusCode::CREATED, Answer(api.create_journey(new).await?)))
}

/// A whole board, by the journey's id or slug.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}", tag = "journeys",
    params(("journey" = String, Path, description = "The journey's id or slug")),
    responses((status = 200, body = BoardSnapshot), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn board(
    api: Door,
    Path(journey): Path<String>,
) -> Result<Answer<BoardSnapshot>, Problem> {
    Ok(Answer(api.board(journey).await?))
}

/// What happened to a board since: entries, or the whole where they would be too many.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}/updates", tag = "journeys",
    params(("journey" = JourneyId, Path, description = "The journey's id"), UpdateQuery),
    responses(
        (status = 200, content((Update = "application/json"), (Frame = "application/vnd.puente.wire"))),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn updates(
    api: Door,
    Path(journey): Path<JourneyId>,
    Query(since): Query<UpdateQuery>,
    form: Form,
) -> Result<wire::Answer<Update>, Problem> {
    Ok(form.answer(api.update(journey, since).await?))
}

/// Asks for changes, all or none. A repeated push is answered and not done again.
#[utoipa::path(
    post, path = "/api/v1/journeys/{journey}/pushes", tag = "journeys",
    request_body(content((Push = "application/json"), (Frame = "application/vnd.puente.wire"))),
    params(("journey" = JourneyId, Path, description = "The journey's id")),
    responses(
        (status = 200, content((PushReply = "application/json"), (Frame = "application/vnd.puente.wire"))),
        (status = "default", body = ProblemDetails),
    )
)]
pub(crate) async fn push(
    api: Door,
    Path(journey): Path<JourneyId>,
    form: Form,
    Pushed(push): Pushed,
) -> Result<wire::Answer<PushReply>, Problem> {
    Ok(form.answer(api.push(journey, push).await?))
}

/// A board as it was after an entry of its log; the catalogue is that of now.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}/versions/{seq}", tag = "journeys",
    params(
        ("journey" = JourneyId, Path, description = "The journey's id"),
        ("seq" = u64, Path, description = "The entry, as the history numbers it"),
    ),
    responses((status = 200, body = BoardSnapshot), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn version(
    api: Door,
    Path((journey, seq)): Path<(JourneyId, u64)>,
) -> Result<Answer<BoardSnapshot>, Problem> {
    Ok(Answer(api.board_at(journey, seq).await?))
}

/// Who changed what, newest first.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}/history", tag = "journeys",
    params(("journey" = JourneyId, Path, description = "The journey's id"), HistoryQuery),
    responses((status = 200, body = HistoryPage), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn history(
    api: Door,
    Path(journey): Path<JourneyId>,
    Query(query): Query<HistoryQuery>,
) -> Result<Answer<HistoryPage>, Problem> {
    Ok(Answer(api.history(journey, query).await?))
}
