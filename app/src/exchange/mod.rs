//! Journeys as files.

mod intake;

pub use intake::FromFilePage;
pub(crate) use intake::{FROM_FILE, is_grid_for_certain};
