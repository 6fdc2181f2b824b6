//! Journeys: the portfolio, making one, and the board.

pub mod board;
mod compare;
mod create;
mod find;
mod portfolio;
mod share;
mod strip;

pub use board::{BoardPage, PresentPage};
pub use compare::ComparePage;
pub use portfolio::PortfolioPage;
pub use share::SharePage;
