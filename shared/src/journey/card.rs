//! Cards, and the emotion points that people place by hand.

use serde::{Deserialize, Serialize};

use super::Note;
use crate::{
    id::{DepartmentId, LaneId, StepId, TouchpointId},
    image::Picture,
};

/// Where a card lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cell {
    /// The column.
    pub step: StepId,
    /// The row.
    pub lane: LaneId,
}

/// A card in a cell. In the touchpoints lane it is a touchpoint's placement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Card {
    /// Where it lies.
    pub cell: Cell,
    /// Its text on the board. Empty where the linked touchpoint's name stands instead.
    pub title: String,
    /// The longer text behind it.
    pub note: Note,
    /// How sure we are of it.
    pub evidence: Evidence,
    /// The touchpoint it places (touchpoints lane) or is about (any other).
    pub touchpoint: Option<TouchpointId>,
    /// The department responsible for what it says.
    pub department: Option<DepartmentId>,
    /// Deleted, and restorable.
    pub hidden: bool,
    /// The key of the metric that proves what it says: of a promise, whether it is kept.
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub metric: Option<String>,
    /// What it shows beside its text.
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub image: Option<Picture>,
}

/// How sure we are.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Somebody in the room said so.
    #[default]
    Assumption,
    /// Customers said so.
    Qualitative,
    /// Records show it.
    Measured,
}

/// A believed emotion in hundredths: −200 (dreadful) … +200 (delighted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "i16", into = "i16")]
pub struct Emotion(i16);

/// A number that is no emotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not an emotion: give hundredths from -200 to 200")]
pub struct InvalidEmotion(i16);

impl TryFrom<i16> for Emotion {
    type Error = InvalidEmotion;

    fn try_from(hundredths: i16) -> Result<Self, InvalidEmotion> {
        Self::new(hundredths).ok_or(InvalidEmotion(hundredths))
    }
}

impl From<Emotion> for i16 {
    fn from(emotion: Emotion) -> Self {
        emotion.0
    }
}

impl Emotion {
    /// The worst.
    pub const MIN: i16 = -200;
    /// The best.
    pub const MAX: i16 = 200;

    /// An emotion from hundredths, `None` outside −200 … 200.
    #[must_use]
    pub fn new(hundredths: i16) -> Option<Self> {
        (Self::MIN..=Self::MAX)
            .contains(&hundredths)
            .then_some(Self(hundredths))
    }

    /// The nearest emotion to a value on −2 … +2, as a pointer drags it.
    #[must_use]
    pub fn nearest(value: f64) -> Self {
        let hundredths = (value * 100.0)
            .round()
            .clamp(f64::from(Self::MIN), f64::from(Self::MAX));
        // In range by the clamp; NaN becomes 0.
        #[allow(clippy::cast_possible_truncation)]
        Self(hundredths as i16)
    }

    /// Hundredths, −200 … 200.
    #[must_use]
    pub const fn hundredths(self) -> i16 {
        self.0
    }

    /// The value on −2 … +2.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}
