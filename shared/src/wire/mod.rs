//! The wire: what a replica and the server say to each other, as bytes.
//!
//! A *frame* is one version byte and one message in [postcard](https://postcard.jamesmunns.com/wire-format). HTTP carries
//! frames as bodies of the type [`MEDIA_TYPE`]; what carries them is nothing to this module.
//!
//! Postcard names nothing and skips nothing: a variant is its number, a struct its fields one after the other. So what was once sent is
//! never changed, only added to. A variant is appended; a new field is a new variant, or another [`VERSION`]. The golden
//! frames in `tests/wire` fail where this is forgotten.

mod error;
mod message;

pub use error::{Unwritable, WireError};
pub use message::{ClientMessage, Message, ServerMessage};

use crate::api::PROTOCOL;

/// The first byte of every frame: the version of the protocol that it speaks. Appending a variant does not change it.
pub const VERSION: u8 = 2;

// One number for one thing: JSON says it in the field `protocol`.
const _: () = assert!(VERSION as u16 == PROTOCOL);

/// The media type of a frame.
pub const MEDIA_TYPE: &str = "application/vnd.puente.wire";

/// The frame of a message.
///
/// # Errors
/// [`Unwritable`]: never for the messages of this crate.
pub fn encode<M: Message>(message: &M) -> Result<Vec<u8>, Unwritable> {
    // A tuple is its parts and a byte is itself: the version, then the message.
    postcard::to_stdvec(&(VERSION, message)).map_err(|error| Unwritable(error.to_string()))
}

/// The message of a frame.
///
/// No type of a message contains itself, so that decoding goes no deeper than the types do. A length is not believed:
/// nothing is reserved for a list that is said to be longer than the bytes that are left, and never more than a
/// mebibyte for any.
///
/// # Errors
/// What is wrong with the frame, and at which byte.
pub fn decode<M: Message>(frame: &[u8]) -> Result<M, WireError> {
    let Some((&version, body)) = frame.split_first() else {
        return Err(WireError::Empty);
    };
    if frame.len() > M::MOST {
        let (bytes, most) = (frame.len(), M::MOST);
        return Err(WireError::TooLarge { bytes, most });
    }
    if version != VERSION {
        return Err(WireError::OtherVersion { found: version });
    }
    let mut reader = postcard::Deserializer::from_bytes(body);
    let message = M::deserialize(&mut reader);
    let left = reader.finalize().map_or(0, <[u8]>::len);
    let at = frame.len() - left;
    match message {
        Ok(message) if left == 0 => Ok(message),
        Ok(_) => Err(WireError::Trailing { at, bytes: left }),
        Err(postcard::Error::DeserializeUnexpectedEnd) => Err(WireError::Truncated { at }),
        Err(error) => Err(WireError::Malformed {
            at,
            detail: detail(&error),
        }),
    }
}

/// Postcard keeps no reason that a type gives; ours give these two.
fn detail(error: &postcard::Error) -> String {
    match error {
        postcard::Error::SerdeDeCustom => "no such variant, or no such value".to_owned(),
        other => other.to_string(),
    }
}
