//! The catalogue: what all journeys share, listed, added to, renamed, assigned, retired and brought back in place.

mod add;
mod columns;
mod counted;
mod desk;
mod fields;
mod filter;
pub mod names;
mod page;
mod section;
mod table;
mod used;
mod wished;

pub(crate) use add::Add;
pub(crate) use desk::{Desk, Saving};
pub(crate) use filter::filter as persona_filter;
pub use page::CataloguePage;
pub(crate) use page::{Status, Trouble};
pub(crate) use section::Section;
