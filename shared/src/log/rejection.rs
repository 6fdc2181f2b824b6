//! Why an intent is refused: what, where, and what to do about it, as data.
//!
//! The interface renders it in the reader's language; nothing is ever matched by its text.

use serde::{Deserialize, Serialize};

use super::{ClientSeq, Seq};
use crate::{
    catalogue::EntryId,
    id::JourneyId,
    journey::{Content, Node},
};

/// A number that may not be exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Characters of a title or name.
    TitleChars,
    /// Characters of a longer text.
    TextChars,
    /// Stages of a journey, hidden ones included.
    Stages,
    /// Steps of a journey, hidden ones included.
    Steps,
    /// Lanes of a journey, hidden ones included.
    Lanes,
    /// Cards of a journey, hidden ones included.
    Cards,
    /// Entries of the catalogue.
    CatalogueEntries,
    /// Personas of a journey.
    Personas,
    /// Nodes in one selection.
    Selection,
    /// Intents in one push.
    Intents,
    /// Values of dimensions in one filter.
    FilterValues,
    /// Links of a journey, hidden ones included.
    Links,
    /// Tags of a journey.
    Tags,
    /// Characters of a tag.
    TagChars,
}

impl Limit {
    /// The largest number allowed.
    #[must_use]
    pub const fn most(self) -> u32 {
        match self {
            Self::TitleChars => 500,
            Self::TextChars => 20_000,
            Self::Stages => 100,
            Self::Steps => 500,
            Self::Lanes => 100,
            Self::Cards => 20_000,
            Self::CatalogueEntries => 20_000,
            Self::Personas => 12,
            Self::Selection => 5_000,
            Self::Intents => 5_000,
            Self::FilterValues => 100,
            Self::Links => 5_000,
            Self::Tags => 20,
            Self::TagChars => 40,
        }
    }
}

/// Something an intent refers to that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// A journey.
    Journey(JourneyId),
    /// A node of the journey.
    Node(Node),
    /// An entry of the catalogue.
    Entry(EntryId),
}

/// Why a push, or one intent of it, was refused. Nothing of the push was done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// The actor may not do this.
    #[error("not allowed: ask the workspace's owner for the right to edit")]
    Forbidden,
    /// It never existed.
    #[error("{what:?} does not exist: reload and try again")]
    Missing {
        /// What.
        what: Missing,
    },
    /// It was deleted meanwhile. Restore it first.
    #[error("{node:?} was deleted meanwhile: restore it and try again")]
    Deleted {
        /// What.
        node: Node,
    },
    /// It is no longer offered for new placements. Reinstate it first.
    #[error("{entry:?} is retired: reinstate it, or choose another")]
    Retired {
        /// Which.
        entry: EntryId,
    },
    /// An id that was used before.
    #[error("id {id} was used before: make a new one")]
    IdUsed {
        /// The id.
        id: String,
    },
    /// Too many, or too long.
    #[error("too much: at most {} allowed ({limit:?}), {actual} given", limit.most())]
    OverLimit {
        /// Of what.
        limit: Limit,
        /// How many there would be.
        actual: u32,
    },
    /// A title or name that is empty or only spaces.
    #[error("a name is needed: type at least one character")]
    EmptyTitle,
    /// A text with control characters other than line breaks and tabs.
    #[error("the text has control characters: remove them")]
    ControlCharacters,
    /// `after` names something that is not where the thing is to go.
    #[error("{after:?} is not in that place any more: try again")]
    NotThere {
        /// What was to be followed.
        after: Node,
    },
    /// A card for a lane that holds none, or a touchpoint lane's card without a touchpoint.
    #[error("this lane does not take such a card")]
    WrongLane {
        /// The lane.
        lane: Node,
    },
    /// A second lane of a kind that a board has once.
    #[error("the board already has a lane of this kind")]
    LaneExists,
    /// The persona is not in the journey's scope.
    #[error("the persona is not in the journey's scope: add it there first")]
    PersonaNotInScope,
    /// The note was changed meanwhile; both texts are kept.
    #[error("the text was changed meanwhile (revision {revision}): compare and decide")]
    StaleNote {
        /// Whose note.
        node: Node,
        /// Its revision now.
        revision: u32,
    },
    /// The same thing twice in one selection, or nothing in it.
    #[error("the selection is empty or names something twice")]
    BadSelection,
    /// A day that is not `YYYY-MM-DD`, does not exist, or lies before the first day.
    #[error("{day:?} is not a day: write it as 2026-05-12")]
    BadDay {
        /// What was given.
        day: String,
    },
    /// A push whose number is not the next one of its client.
    #[error("push {got} came where {expected} was expected: reload")]
    Gap {
        /// The number that was expected.
        expected: ClientSeq,
        /// The number that came.
        got: ClientSeq,
    },
    /// A push that builds on entries that the log does not have (it was restored from a backup).
    #[error("the log ends at {head}, before what this push builds on: reload")]
    AheadOfLog {
        /// The last entry of the log.
        head: Seq,
    },
    /// An edit of a text of another length than the one it names.
    #[error("the edit does not fit the text, which has {length} characters: send one that does")]
    EditMisfits {
        /// Whose text.
        node: Node,
        /// Its characters, in the revision that the edit is about.
        length: u64,
    },
    /// A filter by something that no dimension can be called.
    #[error("{dimension:?} is not the name of a dimension: those are a-z, 0-9, - and _")]
    BadDimension {
        /// What was given.
        dimension: String,
    },
    /// A link between things that such a link does not join.
    #[error(
        "{from:?} and {to:?} cannot be linked so: a cause leads from a card to another, a way from a step to another"
    )]
    BadLink {
        /// Where it was to start.
        from: Node,
        /// Where it was to end.
        to: Node,
    },
    /// A second link of the same sort between the same two.
    #[error("these two are linked already")]
    LinkExists {
        /// By which.
        node: Node,
    },
    /// A card that is not what its lane's cards are.
    #[error("cards of this lane are of the kind {content:?}: write it so, or change the lane")]
    WrongContent {
        /// What they are.
        content: Content,
    },
    /// A text that no metric can be called.
    #[error("this is not the key of a metric: those are a-z, 0-9, - and _")]
    BadMetric,
    /// The journey itself where another is meant, or one that it would be a part of itself by.
    #[error("a journey is not a part of itself: choose another")]
    OwnJourney,
    /// A picture without a size, or larger than any that is kept.
    #[error(
        "the picture has no size that an image can have: send the image, and take the size from the answer"
    )]
    BadPicture,
}
