//! Codes for what people complained about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Columns of codes for what people complained about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComplaintPart {
    /// Their name.
    pub name: String,
    /// The values of variables that it is for.
    #[serde(default)]
    pub when: BTreeMap<String, String>,
    /// The columns.
    pub columns: Vec<String>,
    /// Which codes are about which touchpoint.
    pub codes: BTreeMap<String, Vec<CodePart>>,
}

/// A code, or a range of them as a text: `101-110`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum CodePart {
    /// One code.
    One(i64),
    /// A range.
    Range(String),
}

impl CodePart {
    /// The codes of a text as people write it: `101-110, 120`; `None` where something of it is none.
    #[must_use]
    pub fn list(text: &str) -> Option<Vec<Self>> {
        let whole = |text: &str| text.trim().parse::<i64>().ok();
        let parts = text.split([',', ';']).map(str::trim);
        let parts = parts.filter(|part| !part.is_empty()).map(|part| {
            if let Some(code) = whole(part) {
                return Some(Self::One(code));
            }
            let (first, last) = part.split_once(['-', '–'])?;
            let (first, last) = (whole(first)?, whole(last)?);
            (first <= last).then(|| Self::Range(format!("{first}-{last}")))
        });
        parts.collect()
    }

    /// Codes as people write them.
    #[must_use]
    pub fn text(codes: &[Self]) -> String {
        let text = codes.iter().map(|code| match code {
            Self::One(code) => code.to_string(),
            Self::Range(range) => range.clone(),
        });
        text.collect::<Vec<_>>().join(", ")
    }
}
