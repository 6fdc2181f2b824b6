//! The core as a whole: what is decided, applied, undone, kept and brought into agreement.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod compare;
mod exchange;
mod golden;
mod properties;
mod replica;
mod sim;
mod stories_card;
mod stories_catalogue;
mod stories_delete;
mod stories_image;
mod stories_invariant;
mod stories_link;
mod stories_replica;
mod stories_structure;
mod wire;
mod wish;
mod world;
mod writing;
