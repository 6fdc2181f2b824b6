//! The pages: Leptos routes rendered on the server, with their content security policy.

use std::sync::Arc;

use app::{
    App, ClientFiles,
    request::{Request, ResponseStatus, encoded},
    shell,
};
use axum::{
    Router, extract,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware::{Next, from_fn},
    response::{IntoResponse, Redirect, Response},
};
use leptos::{
    config::LeptosOptions,
    context::{provide_context, use_context},
    nonce::use_nonce,
};
use leptos_axum::{
    LeptosRoutes, ResponseOptions, generate_route_list_with_exclusions_and_ssg_and_context,
};
use shared::access::Role;

use crate::{
    account::Installation,
    http::{Asker, problem::Problem},
};

/// Every page of the interface and the files it needs.
pub fn router(client: ClientFiles, house: &Installation) -> Router {
    let options = LeptosOptions::builder().output_name("puente").build();
    let nobody = house.nobody();
    let for_routes = nobody.api();
    let (routes, _) =
        generate_route_list_with_exclusions_and_ssg_and_context(App, None, move || {
            provide_context(Arc::clone(&for_routes));
        });
    let context = move || {
        let asker =
            use_context::<Parts>().and_then(|parts| parts.extensions.get::<Asker>().cloned());
        let asker = asker.unwrap_or_else(|| nobody.clone());
        provide_context(Arc::clone(&asker.me));
        if let Some(keys) = asker.keys_of_browser() {
            provide_context(keys);
        }
        provide_context(asker.api());
        secure_response();
        provide_request();
    };
    let document = move || shell(client.clone());
    Router::new()
        .leptos_routes_with_context(&options, routes, context, document)
        .layer(from_fn(come_in_first))
        .merge(crate::assets::router())
        .with_state(options)
}

/// Pages that lead in: they say nothing of what is inside.
const ENTRANCE: [&str; 5] = ["/sign-in", "/setup", "/reset", "/invitation", "/join"];

/// Leads nobody to where one signs in, and guests to the one journey that they were asked to.
async fn come_in_first(asker: Asker, request: extract::Request, next: Next) -> Response {
    let path = request.uri().path();
    if ENTRANCE.contains(&path) {
        return next.run(request).await;
    }
    match (asker.actor.role, &asker.me.guest_of) {
        (Role::Nobody, _) if asked_by_a_person(request.headers()) => {
            let wanted = request
                .uri()
                .path_and_query()
                .map_or("/", |wanted| wanted.as_str());
            let next = (wanted != "/").then(|| format!("?next={}", encoded(wanted)));
            Redirect::to(&format!("/sign-in{}", next.unwrap_or_default())).into_response()
        }
        // Where the second factor is added that the workspace asks for.
        _ if asker.actor.is_confined() && path != "/account" => {
            if asked_by_a_person(request.headers()) {
                Redirect::to("/account").into_response()
            } else {
                next.run(request).await
            }
        }
        (Role::Guest, Some(guest)) if path == "/" => {
            let line = asker.services.journeys().line(guest.journey).await;
            match line {
                Ok(Some(line)) => Redirect::to(&format!("/journeys/{}", line.slug)).into_response(),
                Ok(None) => next.run(request).await,
                Err(error) => Problem(error.into()).into_response(),
            }
        }
        _ => next.run(request).await,
    }
}

/// Whether a browser or a program asks for a page, rather than for something that a page is made of.
fn asked_by_a_person(headers: &HeaderMap) -> bool {
    let wanted = headers.get("sec-fetch-dest");
    wanted.is_none_or(|wanted| wanted.as_bytes() == b"document")
}

/// Scripts come from us or carry this response's nonce (Leptos streams data in inline scripts); nothing is framed.
/// Style attributes are allowed, because charts place marks with them; style elements are not.
fn secure_response() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
        return;
    };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; worker-src 'self'"
    );
    if let Ok(policy) = HeaderValue::try_from(policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.insert_header(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response.insert_header(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
}

/// Tells the pages what they are rendered for, and lets them set the status of the answer.
fn provide_request() {
    if let Some(parts) = use_context::<Parts>() {
        let text = |name| header_text(&parts.headers, name);
        provide_context(Request::from_headers(
            text(header::COOKIE),
            text(header::ACCEPT_LANGUAGE),
            crate::clock::milliseconds(),
        ));
    }
    if let Some(response) = use_context::<ResponseOptions>() {
        provide_context(ResponseStatus(Arc::new(move |status| {
            if let Ok(status) = StatusCode::from_u16(status) {
                response.set_status(status);
            }
        })));
    }
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
