//! What was gone to lately, kept by the browser. It is lost with the browser's data, and nothing depends on it.

use shared::json;

use crate::kept;

use super::entry::{Gone, lately};

/// How many are kept.
const MOST: usize = 6;
const KEY: &str = "puente.palette";

/// The last first.
pub(super) fn all() -> Vec<Gone> {
    let kept = kept::read(KEY).and_then(|text| json::from_str::<Vec<Gone>>(&text).ok());
    let mut kept = kept.unwrap_or_default();
    // Only addresses of this house, whoever wrote them.
    kept.retain(|gone| gone.path.starts_with('/') && !gone.path.starts_with("//"));
    kept.truncate(MOST);
    kept
}

/// Puts one first.
pub(super) fn keep(gone: Gone) {
    let kept = lately(all(), gone, MOST);
    if let Ok(text) = serde_json::to_string(&kept) {
        // A browser that keeps nothing only has nothing to offer next time.
        kept::write(KEY, &text);
    }
}
