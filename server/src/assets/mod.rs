//! The built client inside the binary: served from memory, compressed once at build time.
//!
//! Knows nothing of pages; `build.rs` lists the files. Names under `/assets/` carry the hash of their content and are
//! cached for good; the files of `public/` keep their names and are asked for again after an hour.

use app::ClientFiles;
use axum::{
    Router,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// One embedded file.
struct Asset {
    /// Absolute path of its address, `/assets/app-0123.js`.
    path: &'static str,
    bytes: &'static [u8],
    /// The same in brotli, where that is smaller.
    brotli: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/client.rs"));

/// The built client is damaged: the manifest that the build embedded cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the embedded client manifest cannot be read ({0}); build again with `cargo xtask run`")]
pub struct ManifestError(#[from] serde_json::Error);

/// The addresses that a page needs.
///
/// # Errors
/// When the embedded manifest is not the JSON that `cargo xtask` writes.
pub fn client_files() -> Result<ClientFiles, ManifestError> {
    Ok(serde_json::from_str(MANIFEST)?)
}

/// Routes for every embedded file; none when built without a client.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    ASSETS.iter().fold(Router::new(), |router, asset| {
        router.route(
            asset.path,
            get(move |headers: HeaderMap| async move { respond(asset, &headers) }),
        )
    })
}

/// What a script may do that runs as a worker: a worker goes by the policy of its own answer, not by its page's. Only our
/// files are loaded, and the client's WebAssembly is compiled.
const WORKER_POLICY: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'";

fn respond(asset: &Asset, request: &HeaderMap) -> Response {
    let caching = if asset.path.starts_with("/assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=3600"
    };
    let mut response = match asset.brotli.filter(|_| accepts_brotli(request)) {
        Some(brotli) => {
            let mut response = brotli.into_response();
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            response
        }
        None => asset.bytes.into_response(),
    };
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(content_type(asset.path)),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if asset.path.ends_with(".js") {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(WORKER_POLICY),
        );
    }
    response
}

/// Whether `Accept-Encoding` names `br` without refusing it by `q=0` (RFC 9110 §12.5.3).
fn accepts_brotli(request: &HeaderMap) -> bool {
    request
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case("br"));
            let refused = parts
                .filter_map(|parameter| parameter.strip_prefix("q="))
                .any(|weight| weight.parse::<f32>().is_ok_and(|weight| weight == 0.0));
            named && !refused
        })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking_for(encoding: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(encoding))])
    }

    const SCRIPT: Asset = Asset {
        path: "/assets/app-1f.js",
        bytes: b"plain",
        brotli: Some(b"small"),
    };
    const ICON: Asset = Asset {
        path: "/favicon.svg",
        bytes: b"<svg/>",
        brotli: None,
    };

    #[test]
    fn brotli_is_sent_only_to_who_accepts_it() {
        for (encoding, sent) in [
            ("gzip, deflate, br", Some("br")),
            ("BR;q=0.5", Some("br")),
            ("gzip, br;q=0", None),
            ("gzip", None),
            ("brotli", None),
        ] {
            let response = respond(&SCRIPT, &asking_for(encoding));
            let found = response
                .headers()
                .get(header::CONTENT_ENCODING)
                .map(HeaderValue::as_bytes);
            assert_eq!(found, sent.map(str::as_bytes), "{encoding}");
        }
    }

    #[test]
    fn hashed_names_are_cached_for_good_and_others_are_not() {
        let hashed = respond(&SCRIPT, &HeaderMap::new());
        let named = respond(&ICON, &HeaderMap::new());
        assert_eq!(
            hashed.headers()[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(
            named.headers()[header::CACHE_CONTROL],
            "public, max-age=3600"
        );
        assert_eq!(
            hashed.headers()[header::CONTENT_TYPE],
            "text/javascript; charset=utf-8"
        );
        assert_eq!(named.headers()[header::CONTENT_TYPE], "image/svg+xml");
    }

    #[test]
    fn only_scripts_may_compile_webassembly() {
        let policy = |asset: &'static Asset| {
            let response = respond(asset, &HeaderMap::new());
            response
                .headers()
                .get(header::CONTENT_SECURITY_POLICY)
                .cloned()
        };
        assert!(policy(&SCRIPT).is_some_and(|policy| policy == WORKER_POLICY));
        assert_eq!(policy(&ICON), None);
    }

    #[test]
    fn the_embedded_manifest_can_be_read() {
        assert!(client_files().is_ok());
    }
}
