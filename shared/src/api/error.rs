//! Errors of the API: a code and arguments; the sentence is made where the reader's language is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What went wrong, by kind. The HTTP status follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// 400: the request cannot be understood. `detail` says where, and `at` at which byte of a frame.
    Malformed,
    /// 403: the actor may not.
    Forbidden,
    /// 403: a request from a foreign page, or to a foreign host name.
    WrongOrigin,
    /// 404: nothing is there.
    NotFound,
    /// 405: there is something, but not for this method.
    WrongMethod,
    /// 409: something with this id is there already.
    Exists,
    /// 413: larger than allowed; `most` says how large it may be.
    TooLarge,
    /// 415: the body is of another type than the route reads, or does not say so. `expected` says what is needed.
    WrongContentType,
    /// 422: understood, but a value is out of range or does not exist. `field` says which.
    Invalid,
    /// 429: too many requests; `retry_after` in seconds.
    TooMany,
    /// 426: the client speaks another version of the protocol: reload.
    WrongProtocol,
    /// 503: the store is busy, full or read-only. `detail` says which and what to do.
    StoreUnavailable,
    /// 503: it took too long and was given up. Try again.
    TooSlow,
    /// 500: a fault of ours; `request` is its number in the server's log.
    Internal,
    /// The browser could not reach the server. Nothing is lost: it is tried again.
    Unreachable,
}

/// An error of the API.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{code:?} {args:?}")]
pub struct ApiError {
    /// What went wrong.
    pub code: ErrorCode,
    /// Its arguments: `field`, `detail`, `most`, `what`, …
    pub args: BTreeMap<String, String>,
}

impl ApiError {
    /// An error without arguments.
    #[must_use]
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
        }
    }

    /// The same error with one more argument.
    #[must_use]
    // By value, so that numbers and fresh strings need no `&`.
    #[allow(clippy::needless_pass_by_value)]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl ErrorCode {
    /// The HTTP status it is sent with; 0 for what never came from a server.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Forbidden | Self::WrongOrigin => 403,
            Self::NotFound => 404,
            Self::WrongMethod => 405,
            Self::Exists => 409,
            Self::TooLarge => 413,
            Self::WrongContentType => 415,
            Self::Invalid => 422,
            Self::WrongProtocol => 426,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::StoreUnavailable | Self::TooSlow => 503,
            Self::Unreachable => 0,
        }
    }
}
