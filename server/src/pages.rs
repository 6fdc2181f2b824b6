//! The pages: Leptos routes rendered on the server, with their content security policy.

use app::{App, ClientFiles, shell};
use axum::{
    Router,
    http::{HeaderValue, header},
};
use leptos::{config::LeptosOptions, context::use_context, nonce::use_nonce};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};

/// Every page of the interface and the files it needs.
pub fn router(client: ClientFiles) -> Router {
    let options = LeptosOptions::builder().output_name("puente").build();
    Router::new()
        .leptos_routes_with_context(
            &options,
            generate_route_list(App),
            secure_response,
            move || shell(client.clone()),
        )
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
         form-action 'self'; frame-ancestors 'none'"
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
