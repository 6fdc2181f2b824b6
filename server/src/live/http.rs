//! The way from a request to a socket.

use axum::{
    Extension,
    extract::{WebSocketUpgrade, ws::rejection::WebSocketUpgradeRejection},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use shared::{
    access::{Action, Resource, Role},
    api::{ApiError, ErrorCode},
    id::JourneyId,
    wire::{ClientMessage, Message},
};

use super::{Sockets, attendee::Attendee, socket};
use crate::{
    http::{
        Asker, Credentials,
        address::{ClientAddress, Way},
        extract::Path,
        limit::network,
        problem::{Problem, ProblemDetails},
        site::Place,
    },
    service::{allowed, not_found},
};

/// Everything that happens on a board, as it happens, and the way of pushes to it: a WebSocket of frames, for pages of this very origin
/// and for programs that say it.
#[utoipa::path(
    get, path = "/api/v1/journeys/{journey}/live", tag = "journeys",
    params(("journey" = JourneyId, Path, description = "The journey's id")),
    responses((status = 101, description = "Frames follow"), (status = "default", body = ProblemDetails))
)]
pub(crate) async fn listen(
    (Extension(sockets), Extension(place)): (Extension<Sockets>, Extension<Place>),
    (Extension(way), address): (Extension<Way>, ClientAddress),
    asker: Asker,
    headers: HeaderMap,
    Path(journey): Path<JourneyId>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    // Browsers let any page open a socket anywhere, and send the cookies along.
    if !place.is_own_origin(&headers) {
        let error = ApiError::new(ErrorCode::WrongOrigin)
            .with("field", header::ORIGIN)
            .with("detail", "only Puente's own pages may listen");
        return Err(Problem(error));
    }
    let Asker {
        house,
        services,
        actor,
        ..
    } = asker;
    allowed(&actor, Action::Read, Resource::Journey(journey))?;
    let line = services.journeys().line(journey).await;
    if line.map_err(ApiError::from)?.is_none() {
        return Err(Problem(not_found("journey")));
    }
    let upgrade = upgrade.map_err(|rejection| {
        let error = ApiError::new(ErrorCode::Malformed);
        Problem(error.with("detail", rejection.body_text()))
    })?;
    let account = (actor.role != Role::LocalOwner).then_some(actor.id);
    let from = (!way.own_machine).then(|| network(address.0));
    let Some(ticket) = sockets.place(journey, account, from) else {
        return Err(Problem(
            ApiError::new(ErrorCode::TooMany).with("retry_after", 15),
        ));
    };
    let credentials = Credentials::of(&headers, address, house.secure());
    let workspace = services.store().workspace().id;
    let now = services.hubs().now();
    let attendee = Attendee::new(house, credentials, workspace, journey, now);
    let upgrade = upgrade
        .max_message_size(ClientMessage::MOST)
        .max_frame_size(ClientMessage::MOST)
        .on_failed_upgrade(|error| tracing::debug!(%error, "a socket that did not come about"));
    Ok(upgrade
        .on_upgrade(move |socket| async move {
            socket::serve(socket, services, attendee, &sockets).await;
            drop(ticket);
        })
        .into_response())
}
