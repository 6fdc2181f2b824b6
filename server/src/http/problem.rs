//! Errors on the wire: problem details (RFC 9457) with the code and the arguments that clients act on.

use std::collections::BTreeMap;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use shared::api::{ApiError, ErrorCode};

use super::shield;

/// The media type of RFC 9457.
pub const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// The body of every error of the API.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemDetails {
    /// `about:blank`: the kind of problem is in `code`.
    r#type: &'static str,
    /// The HTTP status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// A sentence in English, for developers and logs; the interface makes its own from `code` and `args`.
    #[schema(required)]
    detail: Option<String>,
    /// What went wrong, by kind.
    code: ErrorCode,
    /// Its arguments.
    args: BTreeMap<String, String>,
}

/// An error on its way out.
#[derive(Debug)]
pub struct Problem(pub ApiError);

impl From<ApiError> for Problem {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let ApiError { code, mut args } = self.0;
        if code == ErrorCode::Internal
            && let Some(number) = shield::number()
        {
            args.insert("request".to_owned(), number.to_string());
        }
        let status =
            StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = match code {
            ErrorCode::StoreUnavailable | ErrorCode::TooSlow => Some(HeaderValue::from_static("5")),
            ErrorCode::TooMany => args
                .get("retry_after")
                .and_then(|seconds| seconds.parse::<u64>().ok())
                .map(HeaderValue::from),
            _ => None,
        };
        let body = ProblemDetails {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            detail: args.get("detail").cloned(),
            code,
            args,
        };
        let mut response = (status, Json(body)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, PROBLEM);
        if let Some(retry_after) = retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, retry_after);
        }
        response
    }
}

/// The answer where there is no route.
pub async fn no_route() -> Problem {
    Problem(ApiError::new(ErrorCode::NotFound).with("what", "route"))
}

/// The answer where there is a route, but not for this method.
pub async fn wrong_method() -> Problem {
    Problem(ApiError::new(ErrorCode::WrongMethod))
}
