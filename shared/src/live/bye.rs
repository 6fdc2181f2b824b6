//! Why a connection ends, as the side that ends it says.

use serde::{Deserialize, Serialize};

/// The last thing that the server says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bye {
    /// Why.
    pub code: ByeCode,
    /// After how many milliseconds it makes sense to come back; `None`: not by itself.
    pub retry_after: Option<u32>,
}

/// Why. Variants are only ever appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ByeCode {
    /// The server stops, or starts anew.
    Restarting,
    /// Whoever is connected may not see this board any more, or is no longer signed in.
    Revoked,
    /// What was sent to the client was not read.
    SlowReader,
    /// More was sent than anybody needs to say.
    Flood,
    /// Nothing was heard for too long.
    Silent,
    /// The first message was no hello, or one came twice.
    OutOfTurn,
    /// What was sent is no frame.
    Malformed,
    /// A frame is larger than one may be.
    TooLarge,
    /// Another version of the protocol.
    OtherVersion,
    /// The hello names another journey than the address.
    WrongBoard,
    /// There are too many connections already: to this board, of this account or from this address.
    Crowded,
    /// A fault of the server's, or of its store.
    Fault,
}

impl ByeCode {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Restarting,
        Self::Revoked,
        Self::SlowReader,
        Self::Flood,
        Self::Silent,
        Self::OutOfTurn,
        Self::Malformed,
        Self::TooLarge,
        Self::OtherVersion,
        Self::WrongBoard,
        Self::Crowded,
        Self::Fault,
    ];

    /// The code that a WebSocket is closed with, for those who cannot read the frame before it.
    #[must_use]
    pub const fn close_code(self) -> u16 {
        4_000 + self as u16
    }

    /// The same, back again.
    #[must_use]
    pub fn of_close_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.close_code() == code)
    }

    /// What the server says with it.
    #[must_use]
    pub const fn bye(self) -> Bye {
        let retry_after = match self {
            // Everybody comes back at once; each adds a chance of its own to it.
            Self::Restarting => Some(500),
            Self::SlowReader | Self::Silent | Self::Fault | Self::OutOfTurn => Some(2_000),
            Self::Flood | Self::Crowded => Some(15_000),
            Self::Revoked
            | Self::Malformed
            | Self::TooLarge
            | Self::OtherVersion
            | Self::WrongBoard => None,
        };
        Bye {
            code: self,
            retry_after,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_code_says_why_to_whoever_cannot_read_the_frame() {
        for code in ByeCode::ALL {
            assert_eq!(ByeCode::of_close_code(code.close_code()), Some(code));
        }
        assert_eq!(ByeCode::Restarting.close_code(), 4_000);
        assert_eq!(ByeCode::Fault.close_code(), 4_011);
        assert_eq!(ByeCode::of_close_code(1_006), None);
    }

    #[test]
    fn whoever_was_shut_out_is_not_told_to_come_back() {
        assert_eq!(ByeCode::Revoked.bye().retry_after, None);
        assert!(ByeCode::Restarting.bye().retry_after.is_some());
    }
}
