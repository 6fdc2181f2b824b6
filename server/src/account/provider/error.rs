//! Why somebody could not be signed in by a provider. None of the sentences holds a code, a token or a secret.

use std::time::Duration;

use openidconnect::{
    ClaimsVerificationError, DiscoveryError, RequestTokenError, StandardErrorResponse,
    UserInfoError,
    core::{CoreErrorResponseType, CoreRequestTokenError},
};

use super::ask::AskError;

/// Characters of what a provider calls an error.
const LONGEST_CODE: usize = 64;

/// Why somebody could not be signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// The issuer's address is no address of an issuer.
    #[error(
        "the identity provider is not named by an https address without a query, as https://login.example.org (--oidc-issuer, \
         PUENTE_OIDC_ISSUER); http is for this machine only"
    )]
    Issuer,
    /// Where browsers come back to is no address.
    #[error(
        "browsers cannot be sent back from the identity provider: this Puente's address is not a whole one"
    )]
    Redirect,
    /// There is nothing that a secure connection could trust, for example.
    #[error("cannot prepare connections to the identity provider: {reason}")]
    Prepare {
        /// What is wrong.
        reason: String,
    },
    /// No connection, or one that broke.
    #[error("the identity provider cannot be reached: {reason}")]
    Unreachable {
        /// What the system said.
        reason: String,
    },
    /// It took too long.
    #[error("the identity provider did not answer within {} s", limit.as_secs_f32())]
    Slow {
        /// How long it had.
        limit: Duration,
    },
    /// It said too much.
    #[error("the identity provider's answer is too long")]
    TooLong,
    /// It names doors that are less safe than its own.
    #[error("the identity provider names an address that is not reached by https")]
    Insecure,
    /// What it says of itself cannot be used.
    #[error("what the identity provider says of itself cannot be used: {reason}")]
    Discovery {
        /// What is wrong.
        reason: String,
    },
    /// It does not know this Puente, or by another secret.
    #[error(
        "the identity provider refused this Puente: check --oidc-client-id and PUENTE_OIDC_CLIENT_SECRET"
    )]
    Client,
    /// The code was used, is too old, or was given to another browser.
    #[error("the sign-in is too old, was finished before or began elsewhere: sign in again")]
    Code,
    /// It refused for another reason.
    #[error("the identity provider refused: {code}")]
    Refused {
        /// What it calls the reason.
        code: String,
    },
    /// It answered something else than providers do.
    #[error("the identity provider's answer cannot be read: {reason}")]
    Answer {
        /// What is wrong.
        reason: String,
    },
    /// It says nobody's name.
    #[error("the identity provider sent no ID token")]
    NoIdToken,
    /// The ID token is of another sign-in.
    #[error("the identity provider's ID token belongs to another sign-in")]
    Nonce,
    /// The ID token is too old; or the clock of one of the two machines is wrong.
    #[error("the identity provider's ID token has expired: check the clocks of both machines")]
    Expired,
    /// The ID token is not to be trusted.
    #[error("the identity provider's ID token cannot be trusted: {reason}")]
    Untrusted {
        /// What is wrong with it.
        reason: String,
    },
    /// It names somebody without an address.
    #[error("the identity provider does not tell an e-mail address: let it tell the claim `email`")]
    NoEmail,
}

impl From<AskError> for ProviderError {
    fn from(error: AskError) -> Self {
        match error {
            AskError::Insecure => Self::Insecure,
            AskError::TooLong => Self::TooLong,
            AskError::Unreachable(reason) => Self::Unreachable { reason },
        }
    }
}

impl From<DiscoveryError<AskError>> for ProviderError {
    fn from(error: DiscoveryError<AskError>) -> Self {
        let reason = match error {
            DiscoveryError::Request(error) => return error.into(),
            DiscoveryError::Response(status, ..) => format!("it answers {}", status.as_u16()),
            DiscoveryError::Parse(error) => error.to_string(),
            DiscoveryError::Validation(reason) | DiscoveryError::Other(reason) => reason,
            DiscoveryError::UrlParse(error) => error.to_string(),
            _ => "it cannot be understood".to_owned(),
        };
        Self::Discovery { reason }
    }
}

impl From<CoreRequestTokenError<AskError>> for ProviderError {
    fn from(error: CoreRequestTokenError<AskError>) -> Self {
        match error {
            RequestTokenError::ServerResponse(answer) => refused(&answer),
            RequestTokenError::Request(error) => error.into(),
            // Without the answer itself, which may hold tokens.
            RequestTokenError::Parse(error, _) => Self::Answer {
                reason: format!("{} at {}", category(error.inner()), error.path()),
            },
            RequestTokenError::Other(_) => Self::Answer {
                reason: "it is not JSON, or empty".to_owned(),
            },
        }
    }
}

fn refused(answer: &StandardErrorResponse<CoreErrorResponseType>) -> ProviderError {
    match answer.error() {
        CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
            ProviderError::Client
        }
        CoreErrorResponseType::InvalidGrant => ProviderError::Code,
        other => ProviderError::Refused {
            code: other
                .as_ref()
                .chars()
                .filter(char::is_ascii_graphic)
                .take(LONGEST_CODE)
                .collect(),
        },
    }
}

impl From<UserInfoError<AskError>> for ProviderError {
    fn from(error: UserInfoError<AskError>) -> Self {
        let reason = match error {
            UserInfoError::Request(error) => return error.into(),
            UserInfoError::ClaimsVerification(error) => return error.into(),
            UserInfoError::Response(status, ..) => {
                format!("asked about somebody, it answers {}", status.as_u16())
            }
            UserInfoError::Parse(error) => {
                format!("{} at {}", category(error.inner()), error.path())
            }
            _ => "asked about somebody, it says nothing that can be read".to_owned(),
        };
        Self::Answer { reason }
    }
}

impl From<ClaimsVerificationError> for ProviderError {
    fn from(error: ClaimsVerificationError) -> Self {
        match error {
            ClaimsVerificationError::InvalidNonce(_) => Self::Nonce,
            ClaimsVerificationError::Expired(_) => Self::Expired,
            ClaimsVerificationError::SignatureVerification(error) => Self::Untrusted {
                reason: error.to_string(),
            },
            error => Self::Untrusted {
                reason: error.to_string(),
            },
        }
    }
}

/// What is wrong with a document, without repeating it.
fn category(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Syntax => "no JSON",
        serde_json::error::Category::Data => "something unexpected",
        serde_json::error::Category::Eof => "an early end",
        serde_json::error::Category::Io => "a broken answer",
    }
}
