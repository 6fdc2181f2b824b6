//! Journeys as files.

mod intake;
mod out;

pub use intake::FromFilePage;
pub(crate) use intake::{FROM_FILE, is_grid_for_certain};
pub(crate) use out::TAKE_AWAY;
pub use out::TakeAwayPage;
