//! A fingerprint of a state: equal logs give equal ones natively and in WebAssembly.

use std::{fmt, str::FromStr};

use serde::Serialize;

/// XXH3-128 of a state's postcard bytes. It shows whether two replicas agree; it keeps no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateHash(pub u128);

/// A state that has no bytes, or a text that is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// The state could not be written.
    #[error("the state cannot be written as postcard: {0}")]
    Unwritable(String),
    /// The text is not 32 hexadecimal digits.
    #[error("{0:?} is not a state hash: it has 32 hexadecimal digits")]
    Form(String),
}

/// The fingerprint of a state, of a part of it, or of anything that a log is made of.
///
/// # Errors
/// [`HashError::Unwritable`] for types that postcard cannot write; those of this crate all can.
pub fn state_hash<T: Serialize + ?Sized>(state: &T) -> Result<StateHash, HashError> {
    let bytes = postcard::to_stdvec(state).map_err(|e| HashError::Unwritable(e.to_string()))?;
    Ok(StateHash(xxhash_rust::xxh3::xxh3_128(&bytes)))
}

impl fmt::Display for StateHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for StateHash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let parsed = digits
            .then(|| u128::from_str_radix(text, 16).ok())
            .flatten();
        parsed
            .map(Self)
            .ok_or_else(|| HashError::Form(text.chars().take(64).collect()))
    }
}
