//! Journeys as files: written in formats that others read, and read from formats that others write.
//!
//! Everything goes through one [`JourneyDocument`]. A format that has all of it, JSON, is read into it directly; others are read into
//! a sketch without ids, which is laid over the board that it is for. What a document would do is planned as a dry run
//! ([`JourneyPlan`]), whose intents go to the log like any others. Nothing here does I/O: what is read is given as bytes, what is
//! written is text.

pub mod block;
mod cjml;
mod document;
pub mod drawing;
mod enablement;
mod funnel;
mod grid;
mod json;
mod literal;
mod mermaid;
mod plan;
mod problem;
mod reading;
#[cfg(feature = "openapi")]
mod schema;
mod sketch;
mod tree;
pub mod xml;
mod yaml;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use cjml::to_cjml;
pub use document::{
    DOCUMENT_VERSION, DocumentCard, DocumentEmotion, DocumentLane, DocumentLink, DocumentStage,
    DocumentStep, Excerpt, JourneyDocument, JourneyDocumentType,
};
pub use grid::{
    GridCell, MOST_ROWS, begins_grid, grid_lane, is_formula, is_grid, to_cells, to_cells_in,
    to_csv, to_rows,
};
pub use json::{from_json, to_json};
pub use mermaid::to_mermaid;
pub use plan::{ItemCount, ItemKind, JourneyPlan, Lines, PlannedItem, Refusal, RefusedItem, plan};
pub use problem::{LeftOut, MOST_QUOTED, Omission, ReadError, ReadProblem};
pub use reading::{Reading, read, read_rows};
#[cfg(feature = "openapi")]
pub use schema::json_schema;
pub use sketch::MOST_OMISSIONS;
pub use tree::{MOST_DEPTH, MOST_VALUES};

/// The most bytes of a file that are read: 20,000 cards with a sentence each are 8 MB as JSON, with a page behind each 48.
pub const MOST_BYTES: usize = 64 << 20;

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// The document as JSON: all of a journey.
    Json,
    /// A Mermaid `journey` diagram.
    Mermaid,
    /// The grid of lanes and steps.
    Csv,
    /// The YAML of Enablement Map Studio; only read.
    EnablementMap,
    /// The configuration of New Relic's Customer Journey; only read.
    FunnelConfig,
    /// The Customer Journey Modelling Language, as XML.
    Cjml,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Json,
        Self::Mermaid,
        Self::Csv,
        Self::EnablementMap,
        Self::FunnelConfig,
        Self::Cjml,
    ];

    /// Its name, the same for ever: ids of what it brings derive from it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Mermaid => "mermaid",
            Self::Csv => "csv",
            Self::EnablementMap => "enablement_map",
            Self::FunnelConfig => "funnel_config",
            Self::Cjml => "cjml",
        }
    }

    /// The format that the name of a file speaks of, by how it ends.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_lowercase().as_str() {
            "json" => Some(Self::Json),
            "mmd" | "mermaid" | "md" => Some(Self::Mermaid),
            "csv" | "tsv" => Some(Self::Csv),
            "yaml" | "yml" => Some(Self::EnablementMap),
            "js" | "mjs" => Some(Self::FunnelConfig),
            "cjml" | "xml" => Some(Self::Cjml),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "journey as JSON",
            Self::Mermaid => "Mermaid journey",
            Self::Csv => "grid of lanes and steps",
            Self::EnablementMap => "map of Enablement Map Studio",
            Self::FunnelConfig => "configuration of New Relic's Customer Journey",
            Self::Cjml => "journey in CJML",
        })
    }
}
