//! The API as a whole: stories, hostile requests, faults of the store, and a process that is killed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    unreachable_pub,
    missing_docs,
    reason = "helpers of tests"
)]

mod about;
mod accounts;
mod actions;
mod attributes;
mod comments;
mod comparisons;
mod costs;
mod definitions;
mod edge;
mod faults;
mod hostile;
mod image_sweep;
mod images;
mod imports;
mod intake;
mod kept;
mod killed;
mod metrics;
mod personas;
mod pushes;
mod reality;
mod records;
mod routes;
mod sample;
mod search;

mod sets;
mod stored;
mod stories;
mod support;
mod take;
mod take_pictures;
mod take_told;
mod uploads;
mod versions;
mod wire;
