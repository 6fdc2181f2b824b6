//! Who asks: the services of the workspace that a request is about, and the actor who sent it.

use std::{ops::Deref, sync::Arc};

use app::api::Api;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::request::Parts,
    middleware::Next,
    response::Response,
};
use shared::{
    access::{Action, Actor, Kind, Role, could},
    api::{ApiError, ErrorCode},
};

use super::problem::Problem;
use crate::service::Services;

/// Whoever sent a request, in the workspace that it is about.
#[derive(Clone)]
pub(crate) struct Asker {
    /// What can be done in the workspace.
    pub services: Services,
    /// Who wants it done.
    pub actor: Actor,
}

impl Asker {
    /// The API as the asker may use it.
    pub(crate) fn api(&self) -> Arc<dyn Api> {
        self.services.api(self.actor.clone())
    }
}

/// Says with each request who sent it. Until accounts exist that is the local owner.
pub(super) async fn identify(
    State(services): State<Services>,
    mut request: Request,
    next: Next,
) -> Response {
    let actor = services.owner();
    request.extensions_mut().insert(Asker { services, actor });
    next.run(request).await
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
    Err(Problem(ApiError::new(code)))
}

#[cfg(test)]
mod tests;
