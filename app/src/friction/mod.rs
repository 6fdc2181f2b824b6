//! Friction: where a journey hurts, how sure we are, and which touchpoints cannot be told apart.

mod filter;
mod list;
mod page;
mod ranking;
mod table;

pub use page::FrictionPage;
