//! The actions page: what people have taken on, by where it stands, and whether it helped.
//!
//! Knows how an action is said and edited; whether it may be, and what is said of what it did, is `shared::action`'s.

mod asked;
mod cells;
mod content;
mod desk;
mod filter;
mod form;
mod history;
mod line;
mod page;
mod row;

pub use line::stand;
pub use page::ActionsPage;
