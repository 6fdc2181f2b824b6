//! The catalogue: what all journeys share, listed, added to, renamed, assigned, retired and brought back in place.

mod add;
mod columns;
mod desk;
mod fields;
mod filter;
pub mod names;
mod page;
mod section;
mod table;

pub use page::CataloguePage;
