//! The pages: Leptos routes rendered on the server, with their content security policy.

use std::sync::Arc;

use app::{
    App, ClientFiles,
    request::{Request, ResponseStatus},
    shell,
};
use axum::{
    Router,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
};
use leptos::{
    config::LeptosOptions,
    context::{provide_context, use_context},
    nonce::use_nonce,
};
use leptos_axum::{
    LeptosRoutes, ResponseOptions, generate_route_list_with_exclusions_and_ssg_and_context,
};
use shared::access::{Actor, Role};

use crate::{http::Asker, service::Services};

/// Every page of the interface and the files it needs.
pub fn router(client: ClientFiles, services: &Services) -> Router {
    let options = LeptosOptions::builder().output_name("puente").build();
    let nobody = Actor::new(services.owner().id, Role::Nobody);
    let for_nobody = services.api(nobody);
    let for_routes = Arc::clone(&for_nobody);
    let (routes, _) =
        generate_route_list_with_exclusions_and_ssg_and_context(App, None, move || {
            provide_context(Arc::clone(&for_routes));
        });
    let context = move || {
        let asker =
            use_context::<Parts>().and_then(|parts| parts.extensions.get::<Asker>().cloned());
        provide_context(asker.map_or_else(|| Arc::clone(&for_nobody), |asker| asker.api()));
        secure_response();
        provide_request();
    };
    let document = move || shell(client.clone());
    Router::new()
        .leptos_routes_with_context(&options, routes, context, document)
        .merge(crate::assets::router())
        .with_state(options)
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
