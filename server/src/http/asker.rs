//! Who asks: the services of the workspace that a request is about, and the actor who sent it.

use std::{ops::Deref, sync::Arc};

use app::api::Api;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    middleware::Next,
    response::Response,
};
use shared::{
    access::{Action, Actor, Kind, Role, could},
    api::{ApiError, ErrorCode, Me},
};

use super::{address::ClientAddress, problem::Problem};
use crate::{
    account::{Came, Installation, session},
    service::{self, Services},
};

/// Whoever sent a request, in the workspace that it is about.
#[derive(Clone)]
pub(crate) struct Asker {
    /// The installation that it came to.
    pub house: Installation,
    /// What can be done in the workspace.
    pub services: Services,
    /// Who wants it done.
    pub actor: Actor,
    /// The same, as the interface greets them.
    pub me: Arc<Me>,
    /// How and from where they came.
    pub came: Came,
}

impl Asker {
    /// The API as the asker may use it.
    pub(crate) fn api(&self) -> Arc<dyn Api> {
        service::api(self.clone())
    }

    /// What the browser seals by what it keeps of whoever asks; `None` for nobody.
    pub(crate) fn keys_of_browser(&self) -> Option<app::kept::Keys> {
        let somebody = self.actor.role != Role::Nobody;
        somebody.then(|| self.house.keys_of_browser(self.actor.id))?
    }
}

/// Says with each request who sent it: by the token of a program, or by the cookie of a browser.
pub(super) async fn identify(
    State(house): State<Installation>,
    address: ClientAddress,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let headers = request.headers();
    // What is no token is one that nobody has.
    let token = headers.get(header::AUTHORIZATION);
    let token = token.map(|value| bearer(value).unwrap_or_default());
    let cookie = cookie(headers, session::cookie_name(house.secure()));
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok());
    let ClientAddress(address) = address;
    let address = address.to_string();
    let asker = house.asker(token, cookie, address, agent.unwrap_or_default().to_owned());
    let asker = asker.await?;
    request.extensions_mut().insert(asker);
    Ok(next.run(request).await)
}

/// The token of `Authorization: Bearer …` (RFC 6750).
fn bearer(value: &HeaderValue) -> Option<&str> {
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The value of the cookie of this name. Two of them are none: one was put there by somebody else.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter();
    let pairs = all
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'));
    let mut values = pairs.filter_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    });
    let value = values.next()?;
    values.next().is_none().then_some(value)
}

impl<S: Send + Sync> FromRequestParts<S> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let asker = parts.extensions.get::<Self>().cloned();
        asker.ok_or_else(|| {
            tracing::error!("a route that nobody was identified for: a fault of ours");
            Problem(ApiError::new(ErrorCode::Internal))
        })
    }
}

/// The API as the asker may use it.
#[derive(Clone)]
pub(crate) struct Door(Arc<dyn Api>);

impl Deref for Door {
    type Target = dyn Api;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Door {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let asker = Asker::from_request_parts(parts, state).await?;
        Ok(Self(asker.api()))
    }
}

/// Lets those pass who may do this with something of the kind. It stands before every handler, so that nothing is read from
/// whoever may not; which one is meant, the service asks.
pub(super) async fn gate(
    State((action, kind)): State<(Action, Kind)>,
    asker: Asker,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if could(&asker.actor, action, kind) {
        return Ok(next.run(request).await);
    }
    let code = match asker.actor.role {
        Role::Nobody => ErrorCode::Unauthenticated,
        _ => ErrorCode::Forbidden,
    };
    Err(Problem(service::refused(&asker.actor, code)))
}

#[cfg(test)]
mod tests;
