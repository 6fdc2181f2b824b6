//! Everything else that is kept as JSON: a type, a version, and the content.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::store::StoreError;

#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    r#type: String,
    version: u16,
    content: T,
}

/// Wraps what is to be kept.
///
/// # Errors
/// A fault of ours: content that JSON cannot hold.
pub(crate) fn write<T: Serialize>(
    kind: &str,
    version: u16,
    content: &T,
) -> Result<String, StoreError> {
    let envelope = Envelope {
        r#type: kind.to_owned(),
        version,
        content,
    };
    serde_json::to_string(&envelope).map_err(StoreError::damaged)
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// [`StoreError::Damaged`] when it is something else, or of another version.
pub(crate) fn read<T: DeserializeOwned>(
    kind: &str,
    version: u16,
    json: &str,
) -> Result<T, StoreError> {
    let envelope: Envelope<T> = serde_json::from_str(json)
        .map_err(|error| StoreError::damaged(format!("{kind}: {error}")))?;
    if envelope.r#type == kind && envelope.version == version {
        Ok(envelope.content)
    } else {
        let (found, of) = (envelope.r#type, envelope.version);
        Err(StoreError::damaged(format!(
            "{found} version {of} where {kind} version {version} was expected"
        )))
    }
}
