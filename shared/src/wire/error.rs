//! Why bytes are no frame.

use super::VERSION;

/// What is wrong with a frame. `at` is where reading stopped: so many bytes of the frame had been read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// No byte at all.
    #[error("the frame is empty: a version byte and a message were expected")]
    Empty,
    /// Another version of the protocol.
    #[error(
        "the frame speaks version {found} of the protocol, and version {VERSION} is spoken here"
    )]
    OtherVersion {
        /// The frame's version.
        found: u8,
    },
    /// It ends before its message does.
    #[error("the frame ends before its message does: reading stopped at byte {at}")]
    Truncated {
        /// Where reading stopped.
        at: usize,
    },
    /// It goes on after its message.
    #[error("the message ends at byte {at}, and {bytes} more bytes follow it")]
    Trailing {
        /// Where the message ends.
        at: usize,
        /// How many bytes follow.
        bytes: usize,
    },
    /// It says something that cannot be said.
    #[error("the frame cannot be read: {detail}, before byte {at}")]
    Malformed {
        /// Where reading stopped: behind the fault.
        at: usize,
        /// What is wrong, in English.
        detail: String,
    },
    /// It is larger than a frame of its kind may be.
    #[error("the frame has {bytes} bytes, and at most {most} are read")]
    TooLarge {
        /// Its length.
        bytes: usize,
        /// The largest length that is read.
        most: usize,
    },
}

impl WireError {
    /// How many bytes had been read, where any had.
    #[must_use]
    pub const fn at(&self) -> Option<usize> {
        match self {
            Self::Truncated { at } | Self::Trailing { at, .. } | Self::Malformed { at, .. } => {
                Some(*at)
            }
            Self::Empty | Self::OtherVersion { .. } | Self::TooLarge { .. } => None,
        }
    }
}

/// A message that has no bytes: never one of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be written as postcard: {0}")]
pub struct Unwritable(pub String);
