//! The catalogue.

use super::macros::words;

words! {
    /// Texts of the catalogue.
    pub struct CatalogueWords {
        title: "Catalogue" / "Catálogo",
    }
}
