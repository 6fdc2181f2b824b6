//! Journeys: the portfolio, making one, and the board.

pub mod board;
mod portfolio;

pub use board::BoardPage;
pub use portfolio::PortfolioPage;
