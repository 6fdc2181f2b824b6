//! Images that a person chooses, drops or pastes: sent, refused with words, and shown with what is to be seen on them.
//!
//! Knows nothing of where a picture stands: boards and personas say that.

mod field;
mod send;

pub(crate) use field::picture_field;
pub(crate) use send::{named, of_file, of_transfer, said, send};
