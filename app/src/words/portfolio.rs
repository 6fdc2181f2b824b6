//! The portfolio of journeys, and making one.

use super::macros::words;

words! {
    /// Texts of the portfolio.
    pub struct PortfolioWords {
        title: "Journeys" / "Recorridos",
    }
}
