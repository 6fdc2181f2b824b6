//! Comments over HTTP.

use axum::{Json as Answer, http::StatusCode};
use shared::{
    api::{
        ChangeComment, CommentsQuery, CommentsView, NewComment, ResolveThread, SawThread,
        WaitingComments,
    },
    id::{CommentId, ThreadId},
};

use crate::http::{
    Asker, Door,
    extract::{Json, Path, Query},
    problem::{Problem, ProblemDetails},
};

/// The threads of a board, or of one thing that is on none.
#[utoipa::path(
    get, path = "/api/v1/comments", tag = "comments", params(CommentsQuery),
    responses((status = 200, body = CommentsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn list(
    api: Door,
    Query(query): Query<CommentsQuery>,
) -> Result<Answer<CommentsView>, Problem> {
    Ok(Answer(api.comments(query).await?))
}

/// Says something; answered with the thread.
#[utoipa::path(
    post, path = "/api/v1/comments", tag = "comments", request_body = NewComment,
    responses((status = 200, body = CommentsView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn say(
    asker: Asker,
    Json(new): Json<NewComment>,
) -> Result<Answer<CommentsView>, Problem> {
    Ok(Answer(asker.services.comment(&asker.actor, new).await?))
}

/// Changes what one said.
#[utoipa::path(
    put, path = "/api/v1/comments/{comment}", tag = "comments", request_body = ChangeComment,
    params(("comment" = CommentId, Path, description = "The comment's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn change(
    asker: Asker,
    Path(comment): Path<CommentId>,
    Json(wish): Json<ChangeComment>,
) -> Result<StatusCode, Problem> {
    let services = &asker.services;
    services.change_comment(&asker.actor, comment, wish).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a comment: one's own, or as an admin or owner.
#[utoipa::path(
    delete, path = "/api/v1/comments/{comment}", tag = "comments",
    params(("comment" = CommentId, Path, description = "The comment's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn remove(
    asker: Asker,
    Path(comment): Path<CommentId>,
) -> Result<StatusCode, Problem> {
    asker.services.remove_comment(&asker.actor, comment).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that a thread is settled, or that it is not.
#[utoipa::path(
    put, path = "/api/v1/threads/{thread}", tag = "comments", request_body = ResolveThread,
    params(("thread" = ThreadId, Path, description = "The thread's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn resolve(
    asker: Asker,
    Path(thread): Path<ThreadId>,
    Json(wish): Json<ResolveThread>,
) -> Result<StatusCode, Problem> {
    let services = &asker.services;
    services.resolve_thread(&asker.actor, thread, wish).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Notes how far whoever asks has seen a thread.
#[utoipa::path(
    put, path = "/api/v1/threads/{thread}/seen", tag = "comments", request_body = SawThread,
    params(("thread" = ThreadId, Path, description = "The thread's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn saw(
    asker: Asker,
    Path(thread): Path<ThreadId>,
    Json(saw): Json<SawThread>,
) -> Result<StatusCode, Problem> {
    asker.services.saw_thread(&asker.actor, thread, saw).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The threads that wait for whoever asks.
#[utoipa::path(
    get, path = "/api/v1/comments/waiting", tag = "comments",
    responses((status = 200, body = WaitingComments), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn waiting(api: Door) -> Result<Answer<WaitingComments>, Problem> {
    Ok(Answer(api.waiting_comments().await?))
}
