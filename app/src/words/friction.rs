//! The friction list.

use super::macros::words;

words! {
    /// Texts of the friction list.
    pub struct FrictionWords {
        title: "Friction" / "Fricción",
    }
}
