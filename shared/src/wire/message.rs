//! The messages. Variants are only ever appended: their place is their number on the wire.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::api::{CatalogueReply, Push, PushReply, Update};

/// What a replica says to the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClientMessage {
    /// Asks for changes of the log that the message is sent to.
    Push(Push),
}

/// What the server says to a replica.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServerMessage {
    /// What became of a push to a journey, and what the replica lacks.
    PushReply(PushReply),
    /// What a replica of a journey lacks.
    Update(Update),
    /// What became of a push to the catalogue alone, and the catalogue after it.
    CatalogueReply(CatalogueReply),
}

/// What a frame can hold.
pub trait Message: Serialize + DeserializeOwned {
    /// Bytes of the largest frame that is read.
    const MOST: usize;
}

impl Message for ClientMessage {
    /// 1 MiB: 5,000 intents of usual length have room, and a server reads no more from anybody.
    const MOST: usize = 1 << 20;
}

impl Message for ServerMessage {
    /// Whoever asked a server for a board wants it whole: no more than 32 bits can address.
    const MOST: usize = u32::MAX as usize;
}

impl From<Push> for ClientMessage {
    fn from(push: Push) -> Self {
        Self::Push(push)
    }
}

macro_rules! answers {
    ($($answer:ident)*) => {$(
        impl From<$answer> for ServerMessage {
            fn from(answer: $answer) -> Self {
                Self::$answer(answer)
            }
        }

        impl TryFrom<ServerMessage> for $answer {
            /// It says something else.
            type Error = ServerMessage;

            fn try_from(message: ServerMessage) -> Result<Self, ServerMessage> {
                match message {
                    ServerMessage::$answer(answer) => Ok(answer),
                    other => Err(other),
                }
            }
        }
    )*};
}

answers! { PushReply Update CatalogueReply }
