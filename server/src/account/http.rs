//! Accounts, members, guests and the audit log over HTTP.

use axum::{
    Json as Answer,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use shared::{
    api::{
        Accept, AccountView, ApiError, AskReset, AuditPage, AuditQuery, ByCode, ByLink, ByPassword,
        ChangeMember, ChangePassword, ChooseWorkspace, DemandSecondFactor, Entrance, ErrorCode,
        GuestCode, GuestLinks, InvitationSays, Invited, Join, Joined, MadeGuestLink, MadeToken, Me,
        Members, Narrow, NewGuestLink, NewInvitation, NewToken, NewWorkspace, RecoveryCodes,
        Rename, SecondFactor, Secret, SetUp, SignIn, SignedIn, UseReset, WorkspaceName,
    },
    id::{ActorId, GuestLinkId, InvitationId, JourneyId, SessionId, TokenId},
};

use super::{
    Installation,
    by_provider::{NotIn, own_path},
    entrance::Begun,
    session,
};
use crate::http::{
    Asker, cookie,
    extract::{Json, Path, Query},
    problem::{Problem, ProblemDetails},
};

/// What is sent where there is nothing to say.
#[derive(Debug, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// An answer with the cookie of a session that began, or of none.
fn with_cookie(
    house: &Installation,
    secret: Option<&Secret>,
    answer: impl IntoResponse,
) -> Result<Response, Problem> {
    let cookie = session::cookie(house.settings().secure(), secret);
    let mut cookie = HeaderValue::try_from(cookie).map_err(|error| {
        tracing::error!(%error, "a cookie that no header can hold: a fault of ours");
        Problem(ApiError::new(ErrorCode::Internal))
    })?;
    cookie.set_sensitive(true);
    let mut response = answer.into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The same, where a session may have begun.
fn begun(
    house: &Installation,
    begun: Option<Begun>,
    answer: impl IntoResponse,
) -> Result<Response, Problem> {
    match begun {
        Some(Begun(secret)) => with_cookie(house, Some(&secret), answer),
        None => Ok(answer.into_response()),
    }
}

/// Where the browser goes after it signed in by the provider.
#[derive(Debug, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

/// What the provider sends back: a code, or why there is none.
#[derive(Debug, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

/// The name of the cookie that a browser takes along to the provider.
const fn away_name(secure: bool) -> &'static str {
    if secure {
        "__Host-puente_away"
    } else {
        "puente_away"
    }
}

fn away_cookie(house: &Installation, secret: &str, seconds: u32) -> Option<HeaderValue> {
    let secure = house.settings().secure();
    let (name, flag) = (away_name(secure), if secure { "; Secure" } else { "" });
    let cookie =
        format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flag}");
    HeaderValue::try_from(cookie).ok()
}

/// The page to sign in, saying why somebody is there again.
fn not_in(house: &Installation, why: NotIn) -> Response {
    let mut response = Redirect::to(&format!("/sign-in?not_in={}", why.name())).into_response();
    if let Some(cookie) = away_cookie(house, "", 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Sends a browser to the provider of identities. A page, not a route of the API: a link leads there.
pub(crate) async fn to_provider(
    State(house): State<Installation>,
    Query(Next { next }): Query<Next>,
) -> Response {
    let leaving = match house.leave_for_provider(&next).await {
        Ok(leaving) => leaving,
        Err(why) => return not_in(&house, why),
    };
    let mut response = Redirect::to(&leaving.url).into_response();
    if let Some(cookie) = away_cookie(&house, &leaving.cookie.0, 600) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Where the provider sends browsers back to.
pub(crate) async fn from_provider(
    State(house): State<Installation>,
    asker: Asker,
    headers: HeaderMap,
    Query(Back { state, code }): Query<Back>,
) -> Result<Response, Problem> {
    let cookie = cookie(&headers, away_name(house.settings().secure())).unwrap_or_default();
    let back = house.back_from_provider(&asker.came, &state, cookie, &code);
    let (Begun(secret), next) = match back.await {
        Ok(back) => back,
        Err(why) => return Ok(not_in(&house, why)),
    };
    let mut response = with_cookie(&house, Some(&secret), Redirect::to(own_path(&next)))?;
    if let Some(cookie) = away_cookie(&house, "", 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Who one is, and as what; nobody, where nobody came in.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "entrance",
    responses((status = 200, body = Me), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn me(asker: Asker) -> Result<Answer<Me>, Problem> {
    Ok(Answer(Me::clone(&asker.me)))
}

/// What leads into this installation.
#[utoipa::path(
    get, path = "/api/v1/entrance", tag = "entrance",
    responses((status = 200, body = Entrance), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn entrance(
    State(house): State<Installation>,
) -> Result<Answer<Entrance>, Problem> {
    Ok(Answer(house.entrance().await?))
}

/// Signs in: the answer brings the cookie of a session. Which part of it was wrong is not said.
#[utoipa::path(
    post, path = "/api/v1/entrance/sign-in", tag = "entrance", request_body = SignIn,
    responses((status = 200, body = SignedIn), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn sign_in(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<SignIn>,
) -> Result<Response, Problem> {
    let (became, session) = house.sign_in(&asker.came, body).await?;
    begun(&house, session, Answer(became))
}

/// Signs out.
#[utoipa::path(
    post, path = "/api/v1/entrance/sign-out", tag = "entrance", request_body = Nothing,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn sign_out(
    State(house): State<Installation>,
    asker: Asker,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Response, Problem> {
    house.sign_out(&asker).await?;
    with_cookie(&house, None, StatusCode::NO_CONTENT)
}

/// Makes the first account by the link of the console, and signs in.
#[utoipa::path(
    post, path = "/api/v1/entrance/setup", tag = "entrance", request_body = SetUp,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn set_up(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<SetUp>,
) -> Result<Response, Problem> {
    let session = house.set_up(&asker.came, body).await?;
    begun(&house, Some(session), StatusCode::NO_CONTENT)
}

/// Sends a letter for another password, if there is such an account; the answer is the same if there is none.
#[utoipa::path(
    post, path = "/api/v1/entrance/resets", tag = "entrance", request_body = AskReset,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn ask_reset(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<AskReset>,
) -> Result<StatusCode, Problem> {
    house.ask_reset(&asker.came, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets another password by the link of a letter.
#[utoipa::path(
    post, path = "/api/v1/entrance/resets/use", tag = "entrance", request_body = UseReset,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn use_reset(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<UseReset>,
) -> Result<StatusCode, Problem> {
    house.use_reset(&asker.came, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What an invitation says to whoever holds its link.
#[utoipa::path(
    post, path = "/api/v1/entrance/invitations/look", tag = "entrance", request_body = ByLink,
    responses((status = 200, body = InvitationSays), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn look_at_invitation(
    State(house): State<Installation>,
    Json(body): Json<ByLink>,
) -> Result<Answer<InvitationSays>, Problem> {
    Ok(Answer(house.look_at_invitation(body).await?))
}

/// Accepts an invitation, and signs in.
#[utoipa::path(
    post, path = "/api/v1/entrance/invitations/accept", tag = "entrance", request_body = Accept,
    responses((status = 200, body = SignedIn), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn accept(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<Accept>,
) -> Result<Response, Problem> {
    let (became, session) = house.accept(&asker.came, body).await?;
    begun(&house, session, Answer(became))
}

/// Comes in as a guest, by a link or a code.
#[utoipa::path(
    post, path = "/api/v1/entrance/join", tag = "entrance", request_body = Join,
    responses((status = 200, body = Joined), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn join(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<Join>,
) -> Result<Response, Problem> {
    let (joined, session) = house.join(&asker, body).await?;
    begun(&house, session, Answer(joined))
}

/// Goes to another workspace with the same session.
#[utoipa::path(
    post, path = "/api/v1/entrance/workspace", tag = "entrance", request_body = ChooseWorkspace,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn choose_workspace(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<ChooseWorkspace>,
) -> Result<StatusCode, Problem> {
    house.choose_workspace(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's own account.
#[utoipa::path(
    get, path = "/api/v1/account", tag = "account",
    responses((status = 200, body = AccountView), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn account(
    State(house): State<Installation>,
    asker: Asker,
) -> Result<Answer<AccountView>, Problem> {
    Ok(Answer(house.account(&asker).await?))
}

/// Another name for oneself.
#[utoipa::path(
    put, path = "/api/v1/account", tag = "account", request_body = Rename,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn rename_oneself(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<Rename>,
) -> Result<StatusCode, Problem> {
    house.rename_oneself(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Another password; all other sessions end.
#[utoipa::path(
    post, path = "/api/v1/account/password", tag = "account", request_body = ChangePassword,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn change_password(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<ChangePassword>,
) -> Result<StatusCode, Problem> {
    house.change_password(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins to add a second factor, which counts from its first code on.
#[utoipa::path(
    post, path = "/api/v1/account/second-factor", tag = "account", request_body = ByPassword,
    responses((status = 200, body = SecondFactor), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn begin_second_factor(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<ByPassword>,
) -> Result<Answer<SecondFactor>, Problem> {
    Ok(Answer(house.begin_second_factor(&asker, body).await?))
}

/// Adds the second factor by its first code; the recovery codes are shown this once.
#[utoipa::path(
    post, path = "/api/v1/account/second-factor/confirm", tag = "account", request_body = ByCode,
    responses((status = 200, body = RecoveryCodes), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn confirm_second_factor(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<ByCode>,
) -> Result<Answer<RecoveryCodes>, Problem> {
    Ok(Answer(house.confirm_second_factor(&asker, body).await?))
}

/// Takes the second factor away.
#[utoipa::path(
    post, path = "/api/v1/account/second-factor/remove", tag = "account", request_body = ByPassword,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn remove_second_factor(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<ByPassword>,
) -> Result<StatusCode, Problem> {
    house.remove_second_factor(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one of one's sessions.
#[utoipa::path(
    post, path = "/api/v1/account/sessions/{session}/end", tag = "account", request_body = ByPassword,
    params(("session" = SessionId, Path, description = "The session's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn end_session(
    State(house): State<Installation>,
    asker: Asker,
    Path(session): Path<SessionId>,
    Json(body): Json<ByPassword>,
) -> Result<StatusCode, Problem> {
    house.end_session(&asker, session, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all of one's sessions but this one.
#[utoipa::path(
    post, path = "/api/v1/account/sessions/end-others", tag = "account", request_body = ByPassword,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn end_other_sessions(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<ByPassword>,
) -> Result<StatusCode, Problem> {
    house.end_other_sessions(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a token for a program; it is shown this once.
#[utoipa::path(
    post, path = "/api/v1/account/tokens", tag = "account", request_body = NewToken,
    responses((status = 200, body = MadeToken), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn make_token(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<NewToken>,
) -> Result<Answer<MadeToken>, Problem> {
    Ok(Answer(house.make_token(&asker, body).await?))
}

/// Revokes a token.
#[utoipa::path(
    delete, path = "/api/v1/account/tokens/{token}", tag = "account", params(("token" = TokenId, Path, description = "The token's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn revoke_token(
    State(house): State<Installation>,
    asker: Asker,
    Path(token): Path<TokenId>,
) -> Result<StatusCode, Problem> {
    house.revoke_token(&asker, token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erases oneself: names leave, logs keep the id.
#[utoipa::path(
    post, path = "/api/v1/account/erase", tag = "account", request_body = ByPassword,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn erase_oneself(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<ByPassword>,
) -> Result<StatusCode, Problem> {
    house.erase_oneself(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leaves the workspace.
#[utoipa::path(
    post, path = "/api/v1/account/leave", tag = "account", request_body = Nothing,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn leave(
    State(house): State<Installation>,
    asker: Asker,
    Json(Nothing {}): Json<Nothing>,
) -> Result<StatusCode, Problem> {
    house.leave(&asker).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The people of the workspace.
#[utoipa::path(
    get, path = "/api/v1/members", tag = "entrance",
    responses((status = 200, body = Members), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn members(
    State(house): State<Installation>,
    asker: Asker,
) -> Result<Answer<Members>, Problem> {
    Ok(Answer(house.members(&asker).await?))
}

/// Says what a member is from now on.
#[utoipa::path(
    put, path = "/api/v1/members/{member}", tag = "entrance", params(("member" = ActorId, Path, description = "The member's id")), request_body = ChangeMember,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn change_member(
    State(house): State<Installation>,
    asker: Asker,
    Path(member): Path<ActorId>,
    Json(body): Json<ChangeMember>,
) -> Result<StatusCode, Problem> {
    house.change_member(&asker, member, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a member out of the workspace.
#[utoipa::path(
    delete, path = "/api/v1/members/{member}", tag = "entrance", params(("member" = ActorId, Path, description = "The member's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn remove_member(
    State(house): State<Installation>,
    asker: Asker,
    Path(member): Path<ActorId>,
) -> Result<StatusCode, Problem> {
    house.remove_member(&asker, member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erases a person of this workspace alone: names leave, logs keep the id.
#[utoipa::path(
    post, path = "/api/v1/members/{member}/erase", tag = "entrance", params(("member" = ActorId, Path, description = "The member's id")), request_body = Nothing,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn erase_member(
    State(house): State<Installation>,
    asker: Asker,
    Path(member): Path<ActorId>,
    Json(Nothing {}): Json<Nothing>,
) -> Result<StatusCode, Problem> {
    house.erase_member(&asker, member).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says what a member is on one journey.
#[utoipa::path(
    put, path = "/api/v1/members/{member}/journeys/{journey}", tag = "entrance", params(("member" = ActorId, Path, description = "The member's id"), ("journey" = JourneyId, Path, description = "The journey's id")), request_body = Narrow,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn narrow(
    State(house): State<Installation>,
    asker: Asker,
    Path((member, journey)): Path<(ActorId, JourneyId)>,
    Json(body): Json<Narrow>,
) -> Result<StatusCode, Problem> {
    house.narrow(&asker, member, journey, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Invites somebody. Where no mail is set up, the answer has the link.
#[utoipa::path(
    post, path = "/api/v1/invitations", tag = "members", request_body = NewInvitation,
    responses((status = 200, body = Invited), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn invite(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<NewInvitation>,
) -> Result<Answer<Invited>, Problem> {
    Ok(Answer(house.invite(&asker, body).await?))
}

/// Takes an invitation back.
#[utoipa::path(
    delete, path = "/api/v1/invitations/{invitation}", tag = "members", params(("invitation" = InvitationId, Path, description = "The invitation's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn revoke_invitation(
    State(house): State<Installation>,
    asker: Asker,
    Path(invitation): Path<InvitationId>,
) -> Result<StatusCode, Problem> {
    house.revoke_invitation(&asker, invitation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The links by which guests come to a journey.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}/guests", tag = "guests", params(("journey" = JourneyId, Path, description = "The journey's id")),
    responses((status = 200, body = GuestLinks), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn guest_links(
    State(house): State<Installation>,
    asker: Asker,
    Path(journey): Path<JourneyId>,
) -> Result<Answer<GuestLinks>, Problem> {
    Ok(Answer(house.guest_links(&asker, journey).await?))
}

/// Makes a link for guests; it is shown this once.
#[utoipa::path(
    post, path = "/api/v1/journeys/{journey}/guests", tag = "guests", params(("journey" = JourneyId, Path, description = "The journey's id")), request_body = NewGuestLink,
    responses((status = 200, body = MadeGuestLink), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn make_guest_link(
    State(house): State<Installation>,
    asker: Asker,
    Path(journey): Path<JourneyId>,
    Json(body): Json<NewGuestLink>,
) -> Result<Answer<MadeGuestLink>, Problem> {
    Ok(Answer(house.make_guest_link(&asker, journey, body).await?))
}

/// Revokes a link; whoever came by it leaves.
#[utoipa::path(
    delete, path = "/api/v1/journeys/{journey}/guests/{link}", tag = "guests", params(("journey" = JourneyId, Path, description = "The journey's id"), ("link" = GuestLinkId, Path, description = "The link's id")),
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn revoke_guest_link(
    State(house): State<Installation>,
    asker: Asker,
    Path((journey, link)): Path<(JourneyId, GuestLinkId)>,
) -> Result<StatusCode, Problem> {
    house.revoke_guest_link(&asker, journey, link).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A code that stands in for a link for a quarter of an hour.
#[utoipa::path(
    post, path = "/api/v1/journeys/{journey}/guests/{link}/code", tag = "guests", params(("journey" = JourneyId, Path, description = "The journey's id"), ("link" = GuestLinkId, Path, description = "The link's id")), request_body = Nothing,
    responses((status = 200, body = GuestCode), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn guest_code(
    State(house): State<Installation>,
    asker: Asker,
    Path((journey, link)): Path<(JourneyId, GuestLinkId)>,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Answer<GuestCode>, Problem> {
    Ok(Answer(house.guest_code(&asker, journey, link).await?))
}

/// Who did what, newest first.
#[utoipa::path(
    get, path = "/api/v1/audit", tag = "audit", params(AuditQuery),
    responses((status = 200, body = AuditPage), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn audit(
    State(house): State<Installation>,
    asker: Asker,
    Query(query): Query<AuditQuery>,
) -> Result<Answer<AuditPage>, Problem> {
    Ok(Answer(house.audit(&asker, query).await?))
}

/// The whole audit log as a table; that it was taken is kept in it.
#[utoipa::path(
    get, path = "/api/v1/audit.csv", tag = "audit",
    responses((status = 200, body = String, content_type = "text/csv"), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn audit_file(
    State(house): State<Installation>,
    asker: Asker,
) -> Result<Response, Problem> {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"audit.csv\"",
        ),
    ];
    Ok((headers, house.audit_file(&asker).await?).into_response())
}

/// Makes a workspace, which its maker owns.
#[utoipa::path(
    post, path = "/api/v1/workspaces", tag = "members", request_body = NewWorkspace,
    responses((status = 200, body = WorkspaceName), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn make_workspace(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<NewWorkspace>,
) -> Result<Answer<WorkspaceName>, Problem> {
    Ok(Answer(house.make_workspace(&asker, body).await?))
}

/// Asks everybody who comes into the workspace by a password for a second factor, or does so no more.
#[utoipa::path(
    put, path = "/api/v1/members/second-factor", tag = "members", request_body = DemandSecondFactor,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn demand_second_factor(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<DemandSecondFactor>,
) -> Result<StatusCode, Problem> {
    house.demand_second_factor(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Renames the workspace.
#[utoipa::path(
    put, path = "/api/v1/workspace", tag = "members", request_body = Rename,
    responses((status = 204), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn rename_workspace(
    State(house): State<Installation>,
    asker: Asker,
    Json(body): Json<Rename>,
) -> Result<StatusCode, Problem> {
    house.rename_workspace(&asker, body).await?;
    Ok(StatusCode::NO_CONTENT)
}
