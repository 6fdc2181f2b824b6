//! Journeys: the portfolio, making one, and the board.

pub mod board;
mod create;
mod find;
mod portfolio;
mod strip;

pub use board::BoardPage;
pub use portfolio::PortfolioPage;
