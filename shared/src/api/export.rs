//! A file that is made in the background: who asked for it looks how far it is, and takes it when it is done.

use serde::{Deserialize, Serialize};

use super::{ApiError, TakeFormat};
use crate::id::{ExportId, JourneyId};

/// A file of a journey that is being made, or was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// Of which journey.
    pub journey: JourneyId,
    /// In which format.
    pub format: TakeFormat,
    /// Where it stands.
    pub state: ExportState,
    /// Pages that are made.
    pub done: u32,
    /// Of how many; 0 while nobody knows.
    pub of: u32,
    /// Bytes of the file, once it is made.
    pub bytes: Option<u64>,
    /// Letters that no font of ours has, so that they are empty boxes in the file; fifty at most.
    #[serde(default)]
    pub missing: String,
    /// Why there is none.
    pub error: Option<ApiError>,
}

/// Where a file that is made in the background stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// It waits for its turn, or is being made.
    Working,
    /// It can be taken, for some minutes.
    Done,
    /// It could not be made; `error` says why.
    Failed,
    /// Somebody did not want it any more.
    Cancelled,
}
