//! A tally of any kind, as it is stored: JSON with its type and version.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Counts, Hits, Moments, Rate, Ratings};

/// A tally whose kind is known at run time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AnyTally {
    /// Records counted.
    Counts(Counts),
    /// Answers on a rating scale.
    Ratings(Ratings),
    /// Hits of trials.
    Hits(Hits),
    /// Occurrences over exposure.
    Rate(Rate),
    /// Amounts.
    Moments(Moments),
}

/// A stored tally that cannot be read.
#[derive(Debug, Error)]
pub enum TallyError {
    /// Not JSON, or not of the shape its type announces.
    #[error("a stored tally is damaged ({0}): rebuild the day it belongs to")]
    Damaged(#[from] serde_json::Error),
    /// Written by a later version of the program.
    #[error(
        "a stored tally has version {found}, this program reads up to {known}: start the newer program"
    )]
    Newer {
        /// The version found.
        found: u32,
        /// The latest version known here.
        known: u32,
    },
}

const VERSION: u32 = 1;

/// The stored shape of version 1.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Stored {
    Counts { version: u32, tally: Counts },
    Ratings { version: u32, tally: Ratings },
    Hits { version: u32, tally: Hits },
    Rate { version: u32, tally: Rate },
    Moments { version: u32, tally: Moments },
}

/// Only what is needed to tell whether the rest can be read.
#[derive(Deserialize)]
struct Header {
    version: u32,
}

impl AnyTally {
    /// The name of the kind, as stored.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Counts(_) => "counts",
            Self::Ratings(_) => "ratings",
            Self::Hits(_) => "hits",
            Self::Rate(_) => "rate",
            Self::Moments(_) => "moments",
        }
    }

    /// The stored form: `{"type": "hits", "version": 1, "tally": {…}}`.
    ///
    /// # Errors
    /// [`TallyError::Damaged`] if JSON cannot be written.
    pub fn to_json(&self) -> Result<String, TallyError> {
        let version = VERSION;
        let stored = match self.clone() {
            Self::Counts(tally) => Stored::Counts { version, tally },
            Self::Ratings(tally) => Stored::Ratings { version, tally },
            Self::Hits(tally) => Stored::Hits { version, tally },
            Self::Rate(tally) => Stored::Rate { version, tally },
            Self::Moments(tally) => Stored::Moments { version, tally },
        };
        Ok(serde_json::to_string(&stored)?)
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`TallyError`] when the text is damaged or of a later version.
    pub fn from_json(text: &str) -> Result<Self, TallyError> {
        let header: Header = serde_json::from_str(text)?;
        if header.version > VERSION {
            return Err(TallyError::Newer {
                found: header.version,
                known: VERSION,
            });
        }
        Ok(match serde_json::from_str(text)? {
            Stored::Counts { tally, .. } => Self::Counts(tally),
            Stored::Ratings { tally, .. } => Self::Ratings(tally),
            Stored::Hits { tally, .. } => Self::Hits(tally),
            Stored::Rate { tally, .. } => Self::Rate(tally),
            Stored::Moments { tally, .. } => Self::Moments(tally),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_says_its_type_and_version() {
        let text = AnyTally::Rate(Rate::new(3, 200)).to_json().unwrap();
        assert_eq!(
            text,
            r#"{"type":"rate","version":1,"tally":{"occurrences":3,"exposure":200}}"#
        );
    }

    #[test]
    fn every_kind_comes_back_as_it_was_stored() {
        for tally in [
            AnyTally::Counts(Counts::unweighted(3)),
            AnyTally::Ratings(Ratings::unweighted(&[(1, 2), (5, 7)])),
            AnyTally::Hits(Hits::unweighted(2, 9).unwrap()),
            AnyTally::Rate(Rate::new(1, 12)),
            AnyTally::Moments(Moments::one(-19_900)),
        ] {
            assert_eq!(
                AnyTally::from_json(&tally.to_json().unwrap()).unwrap(),
                tally
            );
        }
    }

    #[test]
    fn a_newer_or_damaged_tally_is_refused() {
        let newer = AnyTally::from_json(r#"{"type":"dd_sketch","version":2}"#);
        assert!(matches!(
            newer,
            Err(TallyError::Newer { found: 2, known: 1 })
        ));
        assert!(matches!(
            AnyTally::from_json("{"),
            Err(TallyError::Damaged(_))
        ));
    }
}
