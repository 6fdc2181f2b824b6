//! Journeys as files.

pub mod intake;
