//! Lanes: the rows of the board, each with one meaning.

use serde::{Deserialize, Serialize};

use crate::id::DepartmentId;

/// One row of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lane {
    /// What its cells mean.
    pub kind: LaneKind,
    /// A title of its own; without one the interface shows the kind's name in the reader's language.
    pub title: Option<String>,
    /// The department whose work it shows (backstage lanes).
    pub department: Option<DepartmentId>,
    /// Deleted, and restorable.
    pub hidden: bool,
}

/// What a lane's cells mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LaneKind {
    /// Placements of catalogue touchpoints.
    Touchpoints,
    /// The emotion curves; it holds points, never cards.
    Emotion,
    /// What the customer does.
    Doing,
    /// What the customer thinks.
    Thinking,
    /// What the customer expects.
    Expecting,
    /// What was promised.
    Promise,
    /// The friction scores; computed, never cards.
    Friction,
    /// Pain points.
    Pains,
    /// Opportunities.
    Opportunities,
    /// What is being done.
    Actions,
    /// What happens where the customer does not look, by department.
    Backstage,
    /// Notes.
    Notes,
    /// A lane of the team's own.
    Free,
    /// What metrics say of the touchpoints; computed, never cards.
    Reality,
}

impl LaneKind {
    /// Whether cells of this kind hold cards; the curves, the scores and the metrics are drawn instead.
    #[must_use]
    pub const fn holds_cards(self) -> bool {
        !matches!(self, Self::Emotion | Self::Friction | Self::Reality)
    }

    /// Whether a board has at most one visible lane of this kind.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(
            self,
            Self::Touchpoints | Self::Emotion | Self::Friction | Self::Reality
        )
    }
}
