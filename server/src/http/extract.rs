//! Requests taken apart: what does not fit becomes a problem that says where.

use axum::{
    Json as AxumJson,
    extract::{
        FromRequest, FromRequestParts, Path as AxumPath, Query as AxumQuery, Request,
        rejection::{BytesRejection, FailedToBufferBody, JsonRejection},
    },
    http::{HeaderMap, header, request::Parts},
};
use serde::de::DeserializeOwned;
use shared::api::{ApiError, ErrorCode};

use super::{MOST_BODY, bounds, problem::Problem};

/// A JSON body.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// The query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

/// The parts of the path that a route leaves open.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match AxumJson::from_request(request, state).await {
            Ok(AxumJson(value)) => Ok(Self(value)),
            Err(rejection) => Err(Problem(refused_body(&rejection))),
        }
    }
}

fn refused_body(rejection: &JsonRejection) -> ApiError {
    match rejection {
        JsonRejection::MissingJsonContentType(_) => {
            ApiError::new(ErrorCode::WrongContentType).with("expected", "application/json")
        }
        JsonRejection::BytesRejection(rejection) => unread(rejection),
        // Says the path, the line and the column.
        other => malformed(&other.body_text()),
    }
}

/// A body that did not arrive.
pub(crate) fn unread(rejection: &BytesRejection) -> ApiError {
    match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            ApiError::new(ErrorCode::TooLarge).with("most", MOST_BODY)
        }
        BytesRejection::FailedToBufferBody(FailedToBufferBody::UnknownBodyError(error))
            if bounds::is_too_slow(error) =>
        {
            ApiError::new(ErrorCode::TooSlow)
        }
        other => malformed(&other.body_text()),
    }
}

/// The media type of a file, whatever is in it: no form of another site's page can send it.
const FILE: &str = "application/octet-stream";

/// Whether a file comes, of at most `most` bytes as far as its headers say.
///
/// # Errors
/// A body of another media type, or one that says that it is longer.
pub(crate) fn file(headers: &HeaderMap, most: u64) -> Result<(), Problem> {
    media(headers, FILE)?;
    let length = headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most) {
        let error = ApiError::new(ErrorCode::TooLarge);
        return Err(Problem(error.with("most", most)));
    }
    Ok(())
}

/// Whether a body of this media type comes.
///
/// # Errors
/// It is of another, or does not say of which.
pub(crate) fn media(headers: &HeaderMap, expected: &str) -> Result<(), Problem> {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()?.split(';').next());
    if kind.map(str::trim) == Some(expected) {
        return Ok(());
    }
    let error = ApiError::new(ErrorCode::WrongContentType);
    Err(Problem(error.with("expected", expected)))
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match AxumQuery::from_request_parts(parts, state).await {
            Ok(AxumQuery(value)) => Ok(Self(value)),
            Err(rejection) => Err(Problem(malformed(&rejection.body_text()))),
        }
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match AxumPath::from_request_parts(parts, state).await {
            Ok(AxumPath(value)) => Ok(Self(value)),
            Err(rejection) => Err(Problem(malformed(&rejection.body_text()))),
        }
    }
}

/// Cut, because a message may quote what was sent.
fn malformed(detail: &str) -> ApiError {
    let short: String = detail.chars().take(500).collect();
    ApiError::new(ErrorCode::Malformed).with("detail", short)
}
