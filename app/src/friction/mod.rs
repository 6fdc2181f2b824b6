//! Friction: where a journey hurts, how sure we are, and which touchpoints cannot be told apart.

mod filter;
mod list;
mod page;
mod ranking;
mod table;

pub(crate) use list::{band, worst_in_words};
pub use page::FrictionPage;
