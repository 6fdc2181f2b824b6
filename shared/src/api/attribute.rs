//! Attribute tables over the API: what the values of a dimension are, and from when to when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the values of a dimension are. Metrics can be grouped and filtered by attributes as by dimensions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttributeTable {
    /// The dimension whose values are explained: `batch`.
    pub dimension: String,
    /// In order of values and days.
    pub rows: Vec<AttributeRow>,
}

/// What one value of a dimension is, for some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttributeRow {
    /// The value: `B-0412`.
    pub value: String,
    /// The first day, `YYYY-MM-DD`; `None`: ever since.
    pub from: Option<String>,
    /// The last day, included; `None`: for good.
    pub to: Option<String>,
    /// What it is: `supplier` → `Caucho Norte`.
    pub attributes: BTreeMap<String, String>,
}
