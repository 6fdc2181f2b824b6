//! What replicas and the server say to each other, in either of two forms: JSON, for programs, and frames of the wire
//! (`shared::wire`), for the interface.
//!
//! `Content-Type` says which of them a push is, `Accept` which of them the answer is to be. Errors are problems in JSON
//! whatever was asked for.

use axum::{
    Json as JsonAnswer,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{
        HeaderMap, HeaderValue,
        header::{ACCEPT, CONTENT_TYPE, VARY},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use serde::Serialize;
use shared::{
    api::{ApiError, ErrorCode, Push},
    wire::{self, ClientMessage, MEDIA_TYPE, Message, ServerMessage, WireError},
};

use super::{
    MOST_BODY,
    extract::{self, Json},
    problem::Problem,
};

const JSON: &str = "application/json";

// Whatever is read may be decoded, and whatever may be decoded is read.
const _: () = assert!(MOST_BODY == ClientMessage::MOST);

/// A frame, for the OpenAPI document. Its bytes are described in `docs/api.md`.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[allow(dead_code, reason = "only its schema is used")]
pub(crate) struct Frame(Vec<u8>);

/// A push, in either form.
pub(crate) struct Pushed(pub(crate) Push);

impl<S: Send + Sync> FromRequest<S> for Pushed {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_wire(request.headers()) {
            return match Json::from_request(request, state).await {
                Ok(Json(push)) => Ok(Self(push)),
                Err(Problem(error)) if error.code == ErrorCode::WrongContentType => {
                    let both = format!("{JSON}, {MEDIA_TYPE}");
                    Err(Problem(error.with("expected", both)))
                }
                Err(problem) => Err(problem),
            };
        }
        let frame = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| Problem(extract::unread(&rejection)))?;
        let ClientMessage::Push(push) = wire::decode(&frame).map_err(|error| refused(&error))?;
        Ok(Self(push))
    }
}

fn is_wire(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let essence = kind.and_then(|kind| kind.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(MEDIA_TYPE))
}

fn refused(error: &WireError) -> Problem {
    let code = match error {
        WireError::OtherVersion { .. } => ErrorCode::WrongProtocol,
        WireError::TooLarge { most, .. } => {
            return Problem(ApiError::new(ErrorCode::TooLarge).with("most", most));
        }
        _ => ErrorCode::Malformed,
    };
    let problem = ApiError::new(code).with("detail", error);
    Problem(match error.at() {
        Some(at) => problem.with("at", at),
        None => problem,
    })
}

/// The form that an answer is to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// What whoever asks for nothing in particular gets.
    Json,
    /// Frames, for who names them and likes JSON no better.
    Wire,
}

impl<S: Sync> FromRequestParts<S> for Form {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self::asked_for(&parts.headers))
    }
}

impl Form {
    fn asked_for(headers: &HeaderMap) -> Self {
        let (named, wire) = weight(headers, MEDIA_TYPE);
        if named && wire > 0.0 && wire >= weight(headers, JSON).1 {
            Self::Wire
        } else {
            Self::Json
        }
    }

    /// An answer in this form.
    pub(crate) const fn answer<T>(self, content: T) -> Answer<T> {
        Answer {
            form: self,
            content,
        }
    }
}

/// Whether `Accept` names a media type, and the weight that the most specific range gives to it (RFC 9110 §12.5.1).
fn weight(headers: &HeaderMap, media_type: &str) -> (bool, f32) {
    let mut best = (0, 0.0_f32);
    let ranges = headers.get_all(ACCEPT).iter();
    for range in ranges
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
    {
        let mut parts = range.split(';').map(str::trim);
        let specificity = match parts.next().unwrap_or_default() {
            name if name.eq_ignore_ascii_case(media_type) => 3,
            "application/*" => 2,
            "*/*" => 1,
            _ => continue,
        };
        let weight = parts
            .find_map(|parameter| parameter.strip_prefix("q="))
            .map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
        if specificity > best.0 || (specificity == best.0 && weight > best.1) {
            best = (specificity, weight);
        }
    }
    (best.0 == 3, best.1)
}

/// An answer to a replica.
pub(crate) struct Answer<T> {
    form: Form,
    content: T,
}

impl<T: Serialize + Into<ServerMessage>> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        let mut response = match self.form {
            Form::Json => JsonAnswer(self.content).into_response(),
            Form::Wire => match wire::encode(&self.content.into()) {
                Ok(frame) => ([(CONTENT_TYPE, MEDIA_TYPE)], frame).into_response(),
                Err(error) => {
                    tracing::error!(%error, "a fault of ours");
                    Problem(ApiError::new(ErrorCode::Internal)).into_response()
                }
            },
        };
        response
            .headers_mut()
            .insert(VARY, HeaderValue::from_static("accept"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_frame_where_frames_are_named_and_liked_no_less_than_json() {
        for (accept, form) in [
            ("application/vnd.puente.wire", Form::Wire),
            ("Application/Vnd.Puente.Wire;q=0.2", Form::Wire),
            (
                "application/vnd.puente.wire, application/json;q=0.9",
                Form::Wire,
            ),
            ("application/vnd.puente.wire, */*;q=0.1", Form::Wire),
            ("application/json, application/vnd.puente.wire", Form::Wire),
            ("application/vnd.puente.wire;q=0.5, */*", Form::Json),
            (
                "application/vnd.puente.wire;q=0.5, application/json",
                Form::Json,
            ),
            ("application/vnd.puente.wire;q=0", Form::Json),
            ("application/vnd.puente.wire; q=nonsense", Form::Json),
            ("application/json", Form::Json),
            ("application/*", Form::Json),
            ("*/*", Form::Json),
            ("text/html", Form::Json),
            ("", Form::Json),
        ] {
            let headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]);
            assert_eq!(Form::asked_for(&headers), form, "{accept}");
        }
        assert_eq!(Form::asked_for(&HeaderMap::new()), Form::Json);
    }
}
