//! Links: what causes what, and where a step leads beside the next one.

use serde::{Deserialize, Serialize};

use super::Node;

/// A link from one thing on the board to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// What it means.
    pub kind: LinkKind,
    /// Where it starts.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// What stands beside it; may be empty.
    pub title: String,
    /// Deleted, and restorable.
    pub hidden: bool,
}

/// What a link means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// What one card says is a cause of what another says: something behind the scenes, of what customers meet at a touchpoint.
    Cause(Certainty),
    /// From a step one may go on to another that is not the next: a branch, or back, a loop.
    Way,
}

/// How sure a cause is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Somebody thinks so.
    #[default]
    Hypothesis,
    /// It was shown to be so.
    Confirmed,
}

impl LinkKind {
    /// Whether both mean the same sort of link, however sure: two things have one link of a sort.
    #[must_use]
    pub const fn is_like(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Cause(_), Self::Cause(_)) | (Self::Way, Self::Way)
        )
    }
}
