//! Identities: one newtype per kind of thing, so that a step can never be passed for a stage.
//!
//! Ids are UUIDv7, made at the edges (server, browser, command line), because `shared` has neither a
//! clock nor randomness. Copies derive theirs, so that every replica derives the same.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is not the canonical form of an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not an id: an id looks like 01890a5d-ac96-774b-bcce-b302099a8057")]
pub struct InvalidId {
    /// What was given, cut to 64 characters.
    pub text: String,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id made at an edge.
            #[must_use]
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare id, for the store and for the wire.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }

            /// The id of the copy of `self` that the copying intent `copy` makes (UUIDv5).
            #[must_use]
            pub fn copied(self, copy: CopyId) -> Self {
                Self(Uuid::new_v5(&copy.0, self.0.as_bytes()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::try_parse(text)
                    .map(Self)
                    .map_err(|_| InvalidId { text: text.chars().take(64).collect() })
            }
        }
    )*};
}

ids! {
    /// A workspace: one company's journeys, catalogue and records. Every primary key starts with it.
    WorkspaceId
    /// Where someone is signed in.
    SessionId
    /// What a program comes in with.
    TokenId
    /// Somebody who was asked to become a member.
    InvitationId
    /// A link by which guests come to a journey.
    GuestLinkId
    /// Whoever acts: a person, a guest or a program. Logs hold this id, never a name.
    ActorId
    /// One replica: a browser tab's queue, or one run of a command.
    ClientId
    /// Something that someone has taken on.
    ActionId
    /// A saved set of weights and goalposts.
    FrictionSetId
    /// A journey map.
    JourneyId
    /// A stage of a journey: a run of steps.
    StageId
    /// A step: a column of the board.
    StepId
    /// A lane: a row of the board.
    LaneId
    /// A card in a cell of the board.
    CardId
    /// A link between two things on the board.
    LinkId
    /// The intent that copies something; the copies' ids derive from it.
    CopyId
    /// An edit of a note.
    NoteEditId
    /// A touchpoint of the catalogue.
    TouchpointId
    /// A persona of the catalogue.
    PersonaId
    /// A department of the catalogue.
    DepartmentId
    /// A brand of the catalogue.
    BrandId
    /// A family of brands.
    FamilyId
    /// A channel of the catalogue.
    ChannelId
    /// A campaign of the catalogue.
    CampaignId
    /// An event of the catalogue.
    EventId
    /// An import of records, taken back as a whole.
    BatchId
    /// A file that was sent and waits to be imported.
    UploadId
    /// A comment.
    CommentId
    /// What people say to each other about one thing.
    ThreadId
    /// A file that is made in the background.
    ExportId
}
