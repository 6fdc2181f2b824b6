//! People: how they come in, what they are in a workspace, what programs and guests come with, and the log of it.
//!
//! Accounts belong to the installation, roles to a workspace. `house` says for each request who sent it; everything that changes
//! anything writes what it did to the audit log in the same transaction.

pub(crate) mod audit;
mod by_provider;
mod email;
mod entrance;
mod guest;
mod house;
pub(crate) mod http;
mod invitation;
mod keys;
mod known;
mod letters;
mod member;
mod own;
mod password;
pub mod provider;
mod qr;
mod seal;
mod second_factor;
mod secret;
pub(crate) mod session;
mod tidy;
mod token;
mod tries;
mod user;
mod workspace;

pub use house::{Clock, Installation, Settings, has_accounts};
pub use keys::{KeyError, Keys};
pub(crate) use known::Came;
pub use letters::Letters;
pub use user::{Added, ListedUser};

use shared::api::{ApiError, ErrorCode, Why};

/// Characters of a name: of a person, a workspace, a token.
const MOST_NAME: usize = 120;

/// A name as it is kept: without space around it.
///
/// # Errors
/// Empty, too long, or with control characters; `field` says which name.
fn name(text: &str, field: &str, most: usize) -> Result<String, ApiError> {
    let text = text.trim();
    let refused = |why| {
        ApiError::new(ErrorCode::Invalid)
            .with("field", field)
            .because(why)
    };
    if text.is_empty() {
        return Err(refused(Why::Empty));
    }
    // Also what turns the direction of the text around it, by which one name passes for another.
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(|c| c.is_control() || turns(c)) {
        return Err(refused(Why::ControlCharacters));
    }
    if text.chars().count() > most {
        return Err(refused(Why::TooLong).with("most", most));
    }
    Ok(text.to_owned())
}

/// A value that is refused.
fn invalid(field: &str, why: Why) -> ApiError {
    ApiError::new(ErrorCode::Invalid)
        .with("field", field)
        .because(why)
}

/// A number that cannot be.
fn out_of_range(field: &str, least: u32, most: u32) -> ApiError {
    invalid(field, Why::OutOfRange)
        .with("least", least)
        .with("most", most)
}

/// A link or code that does not count, whatever the reason.
fn link_over() -> ApiError {
    ApiError::new(ErrorCode::NotFound)
        .with("what", "link")
        .because(Why::LinkOver)
}
